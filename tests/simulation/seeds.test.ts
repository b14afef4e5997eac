// Seeds of every workload, in virtual time: whatever strikes, Kafka's promises are kept. Settings: SAMSA_SEEDS (how many of
// each workload), SAMSA_SEED (the first). A failing seed is run again by `npm run simulate -- --from SEED --seeds 1`.
import assert from "node:assert/strict";
import { FULL_LOAD, type Load } from "../../simulation/workloads/workload.ts";
import { runWorkload, WORKLOAD_NAMES } from "../../simulation/workloads/workloads.ts";
import { runtime, setting, test } from "../harness.ts";

/** A turn of the event loop takes a thousand times as long in workerd. */
const slow = runtime === "workerd";
const first = Number(setting("SAMSA_SEED") ?? 1);
const wanted = setting("SAMSA_SEEDS");
/** Fewer of those that take the same paths in other ways; the searches run thousands of them. */
const FEWER: readonly string[] = ["produce-options", "produce-ends"];
const countOf = (workload: string) => Number(wanted ?? (slow ? 1 : FEWER.includes(workload) ? 16 : 40));
const load: Load = slow ? { durationMs: 600, share: 0.5 } : FULL_LOAD;
const A_GROUP = 20;

for (const workload of WORKLOAD_NAMES) {
  const count = countOf(workload);
  for (let from = first; from < first + count; from += A_GROUP) {
    const to = Math.min(from + A_GROUP, first + count) - 1;
    test(
      `workload ${workload} breaks no promise with seeds ${from} to ${to}`,
      { timeoutMs: 120_000 },
      async () => {
        for (let seed = from; seed <= to; seed++) {
          const { broken, tail } = await runWorkload(workload, { seed, load });
          assert.deepEqual(broken, [], `seed ${seed}:\n${tail.slice(-40).join("\n")}`);
        }
      },
    );
  }
}
