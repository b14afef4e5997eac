// SendError: the fields of one kind of error. Must not know anything but the base.
import { KafkaError, type KafkaErrorOptions } from "./kafka_error.ts";

/** One record that was not acknowledged. */
export interface SendFailure {
  /** Its place in the records of the call. */
  readonly index: number;
  /** Why. */
  readonly error: KafkaError;
}

/** Codes of {@linkcode SendError}. */
export type SendErrorCode = "SEND_FAILED";

/** Options of {@linkcode SendError}. */
export interface SendErrorOptions extends KafkaErrorOptions<SendErrorCode> {
  /** One entry for each record that was acknowledged, by its place in the call. */
  readonly results: readonly unknown[];
  /** The records that failed, at most 100 of them. */
  readonly failed: readonly SendFailure[];
  /** How many failed in all. */
  readonly failedCount: number;
}

/** Some records of one call were not acknowledged. */
export class SendError extends KafkaError {
  /** Name of the class. */
  static override readonly kind: string = "SendError";
  /** Stable name of the cause. */
  declare readonly code: SendErrorCode;
  /** One entry for each record that was acknowledged, by its place in the call. */
  readonly results: readonly unknown[];
  /** The records that failed, at most 100 of them. */
  readonly failed: readonly SendFailure[];
  /** How many failed in all. */
  readonly failedCount: number;

  /** Makes one; `message` says what happened, the value, and what to do. */
  constructor(message: string, options: SendErrorOptions) {
    super(message, options);
    this.results = options.results;
    this.failed = options.failed;
    this.failedCount = options.failedCount;
  }
}
