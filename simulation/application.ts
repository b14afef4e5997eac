// The application of the simulated world, as far as it misbehaves: slow readers, callbacks that hold everything up,
// signals that abort, objects that are closed at any moment. Faults set it; observers and workloads ask it.
import type { Hook } from "../src/base/client_event.ts";
import type { VirtualClock } from "./clock.ts";
import type { SeededRandom } from "./random.ts";

/** How the application behaves now. */
export class Application {
  /** How long a reader works on what it was handed, in ms. */
  readMs = 0;
  /** How long a callback holds the program up, in ms. */
  busyMs = 0;
  readonly #clock: VirtualClock;
  readonly #signals = new Set<AbortController>();
  readonly #closable = new Map<string, () => void>();

  /** Behaves well. */
  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  /** The reader works on; null: it is quick. */
  slowReader(): Promise<void> | null {
    return this.readMs > 0 ? this.#clock.sleep(this.readMs) : null;
  }

  /** A callback runs, and nothing else meanwhile. */
  busy(): void {
    if (this.busyMs > 0) this.#clock.stall(this.busyMs);
  }

  /** A hook that takes its time. */
  readonly slowly = (hook: Hook): Hook => (event) => {
    this.busy();
    hook(event);
  };

  /** A signal that a fault may abort while `call` runs. */
  async withSignal<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    this.#signals.add(controller);
    try {
      return await call(controller.signal);
    } finally {
      this.#signals.delete(controller);
    }
  }

  /** Something that a fault may close; `close` must start it and not throw. The returned function takes it away. */
  mayClose(name: string, close: () => void): () => void {
    this.#closable.set(name, close);
    return () => void this.#closable.delete(name);
  }

  /** Aborts one of the signals in use; false when there is none. */
  abortOne(random: SeededRandom): boolean {
    const controllers = [...this.#signals];
    const chosen = controllers[random.int(Math.max(1, controllers.length))];
    chosen?.abort();
    return chosen !== undefined;
  }

  /** Closes one of the objects that may be closed; null when there is none. */
  closeOne(random: SeededRandom): string | null {
    const all = [...this.#closable];
    const [name, close] = all[random.int(Math.max(1, all.length))] ?? [null, null];
    if (name === null) return null;
    this.#closable.delete(name);
    close();
    return name;
  }

  /** Behaves well again. */
  calm(): void {
    this.readMs = 0;
    this.busyMs = 0;
  }
}
