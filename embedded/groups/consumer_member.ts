// A member of a consumer group (KIP-848): what it wants, what it holds, and how far it is on its way to its target. Values:
// a change makes another one. Owned by consumer_group.ts; must not know requests.
import type { ConsumerGroupDescribeResponse } from "../../protocol/messages/consumer_group_describe.ts";
import type { Init } from "../../protocol/wire/api.ts";
import type { ClusterState } from "../cluster_state.ts";
import type { MemberProtocol } from "./classic_member.ts";

/** Partitions by topic id. */
export type Partitions = ReadonlyMap<string, ReadonlySet<number>>;

/** Partitions by topic id, each with the member epoch at which it was given. */
export type HeldPartitions = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** Partitions of a topic as requests and answers name them. */
export interface TopicPartitions {
  /** Topic id. */
  readonly topicId: string;
  /** Partitions. */
  readonly partitions: readonly number[];
}

/** Kafka's name of how far a member is. */
export type MemberPhase =
  /** It holds what the last target that it has seen gives it. */
  | "STABLE"
  /** It has to give up partitions, and has not yet said that it did. */
  | "UNREVOKED_PARTITIONS"
  /** It waits for partitions that others still hold. */
  | "UNRELEASED_PARTITIONS";

/** What is known of a member that speaks the classic protocol. */
export interface ClassicSide {
  /** Longest silence in ms. */
  readonly sessionTimeoutMs: number;
  /** Protocols, the preferred one first; all with the same subscription. */
  readonly protocols: readonly MemberProtocol[];
}

/** A member. */
export interface ConsumerMember {
  /** Member id. */
  readonly id: string;
  /** Name of a static member. */
  readonly instanceId: string | null;
  /** Rack of the client. */
  readonly rackId: string | null;
  /** Client id. */
  readonly clientId: string;
  /** Address of the client. */
  readonly clientHost: string;
  /** Longest wait until it has given up partitions, in ms. */
  readonly rebalanceTimeoutMs: number;
  /** Names of the topics that it subscribes to, sorted. */
  readonly topics: readonly string[];
  /** Pattern of further topics; empty = none. */
  readonly regex: string;
  /** Assignor that it prefers. */
  readonly assignor: string | null;
  /** Present when it speaks the classic protocol. */
  readonly classic: ClassicSide | null;
  /** Member epoch; -2 = a static member that has left for a while. */
  readonly epoch: number;
  /** Epoch before: accepted once more, as the answer with the new one may be lost. */
  readonly previousEpoch: number;
  /** How far it is. */
  readonly phase: MemberPhase;
  /** What it may read. */
  readonly assigned: HeldPartitions;
  /** What it has to give up. */
  readonly revoking: HeldPartitions;
}

/** A member that has just come. */
export function newMember(id: string): ConsumerMember {
  return {
    id,
    instanceId: null,
    rackId: null,
    clientId: "",
    clientHost: "",
    rebalanceTimeoutMs: -1,
    topics: [],
    regex: "",
    assignor: null,
    classic: null,
    epoch: 0,
    previousEpoch: -1,
    phase: "STABLE",
    assigned: new Map(),
    revoking: new Map(),
  };
}

/** Topic names as members keep them: sorted, each once. */
export function topicNames(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}

/** Whether two lists of sorted names are the same. */
export function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, at) => name === b[at]);
}

/** Whether both hold the same partitions, whatever the epochs. */
export function samePartitions(a: HeldPartitions, b: HeldPartitions): boolean {
  if (a.size !== b.size) return false;
  return [...a].every(([topicId, mine]) => {
    const theirs = b.get(topicId);
    return theirs !== undefined && theirs.size === mine.size && [...mine.keys()].every((index) => theirs.has(index));
  });
}

/** Whether `owned` names nothing but what is held; false when it is not told. */
export function isSubset(owned: readonly TopicPartitions[] | null, held: HeldPartitions): boolean {
  return owned !== null && owned.every(({ topicId, partitions }) => {
    const mine = held.get(topicId);
    return mine !== undefined && partitions.every((index) => mine.has(index));
  });
}

/** Partitions as answers name them. */
export function toTopicPartitions(held: HeldPartitions | Partitions): TopicPartitions[] {
  return [...held].map(([topicId, partitions]) => ({ topicId, partitions: [...partitions.keys()].sort(byNumber) }));
}

/** Orders numbers. */
export function byNumber(a: number, b: number): number {
  return a - b;
}

/** A member as ConsumerGroupDescribe shows it. */
export type DescribedMember = Init<ConsumerGroupDescribeResponse["groups"][number]["members"][number]>;

/** Shows a member; what it has to give up is still its own. */
export function describeMember(member: ConsumerMember, target: Partitions, state: ClusterState): DescribedMember {
  const held = new Map<string, Map<number, number>>();
  for (const part of [member.assigned, member.revoking]) {
    for (const [topicId, partitions] of part) held.set(topicId, new Map([...held.get(topicId) ?? [], ...partitions]));
  }
  const named = (partitions: HeldPartitions | Partitions) => ({
    topicPartitions: toTopicPartitions(partitions).flatMap((one) => {
      const topicName = state.topicById(one.topicId)?.name;
      return topicName === undefined ? [] : [{ ...one, topicName }];
    }),
  });
  return {
    memberId: member.id,
    instanceId: member.instanceId,
    rackId: member.rackId,
    memberEpoch: member.epoch,
    clientId: member.clientId,
    clientHost: member.clientHost,
    subscribedTopicNames: member.topics,
    subscribedTopicRegex: member.regex,
    assignment: named(held),
    targetAssignment: named(target),
    memberType: member.classic === null ? 1 : 0,
  };
}
