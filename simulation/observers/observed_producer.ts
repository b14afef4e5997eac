// Watches one producer: its methods are wrapped, so that the application sees the same object as ever. Called by
// observed_kafka.ts.
import { KafkaError } from "../../errors/kafka_error.ts";
import { SendError } from "../../errors/send_error.ts";
import { checkProducerOptions } from "../../src/producer/option_checks.ts";
import type { ProducerInterceptor } from "../../src/producer/interceptors.ts";
import type { CheckedProducerOptions, ProducerOptions } from "../../src/producer/options.ts";
import type { Producer } from "../../src/producer/producer.ts";
import {
  type DeliveryOutcome,
  exactRecordSize,
  type ProducerRecord,
  type RecordMetadata,
} from "../../src/producer/record.ts";
import type { History, ProducerNote, SentRecord } from "../checker/history.ts";
import type { Word } from "../event_log.ts";
import type { Observer } from "./observer.ts";
import { numbered, numberOfSent } from "./record_number.ts";

/** Topics that are idle for so long are not forgotten in a run. */
const LONG_IDLE_MS = 60_000;
/** Options that the log tells. */
const LOGGED = [
  "acks",
  "idempotent",
  "lingerMs",
  "maxInFlight",
  "deliveryTimeoutMs",
  "maxBufferedBytes",
  "maxBufferedRecords",
  "whenFull",
  "manualFlush",
  "recordRetries",
  "onDataLoss",
  "topicMaxIdleMs",
] as const;

/** Makes a producer and watches it. */
export function observeProducer(
  make: (options: ProducerOptions) => Producer,
  options: ProducerOptions,
  observer: Observer,
): Producer {
  const { history, application } = observer;
  const enqueued = new Map<number, Enqueued>();
  const onDelivery = (record: ProducerRecord, outcome: DeliveryOutcome) => {
    const id = numberOfSent(record);
    const one = enqueued.get(id);
    if (!enqueued.delete(id)) {
      history.break("onDelivery is called once for each enqueued record", `record ${id} was told again`);
    }
    if (one !== undefined) watch.settle(one.sent, outcome);
    application.busy();
    options.onDelivery?.(one?.record ?? record, outcome);
  };
  const listener: ProducerInterceptor = {
    // Behind the others: as large as they have made it.
    onSend: (record) => sized(record, history.sent[numberOfSent(record)]),
    onDelivered: (record, outcome) => told(record, outcome, history),
  };
  const { interceptors = [] } = options;
  const watched = interceptors.length === 0 ? {} : { interceptors: [...interceptors, listener] };
  const producer = make({ ...options, onDelivery, ...watched });
  const checked = checkProducerOptions(options);
  const note = noteOf(checked, { number: history.producers.length + 1, client: observer.client });
  observer.log.add("producer", note.number, "of", note.client, ...wordsOf(checked));
  history.producers.push(note);
  const watch = new ProducerWatch({ options: checked, producer, note, observer, enqueued });
  watch.wrap();
  return producer;
}

function sized(record: ProducerRecord, sent: SentRecord | undefined): void {
  if (sent === undefined) return;
  sent.size = exactRecordSize(record);
  sent.producer.largestRecord = Math.max(sent.producer.largestRecord, sent.size);
}

/** What an interceptor heard of a record. */
function told(record: ProducerRecord, { metadata }: DeliveryOutcome, { sent }: History): void {
  sent[numberOfSent(record)]?.told.push(metadata === undefined ? "failed" : "written");
}

function noteOf(
  options: CheckedProducerOptions,
  { number, client }: { readonly number: number; readonly client: string },
): ProducerNote {
  const { acks, deliveryTimeoutMs, maxBufferedBytes, maxBufferedRecords, batchMaxBytes, manualFlush } = options;
  return {
    number,
    client,
    acks,
    idempotent: options.idempotent !== false,
    deliveryTimeoutMs,
    maxBufferedBytes,
    maxBufferedRecords,
    failsWhenFull: options.whenFull === "fail" || manualFlush,
    manualFlush,
    recordRetries: options.recordRetries,
    forgets: options.topicMaxIdleMs < LONG_IDLE_MS,
    intercepted: options.interceptors.length > 0,
    batchMaxBytes: typeof batchMaxBytes === "number" ? batchMaxBytes : options.maxRequestBytes,
    mostBuffered: 0,
    mostRecords: 0,
    enqueues: false,
    aborts: [],
    largestRecord: 0,
    closedAt: Infinity,
  };
}

/** What a run of it depends on. */
function wordsOf(options: CheckedProducerOptions): Word[] {
  return LOGGED.flatMap((name) => [`${name}:`, options[name]]);
}

interface Enqueued {
  readonly sent: SentRecord;
  readonly record: ProducerRecord;
}

interface WatchParts {
  readonly options: CheckedProducerOptions;
  readonly producer: Producer;
  readonly note: ProducerNote;
  readonly observer: Observer;
  readonly enqueued: Map<number, Enqueued>;
}

class ProducerWatch {
  readonly #parts: WatchParts;
  readonly #pending = new Set<SentRecord>();
  /** Records that are told of when all of their call are settled. */
  readonly #together = new Set<SentRecord>();
  /** Enqueued records that failed and that no flush or close has told of. */
  #untold = 0;
  /** How often a flush or close has told of failures. */
  #tellings = 0;
  /** Flushes, closes and aborts that are under way. */
  #flushes = 0;
  /** Records below this number were given before a flush or during one: they may be sent without another. */
  #flushedTo = 0;

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  /** Puts its own methods in front of the producer's. */
  wrap(): void {
    const { options: { closeTimeoutMs }, producer, note, observer: { history, log } } = this.#parts;
    const { send, sendAll, enqueue, flush, close, abort, forget } = producer;
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
    replace(producer, "abort", async (options = {}) => {
      log.add(name("abort()"), "is called");
      const call = history.calling(name("abort()"), options.timeoutMs ?? note.deliveryTimeoutMs);
      const abortion = { at: history.now, endedAt: Infinity };
      note.aborts.push(abortion);
      try {
        const count = await this.#aborting(abortion, () => abort.call(producer, options));
        // One that ends by a limit of its own goes on to give up what comes back.
        abortion.endedAt = history.now;
        return count;
      } finally {
        history.settled(call);
      }
    });
    replace(producer, "forget", (topic) => {
      log.add(name("forget()"), "of", topic);
      note.forgets = true;
      note.aborts.push({ at: history.now, endedAt: history.now });
      return forget.call(producer, topic);
    });
    replace(producer, "close", async (options = {}) => {
      note.closedAt = Math.min(note.closedAt, history.now);
      log.add(name("close()"), "is called");
      const call = history.calling(name("close()"), options.timeoutMs ?? closeTimeoutMs);
      try {
        await this.#flushing(() => close.call(producer, options));
      } finally {
        history.settled(call);
        if (producer.buffered !== 0 || producer.bufferedRecords !== 0) {
          const left = `${producer.buffered} bytes and ${producer.bufferedRecords} records are left`;
          history.break("a producer that is closed holds no bytes", `${name("close()")}: ${left}`);
        }
      }
    });
  }

  /** What was given before an abort is settled when it ends. */
  async #aborting(own: ProducerNote["aborts"][number], abort: () => Promise<number>): Promise<number> {
    const { note, observer: { history } } = this.#parts;
    const before = [...this.#pending];
    const count = await this.#flushingNow(abort);
    // Those with limits of their own, and those of one call, may have failed before; another abort, or a forget, gives
    // up some by itself.
    const given = before.filter((sent) =>
      sent.code === "ABORTED" && !sent.abortable && sent.limitMs === Infinity && !this.#together.has(sent)
    );
    const others = note.aborts.some((one) => one !== own && one.endedAt >= own.at);
    if (!others && count < given.length) {
      history.break("an abort tells how many records it gave up", `${given.length}, and it told ${count}`);
    }
    const left = before.find(({ fate }) => fate === "pending");
    if (left !== undefined) {
      const how = `record ${left.id} of producer ${note.number} was not`;
      history.break("an abort ends when everything that was given before it is settled", how);
    }
    return count;
  }

  /** What is given before or during a flush may be sent. */
  async #flushingNow<T>(flush: () => Promise<T>): Promise<T> {
    const { sent } = this.#parts.observer.history;
    this.#flushes++;
    this.#flushedTo = sent.length;
    try {
      return await flush();
    } finally {
      this.#flushes--;
      this.#flushedTo = sent.length;
    }
  }

  /** A flush, or the one of a close: everything given before is settled, and failures of enqueued records are told. */
  async #flushing(flush: () => Promise<void>): Promise<void> {
    const { note, observer: { history } } = this.#parts;
    const before = [...this.#pending];
    const untold = this.#untold;
    const tellings = this.#tellings;
    try {
      await this.#flushingNow(flush);
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
    const { note, options, producer, observer: { history } } = this.#parts;
    const { topic = options.defaultTopic ?? "" } = record;
    const sent = history.sending(note, { topic, limitMs: timeoutMs, abortable: signal !== undefined, call });
    if (call !== undefined) this.#together.add(sent);
    sent.size = exactRecordSize(numbered(record, sent.id));
    note.largestRecord = Math.max(note.largestRecord, sent.size);
    const full = producer.buffered >= note.maxBufferedBytes || producer.bufferedRecords >= note.maxBufferedRecords;
    if (typeof options.batchMaxBytes === "function") sent.batchMaxBytes = options.batchMaxBytes(topic);
    // Those of one `sendAll` are told together.
    sent.unwelcome = note.failsWhenFull && full && call === undefined;
    return sent;
  }

  /** A record is given to the producer: a flush that begins now waits for it. */
  #given(sent: SentRecord): void {
    if (sent.fate === "pending") this.#pending.add(sent);
  }

  async #outcome(sent: SentRecord, promise: Promise<RecordMetadata>): Promise<RecordMetadata> {
    this.#given(sent);
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
    for (const one of sent) this.#given(one);
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
    const { enqueued, note } = this.#parts;
    const sent = this.#sending(record);
    // It is taken up to twice the limits.
    sent.unwelcome = false;
    note.enqueues = true;
    const one = numbered(record, sent.id);
    enqueued.set(sent.id, { sent, record });
    try {
      const room = enqueue(one);
      this.#given(sent);
      this.#measure();
      return room;
    } catch (error) {
      enqueued.delete(sent.id);
      this.#failed(sent, error);
      throw error;
    }
  }

  #written(sent: SentRecord, metadata: RecordMetadata): void {
    this.#pending.delete(sent);
    this.#noteSent(sent);
    this.#parts.observer.history.written(sent, metadata);
  }

  #failed(sent: SentRecord, error: unknown): void {
    this.#pending.delete(sent);
    const { history } = this.#parts.observer;
    if (error instanceof KafkaError) {
      if (error.delivery === "unknown") this.#noteSent(sent);
      return history.failed(sent, error);
    }
    history.failed(sent, { code: "FOREIGN", delivery: undefined });
    history.break("every error is a KafkaError", `record ${sent.id} failed with ${String(error)}`);
  }

  #measure(): void {
    const { producer, note } = this.#parts;
    note.mostBuffered = Math.max(note.mostBuffered, producer.buffered);
    note.mostRecords = Math.max(note.mostRecords, producer.bufferedRecords);
  }

  /** A record was sent, perhaps. */
  #noteSent({ id }: SentRecord): void {
    const { note, observer: { history } } = this.#parts;
    if (!note.manualFlush || this.#flushes > 0 || id < this.#flushedTo) return;
    history.break("with manualFlush nothing is sent before a flush", `record ${id} of producer ${note.number} was`);
  }
}

/** Puts a method of an object's own before the one of its class. */
export function replace<T extends object, K extends keyof T>(target: T, name: K, method: T[K]): void {
  Object.defineProperty(target, name, { value: method, configurable: true });
}
