// Which partition a record goes to when it names none. Called by producer.ts for every record; must not know batches.
import { murmur2 } from "../../base/murmur2.ts";
import type { Random } from "../../transports/platform.ts";
import type { ProducerRecord } from "./record.ts";

/** A topic as a partitioner sees it. */
export interface PartitionerTopic {
  /** Topic name. */
  readonly topic: string;
  /** How many partitions it has. */
  readonly partitionCount: number;
  /** Partitions with a leader; all, when none has one. */
  readonly available: readonly number[];
}

/** Chooses a partition: a whole number from 0 to `partitionCount` - 1. Must be quick; what it throws fails the record. */
export type Partitioner = (record: ProducerRecord, topic: PartitionerTopic) => number;

/** Bytes that go to one partition before records without a key change to another (KIP-794 takes a batch size). */
const STICKY_BYTES = 128 * 1024;

const encoder = new TextEncoder();
/** Keys up to this length are hashed without a new array for each. */
const SHORT_KEY = 64;
const shortKeys: Uint8Array[] = [];
for (let length = 0; length <= SHORT_KEY; length++) shortKeys.push(new Uint8Array(length));

/** The partition of a key, as the Java client computes it (murmur2, `Utils.toPositive`). */
export function partitionOfKey(key: string | Uint8Array, partitionCount: number): number {
  return (murmur2(typeof key === "string" ? bytesOf(key) : key) & 0x7fffffff) % partitionCount;
}

/** Where records without a key go now, for one topic. */
export class StickyChoice {
  readonly #random: Random;
  #partition = -1;
  #bytesLeft = 0;

  /** `random` picks the next partition. */
  constructor(random: Random) {
    this.#random = random;
  }

  /** The partition for a record of `size` bytes. */
  next(available: readonly number[], size: number): number {
    if (this.#bytesLeft <= 0) {
      this.#bytesLeft = STICKY_BYTES;
      this.#partition = this.#pick(available);
    }
    this.#bytesLeft -= size;
    return this.#partition;
  }

  /** Forgets the choice: the partition may have lost its leader. */
  reset(): void {
    this.#bytesLeft = 0;
  }

  /** Another one than before, if there is one. */
  #pick(available: readonly number[]): number {
    if (available.length === 1) return available[0] as number;
    const others = available.filter((partition) => partition !== this.#partition);
    return others[this.#random.int(others.length)] as number;
  }
}

/** The UTF-8 bytes of a key; valid until the next call. */
function bytesOf(key: string): Uint8Array {
  const bytes = shortKeys[key.length];
  if (bytes === undefined) return encoder.encode(key);
  for (let i = 0; i < key.length; i++) {
    const code = key.charCodeAt(i);
    if (code > 127) return encoder.encode(key);
    bytes[i] = code;
  }
  return bytes;
}
