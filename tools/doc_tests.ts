// Runs every example of the documentation: fenced TypeScript and JavaScript in the JSDoc of the source folders and in the
// pages for users (PAGES). `deno test --doc` passes with none, so examples are counted here and too few runs are a
// failure, as is a page without one; examples marked `ignore` (they want a real broker) are at least type-checked.
// Called by ok.ts; alone: node tools/doc_tests.ts.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { roomFiles } from "./graph_check.ts";
import { root, runtimeBinary } from "./runtimes.mjs";

/** An example of the documentation. */
export interface Example {
  /** File that holds it. */
  readonly file: string;
  /** Line of its opening fence, from 1. */
  readonly line: number;
  /** Whether it is marked `ignore`. */
  readonly ignored: boolean;
  /** Its code. */
  readonly code: string;
}

/** The pages for users. Those for who works on the code show plans and excerpts, which don't run. */
export const PAGES: readonly string[] = ["README.md", "docs/testing.md", "docs/embedded.md", "docs/producer.md"];

const FENCE = /^([ \t]*(?:\*[ \t]?)?)```(\w*)([^\n]*)$/;
const LANGUAGES = new Set(["ts", "typescript", "mts", "js", "javascript", "mjs"]);

/** The examples of a file's text. In source files only fences in JSDoc count. */
export function examplesOf(file: string, text: string): Example[] {
  const markdown = file.endsWith(".md");
  const examples: Example[] = [];
  let open: { line: number; language: string; rest: string; code: string[] } | null = null;
  text.split("\n").forEach((line, i) => {
    const fence = FENCE.exec(line);
    if (fence === null || (!markdown && !fence[1].includes("*"))) {
      open?.code.push(markdown ? line : line.replace(/^[ \t]*\*[ \t]?/, ""));
    } else if (open === null) {
      open = { line: i + 1, language: fence[2], rest: fence[3], code: [] };
    } else {
      const { line, language, rest, code } = open;
      if (LANGUAGES.has(language)) {
        examples.push({ file, line, ignored: /\bignore\b/.test(rest), code: code.join("\n") });
      }
      open = null;
    }
  });
  return examples;
}

/** Runs all examples; gives what is wrong, and how many ran. */
export function runExamples(deno: string): { problems: string[]; ran: number; checked: number } {
  const examples = [...roomFiles(), ...PAGES].flatMap((file) =>
    examplesOf(file, readFileSync(path.join(root, file), "utf8"))
  );
  const live = examples.filter(({ ignored }) => !ignored);
  const ignored = examples.filter((example) => example.ignored);
  const problems = PAGES.filter((page) => !live.some(({ file }) => file === page))
    .map((page) => `${page} has no example that runs`);
  let ran = 0;
  if (live.length > 0) {
    const holders = [...new Set(live.map(({ file }) => file))];
    const { output, code } = call(deno, ["test", "--doc", "-A", "--quiet", ...holders]);
    ran = Number(/(\d+) passed/.exec(output)?.[1] ?? 0);
    if (code !== 0) problems.push(output.trim());
    if (ran < live.length) problems.push(`only ${ran} of ${live.length} examples ran, in ${holders.join(", ")}`);
  }
  problems.push(...checkIgnored(deno, ignored));
  return { problems, ran, checked: ignored.length };
}

/** Type-checks the ignored examples in a folder inside the project, where its import map holds. */
function checkIgnored(deno: string, ignored: readonly Example[]): string[] {
  if (ignored.length === 0) return [];
  const folder = mkdtempSync(path.join(root, ".examples-"));
  try {
    const files = ignored.map(({ file, line, code }, i) => {
      const name = path.join(folder, `example_${i}.ts`);
      writeFileSync(name, `// ${file}:${line}\n${code}\nexport {};\n`);
      return name;
    });
    const { output, code } = call(deno, ["check", "--quiet", ...files]);
    return code === 0
      ? []
      : [`an ignored example has type errors (${
        ignored.map(({ file, line }) => `${file}:${line}`).join(", ")
      }):\n${output.trim()}`];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function call(deno: string, args: readonly string[]): { output: string; code: number } {
  const env = { ...process.env, NO_COLOR: "1" };
  const { stdout, stderr, status } = spawnSync(deno, args, { cwd: root, encoding: "utf8", env, maxBuffer: 1 << 28 });
  return { output: `${stdout}${stderr}`, code: status ?? 1 };
}

if (import.meta.main) {
  const { problems, ran, checked } = runExamples(await runtimeBinary("deno"));
  console.log([...problems, `${ran} examples ran, ${checked} were type-checked only`].join("\n"));
  process.exitCode = problems.length === 0 ? 0 : 1;
}
