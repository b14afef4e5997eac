// Batches that a broker refuses as too large: they are split, and arrive whole, once, in order.
import assert from "node:assert/strict";
import { RecordError } from "../../../errors/record_error.ts";
import { Produce } from "../../../protocol/messages/produce.ts";
import { SeededRandom } from "../../../simulation/random.ts";
import { Producer } from "../../../src/producer/producer.ts";
import { test } from "../../harness.ts";
import { batchesOf, failure, numbered, producerWorld, record, valuesOf, watch } from "./producer_world.ts";
import { FakeWaist, trimmed } from "./fake_waist.ts";

const SMALL_TOPIC = { topics: { t: { partitions: 1, configs: { "max.message.bytes": 1000 } } } };

for (const idempotent of [true, false]) {
  test(`a batch above max.message.bytes is split until it fits, idempotent ${idempotent}`, async (t) => {
    const on = await producerWorld(t, SMALL_TOPIC, { idempotent });
    const values = numbered(100).map((value) => value.padEnd(90));
    const sent = await on.until(on.producer.sendAll(values.map(record)));
    assert.deepEqual(sent.map(({ offset }) => offset), values.map((_, i) => i));
    assert.deepEqual(await valuesOf(on), numbered(100));
    assert.ok(on.events.some(({ type }) => type === "batch split"));
    assert.equal(on.producer.buffered, 0);
  });
}

test("the halves of a batch keep its sequences, and what is behind it keeps its own", async (t) => {
  const on = await producerWorld(t, SMALL_TOPIC, { batchMaxBytes: 1500 });
  await on.until(on.producer.send(record("warm")));
  const seen = watch(on);
  const values = numbered(40).map((value) => value.padEnd(90));
  await on.until(on.producer.sendAll(values.map(record)));
  assert.deepEqual(await valuesOf(on), ["warm", ...numbered(40)]);
  assert.ok(seen.every(({ epoch }) => epoch === 0), "no epoch was spent");
  for (const batch of seen) {
    const first = Number(batch.values[0]?.slice(1));
    assert.equal(batch.sequence, first + 1, "each record has the same sequence in every attempt");
  }
});

test("after a split later batches are smaller, and no more are refused", async (t) => {
  const on = await producerWorld(t, SMALL_TOPIC);
  const round = async () => {
    await on.until(on.producer.sendAll(numbered(50).map((value) => record(value.padEnd(90)))));
  };
  await round();
  const seen = watch(on);
  await round();
  await round();
  assert.ok(seen.length > 0 && seen.every(({ bytes }) => bytes <= 1000), seen.map(({ bytes }) => bytes).join());
});

test("full batches that wait behind a refused one are split before they are sent", async (t) => {
  const on = await producerWorld(t, SMALL_TOPIC, { batchMaxBytes: 2000 });
  const seen = watch(on);
  const values = numbered(200).map((value) => value.padEnd(90));
  await on.until(on.producer.sendAll(values.map(record)));
  assert.deepEqual(await valuesOf(on), numbered(200));
  const refused = seen.filter(({ bytes }) => bytes > 1000).length;
  assert.ok(refused >= 1 && refused <= 2, `${refused} were refused`);
});

test("a single record above max.message.bytes fails with a RecordError that names its size; others go on", async (t) => {
  const on = await producerWorld(t, SMALL_TOPIC);
  const good = ["a", "b"].map((value) => on.producer.send(record(value)));
  const bad = failure(on.producer.send(record("x".repeat(2000))));
  good.push(on.producer.send(record("c")));
  const error = await on.until(bad);
  assert.ok(error instanceof RecordError);
  assert.equal(error.code, "RECORD_TOO_LARGE");
  assert.equal(error.delivery, "none");
  assert.deepEqual([error.topic, error.partition, error.field], ["t", 0, "value"]);
  assert.match(error.message, /a record that takes 20\d\d bytes.*max\.message\.bytes/);
  await on.until(Promise.all(good));
  assert.deepEqual(await valuesOf(on), ["a", "b", "c"]);
  await on.until(on.producer.send(record("d")));
  assert.deepEqual(await valuesOf(on), ["a", "b", "c", "d"]);
});

for (const code of [10, 18]) {
  test(`error code ${code} at any place of a pipeline splits a batch, and order is kept`, async () => {
    for (let place = 0; place < 5; place++) {
      const waist = new FakeWaist();
      const producer = new Producer(waist, { batchMaxBytes: 1000 });
      await waist.clock.until(producer.send(record("warm")));
      let left = place;
      waist.fault = ({ partitions }) =>
        (partitions[0]?.values.length ?? 0) > 1 && left-- === 0 ? { code, delayMs: 5 } : null;
      const values = numbered(30).map((value) => value.padEnd(150));
      const sent = await waist.clock.until(Promise.all(values.map((value) => producer.send(record(value)))));
      assert.deepEqual(trimmed(waist), ["warm", ...numbered(30)], `place ${place}`);
      assert.deepEqual(sent.map(({ offset }) => offset), values.map((_, i) => i + 1));
      await waist.clock.until(producer.close());
      assert.equal(waist.clock.pending, 0);
    }
  });
}

test("a batch that may be written by an earlier attempt is not split: it fails, and says unknown", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist);
  await waist.clock.until(producer.send(record("warm")));
  const faults = [{ code: 7, write: true }, { code: 10 }];
  waist.fault = () => faults.shift() ?? null;
  const errors = await waist.clock.until(Promise.all(["a", "b"].map((value) => failure(producer.send(record(value))))));
  assert.deepEqual(errors.map(({ code, delivery }) => [code, delivery]), [
    ["RECORD_TOO_LARGE", "unknown"],
    ["RECORD_TOO_LARGE", "unknown"],
  ]);
  await waist.clock.until(producer.send(record("c")));
  assert.deepEqual(waist.log("t").values, ["warm", "a", "b", "c"]);
  await waist.clock.until(producer.close());
});

test("splits with lost answers, retries and random sizes lose, double and reorder nothing", async (t) => {
  const on = await producerWorld(t, SMALL_TOPIC, { batchMaxBytes: 3000 });
  const random = new SeededRandom(5);
  on.cluster.control(Produce, async (_request, { proceed }) => {
    if (random.int(4) === 0) return { errorCode: 19 };
    if (random.int(6) !== 0) return undefined;
    await proceed();
    return "close";
  }, { keep: true });
  const sent: Promise<unknown>[] = [];
  for (const value of numbered(300)) {
    sent.push(on.producer.send(record(value.padEnd(random.int(250)))));
    if (random.int(20) === 0) await on.clock.advance(random.int(30));
  }
  await on.until(Promise.all(sent));
  assert.deepEqual(await valuesOf(on), numbered(300));
});

test("flush waits for both halves of a split batch", async (t) => {
  const on = await producerWorld(t, SMALL_TOPIC);
  for (const value of numbered(40)) on.producer.enqueue(record(value.padEnd(90)));
  await on.until(on.producer.flush());
  assert.deepEqual(await valuesOf(on), numbered(40));
  assert.equal(on.producer.buffered, 0);
});

test("compressed batches are split by what the broker counts", async (t) => {
  const on = await producerWorld(t, SMALL_TOPIC, { compression: "gzip" });
  const random = new SeededRandom(3);
  const noise = () => Array.from({ length: 120 }, () => String.fromCharCode(33 + random.int(90))).join("");
  const values = Array.from({ length: 40 }, noise);
  await on.until(on.producer.sendAll(values.map(record)));
  assert.deepEqual(await valuesOf(on), values);
  assert.ok((await batchesOf(on)).every(({ sizeInBytes }) => sizeInBytes <= 1000));
  await on.until(on.producer.send({ ...record("z".repeat(5000)) }));
  assert.equal((await batchesOf(on)).at(-1)?.codec, 1);
});
