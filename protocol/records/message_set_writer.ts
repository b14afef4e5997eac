// Writes message sets of formats 0 and 1 for brokers before 0.11. Called by producers once a broker's version asks for
// it, in the place of a BatchWriter. Not hot.
import { RecordError } from "../../errors/record_error.ts";
import type { Codec } from "../../transports/platform.ts";
import { crc32 } from "../wire/crc32.ts";
import { CODEC_IDS, type RecordContent, type RecordHeaders, type RecordToWrite } from "./batch_writer.ts";
import { putInt32, putInt64 } from "./big_endian.ts";
import { MESSAGE_LOG_APPEND_TIME } from "./message_set.ts";

/** Options of {@linkcode MessageSetWriter}. */
export interface MessageSetWriterOptions {
  /** Message format. */
  readonly magic: 0 | 1;
  /** Most bytes of the set before compression; one message is always taken. */
  readonly maxBytes: number;
  /** Offset of the first message; 0 in a produce request. @default 0 */
  readonly baseOffset?: number;
}

/** How {@linkcode MessageSetWriter.seal} closes a set. */
export interface MessageSetSealOptions {
  /** Compresses the set into one wrapper message; lz4 in format 0 must be `lz4Legacy`. Absent: not compressed. */
  readonly codec?: Codec;
  /** Level of the codec; absent: its own default. */
  readonly level?: number;
  /** Whose clock the timestamps are of; brokers only. @default "create" */
  readonly timestampType?: "create" | "append";
}

const textEncoder = new TextEncoder();

/** One message set being filled: `append` until it says no, then `seal`. */
export class MessageSetWriter {
  readonly #magic: 0 | 1;
  readonly #maxBytes: number;
  #buffer: Uint8Array = new Uint8Array(1024);
  #end = 0;
  #count = 0;
  #nextOffset: number;
  #maxTimestamp = -1;

  /** Makes an empty set. */
  constructor(options: MessageSetWriterOptions) {
    this.#magic = options.magic;
    this.#maxBytes = options.maxBytes;
    this.#nextOffset = options.baseOffset ?? 0;
  }

  /** Messages written so far. */
  get recordCount(): number {
    return this.#count;
  }

  /** Bytes of the set as it would be sent uncompressed. */
  get sizeInBytes(): number {
    return this.#end;
  }

  /** Largest timestamp of the messages; -1 when there is none. */
  get maxTimestamp(): number {
    return this.#maxTimestamp;
  }

  /** Leaves a gap of `offsets` offsets before the next message. */
  skipOffsets(offsets: number): void {
    this.#nextOffset += offsets;
  }

  /**
   * Writes a message behind the others; its bytes are copied. False, and nothing written, when it does not fit (one
   * fits always). Format 0 has no timestamps; both have no headers: a record with some ends in a `RecordError`.
   */
  append(record: RecordToWrite, timestamp: number, headers: RecordHeaders | null = null): boolean {
    if (headers !== null && headers.length > 0) {
      throw new RecordError("Cannot send the record: brokers before 0.11 know no headers, and it has some", {
        code: "INVALID_RECORD",
        field: "headers",
        delivery: "none",
      });
    }
    const message = this.#message({
      key: bytesOf(record.key),
      value: bytesOf(record.value),
      attributes: 0,
      offset: this.#nextOffset,
      timestamp,
    });
    if (this.#count > 0 && this.#end + message.length > this.#maxBytes) return false;
    this.#push(message);
    this.#count++;
    this.#nextOffset++;
    if (this.#magic === 1 && timestamp > this.#maxTimestamp) this.#maxTimestamp = timestamp;
    return true;
  }

  /** The bytes of the set. May be called again. */
  seal(options: MessageSetSealOptions = {}): Uint8Array {
    const set = this.#buffer.subarray(0, this.#end);
    if (options.codec === undefined || this.#count === 0) return set;
    const append = this.#magic === 1 && options.timestampType === "append";
    return this.#message({
      key: null,
      value: options.codec.compress(set, options.level),
      attributes: CODEC_IDS[options.codec.name] | (append ? MESSAGE_LOG_APPEND_TIME : 0),
      offset: this.#nextOffset - 1,
      timestamp: this.#maxTimestamp,
    });
  }

  #message(m: {
    readonly key: Uint8Array | null;
    readonly value: Uint8Array | null;
    readonly attributes: number;
    readonly offset: number;
    readonly timestamp: number;
  }): Uint8Array {
    const front = this.#magic === 0 ? 18 : 26;
    const message = new Uint8Array(front + 8 + (m.key?.length ?? 0) + (m.value?.length ?? 0));
    putInt64(message, 0, m.offset);
    putInt32(message, 8, message.length - 12);
    message[16] = this.#magic;
    message[17] = m.attributes;
    if (this.#magic === 1) putInt64(message, 18, m.timestamp);
    const value = putContent(message, front, m.key);
    putContent(message, value, m.value);
    putInt32(message, 12, crc32(message, 16, message.length));
    return message;
  }

  #push(message: Uint8Array): void {
    const end = this.#end + message.length;
    if (end > this.#buffer.length) {
      const grown = new Uint8Array(Math.max(end, this.#buffer.length * 2));
      grown.set(this.#buffer.subarray(0, this.#end));
      this.#buffer = grown;
    }
    this.#buffer.set(message, this.#end);
    this.#end = end;
  }
}

function bytesOf(content: RecordContent | undefined): Uint8Array | null {
  return typeof content === "string" ? textEncoder.encode(content) : content ?? null;
}

/** Writes length and bytes at `at`; returns the place behind them. */
function putContent(message: Uint8Array, at: number, content: Uint8Array | null): number {
  putInt32(message, at, content === null ? -1 : content.length);
  if (content === null) return at + 4;
  message.set(content, at + 4);
  return at + 4 + content.length;
}
