// AddOffsetsToTxn, versions 0 to 4: the committed offsets of a group join a transaction.
// Gaps: none known.
import { AddOffsetsToTxnBroker } from "../../protocol/messages/add_offsets_to_txn.ts";
import type { AddOffsetsToTxnRequest, AddOffsetsToTxnResponse } from "../../protocol/messages/add_offsets_to_txn.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { coordinatorPartition } from "../coordinators.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";
import { fencedCode } from "../transactions/fenced_code.ts";
import { OFFSETS_TOPIC } from "../topic_name.ts";
import { TRANSACTIONS } from "../transactions/transaction_store.ts";

const FIRST_WITH_FENCED = 2;

/** The handler of AddOffsetsToTxn. */
export const addOffsetsToTxn: Handler = handler<AddOffsetsToTxnRequest, AddOffsetsToTxnResponse>(
  AddOffsetsToTxnBroker,
  {
    handle: (request, context) => ({ errorCode: add(request, context) }),
    fail: (_, errorCode) => ({ errorCode }),
  },
);

function add(request: AddOffsetsToTxnRequest, context: RequestContext): number {
  const { transactionalId, producerId, producerEpoch, groupId } = request;
  if (!context.allowed("WRITE", "TRANSACTIONAL_ID", transactionalId)) {
    return ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED;
  }
  if (!context.allowed("READ", "GROUP", groupId)) return ErrorCode.GROUP_AUTHORIZATION_FAILED;
  if (transactionalId === "") return ErrorCode.INVALID_REQUEST;
  const store = context.state.part(TRANSACTIONS);
  const problem = store.check(context.node.id, transactionalId);
  if (problem !== null) return problem.errorCode;
  const partitions = [{ topic: OFFSETS_TOPIC, partition: coordinatorPartition(groupId) }];
  const { errorCode } = store.apply(transactionalId, { type: "add", producerId, producerEpoch, partitions });
  return fencedCode(errorCode, context.version, FIRST_WITH_FENCED);
}
