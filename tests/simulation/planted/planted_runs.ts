// Starts run_planted.ts in a process of its own, at most two at once, and gives what it tells. Called by the test and by
// search.ts.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { setting } from "../../harness.ts";

/** What came of one seed. */
export interface Run {
  /** The seed. */
  readonly seed: number;
  /** The promises that were broken. */
  readonly broken: readonly { readonly promise: string; readonly how: string }[];
}

/** What is to be run. */
export interface RunsWanted {
  /** Name of the plant; "": none. */
  readonly plant: string;
  /** The workload. */
  readonly scenario: string;
  /** The seeds, in order. */
  readonly seeds: readonly number[];
  /** The runs end with the first that breaks this. */
  readonly promise: string;
}

const AT_ONCE = 2;
/** A plant may hang; then the last line tells the seed before. */
const LIMIT_MS = 120_000;
const script = fileURLToPath(new URL("./run_planted.ts", import.meta.url));
const waiting: (() => void)[] = [];
let running = 0;

/** Runs seeds in a process of their own. */
export async function plantedRuns(wanted: RunsWanted): Promise<readonly Run[]> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
  try {
    return await runProcess(wanted);
  } finally {
    const next = waiting.shift();
    if (next === undefined) running--;
    else next();
  }
}

function runProcess({ plant, scenario, seeds, promise }: RunsWanted): Promise<readonly Run[]> {
  const args = ["--disable-warning=ExperimentalWarning", script, plant, scenario, seeds.join(","), promise];
  const child = spawn(setting("SAMSA_NODE") ?? "node", args, { stdio: ["ignore", "pipe", "inherit"] });
  const late = setTimeout(() => child.kill(), LIMIT_MS);
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => void (output += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(late);
      if (code !== 0 && signal === null) return reject(new Error(`run_planted.ts ended with ${code}: ${output}`));
      resolve(output.split("\n").filter((line) => line.endsWith("}")).map((line) => JSON.parse(line) as Run));
    });
  });
}
