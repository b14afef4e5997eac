// How a number was spread: count, sum, largest, and for times a small fixed histogram. Counted by partition_meter.ts and
// producer_metrics.ts once for each batch or request, never for each record; must not know what it counts.

/** How often a number was counted, and what it was. */
export interface Distribution {
  /** How often. */
  readonly count: number;
  /** All of them together. */
  readonly sum: number;
  /** The largest; 0 when there was none. */
  readonly max: number;
  /** `sum / count`; 0 when there was none. */
  readonly average: number;
}

/** Times in ms. */
export interface TimeDistribution extends Distribution {
  /** Upper bounds of the buckets in ms, inclusive, ascending; one more bucket holds what is above the last. */
  readonly upToMs: readonly number[];
  /** How many times are in each bucket, and not in one before; one longer than `upToMs`. */
  readonly counts: readonly number[];
}

/** Upper bounds of the buckets of all times, in ms. */
const UP_TO_MS: readonly number[] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000];

/** Counts a number. */
export class Counted {
  #count = 0;
  #sum = 0;
  #max = 0;

  /** One more. */
  add(value: number): void {
    this.#count++;
    this.#sum += value;
    if (value > this.#max) this.#max = value;
  }

  /** What was counted so far. */
  snapshot(): Distribution {
    const [count, sum, max] = [this.#count, this.#sum, this.#max];
    return { count, sum, max, average: count === 0 ? 0 : sum / count };
  }
}

/** Counts times. */
export class CountedTimes {
  readonly #all = new Counted();
  readonly #counts: number[] = new Array<number>(UP_TO_MS.length + 1).fill(0);

  /** One more, in ms. */
  add(ms: number): void {
    this.#all.add(ms);
    let bucket = 0;
    while (ms > (UP_TO_MS[bucket] ?? Infinity)) bucket++;
    (this.#counts[bucket] as number)++;
  }

  /** What was counted so far. */
  snapshot(): TimeDistribution {
    return { ...this.#all.snapshot(), upToMs: UP_TO_MS, counts: [...this.#counts] };
  }
}
