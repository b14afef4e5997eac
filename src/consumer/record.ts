// A record and a batch as an application sees them. Made by batch_decoder.ts; key, value and headers are slices of the
// batch, cut when touched. Must not know how they came here.
import { exactTimestamp, headersAt, type RecordHeader, type RecordPlace } from "../../protocol/records/record_view.ts";

const text = new TextDecoder();

/** What the records of one batch share. */
export interface RecordOrigin {
  /** Topic name. */
  readonly topic: string;
  /** Partition index. */
  readonly partition: number;
  /** Leader epoch under which the batch was appended; -1 = unknown (formats 0 and 1). */
  readonly leaderEpoch: number;
}

/**
 * A record that was read. `key`, `value` and header values are slices: they keep the bytes of the whole batch alive,
 * so call {@linkcode ConsumerRecord.copy} for what is kept long.
 */
export class ConsumerRecord {
  /** Offset in the partition. */
  readonly offset: number;
  /** Unix ms, the nearest number; -1 = none. */
  readonly timestamp: number;
  readonly #origin: RecordOrigin;
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
  constructor(origin: RecordOrigin, place: RecordPlace) {
    this.offset = place.offset;
    this.timestamp = place.timestamp;
    this.#origin = origin;
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

  /** Topic name. */
  get topic(): string {
    return this.#origin.topic;
  }

  /** Partition index. */
  get partition(): number {
    return this.#origin.partition;
  }

  /** Leader epoch under which it was appended; -1 = unknown. */
  get leaderEpoch(): number {
    return this.#origin.leaderEpoch;
  }

  /** Key, or null; never null for an empty key. */
  get key(): Uint8Array | null {
    return this.#keyLength < 0 ? null : this.#bytes.subarray(this.#keyStart, this.#keyStart + this.#keyLength);
  }

  /** Value, or null (a tombstone); never null for an empty value. */
  get value(): Uint8Array | null {
    return this.#valueLength < 0 ? null : this.#bytes.subarray(this.#valueStart, this.#valueStart + this.#valueLength);
  }

  /** Headers in order; a name may stand there more than once. */
  get headers(): readonly RecordHeader[] {
    return this.#headerCount === 0 ? [] : headersAt(this.#bytes, this.#headersStart, this.#headerCount);
  }

  /** The value as text (UTF-8; what is not valid becomes U+FFFD); null for a tombstone. */
  text(): string | null {
    const value = this.value;
    return value === null ? null : text.decode(value);
  }

  /** The value parsed as JSON; null for a tombstone. Throws a `SyntaxError` if it is none. */
  json<T = unknown>(): T | null {
    const value = this.text();
    return value === null ? null : JSON.parse(value) as T;
  }

  /** The key as text; null when there is none. */
  keyText(): string | null {
    const key = this.key;
    return key === null ? null : text.decode(key);
  }

  /** The timestamp to the last bit: it is an int64 on the wire. */
  timestampExact(): bigint {
    return exactTimestamp({
      bytes: this.#bytes,
      timestampBase: this.#base,
      timestampStart: this.#timestampStart,
    });
  }

  /** Key, value and headers in memory of their own. */
  copy(): { key: Uint8Array | null; value: Uint8Array | null; headers: RecordHeader[] } {
    return {
      key: this.key?.slice() ?? null,
      value: this.value?.slice() ?? null,
      headers: this.headers.map(([name, value]) => [name, value?.slice() ?? null]),
    };
  }
}

/** The records of one batch of one partition: `for (const record of batch)`. */
export class ConsumerBatch implements Iterable<ConsumerRecord> {
  /** Topic name. */
  readonly topic: string;
  /** Partition index. */
  readonly partition: number;
  /** Leader epoch under which it was appended; -1 = unknown. */
  readonly leaderEpoch: number;
  /** Its records, in order; never empty. */
  readonly records: readonly ConsumerRecord[];
  /** High watermark of the partition when it was fetched. */
  readonly highWatermark: number;
  /** Offset behind the batch: where reading goes on, also past records that compaction took. */
  readonly nextOffset: number;

  /** `nextOffset`: where reading goes on after this batch. */
  constructor(
    origin: RecordOrigin,
    { records, highWatermark, nextOffset }: {
      readonly records: readonly ConsumerRecord[];
      readonly highWatermark: number;
      readonly nextOffset: number;
    },
  ) {
    this.topic = origin.topic;
    this.partition = origin.partition;
    this.leaderEpoch = origin.leaderEpoch;
    this.records = records;
    this.highWatermark = highWatermark;
    this.nextOffset = nextOffset;
  }

  /** Offset of its first record. */
  get firstOffset(): number {
    return this.records[0].offset;
  }

  /** Offset of its last record. */
  get lastOffset(): number {
    return this.records[this.records.length - 1].offset;
  }

  /** Its records, in order. */
  [Symbol.iterator](): Iterator<ConsumerRecord> {
    return this.records[Symbol.iterator]();
  }
}
