// CreateTopics, versions 0 to 7: counts or assignments by hand, settings, validate-only. Errors: exists, invalid name,
// colliding name, partitions, replication factor, assignment, unknown or invalid setting, named twice, more than 10 000
// partitions in a request.
// Gaps: `timeoutMs` has no meaning, as topics are there at once; any broker answers, not the controller alone.
import { CreateTopicsBroker } from "../../protocol/messages/create_topics.ts";
import type { CreateTopicsRequest, CreateTopicsResponse } from "../../protocol/messages/create_topics.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { MOST_PARTITIONS, type NewTopic } from "../cluster_state.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";
import type { Topic } from "../topic.ts";
import { TOPIC_CONFIG_DEFAULTS } from "../topic_config.ts";

type Creatable = CreateTopicsRequest["topics"][number];
type Result = Init<CreateTopicsResponse["topics"][number]>;

/** Where a setting comes from: `DescribeConfigsResponse.ConfigSource`. */
const DYNAMIC_TOPIC_CONFIG = 1;
const DEFAULT_CONFIG = 5;

/** The handler of CreateTopics. */
export const createTopics: Handler = handler<CreateTopicsRequest, CreateTopicsResponse>(CreateTopicsBroker, {
  handle: (request, context) => {
    const seen = new Set<string>();
    const twice = new Set<string>();
    for (const { name } of request.topics) seen.has(name) ? twice.add(name) : seen.add(name);
    if (asked(request) > MOST_PARTITIONS) return failAll(request, ErrorCode.POLICY_VIOLATION);
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
function asked(request: CreateTopicsRequest): number {
  return request.topics.reduce((sum, topic) => sum + Math.max(topic.numPartitions, topic.assignments.length, 0), 0);
}

function create(topic: Creatable, request: CreateTopicsRequest, { state }: RequestContext): Result {
  const { name } = topic;
  const made = state.createTopic(newTopic(topic), { validateOnly: request.validateOnly });
  if ("errorCode" in made) return { name, ...made, numPartitions: -1, replicationFactor: -1 };
  return {
    name,
    topicId: request.validateOnly ? undefined : made.id,
    errorMessage: null,
    numPartitions: made.partitions.length,
    replicationFactor: made.partitions[0].replicas.length,
    configs: configsOf(made),
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

function configsOf(topic: Topic): NonNullable<Result["configs"]> {
  return [...TOPIC_CONFIG_DEFAULTS].map(([name, fallback]) => {
    const own = topic.configs.get(name);
    return { name, value: own ?? fallback, configSource: own === undefined ? DEFAULT_CONFIG : DYNAMIC_TOPIC_CONFIG };
  });
}
