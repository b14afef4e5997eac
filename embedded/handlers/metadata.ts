// Metadata, versions 0 to 13: brokers by the listener that was asked, topics by name or (12+) by id, leader epochs (7+),
// authorized operations as of a cluster without an authorizer. No topics means all in version 0, none later; null means
// all. Topics are made on demand when the option says so: the first answer is UNKNOWN_TOPIC_OR_PARTITION, as in KRaft.
// Gaps: metadata are never stale.
import { MetadataBroker } from "../../protocol/messages/metadata.ts";
import type { MetadataRequest, MetadataResponse } from "../../protocol/messages/metadata.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ZERO_UUID } from "../../protocol/wire/uuid.ts";
import { authorizedOperations, CLUSTER_OPERATIONS, TOPIC_OPERATIONS } from "../authorized_operations.ts";
import type { ClusterState } from "../cluster_state.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";
import type { Partition, Topic } from "../topic.ts";
import { topicNameProblem } from "../topic_name.ts";

type TopicMetadata = Init<MetadataResponse["topics"][number]>;
type TopicReference = NonNullable<MetadataRequest["topics"]>[number];

/** The handler of Metadata. */
export const metadata: Handler = handler<MetadataRequest, MetadataResponse>(MetadataBroker, {
  handle: (request, context) => {
    const topics = wanted(request, context).map((topic) => describe(topic, request, context));
    return { ...cluster(request, context), topics };
  },
  fail: (request, errorCode, context) => {
    const topics = (request.topics ?? []).map(({ name, topicId }) => ({ name, topicId, errorCode }));
    return { ...cluster(request, context), topics, errorCode };
  },
});

function cluster(request: MetadataRequest, context: RequestContext): Init<MetadataResponse> {
  const { state, listener } = context;
  const brokers = state.alive.flatMap(({ id: nodeId, rack, endpoints }) => {
    const endpoint = endpoints.get(listener);
    return endpoint === undefined ? [] : [{ nodeId, ...endpoint, rack }];
  });
  const clusterAuthorizedOperations = authorizedOperations(
    request.includeClusterAuthorizedOperations,
    CLUSTER_OPERATIONS,
  );
  return { brokers, clusterId: state.clusterId, controllerId: state.controller, clusterAuthorizedOperations };
}

function wanted(request: MetadataRequest, { state, version }: RequestContext): readonly (Topic | TopicReference)[] {
  const { topics } = request;
  if (topics === null || (version === 0 && topics.length === 0)) return [...state.topics];
  const seen = new Set<string>();
  return topics.filter(({ name, topicId }) => {
    const key = `${name} ${topicId}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

function describe(topic: Topic | TopicReference, request: MetadataRequest, context: RequestContext): TopicMetadata {
  const { state } = context;
  if ("partitions" in topic) return known(topic, request, state);
  const { name, topicId } = topic;
  if (topicId !== ZERO_UUID) {
    const found = state.topicById(topicId);
    return found === undefined
      ? { name: null, topicId, errorCode: ErrorCode.UNKNOWN_TOPIC_ID }
      : known(found, request, state);
  }
  const found = state.topic(name ?? "");
  if (found !== undefined) return known(found, request, state);
  return { name, topicId, errorCode: missing(name ?? "", request, context) };
}

function missing(name: string, request: MetadataRequest, { state, version }: RequestContext): number {
  if (topicNameProblem(name) !== null) return ErrorCode.INVALID_TOPIC_EXCEPTION;
  const asked = version < 4 || request.allowAutoTopicCreation;
  if (!asked || !state.autoCreateTopics) return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
  const made = state.createTopic({
    name,
    partitions: -1,
    replicationFactor: -1,
    assignments: null,
    configs: new Map(),
  });
  return "errorCode" in made ? made.errorCode : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
}

function known(topic: Topic, request: MetadataRequest, state: ClusterState): TopicMetadata {
  return {
    name: topic.name,
    topicId: topic.id,
    isInternal: topic.name.startsWith("__"),
    partitions: topic.partitions.map((partition) => describePartition(partition, state)),
    topicAuthorizedOperations: authorizedOperations(request.includeTopicAuthorizedOperations, TOPIC_OPERATIONS),
  };
}

function describePartition(partition: Partition, state: ClusterState) {
  const replicaNodes = partition.replicas.map(({ nodeId }) => nodeId);
  return {
    errorCode: partition.leader === -1 ? ErrorCode.LEADER_NOT_AVAILABLE : ErrorCode.NONE,
    partitionIndex: partition.index,
    leaderId: partition.leader,
    leaderEpoch: partition.leaderEpoch,
    replicaNodes,
    isrNodes: [...partition.isr],
    offlineReplicas: replicaNodes.filter((id) => state.nodes.get(id)?.alive !== true),
  };
}
