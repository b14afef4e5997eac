// Who is told what became of a record: the promise of a send, the one promise of sendAll, or onDelivery of an enqueue.
// A batch keeps one owner for each record; it is told once. Called by batch_owners.ts; must not know brokers.
import { AbortError } from "../../errors/abort_error.ts";
import type { KafkaError } from "../../errors/kafka_error.ts";
import { SendError, type SendFailure } from "../../errors/send_error.ts";
import { TimeoutError } from "../../errors/timeout_error.ts";
import type { Clock } from "../../transports/platform.ts";
import type { DeliveryOutcome, ProducerRecord, RecordMetadata } from "./record.ts";

/** The part of a batch that an owner needs: whether its records can still be taken back, and where they went. */
export interface PlacedBatch {
  /** True until the batch is sealed: a record of it can be left out. */
  readonly open: boolean;
  /** Where the record at `position` is, once acknowledged. */
  metadataOf(position: number): RecordMetadata;
}

/** What may take records back before their batches are sealed. */
export interface Withdrawal {
  /** True: the records that are not sealed are left out, and nobody else is told of them. */
  readonly withdrawn: boolean;
  /** Notes where a record went. */
  placed(batch: PlacedBatch): void;
  /** Calls `fn` with the reason when records are taken back; the returned function ends that. */
  listen(fn: (error: KafkaError) => void): () => void;
}

/** Told once for each record that it owns. `index` is the owner's own number of the record. */
export interface DeliveryOwner {
  /** Present when a signal or a time limit may take the record back before its batch is sealed. */
  readonly limits: Withdrawal | null;
  /** The record is written. */
  acknowledged(index: number, batch: PlacedBatch, position: number): void;
  /** The record is not known to be written. */
  failed(index: number, error: KafkaError): void;
}

/** Limits of one call. */
export interface SendOptions {
  /** Ends the promise with an `AbortError`; the record is taken back if its batch is not sealed yet. */
  readonly signal?: AbortSignal;
  /** Time limit of the call in ms; the record is taken back if its batch is not sealed yet. @default deliveryTimeoutMs */
  readonly timeoutMs?: number;
}

type Resolve<T> = (value: T) => void;
type Reject = (error: KafkaError) => void;

/** One record and its promise. */
export class SendDelivery implements DeliveryOwner {
  readonly limits: Limits | null;
  readonly #resolve: Resolve<RecordMetadata>;
  readonly #reject: Reject;

  /** The two ends of the promise; `limits` when the call has any. */
  constructor(resolve: Resolve<RecordMetadata>, reject: Reject, limits: Limits | null) {
    this.#resolve = resolve;
    this.#reject = reject;
    this.limits = limits;
  }

  /** Resolves the promise. */
  acknowledged(_index: number, batch: PlacedBatch, position: number): void {
    this.limits?.end();
    this.#resolve(batch.metadataOf(position));
  }

  /** Rejects the promise. */
  failed(_index: number, error: KafkaError): void {
    this.limits?.end();
    this.#reject(error);
  }
}

/** Failures that an error for many records names one by one. */
export const MAX_FAILURES = 100;

/** The records of one `sendAll` and its one promise. */
export class SendAllDelivery implements DeliveryOwner {
  readonly limits: Limits | null;
  readonly #results: (RecordMetadata | undefined)[];
  readonly #resolve: Resolve<RecordMetadata[]>;
  readonly #reject: Reject;
  readonly #failures: SendFailure[] = [];
  #failedCount = 0;
  #left: number;

  /** `count` records; the two ends of the promise; `limits` when the call has any. */
  constructor(
    count: number,
    ends: { readonly resolve: Resolve<RecordMetadata[]>; readonly reject: Reject; readonly limits: Limits | null },
  ) {
    this.#results = new Array<RecordMetadata | undefined>(count).fill(undefined);
    this.#left = count;
    this.#resolve = ends.resolve;
    this.#reject = ends.reject;
    this.limits = ends.limits;
  }

  /** Notes one result; the last one settles the promise. */
  acknowledged(index: number, batch: PlacedBatch, position: number): void {
    this.#results[index] = batch.metadataOf(position);
    if (--this.#left === 0) this.#settle();
  }

  /** Notes one failure; the last one settles the promise. */
  failed(index: number, error: KafkaError): void {
    this.#failedCount++;
    if (this.#failures.length < MAX_FAILURES) this.#failures.push({ index, error });
    if (--this.#left === 0) this.#settle();
  }

  #settle(): void {
    this.limits?.end();
    if (this.#failedCount === 0) return this.#resolve(this.#results as RecordMetadata[]);
    this.#reject(sendError(this.#failures, { results: this.#results, failedCount: this.#failedCount }));
  }
}

/** One enqueued record. */
export class EnqueueDelivery implements DeliveryOwner {
  readonly limits = null;
  readonly #record: ProducerRecord;
  readonly #told: (record: ProducerRecord, outcome: DeliveryOutcome) => void;

  /** `told` hears the outcome; it must not throw. */
  constructor(record: ProducerRecord, told: (record: ProducerRecord, outcome: DeliveryOutcome) => void) {
    this.#record = record;
    this.#told = told;
  }

  /** Tells where it is. */
  acknowledged(_index: number, batch: PlacedBatch, position: number): void {
    this.#told(this.#record, { metadata: batch.metadataOf(position) });
  }

  /** Tells why it is not known to be written. */
  failed(_index: number, error: KafkaError): void {
    this.#told(this.#record, { error });
  }
}

/** Makes the error for some failed records out of many. */
export function sendError(
  failed: readonly SendFailure[],
  options: { readonly results: readonly unknown[]; readonly failedCount: number; readonly totals?: string },
): SendError {
  const first = failed[0]?.error;
  const of = options.results.length === 0 ? "" : ` of ${options.results.length}`;
  const unknown = failed.some(({ error }) => error.delivery !== "none");
  const totals = options.totals === undefined ? "" : ` (${options.totals})`;
  return new SendError(
    `${options.failedCount}${of} records were not acknowledged${totals}: the first failed with ${
      first?.message ?? "no error"
    }`,
    {
      code: "SEND_FAILED",
      results: options.results,
      failed,
      failedCount: options.failedCount,
      retriable: failed.every(({ error }) => error.retriable),
      delivery: unknown ? "unknown" : "none",
      cause: first,
    },
  );
}

/** Takes records back when it is told to. */
export class TakeBack implements Withdrawal {
  readonly #listeners = new Set<(error: KafkaError) => void>();
  #withdrawn = false;

  /** True once the records that are not sealed are left out. */
  get withdrawn(): boolean {
    return this.#withdrawn;
  }

  /** Where a record went does not matter here. */
  placed(_batch: PlacedBatch): void {}

  /** Calls `fn` with the error when records are taken back; the returned function ends that. */
  listen(fn: (error: KafkaError) => void): () => void {
    this.#listeners.add(fn);
    return () => void this.#listeners.delete(fn);
  }

  /** Leaves out what is not sealed, because of `error`. */
  withdraw(error: KafkaError): void {
    this.#withdrawn = true;
    for (const fn of [...this.#listeners]) fn(error);
  }
}

/** The signal and the time limit of one call. They settle its promise in time and take back what is not sealed. */
export class Limits extends TakeBack {
  readonly #clock: Clock;
  readonly #options: SendOptions;
  readonly #batches: PlacedBatch[] = [];
  #cancelTimer: () => void = () => {};
  #onAbort: (() => void) | null = null;

  /** Limits that are not counting yet. */
  constructor(clock: Clock, options: SendOptions) {
    super();
    this.#clock = clock;
    this.#options = options;
  }

  /** Notes where a record went. */
  override placed(batch: PlacedBatch): void {
    if (this.#batches[this.#batches.length - 1] !== batch) this.#batches.push(batch);
  }

  /** Begins to count; `reject` ends the promise. False: the signal had aborted before, and nothing is to be sent. */
  start(reject: Reject): boolean {
    const { signal, timeoutMs } = this.#options;
    if (signal?.aborted === true) {
      reject(this.#aborted(signal));
      return false;
    }
    const give = (error: KafkaError) => {
      this.end();
      reject(error);
      this.withdraw(error);
    };
    if (timeoutMs !== undefined && timeoutMs !== Infinity) {
      this.#cancelTimer = this.#clock.after(timeoutMs, () => give(this.#late(timeoutMs)));
    }
    if (signal !== undefined) {
      this.#onAbort = () => give(this.#aborted(signal));
      signal.addEventListener("abort", this.#onAbort);
    }
    return true;
  }

  /** Stops counting. */
  end(): void {
    this.#cancelTimer();
    if (this.#onAbort !== null) this.#options.signal?.removeEventListener("abort", this.#onAbort);
    this.#onAbort = null;
  }

  #delivery(): "none" | "unknown" {
    return this.#batches.every((batch) => batch.open) ? "none" : "unknown";
  }

  #aborted(signal: AbortSignal): AbortError {
    const delivery = this.#delivery();
    return new AbortError(`The send was aborted by its signal${outcome(delivery)}`, {
      code: "ABORTED",
      delivery,
      cause: signal.reason,
    });
  }

  #late(timeoutMs: number): TimeoutError {
    const delivery = this.#delivery();
    return new TimeoutError(
      `The send was not acknowledged within its timeoutMs of ${timeoutMs} ms${outcome(delivery)}`,
      {
        code: "SEND_TIMEOUT",
        timeoutMs,
        retriable: true,
        delivery,
      },
    );
  }
}

/** What the end of a message says about the record. */
export function outcome(delivery: "none" | "unknown"): string {
  return delivery === "none" ? "; it was not written" : "; it may still be written";
}
