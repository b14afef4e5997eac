// What a coordinator knows of one transactional id: who its producer is, and how far its transaction has come. Data
// only: transaction_step.ts says how it changes, transaction_store.ts keeps it.

/** Highest epoch that a producer is given: one more is left to fence it with. */
export const LAST_EPOCH = 32766;
/** No epoch. */
export const NO_EPOCH = -1;
/** No producer id. */
export const NO_PRODUCER_ID = -1n;

/** A producer. */
export interface ProducerIdentity {
  /** Producer id. */
  readonly producerId: bigint;
  /** Epoch. */
  readonly producerEpoch: number;
}

/** A partition that takes part in a transaction. */
export interface TransactionPartition {
  /** Topic; the one of committed offsets stands for groups. */
  readonly topic: string;
  /** Number. */
  readonly partition: number;
}

/** Partitions by {@linkcode partitionKey}, in the order in which they were added. */
export type TransactionPartitions = ReadonlyMap<string, TransactionPartition>;

/** What every state has. */
interface Known extends ProducerIdentity {
  /** The transactional id. */
  readonly transactionalId: string;
  /** Epoch before the last one that its own producer asked for: a repeated request is known by it. -1 = none. */
  readonly lastProducerEpoch: number;
  /** Producer id before the last change. */
  readonly previousProducerId: bigint;
  /** How long a transaction may take. */
  readonly timeoutMs: number;
  /** Unix time of the last change in ms. */
  readonly updatedAt: number;
}

/** No transaction since the producer began. */
export interface EmptyTransaction extends Known {
  /** State. */
  readonly state: "Empty";
}

/** A transaction that takes records and offsets. */
export interface OngoingTransaction extends Known {
  /** State. */
  readonly state: "Ongoing";
  /** What it has touched. */
  readonly partitions: TransactionPartitions;
  /** Unix time of its begin in ms. */
  readonly startedAt: number;
}

/** A transaction that is decided; markers are being written. */
export interface PreparedTransaction extends Known {
  /** State: how it ends. */
  readonly state: "PrepareCommit" | "PrepareAbort";
  /** Partitions whose markers are not written yet. */
  readonly partitions: TransactionPartitions;
  /** Unix time of its begin in ms. */
  readonly startedAt: number;
  /** Producer id that takes over, because the epochs of this one are used up; null = none. */
  readonly nextProducerId: bigint | null;
}

/** A transaction whose markers are all written. */
export interface CompletedTransaction extends Known {
  /** State: how it has ended. */
  readonly state: "CompleteCommit" | "CompleteAbort";
  /** Unix time of its begin in ms. */
  readonly startedAt: number;
}

/** A transactional id that was not used for so long that it is forgotten. */
export interface DeadTransaction extends Known {
  /** State. */
  readonly state: "Dead";
}

/** All states. */
export type Transaction =
  | EmptyTransaction
  | OngoingTransaction
  | PreparedTransaction
  | CompletedTransaction
  | DeadTransaction;

/** Names of the states that requests may ask for, `PrepareEpochFence` included: Kafka knows it, nothing stays in it. */
export const STATE_NAMES: readonly string[] = [
  "Empty",
  "Ongoing",
  "PrepareCommit",
  "PrepareAbort",
  "CompleteCommit",
  "CompleteAbort",
  "PrepareEpochFence",
  "Dead",
];

/** The key of a partition in {@linkcode TransactionPartitions}. */
export function partitionKey({ topic, partition }: TransactionPartition): string {
  return `${partition} ${topic}`;
}

/** What is known of a transactional id before its first producer. */
export function newTransaction(
  transactionalId: string,
  { producerId, timeoutMs, now }: { readonly producerId: bigint; readonly timeoutMs: number; readonly now: number },
): Transaction {
  return {
    state: "Empty",
    transactionalId,
    producerId,
    producerEpoch: NO_EPOCH,
    lastProducerEpoch: NO_EPOCH,
    previousProducerId: NO_PRODUCER_ID,
    timeoutMs,
    updatedAt: now,
  };
}

/** Whether markers are being written: no request changes the transaction until they are. */
export function isPrepared(transaction: Transaction): transaction is PreparedTransaction {
  return transaction.state === "PrepareCommit" || transaction.state === "PrepareAbort";
}

/** Whether the producer id has no epoch left. */
export function isExhausted({ producerEpoch }: ProducerIdentity): boolean {
  return producerEpoch >= LAST_EPOCH;
}

/** Partitions that are touched and not done; none outside of a transaction. */
export function openPartitions(transaction: Transaction): TransactionPartitions {
  return "partitions" in transaction ? transaction.partitions : NOTHING;
}

/** Unix time of the begin of the last transaction; -1 when there was none. */
export function startedAt(transaction: Transaction): number {
  return "startedAt" in transaction ? transaction.startedAt : -1;
}

const NOTHING: TransactionPartitions = new Map();
