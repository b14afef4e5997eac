// The base of every error that Samsa throws. It owns the fields and the brand; whether a cause is retriable is
// judged in src/base/retry_rules.ts and handed in. Must not know anything else.

/** Where an error happened. */
export interface ErrorPlace {
  /** Broker that answered or was asked: `"host:port"` or `"host:port (id 3)"`. */
  readonly broker?: string;
  /** Topic concerned. */
  readonly topic?: string;
  /** Partition concerned. */
  readonly partition?: number;
}

/** What the constructor of every {@linkcode KafkaError} takes beside the message. */
export interface KafkaErrorOptions<Code extends string = string> extends ErrorPlace {
  /** Stable name of the cause, for `switch`. */
  readonly code: Code;
  /** True when the same call may succeed later. @default false */
  readonly retriable?: boolean;
  /** True when the object that threw it is of no further use. @default false */
  readonly fatal?: boolean;
  /** The error that led to this one. */
  readonly cause?: unknown;
  /** Of a send: `"none"` = not written; `"unknown"` = may still be written, so that a resend by the application may double it. */
  readonly delivery?: "none" | "unknown";
}

/** The brand of an error class: it survives two copies of this package in one program. */
export function errorBrand(name: string): symbol {
  return Symbol.for(`@samsa/kafka/${name}`);
}

/**
 * Base of all errors of this package. `instanceof` works across copies of the package: it looks for a brand, not a
 * prototype.
 */
export class KafkaError extends Error {
  /** Name of the class: the `name` of its errors and what their brand is made of. */
  static readonly kind: string = "KafkaError";
  /** Stable name of the cause, for `switch`. */
  readonly code: string;
  /** True when the same call may succeed later. */
  readonly retriable: boolean;
  /** True when the object that threw it is of no further use. */
  readonly fatal: boolean;
  /** Broker concerned, if one is. */
  readonly broker: string | undefined;
  /** Topic concerned, if one is. */
  readonly topic: string | undefined;
  /** Partition concerned, if one is. */
  readonly partition: number | undefined;
  /** Of a send: `"none"` = not written; `"unknown"` = may still be written. Undefined for everything else. */
  readonly delivery: "none" | "unknown" | undefined;

  /** Makes an error. `message` says what happened, the value, and what to do. */
  constructor(message: string, options: KafkaErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.kind;
    this.code = options.code;
    this.retriable = options.retriable ?? false;
    this.fatal = options.fatal ?? false;
    this.broker = options.broker;
    this.topic = options.topic;
    this.partition = options.partition;
    this.delivery = options.delivery;
    // The brand of every class of the chain: a user's subclass with a kind of its own stays one of its parents.
    for (let made = new.target; "kind" in made; made = Object.getPrototypeOf(made)) {
      if (Object.hasOwn(made, "kind")) Object.defineProperty(this, errorBrand(made.kind), { value: true });
    }
  }

  /**
   * Brand check: true for every error of this class, whichever copy of this package made it. A subclass without a kind
   * of its own has no brand: there the prototype decides.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (!Object.hasOwn(this, "kind")) return super[Symbol.hasInstance](value);
    return typeof value === "object" && value !== null && errorBrand(this.kind) in value;
  }
}
