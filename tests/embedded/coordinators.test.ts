// Which broker coordinates what: keys spread over the brokers, and which of them move when a broker dies or is back.
import assert from "node:assert/strict";
import { ClusterState } from "../../embedded/cluster_state.ts";
import { COORDINATORS } from "../../embedded/coordinators.ts";
import { test } from "../harness.ts";
import { virtualPlatform } from "./raw_client.ts";

const KEYS: readonly string[] = Array.from({ length: 200 }, (_, n) => `group ${n}`);

function coordinators(brokers: number) {
  const state = new ClusterState({
    platform: virtualPlatform(),
    nodes: Array.from({ length: brokers }, (_, n) => ({ id: n + 1, rack: null })),
    autoCreateTopics: false,
    defaultPartitions: 1,
    defaultReplicationFactor: 1,
  });
  const all = state.part(COORDINATORS);
  const seen = () => KEYS.map((key) => all.of("group", key)?.id);
  assert.deepEqual(new Set(seen()), new Set([undefined]), "nobody is alive yet");
  for (const id of state.nodes.keys()) state.brokerUp(id);
  return { state, all, seen };
}

test("When a broker dies only its keys move, to the next broker that is alive, and back with it", () => {
  const { state, seen } = coordinators(4);
  const before = seen();
  assert.deepEqual([...new Set(before)].sort(), [1, 2, 3, 4]);
  state.brokerDown(4);
  assert.deepEqual(seen(), before.map((id) => id === 4 ? 1 : id));
  state.brokerDown(1);
  assert.deepEqual(seen(), before.map((id) => id === 4 || id === 1 ? 2 : id));
  state.brokerUp(4);
  state.brokerUp(1);
  assert.deepEqual(seen(), before);
});

test("Keys that were moved go back to their own ring while the broker that has them is not alive", () => {
  const { state, all, seen } = coordinators(3);
  const before = seen();
  for (const key of KEYS) all.move("group", key, 3);
  assert.deepEqual(new Set(seen()), new Set([3]));
  state.brokerDown(3);
  assert.deepEqual(seen(), before.map((id) => id === 3 ? 1 : id));
  state.brokerUp(3);
  assert.deepEqual(new Set(seen()), new Set([3]));
});

test("A broker that joins coordinates too", () => {
  const { state, seen } = coordinators(2);
  state.addNode(3, null);
  assert.ok(!seen().includes(3));
  state.brokerUp(3);
  assert.deepEqual([...new Set(seen())].sort(), [1, 2, 3]);
});
