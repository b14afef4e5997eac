// One partition for so many bytes, then another: in the long run each gets the same bytes, and less if its broker is
// slow. KIP-794; Java's `BuiltInPartitioner` and `RecordAccumulator.partitionReady`. Unlike Java it looks at the queues
// when it chooses, measures them in bytes, and leaves a partition that is stuck before its bytes are over.
import type { Clock, Random } from "../../../transports/platform.ts";
import type { PartitionedTopic, TopicPartitioner } from "../partitioner.ts";
import { type ProducerRecord, recordSize } from "../record.ts";
import { pickBySize, pickOther } from "./pick.ts";

/** What a uniform chooser is made with. */
export interface UniformInit {
  /** Time. */
  readonly clock: Clock;
  /** Chance. */
  readonly random: Random;
  /** Bytes that go to one partition in a row. */
  readonly bytes: number;
  /** Whether queues count. */
  readonly adaptive: boolean;
  /** How long a partition may be without progress, in ms, or Infinity. */
  readonly availabilityTimeoutMs: number;
  /** Whether leaders in the client's rack come first (KIP-1123). */
  readonly rackAware: boolean;
}

/** Records between two looks at whether the present partition is stuck. */
const LOOK_EVERY = 16;
/** Longer queues are not told apart, so that the sum of all weights stays a number that chance can take. */
const MOST_TURNS = 10_000;

/** Uniform by bytes and load. */
export class Uniform implements TopicPartitioner {
  readonly #init: UniformInit;
  readonly #draw: (below: number) => number;
  #partition = -1;
  #bytesLeft = 0;
  #untilLook = LOOK_EVERY;
  /** Scratch: partitions that may be chosen, and how many turns of bytes their queues hold. */
  readonly #candidates: number[] = [];
  readonly #sizes: number[] = [];

  /** Its first record chooses. */
  constructor(init: UniformInit) {
    this.#init = init;
    this.#draw = (below) => init.random.int(below);
  }

  /** The partition of a record. */
  partitionOf(record: ProducerRecord, topic: PartitionedTopic): number {
    if (this.#bytesLeft <= 0 || (--this.#untilLook <= 0 && this.#stuck(topic))) {
      this.#bytesLeft = this.#init.bytes;
      this.#partition = this.#choose(topic);
    }
    this.#bytesLeft -= recordSize(record);
    return this.#partition;
  }

  /** The partition may have lost its leader. */
  reset(): void {
    this.#bytesLeft = 0;
  }

  #stuck(topic: PartitionedTopic): boolean {
    this.#untilLook = LOOK_EVERY;
    const since = topic.waitingSince(this.#partition);
    return since !== Infinity && this.#isLate(since, this.#init.clock.now());
  }

  #isLate(since: number, now: number): boolean {
    return since + this.#init.availabilityTimeoutMs < now;
  }

  #choose(topic: PartitionedTopic): number {
    const near = this.#init.rackAware ? this.#chooseOf(topic.inRack, topic) : -1;
    if (near >= 0) return near;
    const chosen = this.#chooseOf(topic.available, topic);
    return chosen >= 0 ? chosen : pickOther(this.#init.random, topic.available, this.#partition);
  }

  /** One of `available` that is not late; -1: there is none. */
  #chooseOf(available: readonly number[], topic: PartitionedTopic): number {
    const { random, adaptive } = this.#init;
    const count = this.#gather(available, topic);
    if (count === 0) return -1;
    const chosen = adaptive ? pickBySize(this.#sizes, count, this.#draw) : -1;
    if (chosen >= 0) return this.#candidates[chosen] as number;
    if (count < available.length) return this.#candidates[random.int(count)] as number;
    return pickOther(random, available, this.#partition);
  }

  /** Notes those of `available` that are not late, and their queues; returns how many. */
  #gather(available: readonly number[], topic: PartitionedTopic): number {
    const { clock, bytes } = this.#init;
    const now = clock.now();
    let count = 0;
    for (let i = 0; i < available.length; i++) {
      const partition = available[i] as number;
      if (this.#isLate(topic.waitingSince(partition), now)) continue;
      this.#candidates[count] = partition;
      // A turn is what a healthy queue holds just after its turn: that is 1, whatever the last record added.
      this.#sizes[count++] = Math.min(Math.round(topic.queueBytes(partition) / bytes), MOST_TURNS);
    }
    return count;
  }
}
