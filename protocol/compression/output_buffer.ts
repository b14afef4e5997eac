// The growing, bounded output of a decompressor, and the errors that all codecs share. Called by this folder alone.
import { ProtocolError } from "../../errors/protocol_error.ts";
import type { CodecName } from "../../transports/platform.ts";

/** An error about compressed bytes that make no sense. */
export function compressionError(codec: CodecName, problem: string, cause?: unknown): ProtocolError {
  return new ProtocolError(`Cannot decompress ${codec}: ${problem}`, { code: "INVALID_COMPRESSION", cause });
}

/** The error of output that would pass its limit. */
export function tooLargeError(codec: CodecName, limit: number): ProtocolError {
  return new ProtocolError(
    `Cannot decompress ${codec}: the output is larger than the limit of ${limit} bytes; raise the limit if that is expected`,
    { code: "DECOMPRESSED_TOO_LARGE" },
  );
}

/** Bytes that grow as they are written, never beyond the limit. */
export class OutputBuffer {
  /** The buffer; replaced by `reserve`. */
  bytes: Uint8Array;
  /** How much of it is written. */
  length = 0;
  readonly #codec: CodecName;
  readonly #limit: number;

  /** `expected`: a guess of the size, which an attacker may have chosen: it is bounded by the caller. */
  constructor(codec: CodecName, { limit, expected }: { readonly limit: number; readonly expected: number }) {
    this.#codec = codec;
    this.#limit = limit;
    this.bytes = new Uint8Array(Math.max(0, Math.min(limit, expected)));
  }

  /** Makes room for `count` more bytes; too many end in DECOMPRESSED_TOO_LARGE. */
  reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.bytes.length) return;
    if (needed > this.#limit) throw tooLargeError(this.#codec, this.#limit);
    const grown = new Uint8Array(Math.min(this.#limit, Math.max(needed, this.bytes.length * 2)));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  /** Room that can be had for the next write: at most `wanted`, less where the limit is near. */
  room(wanted: number): number {
    return Math.min(wanted, this.#limit - this.length);
  }

  /** Writes `chunk` behind what is there. */
  push(chunk: Uint8Array): void {
    this.reserve(chunk.length);
    this.bytes.set(chunk, this.length);
    this.length += chunk.length;
  }

  /** What was written; copied where it would pin a buffer of more than twice its size. */
  finish(): Uint8Array {
    return this.length * 2 < this.bytes.length ? this.bytes.slice(0, this.length) : this.bytes.subarray(0, this.length);
  }
}
