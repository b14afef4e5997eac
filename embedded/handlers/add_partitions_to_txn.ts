// AddPartitionsToTxn, versions 0 to 5: partitions join a transaction, all or none of them (OPERATION_NOT_ATTEMPTED);
// several transactions at once and `verifyOnly` for brokers (4+), which need CLUSTER_ACTION.
// Gaps: none known.
import { AddPartitionsToTxnBroker } from "../../protocol/messages/add_partitions_to_txn.ts";
import type {
  AddPartitionsToTxnRequest,
  AddPartitionsToTxnRequestAddPartitionsToTxnTransaction as AskedTransaction,
  AddPartitionsToTxnResponse,
  AddPartitionsToTxnResponseAddPartitionsToTxnTopicResult as TopicResult,
} from "../../protocol/messages/add_partitions_to_txn.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { CLUSTER_NAME, type Handler, handler, type RequestContext } from "../handler.ts";
import { fencedCode } from "../transactions/fenced_code.ts";
import type { TransactionPartition } from "../transactions/transaction.ts";
import { TRANSACTIONS } from "../transactions/transaction_store.ts";
import { verifyPartition } from "../transactions/verification.ts";

const FIRST_WITH_FENCED = 2;
const FIRST_WITH_BATCHES = 4;

type Codes = (place: TransactionPartition) => number;

/** The handler of AddPartitionsToTxn. */
export const addPartitionsToTxn: Handler = handler<AddPartitionsToTxnRequest, AddPartitionsToTxnResponse>(
  AddPartitionsToTxnBroker,
  {
    handle: (request, context) => {
      if (context.version < FIRST_WITH_BATCHES) {
        const transaction = alone(request);
        return { resultsByTopicV3AndBelow: results(transaction, addOne(transaction, context)) };
      }
      if (!context.allowed("CLUSTER_ACTION", "CLUSTER", CLUSTER_NAME)) {
        return { errorCode: ErrorCode.CLUSTER_AUTHORIZATION_FAILED };
      }
      return {
        resultsByTransaction: request.transactions.map((transaction) => ({
          transactionalId: transaction.transactionalId,
          topicResults: results(transaction, addOne(transaction, context)),
        })),
      };
    },
    fail: (request, errorCode, { version }) =>
      version < FIRST_WITH_BATCHES
        ? { resultsByTopicV3AndBelow: results(alone(request), () => errorCode) }
        : { errorCode },
  },
);

/** The one transaction of an old request, in the form of the new ones. */
function alone(request: AddPartitionsToTxnRequest): AskedTransaction {
  return {
    transactionalId: request.v3AndBelowTransactionalId,
    producerId: request.v3AndBelowProducerId,
    producerEpoch: request.v3AndBelowProducerEpoch,
    verifyOnly: false,
    topics: request.v3AndBelowTopics,
  };
}

function results({ topics }: AskedTransaction, codeOf: Codes): Init<TopicResult>[] {
  return topics.map(({ name, partitions }) => ({
    name,
    resultsByPartition: partitions.map((partition) => ({
      partitionIndex: partition,
      partitionErrorCode: codeOf({ topic: name, partition }),
    })),
  }));
}

function addOne(transaction: AskedTransaction, context: RequestContext): Codes {
  const { transactionalId, producerId, producerEpoch } = transaction;
  const { state, version } = context;
  const ofClient = version < FIRST_WITH_BATCHES;
  if (ofClient && !context.allowed("WRITE", "TRANSACTIONAL_ID", transactionalId)) {
    return () => ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED;
  }
  const partitions = transaction.topics.flatMap(({ name: topic, partitions }) =>
    partitions.map((partition) => ({ topic, partition }))
  );
  const problemOf: Codes = (place) => {
    if (ofClient && !context.allowed("WRITE", "TOPIC", place.topic)) return ErrorCode.TOPIC_AUTHORIZATION_FAILED;
    const known = state.topic(place.topic)?.partitions[place.partition] !== undefined;
    return known ? ErrorCode.NONE : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
  };
  if (partitions.some((place) => problemOf(place) !== ErrorCode.NONE)) {
    return (place) => problemOf(place) || ErrorCode.OPERATION_NOT_ATTEMPTED;
  }
  if (transactionalId === "") return () => ErrorCode.INVALID_REQUEST;
  const store = state.part(TRANSACTIONS);
  const problem = store.check(context.node.id, transactionalId);
  if (problem !== null) return () => problem.errorCode;
  if (transaction.verifyOnly) {
    return (place) => verifyPartition(state, transactionalId, { producerId, producerEpoch, place });
  }
  const added = store.apply(transactionalId, { type: "add", producerId, producerEpoch, partitions });
  return () => fencedCode(added.errorCode, version, FIRST_WITH_FENCED);
}
