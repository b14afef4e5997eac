// One partition until its batch is full or sent, then another by chance: KIP-480, Java's `StickyPartitionCache`, kgo's
// `StickyPartitioner`. Slow brokers get more than with uniform.ts, because their batches stay open longer.
import type { Random } from "../../../transports/platform.ts";
import type { PartitionedTopic, TopicPartitioner } from "../partitioner.ts";
import { type ProducerRecord, recordSize } from "../record.ts";
import { pickOther } from "./pick.ts";

/** A choice that lasts for one batch; the base of what chooses anew for each batch. */
export class BatchChoice {
  #partition = -1;
  #batch: object | null = null;

  /** The partition chosen last; -1: none. */
  get partition(): number {
    return this.#partition;
  }

  /** Whether a record of up to `bytes` still gets into the batch that the choice was made for. */
  holds(topic: PartitionedTopic, bytes: number): boolean {
    if (this.#partition < 0) return false;
    const open = topic.openBatch(this.#partition, bytes);
    if (open === null || (this.#batch !== null && open !== this.#batch)) return false;
    this.#batch = open;
    return true;
  }

  /** Chooses, for the batch that is open there, or that the record at hand opens. */
  choose(partition: number, topic: PartitionedTopic, bytes: number): number {
    this.#partition = partition;
    this.#batch = topic.openBatch(partition, bytes);
    return partition;
  }

  /** Forgets the batch: the next record chooses. */
  reset(): void {
    this.#batch = NO_BATCH;
  }
}

/** Equal to no batch. */
const NO_BATCH: object = {};

/** Sticky by batches. */
export class Sticky implements TopicPartitioner {
  readonly #random: Random;
  readonly #choice = new BatchChoice();

  /** `random` picks the partitions. */
  constructor(random: Random) {
    this.#random = random;
  }

  /** The partition of a record. */
  partitionOf(record: ProducerRecord, topic: PartitionedTopic): number {
    const choice = this.#choice;
    const bytes = recordSize(record);
    if (choice.holds(topic, bytes)) return choice.partition;
    return choice.choose(pickOther(this.#random, topic.available, choice.partition), topic, bytes);
  }

  /** The partition may have lost its leader. */
  reset(): void {
    this.#choice.reset();
  }
}
