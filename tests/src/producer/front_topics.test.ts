// Topics that are not in use, forgotten, deleted and created anew, or given more partitions.
import assert from "node:assert/strict";
import { ConnectionError } from "../../../errors/connection_error.ts";
import { CreatePartitions } from "../../../protocol/messages/create_partitions.ts";
import { Producer } from "../../../src/producer/producer.ts";
import type { ProducerOptions } from "../../../src/producer/options.ts";
import { world } from "../../faults/world.ts";
import { test, type TestContext } from "../../harness.ts";
import { FakeWaist } from "./fake_waist.ts";
import { outcome } from "./front_outcome.ts";
import { producerWorld, valuesOf } from "./producer_world.ts";

/** A fake cluster that tells which topics are kept fresh. */
class WatchedWaist extends FakeWaist {
  readonly forgotten: string[] = [];

  override forgetTopic(name: string): void {
    this.forgotten.push(name);
    super.forgetTopic(name);
  }
}

function setUp(options: ProducerOptions = {}) {
  const waist = new WatchedWaist({ t: 1, u: 1 });
  const producer = new Producer(waist, options);
  return { waist, producer, end: () => waist.clock.until(producer.close().catch(() => {})) };
}

test("a topic that is not used for topicMaxIdleMs is forgotten, one that is used stays", async () => {
  const { waist, producer, end } = setUp({ topicMaxIdleMs: 10_000 });
  await waist.clock.until(producer.send({ topic: "u", value: "a" }));
  for (let i = 0; i < 20; i++) {
    await waist.clock.until(producer.send({ topic: "t", value: `${i}` }));
    await waist.clock.advance(1000);
  }
  assert.deepEqual(waist.forgotten, ["u"]);
  await waist.clock.advance(20_000);
  assert.deepEqual(waist.forgotten, ["u", "t"]);
  assert.equal(waist.clock.pending, 0);
  await end();
});

test("a forgotten topic that is used again goes on with its sequences: nothing is lost or doubled", async () => {
  const { waist, producer, end } = setUp({ topicMaxIdleMs: 10_000 });
  for (let i = 0; i < 3; i++) {
    await waist.clock.until(producer.sendAll([`${i}a`, `${i}b`].map((value) => ({ topic: "t", value }))));
    await waist.clock.advance(30_000);
  }
  assert.deepEqual(waist.forgotten, ["t", "t", "t"]);
  assert.deepEqual(waist.log("t").values, ["0a", "0b", "1a", "1b", "2a", "2b"]);
  assert.equal(waist.inits, 1);
  assert.deepEqual(waist.calls.map(({ partitions }) => partitions[0]?.batch.baseSequence), [0, 2, 4]);
  await end();
});

test("a topic with records that wait is not forgotten", async () => {
  const { waist, producer, end } = setUp({ topicMaxIdleMs: 1000, lingerMs: 30_000, unknownTopicTimeoutMs: 86_400_000 });
  const lingers = producer.send({ topic: "t", value: "a" });
  const parked = outcome(producer.send({ topic: "later", value: "b" }));
  await waist.clock.advance(20_000);
  assert.deepEqual(waist.forgotten, []);
  waist.createTopic("later", 1);
  await waist.clock.until(lingers);
  assert.equal(await waist.clock.until(parked), "written");
  await end();
});

test("topicMaxIdleMs Infinity keeps all topics, and no timer", async () => {
  const { waist, producer, end } = setUp({ topicMaxIdleMs: Infinity });
  await waist.clock.until(producer.send({ topic: "t", value: "a" }));
  await waist.clock.advance(500_000);
  assert.deepEqual([waist.forgotten, waist.clock.pending], [[], 0]);
  await end();
});

test("forget() fails the records of its topic with an AbortError and leaves others alone", async () => {
  const { waist, producer, end } = setUp({ lingerMs: 100, maxBufferedRecords: 3 });
  const sent = [
    producer.send({ topic: "t", value: "a" }),
    producer.send({ topic: "u", value: "b" }),
    producer.send({ topic: "nowhere", value: "c" }),
    producer.send({ topic: "t", value: "d" }),
    producer.send({ topic: "u", value: "e" }),
  ].map(outcome);
  assert.equal(producer.forget("t"), 2);
  assert.equal(producer.forget("nowhere"), 1);
  assert.equal(producer.forget("never used"), 0);
  assert.deepEqual(await waist.clock.until(Promise.all(sent)), [
    "ABORTED none",
    "written",
    "ABORTED none",
    "ABORTED none",
    "written",
  ]);
  assert.deepEqual(waist.forgotten, ["t", "nowhere"]);
  assert.equal(await waist.clock.until(outcome(producer.send({ topic: "t", value: "f" }))), "written");
  assert.deepEqual(waist.log("t").values, ["f"]);
  await end();
});

test("forget() with a request out tells its records that they may be written, and the topic goes on behind it", async () => {
  const { waist, producer, end } = setUp();
  await waist.clock.until(producer.send({ topic: "t", value: "warm" }));
  waist.latencyMs = 500;
  const first = outcome(producer.send({ topic: "t", value: "a" }));
  await waist.clock.advance(10);
  assert.equal(producer.forget("t"), 1);
  assert.equal(await first, "ABORTED unknown");
  await waist.clock.until(producer.sendAll([{ topic: "t", value: "b" }, { topic: "t", value: "c" }]));
  assert.deepEqual(waist.log("t").values, ["warm", "a", "b", "c"]);
  await end();
});

test("a topic that one producer forgets stays fresh for another of the same client", async (t) => {
  const on = await world(t, { topics: { t: 1 } }, { metadataMaxAgeMs: 1000 });
  const [a, b] = [on.kafka.producer(), on.kafka.producer()];
  for (const producer of [a, b]) await on.until(producer.send({ topic: "t", value: "x" }));
  a.forget("t");
  on.cluster.moveLeader("t", 0);
  await on.clock.advance(3000);
  await on.until(b.send({ topic: "t", value: "y" }));
  await on.until(a.send({ topic: "t", value: "z" }));
  assert.deepEqual(await valuesOf(on, "t", 0), ["x", "x", "y", "z"]);
  await on.until(Promise.all([a.close(), b.close()]));
});

const embedded = (t: TestContext, partitions: number, options: ProducerOptions = {}) =>
  producerWorld(t, { topics: { t: { partitions } } }, options);

test("a topic that is deleted and created anew while records flow: every record settles, and the new log has no hole", async (t) => {
  for (const [before, after] of [[2, 2], [3, 1], [1, 3]] as const) {
    const on = await embedded(t, before, { deliveryTimeoutMs: 20_000 });
    const { producer, cluster, clock, events } = on;
    const ends: Promise<string>[] = [];
    const send = (i: number) =>
      ends.push(outcome(producer.send({ topic: "t", key: `${i}`, value: `${i}` })).then((end) => `${i} ${end}`));
    for (let i = 0; i < 200; i++) {
      send(i);
      if (i === 60) cluster.deleteTopic("t");
      if (i === 90) cluster.createTopic("t", { partitions: after });
      await clock.advance(7);
    }
    const told = await clock.until(Promise.all(ends));
    assert.equal(told.length, 200);
    const odd = told.filter((end) => !end.endsWith(" written"));
    assert.ok(odd.every((end) => /(none|unknown)$/.test(end)), `${odd}`);
    const recreated = events.filter((event) => event.type === "topic recreated");
    assert.equal(recreated.length, 1, `${before} to ${after}`);
    const values: string[] = [];
    for (let partition = 0; partition < after; partition++) {
      const own = (await valuesOf(on, "t", partition)).map(Number);
      assert.deepEqual(own, [...own].sort((a, b) => a - b), "in order");
      values.push(...own.map(String));
    }
    assert.equal(new Set(values).size, values.length, "none twice");
    const late = told.filter((end) => end.endsWith(" written")).map((end) => end.split(" ")[0] as string)
      .filter((value) => Number(value) >= 100);
    assert.deepEqual(late.filter((value) => !values.includes(value)), []);
    assert.ok(late.length >= 90, `${late.length}`);
    await clock.until(producer.close());
  }
});

test("a batch that may be written when its topic is created anew fails as unknown, the rest comes under a new epoch", async () => {
  const { waist, producer, end } = setUp({ batchMaxBytes: 600, maxInFlight: 1 });
  waist.ids.set("t", "1AAAAAAAAAAAAAAAAAAAAA");
  await waist.clock.until(producer.send({ topic: "t", value: "warm" }));
  const error = new ConnectionError("reset", { code: "CONNECTION_RESET", retriable: true });
  waist.fault = ({ at }) => at < 100 ? { error, write: true, delayMs: 50 } : null;
  const sent = ["a", "b", "c"].map((value) => outcome(producer.send({ topic: "t", value: value.padEnd(400) })));
  await waist.clock.advance(10);
  waist.createTopic("t", 1);
  waist.ids.set("t", "2AAAAAAAAAAAAAAAAAAAAA");
  assert.deepEqual(await waist.clock.until(Promise.all(sent)), ["PRODUCER_STATE_LOST unknown", "written", "written"]);
  // The attempt before the new id was known has reached the new topic: that is the doubt.
  assert.deepEqual(waist.log("t").values.map((value) => value.trim()), ["a", "b", "c"]);
  assert.deepEqual([waist.calls.at(-1)?.partitions[0]?.batch.producerEpoch, waist.inits], [1, 1]);
  assert.deepEqual(waist.events.filter(({ type }) => type === "topic recreated"), [
    { type: "topic recreated", topic: "t", oldId: "1AAAAAAAAAAAAAAAAAAAAA", newId: "2AAAAAAAAAAAAAAAAAAAAA" },
  ]);
  await end();
});

test("a recreated topic with fewer partitions: records that name a partition that is gone fail and say so", async (t) => {
  const { producer, cluster, clock, until } = await embedded(t, 3, { lingerMs: 60_000, deliveryTimeoutMs: 100_000 });
  producer.enqueue({ topic: "t", partition: 2, value: "warm" });
  await until(producer.flush());
  const gone = outcome(producer.send({ topic: "t", partition: 2, value: "a" }));
  const kept = outcome(producer.send({ topic: "t", partition: 0, value: "b" }));
  cluster.deleteTopic("t");
  cluster.createTopic("t", { partitions: 1 });
  await until(producer.flush());
  assert.equal(await gone, "UNKNOWN_PARTITION none");
  assert.equal(await kept, "written");
  await clock.until(producer.close());
});

test("partitions that are added are used by records without a key", async (t) => {
  const on = await world(t, { topics: { t: { partitions: 1 } } }, { metadataMaxAgeMs: 1000 });
  const producer = on.kafka.producer({ partitioner: "round robin" });
  await on.until(producer.sendAll(["a", "b"].map((value) => ({ topic: "t", value }))));
  await on.until(on.kafka.request(CreatePartitions, {
    topics: [{ name: "t", count: 4, assignments: null }],
    timeoutMs: 1000,
    validateOnly: false,
  }));
  await on.clock.advance(2500);
  const sent = await on.until(producer.sendAll(Array.from({ length: 40 }, () => ({ topic: "t", value: "c" }))));
  assert.deepEqual([...new Set(sent.map(({ partition }) => partition))].sort(), [0, 1, 2, 3]);
  await on.until(producer.close());
});

test("a record for a partition that is added later waits for the metadata and goes there", async (t) => {
  const on = await world(t, { topics: { t: { partitions: 1 } } });
  const producer = on.kafka.producer();
  await on.until(producer.send({ topic: "t", value: "a" }));
  await on.until(on.kafka.request(CreatePartitions, {
    topics: [{ name: "t", count: 2, assignments: null }],
    timeoutMs: 1000,
    validateOnly: false,
  }));
  assert.equal((await on.until(producer.send({ topic: "t", partition: 1, value: "b" }))).partition, 1);
  await on.until(producer.close());
});
