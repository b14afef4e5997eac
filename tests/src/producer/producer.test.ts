// What a producer takes and gives, against a fake cluster in virtual time.
import assert from "node:assert/strict";
import { ConfigError } from "../../../errors/config_error.ts";
import { Producer } from "../../../src/producer/producer.ts";
import { test } from "../../harness.ts";
import { FakeWaist } from "./fake_waist.ts";
import { failure } from "./producer_world.ts";

const values = (n: number, from = 0) => Array.from({ length: n }, (_, i) => `v${from + i}`);
const record = (value: string, partition = 0) => ({ topic: "t", partition, value });

/** A producer whose first batch is acknowledged: its partition may pipeline. */
async function warm(waist: FakeWaist, producer: Producer): Promise<void> {
  await waist.clock.until(producer.send(record("warm")));
}

test("producer.send() resolves with topic, partition, offset and timestamp", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist);
  const sent = producer.send({ topic: "t", value: "a", timestamp: 42 });
  assert.deepEqual(await waist.clock.until(sent), { topic: "t", partition: 0, offset: 0, timestamp: 42 });
  assert.deepEqual(waist.log("t").values, ["a"]);
  await waist.clock.until(producer.close());
  assert.equal(waist.clock.pending, 0);
});

test("the sends of one synchronous turn share a batch, also when the topic is not known yet", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist);
  for (let round = 0; round < 2; round++) {
    const sent = Promise.all(["a", "b", "c"].map((value) => producer.send({ topic: "t", value })));
    const offsets = (await waist.clock.until(sent)).map(({ offset }) => offset);
    assert.deepEqual(offsets, [0, 1, 2].map((i) => i + 3 * round));
  }
  assert.equal(waist.calls.length, 2);
  await waist.clock.until(producer.close());
});

test("key, value, headers, null and empty arrive as they were given", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist);
  const sent = producer.sendAll([
    { topic: "t", key: "k", value: "ä€😀", headers: { a: "1", b: null } },
    { topic: "t", key: new Uint8Array([1]), value: null, headers: [["x", "1"], ["x", new Uint8Array([2])]] },
    { topic: "t", value: "" },
  ]);
  await waist.clock.until(sent);
  assert.deepEqual(waist.log("t").values, ["ä€😀", "", ""]);
  await waist.clock.until(producer.close());
});

test("a partial batch waits for lingerMs, a full one goes at once, and a flush does not wait", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, { lingerMs: 50, batchMaxBytes: 1000 });
  await waist.clock.until(producer.send(record("warm")));
  const began = waist.clock.now();
  await waist.clock.until(producer.send(record("a")));
  assert.equal(waist.clock.now() - began, 51);
  const large = "x".repeat(300);
  await waist.clock.until(Promise.all([1, 2, 3].map(() => producer.send(record(large)))));
  assert.equal(waist.clock.now() - began, 52);
  void producer.send(record("b"));
  await waist.clock.until(producer.flush());
  assert.equal(waist.clock.now() - began, 53);
  await waist.clock.until(producer.close());
});

test("while a batch is in flight the records of a partition gather in one batch", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist);
  await warm(waist, producer);
  waist.latencyMs = 10;
  const sent: Promise<unknown>[] = [];
  for (const value of values(5)) {
    sent.push(producer.send(record(value)));
    await waist.clock.advance(1);
  }
  await waist.clock.until(Promise.all(sent));
  assert.deepEqual(waist.calls.map(({ partitions }) => partitions[0]?.values.length), [1, 1, 4]);
  assert.deepEqual(waist.log("t").values, ["warm", ...values(5)]);
  await waist.clock.until(producer.close());
});

test("partitions of one leader share a request", async () => {
  const waist = new FakeWaist({ t: 6 });
  const producer = new Producer(waist);
  await waist.clock.until(producer.sendAll([0, 1, 2, 3, 4, 5].map((partition) => record("a", partition))));
  assert.deepEqual(waist.calls.map(({ partitions }) => partitions.map(({ partition }) => partition)), [[0, 3], [1, 4], [
    2,
    5,
  ]]);
  await waist.clock.until(producer.close());
});

test("maxRequestBytes bounds a request", async () => {
  const waist = new FakeWaist({ t: 6 });
  const producer = new Producer(waist, { maxRequestBytes: 1024, batchMaxBytes: 1000 });
  await waist.clock.until(producer.sendAll([0, 3].map((partition) => record("x".repeat(600), partition))));
  assert.equal(waist.calls.length, 2);
  await waist.clock.until(producer.close());
});

test("sendAll() rejects with results and failures when a record cannot be sent", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist);
  // deno-lint-ignore no-explicit-any
  const bad = { topic: "t", value: 5 } as any;
  const error = await waist.clock.until(failure(producer.sendAll([record("a"), bad, record("b")])));
  assert.equal(error.name, "SendError");
  assert.ok("results" in error && "failed" in error && Array.isArray(error.results) && Array.isArray(error.failed));
  assert.deepEqual(error.results.map((one) => one?.offset), [0, undefined, 1]);
  assert.equal(error.failed[0].index, 1);
  assert.match(error.message, /1 of 3 records .* value must be a string/);
  await waist.clock.until(producer.close());
});

test("a bad record is refused with a RecordError that names the field", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, { batchMaxBytes: 2000 });
  const cases: [string, Record<string, unknown>][] = [
    ["topic", { topic: "", value: "a" }],
    ["value", { topic: "t", value: undefined }],
    ["key", { topic: "t", key: 5, value: "a" }],
    ["partition", { topic: "t", partition: -1, value: "a" }],
    ["timestamp", { topic: "t", timestamp: 0.5, value: "a" }],
    ["headers", { topic: "t", headers: { a: 1 }, value: "a" }],
    ["headers", { topic: "t", headers: 7, value: "a" }],
    ["value", { topic: "t", value: "x".repeat(2000) }],
    ["value", { topic: "t", value: "€".repeat(700) }],
  ];
  for (const [field, bad] of cases) {
    // deno-lint-ignore no-explicit-any
    const error = await failure(producer.send(bad as any));
    assert.equal(error.name, "RecordError", field);
    assert.equal("field" in error && error.field, field);
    assert.equal(error.delivery, "none");
    // deno-lint-ignore no-explicit-any
    assert.throws(() => producer.enqueue(bad as any), { name: "RecordError" });
  }
  await waist.clock.until(producer.send({ topic: "t", value: "€".repeat(600) }));
  await waist.clock.until(producer.close());
});

test("all bad options end in one ConfigError", () => {
  const waist = new FakeWaist();
  // deno-lint-ignore no-explicit-any
  const options = { lingerMs: -1, maxInFlight: 6, compression: "rar", acks: 1, linger: 5 } as any;
  assert.throws(() => new Producer(waist, options), (error: ConfigError) => {
    assert.ok(error instanceof ConfigError);
    assert.equal(error.problems.length, 5);
    return /linger is no option/.test(error.message) && /acks: 1 cannot be idempotent/.test(error.message);
  });
  assert.equal(waist.clock.pending, 0);
});

test("a record for a partition that does not exist is refused after new metadata were asked for", async () => {
  const waist = new FakeWaist({ t: 2 });
  const producer = new Producer(waist);
  await warm(waist, producer);
  const error = await waist.clock.until(failure(producer.send(record("a", 2))));
  assert.equal(error.code, "UNKNOWN_PARTITION");
  assert.match(error.message, /has 2 partitions/);
  const log = waist.logs.get("t");
  log?.push({ leader: 1, epoch: 0, values: [], producers: new Map() });
  await waist.clock.until(producer.send(record("b", 2)));
  assert.deepEqual(waist.log("t", 2).values, ["b"]);
  await waist.clock.until(producer.close());
});

test("a topic that does not exist fails its records after unknownTopicTimeoutMs and at least 5 answers", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist);
  const error = await waist.clock.until(failure(producer.send({ topic: "nope", value: "a" })));
  assert.equal(error.code, "UNKNOWN_TOPIC_OR_PARTITION");
  assert.equal(error.delivery, "none");
  assert.ok(waist.clock.now() >= 10_000 && waist.clock.now() < 11_500, `${waist.clock.now()}`);
  await waist.clock.until(producer.send(record("other")));
  const late = producer.send({ topic: "late", value: "a" });
  await waist.clock.advance(3000);
  waist.createTopic("late", 1);
  await waist.clock.until(late);
  assert.deepEqual(waist.log("late").values, ["a"]);
  await waist.clock.until(producer.close());
  assert.equal(waist.clock.pending, 0);
});

test("records by key go where Java sends them, records without a key stick to a partition by bytes", async () => {
  const waist = new FakeWaist({ t: 12 });
  const producer = new Producer(waist);
  const keyed = await waist.clock.until(
    producer.sendAll(
      ["21", "foobar", "a-little-bit-long-string", "ключ"].map((key) => ({ topic: "t", key, value: "" })),
    ),
  );
  // murmur2: -973932308, -790332482, -985981536 in Kafka's own tests.
  const expected = [-973932308, -790332482, -985981536].map((hash) => (hash & 0x7fffffff) % 12);
  assert.deepEqual(keyed.slice(0, 3).map(({ partition }) => partition), expected);
  const free = await waist.clock.until(
    producer.sendAll(values(400).map((v) => ({ topic: "t", value: v.padEnd(1000) }))),
  );
  const counts = new Map<number, number>();
  for (const { partition } of free) counts.set(partition, (counts.get(partition) ?? 0) + 1);
  assert.ok(counts.size >= 3 && Math.max(...counts.values()) >= 100, `${[...counts]}`);
  await waist.clock.until(producer.close());
});

test("an own partitioner decides, and fails only its record when it throws or is out of range", async () => {
  const waist = new FakeWaist({ t: 3 });
  const producer = new Producer(waist, {
    partitioner: ({ value }, { partitionCount }) => {
      if (value === "bad") throw new Error("boom");
      return value === "far" ? 99 : partitionCount - 1;
    },
  });
  assert.equal((await waist.clock.until(producer.send({ topic: "t", value: "a" }))).partition, 2);
  for (const value of ["bad", "far"]) {
    const error = await waist.clock.until(failure(producer.send({ topic: "t", value })));
    assert.equal(error.code, "UNKNOWN_PARTITION");
  }
  await waist.clock.until(producer.close());
});

test("acks 0 resolves without an offset; acks 1 is not idempotent", async () => {
  const waist = new FakeWaist();
  for (const acks of [0, 1] as const) {
    const producer = new Producer(waist, { acks, idempotent: false });
    const { offset } = await waist.clock.until(producer.send(record("a")));
    assert.equal(offset, acks === 0 ? -1 : 1);
    await waist.clock.until(producer.close());
  }
  assert.equal(waist.inits, 0);
  assert.equal(waist.calls[0]?.partitions[0]?.batch.producerId, -1);
});

test("a record larger than the broker takes ends in a RecordError, and what is behind it goes on", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, { batchMaxBytes: 1000 });
  await warm(waist, producer);
  waist.fault = ({ partitions }) => partitions[0]?.values[0]?.startsWith("LARGE") ? { code: 10 } : null;
  const sent = ["a", "LARGE", "b", "c"].map((value) => producer.send(record(value.padEnd(800))));
  const results = await waist.clock.until(Promise.allSettled(sent));
  assert.deepEqual(results.map(({ status }) => status), ["fulfilled", "rejected", "fulfilled", "fulfilled"]);
  const error = await failure(sent[1] as Promise<unknown>);
  assert.equal(error.code, "RECORD_TOO_LARGE");
  assert.equal(error.delivery, "none");
  assert.deepEqual(waist.log("t").values.map((value) => value.trim()), ["warm", "a", "b", "c"]);
  await waist.clock.until(producer.close());
});

test("refused records name those at fault (KIP-467)", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist);
  waist.fault = () => ({
    code: 87,
    edit: (response) => {
      const answer = response.responses[0]?.partitionResponses[0];
      answer?.recordErrors.push({ batchIndex: 1, batchIndexErrorMessage: "no key" });
    },
  });
  const sent = ["a", "b"].map((value) => producer.send(record(value)));
  const [first, second] = await waist.clock.until(Promise.all(sent.map(failure)));
  assert.equal(first?.retriable, true);
  assert.equal(second?.name, "RecordError");
  assert.match(second?.message ?? "", /no key/);
  await waist.clock.until(producer.close());
});
