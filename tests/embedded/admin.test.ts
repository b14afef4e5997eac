// The admin API of the embedded broker beside topics, settings and access rules: partitions, elections, moves, folders,
// quotas, features, quorum.
import assert from "node:assert/strict";
import { AlterClientQuotas } from "../../protocol/messages/alter_client_quotas.ts";
import { AlterPartitionReassignments } from "../../protocol/messages/alter_partition_reassignments.ts";
import { AlterReplicaLogDirs } from "../../protocol/messages/alter_replica_log_dirs.ts";
import { ApiVersions } from "../../protocol/messages/api_versions.ts";
import { CreatePartitions } from "../../protocol/messages/create_partitions.ts";
import { CreateTopics } from "../../protocol/messages/create_topics.ts";
import { DescribeClientQuotas } from "../../protocol/messages/describe_client_quotas.ts";
import { DescribeLogDirs } from "../../protocol/messages/describe_log_dirs.ts";
import { DescribeQuorum } from "../../protocol/messages/describe_quorum.ts";
import { ElectLeaders } from "../../protocol/messages/elect_leaders.ts";
import { ListPartitionReassignments } from "../../protocol/messages/list_partition_reassignments.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { Produce } from "../../protocol/messages/produce.ts";
import { UnregisterBroker } from "../../protocol/messages/unregister_broker.ts";
import { UpdateFeatures } from "../../protocol/messages/update_features.ts";
import { AlterConfigs } from "../../protocol/messages/alter_configs.ts";
import { AlterUserScramCredentials } from "../../protocol/messages/alter_user_scram_credentials.ts";
import { CreateAcls } from "../../protocol/messages/create_acls.ts";
import { DeleteAcls } from "../../protocol/messages/delete_acls.ts";
import { DescribeAcls } from "../../protocol/messages/describe_acls.ts";
import { DescribeConfigs } from "../../protocol/messages/describe_configs.ts";
import { DescribeUserScramCredentials } from "../../protocol/messages/describe_user_scram_credentials.ts";
import { IncrementalAlterConfigs } from "../../protocol/messages/incremental_alter_configs.ts";
import { ListConfigResources } from "../../protocol/messages/list_config_resources.ts";
import { SaslAuthenticate } from "../../protocol/messages/sasl_authenticate.ts";
import { SaslHandshake } from "../../protocol/messages/sasl_handshake.ts";
import type { ClientApi, Init } from "../../protocol/wire/api.ts";
import { test } from "../harness.ts";
import { batch, type World, world } from "./raw_client.ts";

async function produced({ call }: World, node: number): Promise<number> {
  const partitionData = [{ index: 0, records: batch([{ value: "v" }]) }];
  const topicData = [{ name: "orders", partitionData }];
  const { responses } = await call(Produce, { acks: -1, timeoutMs: 1000, topicData }, { node, version: 9 });
  return responses[0].partitionResponses[0].errorCode;
}

test("CreatePartitions adds partitions in every version, which are there at once", async (t) => {
  const it = await world(t, { brokers: 3, topics: { orders: { partitions: 1, replicationFactor: 2 } } });
  for (let version = 0; version <= CreatePartitions.maxVersion; version++) {
    const topics = [{ name: "orders", count: 2 + version, assignments: null }];
    assert.equal((await it.call(CreatePartitions, { topics }, { version })).results[0].errorCode, 0);
  }
  const { topics: [{ partitions }] } = await it.call(Metadata, { topics: [{ name: "orders" }] });
  assert.deepEqual(partitions.map(({ replicaNodes }) => replicaNodes), [[1, 2], [2, 3], [3, 1], [1, 2], [2, 3]]);
  assert.deepEqual(partitions.map(({ leaderId }) => leaderId), [1, 2, 3, 1, 2]);
  const assignments = [{ brokerIds: [3, 2] }];
  const byHand = [{ name: "orders", count: 6, assignments }];
  await it.call(CreatePartitions, { topics: byHand, validateOnly: true });
  assert.equal(it.cluster.topics.get("orders"), 5);
  await it.call(CreatePartitions, { topics: byHand });
  assert.deepEqual(it.cluster.partition("orders", 5).replicas, [3, 2]);
});

test("CreatePartitions answers each mistake with its own code", async (t) => {
  const { call } = await world(t, { topics: { orders: 2 } });
  const cases: [string, number, number[][] | null, number][] = [
    ["orders", 2, null, 37],
    ["orders", 1, null, 37],
    ["orders", -5, null, 37],
    ["nope", 3, null, 3],
    ["orders", 3, [[1], [1]], 39],
    ["orders", 3, [[7]], 39],
    ["orders", 3, [[1, 1]], 39],
    ["orders", 3, [[]], 39],
    ["orders", 20_000, null, 44],
  ];
  for (const [name, count, ids, errorCode] of cases) {
    const assignments = ids?.map((brokerIds) => ({ brokerIds })) ?? null;
    const { results } = await call(CreatePartitions, { topics: [{ name, count, assignments }] });
    assert.equal(results[0].errorCode, errorCode, JSON.stringify([name, count, ids]));
  }
  const twice = { name: "orders", count: 4, assignments: null };
  const { results } = await call(CreatePartitions, { topics: [twice, twice] });
  assert.deepEqual(results.map(({ errorCode }) => errorCode), [42]);
});

test("ElectLeaders gives partitions back to their preferred leaders", async (t) => {
  const it = await world(t, { brokers: 3, topics: { orders: 2 } });
  it.cluster.moveLeader("orders", 0, 2);
  const ask = async (version: number) => {
    const topicPartitions = [{ topic: "orders", partitions: [0, 1, 9] }, { topic: "nope", partitions: [0] }];
    const { replicaElectionResults } = await it.call(ElectLeaders, { topicPartitions }, { version });
    return replicaElectionResults.flatMap(({ partitionResult }) => partitionResult.map(({ errorCode }) => errorCode));
  };
  assert.deepEqual(await ask(0), [0, 84, 3, 3]);
  assert.equal(it.cluster.partition("orders", 0).leader, 1);
  assert.deepEqual(await ask(2), [84, 84, 3, 3]);
  it.cluster.moveLeader("orders", 1, 3);
  const all = await it.call(ElectLeaders, { topicPartitions: null });
  assert.deepEqual(
    all.replicaElectionResults.map(({ partitionResult }) => partitionResult.map(({ partitionId }) => partitionId)),
    [[1]],
  );
  await it.cluster.stopBroker(1);
  const down = await it.call(ElectLeaders, { topicPartitions: [{ topic: "orders", partitions: [0] }] }, { node: 2 });
  assert.equal(down.replicaElectionResults[0].partitionResult[0].errorCode, 80);
  const bad = await it.call(ElectLeaders, { electionType: 7, topicPartitions: [] }, { node: 2 });
  assert.equal(bad.errorCode, 42);
});

test("An unclean election is for partitions without a leader alone", async (t) => {
  const it = await world(t, { brokers: 2, topics: { orders: 1 }, replicaFetchMs: 1_000_000 });
  const unclean = async () => {
    const request = { electionType: 1, topicPartitions: [{ topic: "orders", partitions: [0] }] };
    return (await it.call(ElectLeaders, request, { node: 2 })).replicaElectionResults[0].partitionResult[0].errorCode;
  };
  const partitionData = [{ index: 0, records: batch([{ value: "lost" }]) }];
  await it.call(Produce, { acks: 1, topicData: [{ name: "orders", partitionData }] }, { version: 9 });
  assert.equal(await unclean(), 84);
  await it.clock.advance(60_000);
  assert.deepEqual(it.cluster.partition("orders", 0).isr, [1]);
  await it.cluster.stopBroker(1);
  assert.equal(it.cluster.partition("orders", 0).leader, -1);
  assert.equal(await unclean(), 0);
  const { leader, isr, endOffset } = it.cluster.partition("orders", 0);
  assert.deepEqual([leader, isr, endOffset], [2, [2], 0]);
});

test("A partition moves to other brokers: new copies fetch, then the old ones go", async (t) => {
  const it = await world(t, {
    brokers: 4,
    topics: { orders: { partitions: 1, replicationFactor: 2 } },
    replicaFetchMs: 100,
  });
  const first = produced(it, 1);
  await it.clock.advance(1000);
  assert.equal(await first, 0);
  const move = async (replicas: number[] | null, allowReplicationFactorChange = true) => {
    const topics = [{ name: "orders", partitions: [{ partitionIndex: 0, replicas }] }];
    const answer = await it.call(AlterPartitionReassignments, { topics, allowReplicationFactorChange });
    return answer.responses[0].partitions[0].errorCode;
  };
  const list = async () => (await it.call(ListPartitionReassignments, { topics: null })).topics;
  assert.equal(await move(null), 85);
  assert.equal(await move([3, 4]), 0);
  const [{ partitions: [ongoing] }] = await list();
  assert.deepEqual([ongoing.replicas, ongoing.addingReplicas, ongoing.removingReplicas], [[3, 4, 1, 2], [3, 4], [
    1,
    2,
  ]]);
  const other = [{ name: "orders", partitionIndexes: [5] }];
  assert.deepEqual((await it.call(ListPartitionReassignments, { topics: other })).topics, []);
  await it.clock.advance(1000);
  assert.deepEqual(await list(), []);
  const { leader, replicas, isr, endOffset, highWatermark } = it.cluster.partition("orders", 0);
  assert.deepEqual([leader, replicas, [...isr].sort(), endOffset, highWatermark], [3, [3, 4], [3, 4], 1, 1]);
  assert.equal(await move([1]), 0);
  assert.equal(await move(null), 0, "given up");
  assert.deepEqual(it.cluster.partition("orders", 0).replicas, [3, 4]);
  assert.deepEqual(await list(), []);
  assert.equal(await move([1, 3, 4], false), 38);
  assert.equal(await move([4, 3]), 0);
  assert.deepEqual(it.cluster.partition("orders", 0).replicas, [4, 3], "a new order needs no move");
  assert.equal(it.cluster.partition("orders", 0).leader, 3);
});

test("AlterPartitionReassignments answers each mistake with its own code", async (t) => {
  const { call } = await world(t, { topics: { orders: 1 } });
  const cases: [string, number, number[] | null, number][] = [
    ["orders", 0, null, 85],
    ["orders", 0, [1], 0],
    ["orders", 0, [1, 1], 39],
    ["orders", 0, [], 39],
    ["orders", 0, [7], 39],
    ["orders", 8, [1], 3],
    ["nope", 0, [1], 3],
  ];
  for (const [name, partitionIndex, replicas, errorCode] of cases) {
    const topics = [{ name, partitions: [{ partitionIndex, replicas }] }];
    const { responses } = await call(AlterPartitionReassignments, { topics });
    assert.equal(responses[0].partitions[0].errorCode, errorCode);
  }
});

test("DescribeLogDirs tells the size of each replica of the broker that was asked", async (t) => {
  const it = await world(t, { brokers: 2, topics: { orders: 1, alone: { partitions: 1, replicationFactor: 1 } } });
  assert.equal(await produced(it, 1), 0);
  for (let version = 0; version <= DescribeLogDirs.maxVersion; version++) {
    const { results: [dir] } = await it.call(DescribeLogDirs, { topics: null }, { version, node: 2 });
    const [orders] = dir.topics;
    assert.equal(orders.name, "orders");
    assert.ok(orders.partitions[0].partitionSize > 60n);
    assert.equal(dir.logDir, "/tmp/kafka-logs");
  }
  const some = await it.call(DescribeLogDirs, { topics: [{ topic: "orders", partitions: [5] }] });
  assert.deepEqual(some.results.map(({ topics }) => topics), [[]]);
});

test("AlterReplicaLogDirs knows one folder", async (t) => {
  const { call } = await world(t, { brokers: 2, topics: { orders: { partitions: 2, replicationFactor: 1 } } });
  const move = async (path: string) => {
    const dirs = [{ path, topics: [{ name: "orders", partitions: [0, 1, 7] }] }];
    return (await call(AlterReplicaLogDirs, { dirs })).results[0].partitions.map(({ errorCode }) => errorCode);
  };
  assert.deepEqual(await move("/tmp/kafka-logs"), [0, 6, 3]);
  assert.deepEqual(await move("/elsewhere"), [57, 57, 57]);
});

test("Quotas are kept, found by filters, and taken away", async (t) => {
  const { call } = await world(t);
  const entity = (...pairs: [string, string | null][]) =>
    pairs.map(([entityType, entityName]) => ({ entityType, entityName }));
  const alter = async (
    who: ReturnType<typeof entity>,
    key: string,
    value: number,
    { remove = false, validateOnly = false } = {},
  ) => {
    const entries = [{ entity: who, ops: [{ key, value, remove }] }];
    return (await call(AlterClientQuotas, { entries, validateOnly })).entries[0].errorCode;
  };
  assert.equal(await alter(entity(["user", "u"]), "producer_byte_rate", 1000), 0);
  assert.equal(await alter(entity(["user", null]), "consumer_byte_rate", 5), 0);
  assert.equal(await alter(entity(["user", "u"], ["client-id", "c"]), "request_percentage", 0.5), 0);
  assert.equal(await alter(entity(["ip", "1.2.3.4"]), "connection_creation_rate", 3), 0);
  assert.equal(await alter(entity(["user", "v"]), "producer_byte_rate", 1, { validateOnly: true }), 0);
  const find = async (components: [string, number, string | null][], strict = false) => {
    const request = {
      components: components.map(([entityType, matchType, match]) => ({ entityType, matchType, match })),
      strict,
    };
    const { errorCode, entries } = await call(DescribeClientQuotas, request);
    return errorCode === 0
      ? entries?.flatMap(({ values }) => values.map(({ key, value }) => `${key}=${value}`))
      : errorCode;
  };
  assert.equal((await find([]) as string[]).length, 4);
  assert.deepEqual(await find([["user", 0, "u"]]), ["producer_byte_rate=1000", "request_percentage=0.5"]);
  assert.deepEqual(await find([["user", 0, "u"]], true), ["producer_byte_rate=1000"]);
  assert.deepEqual(await find([["user", 1, null]]), ["consumer_byte_rate=5"]);
  assert.equal((await find([["user", 2, null]]) as string[]).length, 3);
  assert.deepEqual(await find([], true), []);
  for (
    const [components, errorCode] of [
      [[["user", 0, null]], 42],
      [[["user", 1, "x"]], 42],
      [[["user", 7, "x"]], 42],
      [[["", 0, "x"]], 42],
      [[["zz", 0, "x"]], 35],
      [[["ip", 2, null], ["user", 2, null]], 42],
      [[["user", 2, null], ["user", 2, null]], 42],
    ] as [[string, number, string | null][], number][]
  ) assert.equal(await find(components), errorCode);
  assert.equal(await alter(entity(["user", "u"]), "producer_byte_rate", 0, { remove: true }), 0);
  assert.deepEqual(await find([["user", 0, "u"]], true), []);
});

test("AlterClientQuotas answers each mistake with INVALID_REQUEST", async (t) => {
  const { call } = await world(t);
  const cases: [[string, string | null][], [string, number][]][] = [
    [[["ip", "not an ip"]], [["connection_creation_rate", 3]]],
    [[["ip", "1.2.3.4"]], [["producer_byte_rate", 3]]],
    [[["user", "u"]], [["producer_byte_rate", 1.5]]],
    [[["user", "u"]], [["producer_byte_rate", 0]]],
    [[["user", "u"]], [["producer_byte_rate", NaN]]],
    [[["user", "u"]], [["zz", 1]]],
    [[], [["producer_byte_rate", 1]]],
    [[["zz", "u"]], [["producer_byte_rate", 1]]],
    [[["ip", "1.2.3.4"], ["user", "u"]], [["producer_byte_rate", 1]]],
    [[["user", "u"]], [["producer_byte_rate", 1], ["producer_byte_rate", 2]]],
    [[["user", ""]], [["producer_byte_rate", 1]]],
  ];
  const { entries } = await call(AlterClientQuotas, {
    entries: cases.map(([entity, ops]) => ({
      entity: entity.map(([entityType, entityName]) => ({ entityType, entityName })),
      ops: ops.map(([key, value]) => ({ key, value, remove: false })),
    })),
  });
  assert.deepEqual(entries.map(({ errorCode }) => errorCode), cases.map(() => 42));
});

test("UpdateFeatures moves levels within what is supported", async (t) => {
  const { call } = await world(t);
  const update = async (feature: string, maxVersionLevel: number, { upgradeType = 1, validateOnly = false } = {}) =>
    (await call(UpdateFeatures, { featureUpdates: [{ feature, maxVersionLevel, upgradeType }], validateOnly }))
      .errorCode;
  const level = async () => {
    const { finalizedFeatures } = await call(ApiVersions, { clientSoftwareName: "a", clientSoftwareVersion: "1" }, {
      version: 4,
    });
    return finalizedFeatures.find(({ name }) => name === "transaction.version")?.maxVersionLevel;
  };
  assert.equal(await level(), 2);
  for (
    const [feature, wanted, upgradeType] of [
      ["bogus", 1, 1],
      ["transaction.version", 1, 1],
      ["transaction.version", 9, 1],
      ["transaction.version", -1, 2],
      ["transaction.version", 1, 9],
    ] as const
  ) {
    assert.equal(await update(feature, wanted, { upgradeType }), 95);
  }
  assert.equal(await update("transaction.version", 1, { upgradeType: 2, validateOnly: true }), 0);
  assert.equal(await level(), 2);
  assert.equal(await update("transaction.version", 1, { upgradeType: 2 }), 0);
  assert.equal(await level(), 1);
  assert.equal(await update("transaction.version", 2), 0);
  assert.equal(await level(), 2);
});

test("DescribeQuorum shows a quorum of one, and knows no other topic", async (t) => {
  const { call } = await world(t, { brokers: 3 });
  for (let version = 0; version <= DescribeQuorum.maxVersion; version++) {
    const ask = async (topicName: string) => {
      const { topics } = await call(DescribeQuorum, { topics: [{ topicName, partitions: [{ partitionIndex: 0 }] }] }, {
        version,
      });
      return topics[0].partitions[0];
    };
    const { leaderId, currentVoters, observers } = await ask("__cluster_metadata");
    const ids = (replicas: typeof observers) => replicas.map(({ replicaId }) => replicaId);
    assert.deepEqual([leaderId, ids(currentVoters), ids(observers)], [1, [1], [2, 3]]);
    assert.equal((await ask("orders")).errorCode, 3);
  }
});

test("UnregisterBroker forgets a broker", async (t) => {
  const { call, cluster } = await world(t, { brokers: 2, topics: { orders: 1 } });
  assert.equal((await call(UnregisterBroker, { brokerId: 7 })).errorCode, 102);
  assert.equal((await call(UnregisterBroker, { brokerId: 2 })).errorCode, 0);
  assert.deepEqual((await call(Metadata, { topics: null })).brokers.map(({ nodeId }) => nodeId), [1]);
  assert.deepEqual(cluster.partition("orders", 0).isr, [1]);
});

test("A broker that was unregistered stays out until it starts again, though it runs", async (t) => {
  const it = await world(t, { brokers: 2, topics: { orders: 1 } });
  const { call, cluster } = it;
  const brokers = async () => (await call(Metadata, { topics: null })).brokers.map(({ nodeId }) => nodeId);
  const create = async (name: string) => {
    const assignments = [{ partitionIndex: 0, brokerIds: [1, 2] }];
    const topics = [{ name, numPartitions: -1, replicationFactor: -1, assignments }];
    return (await call(CreateTopics, { topics })).topics[0];
  };
  assert.equal((await call(UnregisterBroker, { brokerId: 2 })).errorCode, 0);
  assert.equal((await call(UnregisterBroker, { brokerId: 2 })).errorCode, 102);
  const { errorCode, errorMessage } = await create("a");
  assert.deepEqual([errorCode, /broker 2, but no such broker is registered/.test(errorMessage ?? "")], [39, true]);
  cluster.pauseBroker(2);
  cluster.resumeBroker(2);
  assert.deepEqual(await brokers(), [1]);
  await it.until(cluster.startBroker(2));
  assert.deepEqual(await brokers(), [1, 2]);
  assert.equal((await create("a")).errorCode, 0);
  await it.until(cluster.stopBroker(2));
  assert.equal((await call(UnregisterBroker, { brokerId: 2 })).errorCode, 0);
  assert.equal((await create("b")).errorCode, 39);
  await it.until(cluster.startBroker(2));
  assert.equal((await create("b")).errorCode, 0);
});

test("Every API of this family answers in every version, and an error of a hook too", async (t) => {
  const { call, cluster } = await world(t, { topics: { orders: 1 }, acls: { allowIfNone: true } });
  async function each<Q, R>(api: ClientApi<Q, R>, request: (version: number) => Init<Q>): Promise<void> {
    for (let version = api.minVersion; version <= api.maxVersion; version++) {
      await call(api, request(version), { version });
      cluster.control(api, () => ({ errorCode: 7 }));
      await call(api, request(version), { version });
    }
  }
  const topic = { resourceType: 2, resourceName: "orders" };
  const names = { resourceNameFilter: null, principalFilter: null, hostFilter: null };
  const literal = { patternTypeFilter: 3 };
  const filter = { ...names, ...literal, resourceTypeFilter: 1, operation: 1, permissionType: 1 };
  const acl = { ...topic, resourcePatternType: 3, principal: "User:a", host: "*", operation: 3, permissionType: 3 };
  const move = { name: "orders", partitions: [{ partitionIndex: 0, replicas: [1] }] };
  const dirs = [{ path: "/x", topics: [{ name: "orders", partitions: [0] }] }];
  const quota = { entity: [{ entityType: "user", entityName: "u" }], ops: [{ key: "x", value: 1, remove: false }] };
  await each(AlterClientQuotas, () => ({ entries: [quota] }));
  await each(AlterConfigs, () => ({ resources: [{ ...topic, configs: [] }] }));
  await each(AlterPartitionReassignments, () => ({ topics: [move] }));
  await each(AlterReplicaLogDirs, () => ({ dirs }));
  await each(AlterUserScramCredentials, () => ({ deletions: [{ name: "a", mechanism: 1 }] }));
  await each(CreateAcls, () => ({ creations: [acl] }));
  await each(CreatePartitions, () => ({ topics: [{ name: "orders", count: 1, assignments: null }] }));
  await each(DeleteAcls, () => ({ filters: [filter] }));
  await each(DescribeAcls, () => filter);
  await each(DescribeClientQuotas, () => ({ components: [] }));
  await each(DescribeConfigs, () => ({ resources: [{ ...topic, configurationKeys: null }] }));
  await each(DescribeLogDirs, () => ({ topics: null }));
  await each(DescribeQuorum, () => ({ topics: [{ topicName: "__cluster_metadata", partitions: [{}] }] }));
  await each(DescribeUserScramCredentials, () => ({ users: null }));
  await each(ElectLeaders, () => ({ topicPartitions: [{ topic: "orders", partitions: [0] }] }));
  await each(IncrementalAlterConfigs, () => ({ resources: [{ ...topic, configs: [] }] }));
  await each(ListConfigResources, () => ({ resourceTypes: [] }));
  await each(ListPartitionReassignments, () => ({ topics: null }));
  await each(SaslHandshake, () => ({ mechanism: "PLAIN" }));
  await each(SaslAuthenticate, () => ({ authBytes: new Uint8Array(1) }));
  await each(UnregisterBroker, () => ({ brokerId: 7 }));
  await each(UpdateFeatures, () => ({ featureUpdates: [{ feature: "x", maxVersionLevel: 1 }] }));
});
