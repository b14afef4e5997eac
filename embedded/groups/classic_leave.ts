// LeaveGroup of a classic group: members that go, and members that are sent away by their static names. Called by
// classic_conduct.ts.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { ClassicGroup } from "./classic_group.ts";
import type { Leaver, LeftMember } from "./classic_protocol.ts";
import { rebalanceOrComplete, sendAway } from "./classic_rebalance.ts";

/** Carries out a LeaveGroup. */
export function leaveGroup(group: ClassicGroup, leavers: readonly Leaver[]): LeftMember[] {
  const answers = leavers.map((leaver) => ({ ...identity(leaver), errorCode: leaveOne(group, leaver) }));
  const anyLeft = answers.some(({ errorCode }) => errorCode === ErrorCode.NONE);
  if (anyLeft && group.stateName !== "Empty") rebalanceOrComplete(group);
  return answers;
}

/** The names of a leaver, as its answer repeats them. */
export function identity({ memberId = "", groupInstanceId = null }: Leaver): LeftMember {
  return { memberId, groupInstanceId };
}

function leaveOne(group: ClassicGroup, { memberId = "", groupInstanceId = null }: Leaver): number {
  if (memberId !== "" && group.pendingIds.has(memberId)) {
    group.remove(memberId);
    return ErrorCode.NONE;
  }
  // Without an id it is an administrator who removes a static member.
  const found = memberId === "" && groupInstanceId !== null
    ? group.staticMember(groupInstanceId) ?? ErrorCode.UNKNOWN_MEMBER_ID
    : group.find(memberId, groupInstanceId);
  if (typeof found === "number") return found;
  sendAway(group, found);
  return ErrorCode.NONE;
}
