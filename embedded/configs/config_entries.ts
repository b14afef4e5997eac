// The settings of a resource as DescribeConfigs shows them: value, where it comes from, and what stands behind it
// (`ConfigHelper`). Called by describe_configs.ts and create_topics.ts.
import type { DescribeConfigsResponse } from "../../protocol/messages/describe_configs.ts";
import type { Init } from "../../protocol/wire/api.ts";
import type { ClusterState, NodeState } from "../cluster_state.ts";
import type { Topic } from "../topic.ts";
import { TOPIC_CONFIGS } from "../topic_config.ts";
import { brokerConfigs, brokerSynonyms, staticBrokerConfigs, updateMode } from "./broker_config.ts";
import { CONFIG_TYPE_IDS, type ConfigRule, isSensitive } from "./config_rule.ts";
import { CONFIG_RESOURCE, DYNAMIC_CONFIGS } from "./dynamic_configs.ts";
import { GROUP_CONFIGS, METRICS_CONFIGS } from "./group_table.ts";
import { topicDocumentation } from "./topic_documentation.ts";

/** One setting of an answer. */
export type ConfigEntry = Init<DescribeConfigsResponse["results"][number]["configs"][number]>;
type Synonym = NonNullable<ConfigEntry["synonyms"]>[number];

/** Where a value comes from (`DescribeConfigsResponse.ConfigSource`). */
export const CONFIG_SOURCE = {
  TOPIC: 1,
  BROKER: 2,
  DEFAULT_BROKER: 3,
  STATIC_BROKER: 4,
  DEFAULT: 5,
  LOGGER: 6,
  CLIENT_METRICS: 7,
  GROUP: 8,
} as const;

/** Whose view is shown. */
export interface EntryScope {
  /** The cluster. */
  readonly state: ClusterState;
  /** The broker that was asked. */
  readonly node: NodeState;
}

/** Settings of a topic. */
export function topicEntries(topic: Pick<Topic, "configs">, scope: EntryScope): ConfigEntry[] {
  const layers = brokerLayers(scope);
  return [...TOPIC_CONFIGS.values()].map((rule) => {
    const own = topic.configs.has(rule.name) ? topic.configs.get(rule.name) : undefined;
    const behind = rule.note === "" ? [] : synonymsOf(rule.note, layers);
    const synonyms = own === undefined ? behind : [
      { name: rule.name, value: own, source: CONFIG_SOURCE.TOPIC },
      ...behind,
    ];
    return entry(rule, { value: own ?? behind[0]?.value ?? rule.fallback, synonyms }, topicDocumentation(rule.name));
  });
}

/** Settings of the broker that was asked. */
export function brokerEntries(scope: EntryScope): ConfigEntry[] {
  const layers = brokerLayers(scope);
  const known = brokerConfigs();
  const added = [...layers[0].configs.keys(), ...layers[1].configs.keys()].filter((name) => !known.has(name));
  const names = [...known.keys(), ...new Set(added)];
  return names.map((name) => brokerEntry(name, synonymsOf(name, layers)));
}

/** Settings that were made for all brokers. */
export function defaultBrokerEntries({ state }: EntryScope): ConfigEntry[] {
  return [...state.part(DYNAMIC_CONFIGS).of(CONFIG_RESOURCE.BROKER, "")].map(([name, value]) =>
    brokerEntry(name, [{ name, value, source: CONFIG_SOURCE.DEFAULT_BROKER }])
  );
}

/** Log levels of the broker that was asked. */
export function loggerEntries({ state, node }: EntryScope): ConfigEntry[] {
  return [...state.part(DYNAMIC_CONFIGS).loggers(String(node.id))].map(([name, value]) => ({
    name,
    value,
    configSource: CONFIG_SOURCE.LOGGER,
    documentation: "",
  }));
}

/** Settings of a group. */
export function groupEntries(group: string, scope: EntryScope): ConfigEntry[] {
  const layers = brokerLayers(scope);
  const set = scope.state.part(DYNAMIC_CONFIGS).of(CONFIG_RESOURCE.GROUP, group);
  return [...GROUP_CONFIGS.values()].map((rule) => {
    const own = set.get(rule.name);
    const known = brokerConfigs().has(rule.note);
    const fallback = { name: rule.note, value: rule.fallback, source: CONFIG_SOURCE.DEFAULT };
    const behind = known ? synonymsOf(rule.note, layers) : [fallback];
    const synonyms = own === undefined ? behind : [
      { name: rule.name, value: own, source: CONFIG_SOURCE.GROUP },
      ...behind,
    ];
    return entry(rule, { value: own ?? behind[0]?.value ?? rule.fallback, synonyms });
  });
}

/** Settings of a subscription of client metrics. */
export function metricsEntries(name: string, { state }: EntryScope): ConfigEntry[] {
  const set = state.part(DYNAMIC_CONFIGS).of(CONFIG_RESOURCE.CLIENT_METRICS, name);
  return [...METRICS_CONFIGS.values()].map((rule) => {
    const own = set.get(rule.name);
    return {
      ...entry(rule, { value: own ?? rule.fallback, synonyms: [] }),
      configSource: own === undefined ? CONFIG_SOURCE.DEFAULT : CONFIG_SOURCE.CLIENT_METRICS,
    };
  });
}

interface Layer {
  readonly source: number;
  readonly configs: ReadonlyMap<string, string>;
}

/** Where the settings of a broker come from, the strongest first; the defaults come after these. */
function brokerLayers({ state, node }: EntryScope): readonly [Layer, Layer, Layer] {
  const changed = state.part(DYNAMIC_CONFIGS);
  return [
    { source: CONFIG_SOURCE.BROKER, configs: changed.of(CONFIG_RESOURCE.BROKER, String(node.id)) },
    { source: CONFIG_SOURCE.DEFAULT_BROKER, configs: changed.of(CONFIG_RESOURCE.BROKER, "") },
    { source: CONFIG_SOURCE.STATIC_BROKER, configs: staticBrokerConfigs(state, node) },
  ];
}

function synonymsOf(name: string, layers: readonly Layer[]): Synonym[] {
  const names = brokerSynonyms(name);
  const found: Synonym[] = [];
  for (const { source, configs } of layers) {
    for (const one of names) {
      const value = configs.get(one);
      if (value !== undefined) found.push({ name: one, value, source });
    }
  }
  for (const one of names) {
    const value = brokerConfigs().get(one)?.fallback;
    if (value !== null && value !== undefined) found.push({ name: one, value, source: CONFIG_SOURCE.DEFAULT });
  }
  // As Kafka does it: what stands before the setting's own name does not count.
  const first = found.findIndex((synonym) => synonym.name === name);
  return first === -1 ? [] : found.slice(first);
}

function brokerEntry(name: string, synonyms: readonly Synonym[]): ConfigEntry {
  const rule = brokerConfigs().get(name);
  const value = synonyms[0]?.value ?? null;
  if (rule !== undefined) {
    return { ...entry(rule, { value, synonyms }), readOnly: updateMode(name) === "read-only" };
  }
  // A setting that Kafka does not know may hold a secret: it is never shown.
  const hidden = synonyms.map((synonym) => ({ ...synonym, value: null }));
  const configSource = synonyms[0]?.source ?? CONFIG_SOURCE.DEFAULT;
  return { name, value: null, isSensitive: true, readOnly: true, configSource, synonyms: hidden };
}

interface Shown {
  readonly value: string | null;
  readonly synonyms: readonly Synonym[];
}

function entry(rule: ConfigRule, { value, synonyms }: Shown, documentation: string | null = null): ConfigEntry {
  const secret = isSensitive(rule);
  return {
    name: rule.name,
    value: secret ? null : value,
    configSource: synonyms[0]?.source ?? CONFIG_SOURCE.DEFAULT,
    isSensitive: secret,
    synonyms: secret ? synonyms.map((synonym) => ({ ...synonym, value: null })) : synonyms,
    configType: CONFIG_TYPE_IDS[rule.type],
    documentation,
  };
}
