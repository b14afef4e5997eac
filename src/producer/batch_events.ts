// The events that partition_queue.ts tells of a batch; made only when somebody listens. Must not know queues.
import type { KafkaError } from "../../errors/kafka_error.ts";
import type { ClientEvent } from "../base/client_event.ts";
import type { Batch } from "./batch.ts";

/** `batch` was acknowledged at `now`. */
export function batchWritten(batch: Batch, now: number): ClientEvent {
  const { topic, partition, records } = batch;
  return {
    type: "batch written",
    topic,
    partition,
    records: batch.count,
    bytes: records.sealedBytes,
    uncompressedBytes: records.size,
    codec: records.codec,
    queueMs: Math.max(0, batch.queueMs),
    latencyMs: now - batch.sentAt,
    attempts: batch.failures + 1,
    error: null,
  };
}

/** An attempt with `batch` failed; the next comes after `delayMs`. */
export function batchRetried(batch: Batch, error: KafkaError, delayMs: number): ClientEvent {
  const { topic, partition, count: records, failures: attempt } = batch;
  return { type: "batch retried", topic, partition, records, attempt, delayMs, error };
}

/** A broker refused `batch` as too large: it becomes two. */
export function batchSplit(batch: Batch, error: KafkaError): ClientEvent {
  const { topic, partition, count: records } = batch;
  return { type: "batch split", topic, partition, records, bytes: batch.records.sealedBytes, parts: 2, error };
}
