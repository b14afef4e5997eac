// DescribeTopicPartitions, version 0: topics by name in the order of their names, at most so many partitions an answer,
// and a cursor to go on from. No names means all topics.
// A broker whose metadata are frozen tells what it knew then.
// Gaps: eligible leader replicas are not kept.
import { DescribeTopicPartitionsBroker } from "../../protocol/messages/describe_topic_partitions.ts";
import type {
  DescribeTopicPartitionsRequest,
  DescribeTopicPartitionsResponse,
} from "../../protocol/messages/describe_topic_partitions.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { authorizedOperations } from "../authorized_operations.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";
import { partitionAnswer } from "../metadata_answer.ts";
import { metadataOf } from "../metadata_freeze.ts";
import { isInternalTopic, topicNameProblem } from "../topic_name.ts";

type Cursor = NonNullable<DescribeTopicPartitionsRequest["cursor"]>;
type TopicAnswer = Init<DescribeTopicPartitionsResponse["topics"][number]>;

/** `max.request.partition.size.limit` of a broker. */
const MOST_PARTITIONS = 2000;
const NOT_KEPT = { eligibleLeaderReplicas: [], lastKnownElr: [] };

/** The handler of DescribeTopicPartitions. */
export const describeTopicPartitions: Handler = handler<
  DescribeTopicPartitionsRequest,
  DescribeTopicPartitionsResponse
>(DescribeTopicPartitionsBroker, {
  handle: (request, context) => describe(request, context),
  fail: failAll,
});

function failAll(
  request: DescribeTopicPartitionsRequest,
  errorCode: number,
): Init<DescribeTopicPartitionsResponse> {
  return { topics: request.topics.map(({ name }) => ({ name, errorCode })) };
}

/** A cursor names one of the topics that are asked for, and a partition that could be. */
function fits({ topicName, partitionIndex }: Cursor, { topics }: DescribeTopicPartitionsRequest): boolean {
  return partitionIndex >= 0 && (topics.length === 0 || topics.some(({ name }) => name === topicName));
}

function describe(
  request: DescribeTopicPartitionsRequest,
  context: RequestContext,
): Init<DescribeTopicPartitionsResponse> {
  const state = metadataOf(context);
  const { cursor } = request;
  if (cursor !== null && !fits(cursor, request)) return failAll(request, ErrorCode.INVALID_REQUEST);
  const all = request.topics.length === 0 ? [...state.topics] : request.topics;
  const wanted = [...new Set(all.map(({ name }) => name))].sort().filter((name) => name >= (cursor?.topicName ?? ""));
  const names = new Set(wanted.filter((name) => context.allowed("DESCRIBE", "TOPIC", name)));
  const denied = request.topics.length === 0 ? [] : wanted.filter((name) => !names.has(name));
  const hidden = denied.map((name) => ({ name, errorCode: ErrorCode.TOPIC_AUTHORIZATION_FAILED }));
  let left = Math.max(1, Math.min(request.responsePartitionLimit, MOST_PARTITIONS));
  const topics: TopicAnswer[] = [];
  for (const name of names) {
    const first = name === cursor?.topicName ? cursor.partitionIndex : 0;
    if (left === 0) return { topics: [...topics, ...hidden], nextCursor: { topicName: name, partitionIndex: first } };
    const topic = state.topic(name);
    const topicAuthorizedOperations = authorizedOperations(true, { kind: "TOPIC", name }, context);
    if (topic === undefined) {
      const valid = topicNameProblem(name) === null;
      const errorCode = valid ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION : ErrorCode.INVALID_TOPIC_EXCEPTION;
      topics.push({ name, errorCode, topicAuthorizedOperations });
      continue;
    }
    const shown = topic.partitions.slice(first, first + left);
    left -= shown.length;
    topics.push({
      name,
      topicId: topic.id,
      isInternal: isInternalTopic(name),
      partitions: shown.map((partition) => ({ ...partitionAnswer(partition, state), ...NOT_KEPT })),
      topicAuthorizedOperations,
    });
    const next = first + shown.length;
    if (next >= topic.partitions.length) continue;
    return { topics: [...topics, ...hidden], nextCursor: { topicName: name, partitionIndex: next } };
  }
  return { topics: [...topics, ...hidden] };
}
