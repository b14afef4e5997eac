// The log of one replica: sealed batches (format 2) one behind the other in memory, with an index by offset. It assigns
// offsets and leader epochs. Called by partition.ts; must not know requests, replicas or leaders.
import { BATCH_BITS, BATCH_FIELDS, type BatchCrc, placeBatch, stampBatch } from "../protocol/records/batch_header.ts";
import { bigInt64At, int16At, int32At, int64At } from "../protocol/records/big_endian.ts";
import { EpochCache } from "./epoch_cache.ts";
import type { Failure } from "./failure.ts";
import { type ProducedBatch, ProducerStates } from "./producer_states.ts";

const FIRST_SEGMENT_BYTES = 4096;
const SEGMENT_BYTES = 1024 * 1024;
const TWO_31 = 0x8000_0000;

/** Bytes of the log that lie together; never rewritten once taken, so that answers may refer to them. */
interface Segment {
  readonly bytes: Uint8Array;
  used: number;
}

/** A batch in the log. */
export interface StoredBatch {
  /** Offset of the first record. */
  readonly baseOffset: number;
  /** Offset of the last record. */
  readonly lastOffset: number;
  /** Largest timestamp. */
  readonly maxTimestamp: number;
  /** Leader epoch in which it was appended. */
  readonly leaderEpoch: number;
  /** The bytes, header included: not to be changed. */
  readonly bytes: Uint8Array;
}

interface Entry extends StoredBatch {
  readonly segment: Segment;
  readonly position: number;
}

/** How a batch is appended. */
export interface AppendOptions {
  /** Leader epoch of the partition. */
  readonly leaderEpoch: number;
  /** Wall clock, for the age of producers, and for the records when `logAppendTime` is set. */
  readonly now: number;
  /** Whether records take the time of the append. */
  readonly logAppendTime: boolean;
  /** Checksum to seal a changed batch with. */
  readonly crc: BatchCrc;
}

/** Where a batch is now, or was already. */
export interface Appended {
  /** Offset of the first record. */
  readonly baseOffset: number;
  /** Time given to the records; -1 when they kept theirs. */
  readonly logAppendTimeMs: number;
  /** Whether it was a duplicate of a batch that is there. */
  readonly duplicate: boolean;
}

/** What a read may give. */
export interface ReadLimits {
  /** Bytes at most. */
  readonly maxBytes: number;
  /** Whether the first batch is given whole even when it is larger. */
  readonly atLeastOne: boolean;
  /** Offsets from here on are not given. */
  readonly before: number;
}

const NOTHING: Uint8Array = new Uint8Array(0);

/** An append-only log. */
export class Log {
  /** Leader epochs and where they begin. */
  readonly epochs: EpochCache = new EpochCache();
  /** Idempotent producers. */
  readonly producers: ProducerStates = new ProducerStates();
  #entries: Entry[] = [];
  #segment: Segment | null = null;
  #start = 0;
  #end = 0;

  /** First offset that can be read. */
  get startOffset(): number {
    return this.#start;
  }

  /** Offset of the next record. */
  get endOffset(): number {
    return this.#end;
  }

  /** The batches, oldest first. */
  get batches(): readonly StoredBatch[] {
    return this.#entries;
  }

  /** Appends one batch that was checked before; a failure when its producer or sequence is wrong. */
  append(batch: Uint8Array, options: AppendOptions): Appended | Failure {
    const produced = producedBatch(batch);
    if (produced !== null) {
      const old = this.producers.duplicateOf(produced);
      if (old !== undefined) return { baseOffset: old.baseOffset, logAppendTimeMs: old.timestamp, duplicate: true };
      const wrong = this.producers.check(produced);
      if (wrong !== null) return wrong;
    }
    const entry = this.#store(batch, options);
    if (produced !== null) {
      const { baseSequence, lastSequence } = produced;
      const { baseOffset, maxTimestamp: timestamp } = entry;
      this.producers.append(produced, { baseSequence, lastSequence, baseOffset, timestamp, now: options.now });
    }
    return {
      baseOffset: entry.baseOffset,
      logAppendTimeMs: options.logAppendTime ? options.now : -1,
      duplicate: false,
    };
  }

  /**
   * Bytes from the batch that holds `offset` on. As a real broker reads a file: the last batch may be cut, and a read
   * ends with its segment.
   */
  read(offset: number, limits: ReadLimits): Uint8Array {
    const entry = this.#entries[this.#indexOf(offset)];
    if (entry === undefined || entry.baseOffset >= limits.before) return NOTHING;
    const { segment, position } = entry;
    let end = segment.used;
    if (limits.before < this.#end) {
      const beyond = this.#entries[this.#indexOf(limits.before)];
      if (beyond !== undefined && beyond.segment === segment) end = beyond.position;
    }
    if (!limits.atLeastOne && entry.bytes.length > limits.maxBytes) return NOTHING;
    const size = Math.max(limits.maxBytes, entry.bytes.length);
    return segment.bytes.subarray(position, Math.min(end, position + size));
  }

  /** The first batch whose last offset is not below `offset`. */
  batchAt(offset: number): StoredBatch | undefined {
    return this.#entries[this.#indexOf(offset)];
  }

  /** Deletes what lies below `offset`: whole batches go, and reads begin there. */
  deleteBefore(offset: number): void {
    this.#start = Math.min(Math.max(offset, this.#start), this.#end);
    this.#entries = this.#entries.slice(this.#indexOf(this.#start));
    this.epochs.truncateStart(this.#start);
  }

  #store(batch: Uint8Array, options: AppendOptions): Entry {
    const segment = this.#room(batch.length);
    const position = segment.used;
    segment.bytes.set(batch, position);
    segment.used += batch.length;
    const bytes = segment.bytes.subarray(position, segment.used);
    const baseOffset = this.#end;
    placeBatch(bytes, { baseOffset, partitionLeaderEpoch: options.leaderEpoch });
    if (options.logAppendTime) stampBatch(bytes, options.now, options.crc);
    const entry: Entry = {
      segment,
      position,
      bytes,
      baseOffset,
      lastOffset: baseOffset + int32At(bytes, BATCH_FIELDS.lastOffsetDelta),
      maxTimestamp: int64At(bytes, BATCH_FIELDS.maxTimestamp),
      leaderEpoch: options.leaderEpoch,
    };
    this.epochs.assign(options.leaderEpoch, baseOffset);
    this.#entries.push(entry);
    this.#end = entry.lastOffset + 1;
    return entry;
  }

  /** The open segment, or a new one: they double from small ones, so that many idle partitions cost nothing. */
  #room(size: number): Segment {
    const open = this.#segment;
    if (open !== null && open.used + size <= open.bytes.length) return open;
    const next = open === null ? FIRST_SEGMENT_BYTES : Math.min(SEGMENT_BYTES, open.bytes.length * 4);
    this.#segment = { bytes: new Uint8Array(Math.max(next, size)), used: 0 };
    return this.#segment;
  }

  /** Index of the first batch whose last offset is not below `offset`; the number of batches when there is none. */
  #indexOf(offset: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#entries[middle].lastOffset < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Producer and sequences of a sealed batch; null when it has no producer. */
export function producedBatch(batch: Uint8Array): ProducedBatch | null {
  const producerId = bigInt64At(batch, BATCH_FIELDS.producerId);
  if (producerId < 0n) return null;
  const baseSequence = int32At(batch, BATCH_FIELDS.baseSequence);
  const lastSequence = (baseSequence + int32At(batch, BATCH_FIELDS.lastOffsetDelta)) % TWO_31;
  return { producerId, producerEpoch: int16At(batch, BATCH_FIELDS.producerEpoch), baseSequence, lastSequence };
}

/** Whether the attributes of a sealed batch have one of the bits of `BATCH_BITS`. */
export function hasBit(batch: Uint8Array, bit: keyof typeof BATCH_BITS): boolean {
  return (int16At(batch, BATCH_FIELDS.attributes) & BATCH_BITS[bit]) !== 0;
}
