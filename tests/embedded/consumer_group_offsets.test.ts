// Offsets of consumer groups (KIP-848): which member epochs may commit and fetch, in and out of transactions.
import assert from "node:assert/strict";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { OffsetCommit } from "../../protocol/messages/offset_commit.ts";
import { OffsetDelete } from "../../protocol/messages/offset_delete.ts";
import { OffsetFetch } from "../../protocol/messages/offset_fetch.ts";
import { test } from "../harness.ts";
import { consumer, settleConsumers } from "./consumer_group_client.ts";
import { type World, world } from "./raw_client.ts";

interface Claim {
  readonly memberId?: string;
  readonly epoch?: number;
  readonly partitions?: readonly number[];
  readonly version?: number;
}

async function commit({ call }: World, { memberId = "", epoch = -1, partitions = [0], version = 9 }: Claim) {
  const { topics } = await call(OffsetCommit, {
    groupId: "g",
    memberId,
    generationIdOrMemberEpoch: epoch,
    topics: [{
      name: "orders",
      partitions: partitions.map((partitionIndex) => ({ partitionIndex, committedOffset: 7n, committedMetadata: "" })),
    }],
  }, { version });
  return topics[0].partitions.map(({ errorCode }) => errorCode);
}

async function fetchOffset({ call }: World, memberId: string | null, memberEpoch: number) {
  const topics = [{ name: "orders", partitionIndexes: [0] }];
  const { groups: [group] } = await call(OffsetFetch, { groups: [{ groupId: "g", memberId, memberEpoch, topics }] }, {
    version: 9,
  });
  return group.errorCode !== 0 ? group.errorCode : group.topics[0].partitions[0].committedOffset;
}

test("A member commits and fetches with its epoch, and with no other", async (t) => {
  const it = await world(t, { topics: { orders: 4 } });
  const one = consumer(it, "m1");
  await one.join();
  assert.deepEqual(await commit(it, { memberId: "m1", epoch: one.epoch }), [0]);
  assert.deepEqual(await commit(it, { memberId: "m1", epoch: 9 }), [ErrorCode.STALE_MEMBER_EPOCH]);
  assert.deepEqual(await commit(it, { memberId: "m9", epoch: 2 }), [ErrorCode.UNKNOWN_MEMBER_ID]);
  assert.deepEqual(await commit(it, {}), [ErrorCode.UNKNOWN_MEMBER_ID]);
  assert.deepEqual(await commit(it, { memberId: "m1", epoch: 2, version: 8 }), [ErrorCode.UNSUPPORTED_VERSION]);
  assert.equal(await fetchOffset(it, "m1", one.epoch), 7n);
  assert.equal(await fetchOffset(it, null, -1), 7n);
  assert.equal(await fetchOffset(it, "", -1), ErrorCode.UNKNOWN_MEMBER_ID);
  assert.equal(await fetchOffset(it, "m1", 9), ErrorCode.STALE_MEMBER_EPOCH);
  assert.equal(await fetchOffset(it, "m9", 2), ErrorCode.UNKNOWN_MEMBER_ID);
});

test("An older epoch commits what the member has held since then, and nothing else", async (t) => {
  const it = await world(t, { topics: { orders: 4 } });
  const [one, two] = [consumer(it, "m1"), consumer(it, "m2")];
  await one.join();
  await two.join();
  await settleConsumers([one, two]);
  assert.deepEqual([one.epoch, one.partitions, two.partitions], [3, [0, 1], [2, 3]]);
  assert.deepEqual(await commit(it, { memberId: "m1", epoch: 2, partitions: [0, 1] }), [0, 0]);
  const stale = ErrorCode.STALE_MEMBER_EPOCH;
  assert.deepEqual(await commit(it, { memberId: "m1", epoch: 2, partitions: [0, 2] }), [stale, stale]);
  await two.leave();
  await settleConsumers([one]);
  assert.deepEqual([one.epoch, one.partitions], [4, [0, 1, 2, 3]]);
  assert.deepEqual(await commit(it, { memberId: "m1", epoch: 2, partitions: [0] }), [0]);
  assert.deepEqual(await commit(it, { memberId: "m1", epoch: 3, partitions: [2] }), [stale], "given at epoch 4");
});

test("Offsets stay in an empty group, where anyone may commit", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  const one = consumer(it, "m1");
  await one.join();
  await commit(it, { memberId: "m1", epoch: one.epoch });
  const request = { groupId: "g", topics: [{ name: "orders", partitions: [{ partitionIndex: 0 }] }] };
  const [refused] = (await it.call(OffsetDelete, request)).topics[0].partitions;
  assert.equal(refused.errorCode, ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC);
  await one.leave();
  assert.equal(await fetchOffset(it, null, -1), 7n);
  assert.deepEqual(await commit(it, {}), [0]);
  const [deleted] = (await it.call(OffsetDelete, request)).topics[0].partitions;
  assert.equal(deleted.errorCode, 0);
});
