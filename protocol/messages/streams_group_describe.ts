// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt32, readString, writeInt32, writeString } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of StreamsGroupDescribe (key 89, versions 0 to 1). */
export const StreamsGroupDescribe: ClientApi<StreamsGroupDescribeRequest, StreamsGroupDescribeResponse> = {
  key: 89,
  name: "StreamsGroupDescribe",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 0,
  encodeRequest: encodeStreamsGroupDescribeRequest,
  decodeResponse: decodeStreamsGroupDescribeResponse,
};

/** The broker's side of StreamsGroupDescribe (key 89, versions 0 to 1). */
export const StreamsGroupDescribeBroker: BrokerApi<StreamsGroupDescribeRequest, StreamsGroupDescribeResponse> = {
  key: 89,
  name: "StreamsGroupDescribe",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 0,
  decodeRequest: decodeStreamsGroupDescribeRequest,
  encodeResponse: encodeStreamsGroupDescribeResponse,
};

/**
 * StreamsGroupDescribeRequest, versions 0 to 1.
 *
 * Version 1 adds IncludeTopologyDescription (KIP-1331).
 */
export interface StreamsGroupDescribeRequest {
  /** The ids of the groups to describe. */
  readonly groupIds: readonly string[];
  /** Whether to include authorized operations. */
  readonly includeAuthorizedOperations: boolean;
  /** Whether to include the full topology description from the topology description plugin in the response. (from version 1) */
  readonly includeTopologyDescription: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a StreamsGroupDescribeRequest in version `v`, 0 to 1. */
export function encodeStreamsGroupDescribeRequest(w: Writer, m: Init<StreamsGroupDescribeRequest>, v: number): void {
  w.begin("StreamsGroupDescribeRequest", v, true);
  const { groupIds = [], includeAuthorizedOperations = false, includeTopologyDescription = false } = m;
  w.array(groupIds, "groupIds", writeString);
  w.bool(includeAuthorizedOperations, "includeAuthorizedOperations");
  if (v >= 1) w.bool(includeTopologyDescription, "includeTopologyDescription");
  else if (includeTopologyDescription !== false) w.unsupported("includeTopologyDescription");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a StreamsGroupDescribeRequest in version `v`, 0 to 1. */
export function decodeStreamsGroupDescribeRequest(r: Reader, v: number): StreamsGroupDescribeRequest {
  r.begin("StreamsGroupDescribeRequest", v, true);
  const m: StreamsGroupDescribeRequest = {
    groupIds: r.array("groupIds", readString),
    includeAuthorizedOperations: r.bool("includeAuthorizedOperations"),
    includeTopologyDescription: v >= 1 ? r.bool("includeTopologyDescription") : false,
  };
  r.unknownTags(m);
  return m;
}

/**
 * StreamsGroupDescribeResponse, versions 0 to 1.
 *
 * Version 1 adds TopologyDescription and TopologyDescriptionStatus (KIP-1331),
 * and AssignorName (KIP-1357).
 * Supported errors:
 * - GROUP_AUTHORIZATION_FAILED (version 0+)
 * - NOT_COORDINATOR (version 0+)
 * - COORDINATOR_NOT_AVAILABLE (version 0+)
 * - COORDINATOR_LOAD_IN_PROGRESS (version 0+)
 * - INVALID_REQUEST (version 0+)
 * - INVALID_GROUP_ID (version 0+)
 * - GROUP_ID_NOT_FOUND (version 0+)
 * - TOPIC_AUTHORIZATION_FAILED (version 0+)
 */
export interface StreamsGroupDescribeResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** Each described group. */
  readonly groups: readonly StreamsGroupDescribeResponseDescribedGroup[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each described group. */
export interface StreamsGroupDescribeResponseDescribedGroup {
  /** The describe error, or 0 if there was no error. */
  readonly errorCode: number;
  /** The top-level error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** The group ID string. */
  readonly groupId: string;
  /** The group state string, or the empty string. */
  readonly groupState: string;
  /** The group epoch. */
  readonly groupEpoch: number;
  /** The assignment epoch. */
  readonly assignmentEpoch: number;
  /** The topology metadata currently initialized for the streams application. Can be null in case of a describe error. */
  readonly topology: StreamsGroupDescribeResponseTopology | null;
  /** The members. */
  readonly members: readonly StreamsGroupDescribeResponseMember[];
  /** 32-bit bitfield to represent authorized operations for this group. (default -2147483648) */
  readonly authorizedOperations: number;
  /** The full topology description for this group. Non-null if and only if TopologyDescriptionStatus is AVAILABLE (3); null otherwise. (from version 1) */
  readonly topologyDescription: StreamsGroupDescribeResponseTopologyDescription | null;
  /** The status of the topology description for this group, paired with TopologyDescription: 0=NOT_REQUESTED (client did not set IncludeTopologyDescription; TopologyDescription is null); 1=NOT_STORED (no description recorded for this group; TopologyDescription is null); 2=ERROR (broker failed to fetch the description, see broker logs; TopologyDescription is null); 3=AVAILABLE (TopologyDescription is non-null and carries the description). (from version 1) */
  readonly topologyDescriptionStatus: number;
  /** The task assignor that the group coordinator will use for the next assignment computation. This may differ from the assignor that computed the current assignment, because changing the assignor configuration does not trigger a rebalance. Null in case of a describe error. (from version 1; left out of others) */
  readonly assignorName: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topology metadata currently initialized for the streams application. Can be null in case of a describe error. */
export interface StreamsGroupDescribeResponseTopology {
  /** The epoch of the currently initialized topology for this group. */
  readonly epoch: number;
  /** The subtopologies of the streams application. This contains the configured subtopologies, where the number of partitions are set and any regular expressions are resolved to actual topics. Null if the group is uninitialized, source topics are missing or incorrectly partitioned. */
  readonly subtopologies: readonly StreamsGroupDescribeResponseSubtopology[] | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The subtopologies of the streams application. This contains the configured subtopologies, where the number of partitions are set and any regular expressions are resolved to actual topics. Null if the group is uninitialized, source topics are missing or incorrectly partitioned. */
export interface StreamsGroupDescribeResponseSubtopology {
  /** String to uniquely identify the subtopology. */
  readonly subtopologyId: string;
  /** The topics the subtopology reads from. */
  readonly sourceTopics: readonly string[];
  /** The repartition topics the subtopology writes to. */
  readonly repartitionSinkTopics: readonly string[];
  /** The set of state changelog topics associated with this subtopology. Created automatically. */
  readonly stateChangelogTopics: readonly StreamsGroupDescribeResponseTopicInfo[];
  /** The set of source topics that are internally created repartition topics. Created automatically. */
  readonly repartitionSourceTopics: readonly StreamsGroupDescribeResponseTopicInfo[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The set of state changelog topics associated with this subtopology. Created automatically. */
export interface StreamsGroupDescribeResponseTopicInfo {
  /** The name of the topic. */
  readonly name: string;
  /** The number of partitions in the topic. Can be 0 if no specific number of partitions is enforced. Always 0 for changelog topics. */
  readonly partitions: number;
  /** The replication factor of the topic. Can be 0 if the default replication factor should be used. */
  readonly replicationFactor: number;
  /** Topic-level configurations as key-value pairs. */
  readonly topicConfigs: readonly StreamsGroupDescribeResponseKeyValue[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Topic-level configurations as key-value pairs. */
export interface StreamsGroupDescribeResponseKeyValue {
  /** key of the config. */
  readonly key: string;
  /** value of the config. */
  readonly value: string;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The members. */
export interface StreamsGroupDescribeResponseMember {
  /** The member ID. */
  readonly memberId: string;
  /** The member epoch. */
  readonly memberEpoch: number;
  /** The member instance ID for static membership. */
  readonly instanceId: string | null;
  /** The rack ID. */
  readonly rackId: string | null;
  /** The client ID. */
  readonly clientId: string;
  /** The client host. */
  readonly clientHost: string;
  /** The epoch of the topology on the client. */
  readonly topologyEpoch: number;
  /** Identity of the streams instance that may have multiple clients. */
  readonly processId: string;
  /** User-defined endpoint for Interactive Queries. Null if not defined for this client. */
  readonly userEndpoint: StreamsGroupDescribeResponseEndpoint | null;
  /** Used for rack-aware assignment algorithm. */
  readonly clientTags: readonly StreamsGroupDescribeResponseKeyValue[];
  /** Cumulative changelog offsets for tasks. */
  readonly taskOffsets: readonly StreamsGroupDescribeResponseTaskOffset[];
  /** Cumulative changelog end offsets for tasks. */
  readonly taskEndOffsets: readonly StreamsGroupDescribeResponseTaskOffset[];
  /** The current assignment. */
  readonly assignment: StreamsGroupDescribeResponseAssignment;
  /** The target assignment. */
  readonly targetAssignment: StreamsGroupDescribeResponseAssignment;
  /** True for classic members that have not been upgraded yet. */
  readonly isClassic: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** User-defined endpoint for Interactive Queries. Null if not defined for this client. */
export interface StreamsGroupDescribeResponseEndpoint {
  /** host of the endpoint. */
  readonly host: string;
  /** port of the endpoint. */
  readonly port: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Cumulative changelog offsets for tasks. */
export interface StreamsGroupDescribeResponseTaskOffset {
  /** The subtopology identifier. */
  readonly subtopologyId: string;
  /** The partition. */
  readonly partition: number;
  /** The offset. */
  readonly offset: bigint;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The current assignment. */
export interface StreamsGroupDescribeResponseAssignment {
  /** Active tasks for this client. */
  readonly activeTasks: readonly StreamsGroupDescribeResponseTaskIds[];
  /** Standby tasks for this client. */
  readonly standbyTasks: readonly StreamsGroupDescribeResponseTaskIds[];
  /** Warm-up tasks for this client. */
  readonly warmupTasks: readonly StreamsGroupDescribeResponseTaskIds[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Active tasks for this client. */
export interface StreamsGroupDescribeResponseTaskIds {
  /** The subtopology identifier. */
  readonly subtopologyId: string;
  /** The partitions of the input topics processed by this member. */
  readonly partitions: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The full topology description for this group. Non-null if and only if TopologyDescriptionStatus is AVAILABLE (3); null otherwise. */
export interface StreamsGroupDescribeResponseTopologyDescription {
  /** The subtopologies that make up this topology. */
  readonly subtopologies: readonly StreamsGroupDescribeResponseTopologyDescriptionSubtopology[];
  /** Global state stores used by this topology. */
  readonly globalStores: readonly StreamsGroupDescribeResponseTopologyDescriptionGlobalStore[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The subtopologies that make up this topology. */
export interface StreamsGroupDescribeResponseTopologyDescriptionSubtopology {
  /** The subtopology identifier, unique within the topology. */
  readonly subtopologyId: string;
  /** The processing nodes in this subtopology. */
  readonly nodes: readonly StreamsGroupDescribeResponseTopologyDescriptionNode[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The processing nodes in this subtopology. */
export interface StreamsGroupDescribeResponseTopologyDescriptionNode {
  /** The name of this node (e.g., KSTREAM-SOURCE-0000000000). */
  readonly name: string;
  /** The type of this node: 1=SOURCE, 2=PROCESSOR, 3=SINK. */
  readonly nodeType: number;
  /** The source topics this node reads from. Defined only for source nodes, may be empty if source topics are dynamically determined. */
  readonly sourceTopics: readonly string[];
  /** The topic this node writes to. Defined only for sink nodes, may be null if sink topic is dynamically determined. */
  readonly sinkTopic: string | null;
  /** The state store names accessed by this node. Defined only for processor nodes. */
  readonly stores: readonly string[];
  /** The names of successor nodes in the processing graph. Predecessor relationships are reconstructed from this field. */
  readonly successors: readonly string[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Global state stores used by this topology. */
export interface StreamsGroupDescribeResponseTopologyDescriptionGlobalStore {
  /** The source node providing data to the global store. */
  readonly source: StreamsGroupDescribeResponseTopologyDescriptionNode;
  /** The processor node that populates the global store. */
  readonly processor: StreamsGroupDescribeResponseTopologyDescriptionNode;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a StreamsGroupDescribeResponse in version `v`, 0 to 1. */
export function encodeStreamsGroupDescribeResponse(w: Writer, m: Init<StreamsGroupDescribeResponse>, v: number): void {
  w.begin("StreamsGroupDescribeResponse", v, true);
  const { throttleTimeMs = 0, groups = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(groups, "groups", encodeStreamsGroupDescribeResponseDescribedGroup);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupDescribeResponseDescribedGroup(
  w: Writer,
  m: Init<StreamsGroupDescribeResponseDescribedGroup>,
  v: number,
): void {
  const {
    errorCode = 0,
    errorMessage = null,
    groupId = "",
    groupState = "",
    groupEpoch = 0,
    assignmentEpoch = 0,
    topology = null,
    members = [],
    authorizedOperations = -2147483648,
    topologyDescription = null,
    topologyDescriptionStatus = 0,
    assignorName = null,
  } = m;
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.string(groupId, "groupId");
  w.string(groupState, "groupState");
  w.int32(groupEpoch, "groupEpoch");
  w.int32(assignmentEpoch, "assignmentEpoch");
  w.nullableStruct(topology, "topology", encodeStreamsGroupDescribeResponseTopology);
  w.array(members, "members", encodeStreamsGroupDescribeResponseMember);
  w.int32(authorizedOperations, "authorizedOperations");
  if (v >= 1) {
    w.nullableStruct(topologyDescription, "topologyDescription", encodeStreamsGroupDescribeResponseTopologyDescription);
  } else if (topologyDescription !== null) w.unsupported("topologyDescription");
  if (v >= 1) w.int8(topologyDescriptionStatus, "topologyDescriptionStatus");
  else if (topologyDescriptionStatus !== 0) w.unsupported("topologyDescriptionStatus");
  if (v >= 1) w.nullableString(assignorName, "assignorName");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupDescribeResponseTopology(
  w: Writer,
  m: Init<StreamsGroupDescribeResponseTopology>,
  _v: number,
): void {
  const { epoch = 0, subtopologies = null } = m;
  w.int32(epoch, "epoch");
  w.nullableArray(subtopologies, "subtopologies", encodeStreamsGroupDescribeResponseSubtopology);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupDescribeResponseSubtopology(
  w: Writer,
  m: Init<StreamsGroupDescribeResponseSubtopology>,
  _v: number,
): void {
  const {
    subtopologyId = "",
    sourceTopics = [],
    repartitionSinkTopics = [],
    stateChangelogTopics = [],
    repartitionSourceTopics = [],
  } = m;
  w.string(subtopologyId, "subtopologyId");
  w.array(sourceTopics, "sourceTopics", writeString);
  w.array(repartitionSinkTopics, "repartitionSinkTopics", writeString);
  w.array(stateChangelogTopics, "stateChangelogTopics", encodeStreamsGroupDescribeResponseTopicInfo);
  w.array(repartitionSourceTopics, "repartitionSourceTopics", encodeStreamsGroupDescribeResponseTopicInfo);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupDescribeResponseTopicInfo(
  w: Writer,
  m: Init<StreamsGroupDescribeResponseTopicInfo>,
  _v: number,
): void {
  const { name = "", partitions = 0, replicationFactor = 0, topicConfigs = [] } = m;
  w.string(name, "name");
  w.int32(partitions, "partitions");
  w.int16(replicationFactor, "replicationFactor");
  w.array(topicConfigs, "topicConfigs", encodeStreamsGroupDescribeResponseKeyValue);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupDescribeResponseKeyValue(
  w: Writer,
  m: Init<StreamsGroupDescribeResponseKeyValue>,
  _v: number,
): void {
  const { key = "", value = "" } = m;
  w.string(key, "key");
  w.string(value, "value");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupDescribeResponseMember(
  w: Writer,
  m: Init<StreamsGroupDescribeResponseMember>,
  _v: number,
): void {
  const {
    memberId = "",
    memberEpoch = 0,
    instanceId = null,
    rackId = null,
    clientId = "",
    clientHost = "",
    topologyEpoch = 0,
    processId = "",
    userEndpoint = null,
    clientTags = [],
    taskOffsets = [],
    taskEndOffsets = [],
    assignment = {},
    targetAssignment = {},
    isClassic = false,
  } = m;
  w.string(memberId, "memberId");
  w.int32(memberEpoch, "memberEpoch");
  w.nullableString(instanceId, "instanceId");
  w.nullableString(rackId, "rackId");
  w.string(clientId, "clientId");
  w.string(clientHost, "clientHost");
  w.int32(topologyEpoch, "topologyEpoch");
  w.string(processId, "processId");
  w.nullableStruct(userEndpoint, "userEndpoint", encodeStreamsGroupDescribeResponseEndpoint);
  w.array(clientTags, "clientTags", encodeStreamsGroupDescribeResponseKeyValue);
  w.array(taskOffsets, "taskOffsets", encodeStreamsGroupDescribeResponseTaskOffset);
  w.array(taskEndOffsets, "taskEndOffsets", encodeStreamsGroupDescribeResponseTaskOffset);
  w.struct(assignment, "assignment", encodeStreamsGroupDescribeResponseAssignment);
  w.struct(targetAssignment, "targetAssignment", encodeStreamsGroupDescribeResponseAssignment);
  w.bool(isClassic, "isClassic");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupDescribeResponseEndpoint(
  w: Writer,
  m: Init<StreamsGroupDescribeResponseEndpoint>,
  _v: number,
): void {
  const { host = "", port = 0 } = m;
  w.string(host, "host");
  w.uint16(port, "port");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupDescribeResponseTaskOffset(
  w: Writer,
  m: Init<StreamsGroupDescribeResponseTaskOffset>,
  _v: number,
): void {
  const { subtopologyId = "", partition = 0, offset = 0n } = m;
  w.string(subtopologyId, "subtopologyId");
  w.int32(partition, "partition");
  w.int64(offset, "offset");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupDescribeResponseAssignment(
  w: Writer,
  m: Init<StreamsGroupDescribeResponseAssignment>,
  _v: number,
): void {
  const { activeTasks = [], standbyTasks = [], warmupTasks = [] } = m;
  w.array(activeTasks, "activeTasks", encodeStreamsGroupDescribeResponseTaskIds);
  w.array(standbyTasks, "standbyTasks", encodeStreamsGroupDescribeResponseTaskIds);
  w.array(warmupTasks, "warmupTasks", encodeStreamsGroupDescribeResponseTaskIds);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupDescribeResponseTaskIds(
  w: Writer,
  m: Init<StreamsGroupDescribeResponseTaskIds>,
  _v: number,
): void {
  const { subtopologyId = "", partitions = [] } = m;
  w.string(subtopologyId, "subtopologyId");
  w.array(partitions, "partitions", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupDescribeResponseTopologyDescription(
  w: Writer,
  m: Init<StreamsGroupDescribeResponseTopologyDescription>,
  _v: number,
): void {
  const { subtopologies = [], globalStores = [] } = m;
  w.array(subtopologies, "subtopologies", encodeStreamsGroupDescribeResponseTopologyDescriptionSubtopology);
  w.array(globalStores, "globalStores", encodeStreamsGroupDescribeResponseTopologyDescriptionGlobalStore);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupDescribeResponseTopologyDescriptionSubtopology(
  w: Writer,
  m: Init<StreamsGroupDescribeResponseTopologyDescriptionSubtopology>,
  _v: number,
): void {
  const { subtopologyId = "", nodes = [] } = m;
  w.string(subtopologyId, "subtopologyId");
  w.array(nodes, "nodes", encodeStreamsGroupDescribeResponseTopologyDescriptionNode);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupDescribeResponseTopologyDescriptionNode(
  w: Writer,
  m: Init<StreamsGroupDescribeResponseTopologyDescriptionNode>,
  _v: number,
): void {
  const { name = "", nodeType = 0, sourceTopics = [], sinkTopic = null, stores = [], successors = [] } = m;
  w.string(name, "name");
  w.int8(nodeType, "nodeType");
  w.array(sourceTopics, "sourceTopics", writeString);
  w.nullableString(sinkTopic, "sinkTopic");
  w.array(stores, "stores", writeString);
  w.array(successors, "successors", writeString);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupDescribeResponseTopologyDescriptionGlobalStore(
  w: Writer,
  m: Init<StreamsGroupDescribeResponseTopologyDescriptionGlobalStore>,
  _v: number,
): void {
  const { source = {}, processor = {} } = m;
  w.struct(source, "source", encodeStreamsGroupDescribeResponseTopologyDescriptionNode);
  w.struct(processor, "processor", encodeStreamsGroupDescribeResponseTopologyDescriptionNode);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a StreamsGroupDescribeResponse in version `v`, 0 to 1. */
export function decodeStreamsGroupDescribeResponse(r: Reader, v: number): StreamsGroupDescribeResponse {
  r.begin("StreamsGroupDescribeResponse", v, true);
  const m: StreamsGroupDescribeResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    groups: r.array("groups", decodeStreamsGroupDescribeResponseDescribedGroup),
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupDescribeResponseDescribedGroup(
  r: Reader,
  v: number,
): StreamsGroupDescribeResponseDescribedGroup {
  const m: StreamsGroupDescribeResponseDescribedGroup = {
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    groupId: r.string("groupId"),
    groupState: r.string("groupState"),
    groupEpoch: r.int32("groupEpoch"),
    assignmentEpoch: r.int32("assignmentEpoch"),
    topology: r.nullableStruct("topology", decodeStreamsGroupDescribeResponseTopology),
    members: r.array("members", decodeStreamsGroupDescribeResponseMember),
    authorizedOperations: r.int32("authorizedOperations"),
    topologyDescription: v >= 1
      ? r.nullableStruct("topologyDescription", decodeStreamsGroupDescribeResponseTopologyDescription)
      : null,
    topologyDescriptionStatus: v >= 1 ? r.int8("topologyDescriptionStatus") : 0,
    assignorName: v >= 1 ? r.nullableString("assignorName") : null,
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupDescribeResponseTopology(r: Reader, _v: number): StreamsGroupDescribeResponseTopology {
  const m: StreamsGroupDescribeResponseTopology = {
    epoch: r.int32("epoch"),
    subtopologies: r.nullableArray("subtopologies", decodeStreamsGroupDescribeResponseSubtopology),
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupDescribeResponseSubtopology(r: Reader, _v: number): StreamsGroupDescribeResponseSubtopology {
  const m: StreamsGroupDescribeResponseSubtopology = {
    subtopologyId: r.string("subtopologyId"),
    sourceTopics: r.array("sourceTopics", readString),
    repartitionSinkTopics: r.array("repartitionSinkTopics", readString),
    stateChangelogTopics: r.array("stateChangelogTopics", decodeStreamsGroupDescribeResponseTopicInfo),
    repartitionSourceTopics: r.array("repartitionSourceTopics", decodeStreamsGroupDescribeResponseTopicInfo),
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupDescribeResponseTopicInfo(r: Reader, _v: number): StreamsGroupDescribeResponseTopicInfo {
  const m: StreamsGroupDescribeResponseTopicInfo = {
    name: r.string("name"),
    partitions: r.int32("partitions"),
    replicationFactor: r.int16("replicationFactor"),
    topicConfigs: r.array("topicConfigs", decodeStreamsGroupDescribeResponseKeyValue),
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupDescribeResponseKeyValue(r: Reader, _v: number): StreamsGroupDescribeResponseKeyValue {
  const m: StreamsGroupDescribeResponseKeyValue = {
    key: r.string("key"),
    value: r.string("value"),
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupDescribeResponseMember(r: Reader, _v: number): StreamsGroupDescribeResponseMember {
  const m: StreamsGroupDescribeResponseMember = {
    memberId: r.string("memberId"),
    memberEpoch: r.int32("memberEpoch"),
    instanceId: r.nullableString("instanceId"),
    rackId: r.nullableString("rackId"),
    clientId: r.string("clientId"),
    clientHost: r.string("clientHost"),
    topologyEpoch: r.int32("topologyEpoch"),
    processId: r.string("processId"),
    userEndpoint: r.nullableStruct("userEndpoint", decodeStreamsGroupDescribeResponseEndpoint),
    clientTags: r.array("clientTags", decodeStreamsGroupDescribeResponseKeyValue),
    taskOffsets: r.array("taskOffsets", decodeStreamsGroupDescribeResponseTaskOffset),
    taskEndOffsets: r.array("taskEndOffsets", decodeStreamsGroupDescribeResponseTaskOffset),
    assignment: r.struct("assignment", decodeStreamsGroupDescribeResponseAssignment),
    targetAssignment: r.struct("targetAssignment", decodeStreamsGroupDescribeResponseAssignment),
    isClassic: r.bool("isClassic"),
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupDescribeResponseEndpoint(r: Reader, _v: number): StreamsGroupDescribeResponseEndpoint {
  const m: StreamsGroupDescribeResponseEndpoint = {
    host: r.string("host"),
    port: r.uint16("port"),
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupDescribeResponseTaskOffset(r: Reader, _v: number): StreamsGroupDescribeResponseTaskOffset {
  const m: StreamsGroupDescribeResponseTaskOffset = {
    subtopologyId: r.string("subtopologyId"),
    partition: r.int32("partition"),
    offset: r.int64("offset"),
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupDescribeResponseAssignment(r: Reader, _v: number): StreamsGroupDescribeResponseAssignment {
  const m: StreamsGroupDescribeResponseAssignment = {
    activeTasks: r.array("activeTasks", decodeStreamsGroupDescribeResponseTaskIds),
    standbyTasks: r.array("standbyTasks", decodeStreamsGroupDescribeResponseTaskIds),
    warmupTasks: r.array("warmupTasks", decodeStreamsGroupDescribeResponseTaskIds),
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupDescribeResponseTaskIds(r: Reader, _v: number): StreamsGroupDescribeResponseTaskIds {
  const m: StreamsGroupDescribeResponseTaskIds = {
    subtopologyId: r.string("subtopologyId"),
    partitions: r.array("partitions", readInt32),
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupDescribeResponseTopologyDescription(
  r: Reader,
  _v: number,
): StreamsGroupDescribeResponseTopologyDescription {
  const m: StreamsGroupDescribeResponseTopologyDescription = {
    subtopologies: r.array("subtopologies", decodeStreamsGroupDescribeResponseTopologyDescriptionSubtopology),
    globalStores: r.array("globalStores", decodeStreamsGroupDescribeResponseTopologyDescriptionGlobalStore),
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupDescribeResponseTopologyDescriptionSubtopology(
  r: Reader,
  _v: number,
): StreamsGroupDescribeResponseTopologyDescriptionSubtopology {
  const m: StreamsGroupDescribeResponseTopologyDescriptionSubtopology = {
    subtopologyId: r.string("subtopologyId"),
    nodes: r.array("nodes", decodeStreamsGroupDescribeResponseTopologyDescriptionNode),
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupDescribeResponseTopologyDescriptionNode(
  r: Reader,
  _v: number,
): StreamsGroupDescribeResponseTopologyDescriptionNode {
  const m: StreamsGroupDescribeResponseTopologyDescriptionNode = {
    name: r.string("name"),
    nodeType: r.int8("nodeType"),
    sourceTopics: r.array("sourceTopics", readString),
    sinkTopic: r.nullableString("sinkTopic"),
    stores: r.array("stores", readString),
    successors: r.array("successors", readString),
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupDescribeResponseTopologyDescriptionGlobalStore(
  r: Reader,
  _v: number,
): StreamsGroupDescribeResponseTopologyDescriptionGlobalStore {
  const m: StreamsGroupDescribeResponseTopologyDescriptionGlobalStore = {
    source: r.struct("source", decodeStreamsGroupDescribeResponseTopologyDescriptionNode),
    processor: r.struct("processor", decodeStreamsGroupDescribeResponseTopologyDescriptionNode),
  };
  r.unknownTags(m);
  return m;
}
