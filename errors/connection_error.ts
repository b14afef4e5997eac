// ConnectionError: the fields of one kind of error. Must not know anything but the base.
import { KafkaError, type KafkaErrorOptions } from "./kafka_error.ts";

/** Codes of {@linkcode ConnectionError}. */
export type ConnectionErrorCode =
  | "CONNECTION_REFUSED"
  | "CONNECTION_RESET"
  | "CONNECTION_CLOSED"
  | "HOST_UNREACHABLE"
  | "NAME_NOT_FOUND"
  | "CONNECT_TIMEOUT"
  | "PERMISSION_DENIED"
  | "TLS_UNKNOWN_AUTHORITY"
  | "TLS_WRONG_NAME"
  | "TLS_CERTIFICATE_EXPIRED"
  | "TLS_CLIENT_CERTIFICATE"
  | "TLS_HANDSHAKE"
  | "TLS_EXPECTED"
  | "PLAINTEXT_EXPECTED"
  | "NOT_KAFKA"
  | "NO_BROKER_AVAILABLE"
  | "CONNECTION_FAILED";

/** Options of {@linkcode ConnectionError}. */
export type ConnectionErrorOptions = KafkaErrorOptions<ConnectionErrorCode>;

/** A connection could not be opened, broke, or leads to something that is not Kafka. */
export class ConnectionError extends KafkaError {
  /** Name of the class. */
  static override readonly kind: string = "ConnectionError";
  /** Stable name of the cause. */
  declare readonly code: ConnectionErrorCode;

  /** Makes one; `message` says what happened, the value, and what to do. */
  constructor(message: string, options: ConnectionErrorOptions) {
    super(message, options);
  }
}
