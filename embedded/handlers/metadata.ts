// Metadata, versions 0 to 13: brokers by the listener that was asked, topics by name or (12+) by id, leader epochs (7+),
// authorized operations. Who may not describe a topic is told so, or not told of it when all are asked for. No topics
// means all in version 0, none later; null means all. Topics are made on demand when the option says so: the first
// answer is UNKNOWN_TOPIC_OR_PARTITION, as in KRaft. A broker whose metadata are frozen tells what it knew then.
// Gaps: none known.
import { MetadataBroker } from "../../protocol/messages/metadata.ts";
import type { MetadataRequest, MetadataResponse } from "../../protocol/messages/metadata.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ZERO_UUID } from "../../protocol/wire/uuid.ts";
import { authorizedOperations, clusterOperations } from "../authorized_operations.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { CLUSTER_NAME, type Handler, handler, type RequestContext } from "../handler.ts";
import { brokersOf, partitionAnswer } from "../metadata_answer.ts";
import { metadataOf, type TopicView } from "../metadata_freeze.ts";
import { isInternalTopic, topicNameProblem } from "../topic_name.ts";

type TopicMetadata = Init<MetadataResponse["topics"][number]>;
type TopicReference = NonNullable<MetadataRequest["topics"]>[number];

const FIRST_WITHOUT_NAMES = 12;

/** The handler of Metadata. */
export const metadata: Handler = handler<MetadataRequest, MetadataResponse>(MetadataBroker, {
  handle: (request, context) => {
    if (request.topics?.some(({ name, topicId }) => name === null && topicId === ZERO_UUID)) return nameless(request);
    const topics = wanted(request, context).map((topic) => describe(topic, request, context));
    // A name that is not there cannot be written before version 12: a real broker stumbles over that too.
    if (context.version < FIRST_WITHOUT_NAMES && topics.some(({ name }) => name === null)) return nameless(request);
    return { ...cluster(request, context), topics };
  },
  fail: (request, errorCode, context) => {
    const topics = (request.topics ?? []).map(({ name, topicId }) => ({ name: name ?? "", topicId, errorCode }));
    return { ...cluster(request, context), topics, errorCode };
  },
});

/** A topic with neither name nor id makes a real broker stumble: it has no answer but this. */
function nameless({ topics }: MetadataRequest): Init<MetadataResponse> {
  const errorCode = ErrorCode.UNKNOWN_SERVER_ERROR;
  const all = (topics ?? []).map(({ name, topicId }) => ({ name: name ?? "", topicId, errorCode }));
  return { clusterId: null, controllerId: -1, topics: all, errorCode };
}

function cluster(request: MetadataRequest, context: RequestContext): Init<MetadataResponse> {
  const state = metadataOf(context);
  return {
    brokers: brokersOf(state, context.listener),
    clusterId: state.clusterId,
    controllerId: state.controller,
    clusterAuthorizedOperations: clusterOperations(request.includeClusterAuthorizedOperations, context),
  };
}

function wanted(request: MetadataRequest, context: RequestContext): readonly (TopicView | TopicReference)[] {
  const { topics } = request;
  if (topics === null || (context.version === 0 && topics.length === 0)) {
    return [...metadataOf(context).topics].filter(({ name }) => context.allowed("DESCRIBE", "TOPIC", name));
  }
  const seen = new Set<string>();
  return topics.filter(({ name, topicId }) => {
    const key = `${name} ${topicId}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

function describe(topic: TopicView | TopicReference, request: MetadataRequest, context: RequestContext): TopicMetadata {
  const state = metadataOf(context);
  if ("partitions" in topic) return known(topic, request, context);
  const { name, topicId } = topic;
  if (topicId !== ZERO_UUID) {
    const found = state.topicById(topicId);
    if (found === undefined) return { name: null, topicId, errorCode: ErrorCode.UNKNOWN_TOPIC_ID };
    if (context.allowed("DESCRIBE", "TOPIC", found.name)) return known(found, request, context);
    return { name: null, topicId, errorCode: ErrorCode.TOPIC_AUTHORIZATION_FAILED };
  }
  if (!context.allowed("DESCRIBE", "TOPIC", name ?? "")) {
    return { name, topicId, errorCode: ErrorCode.TOPIC_AUTHORIZATION_FAILED };
  }
  const found = state.topic(name ?? "");
  if (found !== undefined) return known(found, request, context);
  return { name, topicId, errorCode: missing(name ?? "", request, context) };
}

function missing(name: string, request: MetadataRequest, context: RequestContext): number {
  const { state, version } = context;
  if (topicNameProblem(name) !== null) return ErrorCode.INVALID_TOPIC_EXCEPTION;
  const asked = version < 4 || request.allowAutoTopicCreation;
  if (!asked || !state.autoCreateTopics) return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
  if (!context.allowed("CREATE", "CLUSTER", CLUSTER_NAME) && !context.allowed("CREATE", "TOPIC", name)) {
    return ErrorCode.TOPIC_AUTHORIZATION_FAILED;
  }
  const made = state.createTopic({
    name,
    partitions: -1,
    replicationFactor: -1,
    assignments: null,
    configs: new Map(),
  });
  // It is there already when the metadata are frozen.
  const failed = "errorCode" in made && made.errorCode !== ErrorCode.TOPIC_ALREADY_EXISTS;
  return failed ? made.errorCode : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
}

function known(topic: TopicView, request: MetadataRequest, context: RequestContext): TopicMetadata {
  const state = metadataOf(context);
  return {
    name: topic.name,
    topicId: topic.id,
    isInternal: isInternalTopic(topic.name),
    partitions: topic.partitions.map((partition) => partitionAnswer(partition, state)),
    topicAuthorizedOperations: authorizedOperations(
      request.includeTopicAuthorizedOperations,
      { kind: "TOPIC", name: topic.name },
      context,
    ),
  };
}
