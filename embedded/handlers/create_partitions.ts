// CreatePartitions, versions 0 to 3: more partitions for a topic, spread or assigned by hand; validate-only. Errors:
// unknown topic, named twice, no increase, wrong number of assignments, wrong assignments, more than 10 000
// partitions.
// Gaps: `timeoutMs` has no meaning, as partitions are there at once.
import { CreatePartitionsBroker } from "../../protocol/messages/create_partitions.ts";
import type { CreatePartitionsRequest, CreatePartitionsResponse } from "../../protocol/messages/create_partitions.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { MOST_PARTITIONS } from "../cluster_state.ts";
import { type Failure, failure } from "../failure.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";
import { repeated } from "../repeated.ts";
import type { Topic } from "../topic.ts";

type Wanted = CreatePartitionsRequest["topics"][number];
type Result = Init<CreatePartitionsResponse["results"][number]>;

/** The handler of CreatePartitions. */
export const createPartitions: Handler = handler<CreatePartitionsRequest, CreatePartitionsResponse>(
  CreatePartitionsBroker,
  {
    handle: (request, context) => {
      const twice = repeated(request.topics.map(({ name }) => name));
      const results: Result[] = [...twice].map((name) => ({
        name,
        errorCode: ErrorCode.INVALID_REQUEST,
        errorMessage: "Duplicate topic name.",
      }));
      for (const wanted of request.topics) {
        if (twice.has(wanted.name)) continue;
        const failed = grow(wanted, request, context);
        results.push({ name: wanted.name, errorMessage: null, ...failed });
      }
      return { results };
    },
    fail: (request, errorCode) => ({ results: request.topics.map(({ name }) => ({ name, errorCode })) }),
  },
);

function grow(wanted: Wanted, request: CreatePartitionsRequest, context: RequestContext): Result | null {
  if (!context.allowed("ALTER", "TOPIC", wanted.name)) return silent(ErrorCode.TOPIC_AUTHORIZATION_FAILED);
  const topic = context.state.topic(wanted.name);
  if (topic === undefined) return silent(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
  const problem = countFailure(wanted, topic.partitions.length);
  if (problem !== null) return problem;
  const placed = wanted.assignments === null
    ? spread(topic, wanted.count - topic.partitions.length, context)
    : assigned(topic, wanted.assignments.map(({ brokerIds }) => brokerIds), context);
  if ("errorCode" in placed) return placed;
  if (request.validateOnly) return null;
  const first = topic.partitions.length;
  const added = placed.map((nodeIds, at) => context.state.newPartition(topic, first + at, nodeIds));
  topic.partitions = [...topic.partitions, ...added];
  return null;
}

/** A failure that says no more than its number. */
function silent(errorCode: number): Result {
  return { errorCode, errorMessage: null };
}

function countFailure({ name, count, assignments }: Wanted, present: number): Failure | null {
  if (count === present) {
    return failure(ErrorCode.INVALID_PARTITIONS, `Topic already has ${present} partition(s).`);
  }
  if (count < present) {
    return failure(
      ErrorCode.INVALID_PARTITIONS,
      `The topic ${name} currently has ${present} partition(s); ${count} would not be an increase.`,
    );
  }
  const more = count - present;
  if (assignments !== null && assignments.length !== more) {
    return failure(
      ErrorCode.INVALID_REPLICA_ASSIGNMENT,
      `Attempted to add ${more} additional partition(s), but only ${assignments.length} assignment(s) were specified.`,
    );
  }
  if (more <= MOST_PARTITIONS) return null;
  return failure(ErrorCode.POLICY_VIOLATION, "Excessively large number of additional partitions per request.");
}

/** Replicas for each new partition: leaders go on where those of the topic ended. */
function spread(topic: Topic, more: number, { state }: RequestContext): number[][] | Failure {
  const alive = state.alive.map(({ id }) => id);
  const last = topic.partitions[topic.partitions.length - 1];
  const factor = topic.partitions[0].replicas.length;
  if (factor > alive.length) {
    return failure(
      ErrorCode.INVALID_REPLICATION_FACTOR,
      `Unable to replicate the partition ${factor} time(s): The target replication factor of ${factor} cannot be reached because only ${alive.length} broker(s) are registered.`,
    );
  }
  const first = alive.indexOf(last.replicas[0].nodeId) + 1;
  return Array.from(
    { length: more },
    (_, at) => Array.from({ length: factor }, (_, n) => alive[(first + at + n) % alive.length]),
  );
}

function assigned(
  topic: Topic,
  assignments: readonly (readonly number[])[],
  { state }: RequestContext,
): readonly (readonly number[])[] | Failure {
  const factor = topic.partitions[0].replicas.length;
  for (const [at, nodeIds] of assignments.entries()) {
    const problem = state.replicasProblem(nodeIds, factor);
    if (problem !== null) return failure(ErrorCode.INVALID_REPLICA_ASSIGNMENT, problem);
    if (nodeIds.some((id) => state.nodes.get(id)?.alive === true)) continue;
    const index = topic.partitions.length + at;
    return failure(
      ErrorCode.INVALID_REPLICA_ASSIGNMENT,
      `All brokers specified in the manual partition assignment for partition ${index} are fenced or in controlled shutdown.`,
    );
  }
  return assignments;
}
