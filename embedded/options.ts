// The options of EmbeddedKafka: what they mean, their defaults, and the check that finds every mistake at once. Called by
// embedded_kafka.ts.
import { isRecord, OptionCheck } from "../base/option_check.ts";
import type { MemoryNetwork } from "../transports/memory.ts";
import type { Platform } from "../transports/platform.ts";
import type { TlsOptions } from "../transports/transport.ts";
import { MOST_PARTITIONS } from "./cluster_state.ts";
import { DEFAULT_FETCH_SESSIONS } from "./fetch_sessions.ts";
import { KAFKA_RELEASES, type KafkaRelease } from "./kafka_releases.ts";
import {
  checkGroupOptions,
  GROUP_OPTION_NAMES,
  type GroupOptions,
  type GroupSettings,
} from "./groups/group_settings.ts";
import { PRODUCER_EXPIRATION_MS } from "./producer_states.ts";
import {
  checkSecurityOptions,
  checkTlsListen,
  SECURITY_OPTION_NAMES,
  type SecurityOptions,
  type SecuritySettings,
  type TlsListenOptions,
} from "./security/security_options.ts";
import { topicConfigProblem } from "./topic_config.ts";
import { topicNameProblem } from "./topic_name.ts";
import {
  checkTransactionOptions,
  TRANSACTION_OPTION_NAMES,
  type TransactionOptions,
  type TransactionSettings,
} from "./transactions/transaction_settings.ts";
import type { VersionRange } from "./version_table.ts";

/** A topic to begin with, or to make later. */
export interface TopicOptions {
  /** Number of partitions. @default defaultPartitions */
  readonly partitions?: number;
  /** Replicas of each partition. @default replicationFactor of the cluster */
  readonly replicationFactor?: number;
  /** Settings by Kafka's names. */
  readonly configs?: Readonly<Record<string, string | number | boolean>>;
}

/** TCP listeners with addresses of their own. */
export interface TcpListenOptions {
  /** Address to listen on; it is what the brokers advertise. @default "127.0.0.1" */
  readonly host?: string;
  /** One port for each broker; 0 takes a free one. @default free ports */
  readonly ports?: readonly number[];
  /** Present: TLS. @default plain text */
  readonly tls?: TlsListenOptions;
}

/** Options of an embedded cluster. */
export interface EmbeddedKafkaOptions extends GroupOptions, TransactionOptions, SecurityOptions {
  /** Number of brokers; their node ids begin at 1. @default 1 */
  readonly brokers?: number;
  /** Topics to begin with: a number of partitions, or more. */
  readonly topics?: Readonly<Record<string, number | TopicOptions>>;
  /** `"tcp"` (or addresses) opens TCP listeners beside those in memory. @default "memory" */
  readonly listen?: "memory" | "tcp" | TcpListenOptions;
  /** Time, chance and sockets. @default the platform of this runtime */
  readonly platform?: Platform;
  /** The network in memory, when it is to have latency or faults. @default a perfect one on the platform's clock */
  readonly network?: MemoryNetwork;
  /** Makes topics when Metadata asks for them (`auto.create.topics.enable`). @default false */
  readonly autoCreateTopics?: boolean;
  /** Partitions of topics that don't say (`num.partitions`). @default 1 */
  readonly defaultPartitions?: number;
  /** Replicas of topics that don't say. @default 3, or all brokers when there are fewer */
  readonly replicationFactor?: number;
  /** Rack of each broker (`broker.rack`). @default none */
  readonly racks?: readonly string[];
  /**
   * Acts as a release of Kafka: its versions of the APIs (`versions` wins over them), its features, and no ApiVersions
   * before 0.10. @default the newest release, with the old versions that it no longer speaks
   */
  readonly kafkaVersion?: KafkaRelease;
  /** Fetch sessions of a broker at most (`max.incremental.fetch.session.cache.slots`). @default 1000 */
  readonly maxFetchSessions?: number;
  /** Whether leaders send consumers to the replica of their rack (`replica.selector.class`). @default "leader" */
  readonly replicaSelector?: "leader" | "rack";
  /** Delay until a follower has what its leader has appended, in ms; 0 = at once. @default 0 */
  readonly replicaFetchMs?: number;
  /** Time after which a follower that is behind is no longer in sync (`replica.lag.time.max.ms`). @default 30000 */
  readonly replicaLagMs?: number;
  /** Time after which a silent producer is forgotten (`producer.id.expiration.ms`). @default 86400000 */
  readonly producerExpirationMs?: number;
  /**
   * Whether the high watermark stands while fewer than `min.insync.replicas` are in sync, as since KIP-966. Before,
   * producers were told NOT_ENOUGH_REPLICAS_AFTER_APPEND. @default true
   */
  readonly strictMinIsr?: boolean;
  /**
   * Versions to offer, by Kafka's name of the API: a range, the highest, or null for none at all. Acts as an older
   * cluster. @default all that the handlers know
   */
  readonly versions?: Readonly<Record<string, VersionRange | number | null>>;
  /** Offers versions that are marked unstable (`unstable.api.versions.enable`). @default false */
  readonly unstableVersions?: boolean;
  /** Largest request in bytes (`socket.request.max.bytes`). @default 104857600 */
  readonly maxRequestBytes?: number;
}

/** Delays of replicas and what is remembered of producers. */
export interface ReplicationSettings {
  /** Delay until a follower has what its leader has appended. */
  readonly replicaFetchMs: number;
  /** Time after which a follower that is behind is no longer in sync. */
  readonly replicaLagMs: number;
  /** Time after which a silent producer is forgotten. */
  readonly producerExpirationMs: number;
  /** Whether the high watermark passes while fewer than `min.insync.replicas` are in sync. */
  readonly passesBelowMinIsr: boolean;
}

/** The options with their defaults filled in. */
export interface CheckedOptions {
  /** Fetch sessions of a broker. */
  readonly maxFetchSessions: number;
  /** Number of brokers. */
  readonly brokers: number;
  /** TCP address and ports; null for none. */
  readonly tcp: { readonly host: string; readonly ports: readonly number[]; readonly tls: TlsOptions | null } | null;
  /** Partitions of topics that don't say. */
  readonly defaultPartitions: number;
  /** Replicas of topics that don't say. */
  readonly replicationFactor: number;
  /** Largest request. */
  readonly maxRequestBytes: number;
  /** Whether topics are made on demand. */
  readonly autoCreateTopics: boolean;
  /** Delays of replicas and what is remembered of producers. */
  readonly replication: ReplicationSettings;
  /** Limits and delays of groups. */
  readonly groups: Partial<GroupSettings>;
  /** Users and access rules. */
  readonly security: SecuritySettings;
  /** Limits and delays of transactions. */
  readonly transactions: Partial<TransactionSettings>;
  /** Whether unstable versions are offered. */
  readonly unstableVersions: boolean;
}

const NAMES: readonly (keyof EmbeddedKafkaOptions)[] = [
  "brokers",
  "topics",
  "listen",
  "platform",
  "network",
  "autoCreateTopics",
  "defaultPartitions",
  "replicationFactor",
  "racks",
  "kafkaVersion",
  "maxFetchSessions",
  "replicaSelector",
  "replicaFetchMs",
  "replicaLagMs",
  "producerExpirationMs",
  "strictMinIsr",
  "versions",
  "unstableVersions",
  "maxRequestBytes",
  ...GROUP_OPTION_NAMES,
  ...TRANSACTION_OPTION_NAMES,
  ...SECURITY_OPTION_NAMES,
];
const TOPIC_NAMES: readonly string[] = ["partitions", "replicationFactor", "configs"];
const MOST_BROKERS = 100;

/** Checks the options: a `ConfigError` names every mistake. */
export function checkOptions(options: EmbeddedKafkaOptions, apiNames: readonly string[]): CheckedOptions {
  const check = new OptionCheck("embedded cluster");
  check.known(options, NAMES);
  const brokers = check.integer("brokers", options.brokers, { min: 1, max: MOST_BROKERS, fallback: 1 });
  const replicationFactor = check.integer("replicationFactor", options.replicationFactor, {
    min: 1,
    max: brokers,
    fallback: Math.min(3, brokers),
  });
  const checked: CheckedOptions = {
    brokers,
    replicationFactor,
    tcp: checkListen(check, options, brokers),
    defaultPartitions: partitions(check, "defaultPartitions", options.defaultPartitions),
    maxRequestBytes: check.integer("maxRequestBytes", options.maxRequestBytes, {
      min: 1024,
      max: 0x7fff_ffff,
      fallback: 100 * 1024 * 1024,
      unit: "bytes",
    }),
    maxFetchSessions: check.integer("maxFetchSessions", options.maxFetchSessions, {
      min: 0,
      max: 0x7fff_ffff,
      fallback: DEFAULT_FETCH_SESSIONS,
    }),
    replication: checkReplication(check, options),
    groups: checkGroupOptions(check, options),
    transactions: checkTransactionOptions(check, options),
    security: checkSecurityOptions(check, options),
    autoCreateTopics: check.boolean("autoCreateTopics", options.autoCreateTopics, false),
    unstableVersions: check.boolean("unstableVersions", options.unstableVersions, false),
  };
  const { topics = {} } = options;
  if (!isRecord(topics)) check.problem("topics must be an object such as { orders: 3 }");
  for (const [name, topic] of isRecord(topics) ? Object.entries(topics) : []) {
    checkTopic(check, name, { topic, brokers });
  }
  checkVersions(check, options, apiNames);
  check.oneOf("kafkaVersion", options.kafkaVersion, { values: KAFKA_RELEASES, fallback: KAFKA_RELEASES[0] });
  check.oneOf("replicaSelector", options.replicaSelector, { values: ["leader", "rack"], fallback: "leader" });
  checkParts(check, options);
  const { racks } = options;
  if (racks !== undefined && !isListOf(racks, "string")) check.problem("racks must be a list of names");
  else if (racks?.includes("") === true) check.problem("racks must be names that are not empty");
  else if (racks !== undefined && racks.length !== brokers) {
    check.problem(`racks must have one name for each of the ${brokers} brokers: it has ${racks.length}`);
  }
  check.done();
  return checked;
}

/** Checks the options of one topic, made after the start. */
export function checkNewTopic(name: string, topic: number | TopicOptions, brokers: number): void {
  const check = new OptionCheck("topic");
  if (typeof name !== "string") {
    check.problem(`name must be a string: it is a ${typeof name}`);
    check.done();
  }
  checkTopic(check, name, { topic, brokers });
  check.done();
}

/** Platform and network are objects of this package, or stand in for them. */
function checkParts(check: OptionCheck, { platform, network }: EmbeddedKafkaOptions): void {
  const parts: unknown[] = isRecord(platform) ? [platform.clock, platform.random] : [];
  if (platform !== undefined && (parts.length === 0 || !parts.every(isRecord))) {
    check.problem("platform must be a platform of this package");
  }
  const ends: unknown[] = isRecord(network) ? [network.dial, network.listen] : [];
  if (network !== undefined && (ends.length === 0 || !ends.every((end) => typeof end === "function"))) {
    check.problem("network must be a network in memory");
  }
}

function checkReplication(check: OptionCheck, options: EmbeddedKafkaOptions): ReplicationSettings {
  const { replicaFetchMs, replicaLagMs, producerExpirationMs, strictMinIsr } = options;
  const max = Number.MAX_SAFE_INTEGER;
  return {
    replicaFetchMs: check.integer("replicaFetchMs", replicaFetchMs, { min: 0, max, fallback: 0, unit: "ms" }),
    replicaLagMs: check.integer("replicaLagMs", replicaLagMs, { min: 1, max, fallback: 30_000, unit: "ms" }),
    producerExpirationMs: check.integer("producerExpirationMs", producerExpirationMs, {
      min: 1,
      max,
      fallback: PRODUCER_EXPIRATION_MS,
      unit: "ms",
    }),
    passesBelowMinIsr: !check.boolean("strictMinIsr", strictMinIsr, true),
  };
}

function isListOf(value: unknown, type: "string" | "number"): value is readonly unknown[] {
  return Array.isArray(value) && value.every((one) => typeof one === type);
}

function partitions(check: OptionCheck, name: string, value: number | undefined): number {
  return check.integer(name, value, { min: 1, max: MOST_PARTITIONS, fallback: 1 });
}

function checkListen(check: OptionCheck, { listen }: EmbeddedKafkaOptions, brokers: number): CheckedOptions["tcp"] {
  if (listen === undefined || listen === "memory") return null;
  if (listen === "tcp") return { host: "127.0.0.1", ports: new Array<number>(brokers).fill(0), tls: null };
  if (typeof listen !== "object" || listen === null) {
    check.problem(`listen must be "memory", "tcp" or { host, ports, tls }: it is ${String(listen)}`);
    return null;
  }
  const { host, tls, ports = new Array<number>(brokers).fill(0) } = listen;
  if (!Array.isArray(ports)) {
    check.problem("listen.ports must be a list of ports");
    return null;
  }
  if (ports.length !== brokers) {
    check.problem(`listen.ports must have one port for each of the ${brokers} brokers: it has ${ports.length}`);
  }
  for (const [at, port] of ports.entries()) {
    check.integer(`listen.ports[${at}]`, port, { min: 0, max: 65535, fallback: 0 });
  }
  return { host: check.text("listen.host", host, "127.0.0.1"), ports, tls: checkTlsListen(check, tls) };
}

function checkTopic(
  check: OptionCheck,
  name: string,
  { topic, brokers }: { readonly topic: number | TopicOptions; readonly brokers: number },
): void {
  const where = `topics[${JSON.stringify(name)}]`;
  const problem = topicNameProblem(name);
  if (problem !== null) check.problem(`${where}: ${problem}`);
  if (typeof topic !== "number" && !isRecord(topic)) {
    check.problem(`${where} must be a number of partitions, or options`);
    return;
  }
  const options: TopicOptions = typeof topic === "number" ? { partitions: topic } : topic;
  partitions(check, `${where}.partitions`, options.partitions);
  check.integer(`${where}.replicationFactor`, options.replicationFactor, { min: 1, max: brokers, fallback: 1 });
  for (const option of Object.keys(options)) {
    if (!TOPIC_NAMES.includes(option)) {
      check.problem(`${where}.${option} is not known: there are ${TOPIC_NAMES.join(", ")}`);
    }
  }
  const { configs = {} } = options;
  if (!isRecord(configs)) check.problem(`${where}.configs must be an object such as { "retention.ms": 1000 }`);
  for (const [config, value] of isRecord(configs) ? Object.entries(configs) : []) {
    const wrong = topicConfigProblem(config, String(value));
    if (wrong !== null) check.problem(`${where}.configs: ${wrong}`);
  }
}

function checkVersions(check: OptionCheck, { versions = {} }: EmbeddedKafkaOptions, apiNames: readonly string[]): void {
  if (!isRecord(versions)) return check.problem("versions must be an object such as { Fetch: 12 }");
  for (const [name, range] of Object.entries(versions)) {
    if (!apiNames.includes(name)) {
      check.problem(`versions.${name}: the embedded cluster knows ${apiNames.join(", ")}`);
      continue;
    }
    const numbers = range === null ? [] : typeof range === "number" ? [range] : range;
    const whole = Array.isArray(numbers) && numbers.length <= 2 && (range === null || numbers.length > 0) &&
      numbers.every((one) => Number.isInteger(one) && one >= 0);
    if (!whole || (numbers.length === 2 && numbers[0] > numbers[1])) {
      check.problem(`versions.${name} must be [lowest, highest], the highest, or null: it is ${JSON.stringify(range)}`);
    }
  }
}
