// The producer as users see it: promises around the way of a record (intake.ts) and around its end (endings.ts), and
// the wiring of both with queues and senders. Made by kafka.ts with a waist; knows no brokers.
import { within } from "../../base/abort.ts";
import { Tracker } from "../../base/track.ts";
import type { KafkaError } from "../../errors/kafka_error.ts";
import type { Waist } from "../cluster/waist.ts";
import { BufferPool } from "./buffer_pool.ts";
import { connectAhead } from "./connecting.ts";
import { Deadlines } from "./deadlines.ts";
import {
  type DeliveryOwner,
  EnqueueDelivery,
  Limits,
  SendAllDelivery,
  SendDelivery,
  type SendOptions,
} from "./delivery.ts";
import { Encoding } from "./encoding.ts";
import { Endings } from "./endings.ts";
import { FailureLog } from "./failure_log.ts";
import { FlushGate } from "./flush_gate.ts";
import { IdempotentSession } from "./idempotence.ts";
import { Intake } from "./intake.ts";
import { Interceptors } from "./interceptors.ts";
import { checkProducerOptions } from "./option_checks.ts";
import type { CheckedProducerOptions, ProducerOptions } from "./options.ts";
import { makePartitioner } from "./partitioners/by_name.ts";
import { type MetricsOptions, ProducerMetrics, type ProducerMetricsSnapshot } from "./producer_metrics.ts";
import type { ProducerIdentity, ProducerSession } from "./producer_session.ts";
import type { QueueContext } from "./queue_context.ts";
import { afterFatal } from "./queue_errors.ts";
import type { DeliveryOutcome, ProducerRecord, RecordMetadata } from "./record.ts";
import { Room } from "./room.ts";
import { Router } from "./router.ts";
import { closedError, sendTimeout, unexpected } from "./send_errors.ts";
import { Sender } from "./sender.ts";
import { StallWatch } from "./stall_watch.ts";
import { TopicTable } from "./topic_table.ts";
import type { WaitOptions } from "./wait_options.ts";
import { type RecordSink, recordSink } from "./web_stream.ts";

/** What {@linkcode Producer.connect} opens. */
export interface ConnectOptions extends WaitOptions {
  /** Topics whose leaders are connected to. @default none: all brokers are */
  readonly topics?: readonly string[];
}

/** What only this package hands to a producer. */
export interface ProducerInternals {
  /** Who gives the identity; absent: idempotence as the options say. */
  readonly session?: ProducerSession;
  /** Called when it is closed. */
  readonly onClosed?: () => void;
}

type ProducerState = "open" | "failed" | "closing" | "closed";

/** Sends records. Made by `kafka.producer()`. */
export class Producer implements AsyncDisposable {
  readonly #waist: Waist;
  readonly #options: CheckedProducerOptions;
  readonly #session: ProducerSession;
  readonly #stop = new AbortController();
  readonly #tracker: Tracker;
  readonly #room: Room;
  readonly #gate = new FlushGate();
  readonly #failures = new FailureLog();
  readonly #deadlines: Deadlines;
  readonly #encoding: Encoding;
  readonly #senders = new Map<number, Sender>();
  readonly #topics: TopicTable;
  readonly #intake: Intake;
  readonly #endings: Endings;
  readonly #metrics = new ProducerMetrics();
  readonly #stalls: StallWatch;
  readonly #enqueued: DeliveryOwner;
  readonly #onClosed: () => void;
  #state: ProducerState = "open";
  /** Why it is of no further use, or null. */
  #fatal: KafkaError | null = null;
  #closing: Promise<void> | null = null;

  /** Checks the options; throws a `ConfigError` with every mistake. Use `kafka.producer(options)`. */
  constructor(waist: Waist, options: ProducerOptions = {}, internals: ProducerInternals = {}) {
    const checked = checkProducerOptions(options);
    const { clock } = waist.platform;
    this.#waist = waist;
    this.#options = checked;
    this.#onClosed = internals.onClosed ?? (() => {});
    this.#session = internals.session ??
      new IdempotentSession(waist, { idempotent: checked.idempotent, signal: this.#stop.signal });
    this.#tracker = new Tracker((error) => this.#report(error));
    this.#room = new Room({ maxBytes: checked.maxBufferedBytes, maxRecords: checked.maxBufferedRecords });
    this.#deadlines = new Deadlines(clock, (now) => this.#expire(now));
    this.#encoding = new Encoding(waist.platform, checked.codecs);
    this.#enqueued = this.#quietOwner();
    const failureSince = (time: number) => waist.failureSince?.(time) ?? null;
    this.#stalls = new StallWatch({
      stalledAfterMs: checked.stalledAfterMs,
      emit: waist.emit,
      gate: this.#gate,
      failureSince,
    });
    this.#topics = this.#topicTable();
    const router = new Router(this.#topics);
    this.#topics.gone = (topic) => router.forget(topic);
    this.#intake = new Intake({
      options: checked,
      clock,
      session: this.#session,
      gate: this.#gate,
      room: this.#room,
      topics: this.#topics,
      router,
      interceptors: checked.interceptors.length === 0 ? null : new Interceptors(checked.interceptors, waist.emit),
      watch: (deadline) => this.#deadlines.watch(deadline),
      metrics: this.#metrics,
      stalledAfterMs: this.#stalls.afterMs,
    });
    this.#endings = new Endings({
      intake: this.#intake,
      topics: this.#topics,
      deliveryTimeoutMs: checked.deliveryTimeoutMs,
      failureSince,
    });
  }

  /** Bytes of records that are accepted and not yet settled. */
  get buffered(): number {
    return this.#intake.bytes;
  }

  /** Records that are accepted and not yet settled. */
  get bufferedRecords(): number {
    return this.#intake.records;
  }

  /**
   * Sends one record; resolves when it is acknowledged. Waits while the buffer is full, or fails
   * then (`whenFull`). The sends of one synchronous turn share a batch.
   */
  send(record: ProducerRecord, options?: SendOptions): Promise<RecordMetadata> {
    const limits = options === undefined ? null : this.#limitsOf(options);
    if (limits === null) return this.#intake.send(record);
    return new Promise<RecordMetadata>((resolve, reject) => {
      if (limits.start(reject)) this.#intake.submit(record, new SendDelivery(resolve, reject, limits), 0);
    });
  }

  /**
   * Sends many records; resolves with their places when all are acknowledged, else rejects with a `SendError` that has
   * `results` and `failed`.
   */
  sendAll(records: readonly ProducerRecord[], options: SendOptions = {}): Promise<RecordMetadata[]> {
    if (records.length === 0) return Promise.resolve([]);
    const limits = this.#limitsOf(options);
    return new Promise<RecordMetadata[]>((resolve, reject) => {
      if (limits?.start(reject) === false) return;
      const owner = new SendAllDelivery(records.length, { resolve, reject, limits });
      for (let i = 0; i < records.length; i++) this.#intake.submit(records[i] as ProducerRecord, owner, i);
    });
  }

  /**
   * Takes one record and returns at once; false: more than `maxBufferedBytes` or `maxBufferedRecords` are buffered, so
   * await `ready()` before the next. Throws a `RecordError`: `BUFFER_FULL` at twice that, or what is wrong with the
   * record. What becomes of it is told to `onDelivery`; `flush` and `close` reject when one failed.
   */
  enqueue(record: ProducerRecord): boolean {
    const quiet = this.#options.onDelivery === undefined;
    return this.#intake.offer(record, quiet ? this.#enqueued : new EnqueueDelivery(record, this.#tell));
  }

  /** Resolves when there is room in the buffer. With `manualFlush` it rejects unless a flush is making room. */
  ready(options: WaitOptions = {}): Promise<void> {
    return this.#intake.ready(options);
  }

  /**
   * A Web Stream that sends what is written to it and takes no more while the buffer is full. Its `close` waits until
   * all is acknowledged; a record that fails is the error of the stream; `abort` takes back what was not sent yet.
   */
  writable(): RecordSink {
    return recordSink({
      offer: (record, owner) => this.#intake.offer(record, owner),
      ready: () => this.#intake.ready({}),
      settled: () => this.#settled({}),
    });
  }

  /**
   * Opens ahead what the first records would wait for: the metadata of topics, a producer id, and connections to the
   * leaders of all their partitions. Rejects with what is in the way.
   */
  async connect(options: ConnectOptions = {}): Promise<void> {
    if (this.#state !== "open") throw this.#fatal ?? closedError();
    const { topics = [], timeoutMs = this.#waist.apiTimeoutMs } = options;
    const end = new AbortController();
    const stop = () => end.abort();
    this.#stop.signal.addEventListener("abort", stop);
    try {
      await this.#within(
        connectAhead({
          waist: this.#waist,
          session: this.#session,
          topics,
          want: (names, signal) => this.#topics.want(names, { signal }),
          unknownTopicTimeoutMs: this.#options.unknownTopicTimeoutMs,
          signal: end.signal,
        }),
        { ...options, timeoutMs },
        "The producer was not connected",
      );
    } finally {
      this.#stop.signal.removeEventListener("abort", stop);
      stop();
    }
  }

  /** Producer id and epoch; null: none was asked for yet, or the producer is not idempotent. */
  identity(): ProducerIdentity | null {
    const { producerId, producerEpoch } = this.#session.identity();
    return producerId < 0 ? null : { producerId, producerEpoch };
  }

  /**
   * Gives up all records that are not sent, with an `AbortError`, and those that are being sent unless they turn out to
   * be written; resolves when none is left, with how many were given up. Records that are sent meanwhile come behind.
   * Past a limit it rejects, and what is being sent goes on to its end.
   */
  async abort(options: WaitOptions = {}): Promise<number> {
    const before = this.#endings.aborted;
    const settled = this.#gate.flush();
    this.#endings.abort();
    await this.#within(settled, options, "The abort did not end");
    return this.#endings.aborted - before;
  }

  /**
   * Gives up the records of one topic with an `AbortError` and asks for its metadata no more; returns how many records
   * that were. It may be used again.
   */
  forget(topic: string): number {
    const known = this.#topics.find(topic);
    if (known === undefined) return 0;
    const count = this.#endings.forget(known);
    this.#topics.forget(known);
    return count;
  }

  /**
   * Sends what is buffered without lingering; resolves when all records given before are settled. Rejects with a
   * `SendError` when enqueued records failed since the last flush.
   */
  async flush(options: WaitOptions = {}): Promise<void> {
    await this.#settled(options);
    const error = this.#failures.take();
    if (error !== null) throw error;
  }

  /**
   * Takes no more records, flushes, and ends. What is not settled within `timeoutMs` (default `closeTimeoutMs`) fails.
   * Rejects with a `SendError` when enqueued records failed since the last flush.
   */
  close(options: WaitOptions = {}): Promise<void> {
    this.#closing ??= this.#close(options);
    return this.#closing;
  }

  /** Closes; the end of an `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(options: WaitOptions): Promise<void> {
    this.#state = "closing";
    this.#intake.shut(() => this.#fatal ?? closedError());
    const { timeoutMs = this.#options.closeTimeoutMs, signal } = options;
    // Past the limit what is left fails, and that is told below.
    await this.#settled({ timeoutMs, signal }).catch(() => {});
    this.#state = "closed";
    this.#endings.close(timeoutMs, this.#waist.platform.clock.now());
    this.#stop.abort();
    this.#topics.stop();
    for (const sender of this.#senders.values()) sender.stop();
    this.#deadlines.stop();
    await this.#tracker.idle();
    this.#intake.end();
    this.#onClosed();
    const error = this.#failures.take();
    if (error !== null) throw error;
  }

  /**
   * Numbers of this producer since it was made: what was sent, acknowledged, tried again and lost, how long it took, and
   * what is held now. Cheap enough to be asked every second; `topics` adds each partition.
   */
  metrics(options: MetricsOptions = {}): ProducerMetricsSnapshot {
    return this.#metrics.snapshot({
      bufferedBytes: this.buffered,
      totalBytes: this.#options.maxBufferedBytes,
      waitingRecords: this.#intake.line.length,
      topics: this.#topics.all(),
      stalledAfterMs: this.#options.stalledAfterMs,
      now: this.#waist.platform.clock.now(),
    }, options);
  }

  /** Hurries what is buffered; resolves when it is settled. */
  #settled(options: WaitOptions): Promise<void> {
    const settled = this.#gate.flush();
    for (const topic of this.#topics.all()) for (const queue of topic.queues) queue.wake();
    this.#deadlines.watch(this.#waist.platform.clock.now() + this.#stalls.afterMs);
    return this.#within(settled, options, "The flush did not end");
  }

  #within<T>(promise: Promise<T>, options: WaitOptions, what: string): Promise<T> {
    return within(promise, {
      ...options,
      clock: this.#waist.platform.clock,
      what: "The wait for the producer",
      onTimeout: () => sendTimeout(what, options.timeoutMs ?? 0),
    });
  }

  /** The limits of one call, not counting yet; null: it has none. */
  #limitsOf(options: SendOptions): Limits | null {
    if (options.signal === undefined && options.timeoutMs === undefined) return null;
    return new Limits(this.#waist.platform.clock, options);
  }

  #topicTable(): TopicTable {
    const {
      allowAutoTopicCreation,
      unknownTopicTimeoutMs,
      batchMaxBytes,
      maxRequestBytes,
      topicMaxIdleMs,
      partitioner,
    } = this.#options;
    const waist = this.#waist;
    return new TopicTable({
      waist,
      tracker: this.#tracker,
      stop: this.#stop.signal,
      allowCreation: allowAutoTopicCreation,
      unknownTopicTimeoutMs,
      batchMaxBytes,
      maxRequestBytes,
      topicMaxIdleMs,
      partitioner: () => makePartitioner(partitioner, waist.platform),
      senderOf: (nodeId) => this.#senderOf(nodeId),
      place: (one, topic) => this.#intake.unpark(one, topic),
      refuse: (one, error) => this.#intake.refuse(one, error),
      context: this.#queueContext(),
    });
  }

  /** What all queues share. */
  #queueContext(): QueueContext {
    const options = this.#options;
    const { batchMaxBytes, maxBufferedBytes } = options;
    return {
      clock: this.#waist.platform.clock,
      lingerMs: options.manualFlush ? Infinity : options.lingerMs,
      manualFlush: options.manualFlush,
      batchMaxBytes: typeof batchMaxBytes === "number" ? batchMaxBytes : 0,
      maxInFlight: options.maxInFlight,
      allowReordering: options.allowReordering,
      recordRetries: options.recordRetries,
      lost: (error) => options.onDataLoss === "fail" ? this.#fail(error) : undefined,
      deliveryTimeoutMs: options.deliveryTimeoutMs,
      pool: new BufferPool(maxBufferedBytes),
      session: this.#session,
      gate: this.#gate,
      budget: this.#room,
      emit: this.#waist.emit,
      meter: this.#metrics.batches,
      opened: (batch) => this.#deadlines.watch(Math.min(batch.deadline, batch.readyAt + this.#stalls.afterMs)),
      homeless: () => this.#topics.look(),
      released: (batch) => this.#intake.release(batch.budgetBytes, batch.count + batch.withdrawn),
    };
  }

  #senderOf(nodeId: number): Sender {
    const known = this.#senders.get(nodeId);
    if (known !== undefined) return known;
    const sender = new Sender({
      waist: this.#waist,
      nodeId,
      options: this.#options,
      session: this.#session,
      encoding: this.#encoding,
      metrics: this.#metrics,
      tracker: this.#tracker,
      stop: this.#stop.signal,
      fatal: (error) => this.#fail(error),
      refresh: (reason) => this.#topics.refresh(reason),
    });
    this.#senders.set(nodeId, sender);
    return sender;
  }

  /** Gives up what is late; returns when to look again. */
  #expire(now: number): number {
    return Math.min(this.#endings.expire(now), this.#stalls.sweep(now, this.#topics.all()));
  }

  /** An error that ends the producer: what is buffered fails with it, and each later record. */
  #fail(cause: KafkaError): void {
    if (this.#fatal !== null) return;
    this.#fatal = afterFatal(cause);
    if (this.#state === "open") this.#state = "failed";
    this.#intake.shut(() => this.#fatal ?? closedError());
    this.#endings.fatal(cause);
  }

  /** Owner of enqueued records when nobody listens: failures go to the log alone. */
  #quietOwner(): DeliveryOwner {
    const failures = this.#failures;
    return {
      limits: null,
      acknowledged: () => {},
      failed: (_index, error) => failures.add(error.topic ?? "?", error),
    };
  }

  readonly #tell = (record: ProducerRecord, result: DeliveryOutcome): void => {
    if (result.error !== undefined) this.#failures.add(record.topic ?? this.#options.defaultTopic ?? "?", result.error);
    try {
      this.#options.onDelivery?.(record, result);
    } catch (error) {
      this.#report(error);
    }
  };

  /** A failure that no promise can tell. */
  #report(error: unknown): void {
    this.#waist.emit({ type: "error", error: unexpected("The producer met an error", error), where: "producer" });
  }
}
