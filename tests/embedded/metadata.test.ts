// Metadata, DescribeCluster, DescribeTopicPartitions and FindCoordinator of the embedded broker.
import assert from "node:assert/strict";
import { DescribeCluster } from "../../protocol/messages/describe_cluster.ts";
import { DescribeTopicPartitions } from "../../protocol/messages/describe_topic_partitions.ts";
import { FindCoordinator } from "../../protocol/messages/find_coordinator.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { ZERO_UUID } from "../../protocol/wire/uuid.ts";
import { test } from "../harness.ts";
import { world } from "./raw_client.ts";

test("Metadata answers in every version, and null or (version 0) empty means all topics", async (t) => {
  const { call } = await world(t, { brokers: 3, topics: { a: 2, b: 1 } });
  for (let version = 0; version <= Metadata.maxVersion; version++) {
    const all = await call(Metadata, { topics: version === 0 ? [] : null }, { version });
    assert.deepEqual(all.topics.map(({ name }) => name), ["a", "b"]);
    assert.equal(all.brokers.length, 3);
    assert.equal(all.topics[0].partitions.length, 2);
    if (version >= 1) assert.deepEqual((await call(Metadata, { topics: [] }, { version })).topics, []);
    if (version >= 1) assert.equal(all.controllerId, 1);
    if (version >= 7) assert.equal(all.topics[0].partitions[0].leaderEpoch, 0);
    if (version >= 10) assert.notEqual(all.topics[0].topicId, ZERO_UUID);
  }
});

test("Metadata spreads the leaders over the brokers", async (t) => {
  const { call } = await world(t, { brokers: 3, topics: { a: 6 } });
  const { topics: [{ partitions }] } = await call(Metadata, { topics: null });
  assert.deepEqual(partitions.map(({ leaderId }) => leaderId), [1, 2, 3, 1, 2, 3]);
  assert.deepEqual(partitions[1].replicaNodes, [2, 3, 1]);
  assert.deepEqual(partitions[1].isrNodes, [2, 3, 1]);
});

test("Internal are Kafka's own topics, and no other whose name begins like theirs", async (t) => {
  const names = ["__consumer_offsets", "__transaction_state", "__share_group_state", "__mine", "a"];
  const { call } = await world(t, { topics: Object.fromEntries(names.map((name) => [name, 1])) });
  const wanted = names.map((name, at): [string, boolean] => [name, at < 3]);
  const told = (topics: readonly { readonly name: string | null; readonly isInternal: boolean }[]) =>
    topics.map(({ name, isInternal }) => [name, isInternal]);
  assert.deepEqual(told((await call(Metadata, { topics: null })).topics), wanted);
  assert.deepEqual(told((await call(DescribeTopicPartitions, {})).topics), wanted.sort());
});

test("Metadata finds topics by id, and says which name or id is unknown", async (t) => {
  const { call } = await world(t, { topics: { a: 1 } });
  const { topics: [{ topicId }] } = await call(Metadata, { topics: [{ name: "a" }] });
  const other = topicId.replace(/^./, (first) => first === "A" ? "B" : "A");
  const { topics } = await call(Metadata, {
    topics: [
      { name: null, topicId },
      { name: null, topicId: other },
      { name: "none" },
      { name: "not a name" },
      { name: "none" },
    ],
  });
  assert.deepEqual(topics.map(({ name, errorCode }) => [name, errorCode]), [
    ["a", 0],
    [null, 100],
    ["none", 3],
    ["not a name", 17],
  ]);
});

test("Metadata makes a topic when both sides allow it, and shows it from the next answer on", async (t) => {
  const { call } = await world(t, { autoCreateTopics: true, defaultPartitions: 3 });
  const ask = (name: string, allowAutoTopicCreation: boolean) =>
    call(Metadata, { topics: [{ name }], allowAutoTopicCreation });
  assert.equal((await ask("a", false)).topics[0].errorCode, 3);
  assert.equal((await ask("a", false)).topics[0].errorCode, 3);
  assert.equal((await ask("a", true)).topics[0].errorCode, 3);
  assert.equal((await ask("a", true)).topics[0].partitions.length, 3);
  const strict = await world(t);
  await strict.call(Metadata, { topics: [{ name: "a" }], allowAutoTopicCreation: true });
  assert.deepEqual((await strict.call(Metadata, { topics: null })).topics, []);
});

test("Metadata tells authorized operations only when asked", async (t) => {
  const { call } = await world(t, { topics: { a: 1 } });
  const asked = await call(Metadata, {
    topics: null,
    includeTopicAuthorizedOperations: true,
    includeClusterAuthorizedOperations: true,
  }, { version: 8 });
  assert.equal(asked.topics[0].topicAuthorizedOperations, 3576);
  assert.equal(asked.clusterAuthorizedOperations, 8096);
  const plain = await call(Metadata, { topics: null }, { version: 8 });
  assert.equal(plain.topics[0].topicAuthorizedOperations, -2147483648);
  assert.equal(plain.clusterAuthorizedOperations, -2147483648);
});

test("Metadata shows a stopped broker as offline, and no leader where it was the only replica", async (t) => {
  const { call, cluster, until } = await world(t, {
    brokers: 2,
    topics: { two: { replicationFactor: 2 }, one: { partitions: 2, replicationFactor: 1 } },
  });
  await until(cluster.stopBroker(2));
  const { brokers, topics: [two, one] } = await call(Metadata, { topics: null });
  assert.deepEqual(brokers.map(({ nodeId }) => nodeId), [1]);
  assert.deepEqual(two.partitions[0].isrNodes, [1]);
  assert.deepEqual(two.partitions[0].offlineReplicas, [2]);
  const alone = one.partitions.find(({ replicaNodes }) => replicaNodes[0] === 2);
  assert.equal(alone?.errorCode, 5);
  assert.equal(alone?.leaderId, -1);
  assert.deepEqual(alone?.isrNodes, [2]);
  await until(cluster.startBroker(2));
  const again = await call(Metadata, { topics: null });
  assert.deepEqual(again.topics[0].partitions[0].isrNodes, [1, 2]);
  const back = again.topics[1].partitions.find(({ replicaNodes }) => replicaNodes[0] === 2);
  assert.equal(back?.leaderId, 2);
  assert.equal(back?.leaderEpoch, 2);
});

test("DescribeCluster answers in every version, for brokers alone", async (t) => {
  const { call, cluster } = await world(t, { brokers: 2, racks: ["r1", "r2"] });
  for (let version = 0; version <= DescribeCluster.maxVersion; version++) {
    const answer = await call(DescribeCluster, {}, { version });
    assert.equal(answer.clusterId, cluster.clusterId);
    assert.deepEqual(answer.brokers.map(({ brokerId, rack }) => [brokerId, rack]), [[1, "r1"], [2, "r2"]]);
  }
  assert.equal((await call(DescribeCluster, { endpointType: 2 })).errorCode, 114);
  assert.equal((await call(DescribeCluster, { endpointType: 3 })).errorCode, 115);
  assert.equal(
    (await call(DescribeCluster, { includeClusterAuthorizedOperations: true })).clusterAuthorizedOperations,
    8096,
  );
});

test("DescribeTopicPartitions goes on from its cursor", async (t) => {
  const { call } = await world(t, { topics: { b: 3, a: 2 } });
  const first = await call(DescribeTopicPartitions, { topics: [], responsePartitionLimit: 3 });
  assert.deepEqual(first.topics.map(({ name, partitions }) => [name, partitions.length]), [["a", 2], ["b", 1]]);
  assert.deepEqual({ ...first.nextCursor }, { topicName: "b", partitionIndex: 1 });
  const second = await call(DescribeTopicPartitions, {
    topics: [],
    responsePartitionLimit: 3,
    cursor: first.nextCursor,
  });
  assert.deepEqual(second.topics[0].partitions.map(({ partitionIndex }) => partitionIndex), [1, 2]);
  assert.equal(second.nextCursor, null);
  const named = await call(DescribeTopicPartitions, { topics: [{ name: "zz" }, { name: "b" }, { name: "!" }] });
  assert.deepEqual(named.topics.map(({ name, errorCode }) => [name, errorCode]), [["!", 17], ["b", 0], ["zz", 3]]);
});

test("FindCoordinator gives the same broker for the same key in every version", async (t) => {
  const { call, cluster, until } = await world(t, { brokers: 3 });
  const seen = new Set<number>();
  for (let version = 0; version <= FindCoordinator.maxVersion; version++) {
    const keys = version < 4 ? { key: "billing" } : { coordinatorKeys: ["billing"] };
    const answer = await call(FindCoordinator, keys, { version });
    const { nodeId, host, errorCode } = version < 4 ? answer : answer.coordinators[0];
    assert.equal(errorCode, 0);
    assert.equal(host, `broker-${nodeId}.embedded`);
    seen.add(nodeId);
  }
  assert.equal(seen.size, 1);
  const many = await call(FindCoordinator, { coordinatorKeys: ["a", "b", "c", "d"] });
  assert.ok(new Set(many.coordinators.map(({ nodeId }) => nodeId)).size > 1);
  assert.equal((await call(FindCoordinator, { keyType: 9, coordinatorKeys: ["a"] })).coordinators[0].errorCode, 42);
  const [gone] = seen;
  await until(cluster.stopBroker(gone));
  const node = cluster.nodeIds.find((id) => id !== gone) ?? 0;
  const moved = await call(FindCoordinator, { coordinatorKeys: ["billing"] }, { node });
  assert.notEqual(moved.coordinators[0].nodeId, gone);
});
