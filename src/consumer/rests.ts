// When partitions go on after an error: on common ticks of the clock, so that a hundred that fail together are asked for
// in one request and not in a hundred. Called by fetching.ts; must not know partitions.
import type { Clock } from "../../transports/platform.ts";

/** Distance of the ticks in ms: with two requests to a broker at each, no more than 20 a second. */
const TICK_MS = 100;

/** Those that wait for one tick, and its timer. */
interface Tick {
  readonly waiting: Set<() => void>;
  readonly cancel: () => void;
}

/** One timer for each tick. */
export class Rests {
  readonly #clock: Clock;
  readonly #ticks = new Map<number, Tick>();

  /** Ticks of `clock`. */
  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls `fn` at the first tick after `ms`; the returned function cancels it. */
  after(ms: number, fn: () => void): () => void {
    const number = Math.ceil((this.#clock.now() + ms) / TICK_MS);
    const tick = this.#ticks.get(number) ?? this.#arm(number);
    // A function of its own: the same one may wait twice.
    const entry = () => fn();
    tick.waiting.add(entry);
    return () => {
      // The timer of a tick that nobody waits for any more would outlive its owner.
      if (tick.waiting.delete(entry) && tick.waiting.size === 0) this.#disarm(number, tick);
    };
  }

  #arm(number: number): Tick {
    const waiting = new Set<() => void>();
    const cancel = this.#clock.after(number * TICK_MS - this.#clock.now(), () => {
      this.#ticks.delete(number);
      for (const fn of [...waiting]) {
        if (waiting.delete(fn)) fn();
      }
    });
    const tick = { waiting, cancel };
    this.#ticks.set(number, tick);
    return tick;
  }

  #disarm(number: number, tick: Tick): void {
    if (this.#ticks.get(number) !== tick) return;
    this.#ticks.delete(number);
    tick.cancel();
  }
}
