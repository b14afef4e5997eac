// What a producer tells of itself: `metrics()`, and the events of its batches. Over scripted brokers, in virtual time.
import assert from "node:assert/strict";
import { ConnectionError } from "../../../errors/connection_error.ts";
import type { ClientEvent } from "../../../src/base/client_event.ts";
import { Producer } from "../../../src/producer/producer.ts";
import { test } from "../../harness.ts";
import { FakeWaist, type Fault, script } from "./fake_waist.ts";

const record = (value: string, partition = 0) => ({ topic: "t", partition, value });

/** The events of a type. */
function eventsOf<T extends ClientEvent["type"]>(waist: FakeWaist, type: T): Extract<ClientEvent, { type: T }>[] {
  return waist.events.filter((event): event is Extract<ClientEvent, { type: T }> => event.type === type);
}

test("metrics() begins with zeros, and a ratio of 1", () => {
  const numbers = new Producer(new FakeWaist()).metrics();
  assert.equal(numbers.compressionRatio, 1);
  assert.equal(numbers.availableBytes, 32 * 1024 * 1024);
  assert.deepEqual(numbers.batchBytes, { count: 0, sum: 0, max: 0, average: 0 });
  assert.deepEqual([numbers.errors, numbers.failures, numbers.topics], [{}, {}, undefined]);
});

test("metrics() counts records, batches and requests, sent and acknowledged", async () => {
  const waist = new FakeWaist({ t: 2 });
  waist.latencyMs = 7;
  const producer = new Producer(waist);
  await waist.clock.until(producer.sendAll([record("a"), record("b"), record("c", 1)]));
  await waist.clock.until(producer.send(record("d")));
  const numbers = producer.metrics();
  assert.deepEqual([numbers.recordsSent, numbers.recordsAcknowledged], [4, 4]);
  assert.deepEqual([numbers.batchesSent, numbers.batchesAcknowledged], [3, 3]);
  assert.deepEqual([numbers.requestsSent, numbers.requestsAnswered, numbers.requestsFailed], [3, 3, 0]);
  assert.deepEqual([numbers.batchRecords.max, numbers.batchRecords.sum], [2, 4]);
  assert.ok(numbers.bytesSent > 3 * 61 && numbers.bytesSent === numbers.bytesAcknowledged, `${numbers.bytesSent}`);
  assert.deepEqual([numbers.bufferedBytes, numbers.bufferedRecords, numbers.requestsInFlight], [0, 0, 0]);
  const { requestLatencyMs: latency } = numbers;
  assert.deepEqual([latency.count, latency.max, latency.average], [3, 7, 7]);
  assert.equal(latency.counts[latency.upToMs.indexOf(10)], 3, "7 ms are in the bucket up to 10");
  assert.equal(latency.counts.length, latency.upToMs.length + 1);
  await waist.clock.until(producer.close());
});

test("metrics() tells what is held and in flight at present", async () => {
  const waist = new FakeWaist();
  waist.latencyMs = 50;
  const producer = new Producer(waist);
  const sent = producer.sendAll([record("a"), record("b")]);
  assert.equal(producer.metrics().parkedRecords, 2, "the topic is not known yet");
  await waist.clock.advance(120);
  const numbers = producer.metrics();
  assert.deepEqual([numbers.parkedRecords, numbers.bufferedRecords, numbers.requestsInFlight], [0, 2, 1]);
  assert.equal(numbers.bufferedBytes, producer.buffered);
  assert.equal(numbers.availableBytes, numbers.totalBytes - producer.buffered);
  await waist.clock.until(sent);
  await waist.clock.until(producer.close());
});

test("metrics() counts the time that a batch lingers as its queue time", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, { lingerMs: 30 });
  await waist.clock.until(producer.send(record("a")));
  await waist.clock.until(producer.send(record("b")));
  const { queueTimeMs } = producer.metrics();
  assert.deepEqual([queueTimeMs.count, queueTimeMs.max], [2, 30]);
  assert.deepEqual(eventsOf(waist, "batch written").map(({ queueMs }) => queueMs), [30, 30]);
  await waist.clock.until(producer.close());
});

test("metrics() and events tell of batches that are sent again, and why", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist);
  const reset = new ConnectionError("reset", { code: "CONNECTION_RESET", retriable: true });
  script(waist, [{ code: 19 }, { error: reset }]);
  await waist.clock.until(producer.sendAll([record("a"), record("b")]));
  const numbers = producer.metrics();
  assert.deepEqual(numbers.errors, { NOT_ENOUGH_REPLICAS: 1, CONNECTION_RESET: 1 });
  assert.deepEqual([numbers.batchesRetried, numbers.recordsRetried, numbers.recordsFailed], [2, 4, 0]);
  assert.deepEqual([numbers.batchesSent, numbers.recordsSent, numbers.batchesAcknowledged], [1, 2, 1]);
  assert.equal(numbers.bytesSent, 3 * numbers.bytesAcknowledged, "each attempt has its bytes");
  assert.deepEqual([numbers.requestsSent, numbers.requestsAnswered, numbers.requestsFailed], [3, 2, 1]);
  const retried = eventsOf(waist, "batch retried");
  assert.deepEqual(retried.map(({ attempt, records, error }) => [attempt, records, error.code]), [
    [1, 2, "NOT_ENOUGH_REPLICAS"],
    [2, 2, "CONNECTION_RESET"],
  ]);
  assert.ok((retried[0]?.delayMs ?? 0) > 0);
  const [written] = eventsOf(waist, "batch written");
  assert.deepEqual([written?.attempts, written?.records, written?.latencyMs], [3, 2, 1]);
  await waist.clock.until(producer.close());
});

test("metrics() and events tell of a batch that is split, and count its records once", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist);
  script(waist, [{ code: 10 }]);
  await waist.clock.until(producer.sendAll(["a", "b", "c", "d"].map((value) => record(value))));
  const numbers = producer.metrics();
  assert.deepEqual(numbers.errors, { RECORD_TOO_LARGE: 1 });
  assert.deepEqual([numbers.batchesSplit, numbers.batchesSent, numbers.batchesAcknowledged], [1, 1, 2]);
  assert.deepEqual([numbers.recordsSent, numbers.recordsAcknowledged, numbers.recordsRetried], [4, 4, 0]);
  const [split, ...more] = eventsOf(waist, "batch split");
  assert.deepEqual([split?.topic, split?.partition, split?.records, split?.parts, more.length], ["t", 0, 4, 2, 0]);
  assert.ok((split?.bytes ?? 0) > 61, `${split?.bytes}`);
  await waist.clock.until(producer.close());
});

test("metrics() counts records that failed, by the code that their owners were told", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist);
  script(waist, [{ code: 29 }]);
  const failed = producer.sendAll([record("a"), record("b")]).catch(() => {});
  await waist.clock.until(failed);
  await waist.clock.until(producer.send(record("c")));
  const { recordsFailed, failures, errors, recordsAcknowledged } = producer.metrics();
  assert.deepEqual([recordsFailed, recordsAcknowledged], [2, 1]);
  assert.deepEqual(failures, { TOPIC_AUTHORIZATION_FAILED: 2 });
  assert.deepEqual(errors, { TOPIC_AUTHORIZATION_FAILED: 1 });
  await waist.clock.until(producer.close());
});

test("metrics() counts a record that is refused, or fails before it is in a batch", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, { unknownTopicTimeoutMs: 100 });
  await waist.clock.until(producer.send({ topic: "t", value: new Uint8Array(2_000_000) }).catch(() => {}));
  await waist.clock.until(producer.send({ topic: "none", value: "a" }).catch(() => {}));
  const { recordsFailed, failures } = producer.metrics();
  assert.deepEqual(failures, { RECORD_TOO_LARGE: 1, UNKNOWN_TOPIC_OR_PARTITION: 1 });
  assert.equal(recordsFailed, 2);
  await waist.clock.until(producer.close());
});

test("metrics() tells how long brokers throttled", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist);
  const throttled = (ms: number): Fault => ({ edit: (response) => void (response.throttleTimeMs = ms) });
  script(waist, [throttled(250), throttled(50), null]);
  for (const value of ["a", "b"]) await waist.clock.until(producer.send(record(value)));
  assert.equal(producer.metrics().lastThrottleMs, 50);
  await waist.clock.until(producer.send(record("c")));
  const { throttleMs, lastThrottleMs } = producer.metrics();
  assert.deepEqual(throttleMs, { count: 2, sum: 300, max: 250, average: 150 });
  assert.equal(lastThrottleMs, 0);
  await waist.clock.until(producer.close());
});

test("metrics() and events tell what compression gains", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, { compression: "lz4" });
  await waist.clock.until(producer.send(record("v".repeat(20_000))));
  const { compressionRatio, batchBytes, uncompressedBatchBytes } = producer.metrics();
  assert.ok(compressionRatio > 0 && compressionRatio < 0.1, `${compressionRatio}`);
  assert.ok(uncompressedBatchBytes.sum > 20_000 && batchBytes.sum < 2000, `${batchBytes.sum}`);
  const [written] = eventsOf(waist, "batch written");
  assert.deepEqual([written?.codec, written?.bytes], ["lz4", batchBytes.sum]);
  assert.equal(written?.uncompressedBytes, uncompressedBatchBytes.sum);
  await waist.clock.until(producer.close());
});

test("metrics({ topics: true }) tells of each partition, and all of them make the whole", async () => {
  const waist = new FakeWaist({ t: 2, u: 1 });
  const producer = new Producer(waist);
  await waist.clock.until(
    producer.sendAll([record("a"), record("b", 1), record("c", 1), { topic: "u", value: "d" }]),
  );
  script(waist, [{ delayMs: 5000 }]);
  const late = producer.send(record("e", 1));
  await waist.clock.advance(1000);
  const numbers = producer.metrics({ topics: true });
  const { topics = [] } = numbers;
  assert.deepEqual(topics.map(({ topic, partitions }) => [topic, partitions.map((one) => one.recordsAcknowledged)]), [
    ["t", [1, 2]],
    ["u", [1]],
  ]);
  const partitions = topics.flatMap((topic) => topic.partitions);
  for (const name of ["recordsSent", "batchesSent", "bytesSent", "bufferedRecords"] as const) {
    assert.equal(partitions.reduce((sum, one) => sum + one[name], 0), numbers[name], name);
  }
  const [, waiting] = topics[0]?.partitions ?? [];
  assert.deepEqual([waiting?.leader, waiting?.bufferedRecords, waiting?.waitingMs], [1, 1, 1000]);
  assert.equal(numbers.stalledPartitions, 0);
  await waist.clock.until(late);
  await waist.clock.until(producer.close());
});

test("metrics() counts the time in which records waited for room", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, { maxBufferedBytes: 1000 });
  await waist.clock.until(producer.send(record("warm")));
  waist.latencyMs = 100;
  const sent = ["a", "b", "c"].map((value) => producer.send(record(value.padEnd(600))));
  assert.equal(producer.metrics().waitingRecords, 2);
  await waist.clock.advance(50);
  assert.equal(producer.metrics().waitMs, 50);
  await waist.clock.until(Promise.all(sent));
  const { waitingRecords, waitMs } = producer.metrics();
  assert.deepEqual([waitingRecords, waitMs], [0, 200]);
  await waist.clock.until(producer.close());
});

test("metrics() counts with acks 0 what the connection has taken", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, { acks: 0, idempotent: false });
  await waist.clock.until(producer.send(record("a")));
  const { recordsAcknowledged, requestsAnswered } = producer.metrics();
  assert.deepEqual([recordsAcknowledged, requestsAnswered], [1, 1]);
  await waist.clock.until(producer.close());
});

test("the event `producer identity` tells each id and epoch", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist);
  await waist.clock.until(producer.send(record("a")));
  waist.log("t").producers.clear();
  await waist.clock.until(producer.send(record("b")));
  script(waist, [{ code: 45 }]);
  await waist.clock.until(producer.send(record("c")));
  const told = eventsOf(waist, "producer identity").map((event) => [event.producerId, event.producerEpoch]);
  assert.deepEqual(told, [[1001, 0], [1001, 1]]);
  await waist.clock.until(producer.close());
});

test("without hooks the events of batches are not made", async () => {
  const waist = new FakeWaist();
  const made: string[] = [];
  Object.assign(waist, { emit: Object.assign((event: ClientEvent) => void made.push(event.type), { silent: true }) });
  const producer = new Producer(waist, { stalledAfterMs: 1000 });
  script(waist, [{ code: 19 }, { delayMs: 5000 }]);
  await waist.clock.until(producer.send(record("a")));
  for (const type of ["batch written", "batch retried", "stalled"]) assert.ok(!made.includes(type), type);
  await waist.clock.until(producer.close());
});
