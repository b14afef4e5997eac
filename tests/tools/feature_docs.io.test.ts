// The check of the guides' tables finds what it must: rows without a test, with a wrong one, with one that did not run.
import assert from "node:assert/strict";
import { featureRows, missingTests, testsOf, testsThatDidNotRun } from "../../tools/feature_docs.ts";
import { optionsOf } from "../../tools/option_tables.ts";
import { test } from "../harness.ts";

const PAGE = [
  "# A guide",
  "",
  "| what | default | test |",
  "| ---- | ------- | ---- |",
  "| good | 1 \\| 2 | `a test that is there` |",
  "| open | 1 | `records go with codec …`; `error code 7 ends in an error` |",
  "| wrong | 1 | `a test that nobody wrote` |",
  "| empty | 1 | |",
  "| talks | 1 | see above |",
  "| later | 1 | not done: it comes with the next issue |",
  "| silent | 1 | not done: no |",
  "",
  "| another | table |",
  "| ------- | ----- |",
  "| without | tests |",
  "",
  "```md",
  "| what | test |",
  "| ---- | ---- |",
  "| in a | fence |",
  "```",
].join("\n");

const SOURCE = [
  'test("a test that is there", () => {});',
  "for (const codec of CODECS) test(`records go with codec ${codec}`, () => {});",
  "test(",
  "  `error code ${code} ends in an error`,",
  ");",
  'test("late", () => {});',
  "test(`${a}: ${b}`, () => {});",
].join("\n");

const rows = featureRows("docs/a.md", PAGE);
const known = testsOf("tests/a.test.ts", SOURCE);

test("the rows of feature tables are read with line, tests and what is not done", () => {
  assert.deepEqual(rows.map(({ what }) => what), ["good", "open", "wrong", "empty", "talks", "later", "silent"]);
  assert.equal(rows[0]?.at, "docs/a.md:5");
  assert.deepEqual(rows[1]?.tests, ["records go with codec …", "error code 7 ends in an error"]);
  assert.equal(rows[5]?.notDone, "it comes with the next issue");
});

test("tests are found in sources by their names, also those that a loop makes", () => {
  assert.deepEqual(known.map(({ name }) => name), [
    "a test that is there",
    "records go with codec …",
    "error code … ends in an error",
    "late",
  ]);
});

test("a row of a feature table without a test, or with one that does not exist, is a problem", () => {
  assert.deepEqual(missingTests(rows, known), [
    'docs/a.md:7 (wrong) names a test that does not exist: "a test that nobody wrote"',
    'docs/a.md:8 (empty) names no test: give one, or "not done: " and the reason',
    'docs/a.md:9 (talks) has text in the column "test" that is no name in backticks: "see above"',
    "docs/a.md:11 (silent) does not say why it is not done",
  ]);
});

test("after a whole run a row of a feature table whose test did not run is a problem", () => {
  const good = rows.slice(0, 2);
  const ran = (name: string, state = "passed") => ({ file: "tests/a.test.ts", name, state });
  const all = [ran("a test that is there"), ran("records go with codec lz4"), ran("error code 7 ends in an error")];
  const check = (list: readonly ReturnType<typeof ran>[], without: readonly string[] = [], of = known) =>
    testsThatDidNotRun(good, { ran: list, known: of, without });
  assert.deepEqual(check(all), []);
  assert.deepEqual(check(all.slice(1)), ['docs/a.md:5 (good): "a test that is there" did not run']);
  const leftOut = ran("a test that is there", "left out");
  assert.deepEqual(check([leftOut, ...all.slice(1)]), ["docs/a.md:5 (good): all of its tests were left out"]);
  assert.deepEqual(check([...all.slice(0, 2), ran("error code 7 ends in an error", "left out")]), []);
  const live = [{ file: "tests/live/a.live.test.ts", name: "a test that is there" }];
  assert.deepEqual(check(all.slice(1), ["live"], live), []);
  assert.equal(check(all.slice(1), [], live).length, 1);
});

test("the options of a guide are read from their JSDoc, with the default apart", () => {
  const source = [
    "export interface Some {",
    "  /** How long (linger.ms). @default 0 */",
    "  readonly lingerMs?: number;",
    "  /**",
    "   * Two",
    "   * lines.",
    "   * @default none",
    "   */",
    "  readonly codec?: string | null;",
    "  /** Hears. */",
    "  readonly onDelivery?: (a: string) => void;",
    "}",
  ].join("\n");
  assert.deepEqual(optionsOf(source, "Some"), [
    { name: "lingerMs", text: "How long (linger.ms).", fallback: "0" },
    { name: "codec", text: "Two lines.", fallback: "none" },
    { name: "onDelivery", text: "Hears.", fallback: "" },
  ]);
});
