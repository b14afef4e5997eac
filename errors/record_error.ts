// RecordError: the fields of one kind of error. Must not know anything but the base.
import { KafkaError, type KafkaErrorOptions } from "./kafka_error.ts";

/** Codes of {@linkcode RecordError}. */
export type RecordErrorCode =
  | "RECORD_TOO_LARGE"
  | "INVALID_RECORD"
  | "BUFFER_FULL"
  | "UNKNOWN_PARTITION"
  | "SERIALIZATION"
  | "DESERIALIZATION";

/** Options of {@linkcode RecordError}. */
export interface RecordErrorOptions extends KafkaErrorOptions<RecordErrorCode> {
  /** Field of the record that is wrong. */
  readonly field?: string;
  /** Limit that was passed, in the unit that the message names. */
  readonly limit?: number;
}

/** A record cannot be sent or read. */
export class RecordError extends KafkaError {
  /** Name of the class. */
  static override readonly kind: string = "RecordError";
  /** Stable name of the cause. */
  declare readonly code: RecordErrorCode;
  /** Field of the record that is wrong. */
  readonly field: string | undefined;
  /** Limit that was passed, in the unit that the message names. */
  readonly limit: number | undefined;

  /** Makes one; `message` says what happened, the value, and what to do. */
  constructor(message: string, options: RecordErrorOptions) {
    super(message, options);
    this.field = options.field;
    this.limit = options.limit;
  }
}
