// What a sender tells a queue of one request with a batch. Between sender.ts, produce_response.ts and
// partition_queue.ts; knows neither requests nor queues.
import type { KafkaError } from "../../errors/kafka_error.ts";

/** Why an attempt failed. */
export interface AttemptFailure {
  /** The error. */
  readonly error: KafkaError;
  /** Whether the batch may have been written all the same. */
  readonly maybeWritten: boolean;
}

/** What a broker said that did not like a sequence. */
export interface SequenceAnswer {
  /** The error. */
  readonly error: KafkaError;
  /** First offset of the log; -1 = unknown. */
  readonly logStart: number;
  /** Whether the answer shows that the batch is not in the log, whatever earlier attempts may have done. */
  readonly unwritten: boolean;
  /** Whether the broker knows a higher epoch of the producer id: nothing is lost, but the id is another's too. */
  readonly fenced: boolean;
}

/** An attempt that failed for good. */
export interface FailedAttempt extends AttemptFailure {
  /** Which one. */
  readonly attempt: number;
  /** Tells the records of the batch apart. */
  readonly errorOf?: (position: number) => KafkaError;
}

/** An attempt that may be repeated. */
export interface PassingFailure extends AttemptFailure {
  /** Which one. */
  readonly attempt: number;
  /** How long the next one waits, in ms. */
  readonly delayMs: number;
  /** Whether it failed for a batch in front of it alone. */
  readonly displaced?: boolean;
}

/** An attempt whose sequence was not the next one. */
export interface LostSequence extends SequenceAnswer {
  /** Which one. */
  readonly attempt: number;
  /** How long the next one waits, in ms. */
  readonly delayMs: number;
}
