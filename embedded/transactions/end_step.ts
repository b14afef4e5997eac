// What EndTxn does to a transaction, in both generations: with version 1 the epoch stays, with version 2 (KIP-890) each
// end bumps it, so that the epoch of a request tells a repeated end from the next one. Called by transaction_step.ts.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import {
  isExhausted,
  isPrepared,
  LAST_EPOCH,
  openPartitions,
  type PreparedTransaction,
  startedAt,
  type Transaction,
} from "./transaction.ts";
import type { EndEvent, Step, StepSurroundings } from "./transaction_event.ts";

/** Carries EndTxn out. */
export function endStep(transaction: Transaction, event: EndEvent, around: StepSurroundings): Step {
  return event.bumps ? endOfVersion2(transaction, event, around) : endOfVersion1(transaction, event, around);
}

function refused(transaction: Transaction, errorCode: number): Step {
  return { transaction, errorCode };
}

function endOfVersion1(transaction: Transaction, event: EndEvent, around: StepSurroundings): Step {
  if (transaction.producerId !== event.producerId) {
    return refused(transaction, ErrorCode.INVALID_PRODUCER_ID_MAPPING);
  }
  if (transaction.producerEpoch !== event.producerEpoch) return refused(transaction, ErrorCode.PRODUCER_FENCED);
  if (isPrepared(transaction)) return refused(transaction, ErrorCode.CONCURRENT_TRANSACTIONS);
  if (transaction.state === "Ongoing") {
    return { transaction: prepared(transaction, event, around), errorCode: ErrorCode.NONE };
  }
  const done = transaction.state === (event.committed ? "CompleteCommit" : "CompleteAbort");
  return refused(transaction, done ? ErrorCode.NONE : ErrorCode.INVALID_TXN_STATE);
}

function endOfVersion2(transaction: Transaction, event: EndEvent, around: StepSurroundings): Step {
  if (isPrepared(transaction)) return refused(transaction, ErrorCode.CONCURRENT_TRANSACTIONS);
  const overflowed = transaction.previousProducerId === event.producerId && event.producerEpoch === LAST_EPOCH &&
    transaction.producerEpoch === 0;
  const repeated = overflowed || transaction.producerEpoch === event.producerEpoch + 1;
  if (transaction.producerId !== event.producerId && !overflowed) {
    return refused(transaction, ErrorCode.INVALID_PRODUCER_ID_MAPPING);
  }
  const complete = transaction.state === "CompleteCommit" || transaction.state === "CompleteAbort";
  if (transaction.producerEpoch !== event.producerEpoch && !(complete && repeated)) {
    return refused(transaction, ErrorCode.PRODUCER_FENCED);
  }
  if (complete && repeated) {
    const same = transaction.state === (event.committed ? "CompleteCommit" : "CompleteAbort");
    if (!same) return refused(transaction, ErrorCode.INVALID_TXN_STATE);
    const { producerId, producerEpoch } = transaction;
    return { transaction, errorCode: ErrorCode.NONE, identity: { producerId, producerEpoch } };
  }
  // An abort without partitions is fine: the producer cannot know whether its records arrived.
  if (transaction.state !== "Ongoing" && event.committed) return refused(transaction, ErrorCode.INVALID_TXN_STATE);
  const next = prepared(transaction, event, around);
  const { nextProducerId } = next;
  const identity = nextProducerId === null
    ? { producerId: next.producerId, producerEpoch: next.producerEpoch }
    : { producerId: nextProducerId, producerEpoch: 0 };
  return { transaction: next, errorCode: ErrorCode.NONE, identity };
}

function prepared(
  transaction: Transaction,
  { committed, bumps }: EndEvent,
  { now, freshProducerId }: StepSurroundings,
): PreparedTransaction {
  const { transactionalId, producerId, producerEpoch, lastProducerEpoch, timeoutMs } = transaction;
  return {
    state: committed ? "PrepareCommit" : "PrepareAbort",
    transactionalId,
    producerId,
    previousProducerId: producerId,
    producerEpoch: bumps ? producerEpoch + 1 : producerEpoch,
    lastProducerEpoch: bumps ? producerEpoch : lastProducerEpoch,
    timeoutMs,
    partitions: openPartitions(transaction),
    startedAt: transaction.state === "Ongoing" ? startedAt(transaction) : now,
    nextProducerId: bumps && isExhausted(transaction) ? freshProducerId : null,
    updatedAt: now,
  };
}
