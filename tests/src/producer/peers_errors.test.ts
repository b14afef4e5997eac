// Bugs of other clients around errors and the end: errors that hide what to do, a close that hangs.
import assert from "node:assert/strict";
import { KafkaError } from "../../../errors/kafka_error.ts";
import { SendError } from "../../../errors/send_error.ts";
import { Produce } from "../../../protocol/messages/produce.ts";
import type { ProducerOptions } from "../../../src/producer/options.ts";
import type { Producer } from "../../../src/producer/producer.ts";
import type { ProducerRecord } from "../../../src/producer/record.ts";
import { test } from "../../harness.ts";
import { notedWorld } from "./producer_world.ts";

/** One way for a send to fail. */
interface Failure {
  readonly name: string;
  readonly code: string;
  readonly delivery: "none" | "unknown";
  readonly retriable: boolean;
  /** What the message tells to do, or names. */
  readonly remedy: RegExp;
  readonly cause?: boolean;
  readonly options?: ProducerOptions;
  /** Error code of every Produce answer, or a hook's word. */
  readonly answer?: number | "drop" | "close";
  readonly record?: Partial<ProducerRecord>;
  readonly place?: "topic" | "partition";
  readonly send?: (producer: Producer, record: ProducerRecord) => Promise<unknown>;
}

const FAILURES: readonly Failure[] = [
  {
    name: "a value of a wrong type",
    code: "INVALID_RECORD",
    delivery: "none",
    retriable: false,
    remedy: /value must be a string, a Uint8Array or null/,
    record: { value: 7 as unknown as string },
  },
  {
    name: "a record above batchMaxBytes",
    code: "RECORD_TOO_LARGE",
    delivery: "none",
    retriable: false,
    remedy: /raise batchMaxBytes/,
    options: { batchMaxBytes: 1000 },
    record: { value: "v".repeat(2000) },
    place: "topic",
  },
  {
    name: "a partition that does not exist",
    code: "UNKNOWN_PARTITION",
    delivery: "none",
    retriable: false,
    remedy: /has 1 partition/,
    record: { partition: 9 },
    place: "partition",
  },
  {
    name: "a topic that does not exist",
    code: "UNKNOWN_TOPIC_OR_PARTITION",
    delivery: "none",
    retriable: true,
    remedy: /Create it, or let the producer do so/,
    record: { topic: "nowhere" },
    place: "topic",
  },
  {
    name: "a partitioner that throws",
    code: "UNKNOWN_PARTITION",
    delivery: "none",
    retriable: false,
    remedy: /partitioner/,
    cause: true,
    options: {
      partitioner: () => {
        throw new Error("of mine");
      },
    },
    place: "topic",
  },
  {
    name: "a topic that may not be written",
    code: "TOPIC_AUTHORIZATION_FAILED",
    delivery: "none",
    retriable: false,
    remedy: /t/,
    answer: 29,
    place: "partition",
  },
  {
    name: "a policy of the broker",
    code: "POLICY_VIOLATION",
    delivery: "none",
    retriable: false,
    remedy: /polic/i,
    answer: 44,
    place: "partition",
  },
  {
    name: "a batch above max.message.bytes",
    code: "RECORD_TOO_LARGE",
    delivery: "none",
    retriable: false,
    remedy: /max\.message\.bytes/,
    cause: true,
    answer: 10,
    place: "partition",
  },
  {
    name: "replicas that stay out of sync",
    code: "DELIVERY_TIMEOUT",
    delivery: "none",
    retriable: true,
    remedy: /deliveryTimeoutMs .*NOT_ENOUGH_REPLICAS/s,
    cause: true,
    options: { deliveryTimeoutMs: 3000 },
    answer: 19,
    place: "partition",
  },
  {
    name: "answers that never come",
    code: "DELIVERY_TIMEOUT",
    delivery: "unknown",
    retriable: true,
    remedy: /may still be written/,
    options: { deliveryTimeoutMs: 3000 },
    answer: "drop",
    place: "partition",
  },
  {
    name: "connections that break each time",
    code: "DELIVERY_TIMEOUT",
    delivery: "unknown",
    retriable: true,
    remedy: /last failure was: .*broker/s,
    cause: true,
    options: { deliveryTimeoutMs: 3000 },
    answer: "close",
    place: "partition",
  },
  {
    name: "the send's own time limit",
    code: "SEND_TIMEOUT",
    delivery: "unknown",
    retriable: true,
    remedy: /timeoutMs of 500 ms; it may still be written/,
    answer: "drop",
    send: (producer, record) => producer.send(record, { timeoutMs: 500 }),
  },
  {
    name: "a signal that had aborted",
    code: "ABORTED",
    delivery: "none",
    retriable: false,
    remedy: /signal; it was not written/,
    cause: true,
    send: (producer, record) => producer.send(record, { signal: AbortSignal.abort(new Error("of mine")) }),
  },
  {
    name: "a producer that is closed",
    code: "CLOSED",
    delivery: "none",
    retriable: false,
    remedy: /make a new one with kafka\.producer\(\)/,
    send: (producer, record) => producer.close().then(() => producer.send(record)),
  },
];

for (const failure of FAILURES) {
  const { name, code, delivery, retriable, remedy, answer, options, place } = failure;
  test(`the error for ${name} has ${code}, what it means for the record, and what to do (kafkajs #1299)`, async (t) => {
    const on = await notedWorld(t, { topics: { t: 1 } }, { requestTimeoutMs: 10_000 });
    const producer = on.kafka.producer({ unknownTopicTimeoutMs: 1000, closeTimeoutMs: 1000, ...options });
    if (answer !== undefined) {
      on.cluster.control(Produce, () => typeof answer === "number" ? { errorCode: answer } : answer, { keep: true });
    }
    const record: ProducerRecord = { topic: "t", value: "v", ...failure.record };
    const send = failure.send ?? ((one: Producer, value: ProducerRecord) => one.send(value));
    const error: unknown = await on.until(send(producer, record).then(() => null, (thrown) => thrown));
    assert.ok(error instanceof KafkaError, String(error));
    const { fatal, message } = error;
    assert.deepEqual({ code: error.code, delivery: error.delivery, retriable: error.retriable, fatal }, {
      code,
      delivery,
      retriable,
      fatal: false,
    }, message);
    assert.match(message, remedy);
    if (place !== undefined) assert.equal(error.topic, record.topic);
    if (place === "partition") assert.equal(error.partition, record.partition ?? 0);
    if (failure.cause === true) assert.ok(error.cause instanceof Error, "it has a cause");
    await on.until(producer.close({ timeoutMs: 100 }).catch(() => {}));
  });
}

test("a producer goes on after every error of one record: nothing has to be made anew (kafkajs #1271)", async (t) => {
  const on = await notedWorld(t, { topics: { t: 1 } });
  const producer = on.kafka.producer({ deliveryTimeoutMs: 2000, unknownTopicTimeoutMs: 500, batchMaxBytes: 5000 });
  const bad: readonly (number | Partial<ProducerRecord>)[] = [
    ...[10, 29, 44, 87],
    ...[{ value: "v".repeat(9000) }, { partition: 7 }, { topic: "nowhere" }],
  ];
  for (const [n, one] of bad.entries()) {
    if (typeof one === "number") on.cluster.control(Produce, () => ({ errorCode: one }));
    const record = { topic: "t", value: "bad", ...(typeof one === "number" ? {} : one) };
    await assert.rejects(on.until(producer.send(record)), (error) => error instanceof KafkaError && !error.fatal);
    assert.equal((await on.until(producer.send({ topic: "t", value: "good" }))).offset, n);
  }
});

test("close() called in a delivery handler ends, and what was given before is told (kafkajs #967)", async (t) => {
  const on = await notedWorld(t, { topics: { t: 1 } });
  const told: string[] = [];
  let closing: Promise<void> | null = null;
  const producer = on.kafka.producer({
    onDelivery: ({ value }, { error }) => {
      told.push(`${value} ${error === undefined ? "written" : error.code}`);
      closing ??= producer.close();
    },
  });
  for (const value of ["0", "1", "2"]) producer.enqueue({ topic: "t", value });
  await on.until(producer.flush());
  assert.ok(closing !== null);
  await on.until(closing as Promise<void>);
  assert.deepEqual(told, ["0 written", "1 written", "2 written"]);
});

test("close() awaited after each other, at once, in a handler or while a flush runs is one close (kafkajs #692)", async (t) => {
  const on = await notedWorld(t, { topics: { t: 1 } });
  const producer = on.kafka.producer();
  const sent = producer.send({ topic: "t", value: "0" }).then(() => producer.close());
  const ends = [producer.flush(), producer.close(), producer.close(), sent];
  await on.until(Promise.all(ends));
  await on.until(producer.close());
  assert.equal(on.cluster.partition("t", 0).endOffset, 1);
});

test("close() ends in time when no broker answers, and every promise is settled (kafkajs #571)", async (t) => {
  const on = await notedWorld(t, { brokers: 2, topics: { t: 2 } });
  const producer = on.kafka.producer();
  await on.until(producer.send({ topic: "t", value: "0" }));
  for (const nodeId of on.cluster.nodeIds) on.cluster.pauseBroker(nodeId);
  const sent = [0, 1].map((partition) => producer.send({ topic: "t", partition, value: "1" }).catch((error) => error));
  producer.enqueue({ topic: "t", value: "2" });
  const began = on.clock.now();
  const error = await on.until(producer.close({ timeoutMs: 2000 }).then(() => null, (thrown) => thrown));
  assert.ok(on.clock.now() - began < 2500, `${on.clock.now() - began} ms`);
  assert.ok(error instanceof SendError && error.failedCount === 1);
  for (const one of await on.until(Promise.all(sent))) assert.equal(one.code, "CLOSED");
  for (const nodeId of on.cluster.nodeIds) on.cluster.resumeBroker(nodeId);
});
