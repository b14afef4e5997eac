// The timestamp of records that have none: the clock is read once for many records of one synchronous turn, because a
// reading costs as much as encoding a record. Owned by intake.ts.
import type { Clock } from "../../transports/platform.ts";

/** The clock is read once for so many records. */
const RECORDS = 64;

/** Gives Unix time in ms. */
export class RecordClock {
  readonly #clock: Clock;
  #wall = 0;
  #left = 0;
  #turn = false;

  /** Over the platform's clock. */
  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Now, as of this synchronous turn. */
  now(): number {
    if (this.#left-- > 0) return this.#wall;
    if (!this.#turn) queueMicrotask(this.#endOfTurn);
    this.#turn = true;
    this.#left = RECORDS - 1;
    return this.#wall = this.#clock.wall();
  }

  readonly #endOfTurn = (): void => {
    this.#turn = false;
    this.#left = 0;
  };
}
