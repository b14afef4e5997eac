// recordRetries and acksTimeoutMs: how often and how long a batch is tried.
import assert from "node:assert/strict";
import { Produce } from "../../../protocol/messages/produce.ts";
import { Producer } from "../../../src/producer/producer.ts";
import { test } from "../../harness.ts";
import { big, failure, numbered, ONE_EACH, producerWorld, record, valuesOf, watch } from "./producer_world.ts";
import { FakeWaist, type Fault, trimmed } from "./fake_waist.ts";

for (const recordRetries of [0, 1, 3]) {
  test(`with recordRetries ${recordRetries} a batch that is known to be unwritten fails after so many more attempts`, async (t) => {
    const on = await producerWorld(t, { topics: { t: 1 } }, { recordRetries });
    await on.until(on.producer.send(record("warm")));
    let attempts = 0;
    const free = on.cluster.control(Produce, () => {
      attempts++;
      return { errorCode: 19 };
    }, { keep: true });
    const error = await on.until(failure(on.producer.send(record("a"))));
    assert.equal(attempts, recordRetries + 1);
    assert.deepEqual([error.code, error.delivery, error.topic, error.partition], ["RETRIES_EXHAUSTED", "none", "t", 0]);
    assert.equal((error.cause as { code: string }).code, "NOT_ENOUGH_REPLICAS");
    free();
    await on.until(on.producer.send(record("b")));
    assert.deepEqual(await valuesOf(on), ["warm", "b"]);
  });
}

test("with idempotence a batch that may be written is not failed by recordRetries", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, { recordRetries: 0 });
  await waist.clock.until(producer.send(record("warm")));
  const faults: Fault[] = [{ code: 7, write: true }, { code: 7 }, { code: 19 }, { code: 7 }];
  waist.fault = () => faults.shift() ?? null;
  await waist.clock.until(producer.send(record("a")));
  assert.equal(waist.calls.length, 6);
  assert.deepEqual(trimmed(waist), ["warm", "a"]);
  await waist.clock.until(producer.close());
});

test("without idempotence recordRetries also counts for a batch that may be written, which then says unknown", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, { recordRetries: 1, idempotent: false });
  await waist.clock.until(producer.send(record("warm")));
  waist.fault = () => ({ code: 7 });
  const error = await waist.clock.until(failure(producer.send(record("a"))));
  assert.deepEqual([error.code, error.delivery, waist.calls.length], ["RETRIES_EXHAUSTED", "unknown", 3]);
  await waist.clock.until(producer.close());
});

test("batches behind one that ran out of retries do not fail with it, and keep their order under one new epoch", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, { ...ONE_EACH, recordRetries: 0 });
  await waist.clock.until(producer.send(record("warm")));
  waist.fault = ({ partitions }) => partitions[0]?.values[0]?.startsWith("v1") === true ? { code: 19 } : null;
  const results = await waist.clock.until(
    Promise.allSettled(numbered(8).map((value) => producer.send(big(value)))),
  );
  assert.deepEqual(results.map(({ status }) => status === "fulfilled"), numbered(8).map((value) => value !== "v1"));
  assert.deepEqual(trimmed(waist), ["warm", ...numbered(8).filter((value) => value !== "v1")]);
  assert.ok(waist.calls.every(({ partitions }) => (partitions[0]?.batch.producerEpoch ?? 9) <= 1));
  await waist.clock.until(producer.close());
});

for (const [acksTimeoutMs, asked] of [[undefined, 15_000], [2000, 2000], [60_000, 15_000]] as const) {
  test(`acksTimeoutMs ${acksTimeoutMs} asks brokers to wait ${asked} ms for their replicas`, async (t) => {
    const on = await producerWorld(t, { topics: { t: 1 } }, { acksTimeoutMs });
    const seen = watch(on);
    await on.until(on.producer.send(record("a")));
    assert.equal(seen[0]?.timeoutMs, asked);
  });
}
