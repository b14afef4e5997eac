// What a log remembers of its producers: epoch, the last five batches of each, and its ongoing transaction
// (ProducerStateManager and ProducerAppendInfo). Asked by log.ts before each append. Must not know requests.
import { ErrorCode } from "../protocol/messages/error_codes.ts";
import { type Failure, failure } from "./failure.ts";

/** A producer's batches that a log remembers: duplicates of these are answered with their old offset. */
const WINDOW = 5;
const MAX_SEQUENCE = 0x7fff_ffff;
/** `producer.id.expiration.check.interval.ms`. */
const LOOK_INTERVAL_MS = 600_000;
/** `producer.id.expiration.ms` of a broker that doesn't say. */
export const PRODUCER_EXPIRATION_MS: number = 86_400_000;

/** What a marker says. */
export interface ProducedMarker {
  /** Whether the transaction was aborted. */
  readonly aborted: boolean;
  /** Epoch of the coordinator that wrote it. */
  readonly coordinatorEpoch: number;
}

/** The part of a batch that idempotence and transactions look at. */
export interface ProducedBatch {
  /** Producer id; -1n = none. */
  readonly producerId: bigint;
  /** Its epoch. */
  readonly producerEpoch: number;
  /** Sequence of the first record; -1 in a marker. */
  readonly baseSequence: number;
  /** Sequence of the last record: it wraps from 2^31 - 1 to 0. */
  readonly lastSequence: number;
  /** Whether it is part of a transaction. */
  readonly transactional: boolean;
  /** What it says when it ends a transaction; null for data. */
  readonly marker: ProducedMarker | null;
}

/** A batch that was appended. */
export interface RememberedBatch {
  /** Sequence of the first record. */
  readonly baseSequence: number;
  /** Sequence of the last record. */
  readonly lastSequence: number;
  /** Offset of the first record. */
  readonly baseOffset: number;
  /** Offset of the last record. */
  readonly lastOffset: number;
  /** Largest timestamp. */
  readonly timestamp: number;
}

/** Where a batch was appended. */
export interface BatchPlace {
  /** Offset of the first record. */
  readonly baseOffset: number;
  /** Offset of the last record. */
  readonly lastOffset: number;
  /** Largest timestamp. */
  readonly maxTimestamp: number;
}

/** A transaction that a marker has ended. */
export interface EndedTransaction {
  /** Its producer. */
  readonly producerId: bigint;
  /** Offset of its first record. */
  readonly firstOffset: number;
  /** Offset of the marker. */
  readonly lastOffset: number;
  /** Whether it was aborted. */
  readonly aborted: boolean;
}

/** What a log knows of a producer (DescribeProducers). */
export interface ProducerSnapshot {
  /** Its id. */
  readonly producerId: bigint;
  /** Its epoch. */
  readonly epoch: number;
  /** Sequence of its last record; -1 = none. */
  readonly lastSequence: number;
  /** Offset of its last record; -1 = none is remembered. */
  readonly lastDataOffset: number;
  /** Largest timestamp of its last batch; -1 = none. */
  readonly lastTimestamp: number;
  /** Epoch of the coordinator that wrote its last marker; -1 = none. */
  readonly coordinatorEpoch: number;
  /** Where its ongoing transaction begins; -1 = none is ongoing. */
  readonly currentTransactionStart: number;
}

interface ProducerState {
  epoch: number;
  batches: RememberedBatch[];
  lastTimestamp: number;
  coordinatorEpoch: number;
  transactionStart: number;
}

/** The producers of one log. */
export class ProducerStates {
  readonly #byId = new Map<bigint, ProducerState>();
  /** First offsets of the transactions that no marker has ended, in order. */
  readonly #ongoing = new Map<bigint, number>();
  /** Those that a marker has ended which is not below the high watermark yet. */
  #undecided: EndedTransaction[] = [];
  #lastLook = -1;

  /** Where the first transaction begins that is not decided below the high watermark; Infinity = there is none. */
  get firstUnstableOffset(): number {
    if (this.#ongoing.size === 0 && this.#undecided.length === 0) return Infinity;
    let first = Infinity;
    for (const offset of this.#ongoing.values()) {
      first = offset;
      break;
    }
    for (const { firstOffset } of this.#undecided) first = Math.min(first, firstOffset);
    return first;
  }

  /** How many producers are remembered. */
  get size(): number {
    return this.#byId.size;
  }

  /** All producers. */
  list(): ProducerSnapshot[] {
    return [...this.#byId].map(([producerId, state]) => ({
      producerId,
      epoch: state.epoch,
      lastSequence: state.batches.at(-1)?.lastSequence ?? -1,
      lastDataOffset: state.batches.at(-1)?.lastOffset ?? -1,
      lastTimestamp: state.lastTimestamp,
      coordinatorEpoch: state.coordinatorEpoch,
      currentTransactionStart: state.transactionStart,
    }));
  }

  /** Whether a transaction of the producer is ongoing in this epoch. */
  inTransaction(producerId: bigint, producerEpoch: number): boolean {
    const state = this.#byId.get(producerId);
    return state !== undefined && state.epoch === producerEpoch && state.transactionStart >= 0;
  }

  /** The batch that `batch` repeats, when it is one of the last five of its producer in the same epoch. */
  duplicateOf(batch: ProducedBatch): RememberedBatch | undefined {
    const state = this.#byId.get(batch.producerId);
    if (state === undefined || state.epoch !== batch.producerEpoch) return undefined;
    for (const old of state.batches) {
      if (old.baseSequence === batch.baseSequence && old.lastSequence === batch.lastSequence) return old;
    }
    return undefined;
  }

  /**
   * Whether `batch` may follow: null, or the failure. A producer that is not remembered may begin with any sequence,
   * as since Kafka 2.5 (KIP-360): its records may have been deleted.
   */
  check(batch: ProducedBatch): Failure | null {
    const state = this.#byId.get(batch.producerId);
    if (state === undefined) return null;
    if (batch.producerEpoch < state.epoch) {
      return failure(
        ErrorCode.INVALID_PRODUCER_EPOCH,
        `Epoch of producer ${batch.producerId} is ${batch.producerEpoch}, which is smaller than the last seen epoch ${state.epoch}`,
      );
    }
    if (batch.marker !== null) return markerProblem(batch, batch.marker, state);
    const problem = sequenceProblem(batch, state);
    if (problem !== null || state.transactionStart < 0 || batch.transactional) return problem;
    return failure(
      ErrorCode.INVALID_TXN_STATE,
      `Expected transactional write from producer ${batch.producerId}`,
    );
  }

  /** Remembers a batch that was appended, unchecked; the transaction that it ends, if it is a marker that ends one. */
  append(batch: ProducedBatch, place: BatchPlace): EndedTransaction | null {
    let state = this.#byId.get(batch.producerId);
    if (state === undefined) {
      state = {
        epoch: batch.producerEpoch,
        batches: [],
        lastTimestamp: -1,
        coordinatorEpoch: -1,
        transactionStart: -1,
      };
      this.#byId.set(batch.producerId, state);
    } else if (state.epoch !== batch.producerEpoch) {
      state.epoch = batch.producerEpoch;
      state.batches = [];
    }
    state.lastTimestamp = place.maxTimestamp;
    if (batch.marker !== null) {
      return this.#end(batch.producerId, batch.marker, { state, lastOffset: place.lastOffset });
    }
    const { baseOffset, lastOffset, maxTimestamp: timestamp } = place;
    const { baseSequence, lastSequence } = batch;
    state.batches.push({ baseSequence, lastSequence, baseOffset, lastOffset, timestamp });
    if (state.batches.length > WINDOW) state.batches.shift();
    if (batch.transactional && state.transactionStart < 0) {
      state.transactionStart = baseOffset;
      this.#ongoing.set(batch.producerId, baseOffset);
    }
    return null;
  }

  /** Transactions whose marker is below the high watermark are decided. */
  onHighWatermark(highWatermark: number): void {
    if (this.#undecided.length === 0) return;
    this.#undecided = this.#undecided.filter(({ lastOffset }) => lastOffset >= highWatermark);
  }

  /** Forgets producers whose last timestamp is `expirationMs` old and that have no transaction; looks now and then. */
  expire(now: number, expirationMs: number): void {
    if (this.#lastLook < 0) this.#lastLook = now;
    if (now - this.#lastLook < Math.min(LOOK_INTERVAL_MS, expirationMs)) return;
    this.#lastLook = now;
    for (const [id, { lastTimestamp, transactionStart }] of this.#byId) {
      if (transactionStart < 0 && now - lastTimestamp >= expirationMs) this.#byId.delete(id);
    }
  }

  /** Forgets all: a fault, as after lost state. */
  clear(): void {
    this.#byId.clear();
    this.#ongoing.clear();
    this.#undecided = [];
  }

  /** Forgets all and takes over what `other` remembers; null = nothing. */
  restore(other: ProducerStates | null): void {
    this.clear();
    if (other === null) return;
    for (const [id, state] of other.#byId) this.#byId.set(id, { ...state, batches: [...state.batches] });
    for (const [id, offset] of other.#ongoing) this.#ongoing.set(id, offset);
    this.#undecided = [...other.#undecided];
  }

  #end(
    producerId: bigint,
    marker: ProducedMarker,
    { state, lastOffset }: { readonly state: ProducerState; readonly lastOffset: number },
  ): EndedTransaction | null {
    const firstOffset = state.transactionStart;
    state.coordinatorEpoch = marker.coordinatorEpoch;
    state.transactionStart = -1;
    if (firstOffset < 0) return null;
    this.#ongoing.delete(producerId);
    const ended: EndedTransaction = { producerId, firstOffset, lastOffset, aborted: marker.aborted };
    this.#undecided.push(ended);
    return ended;
  }
}

function markerProblem(batch: ProducedBatch, marker: ProducedMarker, state: ProducerState): Failure | null {
  if (marker.coordinatorEpoch >= state.coordinatorEpoch) return null;
  return failure(
    ErrorCode.TRANSACTION_COORDINATOR_FENCED,
    `Invalid coordinator epoch for producerId ${batch.producerId}: ${marker.coordinatorEpoch} (zombie), ${state.coordinatorEpoch} (current)`,
  );
}

function sequenceProblem(batch: ProducedBatch, state: ProducerState): Failure | null {
  if (batch.producerEpoch > state.epoch) {
    return batch.baseSequence === 0 ? null : failure(
      ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER,
      `Invalid sequence number for new epoch of producer ${batch.producerId}: ${batch.baseSequence} instead of 0`,
    );
  }
  const last = state.batches.at(-1)?.lastSequence ?? -1;
  if (batch.baseSequence === (last === MAX_SEQUENCE ? 0 : last + 1)) return null;
  return failure(
    ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER,
    `Out of order sequence number for producer ${batch.producerId}: ${batch.baseSequence} (incoming seq. number), ${last} (current end sequence number)`,
  );
}
