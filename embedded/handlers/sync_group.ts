// SyncGroup, versions 0 to 5: the leader's assignment, which the others wait for; static members (3+), protocol type and
// name that must agree (5+).
// Gaps: none known.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { SyncGroupBroker } from "../../protocol/messages/sync_group.ts";
import type { SyncGroupRequest, SyncGroupResponse } from "../../protocol/messages/sync_group.ts";
import { awaitReply } from "../groups/await_reply.ts";
import { GROUPS } from "../groups/group_store.ts";
import { type Answer, type Handler, handler, type RequestContext } from "../handler.ts";

const FIRST_WITH_PROTOCOL = 5;

/** The handler of SyncGroup. */
export const syncGroup: Handler = handler<SyncGroupRequest, SyncGroupResponse>(SyncGroupBroker, {
  handle: (request, context) => sync(request, context),
  fail: (_request, errorCode) => ({ errorCode }),
});

function sync(
  request: SyncGroupRequest,
  context: RequestContext,
): Answer<SyncGroupResponse> | Promise<Answer<SyncGroupResponse>> {
  const { groupId, protocolType, protocolName } = request;
  const { version, clientHost, clientId } = context;
  if (version >= FIRST_WITH_PROTOCOL && (protocolType === null || protocolName === null)) {
    return { errorCode: ErrorCode.INCONSISTENT_GROUP_PROTOCOL };
  }
  if (!context.allowed("READ", "GROUP", groupId)) return { errorCode: ErrorCode.GROUP_AUTHORIZATION_FAILED };
  if (groupId === "") return { errorCode: ErrorCode.INVALID_GROUP_ID };
  const store = context.state.part(GROUPS);
  const refusal = store.check(context.node.id, groupId);
  if (refusal !== null) return { errorCode: refusal.errorCode };
  const protocol = store.get(groupId)?.classicProtocol;
  if (protocol === undefined) return { errorCode: ErrorCode.UNKNOWN_MEMBER_ID };
  const sender = { clientId: clientId ?? "", clientHost, version };
  return awaitReply(context.signal, (reply) => protocol.sync(request, sender, reply));
}
