// The errors of one partition's queue that no broker words: what is lost, in doubt or given up. Called by
// partition_queue.ts and producer.ts; pure.
import { DataLossError, type DataLossErrorOptions } from "../../errors/data_loss_error.ts";
import { FencedError, type FencedErrorCode } from "../../errors/fenced_error.ts";
import { KafkaError } from "../../errors/kafka_error.ts";
import type { Batch } from "./batch.ts";
import { outcome } from "./delivery.ts";
import type { SessionPartition } from "./producer_session.ts";

/** The log of a partition was cut; `what` tells how that shows. */
export function logCut(
  { topic, partition }: SessionPartition,
  what: string,
  options: DataLossErrorOptions,
): DataLossError {
  const text = `The broker's log of ${topic} [${partition}] was cut: ${what}`;
  return new DataLossError(text, { ...options, topic, partition });
}

/** The identity under which a batch may have been written is gone: it cannot be sent again without the risk of a double. */
export function inDoubt({ topic, partition, lastError }: Batch): DataLossError {
  return new DataLossError(
    `The records for ${topic} [${partition}] may or may not be written: an earlier batch failed, and sending them again could double them`,
    { code: "PRODUCER_STATE_LOST", topic, partition, delivery: "unknown", cause: lastError },
  );
}

/** A batch that has failed once more than `recordRetries` allows. */
export function retriesExhausted(
  { topic, partition, delivery }: Batch,
  retries: number,
  cause: KafkaError,
): KafkaError {
  return new KafkaError(
    `The record for ${topic} [${partition}] was not acknowledged after recordRetries (${retries})${
      outcome(delivery)
    }. The last failure was: ${cause.message}`,
    { code: "RETRIES_EXHAUSTED", topic, partition, retriable: true, delivery, cause },
  );
}

/** Why a record fails after an error that was fatal to its producer: an error of the same class. */
export function afterFatal(
  cause: KafkaError,
  at: { readonly topic?: string; readonly partition?: number; readonly delivery?: "none" | "unknown" } = {},
): KafkaError {
  const { topic, partition, delivery = "none" } = at;
  const text = `The producer is of no further use, and the record was not acknowledged${
    outcome(delivery)
  }: ${cause.message}`;
  const options = { topic, partition, delivery, fatal: true, cause };
  if (cause instanceof DataLossError) return new DataLossError(text, { ...options, code: cause.code });
  if (cause instanceof FencedError) return new FencedError(text, { ...options, code: cause.code as FencedErrorCode });
  return new KafkaError(text, { ...options, code: cause.code });
}
