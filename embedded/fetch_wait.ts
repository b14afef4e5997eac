// Waiting of a long poll. Called by handlers/fetch.ts; must not know requests.
import type { Clock } from "../transports/platform.ts";
import type { Partition } from "./topic.ts";

/** When waiting ends at the latest. */
export interface WaitOptions {
  /** Time. */
  readonly clock: Clock;
  /** Longest wait in ms. */
  readonly ms: number;
  /** Ends it too: nobody reads the answer. */
  readonly signal: AbortSignal;
}

/** Resolves at the next change of one of the partitions, or when the time is over. */
export function waitForChange(partitions: readonly Partition[], { clock, ms, signal }: WaitOptions): Promise<void> {
  return new Promise((resolve) => {
    const ends: (() => void)[] = [];
    const done = () => {
      for (const end of ends) end();
      resolve();
    };
    for (const partition of partitions) ends.push(partition.onChange(done));
    ends.push(clock.after(ms, done));
    signal.addEventListener("abort", done);
    ends.push(() => signal.removeEventListener("abort", done));
  });
}
