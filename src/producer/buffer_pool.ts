// Buffers of batches that are settled, to be filled again: a new one costs its zeroing and its growth. Owned by
// producer.ts; must not know what is in them.

/** Buffers of less than this are kept apart, so that a batch of one record does not take a large one. */
const LARGE_BYTES = 16 * 1024;
/** So many small ones are kept. */
const SMALL_BUFFERS = 64;

/** Keeps a few buffers. */
export class BufferPool {
  readonly #maxBytes: number;
  readonly #large: Uint8Array[] = [];
  readonly #small: Uint8Array[] = [];
  #bytes = 0;

  /** Keeps at most `maxBytes` in large buffers. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** A buffer to fill with about `bytes`, if there is one. */
  take(bytes: number): Uint8Array | undefined {
    if (bytes < LARGE_BYTES / 2) return this.#small.pop();
    const buffer = this.#large.pop();
    if (buffer !== undefined) this.#bytes -= buffer.length;
    return buffer;
  }

  /** Takes a buffer that nobody reads any more. */
  give(buffer: Uint8Array): void {
    if (buffer.length < LARGE_BYTES) {
      if (this.#small.length < SMALL_BUFFERS) this.#small.push(buffer);
      return;
    }
    if (this.#bytes + buffer.length > this.#maxBytes) return;
    this.#bytes += buffer.length;
    this.#large.push(buffer);
  }
}
