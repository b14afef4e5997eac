// ListOffsets and OffsetForLeaderEpoch of the embedded broker.
import assert from "node:assert/strict";
import { ListOffsets } from "../../protocol/messages/list_offsets.ts";
import { OffsetForLeaderEpoch } from "../../protocol/messages/offset_for_leader_epoch.ts";
import { Produce } from "../../protocol/messages/produce.ts";
import { CodecTable } from "../../protocol/records/codecs.ts";
import { test, type TestContext } from "../harness.ts";
import { batch, type World, world } from "./raw_client.ts";

async function list(
  { call }: World,
  timestamp: number,
  options: { version?: number; node?: number; epoch?: number } = {},
) {
  const { epoch = -1, ...rest } = options;
  const partitions = [{ partitionIndex: 0, timestamp: BigInt(timestamp), currentLeaderEpoch: epoch }];
  const { topics } = await call(ListOffsets, { topics: [{ name: "orders", partitions }] }, rest);
  return topics[0].partitions[0];
}

async function send({ call }: World, records: Uint8Array, node = 1): Promise<void> {
  const topicData = [{ name: "orders", partitionData: [{ index: 0, records }] }];
  await call(Produce, { acks: 1, topicData }, { version: 9, node });
}

/** Records with the times 10, 30, 20 in one batch, 40 and 35 in a compressed one. */
async function filled(t: TestContext): Promise<World> {
  const it = await world(t, { brokers: 2, topics: { orders: 1 } });
  await send(it, batch([10, 30, 20].map((timestamp) => ({ value: "v", timestamp }))));
  const codec = await new CodecTable({}).get("lz4");
  await send(it, batch([40, 35].map((timestamp) => ({ value: "v", timestamp })), { codec }));
  return it;
}

test("ListOffsets answers earliest and latest in every version", async (t) => {
  const it = await filled(t);
  it.cluster.deleteRecords("orders", 0, 1);
  for (let version = 1; version <= ListOffsets.maxVersion; version++) {
    const earliest = await list(it, -2, { version });
    const latest = await list(it, -1, { version });
    assert.deepEqual([earliest.offset, latest.offset], [1n, 5n]);
    assert.deepEqual([earliest.timestamp, latest.timestamp], [-1n, -1n]);
    if (version >= 4) assert.deepEqual([earliest.leaderEpoch, latest.leaderEpoch], [0, 0]);
  }
});

test("ListOffsets version 0 answers a list, newest first", async (t) => {
  const { call } = await filled(t);
  const ask = async (timestamp: bigint, maxNumOffsets: number) => {
    const partitions = [{ partitionIndex: 0, timestamp, maxNumOffsets }];
    const { topics } = await call(ListOffsets, { topics: [{ name: "orders", partitions }] }, { version: 0 });
    return topics[0].partitions[0].oldStyleOffsets;
  };
  assert.deepEqual(await ask(-1n, 1), [5n]);
  assert.deepEqual(await ask(-1n, 9), [5n, 3n, 0n]);
  assert.deepEqual(await ask(-2n, 9), [0n]);
  assert.deepEqual(await ask(35n, 9), [0n]);
});

test("ListOffsets finds the first record at or after a time", async (t) => {
  const it = await filled(t);
  const cases: [number, bigint, bigint][] = [
    [0, 0n, 10n],
    [10, 0n, 10n],
    [11, 1n, 30n],
    [30, 1n, 30n],
    [31, 3n, 40n],
    [41, -1n, -1n],
  ];
  for (const [time, offset, timestamp] of cases) {
    const found = await list(it, time);
    assert.deepEqual([time, found.offset, found.timestamp], [time, offset, timestamp]);
  }
  it.cluster.deleteRecords("orders", 0, 2);
  assert.deepEqual((await list(it, 11)).offset, 2n);
});

test("ListOffsets finds the record with the largest time, and none in an empty log", async (t) => {
  const it = await filled(t);
  const largest = await list(it, -3);
  assert.deepEqual([largest.offset, largest.timestamp], [3n, 40n]);
  const empty = await world(t, { topics: { orders: 1 } });
  assert.deepEqual((await list(empty, -3)).offset, -1n);
  assert.deepEqual((await list(empty, 0)).offset, -1n);
  assert.deepEqual((await list(empty, -4)).offset, 0n);
  assert.deepEqual((await list(empty, -5)).offset, -1n);
});

test("ListOffsets checks leader and leader epoch", async (t) => {
  const it = await filled(t);
  it.cluster.moveLeader("orders", 0, 2);
  assert.equal((await list(it, -1)).errorCode, 6);
  assert.equal((await list(it, -1, { node: 2, epoch: 0 })).errorCode, 74);
  assert.equal((await list(it, -1, { node: 2, epoch: 2 })).errorCode, 75);
  const latest = await list(it, -1, { node: 2, epoch: 1 });
  assert.deepEqual([latest.errorCode, latest.offset, latest.leaderEpoch], [0, 5n, 1]);
  assert.deepEqual((await list(it, -2, { node: 2 })).leaderEpoch, 0);
  it.cluster.deleteTopic("orders");
  assert.equal((await list(it, -1)).errorCode, 3);
});

test("OffsetForLeaderEpoch tells where an epoch ends, in every version", async (t) => {
  const it = await filled(t);
  it.cluster.moveLeader("orders", 0, 2);
  await send(it, batch([{ value: "v" }]), 2);
  it.cluster.moveLeader("orders", 0, 1);
  it.cluster.moveLeader("orders", 0, 2);
  await send(it, batch([{ value: "v" }]), 2);
  const ask = async (leaderEpoch: number, options: { version?: number; current?: number } = {}) => {
    const { version = 4, current = -1 } = options;
    const partitions = [{ partition: 0, leaderEpoch, currentLeaderEpoch: version < 2 ? -1 : current }];
    const { topics } = await it.call(OffsetForLeaderEpoch, { topics: [{ topic: "orders", partitions }] }, {
      version,
      node: 2,
    });
    return topics[0].partitions[0];
  };
  for (let version = 0; version <= OffsetForLeaderEpoch.maxVersion; version++) {
    const { endOffset, leaderEpoch } = await ask(0, { version });
    assert.equal(endOffset, 5n);
    if (version >= 1) assert.equal(leaderEpoch, 0);
  }
  const end = async (epoch: number) => {
    const { leaderEpoch, endOffset } = await ask(epoch);
    return [leaderEpoch, endOffset];
  };
  assert.deepEqual(await end(1), [1, 6n]);
  // Nothing was written in epoch 2: the answer is the end of the one before.
  assert.deepEqual(await end(2), [1, 6n]);
  assert.deepEqual(await end(3), [3, 7n]);
  assert.deepEqual(await end(4), [-1, -1n]);
  assert.equal((await ask(0, { current: 1 })).errorCode, 74);
  assert.equal((await ask(0, { current: 9 })).errorCode, 75);
});
