// JoinGroup of a classic group: who may join, as whom, and whether it begins a rebalance. Called by classic_conduct.ts.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { JoinGroupRequest, JoinGroupResponse } from "../../protocol/messages/join_group.ts";
import type { Init } from "../../protocol/wire/api.ts";
import type { ClassicGroup } from "./classic_group.ts";
import { ClassicMember, NO_ASSIGNMENT } from "./classic_member.ts";
import type { Reply, Sender } from "./classic_protocol.ts";
import {
  expireSession,
  joinedAnswer,
  keepAlive,
  maybeCompleteJoin,
  prepareRebalance,
  rebalanceOrComplete,
} from "./classic_rebalance.ts";
import { newMemberId } from "./member_id.ts";

const FIRST_WITH_REQUIRED_ID = 4;
const FIRST_WITH_SKIPPED_ASSIGNMENT = 9;

/** Who joins, and who takes the answer. */
export interface Joiner {
  /** The client. */
  readonly sender: Sender;
  /** Takes the answer. */
  readonly reply: Reply<JoinGroupResponse>;
}

/** Carries out a JoinGroup. */
export function joinGroup(group: ClassicGroup, request: JoinGroupRequest, joiner: Joiner): void {
  const { memberId, protocolType, protocols } = request;
  const refuse = (errorCode: number, id = memberId) => joiner.reply(refusal(errorCode, id));
  if (!hasRoom(group, memberId)) {
    group.remove(memberId);
    return refuse(ErrorCode.GROUP_MAX_SIZE_REACHED, "");
  }
  if (group.stateName === "Dead") return refuse(ErrorCode.COORDINATOR_NOT_AVAILABLE);
  if (!group.supports(protocolType, protocols.map(({ name }) => name))) {
    return refuse(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
  }
  if (memberId === "") return joinNew(group, request, joiner);
  if (group.pendingIds.has(memberId)) {
    // A pending id was given to a dynamic member: a static one may not come with it.
    if (request.groupInstanceId !== null) return refuse(ErrorCode.UNKNOWN_SERVER_ERROR, "");
    return addMember(group, request, { ...joiner, memberId });
  }
  const member = group.find(memberId, request.groupInstanceId);
  if (typeof member === "number") return refuse(member);
  joinAgain(group, request, { ...joiner, member });
}

function refusal(errorCode: number, memberId: string): Init<JoinGroupResponse> {
  return { errorCode, memberId };
}

/** Whether the group has room: those who are in stay in, and in a rebalance the first to join again. */
function hasRoom(group: ClassicGroup, memberId: string): boolean {
  const { maxSize } = group.store.settings;
  const member = group.members.get(memberId);
  switch (group.stateName) {
    case "Empty":
    case "Dead":
      return true;
    case "PreparingRebalance":
      return member?.isJoining === true || [...group.members.values()].filter((one) => one.isJoining).length < maxSize;
    case "CompletingRebalance":
    case "Stable":
      return member !== undefined || group.members.size < maxSize;
  }
}

function joinNew(group: ClassicGroup, request: JoinGroupRequest, joiner: Joiner): void {
  const { groupInstanceId } = request;
  const { sender, reply } = joiner;
  const memberId = newMemberId(groupInstanceId ?? sender.clientId, group.store.state.platform.random);
  if (groupInstanceId !== null) {
    const existing = group.staticMember(groupInstanceId);
    if (existing === undefined) return addMember(group, request, { ...joiner, memberId });
    return joinStatic(group, request, { ...joiner, existing, memberId });
  }
  if (sender.version < FIRST_WITH_REQUIRED_ID) return addMember(group, request, { ...joiner, memberId });
  group.pendingIds.add(memberId);
  group.after(memberId, request.sessionTimeoutMs, () => expireSession(group, memberId));
  reply(refusal(ErrorCode.MEMBER_ID_REQUIRED, memberId));
}

function addMember(
  group: ClassicGroup,
  request: JoinGroupRequest,
  joiner: Joiner & { readonly memberId: string },
): void {
  const { sender, reply, memberId } = joiner;
  const { protocolType, protocols, groupInstanceId: instanceId, rebalanceTimeoutMs, sessionTimeoutMs } = request;
  const { clientId, clientHost } = sender;
  const member = new ClassicMember({
    ...{ id: memberId, instanceId, clientId, clientHost, rebalanceTimeoutMs, sessionTimeoutMs, protocols },
    assignment: NO_ASSIGNMENT,
  });
  member.isNew = true;
  const { phase } = group;
  if (phase.name === "PreparingRebalance" && phase.initial) phase.newMemberAdded = true;
  member.waitForJoin(reply);
  group.add(member, protocolType);
  keepAlive(group, member);
  rebalanceOrComplete(group);
}

function joinAgain(
  group: ClassicGroup,
  request: JoinGroupRequest,
  joiner: Joiner & { readonly member: ClassicMember },
) {
  const { member, reply } = joiner;
  const changed = !member.matches(request.protocols);
  switch (group.stateName) {
    case "PreparingRebalance":
      return rejoin(group, request, joiner);
    case "CompletingRebalance":
      // With the same metadata the first answer was probably lost.
      return changed ? rejoin(group, request, joiner) : reply(joinedAnswer(group, member));
    case "Stable":
      // The leader may know of changes that show in nobody's metadata: of topics, for one.
      if (changed || group.leader === member.id) return rejoin(group, request, joiner);
      return reply(joinedAnswer(group, member));
    case "Empty":
    case "Dead":
      return reply(refusal(ErrorCode.UNKNOWN_MEMBER_ID, member.id));
  }
}

function rejoin(group: ClassicGroup, request: JoinGroupRequest, { member, reply }: Joiner & { member: ClassicMember }) {
  member.update(request);
  member.waitForJoin(reply);
  rebalanceOrComplete(group);
}

interface StaticJoiner extends Joiner {
  readonly existing: ClassicMember;
  readonly memberId: string;
}

/** A static member comes back without its id: it gets another one, and in a stable group its old assignment. */
function joinStatic(group: ClassicGroup, request: JoinGroupRequest, joiner: StaticJoiner): void {
  const { existing, memberId, reply, sender } = joiner;
  const oldLeader = group.leader;
  const member = group.replaceStatic(existing, memberId);
  keepAlive(group, member);
  member.update(request);
  member.waitForJoin(reply);
  if (group.stateName === "CompletingRebalance") return prepareRebalance(group);
  if (group.stateName !== "Stable") return maybeCompleteJoin(group);
  if (group.selectProtocol() !== group.protocolName) return rebalanceOrComplete(group);
  group.write();
  const answer = joinedAnswer(group, member);
  const leads = group.leader === memberId;
  if (sender.version >= FIRST_WITH_SKIPPED_ASSIGNMENT) member.answerJoin({ ...answer, skipAssignment: leads });
  // Older clients would assign anew as leaders: they are told that the leader is their old self.
  else member.answerJoin({ ...answer, leader: oldLeader ?? "", members: [] });
}
