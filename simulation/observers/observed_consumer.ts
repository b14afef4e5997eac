// Watches one consumer: its loops are wrapped. A slow application is played here too. Called by observed_kafka.ts.
import { KafkaError } from "../../errors/kafka_error.ts";
import type { Consumer } from "../../src/consumer/consumer.ts";
import { checkConsumerOptions, type ConsumerOptions } from "../../src/consumer/options.ts";
import { ConsumerBatch, type ConsumerRecord } from "../../src/consumer/record.ts";
import { placeOf, type ReaderNote } from "../checker/history.ts";
import type { Observer } from "./observer.ts";
import { replace } from "./observed_producer.ts";
import { numberOf } from "./record_number.ts";

/** How long closing may take, whatever the client believes: an independent check. */
const CLOSE_TIMEOUT_MS = 30_000;
const notes = new WeakMap<Consumer, ReaderNote>();

/** What is known of a consumer of the simulated world. */
export function noteOf(consumer: Consumer): ReaderNote | undefined {
  return notes.get(consumer);
}

/** Watches a consumer. */
export function observeConsumer(consumer: Consumer, options: ConsumerOptions, observer: Observer): Consumer {
  const { history, client } = observer;
  const { from, topics, maxBufferedBytes, maxPartitionBytes } = checkConsumerOptions(options);
  const note: ReaderNote = {
    number: history.readers.length + 1,
    client,
    fromStart: from === "earliest" && options.partitions === undefined,
    topics,
    passages: new Map(),
    errors: [],
    maxBufferedBytes,
    maxPartitionBytes,
    mostBuffered: 0,
    complete: false,
  };
  history.readers.push(note);
  notes.set(consumer, note);
  const { batches, seek, close } = consumer;
  const records = consumer[Symbol.asyncIterator];
  const watch = <T extends ConsumerRecord | ConsumerBatch>(inner: AsyncIterableIterator<T>) =>
    new WatchedLoop(inner, { consumer, note, observer });
  replace(consumer, Symbol.asyncIterator, () => watch(records.call(consumer)));
  replace(consumer, "batches", () => watch(batches.call(consumer)));
  replace(consumer, "seek", (at, offset) => {
    seek.call(consumer, at, offset);
    history.sought(note, placeOf(at.topic, at.partition), offset);
  });
  replace(consumer, "close", async (limits = {}) => {
    const call = history.calling(`close() of reader ${note.number}`, limits.timeoutMs ?? CLOSE_TIMEOUT_MS);
    try {
      await close.call(consumer, limits);
    } finally {
      history.settled(call);
    }
  });
  return consumer;
}

interface LoopParts {
  readonly consumer: Consumer;
  readonly note: ReaderNote;
  readonly observer: Observer;
}

/** A loop that takes notes. */
class WatchedLoop<T extends ConsumerRecord | ConsumerBatch> implements AsyncIterableIterator<T> {
  readonly #inner: AsyncIterableIterator<T>;
  readonly #parts: LoopParts;
  #begun = false;

  constructor(inner: AsyncIterableIterator<T>, parts: LoopParts) {
    this.#inner = inner;
    this.#parts = parts;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<T, undefined>> {
    const { note, observer } = this.#parts;
    const { history, application } = observer;
    if (!this.#begun) {
      this.#begun = true;
      for (const place of note.passages.keys()) history.mark(note, place, "loop began");
    }
    const slow = application.slowReader();
    if (slow !== null) await slow;
    const call = history.calling(`next() of reader ${note.number}`, Infinity);
    this.#measure();
    try {
      const result = await this.#inner.next();
      this.#measure();
      if (result.done !== true) this.#read(result.value);
      return result as IteratorResult<T, undefined>;
    } catch (error) {
      this.#failed(error);
      throw error;
    } finally {
      history.settled(call);
    }
  }

  async return(): Promise<IteratorResult<T, undefined>> {
    return await this.#inner.return?.() as IteratorResult<T, undefined>;
  }

  /** Before `next()` everything is there that was read ahead meanwhile; what was handed over is still held after it. */
  #measure(): void {
    const { consumer, note } = this.#parts;
    note.mostBuffered = Math.max(note.mostBuffered, consumer.buffered);
  }

  #read(value: ConsumerRecord | ConsumerBatch): void {
    const { note, observer: { history } } = this.#parts;
    for (const record of value instanceof ConsumerBatch ? value.records : [value]) {
      const { topic, partition, offset } = record;
      history.read(note, { topic, partition, offset, id: numberOf(record.headers) });
    }
  }

  #failed(error: unknown): void {
    const { note, observer: { history, log } } = this.#parts;
    if (!(error instanceof KafkaError)) {
      note.errors.push("FOREIGN");
      return history.break("every error is a KafkaError", `reader ${note.number} threw ${String(error)}`);
    }
    note.errors.push(error.code);
    log.add("reader", note.number, "throws", error.code);
    const { topic, partition } = error;
    if (topic !== undefined && partition !== undefined) history.mark(note, placeOf(topic, partition), "loss told");
  }
}
