// One topic of a producer: its partition queues, and the records that wait until it is known. Owned by topic_table.ts;
// must not know metadata.
import type { KafkaError } from "../../errors/kafka_error.ts";
import { BATCH_HEADER_BYTES } from "../../protocol/records/batch_header.ts";
import { bufferedBytes, bufferedRecords, waitingSince } from "./partition_load.ts";
import type { StallTold } from "./partition_meter.ts";
import type { PartitionQueue } from "./partition_queue.ts";
import type { PartitionedTopic, TopicPartitioner } from "./partitioner.ts";
import type { QueueContext } from "./queue_context.ts";
import type { Submission } from "./submission.ts";

/** One topic. */
export class TopicHandle implements PartitionedTopic {
  readonly topic: string;
  /** Queues by partition index; empty until the topic is known. */
  readonly queues: PartitionQueue[] = [];
  /** Records that wait for the topic, or for a partition that it does not have yet. */
  readonly parked: Submission[] = [];
  /** When the first of them came, on the clock; for those who look for stalled topics. */
  parkedSince = 0;
  /** The wait that was told as stalled, and how often. */
  stallTold: StallTold = { since: -1, times: 0 };
  /** Where records go that name no partition. */
  readonly partitioner: TopicPartitioner;
  /** Partitions with a leader; all, when none has one. */
  available: readonly number[] = [];
  /** Partitions whose leader is in the rack of the client. */
  inRack: readonly number[] = [];
  /** Why it is not usable, or null. */
  error: KafkaError | null = null;
  /** Whether an answer is awaited. */
  asking = false;
  /** While parked records go into their batches those that come get in line behind them, or they would overtake. */
  unparking = false;
  /** Since when brokers say that it does not exist. */
  unknownSince: number = -1;
  /** How often they said so. */
  unknownAnswers = 0;

  /** Id of the topic whose queues these are; empty: not known yet. */
  id = "";
  /** Queues of an earlier use, which know the next sequences. */
  earlier: readonly PartitionQueue[] = [];
  /** What its queues share. */
  readonly context: QueueContext;
  /** Most bytes of a record alone in its batch. */
  readonly recordMaxBytes: number;
  /** Why no record for it may be taken, ever, or null. */
  readonly refusal: KafkaError | null;
  /** Batches sent when it was last looked at, to tell whether it is in use. */
  seenSent = -1;
  /** Since when it is not in use. */
  idleSince = 0;

  /** An unknown topic; `refusal`: why it will never be one. */
  constructor(
    topic: string,
    init: {
      readonly partitioner: TopicPartitioner;
      readonly context: QueueContext;
      readonly refusal: KafkaError | null;
    },
  ) {
    this.topic = topic;
    this.partitioner = init.partitioner;
    this.context = init.context;
    this.recordMaxBytes = init.context.batchMaxBytes - BATCH_HEADER_BYTES;
    this.refusal = init.refusal;
  }

  /** Whether nothing of it is held or awaited. */
  get idle(): boolean {
    return this.parked.length === 0 && !this.asking && !this.unparking && this.queues.every((queue) => queue.idle);
  }

  /** How many partitions it has. */
  get partitionCount(): number {
    return this.queues.length;
  }

  /** Whether anything waits for better metadata. */
  get waits(): boolean {
    if (this.parked.length > 0) return true;
    return this.queues.some((queue) => queue.homeless || (this.error !== null && !queue.idle));
  }

  /** Records of a partition that are not yet acknowledged. */
  queueSize(partition: number): number {
    return bufferedRecords(this.queues[partition]);
  }

  /** Bytes of these records. */
  queueBytes(partition: number): number {
    return bufferedBytes(this.queues[partition]);
  }

  /** The batch that takes a record of up to `bytes`, or null. */
  openBatch(partition: number, bytes: number): object | null {
    return this.queues[partition]?.openFor(bytes) ?? null;
  }

  /** Since when something is due and not acknowledged; Infinity: nothing is. */
  waitingSince(partition: number): number {
    return waitingSince(this.queues[partition]);
  }
}
