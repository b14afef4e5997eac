// EmbeddedKafka itself: options, topics, brokers that stop and start, leaders that move.
import assert from "node:assert/strict";
import { ConfigError } from "../../errors/config_error.ts";
import { EmbeddedKafka } from "../../embedded/mod.ts";
import { Fetch } from "../../protocol/messages/fetch.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { Produce } from "../../protocol/messages/produce.ts";
import { test } from "../harness.ts";
import { batch, dialAddress, virtualPlatform, world } from "./raw_client.ts";

const topicData = () => [{ name: "orders", partitionData: [{ index: 0, records: batch([{ value: "v" }]) }] }];

test("EmbeddedKafka.start() names every wrong option at once", async () => {
  const options = {
    brokers: 0,
    topics: { "no name": 1, a: 0, b: { configs: { "no.such": 1 } } },
    listen: { ports: [1, 2] },
    versions: { Nothing: 1, Produce: [5, 3] as const },
    defaultPartitions: 1.5,
    racks: ["r"],
    borkers: 3,
  };
  const error = await EmbeddedKafka.start({ platform: virtualPlatform(), ...options }).catch((one: unknown) => one);
  assert.ok(error instanceof ConfigError);
  assert.equal(error.problems.length, 9, error.problems.join("\n"));
});

test("EmbeddedKafka.start() says when the platform has no listening sockets", async () => {
  const start = EmbeddedKafka.start({ platform: virtualPlatform(), listen: "tcp" });
  await assert.rejects(
    start,
    (error: unknown) => error instanceof ConfigError && error.code === "UNSUPPORTED_BY_RUNTIME",
  );
});

test("The same seed gives the same cluster and topic ids, another seed others", async () => {
  const ids = async (seed: number) => {
    const platform = virtualPlatform(seed);
    const cluster = await platform.clock.until(EmbeddedKafka.start({ platform }));
    await platform.clock.until(cluster.close());
    return cluster.clusterId;
  };
  assert.equal(await ids(1), await ids(1));
  assert.notEqual(await ids(1), await ids(2));
});

test("moveLeader() goes round the replicas, bumps the epoch and refuses who is not in sync", async (t) => {
  const { cluster, until } = await world(t, { brokers: 3, topics: { orders: 1 } });
  assert.deepEqual([1, 2, 3].map(() => cluster.moveLeader("orders", 0)), [2, 3, 1]);
  assert.equal(cluster.partition("orders", 0).leaderEpoch, 3);
  assert.equal(cluster.moveLeader("orders", 0, 3), 3);
  await until(cluster.stopBroker(2));
  assert.throws(() => cluster.moveLeader("orders", 0, 2), ConfigError);
  assert.throws(() => cluster.moveLeader("orders", 0, 9), ConfigError);
  assert.throws(() => cluster.moveLeader("none", 0), ConfigError);
  assert.throws(() => cluster.moveLeader("orders", 1), ConfigError);
});

test("A stopped broker hands its leaders over, refuses connections, and comes back with its records", async (t) => {
  const { call, cluster, until, connect } = await world(t, { brokers: 2, topics: { orders: 1 } });
  await call(Produce, { acks: -1, topicData: topicData() }, { version: 9 });
  const client = await connect(1);
  await until(cluster.stopBroker(1));
  assert.equal(await until(client.frame()), null);
  assert.equal(cluster.partition("orders", 0).leader, 2);
  assert.deepEqual(cluster.partition("orders", 0).isr, [2]);
  const { platform, brokers } = cluster.options();
  await assert.rejects(until(dialAddress(platform.dial, brokers[0])));
  await until(cluster.startBroker(1));
  const { topics } = await until((await connect(1)).call(Metadata, { topics: null }, 9));
  assert.deepEqual(topics[0].partitions[0].isrNodes, [2, 1]);
  cluster.moveLeader("orders", 0, 1);
  assert.equal(cluster.partition("orders", 0).endOffset, 1);
});

test("A killed broker is missed only after failoverMs; one that is back earlier has a new epoch", async (t) => {
  const { cluster, until, clock } = await world(t, { brokers: 2, topics: { orders: 1 } });
  await until(cluster.killBroker(1, { failoverMs: 9000 }));
  assert.equal(cluster.partition("orders", 0).leader, 1);
  await clock.advance(9000);
  assert.equal(cluster.partition("orders", 0).leader, 2);
  await until(cluster.killBroker(2, { failoverMs: 9000 }));
  await until(cluster.startBroker(2));
  await clock.advance(20_000);
  const { leader, leaderEpoch } = cluster.partition("orders", 0);
  assert.deepEqual([leader, leaderEpoch], [2, 3]);
});

test("A broker that was back in between is missed only after the failoverMs of its last absence", async (t) => {
  const { cluster, until, clock } = await world(t, { brokers: 2, topics: { orders: 1 } });
  await until(cluster.killBroker(1, { failoverMs: 9000 }));
  await clock.advance(5000);
  await until(cluster.startBroker(1));
  cluster.moveLeader("orders", 0, 1);
  await until(cluster.killBroker(1, { failoverMs: 9000 }));
  await clock.advance(5000);
  assert.equal(cluster.partition("orders", 0).leader, 1);
  // A broker that does not run cannot go on.
  cluster.resumeBroker(1);
  await clock.advance(4000);
  assert.equal(cluster.partition("orders", 0).leader, 2);
  cluster.pauseBroker(2, { failoverMs: 9000 });
  await clock.advance(5000);
  cluster.resumeBroker(2);
  cluster.pauseBroker(2);
  await clock.advance(60_000);
  assert.equal(cluster.partition("orders", 0).leader, 2);
  cluster.resumeBroker(2);
  await until(cluster.startBroker(1));
  assert.equal(clock.pending, 0);
});

test("killBroker() cuts requests that wait", async (t) => {
  const { cluster, until, connect, clock } = await world(t, { topics: { orders: 1 } });
  const client = await connect();
  const partitions = [{ partition: 0, fetchOffset: 0n, partitionMaxBytes: 10 }];
  await until(client.send(Fetch, { maxWaitMs: 3_600_000, minBytes: 1, topics: [{ topic: "orders", partitions }] }, 12));
  await clock.advance(10);
  await until(cluster.killBroker(1));
  assert.equal(await until(client.frame().catch(() => null)), null);
  assert.ok(clock.now() < 1000);
  assert.equal(clock.pending, 0);
});

test("close() leaves no timer and no connection, and may be called twice", async (t) => {
  const { cluster, until, connect, clock } = await world(t, { brokers: 3, topics: { orders: 3 } });
  const client = await connect(2);
  const partitions = [{ partition: 1, fetchOffset: 0n, partitionMaxBytes: 10 }];
  await until(client.send(Fetch, { maxWaitMs: 3_600_000, minBytes: 1, topics: [{ topic: "orders", partitions }] }, 12));
  await clock.advance(10);
  await until(cluster.close());
  await until(cluster.close());
  client.close();
  await clock.advance(10);
  assert.equal(clock.pending, 0);
  assert.equal(cluster.network.connections().length, 0);
});

test("createTopic() and deleteRecords() refuse what cannot be", async (t) => {
  const { cluster } = await world(t, { topics: { orders: 1 } });
  assert.throws(() => cluster.createTopic("orders"), ConfigError);
  assert.throws(() => cluster.createTopic("a", 0), ConfigError);
  assert.throws(() => cluster.createTopic("a", { replicationFactor: 2 }), ConfigError);
  assert.throws(() => cluster.deleteTopic("none"), ConfigError);
  assert.throws(() => cluster.deleteRecords("orders", 0, 1), ConfigError);
  await assert.rejects(cluster.stopBroker(9), ConfigError);
});
