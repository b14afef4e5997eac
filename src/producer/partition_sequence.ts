// The sequence numbers of one partition under the producer's identity (KIP-98, KIP-360). A number that was used by a
// batch which is not known to be written is spent: the partition then goes on under a new identity, from 0. Owned by
// partition_queue.ts; must not know leaders or records.
import { type Batch, sequenceAfter } from "./batch.ts";
import type { ProducerIdentity, ProducerSession, SessionPartition } from "./producer_session.ts";

/** Identity and next sequence of one partition. */
export class PartitionSequence {
  readonly #session: ProducerSession;
  #identity: ProducerIdentity | null = null;
  #next = 0;
  #broken = false;
  #fenced = false;

  /** Takes its identity from `session` when the first batch is numbered. */
  constructor(session: ProducerSession) {
    this.#session = session;
  }

  /** Whether a new identity is needed before anything is sent. */
  get broken(): boolean {
    return this.#broken;
  }

  /** Whether brokers check the order. */
  get checked(): boolean {
    return this.#identity !== null && this.#identity.producerId >= 0;
  }

  /** Whether `batch` was numbered under the present identity. */
  holds(batch: Batch): boolean {
    return batch.identity === this.#identity;
  }

  /** Whether the session has another identity by now. */
  get stale(): boolean {
    return this.#session.identity() !== this.#identity;
  }

  /** Takes over the session's identity; only while no batch of the old one is out. */
  adopt(): void {
    this.#identity = this.#session.identity();
    this.#next = 0;
  }

  /** Gives `batch` its sequence. Wraps to 0 after 2^31 - 1. */
  number(batch: Pick<Batch, "identity" | "sequence" | "count">): void {
    if (this.#identity === null) this.adopt();
    if (this.#identity === null) return;
    batch.identity = this.#identity;
    if (!this.checked) return;
    batch.sequence = this.#next;
    this.#next = sequenceAfter(this.#next, batch.count);
  }

  /** `batch` is given up: its numbers are used again if they are free for certain, else the identity is spent. */
  free(batch: Batch): void {
    if (batch.sequence < 0 || !this.holds(batch)) return;
    const last = sequenceAfter(batch.sequence, batch.count) === this.#next;
    if (last && !batch.maybeWritten && !this.#broken) this.#next = batch.sequence;
    else this.#broken = true;
  }

  /** The broker expects another number; `fenced`: it knows a higher epoch. */
  lose(fenced: boolean): void {
    this.#broken = true;
    this.#fenced = fenced;
  }

  /** Asks for a new identity; only while no batch of the old one is out. */
  repair(at: SessionPartition): void {
    this.#broken = false;
    if (this.#identity !== null) this.#session.sequenceLost(at, this.#identity, this.#fenced);
    this.#fenced = false;
    this.#identity = null;
  }
}
