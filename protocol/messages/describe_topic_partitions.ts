// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt32, writeInt32 } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of DescribeTopicPartitions (key 75, version 0). */
export const DescribeTopicPartitions: ClientApi<DescribeTopicPartitionsRequest, DescribeTopicPartitionsResponse> = {
  key: 75,
  name: "DescribeTopicPartitions",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  encodeRequest: encodeDescribeTopicPartitionsRequest,
  decodeResponse: decodeDescribeTopicPartitionsResponse,
};

/** The broker's side of DescribeTopicPartitions (key 75, version 0). */
export const DescribeTopicPartitionsBroker: BrokerApi<DescribeTopicPartitionsRequest, DescribeTopicPartitionsResponse> =
  {
    key: 75,
    name: "DescribeTopicPartitions",
    minVersion: 0,
    maxVersion: 0,
    latestStableVersion: 0,
    flexibleFrom: 0,
    decodeRequest: decodeDescribeTopicPartitionsRequest,
    encodeResponse: encodeDescribeTopicPartitionsResponse,
  };

/** DescribeTopicPartitionsRequest, version 0. */
export interface DescribeTopicPartitionsRequest {
  /** The topics to fetch details for. */
  readonly topics: readonly DescribeTopicPartitionsRequestTopicRequest[];
  /** The maximum number of partitions included in the response. (default 2000) */
  readonly responsePartitionLimit: number;
  /** The first topic and partition index to fetch details for. */
  readonly cursor: DescribeTopicPartitionsRequestCursor | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topics to fetch details for. */
export interface DescribeTopicPartitionsRequestTopicRequest {
  /** The topic name. */
  readonly name: string;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The first topic and partition index to fetch details for. */
export interface DescribeTopicPartitionsRequestCursor {
  /** The name for the first topic to process. */
  readonly topicName: string;
  /** The partition index to start with. */
  readonly partitionIndex: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeTopicPartitionsRequest in version `v`, 0 to 0. */
export function encodeDescribeTopicPartitionsRequest(
  w: Writer,
  m: Init<DescribeTopicPartitionsRequest>,
  v: number,
): void {
  w.begin("DescribeTopicPartitionsRequest", v, true);
  const { topics = [], responsePartitionLimit = 2000, cursor = null } = m;
  w.array(topics, "topics", encodeDescribeTopicPartitionsRequestTopicRequest);
  w.int32(responsePartitionLimit, "responsePartitionLimit");
  w.nullableStruct(cursor, "cursor", encodeDescribeTopicPartitionsRequestCursor);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeTopicPartitionsRequestTopicRequest(
  w: Writer,
  m: Init<DescribeTopicPartitionsRequestTopicRequest>,
  _v: number,
): void {
  const { name = "" } = m;
  w.string(name, "name");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeTopicPartitionsRequestCursor(
  w: Writer,
  m: Init<DescribeTopicPartitionsRequestCursor>,
  _v: number,
): void {
  const { topicName = "", partitionIndex = 0 } = m;
  w.string(topicName, "topicName");
  w.int32(partitionIndex, "partitionIndex");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeTopicPartitionsRequest in version `v`, 0 to 0. */
export function decodeDescribeTopicPartitionsRequest(r: Reader, v: number): DescribeTopicPartitionsRequest {
  r.begin("DescribeTopicPartitionsRequest", v, true);
  const m: DescribeTopicPartitionsRequest = {
    topics: r.array("topics", decodeDescribeTopicPartitionsRequestTopicRequest),
    responsePartitionLimit: r.int32("responsePartitionLimit"),
    cursor: r.nullableStruct("cursor", decodeDescribeTopicPartitionsRequestCursor),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeTopicPartitionsRequestTopicRequest(
  r: Reader,
  _v: number,
): DescribeTopicPartitionsRequestTopicRequest {
  const m: DescribeTopicPartitionsRequestTopicRequest = {
    name: r.string("name"),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeTopicPartitionsRequestCursor(r: Reader, _v: number): DescribeTopicPartitionsRequestCursor {
  const m: DescribeTopicPartitionsRequestCursor = {
    topicName: r.string("topicName"),
    partitionIndex: r.int32("partitionIndex"),
  };
  r.unknownTags(m);
  return m;
}

/** DescribeTopicPartitionsResponse, version 0. */
export interface DescribeTopicPartitionsResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** Each topic in the response. */
  readonly topics: readonly DescribeTopicPartitionsResponseTopic[];
  /** The next topic and partition index to fetch details for. */
  readonly nextCursor: DescribeTopicPartitionsResponseCursor | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each topic in the response. */
export interface DescribeTopicPartitionsResponseTopic {
  /** The topic error, or 0 if there was no error. */
  readonly errorCode: number;
  /** The topic name. */
  readonly name: string | null;
  /** The topic id. */
  readonly topicId: string;
  /** True if the topic is internal. */
  readonly isInternal: boolean;
  /** Each partition in the topic. */
  readonly partitions: readonly DescribeTopicPartitionsResponsePartition[];
  /** 32-bit bitfield to represent authorized operations for this topic. (default -2147483648) */
  readonly topicAuthorizedOperations: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each partition in the topic. */
export interface DescribeTopicPartitionsResponsePartition {
  /** The partition error, or 0 if there was no error. */
  readonly errorCode: number;
  /** The partition index. */
  readonly partitionIndex: number;
  /** The ID of the leader broker. */
  readonly leaderId: number;
  /** The leader epoch of this partition. (default -1) */
  readonly leaderEpoch: number;
  /** The set of all nodes that host this partition. */
  readonly replicaNodes: readonly number[];
  /** The set of nodes that are in sync with the leader for this partition. */
  readonly isrNodes: readonly number[];
  /** The new eligible leader replicas otherwise. */
  readonly eligibleLeaderReplicas: readonly number[] | null;
  /** The last known ELR. */
  readonly lastKnownElr: readonly number[] | null;
  /** The set of offline replicas of this partition. */
  readonly offlineReplicas: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The next topic and partition index to fetch details for. */
export interface DescribeTopicPartitionsResponseCursor {
  /** The name for the first topic to process. */
  readonly topicName: string;
  /** The partition index to start with. */
  readonly partitionIndex: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeTopicPartitionsResponse in version `v`, 0 to 0. */
export function encodeDescribeTopicPartitionsResponse(
  w: Writer,
  m: Init<DescribeTopicPartitionsResponse>,
  v: number,
): void {
  w.begin("DescribeTopicPartitionsResponse", v, true);
  const { throttleTimeMs = 0, topics = [], nextCursor = null } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(topics, "topics", encodeDescribeTopicPartitionsResponseTopic);
  w.nullableStruct(nextCursor, "nextCursor", encodeDescribeTopicPartitionsResponseCursor);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeTopicPartitionsResponseTopic(
  w: Writer,
  m: Init<DescribeTopicPartitionsResponseTopic>,
  _v: number,
): void {
  const {
    errorCode = 0,
    name = "",
    topicId = ZERO_UUID,
    isInternal = false,
    partitions = [],
    topicAuthorizedOperations = -2147483648,
  } = m;
  w.int16(errorCode, "errorCode");
  w.nullableString(name, "name");
  w.uuid(topicId, "topicId");
  w.bool(isInternal, "isInternal");
  w.array(partitions, "partitions", encodeDescribeTopicPartitionsResponsePartition);
  w.int32(topicAuthorizedOperations, "topicAuthorizedOperations");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeTopicPartitionsResponsePartition(
  w: Writer,
  m: Init<DescribeTopicPartitionsResponsePartition>,
  _v: number,
): void {
  const {
    errorCode = 0,
    partitionIndex = 0,
    leaderId = 0,
    leaderEpoch = -1,
    replicaNodes = [],
    isrNodes = [],
    eligibleLeaderReplicas = null,
    lastKnownElr = null,
    offlineReplicas = [],
  } = m;
  w.int16(errorCode, "errorCode");
  w.int32(partitionIndex, "partitionIndex");
  w.int32(leaderId, "leaderId");
  w.int32(leaderEpoch, "leaderEpoch");
  w.array(replicaNodes, "replicaNodes", writeInt32);
  w.array(isrNodes, "isrNodes", writeInt32);
  w.nullableArray(eligibleLeaderReplicas, "eligibleLeaderReplicas", writeInt32);
  w.nullableArray(lastKnownElr, "lastKnownElr", writeInt32);
  w.array(offlineReplicas, "offlineReplicas", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeTopicPartitionsResponseCursor(
  w: Writer,
  m: Init<DescribeTopicPartitionsResponseCursor>,
  _v: number,
): void {
  const { topicName = "", partitionIndex = 0 } = m;
  w.string(topicName, "topicName");
  w.int32(partitionIndex, "partitionIndex");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeTopicPartitionsResponse in version `v`, 0 to 0. */
export function decodeDescribeTopicPartitionsResponse(r: Reader, v: number): DescribeTopicPartitionsResponse {
  r.begin("DescribeTopicPartitionsResponse", v, true);
  const m: DescribeTopicPartitionsResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    topics: r.array("topics", decodeDescribeTopicPartitionsResponseTopic),
    nextCursor: r.nullableStruct("nextCursor", decodeDescribeTopicPartitionsResponseCursor),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeTopicPartitionsResponseTopic(r: Reader, _v: number): DescribeTopicPartitionsResponseTopic {
  const m: DescribeTopicPartitionsResponseTopic = {
    errorCode: r.int16("errorCode"),
    name: r.nullableString("name"),
    topicId: r.uuid("topicId"),
    isInternal: r.bool("isInternal"),
    partitions: r.array("partitions", decodeDescribeTopicPartitionsResponsePartition),
    topicAuthorizedOperations: r.int32("topicAuthorizedOperations"),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeTopicPartitionsResponsePartition(
  r: Reader,
  _v: number,
): DescribeTopicPartitionsResponsePartition {
  const m: DescribeTopicPartitionsResponsePartition = {
    errorCode: r.int16("errorCode"),
    partitionIndex: r.int32("partitionIndex"),
    leaderId: r.int32("leaderId"),
    leaderEpoch: r.int32("leaderEpoch"),
    replicaNodes: r.array("replicaNodes", readInt32),
    isrNodes: r.array("isrNodes", readInt32),
    eligibleLeaderReplicas: r.nullableArray("eligibleLeaderReplicas", readInt32),
    lastKnownElr: r.nullableArray("lastKnownElr", readInt32),
    offlineReplicas: r.array("offlineReplicas", readInt32),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeTopicPartitionsResponseCursor(r: Reader, _v: number): DescribeTopicPartitionsResponseCursor {
  const m: DescribeTopicPartitionsResponseCursor = {
    topicName: r.string("topicName"),
    partitionIndex: r.int32("partitionIndex"),
  };
  r.unknownTags(m);
  return m;
}
