// No partition but the one that the record names: kgo's and Sarama's manual partitioners. Records that name one never
// come here, so all that come fail.
import type { PartitionedTopic, TopicPartitioner } from "../partitioner.ts";
import type { ProducerRecord } from "../record.ts";
import { partitionerError } from "../send_errors.ts";

/** By hand. */
export class Manual implements TopicPartitioner {
  /** Throws a `RecordError`. */
  partitionOf(_record: ProducerRecord, topic: PartitionedTopic): number {
    throw partitionerError(
      topic.topic,
      'it names none, and the producer\'s partitioner is "manual": give each record a partition',
    );
  }

  /** Nothing lasts. */
  reset(): void {}
}
