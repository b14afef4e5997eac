// The view of the cluster: how it is merged, when it is fetched, how brokers are found again.
import assert from "node:assert/strict";
import { ConnectionError } from "../../../errors/connection_error.ts";
import { Heartbeat, HeartbeatBroker } from "../../../protocol/messages/heartbeat.ts";
import { MetadataBroker } from "../../../protocol/messages/metadata.ts";
import { ApiVersionsBroker } from "../../../protocol/messages/api_versions.ts";
import { Produce, ProduceBroker } from "../../../protocol/messages/produce.ts";
import type { ClientEvent } from "../../../src/base/client_event.ts";
import { OLD_EPOCHS_IGNORED } from "../../../src/cluster/metadata.ts";
import { FakeWorld } from "../net/fake_broker.ts";
import { clusterOf, failure, fakeCluster, later } from "./setup.ts";
import { test } from "../../harness.ts";

const ID_1 = "AAAAAAAAAAAAAAAAAAAAAQ";
const ID_2 = "AAAAAAAAAAAAAAAAAAAAAg";
const refreshes = (world: FakeWorld) =>
  world.brokers.reduce((sum, b) => sum + b.requests.filter((r) => r.key === 3).length, 0);

test("refreshMetadata() is one request for all who ask at the same time", async (t) => {
  const { world, cluster } = await fakeCluster(t, 1);
  const views = await world.clock.until(Promise.all([1, 2, 3].map(() => cluster.refreshMetadata("test"))));
  assert.equal(refreshes(world), 1);
  assert.equal(new Set(views).size, 1);
});

test("Refreshes after errors keep the minimum spacing", async (t) => {
  const { world, cluster } = await fakeCluster(t, 1);
  for (let i = 0; i < 5; i++) await world.clock.until(cluster.refreshMetadata("test"));
  const at = world.brokers[0].requests.map((r) => r.at);
  for (let i = 1; i < at.length; i++) assert.ok(at[i] - at[i - 1] >= 100, `${at[i] - at[i - 1]} ms`);
});

test("New topics are asked for at once, and only those that are missing", async (t) => {
  const { world, cluster } = await fakeCluster(t, 1);
  world.topics.set("a", { leaders: [0], epoch: 1 }).set("b", { leaders: [0], epoch: 1 });
  await world.clock.until(cluster.wantTopics(["a"]));
  const before = world.clock.now();
  const view = await world.clock.until(cluster.wantTopics(["a", "b", "nope"]));
  assert.ok(world.clock.now() - before < 50);
  assert.equal(view.topics.get("b")?.partitions.length, 1);
  assert.equal(view.topics.get("nope")?.errorCode, 3);
  assert.equal(view.topics.get("nope")?.partitions.length, 0);
  const asked = world.brokers[0].requests.map((r) =>
    (r.body as { topics: { name: string }[] }).topics.map((x) => x.name)
  );
  assert.deepEqual(asked, [["a"], ["b", "nope"]]);
});

test("wantTopics() returns at once when the view has all answers", async (t) => {
  const { world, cluster } = await fakeCluster(t, 1);
  world.topics.set("a", { leaders: [0], epoch: 1 });
  await world.clock.until(cluster.wantTopics(["a"]));
  await cluster.wantTopics(["a"]);
  assert.equal(refreshes(world), 1);
});

test("Topics are created on demand only when asked for", async (t) => {
  const { world, cluster } = await fakeCluster(t, 1);
  await world.clock.until(cluster.wantTopics(["a"]));
  await world.clock.until(cluster.wantTopics(["a"], { allowCreation: true }));
  const allowed = world.brokers[0].requests.map((r) =>
    (r.body as { allowAutoTopicCreation: boolean }).allowAutoTopicCreation
  );
  assert.deepEqual(allowed, [false, true]);
});

test("Metadata are fetched anew by age, and forgotten topics are left out", async (t) => {
  const { world, cluster } = await fakeCluster(t, 1, { metadataMaxAgeMs: 10_000 });
  world.topics.set("a", { leaders: [0], epoch: 1 }).set("b", { leaders: [0], epoch: 1 });
  const views: number[] = [];
  const stop = cluster.onMetadata((view) => void views.push(view.generation));
  await world.clock.until(cluster.wantTopics(["a", "b"]));
  cluster.forgetTopic("b");
  assert.equal(cluster.metadata.topics.has("b"), false);
  await world.clock.advance(25_000);
  assert.equal(refreshes(world), 3);
  const last = world.brokers[0].requests[2].body as { topics: { name: string }[] };
  assert.deepEqual(last.topics.map((x) => x.name), ["a"]);
  stop();
  assert.deepEqual(views, [1, 2, 3, 4]);
});

test("A partition without a leader is asked for again soon", async (t) => {
  const { world, cluster } = await fakeCluster(t, 1);
  world.topics.set("a", { leaders: [-1], epoch: 1 });
  await world.clock.until(cluster.wantTopics(["a"]));
  world.topics.set("a", { leaders: [0], epoch: 2 });
  await world.clock.advance(400);
  assert.equal(cluster.metadata.topics.get("a")?.partitions[0].leader, 0);
  assert.equal(refreshes(world), 2);
});

test("A leader epoch never goes back, until brokers insist", async (t) => {
  const { world, cluster } = await fakeCluster(t, 2);
  world.topics.set("a", { leaders: [1], epoch: 7, id: ID_1 });
  await world.clock.until(cluster.wantTopics(["a"]));
  world.topics.set("a", { leaders: [0], epoch: 6, id: ID_1 });
  for (let i = 0; i < OLD_EPOCHS_IGNORED; i++) {
    await world.clock.until(cluster.refreshMetadata("test"));
    const partition = cluster.metadata.topics.get("a")?.partitions[0];
    assert.deepEqual([partition?.leader, partition?.leaderEpoch], [1, 7]);
  }
  await world.clock.until(cluster.refreshMetadata("test"));
  const partition = cluster.metadata.topics.get("a")?.partitions[0];
  assert.deepEqual([partition?.leader, partition?.leaderEpoch], [0, 6]);
});

test("A recreated topic is taken over at once with its own epochs", async (t) => {
  const { world, cluster } = await fakeCluster(t, 2);
  world.topics.set("a", { leaders: [1, 1], epoch: 7, id: ID_1 });
  await world.clock.until(cluster.wantTopics(["a"]));
  world.topics.set("a", { leaders: [0], epoch: 0, id: ID_2 });
  const view = await world.clock.until(cluster.refreshMetadata("test"));
  assert.equal(view.topics.get("a")?.id, ID_2);
  assert.equal(view.topics.get("a")?.partitions.length, 1);
  assert.equal(view.topics.get("a")?.partitions[0].leaderEpoch, 0);
  assert.equal(view.topicNames.get(ID_2), "a");
  assert.equal(view.topicNames.has(ID_1), false);
});

test("A topic or partition that vanishes from an answer is kept", async (t) => {
  const { world, cluster } = await fakeCluster(t, 2);
  world.topics.set("a", { leaders: [0, 1], epoch: 7, id: ID_1 });
  await world.clock.until(cluster.wantTopics(["a"]));
  world.topics.set("a", { leaders: [0], epoch: 7, id: ID_1 });
  const fewer = await world.clock.until(cluster.refreshMetadata("test"));
  assert.equal(fewer.topics.get("a")?.partitions.length, 2);
  world.topics.delete("a");
  const gone = await world.clock.until(cluster.refreshMetadata("test"));
  assert.equal(gone.topics.get("a")?.errorCode, 3);
  assert.equal(gone.topics.get("a")?.partitions.length, 2);
  assert.equal(gone.topics.get("a")?.id, ID_1);
});

test("A leader hint with a newer epoch is taken over at once, with its endpoint (KIP-951)", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 2);
  world.topics.set("a", { leaders: [0], epoch: 3 });
  brokers[1].listed = false;
  brokers[1].on(ProduceBroker, () => ({ responses: [] }));
  await world.clock.until(cluster.wantTopics(["a"]));
  cluster.applyLeaderHint({ topic: "a", partition: 0, leader: 1, leaderEpoch: 3 });
  assert.equal(cluster.metadata.topics.get("a")?.partitions[0].leader, 0, "not newer");
  const endpoint = { nodeId: 1, host: "b1", port: 9092, rack: null };
  cluster.applyLeaderHint({ topic: "a", partition: 0, leader: 1, leaderEpoch: 4, endpoint });
  const to = { leader: { topic: "a", partition: 0 } };
  await world.clock.until(cluster.request(Produce, {}, { to, retry: false }));
  assert.equal(brokers[1].requests.filter((r) => r.key === 0).length, 1);
  assert.equal(refreshes(world), 1, "without new metadata");
});

test("An answer that names no broker keeps the old view", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 2);
  world.topics.set("a", { leaders: [1], epoch: 1 });
  await world.clock.until(cluster.wantTopics(["a"]));
  const view = cluster.metadata;
  for (const broker of brokers) broker.on(MetadataBroker, () => ({ brokers: [], topics: [] }));
  const refresh = later(cluster.refreshMetadata("test"));
  await world.clock.advance(2000);
  assert.equal(cluster.metadata, view);
  await world.clock.advance(60_000);
  assert.match((await refresh).message, /names no broker/);
});

test("Brokers and partitions that make no sense are left out", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 1);
  brokers[0].on(MetadataBroker, () => ({
    brokers: [
      { nodeId: 0, host: "b0", port: 9092 },
      { nodeId: -5, host: "b0", port: 9092 },
      { nodeId: 3, host: "", port: 9092 },
      { nodeId: 4, host: "x", port: 700_000 },
    ],
    controllerId: 77,
    topics: [{
      name: "a",
      partitions: [
        { partitionIndex: 2, leaderId: 0, leaderEpoch: 1 },
        { partitionIndex: -1, leaderId: 0, leaderEpoch: 1 },
        { partitionIndex: 2_000_000_000, leaderId: 0, leaderEpoch: 1 },
      ],
    }],
  }));
  const view = await world.clock.until(cluster.wantTopics(["a"]));
  assert.deepEqual([...view.brokers.keys()], [0]);
  assert.equal(view.controllerId, -1);
  assert.deepEqual(view.topics.get("a")?.partitions.map((p) => [p.partition, p.leader]), [[0, -1], [1, -1], [2, 0]]);
});

test("All bootstrap addresses are tried in turn until one answers", async (t) => {
  const world = new FakeWorld();
  await world.add({ nodeId: 0, host: "b0" });
  const cluster = clusterOf(t, world, { brokers: ["x1:9092", "b0:9092", "x2:9092"] });
  await world.clock.until(cluster.ping());
  assert.ok(world.clock.now() < 50, "without a wait in between");
});

test("When no bootstrap address can ever work, the error comes at once and names them all", async (t) => {
  const world = new FakeWorld();
  const cluster = clusterOf(t, world, { brokers: ["x1:9092", "x2"] });
  const error = await failure(world, cluster.ping());
  assert.ok(error instanceof ConnectionError && error.code === "NO_BROKER_AVAILABLE");
  assert.match(error.message, /x1:9092.*x2:9092|x2:9092.*x1:9092/);
  const other = await failure(world, cluster.request(Heartbeat, {}, { to: "any" }));
  assert.equal(other.code, "NO_BROKER_AVAILABLE");
  assert.ok(world.clock.now() < 1000);
});

test("A refused bootstrap address is tried until the time limit, and the error says why", async (t) => {
  const world = new FakeWorld();
  const [broker] = await world.start(1);
  await broker.kill();
  const cluster = clusterOf(t, world, { apiTimeoutMs: 3000 });
  const error = await failure(world, cluster.ping());
  assert.equal(error.code, "API_TIMEOUT");
  assert.match(error.message, /within 3000 ms; the last failure was: b0:9092: .*nothing listens/);
  assert.ok(world.dialed.length <= 12);
});

test("A cluster that has moved whole is found again through the bootstrap addresses (KIP-899)", async (t) => {
  const events: ClientEvent[] = [];
  const world = new FakeWorld();
  const [b0] = await world.start(2);
  world.brokers[1].listed = true;
  const cluster = clusterOf(t, world, { brokers: ["seed.example:9092"], hooks: [(e) => void events.push(e)] });
  world.network.name("seed.example", ["b0"]);
  await world.clock.until(cluster.refreshMetadata("test"));
  // The old brokers die; the name now leads to a new one.
  for (const broker of world.brokers) {
    broker.listed = false;
    await broker.kill();
  }
  await world.clock.advance(5);
  const fresh = await world.add({ nodeId: 7, host: "b7" });
  fresh.on(HeartbeatBroker, () => ({}));
  world.network.name("seed.example", ["b7"]);
  await world.clock.until(cluster.request(Heartbeat, { groupId: "g" }, { to: "any" }));
  await world.clock.until(cluster.refreshMetadata("test"));
  assert.deepEqual([...cluster.metadata.brokers.keys()], [7]);
  void b0;
});

test("REBOOTSTRAP_REQUIRED drops what is known and starts from the bootstrap addresses (KIP-1102)", async (t) => {
  const events: ClientEvent[] = [];
  const { world, brokers, cluster } = await fakeCluster(t, 2, { hooks: [(e) => void events.push(e)] });
  let refused = 0;
  await world.clock.until(cluster.refreshMetadata("test"));
  brokers[1].on(MetadataBroker, () => (refused++, { errorCode: 129 }));
  brokers[0].on(MetadataBroker, (r) => refused === 0 ? (refused++, { errorCode: 129 }) : world.metadata(r.body));
  await world.clock.until(cluster.refreshMetadata("test"));
  assert.ok(refused >= 1);
  assert.ok(events.some((e) => e.type === "rebootstrap"));
  assert.equal(cluster.metadata.brokers.size, 2);
});

test("A broker that says it is the wrong one makes the client start anew (KIP-1242)", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 2);
  brokers[1].on(HeartbeatBroker, () => ({}));
  await world.clock.until(cluster.refreshMetadata("test"));
  let wrong = true;
  const seen: unknown[] = [];
  brokers[1].on(ApiVersionsBroker, (r) => {
    seen.push([r.body.clusterId, r.body.nodeId]);
    if (!wrong) return { errorCode: 0, apiKeys: brokers[1].apiKeys() };
    wrong = false;
    return { errorCode: 129 };
  });
  await world.clock.until(cluster.request(Heartbeat, { groupId: "g" }, { to: { broker: 1 } }));
  assert.deepEqual(seen[0], ["fake-cluster", 1]);
});

test("setBrokers() replaces the bootstrap addresses", async (t) => {
  const world = new FakeWorld();
  await world.add({ nodeId: 0, host: "b0" });
  const cluster = clusterOf(t, world, { brokers: ["gone:9092"], apiTimeoutMs: 2000 });
  await failure(world, cluster.ping());
  assert.throws(() => cluster.setBrokers("a:b"), /port "b"/);
  cluster.setBrokers(["b0:9092"]);
  await world.clock.until(cluster.ping());
});

test("A broker that leaves the metadata takes no new requests, and answers its last ones", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 2);
  brokers[1].on(HeartbeatBroker, async () => {
    await new Promise<void>((resolve) => world.clock.after(500, resolve));
    return { errorCode: 0 };
  });
  await world.clock.until(cluster.refreshMetadata("test"));
  const last = cluster.request(Heartbeat, { groupId: "g" }, { to: { broker: 1 } });
  await world.clock.advance(20);
  brokers[1].listed = false;
  await world.clock.until(cluster.refreshMetadata("test"));
  assert.equal((await world.clock.until(last)).errorCode, 0);
  const error = await failure(world, cluster.request(Heartbeat, {}, { to: { broker: 1 }, retry: false }));
  assert.match(error.message, /broker 1 is not known/);
  assert.equal(cluster.openConnections, 1);
});

test("A broker that hangs is left for another after 3 s when metadata are asked for", async (t) => {
  const { world, brokers, cluster } = await fakeCluster(t, 2);
  await world.clock.until(cluster.refreshMetadata("test"));
  brokers[0].on(MetadataBroker, () => "silence");
  const before = world.clock.now();
  await world.clock.until(cluster.refreshMetadata("test"));
  assert.ok(world.clock.now() - before <= 3500);
});
