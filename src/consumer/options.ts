// What a user can ask of a consumer, checked once when it is made. Called by consumer.ts; must not know the network.
import { isRecord, OptionCheck } from "../../base/option_check.ts";

/** Where to start reading a partition: an offset, an end of the log, or the first record at or after a Unix time in ms. */
export type StartPosition = "earliest" | "latest" | number | { readonly timestamp: number };

/** Options of a consumer without a group. */
export interface ConsumerOptions {
  /** Topics to read whole: every partition, also those that appear later. One of `topics` and `partitions` is needed. */
  readonly topics?: readonly string[];
  /**
   * Partitions to read: `{ orders: [0, 1] }`, or with a start position for each: `{ orders: { 0: "earliest", 1: 1500 } }`.
   */
  readonly partitions?: Readonly<Record<string, readonly number[] | Readonly<Record<number, StartPosition>>>>;
  /**
   * Where to start partitions that have no position of their own: `"earliest"`, `"latest"`, an offset, or
   * `{ timestamp }` in Unix ms.
   * @default "earliest"
   */
  readonly from?: StartPosition;
  /**
   * What to do when the first fetch of a partition is out of range (Kafka: auto.offset.reset). `"error"` parks the
   * partition and throws a `DataLossError`.
   * @default "earliest"
   */
  readonly onOutOfRange?: "earliest" | "latest" | "error";
  /** Which records are shown (Kafka: isolation.level). @default "read_committed" */
  readonly isolation?: "read_committed" | "read_uncommitted";
  /** Bytes that a broker waits for before it answers a fetch (fetch.min.bytes). @default 1 */
  readonly minBytes?: number;
  /** How long a broker waits for `minBytes`, in ms (fetch.max.wait.ms). @default 5000 */
  readonly maxWaitMs?: number;
  /** Most bytes of one fetch (fetch.max.bytes); one larger batch still comes. @default 16777216 (16 MiB) */
  readonly maxBytes?: number;
  /** Most bytes of one partition in a fetch (max.partition.fetch.bytes). @default 1048576 (1 MiB) */
  readonly maxPartitionBytes?: number;
  /** Most bytes that one compressed batch may become. @default 67108864 (64 MiB) */
  readonly maxDecompressedBytes?: number;
  /** Most bytes read ahead, all partitions together. @default 67108864 (64 MiB) */
  readonly maxBufferedBytes?: number;
  /** Whether the checksum of every batch is verified (check.crcs). @default true */
  readonly checkCrc?: boolean;
  /** Rack of this client, for `client.rack`. @default "" */
  readonly rack?: string;
}

/** One partition to read and where to start. */
export interface WantedPartition {
  /** Topic name. */
  readonly topic: string;
  /** Partition index. */
  readonly partition: number;
  /** Start position. */
  readonly start: StartPosition;
}

/** Options with every default filled in. */
export interface CheckedConsumerOptions extends Required<Omit<ConsumerOptions, "topics" | "partitions">> {
  /** Topics to read whole. */
  readonly topics: readonly string[];
  /** Partitions named one by one. */
  readonly wanted: readonly WantedPartition[];
}

const NAMES = [
  "topics",
  "partitions",
  "from",
  "onOutOfRange",
  "isolation",
  "minBytes",
  "maxWaitMs",
  "maxBytes",
  "maxPartitionBytes",
  "maxDecompressedBytes",
  "maxBufferedBytes",
  "checkCrc",
  "rack",
];

const MAX_INT32 = 0x7fffffff;

/** Checks and completes options; throws a `ConfigError` with every mistake. */
export function checkConsumerOptions(options: ConsumerOptions): CheckedConsumerOptions {
  const check = new OptionCheck("consumer");
  check.known(options, NAMES);
  const from = checkStart(check, { name: "from", value: options.from ?? "earliest" });
  const topics = checkTopics(check, options.topics);
  const wanted = checkPartitions(check, { partitions: options.partitions, from });
  if (topics.length === 0 && wanted.length === 0) {
    check.problem("topics or partitions must name what to read: both are missing or empty");
  }
  for (const { topic } of wanted) {
    if (topics.includes(topic)) {
      check.problem(`partitions and topics both name ${JSON.stringify(topic)}: name it in one`);
    }
  }
  const bytes = (name: keyof ConsumerOptions, fallback: number, min: number) =>
    check.integer(name, options[name] as number | undefined, { min, max: MAX_INT32, unit: "bytes", fallback });
  const checked: CheckedConsumerOptions = {
    topics,
    wanted,
    from,
    onOutOfRange: check.oneOf("onOutOfRange", options.onOutOfRange, {
      values: ["earliest", "latest", "error"],
      fallback: "earliest",
    }),
    isolation: check.oneOf("isolation", options.isolation, {
      values: ["read_committed", "read_uncommitted"],
      fallback: "read_committed",
    }),
    minBytes: bytes("minBytes", 1, 0),
    maxWaitMs: check.integer("maxWaitMs", options.maxWaitMs, { min: 1, max: 600_000, unit: "ms", fallback: 5000 }),
    maxBytes: bytes("maxBytes", 16 * 1024 * 1024, 1),
    maxPartitionBytes: bytes("maxPartitionBytes", 1024 * 1024, 1),
    maxDecompressedBytes: bytes("maxDecompressedBytes", 64 * 1024 * 1024, 1),
    maxBufferedBytes: check.integer("maxBufferedBytes", options.maxBufferedBytes, {
      min: 1,
      unit: "bytes",
      fallback: 64 * 1024 * 1024,
    }),
    checkCrc: check.boolean("checkCrc", options.checkCrc, true),
    rack: options.rack === undefined || options.rack === "" ? "" : check.text("rack", options.rack, ""),
  };
  check.done();
  return checked;
}

function checkTopics(check: OptionCheck, topics: readonly string[] | undefined): readonly string[] {
  if (topics === undefined || topics === null) return [];
  if (!Array.isArray(topics)) {
    check.problem("topics must be an array of topic names");
    return [];
  }
  for (const topic of topics) {
    if (typeof topic !== "string" || topic === "") check.problem("topics must hold topic names that are not empty");
  }
  return [...new Set(topics)];
}

function checkPartitions(
  check: OptionCheck,
  { partitions, from }: { readonly partitions: ConsumerOptions["partitions"]; readonly from: StartPosition },
): readonly WantedPartition[] {
  const wanted: WantedPartition[] = [];
  if (partitions === undefined || partitions === null) return wanted;
  if (!isRecord(partitions)) {
    check.problem("partitions must be an object such as { orders: [0, 1] } or { orders: { 0: 1500 } }");
    return wanted;
  }
  for (const [topic, of] of Object.entries(partitions)) {
    if (topic === "") check.problem("partitions must not hold an empty topic name");
    if (!Array.isArray(of) && !isRecord(of)) {
      check.problem(`partitions.${topic} must be a list of partitions, or an object with the start of each`);
      continue;
    }
    const entries: [number, StartPosition][] = Array.isArray(of)
      ? of.map((partition) => [partition, from])
      : Object.entries(of).map(([partition, start]) => [Number(partition), start]);
    for (const [partition, start] of entries) {
      if (!Number.isInteger(partition) || partition < 0 || partition > MAX_INT32) {
        check.problem(`partitions of ${JSON.stringify(topic)} must be whole numbers of 0 or more: one is ${partition}`);
      }
      checkStart(check, { name: `partitions.${topic}.${partition}`, value: start });
      wanted.push({ topic, partition, start });
    }
  }
  return wanted;
}

function checkStart(
  check: OptionCheck,
  { name, value }: { readonly name: string; readonly value: StartPosition },
): StartPosition {
  if (value === "earliest" || value === "latest") return value;
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  if (typeof value === "object" && value !== null && Number.isSafeInteger(value.timestamp) && value.timestamp >= 0) {
    return value;
  }
  check.problem(
    `${name} must be "earliest", "latest", an offset of 0 or more, or { timestamp } in Unix ms: it is ${
      JSON.stringify(value)
    }`,
  );
  return "earliest";
}
