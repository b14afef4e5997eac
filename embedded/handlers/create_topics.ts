// CreateTopics, versions 0 to 7: counts or assignments by hand, settings, validate-only. Errors: exists, invalid name,
// colliding name, partitions, replication factor, assignment, unknown or invalid setting, named twice, more than 10
// 000 partitions in a request. Any broker answers, as in KRaft. Who may not see settings is not told them.
// Gaps: `timeoutMs` has no meaning, as topics are there at once.
import { CreateTopicsBroker } from "../../protocol/messages/create_topics.ts";
import type { CreateTopicsRequest, CreateTopicsResponse } from "../../protocol/messages/create_topics.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { topicEntries } from "../configs/config_entries.ts";
import { MOST_PARTITIONS, type NewTopic, type TopicPlan } from "../cluster_state.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { type Failure, failure } from "../failure.ts";
import { CLUSTER_NAME, type Handler, handler, type RequestContext } from "../handler.ts";
import { repeated } from "../repeated.ts";
import { METADATA_TOPIC } from "../topic_name.ts";

type Creatable = CreateTopicsRequest["topics"][number];
type Result = Init<CreateTopicsResponse["topics"][number]>;

/** What is told of a topic that was not made. */
const NO_SHAPE = { numPartitions: -1, replicationFactor: -1 };

/** The handler of CreateTopics. */
export const createTopics: Handler = handler<CreateTopicsRequest, CreateTopicsResponse>(CreateTopicsBroker, {
  handle: (request, context) => {
    const twice = repeated(request.topics.map(({ name }) => name));
    if (asked(request, context) > MOST_PARTITIONS) {
      const tooMany = failure(ErrorCode.POLICY_VIOLATION, "Excessively large number of partitions per request.");
      return { topics: request.topics.map(({ name }) => ({ name, ...tooMany, ...NO_SHAPE })) };
    }
    const topics: Result[] = [];
    for (const topic of request.topics) {
      if (!twice.has(topic.name)) topics.push(create(topic, request, context));
    }
    for (const name of twice) {
      topics.push({ name, errorCode: ErrorCode.INVALID_REQUEST, errorMessage: "Duplicate topic name." });
    }
    return { topics };
  },
  fail: failAll,
});

function failAll(request: CreateTopicsRequest, errorCode: number): Init<CreateTopicsResponse> {
  return { topics: request.topics.map(({ name }) => ({ name, errorCode })) };
}

/** Partitions of all topics together. */
function asked(request: CreateTopicsRequest, { state }: RequestContext): number {
  return request.topics.reduce((sum, { numPartitions, assignments }) => {
    const counted = numPartitions === -1 ? state.defaultPartitions : Math.max(numPartitions, 0);
    return sum + (assignments.length === 0 ? counted : assignments.length);
  }, 0);
}

function create(topic: Creatable, request: CreateTopicsRequest, context: RequestContext): Result {
  const { name } = topic;
  const { state } = context;
  const refused = refusal(name, context) ?? assignedTwice(topic);
  if (refused !== null) return { name, ...refused, ...NO_SHAPE };
  const plan = state.planTopic(newTopic(topic));
  if ("errorCode" in plan) return { name, ...plan, ...NO_SHAPE };
  if (!request.validateOnly) state.addTopic(plan);
  return {
    name,
    topicId: plan.id,
    errorMessage: null,
    ...shape(plan, context),
  };
}

function assignedTwice({ assignments }: Creatable): Failure | null {
  const [twice] = repeated(assignments.map(({ partitionIndex }) => partitionIndex));
  if (twice === undefined) return null;
  return failure(
    ErrorCode.INVALID_REPLICA_ASSIGNMENT,
    `Found multiple manual partition assignments for partition ${twice}`,
  );
}

function refusal(name: string, context: RequestContext): Failure | null {
  if (name === METADATA_TOPIC) {
    return failure(ErrorCode.INVALID_REQUEST, `Creation of internal topic ${METADATA_TOPIC} is prohibited.`);
  }
  if (context.allowed("CREATE", "CLUSTER", CLUSTER_NAME) || context.allowed("CREATE", "TOPIC", name)) return null;
  return failure(ErrorCode.TOPIC_AUTHORIZATION_FAILED, "Authorization failed.");
}

/** What has become of it, for those who may see settings. */
function shape(plan: TopicPlan, context: RequestContext): Result {
  if (!context.allowed("DESCRIBE_CONFIGS", "TOPIC", plan.name)) {
    const topicConfigErrorCode = ErrorCode.TOPIC_AUTHORIZATION_FAILED;
    return { topicConfigErrorCode, numPartitions: -1, replicationFactor: -1 };
  }
  return {
    numPartitions: plan.assignment.length,
    replicationFactor: plan.assignment[0].length,
    configs: topicEntries(plan, context),
  };
}

function newTopic(topic: Creatable): NewTopic {
  const assignments = topic.assignments.length === 0
    ? null
    : new Map(topic.assignments.map(({ partitionIndex, brokerIds }) => [partitionIndex, brokerIds]));
  return {
    name: topic.name,
    partitions: topic.numPartitions,
    replicationFactor: topic.replicationFactor,
    assignments,
    configs: new Map(topic.configs.map(({ name, value }) => [name, value])),
  };
}
