// The contract of a workload: a scenario whose options come from a seed, for the searches of `npm run simulate`. The files
// beside this one hold the workloads; workloads.ts names them all.
import { chaos, FAULT_KINDS, type FaultPlan } from "../faults/chaos.ts";
import type { SimulationOptions } from "../options.ts";
import type { SeededRandom } from "../random.ts";
import type { SimulatedWorld } from "../world.ts";

/** How much a workload does. */
export interface Load {
  /** How long it sends, in virtual ms. */
  readonly durationMs: number;
  /** A part of its records, 0 to 1; shrinking makes it small. */
  readonly share: number;
}

/** A scenario that a seed makes. */
export interface Workload {
  /** Its name, for `--scenario`. */
  readonly name: string;
  /** Options for a seed, without the seed. */
  readonly options: (random: SeededRandom, load: Load) => Omit<SimulationOptions, "seed">;
  /** What it does. */
  readonly run: (world: SimulatedWorld, random: SeededRandom, load: Load) => Promise<void>;
}

/** What is done unless something is said. */
export const FULL_LOAD: Load = { durationMs: 5000, share: 1 };

/** Longest time to mend that workloads ask for. */
export const MEND_MS = 10_000;

/** Chance that a kind of fault belongs to a run, one in so many: few kinds at once find more than all of them. */
const ONE_IN = 3;

/** A plan of faults that suits a workload: some kinds, drawn by `random`, each the more likely. */
export function someChaos(
  random: SeededRandom,
  { durationMs, without = [] }: { readonly durationMs: number; readonly without?: readonly string[] },
): FaultPlan {
  const calm = random.int(20) === 0;
  const only = FAULT_KINDS.map(({ name }) => name).filter((name) =>
    random.fork(name).int(ONE_IN) === 0 && !without.includes(name)
  );
  const intensity = 1 + random.int(4);
  return chaos({ only: calm ? [] : only, intensity, durationMs });
}

/** One of a list. */
export function pick<T>(random: SeededRandom, list: readonly T[]): T {
  return list[random.int(list.length)] as T;
}
