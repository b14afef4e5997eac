// ClosedError: the fields of one kind of error. Must not know anything but the base.
import { KafkaError, type KafkaErrorOptions } from "./kafka_error.ts";

/** Codes of {@linkcode ClosedError}. */
export type ClosedErrorCode = "CLOSED";

/** Options of {@linkcode ClosedError}. */
export type ClosedErrorOptions = KafkaErrorOptions<ClosedErrorCode>;

/** The object was closed before the call could end. */
export class ClosedError extends KafkaError {
  /** Name of the class. */
  static override readonly kind: string = "ClosedError";
  /** Stable name of the cause. */
  declare readonly code: ClosedErrorCode;

  /** Makes one; `message` says what happened, the value, and what to do. */
  constructor(message: string, options: ClosedErrorOptions) {
    super(message, options);
  }
}
