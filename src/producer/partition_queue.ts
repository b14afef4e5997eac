// The records of one partition that are not yet acknowledged, in order, as batches: [in flight ..., to be sent again
// ..., open]. It decides what may be sent now (design: pipelining, time limits) and keeps the sequences. Records are
// encoded here, once. The producer appends, the leader's sender peeks, starts and settles; must not know the network.
import { DataLossError, type DataLossErrorOptions } from "../../errors/data_loss_error.ts";
import type { KafkaError } from "../../errors/kafka_error.ts";
import { AcknowledgedEnd, type Acknowledgement } from "./acknowledged_end.ts";
import { Batch } from "./batch.ts";
import { BatchRecords } from "./batch_records.ts";
import { PartitionSequence } from "./partition_sequence.ts";
import type { SessionPartition } from "./producer_session.ts";
import type { QueueContext } from "./queue_context.ts";
import type { ProducerRecord } from "./record.ts";

/** Requests to an old leader that are older than this stop holding back a new leader with a higher epoch. */
const OLD_LEADER_MS = 1000;

/** Where a queue is looked after: the sender of its leader, or nobody while there is no leader. */
export interface QueueOwner {
  /** Node id of the broker. */
  readonly nodeId: number;
  /** The queue may have something to send. */
  wake(queue: PartitionQueue): void;
}

/** Why an attempt failed. */
export interface AttemptFailure {
  /** The error. */
  readonly error: KafkaError;
  /** Whether the batch may have been written all the same. */
  readonly maybeWritten: boolean;
}

/** What a broker said that did not like a sequence. */
export interface SequenceAnswer {
  /** The error. */
  readonly error: KafkaError;
  /** First offset of the log; -1 = unknown. */
  readonly logStart: number;
  /** Whether the answer shows that the batch is not in the log, whatever earlier attempts may have done. */
  readonly unwritten: boolean;
}

/** One partition's queue. */
export class PartitionQueue implements SessionPartition {
  readonly topic: string;
  readonly partition: number;
  /** Whether the owner has it on a list: `listed` to be looked at, `timed` until a time. For the owner alone. */
  place: "none" | "listed" | "timed" = "none";
  readonly #context: QueueContext;
  readonly #batches: Batch[] = [];
  #open: Batch | null = null;
  #owner: QueueOwner | null = null;
  #leader = -1;
  #leaderEpoch = -1;
  #inFlight = 0;
  /** Batches whose owners were told while their request was out: nothing is sent until they are answered. */
  #givenUp: Batch[] = [];
  readonly #sequence: PartitionSequence;
  /** This leader has acknowledged a batch under the present identity. */
  #warm = false;
  #retryAt = 0;
  /** Batches that were sent at least once. */
  #sent = 0;
  readonly #end = new AcknowledgedEnd();

  /** An empty queue. */
  constructor(context: QueueContext, at: SessionPartition) {
    this.#context = context;
    this.#sequence = new PartitionSequence(context.session);
    this.topic = at.topic;
    this.partition = at.partition;
  }

  /** Node id of the leader; -1 = none. */
  get leader(): number {
    return this.#leader;
  }

  /** Its epoch; -1 = unknown. */
  get leaderEpoch(): number {
    return this.#leaderEpoch;
  }

  /** The sender that looks after it. */
  get owner(): QueueOwner | null {
    return this.#owner;
  }

  /** Its batches in order, for those who measure it. */
  get batches(): readonly Batch[] {
    return this.#batches;
  }

  /** The batch that takes a record of up to `bytes` next; null: it would open another. */
  openFor(bytes: number): Batch | null {
    const open = this.#open;
    return open === null || open.records.size + bytes > this.#context.batchMaxBytes ? null : open;
  }

  /** Whether it holds nothing. */
  get idle(): boolean {
    return this.#batches.length === 0 && this.#inFlight === 0;
  }

  /** Whether it waits for a leader. */
  get homeless(): boolean {
    return this.#owner === null && this.#batches.length > 0;
  }

  /** Encodes a record into the open batch, or into a new one when it does not fit. */
  append(record: ProducerRecord, timestamp: number): Batch {
    let batch = this.#open;
    const before = batch === null ? 0 : batch.records.size;
    if (batch !== null && batch.records.append(record, timestamp)) {
      this.#take(batch, batch.records.size - before);
      return batch;
    }
    batch = this.#openBatch();
    batch.records.append(record, timestamp);
    this.#take(batch, batch.records.size);
    return batch;
  }

  /** The leader is `owner` from now on; null: there is none. */
  moveTo(owner: QueueOwner | null, epoch: number): void {
    const leader = owner?.nodeId ?? -1;
    if (leader === this.#leader && epoch === this.#leaderEpoch && owner === this.#owner) return;
    this.#owner = owner;
    this.#leader = leader;
    this.#leaderEpoch = epoch;
    this.#warm = false;
    this.#retryAt = 0;
    this.place = "none";
    if (this.#batches.length > 0) owner?.wake(this);
  }

  /** Looks again, as after a flush began. */
  wake(): void {
    if (this.#batches.length > 0) this.#owner?.wake(this);
  }

  /** The batch to send next, or the time at which to look again, or null: an answer or a record will wake it. */
  peek(now: number): Batch | number | null {
    if (this.#inFlight > 0) {
      const wait = this.#waitForOldLeader(now);
      if (wait !== 0) return wait;
    }
    if (this.#sequence.broken) {
      if (this.#inFlight > 0) return null;
      this.#repair();
      // The session may need time for the new identity: the owner asks it again before it peeks.
      this.wake();
      return null;
    }
    if (this.#givenUp.length > 0) return null;
    if (this.#retryAt > now) return this.#batches.length === 0 ? null : this.#retryAt;
    const batch = this.#candidate();
    if (batch === null || batch.phase === "sealed") return batch;
    if (batch === this.#open && !batch.records.full) {
      if (this.#inFlight > 0) return null;
      if (batch.readyAt > now && !this.#context.gate.hurries(batch.generation)) return batch.readyAt;
    }
    return this.#adopt() ? batch : null;
  }

  /** A request with `batch` is about to go out. False: none of its records is wanted any more. */
  start(batch: Batch, now: number): boolean {
    if (batch.phase === "open") {
      if (batch === this.#open) this.#open = null;
      if (batch.dropWithdrawn() === 0) {
        this.#remove(batch);
        batch.phase = "settled";
        this.#settle(batch);
        return false;
      }
    }
    // A batch that was sealed under an identity that is broken is known unwritten: it is numbered anew.
    if (batch.phase === "open") batch.ordinal = this.#sent++;
    if (batch.phase === "open" || !this.#sequence.holds(batch)) this.#sequence.number(batch);
    batch.phase = "in flight";
    batch.attempt++;
    batch.sentTo = this.#leader;
    batch.sentEpoch = this.#leaderEpoch;
    batch.sentAt = now;
    this.#inFlight++;
    return true;
  }

  /** The broker has written `batch`. */
  acknowledged(batch: Batch, at: Acknowledgement & { readonly attempt: number }): void {
    if (!this.#answered(batch, at.attempt)) return;
    if (batch.sentTo === this.#leader && this.#sequence.holds(batch)) this.#warm = true;
    this.#reach(batch, at);
    if (batch.phase === "given up") return this.#forget(batch);
    this.#remove(batch);
    this.#retryAt = 0;
    batch.phase = "settled";
    this.#context.session.settled({ topic: this.topic, partition: this.partition, records: batch.count }, null);
    this.#context.emit({
      type: "batch written",
      topic: this.topic,
      partition: this.partition,
      records: batch.count,
      bytes: batch.records.sealedBytes,
      error: null,
    });
    // After a first attempt that was answered, no other request can still be reading the bytes.
    if (batch.attempt === 1) batch.records.recycle();
    batch.acknowledge(at.baseOffset, at.appendTime);
    this.#settle(batch);
    this.wake();
  }

  /** The attempt failed and may be repeated, after `delayMs`. */
  retry(batch: Batch, at: AttemptFailure & { readonly attempt: number; readonly delayMs: number }): void {
    if (!this.#answered(batch, at.attempt)) return;
    batch.maybeWritten ||= at.maybeWritten;
    batch.lastError = at.error;
    this.#warm = false;
    if (batch.phase === "given up") return this.#lose(batch);
    batch.failures++;
    batch.phase = "sealed";
    const now = this.#context.clock.now();
    if (batch.sentTo === this.#leader) this.#retryAt = Math.max(this.#retryAt, now + at.delayMs);
    this.wake();
  }

  /** The attempt failed for good. */
  fail(
    batch: Batch,
    at: AttemptFailure & { readonly attempt: number; readonly errorOf?: (position: number) => KafkaError },
  ): void {
    if (!this.#answered(batch, at.attempt)) return;
    batch.maybeWritten ||= at.maybeWritten;
    if (batch.phase === "given up") return this.#lose(batch);
    batch.phase = "sealed";
    this.#drop(batch, at.error, at.errorOf);
    this.wake();
  }

  /**
   * The broker says that the sequence of `batch` is not the next one. Behind a batch that is to be sent again that is
   * expected. At the head it means that the log lacks what was acknowledged before, or that the broker has lost its
   * memory of this producer: the batch itself is not written, so it goes on under a new identity.
   */
  sequenceLost(
    batch: Batch,
    at: { readonly attempt: number; readonly delayMs: number } & SequenceAnswer,
  ): void {
    const head = this.#batches[0] === batch && !this.#sequence.broken && this.#givenUp.length === 0;
    if (!head || !this.#sequence.holds(batch)) {
      return this.retry(batch, { ...at, maybeWritten: false });
    }
    if (!this.#answered(batch, at.attempt)) return;
    batch.phase = "sealed";
    batch.failures++;
    batch.lastError = at.error;
    if (at.unwritten) batch.maybeWritten = false;
    this.#sequence.lose();
    // Retention may delete what was acknowledged, and the memory of the producer with it: nothing is lost then.
    const { lastOffset } = this.#end;
    const deleted = lastOffset >= 0 && at.logStart > lastOffset;
    if (!deleted && batch.sequence > 0) this.#tellLoss(at.error);
    this.#retryAt = this.#context.clock.now() + at.delayMs;
    this.wake();
  }

  /** Nothing can be sent for now, because of `cause`. */
  delay(cause: KafkaError, delayMs: number): void {
    this.#retryAt = this.#context.clock.now() + delayMs;
    for (const batch of this.#batches) batch.lastError = cause;
  }

  /** Gives up what is past its deadline; returns the next deadline. `late` makes the error. */
  expire(now: number, late: (batch: Batch) => KafkaError): number {
    let next = Infinity;
    for (const batch of [...this.#batches]) {
      if (batch.deadline <= now) this.giveUp(batch, late(batch));
      else next = Math.min(next, batch.deadline);
    }
    return next;
  }

  /** Gives up everything. */
  failAll(errorOf: (batch: Batch) => KafkaError): void {
    for (const batch of [...this.#batches]) this.giveUp(batch, errorOf(batch));
  }

  /** Tells the owners of a batch that it failed; if its request is out, the partition waits for the answer. */
  giveUp(batch: Batch, error: KafkaError): void {
    if (batch.phase !== "in flight") {
      this.#drop(batch, error);
      this.wake();
      return;
    }
    batch.phase = "given up";
    this.#givenUp.push(batch);
    this.#remove(batch);
    this.#tellFailure(batch, error);
  }

  #take(batch: Batch, bytes: number): void {
    batch.budgetBytes += bytes;
    this.#context.budget.take(bytes);
  }

  #openBatch(): Batch {
    const { clock, lingerMs, deliveryTimeoutMs, gate, batchMaxBytes, pool } = this.#context;
    const now = clock.now();
    const batch = new Batch({
      topic: this.topic,
      partition: this.partition,
      records: new BatchRecords(batchMaxBytes, pool),
      readyAt: now + lingerMs,
      deadline: now + deliveryTimeoutMs,
      generation: gate.enter(),
    });
    this.#open = batch;
    this.#batches.push(batch);
    this.#context.opened(batch);
    this.#owner?.wake(this);
    return batch;
  }

  /** The first batch that is not in flight, if the rules of pipelining let it go now. */
  #candidate(): Batch | null {
    let retrying = false;
    const first = this.#batches[0];
    if (first === undefined) return null;
    for (const batch of this.#batches) {
      retrying ||= batch.failures > 0;
      if (batch.phase !== "in flight") {
        if (this.#inFlight === 0) return batch;
        return !retrying && this.#sent - first.ordinal < this.#window() ? batch : null;
      }
    }
    return null;
  }

  /**
   * How many batches may have been sent from the first unsettled one on. Brokers take any first sequence, so that two
   * early requests could change places; and they recognize only the last five batches of a producer.
   */
  #window(): number {
    return this.#warm && this.#sequence.checked ? this.#context.maxInFlight : 1;
  }

  /** Takes the session's identity before a batch is numbered. False: batches of the old one are still out. */
  #adopt(): boolean {
    if (!this.#sequence.stale) return true;
    if (this.#inFlight > 0) return false;
    this.#sequence.adopt();
    this.#warm = false;
    return true;
  }

  /** Ends the wait for one attempt; false: the answer is for an older one. */
  #answered(batch: Batch, attempt: number): boolean {
    if (batch.attempt !== attempt || (batch.phase !== "in flight" && batch.phase !== "given up")) return false;
    this.#inFlight--;
    return true;
  }

  /**
   * After a move the new leader gets nothing until the requests to the old one are answered; with a higher epoch the
   * old leader can write no more, so that after a second they are taken as lost and late answers count for nothing.
   * Returns 0: go on; null: wait for an answer; a time: look again then.
   */
  #waitForOldLeader(now: number): 0 | null | number {
    let until = 0;
    let higher = true;
    for (const batch of this.#outElsewhere()) {
      until = Math.max(until, batch.sentAt + OLD_LEADER_MS);
      higher &&= this.#leaderEpoch > batch.sentEpoch;
    }
    if (until === 0) return 0;
    if (!higher) return null;
    if (until > now) return until;
    for (const batch of this.#outElsewhere()) this.#cutOff(batch);
    return 0;
  }

  /** Batches whose request went to another leader and has no answer. */
  #outElsewhere(): readonly Batch[] {
    if (this.#inFlight === 0) return [];
    return [...this.#givenUp, ...this.#batches].filter((batch) =>
      (batch.phase === "in flight" || batch.phase === "given up") && batch.sentTo !== this.#leader
    );
  }

  /** No longer waits for the answer of an attempt; it counts for nothing when it comes. */
  #cutOff(batch: Batch): void {
    this.#inFlight--;
    batch.attempt++;
    batch.maybeWritten = true;
    if (batch.phase === "given up") {
      this.#sequence.free(batch);
      batch.phase = "settled";
      this.#givenUp = this.#givenUp.filter((one) => one !== batch);
    } else {
      batch.failures++;
      batch.phase = "sealed";
    }
  }

  /** A given-up batch has its answer, or never will: it is not known to be written. */
  #lose(batch: Batch): void {
    this.#sequence.free(batch);
    this.#forget(batch);
  }

  #forget(batch: Batch): void {
    batch.phase = "settled";
    this.#givenUp = this.#givenUp.filter((one) => one !== batch);
    this.wake();
  }

  /** Fails a batch that no request has with it now. */
  #drop(batch: Batch, error: KafkaError, errorOf?: (position: number) => KafkaError): void {
    if (batch === this.#open) this.#open = null;
    this.#remove(batch);
    if (batch.phase === "sealed") this.#sequence.free(batch);
    batch.phase = "settled";
    this.#tellFailure(batch, error, errorOf);
  }

  /** Nothing is in flight: takes a new identity, under which what is known to be unwritten is numbered anew. */
  #repair(): void {
    this.#sequence.repair(this);
    this.#warm = false;
    for (const batch of [...this.#batches]) {
      if (batch.phase !== "sealed" || !batch.maybeWritten) continue;
      const error = new DataLossError(
        `The records for ${this.topic} [${this.partition}] may or may not be written: an earlier batch failed, and sending them again could double them`,
        {
          code: "PRODUCER_STATE_LOST",
          topic: this.topic,
          partition: this.partition,
          delivery: "unknown",
          cause: batch.lastError,
        },
      );
      this.#remove(batch);
      batch.phase = "settled";
      this.#tellFailure(batch, error);
    }
  }

  #remove(batch: Batch): void {
    if (this.#batches[0] === batch) return void this.#batches.shift();
    const at = this.#batches.indexOf(batch);
    if (at >= 0) this.#batches.splice(at, 1);
  }

  #tellFailure(batch: Batch, error: KafkaError, errorOf?: (position: number) => KafkaError): void {
    const { topic, partition, count: records } = batch;
    this.#context.session.settled({ topic, partition, records }, error);
    this.#context.emit({ type: "delivery failed", topic, partition, records, error });
    batch.fail(error, errorOf);
    this.#settle(batch);
  }

  #settle(batch: Batch): void {
    this.#context.released(batch);
    this.#context.gate.leave(batch.generation);
  }

  /** A batch that stands where acknowledged records stood shows that they are lost, whatever its sequence. */
  #reach(batch: Batch, at: Acknowledgement): void {
    const { lastOffset } = this.#end;
    const cut = this.#end.take(batch, at);
    if (cut < 0) return;
    this.#emitLoss(`acknowledged records at offsets ${cut} to ${lastOffset} are lost, others stand there`, {
      code: "LOG_TRUNCATED",
    });
  }

  #tellLoss(cause: KafkaError): void {
    this.#end.forget();
    this.#emitLoss("it lacks records that were acknowledged, sending goes on under a new producer epoch", {
      code: "PRODUCER_STATE_LOST",
      cause,
    });
  }

  #emitLoss(what: string, options: DataLossErrorOptions): void {
    const { topic, partition } = this;
    const text = `The broker's log of ${topic} [${partition}] was cut: ${what}`;
    const error = new DataLossError(text, { ...options, topic, partition });
    this.#context.emit({ type: "data loss", topic, partition, error });
  }
}
