// A topic whose queues are numbers that a test sets, and a few helpers around it.
import type { PartitionedTopic, TopicPartitioner } from "../../../../src/producer/partitioner.ts";

/** What a partition holds. */
export interface FakeQueue {
  records: number;
  bytes: number;
  since: number;
  batch: object | null;
}

/** A topic without records. */
export class FakeTopic implements PartitionedTopic {
  readonly topic = "t";
  readonly queues: FakeQueue[] = [];
  available: number[] = [];
  inRack: number[] = [];

  constructor(partitions: number) {
    this.grow(partitions);
  }

  get partitionCount(): number {
    return this.queues.length;
  }

  /** More partitions, all of them with a leader. */
  grow(partitions: number): void {
    while (this.queues.length < partitions) this.queues.push({ records: 0, bytes: 0, since: Infinity, batch: null });
    this.available = this.queues.map((_, partition) => partition);
  }

  queue(partition: number): FakeQueue {
    const queue = this.queues[partition];
    if (queue === undefined) throw new Error(`no partition ${partition}`);
    return queue;
  }

  queueSize(partition: number): number {
    return this.queue(partition).records;
  }

  queueBytes(partition: number): number {
    return this.queue(partition).bytes;
  }

  openBatch(partition: number, _bytes: number): object | null {
    return this.queue(partition).batch;
  }

  waitingSince(partition: number): number {
    return this.queue(partition).since;
  }
}

/** The choices for so many records of `bytes` without a key; each choice is told to `take`. */
export function choices(
  partitioner: TopicPartitioner,
  topic: FakeTopic,
  { count, bytes = 100, take }: { readonly count: number; readonly bytes?: number; take?: (partition: number) => void },
): number[] {
  const value = new Uint8Array(bytes - 36);
  const chosen: number[] = [];
  for (let i = 0; i < count; i++) {
    const partition = partitioner.partitionOf({ topic: "t", value }, topic);
    chosen.push(partition);
    take?.(partition);
  }
  return chosen;
}

/** How often each partition was chosen. */
export function tally(chosen: readonly number[], partitions: number): number[] {
  const counts = new Array<number>(partitions).fill(0);
  for (const partition of chosen) counts[partition] = (counts[partition] ?? 0) + 1;
  return counts;
}
