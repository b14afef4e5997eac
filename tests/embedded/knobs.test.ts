// Knobs of the embedded cluster: throttle times, muted connections, and metadata that are stale.
import assert from "node:assert/strict";
import { ApiVersions } from "../../protocol/messages/api_versions.ts";
import { DescribeCluster } from "../../protocol/messages/describe_cluster.ts";
import { DescribeTopicPartitions } from "../../protocol/messages/describe_topic_partitions.ts";
import { Fetch } from "../../protocol/messages/fetch.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { Produce } from "../../protocol/messages/produce.ts";
import { test } from "../harness.ts";
import { batch, type World, world } from "./raw_client.ts";

async function produce({ call }: World, version = 9) {
  const topicData = [{ name: "orders", partitionData: [{ index: 0, records: batch([{ value: "v" }]) }] }];
  return await call(Produce, { acks: 1, topicData }, { version });
}

test("A throttled answer tells its time at once, and the connection is muted behind it", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  const end = it.cluster.throttle({ api: Produce, ms: 500 });
  const start = it.clock.now();
  const { throttleTimeMs, responses } = await produce(it);
  assert.deepEqual([throttleTimeMs, responses[0].partitionResponses[0].errorCode], [500, 0]);
  assert.ok(it.clock.now() - start < 10);
  // Another connection is not concerned, and neither is another API; the muted one reads on after its time.
  const other = await it.connect();
  assert.equal((await it.until(other.call(Metadata, { topics: null }))).throttleTimeMs, 0);
  assert.ok(it.clock.now() - start < 10);
  assert.equal((await it.call(Metadata, { topics: null })).throttleTimeMs, 0);
  assert.ok(it.clock.now() - start >= 500 && it.clock.now() - start < 520);
  end();
  assert.equal((await produce(it)).throttleTimeMs, 0);
});

test("A producer that wants no answers is muted all the same", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  it.cluster.throttle({ api: Produce, ms: 500 });
  const client = await it.connect();
  const topicData = [{ name: "orders", partitionData: [{ index: 0, records: batch([{ value: "v" }]) }] }];
  const start = it.clock.now();
  await it.until(client.send(Produce, { acks: 0, topicData }, 9));
  await it.until(client.call(Metadata, { topics: null }));
  assert.ok(it.clock.now() - start >= 500);
});

test("A throttle without mute only tells its time, of one broker or of all, in versions that have the field", async (t) => {
  const it = await world(t, { brokers: 2, topics: { orders: 1 } });
  const start = it.clock.now();
  it.cluster.throttle({ nodeId: 2, ms: 300, mute: false });
  it.cluster.throttle({ api: Fetch, ms: 900, mute: false });
  assert.equal((await it.call(Metadata, { topics: null })).throttleTimeMs, 0);
  assert.equal((await it.call(Metadata, { topics: null }, { node: 2 })).throttleTimeMs, 300);
  assert.equal((await it.call(Metadata, { topics: null }, { node: 2, version: 1 })).throttleTimeMs, 0);
  assert.equal((await it.call(Fetch, {}, { node: 2, version: 12 })).throttleTimeMs, 900);
  assert.equal((await it.call(ApiVersions, {}, { node: 2, version: 1 })).throttleTimeMs, 300);
  assert.ok(it.clock.now() - start < 20);
});

test("A release before 2.0 answers a throttled request only when its time is over", async (t) => {
  const it = await world(t, { kafkaVersion: "1.1", topics: { orders: 1 } });
  it.cluster.throttle({ ms: 500 });
  const start = it.clock.now();
  assert.equal((await produce(it, 5)).throttleTimeMs, 500);
  assert.ok(it.clock.now() - start >= 500);
});

test("A client that leaves while it is muted leaves nothing behind", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  it.cluster.throttle({ ms: 3_600_000 });
  const client = await it.connect();
  await it.until(client.call(Metadata, { topics: null }));
  client.close();
  await it.clock.advance(10);
  await it.until(it.cluster.stopBroker(1));
  assert.ok(it.clock.now() < 1000);
});

test("A throttle that makes no sense is a mistake that names its reasons", async (t) => {
  const { cluster } = await world(t);
  assert.throws(() => cluster.throttle({ ms: -1, nodeId: 7 }), { code: "INVALID_CONFIG", message: /ms.*nodeId/s });
});

test("A broker whose metadata are frozen tells the old leader, epoch, brokers and topics until it is thawed", async (t) => {
  const it = await world(t, { brokers: 2, autoCreateTopics: true, topics: { orders: { replicationFactor: 2 } } });
  const thaw = it.cluster.freezeMetadata(1);
  it.cluster.moveLeader("orders", 0, 2);
  it.cluster.createTopic("later");
  const seen = async (node: number) => {
    const { topics } = await it.call(Metadata, { topics: null }, { node });
    return topics.map(({ name, partitions: [{ leaderId, leaderEpoch }] }) => [name, leaderId, leaderEpoch]);
  };
  assert.deepEqual(await seen(1), [["orders", 1, 0]]);
  assert.deepEqual((await seen(2))[0], ["orders", 2, 1]);
  const { topics: [later] } = await it.call(Metadata, { topics: [{ name: "later" }] });
  assert.equal(later.errorCode, 3);
  const { topics: [described] } = await it.call(DescribeTopicPartitions, { topics: [{ name: "orders" }] });
  assert.deepEqual([described.partitions[0].leaderId, described.partitions[0].leaderEpoch], [1, 0]);
  await it.until(it.cluster.stopBroker(2));
  assert.equal((await it.call(Metadata, { topics: [] })).brokers.length, 2);
  const ids = async () => (await it.call(DescribeCluster, {})).brokers.map(({ brokerId }) => brokerId);
  assert.deepEqual(await ids(), [1, 2]);
  thaw();
  assert.deepEqual(await ids(), [1]);
  assert.deepEqual((await seen(1))[0].slice(0, 2), ["orders", 1]);
  assert.equal((await it.call(Metadata, { topics: [] })).brokers.length, 1);
});

test("Frozen metadata forget no topic id that was deleted meanwhile, and the later freeze holds", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  const first = it.cluster.freezeMetadata();
  const { topics: [{ topicId }] } = await it.call(Metadata, { topics: null });
  it.cluster.deleteTopic("orders");
  assert.equal((await it.call(Metadata, { topics: [{ topicId, name: null }] })).topics[0].name, "orders");
  const second = it.cluster.freezeMetadata();
  first();
  it.cluster.createTopic("orders");
  assert.deepEqual((await it.call(Metadata, { topics: null })).topics, []);
  second();
  assert.notEqual((await it.call(Metadata, { topics: null })).topics[0].topicId, topicId);
  assert.throws(() => it.cluster.freezeMetadata(9), /There is no broker 9/);
});
