// Runs test files, each in a process of its own, on one runtime after another, and sums the harness's records up.
// Called by run.mjs. Knows nothing of what the tests test.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { pins, root, run } from "./runtimes.mjs";
import { addCounts, countRecords, failureText, fileLine, noCounts, readRecords, table } from "./test_record.mjs";

/** The parts of a whole run, in order. */
export const parts = ["deno", "bun", "node", "workerd", "ok", "live", "interop"];

const UNIT_LIMIT_MS = 300_000;
const LIVE_LIMIT_MS = 900_000;
const LONG_LIVE_LIMIT_MS = 21_600_000; // ten runs of every reliability scenario take hours
const titles = { deno: `Deno ${pins.deno}`, bun: `Bun ${pins.bun}`, node: `Node ${pins.node}`, workerd: "workerd" };

/** All test files below tests/: `*.test.ts`, without the live ones. */
export function unitFiles() {
  return testFiles().filter((file) => !isLive(file) && !isInterop(file));
}

/** The test files that run other people's clients. */
export function interopFiles() {
  return testFiles().filter(isInterop);
}

/** The test files that want a real Kafka. */
export function liveFiles() {
  return testFiles().filter(isLive);
}

function testFiles() {
  return filesBelow("tests").filter((name) => name.endsWith(".test.ts")).sort();
}

/** `readdirSync` goes down by itself only since Node 18.17. */
function filesBelow(folder) {
  const entries = readdirSync(path.join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) =>
    entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]
  );
}

const isLive = (file) => file.endsWith(".live.test.ts");
const isInterop = (file) => file.endsWith(".interop.test.ts");
const runsInWorkerd = (file) => !file.endsWith(".io.test.ts") && (!isLive(file) || file.endsWith(".edge.live.test.ts"));

/** Every unit test on one runtime. */
export function unitJob(part, { env, files }) {
  const chosen = files.length > 0 ? files.filter((file) => !isLive(file) && !isInterop(file)) : unitFiles();
  const mayBeEmpty = files.length > 0;
  const title = titles[part];
  if (part === "workerd") return { title, mayBeEmpty, work: () => runWorkerd(chosen.filter(runsInWorkerd), env) };
  return { title, mayBeEmpty, work: () => runFiles(chosen, { part, env, atOnce: cores(), timeoutMs: UNIT_LIMIT_MS }) };
}

/** The gates of tools/ok.ts. */
export function okJob(env) {
  return {
    title: "gates (ok)",
    work: () =>
      withLog(async (log) => {
        const command = [env.SAMSA_NODE, "tools/ok.ts"];
        const { code } = await run(command, { inherit: true, env: { ...env, SAMSA_TEST_LOG: log } });
        return countRecords(readRecords(log), { file: "tools/ok.ts", code, late: false });
      }),
  };
}

/** The last job of a whole run: every row of the guides' tables has tests, and they ran. `without`: parts left out. */
export function tablesJob({ env, without }) {
  return {
    title: "feature tables",
    work: (total) =>
      withLog(async (log) => {
        const ran = path.join(path.dirname(log), "ran.jsonl");
        writeFileSync(ran, total.ran.map((line) => `${JSON.stringify(line)}\n`).join(""));
        const command = [env.SAMSA_NODE, "--disable-warning=ExperimentalWarning", "tools/feature_docs.ts"];
        const rest = ["--record", ran, "--without", without.join(",")];
        const { code } = await run([...command, ...rest], { inherit: true, env: { ...env, SAMSA_TEST_LOG: log } });
        return countRecords(readRecords(log), { file: "tools/feature_docs.ts", code, late: false });
      }),
  };
}

/** Other people's clients against our broker: one file at a time, on Node, for the runtime makes no difference to them. */
export function interopJob({ env, files = [] }) {
  const chosen = files.length > 0 ? files : interopFiles();
  const work = () => runFiles(chosen, { part: "node", env, atOnce: 1, timeoutMs: LIVE_LIMIT_MS });
  return { title: "interoperability", work };
}

/** The live tests, one file at a time: on Deno, Bun, Node, and in workerd what can run there. */
export function liveJob({ env, files }) {
  const chosen = files.length > 0 ? files : liveFiles();
  const cluster = liveCluster(env);
  const mayBeEmpty = files.length > 0;
  const jobs = ["deno", "bun", "node", "workerd"].map((part) => ({
    title: `live, ${titles[part]}`,
    mayBeEmpty,
    work: async () => {
      const settings = await cluster.start();
      const own = { ...env, ...settings };
      if (part === "workerd") return await runWorkerd(chosen.filter(runsInWorkerd), own);
      const timeoutMs = env.SAMSA_LIVE === "all" ? LONG_LIVE_LIMIT_MS : LIVE_LIMIT_MS;
      return await runFiles(chosen, { part, env: own, atOnce: 1, timeoutMs });
    },
  }));
  jobs[jobs.length - 1].after = () => cluster.stop();
  return jobs;
}

/** One real broker for all live tests that need no cluster of their own; SAMSA_LIVE_BOOTSTRAP tells its address. */
function liveCluster(env) {
  const dir = path.join(root, "run", `live-${process.pid}`);
  const kafka = (...args) =>
    run([env.SAMSA_NODE, "tools/kafka.ts", ...args], { env, timeoutMs: LIVE_LIMIT_MS, onOutput: showProgress });
  let started;
  const start = async () => {
    const { code, output } = await kafka("start", "--dir", dir, "--version", "4.4.0", "--owner", String(process.pid));
    const line = output.split("\n").find((text) => text.startsWith("{"));
    if (code !== 0 || line === undefined) throw new Error(`the real Kafka did not start: ${output.trim()}`);
    return { SAMSA_LIVE_BOOTSTRAP: JSON.parse(line).bootstrap, SAMSA_LIVE_DIR: dir };
  };
  return {
    start: () => started ??= start(),
    stop: async () => {
      if (started === undefined || !existsSync(dir)) return;
      await kafka("stop", "--dir", dir);
    },
  };
}

function showProgress(text) {
  for (const line of text.split("\n")) if (line.trim() !== "" && !line.startsWith("{")) console.log(`  ${line}`);
}

/** A long test tells how it gets on by lines that begin with this sign. */
function showTold(text) {
  for (const line of text.split("\n")) if (line.startsWith("» ")) console.log(`  ${line.slice(2)}`);
}

/** Runs the jobs, prints the table, any notes and the count line; gives the exit code. */
export async function runJobs(jobs, notes = []) {
  const rows = [];
  const total = noCounts();
  for (const job of jobs) {
    const { title } = job;
    console.log(`\n── ${title}`);
    const start = Date.now();
    const counts = await guarded(job, total);
    await job.after?.();
    counts.ms = Date.now() - start;
    for (const failure of counts.failures) failure.title = title;
    rows.push({ title, counts });
    addCounts(total, counts);
    total.ms += counts.ms;
  }
  printSummary({ rows, total, notes });
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

/** A whole run in which a runtime ran no test has failed; a run of chosen files may leave a runtime out. */
async function guarded({ title, work, mayBeEmpty = false }, total) {
  let counts;
  try {
    counts = await work(total);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    console.log(`FAIL ${text}`);
    counts = { ...noCounts(), failed: 1, failures: [{ file: title, name: text }] };
  }
  if (counts.passed + counts.failed > 0 || mayBeEmpty) return counts;
  console.log(`FAIL no test ran: ${title}`);
  return { ...counts, failed: 1, failures: [{ file: title, name: "no test ran" }] };
}

function printSummary({ rows, total, notes }) {
  if (total.failures.length > 0) {
    console.log("\nFailed:");
    for (const { title, file, name } of total.failures) console.log(`  ${title} · ${file}: ${name}`);
  }
  if (total.reasons.size > 0) {
    console.log("\nLeft out:");
    for (const [why, count] of total.reasons) console.log(`  ${count} × ${why}`);
  }
  console.log(`\n${table([...rows, ...(rows.length > 1 ? [{ title: "all", counts: total }] : [])])}\n`);
  for (const note of notes) console.log(note);
  console.log(`${total.passed} passed, ${total.failed} failed`);
}

async function runFiles(files, { part, env, atOnce, timeoutMs }) {
  const sum = noCounts();
  const queue = [...files];
  const worker = async () => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      addCounts(sum, await runFile(file, { part, env, timeoutMs }));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return sum;
}

function runFile(file, { part, env, timeoutMs }) {
  return withLog(async (log) => {
    const start = Date.now();
    const settings = { env: { ...env, SAMSA_TEST_LOG: log }, timeoutMs, onOutput: isLive(file) ? showTold : undefined };
    const end = await run(command(part, { file, env }), settings);
    const counts = countRecords(readRecords(log), { file, timeoutMs, ...end });
    counts.ms = Date.now() - start;
    console.log(fileLine(part, file, counts));
    if (counts.failed > 0) console.log(failureText(counts, end.output));
    return counts;
  });
}

function command(part, { file, env }) {
  // With --quiet Deno swallows what a test writes, and live tests tell how they get on.
  const quiet = isLive(file) ? [] : ["--quiet"];
  if (part === "deno") return [env.SAMSA_DENO, "test", "-A", "--no-check", ...quiet, file];
  if (part === "bun") return [env.SAMSA_BUN, "test", "--timeout", String(LONG_LIVE_LIMIT_MS), `./${file}`];
  return [env.SAMSA_NODE, "--disable-warning=ExperimentalWarning", "--test-force-exit", file];
}

/** tests/edge/run.ts prints its own lines; the record has the counts. */
function runWorkerd(files, env) {
  return withLog(async (log) => {
    if (files.length === 0) return noCounts();
    const command = [env.SAMSA_NODE, "--disable-warning=ExperimentalWarning", "tests/edge/run.ts", ...files];
    const { code, late } = await run(command, {
      inherit: true,
      env: { ...env, SAMSA_TEST_LOG: log },
      timeoutMs: LIVE_LIMIT_MS,
    });
    return countRecords(readRecords(log), { file: "tests/edge/run.ts", code, late, timeoutMs: LIVE_LIMIT_MS });
  });
}

async function withLog(work) {
  mkdirSync(path.join(root, "run"), { recursive: true });
  const folder = mkdtempSync(path.join(root, "run", "tests-"));
  try {
    return await work(path.join(folder, "record.jsonl"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function cores() {
  return Math.max(1, Math.min(4, os.availableParallelism?.() ?? os.cpus().length));
}
