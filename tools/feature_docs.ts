// Checks the feature tables of the guides: every row names its tests in the column "test", and they exist; with a record
// of a whole run, they ran too. Called by ok.ts (existence, tables of options) and at the end of `npm test` by
// run_tests.mjs. It knows neither what the features are nor how tests are run.
//   feature_docs.ts                        whether the tests exist
//   feature_docs.ts --record FILE          … and whether they ran: FILE has the record lines of a whole run
//   feature_docs.ts --without live,interop tests of these parts may be missing from the record
//   feature_docs.ts --write                prints the tables of options anew; then `deno fmt docs`
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { checkOptionTables, optionPages } from "./option_tables.ts";
import { root } from "./runtimes.mjs";

/** The guides whose tables are checked. */
const FEATURE_PAGES: readonly string[] = ["docs/producer.md"];

/** One row of a table with a column "test". */
export interface FeatureRow {
  /** Page and line, as in `docs/producer.md:12`. */
  readonly at: string;
  /** Its first cell. */
  readonly what: string;
  /** Names of its tests. In a name `…` stands for any text. */
  readonly tests: readonly string[];
  /** Why it is not done, or null. */
  readonly notDone: string | null;
  /** What is wrong with the row itself, or null. */
  readonly problem: string | null;
}

/** A test as it stands in the source. */
export interface KnownTest {
  /** Its file. */
  readonly file: string;
  /** Its name; `…` where the source puts something in. */
  readonly name: string;
}

/** One line of the record. */
export interface RanTest {
  /** Its file. */
  readonly file: string;
  /** Its name. */
  readonly name: string;
  /** What became of it. */
  readonly state: string;
}

/** What a check found. */
export interface FeatureFindings {
  /** One sentence each. */
  readonly problems: readonly string[];
  /** Counts, for the one who reads along. */
  readonly notes: readonly string[];
}

/** Text in one backtick or more: names may have backticks of their own. */
const CODE = /(`+) ?(.+?) ?\1(?!`)/g;
const NOT_DONE = /^not done: (.*)$/;
/** A template with less text of its own says nothing: it would match any name. */
const MIN_LITERAL = 12;

/** The rows of all tables of a page that have a column "test". */
export function featureRows(page: string, text: string): FeatureRow[] {
  const rows: FeatureRow[] = [];
  let column = -1;
  let inTable = false;
  let fenced = false;
  text.split("\n").forEach((line, i) => {
    if (/^\s*```/.test(line)) fenced = !fenced;
    if (fenced || !line.startsWith("|")) {
      inTable = false;
      return;
    }
    const cells = cellsOf(line);
    if (!inTable) {
      inTable = true;
      column = cells.findIndex((cell) => cell === "test");
    } else if (column >= 0 && !cells.every((cell) => /^:?-+:?$/.test(cell))) {
      rows.push(rowOf(`${page}:${i + 1}`, { what: cells[0], cell: cells[column] ?? "" }));
    }
  });
  return rows;
}

function cellsOf(line: string): string[] {
  const inner = line.trim().replace(/^\|/, "").replace(/\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
}

function rowOf(at: string, { what, cell }: { readonly what: string; readonly cell: string }): FeatureRow {
  const why = NOT_DONE.exec(cell)?.[1] ?? null;
  if (why !== null) {
    return { at, what, tests: [], notDone: why, problem: why.length < 10 ? "does not say why it is not done" : null };
  }
  const tests = [...cell.matchAll(CODE)].map((match) => match[2] as string);
  const rest = cell.replace(CODE, "").replace(/[\s;,]+/g, "");
  const problem = rest !== ""
    ? `has text in the column "test" that is no name in backticks: ${JSON.stringify(cell)}`
    : tests.length === 0
    ? 'names no test: give one, or "not done: " and the reason'
    : null;
  return { at, what, tests, notDone: null, problem };
}

/** The tests that stand in a source file: the first argument of each call of `test`. */
export function testsOf(file: string, source: string): KnownTest[] {
  const calls = source.matchAll(/\btest\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)/g);
  return [...calls].map(([, literal]) => {
    const inner = literal.slice(1, -1);
    const open = literal.startsWith("`") ? inner.replace(/\$\{[^}]*\}/g, "…") : inner;
    return { file, name: open.replace(/\\(["'`\\])/g, "$1") };
  }).filter(({ name }) => !name.includes("…") || name.replaceAll("…", "").length >= MIN_LITERAL);
}

/** All tests of the project. */
function knownTests(): KnownTest[] {
  return sourceFiles("tests").flatMap((file) => testsOf(file, readFileSync(path.join(root, file), "utf8")));
}

function sourceFiles(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === "fixtures" ? [] : sourceFiles(name);
    return name.endsWith(".ts") ? [name] : [];
  });
}

/** Whether a name of a table means a test: equal, but for `…` on either side. */
function means(wanted: string, name: string): boolean {
  return wanted === name || pattern(wanted)?.test(name) === true || pattern(name)?.test(wanted) === true;
}

const patterns = new Map<string, RegExp>();

/** What a name with `…` matches; null: it has none. */
function pattern(name: string): RegExp | null {
  if (!name.includes("…")) return null;
  const known = patterns.get(name);
  if (known !== undefined) return known;
  const literals = name.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const made = new RegExp(`^${literals.join(".+")}$`, "s");
  patterns.set(name, made);
  return made;
}

/** What is wrong with rows when their tests need only exist. */
export function missingTests(rows: readonly FeatureRow[], known: readonly KnownTest[]): string[] {
  return rows.flatMap((row) => {
    if (row.problem !== null) return [`${row.at} (${row.what}) ${row.problem}`];
    return row.tests.filter((name) => !known.some((test) => means(name, test.name)))
      .map((name) => `${row.at} (${row.what}) names a test that does not exist: "${name}"`);
  });
}

/**
 * What is wrong with rows after a whole run. A test that was left out with a reason, or whose part was left out, must
 * have another beside it that ran.
 */
export function testsThatDidNotRun(
  rows: readonly FeatureRow[],
  of: { readonly ran: readonly RanTest[]; readonly known: readonly KnownTest[]; readonly without: readonly string[] },
): string[] {
  const states = (name: string) => of.ran.filter((one) => means(name, one.name)).map(({ state }) => state);
  const excused = (name: string) =>
    of.known.some((test) =>
      means(name, test.name) && of.without.some((part) => test.file.endsWith(`.${part}.test.ts`))
    );
  return rows.flatMap((row) => {
    if (row.problem !== null || row.tests.length === 0) return [];
    const problems: string[] = [];
    let ran = 0;
    for (const name of row.tests) {
      const seen = states(name);
      if (seen.includes("passed") || seen.includes("failed") || excused(name)) ran++;
      else if (!seen.includes("left out") && of.known.some((test) => means(name, test.name))) {
        problems.push(`${row.at} (${row.what}): "${name}" did not run`);
      }
    }
    if (ran === 0 && problems.length === 0) problems.push(`${row.at} (${row.what}): all of its tests were left out`);
    return problems;
  });
}

/** Checks every page; with a record, also what ran. */
export function checkFeatureDocs(
  record: { readonly ran: readonly RanTest[]; readonly without: readonly string[] } | null = null,
): FeatureFindings {
  const known = knownTests();
  const problems: string[] = [];
  const rows: FeatureRow[] = [];
  for (const page of FEATURE_PAGES) {
    const found = featureRows(page, readFileSync(path.join(root, page), "utf8"));
    if (found.length === 0) problems.push(`${page} has no table with a column "test"`);
    rows.push(...found);
  }
  problems.push(...missingTests(rows, known));
  if (record === null) problems.push(...checkOptionTables());
  else problems.push(...testsThatDidNotRun(rows, { ...record, known }));
  const notDone = rows.filter((row) => row.notDone !== null).length;
  const tests = new Set(rows.flatMap((row) => row.tests)).size;
  return { problems, notes: [`${rows.length} rows`, `${tests} tests`, `${notDone} not done`] };
}

function readRan(file: string): RanTest[] {
  return readFileSync(file, "utf8").split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
}

function main(): void {
  const { values } = parseArgs({
    options: { write: { type: "boolean" }, record: { type: "string" }, without: { type: "string", default: "" } },
  });
  if (values.write) {
    for (const { page, after } of optionPages()) writeFileSync(path.join(root, page), after);
    return;
  }
  const file = values.record;
  const without = values.without.split(",").filter((part) => part !== "");
  const { problems, notes } = checkFeatureDocs(file === undefined ? null : { ran: readRan(file), without });
  const name = file === undefined
    ? "every row of the feature tables names tests that exist"
    : "every row of the feature tables has tests that ran";
  const state = problems.length === 0 ? "passed" : "failed";
  const word = state === "passed" ? "ok  " : "FAIL";
  process.stdout.write(`${word} tables  ${name} (${notes.join(", ")})\n`);
  for (const problem of problems) process.stdout.write(`    | ${problem}\n`);
  const log = process.env.SAMSA_TEST_LOG ?? "";
  if (log !== "") {
    const error = problems.length === 0 ? undefined : problems.join("\n");
    appendFileSync(log, JSON.stringify({ file: "tools/feature_docs.ts", name, state, error }) + "\n");
  }
  process.exitCode = state === "passed" ? 0 : 1;
}

if (import.meta.main) main();
