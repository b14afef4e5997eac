// TxnOffsetCommit, versions 0 to 6: offsets that become visible when their transaction commits; member, generation and
// static name (3+, KIP-447), topic ids (6+). The group must be in the transaction; since version 5 (transaction version
// 2) it is added here.
// Gaps: none known.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { TxnOffsetCommitBroker } from "../../protocol/messages/txn_offset_commit.ts";
import type { TxnOffsetCommitRequest, TxnOffsetCommitResponse } from "../../protocol/messages/txn_offset_commit.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { coordinatorPartition } from "../coordinators.ts";
import type { Group } from "../groups/group.ts";
import { GROUPS } from "../groups/group_store.ts";
import {
  type AcceptedOffset,
  askedOffsets,
  commitOffset,
  groupForCommit,
  partitionsProblem,
} from "../groups/offset_claims.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";
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
  const { state, version } = context;
  const { accepted, refused } = askedOffsets(request.topics, { byId: version >= FIRST_WITH_TOPIC_IDS, context });
  const codes = new Map(refused.map(({ partition, errorCode }) => [partition, errorCode]));
  // The group is not even looked at when no partition is left.
  if (accepted.length > 0) {
    const group = claimedGroup(request, accepted, context);
    const transaction = { now: state.platform.clock.wall(), producerId: request.producerId };
    for (const one of accepted) {
      codes.set(one.partition, typeof group === "number" ? group : commitOffset(group, one, transaction));
    }
  }
  return answer(request, (partition) => codes.get(partition) ?? ErrorCode.NONE);
}

/** The group, once it is in the transaction and the sender may commit for it; else an error code. */
function claimedGroup(
  request: TxnOffsetCommitRequest,
  accepted: readonly AcceptedOffset<TopicRequest>[],
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
  return partitionsProblem(group, claim, accepted.map(({ place }) => place))?.errorCode ?? group;
}

/** Old clients take COORDINATOR_LOAD_IN_PROGRESS for a failure (KAFKA-7296). */
function oldCode(errorCode: number, version: number): number {
  return version < FIRST_WITH_LOADING && errorCode === ErrorCode.COORDINATOR_LOAD_IN_PROGRESS
    ? ErrorCode.COORDINATOR_NOT_AVAILABLE
    : errorCode;
}

function answer(
  request: TxnOffsetCommitRequest,
  codeOf: (partition: PartitionRequest) => number,
): Init<TxnOffsetCommitResponse> {
  return {
    topics: request.topics.map((topic) => ({
      name: topic.name,
      topicId: topic.topicId,
      partitions: topic.partitions.map((partition) => ({
        partitionIndex: partition.partitionIndex,
        errorCode: codeOf(partition),
      })),
    })),
  };
}
