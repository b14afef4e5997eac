// ListTransactions, versions 0 to 2: the transactional ids that the broker coordinates, by state, producer id, duration
// (1+) and a pattern of the id (2+).
// Gaps: patterns whose counts multiply to thousands are refused as invalid.
import { ListTransactionsBroker } from "../../protocol/messages/list_transactions.ts";
import type { ListTransactionsRequest, ListTransactionsResponse } from "../../protocol/messages/list_transactions.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { COORDINATORS } from "../coordinators.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";
import { Pattern } from "../patterns/pattern.ts";
import { startedAt, STATE_NAMES, type Transaction } from "../transactions/transaction.ts";
import { TRANSACTIONS } from "../transactions/transaction_store.ts";

/** The handler of ListTransactions. */
export const listTransactions: Handler = handler<ListTransactionsRequest, ListTransactionsResponse>(
  ListTransactionsBroker,
  {
    handle: (request, context) => list(request, context),
    fail: (_, errorCode) => ({ errorCode }),
  },
);

function list(request: ListTransactionsRequest, context: RequestContext): Init<ListTransactionsResponse> {
  const { state, node } = context;
  const pattern = Pattern.compile(request.transactionalIdPattern ?? "");
  if (pattern === null) return { errorCode: ErrorCode.INVALID_REGULAR_EXPRESSION };
  const store = state.part(TRANSACTIONS);
  const coordinators = state.part(COORDINATORS);
  const mine = store.list().filter(({ transactionalId }) =>
    coordinators.of("transaction", transactionalId)?.id === node.id
  );
  if (mine.some(({ transactionalId }) => store.isLoading(transactionalId))) {
    return { errorCode: ErrorCode.COORDINATOR_LOAD_IN_PROGRESS };
  }
  const now = state.platform.clock.wall();
  const everyId = (request.transactionalIdPattern ?? "") === "";
  const filters = {
    states: new Set(request.stateFilters),
    producerIds: new Set(request.producerIdFilters),
    duration: request.durationFilter,
  };
  const listed = mine.filter((one) =>
    fits(one, filters, now) && (everyId || pattern.matches(one.transactionalId)) &&
    context.allowed("DESCRIBE", "TRANSACTIONAL_ID", one.transactionalId)
  );
  return {
    unknownStateFilters: [...new Set(request.stateFilters)].filter((name) => !STATE_NAMES.includes(name)),
    transactionStates: listed.map(({ transactionalId, producerId, state }) => ({
      transactionalId,
      producerId,
      transactionState: state,
    })),
  };
}

interface Filters {
  readonly states: ReadonlySet<string>;
  readonly producerIds: ReadonlySet<bigint>;
  readonly duration: bigint;
}

function fits(transaction: Transaction, { states, producerIds, duration }: Filters, now: number): boolean {
  if (producerIds.size > 0 && !producerIds.has(transaction.producerId)) return false;
  if (states.size > 0 && !states.has(transaction.state)) return false;
  return duration < 0n || BigInt(now - startedAt(transaction)) > duration;
}
