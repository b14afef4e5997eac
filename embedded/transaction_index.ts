// The aborted transactions of one log (TransactionIndex): what a reader with read_committed must leave out. Owned by
// log.ts. Must not know producers or requests.

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

  /** How many there are. */
  get size(): number {
    return this.#aborted.length;
  }

  /** Notes one whose marker was appended. */
  add(transaction: AbortedTransaction): void {
    this.#aborted.push(transaction);
  }

  /** Those that have a record or their marker at `from` or beyond, and begin below `before`. */
  between(from: number, before: number): AbortedTransaction[] {
    if (this.#aborted.length === 0) return [];
    return this.#aborted.filter(({ firstOffset, lastOffset }) => lastOffset >= from && firstOffset < before);
  }

  /** Forgets those whose marker is at `offset` or beyond. */
  truncateTo(offset: number): void {
    this.#aborted = this.#aborted.filter(({ lastOffset }) => lastOffset < offset);
  }

  /** Forgets those that end below `offset`. */
  deleteBefore(offset: number): void {
    this.#aborted = this.#aborted.filter(({ lastOffset }) => lastOffset >= offset);
  }
}
