// AbortError: the fields of one kind of error. Must not know anything but the base.
import { KafkaError, type KafkaErrorOptions } from "./kafka_error.ts";

/** Codes of {@linkcode AbortError}. */
export type AbortErrorCode = "ABORTED";

/** Options of {@linkcode AbortError}. */
export type AbortErrorOptions = KafkaErrorOptions<AbortErrorCode>;

/** A signal ended the call; `cause` is the reason of the signal. */
export class AbortError extends KafkaError {
  /** Name of the class. */
  static override readonly kind: string = "AbortError";
  /** Stable name of the cause. */
  declare readonly code: AbortErrorCode;

  /** Makes one; `message` says what happened, the value, and what to do. */
  constructor(message: string, options: AbortErrorOptions) {
    super(message, options);
  }
}
