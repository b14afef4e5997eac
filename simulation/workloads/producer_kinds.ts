// Producers of every kind, for the workloads that are about them: all options at random, and records of all shapes.
import type { ProducerOptions } from "../../src/producer/options.ts";
import type { Partitioner, PartitionerChoice } from "../../src/producer/partitioner.ts";
import { PARTITIONER_NAMES } from "../../src/producer/partitioners/by_name.ts";
import type { ProducerRecord } from "../../src/producer/record.ts";
import type { SeededRandom } from "../random.ts";
import type { SimulatedWorld } from "../world.ts";
import { producerOptions } from "./traffic.ts";
import { pick } from "./workload.ts";

/** Topic of records that name none. */
export const DEFAULT_TOPIC = "a";
/** A topic whose batches must be smaller than most producers make them. */
export const SMALL_TOPIC = "small";
/** The name of the partitioner that wants a partition in each record. */
const MANUAL = "manual";
const LARGEST_BATCH = 3600;
/** Long ago. */
const FIRST_TIMESTAMP = 1_000_000_000_000;

/** Options of a producer of any kind. */
export function anyProducer(random: SeededRandom): ProducerOptions {
  const acks = pick(random, ["all", "all", "all", "all", 1, 0] as const);
  const idempotent = acks === "all" && pick(random, [true, true, true, "if-supported", false] as const);
  const manualFlush = random.int(6) === 0;
  const batchMaxBytes = 600 + random.int(LARGEST_BATCH - 600);
  const smallBytes = 600 + random.int(600);
  const deliveryTimeoutMs = random.int(2) === 0 ? 400 + random.int(3000) : 30_000;
  return {
    ...producerOptions(random, { acks, idempotent }),
    lingerMs: pick(random, [0, 0, 1, 20, 300]),
    batchMaxBytes: random.int(3) === 0
      ? (topic: string) => topic === SMALL_TOPIC ? smallBytes : batchMaxBytes
      : batchMaxBytes,
    maxRequestBytes: pick(random, [LARGEST_BATCH, 3 * LARGEST_BATCH, 1_000_000]),
    compression: pick(random, ["none", "none", "lz4", ["zstd", "gzip"], ["snappy", "none"]] as const),
    // What waits for a flush must not be late by itself.
    deliveryTimeoutMs: manualFlush ? Math.max(deliveryTimeoutMs, 2500) : deliveryTimeoutMs,
    maxBufferedBytes: pick(random, [1500, 5000, 1_000_000, 1_000_000]),
    maxBufferedRecords: pick(random, [2, 20, Infinity, Infinity]),
    whenFull: pick(random, ["wait", "wait", "fail"] as const),
    manualFlush,
    recordRetries: pick(random, [Infinity, Infinity, Infinity, 3, 0]),
    acksTimeoutMs: pick(random, [15_000, 15_000, 200]),
    onDataLoss: pick(random, ["continue", "continue", "fail"] as const),
    allowReordering: random.int(2) === 0,
    partitioner: anyPartitioner(random),
    interceptors: random.int(2) === 0 ? [] : [{ onSend: withHeader }],
    defaultTopic: DEFAULT_TOPIC,
    topicMaxIdleMs: pick(random, [300_000, 1000, 200]),
    stalledAfterMs: pick(random, [30_000, 300]),
    unknownTopicTimeoutMs: 500 + random.int(3000),
  };
}

function anyPartitioner(random: SeededRandom): PartitionerChoice {
  const kind = random.int(6);
  if (kind === 0) return ownPartitioner;
  if (kind === 1) {
    return { name: "uniform", bytes: 100 + random.int(2000), availabilityTimeoutMs: 100 + random.int(500) };
  }
  return pick(random, PARTITIONER_NAMES);
}

const ownPartitioner: Partitioner = ({ value }, { partitionCount }) => (value?.length ?? 0) % partitionCount;

/** Adds a header to every second record or so, as tracing does. */
function withHeader(record: ProducerRecord): ProducerRecord | void {
  if ((record.value?.length ?? 0) % 2 === 0) return;
  const { headers = [] } = record;
  const pairs = Array.isArray(headers) ? headers : Object.entries(headers);
  return { ...record, headers: [["trace", "1"], ...pairs] };
}

/** Makes records of all shapes for `topics`. */
export function anyRecord(
  world: SimulatedWorld,
  { topics, random, options }: {
    readonly topics: () => readonly string[];
    readonly random: SeededRandom;
    readonly options: ProducerOptions;
  },
): () => ProducerRecord {
  const keyless = random.int(4);
  return () => {
    const topic = random.int(12) === 0 ? undefined : pick(random, topics());
    const partitions = world.cluster.topics.get(topic ?? DEFAULT_TOPIC) ?? 1;
    const named = options.partitioner === MANUAL || random.int(6) === 0;
    return {
      ...topic === undefined ? {} : { topic },
      ...named ? { partition: random.int(partitions) } : {},
      ...random.int(4) < keyless ? {} : { key: anyContent(random, 20) },
      ...random.int(10) === 0 ? { timestamp: FIRST_TIMESTAMP + random.int(1_000_000) } : {},
      ...random.int(5) === 0 ? { headers: { "some header": "h".repeat(random.int(30)), none: null } } : {},
      value: anyContent(random, random.int(25) === 0 ? 1200 : 200),
    };
  };
}

function anyContent(random: SeededRandom, most: number): string | Uint8Array | null {
  const length = random.int(most);
  const kind = random.int(12);
  if (kind === 0) return null;
  if (kind === 1) return new Uint8Array(length).fill(length);
  return kind === 2 ? "ü".repeat(length / 2) : `${length}`.padEnd(length, "v");
}
