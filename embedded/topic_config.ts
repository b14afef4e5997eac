// The settings of a topic: which names Kafka knows, their defaults, what values they take and which setting of a broker
// stands behind each. Called when topics are made, and where a setting has an effect. Must not know requests.
import { type ConfigRule, parseRules, valueProblem } from "./configs/config_rule.ts";

/** Kafka's tests know one more; it may be set and is never shown. */
const HIDDEN = "internal.segment.bytes";

/** All settings; `note` is the setting of a broker that holds when the topic has none. */
export const TOPIC_CONFIGS: ReadonlyMap<string, ConfigRule> = parseRules(`
cleanup.policy|LIST|delete|compact,delete|log.cleanup.policy
compression.gzip.level|INT|-1|-1..9|compression.gzip.level
compression.lz4.level|INT|9|1..17|compression.lz4.level
compression.type|STRING|producer|uncompressed,zstd,lz4,snappy,gzip,producer|compression.type
compression.zstd.level|INT|3|-131072..22|compression.zstd.level
delete.retention.ms|LONG|86400000|0..|log.cleaner.delete.retention.ms
errors.deadletterqueue.group.enable|BOOLEAN|false||
file.delete.delay.ms|LONG|60000|0..|log.segment.delete.delay.ms
flush.messages|LONG|9223372036854775807|1..|log.flush.interval.messages
flush.ms|LONG|9223372036854775807|0..|log.flush.interval.ms
follower.replication.throttled.replicas|LIST|||
index.interval.bytes|INT|4096|0..|log.index.interval.bytes
leader.replication.throttled.replicas|LIST|||
local.retention.bytes|LONG|-2|-2..|log.local.retention.bytes
local.retention.ms|LONG|-2|-2..|log.local.retention.ms
max.compaction.lag.ms|LONG|9223372036854775807|1..|log.cleaner.max.compaction.lag.ms
max.decompressed.message.bytes|INT|2147483639|1..2147483639|max.decompressed.message.bytes
max.message.bytes|INT|1048588|0..|message.max.bytes
message.timestamp.after.max.ms|LONG|3600000|0..|log.message.timestamp.after.max.ms
message.timestamp.before.max.ms|LONG|9223372036854775807|0..|log.message.timestamp.before.max.ms
message.timestamp.type|STRING|CreateTime|CreateTime,LogAppendTime|log.message.timestamp.type
min.cleanable.dirty.ratio|DOUBLE|0.5|0..1|log.cleaner.min.cleanable.ratio
min.compaction.lag.ms|LONG|0|0..|log.cleaner.min.compaction.lag.ms
min.insync.replicas|INT|1|1..|min.insync.replicas
preallocate|BOOLEAN|false||log.preallocate
remote.copy.lag.bytes|LONG|-1|-1..|log.remote.copy.lag.bytes
remote.copy.lag.ms|LONG|0|-1..|log.remote.copy.lag.ms
remote.log.copy.disable|BOOLEAN|false||
remote.log.delete.on.disable|BOOLEAN|false||
remote.storage.enable|BOOLEAN|false||
retention.bytes|LONG|-1||log.retention.bytes
retention.ms|LONG|604800000|-1..|log.retention.ms
segment.bytes|INT|1073741824|1048576..|log.segment.bytes
segment.index.bytes|INT|10485760|4..|log.index.size.max.bytes
segment.jitter.ms|LONG|0|0..|log.roll.jitter.ms
segment.ms|LONG|604800000|1..|log.roll.ms
unclean.leader.election.enable|BOOLEAN|false||unclean.leader.election.enable
`);

const HIDDEN_RULES = parseRules(`${HIDDEN}|INT|null||`);

/** Names and defaults of all settings, in Kafka's order. */
export const TOPIC_CONFIG_DEFAULTS: ReadonlyMap<string, string> = new Map(
  [...TOPIC_CONFIGS].map(([name, rule]) => [name, rule.fallback ?? ""]),
);

/** What is wrong with a setting; null when nothing is. */
export function topicConfigProblem(name: string, value: string | null): string | null {
  const rule = TOPIC_CONFIGS.get(name) ?? HIDDEN_RULES.get(name);
  if (rule === undefined) return `Unknown topic config name: ${name}`;
  if (value === null) return `Null value not supported for topic configs: ${name}`;
  if (name.endsWith(".throttled.replicas")) return throttledProblem(name, value);
  const problem = valueProblem(rule, value);
  if (problem !== null) return problem;
  if (name === "remote.storage.enable" && value.trim().toLowerCase() === "true") {
    return "Tiered Storage functionality is disabled in the broker. Topic cannot be configured with remote log storage.";
  }
  return name === "compression.gzip.level" && Number(value) === 0
    ? `Invalid value 0 for configuration ${name}: Value must be between 1 and 9 or equal to -1`
    : null;
}

/**
 * The settings of a topic: those of its own, and behind them what was set for all brokers. Entries, keys and `has` are
 * about its own alone.
 */
export class TopicConfigs extends Map<string, string> {
  readonly #defaults: ReadonlyMap<string, string>;

  /** Settings of its own; `defaults` are those of all brokers, by their names there, and may change. */
  constructor(own: Iterable<readonly [string, string]>, defaults: ReadonlyMap<string, string>) {
    super();
    this.#defaults = defaults;
    for (const [name, value] of own) this.set(name, value);
  }

  /** The value that holds, unless it is Kafka's default. */
  override get(name: string): string | undefined {
    const own = super.get(name);
    if (own !== undefined || this.#defaults.size === 0) return own;
    return this.#defaults.get(TOPIC_CONFIGS.get(name)?.note ?? "");
  }
}

/** The value of a setting that is a number. */
export function numberConfig(configs: ReadonlyMap<string, string>, name: string): number {
  return Number(configs.get(name) ?? TOPIC_CONFIG_DEFAULTS.get(name));
}

/** The value of a setting that is text. */
export function textConfig(configs: ReadonlyMap<string, string>, name: string): string {
  return configs.get(name) ?? TOPIC_CONFIG_DEFAULTS.get(name) ?? "";
}

function throttledProblem(name: string, value: string): string | null {
  const parts = value === "" ? [] : value.split(",").map((part) => part.trim());
  const literal = parts.length === 1 && parts[0] === "*";
  if (literal || parts.every((part) => /^\d+:\d+$/.test(part))) return null;
  return `Invalid value [${
    parts.join(", ")
  }] for configuration ${name}: ${name} must be the literal '*' or a list of replicas in the following format: [partitionId]:[brokerId],[partitionId]:[brokerId],...`;
}
