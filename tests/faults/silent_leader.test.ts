// A leader that goes silent or away while others take its place: a producer goes on soon after the election, although
// connections to the old leader hang, are refused or are still open.
import assert from "node:assert/strict";
import { test, type TestContext } from "../harness.ts";
import { type World, world } from "./world.ts";

const FAILOVER_MS = 6_300;
/** From the election to the acknowledgement: a look at the metadata each 100 to 400 ms, and a connection. */
const SOON_MS = 600;

/** A client that has connections to all brokers. */
async function warm(t: TestContext): Promise<World> {
  const made = await world(t, { brokers: 3, topics: { t: { partitions: 3, replicationFactor: 3 } } }, {
    requestTimeoutMs: 3_000,
  });
  await made.until(made.kafka.warmUp());
  return made;
}

/** How long after the election a record of a partition is acknowledged whose leader was struck before. */
async function afterElection(
  { clock, cluster, kafka, until }: World,
  strike: { readonly partition: number; readonly how: (leader: number) => void },
): Promise<number> {
  const { partition } = strike;
  const producer = kafka.producer();
  for (let i = 0; i < 3; i++) await until(producer.send({ topic: "t", partition: i, value: "before" }));
  const start = clock.now();
  strike.how(cluster.partition("t", partition).leader);
  const sent = producer.send({ topic: "t", partition, value: "meanwhile" });
  assert.equal((await until(sent)).offset, 1);
  return clock.now() - start - FAILOVER_MS;
}

for (const partition of [0, 1, 2]) {
  test(`a leader that hangs without closing is left soon after the election (partition ${partition})`, async (t) => {
    const on = await warm(t);
    const how = (leader: number) => on.cluster.pauseBroker(leader, { failoverMs: FAILOVER_MS });
    const late = await afterElection(on, { partition, how });
    assert.ok(late > 0 && late < SOON_MS, `acknowledged ${late} ms after the election`);
  });

  test(`a leader that is killed is left soon after the election (partition ${partition})`, async (t) => {
    const on = await warm(t);
    const how = (leader: number) => void on.cluster.killBroker(leader, { failoverMs: FAILOVER_MS });
    const late = await afterElection(on, { partition, how });
    assert.ok(late > 0 && late < SOON_MS, `acknowledged ${late} ms after the election`);
  });
}
