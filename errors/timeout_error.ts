// TimeoutError: the fields of one kind of error. Must not know anything but the base.
import { KafkaError, type KafkaErrorOptions } from "./kafka_error.ts";

/** Codes of {@linkcode TimeoutError}. */
export type TimeoutErrorCode =
  | "REQUEST_TIMEOUT"
  | "API_TIMEOUT"
  | "DELIVERY_TIMEOUT"
  | "CLOSE_TIMEOUT"
  | "SEND_TIMEOUT";

/** Options of {@linkcode TimeoutError}. */
export interface TimeoutErrorOptions extends KafkaErrorOptions<TimeoutErrorCode> {
  /** The limit that passed, in milliseconds. */
  readonly timeoutMs: number;
}

/** Something did not end within its time limit. `cause` is the last failure seen before the limit, if any. */
export class TimeoutError extends KafkaError {
  /** Name of the class. */
  static override readonly kind: string = "TimeoutError";
  /** Stable name of the cause. */
  declare readonly code: TimeoutErrorCode;
  /** The limit that passed, in milliseconds. */
  readonly timeoutMs: number;

  /** Makes one; `message` says what happened, the value, and what to do. */
  constructor(message: string, options: TimeoutErrorOptions) {
    super(message, options);
    this.timeoutMs = options.timeoutMs;
  }
}
