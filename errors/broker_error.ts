// BrokerError: the fields of one kind of error. Must not know anything but the base.
import { errorBrand, hasErrorBrand, KafkaError, type KafkaErrorOptions } from "./kafka_error.ts";

/** Options of {@linkcode BrokerError}. */
export interface BrokerErrorOptions extends KafkaErrorOptions<string> {
  /** Kafka's number of the error. */
  readonly errorCode: number;
}

/** A broker answered with an error code. `code` is Kafka's own name (`NOT_LEADER_OR_FOLLOWER`), `errorCode` its number. */
export class BrokerError extends KafkaError {
  /** Kafka's number of the error. */
  readonly errorCode: number;

  /** Makes one; `message` says what happened, the value, and what to do. */
  constructor(message: string, options: BrokerErrorOptions) {
    super(message, options);
    this.name = "BrokerError";
    this.errorCode = options.errorCode;
    Object.defineProperty(this, errorBrand("BrokerError"), { value: true });
  }

  /** Brand check: works across copies of the package. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return hasErrorBrand(value, "BrokerError");
  }
}
