// The offsets that a group has committed, and those that open transactions hold back. Owned by a group; called by the
// handlers of offsets and of transactions. Offsets of a topic that was deleted are gone, also when it was made again.

/** What is committed for a partition. */
export interface OffsetToCommit {
  /** Offset of the next record to read. */
  readonly offset: bigint;
  /** Leader epoch of the record before it; -1 = not told. */
  readonly leaderEpoch: number;
  /** Text that the client keeps with it. */
  readonly metadata: string;
  /** Unix time of the commit in ms. */
  readonly now: number;
  /** Id of the topic at that time: another topic of that name does not see the offset. */
  readonly topicId: string;
}

/** A committed offset and its place. */
export interface CommittedOffset {
  /** Topic name. */
  readonly topic: string;
  /** Partition. */
  readonly partition: number;
  /** What was committed. */
  readonly value: OffsetToCommit;
}

interface Kept extends CommittedOffset {
  /** Order of the commits: an older one never replaces a newer one. */
  readonly sequence: number;
}

/** Offsets of one group. */
export class GroupOffsets {
  readonly #isLive: (topic: string, topicId: string) => boolean;
  readonly #committed = new Map<string, Kept>();
  readonly #pending = new Map<bigint, Map<string, Kept>>();
  #sequence = 0;

  /** No offsets; `isLive` says whether the topic of that name still has that id. */
  constructor(isLive: (topic: string, topicId: string) => boolean) {
    this.#isLive = isLive;
  }

  /** Whether nothing is committed or held back. */
  get empty(): boolean {
    return this.all().length === 0 && this.#pending.size === 0;
  }

  /** Commits an offset. */
  commit(topic: string, partition: number, value: OffsetToCommit): void {
    this.#committed.set(keyOf(topic, partition), { topic, partition, value, sequence: this.#sequence++ });
  }

  /** The committed offset. */
  fetch(topic: string, partition: number): OffsetToCommit | undefined {
    const kept = this.#committed.get(keyOf(topic, partition));
    return kept !== undefined && this.#live(kept) ? kept.value : undefined;
  }

  /** All committed offsets in the order of their first commits. */
  all(): CommittedOffset[] {
    return [...this.#committed.values()].filter((kept) => this.#live(kept));
  }

  /** Forgets an offset, also what transactions hold back for it. True when there was one. */
  remove(topic: string, partition: number): boolean {
    const key = keyOf(topic, partition);
    for (const [producerId, offsets] of this.#pending) {
      offsets.delete(key);
      if (offsets.size === 0) this.#pending.delete(producerId);
    }
    return this.#committed.delete(key);
  }

  /** Holds an offset back until the transaction of the producer ends. */
  commitInTransaction(producerId: bigint, topic: string, partition: number, value: OffsetToCommit): void {
    const offsets = this.#pending.get(producerId) ?? new Map<string, Kept>();
    this.#pending.set(producerId, offsets);
    offsets.set(keyOf(topic, partition), { topic, partition, value, sequence: this.#sequence++ });
  }

  /** Commits what the producer's transaction holds back, or forgets it. */
  endTransaction(producerId: bigint, committed: boolean): void {
    const offsets = this.#pending.get(producerId);
    this.#pending.delete(producerId);
    if (offsets === undefined || !committed) return;
    for (const [key, kept] of offsets) {
      const existing = this.#committed.get(key);
      if (existing === undefined || existing.sequence < kept.sequence) this.#committed.set(key, kept);
    }
  }

  /** Whether a transaction holds back an offset of the partition. */
  isPending(topic: string, partition: number): boolean {
    const key = keyOf(topic, partition);
    for (const offsets of this.#pending.values()) {
      const kept = offsets.get(key);
      if (kept !== undefined && this.#live(kept)) return true;
    }
    return false;
  }

  #live({ topic, value }: Kept): boolean {
    return this.#isLive(topic, value.topicId);
  }
}

function keyOf(topic: string, partition: number): string {
  return `${partition} ${topic}`;
}
