// The partition with the fewest buffered records, chosen anew for each batch; among equals by chance. kgo's
// `LeastBackupPartitioner`: slow brokers get less, even shares are not promised.
import type { Random } from "../../../transports/platform.ts";
import type { PartitionedTopic, TopicPartitioner } from "../partitioner.ts";
import { type ProducerRecord, recordSize } from "../record.ts";
import { BatchChoice } from "./sticky.ts";

/** Least backup. */
export class LeastBackup implements TopicPartitioner {
  readonly #random: Random;
  readonly #choice = new BatchChoice();

  /** `random` picks among equals. */
  constructor(random: Random) {
    this.#random = random;
  }

  /** The partition of a record. */
  partitionOf(record: ProducerRecord, topic: PartitionedTopic): number {
    const bytes = recordSize(record);
    if (this.#choice.holds(topic, bytes)) return this.#choice.partition;
    return this.#choice.choose(this.#least(topic), topic, bytes);
  }

  /** The partition may have lost its leader. */
  reset(): void {
    this.#choice.reset();
  }

  #least(topic: PartitionedTopic): number {
    const { available } = topic;
    let least = Infinity;
    let chosen = available[0] as number;
    let equals = 0;
    for (let i = 0; i < available.length; i++) {
      const partition = available[i] as number;
      const size = topic.queueSize(partition);
      if (size > least) continue;
      equals = size < least ? 1 : equals + 1;
      least = size;
      // Each of the equals seen so far is the chosen one with the same chance.
      if (equals === 1 || this.#random.int(equals) === 0) chosen = partition;
    }
    return chosen;
  }
}
