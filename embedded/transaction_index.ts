// The aborted transactions of one log (TransactionIndex): what a reader with read_committed must leave out. Owned by
// log.ts. Must not know producers or requests.
import { indexByLastOffset } from "./offset_search.ts";

/** A transaction that was aborted. */
export interface AbortedTransaction {
  /** Its producer. */
  readonly producerId: bigint;
  /** Offset of its first record. */
  readonly firstOffset: number;
  /** Offset of its abort marker. */
  readonly lastOffset: number;
}

/** The aborted transactions, in the order of their markers. */
export class TransactionIndex {
  #aborted: AbortedTransaction[] = [];
  /** The lowest first offset of each one and all that follow it: none of them begins below. */
  #lowest: number[] = [];

  /** Notes one whose marker was appended. */
  add(transaction: AbortedTransaction): void {
    const { firstOffset } = transaction;
    this.#aborted.push(transaction);
    for (let at = this.#lowest.length - 1; at >= 0 && this.#lowest[at] > firstOffset; at--) {
      this.#lowest[at] = firstOffset;
    }
    this.#lowest.push(firstOffset);
  }

  /** Those that have a record or their marker at `from` or beyond, and begin below `before`. */
  between(from: number, before: number): AbortedTransaction[] {
    const found: AbortedTransaction[] = [];
    for (let at = this.#indexOf(from); at < this.#aborted.length && this.#lowest[at] < before; at++) {
      if (this.#aborted[at].firstOffset < before) found.push(this.#aborted[at]);
    }
    return found;
  }

  /** Forgets those whose marker is at `offset` or beyond. */
  truncateTo(offset: number): void {
    this.#keep(0, this.#indexOf(offset));
  }

  /** Forgets those that end below `offset`. */
  deleteBefore(offset: number): void {
    this.#keep(this.#indexOf(offset), this.#aborted.length);
  }

  /** After a cut the lowest offsets may be lower than they need be, which costs time alone. */
  #keep(from: number, to: number): void {
    this.#aborted = this.#aborted.slice(from, to);
    this.#lowest = this.#lowest.slice(from, to);
  }

  /** Index of the first one whose marker is at `offset` or beyond; how many there are when there is none. */
  #indexOf(offset: number): number {
    return indexByLastOffset(this.#aborted, offset);
  }
}
