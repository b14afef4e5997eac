// A record as an application gives it to a producer, its check, and what it gets back. Called by intake.ts for every
// record: the good path makes no object. Must not know batches.
import type { KafkaError } from "../../errors/kafka_error.ts";
import { RecordError } from "../../errors/record_error.ts";
import { topicNameProblem } from "./topic_name.ts";

/** Headers of a record to send: an object, or name and value pairs in order (names may repeat). */
export type ProducerHeaders =
  | Readonly<Record<string, string | Uint8Array | null>>
  | readonly (readonly [name: string, value: string | Uint8Array | null])[];

/** A record to send. Bytes are copied before the call returns, unless the call has to wait for room or metadata. */
export interface ProducerRecord {
  /** Topic name. @default the producer's defaultTopic */
  readonly topic?: string;
  /** Partition; absent: the partitioner decides. */
  readonly partition?: number;
  /** Key; absent or null: none. Text is encoded as UTF-8. */
  readonly key?: string | Uint8Array | null;
  /** Value; null is a tombstone. Text is encoded as UTF-8. */
  readonly value: string | Uint8Array | null;
  /** Headers. */
  readonly headers?: ProducerHeaders;
  /** Unix time in ms. @default now */
  readonly timestamp?: number;
}

/** Where an acknowledged record is. */
export interface RecordMetadata {
  /** Topic name. */
  readonly topic: string;
  /** Partition index. */
  readonly partition: number;
  /** Offset in the partition; -1 when the broker did not tell (acks 0, or a batch that an earlier attempt had written). */
  readonly offset: number;
  /** Timestamp of the record, Unix ms; set by the broker when the topic says so. */
  readonly timestamp: number;
}

/** What became of an enqueued record: where it is, or why it is not known to be written. */
export type DeliveryOutcome =
  | { readonly metadata: RecordMetadata; readonly error?: undefined }
  | { readonly error: KafkaError; readonly metadata?: undefined };

/** What is wrong with a record, or null; its topic is looked at by {@linkcode topicProblem}, once for many records. */
export function recordProblem(record: ProducerRecord): RecordError | null {
  if (typeof record !== "object" || record === null) return bad("record", "must be an object", record);
  const { key, value, partition, timestamp, headers } = record;
  if (typeof value !== "string" && value !== null && !(value instanceof Uint8Array)) {
    return bad("value", "must be a string, a Uint8Array or null", value);
  }
  if (key !== undefined && key !== null && typeof key !== "string" && !(key instanceof Uint8Array)) {
    return bad("key", "must be a string, a Uint8Array or null", key);
  }
  if (partition !== undefined && !(Number.isInteger(partition) && partition >= 0 && partition <= 0x7fffffff)) {
    return bad("partition", "must be a whole number of 0 or more", partition);
  }
  if (timestamp !== undefined && !(Number.isSafeInteger(timestamp) && timestamp >= 0)) {
    return bad("timestamp", "must be Unix time in whole milliseconds", timestamp);
  }
  return headers === undefined ? null : headersProblem(headers);
}

/** What is wrong with the topic of a record, or null. */
export function topicProblem(topic: unknown): RecordError | null {
  if (topic === undefined) return bad("topic", "must be given, since the producer has no defaultTopic", topic);
  const problem = topicNameProblem(topic);
  return problem === null ? null : bad("topic", problem, topic);
}

/** Headers as pairs, or null when there are none. */
export function headerPairs(headers: ProducerHeaders | undefined): HeaderPairs | null {
  if (headers === undefined || headers === null) return null;
  const pairs = Array.isArray(headers) ? headers as HeaderPairs : Object.entries(headers) as HeaderPairs;
  return pairs.length === 0 ? null : pairs;
}

/** Headers in order. */
export type HeaderPairs = readonly (readonly [name: string, value: string | Uint8Array | null])[];

/** Largest size of one record's frame in a batch beside its key, value and headers: length, attributes, deltas, counts. */
const FRAME_BYTES = 36;

/** An upper bound of the bytes that a record takes in a batch; exact for text that is ASCII but for the frame. */
export function recordSize(record: ProducerRecord): number {
  const { key, value, headers } = record;
  let size = FRAME_BYTES;
  if (value !== null) size += value.length;
  if (key !== undefined && key !== null) size += key.length;
  if (headers !== undefined) {
    for (const [name, content] of headerPairs(headers) ?? []) {
      size += 10 + name.length + (content === null ? 0 : content.length);
    }
  }
  return size;
}

const encoder = new TextEncoder();

/** The bytes that a record takes at most, with text measured as UTF-8. */
export function exactRecordSize(record: ProducerRecord): number {
  const length = (content: string | Uint8Array | null | undefined) =>
    typeof content === "string" ? encoder.encode(content).length : content?.length ?? 0;
  let size = FRAME_BYTES + length(record.key) + length(record.value);
  for (const [name, content] of headerPairs(record.headers) ?? []) size += 10 + length(name) + length(content);
  return size;
}

function headersProblem(headers: ProducerHeaders): RecordError | null {
  if (typeof headers !== "object" || headers === null) {
    return bad("headers", "must be an object or a list of pairs", headers);
  }
  for (const pair of headerPairs(headers) ?? []) {
    if (!Array.isArray(pair) || typeof pair[0] !== "string") {
      return bad("headers", "must hold pairs of a name and a value", pair);
    }
    const value: unknown = pair[1];
    if (typeof value !== "string" && value !== null && !(value instanceof Uint8Array)) {
      return bad("headers", `must hold strings, Uint8Arrays or null (header ${JSON.stringify(pair[0])})`, value);
    }
  }
  return null;
}

function bad(field: string, rule: string, value: unknown): RecordError {
  const shown = typeof value === "string" ? JSON.stringify(value.slice(0, 60)) : describe(value);
  return new RecordError(`Cannot send the record: its ${field} ${rule}, it is ${shown}`, {
    code: "INVALID_RECORD",
    field,
    delivery: "none",
  });
}

function describe(value: unknown): string {
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "an array" : "an object";
  return typeof value === "function" ? "a function" : String(value);
}
