// Walks the decompressed records of one batch without making an object for each: after next() its fields say where the
// record lies. Every length is checked against its record before it is used. Called by batch_reader.ts and by those
// who make their own record objects. Hot; benchmark: bench/micro.ts.
import { ProtocolError, type ProtocolErrorCode } from "../../errors/protocol_error.ts";
import type { RecordPlace } from "./record_view.ts";
import { bigVarlongAt } from "./varint.ts";

/** The least that a record of format 2 takes: seven one-byte numbers. */
export const LEAST_RECORD_BYTES = 7;

/** What a {@linkcode RecordCursor} walks. */
export interface RecordSection {
  /** The bytes that hold the records. */
  readonly bytes: Uint8Array;
  /** Where the first record begins. */
  readonly start: number;
  /** Where the last one must end. */
  readonly end: number;
  /** How many records there must be. */
  readonly count: number;
  /** Offset that the deltas add to. */
  readonly baseOffset: number;
  /** Largest delta allowed. */
  readonly lastOffsetDelta: number;
  /** Timestamp that the deltas add to, or of all records. */
  readonly timestamp: number;
  /** The same, exact. */
  readonly timestampBase: () => bigint;
  /** Whether `timestamp` is the timestamp of every record. */
  readonly oneTimestamp: boolean;
}

/** An error about the bytes of a record batch. */
export function recordsError(
  problem: string,
  offset: number,
  code: ProtocolErrorCode = "INVALID_RECORD_BATCH",
): ProtocolError {
  return new ProtocolError(`Cannot read the record batch at byte ${offset}: ${problem}`, {
    code,
    messageName: "RecordBatch",
    offset,
  });
}

/** A place that moves from record to record of a batch of format 2. */
export class RecordCursor implements RecordPlace {
  /** The bytes that all places are in. */
  readonly bytes: Uint8Array;
  /** What the timestamp delta adds to, exact. */
  readonly timestampBase: () => bigint;
  /** Offset in the partition. */
  offset = 0;
  /** Unix ms, the nearest number; -1 = none. */
  timestamp = 0;
  /** Where the delta of the timestamp is; -1 = the base is the timestamp. */
  timestampStart: number = -1;
  /** Where the key begins. */
  keyStart = 0;
  /** Bytes of the key; -1 = null. */
  keyLength: number = -1;
  /** Where the value begins. */
  valueStart = 0;
  /** Bytes of the value; -1 = null. */
  valueLength: number = -1;
  /** Where the headers begin. */
  headersStart = 0;
  /** How many headers. */
  headerCount = 0;

  readonly #end: number;
  readonly #baseOffset: number;
  readonly #lastOffsetDelta: number;
  readonly #baseTimestamp: number;
  readonly #exactBase: boolean;
  readonly #oneTimestamp: boolean;
  #left: number;
  #pos: number;
  #lastDelta = -1;

  /** Stands before the first record. */
  constructor(section: RecordSection) {
    this.bytes = section.bytes;
    this.timestampBase = section.timestampBase;
    this.#pos = section.start;
    this.#end = section.end;
    this.#left = section.count;
    this.#baseOffset = section.baseOffset;
    this.#lastOffsetDelta = section.lastOffsetDelta;
    this.#baseTimestamp = section.timestamp;
    this.#exactBase = Number.isSafeInteger(section.timestamp);
    this.#oneTimestamp = section.oneTimestamp;
    if (section.count > (section.end - section.start) / LEAST_RECORD_BYTES) {
      throw recordsError(`it declares ${section.count} records in ${section.end - section.start} bytes`, section.start);
    }
  }

  /** Goes to the next record; false behind the last. */
  next(): boolean {
    if (this.#left === 0) return this.#last();
    this.#left--;
    const b = this.bytes;
    const start = this.#pos;
    const length = this.#int(start);
    const body = this.#pos;
    const end = body + length;
    if (length < 0 || end > this.#end) throw recordsError(`a record of ${length} bytes does not fit`, start);
    // b[body] holds attributes without meaning.
    this.#timestampAt(body + 1);
    const c = b[this.#pos];
    let delta: number;
    if (c < 0x80) {
      this.#pos++;
      delta = (c >>> 1) ^ -(c & 1);
    } else {
      delta = this.#int(this.#pos);
    }
    if (delta <= this.#lastDelta || delta > this.#lastOffsetDelta) {
      throw recordsError(`a record has the offset delta ${delta}`, start);
    }
    this.#lastDelta = delta;
    this.offset = this.#baseOffset + delta;
    this.keyLength = this.#content(end, start);
    this.keyStart = this.#pos;
    if (this.keyLength > 0) this.#pos += this.keyLength;
    this.valueLength = this.#content(end, start);
    this.valueStart = this.#pos;
    if (this.valueLength > 0) this.#pos += this.valueLength;
    this.#headers(end, start);
    if (this.#pos !== end) throw recordsError(`a record of ${length} bytes does not end where it should`, start);
    return true;
  }

  #last(): boolean {
    if (this.#pos === this.#end) return false;
    throw recordsError(`${this.#end - this.#pos} bytes follow its last record`, this.#pos);
  }

  /** Reads a varint (int32) at `at`, and stands behind it. */
  #int(at: number): number {
    const b = this.bytes;
    let p = at;
    let c = b[p++];
    if (c < 0x80) {
      this.#pos = p;
      return (c >>> 1) ^ -(c & 1);
    }
    let z = c & 0x7f;
    for (let shift = 7; shift < 35; shift += 7) {
      c = b[p++];
      z |= (c & 0x7f) << shift;
      if (c < 0x80) {
        if (p > this.#end) break;
        this.#pos = p;
        return (z >>> 1) ^ -(z & 1);
      }
    }
    throw recordsError("a number does not end", at);
  }

  /** Reads the length of a key or value; it must fit in front of `end`. */
  #content(end: number, start: number): number {
    const length = this.#int(this.#pos);
    if (length < -1 || length > end - this.#pos) {
      throw recordsError(`a key, value or header of ${length} bytes does not fit in its record`, start);
    }
    return length;
  }

  #headers(end: number, start: number): void {
    const count = this.#int(this.#pos);
    this.headerCount = count;
    this.headersStart = this.#pos;
    if (count === 0) return;
    if (count < 0 || count > (end - this.#pos) / 2) {
      throw recordsError(`a record declares ${count} headers in ${end - this.#pos} bytes`, start);
    }
    for (let i = 0; i < count; i++) {
      const name = this.#content(end, start);
      if (name < 0) throw recordsError("a header has no name", start);
      this.#pos += name;
      const value = this.#content(end, start);
      if (value > 0) this.#pos += value;
    }
  }

  /** Reads the timestamp delta at `at`: up to four bytes as a number, longer ones (a gap of months) exactly. */
  #timestampAt(at: number): void {
    const b = this.bytes;
    let p = at;
    let c = b[p++];
    let z = c & 0x7f;
    for (let shift = 7; c > 0x7f && shift < 28; shift += 7) {
      c = b[p++];
      z |= (c & 0x7f) << shift;
    }
    while (c > 0x7f) c = b[p++];
    if (p > this.#end || p > at + 10) throw recordsError("a timestamp does not end", at);
    this.#pos = p;
    if (this.#oneTimestamp) {
      this.timestamp = this.#baseTimestamp;
      return;
    }
    this.timestampStart = at;
    this.timestamp = p <= at + 4 && this.#exactBase
      ? this.#baseTimestamp + ((z >>> 1) ^ -(z & 1))
      : Number(BigInt.asIntN(64, this.timestampBase() + bigVarlongAt(b, at)));
  }
}
