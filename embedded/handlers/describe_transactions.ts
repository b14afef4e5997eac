// DescribeTransactions, version 0: state, producer, timeout, begin and partitions of transactional ids; partitions of
// topics that the asker may not describe are left out.
// Gaps: none known.
import { DescribeTransactionsBroker } from "../../protocol/messages/describe_transactions.ts";
import type {
  DescribeTransactionsRequest,
  DescribeTransactionsResponse,
  DescribeTransactionsResponseTransactionState as TransactionState,
} from "../../protocol/messages/describe_transactions.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";
import { grouped } from "../repeated.ts";
import { openPartitions, startedAt, type Transaction } from "../transactions/transaction.ts";
import { TRANSACTIONS } from "../transactions/transaction_store.ts";

/** The handler of DescribeTransactions. */
export const describeTransactions: Handler = handler<DescribeTransactionsRequest, DescribeTransactionsResponse>(
  DescribeTransactionsBroker,
  {
    handle: (request, context) => ({
      transactionStates: request.transactionalIds.map((transactionalId) => describe(transactionalId, context)),
    }),
    fail: (request, errorCode) => ({
      transactionStates: request.transactionalIds.map((transactionalId) => ({ transactionalId, errorCode })),
    }),
  },
);

function describe(transactionalId: string, context: RequestContext): Init<TransactionState> {
  const store = context.state.part(TRANSACTIONS);
  const refused = (errorCode: number) => ({ transactionalId, errorCode });
  if (!context.allowed("DESCRIBE", "TRANSACTIONAL_ID", transactionalId)) {
    return refused(ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED);
  }
  if (transactionalId === "") return refused(ErrorCode.INVALID_REQUEST);
  const problem = store.check(context.node.id, transactionalId);
  if (problem !== null) return refused(problem.errorCode);
  const transaction = store.get(transactionalId);
  if (transaction === undefined) return refused(ErrorCode.TRANSACTIONAL_ID_NOT_FOUND);
  return {
    transactionalId,
    transactionState: transaction.state,
    transactionTimeoutMs: transaction.timeoutMs,
    transactionStartTimeMs: BigInt(startedAt(transaction)),
    producerId: transaction.producerId,
    producerEpoch: transaction.producerEpoch,
    topics: topicsOf(transaction, context),
  };
}

function topicsOf(transaction: Transaction, context: RequestContext): { topic: string; partitions: number[] }[] {
  const byTopic = grouped(openPartitions(transaction).values(), ({ topic }) => topic);
  return [...byTopic].filter(([topic]) => context.allowed("DESCRIBE", "TOPIC", topic))
    .map(([topic, all]) => ({ topic, partitions: all.map(({ partition }) => partition) }));
}
