// Access rules of the embedded broker: who may do what, and the admin API of rules.
import assert from "node:assert/strict";
import { ConfigError } from "../../errors/config_error.ts";
import { EmbeddedKafka, type EmbeddedKafkaOptions } from "../../embedded/mod.ts";
import { CreateAcls, type CreateAclsRequest } from "../../protocol/messages/create_acls.ts";
import { CreatePartitions } from "../../protocol/messages/create_partitions.ts";
import { CreateTopics } from "../../protocol/messages/create_topics.ts";
import { DeleteAcls } from "../../protocol/messages/delete_acls.ts";
import { DeleteTopics } from "../../protocol/messages/delete_topics.ts";
import { DescribeAcls } from "../../protocol/messages/describe_acls.ts";
import { DescribeCluster } from "../../protocol/messages/describe_cluster.ts";
import { DescribeConfigs } from "../../protocol/messages/describe_configs.ts";
import { DescribeTopicPartitions } from "../../protocol/messages/describe_topic_partitions.ts";
import { Fetch } from "../../protocol/messages/fetch.ts";
import { FindCoordinator } from "../../protocol/messages/find_coordinator.ts";
import { IncrementalAlterConfigs } from "../../protocol/messages/incremental_alter_configs.ts";
import { InitProducerId } from "../../protocol/messages/init_producer_id.ts";
import { ListOffsets } from "../../protocol/messages/list_offsets.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { Produce } from "../../protocol/messages/produce.ts";
import { SaslAuthenticate } from "../../protocol/messages/sasl_authenticate.ts";
import { SaslHandshake } from "../../protocol/messages/sasl_handshake.ts";
import type { ClientApi, Init } from "../../protocol/wire/api.ts";
import { test, type TestContext } from "../harness.ts";
import { batch, world } from "./raw_client.ts";

type Rule = Init<CreateAclsRequest["creations"][number]>;
type Call = <Q, R>(api: ClientApi<Q, R>, request: Init<Q>, version?: number) => Promise<R>;

const READ = 3;
const WRITE = 4;
const CREATE = 5;
const DELETE = 6;
const DESCRIBE = 8;
const ALTER_CONFIGS = 11;
const IDEMPOTENT_WRITE = 12;
const DENY = 2;
const CLUSTER = { resourceType: 4, resourceName: "kafka-cluster" };

function rule(operation: number, more: Rule = {}): Rule {
  const topic = { resourceType: 2, resourceName: "orders", resourcePatternType: 3 };
  return { ...topic, principal: "User:alice", host: "*", permissionType: 3, operation, ...more };
}

/** A cluster with rules, an admin who may do everything, and alice. */
async function guarded(t: TestContext, rules: readonly Rule[] = [], options: EmbeddedKafkaOptions = {}) {
  const it = await world(t, {
    topics: { orders: 1, secrets: 1 },
    sasl: { users: { admin: "a", alice: "b" } },
    acls: { superUsers: ["User:admin"] },
    ...options,
  });
  const login = async (user: string, password: string): Promise<Call> => {
    const client = await it.connect();
    await it.until(client.call(SaslHandshake, { mechanism: "PLAIN" }));
    const authBytes = new TextEncoder().encode(`\0${user}\0${password}`);
    assert.equal((await it.until(client.call(SaslAuthenticate, { authBytes }))).errorCode, 0);
    return (api, request, version) => it.until(client.call(api, request, version));
  };
  const admin = await login("admin", "a");
  const made = await admin(CreateAcls, { creations: rules });
  assert.deepEqual(made.results.map(({ errorCode }) => errorCode), rules.map(() => 0));
  return { admin, alice: await login("alice", "b"), it };
}

async function produced(call: Call, name: string): Promise<number> {
  const partitionData = [{ index: 0, records: batch([{ value: "v" }]) }];
  const { responses } = await call(Produce, { acks: -1, timeoutMs: 100, topicData: [{ name, partitionData }] }, 9);
  return responses[0].partitionResponses[0].errorCode;
}

async function fetched(call: Call, topic: string): Promise<number> {
  const partitions = [{ partition: 0, fetchOffset: 0n, partitionMaxBytes: 1000 }];
  const { responses } = await call(Fetch, { maxWaitMs: 0, minBytes: 0, topics: [{ topic, partitions }] }, 12);
  return responses[0].partitions[0].errorCode;
}

async function seen(call: Call, name: string): Promise<number> {
  return (await call(Metadata, { topics: [{ name }] }, 9)).topics[0].errorCode;
}

test("Without a rule nobody but a super user may do anything", async (t) => {
  const { admin, alice } = await guarded(t);
  assert.equal(await produced(alice, "orders"), 29);
  assert.equal(await fetched(alice, "orders"), 29);
  assert.equal(await seen(alice, "orders"), 29);
  assert.deepEqual((await alice(Metadata, { topics: null })).topics, []);
  assert.equal(
    (await alice(CreateTopics, { topics: [{ name: "x", numPartitions: 1, replicationFactor: 1 }] })).topics[0]
      .errorCode,
    29,
  );
  assert.equal((await alice(DeleteTopics, { topics: [{ name: "orders" }] })).responses[0].errorCode, 29);
  assert.equal(
    (await alice(CreatePartitions, { topics: [{ name: "orders", count: 3, assignments: null }] })).results[0].errorCode,
    29,
  );
  assert.equal(
    (await alice(DescribeTopicPartitions, { topics: [{ name: "orders" }], responsePartitionLimit: 10 })).topics[0]
      .errorCode,
    29,
  );
  const offsets = [{ name: "orders", partitions: [{ partitionIndex: 0, timestamp: -1n }] }];
  assert.equal((await alice(ListOffsets, { replicaId: -1, topics: offsets })).topics[0].partitions[0].errorCode, 29);
  assert.equal((await alice(InitProducerId, { transactionalId: null })).errorCode, 31);
  assert.equal((await alice(InitProducerId, { transactionalId: "tx", transactionTimeoutMs: 1000 })).errorCode, 53);
  assert.equal(
    (await alice(DescribeAcls, { resourceTypeFilter: 1, patternTypeFilter: 1, operation: 1, permissionType: 1 }))
      .errorCode,
    31,
  );
  assert.equal((await alice(FindCoordinator, { keyType: 0, coordinatorKeys: ["g"] })).coordinators[0].errorCode, 30);
  assert.equal((await alice(FindCoordinator, { keyType: 1, coordinatorKeys: ["g"] })).coordinators[0].errorCode, 53);
  const topic = { resourceType: 2, resourceName: "orders" };
  assert.equal(
    (await alice(DescribeConfigs, { resources: [{ ...topic, configurationKeys: null }] })).results[0].errorCode,
    29,
  );
  const configs = [{ name: "retention.ms", configOperation: 0, value: "1" }];
  assert.equal(
    (await alice(IncrementalAlterConfigs, { resources: [{ ...topic, configs }] })).responses[0].errorCode,
    29,
  );
  assert.equal(await produced(admin, "orders"), 0);
  assert.equal((await admin(Metadata, { topics: null })).topics.length, 2);
});

test("A permission holds for its operation and for what that implies, no more", async (t) => {
  const { alice } = await guarded(t, [rule(WRITE), rule(ALTER_CONFIGS)]);
  assert.equal(await produced(alice, "orders"), 0);
  assert.equal(await seen(alice, "orders"), 0);
  assert.equal(await fetched(alice, "orders"), 29);
  assert.equal(await produced(alice, "secrets"), 29);
  assert.deepEqual((await alice(Metadata, { topics: null })).topics.map(({ name }) => name), ["orders"]);
  const resources = [{ resourceType: 2, resourceName: "orders", configurationKeys: null }];
  assert.equal((await alice(DescribeConfigs, { resources })).results[0].errorCode, 0);
  assert.equal(
    (await alice(InitProducerId, { transactionalId: null })).errorCode,
    0,
    "who may write may be idempotent",
  );
});

test("Rules hold for prefixes, for all names, and for all users", async (t) => {
  const { alice } = await guarded(t, [
    rule(READ, { resourceName: "ord", resourcePatternType: 4 }),
    rule(WRITE, { resourceName: "*", principal: "User:*" }),
    rule(IDEMPOTENT_WRITE, CLUSTER),
  ]);
  assert.equal(await fetched(alice, "orders"), 0);
  assert.equal(await fetched(alice, "secrets"), 29);
  assert.equal(await produced(alice, "secrets"), 0);
});

test("A rule that forbids is stronger than any that permits, and rules have a host", async (t) => {
  const { alice } = await guarded(t, [
    rule(READ),
    rule(WRITE, { resourceName: "*" }),
    rule(WRITE, { permissionType: DENY, resourceName: "sec", resourcePatternType: 4 }),
    rule(DELETE, { host: "10.0.0.1" }),
  ]);
  assert.equal(await produced(alice, "orders"), 0);
  assert.equal(await produced(alice, "secrets"), 29);
  assert.equal(await seen(alice, "secrets"), 0, "who forbids WRITE does not forbid what it implies");
  assert.equal((await alice(DeleteTopics, { topics: [{ name: "orders" }] })).responses[0].errorCode, 29);
});

test("Topics are made by who may create them, or create anything in the cluster; settings are shown to who may see them", async (t) => {
  const wanted = (name: string) => ({ topics: [{ name, numPartitions: 2, replicationFactor: 1 }] });
  const { alice } = await guarded(t, [rule(CREATE, { resourceName: "new-", resourcePatternType: 4 })]);
  const { topics: [made] } = await alice(CreateTopics, wanted("new-a"));
  assert.deepEqual([made.errorCode, made.topicConfigErrorCode, made.numPartitions, made.configs], [0, 29, -1, []]);
  assert.equal((await alice(CreateTopics, wanted("old-a"))).topics[0].errorCode, 29);
  const second = await guarded(t, [rule(CREATE, CLUSTER), rule(10, { resourceName: "*" })]);
  const { topics: [other] } = await second.alice(CreateTopics, wanted("old-a"));
  assert.deepEqual([other.errorCode, other.topicConfigErrorCode, other.numPartitions], [0, 0, 2]);
});

test("Topics are made on demand only for who may create them", async (t) => {
  const { alice } = await guarded(t, [rule(DESCRIBE, { resourceName: "*" }), rule(CREATE, { resourceName: "mine" })], {
    autoCreateTopics: true,
  });
  const ask = async (name: string) =>
    (await alice(Metadata, { topics: [{ name }], allowAutoTopicCreation: true }, 9)).topics[0].errorCode;
  assert.deepEqual([await ask("mine"), await ask("mine"), await ask("yours")], [3, 0, 29]);
});

test("DeleteTopics by id does not tell the names of topics that may not be seen", async (t) => {
  const { admin, alice } = await guarded(t, [rule(DESCRIBE)]);
  const { topics } = await admin(Metadata, { topics: null });
  const ids = topics.map(({ topicId }) => ({ name: null, topicId }));
  const { responses } = await alice(DeleteTopics, { topics: ids });
  assert.deepEqual(responses.map(({ name, errorCode }) => [name, errorCode]), [["orders", 29], [null, 29]]);
});

test("Authorized operations are those that the rules leave", async (t) => {
  const { admin, alice } = await guarded(t, [rule(WRITE)]);
  const ask = async (call: Call) => {
    const { topics: [topic] } = await call(Metadata, {
      topics: [{ name: "orders" }],
      includeTopicAuthorizedOperations: true,
    }, 9);
    const cluster = await call(DescribeCluster, { includeClusterAuthorizedOperations: true });
    return [topic.topicAuthorizedOperations, cluster.clusterAuthorizedOperations];
  };
  assert.deepEqual(await ask(alice), [2 ** WRITE + 2 ** DESCRIBE, 0]);
  assert.deepEqual(await ask(admin), [0b1101_1111_1000, 0b1_1111_1010_0000]);
});

test("allowIfNone allows everything where no rule names the resource", async (t) => {
  const { alice } = await guarded(t, [rule(READ, { principal: "User:bob" })], {
    acls: { superUsers: ["User:admin"], allowIfNone: true },
  });
  assert.equal(await produced(alice, "secrets"), 0);
  assert.equal(await produced(alice, "orders"), 29);
});

test("The admin API of rules finds, matches and deletes them", async (t) => {
  const { admin } = await guarded(t, [
    rule(READ),
    rule(READ),
    rule(WRITE, { resourceName: "ord", resourcePatternType: 4 }),
    rule(READ, { resourceName: "*", principal: "User:bob" }),
    rule(READ, { resourceType: 3, resourceName: "orders" }),
  ]);
  const names = { resourceNameFilter: null, principalFilter: null, hostFilter: null };
  const any = { ...names, resourceTypeFilter: 1, patternTypeFilter: 1, operation: 1, permissionType: 1 };
  const find = async (filter: object) => {
    const { resources } = await admin(DescribeAcls, { ...any, ...filter });
    return resources.flatMap(({ resourceType, resourceName, patternType, acls }) =>
      acls.map(({ principal, operation }) => `${resourceType} ${resourceName} ${patternType} ${principal} ${operation}`)
    );
  };
  assert.equal((await find({})).length, 4);
  assert.deepEqual(await find({ patternTypeFilter: 2, resourceTypeFilter: 2, resourceNameFilter: "orders" }), [
    "2 orders 3 User:alice 3",
    "2 ord 4 User:alice 4",
    "2 * 3 User:bob 3",
  ]);
  assert.deepEqual(await find({ patternTypeFilter: 3, resourceTypeFilter: 2, resourceNameFilter: "orders" }), [
    "2 orders 3 User:alice 3",
  ]);
  assert.deepEqual(await find({ principalFilter: "User:bob" }), ["2 * 3 User:bob 3"]);
  const { filterResults } = await admin(DeleteAcls, {
    filters: [{ ...any, operation: READ, resourceTypeFilter: 2 }, { ...any, principalFilter: "User:bob" }, {
      ...any,
      hostFilter: "h",
    }],
  });
  assert.deepEqual(filterResults.map(({ matchingAcls }) => matchingAcls.length), [2, 1, 0]);
  assert.equal((await find({})).length, 2);
});

test("CreateAcls answers each mistake with its own code, and unknown numbers end the connection", async (t) => {
  const { admin, it } = await guarded(t);
  const { results } = await admin(CreateAcls, {
    creations: [
      rule(READ),
      rule(READ, { principal: "alice" }),
      rule(READ, { resourceName: "" }),
      rule(READ, { resourceType: 4 }),
      rule(READ, { host: "" }),
      rule(1),
      rule(READ, { resourcePatternType: 2 }),
    ],
  });
  assert.deepEqual(results.map(({ errorCode }) => errorCode), [0, 42, 42, 42, 42, -1, -1]);
  await assert.rejects(admin(CreateAcls, { creations: [rule(99)] }), /closed the connection/);
  assert.deepEqual(it.cluster.errors, []);
});

test("Rules can't be made or seen while access rules are off", async (t) => {
  const { call } = await world(t);
  assert.equal((await call(CreateAcls, { creations: [rule(READ)] })).results[0].errorCode, 54);
  const any = { resourceTypeFilter: 1, patternTypeFilter: 1, operation: 1, permissionType: 1 };
  assert.equal((await call(DescribeAcls, any)).errorCode, 54);
  assert.equal((await call(DeleteAcls, { filters: [any] })).filterResults[0].errorCode, 54);
});

test("EmbeddedKafka.start() names every wrong option of access rules", async () => {
  const wrong = { acls: { superUsers: ["admin"], allowIfNone: 1, users: [] } } as unknown as EmbeddedKafkaOptions;
  await assert.rejects(EmbeddedKafka.start(wrong), (error: unknown) => {
    assert.ok(error instanceof ConfigError);
    assert.equal(error.problems.length, 3);
    return true;
  });
});
