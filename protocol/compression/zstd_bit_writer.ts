// Writes bits, lowest first, into bytes that a zstd reader reads from the back. Called by the zstd encoder.

/** Bits on their way into a buffer, which must be large enough. */
export class BitWriter {
  readonly #bytes: Uint8Array;
  #at: number;
  #held = 0;
  #count = 0;

  /** Writes from `at` on. */
  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** Adds the lowest `count` bits of `value`; at most 16. */
  add(value: number, count: number): void {
    this.#held |= (value & ((1 << count) - 1)) << this.#count;
    this.#count += count;
    while (this.#count >= 8) {
      this.#bytes[this.#at++] = this.#held;
      this.#held >>>= 8;
      this.#count -= 8;
    }
  }

  /** Adds the end mark and returns the place behind the last byte. */
  finish(): number {
    this.add(1, 1);
    if (this.#count > 0) this.#bytes[this.#at++] = this.#held;
    return this.#at;
  }
}
