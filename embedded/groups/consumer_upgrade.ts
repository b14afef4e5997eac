// The consumer group that a heartbeat is for: it is made when there is none, and a classic group with members becomes one
// when the first member of the new protocol comes. Called by the handler of heartbeats.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { type Failure, failure } from "../failure.ts";
import { ClassicGroup } from "./classic_group.ts";
import type { ClassicMemberState } from "./classic_member.ts";
import { newConsumerGroup } from "./consumer_conduct.ts";
import { type ReadAssignment, readAssignment, readSubscription } from "./consumer_embedded.ts";
import { ConsumerGroup } from "./consumer_group.ts";
import { type ConsumerMember, newMember, type Partitions, topicNames } from "./consumer_member.ts";
import type { GroupStore } from "./group_store.ts";

const CONSUMER = "consumer";

/** The group that a heartbeat is for; one that is not in the store yet is put there when the heartbeat succeeds. */
export function groupForHeartbeat(store: GroupStore, groupId: string, joins: boolean): ConsumerGroup | Failure {
  const group = store.get(groupId);
  if (group instanceof ConsumerGroup) return group;
  if (group === undefined && !joins) return notFound(`Consumer group ${groupId} not found.`);
  if (group === undefined) return newConsumerGroup(groupId, store, store.newOffsets());
  if (!joins || !(group instanceof ClassicGroup)) return notFound(`Group ${groupId} is not a consumer group.`);
  if (group.empty) return newConsumerGroup(groupId, store, group.offsets);
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
  const group = newConsumerGroup(classic.id, store, classic.offsets);
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
