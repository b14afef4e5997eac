// Hands fetched batches over, one at a time: takes the oldest, decodes it, moves the position. Called by consumer.ts;
// knows nothing of requests. What cannot be read parks its partition and is thrown once.
import type { KafkaError } from "../../errors/kafka_error.ts";
import type { RecordBatch } from "../../protocol/records/batch_reader.ts";
import type { Emit } from "../base/client_event.ts";
import { type AbortedRanges, abortedRangesOf, type BatchDecoder } from "./batch_decoder.ts";
import { asKafkaError } from "./fetcher.ts";
import type { Fetched, FetchedQueue } from "./fetched.ts";
import type { CheckedConsumerOptions } from "./options.ts";
import type { ConsumerBatch } from "./record.ts";

/** What is being handed over. */
interface Current {
  readonly fetched: Fetched;
  readonly ranges: AbortedRanges;
  next: number;
}

/** What a handover needs. */
export interface HandoverContext {
  /** What was fetched. */
  readonly queue: FetchedQueue;
  /** Makes what decodes batches; called at the first batch, when the platform has its codecs. */
  readonly makeDecoder: () => BatchDecoder;
  /** Options of the consumer. */
  readonly options: CheckedConsumerOptions;
  /** Tells the hooks. */
  readonly emit: Emit;
  /** Memory became free: more may be fetched. */
  readonly onRoom: () => void;
}

/** Takes batches one after the other. */
export class Handover {
  readonly #context: HandoverContext;
  #current: Current | null = null;
  #decoder: BatchDecoder | null = null;

  /** Takes what it needs. */
  constructor(context: HandoverContext) {
    this.#context = context;
  }

  /**
   * The next batch with records to show, or null when nothing is there now. At once unless a codec must be loaded.
   * Throws (or rejects with) the error of a partition, once.
   */
  next(): ConsumerBatch | null | Promise<ConsumerBatch | null> {
    for (;;) {
      const current = this.#current ?? this.#open();
      if (current === null) return null;
      const batch = this.#step(current);
      if (batch instanceof Promise) return batch.then((loaded) => loaded ?? this.next());
      if (batch !== null) return batch;
    }
  }

  #open(): Current | null {
    const fetched = this.#context.queue.take();
    if (fetched === undefined) return null;
    this.#current = { fetched, ranges: abortedRangesOf(fetched, this.#context.options), next: 0 };
    return this.#current;
  }

  #step(current: Current): ConsumerBatch | null | Promise<ConsumerBatch | null> {
    const { fetched } = current;
    const stale = fetched.generation !== fetched.cursor.generation;
    const batch = stale ? undefined : fetched.batches[current.next];
    if (batch === undefined) {
      this.#finish(fetched);
      if (!stale && fetched.error !== null) this.#fail(fetched, fetched.error);
      return null;
    }
    current.next++;
    try {
      this.#decoder ??= this.#context.makeDecoder();
      const decoded = this.#decoder.decode(batch, { cursor: fetched.cursor, ranges: current.ranges });
      if (!(decoded instanceof Promise)) return this.#move(fetched, batch, decoded);
      return decoded.then((loaded) => this.#move(fetched, batch, loaded), (error) => this.#broken(fetched, error));
    } catch (error) {
      return this.#broken(fetched, error);
    }
  }

  /** Moves the position behind a batch; a `seek` while its codec was loading makes it void. */
  #move(fetched: Fetched, batch: RecordBatch, decoded: ConsumerBatch | null): ConsumerBatch | null {
    const { cursor } = fetched;
    if (fetched.generation !== cursor.generation) return null;
    cursor.position = Math.max(cursor.position, batch.lastOffset + 1);
    if (decoded === null) return null;
    const { topic, partition } = cursor;
    this.#context.emit({
      type: "batch read",
      topic,
      partition,
      records: decoded.records.length,
      bytes: batch.sizeInBytes,
    });
    return decoded;
  }

  #broken(fetched: Fetched, error: unknown): never {
    this.#finish(fetched);
    return this.#fail(fetched, asKafkaError(error, fetched.cursor, fetched.cursor.position));
  }

  /** Parks the partition at its position: nothing of the broken batch was handed over. */
  #fail({ cursor }: Fetched, error: KafkaError): never {
    const { position } = cursor;
    cursor.moveTo(position);
    cursor.state = { kind: "parked", error };
    this.#context.queue.dropStale();
    throw error;
  }

  #finish(fetched: Fetched): void {
    this.#current = null;
    this.#context.queue.done(fetched);
    this.#context.onRoom();
  }
}
