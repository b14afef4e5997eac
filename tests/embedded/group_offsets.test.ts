// OffsetCommit, OffsetFetch and OffsetDelete of the embedded broker.
import assert from "node:assert/strict";
import { GroupOffsets } from "../../embedded/groups/group_offsets.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { OffsetCommit } from "../../protocol/messages/offset_commit.ts";
import { OffsetDelete } from "../../protocol/messages/offset_delete.ts";
import { OffsetFetch } from "../../protocol/messages/offset_fetch.ts";
import { test } from "../harness.ts";
import { member, stableGroup } from "./group_client.ts";
import { type World, world } from "./raw_client.ts";

interface CommitOptions {
  readonly version?: number;
  readonly node?: number;
  readonly groupId?: string;
  readonly memberId?: string;
  readonly generation?: number;
  readonly instanceId?: string;
  readonly offset?: bigint;
  readonly metadata?: string | null;
}

async function topicId({ call }: World, name: string): Promise<string> {
  return (await call(Metadata, { topics: [{ name }] })).topics[0].topicId;
}

/** Error code of a commit for orders-0. */
async function commit(it: World, options: CommitOptions = {}): Promise<number> {
  const { version = 9, node, groupId = "g", memberId = "", generation = -1, instanceId, offset = 5n } = options;
  const partitions = [{ partitionIndex: 0, committedOffset: offset, committedMetadata: options.metadata ?? "m" }];
  const topic = version >= 10 ? { topicId: await topicId(it, "orders") } : { name: "orders" };
  const { topics } = await it.call(OffsetCommit, {
    groupId,
    topics: [{ ...topic, partitions }],
    ...(version >= 1 ? { memberId, generationIdOrMemberEpoch: generation } : {}),
    ...(version >= 7 ? { groupInstanceId: instanceId } : {}),
  }, { version, node });
  return topics[0].partitions[0].errorCode;
}

/** The offset of orders-0, in versions from 8. */
async function committed(it: World, { version = 9, groupId = "g", node = 1, requireStable = false } = {}) {
  const topic = version >= 10 ? { topicId: await topicId(it, "orders") } : { name: "orders" };
  const groups = [{ groupId, topics: [{ ...topic, partitionIndexes: [0] }] }];
  const answer = await it.call(OffsetFetch, { groups, requireStable }, { version, node });
  return answer.groups[0].topics[0].partitions[0];
}

test("Offsets of consumers without a group are committed and fetched, in every version", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  for (let version = 0; version <= OffsetCommit.maxVersion; version++) {
    assert.equal(await commit(it, { version, offset: BigInt(version), metadata: `v${version}` }), 0);
    const { committedOffset, metadata } = await committed(it);
    assert.deepEqual([committedOffset, metadata], [BigInt(version), `v${version}`]);
  }
  for (let version = 0; version < 8; version++) {
    const asked = [{ name: "orders", partitionIndexes: [0, 1] }];
    const { topics, errorCode } = await it.call(OffsetFetch, { groupId: "g", topics: asked }, { version });
    assert.equal(errorCode, 0);
    assert.deepEqual(topics[0].partitions.map((one) => [one.committedOffset, one.errorCode]), [[10n, 0], [-1n, 0]]);
  }
  for (let version = 8; version <= OffsetFetch.maxVersion; version++) {
    const { committedOffset, metadata, committedLeaderEpoch } = await committed(it, { version });
    assert.deepEqual([committedOffset, metadata, committedLeaderEpoch], [10n, "v10", -1]);
  }
});

test("All topics are fetched with null, of many groups at once; an unknown group has no offsets", async (t) => {
  const it = await world(t, { topics: { orders: 1, parts: 1 } });
  await commit(it);
  await commit(it, { groupId: "h", offset: 7n });
  const ids = ["g", "h", "none"].map((groupId) => ({ groupId, topics: null }));
  const { groups } = await it.call(OffsetFetch, { groups: ids }, { version: 10 });
  assert.deepEqual(groups.map(({ groupId, topics, errorCode }) => [groupId, errorCode, topics.length]), [
    ["g", 0, 1],
    ["h", 0, 1],
    ["none", 0, 0],
  ]);
  assert.deepEqual(groups[1].topics[0].partitions[0].committedOffset, 7n);
  assert.equal(groups[1].topics[0].topicId, await topicId(it, "orders"));
  const old = await it.call(OffsetFetch, { groupId: "g", topics: null }, { version: 2 });
  assert.deepEqual(old.topics.map(({ name }) => name), ["orders"]);
});

test("Unknown topics, partitions and ids are told by partition, without a look at the group", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  const partition = (partitionIndex: number) => ({ partitionIndex, committedOffset: 1n, committedMetadata: "" });
  const { topics } = await it.call(OffsetCommit, {
    groupId: "g",
    generationIdOrMemberEpoch: 3,
    topics: [{ name: "none", partitions: [partition(0)] }, { name: "orders", partitions: [partition(1)] }],
  }, { version: 9 });
  assert.deepEqual(topics.map(({ partitions }) => partitions[0].errorCode), [3, 3]);
  const both = await it.call(OffsetCommit, {
    groupId: "g",
    generationIdOrMemberEpoch: 3,
    topics: [{ name: "orders", partitions: [partition(0), partition(1)] }],
  }, { version: 9 });
  assert.deepEqual(both.topics[0].partitions.map((one) => [one.partitionIndex, one.errorCode]), [[1, 3], [0, 69]]);
  const id = "AAAAAAAAAAAAAAAAAAAAAQ";
  const unknown = await it.call(OffsetCommit, {
    groupId: "g",
    topics: [{ topicId: id, partitions: [partition(0)] }],
  }, { version: 10 });
  assert.deepEqual(unknown.topics[0], { name: "", topicId: id, partitions: [{ partitionIndex: 0, errorCode: 100 }] });
  const groups = [{ groupId: "g", topics: [{ topicId: id, partitionIndexes: [0] }] }];
  const fetched = await it.call(OffsetFetch, { groups }, { version: 10 });
  assert.equal(fetched.groups[0].topics[0].partitions[0].errorCode, 100);
});

test("A commit checks member, generation and static name", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  const [one] = await stableGroup(it, 1, { instanceId: "a" });
  const { memberId } = one;
  assert.equal(await commit(it, { memberId, generation: 1, instanceId: "a" }), 0);
  assert.equal(await commit(it, { memberId, generation: 1 }), 0);
  assert.equal(await commit(it, { memberId, generation: 2 }), 22);
  assert.equal(await commit(it, { memberId: "nobody", generation: 1 }), 25);
  assert.equal(await commit(it, { memberId: "nobody", generation: 1, instanceId: "a" }), 82);
  assert.equal(await commit(it, { memberId, generation: 1, instanceId: "b" }), 25);
  // Without a generation the group must be empty.
  assert.equal(await commit(it), 25);
  assert.equal(await commit(it, { memberId }), 22);
  assert.equal(await commit(it, { version: 0 }), 25);
  assert.equal(await commit(it, { groupId: "none", generation: 0 }), 69);
  assert.equal(await commit(it, { groupId: "none", generation: 0, version: 8 }), 22);
  await one.leave();
  assert.equal(await commit(it), 0);
  assert.equal(await commit(it, { memberId, generation: 1 }), 25);
});

test("A commit between join and sync is told to wait, one during a rebalance is taken", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  const [one] = await stableGroup(it, 1);
  const two = await member(it);
  const joining = two.join();
  await it.clock.advance(1);
  assert.equal(await commit(it, { memberId: one.memberId, generation: 1 }), 0);
  await it.until(Promise.all([one.join(), joining]));
  assert.equal(await commit(it, { memberId: one.memberId, generation: 2 }), 27);
});

test("A commit keeps the session alive", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  const [one] = await stableGroup(it, 1);
  for (let n = 0; n < 3; n++) {
    await it.clock.advance(9_000);
    assert.equal(await commit(it, { memberId: one.memberId, generation: 1 }), 0);
  }
  await it.clock.advance(10_001);
  assert.equal(await commit(it, { memberId: one.memberId, generation: 1 }), 25);
});

test("Metadata of more than 4096 characters are refused, null metadata become empty", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  assert.equal(await commit(it, { metadata: "x".repeat(4097) }), 12);
  assert.equal((await committed(it)).committedOffset, -1n);
  assert.equal(await commit(it, { metadata: "x".repeat(4096) }), 0);
  const partitions = [{ partitionIndex: 0, committedOffset: 1n, committedMetadata: null }];
  await it.call(OffsetCommit, { groupId: "g", topics: [{ name: "orders", partitions }] }, { version: 9 });
  assert.equal((await committed(it)).metadata, "");
});

test("The offsets of a deleted topic are gone, also when it is made again", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  await commit(it);
  it.cluster.deleteTopic("orders");
  assert.equal((await committed(it)).committedOffset, -1n);
  it.cluster.createTopic("orders");
  assert.equal((await committed(it)).committedOffset, -1n);
  const { groups } = await it.call(OffsetFetch, { groups: [{ groupId: "g", topics: null }] }, { version: 9 });
  assert.deepEqual(groups[0].topics, []);
});

test("Only the coordinator commits and fetches; offsets survive its move", async (t) => {
  const it = await world(t, { brokers: 2, topics: { orders: 1 } });
  it.cluster.moveCoordinator("group", "g", 1);
  await it.clock.advance(100);
  assert.equal(await commit(it, { node: 2 }), 16);
  assert.equal(await commit(it), 0);
  it.cluster.moveCoordinator("group", "g", 2);
  assert.equal(await commit(it, { node: 2 }), 14);
  const groups = [{ groupId: "g", topics: null }];
  assert.equal((await it.call(OffsetFetch, { groups }, { version: 9 })).groups[0].errorCode, 16);
  await it.clock.advance(100);
  assert.equal((await committed(it, { node: 2 })).committedOffset, 5n);
  const asked = { groupId: "g", topics: [{ name: "orders", partitionIndexes: [0] }] };
  assert.equal((await it.call(OffsetFetch, asked, { version: 1 })).topics[0].partitions[0].errorCode, 16);
  const top = await it.call(OffsetFetch, asked, { version: 2 });
  assert.deepEqual([top.errorCode, top.topics.length], [16, 0]);
});

test("OffsetDelete deletes what nobody reads", async (t) => {
  const it = await world(t, { topics: { orders: 2, parts: 1 } });
  const remove = async (...topics: [string, number][]) => {
    const asked = topics.map(([name, partitionIndex]) => ({ name, partitions: [{ partitionIndex }] }));
    const { errorCode, topics: answers } = await it.call(OffsetDelete, { groupId: "g", topics: asked });
    return errorCode || answers.map(({ partitions }) => partitions[0].errorCode);
  };
  assert.equal(await remove(["orders", 0]), 69);
  await commit(it);
  assert.deepEqual(await remove(["orders", 0], ["orders", 7], ["none", 0], ["parts", 0]), [0, 3, 3, 0]);
  assert.equal((await committed(it)).committedOffset, -1n);
  const [one] = await stableGroup(it, 1);
  await commit(it, { memberId: one.memberId, generation: 1 });
  assert.deepEqual(await remove(["orders", 0], ["parts", 0]), [86, 0]);
  assert.equal((await committed(it)).committedOffset, 5n);
  await one.leave();
  assert.deepEqual(await remove(["orders", 0]), [0]);
  await stableGroup(it, 1, { protocolType: "connect" });
  assert.equal(await remove(["orders", 0]), 68);
  assert.equal((await it.call(OffsetDelete, { groupId: "" })).errorCode, 24);
});

test("Offsets of a transaction are held back until it is committed, and a later commit wins over them", () => {
  const offsets = new GroupOffsets(() => true);
  const value = (offset: bigint) => ({ offset, leaderEpoch: -1, metadata: "", now: 0, topicId: "t" });
  const [a, b] = [1n, 2n];
  offsets.commit("orders", 0, value(1n));
  offsets.commitInTransaction(a, "orders", 0, value(2n));
  offsets.commitInTransaction(b, "orders", 1, value(3n));
  assert.deepEqual([0, 1, 2].map((partition) => offsets.isPending("orders", partition)), [true, true, false]);
  assert.equal(offsets.fetch("orders", 0)?.offset, 1n);
  offsets.endTransaction(a, true);
  offsets.endTransaction(b, false);
  assert.deepEqual([offsets.fetch("orders", 0)?.offset, offsets.fetch("orders", 1)], [2n, undefined]);
  assert.equal(offsets.isPending("orders", 1), false);
  offsets.commitInTransaction(a, "orders", 0, value(4n));
  offsets.commit("orders", 0, value(5n));
  offsets.endTransaction(a, true);
  assert.equal(offsets.fetch("orders", 0)?.offset, 5n);
  offsets.commitInTransaction(a, "orders", 0, value(6n));
  assert.equal(offsets.remove("orders", 0), true);
  offsets.endTransaction(a, true);
  assert.deepEqual([offsets.fetch("orders", 0), offsets.empty], [undefined, true]);
});
