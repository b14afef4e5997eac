// The way of a record into the producer: it is checked, waits for room and for its topic, gets its partition and is
// encoded into that partition's open batch (partition_queue.ts). The hot path: no object, closure or promise for each
// record. Called by producer.ts; must not know brokers.
import { within } from "../../base/abort.ts";
import type { KafkaError } from "../../errors/kafka_error.ts";
import type { RecordError } from "../../errors/record_error.ts";
import type { Clock } from "../../transports/platform.ts";
import type { RejectSend, ResolveSend } from "./batch_owners.ts";
import { type DeliveryOwner, SendDelivery } from "./delivery.ts";
import type { FlushGate } from "./flush_gate.ts";
import type { Interceptors } from "./interceptors.ts";
import type { CheckedProducerOptions } from "./options.ts";
import { PartitionQueue } from "./partition_queue.ts";
import type { ProducerMetrics } from "./producer_metrics.ts";
import type { ProducerSession } from "./producer_session.ts";
import {
  exactRecordSize,
  type ProducerRecord,
  type RecordMetadata,
  recordProblem,
  recordSize,
  topicProblem,
} from "./record.ts";
import { RecordClock } from "./record_clock.ts";
import type { Room } from "./room.ts";
import type { Router } from "./router.ts";
import { bufferFull, neverReady, partitionerError, recordTooLarge, sendTimeout } from "./send_errors.ts";
import type { Submission } from "./submission.ts";
import type { TopicHandle } from "./topic_handle.ts";
import type { TopicTable } from "./topic_table.ts";
import type { WaitOptions } from "./wait_options.ts";
import { WaitingLine } from "./waiting_line.ts";

/** What an intake is made with. */
export interface IntakeInit {
  /** Options of the producer. */
  readonly options: CheckedProducerOptions;
  /** Time. */
  readonly clock: Clock;
  /** Says whether records may be taken. */
  readonly session: ProducerSession;
  /** Counts what flush waits for. */
  readonly gate: FlushGate;
  /** Counts bytes and records. */
  readonly room: Room;
  /** The topics. */
  readonly topics: TopicTable;
  /** Finds queues. */
  readonly router: Router;
  /** See each record; null: there are none. */
  readonly interceptors: Interceptors | null;
  /** Something has this deadline. */
  readonly watch: (deadline: number) => void;
  /** Counts what waits and what is refused. */
  readonly metrics: ProducerMetrics;
  /** When a topic that stays unknown is looked at, in ms, or Infinity. */
  readonly stalledAfterMs: number;
}

/** Takes records. */
export class Intake {
  /** Records that wait for room. */
  readonly line: WaitingLine;
  readonly #init: IntakeInit;
  readonly #session: ProducerSession;
  readonly #room: Room;
  readonly #router: Router;
  readonly #interceptors: Interceptors | null;
  readonly #recordClock: RecordClock;
  readonly #defaultTopic: string | undefined;
  /** Sends wait for room; else they fail. */
  readonly #waits: boolean;
  #shut: (() => KafkaError) | null = null;
  #ended = false;
  #ready: { readonly promise: Promise<void>; readonly resolve: () => void } | null = null;

  /** Open, and empty. */
  constructor(init: IntakeInit) {
    this.#init = init;
    this.#session = init.session;
    this.#room = init.room;
    this.#router = init.router;
    this.#interceptors = init.interceptors;
    this.#recordClock = new RecordClock(init.clock);
    this.#defaultTopic = init.options.defaultTopic;
    this.#waits = init.options.whenFull === "wait" && !init.options.manualFlush;
    this.line = new WaitingLine(init.room, (one) => this.#place(one));
  }

  /** Bytes that are accepted and not yet settled. */
  get bytes(): number {
    return this.#room.bytes + this.line.enqueuedBytes;
  }

  /** Records that are accepted and not yet settled. */
  get records(): number {
    return this.#room.records + this.line.enqueuedRecords;
  }

  /** Takes nothing more; each record fails with what `errorOf` gives. */
  shut(errorOf: () => KafkaError): void {
    this.#shut = errorOf;
  }

  /** Nothing will be taken and nothing is held: who waits for room goes on, to be told. */
  end(): void {
    this.#ended = true;
    this.#ready?.resolve();
    this.#ready = null;
  }

  /** Takes one record of `send`: on the straight way its promise costs two functions, and no object as its owner. */
  send(record: ProducerRecord): Promise<RecordMetadata> {
    const promise = new Promise<RecordMetadata>(capture);
    const { resolve, reject } = captured;
    if (this.#interceptors !== null || !this.line.empty) {
      this.submit(record, new SendDelivery(resolve, reject, null), 0);
      return promise;
    }
    const size = this.#check(record);
    if (typeof size !== "number") {
      this.#init.metrics.refused(size);
      reject(size);
    } else if (!this.#room.fits(size)) this.submit(record, new SendDelivery(resolve, reject, null), 0);
    else {
      const queue = this.#queueOf(record);
      if (queue instanceof PartitionQueue) {
        queue.append(record, record.timestamp ?? this.#recordClock.now()).ownSend(resolve, reject);
      } else this.#unplaced(record, queue, { owner: new SendDelivery(resolve, reject, null), index: 0 });
    }
    return promise;
  }

  /** Takes one record of a call with an owner; it waits when there is no room. */
  submit(given: ProducerRecord, to: DeliveryOwner, index: number): void {
    const record = this.#interceptors === null ? given : this.#interceptors.onSend(given);
    const owner = this.#interceptors === null ? to : this.#interceptors.owner(record, to);
    const size = this.#check(record);
    if (typeof size !== "number") return this.#fail(owner, index, size);
    if (this.line.empty && this.#room.fits(size)) this.#append(record, owner, index);
    else if (this.#waits) this.#queueUp(this.#submission(record, { owner, index, size, needsRoom: true }));
    else this.#fail(owner, index, this.#full("Send it again after producer.ready() or producer.flush()"));
  }

  /** Takes one record at once, beyond the limits too; false: they are passed. Throws why it does not. */
  offer(given: ProducerRecord, to: DeliveryOwner): boolean {
    const record = this.#interceptors === null ? given : this.#interceptors.onSend(given);
    const owner = this.#interceptors === null ? to : this.#interceptors.owner(record, to);
    const size = this.#check(record);
    if (typeof size !== "number") throw this.#refused(record, size);
    const full = this.#overTwice(size);
    if (full !== null) throw this.#refused(record, full);
    if (this.line.empty) this.#append(record, owner, 0);
    else this.#queueUp(this.#submission(record, { owner, index: 0, size, needsRoom: false }));
    const { maxBufferedBytes, maxBufferedRecords } = this.#init.options;
    return this.bytes <= maxBufferedBytes && this.records <= maxBufferedRecords;
  }

  /** Resolves when there is room. */
  ready(options: WaitOptions): Promise<void> {
    if (this.#hasRoom()) return Promise.resolve();
    if (this.#init.options.manualFlush && this.#shut === null && !this.#init.gate.flushing) {
      return Promise.reject(neverReady());
    }
    this.#ready ??= Promise.withResolvers<void>();
    this.#press();
    return within(this.#ready.promise, {
      ...options,
      clock: this.#init.clock,
      what: "The wait for room in the producer",
      onTimeout: () => sendTimeout("There was no room in the producer", options.timeoutMs ?? 0),
    });
  }

  /** Records are settled: what they held is free. */
  release(bytes: number, records: number): void {
    this.#room.release(bytes, records);
    if (!this.line.empty) {
      this.line.serve();
      if (this.line.empty) this.#noteLine();
    }
    if (this.#ready !== null && this.#hasRoom()) {
      this.#ready.resolve();
      this.#ready = null;
      this.#press();
    }
  }

  /** The topic of a parked record is known now. */
  unpark(one: Submission, topic: TopicHandle): void {
    if (one.owner.limits?.withdrawn === true) this.#init.gate.leave(one.generation);
    else {
      const queue = this.#router.queueOf(one.record, topic);
      this.#enter(one, queue ?? partitionerError(topic.topic, "it has no partition"));
    }
    this.release(one.size, 1);
  }

  /** A parked record that will never reach a batch. */
  refuse(one: Submission, error: KafkaError): void {
    this.drop(one, error);
    this.release(one.size, 1);
  }

  /** A record that will never reach a batch, and holds no room. */
  drop(one: Submission, error: KafkaError): void {
    this.#init.gate.leave(one.generation);
    if (this.line.empty) this.#noteLine();
    this.#fail(one.owner, one.index, error);
  }

  /** The size of a record that may be taken, measured once, or why it may not. */
  #check(record: ProducerRecord): number | KafkaError {
    if (this.#shut !== null) return this.#shut();
    const problem = this.#session.mayAppend() ?? recordProblem(record);
    if (problem !== null) return problem;
    const name = record.topic ?? this.#defaultTopic;
    if (typeof name !== "string") return topicProblem(name) as RecordError;
    const topic = this.#router.topicOf(name);
    if (topic.refusal !== null) return topic.refusal;
    const size = recordSize(record);
    // Text may take three bytes for each character: only a record that could be too large is measured.
    return size * 3 <= topic.recordMaxBytes ? size : tooLarge(record, topic) ?? size;
  }

  /** A record that `offer` throws for. */
  #refused(record: ProducerRecord, error: KafkaError): KafkaError {
    this.#init.metrics.refused(error);
    this.#interceptors?.onDelivered(record, { error });
    return error;
  }

  #overTwice(size: number): RecordError | null {
    const { maxBufferedBytes, maxBufferedRecords } = this.#init.options;
    let { bytes, records } = this;
    if (records === 0) return null;
    if (!this.line.empty) {
      // Sends that wait before it fill the room again.
      bytes += Math.max(0, maxBufferedBytes - this.#room.bytes);
      if (maxBufferedRecords < Infinity) records += Math.max(0, maxBufferedRecords - this.#room.records);
    }
    if (bytes + size <= 2 * maxBufferedBytes && records < 2 * maxBufferedRecords) return null;
    return this.#full("Twice that is the end of enqueue: await producer.ready() when it returns false");
  }

  #full(advice: string): RecordError {
    const { maxBufferedBytes, maxBufferedRecords } = this.#init.options;
    return bufferFull({ bytes: this.bytes, records: this.records, maxBufferedBytes, maxBufferedRecords }, advice);
  }

  /** A record that has to wait; it keeps the time of its call. */
  #submission(
    record: ProducerRecord,
    of: Pick<Submission, "owner" | "index" | "size" | "needsRoom">,
  ): Submission {
    const deadline = this.#init.clock.now() + this.#init.options.deliveryTimeoutMs;
    this.#init.watch(deadline);
    // A copy: who fills one object again and again for each record must not change one that waits.
    const stamped = { ...record, timestamp: record.timestamp ?? this.#recordClock.now() };
    return { record: stamped, topic: this.#nameOf(record), ...of, deadline, generation: this.#init.gate.enter() };
  }

  /** The name of the topic of a record that was checked. */
  #nameOf(record: ProducerRecord): string {
    return record.topic ?? this.#defaultTopic ?? "";
  }

  /** Its topic. */
  #topicOf(record: ProducerRecord): TopicHandle {
    return this.#router.topicOf(this.#nameOf(record));
  }

  /** The path of every record: its topic, its partition, its batch. */
  #append(record: ProducerRecord, owner: DeliveryOwner, index: number): void {
    const queue = this.#queueOf(record);
    // Asked in this order: an instanceof of an error class looks for its brand, and is slow.
    if (queue instanceof PartitionQueue) {
      queue.append(record, record.timestamp ?? this.#recordClock.now()).own(owner, index);
    } else this.#unplaced(record, queue, { owner, index });
  }

  /** The queue for a record that was checked; null: it has to wait for its topic. */
  #queueOf(record: ProducerRecord): PartitionQueue | KafkaError | null {
    const topic = this.#topicOf(record);
    return topic.unparking ? null : this.#router.queueOf(record, topic);
  }

  /** A record has no queue yet, or never will. */
  #unplaced(record: ProducerRecord, error: KafkaError | null, to: Pick<Submission, "owner" | "index">): void {
    if (error === null) this.#park(this.#topicOf(record), { record, ...to });
    else this.#fail(to.owner, to.index, error);
  }

  #park(topic: TopicHandle, of: Pick<Submission, "record" | "owner" | "index">): void {
    const { record, owner, index } = of;
    const size = recordSize(record);
    this.#room.take(size);
    this.#await(topic, this.#submission(record, { owner, index, size, needsRoom: false }));
  }

  /** The turn of a record in the waiting line has come. */
  #place(one: Submission): void {
    if (one.owner.limits?.withdrawn === true) return this.#init.gate.leave(one.generation);
    const topic = this.#router.topicOf(one.topic);
    if (topic.refusal !== null) return this.drop(one, topic.refusal);
    const queue = topic.unparking ? null : this.#router.queueOf(one.record, topic);
    if (queue !== null) return this.#enter(one, queue);
    this.#room.take(one.size);
    this.#await(topic, one);
  }

  /** Keeps a record until its topic is known. */
  #await(topic: TopicHandle, one: Submission): void {
    const { topics, clock, watch, stalledAfterMs } = this.#init;
    topics.park(topic, one);
    if (topic.parked.length === 1) watch(clock.now() + stalledAfterMs);
  }

  #queueUp(one: Submission): void {
    this.line.add(one);
    if (this.line.length === 1) this.#noteLine();
  }

  /** How long records wait in line is counted from the first one to the last. */
  #noteLine(): void {
    this.#init.metrics.line(!this.line.empty, this.#init.clock.now());
    this.#press();
  }

  /** While room is wanted nothing lingers: what holds it would make all others wait for its time, as Java knows too. */
  #press(): void {
    const { gate, topics, options } = this.#init;
    const before = gate.pressed;
    gate.pressed = !options.manualFlush && (!this.line.empty || this.#ready !== null);
    if (before || !gate.pressed) return;
    for (const topic of topics.all()) for (const queue of topic.queues) queue.wake();
  }

  #fail(owner: DeliveryOwner, index: number, error: KafkaError): void {
    this.#init.metrics.refused(error);
    owner.failed(index, error);
  }

  /** Puts a record that has waited into its batch, which then counts for the flushes that the record counts for. */
  #enter(one: Submission, queue: PartitionQueue | KafkaError): void {
    if (!(queue instanceof PartitionQueue)) return this.drop(one, queue);
    const { gate } = this.#init;
    const batch = queue.append(one.record, one.record.timestamp ?? this.#recordClock.now());
    batch.own(one.owner, one.index);
    batch.deadline = Math.min(batch.deadline, one.deadline);
    gate.leave(Math.max(batch.generation, one.generation));
    batch.generation = Math.min(batch.generation, one.generation);
    if (gate.hurries(batch.generation)) queue.wake();
  }

  #hasRoom(): boolean {
    return this.#ended || (this.line.empty && this.#room.free);
  }
}

function tooLarge(record: ProducerRecord, { topic, recordMaxBytes: limit }: TopicHandle): RecordError | null {
  const size = exactRecordSize(record);
  return size <= limit ? null : recordTooLarge(record, { topic, size, limit });
}

/** The ends of the newest promise: `send` makes one without a closure for each record. */
const captured: { resolve: ResolveSend; reject: RejectSend } = { resolve: () => {}, reject: () => {} };

function capture(resolve: ResolveSend, reject: RejectSend): void {
  captured.resolve = resolve;
  captured.reject = reject;
}
