// Hooks of the embedded broker: observe, answer, delay, drop, close, err.
import assert from "node:assert/strict";
import * as messages from "../../protocol/messages/mod.ts";
import { ConfigError } from "../../errors/config_error.ts";
import { allHandlers } from "../../embedded/handlers.ts";
import { ApiVersions } from "../../protocol/messages/api_versions.ts";
import { CreateTopics } from "../../protocol/messages/create_topics.ts";
import { DeleteTopics } from "../../protocol/messages/delete_topics.ts";
import { DescribeCluster } from "../../protocol/messages/describe_cluster.ts";
import { DescribeTopicPartitions } from "../../protocol/messages/describe_topic_partitions.ts";
import { Fetch } from "../../protocol/messages/fetch.ts";
import { FindCoordinator } from "../../protocol/messages/find_coordinator.ts";
import { InitProducerId } from "../../protocol/messages/init_producer_id.ts";
import { ListOffsets } from "../../protocol/messages/list_offsets.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { OffsetForLeaderEpoch } from "../../protocol/messages/offset_for_leader_epoch.ts";
import { Produce } from "../../protocol/messages/produce.ts";
import { Vote } from "../../protocol/messages/vote.ts";
import type { ClientApi, Init } from "../../protocol/wire/api.ts";
import { test } from "../harness.ts";
import { batch, world } from "./raw_client.ts";

const topicData = () => [{ name: "orders", partitionData: [{ index: 0, records: batch([{ value: "v" }]) }] }];

test("A hook that returns nothing sees every request and changes none", async (t) => {
  const { call, cluster } = await world(t, { topics: { orders: 1 } });
  const seen: string[] = [];
  const remove = cluster.control(Produce, (request, context) => {
    seen.push(
      `${request.topicData[0].name} ${context.api.name} v${context.version} ${context.clientId} ${context.nodeId}`,
    );
  });
  await call(Produce, { acks: 1, topicData: topicData() }, { version: 9 });
  await call(Produce, { acks: 1, topicData: topicData() }, { version: 3 });
  remove();
  await call(Produce, { acks: 1, topicData: topicData() }, { version: 9 });
  assert.deepEqual(seen, ["orders Produce v9 raw 1", "orders Produce v3 raw 1"]);
  assert.equal(cluster.partition("orders", 0).endOffset, 3);
});

test("A hook that answers goes after one request, unless it is kept", async (t) => {
  const { call, cluster } = await world(t);
  cluster.control(Metadata, () => ({ answer: { clusterId: "once" } }));
  assert.equal((await call(Metadata, { topics: [] })).clusterId, "once");
  assert.equal((await call(Metadata, { topics: [] })).clusterId, cluster.clusterId);
  const remove = cluster.control(Metadata, () => ({ answer: { clusterId: "kept" } }), { keep: true });
  assert.equal((await call(Metadata, { topics: [] })).clusterId, "kept");
  assert.equal((await call(Metadata, { topics: [] })).clusterId, "kept");
  remove();
  assert.equal((await call(Metadata, { topics: [] })).clusterId, cluster.clusterId);
});

test("A hook may pick the request that it acts on, and the broker", async (t) => {
  const { call, cluster } = await world(t, { brokers: 2 });
  cluster.control(Metadata, (request) => request.topics?.[0]?.name === "this" ? { errorCode: 7 } : undefined);
  cluster.control(DescribeCluster, () => ({ errorCode: 7 }), { nodeId: 2 });
  assert.equal((await call(Metadata, { topics: [{ name: "other" }] })).topics[0].errorCode, 3);
  assert.equal((await call(Metadata, { topics: [{ name: "this" }] })).topics[0].errorCode, 7);
  assert.equal((await call(Metadata, { topics: [{ name: "this" }] })).topics[0].errorCode, 3);
  assert.equal((await call(DescribeCluster, {}, { node: 1 })).errorCode, 0);
  assert.equal((await call(DescribeCluster, {}, { node: 2 })).errorCode, 7);
});

test("A hook that errs keeps the request from being carried out", async (t) => {
  const { call, cluster } = await world(t, { topics: { orders: 1 } });
  cluster.control(Produce, () => ({ errorCode: 6 }));
  const { responses } = await call(Produce, { acks: 1, topicData: topicData() }, { version: 9 });
  assert.equal(responses[0].partitionResponses[0].errorCode, 6);
  assert.equal(cluster.partition("orders", 0).endOffset, 0);
});

test("A hook delays with sleep, before or after the request is carried out", async (t) => {
  const { call, cluster, clock } = await world(t, { topics: { orders: 1 } });
  const ends: number[] = [];
  cluster.control(Produce, async (_, { sleep, proceed }) => {
    ends.push(cluster.partition("orders", 0).endOffset);
    await sleep(1000);
    const answer = await proceed();
    ends.push(cluster.partition("orders", 0).endOffset);
    await sleep(1000);
    return { answer: { ...answer, throttleTimeMs: 5 } };
  });
  const { responses, throttleTimeMs } = await call(Produce, { acks: 1, topicData: topicData() }, { version: 9 });
  assert.deepEqual(ends, [0, 1]);
  assert.equal(throttleTimeMs, 5);
  assert.equal(responses[0].partitionResponses[0].errorCode, 0);
  assert.ok(clock.now() >= 2000);
});

test("A request that proceeds and is then let go is answered once", async (t) => {
  const { call, cluster } = await world(t, { topics: { orders: 1 } });
  cluster.control(Produce, async (_, { proceed }) => {
    await proceed();
    await proceed();
  });
  await call(Produce, { acks: 1, topicData: topicData() }, { version: 9 });
  assert.equal(cluster.partition("orders", 0).endOffset, 1);
});

test("A dropped request silences its connection and no other, carried out or not", async (t) => {
  const { connect, until, cluster, clock } = await world(t, { topics: { orders: 1 } });
  cluster.control(Produce, async (_, { proceed }) => {
    await proceed();
    return "drop";
  });
  const client = await connect();
  await until(client.send(Produce, { acks: 1, topicData: topicData() }, 9));
  await until(client.send(Metadata, { topics: [] }, 9));
  let heard = false;
  client.frame().then((frame) => heard = frame !== null);
  await clock.advance(60_000);
  assert.equal(heard, false);
  assert.equal(cluster.partition("orders", 0).endOffset, 1);
  const other = await connect();
  assert.equal((await until(other.call(Metadata, { topics: [] }, 9))).brokers.length, 1);
});

test("A hook closes the connection", async (t) => {
  const { connect, until, cluster } = await world(t);
  cluster.control(Metadata, () => "close");
  const client = await connect();
  await until(client.send(Metadata, { topics: [] }, 9));
  assert.equal(await until(client.frame()), null);
});

test("A hook that throws is answered with UNKNOWN_SERVER_ERROR and shows in errors", async (t) => {
  const { call, cluster } = await world(t, { throwing: true });
  const bug = new Error("a bug in the test");
  const remove = cluster.control(Metadata, () => {
    throw bug;
  });
  assert.equal((await call(Metadata, { topics: [{ name: "a" }] })).topics[0].errorCode, -1);
  remove();
  assert.equal((await call(Metadata, { topics: [{ name: "a" }] })).topics[0].errorCode, 3);
  assert.deepEqual(cluster.errors, [bug]);
});

test("A hook that returns a word that means nothing is a mistake that shows in errors", async (t) => {
  const { call, cluster } = await world(t, { throwing: true });
  cluster.control(Metadata, async () => await Promise.resolve("clsoe"));
  assert.equal((await call(Metadata, { topics: [{ name: "a" }] })).topics[0].errorCode, -1);
  assert.ok(cluster.errors[0] instanceof ConfigError);
});

test("control() refuses an API that the cluster does not know, and a broker that is not there", async (t) => {
  const { cluster } = await world(t);
  assert.throws(() => cluster.control(Vote, () => "drop"), ConfigError);
  assert.throws(() => cluster.control(Metadata, () => "drop", { nodeId: 9 }), ConfigError);
});

test("Every API answers an error of a hook in every version", async (t) => {
  const { call, cluster } = await world(t, { unstableVersions: true });
  const tried = new Set<number>();
  async function each<Q, R>(api: ClientApi<Q, R>, request: (version: number) => Init<Q>): Promise<void> {
    tried.add(api.key);
    for (let version = api.minVersion; version <= api.maxVersion; version++) {
      cluster.control(api, () => ({ errorCode: 7 }));
      await call(api, request(version), { version });
    }
  }
  const partition = { partition: 0, leaderEpoch: 0 };
  await each(ApiVersions, () => ({}));
  await each(CreateTopics, () => ({ topics: [{ name: "a", numPartitions: 1, replicationFactor: 1 }] }));
  await each(DeleteTopics, (v) => v < 6 ? { topicNames: ["a"] } : { topics: [{ name: "a" }] });
  await each(DescribeCluster, () => ({}));
  await each(DescribeTopicPartitions, () => ({ topics: [{ name: "a" }] }));
  await each(Fetch, (v) => ({ topics: [v < 13 ? { topic: "a", partitions: [{}] } : { partitions: [{}] }] }));
  await each(FindCoordinator, (v) => v < 4 ? { key: "a" } : { coordinatorKeys: ["a"] });
  await each(InitProducerId, () => ({ transactionalId: null }));
  await each(ListOffsets, () => ({ topics: [{ name: "a", partitions: [{}] }] }));
  await each(Metadata, () => ({ topics: [{ name: "a" }] }));
  await each(OffsetForLeaderEpoch, () => ({ topics: [{ topic: "a", partitions: [partition] }] }));
  await each(
    Produce,
    (v) => ({ acks: 1, topicData: [{ ...(v < 13 ? { name: "a" } : {}), partitionData: [{ index: 0 }] }] }),
  );
  // The others carry lists, which may be empty.
  const others = (Object.values(messages) as unknown[]).filter(isClientApi)
    .filter(({ key }) => allHandlers().has(key) && !tried.has(key));
  for (const api of others) await each(api, () => ({}));
  assert.deepEqual([...tried].sort(), [...allHandlers().keys()].sort());
  assert.deepEqual(cluster.errors, []);
});

function isClientApi(value: unknown): value is ClientApi<unknown, unknown> {
  return typeof value === "object" && value !== null && "encodeRequest" in value;
}

test("Every API answers for topics that are not there in every version", async (t) => {
  const { call } = await world(t);
  async function each<Q, R>(api: ClientApi<Q, R>, request: (version: number) => Init<Q>): Promise<void> {
    for (let version = api.minVersion; version <= api.latestStableVersion; version++) {
      await call(api, request(version), { version });
    }
  }
  const records = batch([{ value: "v" }]);
  await each(Fetch, (v) => ({ topics: [v < 13 ? { topic: "a", partitions: [{}] } : { partitions: [{}] }] }));
  await each(ListOffsets, () => ({ topics: [{ name: "a", partitions: [{}] }] }));
  await each(OffsetForLeaderEpoch, () => ({ topics: [{ topic: "a", partitions: [{}] }] }));
  await each(Metadata, () => ({ topics: [{ name: "a" }] }));
  await each(
    Produce,
    (v) => ({ acks: 1, topicData: [{ ...(v < 13 ? { name: "a" } : {}), partitionData: [{ records }] }] }),
  );
});
