// LeaveGroup, versions 0 to 5: one member, or many (3+), also static ones that are sent away by name (KIP-345).
// Gaps: none known.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { LeaveGroupBroker } from "../../protocol/messages/leave_group.ts";
import type { LeaveGroupRequest, LeaveGroupResponse } from "../../protocol/messages/leave_group.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { identity } from "../groups/classic_leave.ts";
import { GROUPS } from "../groups/group_store.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";

const FIRST_WITH_MANY = 3;

/** The handler of LeaveGroup. */
export const leaveGroup: Handler = handler<LeaveGroupRequest, LeaveGroupResponse>(LeaveGroupBroker, {
  handle: (request, context) => {
    const answer = leave(request, context);
    if (context.version >= FIRST_WITH_MANY) return answer;
    return { errorCode: answer.errorCode || (answer.members?.[0]?.errorCode ?? ErrorCode.NONE) };
  },
  fail: (_request, errorCode) => ({ errorCode }),
});

function leave(request: LeaveGroupRequest, context: RequestContext): Init<LeaveGroupResponse> {
  const { groupId } = request;
  const { version, clientHost, clientId } = context;
  if (!context.allowed("READ", "GROUP", groupId)) return { errorCode: ErrorCode.GROUP_AUTHORIZATION_FAILED };
  if (groupId === "") return { errorCode: ErrorCode.INVALID_GROUP_ID };
  const store = context.state.part(GROUPS);
  const refusal = store.check(context.node.id, groupId);
  if (refusal !== null) return { errorCode: refusal.errorCode };
  const leavers = version >= FIRST_WITH_MANY ? request.members : [{ memberId: request.memberId }];
  const protocol = store.get(groupId)?.classicProtocol;
  if (protocol !== undefined) {
    return { members: protocol.leave(leavers, { clientId: clientId ?? "", clientHost, version }) };
  }
  return { members: leavers.map((leaver) => ({ ...identity(leaver), errorCode: ErrorCode.UNKNOWN_MEMBER_ID })) };
}
