// FencedError: the fields of one kind of error. Must not know anything but the base.
import { KafkaError, type KafkaErrorOptions } from "./kafka_error.ts";

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
  /** Name of the class. */
  static override readonly kind: string = "FencedError";
  /** Stable name of the cause. */
  declare readonly code: FencedErrorCode;

  /** Makes one; `message` says what happened, the value, and what to do. */
  constructor(message: string, options: FencedErrorOptions) {
    super(message, options);
  }
}
