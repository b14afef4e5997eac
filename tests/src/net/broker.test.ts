// Handshakes, lanes, reconnects and idle connections of brokers, through a cluster, in virtual time.
import assert from "node:assert/strict";
import { ConfigError } from "../../../errors/config_error.ts";
import { ConnectionError } from "../../../errors/connection_error.ts";
import type { KafkaError } from "../../../errors/kafka_error.ts";
import { Fetch, FetchBroker } from "../../../protocol/messages/fetch.ts";
import { Heartbeat, HeartbeatBroker } from "../../../protocol/messages/heartbeat.ts";
import { ApiVersionsBroker } from "../../../protocol/messages/api_versions.ts";
import { ListOffsets, ListOffsetsBroker } from "../../../protocol/messages/list_offsets.ts";
import { Produce, ProduceBroker } from "../../../protocol/messages/produce.ts";
import type { ClientEvent } from "../../../src/base/client_event.ts";
import { Cluster } from "../../../src/cluster/cluster.ts";
import type { ClusterOptions } from "../../../src/cluster/options.ts";
import { FakeWorld } from "./fake_broker.ts";
import { test, type TestContext } from "../../harness.ts";

function clusterOf(t: TestContext, world: FakeWorld, options: Partial<ClusterOptions> = {}): Cluster {
  const cluster = new Cluster({ brokers: ["b0:9092"], ...options }, { platform: world.platform });
  t.after(async () => {
    await world.clock.until(cluster.close());
    for (const broker of world.brokers) for (const stream of broker.streams) stream.close();
    await world.clock.advance(20);
    assert.equal(world.network.connections().length, 0, "open connections are left");
    assert.equal(world.clock.pending, 0, "timers are left");
  });
  return cluster;
}

async function failure(world: FakeWorld, promise: Promise<unknown>): Promise<KafkaError> {
  const caught = promise.then(() => assert.fail("it must reject"), (error) => error as KafkaError);
  return await world.clock.until(caught);
}

/** The error of a promise that rejects later; does not drive the clock. */
function later(promise: Promise<unknown>): Promise<KafkaError> {
  return promise.then(() => assert.fail("it must reject"), (error) => error as KafkaError);
}

const beat = { groupId: "g", generationId: 1, memberId: "m" };
const toBroker = { to: { broker: 0 }, retry: false } as const;

test("A handshake asks in the highest version and tells the client's name and version", async (t) => {
  const world = new FakeWorld();
  const [broker] = await world.start(1);
  await world.clock.until(clusterOf(t, world).ping());
  assert.equal(broker.handshakes.length, 1);
  assert.equal(broker.handshakes[0].version, 5);
  const body = broker.handshakes[0].body as { clientSoftwareName: string; clientSoftwareVersion: string };
  assert.equal(body.clientSoftwareName, "samsa");
  assert.match(body.clientSoftwareVersion, /^\d+\.\d+\.\d+$/);
});

test("A handshake falls back to the version that a refusing broker tells", async (t) => {
  const world = new FakeWorld();
  const [broker] = await world.start(1);
  broker.range(18, 0, 3);
  await world.clock.until(clusterOf(t, world).ping());
  assert.deepEqual(broker.handshakes.map((h) => h.version), [5, 3]);
});

test("A handshake falls back to version 0 when the broker tells nothing (before 2.4)", async (t) => {
  const world = new FakeWorld();
  const [broker] = await world.start(1);
  broker.range(18, 0, 1);
  broker.tellRange = false;
  await world.clock.until(clusterOf(t, world).ping());
  assert.deepEqual(broker.handshakes.map((h) => h.version), [5, 0]);
});

test("A handshake never asks again in a version that is not lower", async (t) => {
  const world = new FakeWorld();
  const [broker] = await world.start(1);
  broker.on(ApiVersionsBroker, (request) => ({
    frame: broker.frame(ApiVersionsBroker, {
      correlationId: request.correlationId,
      version: 0,
      body: { errorCode: 35, apiKeys: [{ apiKey: 18, minVersion: 0, maxVersion: 5 }] },
    }),
  }));
  const cluster = clusterOf(t, world);
  const error = await failure(world, cluster.ping({ timeoutMs: 200 }));
  assert.match(error.message, /UNSUPPORTED_VERSION/);
  assert.deepEqual(broker.handshakes.slice(0, 6).map((h) => h.version), [5, 4, 3, 2, 1, 0]);
});

test("A broker that resets twice during the handshake is asked with version 0", async (t) => {
  const world = new FakeWorld();
  const [broker] = await world.start(1);
  broker.on(ApiVersionsBroker, (r) => r.version > 0 ? "close" : { errorCode: 0, apiKeys: broker.apiKeys() });
  await world.clock.until(clusterOf(t, world).ping());
  assert.deepEqual(broker.handshakes.map((h) => h.version), [5, 5, 0]);
});

test("A broker that never answers ApiVersions ends in an error with the way out", async (t) => {
  const world = new FakeWorld();
  const [broker] = await world.start(1);
  broker.on(ApiVersionsBroker, () => "silence");
  const cluster = clusterOf(t, world, { connectTimeoutMs: 3000, apiTimeoutMs: 5000 });
  const error = await failure(world, cluster.ping());
  assert.equal(error.code, "API_TIMEOUT");
  assert.match(error.message, /did not answer ApiVersions within 3000 ms.*brokerVersion: "0.9"/);
  assert.ok(error.cause instanceof ConnectionError);
  assert.ok(world.clock.now() <= 6000);
});

test("An answer to ApiVersions without any API is refused", async (t) => {
  const world = new FakeWorld();
  const [broker] = await world.start(1);
  broker.on(ApiVersionsBroker, () => ({ errorCode: 0, apiKeys: [] }));
  const error = await failure(world, clusterOf(t, world).ping({ timeoutMs: 500 }));
  assert.match(error.message, /without a single API/);
});

test("brokerVersion skips ApiVersions and uses the fixed table", async (t) => {
  const world = new FakeWorld();
  const [broker] = await world.start(1);
  broker.on(ProduceBroker, () => ({ responses: [] }));
  const cluster = clusterOf(t, world, { brokerVersion: "0.8.2" });
  await world.clock.until(cluster.ping());
  await world.clock.until(cluster.request(Produce, { acks: -1 }, { to: { broker: 0 } }));
  assert.equal(broker.handshakes.length, 0);
  assert.deepEqual(broker.requests.filter((r) => r.key !== 3).map((r) => r.version), [0]);
  assert.ok(broker.requests.every((r) => r.version === 0));
});

test("The highest common version is used, also where a broker still lists versions that it drops (Produce 0 to 2)", async (t) => {
  const world = new FakeWorld();
  const [broker] = await world.start(1);
  broker.on(ProduceBroker, () => ({ responses: [] })).range(0, 0, 11);
  const cluster = clusterOf(t, world);
  await world.clock.until(cluster.warmUp({ lanes: ["produce"] }));
  await world.clock.until(cluster.request(Produce, { acks: -1 }, toBroker));
  await world.clock.until(cluster.request(Produce, { acks: -1 }, { ...toBroker, maxVersion: 9 }));
  assert.deepEqual(broker.requests.filter((r) => r.key === 0).map((r) => r.version), [11, 9]);
});

test("minVersions and maxVersions bound the choice, and a broker that has less is refused", async (t) => {
  const world = new FakeWorld();
  const [broker] = await world.start(1);
  broker.on(ProduceBroker, () => ({ responses: [] })).range(0, 0, 8);
  broker.on(HeartbeatBroker, () => ({}));
  const cluster = clusterOf(t, world, { maxVersions: { Heartbeat: 2 }, minVersions: { Produce: 9 } });
  await world.clock.until(cluster.request(Heartbeat, beat, { to: { broker: 0 } }));
  assert.equal(broker.requests.find((r) => r.key === 12)?.version, 2);
  const error = await failure(world, cluster.request(Produce, {}, { to: { broker: 0 } }));
  assert.ok(error instanceof ConfigError && error.code === "UNSUPPORTED_VERSION");
  assert.match(error.message, /the broker offers Produce 0 to 8, .*at least 9 is asked for/);
  assert.equal(await world.clock.until(cluster.versionOf(Produce, 0)), null);
  assert.equal(await world.clock.until(cluster.versionOf(Heartbeat, 0)), 2);
});

test("Each lane has a connection of its own: a long poll holds up nobody else", async (t) => {
  const world = new FakeWorld();
  const [broker] = await world.start(1);
  broker.on(FetchBroker, () => "silence").on(ProduceBroker, () => ({ responses: [] }));
  broker.on(HeartbeatBroker, () => ({}));
  const cluster = clusterOf(t, world);
  await world.clock.until(cluster.ping());
  const poll = later(cluster.request(Fetch, { maxWaitMs: 5000 }, toBroker));
  await world.clock.until(cluster.request(Produce, {}, toBroker));
  await world.clock.until(cluster.request(Heartbeat, beat, toBroker));
  assert.ok(world.clock.now() < 100);
  const connections = new Map(broker.requests.map((r) => [r.key, r.connection]));
  assert.equal(new Set([connections.get(0), connections.get(1), connections.get(12)]).size, 3);
  assert.equal(connections.get(3), connections.get(12), "metadata and heartbeats share the general lane");
  await world.clock.until(cluster.close());
  assert.equal((await poll).code, "CLOSED");
});

test("A lane by name is a connection of its own, and closeLane() ends it", async (t) => {
  const world = new FakeWorld();
  const [broker] = await world.start(1);
  broker.on(FetchBroker, (r) => (r.connection === 1 ? "silence" : { responses: [] }));
  const cluster = clusterOf(t, world);
  await world.clock.until(cluster.ping());
  await world.clock.until(cluster.request(Fetch, {}, { ...toBroker, lane: "fetch 2" }));
  assert.equal(cluster.openConnections, 2);
  cluster.closeLane(0, "fetch 2");
  assert.equal(cluster.openConnections, 1);
});

test("A connection is opened once for all who ask at the same time", async (t) => {
  const world = new FakeWorld();
  const [broker] = await world.start(1);
  broker.on(HeartbeatBroker, () => ({}));
  const cluster = clusterOf(t, world);
  const asked = Array.from({ length: 20 }, () => cluster.request(Heartbeat, beat, { to: { broker: 0 } }));
  await world.clock.until(Promise.all(asked));
  assert.deepEqual(world.dialed, ["b0:9092"]);
});

test("An idle connection is closed after connectionsMaxIdleMs, a busy one is not", async (t) => {
  const world = new FakeWorld();
  const [broker] = await world.start(1);
  broker.on(FetchBroker, () => "silence").on(HeartbeatBroker, () => ({}));
  const events: ClientEvent[] = [];
  const cluster = clusterOf(t, world, {
    connectionsMaxIdleMs: 5000,
    metadataMaxAgeMs: Infinity,
    hooks: [(event) => void events.push(event)],
  });
  await world.clock.until(cluster.request(Heartbeat, beat, { to: { broker: 0 } }));
  const poll = later(cluster.request(Fetch, {}, { ...toBroker, requestTimeoutMs: 20_000 }));
  await world.clock.advance(6000);
  assert.equal(cluster.openConnections, 1);
  assert.deepEqual(
    events.filter((e) => e.type === "disconnect").map((e) => [e.lane, e.error]),
    [["general", null]],
  );
  await world.clock.until(cluster.request(Heartbeat, beat, toBroker));
  assert.equal(cluster.openConnections, 2, "it is opened again when it is needed");
  await world.clock.until(cluster.close());
  await poll;
});

test("The first reconnect after a reset has no backoff, later ones wait longer and longer", async (t) => {
  const world = new FakeWorld();
  const [broker] = await world.start(1);
  broker.on(HeartbeatBroker, () => ({}));
  const cluster = clusterOf(t, world, { metadataMaxAgeMs: Infinity });
  await world.clock.until(cluster.request(Heartbeat, beat, { to: { broker: 0 } }));
  world.network.reset("b0:9092");
  await world.clock.advance(5);
  const before = world.clock.now();
  await world.clock.until(cluster.request(Heartbeat, beat, toBroker));
  assert.ok(world.clock.now() - before < 20, "reconnected at once");
  await broker.kill();
  await world.clock.advance(5);
  const dialedBefore = world.dialed.length;
  const error = await failure(world, cluster.request(Heartbeat, beat, { to: { broker: 0 }, timeoutMs: 10_000 }));
  assert.equal(error.code, "API_TIMEOUT");
  assert.match(error.message, /nothing listens there/);
  const dials = world.dialed.length - dialedBefore;
  assert.ok(dials >= 8 && dials <= 25, `${dials} dials in 10 s`);
});

test("A broker that closes every connection after its handshake is not asked in a storm", async (t) => {
  const world = new FakeWorld();
  const [broker] = await world.start(1);
  broker.on(HeartbeatBroker, () => "close");
  const cluster = clusterOf(t, world, { metadataMaxAgeMs: Infinity });
  await world.clock.until(cluster.ping());
  const error = await failure(world, cluster.request(Heartbeat, beat, { to: { broker: 0 }, timeoutMs: 10_000 }));
  assert.equal(error.code, "API_TIMEOUT");
  const beats = broker.requests.filter((r) => r.key === 12).length;
  assert.ok(beats >= 5 && beats <= 30, `${beats} requests in 10 s`);
});

test("Every address of a host is tried in turn", async (t) => {
  const world = new FakeWorld();
  const broker = await world.add({ nodeId: 0, host: "10.0.0.3" });
  const dead = await world.add({ nodeId: 9, host: "10.0.0.1" });
  dead.listed = false;
  await dead.kill();
  world.network.name("kafka.example", ["10.0.0.1", "10.0.0.3"]);
  const cluster = clusterOf(t, world, { brokers: ["kafka.example"] });
  await world.clock.until(cluster.ping());
  assert.deepEqual(world.dialed, ["10.0.0.1:9092", "10.0.0.3:9092"]);
  assert.equal(broker.handshakes.length, 1);
});

test("A connect that hangs ends after connectTimeoutMs", async (t) => {
  const world = new FakeWorld();
  await world.start(1);
  world.network.configure("b0:9092", { hold: "both" });
  const cluster = clusterOf(t, world, { connectTimeoutMs: 700, apiTimeoutMs: 1000 });
  const error = await failure(world, cluster.ping());
  assert.match(error.message, /within 700 ms \(option connectTimeoutMs\)/);
  assert.ok(world.clock.now() < 1100);
  world.network.configure("b0:9092", null);
});

test("TLS goes to the address, the certificate is checked against the name", async () => {
  const world = new FakeWorld();
  const names: (string | undefined)[] = [];
  await world.add({ nodeId: 0, host: "10.0.0.3" });
  await world.add({ nodeId: 1, host: "10.0.0.4" });
  world.network.name("kafka.example", ["10.0.0.3", "10.0.0.4"]);
  const platform = {
    ...world.platform,
    dial: (o: Parameters<typeof world.platform.dial>[0]) => {
      names.push(o.tls?.serverName);
      return world.network.dial({
        host: o.host,
        port: o.port,
        ...(o.signal === undefined ? {} : { signal: o.signal }),
      });
    },
  };
  const cluster = new Cluster({ brokers: ["kafka.example"], tls: { ca: "x" } }, { platform });
  await world.clock.until(cluster.ping());
  assert.deepEqual(names, ["kafka.example"]);
  await world.clock.until(cluster.close());
  await world.clock.advance(20);
});

test("A user's own dial gets the host name and is used for everything", async (t) => {
  const world = new FakeWorld();
  await world.start(1);
  const seen: string[] = [];
  const cluster = clusterOf(t, world, {
    brokers: ["outside.example:7000"],
    dial: (o) => {
      seen.push(`${o.host}:${o.port}`);
      return world.network.dial({ host: "b0", port: 9092 });
    },
  });
  await world.clock.until(cluster.ping());
  assert.deepEqual(seen, ["outside.example:7000"]);
});

test("A throttled broker is not asked on the fast way until its time is over", async (t) => {
  const world = new FakeWorld();
  const [broker] = await world.start(1);
  let n = 0;
  broker.on(ListOffsetsBroker, () => ({ throttleTimeMs: n++ === 0 ? 400 : 0, topics: [] }));
  const cluster = clusterOf(t, world);
  await world.clock.until(cluster.ping());
  await world.clock.until(cluster.request(ListOffsets, {}, toBroker));
  const at = world.clock.now();
  await world.clock.until(cluster.request(ListOffsets, {}, toBroker));
  assert.ok(broker.requests.filter((r) => r.key === 2)[1].at >= at + 399);
});

test("A throttle time never beats the time limit of a call", async (t) => {
  const world = new FakeWorld();
  const [broker] = await world.start(1);
  broker.on(ListOffsetsBroker, () => ({ throttleTimeMs: 2_000_000_000, topics: [] }));
  const cluster = clusterOf(t, world, { metadataMaxAgeMs: Infinity, connectionsMaxIdleMs: Infinity });
  await world.clock.until(cluster.ping());
  await world.clock.until(cluster.request(ListOffsets, {}, toBroker));
  const at = world.clock.now();
  const error = await failure(world, cluster.request(ListOffsets, {}, { ...toBroker, timeoutMs: 1000 }));
  assert.equal(error.code, "API_TIMEOUT");
  assert.ok(world.clock.now() - at <= 1001);
  assert.equal(broker.requests.filter((r) => r.key === 2).length, 1, "it was never sent");
});
