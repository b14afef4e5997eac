// The one timer for delivery deadlines of a producer. Deadlines grow with time, so that it seldom has to be set anew.
// Called by producer.ts; must not know batches.
import type { Clock } from "../../transports/platform.ts";

/** Calls `sweep` when the earliest deadline is reached. */
export class Deadlines {
  readonly #clock: Clock;
  readonly #sweep: (now: number) => number;
  #at = Infinity;
  #cancel: () => void = () => {};

  /** `sweep` gives up what is late and returns the next deadline, or Infinity. */
  constructor(clock: Clock, sweep: (now: number) => number) {
    this.#clock = clock;
    this.#sweep = sweep;
  }

  /** There is something with this deadline. */
  watch(deadline: number): void {
    if (deadline >= this.#at) return;
    this.#cancel();
    this.#at = deadline;
    this.#cancel = this.#clock.after(deadline - this.#clock.now(), () => this.#ring());
  }

  /** No timer any more. */
  stop(): void {
    this.#cancel();
    this.#at = -Infinity;
  }

  #ring(): void {
    this.#at = Infinity;
    this.watch(this.#sweep(this.#clock.now()));
  }
}
