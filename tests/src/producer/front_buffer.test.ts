// Limits of the buffer: records beside bytes, waiting or failing when it is full, flushing by hand.
import assert from "node:assert/strict";
import { SendError } from "../../../errors/send_error.ts";
import { Producer } from "../../../src/producer/producer.ts";
import type { ProducerOptions } from "../../../src/producer/options.ts";
import { test } from "../../harness.ts";
import { FakeWaist } from "./fake_waist.ts";
import { failure, record } from "./producer_world.ts";

function setUp(options: ProducerOptions) {
  const waist = new FakeWaist();
  const producer = new Producer(waist, options);
  return {
    waist,
    producer,
    values: () => waist.log("t").values,
    end: async () => {
      await waist.clock.until(producer.close().catch(() => {}));
      assert.deepEqual([producer.buffered, producer.bufferedRecords], [0, 0]);
      assert.equal(waist.clock.pending, 0);
    },
  };
}

test("send() waits while maxBufferedRecords are buffered, first come first served", async () => {
  const { waist, producer, values, end } = setUp({ maxBufferedRecords: 3 });
  const all = Array.from({ length: 20 }, (_, i) => `${i}`);
  let most = 0;
  const sent = all.map((value) => {
    const promise = producer.send(record(value));
    most = Math.max(most, producer.bufferedRecords);
    return promise;
  });
  await waist.clock.until(Promise.all(sent));
  assert.equal(most, 3);
  assert.deepEqual(values(), all);
  assert.ok(waist.calls.every(({ partitions }) => partitions.every((one) => one.values.length <= 3)));
  await end();
});

test("enqueue() gives false past maxBufferedRecords, throws at twice that, and ready() waits", async () => {
  const { waist, producer, values, end } = setUp({ maxBufferedRecords: 2 });
  assert.deepEqual(["a", "b", "c", "d"].map((value) => producer.enqueue(record(value))), [true, true, false, false]);
  assert.equal(producer.bufferedRecords, 4);
  assert.throws(() => producer.enqueue(record("e")), { code: "BUFFER_FULL", limit: 2, message: /maxBufferedRecords/ });
  await waist.clock.until(producer.ready());
  assert.equal(producer.enqueue(record("e")), true);
  await waist.clock.until(producer.flush());
  assert.deepEqual(values(), ["a", "b", "c", "d", "e"]);
  await end();
});

test("enqueued records behind waiting sends count in bufferedRecords", async () => {
  const { waist, producer, values, end } = setUp({ maxBufferedRecords: 1 });
  const sent = ["a", "b"].map((value) => producer.send(record(value)));
  producer.enqueue(record("c"));
  assert.equal(producer.bufferedRecords, 2);
  await waist.clock.until(Promise.all(sent));
  await waist.clock.until(producer.flush());
  assert.deepEqual(values(), ["a", "b", "c"]);
  await end();
});

test("records that are taken back by their signal give their room back", async () => {
  const { waist, producer, end } = setUp({ maxBufferedRecords: 2, lingerMs: 50 });
  const stop = new AbortController();
  const sent = failure(producer.send(record("a"), { signal: stop.signal }));
  const kept = producer.send(record("b"));
  stop.abort();
  assert.equal((await sent).code, "ABORTED");
  await waist.clock.until(kept);
  assert.equal(producer.bufferedRecords, 0);
  await end();
});

test('whenFull "fail": send and sendAll fail at once with BUFFER_FULL, which is retriable and not written', async () => {
  const { waist, producer, values, end } = setUp({ maxBufferedRecords: 2, whenFull: "fail" });
  const first = producer.sendAll([record("a"), record("b"), record("c")]);
  const error = await failure(producer.send(record("d")));
  assert.deepEqual([error.name, error.code, error.retriable, error.delivery], [
    "RecordError",
    "BUFFER_FULL",
    true,
    "none",
  ]);
  const part = await waist.clock.until(failure(first));
  assert.ok(part instanceof SendError);
  assert.deepEqual(part.failed.map((one) => [one.index, one.error.code]), [[2, "BUFFER_FULL"]]);
  await waist.clock.until(producer.send(record("e")));
  assert.deepEqual(values(), ["a", "b", "e"]);
  await end();
});

test("manualFlush: nothing is sent before flush(), full batches neither, and then all of it", async () => {
  const { waist, producer, values, end } = setUp({ manualFlush: true, batchMaxBytes: 600 });
  const sent = ["a", "b", "c", "d", "e"].map((value) => producer.send(record(value.padEnd(200))));
  await waist.clock.advance(60_000);
  assert.equal(waist.calls.length, 0);
  await waist.clock.until(producer.flush());
  await waist.clock.until(Promise.all(sent));
  assert.deepEqual(values().map((value) => value.trim()), ["a", "b", "c", "d", "e"]);
  const later = producer.send(record("f"));
  await waist.clock.advance(1000);
  assert.equal(producer.bufferedRecords, 1);
  await waist.clock.until(producer.flush());
  await waist.clock.until(later);
  await end();
});

test("manualFlush: a flush sends what was parked, also when the topic is known only then", async () => {
  const { waist, producer, values, end } = setUp({ manualFlush: true });
  waist.latencyMs = 100;
  const sent = producer.send(record("a"));
  const flushed = producer.flush();
  await waist.clock.advance(50);
  producer.enqueue(record("b"));
  await waist.clock.until(flushed);
  await waist.clock.until(sent);
  assert.equal(values()[0], "a");
  await waist.clock.until(producer.flush());
  assert.deepEqual(values(), ["a", "b"]);
  await end();
});

test("manualFlush: a full buffer fails send and ready(), and a flush makes room", async () => {
  const { waist, producer, values, end } = setUp({ manualFlush: true, maxBufferedRecords: 2 });
  const sent = ["a", "b"].map((value) => producer.send(record(value)));
  assert.equal((await failure(producer.send(record("c")))).code, "BUFFER_FULL");
  const never = await failure(producer.ready());
  assert.deepEqual([never.code, /flush\(\)/.test(never.message)], ["BUFFER_FULL", true]);
  const flushed = producer.flush();
  await waist.clock.until(producer.ready());
  await waist.clock.until(flushed);
  await waist.clock.until(Promise.all(sent));
  assert.deepEqual(["d", "e", "f"].map((value) => producer.enqueue(record(value))), [true, true, false]);
  assert.equal((await failure(producer.ready())).code, "BUFFER_FULL");
  await waist.clock.until(producer.flush());
  assert.deepEqual(values(), ["a", "b", "d", "e", "f"]);
  await end();
});

test("manualFlush: close() sends what is buffered", async () => {
  const { waist, producer, values } = setUp({ manualFlush: true });
  const sent = producer.send(record("a"));
  await waist.clock.until(producer.close());
  await sent;
  assert.deepEqual(values(), ["a"]);
});

test("manualFlush: a record that is never flushed fails at its deliveryTimeoutMs", async () => {
  const { waist, producer, end } = setUp({ manualFlush: true, deliveryTimeoutMs: 5000 });
  const error = await waist.clock.until(failure(producer.send(record("a"))));
  assert.deepEqual([error.code, error.delivery, waist.clock.now() >= 5000], ["DELIVERY_TIMEOUT", "none", true]);
  await end();
});

test("one object that is filled anew for each record is sent as it was at each call, also while records wait", async () => {
  const { waist, producer, values, end } = setUp({ maxBufferedRecords: 2 });
  const reused = { topic: "t", partition: 0, value: "", timestamp: 5 };
  const sent = ["a", "b", "c", "d", "e"].map((value) => {
    reused.value = value;
    return producer.send(reused);
  });
  await waist.clock.until(Promise.all(sent));
  assert.deepEqual(values(), ["a", "b", "c", "d", "e"]);
  await end();
});
