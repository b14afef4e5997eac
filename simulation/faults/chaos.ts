// The faults by name, and the plan of those that are to strike. Users call `chaos()`; schedule.ts carries the plan out.
import { OptionCheck } from "../../base/option_check.ts";
import { ANSWER_FAULTS } from "./answers.ts";
import { APPLICATION_FAULTS } from "./application.ts";
import { BROKER_FAULTS } from "./brokers.ts";
import type { FaultKind } from "./fault.ts";
import { LINK_FAULTS } from "./links.ts";
import { PRODUCE_ANSWER_FAULTS } from "./produce_answers.ts";
import { PRODUCE_PLACE_FAULTS } from "./produce_places.ts";
import { REPLICA_FAULTS } from "./replicas.ts";

/** Every kind of fault. */
export const FAULT_KINDS: readonly FaultKind[] = [
  ...LINK_FAULTS,
  ...BROKER_FAULTS,
  ...REPLICA_FAULTS,
  ...PRODUCE_ANSWER_FAULTS,
  ...PRODUCE_PLACE_FAULTS,
  ...ANSWER_FAULTS,
  ...APPLICATION_FAULTS,
];

/** Names of all faults. */
export const FAULT_NAMES: readonly string[] = FAULT_KINDS.map(({ name }) => name);

/** Which faults strike, and how often. */
export interface ChaosOptions {
  /** Only these. @default all */
  readonly only?: readonly string[];
  /** Not these. @default none */
  readonly without?: readonly string[];
  /** Makes all of them so much more likely. @default 1 */
  readonly intensity?: number;
  /** How long they go on, in virtual ms. @default 10000 */
  readonly durationMs?: number;
  /** Chance of a fault to strike in one second, 0 to 1, by its name. @default its own */
  readonly chances?: Readonly<Record<string, number>>;
}

/** The faults of a run. */
export interface FaultPlan {
  /** What strikes, by name, with its chance in a second. */
  readonly faults: readonly { readonly name: string; readonly chance: number }[];
  /** How long they go on, in virtual ms. */
  readonly durationMs: number;
}

/** A plan of faults: all of them, unless the options say otherwise. */
export function chaos(options: ChaosOptions = {}): FaultPlan {
  const { only = FAULT_NAMES, without = [], intensity = 1, durationMs = 10_000, chances = {} } = options;
  const check = new OptionCheck("simulation");
  check.known(options, ["only", "without", "intensity", "durationMs", "chances"]);
  for (const name of [...only, ...without, ...Object.keys(chances)]) {
    if (!FAULT_NAMES.includes(name)) check.problem(`There is no fault "${name}": there are ${FAULT_NAMES.join(", ")}`);
  }
  if (!(intensity >= 0)) check.problem(`intensity must be a number of 0 or more: it is ${intensity}`);
  if (!(durationMs >= 0)) check.problem(`durationMs must be a number of 0 or more: it is ${durationMs}`);
  check.done();
  const faults = FAULT_KINDS.filter(({ name }) => only.includes(name) && !without.includes(name));
  return {
    faults: faults.map(({ name, chance }) => ({ name, chance: Math.min(1, (chances[name] ?? chance) * intensity) })),
    durationMs,
  };
}
