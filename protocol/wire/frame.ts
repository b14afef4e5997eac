// Cuts a stream of bytes into frames (int32 size, then as many bytes). Called by whoever reads a connection. A size is
// checked before anything is allocated for it. Must not know what is in a frame.
import { ProtocolError } from "../../errors/protocol_error.ts";

/**
 * Bytes set aside for a frame before they have come; a longer frame grows as its bytes arrive. Growing copies what is
 * there, so that a peer which has sent long frames before is trusted with twice the longest of them.
 */
const FIRST_ALLOCATION = 4 * 1024 * 1024;

/** Collects chunks and hands out whole frames, without their size. */
export class FrameCutter {
  /** The size that made no sense and what came after it, to tell what the peer speaks; null until then. */
  badBytes: Uint8Array | null = null;
  /** Longest frame that is taken, of those whose size has not come yet. */
  maxBytes: number;
  readonly #minBytes: number;
  readonly #head = new Uint8Array(4);
  #headFilled = 0;
  #size = 0;
  #body: Uint8Array | null = null;
  #filled = 0;
  #longest = 0;

  /** `maxBytes`: longest frame taken; `minBytes`: shortest. */
  constructor(maxBytes: number, minBytes: number = 0) {
    this.maxBytes = maxBytes;
    this.#minBytes = minBytes;
  }

  /** True when a frame has begun and has not ended. */
  get partial(): boolean {
    return this.#headFilled > 0 || this.#body !== null;
  }

  /**
   * Takes a chunk and hands out each frame that it completes. Take all of them before the next chunk. A frame that
   * lies whole in the chunk and fills at least half of its buffer is a view; every other one has a buffer of its own.
   */
  *push(chunk: Uint8Array): Generator<Uint8Array, void, undefined> {
    let at = 0;
    while (at < chunk.length) {
      if (this.#body === null) {
        while (this.#headFilled < 4 && at < chunk.length) this.#head[this.#headFilled++] = chunk[at++];
        if (this.#headFilled < 4) return;
        this.#startFrame(chunk, at);
        if (chunk.length - at >= this.#size) {
          this.#headFilled = 0;
          const frame = cut(chunk, at, this.#size);
          at += this.#size;
          yield frame;
          continue;
        }
        this.#headFilled = 0;
        this.#filled = 0;
        this.#body = new Uint8Array(Math.min(this.#size, Math.max(FIRST_ALLOCATION, this.#longest * 2)));
      }
      at = this.#fill(chunk, at);
      if (this.#filled < this.#size) return;
      const frame = this.#body;
      this.#body = null;
      if (this.#size > this.#longest) this.#longest = this.#size;
      yield frame;
    }
  }

  #startFrame(chunk: Uint8Array, at: number): void {
    const head = this.#head;
    const size = head[0] << 24 | head[1] << 16 | head[2] << 8 | head[3];
    if (size >= this.#minBytes && size <= this.maxBytes) {
      this.#size = size;
      return;
    }
    this.badBytes = new Uint8Array(4 + chunk.length - at);
    this.badBytes.set(head);
    this.badBytes.set(chunk.subarray(at), 4);
    const limit = size > this.maxBytes ? `at most ${this.maxBytes}` : `at least ${this.#minBytes}`;
    throw new ProtocolError(`A frame of ${size} bytes was announced: ${limit} are taken`, { code: "FRAME_TOO_LARGE" });
  }

  #fill(chunk: Uint8Array, from: number): number {
    const take = Math.min(this.#size - this.#filled, chunk.length - from);
    let body = this.#body as Uint8Array;
    if (this.#filled + take > body.length) {
      const larger = new Uint8Array(Math.min(this.#size, Math.max(body.length * 2, this.#filled + take)));
      larger.set(body.subarray(0, this.#filled));
      body = this.#body = larger;
    }
    body.set(chunk.subarray(from, from + take), this.#filled);
    this.#filled += take;
    return from + take;
  }
}

function cut(chunk: Uint8Array, at: number, size: number): Uint8Array {
  return size * 2 >= chunk.buffer.byteLength ? chunk.subarray(at, at + size) : chunk.slice(at, at + size);
}
