// Whether records or offsets belong to a transaction that the coordinator knows: asked by the leader before the append
// (AddPartitionsToTxnManager and PartitionTransactionVerification). With version 1 a partition must have been added by
// the producer, with version 2 it is added here. Called by the handlers of Produce and TxnOffsetCommit.
import { ErrorCode, errorInfo } from "../../protocol/messages/error_codes.ts";
import type { ClusterState } from "../cluster_state.ts";
import { COORDINATORS } from "../coordinators.ts";
import { type Failure, failure, plainFailure } from "../failure.ts";
import {
  isPrepared,
  openPartitions,
  partitionKey,
  type ProducerIdentity,
  type TransactionPartition,
} from "./transaction.ts";
import { TRANSACTIONS } from "./transaction_store.ts";

/** Since this version a produce adds its partition by itself; the version before knows TRANSACTION_ABORTABLE. */
const FIRST_PRODUCE_THAT_ADDS = 12;
/** `add.partitions.to.txn.retry.backoff.ms` and its longest wait. */
const RETRY_MS = 20;
const RETRY_MAX_MS = 100;

/** Who says that it writes in a transaction, and where. */
export interface TransactionClaim extends ProducerIdentity, TransactionPartition {
  /** The transactional id. */
  readonly transactionalId: string;
}

/** A claim of a Produce request. */
export interface ProduceClaim extends TransactionClaim {
  /** Version of the request. */
  readonly version: number;
}

/** How a claim is looked at. */
export interface ClaimRules {
  /** Whether the partition is added when it is not in the transaction: transaction version 2. */
  readonly adds: boolean;
  /** Whether the asker knows TRANSACTION_ABORTABLE. */
  readonly knowsAbortable: boolean;
}

/** Null when a batch with this producer may be appended; else what the producer is told. */
export function verifyProduce(state: ClusterState, claim: ProduceClaim): Failure | null {
  const partition = state.topic(claim.topic)?.partitions[claim.partition];
  // What has begun in the log needs no question: the log itself knows the epoch.
  if (partition?.log.producers.inTransaction(claim.producerId, claim.producerEpoch) === true) return null;
  const adds = claim.version >= FIRST_PRODUCE_THAT_ADDS;
  const code = verifyClaim(state, claim, { adds, knowsAbortable: claim.version >= FIRST_PRODUCE_THAT_ADDS - 1 });
  return code === ErrorCode.NONE ? null : produceFailure(code, adds);
}

/** As {@linkcode verifyProduce}; with version 2 it waits a little for the transaction before to be complete. */
export function verifyProduceSoon(
  state: ClusterState,
  claim: ProduceClaim,
): Failure | null | Promise<Failure | null> {
  const first = verifyProduce(state, claim);
  if (first?.errorCode !== ErrorCode.CONCURRENT_TRANSACTIONS) return first;
  return new Promise((resolve) => {
    let waited = 0;
    const again = () => {
      waited += RETRY_MS;
      const next = verifyProduce(state, claim);
      if (next?.errorCode !== ErrorCode.CONCURRENT_TRANSACTIONS || waited >= RETRY_MAX_MS) resolve(next);
      else state.platform.clock.after(RETRY_MS, again);
    };
    state.platform.clock.after(RETRY_MS, again);
  });
}

/** NONE when the claim holds; else what the coordinator says, in the words that leaders understand. */
export function verifyClaim(state: ClusterState, claim: TransactionClaim, rules: ClaimRules): number {
  const { transactionalId } = claim;
  const coordinator = state.part(COORDINATORS).of("transaction", transactionalId);
  if (coordinator === undefined) return ErrorCode.COORDINATOR_NOT_AVAILABLE;
  const store = state.part(TRANSACTIONS);
  if (transactionalId === "") return ErrorCode.INVALID_REQUEST;
  const problem = store.check(coordinator.id, transactionalId);
  if (problem !== null) return problem.errorCode;
  const { topic, partition, producerId, producerEpoch } = claim;
  const place = { topic, partition };
  const code = rules.adds
    ? store.apply(transactionalId, { type: "add", producerId, producerEpoch, partitions: [place] }).errorCode
    : verifyPartition(state, transactionalId, { producerId, producerEpoch, place });
  if (code === ErrorCode.PRODUCER_FENCED) return ErrorCode.INVALID_PRODUCER_EPOCH;
  return code === ErrorCode.TRANSACTION_ABORTABLE && !rules.knowsAbortable ? ErrorCode.INVALID_TXN_STATE : code;
}

/** What is asked of the coordinator about one partition. */
export interface PartitionQuestion extends ProducerIdentity {
  /** The partition. */
  readonly place: TransactionPartition;
}

/** NONE when the partition is in the transaction (AddPartitionsToTxn with `verifyOnly`). */
export function verifyPartition(state: ClusterState, transactionalId: string, question: PartitionQuestion): number {
  const transaction = state.part(TRANSACTIONS).get(transactionalId);
  if (transaction === undefined || transaction.producerId !== question.producerId) {
    return ErrorCode.INVALID_PRODUCER_ID_MAPPING;
  }
  if (transaction.producerEpoch !== question.producerEpoch) return ErrorCode.PRODUCER_FENCED;
  if (isPrepared(transaction)) return ErrorCode.CONCURRENT_TRANSACTIONS;
  return openPartitions(transaction).has(partitionKey(question.place))
    ? ErrorCode.NONE
    : ErrorCode.TRANSACTION_ABORTABLE;
}

/** Errors of coordinators in the words of Produce: old producers repeat a request for NOT_ENOUGH_REPLICAS alone. */
function produceFailure(code: number, adds: boolean): Failure {
  const busy = code === ErrorCode.CONCURRENT_TRANSACTIONS && !adds;
  const elsewhere = code === ErrorCode.COORDINATOR_LOAD_IN_PROGRESS || code === ErrorCode.COORDINATOR_NOT_AVAILABLE ||
    code === ErrorCode.NOT_COORDINATOR;
  if (busy || elsewhere) {
    return failure(
      ErrorCode.NOT_ENOUGH_REPLICAS,
      `Unable to verify the partition has been added to the transaction. Underlying error: ${
        errorInfo(code)?.name ?? code
      }`,
    );
  }
  if (code === ErrorCode.INVALID_TXN_STATE) return failure(code, "Partition was not added to the transaction");
  return plainFailure(code);
}
