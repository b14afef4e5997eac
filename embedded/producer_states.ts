// What a partition remembers of its idempotent producers: epoch and the last five batches of each
// (ProducerStateManager). Asked by log.ts before each append. Must not know requests.
import { ErrorCode } from "../protocol/messages/error_codes.ts";
import { type Failure, failure } from "./failure.ts";

/** A producer's batches that a log remembers: duplicates of these are answered with their old offset. */
const WINDOW = 5;
const MAX_SEQUENCE = 0x7fff_ffff;
/** `producer.id.expiration.ms` and the interval of its check. */
const EXPIRATION_MS = 86_400_000;
const LOOK_INTERVAL_MS = 600_000;

/** The part of a batch that idempotence looks at. */
export interface ProducedBatch {
  /** Producer id; -1n = none. */
  readonly producerId: bigint;
  /** Its epoch. */
  readonly producerEpoch: number;
  /** Sequence of the first record. */
  readonly baseSequence: number;
  /** Sequence of the last record: it wraps from 2^31 - 1 to 0. */
  readonly lastSequence: number;
}

/** A batch that was appended. */
export interface RememberedBatch {
  /** Sequence of the first record. */
  readonly baseSequence: number;
  /** Sequence of the last record. */
  readonly lastSequence: number;
  /** Offset of the first record. */
  readonly baseOffset: number;
  /** Largest timestamp. */
  readonly timestamp: number;
}

interface ProducerState {
  epoch: number;
  batches: RememberedBatch[];
  lastAppend: number;
}

/** The producers of one log. */
export class ProducerStates {
  readonly #byId = new Map<bigint, ProducerState>();
  #lastLook = -Infinity;

  /** How many producers are remembered. */
  get size(): number {
    return this.#byId.size;
  }

  /** The batch that `batch` repeats, when it is one of the last five of its producer in the same epoch. */
  duplicateOf(batch: ProducedBatch): RememberedBatch | undefined {
    const state = this.#byId.get(batch.producerId);
    if (state === undefined || state.epoch !== batch.producerEpoch) return undefined;
    return state.batches.find((old) =>
      old.baseSequence === batch.baseSequence && old.lastSequence === batch.lastSequence
    );
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

  /** Remembers a batch that was appended at `now` (wall clock). */
  append(batch: ProducedBatch, remembered: RememberedBatch & { readonly now: number }): void {
    let state = this.#byId.get(batch.producerId);
    if (state === undefined || state.epoch !== batch.producerEpoch) {
      state = { epoch: batch.producerEpoch, batches: [], lastAppend: remembered.now };
      this.#byId.set(batch.producerId, state);
    }
    state.lastAppend = remembered.now;
    state.batches.push(remembered);
    if (state.batches.length > WINDOW) state.batches.shift();
  }

  /** Forgets producers that have been silent for a day; looks every ten minutes of `now` at most. */
  expire(now: number): void {
    if (now - this.#lastLook < LOOK_INTERVAL_MS) return;
    this.#lastLook = now;
    for (const [id, state] of this.#byId) if (now - state.lastAppend > EXPIRATION_MS) this.#byId.delete(id);
  }

  /** Forgets all: a fault, as after lost state. */
  clear(): void {
    this.#byId.clear();
  }
}
