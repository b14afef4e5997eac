// The settings of a topic: which names Kafka knows, their defaults, and what values they take. Called when topics are
// made, and where a setting has an effect. Must not know requests.

interface ConfigRule {
  readonly fallback: string;
  readonly valid: (value: string) => boolean;
}

const integer = (min: number, max = Number.MAX_SAFE_INTEGER) => (value: string): boolean =>
  /^-?\d{1,19}$/.test(value) && Number(value) >= min && Number(value) <= max;
const oneOf = (...words: string[]) => (value: string): boolean => words.includes(value);
const number = (value: string): boolean => value !== "" && Number.isFinite(Number(value));
const listOf = (...words: string[]) => (value: string): boolean =>
  value.split(",").every((word) => words.includes(word.trim()));
const any = (): boolean => true;
const bool = oneOf("true", "false");
const INT_MAX = 0x7fff_ffff;
const FOREVER = "9223372036854775807";

const RULES: Readonly<Record<string, ConfigRule>> = {
  "cleanup.policy": { fallback: "delete", valid: listOf("delete", "compact", "") },
  "compression.gzip.level": { fallback: "-1", valid: integer(-1, 9) },
  "compression.lz4.level": { fallback: "9", valid: integer(1, 17) },
  "compression.type": {
    fallback: "producer",
    valid: oneOf("producer", "uncompressed", "gzip", "snappy", "lz4", "zstd"),
  },
  "compression.zstd.level": { fallback: "3", valid: integer(-131072, 22) },
  "delete.retention.ms": { fallback: "86400000", valid: integer(0) },
  "file.delete.delay.ms": { fallback: "60000", valid: integer(0) },
  "flush.messages": { fallback: FOREVER, valid: integer(1, Infinity) },
  "flush.ms": { fallback: FOREVER, valid: integer(0, Infinity) },
  "follower.replication.throttled.replicas": { fallback: "", valid: any },
  "index.interval.bytes": { fallback: "4096", valid: integer(0, INT_MAX) },
  "leader.replication.throttled.replicas": { fallback: "", valid: any },
  "local.retention.bytes": { fallback: "-2", valid: integer(-2) },
  "local.retention.ms": { fallback: "-2", valid: integer(-2) },
  "max.compaction.lag.ms": { fallback: FOREVER, valid: integer(1, Infinity) },
  "max.message.bytes": { fallback: "1048588", valid: integer(0, INT_MAX) },
  "message.timestamp.after.max.ms": { fallback: "3600000", valid: integer(0, Infinity) },
  "message.timestamp.before.max.ms": { fallback: FOREVER, valid: integer(0, Infinity) },
  "message.timestamp.type": { fallback: "CreateTime", valid: oneOf("CreateTime", "LogAppendTime") },
  "min.cleanable.dirty.ratio": { fallback: "0.5", valid: number },
  "min.compaction.lag.ms": { fallback: "0", valid: integer(0) },
  "min.insync.replicas": { fallback: "1", valid: integer(1, INT_MAX) },
  "preallocate": { fallback: "false", valid: bool },
  "remote.storage.enable": { fallback: "false", valid: bool },
  "retention.bytes": { fallback: "-1", valid: integer(-1) },
  "retention.ms": { fallback: "604800000", valid: integer(-1) },
  "segment.bytes": { fallback: "1073741824", valid: integer(14, INT_MAX) },
  "segment.index.bytes": { fallback: "10485760", valid: integer(4, INT_MAX) },
  "segment.jitter.ms": { fallback: "0", valid: integer(0) },
  "segment.ms": { fallback: "604800000", valid: integer(1) },
  "unclean.leader.election.enable": { fallback: "false", valid: bool },
};

/** Names and defaults of all settings, in Kafka's order. */
export const TOPIC_CONFIG_DEFAULTS: ReadonlyMap<string, string> = new Map(
  Object.entries(RULES).map(([name, rule]) => [name, rule.fallback]),
);

/** What is wrong with a setting; null when nothing is. */
export function topicConfigProblem(name: string, value: string | null): string | null {
  const rule = Object.hasOwn(RULES, name) ? RULES[name] : undefined;
  if (rule === undefined) return `Unknown topic config name: ${name}`;
  if (value === null) return `Null value not supported for topic configs: ${name}`;
  return rule.valid(value) ? null : `Invalid value ${value} for configuration ${name}`;
}

/** The value of a setting that is a number. */
export function numberConfig(configs: ReadonlyMap<string, string>, name: string): number {
  return Number(configs.get(name) ?? TOPIC_CONFIG_DEFAULTS.get(name));
}

/** The value of a setting that is text. */
export function textConfig(configs: ReadonlyMap<string, string>, name: string): string {
  return configs.get(name) ?? TOPIC_CONFIG_DEFAULTS.get(name) ?? "";
}
