// The event `stalled`: a partition that has records and nothing acknowledged, and why. In virtual time.
import assert from "node:assert/strict";
import { KafkaError } from "../../../errors/kafka_error.ts";
import type { ClientEvent } from "../../../src/base/client_event.ts";
import type { ProducerOptions } from "../../../src/producer/options.ts";
import { Producer } from "../../../src/producer/producer.ts";
import { world } from "../../faults/world.ts";
import { test } from "../../harness.ts";
import { FakeWaist } from "./fake_waist.ts";

type Stalled = Extract<ClientEvent, { type: "stalled" }>;

const isStalled = (event: ClientEvent): event is Stalled => event.type === "stalled";
const record = (value: string, partition = 0) => ({ topic: "t", partition, value });
const stalls = (waist: FakeWaist) => waist.events.filter(isStalled);
const seen = (waist: FakeWaist) =>
  stalls(waist).map(({ topic, partition, records, sinceMs, reason, error }) =>
    [topic, partition, records, Math.round(sinceMs / 100) / 10, reason, error?.code ?? null] as const
  );

/** A producer whose records never fail by themselves. */
function setUp(topics: Readonly<Record<string, number>> = { t: 1 }, options: ProducerOptions = {}) {
  const waist = new FakeWaist(topics);
  const producer = new Producer(waist, { deliveryTimeoutMs: Infinity, stalledAfterMs: 10_000, ...options });
  return { waist, producer };
}

/** Ends a test whose records may still be held. */
async function end({ waist, producer }: ReturnType<typeof setUp>, sent: Promise<unknown>): Promise<void> {
  sent.catch(() => {});
  await waist.clock.until(producer.close({ timeoutMs: 0 }).catch(() => {}));
  assert.equal(waist.clock.pending, 0, "timers are left");
}

test("a partition without a leader is told as stalled, again after each further time, until it is acknowledged", async () => {
  const on = setUp();
  const { waist, producer } = on;
  waist.log("t").leader = -1;
  const began = waist.clock.now();
  const sent = Promise.all([producer.send(record("a")), producer.send(record("b"))]);
  await waist.clock.advance(9_900);
  assert.deepEqual(seen(waist), []);
  assert.equal(producer.metrics().stalledPartitions, 0);
  await waist.clock.advance(200);
  assert.deepEqual(seen(waist), [["t", 0, 2, 10, "no leader", "LEADER_NOT_AVAILABLE"]]);
  assert.equal(producer.metrics().stalledPartitions, 1);
  await waist.clock.advance(20_000);
  assert.deepEqual(stalls(waist).map(({ sinceMs }) => sinceMs), [10_000, 20_000, 30_000]);
  waist.log("t").leader = 1;
  await waist.clock.until(sent);
  assert.ok(waist.clock.now() - began < 31_000);
  await waist.clock.advance(60_000);
  assert.equal(stalls(waist).length, 3);
  assert.equal(producer.metrics().stalledPartitions, 0);
  await end(on, sent);
});

test("a broker that answers nothing stalls its partitions alone", async () => {
  const on = setUp({ t: 3 });
  const { waist, producer } = on;
  await waist.clock.until(producer.sendAll([0, 1, 2].map((partition) => record("first", partition))));
  waist.fault = ({ nodeId }) => nodeId === 1 ? { delayMs: 1_000_000 } : null;
  const sent = producer.send(record("a", 1));
  for (let second = 0; second < 25; second++) {
    await waist.clock.until(producer.send(record(`${second}`, 0)));
    await waist.clock.advance(1000);
  }
  assert.deepEqual(seen(waist), [["t", 1, 1, 10, "no answer", null], ["t", 1, 1, 20, "no answer", null]]);
  await end(on, sent);
});

test("records that wait for an unknown topic are told as stalled with their topic", async () => {
  const on = setUp({}, { unknownTopicTimeoutMs: 1_000_000 });
  const { waist, producer } = on;
  const sent = producer.sendAll(["a", "b", "c"].map((value) => ({ topic: "later", value })));
  await waist.clock.advance(10_100);
  assert.deepEqual(seen(waist), [["later", -1, 3, 10, "metadata", "UNKNOWN_TOPIC_OR_PARTITION"]]);
  waist.createTopic("later", 1);
  await waist.clock.until(sent);
  await waist.clock.advance(60_000);
  assert.equal(stalls(waist).length, 1);
  await end(on, sent);
});

test("records are told as stalled while no broker tells of any topic, with the last failure", async () => {
  const on = setUp();
  const { waist, producer } = on;
  waist.metadataFault = () => new KafkaError("no broker", { code: "NO_BROKER_AVAILABLE", retriable: true });
  const sent = producer.send(record("a"));
  await waist.clock.advance(10_100);
  assert.deepEqual(seen(waist), [["t", -1, 1, 10, "metadata", "NO_BROKER_AVAILABLE"]]);
  await end(on, sent);
});

test("a producer that gets no identity is told as stalled, with the broker's error", async () => {
  const on = setUp();
  const { waist, producer } = on;
  waist.initFault = () => 14;
  const sent = producer.send(record("a"));
  await waist.clock.advance(10_100);
  assert.deepEqual(seen(waist), [["t", 0, 1, 10, "no identity", "COORDINATOR_LOAD_IN_PROGRESS"]]);
  assert.ok(waist.inits > 5 && waist.inits < 200, `asked ${waist.inits} times`);
  waist.initFault = () => null;
  await waist.clock.until(sent);
  await end(on, sent);
});

test("a partition whose attempts all fail is told as stalled, with the last error", async () => {
  const on = setUp();
  const { waist, producer } = on;
  waist.fault = () => ({ code: 19, delayMs: 0 });
  const sent = producer.send(record("a"));
  await waist.clock.advance(10_100);
  assert.deepEqual(seen(waist), [["t", 0, 1, 10, "error", "NOT_ENOUGH_REPLICAS"]]);
  await end(on, sent);
});

test("a partition that waits for a throttled broker is told as throttled", async () => {
  const on = setUp();
  const { waist, producer } = on;
  waist.fault = () => ({ edit: (response) => void (response.throttleTimeMs = 60_000) });
  await waist.clock.until(producer.send(record("a")));
  // The connection holds the next request back.
  waist.fault = () => ({ delayMs: 60_000 });
  const sent = producer.send(record("b"));
  await waist.clock.advance(10_100);
  assert.deepEqual(seen(waist), [["t", 0, 1, 10, "throttled", null]]);
  await waist.clock.until(sent);
  await end(on, sent);
});

test("a partition that is slow, but acknowledges now and then, is not stalled", async () => {
  const on = setUp({ t: 1 }, { batchMaxBytes: 1000 });
  const { waist, producer } = on;
  await waist.clock.until(producer.send(record("first")));
  waist.latencyMs = 8000;
  const sent = Promise.all(Array.from({ length: 20 }, (_, i) => producer.send(record(`${i}`.padEnd(600)))));
  await waist.clock.until(sent);
  assert.ok(waist.clock.now() > 24_000);
  assert.deepEqual(seen(waist), []);
  await end(on, sent);
});

test("a partition that stalls twice is told twice", async () => {
  const on = setUp();
  const { waist, producer } = on;
  let sent: Promise<unknown> = Promise.resolve();
  for (let round = 0; round < 2; round++) {
    waist.fault = () => ({ delayMs: 15_000 });
    sent = producer.send(record("a"));
    await waist.clock.until(sent);
  }
  assert.deepEqual(seen(waist).map((one) => one[3]), [10, 10]);
  await end(on, sent);
});

test("records that linger are not stalled", async () => {
  const on = setUp({ t: 1 }, { lingerMs: 25_000 });
  const { waist, producer } = on;
  const sent = producer.send(record("a"));
  await waist.clock.until(sent);
  assert.ok(waist.clock.now() > 25_000);
  assert.deepEqual(seen(waist), []);
  await end(on, sent);
});

test("records that wait for a flush are stalled only once it is called", async () => {
  const on = setUp({ t: 1 }, { manualFlush: true });
  const { waist, producer } = on;
  const sent = producer.send(record("a"));
  await waist.clock.advance(25_000);
  assert.deepEqual(seen(waist), []);
  waist.fault = () => ({ delayMs: 1_000_000 });
  producer.flush().catch(() => {});
  await waist.clock.advance(12_000);
  assert.deepEqual(seen(waist).map(([topic, partition, records, , reason]) => [topic, partition, records, reason]), [
    ["t", 0, 1, "no answer"],
  ]);
  await end(on, sent);
});

test("stalledAfterMs Infinity tells nothing", async () => {
  const on = setUp({ t: 1 }, { stalledAfterMs: Infinity });
  const { waist, producer } = on;
  waist.fault = () => ({ delayMs: 1_000_000 });
  const sent = producer.send(record("a"));
  await waist.clock.advance(500_000);
  assert.deepEqual(seen(waist), []);
  await end(on, sent);
});

test("many partitions of a broker that hangs cost one timer", async () => {
  const on = setUp({ t: 30 });
  const { waist, producer } = on;
  await waist.clock.until(producer.send(record("first")));
  const idle = waist.clock.pending;
  waist.fault = () => ({ delayMs: 1_000_000 });
  const sent = Promise.all(Array.from({ length: 30 }, (_, partition) => producer.send(record("a", partition))));
  await waist.clock.advance(5);
  // One for each of the three requests that hang.
  assert.ok(waist.clock.pending <= idle + 3 + 1, `${waist.clock.pending} timers, ${idle} before`);
  await waist.clock.advance(10_000);
  assert.equal(stalls(waist).length, 30);
  await end(on, sent);
});

test("a frozen leader of a whole cluster is told as stalled, with what its requests met", async (t) => {
  const events: ClientEvent[] = [];
  const { clock, cluster, kafka } = await world(t, { topics: { t: 1 }, brokers: 3 }, {
    requestTimeoutMs: 4000,
    hooks: [(event) => void events.push(event)],
  });
  const producer = kafka.producer({ stalledAfterMs: 10_000 });
  await clock.until(producer.send(record("first")));
  const { leader } = cluster.partition("t", 0);
  cluster.pauseBroker(leader);
  const sent = producer.send(record("a"));
  await clock.advance(15_000);
  sent.catch(() => {});
  const [stalled, ...more] = events.filter(isStalled);
  assert.deepEqual([stalled?.topic, stalled?.partition, stalled?.records, more.length], ["t", 0, 1, 0]);
  assert.equal(stalled?.error?.code, "CONNECT_TIMEOUT");
  cluster.resumeBroker(leader);
  await clock.until(sent);
});
