// Checks the options of a producer and fills in the defaults. Called by producer.ts once; must not know the network.
import { isRecord, OptionCheck } from "../../base/option_check.ts";
import { checkPartitioner } from "./partitioners/by_name.ts";
import type { CheckedProducerOptions, CompressionChoice, ProducerOptions } from "./options.ts";
import { topicNameProblem } from "./topic_name.ts";

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
  "defaultTopic",
  "maxBufferedRecords",
  "whenFull",
  "manualFlush",
  "recordRetries",
  "acksTimeoutMs",
  "onDataLoss",
  "interceptors",
  "topicMaxIdleMs",
  "stalledAfterMs",
  "allowReordering",
  "onDelivery",
  "closeTimeoutMs",
];

const CODECS: readonly string[] = ["none", "gzip", "snappy", "lz4", "zstd"];
/** Levels that Kafka gives to its codecs (KIP-390); snappy has none. */
const LEVELS: Readonly<Record<string, readonly [number, number]>> = {
  gzip: [1, 9],
  lz4: [1, 17],
  zstd: [-131_072, 22],
};
/** Smallest batch that may be asked for. */
export const BATCH_MIN_BYTES = 512;
const DAY_MS = 86_400_000;

/** Checks and completes options; throws a `ConfigError` with every mistake. */
export function checkProducerOptions(options: ProducerOptions): CheckedProducerOptions {
  const check = new OptionCheck("producer");
  check.known(options, NAMES);
  const bytes = (name: keyof ProducerOptions, min: number, fallback: number) =>
    check.integer(name, options[name] as number | undefined, { min, max: 0x7fffffff, unit: "bytes", fallback });
  const ms = (name: keyof ProducerOptions, fallback: number, max: number) =>
    check.integer(name, options[name] as number | undefined, { min: 0, max, unit: "ms", fallback });
  const openEnded = (
    name: keyof ProducerOptions,
    rule: { readonly min: number; readonly unit?: string; readonly fallback: number },
  ) => check.integer(name, options[name] as number | undefined, { ...rule, infinity: true });
  const acks = check.oneOf<"all" | 0 | 1>("acks", options.acks, { values: ["all", 0, 1], fallback: "all" });
  const idempotent = check.oneOf<boolean | "if-supported">("idempotent", options.idempotent, {
    values: [true, false, "if-supported"],
    fallback: true,
  });
  if (acks !== "all" && idempotent !== false) {
    check.problem(`acks: ${acks} cannot be idempotent: give idempotent: false too, or acks: "all"`);
  }
  const maxRequestBytes = bytes("maxRequestBytes", 1024, 100 * 1024 * 1024);
  const checked: CheckedProducerOptions = {
    lingerMs: ms("lingerMs", 0, 60_000),
    batchMaxBytes: checkBatchMaxBytes(check, { value: options.batchMaxBytes, maxRequestBytes }),
    maxRequestBytes,
    maxInFlight: check.integer("maxInFlight", options.maxInFlight, { min: 1, max: 5, fallback: 5 }),
    codecs: checkCodecs(check, options.compression),
    compressionLevel: checkLevel(check, options),
    acks,
    idempotent,
    deliveryTimeoutMs: openEnded("deliveryTimeoutMs", { min: 1, unit: "ms", fallback: 120_000 }),
    recordRetries: openEnded("recordRetries", { min: 0, fallback: Infinity }),
    acksTimeoutMs: check.milliseconds("acksTimeoutMs", options.acksTimeoutMs, { min: 1, fallback: 15_000 }),
    onDataLoss: check.oneOf("onDataLoss", options.onDataLoss, { values: ["continue", "fail"], fallback: "continue" }),
    allowReordering: check.boolean("allowReordering", options.allowReordering, false),
    maxBufferedBytes: check.integer("maxBufferedBytes", options.maxBufferedBytes, {
      min: 1,
      unit: "bytes",
      fallback: 32 * 1024 * 1024,
    }),
    maxBufferedRecords: openEnded("maxBufferedRecords", { min: 1, unit: "records", fallback: Infinity }),
    whenFull: check.oneOf("whenFull", options.whenFull, { values: ["wait", "fail"], fallback: "wait" }),
    manualFlush: check.boolean("manualFlush", options.manualFlush, false),
    defaultTopic: checkTopic(check, options.defaultTopic),
    interceptors: checkInterceptors(check, options.interceptors),
    topicMaxIdleMs: openEnded("topicMaxIdleMs", { min: 1, unit: "ms", fallback: 300_000 }),
    stalledAfterMs: openEnded("stalledAfterMs", { min: 1, unit: "ms", fallback: 30_000 }),
    partitioner: checkPartitioner(check, options.partitioner),
    allowAutoTopicCreation: check.boolean("allowAutoTopicCreation", options.allowAutoTopicCreation, false),
    unknownTopicTimeoutMs: ms("unknownTopicTimeoutMs", 10_000, DAY_MS),
    onDelivery: checkFunction(check, { name: "onDelivery", value: options.onDelivery }),
    closeTimeoutMs: ms("closeTimeoutMs", 30_000, DAY_MS),
  };
  check.done();
  return checked;
}

function checkBatchMaxBytes(
  check: OptionCheck,
  { value, maxRequestBytes }: { readonly value: ProducerOptions["batchMaxBytes"]; readonly maxRequestBytes: number },
): CheckedProducerOptions["batchMaxBytes"] {
  if (typeof value === "function") return value;
  const rule = { min: BATCH_MIN_BYTES, max: 0x7fffffff, unit: "bytes", fallback: Math.min(1_000_000, maxRequestBytes) };
  const batchMaxBytes = check.integer("batchMaxBytes", value, rule);
  if (batchMaxBytes > maxRequestBytes) {
    check.problem(`batchMaxBytes (${batchMaxBytes}) must not be above maxRequestBytes (${maxRequestBytes})`);
  }
  return batchMaxBytes;
}

function checkTopic(check: OptionCheck, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const problem = topicNameProblem(value);
  if (problem === null) return value as string;
  check.problem(`defaultTopic ${problem}: it is ${typeof value === "string" ? JSON.stringify(value) : typeof value}`);
  return undefined;
}

function checkInterceptors(
  check: OptionCheck,
  value: ProducerOptions["interceptors"],
): CheckedProducerOptions["interceptors"] {
  if (value === undefined) return [];
  const list: readonly unknown[] = Array.isArray(value) ? value : [null];
  const good = list.every((one) =>
    isRecord(one) && ["onSend", "onDelivered"].every((name) => ["function", "undefined"].includes(typeof one[name]))
  );
  if (!good) check.problem("interceptors must be a list of objects with functions onSend or onDelivered, or both");
  return good ? value : [];
}

function checkCodecs(check: OptionCheck, value: ProducerOptions["compression"]): readonly CompressionChoice[] {
  if (value === undefined || value === "none") return [];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) check.problem("compression must not be an empty list");
  for (const entry of list) {
    if (typeof entry === "string" && CODECS.includes(entry)) continue;
    if (isRecord(entry) && isCodec(entry)) continue;
    const shown = isRecord(entry) ? "an object that is no codec" : String(entry);
    check.problem(`compression must be one of ${CODECS.join(", ")}, a codec, or a list of them: it holds ${shown}`);
  }
  return list as readonly CompressionChoice[];
}

/** A level counts for every codec of the list that has levels; what it means to a codec of one's own is not known here. */
function checkLevel(check: OptionCheck, { compression, compressionLevel }: ProducerOptions): number | undefined {
  if (compressionLevel === undefined) return undefined;
  const list: readonly unknown[] = Array.isArray(compression) ? compression : [compression];
  // A codec of one's own has levels of its own.
  const max = list.some((entry) => isRecord(entry)) ? 1_000_000 : 22;
  const level = check.integer("compressionLevel", compressionLevel, { min: -131_072, max, fallback: 0 });
  for (const entry of list) {
    const range = typeof entry === "string" ? LEVELS[entry] : undefined;
    if (range === undefined || (level >= range[0] && level <= range[1])) continue;
    check.problem(`compressionLevel must be ${range[0]} to ${range[1]} for ${String(entry)}: it is ${level}`);
  }
  return level;
}

function isCodec({ name, compress, decompress }: Readonly<Record<string, unknown>>): boolean {
  return typeof name === "string" && name !== "none" && CODECS.includes(name) && typeof compress === "function" &&
    typeof decompress === "function";
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
