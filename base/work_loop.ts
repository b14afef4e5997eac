// A worker that starts on demand: `wake()` runs the step until it says that there is nothing left; wakes that come
// while it runs make it run once more. The states are one union, so that no wake can be lost. Must not know Kafka.

/** Runs `step` whenever woken, never twice at the same time. */
export class WorkLoop {
  #state: "idle" | "working" | "working, again" | "stopped" = "idle";
  readonly #step: () => Promise<void>;
  readonly #track: (promise: Promise<unknown>) => void;

  /** `step` does what there is to do; `track` owns the promise of a run (see `Tracker.track`). */
  constructor(step: () => Promise<void>, track: (promise: Promise<unknown>) => void) {
    this.#step = step;
    this.#track = track;
  }

  /** Makes sure that `step` begins after this call; the first step starts one promise job later. */
  wake(): void {
    if (this.#state === "working") this.#state = "working, again";
    if (this.#state !== "idle") return;
    this.#state = "working";
    this.#track(this.#run());
  }

  /** No further step begins. */
  stop(): void {
    this.#state = "stopped";
  }

  async #run(): Promise<void> {
    await Promise.resolve();
    for (;;) {
      if (this.#is("stopped")) return;
      this.#state = "working";
      try {
        await this.#step();
      } catch (error) {
        if (!this.#is("stopped")) this.#state = "idle";
        throw error;
      }
      if (this.#is("working")) {
        this.#state = "idle";
        return;
      }
    }
  }

  #is(state: "working" | "stopped"): boolean {
    return this.#state === state;
  }
}
