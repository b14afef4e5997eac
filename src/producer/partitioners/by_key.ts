// Records with a key by the hash of the key over all partitions, with or without a leader; records without one by
// another chooser. Called by router.ts through `TopicPartitioner`.
import type { PartitionedTopic, TopicPartitioner } from "../partitioner.ts";
import type { ProducerRecord } from "../record.ts";
import { keyBytes } from "./key_bytes.ts";

/** A hash of a key, from 0 on: modulo the number of partitions it is the partition. */
export type KeyHash = (key: Uint8Array) => number;

const NO_BYTES = new Uint8Array(0);

/** By key. */
export class ByKey implements TopicPartitioner {
  readonly #hash: KeyHash;
  readonly #keyless: TopicPartitioner | null;
  readonly #emptyIsNone: boolean;

  /**
   * `keyless` chooses for records without a key; null: they go where an empty key goes. `emptyIsNone`: an empty key
   * counts as none.
   */
  constructor(hash: KeyHash, keyless: TopicPartitioner | null, emptyIsNone = false) {
    this.#hash = hash;
    this.#keyless = keyless;
    this.#emptyIsNone = emptyIsNone;
  }

  /** The partition of a record. */
  partitionOf(record: ProducerRecord, topic: PartitionedTopic): number {
    const { key } = record;
    if (key !== undefined && key !== null && (!this.#emptyIsNone || key.length > 0)) {
      return this.#hash(keyBytes(key)) % topic.partitionCount;
    }
    if (this.#keyless !== null) return this.#keyless.partitionOf(record, topic);
    return this.#hash(NO_BYTES) % topic.partitionCount;
  }

  /** For records without a key. */
  reset(): void {
    this.#keyless?.reset();
  }
}
