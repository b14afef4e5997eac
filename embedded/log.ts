// The log of one replica: sealed batches (format 2) one behind the other in memory, with an index by offset. A leader's
// log assigns offsets and leader epochs; a follower's takes the batches of its leader, bytes and all, as they are never
// rewritten. Called by topic.ts and replication.ts; must not know requests, replicas or leaders.
import { BATCH_FIELDS, type BatchCrc, placeBatch, stampBatch } from "../protocol/records/batch_header.ts";
import { int32At, int64At } from "../protocol/records/big_endian.ts";
import { EpochCache } from "./epoch_cache.ts";
import type { Failure } from "./failure.ts";
import { indexByLastOffset } from "./offset_search.ts";
import { producedBatch } from "./produced_batch.ts";
import { type ProducedBatch, ProducerStates } from "./producer_states.ts";
import { TransactionIndex } from "./transaction_index.ts";

const FIRST_SEGMENT_BYTES = 4096;
const SEGMENT_BYTES = 1024 * 1024;

/** Bytes of logs that lie together; never rewritten once taken, so that answers and other logs may refer to them. */
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
  /** Wall clock of the append. */
  readonly appendedAt: number;
  /** The bytes, header included: not to be changed. */
  readonly bytes: Uint8Array;
}

interface Entry extends StoredBatch {
  readonly segment: Segment;
  readonly position: number;
  readonly produced: ProducedBatch | null;
}

/** How a batch is appended. */
export interface AppendOptions {
  /** Leader epoch of the partition. */
  readonly leaderEpoch: number;
  /** Wall clock, for the records when `logAppendTime` is set, and for retention. */
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
  /** Offset of the last record. */
  readonly lastOffset: number;
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

/** An append-only log. Entries that share a segment always lie there one right behind the other. */
export class Log {
  /** Leader epochs and where they begin. */
  readonly epochs: EpochCache = new EpochCache();
  /** Idempotent producers and their transactions. */
  readonly producers: ProducerStates = new ProducerStates();
  readonly #aborted = new TransactionIndex();
  /** Producers as of the first batch: what later batches are replayed onto after a cut. */
  #floor: ProducerStates | null = null;
  #entries: Entry[] = [];
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

  /** Bytes of all batches. */
  get sizeInBytes(): number {
    let size = 0;
    for (const { bytes } of this.#entries) size += bytes.length;
    return size;
  }

  /** Appends one batch that was checked before; a failure when its producer or sequence is wrong. */
  append(batch: Uint8Array, options: AppendOptions): Appended | Failure {
    const produced = producedBatch(batch);
    if (produced !== null) {
      const old = produced.marker === null ? this.producers.duplicateOf(produced) : undefined;
      if (old !== undefined) {
        const { baseOffset, lastOffset, timestamp: logAppendTimeMs } = old;
        return { baseOffset, lastOffset, logAppendTimeMs, duplicate: true };
      }
      const wrong = this.producers.check(produced);
      if (wrong !== null) return wrong;
    }
    const entry = this.#store(batch, produced, options);
    const { baseOffset, lastOffset } = entry;
    return { baseOffset, lastOffset, logAppendTimeMs: options.logAppendTime ? options.now : -1, duplicate: false };
  }

  /** Takes what `leader` has from the end of this log on. */
  copyFrom(leader: Log): void {
    const { length } = leader.#entries;
    if (length > 0 && leader.#entries[length - 1].lastOffset >= this.#end) {
      const newest = leader.#entries[length - 1];
      const from = newest.baseOffset === this.#end ? length - 1 : leader.#indexOf(this.#end);
      for (let index = from; index < length; index++) this.#adopt(leader.#entries[index]);
    }
    this.#end = Math.max(this.#end, leader.#end);
  }

  /**
   * Bytes from the batch that holds `offset` on. As a real broker reads a file: the last batch may be cut, and a read
   * ends with its segment.
   */
  read(offset: number, limits: ReadLimits): Uint8Array {
    const index = this.#indexOf(offset);
    const entry = this.#entries[index];
    if (entry === undefined || entry.baseOffset >= limits.before) return NOTHING;
    if (!limits.atLeastOne && entry.bytes.length > limits.maxBytes) return NOTHING;
    const { segment, position } = entry;
    const end = this.#runEnd(index, limits.before);
    const size = Math.max(limits.maxBytes, entry.bytes.length);
    return segment.bytes.subarray(position, Math.min(end, position + size));
  }

  /** Bytes of the batches from the one that holds `offset` on; counted no further than `enough`. */
  bytesFrom(offset: number, { before, enough }: { readonly before: number; readonly enough: number }): number {
    const entries = this.#entries;
    let size = 0;
    for (let at = this.#indexOf(offset); at < entries.length && size < enough; at++) {
      if (entries[at].baseOffset >= before) break;
      size += entries[at].bytes.length;
    }
    return size;
  }

  /** The aborted transactions that have records from `from` on and begin below `before`, in the order of their markers. */
  abortedTransactions(from: number, before: number): { producerId: bigint; firstOffset: number; lastOffset: number }[] {
    return this.#aborted.between(from, before);
  }

  /** Deletes what lies below `offset`: whole batches go, and reads begin there. */
  deleteBefore(offset: number): void {
    const start = Math.min(Math.max(offset, this.#start), this.#end);
    if (start === this.#start) return;
    this.#start = start;
    const gone = this.#indexOf(start);
    for (const entry of this.#entries.slice(0, gone)) {
      if (entry.produced !== null) (this.#floor ??= new ProducerStates()).append(entry.produced, entry);
    }
    this.#floor?.onHighWatermark(Infinity);
    this.#entries = this.#entries.slice(gone);
    this.#aborted.deleteBefore(start);
    this.epochs.truncateStart(start);
  }

  /** Cuts off what lies at `offset` and beyond: whole batches go, and producers are as they were then. */
  truncateTo(offset: number): void {
    this.epochs.truncateEnd(offset);
    if (offset >= this.#end) return;
    if (offset < this.#start) return this.reset(offset);
    const kept = this.#indexOf(offset);
    const first = this.#entries[kept];
    this.#end = first === undefined ? offset : Math.min(offset, first.baseOffset);
    this.#entries.length = kept;
    this.#aborted.truncateTo(this.#end);
    this.#replay();
  }

  /** Forgets everything; the next batch gets `offset` or a later one. */
  reset(offset: number): void {
    this.#entries = [];
    this.#floor = null;
    this.#start = offset;
    this.#end = offset;
    this.epochs.clear();
    this.producers.clear();
    this.#aborted.truncateTo(0);
  }

  /** Puts other batches in the place of those below `offset`: compaction. Their offsets must be in order. */
  replaceBefore(offset: number, batches: readonly StoredBatch[]): void {
    const rest = this.#entries.slice(this.#indexOf(offset));
    this.#entries = [];
    let size = 0;
    for (const { bytes } of batches) size += bytes.length;
    const segment: Segment = { bytes: new Uint8Array(size), used: 0 };
    for (const batch of batches) this.#entries.push(copyInto(segment, batch));
    this.#entries.push(...rest);
  }

  /** Forgets its producers: a fault. */
  forgetProducers(): void {
    this.#floor = null;
    this.producers.clear();
  }

  #store(batch: Uint8Array, produced: ProducedBatch | null, options: AppendOptions): Entry {
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
      produced,
      baseOffset,
      lastOffset: baseOffset + int32At(bytes, BATCH_FIELDS.lastOffsetDelta),
      maxTimestamp: int64At(bytes, BATCH_FIELDS.maxTimestamp),
      leaderEpoch: options.leaderEpoch,
      appendedAt: options.now,
    };
    this.#adopt(entry);
    return entry;
  }

  #adopt(entry: Entry): void {
    this.epochs.assign(entry.leaderEpoch, entry.baseOffset);
    this.#entries.push(entry);
    this.#end = entry.lastOffset + 1;
    if (entry.produced !== null) this.#remember(entry.produced, entry);
  }

  #remember(produced: ProducedBatch, entry: Entry): void {
    const ended = this.producers.append(produced, entry);
    if (ended !== null && ended.aborted) this.#aborted.add(ended);
  }

  #replay(): void {
    this.producers.restore(this.#floor);
    for (const entry of this.#entries) if (entry.produced !== null) this.producers.append(entry.produced, entry);
  }

  /** Where the bytes end that lie right behind the batch at `index`, offsets from `before` on left out. */
  #runEnd(index: number, before: number): number {
    const entries = this.#entries;
    const { segment } = entries[index];
    let high = (before < this.#end ? this.#indexOf(before) : entries.length) - 1;
    if (high < index) high = index;
    if (entries[high].segment !== segment) {
      let low = index;
      while (low < high) {
        const middle = (low + high + 1) >>> 1;
        if (entries[middle].segment === segment) low = middle;
        else high = middle - 1;
      }
    }
    return entries[high].position + entries[high].bytes.length;
  }

  /**
   * The segment of the last batch while nothing lies behind it, no matter who opened it; else a new one. They grow from
   * small ones, so that many idle partitions cost nothing.
   */
  #room(size: number): Segment {
    const { length } = this.#entries;
    let next = FIRST_SEGMENT_BYTES;
    if (length > 0) {
      const { segment, position, bytes } = this.#entries[length - 1];
      const full = segment.used + size > segment.bytes.length;
      if (!full && segment.used === position + bytes.length) return segment;
      if (full) next = Math.min(SEGMENT_BYTES, Math.max(next, segment.bytes.length * 4));
    }
    return { bytes: new Uint8Array(Math.max(next, size)), used: 0 };
  }

  /** Index of the first batch whose last offset is not below `offset`; the number of batches when there is none. */
  #indexOf(offset: number): number {
    return indexByLastOffset(this.#entries, offset);
  }
}

function copyInto(segment: Segment, batch: StoredBatch): Entry {
  const position = segment.used;
  segment.bytes.set(batch.bytes, position);
  segment.used += batch.bytes.length;
  const bytes = segment.bytes.subarray(position, segment.used);
  return { ...batch, segment, position, bytes, produced: producedBatch(bytes) };
}
