// Which partition a record goes to when it names none: what an application can ask for, and the contract of those who
// choose. The choosers are in partitioners/, one a file; router.ts asks them for every record. Must not know batches.
import type { ProducerRecord } from "./record.ts";

/** A topic as a partitioner sees it. */
export interface PartitionerTopic {
  /** Topic name. */
  readonly topic: string;
  /** How many partitions it has. */
  readonly partitionCount: number;
  /** Partitions with a leader; all, when none has one. */
  readonly available: readonly number[];
  /** Records of a partition that are buffered and not yet acknowledged. */
  queueSize(partition: number): number;
  /** Bytes of these records. */
  queueBytes(partition: number): number;
}

/**
 * Chooses a partition: a whole number from 0 to `partitionCount` - 1. It is asked once for each record that names none,
 * and must be quick. What it throws, and a number out of range, fails that record alone (`RecordError`).
 */
export type Partitioner = (record: ProducerRecord, topic: PartitionerTopic) => number;

/**
 * Partitioners by name. All of them avoid partitions without a leader for records without a key.
 *
 * | name | with a key | without | as |
 * |---|---|---|---|
 * | `"default"` | murmur2 | uniform by bytes and load | Java from 3.3 on (KIP-794) |
 * | `"uniform"` | uniform by bytes and load | the same | Java, `partitioner.ignore.keys` |
 * | `"sticky"` | murmur2 | one partition until its batch is full or sent | Java 2.4 to 3.2 (KIP-480), kgo `StickyKeyPartitioner` |
 * | `"uniform sticky"` | as without | one partition until its batch is full or sent | Java `UniformStickyPartitioner`, kgo `StickyPartitioner` |
 * | `"round robin"` | as without | the partitions in turn | Java `RoundRobinPartitioner` |
 * | `"random"` | as without | any, for each record | librdkafka `random` |
 * | `"least backup"` | as without | the one with the fewest buffered records, anew for each batch | kgo `LeastBackupPartitioner` |
 * | `"manual"` | fails | fails | kgo, Sarama: every record names its partition |
 * | `"murmur2"` | murmur2 | that of an empty key | librdkafka `murmur2` |
 * | `"murmur2_random"` | murmur2 | uniform by bytes and load | librdkafka `murmur2_random` |
 * | `"consistent"` | CRC-32 | that of an empty key | librdkafka `consistent` |
 * | `"consistent_random"` | CRC-32 | uniform by bytes and load; an empty key counts as none | librdkafka's default |
 * | `"fnv1a"` | FNV-1a | that of an empty key | librdkafka `fnv1a` |
 * | `"fnv1a_random"` | FNV-1a | uniform by bytes and load | librdkafka `fnv1a_random` |
 * | `"sarama"` | FNV-1a | any, for each record | Sarama `NewHashPartitioner` |
 * | `"sarama reference"` | FNV-1a without its sign | any, for each record | Sarama `NewReferenceHashPartitioner` |
 */
export type PartitionerName =
  | "default"
  | "uniform"
  | "sticky"
  | "uniform sticky"
  | "round robin"
  | "random"
  | "least backup"
  | "manual"
  | "murmur2"
  | "murmur2_random"
  | "consistent"
  | "consistent_random"
  | "fnv1a"
  | "fnv1a_random"
  | "sarama"
  | "sarama reference";

/** `"default"` or `"uniform"` with other numbers than the usual ones. */
export interface UniformPartitioning {
  /** `"default"`: records with a key go by murmur2. `"uniform"`: keys don't count (partitioner.ignore.keys). */
  readonly name: "default" | "uniform";
  /** Bytes that go to one partition before the next is chosen. @default 131072 (Java: batch.size) */
  readonly bytes?: number;
  /** Whether partitions with much in their queues get less (partitioner.adaptive.partitioning.enable). @default true */
  readonly adaptive?: boolean;
  /**
   * A partition that has had nothing acknowledged for this long, though something was due, is avoided while others are
   * better, in ms, or Infinity: never (partitioner.availability.timeout.ms, which is off by default).
   * @default 5000
   */
  readonly availabilityTimeoutMs?: number;
  /**
   * Whether records without a key prefer partitions whose leader is in the rack of the client (its option `rack`), as
   * long as one of them is available; this saves traffic between zones, and gives partitions uneven shares
   * (partitioner.rack.aware, KIP-1123). @default false
   */
  readonly rackAware?: boolean;
}

/** What the producer's option `partitioner` takes. */
export type PartitionerChoice = PartitionerName | UniformPartitioning | Partitioner;

/** A topic as the choosers of this package see it. */
export interface PartitionedTopic extends PartitionerTopic {
  /** The batch that would take a record of up to `bytes`; null: a new one would be opened. Only its identity counts. */
  openBatch(partition: number, bytes: number): object | null;
  /** Since when something is due and nothing was acknowledged, on the clock; Infinity: nothing is. */
  waitingSince(partition: number): number;
  /** Partitions whose leader is in the client's rack; none when it is not known. */
  readonly inRack: readonly number[];
}

/** Chooses the partitions of one topic. */
export interface TopicPartitioner {
  /** The partition of a record that names none; throws a `RecordError` when it has none for it. */
  partitionOf(record: ProducerRecord, topic: PartitionedTopic): number;
  /** Other partitions have leaders than before: a choice that was to last is over. */
  reset(): void;
}
