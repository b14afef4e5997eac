// The leader epochs of what was fetched of one partition, by which a leader sees that its log is another one by now
// (KIP-320), and where it parts from what was fetched. Owned by cursor.ts; pure.
import type { RecordBatch } from "../../protocol/records/batch_reader.ts";

/** Older epochs are forgotten: whoever has to go back further goes back to the first one known. */
const KEPT = 32;

/** An epoch and the first offset that was fetched of it. */
interface EpochStart {
  readonly epoch: number;
  readonly start: number;
}

/** Where an epoch ends in the log of a leader. */
export interface EpochEnd {
  /** The epoch. */
  readonly epoch: number;
  /** The offset behind its last record. */
  readonly endOffset: number;
}

/** Epochs of one partition, since its position was set. */
export class FetchedEpochs {
  #topicId = "";
  #starts: EpochStart[] = [];

  /** Epoch of the batch just below the place to fetch next; -1 = unknown, or of another topic of that name. */
  lastOf(topicId: string): number {
    return this.#topicId === topicId ? this.#starts.at(-1)?.epoch ?? -1 : -1;
  }

  /** Batches were fetched from `from` on; those of old formats know no epoch. */
  note(batches: readonly RecordBatch[], { from, topicId }: { readonly from: number; readonly topicId: string }): void {
    if (topicId !== this.#topicId) this.clear();
    this.#topicId = topicId;
    const last = batches.at(-1);
    // Epochs never fall within a log: mostly the last batch tells that there is nothing new.
    if (last === undefined || last.lastOffset < from || last.partitionLeaderEpoch === this.lastOf(topicId)) return;
    for (const { partitionLeaderEpoch: epoch, baseOffset } of batches) {
      if (epoch < 0) this.#starts = [];
      else if (epoch !== this.#starts.at(-1)?.epoch) this.#starts.push({ epoch, start: Math.max(baseOffset, from) });
    }
    if (this.#starts.length > KEPT) this.#starts.splice(0, this.#starts.length - KEPT);
  }

  /** Where the log of a leader parts from what was fetched: it ends `epoch`, its largest up to ours, at `endOffset`. */
  partingFrom({ epoch, endOffset }: EpochEnd): number {
    const other = this.#starts.find((one) => one.epoch > epoch);
    return Math.min(endOffset, other?.start ?? endOffset);
  }

  /** What is fetched next begins at `offset`. */
  cutAt(offset: number): void {
    this.#starts = this.#starts.filter(({ start }) => start < offset);
  }

  /** Nothing is known. */
  clear(): void {
    this.#starts = [];
  }
}
