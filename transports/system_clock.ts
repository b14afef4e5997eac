// The real clock: the one place of shipped code with timers and time. Every platform of a real runtime carries it.
// Must not know Kafka.
import type { Clock } from "./platform.ts";

/** Longest delay that every runtime's timers take; longer ones are waited for in steps. */
const LONGEST = 2_147_483_647;

function after(ms: number, fn: () => void): () => void {
  // A deadline that has just passed: Node would warn of a negative time.
  let rest = Math.max(0, ms);
  let timer: ReturnType<typeof setTimeout>;
  const arm = () => {
    const step = Math.min(rest, LONGEST);
    rest -= step;
    timer = setTimeout(rest > 0 ? arm : fn, step);
  };
  arm();
  return () => clearTimeout(timer);
}

/** Real time. `now` is monotonic, `wall` follows the system's clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  after,
  outside: (promise) => promise,
};
