// The producer as users see it. A record is checked, waits for room in the byte budget and for its topic, gets its
// partition and is encoded into that partition's open batch (partition_queue.ts); senders do the rest. Made by kafka.ts
// with a waist; knows no brokers.
import { within } from "../../base/abort.ts";
import { ByteBudget } from "../../base/byte_budget.ts";
import { Tracker } from "../../base/track.ts";
import { KafkaError } from "../../errors/kafka_error.ts";
import type { RecordError } from "../../errors/record_error.ts";
import { BATCH_HEADER_BYTES } from "../../protocol/records/batch_header.ts";
import type { Waist } from "../cluster/waist.ts";
import { BufferPool } from "./buffer_pool.ts";
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
import { FailureLog } from "./failure_log.ts";
import { FlushGate } from "./flush_gate.ts";
import { IdempotentSession } from "./idempotence.ts";
import { type CheckedProducerOptions, checkProducerOptions, type ProducerOptions } from "./options.ts";
import { PartitionQueue } from "./partition_queue.ts";
import { makePartitioner } from "./partitioners/by_name.ts";
import type { ProducerSession } from "./producer_session.ts";
import {
  type DeliveryOutcome,
  exactRecordSize,
  type ProducerRecord,
  type RecordMetadata,
  recordProblem,
  recordSize,
} from "./record.ts";
import {
  bufferFull,
  closedError,
  lateBatch,
  lateInLine,
  notSent,
  partitionerError,
  recordTooLarge,
  sendTimeout,
  unsent,
} from "./send_errors.ts";
import { RecordClock } from "./record_clock.ts";
import { Router } from "./router.ts";
import { Sender } from "./sender.ts";
import type { Submission } from "./submission.ts";
import { type TopicHandle, TopicTable } from "./topic_table.ts";
import { WaitingLine } from "./waiting_line.ts";

/** A failure that `close` may still name as the cause. */
const RECENT_MS = 60_000;

/** Limits of a call that waits. */
export interface WaitOptions {
  /** Ends the wait with an `AbortError`; nothing else is given up. */
  readonly signal?: AbortSignal;
  /** Time limit in ms. */
  readonly timeoutMs?: number;
}

/** What only this package hands to a producer. */
export interface ProducerInternals {
  /** Who gives the identity; absent: idempotence as the options say. */
  readonly session?: ProducerSession;
  /** Called when it is closed. */
  readonly onClosed?: () => void;
}

type ProducerState = "open" | "closing" | "closed";

/** Sends records. Made by `kafka.producer()`. */
export class Producer implements AsyncDisposable {
  readonly #waist: Waist;
  readonly #options: CheckedProducerOptions;
  readonly #session: ProducerSession;
  readonly #stop = new AbortController();
  readonly #tracker: Tracker;
  readonly #budget: ByteBudget;
  readonly #line: WaitingLine;
  readonly #gate = new FlushGate();
  readonly #failures = new FailureLog();
  readonly #deadlines: Deadlines;
  readonly #encoding: Encoding;
  readonly #senders = new Map<number, Sender>();
  readonly #topics: TopicTable;
  readonly #router: Router;
  readonly #recordClock: RecordClock;
  readonly #enqueued: DeliveryOwner;
  readonly #onClosed: () => void;
  #state: ProducerState = "open";
  #closing: Promise<void> | null = null;
  #ready: { readonly promise: Promise<void>; readonly resolve: () => void } | null = null;

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
    this.#budget = new ByteBudget(checked.maxBufferedBytes);
    this.#line = new WaitingLine(this.#budget, (one) => this.#place(one));
    this.#deadlines = new Deadlines(clock, (now) => this.#expire(now));
    this.#encoding = new Encoding(waist.platform, checked.codecs);
    this.#enqueued = this.#quietOwner();
    this.#recordClock = new RecordClock(clock);
    this.#topics = new TopicTable({
      waist,
      tracker: this.#tracker,
      stop: this.#stop.signal,
      allowCreation: checked.allowAutoTopicCreation,
      unknownTopicTimeoutMs: checked.unknownTopicTimeoutMs,
      partitioner: () => makePartitioner(checked.partitioner, waist.platform),
      senderOf: (nodeId) => this.#senderOf(nodeId),
      place: (one, topic) => this.#unpark(one, topic),
      refuse: (one, error) => this.#refuse(one, error),
      context: {
        clock,
        lingerMs: checked.lingerMs,
        batchMaxBytes: checked.batchMaxBytes,
        maxInFlight: checked.maxInFlight,
        deliveryTimeoutMs: checked.deliveryTimeoutMs,
        pool: new BufferPool(checked.maxBufferedBytes),
        session: this.#session,
        gate: this.#gate,
        budget: this.#budget,
        emit: waist.emit,
        opened: (batch) => this.#deadlines.watch(batch.deadline),
        released: (batch) => this.#release(batch.budgetBytes),
      },
    });
    this.#router = new Router(this.#topics);
  }

  /** Bytes of records that are accepted and not yet settled. */
  get buffered(): number {
    return this.#budget.used + this.#line.enqueuedBytes;
  }

  /**
   * Sends one record; resolves when it is acknowledged. Waits while `maxBufferedBytes` are buffered. The sends of one
   * synchronous turn share a batch.
   */
  send(record: ProducerRecord, options?: SendOptions): Promise<RecordMetadata> {
    if (options !== undefined && (options.signal !== undefined || options.timeoutMs !== undefined)) {
      return this.#sendLimited(record, options);
    }
    const promise = new Promise<RecordMetadata>(capture);
    this.#submit(record, new SendDelivery(captured.resolve, captured.reject, null), 0);
    return promise;
  }

  /**
   * Sends many records; resolves with their places when all are acknowledged, else rejects with a `SendError` that has
   * `results` and `failed`.
   */
  sendAll(records: readonly ProducerRecord[], options: SendOptions = {}): Promise<RecordMetadata[]> {
    if (records.length === 0) return Promise.resolve([]);
    if (options.signal?.aborted === true) return Promise.reject(notSent(options.signal));
    const limited = options.signal !== undefined || options.timeoutMs !== undefined;
    const limits = limited ? new Limits(this.#waist.platform.clock, options) : null;
    return new Promise<RecordMetadata[]>((resolve, reject) => {
      const owner = new SendAllDelivery(records.length, { resolve, reject, limits });
      limits?.start(reject);
      for (let i = 0; i < records.length; i++) this.#submit(records[i] as ProducerRecord, owner, i);
    });
  }

  /**
   * Takes one record and returns at once; false: more than `maxBufferedBytes` are buffered, so await `ready()` before
   * the next. Throws a `RecordError`: `BUFFER_FULL` at twice the budget, or what is wrong with the record. What becomes of it is
   * told to `onDelivery`; `flush` and `close` reject when one failed.
   */
  enqueue(record: ProducerRecord): boolean {
    const error = this.#refusal(record);
    if (error !== null) throw error;
    const size = recordSize(record);
    const { maxBufferedBytes, onDelivery } = this.#options;
    if (this.buffered + size > 2 * maxBufferedBytes && this.buffered > 0) {
      throw bufferFull(this.buffered, maxBufferedBytes);
    }
    const owner = onDelivery === undefined ? this.#enqueued : new EnqueueDelivery(record, this.#tell);
    if (this.#line.empty) this.#append(record, owner, 0);
    else this.#line.add(this.#submission(record, { owner, index: 0, size, needsRoom: false }));
    return this.buffered <= maxBufferedBytes;
  }

  /** Resolves when there is room in the buffer. */
  ready(options: WaitOptions = {}): Promise<void> {
    if (this.#hasRoom()) return Promise.resolve();
    this.#ready ??= Promise.withResolvers<void>();
    return within(this.#ready.promise, {
      ...options,
      clock: this.#waist.platform.clock,
      what: "The wait for room in the producer",
      onTimeout: () => sendTimeout("There was no room in the producer", options.timeoutMs ?? 0),
    });
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
    const { timeoutMs = this.#options.closeTimeoutMs, signal } = options;
    // Past the limit what is left fails, and that is told below.
    await this.#settled({ timeoutMs, signal }).catch(() => {});
    this.#state = "closed";
    this.#giveUpAll(timeoutMs);
    this.#stop.abort();
    this.#topics.stop();
    for (const sender of this.#senders.values()) sender.stop();
    this.#deadlines.stop();
    await this.#tracker.idle();
    this.#ready?.resolve();
    this.#onClosed();
    const error = this.#failures.take();
    if (error !== null) throw error;
  }

  /** Hurries what is buffered; resolves when it is settled. */
  #settled(options: WaitOptions): Promise<void> {
    const settled = this.#gate.flush();
    for (const topic of this.#topics.all()) for (const queue of topic.queues) queue.wake();
    return within(settled, {
      ...options,
      clock: this.#waist.platform.clock,
      what: "The flush",
      onTimeout: () => sendTimeout("The flush did not end", options.timeoutMs ?? 0),
    });
  }

  #sendLimited(record: ProducerRecord, options: SendOptions): Promise<RecordMetadata> {
    if (options.signal?.aborted === true) return Promise.reject(notSent(options.signal));
    const limits = new Limits(this.#waist.platform.clock, options);
    return new Promise<RecordMetadata>((resolve, reject) => {
      limits.start(reject);
      this.#submit(record, new SendDelivery(resolve, reject, limits), 0);
    });
  }

  /** Why a record cannot be taken, or null. */
  #refusal(record: ProducerRecord): KafkaError | null {
    if (this.#state !== "open") return closedError();
    return this.#session.mayAppend() ?? recordProblem(record) ?? this.#tooLarge(record);
  }

  #tooLarge(record: ProducerRecord): RecordError | null {
    // What the one record of a batch may take.
    const limit = this.#options.batchMaxBytes - BATCH_HEADER_BYTES;
    // Text may take three bytes for each character: only a record that could be too large is measured.
    if (recordSize(record) * 3 <= limit) return null;
    const size = exactRecordSize(record);
    return size <= limit ? null : recordTooLarge(record, size, limit);
  }

  #submit(record: ProducerRecord, owner: DeliveryOwner, index: number): void {
    const error = this.#refusal(record);
    if (error !== null) return owner.failed(index, error);
    const size = recordSize(record);
    if (this.#line.empty && this.#budget.fits(size)) this.#append(record, owner, index);
    else this.#line.add(this.#submission(record, { owner, index, size, needsRoom: true }));
  }

  /** A record that has to wait; it keeps the time of its call. */
  #submission(
    record: ProducerRecord,
    of: Pick<Submission, "owner" | "index" | "size" | "needsRoom">,
  ): Submission {
    const deadline = this.#waist.platform.clock.now() + this.#options.deliveryTimeoutMs;
    this.#deadlines.watch(deadline);
    const stamped = record.timestamp === undefined ? { ...record, timestamp: this.#recordClock.now() } : record;
    return { record: stamped, ...of, deadline, generation: this.#gate.enter() };
  }

  /** The path of every record: its topic, its partition, its batch. */
  #append(record: ProducerRecord, owner: DeliveryOwner, index: number): void {
    const topic = this.#router.topicOf(record.topic);
    const queue = topic.unparking ? null : this.#router.queueOf(record, topic);
    // Asked in this order: an instanceof of an error class looks for its brand, and is slow.
    if (queue instanceof PartitionQueue) {
      queue.append(record, record.timestamp ?? this.#recordClock.now()).own(owner, index);
    } else if (queue === null) this.#park(topic, { record, owner, index });
    else owner.failed(index, queue);
  }

  #park(topic: TopicHandle, of: Pick<Submission, "record" | "owner" | "index">): void {
    const { record, owner, index } = of;
    const size = recordSize(record);
    this.#budget.take(size);
    this.#topics.park(topic, this.#submission(record, { owner, index, size, needsRoom: false }));
  }

  /** The turn of a record in the waiting line has come. */
  #place(one: Submission): void {
    const topic = this.#router.topicOf(one.record.topic);
    if (one.owner.limits?.withdrawn === true) return this.#gate.leave(one.generation);
    const queue = topic.unparking ? null : this.#router.queueOf(one.record, topic);
    if (queue !== null) return this.#enter(one, queue);
    this.#budget.take(one.size);
    this.#topics.park(topic, one);
  }

  /** The topic of a parked record is known now. */
  #unpark(one: Submission, topic: TopicHandle): void {
    if (one.owner.limits?.withdrawn === true) this.#gate.leave(one.generation);
    else {this.#enter(
        one,
        this.#router.queueOf(one.record, topic) ?? partitionerError(topic.topic, "it has no partition"),
      );}
    this.#release(one.size);
  }

  /** Puts a record that has waited into its batch, which then counts for the flushes that the record counts for. */
  #enter(one: Submission, queue: PartitionQueue | KafkaError): void {
    if (!(queue instanceof PartitionQueue)) {
      this.#gate.leave(one.generation);
      return one.owner.failed(one.index, queue);
    }
    const batch = queue.append(one.record, one.record.timestamp ?? this.#recordClock.now());
    batch.own(one.owner, one.index);
    batch.deadline = Math.min(batch.deadline, one.deadline);
    this.#gate.leave(Math.max(batch.generation, one.generation));
    batch.generation = Math.min(batch.generation, one.generation);
  }

  /** A parked record that will never reach a batch. */
  #refuse(one: Submission, error: KafkaError): void {
    this.#gate.leave(one.generation);
    one.owner.failed(one.index, error);
    this.#release(one.size);
  }

  #release(bytes: number): void {
    this.#budget.release(bytes);
    if (!this.#line.empty) this.#line.serve();
    if (this.#ready !== null && this.#hasRoom()) {
      this.#ready.resolve();
      this.#ready = null;
    }
  }

  #hasRoom(): boolean {
    return this.#state === "closed" || (this.#line.empty && this.#budget.used < this.#budget.limit);
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
      tracker: this.#tracker,
      stop: this.#stop.signal,
      refresh: (reason) => this.#topics.refresh(reason),
    });
    this.#senders.set(nodeId, sender);
    return sender;
  }

  /** Gives up what is late; returns the next deadline. */
  #expire(now: number): number {
    const { deliveryTimeoutMs } = this.#options;
    for (const one of this.#line.takeExpired(now)) {
      this.#gate.leave(one.generation);
      one.owner.failed(one.index, lateInLine(one, deliveryTimeoutMs));
    }
    let next = this.#line.deadline;
    const whyLate = (topic: TopicHandle) => topic.error ?? this.#failureSince(now - deliveryTimeoutMs);
    next = Math.min(next, this.#topics.expire(now, (one, topic) => lateInLine(one, deliveryTimeoutMs, whyLate(topic))));
    for (const topic of this.#topics.all()) {
      for (const queue of topic.queues) {
        next = Math.min(next, queue.expire(now, (batch) => lateBatch(batch, deliveryTimeoutMs)));
      }
    }
    return next;
  }

  /** What kept the cluster from telling of a topic. */
  #failureSince(time: number): KafkaError | null {
    return this.#waist.failureSince?.(time) ?? null;
  }

  /** At the end of `close`: what is still not settled fails. */
  #giveUpAll(timeoutMs: number): void {
    for (const one of this.#line.takeExpired(Infinity)) {
      this.#gate.leave(one.generation);
      one.owner.failed(one.index, unsent(one.record, timeoutMs));
    }
    const since = this.#waist.platform.clock.now() - Math.max(timeoutMs, RECENT_MS);
    this.#topics.expire(
      Infinity,
      (one, topic) => unsent(one.record, timeoutMs, topic.error ?? this.#failureSince(since)),
    );
    for (const topic of this.#topics.all()) {
      for (const queue of topic.queues) queue.failAll((batch) => unsent(batch, timeoutMs, batch.lastError));
    }
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
    if (result.error !== undefined) this.#failures.add(record.topic, result.error);
    try {
      this.#options.onDelivery?.(record, result);
    } catch (error) {
      this.#report(error);
    }
  };

  /** A failure that no promise can tell. */
  #report(error: unknown): void {
    const told = error instanceof KafkaError ? error : new KafkaError(`The producer met an error: ${String(error)}`, {
      code: "UNEXPECTED",
      cause: error,
    });
    this.#waist.emit({ type: "error", error: told, where: "producer" });
  }
}

/** The ends of the newest promise: `send` makes one without a closure for each record. */
const captured: { resolve: (value: RecordMetadata) => void; reject: (error: KafkaError) => void } = {
  resolve: () => {},
  reject: () => {},
};

function capture(resolve: (value: RecordMetadata) => void, reject: (error: KafkaError) => void): void {
  captured.resolve = resolve;
  captured.reject = reject;
}
