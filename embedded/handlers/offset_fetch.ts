// OffsetFetch, versions 0 to 10: of one group, or of many (8+), some topics or all (2+), stable offsets on demand (7+,
// UNSTABLE_OFFSET_COMMIT), member id and epoch (9+), topic ids (10+).
// Gaps: version 0 reads the same offsets as the others; a real broker had it read ZooKeeper's.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { OffsetFetchBroker } from "../../protocol/messages/offset_fetch.ts";
import type { OffsetFetchRequest, OffsetFetchResponse } from "../../protocol/messages/offset_fetch.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ZERO_UUID } from "../../protocol/wire/uuid.ts";
import type { Group } from "../groups/group.ts";
import { GROUPS } from "../groups/group_store.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";
import { grouped } from "../repeated.ts";

const FIRST_WITH_GROUP_ERROR = 2;
const FIRST_WITH_GROUPS = 8;
const FIRST_WITH_TOPIC_IDS = 10;

type GroupRequest = OffsetFetchRequest["groups"][number];
type TopicRequest = NonNullable<GroupRequest["topics"]>[number];
type GroupAnswer = Init<OffsetFetchResponse["groups"][number]>;
type TopicAnswer = Init<OffsetFetchResponse["groups"][number]["topics"][number]>;
type PartitionAnswer = Init<OffsetFetchResponse["groups"][number]["topics"][number]["partitions"][number]>;

/** The handler of OffsetFetch. */
export const offsetFetch: Handler = handler<OffsetFetchRequest, OffsetFetchResponse>(OffsetFetchBroker, {
  handle: (request, context) =>
    answerOf(groupsOf(request, context).map((group) => fetchGroup(group, request.requireStable, context)), context),
  fail: (request, errorCode, context) =>
    answerOf(groupsOf(request, context).map((group) => failGroup(group, errorCode, context)), context),
});

/** The groups that a request of any version names. */
function groupsOf(request: OffsetFetchRequest, { version }: RequestContext): readonly GroupRequest[] {
  if (version >= FIRST_WITH_GROUPS) return request.groups;
  const topics = request.topics?.map((topic) => ({ ...topic, topicId: ZERO_UUID })) ?? null;
  return [{ groupId: request.groupId, memberId: null, memberEpoch: -1, topics }];
}

function answerOf(groups: readonly GroupAnswer[], { version }: RequestContext): Init<OffsetFetchResponse> {
  if (version >= FIRST_WITH_GROUPS) return { groups };
  const [{ errorCode, topics = [] }] = groups;
  return { errorCode, topics: topics.map(({ name, partitions }) => ({ name, partitions })) };
}

function failGroup(group: GroupRequest, errorCode: number, { version }: RequestContext): GroupAnswer {
  const { groupId, topics } = group;
  if (version >= FIRST_WITH_GROUP_ERROR) return { groupId, errorCode };
  return { groupId, topics: (topics ?? []).map((topic) => failTopic(topic, errorCode)) };
}

function failTopic({ name, topicId, partitionIndexes }: TopicRequest, errorCode: number): TopicAnswer {
  return { name, topicId, partitions: partitionIndexes.map((index) => nothing(index, errorCode)) };
}

function nothing(partitionIndex: number, errorCode: number = ErrorCode.NONE): PartitionAnswer {
  return { partitionIndex, errorCode, committedOffset: -1n, committedLeaderEpoch: -1, metadata: "" };
}

function fetchGroup(request: GroupRequest, requireStable: boolean, context: RequestContext): GroupAnswer {
  const { groupId } = request;
  const refuse = (errorCode: number) => failGroup(request, errorCode, context);
  if (!context.allowed("DESCRIBE", "GROUP", groupId)) return refuse(ErrorCode.GROUP_AUTHORIZATION_FAILED);
  const store = context.state.part(GROUPS);
  const refusal = store.check(context.node.id, groupId);
  if (refusal !== null) return refuse(refusal.errorCode);
  const group = store.get(groupId);
  const problem = group?.validateFetch({
    memberId: request.memberId ?? "",
    groupInstanceId: null,
    generation: request.memberEpoch,
    version: context.version,
    transactional: false,
    anonymous: request.memberId === null,
  });
  if (problem) return refuse(problem.errorCode);
  // A group that is not there has no offsets; that is no error.
  const place = { group, requireStable };
  const topics = request.topics === null ? everything(place, context) : chosen(request.topics, place, context);
  return { groupId, topics };
}

interface Place {
  readonly group: Group | undefined;
  readonly requireStable: boolean;
}

function everything(place: Place, context: RequestContext): TopicAnswer[] {
  const byTopic = grouped(place.group?.offsets.all() ?? [], ({ topic }) => topic);
  return [...byTopic].filter(([topic]) => context.allowed("DESCRIBE", "TOPIC", topic))
    .map(([topic, all]) => named(topic, all.map(({ partition }) => fetchOne(topic, partition, place)), context));
}

/** By id in newer versions, and by name in the others. */
function named(name: string, partitions: PartitionAnswer[], { state, version }: RequestContext): TopicAnswer {
  const topicId = version >= FIRST_WITH_TOPIC_IDS ? state.topic(name)?.id : undefined;
  return { name, topicId, partitions };
}

/** Topics that are refused come last, as in Kafka. */
function chosen(topics: readonly TopicRequest[], place: Place, context: RequestContext): TopicAnswer[] {
  const { state, version } = context;
  const found: TopicAnswer[] = [];
  const refused: TopicAnswer[] = [];
  for (const topic of topics) {
    const byId = version >= FIRST_WITH_TOPIC_IDS;
    const name = byId ? state.topicById(topic.topicId)?.name : topic.name;
    if (name === undefined) refused.push(failTopic(topic, ErrorCode.UNKNOWN_TOPIC_ID));
    else if (!context.allowed("DESCRIBE", "TOPIC", name)) {
      refused.push(failTopic(topic, ErrorCode.TOPIC_AUTHORIZATION_FAILED));
    } else found.push(named(name, topic.partitionIndexes.map((index) => fetchOne(name, index, place)), context));
  }
  return [...found, ...refused];
}

function fetchOne(topic: string, partitionIndex: number, { group, requireStable }: Place): PartitionAnswer {
  if (requireStable && group?.offsets.isPending(topic, partitionIndex)) {
    return nothing(partitionIndex, ErrorCode.UNSTABLE_OFFSET_COMMIT);
  }
  const committed = group?.offsets.fetch(topic, partitionIndex);
  if (committed === undefined) return nothing(partitionIndex);
  const { offset, leaderEpoch, metadata } = committed;
  return { partitionIndex, committedOffset: offset, committedLeaderEpoch: leaderEpoch, metadata };
}
