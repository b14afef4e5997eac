// Records of one partition that are sent, acknowledged or failed together. The records are encoded as they come; the
// owners are told once. Owned by partition_queue.ts; must not know brokers or the network.
import type { KafkaError } from "../../errors/kafka_error.ts";
import { BatchOwners, type RejectSend, type ResolveSend } from "./batch_owners.ts";
import type { BatchRecords } from "./batch_records.ts";
import type { DeliveryOwner, PlacedBatch } from "./delivery.ts";
import { NO_IDENTITY, type ProducerIdentity } from "./producer_session.ts";
import type { RecordMetadata } from "./record.ts";

/**
 * What a batch is doing. open: takes records, or is full and was never sent. sealed: it has its sequence and waits to
 * be sent again. in flight: a request with it is out. given up: its owners were told, but its request is still out.
 * settled: over.
 */
export type BatchPhase = "open" | "sealed" | "in flight" | "given up" | "settled";

/** What a batch is made with. */
export interface BatchInit {
  /** Topic name. */
  readonly topic: string;
  /** Partition index. */
  readonly partition: number;
  /** The encoder. */
  readonly records: BatchRecords;
  /** When it was opened, on the clock. */
  readonly openedAt: number;
  /** When a partial batch may go, on the clock. */
  readonly readyAt: number;
  /** When its records are given up, on the clock. */
  readonly deadline: number;
  /** Generation of the flush gate. */
  readonly generation: number;
}

const SEQUENCES = 0x8000_0000;

/** The sequence `records` records later; sequences wrap to 0 after 2^31 - 1. */
export function sequenceAfter(sequence: number, records: number): number {
  return (sequence + records) % SEQUENCES;
}

/** One batch. */
export class Batch implements PlacedBatch {
  /** Topic name. */
  readonly topic: string;
  /** Partition index. */
  readonly partition: number;
  /** The encoder; holds the bytes. */
  readonly records: BatchRecords;
  /** When it was opened. */
  readonly openedAt: number;
  /** When a partial batch may go. */
  readonly readyAt: number;
  /** When its records are given up. */
  deadline: number;
  /** Generation of the flush gate. */
  generation: number;
  /** What it is doing. */
  phase: BatchPhase = "open";
  /** Bytes of the budget that it holds. */
  budgetBytes = 0;
  /** Records that were taken back before it was sealed; their room is given back with it. */
  withdrawn = 0;
  /** Counts requests with it; tells an answer to an older one apart. */
  attempt = 0;
  /** Requests with it that failed. */
  failures = 0;
  /** Those of them that failed for a batch in front of it alone. */
  displaced = 0;
  /** An attempt may have written it without telling. */
  maybeWritten = false;
  /** Why the last attempt failed. */
  lastError: KafkaError | null = null;
  /** Identity under which `sequence` counts. */
  identity: ProducerIdentity = NO_IDENTITY;
  /** Sequence of its first record; -1 = none. */
  sequence: number = -1;
  /** Its place among the batches of the partition that were sent. */
  ordinal: number = -1;
  /** Leader that the last attempt went to. */
  sentTo: number = -1;
  /** Epoch of that leader. */
  sentEpoch: number = -1;
  /** When the last attempt began. */
  sentAt = 0;
  /** How long it was filled and waited until it was first sent, in ms; -1 = it was not sent yet. */
  queueMs = -1;
  #owners = new BatchOwners();
  #baseOffset = -1;
  #appendTime = -1;

  /** An open batch. */
  constructor(init: BatchInit) {
    this.topic = init.topic;
    this.partition = init.partition;
    this.records = init.records;
    this.openedAt = init.openedAt;
    this.readyAt = init.readyAt;
    this.deadline = init.deadline;
    this.generation = init.generation;
  }

  /** Whether nobody waits for it any more: who was told of one batch may have called abort, which settles the next. */
  get gone(): boolean {
    return this.phase === "settled" || this.phase === "given up";
  }

  /** Whether its records can still be left out. */
  get open(): boolean {
    return this.phase === "open";
  }

  /** Whether its records may be written, as far as is known now. */
  get delivery(): "none" | "unknown" {
    return this.maybeWritten || this.phase === "in flight" ? "unknown" : "none";
  }

  /** How many records it has. */
  get count(): number {
    return this.#owners.count;
  }

  /** Notes the owner of the record that was just encoded. */
  own(owner: DeliveryOwner, index: number): void {
    this.#owners.add(owner, index);
    if (owner.limits !== null) owner.limits.placed(this);
  }

  /** Notes the promise of a single send without limits, whose record was just encoded. */
  ownSend(resolve: ResolveSend, reject: RejectSend): void {
    this.#owners.addSend(resolve, reject);
  }

  /** Leaves out the records whose call has ended early; called before the batch is sealed. Returns how many are left. */
  dropWithdrawn(): number {
    const mask = this.#owners.wanted();
    if (mask === null) return this.count;
    this.records.keep(mask);
    const before = this.count;
    this.#owners.keep(mask);
    this.withdrawn += before - this.count;
    return this.count;
  }

  /**
   * Keeps the first half of its records and gives the other half, as a batch that belongs right behind it and that
   * `generation` counts. Together they keep sequences and place; it must have two records, and no request with it out.
   */
  split(generation: number): Batch {
    const { topic, partition, openedAt, readyAt, deadline } = this;
    const whole = this.records.size;
    const records = this.records.split();
    const rest = new Batch({ topic, partition, records, openedAt, readyAt, deadline, generation });
    const kept = this.records.count;
    rest.#takeState(this, kept);
    rest.budgetBytes = Math.floor(this.budgetBytes * (1 - this.records.size / whole));
    this.budgetBytes -= rest.budgetBytes;
    rest.#owners = this.#owners.split(kept);
    return rest;
  }

  /** Tells every owner where its record is. */
  acknowledge(baseOffset: number, appendTime: number): void {
    this.#baseOffset = baseOffset;
    this.#appendTime = appendTime;
    this.#owners.acknowledged(this);
  }

  /** Tells every owner why its record is not known to be written; `errorOf` may tell records apart. */
  fail(error: KafkaError, errorOf: (position: number) => KafkaError = () => error): void {
    this.#owners.failed(errorOf);
  }

  /** Where the record at `position` is. */
  metadataOf(position: number): RecordMetadata {
    return {
      topic: this.topic,
      partition: this.partition,
      offset: this.#baseOffset < 0 ? -1 : this.#baseOffset + position,
      timestamp: this.#appendTime >= 0 ? this.#appendTime : this.records.timestampOf(position),
    };
  }

  /** Continues `from`, of whose records this batch has those from `skipped` on. */
  #takeState(from: Batch, skipped: number): void {
    this.phase = from.phase;
    this.failures = from.failures;
    this.displaced = from.displaced;
    this.maybeWritten = from.maybeWritten;
    this.lastError = from.lastError;
    this.identity = from.identity;
    this.sequence = from.sequence < 0 ? -1 : sequenceAfter(from.sequence, skipped);
    this.ordinal = from.ordinal;
    this.queueMs = from.queueMs;
  }
}
