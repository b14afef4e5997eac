// The options of a simulation: what they mean, their defaults, and their check. Called by simulate.ts.
import { OptionCheck } from "../base/option_check.ts";
import type { EmbeddedKafkaOptions, TopicOptions } from "../embedded/options.ts";
import type { KafkaOptions } from "../src/kafka.ts";
import type { LinkSettings } from "../transports/memory.ts";
import type { FaultPlan } from "./faults/chaos.ts";

/** Options of {@linkcode simulate}. */
export interface SimulationOptions {
  /** Decides everything: the same seed gives the same run. A whole number. */
  readonly seed: number;
  /** Number of brokers. @default 3 */
  readonly brokers?: number;
  /** Topics to begin with: a number of partitions, or more. @default none */
  readonly topics?: Readonly<Record<string, number | TopicOptions>>;
  /** Faults that strike, such as `chaos()`. @default none */
  readonly faults?: FaultPlan;
  /** Options of the clients, besides their brokers and platform. @default none */
  readonly clientOptions?: Partial<KafkaOptions>;
  /** Other options of the cluster. @default none */
  readonly clusterOptions?: Omit<EmbeddedKafkaOptions, "brokers" | "topics" | "platform" | "network" | "listen">;
  /** How links behave without faults. @default up to 3 ms, and bytes cut anywhere */
  readonly link?: LinkSettings;
  /** The scenario may last so long, in virtual ms; then it is given up. @default 600000 */
  readonly limitMs?: number;
  /** Within so many ms of the end of the faults all must go on. @default 10000 and the time limit of a request */
  readonly mendMs?: number;
  /** Hears of every event in words. @default nobody */
  readonly print?: (line: string) => void;
}

/** The options with their defaults. */
export interface CheckedSimulation {
  /** Decides everything. */
  readonly seed: number;
  /** Number of brokers. */
  readonly brokers: number;
  /** Faults that strike. */
  readonly faults: FaultPlan;
  /** Longest time of a scenario. */
  readonly limitMs: number;
  /** Longest time to mend. */
  readonly mendMs: number;
}

const NAMES: readonly (keyof SimulationOptions)[] = [
  "seed",
  "brokers",
  "topics",
  "faults",
  "clientOptions",
  "clusterOptions",
  "link",
  "limitMs",
  "mendMs",
  "print",
];
/** Default of `requestTimeoutMs`: a request whose answer was lost is out for so long. */
const REQUEST_TIMEOUT_MS = 30_000;
const LONGEST_MS = 1_000_000_000;

/** Checks the options: a `ConfigError` names every mistake. Those of clients and cluster are checked by their own. */
export function checkSimulation(options: SimulationOptions): CheckedSimulation {
  const check = new OptionCheck("simulation");
  check.known(options, NAMES);
  const ms = (name: "limitMs" | "mendMs", fallback: number) =>
    check.integer(name, options[name], { min: 1, max: LONGEST_MS, fallback, unit: "ms" });
  if (options.seed === undefined) check.problem("seed is needed: a whole number such as 1");
  const checked: CheckedSimulation = {
    seed: check.integer("seed", options.seed, { min: 0, max: 0x7fff_ffff, fallback: 0 }),
    brokers: check.integer("brokers", options.brokers, { min: 1, max: 100, fallback: 3 }),
    faults: options.faults ?? { faults: [], durationMs: 0 },
    limitMs: ms("limitMs", 600_000),
    mendMs: ms("mendMs", 10_000 + (options.clientOptions?.requestTimeoutMs ?? REQUEST_TIMEOUT_MS)),
  };
  if (!Array.isArray(checked.faults.faults)) check.problem("faults must be a plan such as chaos()");
  check.done();
  return checked;
}
