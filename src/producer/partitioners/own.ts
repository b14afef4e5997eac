// The application's function as a chooser: what it sees of a topic, and a check of what it returns. Called by router.ts
// through `TopicPartitioner`.
import type { PartitionedTopic, Partitioner, PartitionerTopic, TopicPartitioner } from "../partitioner.ts";
import type { ProducerRecord } from "../record.ts";
import { partitionerError, textOf } from "../send_errors.ts";

/** Nothing but the public side of a topic. */
class PublicTopic implements PartitionerTopic {
  readonly #topic: PartitionedTopic;

  constructor(topic: PartitionedTopic) {
    this.#topic = topic;
  }

  get topic(): string {
    return this.#topic.topic;
  }

  get partitionCount(): number {
    return this.#topic.partitionCount;
  }

  get available(): readonly number[] {
    return this.#topic.available;
  }

  queueSize(partition: number): number {
    return this.#topic.queueSize(partition);
  }

  queueBytes(partition: number): number {
    return this.#topic.queueBytes(partition);
  }
}

/** The application's own. */
export class OwnPartitioner implements TopicPartitioner {
  readonly #choose: Partitioner;
  #seen: PublicTopic | null = null;

  /** Asks `choose`. */
  constructor(choose: Partitioner) {
    this.#choose = choose;
  }

  /** The partition that the function returns; a `RecordError` when it throws or returns none. */
  partitionOf(record: ProducerRecord, topic: PartitionedTopic): number {
    this.#seen ??= new PublicTopic(topic);
    let partition: unknown;
    try {
      partition = this.#choose(record, this.#seen);
    } catch (cause) {
      throw partitionerError(topic.topic, `it threw ${shown(cause)}`, cause);
    }
    const count = topic.partitionCount;
    if (typeof partition === "number" && Number.isInteger(partition) && partition >= 0 && partition < count) {
      return partition;
    }
    throw partitionerError(topic.topic, `it chose partition ${shown(partition)}, expected is 0 to ${count - 1}`);
  }

  /** The function decides anew for each record. */
  reset(): void {}
}

/** A value for a message. */
function shown(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value.slice(0, 60)) : textOf(value);
}
