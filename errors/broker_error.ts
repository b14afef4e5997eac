// BrokerError: the fields of one kind of error. Must not know anything but the base.
import { KafkaError, type KafkaErrorOptions } from "./kafka_error.ts";

/** Options of {@linkcode BrokerError}. */
export interface BrokerErrorOptions extends KafkaErrorOptions<string> {
  /** Kafka's number of the error. */
  readonly errorCode: number;
}

/** A broker answered with an error code. `code` is Kafka's own name (`NOT_LEADER_OR_FOLLOWER`), `errorCode` its number. */
export class BrokerError extends KafkaError {
  /** Name of the class. */
  static override readonly kind: string = "BrokerError";
  /** Kafka's number of the error. */
  readonly errorCode: number;

  /** Makes one; `message` says what happened, the value, and what to do. */
  constructor(message: string, options: BrokerErrorOptions) {
    super(message, options);
    this.errorCode = options.errorCode;
  }
}
