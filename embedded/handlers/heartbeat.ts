// Heartbeat, versions 0 to 4: keeps a member of a classic group alive and tells it of rebalances; static members (3+).
// Gaps: none known.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { HeartbeatBroker } from "../../protocol/messages/heartbeat.ts";
import type { HeartbeatRequest, HeartbeatResponse } from "../../protocol/messages/heartbeat.ts";
import { GROUPS } from "../groups/group_store.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";

/** The handler of Heartbeat. */
export const heartbeat: Handler = handler<HeartbeatRequest, HeartbeatResponse>(HeartbeatBroker, {
  handle: (request, context) => ({ errorCode: beat(request, context) }),
  fail: (_request, errorCode) => ({ errorCode }),
});

function beat(request: HeartbeatRequest, context: RequestContext): number {
  const { groupId } = request;
  const { version, clientHost, clientId } = context;
  if (!context.allowed("READ", "GROUP", groupId)) return ErrorCode.GROUP_AUTHORIZATION_FAILED;
  if (groupId === "") return ErrorCode.INVALID_GROUP_ID;
  const store = context.state.part(GROUPS);
  const refusal = store.check(context.node.id, groupId);
  // A coordinator that still loads does not know the member yet: it has to believe it.
  if (refusal?.errorCode === ErrorCode.COORDINATOR_LOAD_IN_PROGRESS) return ErrorCode.NONE;
  if (refusal !== null) return refusal.errorCode;
  const protocol = store.get(groupId)?.classicProtocol;
  return protocol?.heartbeat(request, { clientId: clientId ?? "", clientHost, version }) ?? ErrorCode.UNKNOWN_MEMBER_ID;
}
