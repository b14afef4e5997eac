// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt32, writeInt32 } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of Metadata (key 3, versions 0 to 13). */
export const Metadata: ClientApi<MetadataRequest, MetadataResponse> = {
  key: 3,
  name: "Metadata",
  minVersion: 0,
  maxVersion: 13,
  latestStableVersion: 13,
  flexibleFrom: 9,
  encodeRequest: encodeMetadataRequest,
  decodeResponse: decodeMetadataResponse,
};

/** The broker's side of Metadata (key 3, versions 0 to 13). */
export const MetadataBroker: BrokerApi<MetadataRequest, MetadataResponse> = {
  key: 3,
  name: "Metadata",
  minVersion: 0,
  maxVersion: 13,
  latestStableVersion: 13,
  flexibleFrom: 9,
  decodeRequest: decodeMetadataRequest,
  encodeResponse: encodeMetadataResponse,
};

/** MetadataRequest, versions 0 to 13. */
export interface MetadataRequest {
  /** The topics to fetch metadata for. (nullable from version 1) */
  readonly topics: readonly MetadataRequestTopic[] | null;
  /** If this is true, the broker may auto-create topics that we requested which do not already exist, if it is configured to do so. (from version 4; default true) */
  readonly allowAutoTopicCreation: boolean;
  /** Whether to include cluster authorized operations. (versions 8 to 10) */
  readonly includeClusterAuthorizedOperations: boolean;
  /** Whether to include topic authorized operations. (from version 8) */
  readonly includeTopicAuthorizedOperations: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topics to fetch metadata for. */
export interface MetadataRequestTopic {
  /** The topic id. (from version 10; left out of others) */
  readonly topicId: string;
  /** The topic name. (nullable from version 10) */
  readonly name: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a MetadataRequest in version `v`, 0 to 13. */
export function encodeMetadataRequest(w: Writer, m: Init<MetadataRequest>, v: number): void {
  w.begin("MetadataRequest", v, v >= 9);
  const {
    topics = [],
    allowAutoTopicCreation = true,
    includeClusterAuthorizedOperations = false,
    includeTopicAuthorizedOperations = false,
  } = m;
  if (v >= 1) w.nullableArray(topics, "topics", encodeMetadataRequestTopic);
  else w.array(topics, "topics", encodeMetadataRequestTopic);
  if (v >= 4) w.bool(allowAutoTopicCreation, "allowAutoTopicCreation");
  else if (allowAutoTopicCreation !== true) w.unsupported("allowAutoTopicCreation");
  if (v >= 8 && v <= 10) w.bool(includeClusterAuthorizedOperations, "includeClusterAuthorizedOperations");
  else if (includeClusterAuthorizedOperations !== false) w.unsupported("includeClusterAuthorizedOperations");
  if (v >= 8) w.bool(includeTopicAuthorizedOperations, "includeTopicAuthorizedOperations");
  else if (includeTopicAuthorizedOperations !== false) w.unsupported("includeTopicAuthorizedOperations");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeMetadataRequestTopic(w: Writer, m: Init<MetadataRequestTopic>, v: number): void {
  const { topicId = ZERO_UUID, name = "" } = m;
  if (v >= 10) w.uuid(topicId, "topicId");
  if (v >= 10) w.nullableString(name, "name");
  else w.string(name, "name");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a MetadataRequest in version `v`, 0 to 13. */
export function decodeMetadataRequest(r: Reader, v: number): MetadataRequest {
  r.begin("MetadataRequest", v, v >= 9);
  const m: MetadataRequest = {
    topics: v >= 1
      ? r.nullableArray("topics", decodeMetadataRequestTopic)
      : r.array("topics", decodeMetadataRequestTopic),
    allowAutoTopicCreation: v >= 4 ? r.bool("allowAutoTopicCreation") : true,
    includeClusterAuthorizedOperations: v >= 8 && v <= 10 ? r.bool("includeClusterAuthorizedOperations") : false,
    includeTopicAuthorizedOperations: v >= 8 ? r.bool("includeTopicAuthorizedOperations") : false,
  };
  r.unknownTags(m);
  return m;
}

function decodeMetadataRequestTopic(r: Reader, v: number): MetadataRequestTopic {
  const m: MetadataRequestTopic = {
    topicId: v >= 10 ? r.uuid("topicId") : ZERO_UUID,
    name: v >= 10 ? r.nullableString("name") : r.string("name"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * MetadataResponse, versions 0 to 13.
 *
 * Version 1 adds fields for the rack of each broker, the controller id, and whether or not the topic is internal.
 * Version 2 adds the cluster ID field.
 * Version 3 adds the throttle time.
 * Version 4 is the same as version 3.
 * Version 5 adds a per-partition offline_replicas field. This field specifies
 * the list of replicas that are offline.
 * Starting in version 6, on quota violation, brokers send out responses before throttling.
 * Version 7 adds the leader epoch to the partition metadata.
 * Starting in version 8, brokers can send authorized operations for topic and cluster.
 * Version 9 is the first flexible version.
 * Version 10 adds topicId.
 * Version 11 deprecates ClusterAuthorizedOperations. This is now exposed
 * by the DescribeCluster API (KIP-700).
 * Version 12 supports topicId.
 * Version 13 supports top-level error code in the response.
 */
export interface MetadataResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. (from version 3; left out of others) */
  readonly throttleTimeMs: number;
  /** A list of brokers present in the cluster. */
  readonly brokers: readonly MetadataResponseBroker[];
  /** The cluster ID that responding broker belongs to. (from version 2; left out of others) */
  readonly clusterId: string | null;
  /** The ID of the controller broker. (from version 1; left out of others; default -1) */
  readonly controllerId: number;
  /** Each topic in the response. */
  readonly topics: readonly MetadataResponseTopic[];
  /** 32-bit bitfield to represent authorized operations for this cluster. (versions 8 to 10; default -2147483648) */
  readonly clusterAuthorizedOperations: number;
  /** The top-level error code, or 0 if there was no error. (from version 13; left out of others) */
  readonly errorCode: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** A list of brokers present in the cluster. */
export interface MetadataResponseBroker {
  /** The broker ID. */
  readonly nodeId: number;
  /** The broker hostname. */
  readonly host: string;
  /** The broker port. */
  readonly port: number;
  /** The rack of the broker, or null if it has not been assigned to a rack. (from version 1; left out of others) */
  readonly rack: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each topic in the response. */
export interface MetadataResponseTopic {
  /** The topic error, or 0 if there was no error. */
  readonly errorCode: number;
  /** The topic name. Null for non-existing topics queried by ID. This is never null when ErrorCode is zero. One of Name and TopicId is always populated. (nullable from version 12) */
  readonly name: string | null;
  /** The topic id. Zero for non-existing topics queried by name. This is never zero when ErrorCode is zero. One of Name and TopicId is always populated. (from version 10; left out of others) */
  readonly topicId: string;
  /** True if the topic is internal. (from version 1; left out of others) */
  readonly isInternal: boolean;
  /** Each partition in the topic. */
  readonly partitions: readonly MetadataResponsePartition[];
  /** 32-bit bitfield to represent authorized operations for this topic. (from version 8; default -2147483648) */
  readonly topicAuthorizedOperations: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each partition in the topic. */
export interface MetadataResponsePartition {
  /** The partition error, or 0 if there was no error. */
  readonly errorCode: number;
  /** The partition index. */
  readonly partitionIndex: number;
  /** The ID of the leader broker. */
  readonly leaderId: number;
  /** The leader epoch of this partition. (from version 7; left out of others; default -1) */
  readonly leaderEpoch: number;
  /** The set of all nodes that host this partition. */
  readonly replicaNodes: readonly number[];
  /** The set of nodes that are in sync with the leader for this partition. */
  readonly isrNodes: readonly number[];
  /** The set of offline replicas of this partition. (from version 5; left out of others) */
  readonly offlineReplicas: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a MetadataResponse in version `v`, 0 to 13. */
export function encodeMetadataResponse(w: Writer, m: Init<MetadataResponse>, v: number): void {
  w.begin("MetadataResponse", v, v >= 9);
  const {
    throttleTimeMs = 0,
    brokers = [],
    clusterId = null,
    controllerId = -1,
    topics = [],
    clusterAuthorizedOperations = -2147483648,
    errorCode = 0,
  } = m;
  if (v >= 3) w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(brokers, "brokers", encodeMetadataResponseBroker);
  if (v >= 2) w.nullableString(clusterId, "clusterId");
  if (v >= 1) w.int32(controllerId, "controllerId");
  w.array(topics, "topics", encodeMetadataResponseTopic);
  if (v >= 8 && v <= 10) w.int32(clusterAuthorizedOperations, "clusterAuthorizedOperations");
  else if (clusterAuthorizedOperations !== -2147483648) w.unsupported("clusterAuthorizedOperations");
  if (v >= 13) w.int16(errorCode, "errorCode");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeMetadataResponseBroker(w: Writer, m: Init<MetadataResponseBroker>, v: number): void {
  const { nodeId = 0, host = "", port = 0, rack = null } = m;
  w.int32(nodeId, "nodeId");
  w.string(host, "host");
  w.int32(port, "port");
  if (v >= 1) w.nullableString(rack, "rack");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeMetadataResponseTopic(w: Writer, m: Init<MetadataResponseTopic>, v: number): void {
  const {
    errorCode = 0,
    name = "",
    topicId = ZERO_UUID,
    isInternal = false,
    partitions = [],
    topicAuthorizedOperations = -2147483648,
  } = m;
  w.int16(errorCode, "errorCode");
  if (v >= 12) w.nullableString(name, "name");
  else w.string(name, "name");
  if (v >= 10) w.uuid(topicId, "topicId");
  if (v >= 1) w.bool(isInternal, "isInternal");
  w.array(partitions, "partitions", encodeMetadataResponsePartition);
  if (v >= 8) w.int32(topicAuthorizedOperations, "topicAuthorizedOperations");
  else if (topicAuthorizedOperations !== -2147483648) w.unsupported("topicAuthorizedOperations");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeMetadataResponsePartition(w: Writer, m: Init<MetadataResponsePartition>, v: number): void {
  const {
    errorCode = 0,
    partitionIndex = 0,
    leaderId = 0,
    leaderEpoch = -1,
    replicaNodes = [],
    isrNodes = [],
    offlineReplicas = [],
  } = m;
  w.int16(errorCode, "errorCode");
  w.int32(partitionIndex, "partitionIndex");
  w.int32(leaderId, "leaderId");
  if (v >= 7) w.int32(leaderEpoch, "leaderEpoch");
  w.array(replicaNodes, "replicaNodes", writeInt32);
  w.array(isrNodes, "isrNodes", writeInt32);
  if (v >= 5) w.array(offlineReplicas, "offlineReplicas", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a MetadataResponse in version `v`, 0 to 13. */
export function decodeMetadataResponse(r: Reader, v: number): MetadataResponse {
  r.begin("MetadataResponse", v, v >= 9);
  const m: MetadataResponse = {
    throttleTimeMs: v >= 3 ? r.int32("throttleTimeMs") : 0,
    brokers: r.array("brokers", decodeMetadataResponseBroker),
    clusterId: v >= 2 ? r.nullableString("clusterId") : null,
    controllerId: v >= 1 ? r.int32("controllerId") : -1,
    topics: r.array("topics", decodeMetadataResponseTopic),
    clusterAuthorizedOperations: v >= 8 && v <= 10 ? r.int32("clusterAuthorizedOperations") : -2147483648,
    errorCode: v >= 13 ? r.int16("errorCode") : 0,
  };
  r.unknownTags(m);
  return m;
}

function decodeMetadataResponseBroker(r: Reader, v: number): MetadataResponseBroker {
  const m: MetadataResponseBroker = {
    nodeId: r.int32("nodeId"),
    host: r.string("host"),
    port: r.int32("port"),
    rack: v >= 1 ? r.nullableString("rack") : null,
  };
  r.unknownTags(m);
  return m;
}

function decodeMetadataResponseTopic(r: Reader, v: number): MetadataResponseTopic {
  const m: MetadataResponseTopic = {
    errorCode: r.int16("errorCode"),
    name: v >= 12 ? r.nullableString("name") : r.string("name"),
    topicId: v >= 10 ? r.uuid("topicId") : ZERO_UUID,
    isInternal: v >= 1 ? r.bool("isInternal") : false,
    partitions: r.array("partitions", decodeMetadataResponsePartition),
    topicAuthorizedOperations: v >= 8 ? r.int32("topicAuthorizedOperations") : -2147483648,
  };
  r.unknownTags(m);
  return m;
}

function decodeMetadataResponsePartition(r: Reader, v: number): MetadataResponsePartition {
  const m: MetadataResponsePartition = {
    errorCode: r.int16("errorCode"),
    partitionIndex: r.int32("partitionIndex"),
    leaderId: r.int32("leaderId"),
    leaderEpoch: v >= 7 ? r.int32("leaderEpoch") : -1,
    replicaNodes: r.array("replicaNodes", readInt32),
    isrNodes: r.array("isrNodes", readInt32),
    offlineReplicas: v >= 5 ? r.array("offlineReplicas", readInt32) : [],
  };
  r.unknownTags(m);
  return m;
}
