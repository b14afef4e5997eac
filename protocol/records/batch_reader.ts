// Reads the record sets that fetches bring: batches (format 2) and messages (formats 0 and 1) in any mix, the last one
// perhaps cut. A batch is a view of its header; its records are checked, decompressed and walked when asked for. Called
// by consumers and by the embedded broker. Must not know topics or requests.
import type { ProtocolError } from "../../errors/protocol_error.ts";
import type { Codec } from "../../transports/platform.ts";
import { BATCH_BITS, BATCH_FIELDS, BATCH_HEADER_BYTES, type BatchCrc, batchCrcMatches } from "./batch_header.ts";
import { bigInt64At, int16At, int32At, int64At } from "./big_endian.ts";
import { codecName, type CodecTable } from "./codecs.ts";
import { leastMessageSize, MESSAGE_PREFIX_BYTES, messageAt, messageCrcMatches, MessageCursor } from "./message_set.ts";
import { RecordCursor, recordsError } from "./record_cursor.ts";
import { type RecordPlace, RecordView } from "./record_view.ts";

/** Bytes up to the format number of a batch or message. */
const MAGIC_END = 17;
/** What decompressed records may take when nothing else is said. */
const DEFAULT_MAX_DECOMPRESSED_BYTES = 128 * 1024 * 1024;
/** Least of the size field of a batch: what follows it in the header. */
const LEAST_BATCH_SIZE = BATCH_HEADER_BYTES - 12;

/** What {@linkcode readRecordBatches} found. */
export interface RecordSet {
  /** Whole batches, in order. */
  readonly batches: readonly RecordBatch[];
  /** Bytes of a batch at the end that is cut; 0 when none is. */
  readonly trailingBytes: number;
  /** Size of the batch that is cut, as it says itself; 0 when none is, -1 when not even that is there. */
  readonly trailingBatchSize: number;
  /** Why the bytes behind the last batch make no sense; null when they do. */
  readonly error: ProtocolError | null;
}

/** What decoding a batch needs. */
export interface DecodeOptions {
  /** CRC-32C. */
  readonly crc: BatchCrc;
  /** Where the codec comes from. */
  readonly codecs: CodecTable;
  /** Whether to check the checksums. @default true */
  readonly checkCrc?: boolean;
  /** Most bytes that the records of one batch may have when decompressed. @default 134217728 (128 MiB) */
  readonly maxDecompressedBytes?: number;
}

/** A place that moves from record to record; `next` is false behind the last. */
export interface RecordWalk extends RecordPlace {
  /** Goes to the next record. */
  next(): boolean;
}

/**
 * Finds the batches of a record set. A cut batch at the end is told, not thrown; so is damage: what stands before it
 * can be read.
 */
export function readRecordBatches(bytes: Uint8Array): RecordSet {
  const batches: RecordBatch[] = [];
  let at = 0;
  while (at < bytes.length) {
    const left = bytes.length - at;
    if (left < MAGIC_END) return { batches, ...cut(bytes, at) };
    const size = int32At(bytes, at + 8);
    const error = headerError(bytes, at, size);
    if (error !== null) return { batches, trailingBytes: 0, trailingBatchSize: 0, error };
    if (left < size + MESSAGE_PREFIX_BYTES) return { batches, ...cut(bytes, at) };
    const batch = new RecordBatch(bytes, at);
    const problem = batch.headerProblem();
    if (problem !== null) return { batches, trailingBytes: 0, trailingBatchSize: 0, error: problem };
    batches.push(batch);
    at += batch.sizeInBytes;
  }
  return { batches, trailingBytes: 0, trailingBatchSize: 0, error: null };
}

function cut(bytes: Uint8Array, at: number): Omit<RecordSet, "batches"> {
  const left = bytes.length - at;
  const size = left < MESSAGE_PREFIX_BYTES ? -1 : int32At(bytes, at + 8) + MESSAGE_PREFIX_BYTES;
  return { trailingBytes: left, trailingBatchSize: size, error: null };
}

/** What is wrong with the first 17 bytes of a batch or message; null when nothing is. */
function headerError(bytes: Uint8Array, at: number, size: number): ProtocolError | null {
  const magic = bytes[at + 16];
  if (magic > 2) return recordsError(`its format is ${magic}, known are 0 to 2`, at);
  const least = magic === 2 ? LEAST_BATCH_SIZE : leastMessageSize(magic);
  if (size < least) return recordsError(`its size is ${size}, less than the ${least} bytes of its header`, at);
  const offset = int64At(bytes, at);
  if (!Number.isSafeInteger(offset) || offset < 0) {
    return recordsError(`its offset is ${bigInt64At(bytes, at)}`, at, "OUT_OF_RANGE");
  }
  return null;
}

/** A batch of format 2, or a message of format 0 or 1 (perhaps a compressed wrapper of others). */
export class RecordBatch {
  /** The record set that it lies in. */
  readonly bytes: Uint8Array;
  /** Where it begins there. */
  readonly start: number;
  /** Bytes that it takes there, its whole header included. */
  readonly sizeInBytes: number;
  /** Format: 0, 1 or 2. */
  readonly magic: number;
  /** Attribute bits as they are. */
  readonly attributes: number;
  /**
   * Offset of the first record. Of a compressed message (formats 0 and 1) only the last is known before it is
   * decompressed: there it is the same as `lastOffset`.
   */
  readonly baseOffset: number;
  /** Offset of the last record, also of one that compaction took. */
  readonly lastOffset: number;

  /** A view of the batch at `start`, which is whole. */
  constructor(bytes: Uint8Array, start: number) {
    this.bytes = bytes;
    this.start = start;
    this.sizeInBytes = int32At(bytes, start + 8) + MESSAGE_PREFIX_BYTES;
    this.magic = bytes[start + 16];
    this.baseOffset = int64At(bytes, start);
    if (this.magic === 2) {
      this.attributes = int16At(bytes, start + BATCH_FIELDS.attributes);
      this.lastOffset = this.baseOffset + int32At(bytes, start + BATCH_FIELDS.lastOffsetDelta);
    } else {
      this.attributes = bytes[start + 17];
      this.lastOffset = this.baseOffset;
    }
  }

  /** Kafka's number of the codec; 0 = not compressed. */
  get codec(): number {
    return this.attributes & BATCH_BITS.codec;
  }

  /** How many records; -1 for a compressed message of formats 0 and 1, which does not tell. */
  get recordCount(): number {
    if (this.magic === 2) return int32At(this.bytes, this.start + BATCH_FIELDS.recordCount);
    return this.codec === 0 ? 1 : -1;
  }

  /** Whose clock the timestamps are of: the producer's or, at the append, the broker's; null in format 0. */
  get timestampType(): "create" | "append" | null {
    if (this.magic === 0) return null;
    return (this.attributes & BATCH_BITS.logAppendTime) !== 0 ? "append" : "create";
  }

  /** Largest timestamp in Unix ms, the nearest number; -1 = none. */
  get maxTimestamp(): number {
    return Number(this.maxTimestampExact());
  }

  /** Largest timestamp to the last bit. */
  maxTimestampExact(): bigint {
    if (this.magic === 0) return -1n;
    return bigInt64At(this.bytes, this.start + (this.magic === 1 ? 18 : BATCH_FIELDS.maxTimestamp));
  }

  /** The checksum that it carries. */
  get crc(): number {
    return int32At(this.bytes, this.start + (this.magic === 2 ? BATCH_FIELDS.crc : 12)) >>> 0;
  }

  /** Leader epoch under which it was appended; -1 = unknown. */
  get partitionLeaderEpoch(): number {
    return this.magic === 2 ? int32At(this.bytes, this.start + BATCH_FIELDS.partitionLeaderEpoch) : -1;
  }

  /** Producer id, the nearest number (exact up to 2^53); -1 = none. */
  get producerId(): number {
    return this.magic === 2 ? int64At(this.bytes, this.start + BATCH_FIELDS.producerId) : -1;
  }

  /** Producer id, to the last bit. */
  producerIdExact(): bigint {
    return this.magic === 2 ? bigInt64At(this.bytes, this.start + BATCH_FIELDS.producerId) : -1n;
  }

  /** Producer epoch; -1 = none. */
  get producerEpoch(): number {
    return this.magic === 2 ? int16At(this.bytes, this.start + BATCH_FIELDS.producerEpoch) : -1;
  }

  /** Sequence of the first record; -1 = none. */
  get baseSequence(): number {
    return this.magic === 2 ? int32At(this.bytes, this.start + BATCH_FIELDS.baseSequence) : -1;
  }

  /** Whether it is part of a transaction. */
  get isTransactional(): boolean {
    return this.magic === 2 && (this.attributes & BATCH_BITS.transactional) !== 0;
  }

  /** Whether it is a control batch: markers, no data; see `control_records.ts`. */
  get isControl(): boolean {
    return this.magic === 2 && (this.attributes & BATCH_BITS.control) !== 0;
  }

  /** When the tombstones of a compacted batch go, in Unix ms; null when it does not say. */
  get deleteHorizonMs(): number | null {
    if (this.magic !== 2 || (this.attributes & BATCH_BITS.deleteHorizon) === 0) return null;
    return int64At(this.bytes, this.start + BATCH_FIELDS.baseTimestamp);
  }

  /** What is wrong with the header; null when nothing is. */
  headerProblem(): ProtocolError | null {
    if (this.magic !== 2) return null;
    const delta = int32At(this.bytes, this.start + BATCH_FIELDS.lastOffsetDelta);
    if (delta < 0) return recordsError(`the offset of its last record is ${delta} after the first`, this.start);
    if (!Number.isSafeInteger(this.lastOffset)) {
      return recordsError(`its last offset is beyond 2^53`, this.start, "OUT_OF_RANGE");
    }
    const count = this.recordCount;
    return count < 0 ? recordsError(`it declares ${count} records`, this.start) : null;
  }

  /** Whether its checksum is right. `crc`: CRC-32C. */
  crcMatches(crc: BatchCrc): boolean {
    const end = this.start + this.sizeInBytes;
    if (this.magic !== 2) return messageCrcMatches(this.bytes, this.start, end);
    return batchCrcMatches(this.bytes, { start: this.start, end }, crc);
  }

  /** All records; at once when the codec is there, else when it is loaded. Throws (or rejects with) `ProtocolError`. */
  decode(options: DecodeOptions): RecordView[] | Promise<RecordView[]> {
    const walk = this.walk(options);
    return walk instanceof Promise ? walk.then(collect) : collect(walk);
  }

  /**
   * Walks the records without making objects: for those who make their own. At once when the codec is there, else when
   * it is loaded.
   */
  walk(options: DecodeOptions): RecordWalk | Promise<RecordWalk> {
    this.#check(options);
    if (this.codec === 0) return this.#open(this.bytes, null, options);
    const name = codecName(this.codec);
    if (name === undefined) throw recordsError(`its codec is ${this.codec}, known are 0 to 4`, this.start);
    const codec = options.codecs.get(name, this.magic);
    if (codec instanceof Promise) return codec.then((loaded) => this.#unpack(loaded, options));
    return this.#unpack(codec, options);
  }

  #check({ checkCrc, crc }: DecodeOptions): void {
    if (checkCrc === false || this.crcMatches(crc)) return;
    throw recordsError(
      `its checksum is ${hex(this.crc)} and its bytes do not have it: they changed on the way or on disk ` +
        `(offsets ${this.baseOffset} to ${this.lastOffset})`,
      this.start,
      "CRC_MISMATCH",
    );
  }

  #unpack(codec: Codec, options: DecodeOptions): RecordWalk {
    const end = this.start + this.sizeInBytes;
    const limit = options.maxDecompressedBytes ?? DEFAULT_MAX_DECOMPRESSED_BYTES;
    if (this.magic === 2) {
      const packed = this.bytes.subarray(this.start + BATCH_HEADER_BYTES, end);
      // Nothing was compressed where there is no record: some clients then leave the section empty.
      const unpacked = packed.length === 0 ? packed : codec.decompress(packed, limit);
      return this.#open(this.bytes, unpacked, options);
    }
    const { valueStart, valueLength } = messageAt(this.bytes, this.start, end);
    if (valueLength < 0) throw recordsError("a compressed message has no value", this.start);
    const packed = this.bytes.subarray(valueStart, valueStart + valueLength);
    return this.#open(this.bytes, codec.decompress(packed, limit), options);
  }

  /** `unpacked`: the decompressed records, or null when they lie in `bytes` as they are. */
  #open(bytes: Uint8Array, unpacked: Uint8Array | null, options: DecodeOptions): RecordWalk {
    const end = this.start + this.sizeInBytes;
    const append = this.timestampType === "append";
    if (this.magic !== 2) {
      return new MessageCursor({
        bytes: unpacked ?? bytes,
        start: unpacked === null ? this.start : 0,
        end: unpacked === null ? end : unpacked.length,
        wrapperMagic: unpacked === null ? -1 : this.magic,
        wrapperOffset: this.baseOffset,
        timestamp: append ? this.maxTimestampExact() : null,
        checkCrc: unpacked !== null && options.checkCrc !== false,
      });
    }
    const timestampAt = this.start + (append ? BATCH_FIELDS.maxTimestamp : BATCH_FIELDS.baseTimestamp);
    return new RecordCursor({
      bytes: unpacked ?? bytes,
      start: unpacked === null ? this.start + BATCH_HEADER_BYTES : 0,
      end: unpacked === null ? end : unpacked.length,
      count: this.recordCount,
      baseOffset: this.baseOffset,
      lastOffsetDelta: this.lastOffset - this.baseOffset,
      timestamp: int64At(bytes, timestampAt),
      timestampBase: () => bigInt64At(bytes, timestampAt),
      oneTimestamp: append,
    });
  }
}

function collect(walk: RecordWalk): RecordView[] {
  const records: RecordView[] = [];
  while (walk.next()) records.push(new RecordView(walk));
  return records;
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, "0")}`;
}
