// Counts what is not yet settled, by the flush that it came before, so that a flush waits for exactly what was given to
// the producer before it. Called by producer.ts and partition_queue.ts; must not know Kafka.

interface Waiter {
  readonly generation: number;
  readonly resolve: () => void;
}

/** Generations of unsettled work; `flush` begins a new one. */
export class FlushGate {
  readonly #open = new Map<number, number>();
  #generation = 0;
  #waiters: Waiter[] = [];
  /** Records wait for room: nothing may linger meanwhile. */
  pressed = false;

  /** Whether a flush is waiting for work of `generation`, or room is wanted: such work must not linger. */
  hurries(generation: number): boolean {
    return this.pressed || (this.#waiters.length > 0 && generation < this.#generation);
  }

  /** Whether any flush is waiting. */
  get flushing(): boolean {
    return this.#waiters.length > 0;
  }

  /** Counts one piece of work, of the present generation or of one that is still open; give the result to `leave`. */
  enter(generation: number = this.#generation): number {
    this.#open.set(generation, (this.#open.get(generation) ?? 0) + 1);
    return generation;
  }

  /** One piece of work is settled. */
  leave(generation: number): void {
    const left = (this.#open.get(generation) ?? 0) - 1;
    if (left > 0) return void this.#open.set(generation, left);
    this.#open.delete(generation);
    if (this.#waiters.length > 0) this.#serve();
  }

  /** Resolves when all work that was entered before is settled. */
  flush(): Promise<void> {
    const generation = this.#generation;
    if (this.#oldest() > generation) return Promise.resolve();
    this.#generation++;
    return new Promise<void>((resolve) => this.#waiters.push({ generation, resolve }));
  }

  #serve(): void {
    const oldest = this.#oldest();
    const done = this.#waiters.filter((waiter) => waiter.generation < oldest);
    if (done.length === 0) return;
    this.#waiters = this.#waiters.filter((waiter) => waiter.generation >= oldest);
    for (const waiter of done) waiter.resolve();
  }

  #oldest(): number {
    let oldest = Infinity;
    for (const generation of this.#open.keys()) if (generation < oldest) oldest = generation;
    return oldest;
  }
}
