// Classic members of a consumer group: JoinGroup, SyncGroup, Heartbeat and LeaveGroup are answered from the target
// assignment, and such members get their partitions by joining again. Called by consumer_conduct.ts.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { HeartbeatRequest } from "../../protocol/messages/heartbeat.ts";
import type { JoinGroupRequest } from "../../protocol/messages/join_group.ts";
import type { SyncGroupRequest, SyncGroupResponse } from "../../protocol/messages/sync_group.ts";
import type { Init } from "../../protocol/wire/api.ts";
import type { Joiner } from "./classic_join.ts";
import type { Leaver, LeftMember } from "./classic_protocol.ts";
import type { Failure } from "../failure.ts";
import { randomUuid } from "../uuid_text.ts";
import { downgrade, mayDowngradeFor } from "./consumer_downgrade.ts";
import { readSubscription, type Subscription, writeAssignment } from "./consumer_embedded.ts";
import { fence } from "./consumer_fencing.ts";
import type { ConsumerGroup } from "./consumer_group.ts";
import {
  applySubscription,
  bringForward,
  type FoundMember,
  ownerOf,
  refusalOfFull,
  resolveRegexes,
  takePlace,
} from "./consumer_heartbeat.ts";
import { type ConsumerMember, newMember, topicNames } from "./consumer_member.ts";
import { maybeAssign } from "./consumer_target.ts";

const CONSUMER = "consumer";
const FIRST_WITH_REQUIRED_ID = 4;

/** Carries out a JoinGroup: it is answered at once. */
export function joinAsClassic(group: ConsumerGroup, request: JoinGroupRequest, { sender, reply }: Joiner): void {
  const { groupInstanceId: instanceId, protocols } = request;
  const { state } = group.store;
  const memberId = request.memberId || randomUuid(state.platform.random);
  const problem = joinProblem(group, request, memberId);
  const subscription = problem === null ? readSubscription(protocols[0].metadata, state) : null;
  if (subscription === null) {
    return reply({ errorCode: problem ?? ErrorCode.INCONSISTENT_GROUP_PROTOCOL, memberId: "" });
  }
  if (request.memberId === "" && instanceId === null && sender.version >= FIRST_WITH_REQUIRED_ID) {
    return reply({ errorCode: ErrorCode.MEMBER_ID_REQUIRED, memberId });
  }
  const found = findJoiner(group, request, memberId);
  if ("errorCode" in found) return reply({ errorCode: found.errorCode, memberId: "" });
  const wanted = { ...withJoin(found.member, request, subscription), ...clientOf(sender) };
  const downgrades = found.replaces !== undefined && mayDowngradeFor(group, found.replaces);
  const after = settleJoin(group, { ...found, wanted, owned: subscription.owned, downgrades });
  group.cancel("join", after.id);
  reply({
    memberId: after.id,
    generationId: after.epoch,
    protocolType: CONSUMER,
    protocolName: protocols[0].name,
  });
}

function clientOf({ clientId, clientHost }: Joiner["sender"]): Pick<ConsumerMember, "clientId" | "clientHost"> {
  return { clientId, clientHost };
}

function joinProblem(group: ConsumerGroup, request: JoinGroupRequest, memberId: string): number | null {
  if (group.store.settings.consumerMigrationPolicy === "disabled") return ErrorCode.INCONSISTENT_GROUP_PROTOCOL;
  const full = refusalOfFull(group, memberId, request.groupInstanceId);
  if (full !== null) return full.errorCode;
  const names = request.protocols.map(({ name }) => name);
  return supports(group, request.protocolType, names) ? null : ErrorCode.INCONSISTENT_GROUP_PROTOCOL;
}

/** Whether a classic member with these protocols may join the others. */
function supports(group: ConsumerGroup, protocolType: string, names: readonly string[]): boolean {
  if (protocolType !== CONSUMER) return false;
  if (group.empty) return names.length > 0;
  const sides = [...group.members.values()].flatMap(({ classic }) => classic ?? []);
  return names.some((name) => sides.every(({ protocols }) => protocols.some((protocol) => protocol.name === name)));
}

function findJoiner(group: ConsumerGroup, request: JoinGroupRequest, memberId: string) {
  const { groupInstanceId: instanceId } = request;
  if (instanceId === null) return { member: group.members.get(memberId) ?? newMember(memberId) };
  if (request.memberId === "") return takePlace(group, { memberId, instanceId, classic: true });
  const owner = ownerOf(group, instanceId, memberId);
  return "errorCode" in owner ? owner : { member: owner };
}

function withJoin(member: ConsumerMember, request: JoinGroupRequest, subscription: Subscription): ConsumerMember {
  return {
    ...member,
    instanceId: request.groupInstanceId ?? member.instanceId,
    rackId: subscription.rackId ?? member.rackId,
    rebalanceTimeoutMs: request.rebalanceTimeoutMs === -1 ? member.rebalanceTimeoutMs : request.rebalanceTimeoutMs,
    topics: topicNames(subscription.topics),
    regex: "",
    classic: { sessionTimeoutMs: request.sessionTimeoutMs, protocols: request.protocols },
  };
}

interface JoinStep extends FoundMember {
  readonly wanted: ConsumerMember;
  readonly owned: Subscription["owned"];
  readonly downgrades: boolean;
}

function settleJoin(group: ConsumerGroup, { member, replaces, wanted, owned, downgrades }: JoinStep): ConsumerMember {
  const subscriptionChanged = applySubscription(group, { before: member, after: wanted, replaces });
  if (downgrades) {
    const outdated = subscriptionChanged || group.targetEpoch < group.epoch;
    const after = outdated ? wanted : bringForward(group, { member: wanted, subscriptionChanged, owned });
    downgrade(group, { rebalances: outdated });
    return after;
  }
  maybeAssign(group);
  const after = bringForward(group, { member: wanted, subscriptionChanged, owned });
  group.keepAlive(after);
  group.after("sync", { memberId: after.id, ms: after.rebalanceTimeoutMs }, () => fence(group, [after.id]));
  resolveRegexes(group, () => true);
  return after;
}

/** Carries out a SyncGroup. */
export function syncAsClassic(group: ConsumerGroup, request: SyncGroupRequest): Init<SyncGroupResponse> {
  const member = checked(group, request);
  if (typeof member === "number") return { errorCode: member };
  const { protocolType, protocolName } = request;
  const [own] = member.classic.protocols;
  const agrees = (protocolType ?? CONSUMER) === CONSUMER && (protocolName ?? own.name) === own.name;
  if (!agrees) return { errorCode: ErrorCode.INCONSISTENT_GROUP_PROTOCOL };
  if (group.epoch > member.epoch && member.phase !== "UNREVOKED_PARTITIONS") {
    awaitJoin(group, member);
    return { errorCode: ErrorCode.REBALANCE_IN_PROGRESS };
  }
  group.cancel("sync", member.id);
  group.keepAlive(member);
  const assignment = writeAssignment(member.assigned, { metadata: own.metadata, state: group.store.state });
  return { protocolType, protocolName, assignment };
}

/** Carries out a Heartbeat. */
export function heartbeatAsClassic(group: ConsumerGroup, request: HeartbeatRequest): number {
  const member = checked(group, request);
  if (typeof member === "number") return member;
  group.keepAlive(member);
  const joinsAgain = member.epoch < group.epoch || member.phase === "UNREVOKED_PARTITIONS" ||
    (member.phase === "UNRELEASED_PARTITIONS" && !waits(group, member));
  if (!joinsAgain) return ErrorCode.NONE;
  awaitJoin(group, member);
  return ErrorCode.REBALANCE_IN_PROGRESS;
}

/** Carries out a LeaveGroup. */
export function leaveAsClassic(group: ConsumerGroup, leavers: readonly Leaver[]): LeftMember[] {
  const gone: string[] = [];
  const answers = leavers.map(({ memberId = "", groupInstanceId = null }): LeftMember => {
    const byName = memberId === "" && groupInstanceId !== null ? group.staticMember(groupInstanceId)?.id : undefined;
    // Also members of the new protocol can be sent away so.
    const member = findMember(group, { memberId: byName ?? memberId, groupInstanceId });
    if ("errorCode" in member) return { memberId, groupInstanceId, errorCode: member.errorCode };
    gone.push(member.id);
    return { memberId: member.id, groupInstanceId, errorCode: ErrorCode.NONE };
  });
  fence(group, gone);
  return answers;
}

type ClassicMemberOf = ConsumerMember & { readonly classic: NonNullable<ConsumerMember["classic"]> };

function findMember(
  group: ConsumerGroup,
  { memberId, groupInstanceId }: { readonly memberId: string; readonly groupInstanceId: string | null },
): ConsumerMember | Failure {
  if (groupInstanceId !== null) return ownerOf(group, groupInstanceId, memberId);
  return group.members.get(memberId) ?? group.unknown(memberId);
}

function checked(group: ConsumerGroup, request: SyncGroupRequest | HeartbeatRequest): ClassicMemberOf | number {
  const member = findMember(group, request);
  if ("errorCode" in member) return member.errorCode;
  const { classic, epoch } = member;
  if (classic === null) return ErrorCode.UNKNOWN_MEMBER_ID;
  return epoch === request.generationId ? { ...member, classic } : ErrorCode.ILLEGAL_GENERATION;
}

/** The member has to join again within its rebalance timeout. */
function awaitJoin(group: ConsumerGroup, { id: memberId, rebalanceTimeoutMs: ms }: ConsumerMember): void {
  if (group.isTimed("join", memberId)) return;
  group.after("join", { memberId, ms }, () => fence(group, [memberId]));
}

/** Whether something that the member is to get is still held by another one. */
function waits(group: ConsumerGroup, member: ConsumerMember): boolean {
  return [...group.target(member.id)].some(([topicId, partitions]) => {
    const held = member.assigned.get(topicId);
    return [...partitions].some((index) => !held?.has(index) && !group.isFree(topicId, index));
  });
}
