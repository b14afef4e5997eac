// InitProducerId, versions 0 to 6: ids for idempotent producers, and for transactional ones: the epoch grows, an older
// instance's transaction is aborted first (CONCURRENT_TRANSACTIONS meanwhile), id and epoch of the asker (3+, KIP-360)
// fence old ones, a new id once the epochs are used up.
// Gaps: two-phase commit (6) is off, as in Kafka by default: it is refused with TRANSACTIONAL_ID_AUTHORIZATION_FAILED,
// and kept transactions with UNSUPPORTED_VERSION.
import { InitProducerIdBroker } from "../../protocol/messages/init_producer_id.ts";
import type { InitProducerIdRequest, InitProducerIdResponse } from "../../protocol/messages/init_producer_id.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { CLUSTER_NAME, type Handler, handler, type RequestContext } from "../handler.ts";
import { fencedCode } from "../transactions/fenced_code.ts";
import { NO_EPOCH, NO_PRODUCER_ID } from "../transactions/transaction.ts";
import { TRANSACTIONS } from "../transactions/transaction_store.ts";

const FIRST_WITH_FENCED = 4;

/** The handler of InitProducerId. */
export const initProducerId: Handler = handler<InitProducerIdRequest, InitProducerIdResponse>(InitProducerIdBroker, {
  handle: (request, context) => {
    const problem = authorizationProblem(request, context);
    if (problem !== ErrorCode.NONE) return refused(problem);
    if ((request.producerId === NO_PRODUCER_ID) !== (request.producerEpoch === NO_EPOCH)) {
      return refused(ErrorCode.INVALID_REQUEST);
    }
    const { transactionalId } = request;
    if (transactionalId !== null) return begin({ ...request, transactionalId }, context);
    return { producerId: context.state.nextProducerId(), producerEpoch: 0 };
  },
  fail: (_, errorCode) => refused(errorCode),
});

function refused(errorCode: number): Init<InitProducerIdResponse> {
  return { errorCode, producerId: NO_PRODUCER_ID, producerEpoch: NO_EPOCH };
}

function authorizationProblem({ transactionalId, enable2Pc }: InitProducerIdRequest, context: RequestContext): number {
  if (transactionalId !== null) {
    const allowed = context.allowed("WRITE", "TRANSACTIONAL_ID", transactionalId) &&
      (!enable2Pc || context.allowed("TWO_PHASE_COMMIT", "TRANSACTIONAL_ID", transactionalId));
    return allowed ? ErrorCode.NONE : ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED;
  }
  // Whoever may write to a topic may be idempotent.
  const allowed = context.allowed("IDEMPOTENT_WRITE", "CLUSTER", CLUSTER_NAME) ||
    context.allowedSomewhere("WRITE", "TOPIC");
  return allowed ? ErrorCode.NONE : ErrorCode.CLUSTER_AUTHORIZATION_FAILED;
}

function begin(
  request: InitProducerIdRequest & { readonly transactionalId: string },
  { state, node, version }: RequestContext,
): Init<InitProducerIdResponse> {
  const { transactionalId, transactionTimeoutMs: timeoutMs, producerId, producerEpoch } = request;
  const store = state.part(TRANSACTIONS);
  if (transactionalId === "") return refused(ErrorCode.INVALID_REQUEST);
  if (request.enable2Pc) return refused(ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED);
  if (request.keepPreparedTxn) return refused(ErrorCode.UNSUPPORTED_VERSION);
  if (timeoutMs <= 0 || timeoutMs > store.settings.maxTimeoutMs) return refused(ErrorCode.INVALID_TRANSACTION_TIMEOUT);
  const problem = store.check(node.id, transactionalId);
  if (problem !== null) return refused(problem.errorCode);
  const expected = producerId === NO_PRODUCER_ID ? null : { producerId, producerEpoch };
  const { errorCode, identity } = store.begin(transactionalId, { type: "init", timeoutMs, expected });
  return identity === undefined ? refused(fencedCode(errorCode, version, FIRST_WITH_FENCED)) : { ...identity };
}
