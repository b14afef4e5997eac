// A cluster over a world of fake brokers, checked for what it leaves behind.
import assert from "node:assert/strict";
import { KafkaError } from "../../../errors/kafka_error.ts";
import { Cluster } from "../../../src/cluster/cluster.ts";
import type { ClusterOptions } from "../../../src/cluster/options.ts";
import { type FakeBroker, FakeWorld } from "../net/fake_broker.ts";
import type { TestContext } from "../../harness.ts";

/** A client of a world; closed, and checked for timers and connections, when the test ends. */
export function clusterOf(t: TestContext, world: FakeWorld, options: Partial<ClusterOptions> = {}): Cluster {
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

/** A world of brokers `b0`, `b1`, … and a client that knows `b0`. */
export async function fakeCluster(
  t: TestContext,
  count: number,
  options: Partial<ClusterOptions> = {},
): Promise<{ readonly world: FakeWorld; readonly brokers: readonly FakeBroker[]; readonly cluster: Cluster }> {
  const world = new FakeWorld();
  const brokers = await world.start(count);
  return { world, brokers, cluster: clusterOf(t, world, options) };
}

/** Settles a promise in virtual time and gives its error. */
export async function failure(world: FakeWorld, promise: Promise<unknown>): Promise<KafkaError> {
  return await world.clock.until(later(promise));
}

/** The error of a promise that rejects later; does not drive the clock. */
export async function later(promise: Promise<unknown>): Promise<KafkaError> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof KafkaError, String(error));
    return error;
  }
  assert.fail("it must reject");
}
