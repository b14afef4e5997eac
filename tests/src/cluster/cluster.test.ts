// The waist against brokers whose answers are written by hand, in virtual time.
import assert from "node:assert/strict";
import { Cluster } from "../../../src/cluster/cluster.ts";
import type { ClusterOptions } from "../../../src/cluster/options.ts";
import { FakeWorld } from "../net/fake_broker.ts";
import { ListOffsets, ListOffsetsBroker } from "../../../protocol/messages/list_offsets.ts";
import { CreateTopics, CreateTopicsBroker } from "../../../protocol/messages/create_topics.ts";
import { test, type TestContext } from "../../harness.ts";

/** A cluster over a fake world; closed, and checked for what it left, when the test ends. */
function clusterOf(t: TestContext, world: FakeWorld, options: Partial<ClusterOptions> = {}): Cluster {
  const cluster = new Cluster({ brokers: ["b0:9092"], ...options }, { platform: world.platform });
  t.after(async () => {
    await world.clock.until(cluster.close());
    // The ends of the connections are still on their way.
    await world.clock.advance(20);
    assert.equal(cluster.openConnections, 0);
    assert.equal(world.network.connections().length, 0, "open connections are left");
    assert.equal(world.clock.pending, 0, "timers are left");
  });
  return cluster;
}

test("Cluster.ping() resolves when a broker answers", async (t) => {
  const world = new FakeWorld();
  await world.start(1);
  const cluster = clusterOf(t, world);
  await world.clock.until(cluster.ping());
});

test("Cluster.request() to a leader finds it in the metadata and goes to that broker", async (t) => {
  const world = new FakeWorld();
  const brokers = await world.start(3);
  world.topics.set("orders", { leaders: [2, 1], epoch: 3 });
  for (const broker of brokers) broker.on(ListOffsetsBroker, () => ({ topics: [] }));
  const cluster = clusterOf(t, world);
  const to = { leader: { topic: "orders", partition: 0 } };
  await world.clock.until(cluster.request(ListOffsets, { topics: [] }, { to }));
  assert.equal(brokers[2].requests.filter((r) => r.key === 2).length, 1);
  assert.equal(brokers[0].requests.filter((r) => r.key === 2).length, 0);
});

test("Cluster.request() to the controller goes to the controller of the metadata", async (t) => {
  const world = new FakeWorld();
  const brokers = await world.start(2);
  world.controllerId = 1;
  for (const broker of brokers) broker.on(CreateTopicsBroker, () => ({ topics: [{ name: "t", errorCode: 0 }] }));
  const cluster = clusterOf(t, world);
  await world.clock.until(cluster.request(CreateTopics, { topics: [{ name: "t", numPartitions: 1, replicationFactor: 1 }] }));
  assert.deepEqual(brokers[1].requests.map((r) => r.key), [19]);
});
