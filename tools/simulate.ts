// The search for broken promises in the simulated world: npm run simulate -- [OPTION…]
//   --seeds N --from N      runs N seeds, from the given one (100 from 1)
//   --scenario NAME         one workload only; else they take turns
//   --trace SEED            runs one seed and prints every event
//   --shrink SEED           looks for a smaller run that breaks the same promise
//   --without A,B --share X --duration MS   what --shrink has found: fewer faults, records, time
//   --processes N           how many processes share the seeds (as many as cores)
//   --hashes                prints the hash of each run as JSON instead, in this process: runtimes are compared by it
import { spawn } from "node:child_process";
import os from "node:os";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import {
  type BrokenPromise,
  type Load,
  type Outcome,
  runWorkload,
  shrinkWorkload,
  WORKLOAD_NAMES,
} from "../simulation/mod.ts";
import { FULL_LOAD } from "../simulation/workloads/workload.ts";

const TAIL = 40;
/** Below this many seeds a second process costs more than it saves. */
const SEEDS_A_PROCESS = 20;
const PROGRESS_MS = 2000;
/** What a process tells of errors that nobody has heard of. */
const UNHEARD = ["unhandledRejection", "uncaughtException"] as const;
/** A run that threw. */
const NO_OUTCOME: Outcome = {
  seed: -1,
  hash: "",
  events: 0,
  virtualMs: 0,
  broken: [],
  faults: new Map(),
  counts: { sent: 0, written: 0, failed: 0, read: 0 },
  tail: [],
};

interface Wanted {
  readonly seeds: number;
  readonly from: number;
  readonly workload: string | null;
  readonly without: readonly string[];
  readonly load: Load;
  readonly processes: number;
}

/** A failed run, as it travels between processes. */
interface Failure {
  readonly scenario: string;
  readonly outcome: Pick<Outcome, "seed" | "broken" | "tail" | "counts"> & { readonly faults: readonly string[] };
}

process.exitCode = await main();

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seeds: { type: "string", default: "100" },
      from: { type: "string", default: "1" },
      scenario: { type: "string" },
      trace: { type: "string" },
      shrink: { type: "string" },
      without: { type: "string", default: "" },
      share: { type: "string", default: `${FULL_LOAD.share}` },
      duration: { type: "string", default: `${FULL_LOAD.durationMs}` },
      processes: { type: "string", default: `${os.availableParallelism()}` },
      slice: { type: "string" },
      hashes: { type: "boolean", default: false },
    },
  });
  const wanted: Wanted = {
    seeds: whole("seeds", values.seeds),
    from: whole("from", values.from),
    workload: values.scenario === undefined ? null : workloadCalled(values.scenario),
    without: values.without.split(",").filter((name) => name !== ""),
    load: { share: share(values.share), durationMs: whole("duration", values.duration, 1) },
    processes: whole("processes", values.processes),
  };
  if (values.trace !== undefined) return await trace(whole("trace", values.trace), wanted);
  if (values.shrink !== undefined) return await shrinkSeed(whole("shrink", values.shrink), wanted);
  if (values.hashes) return await printHashes(wanted);
  if (values.slice !== undefined) return await runSlice(values.slice, wanted);
  return await search(wanted);
}

function whole(name: string, text: string, min = 0): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= min) return value;
  throw new Error(`--${name} must be a whole number of ${min} or more: it is ${text}`);
}

function share(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= 1) return value;
  throw new Error(`--share must be a number above 0, up to 1: it is ${text}`);
}

function workloadCalled(name: string): string {
  if (WORKLOAD_NAMES.includes(name)) return name;
  throw new Error(`there is no scenario "${name}": there are ${WORKLOAD_NAMES.join(", ")}`);
}

/** The workload of a seed, when none is chosen: they take turns. */
function workloadOf(seed: number, { workload }: Wanted): string {
  return workload ?? WORKLOAD_NAMES[seed % WORKLOAD_NAMES.length] as string;
}

async function search(wanted: Wanted): Promise<number> {
  const { seeds, from } = wanted;
  const processes = Math.max(1, Math.min(wanted.processes, Math.ceil(seeds / SEEDS_A_PROCESS)));
  const began = performance.now();
  const failures: Failure[] = [];
  let done = 0;
  let shown = began;
  const take = (line: string) => {
    if (line === "") return;
    const told = JSON.parse(line) as Failure | { readonly ok: number };
    done++;
    if ("outcome" in told) {
      failures.push(told);
      printFailure(told, wanted);
    }
    if (performance.now() - shown < PROGRESS_MS) return;
    shown = performance.now();
    console.log(`  ${done} of ${seeds} seeds, ${failures.length} failed, ${rate(done, began)} a second`);
  };
  const codes = await Promise.all(Array.from({ length: processes }, (_, n) => runChild(`${n}/${processes}`, take)));
  console.log(`${done} seeds from ${from}: ${failures.length} failed, ${rate(done, began)} seeds a second`);
  if (done < seeds) console.log(`${seeds - done} seeds were not run to their end`);
  return failures.length > 0 || done < seeds || codes.some((code) => code !== 0) ? 1 : 0;
}

function rate(done: number, began: number): string {
  return (done / ((performance.now() - began) / 1000)).toFixed(1);
}

/** Runs a share of the seeds in a process of its own; each line that it prints is the end of one. */
function runChild(slice: string, take: (line: string) => void): Promise<number> {
  const args = [...process.execArgv, fileURLToPath(import.meta.url), ...process.argv.slice(2), "--slice", slice];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let rest = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(take);
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

async function runSlice(slice: string, wanted: Wanted): Promise<number> {
  const [part = 0, parts = 1] = slice.split("/").map(Number);
  for (let seed = wanted.from + part; seed < wanted.from + wanted.seeds; seed += parts) {
    const workload = workloadOf(seed, wanted);
    const { outcome, lost } = await run(wanted, { workload, seed });
    const { tail, counts, faults } = outcome;
    const broken = [...outcome.broken, ...lost];
    const told: Failure | { readonly ok: number } = broken.length === 0 ? { ok: seed } : {
      scenario: workload,
      outcome: { seed, broken, counts, tail: tail.slice(-TAIL), faults: [...faults.keys()] },
    };
    console.log(JSON.stringify(told));
  }
  return 0;
}

/** Runs a seed; what it throws, and what nobody hears of, are broken promises beside those of its outcome. */
async function run(wanted: Wanted, { workload, seed, print }: {
  readonly workload: string;
  readonly seed: number;
  readonly print?: (line: string) => void;
}): Promise<{ readonly outcome: Outcome; readonly lost: readonly BrokenPromise[] }> {
  const { load, without } = wanted;
  const lost: BrokenPromise[] = [];
  const unheard = (error: unknown) => void lost.push({ promise: "every error is heard", how: wordsOf(error) });
  for (const event of UNHEARD) process.on(event, unheard);
  let outcome: Outcome = { ...NO_OUTCOME, seed };
  try {
    outcome = await runWorkload(workload, { seed, load, without, print });
  } catch (error) {
    lost.push({ promise: "a run has an outcome", how: wordsOf(error) });
  }
  // A rejection is told when nobody has heard of it for a turn.
  await new Promise((resolve) => setImmediate(resolve));
  for (const event of UNHEARD) process.off(event, unheard);
  return { outcome, lost };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.stack ?? error.message : String(error);
}

function printFailure({ scenario, outcome }: Failure, wanted: Wanted): void {
  const { seed, broken, counts, faults, tail } = outcome;
  console.log(`\nFAILED: seed ${seed}, scenario ${scenario}`);
  for (const { promise, how } of broken) console.log(`  Broken promise: ${promise}\n    ${how}`);
  console.log(`  ${counts.sent} sent, ${counts.written} written, ${counts.failed} failed, ${counts.read} read`);
  console.log(`  Faults: ${faults.join(", ") || "none"}`);
  console.log("  The last events:");
  for (const line of tail) console.log(`  ${line}`);
  const again = `--scenario ${scenario}${reduced(wanted)}`;
  console.log(`  Again:  npm run simulate -- --from ${seed} --seeds 1 ${again}`);
  console.log(`  Events: npm run simulate -- --trace ${seed} ${again}`);
  console.log(`  Shrink: npm run simulate -- --shrink ${seed} ${again}\n`);
}

function reduced({ without, load }: Pick<Wanted, "without" | "load">): string {
  const parts = [
    without.length > 0 ? ` --without ${JSON.stringify(without.join(","))}` : "",
    load.share === FULL_LOAD.share ? "" : ` --share ${load.share}`,
    load.durationMs === FULL_LOAD.durationMs ? "" : ` --duration ${load.durationMs}`,
  ];
  return parts.join("");
}

async function trace(seed: number, wanted: Wanted): Promise<number> {
  const workload = workloadOf(seed, wanted);
  const { outcome, lost } = await run(wanted, { workload, seed, print: (line) => console.log(line) });
  const broken = [...outcome.broken, ...lost];
  console.log(`\nseed ${seed}, scenario ${workload}: ${outcome.events} events, hash ${outcome.hash}`);
  for (const { promise, how } of broken) console.log(`  Broken promise: ${promise}\n    ${how}`);
  return broken.length > 0 ? 1 : 0;
}

async function shrinkSeed(seed: number, wanted: Wanted): Promise<number> {
  const workload = workloadOf(seed, wanted);
  const { load, without } = wanted;
  const shrunk = await shrinkWorkload(workload, {
    seed,
    load,
    without,
    onSmaller: (what) => console.log(`  still fails ${what}`),
  });
  if (shrunk === null) {
    console.log(`Seed ${seed} of ${workload} breaks no promise`);
    return 0;
  }
  const { outcome, faults } = shrunk;
  const small = { ...outcome, faults, tail: outcome.tail.slice(-TAIL) };
  console.log(`After ${shrunk.runs} runs:`);
  printFailure({ scenario: workload, outcome: small }, { ...wanted, ...shrunk });
  return 1;
}

async function printHashes(wanted: Wanted): Promise<number> {
  const hashes: Record<string, string> = {};
  const workloads = wanted.workload === null ? WORKLOAD_NAMES : [wanted.workload];
  for (const workload of workloads) {
    for (let seed = wanted.from; seed < wanted.from + wanted.seeds; seed++) {
      const { outcome, lost } = await run(wanted, { workload, seed });
      if (lost.length > 0) throw new Error(`seed ${seed} of ${workload}: ${lost[0].how}`);
      hashes[`${workload} ${seed}`] = outcome.hash;
    }
  }
  console.log(JSON.stringify(hashes));
  return 0;
}
