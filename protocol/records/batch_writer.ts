// Writes the records of one batch (format 2) once, straight into the buffer that is sent: 61 bytes are kept free in
// front for the header. Called by producers and by the embedded broker. Hot; benchmark: bench/micro.ts. Must not
// know topics or requests.
import type { Codec, CodecName } from "../../transports/platform.ts";
import { BATCH_BITS, BATCH_HEADER_BYTES, type BatchCrc, type BatchProducer, writeBatchHeader } from "./batch_header.ts";
import { putVarint, putVarlong, varintSize } from "./varint.ts";

/** Key, value or header value: text is written as UTF-8, null is kept apart from empty. */
export type RecordContent = string | Uint8Array | null;

/** Headers in order; names may repeat. */
export type RecordHeaders = readonly (readonly [name: string, value: RecordContent])[];

/** A record to write. */
export interface RecordToWrite {
  /** Key; absent: null. */
  readonly key?: RecordContent;
  /** Value; absent: null. */
  readonly value?: RecordContent;
}

/** Options of {@linkcode BatchWriter}. */
export interface BatchWriterOptions {
  /** Most bytes of the batch before compression, its header included; one record is always taken. */
  readonly maxBytes: number;
  /** Bytes of the first buffer; it grows as records come. @default 1024 */
  readonly initialBytes?: number;
  /** A buffer to begin with instead of a new one, from a pool: a fresh one costs as much as writing the records. */
  readonly buffer?: Uint8Array;
  /** Marks the batch as one of a compacted log whose tombstones go at this time (Unix ms); brokers only. */
  readonly deleteHorizonMs?: number;
}

/** How {@linkcode BatchWriter.seal} closes a batch. */
export interface SealOptions extends Partial<BatchProducer> {
  /** CRC-32C. */
  readonly crc: BatchCrc;
  /** Compresses the records; absent: not compressed. */
  readonly codec?: Codec;
  /** Level of the codec; absent: its own default. */
  readonly level?: number;
  /** Leaves the records as they are when compressed they are not smaller. @default false */
  readonly onlyIfSmaller?: boolean;
  /** Part of a transaction. @default false */
  readonly transactional?: boolean;
  /** A control batch. @default false */
  readonly control?: boolean;
  /** Whose clock the timestamps are of; brokers only. @default "create" */
  readonly timestampType?: "create" | "append";
  /** Leader epoch; brokers only. @default -1 */
  readonly partitionLeaderEpoch?: number;
  /** Offset of the first record; brokers only. @default 0 */
  readonly baseOffset?: number;
}

/** Kafka's numbers of the codecs. */
export const CODEC_IDS: Readonly<Record<CodecName | "none", number>> = { none: 0, gzip: 1, snappy: 2, lz4: 3, zstd: 4 };

/** Largest size of the frame of one record beside key, value and headers: length, attributes, deltas and counts. */
const FRAME_BYTES = 36;
/** Largest size of the two lengths of one header. */
const HEADER_FRAME_BYTES = 10;
/** Up to here bytes are copied by a loop: a call of `set` costs more. */
const LOOP_BYTES = 16;
/** Up to here ASCII text is written by a loop: a call of `encodeInto` costs more. */
const LOOP_CHARACTERS = 24;

const textEncoder = new TextEncoder();

/** An upper bound of the bytes that a record takes in a batch. */
export function recordSizeBound(record: RecordToWrite, headers: RecordHeaders | null = null): number {
  let size = FRAME_BYTES + contentBound(record.key) + contentBound(record.value);
  if (headers !== null) {
    for (const [name, value] of headers) size += HEADER_FRAME_BYTES + name.length * 3 + contentBound(value);
  }
  return size;
}

function contentBound(content: RecordContent | undefined): number {
  if (content === null || content === undefined) return 0;
  return typeof content === "string" ? content.length * 3 : content.length;
}

/** One batch being filled: `append` until it says no, then `seal`; `renumberBatch` when a retry has other numbers. */
export class BatchWriter {
  readonly #maxBytes: number;
  readonly #deleteHorizonMs: number | undefined;
  #buffer: Uint8Array;
  #end = BATCH_HEADER_BYTES;
  #count = 0;
  #nextOffsetDelta = 0;
  #baseTimestamp = -1;
  #maxTimestamp = -1;
  #sealed = false;

  /** Makes an empty batch. */
  constructor(options: BatchWriterOptions) {
    this.#maxBytes = options.maxBytes;
    this.#buffer = options.buffer ?? new Uint8Array(options.initialBytes ?? 1024);
    if (this.#buffer.length < BATCH_HEADER_BYTES) this.#buffer = new Uint8Array(BATCH_HEADER_BYTES);
    this.#deleteHorizonMs = options.deleteHorizonMs;
    if (options.deleteHorizonMs !== undefined) this.#baseTimestamp = options.deleteHorizonMs;
  }

  /** Records written so far. */
  get recordCount(): number {
    return this.#count;
  }

  /** Bytes of the batch as it would be sent uncompressed, its header included. */
  get sizeInBytes(): number {
    return this.#end;
  }

  /** Largest timestamp of the records; -1 when there is none. */
  get maxTimestamp(): number {
    return this.#maxTimestamp;
  }

  /**
   * The buffer that the records are in, to give it to a pool. Uncompressed sealed bytes are a part of it: only when
   * nothing reads them any more, after the acknowledgement and the end of their write.
   */
  get buffer(): Uint8Array {
    return this.#buffer;
  }

  /**
   * Writes a record behind the others; its bytes are copied. False, and nothing written, when it does not fit (one
   * record fits always) or the batch is sealed. `timestamp` is Unix ms, -1 for none.
   */
  append(record: RecordToWrite, timestamp: number, headers: RecordHeaders | null = null): boolean {
    const key = record.key ?? null;
    const value = record.value ?? null;
    const content = (key === null ? 0 : key.length) + (value === null ? 0 : value.length);
    if (this.#sealed) return false;
    if (this.#count === 0) {
      if (this.#deleteHorizonMs === undefined) this.#baseTimestamp = timestamp;
    } else if (this.#end + content + 7 > this.#maxBytes) {
      return false;
    }
    const start = this.#end;
    if (start + FRAME_BYTES + content > this.#buffer.length) this.#reserve(start + FRAME_BYTES + content);
    // The length stands in front of what it measures: its own size is guessed and mended when wrong.
    const lead = varintSize(content + 7);
    let p = this.#writeFront(start + lead, timestamp);
    p = this.#writeContent(key, p);
    if (typeof key === "string") this.#reserve(p + FRAME_BYTES + content);
    p = this.#writeContent(value, p);
    if (headers === null) {
      if (typeof value === "string") this.#reserve(p + 1);
      this.#buffer[p++] = 0;
    } else {
      p = this.#writeHeaders(headers, p);
    }
    const end = this.#close(start, lead, p);
    if (this.#count > 0 && end > this.#maxBytes) return false;
    this.#end = end;
    this.#count++;
    this.#nextOffsetDelta++;
    if (timestamp > this.#maxTimestamp) this.#maxTimestamp = timestamp;
    return true;
  }

  /** Leaves a gap of `offsets` offsets before the next record, or at the end: compaction took the records there. */
  skipOffsets(offsets: number): void {
    this.#nextOffsetDelta += offsets;
  }

  /** Closes the batch: compresses, writes header and checksum, returns its bytes. May be called again. */
  seal(options: SealOptions): Uint8Array {
    const { codec } = options;
    let batch = this.#buffer.subarray(0, this.#end);
    let codecId = 0;
    if (codec !== undefined && this.#count > 0) {
      const packed = codec.compress(batch.subarray(BATCH_HEADER_BYTES), options.level);
      if (options.onlyIfSmaller !== true || packed.length < this.#end - BATCH_HEADER_BYTES) {
        batch = new Uint8Array(BATCH_HEADER_BYTES + packed.length);
        batch.set(packed, BATCH_HEADER_BYTES);
        codecId = CODEC_IDS[codec.name];
      }
    }
    writeBatchHeader(batch, {
      baseOffset: options.baseOffset ?? 0,
      partitionLeaderEpoch: options.partitionLeaderEpoch ?? -1,
      attributes: codecId | this.#attributes(options),
      lastOffsetDelta: Math.max(0, this.#nextOffsetDelta - 1),
      baseTimestamp: this.#baseTimestamp,
      maxTimestamp: this.#maxTimestamp,
      producerId: options.producerId ?? -1,
      producerEpoch: options.producerEpoch ?? -1,
      baseSequence: options.baseSequence ?? -1,
      recordCount: this.#count,
    }, options.crc);
    this.#sealed = true;
    return batch;
  }

  #attributes(options: SealOptions): number {
    return (options.timestampType === "append" ? BATCH_BITS.logAppendTime : 0) |
      (options.transactional === true ? BATCH_BITS.transactional : 0) |
      (options.control === true ? BATCH_BITS.control : 0) |
      (this.#deleteHorizonMs === undefined ? 0 : BATCH_BITS.deleteHorizon);
  }

  /** Attributes and the two deltas; there is room. */
  #writeFront(at: number, timestamp: number): number {
    const buffer = this.#buffer;
    const time = timestamp - this.#baseTimestamp;
    const offset = this.#nextOffsetDelta;
    let p = at;
    buffer[p++] = 0;
    if (time >= 0 && time < 64) buffer[p++] = time << 1;
    else p = putVarlong(buffer, p, time);
    if (offset < 64) {
      buffer[p++] = offset << 1;
    } else if (offset < 8192) {
      buffer[p++] = offset << 1 | 0x80;
      buffer[p++] = offset >>> 6;
    } else {
      p = putVarint(buffer, p, offset);
    }
    return p;
  }

  /** Length and bytes of a key or value; there is room, but for text that is not ASCII. */
  #writeContent(content: RecordContent, at: number): number {
    if (typeof content === "string") return this.#text(content, at);
    const buffer = this.#buffer;
    if (content === null) {
      buffer[at] = 1;
      return at + 1;
    }
    const length = content.length;
    const p = putVarint(buffer, at, length);
    if (length > LOOP_BYTES) buffer.set(content, p);
    else for (let i = 0; i < length; i++) buffer[p + i] = content[i];
    return p + length;
  }

  /** Writes the length of the record from `start + lead` to `end` in front of it; returns the end. */
  #close(start: number, lead: number, end: number): number {
    const length = end - start - lead;
    const size = varintSize(length);
    if (size === lead) {
      putVarint(this.#buffer, start, length);
      return end;
    }
    this.#reserve(start + size + length);
    this.#buffer.copyWithin(start + size, start + lead, end);
    putVarint(this.#buffer, start, length);
    return start + size + length;
  }

  #writeHeaders(headers: RecordHeaders, at: number): number {
    this.#reserve(at + HEADER_FRAME_BYTES);
    let p = putVarint(this.#buffer, at, headers.length);
    for (const [name, value] of headers) {
      p = this.#text(name, p);
      this.#reserve(p + HEADER_FRAME_BYTES + (value === null ? 0 : value.length));
      p = this.#writeContent(value, p);
    }
    return p;
  }

  #text(text: string, at: number): number {
    const length = text.length;
    if (length > LOOP_CHARACTERS) return this.#longText(text, at);
    this.#reserve(at + 5 + length);
    const buffer = this.#buffer;
    const p = putVarint(buffer, at, length);
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) return this.#longText(text, at);
      buffer[p + i] = code;
    }
    return p + length;
  }

  /** Room is made for ASCII first, and for the worst of the rest only where the text is something else. */
  #longText(text: string, at: number): number {
    const lead = varintSize(text.length);
    const start = at + lead;
    this.#reserve(start + text.length + 4);
    const first = textEncoder.encodeInto(text, this.#buffer.subarray(start));
    let length = first.written;
    if (first.read < text.length) {
      const rest = text.slice(first.read);
      this.#reserve(start + length + rest.length * 3 + 4);
      length += textEncoder.encodeInto(rest, this.#buffer.subarray(start + length)).written;
    }
    const size = varintSize(length);
    if (size !== lead) {
      this.#reserve(at + size + length);
      this.#buffer.copyWithin(at + size, start, start + length);
    }
    putVarint(this.#buffer, at, length);
    return at + size + length;
  }

  /** Makes the buffer at least `bytes` long; what is in it stays. */
  #reserve(bytes: number): void {
    const old = this.#buffer;
    if (bytes <= old.length) return;
    const doubled = Math.min(old.length * 2, Math.max(this.#maxBytes, BATCH_HEADER_BYTES));
    const grown = new Uint8Array(Math.max(bytes, doubled));
    grown.set(old);
    this.#buffer = grown;
  }
}
