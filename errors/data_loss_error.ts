// DataLossError: the fields of one kind of error. Must not know anything but the base.
import { KafkaError, type KafkaErrorOptions } from "./kafka_error.ts";

/** Codes of {@linkcode DataLossError}. */
export type DataLossErrorCode =
  | "LOG_TRUNCATED"
  | "OFFSET_OUT_OF_RANGE"
  | "PRODUCER_STATE_LOST";

/** Options of {@linkcode DataLossError}. */
export type DataLossErrorOptions = KafkaErrorOptions<DataLossErrorCode>;

/** Records that were written are gone: after an unclean leader election, retention or truncation. */
export class DataLossError extends KafkaError {
  /** Name of the class. */
  static override readonly kind: string = "DataLossError";
  /** Stable name of the cause. */
  declare readonly code: DataLossErrorCode;

  /** Makes one; `message` says what happened, the value, and what to do. */
  constructor(message: string, options: DataLossErrorOptions) {
    super(message, options);
  }
}
