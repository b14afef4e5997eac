// A broker that is frozen, as by SIGSTOP or a long collection of garbage: whoever does something for it waits here. Part
// of a broker's state in cluster_state.ts; must not know brokers.

/** Whether a broker is frozen, and who waits for the end of it. */
export class Pause {
  readonly #waiting = new Set<() => void>();
  #active = false;

  /** Whether it is frozen. */
  get active(): boolean {
    return this.#active;
  }

  /** Freezes it. */
  begin(): void {
    this.#active = true;
  }

  /** Lets it go on. */
  end(): void {
    this.#active = false;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const go of waiting) go();
  }

  /** Resolves when it goes on; await it only while {@linkcode active}. */
  wait(): Promise<void> {
    return this.#active ? new Promise((resolve) => void this.#waiting.add(resolve)) : Promise.resolve();
  }
}
