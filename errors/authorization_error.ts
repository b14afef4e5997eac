// AuthorizationError: the fields of one kind of error. Must not know anything but the base.
import { KafkaError, type KafkaErrorOptions } from "./kafka_error.ts";

/** Codes of {@linkcode AuthorizationError}. */
export type AuthorizationErrorCode =
  | "TOPIC_AUTHORIZATION_FAILED"
  | "GROUP_AUTHORIZATION_FAILED"
  | "CLUSTER_AUTHORIZATION_FAILED"
  | "TRANSACTIONAL_ID_AUTHORIZATION_FAILED"
  | "DELEGATION_TOKEN_AUTHORIZATION_FAILED";

/** Options of {@linkcode AuthorizationError}. */
export type AuthorizationErrorOptions = KafkaErrorOptions<AuthorizationErrorCode>;

/** The broker knows who we are and denies the operation. `code` is Kafka's own name. */
export class AuthorizationError extends KafkaError {
  /** Name of the class. */
  static override readonly kind: string = "AuthorizationError";
  /** Stable name of the cause. */
  declare readonly code: AuthorizationErrorCode;

  /** Makes one; `message` says what happened, the value, and what to do. */
  constructor(message: string, options: AuthorizationErrorOptions) {
    super(message, options);
  }
}
