// Counts bytes held against a limit and lets callers wait for room, first come first served. Used by the producer
// (records buffered) and the consumer (read-ahead). Must not know Kafka.

interface Waiter {
  readonly bytes: number;
  readonly resolve: () => void;
  cancelled: boolean;
}

/** A budget of bytes. A request larger than the whole limit is let through alone, when nothing else is held. */
export class ByteBudget {
  readonly #limit: number;
  readonly #waiters: Waiter[] = [];
  #used = 0;

  /** `limit`: bytes. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The limit in bytes. */
  get limit(): number {
    return this.#limit;
  }

  /** Bytes held now. */
  get used(): number {
    return this.#used;
  }

  /** True when nobody waits and `bytes` more fit. */
  fits(bytes: number): boolean {
    return this.#waiters.length === 0 && this.#room(bytes);
  }

  /** Takes `bytes` whether they fit or not. */
  take(bytes: number): void {
    this.#used += bytes;
  }

  /** Takes `bytes` if they fit at once. */
  tryTake(bytes: number): boolean {
    if (!this.fits(bytes)) return false;
    this.#used += bytes;
    return true;
  }

  /** Waits for room and takes `bytes`; `cancel` gives up the place in the queue (the promise then never settles). */
  wait(bytes: number): { readonly taken: Promise<void>; readonly cancel: () => void } {
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiter: Waiter = { bytes, resolve, cancelled: false };
    this.#waiters.push(waiter);
    this.#serve();
    return {
      taken: promise,
      cancel: () => {
        waiter.cancelled = true;
        this.#serve();
      },
    };
  }

  /** Gives `bytes` back and serves those who wait. */
  release(bytes: number): void {
    this.#used -= bytes;
    this.#serve();
  }

  #room(bytes: number): boolean {
    return this.#used + bytes <= this.#limit || this.#used === 0;
  }

  #serve(): void {
    for (let first = this.#waiters[0]; first !== undefined; first = this.#waiters[0]) {
      if (!first.cancelled && !this.#room(first.bytes)) return;
      this.#waiters.shift();
      if (first.cancelled) continue;
      this.#used += first.bytes;
      first.resolve();
    }
  }
}
