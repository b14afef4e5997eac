// What a fetch brought of one partition, waiting to be handed over, and the memory that it holds. Made by fetcher.ts,
// taken by handover.ts.
import type { ByteBudget } from "../../base/byte_budget.ts";
import type { KafkaError } from "../../errors/kafka_error.ts";
import type { RecordBatch } from "../../protocol/records/batch_reader.ts";
import type { Cursor } from "./cursor.ts";

/** A range of offsets of one producer that was aborted: begins at `firstOffset`, ends at its marker. */
export interface AbortedTransaction {
  /** Producer id. */
  readonly producerId: bigint;
  /** First offset of the transaction. */
  readonly firstOffset: bigint;
}

/** The buffer of one fetch answer: its bytes count until the last partition of it was handed over or dropped. */
export class FrameHold {
  readonly #budget: ByteBudget;
  readonly #bytes: number;
  #users: number;

  /** Takes `bytes` from the budget, for `users` partitions. */
  constructor(budget: ByteBudget, { bytes, users }: { readonly bytes: number; readonly users: number }) {
    this.#budget = budget;
    this.#bytes = bytes;
    this.#users = users;
    if (users > 0) budget.take(bytes);
  }

  /** One partition is done with the buffer. */
  release(): void {
    if (--this.#users === 0) this.#budget.release(this.#bytes);
  }
}

/** Batches of one partition from one fetch. */
export interface Fetched {
  /** The partition. */
  readonly cursor: Cursor;
  /** Generation of the cursor when the fetch was sent; another one now means that this is stale. */
  readonly generation: number;
  /** Whole batches, in order. */
  readonly batches: readonly RecordBatch[];
  /** Why the bytes behind the last batch could not be read; null when they could. */
  readonly error: KafkaError | null;
  /** Aborted transactions that these batches may hold, by first offset. */
  readonly aborted: readonly AbortedTransaction[];
  /** Bytes of the batches. */
  readonly bytes: number;
  /** Memory that is held. */
  readonly hold: FrameHold;
}

/** Fetched partitions in the order in which they came; several loops never wait at once. */
export class FetchedQueue {
  readonly #queue: Fetched[] = [];
  #bytes = 0;
  #wake: () => void = () => {};

  /** How many are waiting. */
  get length(): number {
    return this.#queue.length;
  }

  /** Bytes of those that are waiting, and of those that are being handed over. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Adds one and wakes the loop that waits. */
  push(fetched: Fetched): void {
    fetched.cursor.bufferedBytes += fetched.bytes;
    this.#bytes += fetched.bytes;
    this.#queue.push(fetched);
    this.#wake();
  }

  /** Takes the oldest that is not stale; undefined when there is none. */
  take(): Fetched | undefined {
    for (let first = this.#queue.shift(); first !== undefined; first = this.#queue.shift()) {
      if (first.generation === first.cursor.generation) return first;
      this.done(first);
    }
    return undefined;
  }

  /** Puts one back in front: a loop ended in the middle of it. */
  putBack(fetched: Fetched): void {
    this.#queue.unshift(fetched);
  }

  /** Drops what waits of one partition; returns the offset of the first of it, or null when nothing does. */
  dropWaiting(cursor: Cursor): number | null {
    const dropped = this.#queue.filter((one) => one.cursor === cursor);
    if (dropped.length === 0) return null;
    const kept = this.#queue.filter((one) => one.cursor !== cursor);
    this.#queue.splice(0, this.#queue.length, ...kept);
    for (const one of dropped) this.done(one);
    const current = dropped.find((one) => one.generation === cursor.generation && one.batches.length > 0);
    return current?.batches[0]?.baseOffset ?? null;
  }

  /** One was handed over or dropped: its memory is free again. */
  done(fetched: Fetched): void {
    fetched.cursor.bufferedBytes -= fetched.bytes;
    this.#bytes -= fetched.bytes;
    fetched.hold.release();
  }

  /** Drops what is stale, so that its memory is free at once. */
  dropStale(): void {
    const kept = this.#queue.filter((one) => one.generation === one.cursor.generation);
    for (const one of this.#queue) if (one.generation !== one.cursor.generation) this.done(one);
    this.#queue.splice(0, this.#queue.length, ...kept);
  }

  /** Resolves at the next `push` or `wake`. */
  wait(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    return promise;
  }

  /** Wakes the loop that waits, to look at something else (an error, the end). */
  wake(): void {
    this.#wake();
  }
}
