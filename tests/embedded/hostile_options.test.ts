// Wrong options and wrong arguments of every handle: a ConfigError that names what is wrong.
import assert from "node:assert/strict";
import { EmbeddedKafka, type EmbeddedKafkaOptions } from "../../embedded/mod.ts";
import { ConfigError } from "../../errors/config_error.ts";
import { Produce } from "../../protocol/messages/produce.ts";
import { test } from "../harness.ts";
import { virtualPlatform, world } from "./raw_client.ts";

const ODD: readonly unknown[] = [null, "x", -1, 1.5, NaN, {}, [], true, 2 ** 53, "", 0, Infinity, () => 1, 5n];

function isBut(...allowed: readonly unknown[]): readonly unknown[] {
  return ODD.filter((value) => !allowed.some((one) => one === value || (one === "object" && isPlain(value))));
}

function isPlain(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const NUMBERS = [
  "brokers",
  "defaultPartitions",
  "replicationFactor",
  "replicaLagMs",
  "producerExpirationMs",
  "maxRequestBytes",
  "transactionMaxTimeoutMs",
  "groupMinSessionTimeoutMs",
  "groupMaxSessionTimeoutMs",
  "groupMaxSize",
  "groupConsumerSessionTimeoutMs",
  "groupConsumerHeartbeatIntervalMs",
  "groupConsumerMaxSize",
];
const NUMBERS_OR_ZERO = [
  "maxFetchSessions",
  "replicaFetchMs",
  "transactionMarkerDelayMs",
  "groupInitialRebalanceDelayMs",
  "groupConsumerAssignmentIntervalMs",
];

const OPTIONS: readonly (readonly [string, readonly unknown[]])[] = [
  ...NUMBERS.map((name) => [name, ODD] as const),
  ...NUMBERS_OR_ZERO.map((name) => [name, isBut(0)] as const),
  ...["autoCreateTopics", "strictMinIsr", "unstableVersions"].map((name) => [name, isBut(true)] as const),
  ...["kafkaVersion", "replicaSelector", "groupConsumerMigrationPolicy", "racks", "platform", "network", "nonsense"]
    .map((name) => [name, ODD] as const),
  ["racks", [["a", "b"], [5], [""]]],
  ["topics", isBut("object")],
  ["topics", [{ orders: null }, { orders: { x: 1 } }, { orders: { configs: 5 } }, { orders: { configs: { no: 1 } } }]],
  ["topics", [{ orders: NaN }, { "": 1 }, { "a/b": 1 }, { orders: { partitions: 0 } }, { orders: { configs: null } }]],
  ["listen", [...ODD.filter((value) => !isPlain(value)), { ports: 5 }, { ports: [1, 2] }, { ports: [-1] }, {
    host: 5,
  }]],
  ["listen", [{ tls: {} }, { tls: null }, { tls: { certificate: "x", key: "y" } }]],
  ["versions", isBut("object")],
  ["versions", [{ Fetch: -1 }, { Fetch: [3, 1] }, { Fetch: "x" }, { Nope: 1 }, { Fetch: [] }]],
  ["sasl", isBut("object")],
  ["sasl", [{ mechanisms: "PLAIN" }, { mechanisms: [] }, { mechanisms: ["NO"] }, { users: { a: 5 } }, { users: null }]],
  ["sasl", [{ users: { a: "" } }, { users: { "": "x" } }, { sessionLifetimeMs: -1 }, { nonsense: 1 }]],
  ["acls", isBut("object", true)],
  ["acls", [{ superUsers: "User:a" }, { superUsers: ["a"] }, { allowIfNone: 1 }, { nonsense: 1 }]],
];

test("A wrong option of an embedded cluster is a ConfigError that names it", async () => {
  const platform = virtualPlatform();
  for (const [name, values] of OPTIONS) {
    for (const value of values) {
      const options = { platform, [name]: value } as unknown as EmbeddedKafkaOptions;
      const start = platform.clock.until(EmbeddedKafka.start(options));
      await assert.rejects(start, (error) => {
        assert.ok(error instanceof ConfigError, `${name} ${String(value)}: ${error}`);
        assert.ok(error.message.includes(name), `${name} ${String(value)}: ${error.message}`);
        return true;
      }, name);
    }
  }
});

test("A wrong argument of a handle is a ConfigError, and nothing has happened", async (t) => {
  const { cluster, until } = await world(t, {
    brokers: 3,
    topics: { orders: { partitions: 1, replicationFactor: 3 } },
  });
  const before = cluster.partition("orders", 0);
  // Each takes what no type would let through.
  const handles: readonly (readonly [string, readonly unknown[], (value: never) => unknown])[] = [
    ["createTopic", isBut("x"), (value) => cluster.createTopic(value)],
    ["createTopic", isBut("object"), (value) => cluster.createTopic("other", value)],
    ["deleteTopic", ODD, (value) => cluster.deleteTopic(value)],
    ["partition", isBut(0), (value) => cluster.partition("orders", value)],
    ["replica", ODD, (value) => cluster.replica("orders", 0, value)],
    ["deleteRecords", isBut(0), (value) => cluster.deleteRecords("orders", 0, value)],
    ["applyRetention", ODD, (value) => cluster.applyRetention(value)],
    ["compact", ODD, (value) => cluster.compact(value)],
    ["forgetProducers", isBut(0), (value) => cluster.forgetProducers("orders", value)],
    ["moveLeader", isBut(null), (value) => cluster.moveLeader("orders", 0, value)],
    ["throttle", ODD, (value) => cluster.throttle(value)],
    ["throttle ms", isBut(0), (value) => cluster.throttle({ ms: value })],
    ["throttle api", ODD, (value) => cluster.throttle({ ms: 1, api: value })],
    ["throttle nodeId", ODD, (value) => cluster.throttle({ ms: 1, nodeId: value })],
    ["throttle mute", isBut(true), (value) => cluster.throttle({ ms: 1, mute: value })],
    ["freezeMetadata", ODD, (value) => cluster.freezeMetadata(value)],
    ["evictFetchSessions", ODD, (value) => cluster.evictFetchSessions(value)],
    ["setPreferredReplica", isBut(null), (value) => cluster.setPreferredReplica("orders", 0, value)],
    ["moveCoordinator kind", ODD, (value) => cluster.moveCoordinator(value, "g")],
    ["moveCoordinator key", isBut("x", ""), (value) => cluster.moveCoordinator("group", value)],
    ["moveCoordinator nodeId", isBut(null), (value) => cluster.moveCoordinator("group", "g", value)],
    ["setTransactionMarkerDelay", isBut(0), (value) => cluster.setTransactionMarkerDelay(value)],
    ["killBroker", ODD, (value) => cluster.killBroker(value)],
    ["killBroker options", isBut("object"), (value) => cluster.killBroker(3, value)],
    ["killBroker failoverMs", isBut(0), (value) => cluster.killBroker(3, { failoverMs: value })],
    ["killBroker loseTail", isBut(0, true), (value) => cluster.killBroker(3, { loseTail: value })],
    ["pauseBroker", ODD, (value) => cluster.pauseBroker(value)],
    ["pauseBroker options", isBut("object"), (value) => cluster.pauseBroker(3, value)],
    ["pauseBroker failoverMs", isBut(0), (value) => cluster.pauseBroker(3, { failoverMs: value })],
    ["resumeBroker", ODD, (value) => cluster.resumeBroker(value)],
    ["addBroker", isBut("object"), (value) => cluster.addBroker(value)],
    ["addBroker rack", isBut("x", null), (value) => cluster.addBroker({ rack: value })],
    ["setReplicaLag", ODD, (value) => cluster.setReplicaLag(value, 1)],
    ["setReplicaLag ms", isBut(null, 0, 1.5, 2 ** 53, Infinity), (value) => cluster.setReplicaLag(2, value)],
    ["setReplicaLag where", ODD, (value) => cluster.setReplicaLag(2, 1, value)],
    ["shrinkIsr", ODD, (value) => cluster.shrinkIsr("orders", 0, value)],
    ["uncleanElection", ODD, (value) => cluster.uncleanElection("orders", 0, value)],
    ["isRunning", ODD, (value) => cluster.isRunning(value)],
    ["moveController", ODD, (value) => cluster.moveController(value)],
    ["stopBroker", ODD, (value) => cluster.stopBroker(value)],
    ["startBroker", ODD, (value) => cluster.startBroker(value)],
    ["control api", ODD, (value) => cluster.control(value, () => {})],
    ["control fn", ODD.filter((value) => typeof value !== "function"), (value) => cluster.control(Produce, value)],
    ["control options", isBut("object"), (value) => cluster.control(Produce, () => {}, value)],
    ["control keep", isBut(true), (value) => cluster.control(Produce, () => {}, { keep: value })],
    ["control nodeId", ODD, (value) => cluster.control(Produce, () => {}, { nodeId: value })],
  ];
  for (const [name, values, act] of handles) {
    for (const value of values) {
      const acted = until((async () => await act(value as never))());
      await assert.rejects(acted, (error) => {
        assert.ok(error instanceof ConfigError, `${name} ${String(value)}: ${error}`);
        return true;
      }, `${name} ${typeof value}`);
    }
  }
  assert.deepEqual(cluster.partition("orders", 0), before);
  assert.deepEqual(cluster.nodeIds, [1, 2, 3]);
});
