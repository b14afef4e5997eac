// The waist against brokers whose answers are written by hand, in virtual time: routing, retries, coordinators, time
// limits, closing.
import assert from "node:assert/strict";
import { AbortError } from "../../../errors/abort_error.ts";
import { BrokerError } from "../../../errors/broker_error.ts";
import { ClosedError } from "../../../errors/closed_error.ts";
import { ConfigError } from "../../../errors/config_error.ts";
import { TimeoutError } from "../../../errors/timeout_error.ts";
import { ApiVersionsBroker } from "../../../protocol/messages/api_versions.ts";
import { CreateTopics, CreateTopicsBroker } from "../../../protocol/messages/create_topics.ts";
import { DescribeGroups, DescribeGroupsBroker } from "../../../protocol/messages/describe_groups.ts";
import { FindCoordinator, FindCoordinatorBroker } from "../../../protocol/messages/find_coordinator.ts";
import { Heartbeat, HeartbeatBroker } from "../../../protocol/messages/heartbeat.ts";
import {
  IncrementalAlterConfigs,
  IncrementalAlterConfigsBroker,
} from "../../../protocol/messages/incremental_alter_configs.ts";
import { InitProducerId, InitProducerIdBroker } from "../../../protocol/messages/init_producer_id.ts";
import { ListGroups, ListGroupsBroker } from "../../../protocol/messages/list_groups.ts";
import { ListOffsets, ListOffsetsBroker } from "../../../protocol/messages/list_offsets.ts";
import { Produce, ProduceBroker } from "../../../protocol/messages/produce.ts";
import type { ClientEvent } from "../../../src/base/client_event.ts";
import { Cluster } from "../../../src/cluster/cluster.ts";
import type { FakeBroker } from "../net/fake_broker.ts";
import { clusterOf, failure, fakeCluster, later } from "./setup.ts";
import { test } from "../../harness.ts";

const beat = { groupId: "g", generationId: 1, memberId: "m" };
const count = (broker: FakeBroker, key: number) => broker.requests.filter((r) => r.key === key).length;

/** Coordinators by key, as every broker tells them. */
function coordinate(brokers: readonly FakeBroker[], node: (key: string, type: number) => number): void {
  for (const broker of brokers) {
    broker.on(FindCoordinatorBroker, (r) => ({
      coordinators: r.body.coordinatorKeys.map((key) => {
        const nodeId = node(key, r.body.keyType);
        return nodeId < 0 ? { key, errorCode: 15, nodeId: -1 } : { key, nodeId, host: `b${nodeId}`, port: 9092 };
      }),
    }));
  }
}

test("Cluster.ping() resolves when a broker answers", async (t) => {
  const { world, cluster } = await fakeCluster(t, 1);
  await world.clock.until(cluster.ping());
});

test("Cluster.request() to a leader finds it in the metadata and goes to that broker", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 3);
  world.topics.set("orders", { leaders: [2, 1], epoch: 3 });
  for (const broker of brokers) broker.on(ProduceBroker, () => ({ responses: [] }));
  await world.clock.until(cluster.request(Produce, {}, { to: { leader: { topic: "orders", partition: 0 } } }));
  assert.deepEqual(brokers.map((b) => count(b, 0)), [0, 0, 1]);
});

test("Cluster.request() on the fast way is written in the same turn", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 1);
  world.topics.set("orders", { leaders: [0], epoch: 3 });
  brokers[0].on(ProduceBroker, () => ({ responses: [] }));
  await world.clock.until(cluster.wantTopics(["orders"]));
  await world.clock.until(cluster.warmUp({ lanes: ["produce"] }));
  let made = 0;
  const to = { leader: { topic: "orders", partition: 0 } };
  const sent = cluster.request(Produce, (version) => (made = version, {}), { to, retry: false });
  assert.ok(made > 0, "the request was made before request() returned");
  await world.clock.until(sent);
});

test("Cluster.request() asks an old broker for the coordinator of each key apart, and joins the answers", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 1);
  const asked: string[] = [];
  let early = true;
  brokers[0].on(FindCoordinatorBroker, ({ body }) => {
    asked.push(body.key);
    assert.deepEqual([body.keyType, body.coordinatorKeys], [1, []]);
    if (body.key === "b" && early) {
      early = false;
      return { errorCode: 15, nodeId: -1 };
    }
    return { throttleTimeMs: 0, errorCode: body.key === "c" ? 53 : 0, nodeId: asked.length, host: body.key, port: 9 };
  });
  brokers[0].range(FindCoordinator.key, 0, 3);
  const body = { keyType: 1, coordinatorKeys: ["a", "b", "c"] };
  const { coordinators } = await world.clock.until(cluster.request(FindCoordinator, body));
  assert.deepEqual(asked, ["a", "b", "c", "a", "b", "c"], "again when one of them says that it is too early");
  assert.deepEqual(coordinators.map((c) => [c.key, c.nodeId, c.host, c.port, c.errorCode]), [
    ["a", 4, "a", 9, 0],
    ["b", 5, "b", 9, 0],
    ["c", 6, "c", 9, 53],
  ]);
});

test("Cluster.request() to the controller follows NOT_CONTROLLER to the new one", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 2);
  for (const broker of brokers) {
    broker.on(CreateTopicsBroker, () => {
      const errorCode = broker.nodeId === 1 ? 0 : 41;
      world.controllerId = 1;
      return { topics: [{ name: "t", errorCode }] };
    });
  }
  const body = { topics: [{ name: "t", numPartitions: 1, replicationFactor: 1 }] };
  const response = await world.clock.until(cluster.request(CreateTopics, body));
  assert.equal(response.topics[0].errorCode, 0);
  assert.deepEqual(brokers.map((b) => count(b, 19)), [1, 1]);
});

test("Cluster.request() refuses an API that needs a target when none is named", async (t) => {
  const { world, cluster } = await fakeCluster(t, 1);
  const error = await failure(world, cluster.request(Produce, {}));
  assert.ok(error instanceof ConfigError);
  assert.match(error.message, /Produce needs a target: it goes to leaders/);
});

test("Cluster finds the coordinator once for all who ask, and keeps it", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 3);
  coordinate(brokers, () => 2);
  for (const broker of brokers) broker.on(HeartbeatBroker, () => ({}));
  await world.clock.until(Promise.all([1, 2, 3].map(() => cluster.request(Heartbeat, beat))));
  await world.clock.until(cluster.request(Heartbeat, beat));
  assert.equal(brokers.reduce((sum, b) => sum + count(b, 10), 0), 1);
  assert.deepEqual(brokers.map((b) => count(b, 12)), [0, 0, 4]);
});

test("A caller who gives up does not cancel the look-up of a coordinator for the others", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 1);
  coordinate(brokers, () => 0);
  brokers[0].on(HeartbeatBroker, () => ({}));
  const controller = new AbortController();
  const first = later(cluster.request(Heartbeat, beat, { signal: controller.signal }));
  const second = cluster.request(Heartbeat, beat);
  await world.clock.advance(4);
  controller.abort();
  await world.clock.until(second);
  assert.ok(await first instanceof AbortError);
});

test("Cluster drops a coordinator that answers NOT_COORDINATOR and asks for the new one", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 2);
  let at = 0;
  coordinate(brokers, () => at);
  for (const broker of brokers) broker.on(HeartbeatBroker, () => ({ errorCode: broker.nodeId === at ? 0 : 16 }));
  await world.clock.until(cluster.request(Heartbeat, beat));
  at = 1;
  await world.clock.until(cluster.request(Heartbeat, beat));
  assert.deepEqual(brokers.map((b) => count(b, 12)), [2, 1]);
});

test("Cluster drops a coordinator that cannot be reached", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 2);
  let at = 0;
  coordinate(brokers, () => at);
  for (const broker of brokers) broker.on(HeartbeatBroker, () => ({}));
  await world.clock.until(cluster.request(Heartbeat, beat));
  at = 1;
  await brokers[0].kill();
  await world.clock.until(cluster.request(Heartbeat, beat));
  assert.equal(count(brokers[1], 12), 1);
  assert.ok(world.clock.now() < 1500);
});

test("Cluster waits while the coordinator is not available, and while it loads", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 1);
  let asked = 0;
  coordinate(brokers, () => ++asked < 3 ? -1 : 0);
  let loads = 0;
  brokers[0].on(HeartbeatBroker, () => ({ errorCode: ++loads < 3 ? 14 : 0 }));
  const response = await world.clock.until(cluster.request(Heartbeat, beat));
  assert.equal(response.errorCode, 0);
  assert.deepEqual([asked, loads], [3, 3]);
});

test("Transactional ids have coordinators of their own; without an id any broker will do", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 2);
  const types: number[] = [];
  coordinate(brokers, (_, type) => (types.push(type), 1));
  for (const broker of brokers) broker.on(InitProducerIdBroker, () => ({ producerId: 7n, producerEpoch: 0 }));
  await world.clock.until(cluster.request(InitProducerId, { transactionalId: "tx", transactionTimeoutMs: 1000 }));
  assert.deepEqual([types, count(brokers[1], 22)], [[1], 1]);
  await world.clock.until(cluster.request(InitProducerId, { transactionalId: null, transactionTimeoutMs: 1000 }));
  assert.deepEqual(types, [1]);
});

test("Cluster retries codes that pass with exponential backoff and jitter (KIP-580)", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 1);
  let n = 0;
  brokers[0].on(InitProducerIdBroker, () => ({ errorCode: ++n < 7 ? 51 : 0, producerId: 1n }));
  await world.clock.until(cluster.request(InitProducerId, { transactionalId: null, transactionTimeoutMs: 1 }));
  const at = brokers[0].requests.filter((r) => r.key === 22).map((r) => r.at);
  const waits = at.slice(1).map((time, i) => time - at[i]);
  const expected = [100, 200, 400, 800, 1000, 1000];
  for (const [i, wait] of waits.entries()) {
    assert.ok(wait >= expected[i] * 0.8 && wait <= expected[i] * 1.2 + 10, `wait ${i}: ${wait}`);
  }
});

test("Cluster gives codes that do not pass to the caller, also unknown ones", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 1);
  let code = 25;
  brokers[0].on(HeartbeatBroker, () => ({ errorCode: code }));
  const first = await world.clock.until(cluster.request(Heartbeat, beat, { to: "any" }));
  assert.equal(first.errorCode, 25);
  code = 31_000;
  const second = await world.clock.until(cluster.request(Heartbeat, beat, { to: "any" }));
  assert.equal(second.errorCode, 31_000);
  assert.equal(count(brokers[0], 12), 2);
});

test("Cluster.request() with retry: false gives the first answer, whatever its code", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 1);
  brokers[0].on(HeartbeatBroker, () => ({ errorCode: 14 }));
  const response = await world.clock.until(cluster.request(Heartbeat, beat, { to: "any", retry: false }));
  assert.equal(response.errorCode, 14);
  assert.equal(count(brokers[0], 12), 1);
});

test("A call ends at its total time limit with the last failure as its cause", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 1);
  brokers[0].on(HeartbeatBroker, () => ({ errorCode: 15 }));
  const error = await failure(world, cluster.request(Heartbeat, beat, { to: "any", timeoutMs: 2000 }));
  assert.ok(error instanceof TimeoutError && error.code === "API_TIMEOUT" && error.timeoutMs === 2000);
  assert.ok(error.cause instanceof BrokerError && error.cause.code === "COORDINATOR_NOT_AVAILABLE");
  assert.ok(world.clock.now() <= 2001);
});

test("A call ends at its total time limit also when the broker hangs", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 1);
  brokers[0].on(HeartbeatBroker, () => "silence");
  const error = await failure(world, cluster.request(Heartbeat, beat, { to: "any", timeoutMs: 900 }));
  assert.ok(error instanceof TimeoutError);
  assert.ok(world.clock.now() <= 901);
});

test("A signal ends a call at once with its reason", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 1);
  brokers[0].on(HeartbeatBroker, () => "silence");
  const controller = new AbortController();
  const call = later(cluster.request(Heartbeat, beat, { to: "any", signal: controller.signal }));
  await world.clock.advance(50);
  controller.abort("changed my mind");
  const error = await call;
  assert.ok(error instanceof AbortError && error.cause === "changed my mind");
});

test("A request that was never written is sent again on a fresh connection without a wait", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 1);
  brokers[0].on(HeartbeatBroker, () => ({}));
  await world.clock.until(cluster.ping());
  world.network.reset("b0:9092");
  const before = world.clock.now();
  await world.clock.until(cluster.request(Heartbeat, beat, { to: { broker: 0 } }));
  assert.ok(world.clock.now() - before < 150);
});

test("A request for several leaders is split, and its answers are merged", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 3);
  world.topics.set("a", { leaders: [0, 1, 2], epoch: 1 }).set("b", { leaders: [1], epoch: 1 });
  for (const broker of brokers) answerOffsets(broker, () => 0);
  const response = await world.clock.until(cluster.request(ListOffsets, offsetsOf({ a: [0, 1, 2], b: [0] })));
  assert.deepEqual(brokers.map((b) => count(b, 2)), [1, 1, 1]);
  const found = response.topics.flatMap((t) => t.partitions.map((p) => `${t.name}${p.partitionIndex}=${p.offset}`));
  assert.deepEqual(found.sort(), ["a0=0", "a1=1", "a2=2", "b0=1"]);
  assert.equal(response.topics.length, 2);
});

test("A partition whose leader has moved is asked again at the new one, the others are not", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 2);
  world.topics.set("a", { leaders: [0, 1], epoch: 1 });
  for (const broker of brokers) answerOffsets(broker, (partition) => broker.nodeId === 0 && partition === 0 ? 6 : 0);
  const call = cluster.request(ListOffsets, offsetsOf({ a: [0, 1] }));
  await world.clock.advance(9);
  world.topics.set("a", { leaders: [1, 1], epoch: 2 });
  const response = await world.clock.until(call);
  assert.deepEqual(response.topics[0].partitions.map((p) => [p.partitionIndex, p.errorCode]).sort(), [[0, 0], [1, 0]]);
  assert.deepEqual(brokers.map((b) => count(b, 2)), [1, 2]);
});

test("A partition that an answer leaves out is not taken as answered", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 1);
  world.topics.set("a", { leaders: [0], epoch: 1 });
  brokers[0].on(ListOffsetsBroker, () => ({ topics: [] }));
  const error = await failure(world, cluster.request(ListOffsets, offsetsOf({ a: [0] }), { timeoutMs: 3000 }));
  assert.match(error.message, /says nothing about a\[0\]/);
  assert.ok(count(brokers[0], 2) <= 8, "it is not asked in a storm");
});

test("requestShards() gives each part's own answer or error", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 2);
  world.topics.set("a", { leaders: [0, 1], epoch: 1 });
  for (const broker of brokers) answerOffsets(broker, () => 0);
  brokers[1].range(2, 0, 0);
  const narrow = clusterOf(t, world, { minVersions: { ListOffsets: 1 } });
  const shards = await world.clock.until(narrow.requestShards(ListOffsets, offsetsOf({ a: [0, 1] })));
  const told = shards.map((s) => `${JSON.stringify(s.to)} ${s.response?.topics[0].partitions.length} ${s.error?.code}`);
  assert.deepEqual(told.sort(), ['{"broker":0} 1 undefined', '{"broker":1} undefined UNSUPPORTED_VERSION']);
  void cluster;
});

test("A request for several groups goes to their coordinators", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 2);
  coordinate(brokers, (key) => key === "g1" ? 1 : 0);
  for (const broker of brokers) {
    broker.on(DescribeGroupsBroker, (r) => ({
      groups: r.body.groups.map((groupId) => ({ groupId, groupState: `at ${broker.nodeId}` })),
    }));
  }
  const response = await world.clock.until(cluster.request(DescribeGroups, { groups: ["g0", "g1", "g2"] }));
  const states = response.groups.map((g) => `${g.groupId} ${g.groupState}`).sort();
  assert.deepEqual(states, ["g0 at 0", "g1 at 1", "g2 at 0"]);
});

test("A request for all brokers joins their lists", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 3);
  for (const broker of brokers) broker.on(ListGroupsBroker, () => ({ groups: [{ groupId: `g${broker.nodeId}` }] }));
  const response = await world.clock.until(cluster.request(ListGroups, {}));
  assert.deepEqual(response.groups.map((g) => g.groupId).sort(), ["g0", "g1", "g2"]);
});

test("Config resources of a broker go to that broker, topics to any", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 3);
  for (const broker of brokers) {
    broker.on(IncrementalAlterConfigsBroker, (r) => ({
      responses: r.body.resources.map(({ resourceType, resourceName }) => ({ resourceType, resourceName })),
    }));
  }
  const resources = [{ resourceType: 4, resourceName: "2" }, { resourceType: 2, resourceName: "t" }];
  const response = await world.clock.until(cluster.request(IncrementalAlterConfigs, { resources }));
  assert.deepEqual(response.responses.map((r) => r.resourceName).sort(), ["2", "t"]);
  const atTwo = brokers[2].requests.filter((r) => r.key === 44).map((r) => JSON.stringify(r.body));
  assert.ok(atTwo.some((body) => body.includes('"resourceName":"2"')));
});

test("Cluster.topics() and partitions() ask afresh; an unknown topic is an error", async (t) => {
  const { world, cluster } = await fakeCluster(t, 1);
  world.topics.set("b", { leaders: [0, 0], epoch: 1 }).set("a", { leaders: [0], epoch: 1 });
  world.topics.set("__consumer_offsets", { leaders: [0], epoch: 1 });
  assert.deepEqual(await world.clock.until(cluster.topics()), ["a", "b"]);
  assert.deepEqual(await world.clock.until(cluster.topics({ internal: true })), ["__consumer_offsets", "a", "b"]);
  assert.equal((await world.clock.until(cluster.partitions("b"))).length, 2);
  const error = await failure(world, cluster.partitions("nope"));
  assert.ok(error instanceof BrokerError && error.code === "UNKNOWN_TOPIC_OR_PARTITION" && error.topic === "nope");
});

test("Cluster.warmUp() opens the lanes that are asked for", async (t) => {
  const { world, cluster } = await fakeCluster(t, 3);
  await world.clock.until(cluster.warmUp({ lanes: ["produce", "fetch"] }));
  // Six, and the one that brought the metadata.
  assert.equal(cluster.openConnections, 7);
});

test("Cluster.features() tells the finalized feature levels", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 1);
  brokers[0].on(ApiVersionsBroker, () => ({
    apiKeys: brokers[0].apiKeys(),
    finalizedFeaturesEpoch: 4n,
    finalizedFeatures: [{ name: "transaction.version", maxVersionLevel: 2, minVersionLevel: 0 }],
  }));
  assert.deepEqual([...await world.clock.until(cluster.features())], [["transaction.version", 2]]);
});

test("Cluster.close() settles every call, ends all timers and connections, and refuses later calls", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 3);
  for (const broker of brokers) broker.on(HeartbeatBroker, () => "silence").on(ProduceBroker, () => "silence");
  const calls = [
    later(cluster.request(Heartbeat, beat, { to: "any" })),
    later(cluster.request(Produce, {}, { to: { broker: 1 }, retry: false })),
    later(cluster.wantTopics(["x"], { timeoutMs: Infinity })),
  ];
  await world.clock.advance(3);
  const before = world.clock.now();
  await world.clock.until(cluster.close());
  assert.ok(world.clock.now() - before < 5000);
  for (const error of await Promise.all(calls.slice(0, 2))) assert.ok(error instanceof ClosedError, String(error));
  assert.ok(await failure(world, cluster.ping()) instanceof ClosedError);
  assert.ok(await failure(world, cluster.refreshMetadata("test")) instanceof ClosedError);
  assert.ok(
    await failure(world, cluster.request(Produce, {}, { to: { broker: 1 }, retry: false })) instanceof ClosedError,
  );
  await calls[2].catch(() => {});
});

test("Cluster.close() ends in time with all brokers frozen", async (t) => {
  const { world, cluster } = await fakeCluster(t, 2);
  await world.clock.until(cluster.ping());
  for (const address of ["b0:9092", "b1:9092"]) world.network.configure(address, { hold: "both" });
  const call = later(cluster.ping({ timeoutMs: 60_000 }));
  await world.clock.advance(10);
  const before = world.clock.now();
  await world.clock.until(cluster.close());
  assert.ok(world.clock.now() - before <= 5000);
  assert.ok(await call instanceof ClosedError);
  for (const address of ["b0:9092", "b1:9092"]) world.network.configure(address, null);
});

test("Options that cannot work are told all at once", () => {
  const make = () =>
    new Cluster({
      brokers: ["http://x", "b:99999", "", "a,b"],
      clientId: "",
      connectTimeoutMs: 0,
      retryBackoffMs: 500,
      retryBackoffMaxMs: 100,
      minVersions: { Produce: 9 },
      maxVersions: { Produce: 7 },
      brokerVersion: "0.7" as "0.9",
      hooks: [1 as unknown as () => void],
      ...{ requestTimeout: 5 },
    });
  assert.throws(make, (error) => {
    assert.ok(error instanceof ConfigError);
    assert.equal(error.problems.length, 11, error.problems.join("\n"));
    return true;
  });
});

test("Hooks hear of connections, requests and metadata; one that throws changes nothing", async (t) => {
  const events: ClientEvent[] = [];
  const hooks = [() => {
    throw new Error("bad hook");
  }, (event: ClientEvent) => void events.push(event)];
  const { world, cluster } = await fakeCluster(t, 1, { hooks });
  await world.clock.until(cluster.refreshMetadata("test"));
  assert.deepEqual(events.map((e) => e.type), ["request", "connect", "request", "metadata"]);
});

function offsetsOf(topics: Readonly<Record<string, readonly number[]>>) {
  return {
    replicaId: -1,
    topics: Object.entries(topics).map(([name, partitions]) => ({
      name,
      partitions: partitions.map((partitionIndex) => ({ partitionIndex, timestamp: -1n })),
    })),
  };
}

/** Answers with the node id as the offset. */
function answerOffsets(broker: FakeBroker, code: (partition: number) => number): void {
  broker.on(ListOffsetsBroker, (r) => ({
    topics: r.body.topics.map((topic) => ({
      name: topic.name,
      partitions: topic.partitions.map(({ partitionIndex }) => ({
        partitionIndex,
        errorCode: code(partitionIndex),
        offset: BigInt(broker.nodeId),
      })),
    })),
  }));
}
