// The workloads by name, and the run of one for a seed. Called by tools/simulate.ts and tests.
import { ConfigError } from "../../errors/config_error.ts";
import type { FaultPlan } from "../faults/chaos.ts";
import { SeededRandom } from "../random.ts";
import { type Outcome, simulateInside } from "../simulate.ts";
import { adminChangesWorkload } from "./admin_changes.ts";
import { consumeWorkload } from "./consume.ts";
import { produceWorkload } from "./produce.ts";
import { produceConsumeWorkload } from "./produce_consume.ts";
import { produceEndsWorkload } from "./produce_ends.ts";
import { produceOptionsWorkload } from "./produce_options.ts";
import { FULL_LOAD, type Load, type Workload } from "./workload.ts";

/** All workloads. */
const WORKLOADS: readonly Workload[] = [
  produceWorkload,
  produceConsumeWorkload,
  consumeWorkload,
  adminChangesWorkload,
  produceOptionsWorkload,
  produceEndsWorkload,
];

/** Names of all workloads. */
export const WORKLOAD_NAMES: readonly string[] = WORKLOADS.map(({ name }) => name);

/** A workload by name; throws a `ConfigError` when there is none. */
export function workloadCalled(name: string): Workload {
  const found = WORKLOADS.find((one) => one.name === name);
  if (found !== undefined) return found;
  const problem = `There is no workload "${name}": there are ${WORKLOAD_NAMES.join(", ")}`;
  throw new ConfigError(problem, { code: "INVALID_CONFIG", problems: [problem] });
}

/** How a workload is run. */
export interface WorkloadRun {
  /** The seed. */
  readonly seed: number;
  /** How much it does. @default all */
  readonly load?: Load;
  /** Faults that are left out of those that the seed draws. @default none */
  readonly without?: readonly string[];
  /** Hears of every event in words. */
  readonly print?: (line: string) => void;
}

/** Runs a workload of this package, by its name, with what a seed makes of it. */
export async function runWorkload(name: string, run: WorkloadRun): Promise<Outcome> {
  return await runOneWorkload(workloadCalled(name), run);
}

/** Runs any workload with what a seed makes of it. */
export async function runOneWorkload(
  workload: Workload,
  { seed, load = FULL_LOAD, without = [], print }: WorkloadRun,
): Promise<Outcome> {
  const random = new SeededRandom(seed).fork(workload.name);
  const options = workload.options(random.fork("options"), load);
  const faults = options.faults === undefined ? undefined : left(options.faults, without);
  return await simulateInside(
    { ...options, seed, faults, print },
    (world) => workload.run(world, random.fork("run"), load),
  );
}

/** The faults that a seed draws for a workload. */
export function faultsOf(workload: Workload, seed: number): readonly string[] {
  const random = new SeededRandom(seed).fork(workload.name);
  const { faults } = workload.options(random.fork("options"), FULL_LOAD);
  return faults?.faults.map(({ name }) => name) ?? [];
}

function left({ faults, durationMs }: FaultPlan, without: readonly string[]): FaultPlan {
  return { faults: faults.filter(({ name }) => !without.includes(name)), durationMs };
}
