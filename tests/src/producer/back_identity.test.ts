// The identity of a producer: lost logs, fenced producers, ended epochs, sequences that wrap (KIP-98, KIP-360, KIP-467).
import assert from "node:assert/strict";
import { DataLossError } from "../../../errors/data_loss_error.ts";
import { FencedError } from "../../../errors/fenced_error.ts";
import { InitProducerId } from "../../../protocol/messages/init_producer_id.ts";
import { Produce } from "../../../protocol/messages/produce.ts";
import type { Batch } from "../../../src/producer/batch.ts";
import { PartitionSequence } from "../../../src/producer/partition_sequence.ts";
import { Producer } from "../../../src/producer/producer.ts";
import { test } from "../../harness.ts";
import {
  batchesOf,
  big,
  failure,
  numbered,
  ONE_EACH,
  producerWorld,
  record,
  valuesOf,
  watch,
} from "./producer_world.ts";
import { FakeWaist, type Fault, trimmed } from "./fake_waist.ts";

/** A producer whose broker has lost what was acknowledged from the second record on. */
async function lossy(onDataLoss: "fail" | "continue"): Promise<{ waist: FakeWaist; producer: Producer }> {
  const waist = new FakeWaist();
  const producer = new Producer(waist, { ...ONE_EACH, onDataLoss });
  for (const value of numbered(3)) await waist.clock.until(producer.send(record(value)));
  const log = waist.log("t");
  log.values.splice(1);
  for (const state of log.producers.values()) {
    state.last = 0;
    state.recent = [];
  }
  return { waist, producer };
}

test("onDataLoss fail ends the producer: what is buffered and what comes fails with the DataLossError", async () => {
  const { waist, producer } = await lossy("fail");
  const errors = await waist.clock.until(
    Promise.all(numbered(8, "w").map((value) => failure(producer.send(big(value))))),
  );
  for (const error of errors) {
    assert.ok(error instanceof DataLossError);
    assert.deepEqual([error.code, error.fatal], ["PRODUCER_STATE_LOST", true]);
  }
  assert.equal(errors[0]?.delivery, "none");
  assert.equal(errors.at(-1)?.delivery, "none");
  assert.deepEqual(trimmed(waist), ["v0"]);
  const later = await failure(producer.send(record("later")));
  assert.ok(later instanceof DataLossError && later.fatal && later.delivery === "none");
  assert.throws(() => producer.enqueue(record("later")), (error) => error instanceof DataLossError);
  assert.equal(waist.events.filter(({ type }) => type === "data loss").length, 1);
  await waist.clock.until(producer.close());
  assert.equal(producer.buffered, 0);
  assert.equal(waist.clock.pending, 0);
});

test("onDataLoss continue tells of the loss by an event alone", async () => {
  const { waist, producer } = await lossy("continue");
  await waist.clock.until(Promise.all(numbered(8, "w").map((value) => producer.send(big(value)))));
  assert.deepEqual(trimmed(waist), ["v0", ...numbered(8, "w")]);
  assert.equal(waist.events.filter(({ type }) => type === "data loss").length, 1);
  await waist.clock.until(producer.close());
});

test("onDataLoss fail: an acknowledgement in the place of other records is told, and is the last", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, { ...ONE_EACH, onDataLoss: "fail" });
  for (const value of numbered(3)) await waist.clock.until(producer.send(record(value)));
  waist.fault = () => ({
    edit: ({ responses }) => {
      const answer = responses[0]?.partitionResponses[0];
      if (answer !== undefined) answer.baseOffset = 1n;
    },
  });
  const sent = ["a", "b", "c"].map((value) => producer.send(big(value)));
  const [a, ...others] = await waist.clock.until(Promise.allSettled(sent));
  assert.equal(a?.status, "fulfilled");
  for (const other of others) {
    assert.ok(other.status === "rejected" && other.reason instanceof DataLossError);
    assert.equal(other.reason.code, "LOG_TRUNCATED");
    assert.equal(other.reason.delivery, "unknown", "they were in flight");
  }
  await waist.clock.until(producer.close());
  assert.equal(waist.clock.pending, 0);
});

test("a producer that is fenced ends with a fatal FencedError for every record", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, ONE_EACH);
  await waist.clock.until(producer.send(record("warm")));
  waist.fault = ({ partitions }) => partitions[0]?.values[0]?.startsWith("v1") === true ? { code: 90 } : null;
  const results = await waist.clock.until(Promise.allSettled(numbered(12).map((value) => producer.send(big(value)))));
  const reasons = results.flatMap((result) => result.status === "rejected" ? [result.reason] : []);
  assert.ok(reasons.length >= 10 && reasons.every((error) => error instanceof FencedError && error.fatal));
  assert.deepEqual(results.map(({ status }) => status)[0], "fulfilled");
  assert.ok(await failure(producer.send(record("later"))) instanceof FencedError);
  await waist.clock.until(producer.close());
  assert.equal(waist.clock.pending, 0);
});

test("INVALID_PRODUCER_EPOCH leads to another producer id, under which all goes on, and tells of no loss", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, ONE_EACH);
  await waist.clock.until(producer.send(record("warm")));
  for (const state of waist.log("t").producers.values()) state.epoch = 3;
  await waist.clock.until(Promise.all(numbered(6).map((value) => producer.send(big(value)))));
  assert.deepEqual(trimmed(waist), ["warm", ...numbered(6)]);
  assert.equal(waist.events.filter(({ type }) => type === "data loss").length, 0);
  assert.equal(waist.inits, 2);
  assert.equal(waist.calls.at(-1)?.partitions[0]?.batch.producerEpoch, 0);
  await waist.clock.until(producer.close());
});

for (const code of [47, 59]) {
  test(`error code ${code} for a batch that may be written fails it as unknown; others go on under a new identity`, async () => {
    const waist = new FakeWaist();
    const producer = new Producer(waist, ONE_EACH);
    await waist.clock.until(producer.send(record("warm")));
    const faults: Fault[] = [{ code: 7, write: true }, { code }];
    waist.fault = () => faults.shift() ?? null;
    const first = failure(producer.send(record("a")));
    const error = await waist.clock.until(first);
    assert.deepEqual([error.code, error.delivery], ["PRODUCER_STATE_LOST", "unknown"]);
    await waist.clock.until(producer.send(record("b")));
    assert.deepEqual(trimmed(waist), ["warm", "a", "b"]);
    assert.deepEqual(
      [waist.inits, waist.calls.at(-1)?.partitions[0]?.batch.producerEpoch],
      code === 47 ? [2, 0] : [1, 1],
    );
    await waist.clock.until(producer.close());
  });
}

for (const [first, epochs] of [[32_765, [32_765, 32_766, 0]], [32_766, [32_766, 0]], [32_767, [32_767, 0]]] as const) {
  test(`from producer epoch ${first} on lost sequences lead to the epochs ${epochs.join(", ")}, the last of a new id`, async (t) => {
    const on = await producerWorld(t, { topics: { t: 1 } });
    on.cluster.control(InitProducerId, () => ({
      answer: { throttleTimeMs: 0, errorCode: 0, producerId: 77n, producerEpoch: first },
    }));
    const seen = watch(on);
    for (let i = 1; i < epochs.length; i++) on.cluster.control(Produce, () => ({ errorCode: 45 }));
    await on.until(on.producer.send(record("a")));
    assert.deepEqual(seen.map(({ epoch }) => epoch), epochs);
    assert.deepEqual(seen.map(({ producerId }) => producerId === 77), epochs.map((_, i) => i < epochs.length - 1));
    await on.until(on.producer.send(record("b")));
    assert.deepEqual(await valuesOf(on), ["a", "b"]);
    assert.equal(on.events.filter(({ type }) => type === "data loss").length, 0);
  });
}

test("sequences wrap to 0 after 2^31 - 1, within a batch and between batches, and brokers see no gap", async (t) => {
  const on = await producerWorld(t, { topics: { t: 1 } }, ONE_EACH);
  const original = PartitionSequence.prototype.number;
  const begun = new WeakSet<PartitionSequence>();
  // As if the partition had sent almost as many records as there are sequences.
  PartitionSequence.prototype.number = function (batch: Batch): void {
    if (!begun.has(this)) original.call(this, Object.create(batch, { count: { value: 2 ** 31 - 6 } }));
    begun.add(this);
    original.call(this, batch);
  };
  try {
    const seen = watch(on);
    await on.until(on.producer.sendAll(["a", "b", "c"].map(record)));
    let cut = 0;
    on.cluster.control(Produce, async (_request, { proceed }) => {
      await proceed();
      return ++cut % 3 === 0 ? "close" : undefined;
    }, { keep: true });
    await on.until(on.producer.sendAll(["d", "e", "f", "g"].map(record)));
    const sent = numbered(12).map((value) => on.producer.send(big(value)));
    await on.until(Promise.all(sent));
    assert.deepEqual(seen.slice(0, 2).map(({ sequence }) => sequence), [2 ** 31 - 6, 2 ** 31 - 3]);
    assert.ok(seen.slice(2).every(({ sequence }) => sequence < 100));
    assert.ok(seen.every(({ epoch }) => epoch === 0));
    assert.deepEqual(await valuesOf(on), [..."abcdefg", ...numbered(12)]);
  } finally {
    PartitionSequence.prototype.number = original;
  }
});

test("records at fault are named, the others of their batch may be sent again, and no sequence is spent (KIP-467)", async (t) => {
  const on = await producerWorld(t, { topics: { t: { partitions: 1, configs: { "cleanup.policy": "compact" } } } });
  const keyed = (value: string) => ({ ...record(value), key: value });
  await on.until(on.producer.send(keyed("warm")));
  const sent = [on.producer.send(keyed("a")), on.producer.send(record("b")), on.producer.send(keyed("c"))];
  const [a, b, c] = await on.until(Promise.all(sent.map(failure)));
  assert.deepEqual([b?.name, b?.code, b?.delivery, b?.retriable], ["RecordError", "INVALID_RECORD", "none", false]);
  for (const other of [a, c]) {
    assert.deepEqual([other?.code, other?.delivery, other?.retriable], ["INVALID_RECORD", "none", true]);
    assert.match(`${other?.message}`, /fell with others/);
  }
  await on.until(on.producer.send(keyed("d")));
  assert.deepEqual((await batchesOf(on)).map(({ producerEpoch, baseSequence }) => [producerEpoch, baseSequence]), [
    [0, 0],
    [0, 1],
  ]);
});

test("a broker that forgot the producer takes it anew, and no loss is told", async (t) => {
  const on = await producerWorld(t, { topics: { t: 1 } }, ONE_EACH);
  await on.until(on.producer.send(record("a")));
  on.cluster.forgetProducers("t", 0);
  await on.until(Promise.all(numbered(6).map((value) => on.producer.send(big(value)))));
  assert.deepEqual(await valuesOf(on), ["a", ...numbered(6)]);
  assert.equal(on.events.filter(({ type }) => type === "data loss").length, 0);
});

test("UNKNOWN_PRODUCER_ID with a log that starts past the last acknowledgement is no loss, whatever onDataLoss says", async (t) => {
  const on = await producerWorld(t, { topics: { t: 1 } }, { onDataLoss: "fail" });
  for (const value of numbered(4)) await on.until(on.producer.send(record(value)));
  on.cluster.deleteRecords("t", 0, 4);
  on.cluster.control(Produce, () => ({
    answer: {
      responses: [{
        name: "t",
        partitionResponses: [{ index: 0, errorCode: 59, baseOffset: -1n, logStartOffset: 4n }],
      }],
    },
  }), { keep: false });
  assert.equal((await on.until(on.producer.send(record("a")))).offset, 4);
  assert.equal(on.events.filter(({ type }) => type === "data loss").length, 0);
});
