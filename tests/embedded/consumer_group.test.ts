// The consumer group protocol (KIP-848) of the embedded broker: epochs, reconciliation, fencing, static members, patterns.
import assert from "node:assert/strict";
import type { ConsumerGroupHeartbeatRequest } from "../../protocol/messages/consumer_group_heartbeat.ts";
import { CreatePartitions } from "../../protocol/messages/create_partitions.ts";
import { CreateTopics } from "../../protocol/messages/create_topics.ts";
import { DeleteGroups } from "../../protocol/messages/delete_groups.ts";
import { DeleteTopics } from "../../protocol/messages/delete_topics.ts";
import { DescribeGroups } from "../../protocol/messages/describe_groups.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { IncrementalAlterConfigs } from "../../protocol/messages/incremental_alter_configs.ts";
import { ListGroups } from "../../protocol/messages/list_groups.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { test } from "../harness.ts";
import { consumer, describeConsumers, settleConsumers } from "./consumer_group_client.ts";
import { type World, world } from "./raw_client.ts";

function createTopic({ call }: World, name: string, numPartitions = 1) {
  return call(CreateTopics, { topics: [{ name, numPartitions, replicationFactor: 1 }], timeoutMs: 1000 });
}

test("A member joins, gets everything, and is described", async (t) => {
  const it = await world(t, { topics: { orders: 3 } });
  const one = consumer(it, "m1");
  const joined = await one.join();
  assert.deepEqual([joined.errorCode, joined.memberId, joined.memberEpoch], [0, "m1", 2]);
  assert.equal(joined.heartbeatIntervalMs, 5000);
  assert.deepEqual(one.partitions, [0, 1, 2]);
  const beat = await one.beat();
  assert.deepEqual([beat.memberEpoch, beat.assignment], [2, null]);
  const group = await describeConsumers(it);
  assert.deepEqual([group.groupState, group.groupEpoch, group.assignmentEpoch], ["Stable", 2, 2]);
  assert.equal(group.assignorName, "uniform");
  const [member] = group.members;
  assert.deepEqual(
    [member.memberId, member.memberEpoch, member.subscribedTopicNames, member.subscribedTopicRegex, member.memberType],
    ["m1", 2, ["orders"], "", 1],
  );
  assert.deepEqual(member.assignment.topicPartitions.map(({ topicName, partitions }) => [topicName, partitions]), [
    ["orders", [0, 1, 2]],
  ]);
  assert.deepEqual(member.targetAssignment, member.assignment);
});

test("A group of the consumer protocol is listed, and DescribeGroups does not know it", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  await consumer(it, "m1").join();
  const listed = await it.call(ListGroups, { typesFilter: ["consumer"] }, { version: 5 });
  assert.deepEqual(
    listed.groups.map(({ groupId, groupState, groupType, protocolType }) => {
      return [groupId, groupState, groupType, protocolType];
    }),
    [["g", "Stable", "consumer", "consumer"]],
  );
  const [newer] = (await it.call(DescribeGroups, { groups: ["g"] }, { version: 6 })).groups;
  assert.deepEqual([newer.errorCode, newer.errorMessage], [69, "Group g is not a classic group."]);
  const [older] = (await it.call(DescribeGroups, { groups: ["g"] }, { version: 5 })).groups;
  assert.deepEqual([older.errorCode, older.groupState], [0, "Dead"]);
});

test("A second member waits until the first one has given up what it gets", async (t) => {
  const it = await world(t, { topics: { orders: 4 } });
  const [one, two] = [consumer(it, "m1"), consumer(it, "m2")];
  await one.join();
  const joined = await two.join();
  assert.deepEqual([joined.memberEpoch, two.partitions], [3, []]);
  assert.equal((await describeConsumers(it)).groupState, "Reconciling");

  const told = await one.send({});
  assert.equal(told.memberEpoch, 2, "the epoch stays while something is to be given up");
  assert.deepEqual(told.assignment?.topicPartitions[0].partitions, [0, 1]);
  const shown = (await describeConsumers(it)).members.find(({ memberId }) => memberId === "m1");
  assert.deepEqual(shown?.assignment.topicPartitions[0].partitions, [0, 1, 2, 3], "what it gives up is still its own");
  await two.beat();
  assert.deepEqual(two.partitions, []);
  assert.equal((await one.send({})).memberEpoch, 2, "it has not said that it gave up");

  const [{ topicId }] = one.topicPartitions();
  assert.equal((await one.beat({ topicPartitions: [{ topicId, partitions: [0, 1] }] })).memberEpoch, 3);
  await two.beat();
  assert.deepEqual(two.partitions, [2, 3]);
  assert.equal((await describeConsumers(it)).groupState, "Stable");
});

test("What a member leaves behind goes to the others", async (t) => {
  const it = await world(t, { topics: { orders: 5 } });
  const members = ["m1", "m2", "m3"].map((id) => consumer(it, id));
  for (const member of members) await member.join();
  await settleConsumers(members);
  assert.deepEqual(members.flatMap(({ partitions }) => partitions).sort(), [0, 1, 2, 3, 4]);
  const left = await members[1].leave();
  assert.deepEqual([left.errorCode, left.memberId, left.memberEpoch], [0, "m2", -1]);
  assert.equal((await describeConsumers(it)).groupState, "Assigning");
  const rest = [members[0], members[2]];
  await settleConsumers(rest);
  assert.deepEqual(rest.flatMap(({ partitions }) => partitions).sort(), [0, 1, 2, 3, 4]);
  for (const member of rest) await member.leave();
  const { groupState, groupEpoch, assignmentEpoch } = await describeConsumers(it);
  assert.deepEqual([groupState, groupEpoch - assignmentEpoch], ["Empty", 0]);
  const [deleted] = (await it.call(DeleteGroups, { groupsNames: ["g"] })).results;
  assert.equal(deleted.errorCode, 0);
  assert.equal((await describeConsumers(it)).errorMessage, "Group g not found.");
});

test("Wrong epochs are fenced; the one before is good while nothing else is held", async (t) => {
  const it = await world(t, { topics: { orders: 2 } });
  const [one, two] = [consumer(it, "m1"), consumer(it, "m2")];
  await one.join();
  const [{ topicId }] = one.topicPartitions();
  await two.join();
  await settleConsumers([one, two]);
  assert.equal(one.epoch, 3);
  const retry = await one.send({ memberEpoch: 2, topicPartitions: one.topicPartitions() });
  assert.deepEqual([retry.errorCode, retry.memberEpoch], [0, 3]);
  for (
    const [memberEpoch, owned, what] of [[2, [0, 1], "smaller"], [1, [0], "smaller"], [9, [0], "greater"]] as const
  ) {
    const answer = await one.send({ memberEpoch, topicPartitions: [{ topicId, partitions: owned }] });
    assert.equal(answer.errorCode, ErrorCode.FENCED_MEMBER_EPOCH);
    assert.equal(
      answer.errorMessage,
      `The consumer group member has a ${what} member epoch (${memberEpoch}) than the one known by the group coordinator (3). The member must abandon all its partitions and rejoin.`,
    );
  }
  assert.equal((await one.send({ memberEpoch: 2 })).errorCode, ErrorCode.FENCED_MEMBER_EPOCH, "nothing is told");
  const unknown = await consumer(it, "m9").send({ memberEpoch: 3 });
  assert.equal(unknown.errorMessage, "Member m9 is not a member of group g.");
  assert.equal(unknown.errorCode, ErrorCode.UNKNOWN_MEMBER_ID);
  assert.equal((await consumer(it, "m9").leave()).errorCode, ErrorCode.UNKNOWN_MEMBER_ID);
  assert.equal((await one.join()).errorCode, 0, "a member that was fenced joins again with its id");
});

test("A member that is silent for its session is gone", async (t) => {
  const it = await world(t, { topics: { orders: 2 }, groupConsumerSessionTimeoutMs: 10_000 });
  const [one, two] = [consumer(it, "m1"), consumer(it, "m2")];
  await one.join();
  await two.join();
  await settleConsumers([one, two]);
  await it.clock.advance(6_000);
  await one.beat();
  await it.clock.advance(6_000);
  await settleConsumers([one]);
  assert.deepEqual(one.partitions, [0, 1]);
  assert.equal((await two.beat()).errorCode, ErrorCode.UNKNOWN_MEMBER_ID);
});

test("A member that does not give up in its rebalance timeout is gone", async (t) => {
  const it = await world(t, { topics: { orders: 2 } });
  const [one, two] = [consumer(it, "m1"), consumer(it, "m2")];
  await one.join({ rebalanceTimeoutMs: 20_000 });
  await two.join();
  assert.equal((await one.send({})).memberEpoch, 2);
  for (let n = 0; n < 3; n++) {
    await it.clock.advance(5_000);
    assert.equal((await one.send({})).errorCode, 0);
    await two.beat();
  }
  await it.clock.advance(5_001);
  assert.equal((await one.send({})).errorCode, ErrorCode.UNKNOWN_MEMBER_ID);
  await two.beat();
  assert.deepEqual(two.partitions, [0, 1]);
});

test("Bad requests are refused in Kafka's order and words", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  const good: Init<ConsumerGroupHeartbeatRequest> = {
    groupId: "g",
    memberId: "m",
    memberEpoch: 0,
    rebalanceTimeoutMs: 1000,
    subscribedTopicNames: ["orders"],
    topicPartitions: [],
  };
  const cases: readonly (readonly [Init<ConsumerGroupHeartbeatRequest>, number, string | null])[] = [
    [{ memberId: "", groupId: "" }, 42, "MemberId can't be empty."],
    [{ groupId: "" }, 42, "GroupId can't be empty."],
    [{ instanceId: "" }, 42, "InstanceId can't be empty."],
    [{ rackId: "" }, 42, "RackId can't be empty."],
    [{ rebalanceTimeoutMs: -1 }, 42, "RebalanceTimeoutMs must be provided in first request."],
    [{ topicPartitions: null }, 42, "TopicPartitions must be empty when (re-)joining."],
    [{ topicPartitions: [{ partitions: [0] }] }, 42, "TopicPartitions must be empty when (re-)joining."],
    [
      { subscribedTopicNames: null },
      42,
      "Either SubscribedTopicNames or SubscribedTopicRegex must be non-null when (re-)joining.",
    ],
    [{ memberEpoch: -2 }, 42, "InstanceId can't be null."],
    [{ memberEpoch: -3 }, 42, "MemberEpoch is invalid."],
    [{ serverAssignor: "own" }, 112, "ServerAssignor own is not supported. Supported assignors: uniform, range."],
    [{ memberEpoch: 1 }, 69, "Consumer group g not found."],
    [{ memberEpoch: -1 }, 69, "Consumer group g not found."],
  ];
  const one = consumer(it, "m");
  for (const [change, errorCode, errorMessage] of cases) {
    const answer = await one.send({ ...good, ...change });
    assert.deepEqual([answer.errorCode, answer.errorMessage], [errorCode, errorMessage]);
  }
  assert.deepEqual((await it.call(ListGroups, {})).groups, [], "nothing was made");
  const old = await one.send({ ...good, memberId: "" }, 0);
  assert.equal(old.errorCode, 0);
  assert.match(old.memberId ?? "", /^[0-9A-Za-z_-]{22}$/);
});

test("A static member leaves for a while and takes its place again with another id", async (t) => {
  const it = await world(t, { topics: { orders: 4 } });
  const [one, two] = [consumer(it, "m1", { instanceId: "i1" }), consumer(it, "m2", { instanceId: "i2" })];
  await one.join();
  await two.join();
  await settleConsumers([one, two]);
  const mine = one.partitions;
  const again = consumer(it, "m3", { instanceId: "i1" });
  const early = await again.join();
  assert.equal(early.errorCode, ErrorCode.UNRELEASED_INSTANCE_ID);
  assert.equal(
    early.errorMessage,
    "Static member m3 with instance id i1 cannot join the group because the instance id is owned by m1 member.",
  );
  const left = await one.leave(-2);
  assert.deepEqual([left.errorCode, left.memberEpoch], [0, -2]);
  const { groupEpoch } = await describeConsumers(it);
  assert.equal((await again.join()).memberEpoch, groupEpoch);
  assert.deepEqual(again.partitions, mine, "nobody else had to move");
  const fenced = await one.send({ memberEpoch: 3 });
  assert.equal(fenced.errorCode, ErrorCode.FENCED_INSTANCE_ID);
  assert.equal(fenced.errorMessage, "Static member m1 with instance id i1 was fenced by member m3.");
  const unknown = await consumer(it, "m4", { instanceId: "i9" }).send({ memberEpoch: 3 });
  assert.deepEqual([unknown.errorCode, unknown.errorMessage], [
    ErrorCode.UNKNOWN_MEMBER_ID,
    "Instance id i9 is unknown.",
  ]);
  assert.equal((await again.leave()).errorCode, 0);
  assert.equal((await describeConsumers(it)).members.length, 1);
});

test("A static member that does not come back in its session loses its place", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  const one = consumer(it, "m1", { instanceId: "i1" });
  await one.join();
  await one.leave(-2);
  await it.clock.advance(44_000);
  assert.equal((await describeConsumers(it)).members[0].memberEpoch, -2);
  await it.clock.advance(2_000);
  assert.equal((await describeConsumers(it)).groupState, "Empty");
});

test("Patterns find topics with the next heartbeat, and new topics later", async (t) => {
  const it = await world(t, { topics: { "in-a": 1, "in-b": 2, out: 1 } });
  const one = consumer(it, "m1", { topics: [], regex: "in-.*" });
  const joined = await one.join();
  assert.deepEqual([joined.memberEpoch, one.partitions], [1, []]);
  await one.beat();
  assert.deepEqual([one.epoch, one.owned.length], [2, 3]);
  assert.equal((await describeConsumers(it)).members[0].subscribedTopicRegex, "in-.*");
  await createTopic(it, "in-c");
  await one.beat();
  assert.equal(one.owned.length, 3, "topics are looked at every ten seconds at most");
  await it.clock.advance(10_001);
  await one.beat();
  await one.beat();
  assert.equal(one.owned.length, 4);
  const bad = await one.beat({ subscribedTopicRegex: "in-(" });
  assert.equal(bad.errorCode, ErrorCode.INVALID_REGULAR_EXPRESSION);
  assert.match(bad.errorMessage ?? "", /^SubscribedTopicRegex `in-\(` is not a valid regular expression: /);
  await one.beat({ subscribedTopicRegex: "", subscribedTopicNames: ["out"] });
  await one.beat();
  assert.equal(one.owned.length, 1);
});

test("Topics that grow, come and go ask for another assignment", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  const one = consumer(it, "m1", { topics: ["orders", "later"] });
  await one.join();
  assert.equal(one.owned.length, 1);
  await it.call(CreatePartitions, { topics: [{ name: "orders", count: 3, assignments: null }], timeoutMs: 1000 });
  await one.beat();
  assert.deepEqual([one.epoch, one.owned.length], [3, 3]);
  await createTopic(it, "later", 2);
  await one.beat();
  assert.deepEqual([one.epoch, one.owned.length], [4, 5]);
  await it.call(DeleteTopics, { topics: [{ name: "orders" }], timeoutMs: 1000 });
  await one.beat();
  await one.beat();
  assert.deepEqual([one.epoch, one.owned.length], [5, 2]);
});

test("The group follows the assignor that most members prefer", async (t) => {
  const it = await world(t, { topics: { a: 2, b: 2 } });
  const topics = ["a", "b"];
  const [one, two] = ["m1", "m2"].map((id) => consumer(it, id, { topics, assignor: "range" }));
  await one.join();
  await two.join();
  await settleConsumers([one, two]);
  assert.equal((await describeConsumers(it)).assignorName, "range");
  assert.deepEqual(one.partitions, [0, 0]);
  assert.deepEqual(two.partitions, [1, 1]);
});

test("Groups have settings of their own", async (t) => {
  const it = await world(t, { topics: { orders: 1 }, groupConsumerHeartbeatIntervalMs: 7000 });
  const set = (name: string, value: string) => ({ name, configOperation: 0, value });
  await it.call(IncrementalAlterConfigs, {
    resources: [{
      resourceType: 32,
      resourceName: "g",
      configs: [set("consumer.heartbeat.interval.ms", "9000"), set("consumer.session.timeout.ms", "60000")],
    }],
  });
  assert.equal((await consumer(it, "m1").join()).heartbeatIntervalMs, 9000);
  assert.equal((await consumer(it, "m1", { groupId: "h" }).join()).heartbeatIntervalMs, 7000);
  await it.clock.advance(50_000);
  assert.equal((await describeConsumers(it)).groupState, "Stable");
  assert.equal((await describeConsumers(it, "h")).groupState, "Empty");
});

test("A full group takes nobody else, and assignments keep their distance", async (t) => {
  const it = await world(t, {
    topics: { orders: 2 },
    groupConsumerMaxSize: 2,
    groupConsumerAssignmentIntervalMs: 1000,
  });
  const [one, two, three] = ["m1", "m2", "m3"].map((id) => consumer(it, id));
  await one.join();
  assert.equal((await two.join()).memberEpoch, 2, "the target is of the epoch before");
  assert.equal((await describeConsumers(it)).groupState, "Assigning");
  const full = await three.join();
  assert.deepEqual([full.errorCode, full.errorMessage], [
    ErrorCode.GROUP_MAX_SIZE_REACHED,
    "The consumer group has reached its maximum capacity of 2 members.",
  ]);
  await it.clock.advance(1000);
  await settleConsumers([one, two]);
  assert.deepEqual([one.partitions.length, two.partitions.length], [1, 1]);
});

test("Members stay when the coordinator moves, and are sent to the other one", async (t) => {
  const it = await world(t, { brokers: 2, topics: { orders: 2 } });
  const [from, to] = [1, 2];
  it.cluster.moveCoordinator("group", "g", from);
  await it.clock.advance(100);
  const one = consumer(it, "m1", { node: from });
  await one.join();
  it.cluster.moveCoordinator("group", "g", to);
  await it.clock.advance(100);
  const refused = await one.beat();
  assert.equal(refused.errorCode, ErrorCode.NOT_COORDINATOR);
  const moved = consumer(it, "m1", { node: to });
  moved.epoch = one.epoch;
  moved.owned = one.owned;
  assert.equal((await moved.beat()).errorCode, 0);
  await it.clock.advance(46_000);
  assert.equal((await describeConsumers(it, "g", to)).groupState, "Empty", "its session has begun anew and is over");
});
