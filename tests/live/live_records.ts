// Records for live tests, in one plain form for what is sent, what we read and what Java read, so that they compare.
// Also runs in workerd: no runtime APIs here.
import type { Consumer, Kafka, ProducerRecord } from "../../mod.ts";

const encoder = new TextEncoder();

/** A record as it is compared. */
export interface PlainRecord {
  /** Key as text; null is no key, "" an empty one. */
  readonly key: string | null;
  /** Value as text; null is a tombstone. */
  readonly value: string | null;
  /** Headers in order; null where the format has none. */
  readonly headers: readonly (readonly [string, string | null])[];
  /** Unix ms; null where the format has none. */
  readonly timestamp: number | null;
}

/** What the record format of a broker can hold. */
export interface RecordFormat {
  /** Headers: 0.11 and newer. */
  readonly headers: boolean;
  /** Timestamps: 0.10 and newer. */
  readonly timestamps: boolean;
}

const FIRST_TIMESTAMP = 1_700_000_000_000;

/** Records with every kind of key, value and headers: null, empty, short, long, not ASCII. */
export function sampleRecords(
  count: number,
  format: RecordFormat = { headers: true, timestamps: true },
): PlainRecord[] {
  return Array.from({ length: count }, (_, i) => ({
    key: i % 5 === 0 ? null : i % 5 === 1 ? "" : `key-${i} ключ`,
    value: i % 7 === 0 ? null : i % 7 === 1 ? "" : `value-${i} ` + "the same words again ".repeat(i % 40),
    headers: format.headers ? sampleHeaders(i) : [],
    timestamp: format.timestamps ? FIRST_TIMESTAMP + 1000 * i : null,
  }));
}

function sampleHeaders(i: number): PlainRecord["headers"] {
  const all = [["trace", `id-${i}`], ["trace", "a second one of that name"], ["nothing", null], ["", ""]] as const;
  return all.slice(0, i % 5);
}

/** For our producer. */
export function toSend(
  record: PlainRecord,
  place: { readonly topic: string; readonly partition: number },
): ProducerRecord {
  const { key, value, headers, timestamp } = record;
  return {
    ...place,
    key,
    value,
    ...(headers.length > 0 ? { headers } : {}),
    ...(timestamp !== null ? { timestamp } : {}),
  };
}

/** For the Java producer. */
export function forJava<P extends object>(record: PlainRecord, place: P): P & JavaForm {
  const { key, value, headers, timestamp } = record;
  return {
    ...place,
    key: bytes(key),
    value: bytes(value),
    headers: headers.map(([name, content]) => [name, bytes(content)] as const),
    ...(timestamp !== null ? { timestamp } : {}),
  };
}

/** What `forJava` adds. */
export interface JavaForm {
  /** Key. */
  readonly key: Uint8Array | null;
  /** Value. */
  readonly value: Uint8Array | null;
  /** Headers. */
  readonly headers: readonly (readonly [string, Uint8Array | null])[];
  /** Timestamp. */
  readonly timestamp?: number;
}

/** A record read by us or by Java, with its place. */
export interface PlacedRecord extends PlainRecord {
  /** Partition. */
  readonly partition: number;
  /** Offset. */
  readonly offset: number;
}

/** The plain form of what was read. */
export function plain(record: {
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number | null;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: readonly (readonly [string, Uint8Array | null])[];
}): PlacedRecord {
  const { partition, offset, timestamp } = record;
  return {
    partition,
    offset,
    timestamp: timestamp === -1 ? null : timestamp,
    key: text(record.key),
    value: text(record.value),
    headers: record.headers.map(([name, value]) => [name, text(value)] as const),
  };
}

/** What a partition must hold: the records, from offset `first` on without a gap. */
export function placed(
  records: readonly PlainRecord[],
  at: { readonly partition: number; readonly first?: number },
): PlacedRecord[] {
  const { partition, first = 0 } = at;
  return records.map((record, i) => ({ partition, offset: first + i, ...record }));
}

/** Reads `count` records of a topic from the beginning with a consumer of its own; sorted by place. */
export async function readAll(kafka: Kafka, topic: string, count: number): Promise<PlacedRecord[]> {
  const consumer = kafka.consumer({ topics: [topic], maxWaitMs: 500 });
  try {
    return byPlace(await take(consumer, count));
  } finally {
    await consumer.close();
  }
}

async function take(consumer: Consumer, count: number): Promise<PlacedRecord[]> {
  const records: PlacedRecord[] = [];
  for await (const record of consumer) {
    records.push(plain(record));
    if (records.length >= count) break;
  }
  return records;
}

/** Sorts by partition and offset. */
export function byPlace<R extends { readonly partition: number; readonly offset: number }>(records: R[]): R[] {
  return records.sort((a, b) => a.partition - b.partition || a.offset - b.offset);
}

let topics = 0;
const start = Date.now().toString(36);

/** A topic name that no other test has. */
export function newTopic(about: string): string {
  return `${about}-${start}-${Math.floor(Math.random() * 1e6)}-${++topics}`;
}

function bytes(value: string | null): Uint8Array | null {
  return value === null ? null : encoder.encode(value);
}

function text(value: Uint8Array | null): string | null {
  return value === null ? null : new TextDecoder().decode(value);
}
