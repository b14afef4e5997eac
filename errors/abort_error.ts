// AbortError: the fields of one kind of error. Must not know anything but the base.
import { errorBrand, hasErrorBrand, KafkaError, type KafkaErrorOptions } from "./kafka_error.ts";

/** Codes of {@linkcode AbortError}. */
export type AbortErrorCode = "ABORTED";

/** Options of {@linkcode AbortError}. */
export type AbortErrorOptions = KafkaErrorOptions<AbortErrorCode>;

/** A signal ended the call; `cause` is the reason of the signal. */
export class AbortError extends KafkaError {
  /** Stable name of the cause. */
  declare readonly code: AbortErrorCode;

  /** Makes one; `message` says what happened, the value, and what to do. */
  constructor(message: string, options: AbortErrorOptions) {
    super(message, options);
    this.name = "AbortError";
    Object.defineProperty(this, errorBrand("AbortError"), { value: true });
  }

  /** Brand check: works across copies of the package. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return hasErrorBrand(value, "AbortError");
  }
}
