// Rebalances of a classic group and its timers: members are gathered, the generation begins, sessions expire. Called when
// members join, leave, sync and beat; must not know requests.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { JoinGroupResponse } from "../../protocol/messages/join_group.ts";
import type { Init } from "../../protocol/wire/api.ts";
import type { ClassicGroup } from "./classic_group.ts";
import { type ClassicMember, NO_ASSIGNMENT } from "./classic_member.ts";
import { unsyncedOf } from "./classic_phase.ts";

/** A member is not named so: its ids are names of timers too, and hold a uuid. */
const JOIN_TIMER = "join";
const SYNC_TIMER = "sync";
/** How long the first JoinGroup of a member may wait: its client may be gone, and nothing else would tell. */
const NEW_MEMBER_JOIN_TIMEOUT_MS = 5 * 60_000;

/** The session of a member begins anew. */
export function keepAlive(group: ClassicGroup, member: ClassicMember): void {
  const ms = member.isNew ? NEW_MEMBER_JOIN_TIMEOUT_MS : member.sessionTimeoutMs;
  group.after(member.id, ms, () => expireSession(group, member.id));
}

/** The session of a member, or the time to come back with a new id, is over. */
export function expireSession(group: ClassicGroup, memberId: string): void {
  if (group.store.noticeMove(group)) return;
  const member = group.members.get(memberId);
  if (member !== undefined) {
    if (!member.isWaiting) dropMember(group, member);
    return;
  }
  group.remove(memberId);
  completeWithoutDelay(group);
}

function dropMember(group: ClassicGroup, member: ClassicMember): void {
  sendAway(group, member);
  if (group.stateName === "PreparingRebalance") completeWithoutDelay(group);
  else rebalanceOrComplete(group);
}

/** As Kafka does it, an expired session ends the initial delay when everyone else has joined. */
function completeWithoutDelay(group: ClassicGroup): void {
  if (group.stateName === "PreparingRebalance" && group.allJoined) completeJoin(group);
}

/** Removes a member; its JoinGroup is answered so that it tries again if it is still there. */
export function sendAway(group: ClassicGroup, member: ClassicMember): void {
  member.answerJoin({ memberId: "", errorCode: ErrorCode.UNKNOWN_MEMBER_ID });
  member.answerSync({ errorCode: ErrorCode.UNKNOWN_MEMBER_ID });
  group.remove(member.id);
}

/** Members have changed: a rebalance begins, or one that runs may be complete. */
export function rebalanceOrComplete(group: ClassicGroup): void {
  if (group.stateName === "PreparingRebalance") maybeCompleteJoin(group);
  else if (group.stateName !== "Dead") prepareRebalance(group);
}

/** Begins a rebalance: all members have to join again. */
export function prepareRebalance(group: ClassicGroup): void {
  if (group.stateName === "CompletingRebalance") {
    for (const member of [...group.members.values()]) {
      member.assignment = NO_ASSIGNMENT;
      if (member.answerSync({ errorCode: ErrorCode.REBALANCE_IN_PROGRESS })) keepAlive(group, member);
    }
  }
  group.cancel(SYNC_TIMER);
  const initial = group.stateName === "Empty";
  group.transition({ name: "PreparingRebalance", initial, newMemberAdded: false });
  if (!initial) return completeOrWait(group);
  const delay = group.store.settings.initialRebalanceDelayMs;
  awaitMore(group, { delay, remaining: Math.max(group.rebalanceTimeoutMs - delay, 0) });
}

/** Completes the join phase when everyone has joined, unless the group still waits for its first members. */
export function maybeCompleteJoin(group: ClassicGroup): void {
  const { phase } = group;
  if (phase.name === "PreparingRebalance" && !phase.initial && group.allJoined) completeJoin(group);
}

function completeOrWait(group: ClassicGroup): void {
  if (group.allJoined) completeJoin(group);
  else group.after(JOIN_TIMER, group.rebalanceTimeoutMs, () => completeJoin(group));
}

interface InitialDelay {
  readonly delay: number;
  readonly remaining: number;
}

/** A new group waits for more members, and longer when some come, up to the rebalance timeout. */
function awaitMore(group: ClassicGroup, { delay, remaining }: InitialDelay): void {
  group.after(JOIN_TIMER, delay, () => {
    const { phase } = group;
    if (phase.name !== "PreparingRebalance") return;
    if (!phase.newMemberAdded || remaining === 0) return completeJoin(group);
    phase.newMemberAdded = false;
    const next = Math.min(group.store.settings.initialRebalanceDelayMs, remaining);
    awaitMore(group, { delay: next, remaining: Math.max(remaining - delay, 0) });
  });
}

/** Begins the next generation with those who have joined; dynamic members who have not are gone. */
function completeJoin(group: ClassicGroup): void {
  group.cancel(JOIN_TIMER);
  for (const member of [...group.members.values()]) {
    if (!member.isJoining && member.instanceId === null) group.remove(member.id);
  }
  if (!electJoined(group) && group.members.size > 0) {
    // Static members alone, and none of them has come: they stay until their sessions end.
    group.after(JOIN_TIMER, group.rebalanceTimeoutMs, () => completeJoin(group));
    return;
  }
  group.generation++;
  if (group.members.size === 0) {
    group.protocolName = null;
    group.transition({ name: "Empty" });
    group.write();
    return;
  }
  group.protocolName = group.selectProtocol();
  group.transition({ name: "CompletingRebalance", unsynced: new Set(group.members.keys()) });
  for (const member of [...group.members.values()]) {
    member.isNew = false;
    keepAlive(group, member);
    member.answerJoin(joinedAnswer(group, member));
  }
  group.after(SYNC_TIMER, group.rebalanceTimeoutMs, () => expireSync(group));
}

/** What a member is told of the generation. */
export function joinedAnswer(group: ClassicGroup, member: ClassicMember): Init<JoinGroupResponse> {
  const { generation, protocolType, protocolName, leader } = group;
  const members = leader !== member.id || protocolName === null ? [] : [...group.members.values()].map((one) => ({
    memberId: one.id,
    groupInstanceId: one.instanceId,
    metadata: one.metadata(protocolName),
  }));
  return { memberId: member.id, generationId: generation, protocolType, protocolName, leader: leader ?? "", members };
}

/** A member has asked for its assignment. */
export function markSynced(group: ClassicGroup, memberId: string): void {
  const unsynced = unsyncedOf(group.phase);
  unsynced.delete(memberId);
  if (unsynced.size === 0) group.cancel(SYNC_TIMER);
}

/** Members that never asked for their assignment are gone. */
function expireSync(group: ClassicGroup): void {
  const unsynced = unsyncedOf(group.phase);
  if (unsynced.size === 0) return;
  for (const memberId of [...unsynced]) group.remove(memberId);
  prepareRebalance(group);
}

/** Makes sure that the leader is one who has joined. False when none has. */
function electJoined(group: ClassicGroup): boolean {
  if (group.leader === null) return false;
  if (group.members.get(group.leader)?.isJoining) return true;
  const next = [...group.members.values()].find((member) => member.isJoining);
  if (next === undefined) return false;
  group.leader = next.id;
  return true;
}
