// SyncGroup and Heartbeat of a classic group. Called by classic_conduct.ts.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { HeartbeatRequest } from "../../protocol/messages/heartbeat.ts";
import type { SyncGroupRequest, SyncGroupResponse } from "../../protocol/messages/sync_group.ts";
import type { Init } from "../../protocol/wire/api.ts";
import type { ClassicGroup } from "./classic_group.ts";
import { type ClassicMember, NO_ASSIGNMENT } from "./classic_member.ts";
import { unsyncedOf } from "./classic_phase.ts";
import type { Reply } from "./classic_protocol.ts";
import { keepAlive, markSynced } from "./classic_rebalance.ts";

/** Carries out a SyncGroup: the leader's brings the assignment, the others wait for it. */
export function syncGroup(group: ClassicGroup, request: SyncGroupRequest, reply: Reply<SyncGroupResponse>): void {
  const member = checked(group, request);
  if (typeof member === "number") return reply({ errorCode: member });
  const consistent = agrees(request.protocolType, group.protocolType) &&
    agrees(request.protocolName, group.protocolName);
  if (!consistent) return reply({ errorCode: ErrorCode.INCONSISTENT_GROUP_PROTOCOL });
  switch (group.stateName) {
    case "Empty":
      return reply({ errorCode: ErrorCode.UNKNOWN_MEMBER_ID });
    case "PreparingRebalance":
      return reply({ errorCode: ErrorCode.REBALANCE_IN_PROGRESS });
    case "CompletingRebalance":
      member.waitForSync(reply);
      markSynced(group, member.id);
      if (group.leader === member.id) assign(group, request);
      return;
    case "Stable":
      markSynced(group, member.id);
      return reply(assignmentOf(group, member));
    case "Dead":
      return reply({ errorCode: ErrorCode.COORDINATOR_NOT_AVAILABLE });
  }
}

/** Carries out a Heartbeat. */
export function heartbeat(group: ClassicGroup, request: HeartbeatRequest): number {
  const member = checked(group, request);
  if (typeof member === "number") return member;
  keepAlive(group, member);
  return group.stateName === "PreparingRebalance" ? ErrorCode.REBALANCE_IN_PROGRESS : ErrorCode.NONE;
}

function checked(group: ClassicGroup, request: SyncGroupRequest | HeartbeatRequest): ClassicMember | number {
  if (group.stateName === "Dead") return ErrorCode.COORDINATOR_NOT_AVAILABLE;
  const member = group.find(request.memberId, request.groupInstanceId);
  if (typeof member === "number") return member;
  return request.generationId === group.generation ? member : ErrorCode.ILLEGAL_GENERATION;
}

/** Versions before 5 do not say what protocol they mean. */
function agrees(said: string | null, known: string | null): boolean {
  return said === null || known === null || said === known;
}

function assign(group: ClassicGroup, { assignments }: SyncGroupRequest): void {
  const byMember = new Map(assignments.map(({ memberId, assignment }) => [memberId, assignment]));
  const unsynced = unsyncedOf(group.phase);
  for (const member of group.members.values()) member.assignment = byMember.get(member.id) ?? NO_ASSIGNMENT;
  group.transition({ name: "Stable", unsynced });
  group.write();
  for (const member of [...group.members.values()]) {
    if (member.answerSync(assignmentOf(group, member))) keepAlive(group, member);
  }
}

function assignmentOf(group: ClassicGroup, { assignment }: ClassicMember): Init<SyncGroupResponse> {
  const { protocolType, protocolName } = group;
  return { protocolType, protocolName, assignment };
}
