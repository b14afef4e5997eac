// Checks options when an object is made: every mistake is collected and thrown as one ConfigError that names the
// option, its value and what was expected. Must not know Kafka.
import { ConfigError } from "../errors/config_error.ts";

/** Bounds of a number. */
export interface NumberRule {
  /** Smallest value allowed. */
  readonly min: number;
  /** Largest value allowed. @default Number.MAX_SAFE_INTEGER */
  readonly max?: number;
  /** Whether Infinity is allowed beside the range. @default false */
  readonly infinity?: boolean;
  /** Unit, for the message: `"ms"`, `"bytes"`. */
  readonly unit?: string;
}

/** Longest time that timers take. */
const MOST_MS = 0x7fff_ffff;

/** Collects the mistakes of one options object. */
export class OptionCheck {
  readonly #of: string;
  readonly #problems: string[] = [];

  /** `of`: what the options are of, for the message: `"producer"`. */
  constructor(of: string) {
    this.#of = of;
  }

  /** Notes a mistake. */
  problem(text: string): void {
    this.#problems.push(text);
  }

  /** A whole number in a range; undefined gives `fallback`. */
  integer(name: string, value: number | undefined, rule: NumberRule & { readonly fallback: number }): number {
    if (value === undefined) return rule.fallback;
    const max = rule.max ?? Number.MAX_SAFE_INTEGER;
    if (rule.infinity === true && value === Infinity) return value;
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= rule.min && value <= max) return value;
    const range = max === Number.MAX_SAFE_INTEGER ? `${rule.min} or more` : `${rule.min} to ${max}`;
    const unit = rule.unit === undefined ? "" : ` ${rule.unit}`;
    this.problem(
      `${name} must be a whole number of ${range}${unit}${rule.infinity === true ? ", or Infinity" : ""}: it is ${
        show(value)
      }`,
    );
    return rule.fallback;
  }

  /** A whole number of milliseconds that a timer can take; undefined gives `fallback`. */
  milliseconds(
    name: string,
    value: number | undefined,
    rule: { readonly min: number; readonly fallback: number },
  ): number {
    return this.integer(name, value, { ...rule, max: MOST_MS, unit: "ms" });
  }

  /** One of a few words or values; undefined gives `fallback`. */
  oneOf<T>(name: string, value: T | undefined, rule: { readonly values: readonly T[]; readonly fallback: T }): T {
    if (value === undefined) return rule.fallback;
    if (rule.values.includes(value)) return value;
    this.problem(`${name} must be one of ${rule.values.map(show).join(", ")}: it is ${show(value)}`);
    return rule.fallback;
  }

  /** True or false; undefined gives `fallback`. */
  boolean(name: string, value: boolean | undefined, fallback: boolean): boolean {
    return this.oneOf(name, value, { values: [true, false], fallback });
  }

  /** A string that is not empty; undefined gives `fallback`. */
  text(name: string, value: string | undefined, fallback: string): string {
    if (value === undefined) return fallback;
    if (typeof value === "string" && value.length > 0) return value;
    this.problem(`${name} must be a string that is not empty: it is ${show(value)}`);
    return fallback;
  }

  /** Options that are not known are mistakes (a wrong name would be ignored silently otherwise). Throws when it is no object. */
  known(options: object, names: readonly string[]): void {
    if (!isRecord(options)) {
      this.problem(`they must be an object: it is ${show(options)}`);
      return this.done();
    }
    for (const name of Object.keys(options)) {
      if (!names.includes(name)) {
        this.problem(`${name} is no option of a ${this.#of}: the options are ${names.join(", ")}`);
      }
    }
  }

  /** Throws all mistakes at once, if there are any. */
  done(): void {
    if (this.#problems.length === 0) return;
    throw new ConfigError(`Invalid options of the ${this.#of}: ${this.#problems.join("; ")}`, {
      code: "INVALID_CONFIG",
      problems: this.#problems,
    });
  }
}

/** Whether a value is an object that is no list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as it is shown in a message. */
function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number" || typeof value === "boolean" || value === null || value === undefined) {
    return `${value}`;
  }
  if (typeof value === "bigint") return `${value}n`;
  return Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
}
