// How a member gets from what it holds to what the target gives it (Kafka's CurrentAssignmentBuilder): first it gives up,
// then it takes what is free. Pure; called by consumer_group.ts at each heartbeat.
import type { ConsumerMember, HeldPartitions, Partitions, TopicPartitions } from "./consumer_member.ts";

/** What a member is brought to, and what stands in the way. */
export interface Reconciliation {
  /** The member's part of the target assignment. */
  readonly target: Partitions;
  /** Epoch of the target assignment. */
  readonly targetEpoch: number;
  /** Ids of the topics that the member subscribes to. */
  readonly subscribed: ReadonlySet<string>;
  /** Whether its subscription has changed just now: what it no longer wants is taken at once. */
  readonly subscriptionChanged: boolean;
  /** What the member says that it holds; null = not told. */
  readonly owned: readonly TopicPartitions[] | null;
  /** Whether no member holds a partition. */
  isFree(topicId: string, partition: number): boolean;
}

/** Whether a member holds what the target of that epoch gives it. */
export function isReconciled({ phase, epoch }: ConsumerMember, targetEpoch: number): boolean {
  return phase === "STABLE" && epoch === targetEpoch;
}

/** The member one step further; the same one when nothing changes. */
export function reconcile(member: ConsumerMember, towards: Reconciliation): ConsumerMember {
  switch (member.phase) {
    case "STABLE":
      if (member.epoch !== towards.targetEpoch) return next(member, towards);
      return towards.subscriptionChanged ? withoutUnsubscribed(member, towards) : member;
    case "UNREVOKED_PARTITIONS":
      if (!owns(towards.owned, member.revoking)) return next(member, towards);
      return towards.subscriptionChanged ? withoutUnsubscribed(member, towards) : member;
    case "UNRELEASED_PARTITIONS":
      return next(member, towards);
  }
}

/** Whether the member may still hold one of the partitions. */
function owns(owned: readonly TopicPartitions[] | null, held: HeldPartitions): boolean {
  if (owned === null) return true;
  return owned.some(({ topicId, partitions }) => partitions.some((index) => held.get(topicId)?.has(index)));
}

type Held = Map<string, Map<number, number>>;

function next(member: ConsumerMember, towards: Reconciliation): ConsumerMember {
  const { targetEpoch } = towards;
  const { kept, revoked, free, unreleased } = compare(member, towards);
  if (revoked.size > 0 && owns(towards.owned, revoked)) {
    // The epoch stays until the client has said that it gave them up.
    return { ...atEpoch(member, member.epoch), phase: "UNREVOKED_PARTITIONS", assigned: kept, revoking: revoked };
  }
  for (const [topicId, partitions] of free) {
    const taken = kept.get(topicId) ?? new Map<number, number>();
    kept.set(topicId, taken);
    for (const index of partitions) taken.set(index, targetEpoch);
  }
  const phase = unreleased ? "UNRELEASED_PARTITIONS" : "STABLE";
  return { ...atEpoch(member, targetEpoch), phase, assigned: kept, revoking: new Map() };
}

function atEpoch(member: ConsumerMember, epoch: number): ConsumerMember {
  return { ...member, epoch, previousEpoch: member.epoch };
}

interface Difference {
  /** What is held and stays. */
  readonly kept: Held;
  /** What is held and goes. */
  readonly revoked: Held;
  /** What comes and can be taken now. */
  readonly free: ReadonlyMap<string, readonly number[]>;
  /** Whether something else comes that another member holds. */
  readonly unreleased: boolean;
}

function compare(member: ConsumerMember, towards: Reconciliation): Difference {
  const kept: Held = new Map();
  const revoked: Held = new Map();
  const free = new Map<string, number[]>();
  let unreleased = false;
  for (const topicId of new Set([...towards.target.keys(), ...member.assigned.keys()])) {
    const target = towards.subscribed.has(topicId) ? towards.target.get(topicId) : undefined;
    const held = member.assigned.get(topicId) ?? new Map<number, number>();
    for (const [index, epoch] of held) put(target?.has(index) ? kept : revoked, topicId, { index, epoch });
    for (const index of target ?? []) {
      if (held.has(index)) continue;
      // What it gives up itself it may have back.
      if (member.revoking.get(topicId)?.has(index) || towards.isFree(topicId, index)) {
        const indexes = free.get(topicId) ?? [];
        free.set(topicId, indexes);
        indexes.push(index);
      } else unreleased = true;
    }
  }
  return { kept, revoked, free, unreleased };
}

function put(held: Held, topicId: string, { index, epoch }: { readonly index: number; readonly epoch: number }): void {
  const partitions = held.get(topicId) ?? new Map<number, number>();
  held.set(topicId, partitions);
  partitions.set(index, epoch);
}

/** Takes the partitions of topics that the member no longer subscribes to; its epoch stays. */
function withoutUnsubscribed(member: ConsumerMember, { subscribed, owned }: Reconciliation): ConsumerMember {
  const gone = [...member.assigned.keys()].filter((topicId) => !subscribed.has(topicId));
  if (gone.length === 0) return member;
  const assigned = new Map(member.assigned);
  const revoking = new Map(member.revoking);
  for (const topicId of gone) {
    revoking.set(topicId, new Map([...revoking.get(topicId) ?? [], ...assigned.get(topicId) ?? []]));
    assigned.delete(topicId);
  }
  const waits = owns(owned, revoking);
  const same = atEpoch(member, member.epoch);
  return waits ? { ...same, phase: "UNREVOKED_PARTITIONS", assigned, revoking } : { ...same, assigned };
}
