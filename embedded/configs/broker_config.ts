// The settings of a broker: rules, which names stand for the same thing, what this cluster was started with, and which
// changes Kafka takes while a broker runs. Called by the config handlers. Must not know requests.
import type { ClusterState, NodeState } from "../cluster_state.ts";
import { GROUPS } from "../groups/group_store.ts";
import { BROKER_TABLE } from "./broker_table.ts";
import { type ConfigRule, parseRules, type UpdateMode, valueProblem } from "./config_rule.ts";

/** Folder of the logs, as the answers call it: nothing is ever written there. */
export const LOG_DIR = "/tmp/kafka-logs";

let rules: ReadonlyMap<string, ConfigRule> | null = null;

/** All settings; `note` says how it changes. */
export function brokerConfigs(): ReadonlyMap<string, ConfigRule> {
  rules ??= parseRules(BROKER_TABLE);
  return rules;
}

/** Names that mean the same, the strongest first (`DynamicBrokerConfig.brokerConfigSynonyms`). */
export function brokerSynonyms(name: string): readonly string[] {
  switch (name) {
    case "log.roll.ms":
    case "log.roll.hours":
      return ["log.roll.ms", "log.roll.hours"];
    case "log.roll.jitter.ms":
    case "log.roll.jitter.hours":
      return ["log.roll.jitter.ms", "log.roll.jitter.hours"];
    case "log.flush.interval.ms":
      return ["log.flush.interval.ms", "log.flush.scheduler.interval.ms"];
    case "log.retention.ms":
    case "log.retention.minutes":
    case "log.retention.hours":
      return ["log.retention.ms", "log.retention.minutes", "log.retention.hours"];
    default:
      return [name];
  }
}

/** How a setting changes at run time. */
export function updateMode(name: string): UpdateMode {
  const base = name.replace(/^listener\.name\.[^.]+\./, "");
  const mode = brokerConfigs().get(base)?.note;
  return mode === "per-broker" || mode === "cluster-wide" ? mode : "read-only";
}

/** What the "file" of a broker of this cluster says. */
export function staticBrokerConfigs(state: ClusterState, node: NodeState): ReadonlyMap<string, string> {
  const listeners = [...node.endpoints].map(([name, { host, port }]) => `${name.toUpperCase()}://${host}:${port}`);
  const all: [string, string][] = [
    ["advertised.listeners", listeners.join(",")],
    ["auto.create.topics.enable", String(state.autoCreateTopics)],
    ["default.replication.factor", String(state.defaultReplicationFactor)],
    ["listeners", listeners.join(",")],
    ["log.dirs", LOG_DIR],
    ["node.id", String(node.id)],
    ["num.partitions", String(state.defaultPartitions)],
    ["process.roles", "broker,controller"],
  ];
  if (node.rack !== null) all.push(["broker.rack", node.rack]);
  return new Map([...all, ...groupConfigs(state)]);
}

/** Settings of groups that are not Kafka's defaults. */
function groupConfigs(state: ClusterState): [string, string][] {
  const { settings } = state.part(GROUPS);
  const all: [string, number | string][] = [
    ["group.initial.rebalance.delay.ms", settings.initialRebalanceDelayMs],
    ["group.min.session.timeout.ms", settings.minSessionTimeoutMs],
    ["group.max.session.timeout.ms", settings.maxSessionTimeoutMs],
    ["group.max.size", settings.maxSize],
    ["group.consumer.session.timeout.ms", settings.consumerSessionTimeoutMs],
    ["group.consumer.heartbeat.interval.ms", settings.consumerHeartbeatIntervalMs],
    ["group.consumer.max.size", settings.consumerMaxSize],
    ["group.consumer.assignment.interval.ms", settings.consumerAssignmentIntervalMs],
    ["group.consumer.migration.policy", settings.consumerMigrationPolicy],
  ];
  const known = brokerConfigs();
  return all.map(([name, value]): [string, string] => [name, String(value)])
    .filter(([name, value]) => known.has(name) && known.get(name)?.fallback !== value);
}

/** What is wrong with the dynamic settings of a broker, or of all (`perBroker` false), taken together. */
export function dynamicProblem(configs: ReadonlyMap<string, string>, perBroker: boolean): string | null {
  const known = brokerConfigs();
  const names = [...configs.keys()];
  const fixed = names.filter((name) => known.has(name) && updateMode(name) === "read-only");
  if (fixed.length > 0) return `Cannot update these configs dynamically: [${fixed.join(", ")}]`;
  const own = perBroker ? [] : names.filter((name) => updateMode(name) === "per-broker");
  if (own.length > 0) {
    return `Cannot update these configs at default cluster level, broker id must be specified: [${own.join(", ")}]`;
  }
  for (const [name, value] of configs) {
    const rule = known.get(name);
    const problem = rule === undefined ? null : valueProblem(rule, value);
    if (problem !== null) return problem;
  }
  return null;
}
