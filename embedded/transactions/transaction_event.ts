// What can happen to a transaction, what a step needs beside it, and what comes of one. transaction_store.ts makes events,
// transaction_step.ts and end_step.ts carry them out.
import type { ProducerIdentity, Transaction, TransactionPartition } from "./transaction.ts";

/** A producer begins (InitProducerId). */
export interface InitEvent {
  /** Which event. */
  readonly type: "init";
  /** How long its transactions may take. */
  readonly timeoutMs: number;
  /** Who the producer says that it was (KIP-360); null when it says nothing. */
  readonly expected: ProducerIdentity | null;
}

/** Partitions join (AddPartitionsToTxn, AddOffsetsToTxn, or a produce of transaction version 2). */
export interface AddEvent extends ProducerIdentity {
  /** Which event. */
  readonly type: "add";
  /** The partitions. */
  readonly partitions: readonly TransactionPartition[];
}

/** The producer decides (EndTxn). */
export interface EndEvent extends ProducerIdentity {
  /** Which event. */
  readonly type: "end";
  /** Whether it commits. */
  readonly committed: boolean;
  /** Whether the end bumps the epoch: transaction version 2. */
  readonly bumps: boolean;
}

/** Everything that happens to a transaction. */
export type TransactionEvent =
  | InitEvent
  | AddEvent
  | EndEvent
  | { /** The coordinator aborts it: it took too long. */ readonly type: "timeout" }
  | { /** Markers are written. */ readonly type: "marked"; readonly keys: readonly string[] }
  | { /** All markers are written. */ readonly type: "complete" }
  | { /** The transactional id is forgotten. */ readonly type: "expire" };

/** What a step needs beside the event. */
export interface StepSurroundings {
  /** Unix time in ms. */
  readonly now: number;
  /** Whether the cluster's own transaction version bumps epochs (version 2): aborts of the coordinator do as it says. */
  readonly clusterBumps: boolean;
  /** A producer id that was never used; needed when `isExhausted` (transaction.ts) says so, else null. */
  readonly freshProducerId: bigint | null;
}

/** What comes of a step. */
export interface Step {
  /** The transaction afterwards; the same object when nothing has changed. */
  readonly transaction: Transaction;
  /** What the asker is told. */
  readonly errorCode: number;
  /** Who the producer is from now on, where the answer tells it. */
  readonly identity?: ProducerIdentity;
}
