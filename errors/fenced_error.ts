// FencedError: the fields of one kind of error. Must not know anything but the base.
import { errorBrand, hasErrorBrand, KafkaError, type KafkaErrorOptions } from "./kafka_error.ts";

/** Codes of {@linkcode FencedError}. */
export type FencedErrorCode =
  | "PRODUCER_FENCED"
  | "FENCED_INSTANCE_ID"
  | "INVALID_PRODUCER_EPOCH"
  | "FENCED_MEMBER_EPOCH";

/** Options of {@linkcode FencedError}. */
export type FencedErrorOptions = KafkaErrorOptions<FencedErrorCode>;

/** Another instance with the same identity has taken over. */
export class FencedError extends KafkaError {
  /** Stable name of the cause. */
  declare readonly code: FencedErrorCode;

  /** Makes one; `message` says what happened, the value, and what to do. */
  constructor(message: string, options: FencedErrorOptions) {
    super(message, options);
    this.name = "FencedError";
    Object.defineProperty(this, errorBrand("FencedError"), { value: true });
  }

  /** Brand check: works across copies of the package. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return hasErrorBrand(value, "FencedError");
  }
}
