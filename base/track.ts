// Ownership of promises and loops: nothing that Samsa starts is left alone. Owners (connection, cluster, producer,
// consumer, embedded broker) hold one Tracker and await it when they close. Must not know Kafka.

/** Holds the promises that an object has started, so that none is forgotten and none rejects unhandled. */
export class Tracker {
  readonly #running = new Set<Promise<unknown>>();
  readonly #onError: (error: unknown) => void;

  /** `onError` hears of each tracked promise that rejects. */
  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** How many are still running. */
  get size(): number {
    return this.#running.size;
  }

  /** Takes ownership of a promise. */
  track(promise: Promise<unknown>): void {
    const entry: Promise<unknown> = promise.then(
      () => {
        this.#running.delete(entry);
      },
      (error) => {
        this.#running.delete(entry);
        this.#onError(error);
      },
    );
    this.#running.add(entry);
  }

  /** Resolves when all that was tracked, also meanwhile, has ended. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all([...this.#running]);
  }
}
