// Makes a failing seed small: fewer kinds of faults, fewer records, a shorter time, as long as the same promise is
// broken. Called by tools/simulate.ts.
import type { Outcome } from "./simulate.ts";
import { FULL_LOAD, type Load, type Workload } from "./workloads/workload.ts";
import { faultsOf, runOneWorkload, workloadCalled } from "./workloads/workloads.ts";

/** The smallest failing run that was found. */
export interface Shrunk {
  /** Faults that are left out. */
  readonly without: readonly string[];
  /** Faults that are left. */
  readonly faults: readonly string[];
  /** What it still does. */
  readonly load: Load;
  /** What came of it. */
  readonly outcome: Outcome;
  /** How many runs it took. */
  readonly runs: number;
}

/** What a shrinking needs. */
export interface ShrinkOptions {
  /** The seed. */
  readonly seed: number;
  /** What the run did. @default all */
  readonly load?: Load;
  /** Faults that are left out from the beginning. */
  readonly without?: readonly string[];
  /** Hears of each smaller run that still fails. */
  readonly onSmaller?: (what: string) => void;
}

const LEAST_MS = 200;
const LEAST_SHARE = 0.05;

/** Shrinks a run of a workload of this package, by its name; null when it breaks no promise. */
export async function shrinkWorkload(name: string, options: ShrinkOptions): Promise<Shrunk | null> {
  return await shrink(workloadCalled(name), options);
}

/** Shrinks a run of any workload; null when it breaks no promise. */
export async function shrink(workload: Workload, options: ShrinkOptions): Promise<Shrunk | null> {
  const { seed, onSmaller = () => {} } = options;
  let load = options.load ?? FULL_LOAD;
  let without = options.without ?? [];
  let runs = 1;
  let outcome = await runOneWorkload(workload, { seed, load, without });
  const promise = outcome.broken[0]?.promise;
  if (promise === undefined) return null;
  const stillFails = async (smaller: { readonly load: Load; readonly without: readonly string[] }, what: string) => {
    runs++;
    const found = await runOneWorkload(workload, { seed, ...smaller });
    if (!found.broken.some((one) => one.promise === promise)) return false;
    [outcome, load, without] = [found, smaller.load, smaller.without];
    onSmaller(what);
    return true;
  };
  for (const fault of faultsOf(workload, seed)) {
    if (!without.includes(fault)) await stillFails({ load, without: [...without, fault] }, `without "${fault}"`);
  }
  while (load.durationMs > LEAST_MS) {
    const durationMs = Math.round(load.durationMs / 2);
    if (!await stillFails({ load: { ...load, durationMs }, without }, `within ${durationMs} ms`)) break;
  }
  while (load.share > LEAST_SHARE) {
    const share = load.share / 2;
    if (!await stillFails({ load: { ...load, share }, without }, `with ${share} of the records`)) break;
  }
  const faults = faultsOf(workload, seed).filter((name) => !without.includes(name));
  return { without, faults, load, outcome, runs };
}
