// EndTxn, versions 0 to 5: commit or abort. Since version 5 (transaction version 2, KIP-890) each end bumps the epoch,
// the answer tells it, an abort needs no partitions, and a repeated end is known by its epoch.
// Gaps: none known.
import { EndTxnBroker } from "../../protocol/messages/end_txn.ts";
import type { EndTxnRequest, EndTxnResponse } from "../../protocol/messages/end_txn.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";
import { fencedCode } from "../transactions/fenced_code.ts";
import { TRANSACTIONS } from "../transactions/transaction_store.ts";

const FIRST_WITH_FENCED = 2;
const FIRST_THAT_BUMPS = 5;
const NOBODY = { producerId: -1n, producerEpoch: -1 };

/** The handler of EndTxn. */
export const endTxn: Handler = handler<EndTxnRequest, EndTxnResponse>(EndTxnBroker, {
  handle: (request, context) => end(request, context),
  fail: (_, errorCode) => ({ errorCode, ...NOBODY }),
});

function end(request: EndTxnRequest, context: RequestContext): Init<EndTxnResponse> {
  const { transactionalId, producerId, producerEpoch, committed } = request;
  const { state, node, version } = context;
  if (!context.allowed("WRITE", "TRANSACTIONAL_ID", transactionalId)) {
    return { errorCode: ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED, ...NOBODY };
  }
  if (transactionalId === "") return { errorCode: ErrorCode.INVALID_REQUEST, ...NOBODY };
  const store = state.part(TRANSACTIONS);
  const problem = store.check(node.id, transactionalId);
  if (problem !== null) return { errorCode: problem.errorCode, ...NOBODY };
  const bumps = version >= FIRST_THAT_BUMPS;
  const { errorCode, identity } = store.apply(transactionalId, {
    type: "end",
    producerId,
    producerEpoch,
    committed,
    bumps,
  });
  return { errorCode: fencedCode(errorCode, version, FIRST_WITH_FENCED), ...(identity ?? NOBODY) };
}
