// TxnOffsetCommit, versions 0 to 6: offsets that become visible when their transaction commits; member, generation and
// static name (3+, KIP-447), topic ids (6+). The group must be in the transaction; since version 5 (transaction version
// 2) it is added here.
// Gaps: none known.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { TxnOffsetCommitBroker } from "../../protocol/messages/txn_offset_commit.ts";
import type { TxnOffsetCommitRequest, TxnOffsetCommitResponse } from "../../protocol/messages/txn_offset_commit.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { coordinatorPartition } from "../coordinators.ts";
import { groupForCommit, metadataTooLong, partitionsProblem } from "../groups/offset_claims.ts";
import type { Group, PartitionPlace } from "../groups/group.ts";
import { GROUPS } from "../groups/group_store.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";
import type { Topic } from "../topic.ts";
import { OFFSETS_TOPIC } from "../topic_name.ts";
import { verifyClaim } from "../transactions/verification.ts";

const FIRST_WITH_LOADING = 2;
const FIRST_WITH_ABORTABLE = 4;
const FIRST_THAT_ADDS = 5;
const FIRST_WITH_TOPIC_IDS = 6;

type TopicRequest = TxnOffsetCommitRequest["topics"][number];
type PartitionRequest = TopicRequest["partitions"][number];

/** The handler of TxnOffsetCommit. */
export const txnOffsetCommit: Handler = handler<TxnOffsetCommitRequest, TxnOffsetCommitResponse>(
  TxnOffsetCommitBroker,
  {
    handle: (request, context) => commit(request, context),
    fail: (request, errorCode) => answer(request, () => errorCode),
  },
);

function commit(request: TxnOffsetCommitRequest, context: RequestContext): Init<TxnOffsetCommitResponse> {
  const { transactionalId, groupId } = request;
  if (!context.allowed("WRITE", "TRANSACTIONAL_ID", transactionalId)) {
    return answer(request, () => ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED);
  }
  if (!context.allowed("READ", "GROUP", groupId)) return answer(request, () => ErrorCode.GROUP_AUTHORIZATION_FAILED);
  const problems = new Map<PartitionRequest, number>();
  let group: Group | number | undefined;
  for (const topic of request.topics) {
    for (const partition of topic.partitions) problems.set(partition, topicProblem(topic, partition, context));
  }
  // The group is not even looked at when no partition is left.
  if ([...problems.values()].includes(ErrorCode.NONE)) group = claimedGroup(request, problems, context);
  return answer(request, (topic, partition) => {
    const problem = problems.get(partition) ?? ErrorCode.NONE;
    const known = topicOf(topic, context);
    if (problem !== ErrorCode.NONE || group === undefined || known === undefined) return problem;
    return typeof group === "number" ? group : commitOne(partition, { group, topic: known, request, context });
  });
}

function topicOf({ name, topicId }: TopicRequest, { state, version }: RequestContext): Topic | undefined {
  return version >= FIRST_WITH_TOPIC_IDS ? state.topicById(topicId) : state.topic(name);
}

function topicProblem(request: TopicRequest, { partitionIndex }: PartitionRequest, context: RequestContext): number {
  const topic = topicOf(request, context);
  if (topic === undefined && context.version >= FIRST_WITH_TOPIC_IDS) return ErrorCode.UNKNOWN_TOPIC_ID;
  if (!context.allowed("READ", "TOPIC", topic?.name ?? request.name)) return ErrorCode.TOPIC_AUTHORIZATION_FAILED;
  const known = topic?.partitions[partitionIndex] !== undefined;
  return known ? ErrorCode.NONE : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
}

/** The group, once it is in the transaction and the sender may commit for it; else an error code. */
function claimedGroup(
  request: TxnOffsetCommitRequest,
  problems: ReadonlyMap<PartitionRequest, number>,
  context: RequestContext,
): Group | number {
  const { state, node, version } = context;
  const { transactionalId, groupId, producerId, producerEpoch, memberId, groupInstanceId } = request;
  if (groupId === "") return ErrorCode.INVALID_GROUP_ID;
  const store = state.part(GROUPS);
  const elsewhere = store.check(node.id, groupId);
  if (elsewhere !== null) return oldCode(elsewhere.errorCode, version);
  const code = verifyClaim(state, {
    transactionalId,
    producerId,
    producerEpoch,
    topic: OFFSETS_TOPIC,
    partition: coordinatorPartition(groupId),
  }, { adds: version >= FIRST_THAT_ADDS, knowsAbortable: version >= FIRST_WITH_ABORTABLE });
  if (code !== ErrorCode.NONE) return oldCode(code, version);
  const generation = request.generationIdOrMemberEpoch;
  const claim = { memberId, groupInstanceId, generation, version, transactional: true };
  const group = groupForCommit(store, groupId, claim);
  if ("errorCode" in group) return group.errorCode;
  const places = request.topics.flatMap((topic) => placesOf(topic, problems, context));
  return partitionsProblem(group, claim, places)?.errorCode ?? group;
}

/** The partitions of a topic that offsets can be committed for. */
function placesOf(
  request: TopicRequest,
  problems: ReadonlyMap<PartitionRequest, number>,
  context: RequestContext,
): PartitionPlace[] {
  const topic = topicOf(request, context);
  if (topic === undefined) return [];
  const good = request.partitions.filter((partition) => problems.get(partition) === ErrorCode.NONE);
  return good.map(({ partitionIndex: partition }) => ({ topic: topic.name, topicId: topic.id, partition }));
}

/** Old clients take COORDINATOR_LOAD_IN_PROGRESS for a failure (KAFKA-7296). */
function oldCode(errorCode: number, version: number): number {
  return version < FIRST_WITH_LOADING && errorCode === ErrorCode.COORDINATOR_LOAD_IN_PROGRESS
    ? ErrorCode.COORDINATOR_NOT_AVAILABLE
    : errorCode;
}

interface CommitPlace {
  readonly group: Group;
  readonly topic: Topic;
  readonly request: TxnOffsetCommitRequest;
  readonly context: RequestContext;
}

function commitOne(partition: PartitionRequest, { group, topic, request, context }: CommitPlace): number {
  const { state } = context;
  const { partitionIndex, committedOffset, committedLeaderEpoch, committedMetadata } = partition;
  if (metadataTooLong(state.part(GROUPS), committedMetadata)) return ErrorCode.OFFSET_METADATA_TOO_LARGE;
  const { producerId, producerEpoch } = request;
  group.offsets.commitInTransaction({ producerId, producerEpoch }, topic.name, partitionIndex, {
    offset: committedOffset,
    leaderEpoch: committedLeaderEpoch,
    metadata: committedMetadata ?? "",
    now: state.platform.clock.wall(),
    topicId: topic.id,
  });
  return ErrorCode.NONE;
}

function answer(
  request: TxnOffsetCommitRequest,
  codeOf: (topic: TopicRequest, partition: PartitionRequest) => number,
): Init<TxnOffsetCommitResponse> {
  return {
    topics: request.topics.map((topic) => ({
      name: topic.name,
      topicId: topic.topicId,
      partitions: topic.partitions.map((partition) => ({
        partitionIndex: partition.partitionIndex,
        errorCode: codeOf(topic, partition),
      })),
    })),
  };
}
