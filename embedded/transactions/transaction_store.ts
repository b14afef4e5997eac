// All transactions of the cluster: the coordinators of all brokers share them, so that they outlive a coordinator. Runs
// what a state asks for: the timeout of an ongoing transaction, the markers of a decided one. Called by the handlers of
// transactions and by verification.ts; how a transaction changes is said in transaction_step.ts.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { FEATURES } from "../cluster_features.ts";
import { type ClusterState, StateKey } from "../cluster_state.ts";
import { COORDINATORS } from "../coordinators.ts";
import { type Failure, failure } from "../failure.ts";
import { CoordinatorEpochs } from "./coordinator_epochs.ts";
import { MarkerWriter } from "./marker_writer.ts";
import { isExhausted, isPrepared, newTransaction, type ProducerIdentity, type Transaction } from "./transaction.ts";
import { DEFAULT_TRANSACTION_SETTINGS, type TransactionSettings } from "./transaction_settings.ts";
import type { InitEvent, TransactionEvent } from "./transaction_event.ts";
import { step } from "./transaction_step.ts";

/** Level of `transaction.version` since which each end bumps the epoch. */
const FIRST_THAT_BUMPS = 2;
/** `transactional.id.expiration.ms`: how long an idle transactional id is remembered. */
const ID_EXPIRATION_MS = 604_800_000;

/** What the asker is told. */
export interface Outcome {
  /** NONE, or what is wrong. */
  readonly errorCode: number;
  /** Who the producer is from now on, where the answer tells it. */
  readonly identity?: ProducerIdentity;
}

interface Entry {
  transaction: Transaction;
  /** Ends the timer of its state. */
  cancel: (() => void) | null;
  writer: MarkerWriter | null;
}

/** All transactions. */
export class TransactionStore {
  readonly #state: ClusterState;
  readonly #entries = new Map<string, Entry>();
  readonly #epochs: CoordinatorEpochs;
  readonly #abort = new AbortController();
  #settings: TransactionSettings = DEFAULT_TRANSACTION_SETTINGS;

  /** No transactions. */
  constructor(state: ClusterState) {
    this.#state = state;
    this.#epochs = new CoordinatorEpochs(state);
  }

  /** Limits and delays. */
  get settings(): TransactionSettings {
    return this.#settings;
  }

  /** Changes limits and delays, for what begins from now on. */
  configure(settings: Partial<TransactionSettings>): void {
    this.#settings = { ...this.#settings, ...settings };
  }

  /** Null when the broker `nodeId` coordinates the transactional id and may answer for it. */
  check(nodeId: number, transactionalId: string): Failure | null {
    const problem = this.#state.part(COORDINATORS).check(nodeId, "transaction", transactionalId);
    if (problem !== null || !this.isLoading(transactionalId)) return problem;
    return failure(
      ErrorCode.COORDINATOR_LOAD_IN_PROGRESS,
      "The coordinator is loading and hence can't process requests.",
    );
  }

  /** Whether the coordinator of the transactional id still reads its partition, for a moment after a move. */
  isLoading(transactionalId: string): boolean {
    return this.#epochs.isLoading(transactionalId);
  }

  /** Epoch of the coordinator of a transactional id. */
  coordinatorEpoch(transactionalId: string): number {
    return this.#epochs.epochOf(transactionalId);
  }

  /** What is known of a transactional id. */
  get(transactionalId: string): Transaction | undefined {
    const entry = this.#entries.get(transactionalId);
    if (entry === undefined || !this.#isExpired(entry.transaction)) return entry?.transaction;
    this.apply(transactionalId, { type: "expire" });
    return undefined;
  }

  /** All that is known, in the order of the first producers. */
  list(): Transaction[] {
    const known = [...this.#entries.keys()].map((id) => this.get(id));
    return known.filter((one) => one !== undefined);
  }

  /** A producer begins: the transactional id is made known when it is new. */
  begin(transactionalId: string, event: InitEvent): Outcome {
    if (this.get(transactionalId) === undefined) {
      const now = this.#state.platform.clock.wall();
      const producerId = this.#state.nextProducerId();
      const transaction = newTransaction(transactionalId, { producerId, timeoutMs: event.timeoutMs, now });
      this.#entries.set(transactionalId, { transaction, cancel: null, writer: null });
    }
    return this.apply(transactionalId, event);
  }

  /** Something happens to a transaction; INVALID_PRODUCER_ID_MAPPING when the transactional id is not known. */
  apply(transactionalId: string, event: TransactionEvent): Outcome {
    const entry = this.#entries.get(transactionalId);
    if (entry === undefined) return { errorCode: ErrorCode.INVALID_PRODUCER_ID_MAPPING };
    const before = entry.transaction;
    const result = step(before, event, {
      now: this.#state.platform.clock.wall(),
      clusterBumps: this.#state.part(FEATURES).level("transaction.version") >= FIRST_THAT_BUMPS,
      freshProducerId: this.#mayRotate(before, event) ? this.#state.nextProducerId() : null,
    });
    entry.transaction = result.transaction;
    if (result.transaction.state !== before.state) this.#enter(entry);
    const { errorCode, identity } = result;
    return { errorCode, identity };
  }

  /** Ends all timers. */
  close(): void {
    this.#abort.abort();
    for (const entry of this.#entries.values()) leave(entry);
  }

  #mayRotate(transaction: Transaction, { type }: TransactionEvent): boolean {
    return (type === "init" || type === "end" || type === "timeout") && isExhausted(transaction);
  }

  #isExpired({ state, updatedAt }: Transaction): boolean {
    const idle = state === "Empty" || state === "CompleteCommit" || state === "CompleteAbort";
    return idle && this.#state.platform.clock.wall() - updatedAt >= ID_EXPIRATION_MS;
  }

  /** Does what the new state asks for. */
  #enter(entry: Entry): void {
    leave(entry);
    const { transaction } = entry;
    const { clock } = this.#state.platform;
    const { transactionalId, state, timeoutMs } = transaction;
    if (state === "Dead") this.#entries.delete(transactionalId);
    else if (state === "Ongoing") {
      entry.cancel = clock.after(timeoutMs, () => void this.apply(transactionalId, { type: "timeout" }));
    } else if (isPrepared(transaction)) {
      const { markerDelayMs } = this.#settings;
      if (markerDelayMs <= 0) this.#writeMarkers(entry);
      else entry.cancel = clock.after(markerDelayMs, () => this.#writeMarkers(entry));
    }
  }

  #writeMarkers(entry: Entry): void {
    const { transaction } = entry;
    if (!isPrepared(transaction) || this.#abort.signal.aborted) return;
    const { transactionalId } = transaction;
    const finish = () => {
      const now = entry.transaction;
      if (isPrepared(now) && now.partitions.size === 0) this.apply(transactionalId, { type: "complete" });
    };
    entry.writer = new MarkerWriter(transaction, {
      state: this.#state,
      signal: this.#abort.signal,
      coordinatorEpoch: () => this.coordinatorEpoch(transactionalId),
      written: (keys) => {
        this.apply(transactionalId, { type: "marked", keys });
        finish();
      },
    });
    entry.writer.start();
    finish();
  }
}

function leave(entry: Entry): void {
  entry.cancel?.();
  entry.writer?.close();
  entry.cancel = null;
  entry.writer = null;
}

/** The transactions of a cluster: `state.part(TRANSACTIONS)`. */
export const TRANSACTIONS: StateKey<TransactionStore> = new StateKey((state) => new TransactionStore(state));
