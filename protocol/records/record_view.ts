// One decoded record: where it lies in the bytes of its batch, cut out when touched. Made by record_cursor.ts and
// batch_reader.ts; must not know batches.
import { bigVarlongAt } from "./varint.ts";

/** A header as read: a name, and bytes or null. */
export type RecordHeader = readonly [name: string, value: Uint8Array | null];

/** Where the timestamp of a record lies. */
export interface TimestampPlace {
  /** The bytes that all places are in. */
  readonly bytes: Uint8Array;
  /** What the timestamp delta adds to, exact. */
  readonly timestampBase: () => bigint;
  /** Where the delta of the timestamp is; -1 = the base is the timestamp. */
  readonly timestampStart: number;
}

/** Where a record lies in `bytes`; lengths of -1 mean null. Filled by `RecordCursor`. */
export interface RecordPlace extends TimestampPlace {
  /** Offset in the partition. */
  readonly offset: number;
  /** Unix ms, the nearest number; -1 = none. */
  readonly timestamp: number;
  /** Where the key begins. */
  readonly keyStart: number;
  /** Bytes of the key; -1 = null. */
  readonly keyLength: number;
  /** Where the value begins. */
  readonly valueStart: number;
  /** Bytes of the value; -1 = null. */
  readonly valueLength: number;
  /** Where the headers begin. */
  readonly headersStart: number;
  /** How many headers. */
  readonly headerCount: number;
}

const textDecoder = new TextDecoder();

/** The headers at a place that a `RecordCursor` has checked. Values are slices of `bytes`. */
export function headersAt(bytes: Uint8Array, start: number, count: number): RecordHeader[] {
  const headers: RecordHeader[] = [];
  let p = start;
  for (let i = 0; i < count; i++) {
    const name = lengthAt(bytes, p);
    p = behindVarint(bytes, p);
    const text = textDecoder.decode(bytes.subarray(p, p + name));
    p += name;
    const length = lengthAt(bytes, p);
    p = behindVarint(bytes, p);
    headers.push([text, length < 0 ? null : bytes.subarray(p, p + length)]);
    if (length > 0) p += length;
  }
  return headers;
}

function lengthAt(bytes: Uint8Array, at: number): number {
  let z = 0;
  let shift = 0;
  let p = at;
  for (; bytes[p] > 0x7f; p++, shift += 7) z |= (bytes[p] & 0x7f) << shift;
  z |= bytes[p] << shift;
  return (z >>> 1) ^ -(z & 1);
}

function behindVarint(bytes: Uint8Array, at: number): number {
  let p = at;
  while (bytes[p] > 0x7f) p++;
  return p + 1;
}

/** The exact timestamp of a record. */
export function exactTimestamp(place: TimestampPlace): bigint {
  const base = place.timestampBase();
  if (place.timestampStart < 0) return base;
  return BigInt.asIntN(64, base + bigVarlongAt(place.bytes, place.timestampStart));
}

/**
 * A record as it lies in its batch. `key`, `value` and `headers` are cut out each time they are touched; they are
 * slices: they keep the bytes of the whole batch alive, so copy (`slice()`) what is kept for long.
 */
export class RecordView {
  /** Offset in the partition. */
  readonly offset: number;
  /** Unix ms, the nearest number; -1 = none. */
  readonly timestamp: number;
  readonly #bytes: Uint8Array;
  readonly #base: () => bigint;
  readonly #timestampStart: number;
  readonly #keyStart: number;
  readonly #keyLength: number;
  readonly #valueStart: number;
  readonly #valueLength: number;
  readonly #headersStart: number;
  readonly #headerCount: number;

  /** Takes over where `place` is now. */
  constructor(place: RecordPlace) {
    this.offset = place.offset;
    this.timestamp = place.timestamp;
    this.#bytes = place.bytes;
    this.#base = place.timestampBase;
    this.#timestampStart = place.timestampStart;
    this.#keyStart = place.keyStart;
    this.#keyLength = place.keyLength;
    this.#valueStart = place.valueStart;
    this.#valueLength = place.valueLength;
    this.#headersStart = place.headersStart;
    this.#headerCount = place.headerCount;
  }

  /** Key, or null. */
  get key(): Uint8Array | null {
    return this.#keyLength < 0 ? null : this.#bytes.subarray(this.#keyStart, this.#keyStart + this.#keyLength);
  }

  /** Value, or null (a tombstone). */
  get value(): Uint8Array | null {
    return this.#valueLength < 0 ? null : this.#bytes.subarray(this.#valueStart, this.#valueStart + this.#valueLength);
  }

  /** Headers in order. */
  get headers(): readonly RecordHeader[] {
    return this.#headerCount === 0 ? [] : headersAt(this.#bytes, this.#headersStart, this.#headerCount);
  }

  /** Bytes of key and value. */
  get contentBytes(): number {
    return Math.max(0, this.#keyLength) + Math.max(0, this.#valueLength);
  }

  /** The timestamp to the last bit: it is an int64 on the wire. */
  timestampExact(): bigint {
    return exactTimestamp({
      bytes: this.#bytes,
      timestampBase: this.#base,
      timestampStart: this.#timestampStart,
    });
  }
}
