// Produce and InitProducerId of the embedded broker: versions, checks, idempotence.
import assert from "node:assert/strict";
import { Fetch } from "../../protocol/messages/fetch.ts";
import { InitProducerId } from "../../protocol/messages/init_producer_id.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { Produce } from "../../protocol/messages/produce.ts";
import { readRecordBatches } from "../../protocol/records/batch_reader.ts";
import { CodecTable } from "../../protocol/records/codecs.ts";
import { MessageSetWriter } from "../../protocol/records/message_set_writer.ts";
import { crc32c } from "../../protocol/wire/crc32c.ts";
import { ZERO_UUID } from "../../protocol/wire/uuid.ts";
import type { CodecName } from "../../transports/platform.ts";
import { test, type TestContext } from "../harness.ts";
import { batch, type World, world } from "./raw_client.ts";

const codecs = new CodecTable({});
const text = (bytes: Uint8Array | null) => bytes === null ? null : new TextDecoder().decode(bytes);

/** Sends records to orders-0 and gives the answer of the partition. */
async function send({ call }: World, records: Uint8Array | null, { version = 9, node = 1, acks = -1 } = {}) {
  const topicData = [{ name: "orders", partitionData: [{ index: 0, records }] }];
  const { responses } = await call(Produce, { acks, timeoutMs: 1000, topicData }, { version, node });
  return responses[0].partitionResponses[0];
}

/** Everything that orders-0 holds. */
async function records({ call, until }: World) {
  const { responses } = await call(Fetch, {
    maxWaitMs: 0,
    topics: [{ topic: "orders", partitions: [{ partition: 0, fetchOffset: 0n, partitionMaxBytes: 1_000_000 }] }],
  }, { version: 12 });
  const { batches } = readRecordBatches(responses[0].partitions[0].records ?? new Uint8Array(0));
  const all = [];
  for (const one of batches) all.push(...await until(Promise.resolve(one.decode({ crc: crc32c, codecs }))));
  return { batches, all };
}

function orders(t: TestContext, configs: Record<string, string | number> = {}, brokers = 1): Promise<World> {
  return world(t, { brokers, topics: { orders: { configs } } });
}

test("Produce takes records in every version", async (t) => {
  const it = await orders(t);
  const { topics: [{ topicId }] } = await it.call(Metadata, { topics: null });
  for (let version = 0; version <= Produce.maxVersion; version++) {
    const writer = new MessageSetWriter({ magic: version < 2 ? 0 : 1, maxBytes: 1000 });
    writer.append({ key: "k", value: `v${version}` }, 5, null);
    const bytes = version < 3 ? writer.seal() : batch([{ key: "k", value: `v${version}` }]);
    const names = version < 13 ? { name: "orders" } : { topicId };
    const partitionData = [{ index: 0, records: bytes }];
    const answer = await it.call(Produce, { acks: 1, topicData: [{ ...names, partitionData }] }, { version });
    const [{ errorCode, baseOffset }] = answer.responses[0].partitionResponses;
    assert.deepEqual([errorCode, baseOffset], [0, BigInt(version)]);
    if (version === 13) assert.equal(answer.responses[0].topicId, topicId);
  }
  const { all, batches } = await records(it);
  assert.deepEqual(all.map(({ value }) => text(value)), Array.from({ length: 14 }, (_, n) => `v${n}`));
  assert.deepEqual(all.map(({ offset }) => offset), Array.from({ length: 14 }, (_, n) => n));
  assert.deepEqual([...new Set(batches.map(({ magic }) => magic))], [2]);
  assert.deepEqual(all.slice(0, 4).map(({ timestamp }) => timestamp), [-1, -1, 5, 1000]);
});

test("Produce takes message sets in each codec of their time, wrapped or not", async (t) => {
  const it = await orders(t);
  const values: string[] = [];
  for (const magic of [0, 1] as const) {
    for (const name of [undefined, "gzip", "snappy", "lz4"] as (CodecName | undefined)[]) {
      const codec = name === undefined ? undefined : await codecs.get(name, magic);
      const writer = new MessageSetWriter({ magic, maxBytes: 10_000 });
      for (let n = 0; n < 3; n++) {
        writer.append({ value: `${magic} ${name} ${n}` }, 7, null);
        values.push(`${magic} ${name} ${n}`);
      }
      assert.equal((await send(it, writer.seal({ codec }), { version: magic === 0 ? 1 : 2 })).errorCode, 0);
    }
  }
  const { all, batches } = await records(it);
  assert.deepEqual(all.map(({ value }) => text(value)), values);
  assert.deepEqual(batches.map(({ codec }) => codec), [0, 1, 2, 3, 0, 1, 2, 3]);
});

test("Produce assigns offsets and the leader epoch to the batch", async (t) => {
  const it = await orders(t);
  await send(it, batch([{ value: "a" }, { value: "b" }]));
  assert.equal((await send(it, batch([{ value: "c" }]))).baseOffset, 2n);
  const { batches } = await records(it);
  assert.deepEqual(batches.map(({ baseOffset, partitionLeaderEpoch }) => [baseOffset, partitionLeaderEpoch]), [[0, 0], [
    2,
    0,
  ]]);
  assert.ok(batches.every((one) => one.crcMatches(crc32c)));
});

test("Produce answers each kind of bad records with its own code and appends nothing", async (t) => {
  const it = await orders(t, { "max.message.bytes": 200 });
  const good = batch([{ value: "v" }]);
  const corrupt = good.slice();
  corrupt[corrupt.length - 1] ^= 1;
  const counted = (count: number) => {
    const wrong = batch([{ value: "v" }]);
    new DataView(wrong.buffer, wrong.byteOffset).setInt32(57, count);
    new DataView(wrong.buffer, wrong.byteOffset).setUint32(17, crc32c(wrong, 21, wrong.length));
    return wrong;
  };
  const torn = batch([{ value: "v" }]);
  torn[61] = 100;
  new DataView(torn.buffer, torn.byteOffset).setUint32(17, crc32c(torn, 21, torn.length));
  const based = good.slice();
  based[7] = 5;
  const set = new MessageSetWriter({ magic: 1, maxBytes: 1000 });
  set.append({ value: "v" }, 1, null);
  const zstd = batch([{ value: "v" }], { codec: await codecs.get("zstd") });
  const cases: [string, Uint8Array | null, number, number][] = [
    ["nothing", null, 9, 87],
    ["two batches", new Uint8Array([...good, ...good]), 9, 87],
    ["a message set since version 3", set.seal(), 3, 87],
    ["a batch before version 3", good, 2, 2],
    ["a wrong checksum", corrupt, 9, 2],
    ["a cut batch", good.subarray(0, good.length - 1), 9, 87],
    ["a size of nothing", new Uint8Array(30), 9, 2],
    ["too large", batch([{ value: "x".repeat(300) }]), 9, 10],
    ["more records than offsets", counted(2), 9, 87],
    ["no records", counted(0), 9, 87],
    ["a record that does not fit", torn, 9, 87],
    ["a base offset", based, 9, 87],
    ["a control batch", batch([{ key: "k" }], { control: true }), 9, 87],
    [
      "a transaction",
      batch([{ value: "v" }], { transactional: true, producerId: 1, producerEpoch: 0, baseSequence: 0 }),
      9,
      53,
    ],
    ["a producer without sequence", batch([{ value: "v" }], { producerId: 1, producerEpoch: 0 }), 9, 87],
    ["zstd before version 7", zstd, 6, 76],
  ];
  for (const [what, bytes, version, expected] of cases) {
    const { errorCode, baseOffset } = await send(it, bytes, { version });
    assert.deepEqual([what, errorCode, baseOffset], [what, expected, -1n]);
  }
  assert.equal((await send(it, zstd, { version: 7 })).errorCode, 0);
  assert.equal(it.cluster.partition("orders", 0).endOffset, 1);
});

test("Produce refuses unknown topics, partitions, ids, acks and transactional ids", async (t) => {
  const { call } = await orders(t);
  const records = batch([{ value: "v" }]);
  const ask = async (name: string, { index = 0, acks = 1, transactionalId = null as string | null } = {}) => {
    const topicData = [{ name, partitionData: [{ index, records }] }];
    const { responses } = await call(Produce, { acks, transactionalId, topicData }, { version: 9 });
    return responses[0].partitionResponses[0].errorCode;
  };
  assert.equal(await ask("none"), 3);
  assert.equal(await ask("orders", { index: 1 }), 3);
  assert.equal(await ask("orders", { index: -1 }), 3);
  assert.equal(await ask("orders", { acks: 2 }), 21);
  assert.equal(await ask("orders", { transactionalId: "tx" }), 0, "a transactional id alone makes no transaction");
  const topicId = ZERO_UUID.replace(/^./, "B");
  const byId = await call(Produce, { acks: 1, topicData: [{ topicId, partitionData: [{ index: 0, records }] }] });
  assert.equal(byId.responses[0].partitionResponses[0].errorCode, 100);
});

test("Produce with acks 0 is not answered, and a failure closes the connection", async (t) => {
  const { connect, until, cluster } = await orders(t);
  const client = await connect();
  const ask = (name: string) => {
    const topicData = [{ name, partitionData: [{ index: 0, records: batch([{ value: "v" }]) }] }];
    return until(client.send(Produce, { acks: 0, topicData }, 9));
  };
  await ask("orders");
  assert.equal((await until(client.call(Metadata, { topics: [] }, 9))).brokers.length, 1);
  assert.equal(cluster.partition("orders", 0).endOffset, 1);
  await ask("none");
  assert.equal(await until(client.frame()), null);
});

test("Produce to a broker that does not lead names the leader since version 10", async (t) => {
  const it = await orders(t, {}, 3);
  const { cluster } = it;
  const leader = cluster.moveLeader("orders", 0, 2);
  for (const version of [3, 9, 10, 12]) {
    const topicData = [{ name: "orders", partitionData: [{ index: 0, records: batch([{ value: "v" }]) }] }];
    const { responses, nodeEndpoints } = await it.call(Produce, { acks: 1, topicData }, { version });
    const [{ errorCode, currentLeader }] = responses[0].partitionResponses;
    assert.equal(errorCode, 6);
    const hint = version < 10 ? [-1, -1, []] : [leader, 1, ["broker-2.embedded"]];
    assert.deepEqual([currentLeader.leaderId, currentLeader.leaderEpoch, nodeEndpoints.map(({ host }) => host)], hint);
  }
  assert.equal((await send(it, batch([{ value: "v" }]), { node: 2 })).errorCode, 0);
  const { batches } = await records({
    ...it,
    call: (api, request, options) => it.call(api, request, { ...options, node: 2 }),
  });
  assert.equal(batches[0].partitionLeaderEpoch, 1);
});

test("Produce with acks all needs min.insync.replicas", async (t) => {
  const it = await orders(t, { "min.insync.replicas": 2 }, 2);
  const { leader } = it.cluster.partition("orders", 0);
  await it.until(it.cluster.stopBroker(leader === 1 ? 2 : 1));
  assert.equal((await send(it, batch([{ value: "v" }]), { node: leader })).errorCode, 19);
  assert.equal((await send(it, batch([{ value: "v" }]), { node: leader, acks: 1 })).errorCode, 0);
});

test("Produce gives the time of the append when the topic says so", async (t) => {
  const it = await orders(t, { "message.timestamp.type": "LogAppendTime" });
  const now = BigInt(it.clock.wall());
  assert.equal((await send(it, batch([{ value: "v", timestamp: 5 }]))).logAppendTimeMs, now);
  const { batches: [stored], all: [record] } = await records(it);
  assert.equal(stored.timestampType, "append");
  assert.equal(BigInt(record.timestamp), now);
});

test("InitProducerId gives an idempotent producer a new id each time, in every version", async (t) => {
  const { call } = await world(t, { unstableVersions: true });
  const ids = new Set<bigint>();
  for (let version = 0; version <= InitProducerId.maxVersion; version++) {
    const { errorCode, producerId, producerEpoch } = await call(InitProducerId, { transactionalId: null }, { version });
    assert.deepEqual([errorCode, producerEpoch], [0, 0]);
    ids.add(producerId);
  }
  assert.equal(ids.size, InitProducerId.maxVersion + 1);
  assert.equal((await call(InitProducerId, { transactionalId: "tx", transactionTimeoutMs: 0 })).errorCode, 50);
  assert.equal((await call(InitProducerId, { transactionalId: "" })).errorCode, 42);
  assert.equal((await call(InitProducerId, { transactionalId: null, producerId: 3n })).errorCode, 42);
});

interface Numbered {
  readonly sequence: number;
  readonly epoch?: number;
  readonly count?: number;
  readonly producerId?: number;
}

function numbered({ sequence, epoch = 0, count = 1, producerId = 7 }: Numbered): Uint8Array {
  const values = Array.from({ length: count }, (_, n) => ({ value: `${sequence + n}` }));
  return batch(values, { producerId, producerEpoch: epoch, baseSequence: sequence });
}

/** Sends batches one after the other: error code and offset of each. */
async function sequence(it: World, batches: readonly Numbered[]): Promise<[number, bigint][]> {
  const answers: [number, bigint][] = [];
  for (const one of batches) {
    const { errorCode, baseOffset } = await send(it, numbered(one));
    answers.push([errorCode, baseOffset]);
  }
  return answers;
}

test("Produce takes sequences in order and answers a gap with OUT_OF_ORDER_SEQUENCE_NUMBER", async (t) => {
  const it = await orders(t);
  assert.deepEqual(
    await sequence(it, [{ sequence: 0, count: 3 }, { sequence: 3 }, { sequence: 5 }, { sequence: 4 }]),
    [[0, 0n], [0, 3n], [45, -1n], [0, 4n]],
  );
});

test("Produce answers a duplicate of the last five batches with its old offset, an older one with an error", async (t) => {
  const it = await orders(t);
  await sequence(it, Array.from({ length: 6 }, (_, n) => ({ sequence: n })));
  assert.deepEqual(await sequence(it, [{ sequence: 5 }, { sequence: 1 }, { sequence: 0 }, { sequence: 5, count: 2 }]), [
    [0, 5n],
    [0, 1n],
    [45, -1n],
    [45, -1n],
  ]);
  assert.equal(it.cluster.partition("orders", 0).endOffset, 6);
});

test("Produce wants a new epoch to begin at 0 and refuses an older epoch", async (t) => {
  const it = await orders(t);
  assert.deepEqual(
    await sequence(it, [
      { sequence: 0 },
      { sequence: 1, epoch: 1 },
      { sequence: 0, epoch: 1 },
      { sequence: 1, epoch: 0 },
      { sequence: 1, epoch: 1 },
    ]),
    [[0, 0n], [45, -1n], [0, 1n], [47, -1n], [0, 2n]],
  );
});

test("Produce wraps sequences from 2^31 - 1 to 0", async (t) => {
  const it = await orders(t);
  const last = 2 ** 31 - 1;
  assert.deepEqual(
    await sequence(it, [{ sequence: last - 1, count: 3 }, { sequence: 1 }, { sequence: last - 1, count: 3 }]),
    [[0, 0n], [0, 3n], [0, 0n]],
  );
  assert.deepEqual(
    await sequence(it, [{ producerId: 8, sequence: last }, { producerId: 8, sequence: 0 }]),
    [[0, 4n], [0, 5n]],
  );
});

test("Produce takes any sequence from a producer that it does not remember", async (t) => {
  const it = await orders(t);
  assert.deepEqual(await sequence(it, [{ sequence: 40 }, { sequence: 41 }]), [[0, 0n], [0, 1n]]);
  it.cluster.forgetProducers("orders", 0);
  assert.deepEqual(await sequence(it, [{ sequence: 99 }]), [[0, 2n]]);
  await it.clock.advance(86_400_001);
  assert.deepEqual(await sequence(it, [{ sequence: 7 }]), [[0, 3n]]);
});

test("Producers keep their state when the leader moves", async (t) => {
  const it = await orders(t, {}, 2);
  await sequence(it, [{ sequence: 0 }]);
  it.cluster.moveLeader("orders", 0, 2);
  assert.equal((await send(it, numbered({ sequence: 0 }), { node: 2 })).baseOffset, 0n);
  assert.equal((await send(it, numbered({ sequence: 2 }), { node: 2 })).errorCode, 45);
  assert.equal((await send(it, numbered({ sequence: 1 }), { node: 2 })).baseOffset, 1n);
});
