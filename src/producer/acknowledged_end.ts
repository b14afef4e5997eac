// Where the acknowledged records of one partition end, and what that tells of a log that was cut: an unclean election,
// or `acks: 1` and a leader that fell, may lose them, and the next batch is then written in their place. Owned by
// partition_queue.ts; must not know leaders or sequences.
import type { Batch } from "./batch.ts";

/** What a broker says of a batch that it has written. */
export interface Acknowledgement {
  /** Offset of its first record; -1 = the broker did not tell. */
  readonly baseOffset: number;
  /** Time of the log, Unix ms; -1 = the time of each record counts. */
  readonly appendTime: number;
  /** Id of the topic by which it was sent: one of that name that was created anew begins at 0. */
  readonly topicId: string;
}

/** The end of what was acknowledged. */
export class AcknowledgedEnd {
  #lastOffset = -1;
  #ordinal = -1;
  #topicId = "";

  /** Offset of the last record known to be written; -1 = none yet. */
  get lastOffset(): number {
    return this.#lastOffset;
  }

  /**
   * Takes a batch in; returns the first offset that was acknowledged before and is now another's, -1 = none. A batch
   * that was sent before the last one may have the offset of an earlier attempt: it says nothing.
   */
  take({ ordinal, count }: Batch, { baseOffset, topicId }: Acknowledgement): number {
    if (baseOffset < 0 || ordinal < this.#ordinal) return -1;
    const cut = topicId === this.#topicId && baseOffset <= this.#lastOffset;
    this.#lastOffset = baseOffset + count - 1;
    this.#ordinal = ordinal;
    this.#topicId = topicId;
    return cut ? baseOffset : -1;
  }

  /** The loss of what was acknowledged is told: what comes next begins a new count. */
  forget(): void {
    this.#lastOffset = -1;
  }
}
