// The harness's own promises, as far as a passing test can show them; planted faults are in harness_faults.io.test.ts.
import assert from "node:assert/strict";
import { runtime, test } from "../harness.ts";

test("The harness runs t.after() in reverse order, then ends", async (t) => {
  const order: string[] = [];
  t.after(() => assert.deepEqual(order, ["second"]));
  t.after(() => void order.push("second"));
  await Promise.resolve();
  assert.deepEqual(order, []);
});

test("The harness's signal is not aborted while the test runs", (t) => {
  assert.equal(t.signal.aborted, false);
});

test("The harness leaves a test out where its runtimes say so", {
  runtimes: { only: runtime === "node" ? ["deno"] : ["node"], why: "shows that a test can be left out" },
}, () => {
  assert.fail("this test must not run here");
});
