// The gates: format, lint, layers, types, docs, generated files, packages. Every step runs, then the whole fails if one
// has. Called by run.mjs (`npm run ok`, `deno task ok`, and as a part of `npm test`); a line of the record for each.
import { appendFileSync, existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { runExamples } from "./doc_tests.ts";
import { checkFeatureDocs } from "./feature_docs.ts";
import { checkProject, entryFiles } from "./graph_check.ts";
import * as npm from "./package_check.ts";
import { root, run, runtimeBinary } from "./runtimes.mjs";
import { seconds } from "./test_record.mjs";

type Work = () => Promise<npm.Findings> | npm.Findings;

const deno: string = await runtimeBinary("deno");
const node: string = await runtimeBinary("node");
const env = { ...process.env, NO_COLOR: "1", PATH: `${path.dirname(deno)}${path.delimiter}${process.env.PATH}` };
const log = process.env.SAMSA_TEST_LOG ?? "";
let failed = 0;

/** Runs a program; its output is the problem when it fails. */
async function command(...words: string[]): Promise<npm.Findings> {
  const { code, output } = await run(words, { env, timeoutMs: 600_000 });
  return { problems: code === 0 ? [] : [output.trim() || `exit code ${code}`] };
}

async function gate(name: string, work: Work): Promise<boolean> {
  const start = Date.now();
  let findings: npm.Findings;
  try {
    findings = await work();
  } catch (error) {
    findings = { problems: [error instanceof Error ? error.message : String(error)] };
  }
  const { problems, notes = [] } = findings;
  const ms = Date.now() - start;
  console.log(`${problems.length === 0 ? "ok  " : "FAIL"} gate    ${name} (${[...notes, seconds(ms)].join(", ")})`);
  for (const problem of problems) console.log(problem.split("\n").map((line) => `    | ${line}`).join("\n"));
  const state = problems.length === 0 ? "passed" : "failed";
  record({ file: "tools/ok.ts", name, state, ms, error: problems.join("\n") || undefined });
  if (problems.length > 0) failed++;
  return problems.length === 0;
}

function record(line: object): void {
  if (log !== "") appendFileSync(log, JSON.stringify(line) + "\n");
}

/** Names the files; what to change in them is `deno fmt`'s own work. */
async function format(): Promise<npm.Findings> {
  const { problems } = await command(deno, "fmt", "--check"); // with --quiet it ends at the first files
  const files = [...problems.join("\n").matchAll(/^from (.*):$/gm)].map(([, file]) => path.relative(root, file));
  return { problems: files.length === 0 ? problems : [`not formatted, run deno fmt: ${files.join(", ")}`] };
}

/** The generator reads schemas out of jars, so it needs Maven and Java, as the live tests do. */
async function generator(): Promise<void> {
  const name = "generated messages are as the generator writes them";
  if (process.env.SAMSA_NO_LIVE === "1") {
    const why = "the generator needs Java and Maven, left out with --no-live";
    console.log(`left out     ${name}: ${why}`);
    return record({ file: "tools/ok.ts", name, state: "left out", why });
  }
  await gate(name, () => command(node, "tools/gen/main.ts", "--check"));
}

async function packages(): Promise<void> {
  let installed: npm.Installed | undefined;
  await gate("the npm package builds, packs and installs", async () => {
    installed = await npm.packAndInstall();
    return { problems: [] };
  });
  const one = installed;
  const judged = (work: (installed: npm.Installed) => Promise<npm.Findings>): Work => () =>
    one === undefined ? { problems: ["there is no package to check"] } : work(one);
  try {
    await gate("publint", judged(() => npm.runPublint()));
    await gate("are the types wrong", judged(npm.runTypesCheck));
    await gate("the installed package runs on every runtime", judged(npm.runEverywhere));
    await gate("bundle size", judged(npm.measureBundles));
    await gate("import time", judged(npm.measureImport));
  } finally {
    one?.remove();
  }
}

const entries = entryFiles().filter((file) => existsSync(path.join(root, file)));
await gate("deno fmt --check", format);
await gate("deno lint", () => command(deno, "lint", "--quiet"));
await gate("module graph: layers, cycles, unreached files", () => ({ problems: checkProject(deno) }));
await gate("deno check", () => command(deno, "check", "--quiet"));
await gate(
  "deno doc --lint",
  () => command(deno, "doc", "--lint", "--quiet", ...entries.filter((file) => !file.startsWith("cli/"))),
);
await gate("documentation examples", () => {
  const { problems, ran, checked } = runExamples(deno);
  return { problems, notes: [`${ran} ran`, `${checked} type-checked only`] };
});
await gate("feature tables: tests exist, options as in the source", () => checkFeatureDocs());
await gate("deno publish --dry-run", () => command(deno, "publish", "--dry-run", "--allow-dirty", "--quiet"));
await generator();
await gate(
  "the WebAssembly kernels are as AssemblyScript compiles them",
  () => command(node, "tools/wasm/build.ts", "--check"),
);
await packages();
process.exit(failed === 0 ? 0 : 1);
