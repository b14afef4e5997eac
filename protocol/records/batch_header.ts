// The 61 bytes in front of the records of a batch (format 2), and what may be changed in a sealed batch: its producer
// and sequence (a retry after an epoch bump), and what a broker fills in. Must not know what the records are.
import { int16At, int32At, putInt16, putInt32, putInt64 } from "./big_endian.ts";

/** Computes CRC-32C of `bytes` from `start` to `end`; see `protocol/wire/crc32c.ts`. */
export type BatchCrc = (bytes: Uint8Array, start: number, end: number) => number;

/** Bytes of the header of a batch; the records begin here. */
export const BATCH_HEADER_BYTES = 61;

/** Where the fields of the header are. */
export const BATCH_FIELDS = {
  baseOffset: 0,
  length: 8,
  partitionLeaderEpoch: 12,
  magic: 16,
  crc: 17,
  attributes: 21,
  lastOffsetDelta: 23,
  baseTimestamp: 27,
  maxTimestamp: 35,
  producerId: 43,
  producerEpoch: 51,
  baseSequence: 53,
  recordCount: 57,
} as const;

/** Bits of the attributes of a batch; the lowest three are the codec. */
export const BATCH_BITS = {
  codec: 0x07,
  logAppendTime: 0x08,
  transactional: 0x10,
  control: 0x20,
  deleteHorizon: 0x40,
} as const;

/** Who wrote a batch. */
export interface BatchProducer {
  /** Producer id; -1 = none. */
  readonly producerId: number | bigint;
  /** Producer epoch; -1 = none. */
  readonly producerEpoch: number;
  /** Sequence of the first record; -1 = none. */
  readonly baseSequence: number;
}

/** All fields of a header. */
export interface BatchHeader extends BatchProducer {
  /** Offset of the first record; 0 in a produce request. */
  readonly baseOffset: number;
  /** Leader epoch; -1 in a produce request. */
  readonly partitionLeaderEpoch: number;
  /** Attribute bits. */
  readonly attributes: number;
  /** Offset of the last record less the base offset. */
  readonly lastOffsetDelta: number;
  /** Timestamp that the deltas of the records add to. */
  readonly baseTimestamp: number;
  /** Largest timestamp. */
  readonly maxTimestamp: number;
  /** How many records. */
  readonly recordCount: number;
}

/** Writes the header in front of the records of `batch`, checksum included. */
export function writeBatchHeader(batch: Uint8Array, header: BatchHeader, crc: BatchCrc): void {
  const at = BATCH_FIELDS;
  putInt64(batch, at.baseOffset, header.baseOffset);
  putInt32(batch, at.length, batch.length - at.partitionLeaderEpoch);
  putInt32(batch, at.partitionLeaderEpoch, header.partitionLeaderEpoch);
  batch[at.magic] = 2;
  putInt16(batch, at.attributes, header.attributes);
  putInt32(batch, at.lastOffsetDelta, header.lastOffsetDelta);
  putInt64(batch, at.baseTimestamp, header.baseTimestamp);
  putInt64(batch, at.maxTimestamp, header.maxTimestamp);
  putInt32(batch, at.recordCount, header.recordCount);
  renumberBatch(batch, header, crc);
}

/**
 * Gives a sealed batch another producer id, epoch and sequence, in place and without compressing it again. The earlier
 * write of these bytes must have ended.
 */
export function renumberBatch(batch: Uint8Array, producer: BatchProducer, crc: BatchCrc): void {
  putInt64(batch, BATCH_FIELDS.producerId, producer.producerId);
  putInt16(batch, BATCH_FIELDS.producerEpoch, producer.producerEpoch);
  putInt32(batch, BATCH_FIELDS.baseSequence, producer.baseSequence);
  putInt32(batch, BATCH_FIELDS.crc, crc(batch, BATCH_FIELDS.attributes, batch.length));
}

/** What a broker does to a batch that it appends: its offset and leader epoch. Neither is part of the checksum. */
export function placeBatch(
  batch: Uint8Array,
  place: { readonly baseOffset: number; readonly partitionLeaderEpoch: number },
): void {
  putInt64(batch, BATCH_FIELDS.baseOffset, place.baseOffset);
  putInt32(batch, BATCH_FIELDS.partitionLeaderEpoch, place.partitionLeaderEpoch);
}

/** What a broker does when the topic takes the time of the append: every record of the batch then has `timestamp`. */
export function stampBatch(batch: Uint8Array, timestamp: number, crc: BatchCrc): void {
  const attributes = int16At(batch, BATCH_FIELDS.attributes);
  putInt16(batch, BATCH_FIELDS.attributes, attributes | BATCH_BITS.logAppendTime);
  putInt64(batch, BATCH_FIELDS.maxTimestamp, timestamp);
  putInt32(batch, BATCH_FIELDS.crc, crc(batch, BATCH_FIELDS.attributes, batch.length));
}

/** Whether the checksum of the batch that fills `batch` from `start` to `end` is right. */
export function batchCrcMatches(
  batch: Uint8Array,
  { start, end }: { readonly start: number; readonly end: number },
  crc: BatchCrc,
): boolean {
  return int32At(batch, start + BATCH_FIELDS.crc) >>> 0 === crc(batch, start + BATCH_FIELDS.attributes, end);
}
