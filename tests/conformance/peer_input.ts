// Lines and checked bytes out of a stream: both sides of the transport conformance suite read by it.
import type { ByteStream } from "../../transports/transport.ts";

const decoder = new TextDecoder();

// The pattern repeats after 2048 bytes: making it by blocks keeps big transfers quick.
const PERIOD = 2_048;
const PERIODS = new Uint8Array(64 * PERIOD).map((_, i) => (i * 31 >> 3) & 255);

/** Bytes `from` to `from + length - 1` of the pattern that the suite sends. */
export function pattern(from: number, length: number): Uint8Array {
  const out = new Uint8Array(length);
  for (let at = 0; at < length;) {
    const start = (from + at) % PERIOD;
    const part = PERIODS.subarray(start, Math.min(PERIODS.length, start + length - at));
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Lines and bytes out of a stream. */
export class Input {
  readonly #stream: ByteStream;
  #rest: Uint8Array = new Uint8Array(0);

  /** Reads from `stream`. */
  constructor(stream: ByteStream) {
    this.#stream = stream;
  }

  /** The next line, without its end; null when the stream ends first. */
  async line(): Promise<string | null> {
    for (;;) {
      const at = this.#rest.indexOf(10);
      if (at >= 0) {
        const line = decoder.decode(this.#rest.subarray(0, at));
        this.#rest = this.#rest.subarray(at + 1);
        return line;
      }
      const chunk = await this.#stream.read();
      if (chunk === null) return null;
      const joined = new Uint8Array(this.#rest.length + chunk.length);
      joined.set(this.#rest);
      joined.set(chunk, this.#rest.length);
      this.#rest = joined;
    }
  }

  /** The next chunk, at most `most` bytes; null at the end. */
  async chunk(most: number): Promise<Uint8Array | null> {
    const chunk = this.#rest.length > 0 ? this.#rest : await this.#stream.read();
    if (chunk === null) return null;
    this.#rest = chunk.subarray(most);
    return chunk.subarray(0, most);
  }

  /** Hands the next `total` bytes to `fn`, chunk by chunk. */
  async each(total: number, fn: (chunk: Uint8Array, at: number) => void | Promise<void>): Promise<number> {
    let at = 0;
    while (at < total) {
      const chunk = await this.chunk(total - at);
      if (chunk === null) break;
      await fn(chunk, at);
      at += chunk.length;
    }
    return at;
  }

  /** Reads `total` bytes of the pattern, which stands at byte `from`: how many came, and how many were wrong. */
  async check(total: number, from: number = 0): Promise<string> {
    let wrong = 0;
    const got = await this.each(total, (chunk, at) => {
      wrong += wrongBytes(chunk, from + at);
    });
    return `${got} ${wrong}`;
  }

  /** Reads the pattern to the end. */
  async checkAll(): Promise<{ readonly total: number; readonly wrong: number }> {
    const [total = 0, wrong = 0] = (await this.check(Infinity)).split(" ").map(Number);
    return { total, wrong };
  }
}

/** How many bytes of `chunk` differ from the pattern at byte `at`. */
export function wrongBytes(chunk: Uint8Array, at: number): number {
  let wrong = 0;
  const start = at % PERIOD;
  for (let i = 0; i < chunk.length; i++) if (chunk[i] !== PERIODS[(start + i) % PERIOD]) wrong++;
  return wrong;
}
