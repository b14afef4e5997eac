// How a transaction changes: `step(transaction, event)` is pure and decides as Kafka's TransactionCoordinator does, error
// codes included. Called by transaction_store.ts, which runs what a new state asks for (timers, markers).
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { endStep } from "./end_step.ts";
import {
  isExhausted,
  isPrepared,
  LAST_EPOCH,
  NO_EPOCH,
  openPartitions,
  partitionKey,
  type PreparedTransaction,
  type ProducerIdentity,
  type Transaction,
} from "./transaction.ts";
import type { AddEvent, InitEvent, Step, StepSurroundings, TransactionEvent } from "./transaction_event.ts";

/** Carries one event out. */
export function step(transaction: Transaction, event: TransactionEvent, around: StepSurroundings): Step {
  switch (event.type) {
    case "init":
      return initStep(transaction, event, around);
    case "add":
      return addStep(transaction, event, around);
    case "end":
      return endStep(transaction, event, around);
    case "timeout":
      return transaction.state === "Ongoing"
        ? { transaction: fence(transaction, around), errorCode: ErrorCode.NONE }
        : unchanged(transaction, ErrorCode.NONE);
    case "marked":
      return markedStep(transaction, event.keys);
    case "complete":
      return completeStep(transaction, around);
    case "expire":
      return { transaction: { ...knownOf(transaction), state: "Dead" }, errorCode: ErrorCode.NONE };
  }
}

function unchanged(transaction: Transaction, errorCode: number): Step {
  return { transaction, errorCode };
}

/** What every state has, without what only some have. */
function knownOf(transaction: Transaction): Omit<Transaction & { state: "Empty" }, "state"> {
  const { transactionalId, producerId, producerEpoch, lastProducerEpoch, timeoutMs, updatedAt } = transaction;
  const previousProducerId = producerId;
  return { transactionalId, producerId, producerEpoch, lastProducerEpoch, previousProducerId, timeoutMs, updatedAt };
}

function initStep(transaction: Transaction, event: InitEvent, around: StepSurroundings): Step {
  const { expected } = event;
  if (isPrepared(transaction)) return unchanged(transaction, ErrorCode.CONCURRENT_TRANSACTIONS);
  if (expected !== null && !isKnown(transaction, expected)) return unchanged(transaction, ErrorCode.PRODUCER_FENCED);
  if (transaction.state === "Ongoing") {
    // The older instance loses its transaction; the new one asks again once that is done.
    return { transaction: fence(transaction, around), errorCode: ErrorCode.CONCURRENT_TRANSACTIONS };
  }
  const identity = nextIdentity(transaction, expected, around);
  if (typeof identity === "number") return unchanged(transaction, identity);
  const { timeoutMs } = event;
  const next: Transaction = {
    ...knownOf(transaction),
    ...identity,
    state: "Empty",
    timeoutMs,
    updatedAt: around.now,
  };
  return { transaction: next, errorCode: ErrorCode.NONE, identity };
}

/** Whether the producer may be the one that the coordinator knows, or was it before its epochs were used up. */
function isKnown(transaction: Transaction, { producerId, producerEpoch }: ProducerIdentity): boolean {
  return transaction.producerEpoch === NO_EPOCH || producerId === transaction.producerId ||
    (producerId === transaction.previousProducerId && producerEpoch >= LAST_EPOCH);
}

interface NextIdentity extends ProducerIdentity {
  readonly lastProducerEpoch: number;
}

/** Who the producer becomes; an error code when it is an old one. */
function nextIdentity(
  { producerId, producerEpoch, lastProducerEpoch }: Transaction,
  expected: ProducerIdentity | null,
  { freshProducerId }: StepSurroundings,
): NextIdentity | number {
  if (producerEpoch >= LAST_EPOCH) {
    if (freshProducerId === null || (expected !== null && expected.producerEpoch !== producerEpoch)) {
      return ErrorCode.UNKNOWN_SERVER_ERROR;
    }
    const last = expected === null ? NO_EPOCH : producerEpoch;
    return { producerId: freshProducerId, producerEpoch: 0, lastProducerEpoch: last };
  }
  const bumped = producerEpoch + 1;
  if (expected === null) return { producerId, producerEpoch: bumped, lastProducerEpoch: NO_EPOCH };
  if (producerEpoch === NO_EPOCH || expected.producerEpoch === producerEpoch) {
    return { producerId, producerEpoch: bumped, lastProducerEpoch: producerEpoch };
  }
  // The same request again: its answer was lost.
  if (expected.producerEpoch === lastProducerEpoch) return { producerId, producerEpoch, lastProducerEpoch };
  return ErrorCode.PRODUCER_FENCED;
}

/** Aborts an ongoing transaction with an epoch that its producer does not have. */
function fence(
  transaction: Transaction & { readonly state: "Ongoing" },
  { now, clusterBumps, freshProducerId }: StepSurroundings,
): PreparedTransaction {
  return {
    ...knownOf(transaction),
    state: "PrepareAbort",
    partitions: transaction.partitions,
    startedAt: transaction.startedAt,
    producerEpoch: Math.min(transaction.producerEpoch + 1, LAST_EPOCH + 1),
    lastProducerEpoch: clusterBumps ? transaction.producerEpoch : NO_EPOCH,
    nextProducerId: clusterBumps && isExhausted(transaction) ? freshProducerId : null,
    updatedAt: now,
  };
}

function addStep(transaction: Transaction, event: AddEvent, { now }: StepSurroundings): Step {
  if (transaction.producerId !== event.producerId) {
    return unchanged(transaction, ErrorCode.INVALID_PRODUCER_ID_MAPPING);
  }
  if (transaction.producerEpoch !== event.producerEpoch) return unchanged(transaction, ErrorCode.PRODUCER_FENCED);
  if (isPrepared(transaction)) return unchanged(transaction, ErrorCode.CONCURRENT_TRANSACTIONS);
  const ongoing = transaction.state === "Ongoing";
  const open = openPartitions(transaction);
  const added = event.partitions.filter((one) => !open.has(partitionKey(one)));
  if (ongoing && added.length === 0) return unchanged(transaction, ErrorCode.NONE);
  const next: Transaction = {
    ...knownOf(transaction),
    state: "Ongoing",
    partitions: new Map([...open, ...added.map((one) => [partitionKey(one), one] as const)]),
    startedAt: ongoing ? transaction.startedAt : now,
    updatedAt: now,
  };
  return { transaction: next, errorCode: ErrorCode.NONE };
}

function markedStep(transaction: Transaction, keys: readonly string[]): Step {
  if (!isPrepared(transaction)) return unchanged(transaction, ErrorCode.NONE);
  const partitions = new Map(transaction.partitions);
  for (const key of keys) partitions.delete(key);
  return { transaction: { ...transaction, partitions }, errorCode: ErrorCode.NONE };
}

function completeStep(transaction: Transaction, { now }: StepSurroundings): Step {
  if (!isPrepared(transaction)) return unchanged(transaction, ErrorCode.NONE);
  const { nextProducerId, startedAt } = transaction;
  const next: Transaction = {
    ...knownOf(transaction),
    ...(nextProducerId === null ? {} : { producerId: nextProducerId, producerEpoch: 0 }),
    state: transaction.state === "PrepareCommit" ? "CompleteCommit" : "CompleteAbort",
    startedAt,
    updatedAt: now,
  };
  return { transaction: next, errorCode: ErrorCode.NONE };
}
