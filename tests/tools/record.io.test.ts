// How the runner counts: what the record holds, and what it makes of a file that crashed, hung or ran nothing.
import assert from "node:assert/strict";
import { countRecords, fileLine, noCounts, table } from "../../tools/test_record.mjs";
import { test } from "../harness.ts";

const good = { file: "tests/a.test.ts", code: 0, late: false, timeoutMs: 1000 };
const planned = { file: "tests/a.test.ts", name: "one", state: "planned" };
const passed = { ...planned, state: "passed" };
const failed = { ...planned, state: "failed", error: "why" };

function count(records: object[], end: object = good): [passed: number, failed: number] {
  const counts = countRecords(records, end);
  return [counts.passed, counts.failed];
}

test("The runner counts passed and failed tests from the record", () => {
  assert.deepEqual(count([planned, passed]), [1, 0]);
  assert.deepEqual(count([planned, failed], { ...good, code: 1 }), [0, 1]);
});

test("The runner counts a planned test that did not end as failed", () => {
  assert.deepEqual(count([planned, { ...planned, name: "two" }, passed]), [1, 1]);
});

test("The runner counts a bad exit code without a failed test as a failure", () => {
  assert.deepEqual(count([planned, passed], { ...good, code: 1 }), [1, 1]);
});

test("The runner counts a file that ran no test, or not to its end, as a failure", () => {
  assert.deepEqual(count([]), [0, 1]);
  assert.deepEqual(count([planned, passed], { ...good, late: true }), [1, 1]);
});

test("The runner lets a file pass whose tests were all left out, and keeps the reasons", () => {
  const counts = countRecords([{ ...planned, state: "left out", why: "no sockets" }], good);
  assert.equal(counts.failed, 0);
  assert.deepEqual([...counts.reasons], [["no sockets", 1]]);
});

test("The runner prints a line for each file and a table with equal columns", () => {
  const counts = { ...noCounts(), passed: 2, failed: 1, ms: 1234 };
  assert.equal(fileLine("node", "tests/a.test.ts", counts), "FAIL node    tests/a.test.ts (3 tests, 1 failed, 1.23 s)");
  const lines = table([{ title: "Node 24.21.0", counts }]).split("\n");
  assert.equal(lines.length, 2);
  assert.equal(lines[0].length, lines[1].length);
});
