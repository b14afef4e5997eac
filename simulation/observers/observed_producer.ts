// Watches one producer: its methods are wrapped, so that the application sees the same object as ever. Called by
// observed_kafka.ts.
import { KafkaError } from "../../errors/kafka_error.ts";
import { SendError } from "../../errors/send_error.ts";
import { checkProducerOptions, type ProducerOptions } from "../../src/producer/options.ts";
import type { Producer } from "../../src/producer/producer.ts";
import {
  type DeliveryOutcome,
  exactRecordSize,
  type ProducerRecord,
  type RecordMetadata,
} from "../../src/producer/record.ts";
import type { ProducerNote, SentRecord } from "../checker/history.ts";
import type { Observer } from "./observer.ts";
import { numbered } from "./record_number.ts";

/** Makes a producer and watches it. */
export function observeProducer(
  make: (options: ProducerOptions) => Producer,
  options: ProducerOptions,
  observer: Observer,
): Producer {
  const { history, application, client } = observer;
  const enqueued = new Map<ProducerRecord, Enqueued>();
  const onDelivery = (record: ProducerRecord, outcome: DeliveryOutcome) => {
    const one = enqueued.get(record);
    enqueued.delete(record);
    if (one !== undefined) watch.settle(one.sent, outcome);
    application.busy();
    options.onDelivery?.(one?.record ?? record, outcome);
  };
  const producer = make({ ...options, onDelivery });
  const checked = checkProducerOptions(options);
  const { acks, deliveryTimeoutMs, maxBufferedBytes, batchMaxBytes } = checked;
  const note: ProducerNote = {
    number: history.producers.length + 1,
    client,
    acks,
    idempotent: checked.idempotent !== false,
    deliveryTimeoutMs,
    maxBufferedBytes,
    batchMaxBytes,
    mostBuffered: 0,
    largestRecord: 0,
    closedAt: Infinity,
  };
  history.producers.push(note);
  const watch = new ProducerWatch({ producer, note, observer, enqueued });
  watch.wrap(checked.closeTimeoutMs);
  return producer;
}

interface Enqueued {
  readonly sent: SentRecord;
  readonly record: ProducerRecord;
}

interface WatchParts {
  readonly producer: Producer;
  readonly note: ProducerNote;
  readonly observer: Observer;
  readonly enqueued: Map<ProducerRecord, Enqueued>;
}

class ProducerWatch {
  readonly #parts: WatchParts;
  readonly #pending = new Set<SentRecord>();
  /** Enqueued records that failed and that no flush or close has told of. */
  #untold = 0;
  /** How often a flush or close has told of failures. */
  #tellings = 0;

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  /** Puts its own methods in front of the producer's. */
  wrap(closeTimeoutMs: number): void {
    const { producer, note, observer: { history, log } } = this.#parts;
    const { send, sendAll, enqueue, flush, close } = producer;
    const name = (call: string) => `${call} of producer ${note.number}`;
    replace(producer, "send", (record, options) => {
      const sent = this.#sending(record, options);
      return this.#outcome(sent, send.call(producer, numbered(record, sent.id), options));
    });
    replace(producer, "sendAll", (records, options) => {
      const all = [...records];
      const call = history.sent.length;
      const sent = all.map((record) => this.#sending(record, options, call));
      const with_ = all.map((record, i) => numbered(record, (sent[i] as SentRecord).id));
      return this.#outcomes(sent, sendAll.call(producer, with_, options));
    });
    replace(producer, "enqueue", (record) => this.#enqueue(record, (one) => enqueue.call(producer, one)));
    replace(producer, "flush", async (options = {}) => {
      const call = history.calling(name("flush()"), options.timeoutMs ?? note.deliveryTimeoutMs);
      try {
        await this.#flushing(() => flush.call(producer, options));
      } finally {
        history.settled(call);
      }
    });
    replace(producer, "close", async (options = {}) => {
      note.closedAt = Math.min(note.closedAt, history.now);
      log.add(name("close()"), "is called");
      const call = history.calling(name("close()"), options.timeoutMs ?? closeTimeoutMs);
      try {
        await this.#flushing(() => close.call(producer, options));
      } finally {
        history.settled(call);
        if (producer.buffered !== 0) {
          history.break(
            "a producer that is closed holds no bytes",
            `${name("close()")}: ${producer.buffered} are left`,
          );
        }
      }
    });
  }

  /** A flush, or the one of a close: everything given before is settled, and failures of enqueued records are told. */
  async #flushing(flush: () => Promise<void>): Promise<void> {
    const { note, observer: { history } } = this.#parts;
    const before = [...this.#pending];
    const untold = this.#untold;
    const tellings = this.#tellings;
    try {
      await flush();
    } catch (error) {
      if (error instanceof SendError) {
        this.#untold = 0;
        this.#tellings++;
      }
      throw error;
    }
    const left = before.find(({ fate }) => fate === "pending");
    if (left !== undefined) {
      const how = `record ${left.id} of producer ${note.number} was not`;
      history.break("a flush ends when everything that was given before it is settled", how);
    }
    if (untold > 0 && tellings === this.#tellings) {
      const how = `producer ${note.number} kept ${untold} of them to itself`;
      history.break("a flush tells of enqueued records that failed before it", how);
    }
  }

  /** What became of an enqueued record. */
  settle(sent: SentRecord, { metadata, error }: DeliveryOutcome): void {
    if (metadata !== undefined) return this.#written(sent, metadata);
    this.#untold++;
    this.#failed(sent, error);
  }

  #sending(
    record: ProducerRecord,
    { timeoutMs = Infinity, signal }: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {},
    call?: number,
  ): SentRecord {
    const { note, observer: { history } } = this.#parts;
    const { topic } = record;
    const sent = history.sending(note, { topic, limitMs: timeoutMs, abortable: signal !== undefined, call });
    note.largestRecord = Math.max(note.largestRecord, exactRecordSize(numbered(record, sent.id)));
    this.#pending.add(sent);
    return sent;
  }

  async #outcome(sent: SentRecord, promise: Promise<RecordMetadata>): Promise<RecordMetadata> {
    this.#measure();
    try {
      const metadata = await promise;
      this.#written(sent, metadata);
      return metadata;
    } catch (error) {
      this.#failed(sent, error);
      throw error;
    }
  }

  async #outcomes(sent: readonly SentRecord[], promise: Promise<RecordMetadata[]>): Promise<RecordMetadata[]> {
    this.#measure();
    try {
      const all = await promise;
      sent.forEach((one, i) => this.#written(one, all[i] as RecordMetadata));
      return all;
    } catch (error) {
      this.#sendAllFailed(sent, error);
      throw error;
    }
  }

  #sendAllFailed(sent: readonly SentRecord[], error: unknown): void {
    if (!(error instanceof SendError)) return sent.forEach((one) => this.#failed(one, error));
    sent.forEach((one, i) => {
      const metadata = error.results[i] as RecordMetadata | undefined;
      if (metadata !== undefined) this.#written(one, metadata);
    });
    for (const { index, error: cause } of error.failed) this.#failed(sent[index] as SentRecord, cause);
  }

  #enqueue(record: ProducerRecord, enqueue: (record: ProducerRecord) => boolean): boolean {
    const { enqueued } = this.#parts;
    const sent = this.#sending(record);
    const one = numbered(record, sent.id);
    enqueued.set(one, { sent, record });
    try {
      const room = enqueue(one);
      this.#measure();
      return room;
    } catch (error) {
      enqueued.delete(one);
      this.#failed(sent, error);
      throw error;
    }
  }

  #written(sent: SentRecord, metadata: RecordMetadata): void {
    this.#pending.delete(sent);
    this.#parts.observer.history.written(sent, metadata);
  }

  #failed(sent: SentRecord, error: unknown): void {
    this.#pending.delete(sent);
    const { history } = this.#parts.observer;
    if (error instanceof KafkaError) return history.failed(sent, error);
    history.failed(sent, { code: "FOREIGN", delivery: undefined });
    history.break("every error is a KafkaError", `record ${sent.id} failed with ${String(error)}`);
  }

  #measure(): void {
    const { producer, note } = this.#parts;
    note.mostBuffered = Math.max(note.mostBuffered, producer.buffered);
  }
}

/** Puts a method of an object's own before the one of its class. */
export function replace<T extends object, K extends keyof T>(target: T, name: K, method: T[K]): void {
  Object.defineProperty(target, name, { value: method, configurable: true });
}
