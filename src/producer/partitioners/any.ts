// Any partition with a leader, for each record. librdkafka's `random`, Sarama's `NewRandomPartitioner`. Small batches:
// uniform.ts is cheaper.
import type { Random } from "../../../transports/platform.ts";
import type { PartitionedTopic, TopicPartitioner } from "../partitioner.ts";
import type { ProducerRecord } from "../record.ts";

/** By chance. */
export class AnyPartition implements TopicPartitioner {
  readonly #random: Random;

  /** `random` picks. */
  constructor(random: Random) {
    this.#random = random;
  }

  /** The partition of a record. */
  partitionOf(_record: ProducerRecord, topic: PartitionedTopic): number {
    const { available } = topic;
    return available[this.#random.int(available.length)] as number;
  }

  /** Nothing lasts. */
  reset(): void {}
}
