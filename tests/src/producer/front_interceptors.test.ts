// Interceptors (KIP-42): what they see, change and hear, and that they cannot break the producer.
import assert from "node:assert/strict";
import type { ProducerInterceptor } from "../../../src/producer/interceptors.ts";
import { Producer } from "../../../src/producer/producer.ts";
import type { ProducerOptions } from "../../../src/producer/options.ts";
import { test } from "../../harness.ts";
import { FakeWaist } from "./fake_waist.ts";
import { failure, record } from "./producer_world.ts";

/** A producer with an interceptor that writes down what it hears, after those given. */
function setUp(interceptors: readonly ProducerInterceptor[] = [], options: ProducerOptions = {}) {
  const waist = new FakeWaist();
  const told: string[] = [];
  const listener: ProducerInterceptor = {
    onDelivered: ({ value }, { metadata, error }) => void told.push(`${value}:${metadata?.offset ?? error?.code}`),
  };
  const producer = new Producer(waist, { ...options, interceptors: [...interceptors, listener] });
  return { waist, producer, told, end: () => waist.clock.until(producer.close().catch(() => {})) };
}

test("onSend may return another record, in the order of the list, and undefined keeps it", async () => {
  const add = (text: string): ProducerInterceptor => ({
    onSend: (given) => ({ ...given, value: `${given.value}${text}` }),
  });
  const { waist, producer, told, end } = setUp([add("1"), { onSend: () => undefined }, add("2")]);
  await waist.clock.until(producer.send(record("a")));
  await waist.clock.until(producer.sendAll([record("b"), record("c")]));
  producer.enqueue(record("d"));
  await waist.clock.until(producer.flush());
  assert.deepEqual(waist.log("t").values, ["a12", "b12", "c12", "d12"]);
  assert.deepEqual(told, ["a12:0", "b12:1", "c12:2", "d12:3"]);
  await end();
});

test("a record from onSend is checked as any other", async () => {
  const { waist, producer, told, end } = setUp([{ onSend: ({ value }) => ({ topic: "a b", value }) }]);
  const error = await waist.clock.until(failure(producer.send(record("a"))));
  assert.deepEqual([error.code, (error as { field?: string }).field], ["INVALID_RECORD", "topic"]);
  assert.throws(() => producer.enqueue(record("b")), { code: "INVALID_RECORD" });
  assert.deepEqual(told, ["a:INVALID_RECORD", "b:INVALID_RECORD"]);
  await end();
});

test("an interceptor that throws becomes an error event, and the record goes on unchanged", async () => {
  const { waist, producer, told, end } = setUp([{
    onSend: () => {
      throw new Error("broken in onSend");
    },
    onDelivered: () => {
      throw new Error("broken in onDelivered");
    },
  }]);
  await waist.clock.until(producer.send(record("a")));
  assert.deepEqual(waist.log("t").values, ["a"]);
  assert.deepEqual(told, ["a:0"]);
  const errors = waist.events.flatMap((event) => event.type === "error" ? [event.error.message] : []);
  assert.deepEqual(errors.map((text) => /broken in \w+/.exec(text)?.[0]), [
    "broken in onSend",
    "broken in onDelivered",
  ]);
  await end();
});

test("an interceptor may throw what cannot be made a string", async () => {
  const { waist, producer, told, end } = setUp([{
    onSend: () => {
      throw Object.create(null);
    },
  }]);
  await waist.clock.until(producer.send(record("a")));
  assert.deepEqual(told, ["a:0"]);
  const errors = waist.events.flatMap((event) => event.type === "error" ? [event.error.message] : []);
  assert.deepEqual(errors, ["onSend of an interceptor threw: an object"]);
  await end();
});

test("onDelivered hears of every end once: refused, late in line, withdrawn, failed, closed", async () => {
  const { waist, producer, told, end } = setUp([], { maxBufferedRecords: 1, deliveryTimeoutMs: 5000 });
  waist.fault = () => ({ delayMs: 20_000 });
  const ends = [
    failure(producer.send({ topic: "t", value: 7 as unknown as string })),
    failure(producer.send(record("stuck"))),
    failure(producer.send(record("in line"))),
    failure(producer.send(record("limited"), { timeoutMs: 10 })),
  ];
  await waist.clock.until(Promise.all(ends));
  await end();
  await failure(producer.send(record("closed")));
  assert.deepEqual(told.sort(), [
    "7:INVALID_RECORD",
    "closed:CLOSED",
    "in line:DELIVERY_TIMEOUT",
    "limited:SEND_TIMEOUT",
    "stuck:DELIVERY_TIMEOUT",
  ]);
});

test("onDelivered hears of a record that its signal took back from its batch, and of the others", async () => {
  const { waist, producer, told, end } = setUp([], { lingerMs: 100 });
  await waist.clock.until(producer.send(record("warm")));
  const stop = new AbortController();
  const kept = producer.send(record("kept"));
  const gone = failure(producer.send(record("gone"), { signal: stop.signal }));
  stop.abort();
  await gone;
  assert.deepEqual(told, ["warm:0", "gone:ABORTED"]);
  await waist.clock.until(kept);
  assert.deepEqual(told, ["warm:0", "gone:ABORTED", "kept:1"]);
  assert.deepEqual(waist.log("t").values, ["warm", "kept"]);
  await end();
});

test("interceptors that are none are a ConfigError", () => {
  for (const bad of [{}, [null], [{ onSend: 1 }], "x"]) {
    assert.throws(() => new Producer(new FakeWaist(), { interceptors: bad as unknown as ProducerInterceptor[] }), {
      name: "ConfigError",
      message: /interceptors/,
    });
  }
});
