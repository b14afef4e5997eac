// ConsumerGroupHeartbeat of a group: who beats, what it wants now, whether the group needs another assignment, and how far
// the member gets towards it. Called by the handler.
import type {
  ConsumerGroupHeartbeatRequest,
  ConsumerGroupHeartbeatResponse,
} from "../../protocol/messages/consumer_group_heartbeat.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { type Failure, failure } from "../failure.ts";
import { randomUuid } from "../uuid_text.ts";
import { fence } from "./consumer_fencing.ts";
import type { ConsumerGroup } from "./consumer_group.ts";
import {
  type ConsumerMember,
  isSubset,
  newMember,
  sameNames,
  samePartitions,
  topicNames,
  type TopicPartitions,
  toTopicPartitions,
} from "./consumer_member.ts";
import { isReconciled, reconcile } from "./consumer_reconciliation.ts";
import { isValidRegex } from "./consumer_regexes.ts";
import { maybeAssign } from "./consumer_target.ts";

/** Member epoch of a request that leaves the group. */
export const LEAVES = -1;
/** Member epoch of a static member that will come back. */
export const LEAVES_FOR_A_WHILE = -2;

/** Who sends a heartbeat. */
export interface Beater {
  /** Client id. */
  readonly clientId: string;
  /** Address, as Kafka writes it. */
  readonly clientHost: string;
  /** Whether it may see a topic: patterns find no others. */
  sees(topic: string): boolean;
}

type Response = Init<ConsumerGroupHeartbeatResponse>;

/** Carries out a heartbeat of a member that comes or stays. A failure has changed nothing. */
export function heartbeat(group: ConsumerGroup, request: ConsumerGroupHeartbeatRequest, beater: Beater): Response {
  const { instanceId, memberEpoch } = request;
  const full = refusalOfFull(group, request.memberId, instanceId);
  if (full !== null) return full;
  const memberId = request.memberId || randomUuid(group.store.state.platform.random);
  const found = instanceId === null ? findDynamic(group, request, memberId) : findStatic(group, request, memberId);
  if ("errorCode" in found) return found;
  const { member, replaces } = found;
  const wanted = { ...withWishes(member, request), clientId: beater.clientId, clientHost: beater.clientHost };
  const bad = refusalOfRegex(group, { before: member, after: wanted });
  if (bad !== null) return bad;
  const change = applySubscription(group, { before: member, after: wanted, replaces });
  maybeAssign(group);
  const after = bringForward(group, { member: wanted, subscriptionChanged: change, owned: request.topicPartitions });
  group.keepAlive(after);
  const told = memberEpoch === 0 || isFull(request) || !samePartitions(member.assigned, after.assigned);
  const answer: Response = {
    memberId: after.id,
    memberEpoch: after.epoch,
    heartbeatIntervalMs: group.heartbeatIntervalMs,
    assignment: told ? { topicPartitions: toTopicPartitions(after.assigned) } : null,
  };
  // A broker resolves patterns beside its requests: what they find shows in the next heartbeat.
  resolveRegexes(group, (topic) => beater.sees(topic));
  return answer;
}

/** Carries out a heartbeat that leaves the group. */
export function leave(group: ConsumerGroup, request: ConsumerGroupHeartbeatRequest): Response {
  const { memberId, memberEpoch, instanceId } = request;
  const member = instanceId === null ? group.members.get(memberId) : ownerOf(group, instanceId, memberId);
  if (member === undefined) return group.unknown(memberId);
  if ("errorCode" in member) return member;
  if (memberEpoch === LEAVES_FOR_A_WHILE) group.put({ ...member, epoch: LEAVES_FOR_A_WHILE, revoking: new Map() });
  else fence(group, [member.id]);
  return { memberId: member.id, memberEpoch };
}

/** Null when the group has room for the member. */
export function refusalOfFull(group: ConsumerGroup, memberId: string, instanceId: string | null): Failure | null {
  const { consumerMaxSize } = group.store.settings;
  if (instanceId !== null && group.staticMember(instanceId) !== undefined) return null;
  if (group.members.size < consumerMaxSize || group.members.has(memberId)) return null;
  const text = `The consumer group has reached its maximum capacity of ${consumerMaxSize} members.`;
  return failure(ErrorCode.GROUP_MAX_SIZE_REACHED, text);
}

/** The member that a request is about, and the static member whose place it takes. */
export interface FoundMember {
  /** The member as it was; as new when it has just come. */
  readonly member: ConsumerMember;
  /** Its former self. */
  readonly replaces?: ConsumerMember;
}

function findDynamic(
  group: ConsumerGroup,
  request: ConsumerGroupHeartbeatRequest,
  memberId: string,
): FoundMember | Failure {
  const member = group.members.get(memberId);
  if (request.memberEpoch === 0) return { member: member ?? newMember(memberId) };
  if (member === undefined) return group.unknown(memberId);
  return epochProblem(member, request) ?? { member };
}

function findStatic(
  group: ConsumerGroup,
  request: ConsumerGroupHeartbeatRequest,
  memberId: string,
): FoundMember | Failure {
  const instanceId = request.instanceId ?? "";
  if (request.memberEpoch === 0) return takePlace(group, { memberId, instanceId, classic: false });
  const member = ownerOf(group, instanceId, memberId);
  return "errorCode" in member ? member : epochProblem(member, request) ?? { member };
}

/** A static member comes: as a new one, or in the place of its former self when that has left or speaks another protocol. */
export function takePlace(
  group: ConsumerGroup,
  { memberId, instanceId, classic }: {
    readonly memberId: string;
    readonly instanceId: string;
    readonly classic: boolean;
  },
): FoundMember | Failure {
  const existing = group.staticMember(instanceId);
  if (existing === undefined) return { member: group.members.get(memberId) ?? newMember(memberId) };
  if (!classic && existing.classic === null && existing.epoch !== LEAVES_FOR_A_WHILE) {
    const text =
      `Static member ${memberId} with instance id ${instanceId} cannot join the group because the instance id is`;
    return failure(ErrorCode.UNRELEASED_INSTANCE_ID, `${text} owned by ${existing.id} member.`);
  }
  return { member: { ...existing, id: memberId, epoch: 0, previousEpoch: 0 }, replaces: existing };
}

/** The static member of that name, if it has that id. */
export function ownerOf(group: ConsumerGroup, instanceId: string, memberId: string): ConsumerMember | Failure {
  const member = group.staticMember(instanceId);
  if (member === undefined) return failure(ErrorCode.UNKNOWN_MEMBER_ID, `Instance id ${instanceId} is unknown.`);
  if (member.id === memberId) return member;
  const text = `Static member ${memberId} with instance id ${instanceId} was fenced by member ${member.id}.`;
  return failure(ErrorCode.FENCED_INSTANCE_ID, text);
}

/** The epoch before is good too while the member holds nothing else: the answer with the new one may be lost. */
function epochProblem(
  member: ConsumerMember,
  { memberEpoch, topicPartitions }: ConsumerGroupHeartbeatRequest,
): Failure | null {
  if (memberEpoch === member.epoch) return null;
  const lost = memberEpoch < member.epoch && memberEpoch === member.previousEpoch &&
    isSubset(topicPartitions, member.assigned);
  if (lost) return null;
  const what = memberEpoch > member.epoch ? "greater" : "smaller";
  return failure(
    ErrorCode.FENCED_MEMBER_EPOCH,
    `The consumer group member has a ${what} member epoch (${memberEpoch}) than the one known by the group coordinator (${member.epoch}). The member must abandon all its partitions and rejoin.`,
  );
}

/** The member with what the request says; what it leaves out has not changed. */
function withWishes(member: ConsumerMember, request: ConsumerGroupHeartbeatRequest): ConsumerMember {
  const { subscribedTopicNames: names, rebalanceTimeoutMs } = request;
  return {
    ...member,
    instanceId: request.instanceId ?? member.instanceId,
    rackId: request.rackId ?? member.rackId,
    rebalanceTimeoutMs: rebalanceTimeoutMs === -1 ? member.rebalanceTimeoutMs : rebalanceTimeoutMs,
    topics: names === null ? member.topics : topicNames(names),
    regex: request.subscribedTopicRegex ?? member.regex,
    assignor: request.serverAssignor ?? member.assignor,
    classic: null,
  };
}

/** All that a joining member says is there: it may have missed an answer. */
function isFull(request: ConsumerGroupHeartbeatRequest): boolean {
  const { rebalanceTimeoutMs, subscribedTopicNames, subscribedTopicRegex, topicPartitions } = request;
  const subscribes = subscribedTopicNames !== null || subscribedTopicRegex !== null;
  return rebalanceTimeoutMs !== -1 && subscribes && topicPartitions !== null;
}

function refusalOfRegex(group: ConsumerGroup, { before, after }: SubscriptionChange): Failure | null {
  const { regex } = after;
  if (regex === "" || regex === before.regex || group.regexes.isSubscribed(regex) || isValidRegex(regex)) return null;
  return failure(
    ErrorCode.INVALID_REGULAR_EXPRESSION,
    `SubscribedTopicRegex \`${regex}\` is not a valid regular expression: it is not in RE2's syntax.`,
  );
}

/** A member before and after a request. */
export interface SubscriptionChange {
  /** As it was. */
  readonly before: ConsumerMember;
  /** As it is now. */
  readonly after: ConsumerMember;
  /** The static member whose place it takes. */
  readonly replaces?: ConsumerMember;
}

/** Keeps what a member wants, and asks for another assignment when it matters. True when its subscription changed. */
export function applySubscription(group: ConsumerGroup, { before, after, replaces }: SubscriptionChange): boolean {
  const assignor = group.assignor;
  if (replaces === undefined) group.put(after);
  else group.replaceStatic(replaces, after);
  const namesChanged = !sameNames(before.topics, after.topics);
  const regexChanged = before.regex !== after.regex;
  if (regexChanged) group.regexes.keepSubscribed();
  const unresolved = regexChanged && after.regex !== "" && !group.regexes.isResolved(after.regex);
  // A pattern that is not resolved yet would only be assigned twice.
  const regexMatters = regexChanged && !unresolved;
  const topicsChanged = !unresolved && group.describeTopics() !== group.topicsText;
  if (namesChanged || regexMatters || topicsChanged || group.assignor !== assignor) group.bump();
  return namesChanged || regexChanged;
}

/** A member and what it says beside its epoch. */
export interface Step {
  /** The member. */
  readonly member: ConsumerMember;
  /** Whether its subscription has changed just now. */
  readonly subscriptionChanged: boolean;
  /** What it says that it holds; null = not told. */
  readonly owned: readonly TopicPartitions[] | null;
}

/** Brings a member a step towards its target. */
export function bringForward(group: ConsumerGroup, { member, subscriptionChanged, owned }: Step): ConsumerMember {
  const { targetEpoch } = group;
  if (!subscriptionChanged && isReconciled(member, targetEpoch)) return member;
  const after = reconcile(member, {
    target: group.target(member.id),
    targetEpoch,
    subscribed: group.topicIdsOf(member),
    subscriptionChanged,
    owned,
    isFree: (topicId, partition) => group.isFree(topicId, partition),
  });
  if (after === member) return member;
  group.put(after);
  group.watchRevocation(after);
  return after;
}

/** Resolves the patterns of the group when it is time to. */
export function resolveRegexes(group: ConsumerGroup, sees: (topic: string) => boolean): void {
  if (!group.regexes.isDue()) return;
  const changed = group.regexes.resolve(sees);
  if (changed || group.describeTopics() !== group.topicsText) group.bump();
}
