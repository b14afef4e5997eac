// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of DescribeQuorum (key 55, versions 0 to 2). */
export const DescribeQuorum: ClientApi<DescribeQuorumRequest, DescribeQuorumResponse> = {
  key: 55,
  name: "DescribeQuorum",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 0,
  encodeRequest: encodeDescribeQuorumRequest,
  decodeResponse: decodeDescribeQuorumResponse,
};

/** The broker's side of DescribeQuorum (key 55, versions 0 to 2). */
export const DescribeQuorumBroker: BrokerApi<DescribeQuorumRequest, DescribeQuorumResponse> = {
  key: 55,
  name: "DescribeQuorum",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 0,
  decodeRequest: decodeDescribeQuorumRequest,
  encodeResponse: encodeDescribeQuorumResponse,
};

/**
 * DescribeQuorumRequest, versions 0 to 2.
 *
 * Version 1 adds additional fields in the response. The request is unchanged (KIP-836).
 * Version 2 adds additional fields in the response. The request is unchanged (KIP-853).
 */
export interface DescribeQuorumRequest {
  /** The topics to describe. */
  readonly topics: readonly DescribeQuorumRequestTopicData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topics to describe. */
export interface DescribeQuorumRequestTopicData {
  /** The topic name. */
  readonly topicName: string;
  /** The partitions to describe. */
  readonly partitions: readonly DescribeQuorumRequestPartitionData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The partitions to describe. */
export interface DescribeQuorumRequestPartitionData {
  /** The partition index. */
  readonly partitionIndex: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeQuorumRequest in version `v`, 0 to 2. */
export function encodeDescribeQuorumRequest(w: Writer, m: Init<DescribeQuorumRequest>, v: number): void {
  w.begin("DescribeQuorumRequest", v, true);
  const { topics = [] } = m;
  w.array(topics, "topics", encodeDescribeQuorumRequestTopicData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeQuorumRequestTopicData(w: Writer, m: Init<DescribeQuorumRequestTopicData>, _v: number): void {
  const { topicName = "", partitions = [] } = m;
  w.string(topicName, "topicName");
  w.array(partitions, "partitions", encodeDescribeQuorumRequestPartitionData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeQuorumRequestPartitionData(
  w: Writer,
  m: Init<DescribeQuorumRequestPartitionData>,
  _v: number,
): void {
  const { partitionIndex = 0 } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeQuorumRequest in version `v`, 0 to 2. */
export function decodeDescribeQuorumRequest(r: Reader, v: number): DescribeQuorumRequest {
  r.begin("DescribeQuorumRequest", v, true);
  const m: DescribeQuorumRequest = {
    topics: r.array("topics", decodeDescribeQuorumRequestTopicData),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeQuorumRequestTopicData(r: Reader, _v: number): DescribeQuorumRequestTopicData {
  const m: DescribeQuorumRequestTopicData = {
    topicName: r.string("topicName"),
    partitions: r.array("partitions", decodeDescribeQuorumRequestPartitionData),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeQuorumRequestPartitionData(r: Reader, _v: number): DescribeQuorumRequestPartitionData {
  const m: DescribeQuorumRequestPartitionData = {
    partitionIndex: r.int32("partitionIndex"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * DescribeQuorumResponse, versions 0 to 2.
 *
 * Version 1 adds LastFetchTimeStamp and LastCaughtUpTimestamp in ReplicaState (KIP-836).
 * Version 2 adds ErrorMessage, Nodes, ErrorMessage in PartitionData, ReplicaDirectoryId in ReplicaState (KIP-853).
 */
export interface DescribeQuorumResponse {
  /** The top level error code. */
  readonly errorCode: number;
  /** The error message, or null if there was no error. (from version 2; left out of others) */
  readonly errorMessage: string | null;
  /** The response from the describe quorum API. */
  readonly topics: readonly DescribeQuorumResponseTopicData[];
  /** The nodes in the quorum. (from version 2) */
  readonly nodes: readonly DescribeQuorumResponseNode[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The response from the describe quorum API. */
export interface DescribeQuorumResponseTopicData {
  /** The topic name. */
  readonly topicName: string;
  /** The partition data. */
  readonly partitions: readonly DescribeQuorumResponsePartitionData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The partition data. */
export interface DescribeQuorumResponsePartitionData {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The partition error code. */
  readonly errorCode: number;
  /** The error message, or null if there was no error. (from version 2; left out of others) */
  readonly errorMessage: string | null;
  /** The ID of the current leader or -1 if the leader is unknown. */
  readonly leaderId: number;
  /** The latest known leader epoch. */
  readonly leaderEpoch: number;
  /** The high water mark. */
  readonly highWatermark: bigint;
  /** The current voters of the partition. */
  readonly currentVoters: readonly DescribeQuorumResponseReplicaState[];
  /** The observers of the partition. */
  readonly observers: readonly DescribeQuorumResponseReplicaState[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The current voters of the partition. */
export interface DescribeQuorumResponseReplicaState {
  /** The ID of the replica. */
  readonly replicaId: number;
  /** The replica directory ID of the replica. (from version 2) */
  readonly replicaDirectoryId: string;
  /** The last known log end offset of the follower or -1 if it is unknown. */
  readonly logEndOffset: bigint;
  /** The last known leader wall clock time time when a follower fetched from the leader. This is reported as -1 both for the current leader or if it is unknown for a voter. (from version 1; left out of others; default -1n) */
  readonly lastFetchTimestamp: bigint;
  /** The leader wall clock append time of the offset for which the follower made the most recent fetch request. This is reported as the current time for the leader and -1 if unknown for a voter. (from version 1; left out of others; default -1n) */
  readonly lastCaughtUpTimestamp: bigint;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The nodes in the quorum. */
export interface DescribeQuorumResponseNode {
  /** The ID of the associated node. */
  readonly nodeId: number;
  /** The listeners of this controller. */
  readonly listeners: readonly DescribeQuorumResponseListener[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The listeners of this controller. */
export interface DescribeQuorumResponseListener {
  /** The name of the endpoint. */
  readonly name: string;
  /** The hostname. */
  readonly host: string;
  /** The port. */
  readonly port: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeQuorumResponse in version `v`, 0 to 2. */
export function encodeDescribeQuorumResponse(w: Writer, m: Init<DescribeQuorumResponse>, v: number): void {
  w.begin("DescribeQuorumResponse", v, true);
  const { errorCode = 0, errorMessage = "", topics = [], nodes = [] } = m;
  w.int16(errorCode, "errorCode");
  if (v >= 2) w.nullableString(errorMessage, "errorMessage");
  w.array(topics, "topics", encodeDescribeQuorumResponseTopicData);
  if (v >= 2) w.array(nodes, "nodes", encodeDescribeQuorumResponseNode);
  else if (nodes?.length !== 0) w.unsupported("nodes");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeQuorumResponseTopicData(w: Writer, m: Init<DescribeQuorumResponseTopicData>, _v: number): void {
  const { topicName = "", partitions = [] } = m;
  w.string(topicName, "topicName");
  w.array(partitions, "partitions", encodeDescribeQuorumResponsePartitionData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeQuorumResponsePartitionData(
  w: Writer,
  m: Init<DescribeQuorumResponsePartitionData>,
  v: number,
): void {
  const {
    partitionIndex = 0,
    errorCode = 0,
    errorMessage = "",
    leaderId = 0,
    leaderEpoch = 0,
    highWatermark = 0n,
    currentVoters = [],
    observers = [],
  } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int16(errorCode, "errorCode");
  if (v >= 2) w.nullableString(errorMessage, "errorMessage");
  w.int32(leaderId, "leaderId");
  w.int32(leaderEpoch, "leaderEpoch");
  w.int64(highWatermark, "highWatermark");
  w.array(currentVoters, "currentVoters", encodeDescribeQuorumResponseReplicaState);
  w.array(observers, "observers", encodeDescribeQuorumResponseReplicaState);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeQuorumResponseReplicaState(
  w: Writer,
  m: Init<DescribeQuorumResponseReplicaState>,
  v: number,
): void {
  const {
    replicaId = 0,
    replicaDirectoryId = ZERO_UUID,
    logEndOffset = 0n,
    lastFetchTimestamp = -1n,
    lastCaughtUpTimestamp = -1n,
  } = m;
  w.int32(replicaId, "replicaId");
  if (v >= 2) w.uuid(replicaDirectoryId, "replicaDirectoryId");
  else if (replicaDirectoryId !== ZERO_UUID) w.unsupported("replicaDirectoryId");
  w.int64(logEndOffset, "logEndOffset");
  if (v >= 1) w.int64(lastFetchTimestamp, "lastFetchTimestamp");
  if (v >= 1) w.int64(lastCaughtUpTimestamp, "lastCaughtUpTimestamp");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeQuorumResponseNode(w: Writer, m: Init<DescribeQuorumResponseNode>, _v: number): void {
  const { nodeId = 0, listeners = [] } = m;
  w.int32(nodeId, "nodeId");
  w.array(listeners, "listeners", encodeDescribeQuorumResponseListener);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeQuorumResponseListener(w: Writer, m: Init<DescribeQuorumResponseListener>, _v: number): void {
  const { name = "", host = "", port = 0 } = m;
  w.string(name, "name");
  w.string(host, "host");
  w.uint16(port, "port");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeQuorumResponse in version `v`, 0 to 2. */
export function decodeDescribeQuorumResponse(r: Reader, v: number): DescribeQuorumResponse {
  r.begin("DescribeQuorumResponse", v, true);
  const m: DescribeQuorumResponse = {
    errorCode: r.int16("errorCode"),
    errorMessage: v >= 2 ? r.nullableString("errorMessage") : "",
    topics: r.array("topics", decodeDescribeQuorumResponseTopicData),
    nodes: v >= 2 ? r.array("nodes", decodeDescribeQuorumResponseNode) : [],
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeQuorumResponseTopicData(r: Reader, _v: number): DescribeQuorumResponseTopicData {
  const m: DescribeQuorumResponseTopicData = {
    topicName: r.string("topicName"),
    partitions: r.array("partitions", decodeDescribeQuorumResponsePartitionData),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeQuorumResponsePartitionData(r: Reader, v: number): DescribeQuorumResponsePartitionData {
  const m: DescribeQuorumResponsePartitionData = {
    partitionIndex: r.int32("partitionIndex"),
    errorCode: r.int16("errorCode"),
    errorMessage: v >= 2 ? r.nullableString("errorMessage") : "",
    leaderId: r.int32("leaderId"),
    leaderEpoch: r.int32("leaderEpoch"),
    highWatermark: r.int64("highWatermark"),
    currentVoters: r.array("currentVoters", decodeDescribeQuorumResponseReplicaState),
    observers: r.array("observers", decodeDescribeQuorumResponseReplicaState),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeQuorumResponseReplicaState(r: Reader, v: number): DescribeQuorumResponseReplicaState {
  const m: DescribeQuorumResponseReplicaState = {
    replicaId: r.int32("replicaId"),
    replicaDirectoryId: v >= 2 ? r.uuid("replicaDirectoryId") : ZERO_UUID,
    logEndOffset: r.int64("logEndOffset"),
    lastFetchTimestamp: v >= 1 ? r.int64("lastFetchTimestamp") : -1n,
    lastCaughtUpTimestamp: v >= 1 ? r.int64("lastCaughtUpTimestamp") : -1n,
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeQuorumResponseNode(r: Reader, _v: number): DescribeQuorumResponseNode {
  const m: DescribeQuorumResponseNode = {
    nodeId: r.int32("nodeId"),
    listeners: r.array("listeners", decodeDescribeQuorumResponseListener),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeQuorumResponseListener(r: Reader, _v: number): DescribeQuorumResponseListener {
  const m: DescribeQuorumResponseListener = {
    name: r.string("name"),
    host: r.string("host"),
    port: r.uint16("port"),
  };
  r.unknownTags(m);
  return m;
}
