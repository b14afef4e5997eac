// Groups that change the protocol while they have members: a classic group becomes a consumer group when the first member
// of the new protocol comes, and a classic one again when the last of them goes. Called by the handler of heartbeats and
// when members go.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { type Failure, failure } from "../failure.ts";
import { ClassicGroup, type ClassicSnapshot } from "./classic_group.ts";
import type { ClassicMemberState } from "./classic_member.ts";
import { prepareRebalance } from "./classic_rebalance.ts";
import { type ReadAssignment, readAssignment, readSubscription, writeAssignment } from "./consumer_embedded.ts";
import { ConsumerGroup } from "./consumer_group.ts";
import { type ConsumerMember, newMember, type Partitions, topicNames } from "./consumer_member.ts";
import type { GroupStore } from "./group_store.ts";

const CONSUMER = "consumer";

/** The group that a heartbeat is for; one that is not in the store yet is put there when the heartbeat succeeds. */
export function groupForHeartbeat(store: GroupStore, groupId: string, joins: boolean): ConsumerGroup | Failure {
  const group = store.get(groupId);
  if (group instanceof ConsumerGroup) return group;
  if (group === undefined && !joins) return notFound(`Consumer group ${groupId} not found.`);
  if (group === undefined) return new ConsumerGroup(groupId, store, store.newOffsets());
  if (!joins || !(group instanceof ClassicGroup)) return notFound(`Group ${groupId} is not a consumer group.`);
  if (group.empty) return new ConsumerGroup(groupId, store, group.offsets);
  const cannot = (why: string) => notFound(`Cannot upgrade classic group ${groupId} to consumer group because ${why}.`);
  const { consumerMigrationPolicy: policy, consumerMaxSize } = store.settings;
  if (policy !== "upgrade" && policy !== "bidirectional") return cannot("online upgrade is disabled");
  if (group.protocolType !== CONSUMER) return cannot("the group does not use the consumer embedded protocol");
  if (group.members.size > consumerMaxSize) return cannot("the group size exceeds the consumer group maximum size");
  return upgraded(group, cannot);
}

function notFound(text: string): Failure {
  return failure(ErrorCode.GROUP_ID_NOT_FOUND, text);
}

/** The same group with the same members as a consumer group. */
function upgraded(classic: ClassicGroup, cannot: (why: string) => Failure): ConsumerGroup | Failure {
  const { store } = classic;
  const { generation, protocolName, members } = classic.snapshot();
  const group = new ConsumerGroup(classic.id, store, classic.offsets);
  group.epoch = generation;
  group.targetEpoch = generation;
  for (const state of members) {
    const assignment = readAssignment(state.assignment, store.state);
    const metadata = metadataOf(state, protocolName);
    const subscription = metadata === null ? null : readSubscription(metadata, store.state);
    if (assignment === null || subscription === null) return cannot("the embedded consumer protocol is malformed");
    if (assignment.hasUserData) {
      const advice =
        "Please refer to the documentation or switch to a default assignor before re-attempting the upgrade";
      return cannot(`an unsupported custom assignor is in use. ${advice}`);
    }
    group.setTarget(state.id, partitionsOf(assignment));
    group.put({ ...asMember(state, { assignment, epoch: generation }), topics: topicNames(subscription.topics) });
  }
  group.topicsText = group.describeTopics();
  return group;
}

function metadataOf({ protocols }: ClassicMemberState, protocolName: string | null): Uint8Array | null {
  return (protocols.find(({ name }) => name === protocolName) ?? protocols[0])?.metadata ?? null;
}

function asMember(
  state: ClassicMemberState,
  { assignment, epoch }: { readonly assignment: ReadAssignment; readonly epoch: number },
): ConsumerMember {
  const { id, instanceId, clientId, clientHost, rebalanceTimeoutMs, sessionTimeoutMs, protocols } = state;
  const assigned = new Map(assignment.partitions.map(({ topicId, partitions }) => {
    return [topicId, new Map(partitions.map((index) => [index, epoch]))];
  }));
  return {
    ...newMember(id),
    ...{ instanceId, clientId, clientHost, rebalanceTimeoutMs, epoch, previousEpoch: epoch, assigned },
    classic: { sessionTimeoutMs, protocols },
  };
}

function partitionsOf({ partitions }: ReadAssignment): Partitions {
  return new Map(partitions.map((one) => [one.topicId, new Set(one.partitions)]));
}

/** Whether nothing but classic members is left without `leaving`, and the group may become a classic one. */
export function mayDowngrade(group: ConsumerGroup, leaving: ReadonlySet<string>): boolean {
  const rest = [...group.members.values()].filter(({ id }) => !leaving.has(id));
  return rest.length > 0 && rest.every(({ classic }) => classic !== null) && allowsDowngrade(group, rest.length);
}

/** Whether the group may become a classic one when a classic member takes the place of a static member. */
export function mayDowngradeFor(group: ConsumerGroup, replaced: ConsumerMember): boolean {
  const others = [...group.members.values()].filter(({ id }) => id !== replaced.id);
  const last = replaced.classic === null && others.every(({ classic }) => classic !== null);
  return last && allowsDowngrade(group, group.members.size);
}

function allowsDowngrade({ store: { settings } }: ConsumerGroup, size: number): boolean {
  const { consumerMigrationPolicy: policy, maxSize } = settings;
  return (policy === "downgrade" || policy === "bidirectional") && size <= maxSize;
}

/** Makes the group, whose members are all classic, a classic group. */
export function downgrade(group: ConsumerGroup, { rebalances }: { readonly rebalances: boolean }): void {
  const members = [...group.members.values()].flatMap((member): ClassicMemberState[] => {
    const { id, instanceId, clientId, clientHost, rebalanceTimeoutMs, classic } = member;
    if (classic === null) return [];
    const { sessionTimeoutMs, protocols } = classic;
    const { metadata } = protocols[0];
    const assignment = writeAssignment(group.target(id), { metadata, state: group.store.state });
    return [{ id, instanceId, clientId, clientHost, rebalanceTimeoutMs, sessionTimeoutMs, protocols, assignment }];
  });
  const snapshot: ClassicSnapshot = {
    generation: group.epoch,
    protocolType: CONSUMER,
    protocolName: null,
    leader: null,
    members,
  };
  const classic = new ClassicGroup(group.id, group.store, { offsets: group.offsets, snapshot });
  group.store.replace(classic);
  if (rebalances) prepareRebalance(classic);
}
