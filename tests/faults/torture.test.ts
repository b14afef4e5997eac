// Seeded torture in virtual time: whatever strikes, no record is lost, doubled or out of order silently. Settings:
// SAMSA_FAULT_SEEDS (how many), SAMSA_FAULT_SEED (the first).
import assert from "node:assert/strict";
import { runtime, setting, test } from "../harness.ts";
import { torture } from "./torture.ts";

const first = Number(setting("SAMSA_FAULT_SEED") ?? 1);
const count = Number(setting("SAMSA_FAULT_SEEDS") ?? (runtime === "workerd" ? 4 : 40));
const A_GROUP = 10;

for (let from = first; from < first + count; from += A_GROUP) {
  const to = Math.min(from + A_GROUP, first + count) - 1;
  test(`records survive the faults of seeds ${from} to ${to}`, { timeoutMs: 60_000 }, async () => {
    for (let seed = from; seed <= to; seed++) {
      const { problems, counts, tail } = await torture(seed);
      assert.deepEqual(problems, [], `seed ${seed}: ${counts}\n${tail}`);
    }
  });
}

test("a seed gives the same run twice, to the last event", async () => {
  for (const seed of runtime === "workerd" ? [1] : [1, 2, 3]) {
    assert.equal((await torture(seed)).digest, (await torture(seed)).digest);
  }
});
