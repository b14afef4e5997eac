// JoinGroup, versions 0 to 9: member ids that are asked for first (4+, KIP-394), static members (5+, KIP-345), the leader
// that comes back without a rebalance (9+, KIP-814), initial delay, rebalance timeout, group.max.size. The answer waits
// for the other members, and is dropped when the connection is closed first; the member stays until its session ends.
// Gaps: none known.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { JoinGroupBroker } from "../../protocol/messages/join_group.ts";
import type { JoinGroupRequest, JoinGroupResponse } from "../../protocol/messages/join_group.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { awaitReply } from "../groups/await_reply.ts";
import { newClassicGroup } from "../groups/classic_conduct.ts";
import type { ClassicProtocol } from "../groups/classic_protocol.ts";
import { GROUPS, type GroupStore } from "../groups/group_store.ts";
import { type Answer, type Handler, handler, type RequestContext } from "../handler.ts";

const FIRST_WITH_REBALANCE_TIMEOUT = 1;
const FIRST_WITH_NULL_NAMES = 7;

/** The handler of JoinGroup. */
export const joinGroup: Handler = handler<JoinGroupRequest, JoinGroupResponse>(JoinGroupBroker, {
  handle: async (request, context) => {
    const answer = await join(request, context);
    return answer === null ? null : { ...answer, protocolName: nameFor(answer.protocolName, context.version) };
  },
  fail: (_request, errorCode, { version }) => ({ errorCode, protocolName: nameFor(null, version) }),
});

function join(request: JoinGroupRequest, context: RequestContext): Promise<Answer<JoinGroupResponse>> {
  const { groupId, memberId, sessionTimeoutMs } = request;
  const store = context.state.part(GROUPS);
  const { minSessionTimeoutMs, maxSessionTimeoutMs } = store.settings;
  if (!context.allowed("READ", "GROUP", groupId)) {
    return refused({ errorCode: ErrorCode.GROUP_AUTHORIZATION_FAILED });
  }
  if (groupId === "") return refused({ errorCode: ErrorCode.INVALID_GROUP_ID, memberId });
  if (sessionTimeoutMs < minSessionTimeoutMs || sessionTimeoutMs > maxSessionTimeoutMs) {
    return refused({ errorCode: ErrorCode.INVALID_SESSION_TIMEOUT, memberId });
  }
  const refusal = store.check(context.node.id, groupId);
  if (refusal !== null) return refused({ errorCode: refusal.errorCode });
  const protocol = protocolOf(store, request);
  if (typeof protocol === "number") {
    return refused({ errorCode: protocol, memberId: protocol === ErrorCode.UNKNOWN_MEMBER_ID ? memberId : "" });
  }
  const { version, clientHost } = context;
  const rebalanceTimeoutMs = version < FIRST_WITH_REBALANCE_TIMEOUT ? sessionTimeoutMs : request.rebalanceTimeoutMs;
  const sender = { clientId: context.clientId ?? "", clientHost, version };
  return awaitReply(
    context.signal,
    (reply) => protocol.join({ ...request, rebalanceTimeoutMs }, sender, reply),
  );
}

/** The group to join; made for a member without an id. An error code when it is not there or of another kind. */
function protocolOf(store: GroupStore, { groupId, memberId }: JoinGroupRequest): ClassicProtocol | number {
  const group = store.get(groupId);
  if (group?.kind === "consumer" && group.empty) {
    return store.replace(newClassicGroup(groupId, store, { offsets: group.offsets })).classicProtocol;
  }
  if (group !== undefined) return group.classicProtocol ?? ErrorCode.INCONSISTENT_GROUP_PROTOCOL;
  if (memberId !== "") return ErrorCode.UNKNOWN_MEMBER_ID;
  return store.getOrCreateClassic(groupId)?.classicProtocol ?? ErrorCode.INCONSISTENT_GROUP_PROTOCOL;
}

function refused(answer: Init<JoinGroupResponse>): Promise<Init<JoinGroupResponse>> {
  return Promise.resolve(answer);
}

/** A refusal has no name, for which old versions have no null. */
function nameFor(name: string | null | undefined, version: number): string | null {
  return name ?? (version < FIRST_WITH_NULL_NAMES ? "" : null);
}
