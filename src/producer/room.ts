// How many bytes and records a producer holds, against its limits. Owned by intake.ts; the queues take from it for each
// record, so it does nothing but count. Must not know batches.

/** The limits. */
export interface RoomLimits {
  /** Most bytes. */
  readonly maxBytes: number;
  /** Most records, or Infinity. */
  readonly maxRecords: number;
}

/** Counts bytes and records. A record larger than the whole limit is let in alone. */
export class Room {
  readonly #maxBytes: number;
  readonly #maxRecords: number;
  #bytes = 0;
  #records = 0;

  /** All empty. */
  constructor({ maxBytes, maxRecords }: RoomLimits) {
    this.#maxBytes = maxBytes;
    this.#maxRecords = maxRecords;
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Records held. */
  get records(): number {
    return this.#records;
  }

  /** Whether neither limit is reached. */
  get free(): boolean {
    return this.#bytes < this.#maxBytes && this.#records < this.#maxRecords;
  }

  /** Whether one more record of `bytes` fits. */
  fits(bytes: number): boolean {
    return (this.#bytes + bytes <= this.#maxBytes || this.#bytes === 0) && this.#records < this.#maxRecords;
  }

  /** Takes one record of `bytes`, whether it fits or not. */
  take(bytes: number): void {
    this.#bytes += bytes;
    this.#records++;
  }

  /** Gives back `records` that took `bytes`. */
  release(bytes: number, records: number): void {
    this.#bytes -= bytes;
    this.#records -= records;
  }
}
