// The bytes of one batch: records encoded as they come, then sealed once for the version of the request, and renumbered
// in a copy when it is sent again under another identity. Owned by batch.ts; must not know who waits for the records.
import {
  BATCH_BITS,
  BATCH_FIELDS,
  BATCH_HEADER_BYTES,
  type BatchCrc,
  renumberBatch,
} from "../../protocol/records/batch_header.ts";
import { BatchWriter } from "../../protocol/records/batch_writer.ts";
import { MessageSetWriter } from "../../protocol/records/message_set_writer.ts";
import { RecordCursor } from "../../protocol/records/record_cursor.ts";
import { headersAt } from "../../protocol/records/record_view.ts";
import type { Codec, CodecName } from "../../transports/platform.ts";
import type { BufferPool } from "./buffer_pool.ts";
import { headerPairs, type ProducerRecord } from "./record.ts";

/** First version of Produce with record batches; below, message sets: format 1 in version 2, else format 0. */
const FIRST_WITH_BATCHES = 3;
const FIRST_WITH_TIMESTAMPS = 2;

/** How a batch is sealed. */
export interface SealAs {
  /** Version of the Produce request. */
  readonly version: number;
  /** Codec, or null. */
  readonly codec: Codec | null;
  /** Level of the codec. */
  readonly level: number | undefined;
  /** CRC-32C. */
  readonly crc: BatchCrc;
  /** Producer id; -1 = none. */
  readonly producerId: number;
  /** Producer epoch; -1 = none. */
  readonly producerEpoch: number;
  /** Sequence of the first record; -1 = none. */
  readonly baseSequence: number;
  /** Part of a transaction. */
  readonly transactional: boolean;
}

/** What the records of a batch are made with. */
export interface BatchRecordsInit {
  /** Most bytes before compression. */
  readonly maxBytes: number;
  /** Bytes that are likely to come, as the batch before had; 0 = unknown. */
  readonly expectedBytes: number;
  /** Buffers to fill. */
  readonly pool: BufferPool;
}

/** Records of one batch. */
export class BatchRecords {
  readonly #pool: BufferPool;
  readonly #maxBytes: number;
  #writer: BatchWriter;
  #sealedAs: SealAs | null = null;
  #sealed: Uint8Array | null = null;
  #sealedBytes = 0;
  #codec: CodecName | "none" = "none";
  #firstTimestamp = 0;
  /** Timestamps of all records, once they differ. */
  #timestamps: number[] | null = null;

  /** Without records. */
  constructor({ maxBytes, expectedBytes, pool }: BatchRecordsInit) {
    this.#maxBytes = maxBytes;
    this.#pool = pool;
    this.#writer = new BatchWriter({ maxBytes, buffer: pool.take(expectedBytes) });
  }

  /** Bytes before compression. */
  get size(): number {
    return this.#writer.sizeInBytes;
  }

  /** Bytes of a batch with half of the records. */
  get half(): number {
    return Math.ceil((this.size + BATCH_HEADER_BYTES) / 2);
  }

  /** Bytes as they were sent; 0 before. */
  get sealedBytes(): number {
    return this.#sealedBytes;
  }

  /** Codec that they were sent with; none when compressed they were not smaller. */
  get codec(): CodecName | "none" {
    return this.#codec;
  }

  /** How many there are. */
  get count(): number {
    return this.#writer.recordCount;
  }

  /** Whether another record like those in it does not fit. */
  get full(): boolean {
    const { sizeInBytes, recordCount } = this.#writer;
    return sizeInBytes + sizeInBytes / (recordCount + 1) > this.#maxBytes;
  }

  /** Encodes a record; false: it does not fit. */
  append(record: ProducerRecord, timestamp: number): boolean {
    const { headers } = record;
    const written = headers === undefined
      ? this.#writer.append(record, timestamp)
      : this.#writer.append(record, timestamp, headerPairs(headers));
    if (!written) return false;
    const timestamps = this.#timestamps;
    if (timestamps !== null) timestamps.push(timestamp);
    else if (this.#writer.recordCount === 1) this.#firstTimestamp = timestamp;
    else if (timestamp !== this.#firstTimestamp) this.#spread(timestamp);
    return true;
  }

  /** Timestamp of the record at `position`. */
  timestampOf(position: number): number {
    return this.#timestamps?.[position] ?? this.#firstTimestamp;
  }

  /** Leaves out the records whose place in `mask` is false. */
  keep(mask: readonly boolean[]): void {
    const old = this.#writer;
    const cursor = this.#cursor();
    const writer = new BatchWriter({ maxBytes: this.#maxBytes, buffer: this.#pool.take(old.sizeInBytes) });
    const kept: number[] = [];
    for (let position = 0; cursor.next(); position++) {
      if (mask[position] !== true) continue;
      copyRecord(cursor, writer);
      kept.push(this.timestampOf(position));
    }
    this.#replace(writer, kept);
    this.#pool.give(old.buffer);
  }

  /** Keeps about the first half of the bytes, and gives the rest; there must be two records. */
  split(): BatchRecords {
    const { count, half } = this;
    const timestamps = Array.from({ length: count }, (_, position) => this.timestampOf(position));
    const cursor = this.#cursor();
    const first = new BatchWriter({ maxBytes: this.#maxBytes });
    const rest = new BatchRecords({ maxBytes: this.#maxBytes, expectedBytes: half, pool: this.#pool });
    for (let position = 0; cursor.next(); position++) {
      const stays = position === 0 || (rest.count === 0 && first.sizeInBytes < half && position < count - 1);
      copyRecord(cursor, stays ? first : rest.#writer);
    }
    // The old buffer may still be read by a request that nobody waits for any more: it goes to no pool.
    this.#replace(first, timestamps.slice(0, first.recordCount));
    rest.#replace(rest.#writer, timestamps.slice(first.recordCount));
    return rest;
  }

  /** The bytes to send. Compressed once; sealed again only if the broker's versions ask for another form. */
  seal(as: SealAs): Uint8Array {
    if (as.version < FIRST_WITH_BATCHES) return this.#sealSet(as);
    const before = this.#sealedAs;
    this.#sealedAs = as;
    if (before === null || this.#sealed === null || before.codec !== as.codec) {
      const { crc, level, producerId, producerEpoch, baseSequence, transactional } = as;
      const sealed = this.#writer.seal({
        crc,
        level,
        producerId,
        producerEpoch,
        baseSequence,
        transactional,
        codec: as.codec ?? undefined,
        onlyIfSmaller: true,
      });
      this.#sealedBytes = sealed.length;
      this.#codec = as.codec === null || isPlain(sealed) ? "none" : as.codec.name;
      return this.#sealed = sealed;
    }
    const same = before.producerId === as.producerId && before.producerEpoch === as.producerEpoch &&
      before.baseSequence === as.baseSequence;
    if (!same) {
      // A request that nobody waits for any more (to an old leader) may still be reading the bytes: they stay as they
      // are, and the new numbers go into a copy.
      this.#sealed = this.#sealed.slice();
      renumberBatch(this.#sealed, as, as.crc);
    }
    return this.#sealed;
  }

  /** Nothing reads the bytes any more: they may be used again. */
  recycle(): void {
    this.#pool.give(this.#writer.buffer);
  }

  /** The same records for a broker before 0.11. */
  #sealSet(as: SealAs): Uint8Array {
    const magic = as.version < FIRST_WITH_TIMESTAMPS ? 0 : 1;
    const set = new MessageSetWriter({ magic, maxBytes: Infinity });
    const cursor = this.#cursor();
    while (cursor.next()) copyRecord(cursor, set);
    const sealed = set.seal({ codec: as.codec ?? undefined, level: as.level });
    this.#sealedBytes = sealed.length;
    this.#codec = as.codec?.name ?? "none";
    return sealed;
  }

  #replace(writer: BatchWriter, timestamps: number[]): void {
    this.#writer = writer;
    this.#firstTimestamp = timestamps[0] ?? 0;
    this.#timestamps = timestamps;
    this.#sealed = null;
    this.#sealedAs = null;
  }

  #spread(timestamp: number): void {
    this.#timestamps = new Array(this.#writer.recordCount - 1).fill(this.#firstTimestamp);
    this.#timestamps.push(timestamp);
  }

  #cursor(): RecordCursor {
    const writer = this.#writer;
    return new RecordCursor({
      bytes: writer.buffer,
      start: BATCH_HEADER_BYTES,
      end: writer.sizeInBytes,
      count: writer.recordCount,
      baseOffset: 0,
      lastOffsetDelta: Math.max(0, writer.recordCount - 1),
      timestamp: this.#firstTimestamp,
      timestampBase: () => BigInt(this.#firstTimestamp),
      oneTimestamp: false,
    });
  }
}

/** Whether the attributes of a sealed batch name no codec. */
function isPlain(sealed: Uint8Array): boolean {
  return ((sealed[BATCH_FIELDS.attributes + 1] as number) & BATCH_BITS.codec) === 0;
}

/** Writes the record that the cursor stands on. */
function copyRecord(cursor: RecordCursor, to: Pick<BatchWriter, "append">): void {
  const { bytes, keyStart, keyLength, valueStart, valueLength, headersStart, headerCount, timestamp } = cursor;
  const key = keyLength < 0 ? null : bytes.subarray(keyStart, keyStart + keyLength);
  const value = valueLength < 0 ? null : bytes.subarray(valueStart, valueStart + valueLength);
  to.append({ key, value }, timestamp, headerCount === 0 ? null : headersAt(bytes, headersStart, headerCount));
}
