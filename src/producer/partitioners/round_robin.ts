// The partitions with a leader in turn, record by record. Java's `RoundRobinPartitioner`; unlike there, opening a batch
// does not skip a partition (KAFKA-9965).
import type { PartitionedTopic, TopicPartitioner } from "../partitioner.ts";
import type { ProducerRecord } from "../record.ts";

/** In turn. */
export class RoundRobin implements TopicPartitioner {
  #next = 0;

  /** The partition of a record. */
  partitionOf(_record: ProducerRecord, topic: PartitionedTopic): number {
    const { available } = topic;
    if (this.#next >= available.length) this.#next = 0;
    return available[this.#next++] as number;
  }

  /** Nothing lasts. */
  reset(): void {}
}
