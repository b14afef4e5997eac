// AlterPartitionReassignments, versions 0 to 1: other replicas for a partition, or null to give a move up. New copies
// fetch from the leader; the old ones go once all new ones are in sync. Errors: unknown topic or partition, wrong
// replicas, nothing to give up, another number of replicas where that is not allowed (1).
// Gaps: `timeoutMs` has no meaning, as the answer does not wait for the move.
import { AlterPartitionReassignmentsBroker } from "../../protocol/messages/alter_partition_reassignments.ts";
import type {
  AlterPartitionReassignmentsRequest,
  AlterPartitionReassignmentsResponse,
} from "../../protocol/messages/alter_partition_reassignments.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { failure, plainFailure } from "../failure.ts";
import { CLUSTER_NAME, type Handler, handler, type RequestContext } from "../handler.ts";
import { REASSIGNMENTS } from "../reassignments.ts";

type Target = AlterPartitionReassignmentsRequest["topics"][number]["partitions"][number];

/** The handler of AlterPartitionReassignments. */
export const alterPartitionReassignments: Handler = handler<
  AlterPartitionReassignmentsRequest,
  AlterPartitionReassignmentsResponse
>(AlterPartitionReassignmentsBroker, {
  handle: (request, context) => {
    if (!context.allowed("ALTER", "CLUSTER", CLUSTER_NAME)) {
      return plainFailure(ErrorCode.CLUSTER_AUTHORIZATION_FAILED);
    }
    const { allowReplicationFactorChange, topics } = request;
    return {
      allowReplicationFactorChange,
      errorMessage: null,
      responses: topics.map(({ name, partitions }) => ({
        name,
        partitions: partitions.map((target) => ({
          partitionIndex: target.partitionIndex,
          errorMessage: null,
          ...move(name, target, { context, allowReplicationFactorChange }),
        })),
      })),
    };
  },
  fail: (request, errorCode) => ({
    errorCode,
    responses: request.topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode })),
    })),
  }),
});

interface MoveRules {
  readonly context: RequestContext;
  readonly allowReplicationFactorChange: boolean;
}

function move(
  name: string,
  { partitionIndex, replicas }: Target,
  { context, allowReplicationFactorChange }: MoveRules,
): { readonly errorCode: number; readonly errorMessage: string | null } | null {
  const { state } = context;
  const topic = state.topic(name);
  if (topic === undefined) {
    return failure(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, `Unable to find a topic named ${name}.`);
  }
  const partition = topic.partitions[partitionIndex];
  if (partition === undefined) {
    return failure(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, `Unable to find partition ${name}:${partitionIndex}.`);
  }
  const reassignments = state.part(REASSIGNMENTS);
  if (replicas === null) {
    const failed = reassignments.cancel(partition);
    const plain = failed?.errorCode === ErrorCode.NO_REASSIGNMENT_IN_PROGRESS;
    return plain ? { errorCode: failed.errorCode, errorMessage: null } : failed;
  }
  const problem = state.replicasProblem(replicas, replicas.length);
  if (problem !== null) return failure(ErrorCode.INVALID_REPLICA_ASSIGNMENT, problem);
  const present = reassignments.of(partition)?.target ?? partition.replicas;
  if (!allowReplicationFactorChange && present.length !== replicas.length) {
    return failure(
      ErrorCode.INVALID_REPLICATION_FACTOR,
      `The replication factor is changed from ${present.length} to ${replicas.length}`,
    );
  }
  reassignments.start(topic, partition, replicas);
  return null;
}
