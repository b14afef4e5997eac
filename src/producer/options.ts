// What a user can ask of a producer, checked once when it is made. Called by producer.ts; must not know the network.
import { OptionCheck } from "../../base/option_check.ts";
import type { CodecName } from "../../transports/platform.ts";
import type { PartitionerChoice } from "./partitioner.ts";
import { checkPartitioner } from "./partitioners/by_name.ts";
import type { DeliveryOutcome, ProducerRecord } from "./record.ts";

/** Options of a producer. */
export interface ProducerOptions {
  /**
   * How long a batch that is not full waits for more records, in ms (linger.ms). With 0 the sends of one synchronous
   * turn share a batch.
   * @default 0
   */
  readonly lingerMs?: number;
  /** Most bytes of one batch before compression (batch.size; a larger record is refused). @default 1000000 */
  readonly batchMaxBytes?: number;
  /** Most bytes of one request (max.request.size). @default 104857600 (100 MiB) */
  readonly maxRequestBytes?: number;
  /** Requests to one broker that may wait for an answer (max.in.flight.requests.per.connection), 1 to 5. @default 5 */
  readonly maxInFlight?: number;
  /** A codec, or a list of which the first that the brokers read is taken (compression.type). @default "none" */
  readonly compression?: CodecName | "none" | readonly (CodecName | "none")[];
  /** Level of the codec (compression.gzip.level and the like). @default the codec's own */
  readonly compressionLevel?: number;
  /** Who must have a record before it counts as written: `"all"` in-sync replicas, the leader (1), nobody (0). @default "all" */
  readonly acks?: "all" | 0 | 1;
  /**
   * Whether brokers drop doubles and keep the order (enable.idempotence). `"if-supported"`: not on brokers before 0.11.
   * @default true
   */
  readonly idempotent?: boolean | "if-supported";
  /** How long a record may take from the call to its acknowledgement, in ms, or Infinity (delivery.timeout.ms). @default 120000 */
  readonly deliveryTimeoutMs?: number;
  /** Most bytes of records that are not yet acknowledged; then `send` waits (buffer.memory). @default 33554432 (32 MiB) */
  readonly maxBufferedBytes?: number;
  /**
   * Chooses the partition of records that name none: a name, `"default"` or `"uniform"` with options, or a function
   * (partitioner.class). @default "default": by key as Java (murmur2), without key uniform by bytes and load (KIP-794)
   */
  readonly partitioner?: PartitionerChoice;
  /** Whether sending may create a topic, where brokers allow it. @default false */
  readonly allowAutoTopicCreation?: boolean;
  /** How long records wait for a topic that does not exist, in ms; at least 5 answers of brokers. @default 10000 */
  readonly unknownTopicTimeoutMs?: number;
  /** Hears what became of each record given to `enqueue`. */
  readonly onDelivery?: (record: ProducerRecord, outcome: DeliveryOutcome) => void;
  /** Time limit of `close`, in ms. @default 30000 */
  readonly closeTimeoutMs?: number;
}

/** Options with every default filled in. */
export interface CheckedProducerOptions
  extends Required<Omit<ProducerOptions, "compression" | "onDelivery" | "partitioner" | "compressionLevel">> {
  /** Codecs in order of preference; empty: none. */
  readonly codecs: readonly (CodecName | "none")[];
  /** Level of the codec, or undefined. */
  readonly compressionLevel: number | undefined;
  /** Who chooses partitions. */
  readonly partitioner: PartitionerChoice;
  /** Hears of enqueued records, or undefined. */
  readonly onDelivery: ProducerOptions["onDelivery"];
}

const NAMES = [
  "lingerMs",
  "batchMaxBytes",
  "maxRequestBytes",
  "maxInFlight",
  "compression",
  "compressionLevel",
  "acks",
  "idempotent",
  "deliveryTimeoutMs",
  "maxBufferedBytes",
  "partitioner",
  "allowAutoTopicCreation",
  "unknownTopicTimeoutMs",
  "onDelivery",
  "closeTimeoutMs",
];

const CODECS: readonly string[] = ["none", "gzip", "snappy", "lz4", "zstd"];
const DAY_MS = 86_400_000;

/** Checks and completes options; throws a `ConfigError` with every mistake. */
export function checkProducerOptions(options: ProducerOptions): CheckedProducerOptions {
  const check = new OptionCheck("producer");
  check.known(options, NAMES);
  const bytes = (name: keyof ProducerOptions, min: number, fallback: number) =>
    check.integer(name, options[name] as number | undefined, { min, max: 0x7fffffff, unit: "bytes", fallback });
  const ms = (name: keyof ProducerOptions, fallback: number, max: number) =>
    check.integer(name, options[name] as number | undefined, { min: 0, max, unit: "ms", fallback });
  const acks = check.oneOf<"all" | 0 | 1>("acks", options.acks, { values: ["all", 0, 1], fallback: "all" });
  const idempotent = check.oneOf<boolean | "if-supported">("idempotent", options.idempotent, {
    values: [true, false, "if-supported"],
    fallback: true,
  });
  if (acks !== "all" && idempotent !== false) {
    check.problem(`acks: ${acks} cannot be idempotent: give idempotent: false too, or acks: "all"`);
  }
  const batchMaxBytes = bytes("batchMaxBytes", 512, 1_000_000);
  const maxRequestBytes = bytes("maxRequestBytes", 1024, 100 * 1024 * 1024);
  if (batchMaxBytes > maxRequestBytes) {
    check.problem(`batchMaxBytes (${batchMaxBytes}) must not be above maxRequestBytes (${maxRequestBytes})`);
  }
  const checked: CheckedProducerOptions = {
    lingerMs: ms("lingerMs", 0, 60_000),
    batchMaxBytes,
    maxRequestBytes,
    maxInFlight: check.integer("maxInFlight", options.maxInFlight, { min: 1, max: 5, fallback: 5 }),
    codecs: checkCodecs(check, options.compression),
    compressionLevel: options.compressionLevel === undefined
      ? undefined
      : check.integer("compressionLevel", options.compressionLevel, { min: -131_072, max: 22, fallback: 0 }),
    acks,
    idempotent,
    deliveryTimeoutMs: check.integer("deliveryTimeoutMs", options.deliveryTimeoutMs, {
      min: 1,
      infinity: true,
      unit: "ms",
      fallback: 120_000,
    }),
    maxBufferedBytes: check.integer("maxBufferedBytes", options.maxBufferedBytes, {
      min: 1,
      unit: "bytes",
      fallback: 32 * 1024 * 1024,
    }),
    partitioner: checkPartitioner(check, options.partitioner),
    allowAutoTopicCreation: check.boolean("allowAutoTopicCreation", options.allowAutoTopicCreation, false),
    unknownTopicTimeoutMs: ms("unknownTopicTimeoutMs", 10_000, DAY_MS),
    onDelivery: checkFunction(check, { name: "onDelivery", value: options.onDelivery }),
    closeTimeoutMs: ms("closeTimeoutMs", 30_000, DAY_MS),
  };
  check.done();
  return checked;
}

function checkCodecs(check: OptionCheck, value: ProducerOptions["compression"]): readonly (CodecName | "none")[] {
  if (value === undefined || value === "none") return [];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) check.problem("compression must not be an empty list");
  for (const name of list) {
    if (typeof name !== "string" || !CODECS.includes(name)) {
      check.problem(`compression must be one of ${CODECS.join(", ")}, or a list of them: it holds ${String(name)}`);
    }
  }
  return list as readonly (CodecName | "none")[];
}

function checkFunction<F>(
  check: OptionCheck,
  { name, value }: { readonly name: string; readonly value: F | undefined },
): F | undefined {
  if (value !== undefined && typeof value !== "function") {
    check.problem(`${name} must be a function: it is of type ${typeof value}`);
  }
  return value;
}
