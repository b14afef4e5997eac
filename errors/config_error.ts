// ConfigError: the fields of one kind of error. Must not know anything but the base.
import { errorBrand, hasErrorBrand, KafkaError, type KafkaErrorOptions } from "./kafka_error.ts";

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
  /** Stable name of the cause. */
  declare readonly code: ConfigErrorCode;
  /** Every mistake found, one sentence each. */
  readonly problems: readonly string[];

  /** Makes one; `message` says what happened, the value, and what to do. */
  constructor(message: string, options: ConfigErrorOptions) {
    super(message, options);
    this.name = "ConfigError";
    this.problems = options.problems;
    Object.defineProperty(this, errorBrand("ConfigError"), { value: true });
  }

  /** Brand check: works across copies of the package. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return hasErrorBrand(value, "ConfigError");
  }
}
