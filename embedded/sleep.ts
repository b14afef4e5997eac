// A wait that ends early when nobody waits for its end any more. Called by server.ts and control.ts; must not know
// requests.
import type { Clock } from "../transports/platform.ts";

/** Resolves after `ms`, or when `signal` aborts. */
export function sleep(
  ms: number,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      cancel();
      signal.removeEventListener("abort", done);
      resolve();
    };
    const cancel = clock.after(ms, done);
    if (signal.aborted) done();
    else signal.addEventListener("abort", done);
  });
}
