// Where records without a key go in a whole cluster: away from frozen leaders, to new partitions, to leaders nearby.
import assert from "node:assert/strict";
import { CreatePartitions } from "../../../protocol/messages/create_partitions.ts";
import type { Producer } from "../../../src/producer/producer.ts";
import type { RecordMetadata } from "../../../src/producer/record.ts";
import { type World, world } from "../../faults/world.ts";
import { test } from "../../harness.ts";

/** Sends records without a key for a while; the partitions they went to. */
async function send(
  { clock }: World,
  producer: Producer,
  { count, everyMs, key }: { readonly count: number; readonly everyMs: number; readonly key?: boolean },
): Promise<{ readonly partitions: number[]; readonly sent: Promise<RecordMetadata>[] }> {
  const sent: Promise<RecordMetadata>[] = [];
  const partitions: number[] = [];
  for (let i = 0; i < count; i++) {
    const one = producer.send({ topic: "t", value: "v".repeat(500), ...(key === true ? { key: `${i}` } : {}) });
    one.then(({ partition }) => partitions.push(partition), () => {});
    sent.push(one);
    await clock.advance(everyMs);
  }
  return { partitions, sent };
}

test("records without a key leave a frozen leader after availabilityTimeoutMs, and come back", async (t) => {
  // One replica each: a frozen follower would hold back the acknowledgements of all.
  const on = await world(t, { brokers: 3, topics: { t: { partitions: 3, replicationFactor: 1 } } });
  const { clock, cluster, kafka } = on;
  const producer = kafka.producer({ partitioner: { name: "default", bytes: 2000, availabilityTimeoutMs: 1000 } });
  await send(on, producer, { count: 60, everyMs: 5 });
  const { leader } = cluster.partition("t", 0);
  const frozen = [0, 1, 2].filter((partition) => cluster.partition("t", partition).leader === leader);
  cluster.pauseBroker(leader);
  const first = await send(on, producer, { count: 400, everyMs: 5 });
  const held = producer.metrics().bufferedRecords;
  assert.ok(held > 0, "some went to the frozen leader before that was known");
  const second = await send(on, producer, { count: 400, everyMs: 5 });
  assert.equal(producer.metrics().bufferedRecords, held, "none more goes there");
  assert.equal(new Set(second.partitions).size, 3 - frozen.length);
  cluster.resumeBroker(leader);
  await clock.until(Promise.all([...first.sent, ...second.sent]));
  const third = await send(on, producer, { count: 200, everyMs: 5 });
  await clock.until(Promise.all(third.sent));
  assert.equal(new Set(third.partitions).size, 3);
});

test("partitions that appear while records are sent are used, with and without keys", async (t) => {
  const on = await world(t, { topics: { t: 2 } }, { metadataMaxAgeMs: 1000 });
  const { clock, cluster, kafka } = on;
  const producer = kafka.producer({ partitioner: { name: "default", bytes: 1000 } });
  const before = await send(on, producer, { count: 100, everyMs: 5 });
  assert.deepEqual([...new Set(before.partitions)].sort(), [0, 1]);
  await clock.until(kafka.request(CreatePartitions, {
    topics: [{ name: "t", count: 5, assignments: null }],
    timeoutMs: 5000,
    validateOnly: false,
  }));
  const meanwhile = await send(on, producer, { count: 300, everyMs: 5 });
  const keyless = await send(on, producer, { count: 200, everyMs: 1 });
  const keyed = await send(on, producer, { count: 200, everyMs: 1, key: true });
  await clock.until(Promise.all([before, meanwhile, keyless, keyed].flatMap(({ sent }) => sent)));
  assert.equal(new Set(keyless.partitions).size, 5);
  assert.equal(new Set(keyed.partitions).size, 5);
  const ends = [0, 1, 2, 3, 4].map((partition) => cluster.partition("t", partition).endOffset);
  assert.equal(ends.reduce((sum, end) => sum + end, 0), 800, "each is there once");
});

test("a record that names a partition waits until it is there", async (t) => {
  const { clock, kafka } = await world(t, { topics: { t: 1 } });
  const producer = kafka.producer();
  await clock.until(producer.send({ topic: "t", value: "a" }));
  const missing = producer.send({ topic: "t", partition: 3, value: "b" }).then(() => null, (error) => error);
  assert.equal((await clock.until(missing))?.code, "UNKNOWN_PARTITION");
  await clock.until(kafka.request(CreatePartitions, {
    topics: [{ name: "t", count: 4, assignments: null }],
    timeoutMs: 5000,
    validateOnly: false,
  }));
  const { partition } = await clock.until(producer.send({ topic: "t", partition: 3, value: "c" }));
  assert.equal(partition, 3);
});

const RACKS = { brokers: 3, racks: ["a", "b", "c"], topics: { t: { partitions: 3, replicationFactor: 1 } } };

/** The partition whose leader is in a rack: broker 1 is in a, 2 in b, 3 in c. */
function partitionIn({ cluster }: World, rack: string): number {
  const nodeId = RACKS.racks.indexOf(rack) + 1;
  return [0, 1, 2].findIndex((partition) => cluster.partition("t", partition).leader === nodeId);
}

test("with rackAware records without a key go to leaders in the client's rack, those with one anywhere (KIP-1123)", async (t) => {
  const on = await world(t, RACKS, { rack: "b" });
  const producer = on.kafka.producer({ partitioner: { name: "default", bytes: 1000, rackAware: true } });
  const { partitions, sent } = await send(on, producer, { count: 100, everyMs: 1 });
  const keyed = await send(on, producer, { count: 100, everyMs: 1, key: true });
  await on.clock.until(Promise.all([...sent, ...keyed.sent]));
  assert.deepEqual([...new Set(partitions)], [partitionIn(on, "b")]);
  assert.equal(new Set(keyed.partitions).size, 3);
});

test("with rackAware records go elsewhere while no leader is in the client's rack, or it hangs", async (t) => {
  const on = await world(t, RACKS, { rack: "b" });
  const { clock, cluster, kafka } = on;
  const others = partitionIn(on, "a");
  const near = partitionIn(on, "b");
  const producer = kafka.producer({
    partitioner: { name: "uniform", bytes: 1000, rackAware: true, availabilityTimeoutMs: 500 },
  });
  await clock.until(producer.send({ topic: "t", value: "a" }));
  cluster.pauseBroker(2);
  await send(on, producer, { count: 300, everyMs: 5 });
  const hung = await send(on, producer, { count: 100, everyMs: 5 });
  assert.ok(hung.partitions.length >= 95 && !hung.partitions.includes(near), `${hung.partitions}`);
  await clock.until(cluster.killBroker(2, { failoverMs: 0 }));
  await clock.until(producer.send({ topic: "t", partition: others, value: "a" }));
  const away = await send(on, producer, { count: 100, everyMs: 5 });
  await clock.until(Promise.all(away.sent));
  assert.equal(new Set(away.partitions).size, 2, "no leader is near: all others are used");
});

for (const [what, rack] of [["without a rack", undefined], ["in a rack without brokers", "z"]] as const) {
  test(`with rackAware a client ${what} uses all partitions`, async (t) => {
    const on = await world(t, RACKS, rack === undefined ? {} : { rack });
    const producer = on.kafka.producer({ partitioner: { name: "uniform", bytes: 1000, rackAware: true } });
    const { partitions, sent } = await send(on, producer, { count: 100, everyMs: 1 });
    await on.clock.until(Promise.all(sent));
    assert.equal(new Set(partitions).size, 3);
  });
}

test("a rack that is no text is refused, and so is rackAware that is no boolean", async (t) => {
  await assert.rejects(world(t, {}, { rack: "" }), /rack must be a string that is not empty/);
  const { kafka } = await world(t);
  const partitioner = { name: "uniform", rackAware: "yes" as unknown as boolean } as const;
  assert.throws(() => kafka.producer({ partitioner }), /partitioner.rackAware/);
});
