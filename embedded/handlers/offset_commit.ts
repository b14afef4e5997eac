// OffsetCommit, versions 0 to 10: of members (generation or member epoch) and of consumers without a group (generation
// -1), leader epochs (6+), static members (7+), topic ids (10+), offset.metadata.max.bytes.
// Gaps: offsets never expire: retention time (2 to 4) and commit time (1) of the request are ignored.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { OffsetCommitBroker } from "../../protocol/messages/offset_commit.ts";
import type { OffsetCommitRequest, OffsetCommitResponse } from "../../protocol/messages/offset_commit.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ZERO_UUID } from "../../protocol/wire/uuid.ts";
import type { Failure } from "../failure.ts";
import type { Group } from "../groups/group.ts";
import { GROUPS } from "../groups/group_store.ts";
import {
  type AcceptedOffset,
  askedOffsets,
  commitOffset,
  groupForCommit,
  metadataTooLong,
  partitionsProblem,
} from "../groups/offset_claims.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";

const FIRST_WITH_TOPIC_IDS = 10;

type TopicRequest = OffsetCommitRequest["topics"][number];
type PartitionRequest = TopicRequest["partitions"][number];
type TopicAnswer = { name: string; topicId: string; partitions: { partitionIndex: number; errorCode: number }[] };

/** The handler of OffsetCommit. */
export const offsetCommit: Handler = handler<OffsetCommitRequest, OffsetCommitResponse>(OffsetCommitBroker, {
  handle: (request, context) => commit(request, context),
  fail: (request, errorCode) => failAll(request, errorCode),
});

function commit(request: OffsetCommitRequest, context: RequestContext): Init<OffsetCommitResponse> {
  const { groupId } = request;
  const { state, version } = context;
  if (!context.allowed("READ", "GROUP", groupId)) return failAll(request, ErrorCode.GROUP_AUTHORIZATION_FAILED);
  const answers = new Answers();
  const { accepted, refused } = askedOffsets(request.topics, { byId: version >= FIRST_WITH_TOPIC_IDS, context });
  for (const { topic, partition, errorCode } of refused) answers.add(topic, partition, errorCode);
  // The group is not even looked at when no partition is left.
  if (accepted.length === 0) return { topics: answers.topics };
  const group = state.part(GROUPS).check(context.node.id, groupId) ?? claimedGroup(accepted, request, context);
  const now = state.platform.clock.wall();
  for (const one of accepted) {
    const code = "errorCode" in group ? group.errorCode : commitOffset(group, one, { now, producerId: null });
    answers.add(one.topic, one.partition, code);
  }
  if (!("errorCode" in group)) group.onCommit?.(request.memberId);
  return { topics: answers.topics };
}

function claimedGroup(
  accepted: readonly AcceptedOffset<TopicRequest>[],
  request: OffsetCommitRequest,
  { state, version }: RequestContext,
): Group | Failure {
  const { groupId, memberId, groupInstanceId, generationIdOrMemberEpoch: generation } = request;
  const claim = { memberId, groupInstanceId, generation, version, transactional: false };
  const group = groupForCommit(state.part(GROUPS), groupId, claim);
  if ("errorCode" in group) return group;
  const places = accepted.filter(({ partition }) => !metadataTooLong(partition)).map(({ place }) => place);
  return partitionsProblem(group, claim, places) ?? group;
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
