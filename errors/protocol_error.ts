// ProtocolError: the fields of one kind of error. Must not know anything but the base.
import { KafkaError, type KafkaErrorOptions } from "./kafka_error.ts";

/** Codes of {@linkcode ProtocolError}. */
export type ProtocolErrorCode =
  | "TRUNCATED"
  | "INVALID_LENGTH"
  | "INVALID_VALUE"
  | "TRAILING_BYTES"
  | "FRAME_TOO_LARGE"
  | "UNSUPPORTED_FIELD"
  | "OUT_OF_RANGE"
  | "CORRELATION_MISMATCH"
  | "CRC_MISMATCH"
  | "INVALID_COMPRESSION"
  | "DECOMPRESSED_TOO_LARGE"
  | "INVALID_RECORD_BATCH";

/** Options of {@linkcode ProtocolError}. */
export interface ProtocolErrorOptions extends KafkaErrorOptions<ProtocolErrorCode> {
  /** Name of the protocol message. */
  readonly messageName?: string;
  /** Path of the field: `topics[4].partitions[69].leaderId`. */
  readonly field?: string;
  /** Offset in bytes at which it went wrong. */
  readonly offset?: number;
}

/** Bytes from the other side make no sense, or a message cannot be written in the chosen version. */
export class ProtocolError extends KafkaError {
  /** Name of the class. */
  static override readonly kind: string = "ProtocolError";
  /** Stable name of the cause. */
  declare readonly code: ProtocolErrorCode;
  /** Name of the protocol message. */
  readonly messageName: string | undefined;
  /** Path of the field: `topics[4].partitions[69].leaderId`. */
  readonly field: string | undefined;
  /** Offset in bytes at which it went wrong. */
  readonly offset: number | undefined;

  /** Makes one; `message` says what happened, the value, and what to do. */
  constructor(message: string, options: ProtocolErrorOptions) {
    super(message, options);
    this.messageName = options.messageName;
    this.field = options.field;
    this.offset = options.offset;
  }
}
