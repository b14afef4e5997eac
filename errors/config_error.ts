// ConfigError: the fields of one kind of error. Must not know anything but the base.
import { KafkaError, type KafkaErrorOptions } from "./kafka_error.ts";

/** Codes of {@linkcode ConfigError}. */
export type ConfigErrorCode =
  | "INVALID_CONFIG"
  | "UNSUPPORTED_BY_RUNTIME"
  | "UNSUPPORTED_VERSION";

/** Options of {@linkcode ConfigError}. */
export interface ConfigErrorOptions extends KafkaErrorOptions<ConfigErrorCode> {
  /** Every mistake found, one sentence each. */
  readonly problems: readonly string[];
}

/** Options that cannot work. `problems` lists every mistake, one sentence each, naming the option, its value and what was expected. */
export class ConfigError extends KafkaError {
  /** Name of the class. */
  static override readonly kind: string = "ConfigError";
  /** Stable name of the cause. */
  declare readonly code: ConfigErrorCode;
  /** Every mistake found, one sentence each. */
  readonly problems: readonly string[];

  /** Makes one; `message` says what happened, the value, and what to do. */
  constructor(message: string, options: ConfigErrorOptions) {
    super(message, options);
    this.problems = options.problems;
  }
}
