// The errors of a producer that come from no broker: limits, time, close, places that are not there. Called by whoever
// takes records, keeps them or gives them up; pure.
import { AbortError } from "../../errors/abort_error.ts";
import { ClosedError } from "../../errors/closed_error.ts";
import { ConfigError } from "../../errors/config_error.ts";
import { KafkaError } from "../../errors/kafka_error.ts";
import { RecordError } from "../../errors/record_error.ts";
import { TimeoutError } from "../../errors/timeout_error.ts";
import type { Batch } from "./batch.ts";
import { outcome } from "./delivery.ts";
import type { ProducerRecord } from "./record.ts";
import type { Submission } from "./submission.ts";

/** The producer takes nothing any more. */
export function closedError(): ClosedError {
  return new ClosedError("The producer is closed: make a new one with kafka.producer()", {
    code: "CLOSED",
    delivery: "none",
  });
}

/** A wait that passed its own limit. */
export function sendTimeout(what: string, timeoutMs: number): TimeoutError {
  return new TimeoutError(`${what} within ${timeoutMs} ms`, { code: "SEND_TIMEOUT", timeoutMs, retriable: true });
}

/** What a full buffer holds. */
export interface Fullness {
  /** Bytes held. */
  readonly bytes: number;
  /** Records held. */
  readonly records: number;
  /** Most bytes. */
  readonly maxBufferedBytes: number;
  /** Most records. */
  readonly maxBufferedRecords: number;
}

/** The buffer is full; `advice` says what to do. */
export function bufferFull(held: Fullness, advice: string): RecordError {
  const { bytes, records, maxBufferedBytes, maxBufferedRecords } = held;
  const byRecords = records >= maxBufferedRecords;
  const what = byRecords
    ? `${records} records are buffered, maxBufferedRecords is ${maxBufferedRecords}`
    : `${bytes} bytes are buffered, maxBufferedBytes is ${maxBufferedBytes}`;
  return new RecordError(`The record was not taken: ${what}. ${advice}`, {
    code: "BUFFER_FULL",
    limit: byRecords ? maxBufferedRecords : maxBufferedBytes,
    retriable: true,
    delivery: "none",
  });
}

/** A wait for room that would never end. */
export function neverReady(): RecordError {
  return new RecordError("There is no room, and nothing makes any: with manualFlush, call producer.flush() first", {
    code: "BUFFER_FULL",
    delivery: "none",
  });
}

/** `batchMaxBytes` of the options gave nothing useful for a topic. */
export function batchMaxBytesError(topic: string, problem: string, cause?: unknown): ConfigError {
  const text = `batchMaxBytes must give a whole number of bytes for topic ${topic}: ${problem}`;
  return new ConfigError(`The record was not sent: ${text}`, {
    code: "INVALID_CONFIG",
    problems: [text],
    topic,
    delivery: "none",
    cause,
  });
}

/** What `abort` and `forget` give up; `why` is the beginning of the sentence. */
export function givenUp(
  why: string,
  at: { readonly topic: string; readonly partition?: number; readonly delivery: "none" | "unknown" },
): AbortError {
  const { topic, partition, delivery } = at;
  const place = partition === undefined ? topic : `${topic} [${partition}]`;
  const text = `${why} before the record for ${place} was acknowledged${outcome(delivery)}`;
  return new AbortError(text, { code: "ABORTED", topic, partition, delivery });
}

/** A record that no batch can hold. */
export function recordTooLarge(
  record: ProducerRecord,
  { topic, size, limit }: { readonly topic: string; readonly size: number; readonly limit: number },
): RecordError {
  const length = (content: string | Uint8Array | null | undefined) => content?.length ?? 0;
  const field = length(record.key) > length(record.value) ? "key" : "value";
  return new RecordError(
    `The record for ${topic} takes ${size} bytes, the most for one record is ${limit}: raise batchMaxBytes ` +
      "(and max.message.bytes of the topic), or make it smaller",
    { code: "RECORD_TOO_LARGE", field, limit, topic, partition: record.partition, delivery: "none" },
  );
}

/** A partitioner of the user that failed. */
export function partitionerError(topic: string, problem: string, cause?: unknown): RecordError {
  return new RecordError(`The partitioner gave no partition for a record of topic ${topic}: ${problem}`, {
    code: "UNKNOWN_PARTITION",
    field: "partition",
    topic,
    delivery: "none",
    cause,
  });
}

/** A topic that is known lacks the partition that a record names. */
export function noPartition({ topic, record: { partition } }: Submission, count: number): RecordError {
  return unknownPartition(
    { topic, partition, delivery: "none" },
    `its partition ${partition} is not there, topic ${JSON.stringify(topic)} has ${count} partitions`,
  );
}

/** A topic was created anew with `count` partitions, and that of a batch is not among them. */
export function partitionGone({ topic, partition, delivery }: Batch, count: number): RecordError {
  return unknownPartition(
    { topic, partition, delivery },
    `topic ${JSON.stringify(topic)} was deleted and created anew with ${count} partitions, ` +
      `partition ${partition} is not there any more`,
  );
}

function unknownPartition(
  at: { readonly topic: string; readonly partition?: number; readonly delivery: "none" | "unknown" },
  problem: string,
): RecordError {
  return new RecordError(`Cannot send the record: ${problem}`, {
    ...at,
    code: "UNKNOWN_PARTITION",
    field: "partition",
  });
}

/** What code of the application threw, or met on the way, for an `error` event; `what` is the beginning of a sentence. */
export function unexpected(what: string, cause: unknown): KafkaError {
  if (cause instanceof KafkaError) return cause;
  return new KafkaError(`${what}: ${textOf(cause)}`, { code: "UNEXPECTED", cause });
}

/** A value for a message; not every object can be made a string. */
export function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "an object";
  }
}

/** A batch past its delivery deadline. */
export function lateBatch(batch: Batch, timeoutMs: number): TimeoutError {
  const { topic, partition, delivery, lastError } = batch;
  return new TimeoutError(
    `The record for ${topic} [${partition}] was not acknowledged within deliveryTimeoutMs (${timeoutMs} ms)` +
      `${outcome(delivery)}${last(lastError)}`,
    { code: "DELIVERY_TIMEOUT", timeoutMs, topic, partition, retriable: true, delivery, cause: lastError ?? undefined },
  );
}

/** A record that waited too long for room or for its topic. */
export function lateInLine(one: Submission, timeoutMs: number, cause: KafkaError | null = null): TimeoutError {
  const { topic } = one;
  const { partition } = one.record;
  const what = one.needsRoom ? "room in the buffer (maxBufferedBytes, maxBufferedRecords)" : "its topic or partition";
  return new TimeoutError(
    `The record for ${topic} waited longer than deliveryTimeoutMs (${timeoutMs} ms) for ${what}; it was not written${
      last(cause)
    }`,
    {
      code: "DELIVERY_TIMEOUT",
      timeoutMs,
      topic,
      partition,
      retriable: true,
      delivery: "none",
      cause: cause ?? undefined,
    },
  );
}

/** A record that `close` left behind. */
export function unsent(
  at: { readonly topic: string; readonly partition?: number; readonly delivery?: "none" | "unknown" },
  timeoutMs: number,
  cause: KafkaError | null = null,
): ClosedError {
  const { topic, partition, delivery = "none" } = at;
  return new ClosedError(
    `The producer was closed, and the record for ${topic} was not acknowledged within ${timeoutMs} ms${
      outcome(delivery)
    }${last(cause)}`,
    { code: "CLOSED", topic, partition, delivery, cause: cause ?? undefined },
  );
}

function last(cause: KafkaError | null): string {
  return cause === null ? "" : `. The last failure was: ${cause.message}`;
}
