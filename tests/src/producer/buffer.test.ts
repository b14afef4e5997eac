// Backpressure, enqueue, flush and close.
import assert from "node:assert/strict";
import { ConnectionError } from "../../../errors/connection_error.ts";
import { SendError } from "../../../errors/send_error.ts";
import { Producer } from "../../../src/producer/producer.ts";
import type { DeliveryOutcome, ProducerRecord } from "../../../src/producer/record.ts";
import { test } from "../../harness.ts";
import { FakeWaist } from "./fake_waist.ts";
import { failure } from "./producer_world.ts";

const record = (value: string, topic = "t") => ({ topic, partition: 0, value });
const kilo = (value: string) => record(value.padEnd(1000));
const trimmed = (waist: FakeWaist) => waist.log("t").values.map((value) => value.trim());
const refused = () => new ConnectionError("refused", { code: "CONNECTION_REFUSED", retriable: true });

test("send() waits for room, first come first served, and holds no more than the budget", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, { maxBufferedBytes: 5000 });
  const values = Array.from({ length: 50 }, (_, i) => `v${i}`);
  const sent = values.map((value) => producer.send(kilo(value)));
  let most = 0;
  const watch = () => {
    most = Math.max(most, producer.buffered);
    if (producer.buffered > 0) waist.clock.after(0.5, watch);
  };
  watch();
  await waist.clock.until(Promise.all(sent));
  assert.deepEqual(trimmed(waist), values);
  assert.ok(most <= 5000 && most > 3000, `${most}`);
  assert.equal(producer.buffered, 0);
  await waist.clock.until(producer.close());
});

test("a record larger than the whole budget goes alone", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, { maxBufferedBytes: 100 });
  await waist.clock.until(Promise.all(["a", "b"].map((value) => producer.send(kilo(value)))));
  assert.deepEqual(trimmed(waist), ["a", "b"]);
  await waist.clock.until(producer.close());
});

test("enqueue() gives false over the budget, ready() waits for room, and twice the budget throws BUFFER_FULL", async () => {
  const waist = new FakeWaist();
  const told: [ProducerRecord, DeliveryOutcome][] = [];
  const producer = new Producer(waist, {
    maxBufferedBytes: 3000,
    onDelivery: (of, outcome) => void told.push([of, outcome]),
  });
  assert.deepEqual(["a", "b"].map((value) => producer.enqueue(kilo(value))), [true, true]);
  await producer.ready();
  assert.deepEqual(["c", "d", "e"].map((value) => producer.enqueue(kilo(value))), [false, false, false]);
  assert.throws(() => producer.enqueue(kilo("f")), { name: "RecordError", code: "BUFFER_FULL", delivery: "none" });
  const late = await waist.clock.until(failure(producer.ready({ timeoutMs: 1 })));
  assert.equal(late.code, "SEND_TIMEOUT");
  await waist.clock.until(producer.ready());
  assert.equal(producer.enqueue(kilo("g")), true);
  await waist.clock.until(producer.flush());
  assert.deepEqual(trimmed(waist), ["a", "b", "c", "d", "e", "g"]);
  assert.deepEqual(told.map(([of, { metadata }]) => `${of.value}`.trim() + metadata?.offset), [
    "a0",
    "b1",
    "c2",
    "d3",
    "e4",
    "g5",
  ]);
  await waist.clock.until(producer.close());
});

test("an enqueued record does not overtake sends that wait for room", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, { maxBufferedBytes: 2500 });
  const sent = ["a", "b", "c", "d"].map((value) => producer.send(kilo(value)));
  producer.enqueue(kilo("e"));
  sent.push(producer.send(kilo("f")));
  await waist.clock.until(Promise.all(sent));
  assert.deepEqual(trimmed(waist), ["a", "b", "c", "d", "e", "f"]);
  await waist.clock.until(producer.close());
  assert.equal(producer.buffered, 0);
});

test("flush() rejects with counts and totals of enqueued records that failed, once; onDelivery that throws changes nothing", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, {
    deliveryTimeoutMs: 1000,
    onDelivery: () => {
      throw new Error("mine");
    },
  });
  waist.fault = () => ({ error: refused() });
  for (let i = 0; i < 150; i++) producer.enqueue(record("x"));
  const error = await waist.clock.until(failure(producer.flush()));
  assert.ok(error instanceof SendError);
  assert.equal(error.failedCount, 150);
  assert.equal(error.failed.length, 100);
  assert.match(error.message, /t: DELIVERY_TIMEOUT 150 times/);
  await waist.clock.until(producer.flush());
  const failed = waist.events.find(({ type }) => type === "delivery failed");
  assert.ok(failed?.type === "delivery failed" && failed.records === 150);
  waist.fault = () => null;
  producer.enqueue(record("y"));
  await waist.clock.until(producer.close());
  assert.deepEqual(trimmed(waist), ["y"]);
});

test("flush() waits for what came before it and not for what comes after", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, { lingerMs: 1000 });
  await waist.clock.until(producer.flush());
  void producer.send(record("a"));
  const flushed = producer.flush();
  await waist.clock.advance(5);
  await flushed;
  const later = producer.send(record("b"));
  await waist.clock.advance(5);
  assert.deepEqual(trimmed(waist), ["a"]);
  await waist.clock.until(later);
  await waist.clock.until(producer.close());
});

test("flush() ends at its limit or signal and gives nothing up", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist);
  waist.fault = () => ({ delayMs: 500 });
  const sent = producer.send(record("a"));
  assert.equal((await waist.clock.until(failure(producer.flush({ timeoutMs: 10 })))).code, "SEND_TIMEOUT");
  assert.equal((await failure(producer.flush({ signal: AbortSignal.abort() }))).code, "ABORTED");
  await waist.clock.until(sent);
  await waist.clock.until(producer.close());
});

test("close() sends what is buffered; later sends reject with a ClosedError", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, { lingerMs: 1000 });
  const sent = producer.send(record("a"));
  const closing = producer.close();
  assert.equal((await failure(producer.send(record("b")))).code, "CLOSED");
  assert.throws(() => producer.enqueue(record("c")), { name: "ClosedError" });
  await waist.clock.until(closing);
  await sent;
  await producer.close();
  assert.deepEqual(trimmed(waist), ["a"]);
  assert.equal(waist.clock.pending, 0);
});

test("close() with all brokers gone settles every promise within its limit and leaves no timer", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, { maxBufferedBytes: 3000 });
  await waist.clock.until(producer.send(record("warm")));
  waist.fault = () => ({ error: refused() });
  waist.metadataFault = refused;
  const sent = [
    ...["a", "b", "c", "d", "e"].map((value) => producer.send(kilo(value))),
    producer.send(record("f", "unknown")),
  ].map(failure);
  await waist.clock.advance(700);
  const began = waist.clock.now();
  await waist.clock.until(producer.close({ timeoutMs: 2000 }));
  assert.ok(waist.clock.now() - began <= 2001);
  for (const error of await Promise.all(sent)) {
    assert.equal(error.code, "CLOSED");
    assert.equal(error.delivery, "none");
  }
  assert.equal(waist.clock.pending, 0);
  assert.equal(producer.buffered, 0);
});

test("close() with a request out settles in time and says unknown", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist);
  await waist.clock.until(producer.send(record("warm")));
  waist.fault = () => ({ delayMs: 60_000 });
  const sent = failure(producer.send(record("a")));
  producer.enqueue(record("b"));
  const error = await waist.clock.until(failure(producer.close({ timeoutMs: 100 })));
  assert.equal(error.name, "SendError");
  assert.equal((await sent).delivery, "unknown");
  assert.ok(waist.clock.now() < 200);
  assert.equal(waist.clock.pending, 0);
});

test("records that wait for room or for a topic fail at their delivery timeout, with the cause", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, { maxBufferedBytes: 1500, deliveryTimeoutMs: 3000 });
  waist.metadataFault = refused;
  const sent = ["a", "b", "c"].map((value) => failure(producer.send(kilo(value))));
  const errors = await waist.clock.until(Promise.all(sent));
  assert.equal(waist.clock.now(), 3000);
  assert.deepEqual(errors.map(({ code }) => code), Array(3).fill("DELIVERY_TIMEOUT"));
  assert.match(errors[0]?.message ?? "", /its topic or partition.*refused/);
  assert.match(errors[2]?.message ?? "", /room in the buffer/);
  waist.metadataFault = () => null;
  await waist.clock.until(producer.send(record("d")));
  await waist.clock.until(producer.close());
  assert.equal(waist.clock.pending, 0);
});
