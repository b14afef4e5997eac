// Writes one after the other, for sockets whose write is a promise (Deno, workerd). What was queued while a write was
// out goes with the next one, small chunks joined: each call into the runtime costs 10 to 50 us.
import type { ConnectionError } from "../errors/connection_error.ts";
import { gather } from "./gather.ts";

interface Item {
  readonly chunks: readonly Uint8Array[];
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** What the queue needs of its socket. */
export interface WriteQueueOptions {
  /** Writes the whole piece. */
  readonly writePiece: (piece: Uint8Array) => Promise<void>;
  /** Turns a failure of `writePiece` into the error that callers see. */
  readonly toError: (cause: unknown) => ConnectionError;
}

/** An ordered queue of writes. */
export class WriteQueue {
  readonly #options: WriteQueueOptions;
  #items: Item[] = [];
  #writing: Item[] = [];
  #running = false;
  #failure: ConnectionError | null = null;
  #onIdle: (() => void)[] = [];

  /** Makes an empty queue. */
  constructor(options: WriteQueueOptions) {
    this.#options = options;
  }

  /** Resolves when the chunks were taken; rejects when the socket failed or `fail` was called. */
  write(chunks: readonly Uint8Array[]): Promise<void> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#items.push({ chunks, resolve, reject });
      if (!this.#running) this.#run();
    });
  }

  /** Resolves when nothing is left to write, or the queue has failed. */
  idle(): Promise<void> {
    if (!this.#running) return Promise.resolve();
    return new Promise((resolve) => {
      this.#onIdle.push(resolve);
    });
  }

  /** Rejects everything queued and everything to come. */
  fail(error: ConnectionError): void {
    if (this.#failure !== null) return;
    this.#failure = error;
    const items = [...this.#writing, ...this.#items];
    this.#writing = [];
    this.#items = [];
    for (const item of items) item.reject(error);
    this.#settleIdle();
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      while (this.#items.length > 0) {
        const items = this.#items;
        this.#writing = items;
        this.#items = [];
        for (const piece of gather(items.length === 1 ? (items[0] as Item).chunks : items.flatMap((i) => i.chunks))) {
          await this.#options.writePiece(piece);
          if (this.#failure !== null) return;
        }
        this.#writing = [];
        for (const item of items) item.resolve();
      }
    } catch (error) {
      this.fail(this.#options.toError(error));
    } finally {
      this.#running = false;
      this.#settleIdle();
    }
  }

  #settleIdle(): void {
    const waiting = this.#onIdle;
    this.#onIdle = [];
    for (const resolve of waiting) resolve();
  }
}
