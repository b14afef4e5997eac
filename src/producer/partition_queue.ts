// The records of one partition that are not yet acknowledged, in order, as batches: [in flight ..., to be sent again
// ..., open]. It decides what may be sent now (design: pipelining, time limits) and keeps the sequences. Records are
// encoded here, once. The producer appends, the leader's sender peeks, starts and settles; must not know the network.
import type { DataLossError } from "../../errors/data_loss_error.ts";
import type { KafkaError } from "../../errors/kafka_error.ts";
import { AcknowledgedEnd, type Acknowledgement } from "./acknowledged_end.ts";
import type { FailedAttempt, LostSequence, PassingFailure } from "./attempt.ts";
import { Batch } from "./batch.ts";
import { batchRetried, batchSplit, batchWritten } from "./batch_events.ts";
import { BatchRecords } from "./batch_records.ts";
import { PartitionMeter } from "./partition_meter.ts";
import { addOutElsewhere, nextToSend, oldLeaderWait } from "./pipelining.ts";
import { PartitionSequence } from "./partition_sequence.ts";
import type { SessionPartition } from "./producer_session.ts";
import type { QueueContext } from "./queue_context.ts";
import { inDoubt, retriesExhausted } from "./queue_errors.ts";
import type { ProducerRecord } from "./record.ts";

/** Where a queue is looked after: the sender of its leader, or nobody while there is no leader. */
export interface QueueOwner {
  /** Node id of the broker. */
  readonly nodeId: number;
  /** The queue may have something to send. */
  wake(queue: PartitionQueue): void;
  /** Until when the broker wants no request, on the clock. */
  readonly throttledUntil: number;
}

/** One partition's queue. */
export class PartitionQueue implements SessionPartition {
  readonly topic: string;
  readonly partition: number;
  /** Whether the owner has it on a list: `listed` to be looked at, `timed` until a time. For the owner alone. */
  place: "none" | "listed" | "timed" = "none";
  /** Whether the session has no identity for it yet. For the owner alone. */
  unidentified = false;
  /** Counts its batches. */
  readonly meter: PartitionMeter;
  readonly #context: QueueContext;
  /** Most bytes of a batch; half of what a broker has refused as too large. */
  #maxBytes: number;
  readonly #batches: Batch[] = [];
  #open: Batch | null = null;
  #lastBatchBytes = 0;
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
  /** Why a batch that comes back unwritten is not sent again, until all that are out are answered; null: it is. */
  #withheld: ((batch: Batch) => KafkaError) | null = null;
  readonly #end = new AcknowledgedEnd();

  /** An empty queue. */
  constructor(context: QueueContext, at: SessionPartition) {
    this.#context = context;
    this.#maxBytes = context.batchMaxBytes;
    this.meter = new PartitionMeter(context.meter);
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

  /** How many batches were sent so far, each counted once. */
  get sentBatches(): number {
    return this.#sent;
  }

  /** The batch that takes a record of up to `bytes` next; null: it would open another. */
  openFor(bytes: number): Batch | null {
    const open = this.#open;
    return open === null || open.records.size + bytes > this.#maxBytes ? null : open;
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

  /** Whether brokers expect its next sequence, or something is out. */
  get numbered(): boolean {
    return !this.idle || (this.#sequence.checked && !this.#sequence.stale);
  }

  /** Its topic was deleted and created anew: the brokers know nothing of what was sent. */
  renew(): void {
    this.#warm = false;
    if (this.#sequence.checked) this.#sequence.lose(false);
    this.wake();
  }

  /** The batches without a request. The others fail with `errorOf` if they come back unwritten; until then nothing is sent. */
  withhold(errorOf: (batch: Batch) => KafkaError): readonly Batch[] {
    this.#open = null;
    if (this.#inFlight > 0) this.#withheld = errorOf;
    return this.#batches.filter((batch) => batch.phase !== "in flight");
  }

  /** Looks again, as after a flush began. */
  wake(): void {
    if (this.#withheld !== null) this.#giveUpReturned(this.#withheld);
    if (this.#batches.length > 0) this.#owner?.wake(this);
  }

  /** The batch to send next, or the time at which to look again, or null: an answer or a record will wake it. */
  peek(now: number): Batch | number | null {
    if (this.#inFlight > 0) {
      const wait = this.#waitForOldLeader(now);
      if (wait !== 0) return wait;
    }
    if (this.#withheld !== null) {
      this.#giveUpReturned(this.#withheld);
      if (this.#inFlight > 0) return null;
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
    if (this.#context.manualFlush && !this.#context.gate.hurries(batch.generation)) return null;
    if (batch === this.#open && !batch.records.full) {
      if (this.#inFlight > 0) return null;
      if (batch.readyAt > now && !this.#context.gate.hurries(batch.generation)) return batch.readyAt;
    }
    while (batch.records.size > this.#maxBytes && batch.count > 1) this.#halve(batch);
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
    const here = batch.sentTo === this.#leader && batch.sentEpoch === this.#leaderEpoch;
    if (here && this.#sequence.holds(batch)) this.#warm = true;
    const loss = this.#end.take(batch, at);
    this.#written(batch, at);
    if (loss !== null) this.#tellLoss(loss);
    this.wake();
  }

  #written(batch: Batch, at: Acknowledgement): void {
    if (batch.phase === "given up") return this.#forget(batch);
    this.#remove(batch);
    this.#retryAt = 0;
    batch.phase = "settled";
    this.#context.session.settled({ topic: this.topic, partition: this.partition, records: batch.count }, null);
    const now = this.#context.clock.now();
    this.meter.acknowledged(batch, now);
    if (this.#context.emit.silent !== true) this.#context.emit(batchWritten(batch, now));
    // After a first attempt that was answered, no other request can still be reading the bytes.
    this.#lastBatchBytes = batch.records.size;
    if (batch.attempt === 1) batch.records.recycle();
    batch.acknowledge(at.baseOffset, at.appendTime);
    this.#settle(batch);
  }

  /** The attempt failed and may be repeated. */
  retry(batch: Batch, at: PassingFailure): void {
    if (!this.#answered(batch, at.attempt)) return;
    batch.maybeWritten ||= at.maybeWritten;
    batch.lastError = at.error;
    this.#warm = false;
    if (batch.phase === "given up") return this.#lose(batch);
    batch.failures++;
    batch.phase = "sealed";
    const now = this.#context.clock.now();
    if (batch.sentTo === this.#leader) this.#retryAt = Math.max(this.#retryAt, now + at.delayMs);
    if (at.displaced === true) batch.displaced++;
    this.#countRetry(batch, at);
    this.wake();
  }

  /** A broker refused the batch as too large: it is known to be unwritten, and its halves take its place and numbers. */
  tooLarge(batch: Batch, at: { readonly attempt: number; readonly error: KafkaError }): void {
    if (batch.count > 1) this.#maxBytes = Math.min(this.#maxBytes, batch.records.half);
    if (batch.count === 1 || batch.maybeWritten || batch.phase !== "in flight") {
      return this.fail(batch, { ...at, maybeWritten: false });
    }
    if (!this.#answered(batch, at.attempt)) return;
    batch.phase = "sealed";
    batch.failures++;
    batch.displaced++;
    batch.lastError = at.error;
    this.#warm = false;
    this.meter.attemptFailed(at.error, null);
    this.meter.split();
    this.#context.emit(batchSplit(batch, at.error));
    this.#halve(batch);
    this.wake();
  }

  /** The attempt failed for good. */
  fail(batch: Batch, at: FailedAttempt): void {
    if (!this.#answered(batch, at.attempt)) return;
    batch.maybeWritten ||= at.maybeWritten;
    if (batch.phase === "given up") return this.#lose(batch);
    batch.phase = "sealed";
    this.meter.attemptFailed(at.error, null);
    this.#drop(batch, at.error, at.errorOf);
    this.wake();
  }

  /**
   * The broker says that the sequence of `batch` is not the next one. Behind a batch that is to be sent again that is
   * expected. At the head it means that the log lacks what was acknowledged before, or that the broker has lost its
   * memory of this producer: the batch itself is not written, so it goes on under a new identity.
   */
  sequenceLost(batch: Batch, at: LostSequence): void {
    const head = this.#batches[0] === batch && !this.#sequence.broken && this.#givenUp.length === 0;
    if (!head || !this.#sequence.holds(batch)) {
      return this.retry(batch, { ...at, maybeWritten: false, displaced: true });
    }
    if (!this.#answered(batch, at.attempt)) return;
    batch.phase = "sealed";
    batch.failures++;
    batch.lastError = at.error;
    if (at.unwritten) batch.maybeWritten = false;
    this.#sequence.lose(at.fenced);
    this.#retryAt = this.#context.clock.now() + at.delayMs;
    const loss = this.#end.sequenceLost(batch, at);
    if (loss !== null) this.#tellLoss(loss);
    // Unless the loss has ended the producer.
    if (batch.phase === "sealed") this.#countRetry(batch, at);
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
    for (const batch of [...this.#batches]) if (!batch.gone) this.giveUp(batch, errorOf(batch));
  }

  /** Tells the owners of a batch that it failed; if its request is out, the partition waits for the answer. */
  giveUp(batch: Batch, error: KafkaError): void {
    if (batch.gone) return;
    if (batch.phase !== "in flight") {
      this.#drop(batch, error);
      return this.wake();
    }
    batch.phase = "given up";
    this.#givenUp.push(batch);
    this.#remove(batch);
    this.#tellFailure(batch, error);
  }

  /** A batch waits for its next attempt, if it may have one: what is known to be unwritten has only so many. */
  #countRetry(batch: Batch, { error, delayMs }: { readonly error: KafkaError; readonly delayMs: number }): void {
    const { recordRetries } = this.#context;
    if (batch.failures - batch.displaced > recordRetries && (batch.sequence < 0 || !batch.maybeWritten)) {
      this.meter.attemptFailed(error, null);
      return this.#drop(batch, retriesExhausted(batch, recordRetries, error));
    }
    this.meter.attemptFailed(error, batch);
    if (this.#context.emit.silent !== true) this.#context.emit(batchRetried(batch, error, delayMs));
  }

  #giveUpReturned(errorOf: (batch: Batch) => KafkaError): void {
    if (this.#inFlight === 0) this.#withheld = null;
    for (const batch of [...this.#batches]) if (batch.phase === "sealed") this.giveUp(batch, errorOf(batch));
  }

  #take(batch: Batch, bytes: number): void {
    batch.budgetBytes += bytes;
    this.#context.budget.take(bytes);
  }

  #openBatch(): Batch {
    const { clock, lingerMs, deliveryTimeoutMs, gate, pool } = this.#context;
    const now = clock.now();
    const batch = new Batch({
      topic: this.topic,
      partition: this.partition,
      records: new BatchRecords({ maxBytes: this.#maxBytes, expectedBytes: this.#lastBatchBytes, pool }),
      openedAt: now,
      readyAt: now + lingerMs,
      deadline: now + deliveryTimeoutMs,
      generation: gate.enter(),
    });
    if (this.#batches.length === 0) this.meter.waitingSince = now;
    this.#open = batch;
    this.#batches.push(batch);
    this.#context.opened(batch);
    if (this.#owner === null) this.#context.homeless();
    else this.#owner.wake(this);
    return batch;
  }

  /** The first batch that is not in flight, if the rules of pipelining let it go now. */
  #candidate(): Batch | null {
    if (this.#inFlight === 0) return this.#batches[0] ?? null;
    const { maxInFlight, allowReordering } = this.#context;
    const { checked } = this.#sequence;
    const reorders = allowReordering && !checked;
    const window = reorders || (this.#warm && checked) ? maxInFlight : 1;
    return nextToSend(this.#batches, { inFlight: this.#inFlight, sent: this.#sent, window, reorders });
  }

  /** Puts the second half of a batch behind it, as a batch of its own. */
  #halve(batch: Batch): void {
    if (batch === this.#open) this.#open = null;
    const rest = batch.split(this.#context.gate.enter(batch.generation));
    this.#batches.splice(this.#batches.indexOf(batch) + 1, 0, rest);
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

  /** 0: nothing that went to an old leader holds this one back; null: wait for an answer; a time: look again then. */
  #waitForOldLeader(now: number): 0 | null | number {
    const out: Batch[] = [];
    addOutElsewhere(out, this.#givenUp, this.#leader);
    addOutElsewhere(out, this.#batches, this.#leader);
    const wait = oldLeaderWait(out, { leaderEpoch: this.#leaderEpoch, now });
    if (wait === 0) { for (const batch of out) this.#cutOff(batch); }
    return wait;
  }

  /** No longer waits for the answer of an attempt; it counts for nothing when it comes. */
  #cutOff(batch: Batch): void {
    this.#inFlight--;
    batch.attempt++;
    batch.maybeWritten = true;
    if (batch.phase === "given up") return this.#lose(batch);
    batch.failures++;
    batch.phase = "sealed";
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
      if (batch.phase === "sealed" && batch.maybeWritten) this.#drop(batch, inDoubt(batch));
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
    this.meter.failed(records, error);
    this.#context.emit({ type: "delivery failed", topic, partition, records, error });
    batch.fail(error, errorOf);
    this.#settle(batch);
  }

  #settle(batch: Batch): void {
    this.#context.released(batch);
    this.#context.gate.leave(batch.generation);
  }

  #tellLoss(error: DataLossError): void {
    const { topic, partition } = this;
    this.#context.emit({ type: "data loss", topic, partition, error });
    this.#context.lost(error);
  }
}
