// Which leader epoch began at which offset of a log (LeaderEpochFileCache). Owned by log.ts; OffsetForLeaderEpoch and
// Fetch ask it. Must not know partitions.

/** Where an epoch ends; -1 and -1 when it is not known. */
export interface EpochEnd {
  /** The epoch itself, or the largest one below it. */
  readonly epoch: number;
  /** First offset that is not of that epoch. */
  readonly endOffset: number;
}

interface EpochStart {
  readonly epoch: number;
  startOffset: number;
}

/** The answer for an epoch that the log knows nothing of. */
export const UNDEFINED_EPOCH_END: EpochEnd = { epoch: -1, endOffset: -1 };

/** The epochs of one log, in order. */
export class EpochCache {
  #entries: EpochStart[] = [];

  /** Highest epoch; -1 when there is none. */
  get latest(): number {
    return this.#entries.at(-1)?.epoch ?? -1;
  }

  /** Notes that `epoch` begins at `startOffset`, unless it has begun already. */
  assign(epoch: number, startOffset: number): void {
    if (epoch <= this.latest) return;
    // An epoch in which nothing was written leaves no range: the newer one takes its place at the same offset.
    this.#entries = this.#entries.filter((entry) => entry.startOffset < startOffset);
    this.#entries.push({ epoch, startOffset });
  }

  /** Epoch of the record at `offset`; -1 when unknown. */
  at(offset: number): number {
    let found = -1;
    for (const entry of this.#entries) if (entry.startOffset <= offset) found = entry.epoch;
    return found;
  }

  /** Where `epoch` ends in a log that ends at `logEnd`: the rules of `LeaderEpochFileCache.endOffsetFor`. */
  endOf(epoch: number, logEnd: number): EpochEnd {
    if (epoch === -1) return UNDEFINED_EPOCH_END;
    if (epoch === this.latest) return { epoch, endOffset: logEnd };
    const higher = this.#entries.find((entry) => entry.epoch > epoch);
    if (higher === undefined) return UNDEFINED_EPOCH_END;
    const floor = this.#entries.findLast((entry) => entry.epoch <= epoch);
    return { epoch: floor?.epoch ?? epoch, endOffset: higher.startOffset };
  }

  /** Forgets epochs that begin at `offset` or beyond: the log is cut there. */
  truncateEnd(offset: number): void {
    if ((this.#entries.at(-1)?.startOffset ?? -1) < offset) return;
    this.#entries = this.#entries.filter((entry) => entry.startOffset < offset);
  }

  /** Forgets all. */
  clear(): void {
    this.#entries = [];
  }

  /** Forgets what lies below the start of the log. */
  truncateStart(logStart: number): void {
    const keep = this.#entries.filter((entry) => entry.startOffset > logStart);
    const current = this.#entries.findLast((entry) => entry.startOffset <= logStart);
    if (current !== undefined) keep.unshift({ epoch: current.epoch, startOffset: logStart });
    this.#entries = keep;
  }
}
