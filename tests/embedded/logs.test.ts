// The logs of the embedded broker: transactions and their markers, producer state, DeleteRecords, retention, compaction,
// and what Produce finds in records.
import assert from "node:assert/strict";
import { DeleteRecords } from "../../protocol/messages/delete_records.ts";
import { DescribeProducers } from "../../protocol/messages/describe_producers.ts";
import { Fetch } from "../../protocol/messages/fetch.ts";
import { ListOffsets } from "../../protocol/messages/list_offsets.ts";
import { Produce } from "../../protocol/messages/produce.ts";
import { BATCH_FIELDS } from "../../protocol/records/batch_header.ts";
import { readRecordBatches } from "../../protocol/records/batch_reader.ts";
import type { SealOptions } from "../../protocol/records/batch_writer.ts";
import { CodecTable } from "../../protocol/records/codecs.ts";
import { writeMarkerBatch } from "../../protocol/records/control_records.ts";
import { crc32c } from "../../protocol/wire/crc32c.ts";
import { Log } from "../../embedded/log.ts";
import { compactLog } from "../../embedded/log_compaction.ts";
import type { EmbeddedKafkaOptions } from "../../embedded/mod.ts";
import type { CodecName } from "../../transports/platform.ts";
import { test, type TestContext } from "../harness.ts";
import { batch, type World, world } from "./raw_client.ts";

const codecs = new CodecTable({});
const tools = { crc: crc32c, codecs, maxDecompressedBytes: 1_000_000 };
const append = { leaderEpoch: 0, now: 0, logAppendTime: false, crc: crc32c };
const PART = ["orders", 0] as const;

type Records = Parameters<typeof batch>[0];

function orders(t: TestContext, options: EmbeddedKafkaOptions & { configs?: Record<string, string | number> } = {}) {
  const { configs = {}, ...rest } = options;
  return world(t, { topics: { orders: { configs } }, ...rest });
}

async function send({ call }: World, records: Uint8Array, { node = 1, version = 9, acks = -1 } = {}) {
  const topicData = [{ name: "orders", partitionData: [{ index: 0, records }] }];
  const { responses } = await call(Produce, { acks, timeoutMs: 1000, topicData }, { version, node });
  return responses[0].partitionResponses[0];
}

/** Keys and values of all records of orders-0, by offset, and the batches that they are in. */
async function records({ call, until }: World) {
  const all: [number, string | null, string | null][] = [];
  const batches = [];
  for (let fetchOffset = 0n;;) {
    const topics = [{ topic: "orders", partitions: [{ partition: 0, fetchOffset, partitionMaxBytes: 1_000_000 }] }];
    const { responses } = await call(Fetch, { maxWaitMs: 0, topics }, { version: 12 });
    const found = readRecordBatches(responses[0].partitions[0].records ?? new Uint8Array(0)).batches;
    if (found.length === 0) return { all, batches };
    for (const one of found) {
      batches.push(one);
      for (const record of await until(Promise.resolve(one.decode(tools)))) {
        all.push([record.offset, text(record.key), text(record.value)]);
      }
    }
    fetchOffset = BigInt((found.at(-1)?.lastOffset ?? 0) + 1);
  }
}

const text = (bytes: Uint8Array | null) => bytes === null ? null : new TextDecoder().decode(bytes);

/** Appends data of a producer's transaction to a log. */
function data(log: Log, producerId: number, baseSequence: number, values: Records = [{ value: "v" }]) {
  const bytes = batch(values, { producerId, producerEpoch: 0, baseSequence, transactional: true });
  const appended = log.append(bytes, append);
  assert.ok(!("errorCode" in appended));
  return appended.baseOffset;
}

function mark(
  log: Log,
  producerId: number,
  type: "commit" | "abort",
  { coordinatorEpoch = 0, producerEpoch = 0 } = {},
) {
  const bytes = writeMarkerBatch({ type, producerId, producerEpoch, coordinatorEpoch, timestamp: 5, crc: crc32c });
  return log.append(bytes, append);
}

const codeOf = (result: object) => "errorCode" in result ? result.errorCode : 0;

test("A transaction is unstable from its first record until its marker is below the high watermark", () => {
  const log = new Log();
  const first = data(log, 1, 0);
  const second = data(log, 2, 0);
  data(log, 1, 1);
  assert.deepEqual([first, second, log.producers.firstUnstableOffset], [0, 1, 0]);
  assert.equal(codeOf(mark(log, 1, "commit")), 0);
  assert.equal(log.producers.firstUnstableOffset, 0);
  log.producers.onHighWatermark(3);
  assert.equal(log.producers.firstUnstableOffset, 0, "the marker at 3 is not below 3");
  log.producers.onHighWatermark(4);
  assert.equal(log.producers.firstUnstableOffset, 1);
  mark(log, 2, "abort");
  log.producers.onHighWatermark(5);
  assert.equal(log.producers.firstUnstableOffset, Infinity);
  assert.deepEqual(log.abortedTransactions(0, 10), [{ producerId: 2n, firstOffset: 1, lastOffset: 4, aborted: true }]);
  assert.deepEqual([log.abortedTransactions(5, 10), log.abortedTransactions(0, 1)], [[], []]);
});

test("Markers are fenced by producer and coordinator epoch; one without a transaction ends nothing", () => {
  const log = new Log();
  data(log, 1, 0);
  assert.equal(codeOf(mark(log, 1, "commit", { coordinatorEpoch: 3, producerEpoch: 1 })), 0);
  assert.equal(codeOf(mark(log, 1, "commit", { coordinatorEpoch: 2, producerEpoch: 1 })), 52);
  assert.equal(codeOf(mark(log, 1, "commit", { coordinatorEpoch: 3, producerEpoch: 0 })), 47);
  assert.equal(codeOf(mark(log, 1, "abort", { coordinatorEpoch: 4, producerEpoch: 1 })), 0);
  assert.deepEqual(log.abortedTransactions(0, 10), []);
  const [producer] = log.producers.list();
  assert.deepEqual([producer.epoch, producer.coordinatorEpoch, producer.lastSequence], [1, 4, -1]);
});

test("Within a transaction a producer writes transactional batches only", () => {
  const log = new Log();
  data(log, 1, 0);
  const plain = batch([{ value: "v" }], { producerId: 1, producerEpoch: 0, baseSequence: 1 });
  assert.equal(codeOf(log.append(plain, append)), 48);
  mark(log, 1, "commit");
  assert.equal(codeOf(log.append(plain, append)), 0);
});

test("A log that is cut knows its producers as they were then, also those whose records were deleted", () => {
  const log = new Log();
  for (let n = 0; n < 8; n++) data(log, 1, n);
  mark(log, 1, "abort");
  data(log, 2, 0);
  log.deleteBefore(6);
  log.truncateTo(8);
  const [first, ...rest] = log.producers.list();
  assert.deepEqual([first.producerId, first.lastSequence, first.currentTransactionStart], [1n, 7, 0]);
  assert.deepEqual(rest, []);
  assert.deepEqual(log.abortedTransactions(0, 100), []);
  const repeated = batch([{ value: "v" }], { producerId: 1, producerEpoch: 0, baseSequence: 3, transactional: true });
  const result = log.append(repeated, append);
  assert.ok("duplicate" in result && result.duplicate && result.baseOffset === 3);
  assert.equal(
    codeOf(log.append(
      batch([{ value: "v" }], {
        producerId: 1,
        producerEpoch: 0,
        baseSequence: 9,
        transactional: true,
      }),
      append,
    )),
    45,
  );
});

test("A producer is forgotten when its last timestamp is producerExpirationMs old, but not within a transaction", async (t) => {
  const it = await orders(t, { producerExpirationMs: 60_000 });
  const numbered = (baseSequence: number) =>
    batch([{ value: "v", timestamp: it.clock.wall() }], { producerId: 7, producerEpoch: 0, baseSequence });
  await send(it, numbered(0));
  await it.clock.advance(59_000);
  assert.equal((await send(it, numbered(9))).errorCode, 45);
  await it.clock.advance(61_000);
  assert.equal((await send(it, numbered(9))).errorCode, 0);
  const log = new Log();
  data(log, 1, 0);
  log.producers.expire(0, 10);
  log.producers.expire(1_000_000, 10);
  assert.equal(log.producers.size, 1);
});

test("DescribeProducers tells what a replica remembers", async (t) => {
  const it = await orders(t, { brokers: 2 });
  await send(
    it,
    batch([{ value: "a" }, { value: "b", timestamp: 2000 }], {
      producerId: 7,
      producerEpoch: 1,
      baseSequence: 0,
    }),
  );
  const expected = {
    producerId: 7n,
    producerEpoch: 1,
    lastSequence: 1,
    lastTimestamp: 2000n,
    coordinatorEpoch: -1,
    currentTxnStartOffset: -1n,
  };
  for (const node of [1, 2]) {
    const topics = [{ name: "orders", partitionIndexes: [0, 1] }, { name: "none", partitionIndexes: [0] }];
    const answer = await it.call(DescribeProducers, { topics }, { node });
    const [found, missing] = answer.topics[0].partitions;
    assert.deepEqual(found.activeProducers, [expected]);
    assert.deepEqual([missing.errorCode, answer.topics[1].partitions[0].errorCode], [3, 3]);
  }
});

async function deleteRecords({ call }: World, offset: bigint, { timeoutMs = 1000, node = 1, name = "orders" } = {}) {
  const topics = [{ name, partitions: [{ partitionIndex: 0, offset }] }];
  const answer = await call(DeleteRecords, { timeoutMs, topics }, { node });
  const { errorCode, lowWatermark } = answer.topics[0].partitions[0];
  return [errorCode, lowWatermark];
}

test("DeleteRecords moves the start of all replicas, to the high watermark at most", async (t) => {
  const it = await orders(t, { brokers: 3 });
  for (let n = 0; n < 5; n++) await send(it, batch([{ value: "v" }]));
  assert.deepEqual(await deleteRecords(it, 2n), [0, 2n]);
  assert.deepEqual([1, 2, 3].map((id) => it.cluster.replica(...PART, id).startOffset), [2, 2, 2]);
  assert.deepEqual(await deleteRecords(it, 1n), [0, 2n]);
  assert.deepEqual(await deleteRecords(it, 6n), [1, -1n]);
  assert.deepEqual(await deleteRecords(it, -2n), [1, -1n]);
  assert.deepEqual(await deleteRecords(it, -1n), [0, 5n]);
  assert.deepEqual(await deleteRecords(it, 0n, { node: 2 }), [6, -1n]);
  assert.deepEqual(await deleteRecords(it, 0n, { name: "none" }), [3, -1n]);
  it.cluster.createTopic("keyed", { configs: { "cleanup.policy": "compact" } });
  const { leader: node } = it.cluster.partition("keyed", 0);
  assert.deepEqual(await deleteRecords(it, 0n, { name: "keyed", node }), [44, -1n]);
});

test("DeleteRecords waits for followers on running brokers, and answers REQUEST_TIMED_OUT without them", async (t) => {
  const it = await orders(t, { brokers: 3 });
  for (let n = 0; n < 3; n++) await send(it, batch([{ value: "v" }]));
  it.cluster.setReplicaLag(2, 50);
  const began = it.clock.now();
  assert.deepEqual(await deleteRecords(it, 2n), [0, 2n]);
  assert.equal(it.clock.now(), began + 50);
  it.cluster.setReplicaLag(2, Infinity);
  assert.deepEqual(await deleteRecords(it, 3n), [7, 2n]);
  await it.until(it.cluster.stopBroker(2));
  assert.deepEqual(await deleteRecords(it, 3n), [0, 3n]);
});

test("applyRetention() deletes what is too old or too much, below the high watermark alone", async (t) => {
  const it = await orders(t, { configs: { "retention.ms": 1000, "retention.bytes": 150 } });
  const one = () => batch([{ value: "v", timestamp: it.clock.wall() }]);
  await send(it, one());
  await it.clock.advance(1500);
  await send(it, one());
  it.cluster.applyRetention();
  assert.equal(it.cluster.partition(...PART).startOffset, 1);
  await send(it, one());
  await send(it, one());
  it.cluster.applyRetention("orders");
  const { startOffset, endOffset } = it.cluster.partition(...PART);
  assert.equal(endOffset, 4);
  assert.equal(startOffset, 4 - Math.ceil(150 / one().length));
});

test("compact() keeps the latest record of each key and all offsets", async (t) => {
  const it = await orders(t, { brokers: 3, configs: { "cleanup.policy": "compact" } });
  for (const codec of [undefined, "gzip", "lz4"] as (CodecName | undefined)[]) {
    const options = { codec: codec === undefined ? undefined : await codecs.get(codec) };
    await send(it, batch(["a", "b", "c"].map((key) => ({ key, value: `${key} ${codec}` })), options));
  }
  await send(it, batch([{ key: "b", value: "last" }]));
  await it.until(it.cluster.compact("orders"));
  const { all, batches } = await records(it);
  assert.deepEqual(all, [[6, "a", "a lz4"], [8, "c", "c lz4"], [9, "b", "last"]]);
  assert.ok(batches.every((one) => one.crcMatches(crc32c)));
  assert.deepEqual(batches.map(({ baseOffset, lastOffset }) => [baseOffset, lastOffset]), [[6, 8], [9, 9]]);
  it.cluster.moveLeader(...PART, 2);
  await send(it, batch([{ key: "a", value: "new" }]), { node: 2 });
  assert.equal(it.cluster.partition(...PART).endOffset, 11);
  assert.equal(it.cluster.replica(...PART, 1).endOffset, 11);
});

test("compact() keeps tombstones for delete.retention.ms", async (t) => {
  const it = await orders(t, { configs: { "cleanup.policy": "compact", "delete.retention.ms": 1000 } });
  await send(it, batch([{ key: "a", value: "v" }, { key: "b", value: "v" }]));
  await send(it, batch([{ key: "a" }]));
  await send(it, batch([{ key: "z", value: "v" }]));
  await it.until(it.cluster.compact());
  assert.deepEqual((await records(it)).all, [[1, "b", "v"], [2, "a", null], [3, "z", "v"]]);
  await it.clock.advance(999);
  await it.until(it.cluster.compact());
  assert.equal((await records(it)).all.length, 3);
  await it.clock.advance(1);
  await it.until(it.cluster.compact());
  assert.deepEqual((await records(it)).all, [[1, "b", "v"], [3, "z", "v"]]);
});

test("compact() keeps an empty batch with the last sequence of a producer", async (t) => {
  const it = await orders(t, { configs: { "cleanup.policy": "compact" } });
  const numbered = (baseSequence: number, key = "a") =>
    batch([{ key, value: `${baseSequence}` }], { producerId: 7, producerEpoch: 0, baseSequence });
  for (let n = 0; n < 3; n++) await send(it, numbered(n));
  await send(it, batch([{ key: "a", value: "other" }]));
  await it.until(it.cluster.compact());
  const { all, batches } = await records(it);
  assert.deepEqual(all, [[3, "a", "other"]]);
  assert.deepEqual(
    batches.map(({ baseOffset, recordCount, baseSequence }) => [baseOffset, recordCount, baseSequence]),
    [
      [2, 0, 2],
      [3, 1, -1],
    ],
  );
  assert.equal((await send(it, numbered(3))).errorCode, 0);
});

test("compactLog() takes aborted records at once, and markers when nothing is left of their transaction", async () => {
  const log = new Log();
  data(log, 1, 0, [{ key: "a", value: "aborted" }]);
  data(log, 2, 0, [{ key: "a", value: "committed" }]);
  mark(log, 1, "abort");
  mark(log, 2, "commit");
  data(log, 2, 1, [{ key: "b", value: "open" }]);
  log.append(batch([{ key: "z", value: "v" }]), append);
  const compaction = { before: 4, now: 100, youngest: 10_000, keepTombstonesMs: 50 };
  await compactLog(log, compaction, tools);
  assert.deepEqual(log.batches.map(({ baseOffset }) => baseOffset), [0, 1, 2, 3, 4, 5], "producer 1 is known by 0");
  const counts = () => log.batches.map(({ bytes }) => readRecordBatches(bytes).batches[0].recordCount);
  assert.deepEqual(counts(), [0, 1, 1, 1, 1, 1]);
  await compactLog(log, { ...compaction, now: 149 }, tools);
  assert.deepEqual(counts(), [0, 1, 1, 1, 1, 1]);
  await compactLog(log, { ...compaction, now: 150 }, tools);
  assert.deepEqual(log.batches.map(({ baseOffset }) => baseOffset), [0, 1, 3, 4, 5]);
  assert.equal(log.endOffset, 6);
});

test("Records without key are refused by a compacted topic, each by its number", async (t) => {
  const it = await orders(t, { configs: { "cleanup.policy": "compact" } });
  const mixed: Records = [{ key: "k", value: "v" }, { value: "v" }, { key: "k", value: "v" }, { value: "v" }];
  for (const codec of [undefined, await codecs.get("gzip")]) {
    const { errorCode, recordErrors, errorMessage, logStartOffset } = await send(it, batch(mixed, { codec }));
    assert.deepEqual([errorCode, recordErrors.map(({ batchIndex }) => batchIndex), logStartOffset], [87, [1, 3], 0n]);
    assert.match(recordErrors[0].batchIndexErrorMessage ?? "", /without key in topic partition orders-0/);
    assert.match(errorMessage ?? "", /2 record errors in total/);
  }
  assert.deepEqual((await send(it, batch(mixed), { version: 7 })).recordErrors, []);
  assert.equal(it.cluster.partition(...PART).endOffset, 0);
});

test("Timestamps out of range are refused with INVALID_TIMESTAMP", async (t) => {
  const it = await orders(t, {
    configs: { "message.timestamp.before.max.ms": 1000, "message.timestamp.after.max.ms": 100 },
  });
  const now = it.clock.wall();
  const sent = async (...timestamps: number[]) => {
    const { errorCode, recordErrors } = await send(
      it,
      batch(timestamps.map((timestamp) => ({ value: "v", timestamp }))),
    );
    return [errorCode, ...recordErrors.map(({ batchIndex }) => batchIndex)];
  };
  assert.deepEqual(await sent(now - 1000, now + 100, -1), [0]);
  assert.deepEqual(await sent(now, now - 1001, now + 101), [32, 1, 2]);
});

test("A producer that claims the time of the append is refused where the topic gives it", async (t) => {
  const it = await orders(t, { configs: { "message.timestamp.type": "LogAppendTime" } });
  assert.equal((await send(it, batch([{ value: "v" }], { timestampType: "append" }))).errorCode, 32);
});

/** Seals a batch again after `change`. */
function changed(bytes: Uint8Array, change: (bytes: Uint8Array, view: DataView) => void): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  change(copy, view);
  view.setUint32(BATCH_FIELDS.crc, crc32c(copy, BATCH_FIELDS.attributes, copy.length));
  return copy;
}

test("The header says the largest timestamp of the records, whatever the producer claims", async (t) => {
  const it = await orders(t);
  const wrong = changed(batch([{ value: "v", timestamp: 1000 }, { value: "v", timestamp: 3000 }]), (_, view) => {
    view.setBigInt64(BATCH_FIELDS.maxTimestamp, 9999n);
    view.setInt16(BATCH_FIELDS.attributes, 8);
  });
  assert.equal((await send(it, wrong)).errorCode, 0);
  const { batches: [stored] } = await records(it);
  assert.deepEqual([stored.maxTimestamp, stored.timestampType, stored.crcMatches(crc32c)], [3000, "create", true]);
});

test("Offsets within a batch that leave gaps are mended, and records of a compressed batch counted", async (t) => {
  const it = await orders(t);
  const codec = await codecs.get("snappy");
  const loose = batch([{ value: "a" }, { value: "b" }]);
  const at = loose.length - (loose.length - 61) / 2;
  loose[at + 3] = 20;
  const gap = changed(loose, () => {});
  assert.equal((await send(it, gap)).errorCode, 0);
  assert.deepEqual((await records(it)).all, [[0, null, "a"], [1, null, "b"]]);
  const packed = (count: number) =>
    changed(batch([{ value: "a" }, { value: "b" }, { value: "c" }], { codec }), (_, view) => {
      view.setInt32(BATCH_FIELDS.recordCount, count);
      view.setInt32(BATCH_FIELDS.lastOffsetDelta, count - 1);
    });
  for (const count of [2, 4]) assert.equal((await send(it, packed(count))).errorCode, 87);
  assert.equal((await send(it, packed(3))).errorCode, 0);
  const torn = changed(batch([{ value: "abc".repeat(20) }], { codec }), (bytes) => void bytes.fill(0xff, 61));
  assert.equal((await send(it, torn)).errorCode, 2);
});

test("compression.type makes the broker compress anew", async (t) => {
  for (const [type, id] of [["gzip", 1], ["uncompressed", 0], ["producer", 2]] as const) {
    const it = await orders(t, { configs: { "compression.type": type } });
    const options: Partial<SealOptions> = {
      codec: await codecs.get("snappy"),
      producerId: 5,
      producerEpoch: 1,
      baseSequence: 0,
    };
    await send(it, batch([{ key: "k", value: "v" }], options));
    const { all, batches: [stored] } = await records(it);
    assert.deepEqual(all, [[0, "k", "v"]]);
    assert.deepEqual([stored.codec, stored.producerId, stored.producerEpoch, stored.baseSequence], [id, 5, 1, 0]);
  }
});

test("Nobody but the cluster writes to internal topics", async (t) => {
  const { call } = await world(t, { topics: { "__consumer_offsets": 1 } });
  const topicData = [{ name: "__consumer_offsets", partitionData: [{ index: 0, records: batch([{ value: "v" }]) }] }];
  const { responses } = await call(Produce, { acks: 1, topicData }, { version: 9 });
  assert.equal(responses[0].partitionResponses[0].errorCode, 17);
});

test("Duplicates are answered with their old offset by a leader that was a follower when they came", async (t) => {
  const it = await orders(t, { brokers: 3 });
  const numbered = (baseSequence: number) => batch([{ value: "v" }], { producerId: 7, producerEpoch: 0, baseSequence });
  for (let n = 0; n < 6; n++) await send(it, numbered(n));
  it.cluster.moveLeader(...PART, 3);
  const answers = [];
  for (const n of [5, 1, 0]) {
    const { errorCode, baseOffset } = await send(it, numbered(n), { node: 3 });
    answers.push([errorCode, baseOffset]);
  }
  assert.deepEqual(answers, [[0, 5n], [0, 1n], [45, -1n]]);
});

test("ListOffsets refuses times that its version does not know, and partitions named twice", async (t) => {
  const { call } = await orders(t);
  const ask = async (timestamps: bigint[], version: number) => {
    const partitions = timestamps.map((timestamp) => ({ partitionIndex: 0, timestamp }));
    const { topics } = await call(ListOffsets, { topics: [{ name: "orders", partitions }] }, { version });
    return topics[0].partitions.map(({ errorCode }) => errorCode);
  };
  assert.deepEqual(await ask([-3n], 6), [35]);
  assert.deepEqual(await ask([-3n], 7), [0]);
  assert.deepEqual(await ask([-4n], 7), [35]);
  assert.deepEqual(await ask([-5n], 8), [35]);
  assert.deepEqual(await ask([-7n], 9), [35]);
  assert.deepEqual(await ask([-1n, -2n], 9), [42]); // answered once, as Kafka does
});
