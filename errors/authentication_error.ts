// AuthenticationError: the fields of one kind of error. Must not know anything but the base.
import { KafkaError, type KafkaErrorOptions } from "./kafka_error.ts";

/** Codes of {@linkcode AuthenticationError}. */
export type AuthenticationErrorCode =
  | "SASL_AUTHENTICATION_FAILED"
  | "UNSUPPORTED_SASL_MECHANISM"
  | "ILLEGAL_SASL_STATE";

/** Options of {@linkcode AuthenticationError}. */
export type AuthenticationErrorOptions = KafkaErrorOptions<AuthenticationErrorCode>;

/** The broker refused who we are (SASL or TLS). */
export class AuthenticationError extends KafkaError {
  /** Name of the class. */
  static override readonly kind: string = "AuthenticationError";
  /** Stable name of the cause. */
  declare readonly code: AuthenticationErrorCode;

  /** Makes one; `message` says what happened, the value, and what to do. */
  constructor(message: string, options: AuthenticationErrorOptions) {
    super(message, options);
  }
}
