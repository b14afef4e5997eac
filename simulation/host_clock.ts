// The clock of one machine of the simulated world: all share monotonic time, but each has a wall clock of its own, which
// may jump. Made by world.ts.
import type { Clock } from "../transports/platform.ts";
import type { VirtualClock } from "./clock.ts";

/** A {@linkcode Clock} of one host over the virtual clock. */
export class HostClock implements Clock {
  readonly #clock: VirtualClock;
  #ahead = 0;

  /** A clock that shows the same as `clock`. */
  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  /** Virtual ms since the start; it never jumps. */
  now(): number {
    return this.#clock.now();
  }

  /** This host's Unix time in ms. */
  wall(): number {
    return this.#clock.wall() + this.#ahead;
  }

  /** Sets a timer. */
  after(ms: number, fn: () => void): () => void {
    return this.#clock.after(ms, fn);
  }

  /** Lets a promise of the outside world take part in virtual time. */
  outside<T>(promise: Promise<T>): Promise<T> {
    return this.#clock.outside(promise);
  }

  /** Lets the wall clock jump: it is so much ahead of the others' from now on, or behind. */
  jump(ahead: number): void {
    this.#ahead = ahead;
  }
}
