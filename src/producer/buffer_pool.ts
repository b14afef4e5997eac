// Buffers of batches that are settled, to be filled again: a new one costs its zeroing and its growth. Owned by
// producer.ts; must not know what is in them.

/** Smaller ones are not worth keeping. */
const LEAST_BYTES = 16 * 1024;

/** Keeps a few large buffers. */
export class BufferPool {
  readonly #maxBytes: number;
  readonly #buffers: Uint8Array[] = [];
  #bytes = 0;

  /** Keeps at most `maxBytes`. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** A buffer to fill, if there is one. */
  take(): Uint8Array | undefined {
    const buffer = this.#buffers.pop();
    if (buffer !== undefined) this.#bytes -= buffer.length;
    return buffer;
  }

  /** Takes a buffer that nobody reads any more. */
  give(buffer: Uint8Array): void {
    if (buffer.length < LEAST_BYTES || this.#bytes + buffer.length > this.#maxBytes) return;
    this.#bytes += buffer.length;
    this.#buffers.push(buffer);
  }
}
