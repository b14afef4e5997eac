// The one command of the project: `node tools/run.mjs test|live|simulate|ok|demo|bench`. First it fetches what is needed.
// Called by the scripts of package.json and the tasks of deno.json. It starts under Node 18, Deno or Bun.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { cacheDir, installProject, pins, root, run, runningRuntime, runtimeBinary } from "./runtimes.mjs";
import { interopJob, liveJob, okJob, parts, runJobs, tablesJob, unitJob } from "./run_tests.mjs";

const usage = `usage: node tools/run.mjs COMMAND
  test [--no-live] [--only PART,…] [FILE…]  all tests; parts: ${parts.join(", ")}
  live [all] [--write] [FILE…]              the tests with a real Kafka; all = the long ones too, which take hours;
                                            --write keeps their tables in docs/reliability.md
  interop [FILE…]                           other people's clients against samsa broker
  simulate [--seeds N --from N …]           looks for broken promises in the simulated world: see tools/simulate.ts
  ok                                        the gates: format, lint, layers, types, docs, packages
  demo [ARGUMENT…]                          shows Samsa at work
  bench [ARGUMENT…]                         measures`;

const commands = {
  test: runTest,
  live: runLive,
  interop: runInterop,
  ok: runOk,
  demo: runDemo,
  bench: runBench,
  simulate: runSimulate,
};

async function main([name, ...args]) {
  const command = commands[name];
  if (command === undefined) {
    console.error(usage);
    return 2;
  }
  return await command(args);
}

async function runTest(args) {
  const { only, live, files } = testArguments(args);
  const wanted = only ??
    (files.length > 0 ? unitParts(files) : parts.filter((part) => live || !WITH_JAVA.includes(part)));
  const withLive = wanted.includes("live");
  if (wanted.some((part) => WITH_JAVA.includes(part))) warnWithoutJava();
  const env = { ...(await prepare()), ...(live ? {} : { SAMSA_NO_LIVE: "1" }) };
  const jobs = wanted.filter((part) => !WITH_JAVA.includes(part)).map((part) =>
    part === "ok" ? okJob(env) : unitJob(part, { env, files })
  );
  if (withLive) jobs.push(...liveJob({ env, files: files.filter((file) => file.includes(".live.")) }));
  if (wanted.includes("interop")) jobs.push(interopJob({ env, files: files.filter(isInteropFile) }));
  const whole = only === null && files.length === 0;
  if (whole) jobs.push(tablesJob({ env, without: live ? [] : WITH_JAVA }));
  const note = live ? [] : ["The tests with a real Kafka and with other clients were left out (--no-live)."];
  return await runJobs(jobs, note);
}

/** Parts that want Java. */
const WITH_JAVA = ["live", "interop"];
const isInteropFile = (file) => file.includes(".interop.");

function unitParts(files) {
  if (files.some(isInteropFile)) return ["interop"];
  return files.some((file) => file.includes(".live.")) ? ["live"] : ["deno", "bun", "node", "workerd"];
}

function testArguments(args) {
  const rest = [...args];
  const files = [];
  let only = null;
  let live = true;
  while (rest.length > 0) {
    const arg = rest.shift();
    if (arg === "--no-live") live = false;
    else if (arg === "--only") only = (rest.shift() ?? "").split(",");
    else if (arg.startsWith("-")) throw new Error(`the option ${arg} is unknown\n${usage}`);
    else files.push(path.relative(root, path.resolve(arg)).replaceAll("\\", "/"));
  }
  const unknown = only?.find((part) => !parts.includes(part));
  if (unknown !== undefined) throw new Error(`--only takes ${parts.join(", ")}, not "${unknown}"`);
  const missing = files.find((file) => !existsSync(path.join(root, file)));
  if (missing !== undefined) throw new Error(`there is no file ${missing}`);
  return { only, live, files };
}

async function runLive(args) {
  warnWithoutJava();
  const env = await prepare();
  if (args.includes("all")) env.SAMSA_LIVE = "all";
  if (args.includes("--write")) env.SAMSA_RELIABILITY_WRITE = "1";
  return await runJobs(liveJob({ env, files: args.filter((arg) => arg !== "all" && arg !== "--write") }));
}

async function runInterop(files) {
  warnWithoutJava();
  return await runJobs([interopJob({ env: await prepare(), files })]);
}

async function runOk() {
  return await runJobs([okJob(await prepare())]);
}

async function runDemo(args) {
  await installProject({ dev: false });
  const here = runningRuntime();
  const [major, minor] = here.version.split(".").map(Number);
  const able = here.name !== "node" || major > 22 || (major === 22 && minor >= 18);
  const binary = able ? process.execPath : await runtimeBinary("node");
  const prefix = here.name === "deno"
    ? ["run", "-A", "--no-check", "--quiet"]
    : ["--disable-warning=ExperimentalWarning"];
  const options = here.name === "bun" ? [] : prefix;
  return (await run([binary, ...options, "cli/main.ts", "demo", ...args], { inherit: true })).code;
}

async function runBench(args) {
  const env = await prepare();
  return (await run([env.SAMSA_NODE, "bench/main.ts", ...args], { inherit: true, env })).code;
}

async function runSimulate(args) {
  const env = await prepare();
  const command = [env.SAMSA_NODE, "--disable-warning=ExperimentalWarning", "tools/simulate.ts", ...args];
  return (await run(command, { inherit: true, env })).code;
}

/** Fetches the project's packages and the pinned runtimes; gives the environment that tells where they are. */
async function prepare() {
  await installProject();
  const env = { ...process.env, SAMSA_CACHE: cacheDir(), NO_COLOR: "1" };
  for (const runtime of Object.keys(pins)) env[`SAMSA_${runtime.toUpperCase()}`] = await runtimeBinary(runtime);
  delete env.FORCE_COLOR;
  delete env.NODE_OPTIONS;
  return env;
}

/** Says at the start, not after ten minutes, that the live tests are going to fail. */
function warnWithoutJava() {
  const java = process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, "bin", "java") : "java";
  const shown = spawnSync(java, ["-version"], { encoding: "utf8" });
  const version = Number(/version "(?:1\.)?(\d+)/.exec(`${shown.stderr}${shown.stdout}`)?.[1] ?? 0);
  const maven = spawnSync("mvn", ["-v"], { stdio: "ignore", shell: process.platform === "win32" }).status === 0;
  if (version >= 17 && maven) return;
  const missing = [...(version >= 17 ? [] : ["Java 17 or newer"]), ...(maven ? [] : ["Maven"])].join(" and ");
  console.log(
    `The tests with a real Kafka need ${missing}, not found here: install it, or leave them out with \`npm test -- --no-live\`.`,
  );
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
