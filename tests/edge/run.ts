// node tests/edge/run.ts [FILE…]: bundles each test file as a worker of its own and runs them in workerd, some at a
// time in one process. Prints a line for each file; appends the harness's records to the file that SAMSA_TEST_LOG
// names. SAMSA_EDGE_ENV (JSON) and every SAMSA_* setting reach the tests as `setting(name)`.
import { spawn } from "node:child_process";
import { appendFileSync, existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { countRecords, failureText, fileLine } from "../../tools/test_record.mjs";
import { unitFiles } from "../../tools/run_tests.mjs";
import type { TestRecord } from "../harness/record.ts";
import { type Bundle, bundleWorker } from "./bundle.ts";
import { startWorkers, type Workers } from "./workers.ts";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const CHUNK = 12;
const FILE_LIMIT_MS = 240_000;
const ca = path.join(root, "tests/certificates/ca.pem");
const log = process.env.SAMSA_TEST_LOG ?? "";

interface Answer {
  readonly records: TestRecord[];
  readonly stray: string[];
}

const asked = process.argv.slice(2).map((file) => path.relative(root, path.resolve(file)).replaceAll("\\", "/"));
const files: string[] = asked.length > 0 ? asked : unitFiles().filter((file: string) => !file.endsWith(".io.test.ts"));
const peer = await startPeer();
let failed = 0;
try {
  for (let i = 0; i < files.length; i += CHUNK) failed += await runChunk(files.slice(i, i + CHUNK));
} finally {
  peer?.stop();
}
process.exit(failed > 0 ? 1 : 0);

/** Bundles some files and runs them in one workerd; gives the number of failures. */
async function runChunk(chunk: readonly string[]): Promise<number> {
  let failures = 0;
  const bundles: Bundle[] = [];
  for (const file of chunk) {
    try {
      bundles.push(await bundleWorker({ root, file, globals: globalsOf(file) }));
    } catch (error) {
      failures += report(file, { answer: null, problem: `it cannot be bundled: ${messageOf(error)}`, ms: 0 });
    }
  }
  return failures + await runBundles(bundles);
}

async function runBundles(bundles: readonly Bundle[]): Promise<number> {
  if (bundles.length === 0) return 0;
  let workers: Workers;
  try {
    workers = await startWorkers(bundles, { ca: existsSync(ca) ? ca : null });
  } catch (error) {
    const [first] = bundles;
    if (bundles.length === 1) {
      return report(first.file, { answer: null, problem: first.locate(messageOf(error)), ms: 0 });
    }
    let failures = 0; // one that fails to load keeps all of them from starting: find it
    for (const bundle of bundles) failures += await runBundles([bundle]);
    return failures;
  }
  let failures = 0;
  try {
    for (const bundle of bundles) failures += await runBundle(workers, bundle);
  } finally {
    await workers.stop();
  }
  return failures;
}

async function runBundle(workers: Workers, bundle: Bundle): Promise<number> {
  const { file } = bundle;
  const start = Date.now();
  try {
    const answer = await ask(workers, bundle);
    return report(file, { answer, problem: answer.stray.join("\n"), ms: Date.now() - start });
  } catch (error) {
    const problem = `${messageOf(error)}\n${workers.takeOutput()}`.trim();
    return report(file, { answer: null, problem: bundle.locate(problem), ms: Date.now() - start });
  }
}

async function ask(workers: Workers, { file, locate }: Bundle): Promise<Answer> {
  const response = await fetch(workers.urlOf(file), { signal: AbortSignal.timeout(FILE_LIMIT_MS) });
  const text = await response.text();
  if (!response.ok) throw new Error(`the worker answered ${response.status}: ${text}`);
  const { records, stray } = JSON.parse(text) as Answer;
  const located = records.map((line) => line.error === undefined ? line : { ...line, error: locate(line.error) });
  return { records: located, stray: stray.map(locate) };
}

interface Result {
  readonly answer: Answer | null;
  readonly problem: string;
  readonly ms: number;
}

function report(file: string, { answer, problem, ms }: Result): number {
  const records = [...answer?.records ?? []];
  if (problem !== "") records.push({ file, name: "(the file)", state: "failed", error: problem });
  if (log !== "") appendFileSync(log, records.map((line) => JSON.stringify(line) + "\n").join(""));
  const counts = countRecords(records, { file, code: 0, late: false });
  counts.ms = ms;
  console.log(fileLine("workerd", file, counts));
  if (counts.failed > 0) console.log(failureText(counts, ""));
  return counts.failed;
}

function globalsOf(file: string): Record<string, unknown> {
  const settings: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (name.startsWith("SAMSA_") && value !== undefined) settings[name] = value;
  }
  const more = process.env.SAMSA_EDGE_ENV;
  if (more !== undefined) Object.assign(settings, JSON.parse(more));
  return { SAMSA_TEST_FILE: file, SAMSA_EDGE: settings, ...(peer === null ? {} : { SAMSA_PEER: peer.ports }) };
}

/** The process that transport tests talk to from inside workerd: its first line is JSON with its ports. */
async function startPeer(): Promise<{ ports: unknown; stop(): void } | null> {
  const file = path.join(root, "tests/conformance/peer.ts");
  if (!existsSync(file)) return null;
  const child = spawn(process.execPath, [file], { stdio: ["pipe", "pipe", "inherit"] });
  const line = await new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (more: string) => {
      text += more;
      const end = text.indexOf("\n");
      if (end >= 0) resolve(text.slice(0, end));
    });
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`tests/conformance/peer.ts ended early with exit code ${code}`)));
  });
  return { ports: JSON.parse(line), stop: () => void child.kill("SIGTERM") };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
