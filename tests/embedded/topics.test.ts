// CreateTopics and DeleteTopics of the embedded broker.
import assert from "node:assert/strict";
import { CreateTopics } from "../../protocol/messages/create_topics.ts";
import { DeleteTopics } from "../../protocol/messages/delete_topics.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { test } from "../harness.ts";
import { world } from "./raw_client.ts";

const NEW = { numPartitions: 1, replicationFactor: 1 };

test("CreateTopics and DeleteTopics work in every version", async (t) => {
  const { call } = await world(t);
  for (let version = 0; version <= CreateTopics.maxVersion; version++) {
    const created = await call(CreateTopics, { topics: [{ ...NEW, name: `t${version}` }] }, { version });
    assert.equal(created.topics[0].errorCode, 0);
    if (version >= 5) assert.equal(created.topics[0].numPartitions, 1);
    if (version >= 5) assert.ok(created.topics[0].configs?.some(({ name }) => name === "retention.ms"));
  }
  for (let version = 0; version <= DeleteTopics.maxVersion; version++) {
    const names = version < 6 ? { topicNames: [`t${version}`] } : { topics: [{ name: `t${version}` }] };
    const deleted = await call(DeleteTopics, names, { version });
    assert.deepEqual(deleted.responses.map(({ name, errorCode }) => [name, errorCode]), [[`t${version}`, 0]]);
  }
  assert.deepEqual((await call(Metadata, { topics: null })).topics.map(({ name }) => name), ["t7"]);
});

test("CreateTopics answers each mistake with its own code", async (t) => {
  const { call } = await world(t, { brokers: 2, topics: { there: 1, "a.b": 1 } });
  const long = "x".repeat(250);
  const manual = { numPartitions: -1, replicationFactor: -1 };
  const { topics } = await call(CreateTopics, {
    topics: [
      { ...NEW, name: "there" },
      { ...NEW, name: "" },
      { ...NEW, name: ".." },
      { ...NEW, name: "with space" },
      { ...NEW, name: long },
      { ...NEW, name: "a_b" },
      { name: "p0", numPartitions: 0, replicationFactor: 1 },
      { name: "r0", numPartitions: 1, replicationFactor: 0 },
      { name: "r3", numPartitions: 1, replicationFactor: 3 },
      { ...NEW, name: "c1", configs: [{ name: "no.such", value: "1" }] },
      { ...NEW, name: "c2", configs: [{ name: "retention.ms", value: "soon" }] },
      { ...NEW, name: "c3", configs: [{ name: "retention.ms", value: null }] },
      { ...NEW, name: "m0", assignments: [{ partitionIndex: 0, brokerIds: [1] }] },
      { ...manual, name: "m1", assignments: [{ partitionIndex: 1, brokerIds: [1] }] },
      { ...manual, name: "m2", assignments: [{ partitionIndex: 0, brokerIds: [1, 1] }] },
      { ...manual, name: "m3", assignments: [{ partitionIndex: 0, brokerIds: [7] }] },
      { ...manual, name: "m4", assignments: [{ partitionIndex: 0, brokerIds: [] }] },
      { ...NEW, name: "twice" },
      { ...NEW, name: "twice" },
    ],
  });
  assert.deepEqual(topics.map(({ name, errorCode }) => [name, errorCode]), [
    ["there", 36],
    ["", 17],
    ["..", 17],
    ["with space", 17],
    [long, 17],
    ["a_b", 17],
    ["p0", 37],
    ["r0", 38],
    ["r3", 38],
    ["c1", 40],
    ["c2", 40],
    ["c3", 40],
    ["m0", 42],
    ["m1", 39],
    ["m2", 39],
    ["m3", 39],
    ["m4", 39],
    ["twice", 42],
  ]);
  assert.equal((await call(Metadata, { topics: null })).topics.length, 2);
});

test("CreateTopics with validateOnly says what would come and makes nothing", async (t) => {
  const { call } = await world(t);
  const { topics: [topic] } = await call(CreateTopics, {
    topics: [{ name: "a", numPartitions: 4, replicationFactor: -1 }],
    validateOnly: true,
  });
  assert.deepEqual([topic.errorCode, topic.numPartitions, topic.replicationFactor], [0, 4, 1]);
  assert.deepEqual((await call(Metadata, { topics: null })).topics, []);
});

test("CreateTopics takes assignments by hand, and settings", async (t) => {
  const { call } = await world(t, { brokers: 3 });
  const { topics: [topic] } = await call(CreateTopics, {
    topics: [{
      name: "a",
      numPartitions: -1,
      replicationFactor: -1,
      assignments: [{ partitionIndex: 1, brokerIds: [3, 1] }, { partitionIndex: 0, brokerIds: [2, 3] }],
      configs: [{ name: "retention.ms", value: "1000" }],
    }],
  });
  assert.equal(topic.errorCode, 0);
  const config = topic.configs?.find(({ name }) => name === "retention.ms");
  assert.deepEqual([config?.value, config?.configSource], ["1000", 1]);
  const { topics: [{ partitions }] } = await call(Metadata, { topics: null });
  assert.deepEqual(partitions.map(({ replicaNodes }) => replicaNodes), [[2, 3], [3, 1]]);
});

test("DeleteTopics goes by name or id, and a topic made again has another id", async (t) => {
  const { call, cluster } = await world(t, { topics: { a: 1, b: 1 } });
  const { topics: [a] } = await call(Metadata, { topics: null });
  const { responses } = await call(DeleteTopics, {
    topics: [
      { name: null, topicId: a.topicId },
      { name: "a", topicId: a.topicId },
      { name: "none" },
      { name: "b" },
      { name: "b" },
      { name: null },
    ],
  });
  assert.deepEqual(responses.map(({ name, errorCode }) => [name, errorCode]), [
    ["a", 0],
    ["a", 42],
    ["none", 3],
    ["b", 42],
    [null, 42],
  ]);
  const { responses: [unknown] } = await call(DeleteTopics, { topics: [{ name: null, topicId: a.topicId }] });
  assert.equal(unknown.errorCode, 100);
  cluster.createTopic("a", 1);
  assert.notEqual((await call(Metadata, { topics: null })).topics[0].topicId, a.topicId);
});

test("CreateTopics refuses a request for more than 10 000 partitions", async (t) => {
  const { call } = await world(t);
  const ask = async (...counts: number[]) => {
    const wanted = counts.map((numPartitions, n) => ({ name: `t${n}`, numPartitions, replicationFactor: 1 }));
    const { topics } = await call(CreateTopics, { topics: wanted, validateOnly: true });
    return topics.map(({ errorCode }) => errorCode);
  };
  assert.deepEqual(await ask(2 ** 31 - 1), [44]);
  assert.deepEqual(await ask(6000, 6000), [44, 44]);
  assert.deepEqual(await ask(6000, 3000), [0, 0]);
});
