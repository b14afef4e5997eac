// Where the acknowledged records of one partition end, and what that tells of a log that was cut: an unclean election,
// or `acks: 1` and a leader that fell, may lose them, and the next batch is then written in their place. Owned by
// partition_queue.ts; must not know leaders or sequences.
import type { DataLossError } from "../../errors/data_loss_error.ts";
import type { SequenceAnswer } from "./attempt.ts";
import type { Batch } from "./batch.ts";
import { logCut } from "./queue_errors.ts";

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

  /**
   * Takes a batch in. One that stands where acknowledged records stood shows that they are lost, whatever its sequence.
   * A batch that was sent before the last one may have the offset of an earlier attempt: it says nothing.
   */
  take(batch: Batch, { baseOffset, topicId }: Acknowledgement): DataLossError | null {
    if (baseOffset < 0 || batch.ordinal < this.#ordinal) return null;
    const lastOffset = this.#lastOffset;
    const cut = topicId === this.#topicId && baseOffset <= lastOffset ? baseOffset : -1;
    this.#lastOffset = baseOffset + batch.count - 1;
    this.#ordinal = batch.ordinal;
    this.#topicId = topicId;
    if (cut < 0) return null;
    const what = `acknowledged records at offsets ${cut} to ${lastOffset} are lost, others stand there`;
    return logCut(batch, what, { code: "LOG_TRUNCATED" });
  }

  /** Whether acknowledged records are lost when the broker does not know the sequence of `batch`. */
  sequenceLost(batch: Batch, { error, logStart, fenced }: SequenceAnswer): DataLossError | null {
    // Retention may delete what was acknowledged, and the memory of the producer with it: nothing is lost then.
    const deleted = this.#lastOffset >= 0 && logStart > this.#lastOffset;
    if (fenced || deleted || batch.sequence <= 0) return null;
    this.#lastOffset = -1;
    return logCut(batch, "it lacks records that were acknowledged", { code: "PRODUCER_STATE_LOST", cause: error });
  }
}
