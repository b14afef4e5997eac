// What a setting is: its type, default, bounds, and whether it may change while a broker runs. Read from small tables by
// topic_config.ts and the tables of this folder. Must not know requests or the cluster.

/** Types of settings, by Kafka's names (`ConfigDef.Type`). */
export type ConfigType = "BOOLEAN" | "STRING" | "INT" | "SHORT" | "LONG" | "DOUBLE" | "LIST" | "CLASS" | "PASSWORD";

/** How a broker setting changes at run time (`DynamicBrokerConfig`). */
export type UpdateMode = "read-only" | "per-broker" | "cluster-wide";

/** A setting. */
export interface ConfigRule {
  /** Its name. */
  readonly name: string;
  /** Its type. */
  readonly type: ConfigType;
  /** Its default; null when it has none. */
  readonly fallback: string | null;
  /** Smallest and largest number; null for no bound. */
  readonly bounds: readonly [min: string | null, max: string | null] | null;
  /** The words that it takes; null for any. */
  readonly words: readonly string[] | null;
  /** Last column of the table: what it means is up to the table. */
  readonly note: string;
}

/** Numbers of the types in answers (`DescribeConfigsResponse.ConfigType`). */
export const CONFIG_TYPE_IDS: Readonly<Record<ConfigType, number>> = {
  BOOLEAN: 1,
  STRING: 2,
  INT: 3,
  SHORT: 4,
  LONG: 5,
  DOUBLE: 6,
  LIST: 7,
  CLASS: 8,
  PASSWORD: 9,
};

const WHOLE_RANGES: Readonly<Partial<Record<ConfigType, readonly [bigint, bigint]>>> = {
  SHORT: [-(2n ** 15n), 2n ** 15n - 1n],
  INT: [-(2n ** 31n), 2n ** 31n - 1n],
  LONG: [-(2n ** 63n), 2n ** 63n - 1n],
};

/** Reads a table: a line is `name | TYPE | default | bounds or words | note`; default `null` means none. */
export function parseRules(table: string): ReadonlyMap<string, ConfigRule> {
  const rules = new Map<string, ConfigRule>();
  for (const line of table.split("\n")) {
    const [name, type, fallback, limits, note] = line.split("|").map((cell) => cell.trim());
    if (name === "") continue;
    const range = /^(-?[\d.]+)?\.\.(-?[\d.]+)?$/.exec(limits ?? "");
    rules.set(name, {
      name,
      type: type as ConfigType,
      fallback: fallback === "null" ? null : fallback,
      bounds: range === null ? null : [range[1] ?? null, range[2] ?? null],
      words: range !== null || (limits ?? "") === "" ? null : limits.split(",").map((word) => word.trim()),
      note: note ?? "",
    });
  }
  return rules;
}

/** What is wrong with a value, in Kafka's words; null when nothing is. */
export function valueProblem(rule: ConfigRule, value: string): string | null {
  const reason = typeProblem(rule, value.trim());
  if (reason === null) return null;
  return `Invalid value ${shownNumber(rule, value)} for configuration ${rule.name}: ${reason}`;
}

/** Java writes whole doubles with a fraction. */
function shownNumber(rule: ConfigRule, value: string): string {
  return rule.type === "DOUBLE" && /^-?\d+$/.test(value) ? `${value}.0` : value;
}

/** Whether nobody may read the value. */
export function isSensitive(rule: ConfigRule | undefined): boolean {
  return rule?.type === "PASSWORD";
}

/** The parts of a list. */
export function listParts(value: string): string[] {
  return value === "" ? [] : value.split(",").map((part) => part.trim());
}

function typeProblem(rule: ConfigRule, value: string): string | null {
  switch (rule.type) {
    case "BOOLEAN":
      return /^(true|false)$/i.test(value) ? null : "Expected value to be either true or false";
    case "SHORT":
    case "INT":
    case "LONG":
      return wholeProblem(rule, value);
    case "DOUBLE":
      return doubleProblem(rule, value);
    case "LIST":
      return listProblem(rule, listParts(value));
    default:
      return wordProblem(rule, value);
  }
}

function wholeProblem(rule: ConfigRule, value: string): string | null {
  const notOne = `Not a number of type ${rule.type}`;
  if (!/^[+-]?\d{1,20}$/.test(value)) return notOne;
  const number = BigInt(value.replace("+", ""));
  const [least, most] = WHOLE_RANGES[rule.type] ?? [0n, 0n];
  if (number < least || number > most) return notOne;
  const [min, max] = rule.bounds ?? [null, null];
  if (min !== null && number < BigInt(min)) return `Value must be at least ${min}`;
  return max !== null && number > BigInt(max) ? `Value must be no more than ${max}` : null;
}

function doubleProblem(rule: ConfigRule, value: string): string | null {
  const number = Number(value);
  if (value === "" || Number.isNaN(number)) return "Not a number of type DOUBLE";
  const [min, max] = rule.bounds ?? [null, null];
  if (min !== null && number < Number(min)) return `Value must be at least ${min}`;
  return max !== null && number > Number(max) ? `Value must be no more than ${max}` : null;
}

function listProblem(rule: ConfigRule, parts: readonly string[]): string | null {
  for (const part of parts) {
    const problem = wordProblem(rule, part);
    if (problem !== null) return problem;
  }
  return null;
}

function wordProblem(rule: ConfigRule, word: string): string | null {
  if (rule.words === null || rule.words.includes(word)) return null;
  return `String must be one of: ${rule.words.join(", ")}`;
}
