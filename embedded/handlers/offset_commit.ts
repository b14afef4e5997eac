// OffsetCommit, versions 0 to 10: of members (generation or member epoch) and of consumers without a group (generation
// -1), leader epochs (6+), static members (7+), topic ids (10+), offset.metadata.max.bytes.
// Gaps: offsets never expire: retention time (2 to 4) and commit time (1) of the request are ignored.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { OffsetCommitBroker } from "../../protocol/messages/offset_commit.ts";
import type { OffsetCommitRequest, OffsetCommitResponse } from "../../protocol/messages/offset_commit.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ZERO_UUID } from "../../protocol/wire/uuid.ts";
import type { Failure } from "../failure.ts";
import type { Group, PartitionPlace } from "../groups/group.ts";
import { GROUPS, type GroupStore } from "../groups/group_store.ts";
import { groupForCommit, metadataTooLong, partitionsProblem } from "../groups/offset_claims.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";
import type { Topic } from "../topic.ts";

const FIRST_WITH_TOPIC_IDS = 10;

type TopicRequest = OffsetCommitRequest["topics"][number];
type PartitionRequest = TopicRequest["partitions"][number];
type TopicAnswer = { name: string; topicId: string; partitions: { partitionIndex: number; errorCode: number }[] };

/** An offset that may be committed if the group agrees. */
interface Accepted {
  readonly topic: Topic;
  readonly request: TopicRequest;
  readonly partition: PartitionRequest;
}

/** The handler of OffsetCommit. */
export const offsetCommit: Handler = handler<OffsetCommitRequest, OffsetCommitResponse>(OffsetCommitBroker, {
  handle: (request, context) => commit(request, context),
  fail: (request, errorCode) => failAll(request, errorCode),
});

function commit(request: OffsetCommitRequest, context: RequestContext): Init<OffsetCommitResponse> {
  const { groupId } = request;
  if (!context.allowed("READ", "GROUP", groupId)) return failAll(request, ErrorCode.GROUP_AUTHORIZATION_FAILED);
  const answers = new Answers();
  const accepted = request.topics.flatMap((topic) => accept(topic, { answers, context }));
  // The group is not even looked at when no partition is left.
  if (accepted.length === 0) return { topics: answers.topics };
  const store = context.state.part(GROUPS);
  const group = store.check(context.node.id, groupId) ?? claimedGroup(accepted, request, context);
  for (const one of accepted) answers.add(one.request, one.partition, commitOne(one, { group, store }));
  if (!("errorCode" in group)) group.onCommit?.(request.memberId);
  return { topics: answers.topics };
}

function claimedGroup(
  accepted: readonly Accepted[],
  request: OffsetCommitRequest,
  { state, version }: RequestContext,
): Group | Failure {
  const { groupId, memberId, groupInstanceId, generationIdOrMemberEpoch: generation } = request;
  const claim = { memberId, groupInstanceId, generation, version, transactional: false };
  const store = state.part(GROUPS);
  const group = groupForCommit(store, groupId, claim);
  if ("errorCode" in group) return group;
  const places = accepted.filter(({ partition }) => !metadataTooLong(store, partition.committedMetadata));
  return partitionsProblem(group, claim, places.map(placeOf)) ?? group;
}

function placeOf({ topic, partition }: Accepted): PartitionPlace {
  return { topic: topic.name, topicId: topic.id, partition: partition.partitionIndex };
}

/** The partitions of a topic that exist; the others are answered at once. */
function accept(
  request: TopicRequest,
  { answers, context }: { readonly answers: Answers; readonly context: RequestContext },
): Accepted[] {
  const { state, version } = context;
  const byId = version >= FIRST_WITH_TOPIC_IDS;
  const topic = byId ? state.topicById(request.topicId) : state.topic(request.name);
  const refuse = (errorCode: number): Accepted[] => {
    for (const partition of request.partitions) answers.add(request, partition, errorCode);
    return [];
  };
  if (byId && topic === undefined) return refuse(ErrorCode.UNKNOWN_TOPIC_ID);
  if (!context.allowed("READ", "TOPIC", topic?.name ?? request.name)) {
    return refuse(ErrorCode.TOPIC_AUTHORIZATION_FAILED);
  }
  if (topic === undefined) return refuse(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
  return request.partitions.flatMap((partition) => {
    if (topic.partitions[partition.partitionIndex] !== undefined) return [{ topic, request, partition }];
    answers.add(request, partition, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    return [];
  });
}

interface CommitPlace {
  readonly group: Group | Failure;
  readonly store: GroupStore;
}

function commitOne({ topic, partition }: Accepted, { group, store }: CommitPlace): number {
  if ("errorCode" in group) return group.errorCode;
  const { partitionIndex, committedOffset, committedLeaderEpoch, committedMetadata } = partition;
  if (metadataTooLong(store, committedMetadata)) return ErrorCode.OFFSET_METADATA_TOO_LARGE;
  group.offsets.commit(topic.name, partitionIndex, {
    offset: committedOffset,
    leaderEpoch: committedLeaderEpoch,
    metadata: committedMetadata ?? "",
    now: store.state.platform.clock.wall(),
    topicId: topic.id,
  });
  return ErrorCode.NONE;
}

/** Answers by topic, in the order in which they are known. */
class Answers {
  readonly #topics = new Map<string, TopicAnswer>();

  get topics(): TopicAnswer[] {
    return [...this.#topics.values()];
  }

  add({ name, topicId }: TopicRequest, { partitionIndex }: PartitionRequest, errorCode: number): void {
    const key = topicId === ZERO_UUID ? name : topicId;
    const topic = this.#topics.get(key) ?? { name, topicId, partitions: [] };
    this.#topics.set(key, topic);
    topic.partitions.push({ partitionIndex, errorCode });
  }
}

function failAll(request: OffsetCommitRequest, errorCode: number): Init<OffsetCommitResponse> {
  return {
    topics: request.topics.map(({ name, topicId, partitions }) => ({
      name,
      topicId,
      partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode })),
    })),
  };
}
