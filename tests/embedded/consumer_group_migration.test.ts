// Groups that change between the classic and the consumer protocol, with members and without.
import assert from "node:assert/strict";
import { decodeConsumerProtocolAssignment } from "../../protocol/messages/consumer_protocol_assignment.ts";
import { encodeConsumerProtocolAssignment } from "../../protocol/messages/consumer_protocol_assignment.ts";
import { DescribeGroups } from "../../protocol/messages/describe_groups.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { ListGroups } from "../../protocol/messages/list_groups.ts";
import { OffsetCommit } from "../../protocol/messages/offset_commit.ts";
import { OffsetFetch } from "../../protocol/messages/offset_fetch.ts";
import { SyncGroup } from "../../protocol/messages/sync_group.ts";
import { Reader } from "../../protocol/wire/reader.ts";
import { Writer } from "../../protocol/wire/writer.ts";
import { test } from "../harness.ts";
import { consumer, describeConsumers, settleConsumers } from "./consumer_group_client.ts";
import { type Member, member, stableGroup } from "./group_client.ts";
import { type World, world } from "./raw_client.ts";

function assignment(...partitions: number[]): Uint8Array {
  const writer = new Writer();
  writer.int16(0);
  encodeConsumerProtocolAssignment(writer, { assignedPartitions: [{ topic: "orders", partitions }] }, 0);
  return writer.toUint8Array();
}

/** Joins a classic member and says what it is assigned; null = it has to join again. */
async function rejoin(it: World, classic: Member): Promise<number[] | null> {
  const joined = await it.until(classic.join());
  assert.equal(joined.errorCode, 0);
  const synced = await it.until(classic.sync(false));
  if (synced.errorCode !== 0) return null;
  const reader = new Reader(synced.assignment);
  reader.int16();
  return decodeConsumerProtocolAssignment(reader, 0).assignedPartitions.flatMap((one) => one.partitions).sort();
}

/** A classic group of one member with all four partitions. */
async function classicGroup(it: World): Promise<Member> {
  const classic = await member(it);
  await it.until(classic.join());
  const assignments = [{ memberId: classic.memberId, assignment: assignment(0, 1, 2, 3) }];
  const { memberId, generation: generationId } = classic;
  const request = {
    groupId: "g",
    memberId,
    generationId,
    protocolType: "consumer",
    protocolName: "range",
    assignments,
  };
  assert.equal((await it.until(classic.client.call(SyncGroup, request, 5))).errorCode, 0);
  return classic;
}

async function typeOf({ call }: World): Promise<string> {
  return (await call(ListGroups, {}, { version: 5 })).groups[0].groupType;
}

test("A classic group with members becomes a consumer group, and a classic one again", async (t) => {
  const it = await world(t, { topics: { orders: 4 } });
  const classic = await classicGroup(it);
  assert.equal(await typeOf(it), "classic");
  const one = consumer(it, "m1");
  assert.equal((await one.join()).errorCode, 0);
  assert.deepEqual(one.partitions, []);
  assert.equal(await typeOf(it), "consumer");
  const { members } = await describeConsumers(it);
  assert.deepEqual(members.map(({ memberType }) => memberType), [0, 1]);
  assert.deepEqual(members[0].assignment.topicPartitions[0].partitions, [0, 1, 2, 3]);

  assert.equal(await classic.beat(), ErrorCode.REBALANCE_IN_PROGRESS);
  assert.deepEqual(await rejoin(it, classic), [0, 1], "it names no partitions of its own: it has given them up");
  await settleConsumers([one]);
  assert.deepEqual(one.partitions, [2, 3]);
  assert.equal(await classic.beat(), 0);
  assert.equal((await describeConsumers(it)).groupState, "Stable");

  assert.equal((await one.leave()).errorCode, 0);
  assert.equal(await typeOf(it), "classic");
  assert.equal(await classic.beat(), ErrorCode.REBALANCE_IN_PROGRESS);
  await it.until(classic.join());
  assert.ok(classic.leads);
  assert.equal((await it.until(classic.sync())).errorCode, 0);
  const { groups: [group] } = await it.call(DescribeGroups, { groups: ["g"] });
  assert.deepEqual([group.groupState, group.members.length], ["Stable", 1]);
});

test("Classic members join a consumer group, wait for partitions and leave it", async (t) => {
  const it = await world(t, { topics: { orders: 4 } });
  const [one, classic] = [consumer(it, "m1"), await member(it)];
  await one.join();
  assert.deepEqual(await rejoin(it, classic), []);
  assert.equal(await classic.beat(), 0, "what it is to get is still held");
  await settleConsumers([one]);
  assert.equal(await classic.beat(), ErrorCode.REBALANCE_IN_PROGRESS);
  assert.deepEqual(await rejoin(it, classic), [2, 3]);
  assert.equal(await classic.leave(), 0);
  await settleConsumers([one]);
  assert.deepEqual(one.partitions, [0, 1, 2, 3]);
  assert.equal(await classic.beat(), ErrorCode.UNKNOWN_MEMBER_ID);
});

test("A classic member that does not join again in time is gone", async (t) => {
  const it = await world(t, { topics: { orders: 4 } });
  const [one, classic] = [consumer(it, "m1"), await member(it, { rebalanceTimeoutMs: 20_000 })];
  await one.join();
  await rejoin(it, classic);
  await settleConsumers([one]);
  for (let n = 0; n < 4; n++) {
    assert.equal(await classic.beat(), ErrorCode.REBALANCE_IN_PROGRESS);
    await it.clock.advance(5_001);
    await one.beat();
  }
  assert.equal(await classic.beat(), ErrorCode.UNKNOWN_MEMBER_ID);
});

test("A member of a consumer group may not speak the other protocol than its own", async (t) => {
  const it = await world(t, { topics: { orders: 4 } });
  const [one, classic] = [consumer(it, "m1"), await member(it, { protocols: ["range"] })];
  await one.join();
  await rejoin(it, classic);
  classic.generation++;
  assert.equal(await classic.beat(), ErrorCode.ILLEGAL_GENERATION);
  const other = await member(it, { protocols: ["own"] });
  assert.equal((await it.until(other.join())).errorCode, ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
  const connect = await member(it, { protocolType: "connect" });
  assert.equal((await it.until(connect.join())).errorCode, ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
  other.memberId = "m1";
  assert.equal(await other.beat(), ErrorCode.UNKNOWN_MEMBER_ID);
  assert.equal(await other.leave(), 0, "an administrator may send it away so");
  assert.equal(await typeOf(it), "classic", "it was the last one of the new protocol");
});

test("A static member takes its place with the other protocol, both ways", async (t) => {
  const it = await world(t, { topics: { orders: 4 } });
  const old = await member(it, { instanceId: "i1" });
  const one = consumer(it, "m1");
  await one.join();
  await rejoin(it, old);
  await settleConsumers([one]);
  const modern = consumer(it, "m2", { instanceId: "i1" });
  assert.equal((await modern.join()).errorCode, 0);
  await settleConsumers([one, modern]);
  assert.deepEqual([...one.partitions, ...modern.partitions].sort(), [0, 1, 2, 3]);
  await one.leave();
  await settleConsumers([modern]);
  const back = await member(it, { instanceId: "i1" });
  await it.until(back.join());
  assert.equal(await typeOf(it), "classic", "it was the last one of the new protocol");
});

test("Groups that cannot be upgraded are not found by heartbeats", async (t) => {
  const it = await world(t, { topics: { orders: 4 } });
  const connect = await stableGroup(it, 1, { protocolType: "connect" });
  const one = consumer(it, "m1");
  const refused = await one.join();
  assert.deepEqual([refused.errorCode, refused.errorMessage], [
    ErrorCode.GROUP_ID_NOT_FOUND,
    "Cannot upgrade classic group g to consumer group because the group does not use the consumer embedded protocol.",
  ]);
  assert.equal(await connect[0].beat(), 0);
  await stableGroup(it, 1, { groupId: "odd" });
  const malformed = await consumer(it, "m1", { groupId: "odd" }).join();
  assert.equal(
    malformed.errorMessage,
    "Cannot upgrade classic group odd to consumer group because the embedded consumer protocol is malformed.",
  );
  assert.equal((await consumer(it, "m1").send({ memberEpoch: 3 })).errorMessage, "Group g is not a consumer group.");
});

test("With migration switched off neither protocol takes a group of the other with members", async (t) => {
  const it = await world(t, { topics: { orders: 4 }, groupConsumerMigrationPolicy: "disabled" });
  await classicGroup(it);
  assert.equal(
    (await consumer(it, "m1").join()).errorMessage,
    "Cannot upgrade classic group g to consumer group because online upgrade is disabled.",
  );
  await consumer(it, "m1", { groupId: "h" }).join();
  const classic = await member(it, { groupId: "h" });
  assert.equal((await it.until(classic.join())).errorCode, ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
});

test("An empty group goes over to either protocol and keeps its offsets", async (t) => {
  const it = await world(t, { topics: { orders: 4 } });
  const partitions = [{ partitionIndex: 0, committedOffset: 5n, committedMetadata: "" }];
  await it.call(OffsetCommit, { groupId: "g", topics: [{ name: "orders", partitions }] }, { version: 9 });
  const one = consumer(it, "m1");
  await one.join();
  assert.equal(await typeOf(it), "consumer");
  const fetch = async () => {
    const topics = [{ name: "orders", partitionIndexes: [0] }];
    const { groups } = await it.call(OffsetFetch, { groups: [{ groupId: "g", topics }] }, { version: 9 });
    return groups[0].topics[0].partitions[0].committedOffset;
  };
  assert.equal(await fetch(), 5n);
  await one.leave();
  await stableGroup(it, 1);
  assert.equal(await typeOf(it), "classic");
  assert.equal(await fetch(), 5n);
});
