// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt32, writeInt32 } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import { TagWriter } from "../wire/tag_writer.ts";
import type { Mutable, UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of EndQuorumEpoch (key 54, versions 0 to 1). */
export const EndQuorumEpoch: ClientApi<EndQuorumEpochRequest, EndQuorumEpochResponse> = {
  key: 54,
  name: "EndQuorumEpoch",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 1,
  encodeRequest: encodeEndQuorumEpochRequest,
  decodeResponse: decodeEndQuorumEpochResponse,
};

/** The broker's side of EndQuorumEpoch (key 54, versions 0 to 1). */
export const EndQuorumEpochBroker: BrokerApi<EndQuorumEpochRequest, EndQuorumEpochResponse> = {
  key: 54,
  name: "EndQuorumEpoch",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 1,
  decodeRequest: decodeEndQuorumEpochRequest,
  encodeResponse: encodeEndQuorumEpochResponse,
};

/**
 * EndQuorumEpochRequest, versions 0 to 1.
 *
 * Version 1 adds flexible versions, replaces preferred successors with preferred candidates
 * and adds leader endpoints (KIP-853)
 */
export interface EndQuorumEpochRequest {
  /** The cluster id. */
  readonly clusterId: string | null;
  /** The topics. */
  readonly topics: readonly EndQuorumEpochRequestTopicData[];
  /** Endpoints for the leader. (from version 1; left out of others) */
  readonly leaderEndpoints: readonly EndQuorumEpochRequestLeaderEndpoint[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topics. */
export interface EndQuorumEpochRequestTopicData {
  /** The topic name. */
  readonly topicName: string;
  /** The partitions. */
  readonly partitions: readonly EndQuorumEpochRequestPartitionData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The partitions. */
export interface EndQuorumEpochRequestPartitionData {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The current leader ID that is resigning. */
  readonly leaderId: number;
  /** The current epoch. */
  readonly leaderEpoch: number;
  /** A sorted list of preferred successors to start the election. (version 0; left out of others) */
  readonly preferredSuccessors: readonly number[];
  /** A sorted list of preferred candidates to start the election. (from version 1; left out of others) */
  readonly preferredCandidates: readonly EndQuorumEpochRequestReplicaInfo[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** A sorted list of preferred candidates to start the election. */
export interface EndQuorumEpochRequestReplicaInfo {
  /** The ID of the candidate replica. */
  readonly candidateId: number;
  /** The directory ID of the candidate replica. */
  readonly candidateDirectoryId: string;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Endpoints for the leader. */
export interface EndQuorumEpochRequestLeaderEndpoint {
  /** The name of the endpoint. */
  readonly name: string;
  /** The node's hostname. */
  readonly host: string;
  /** The node's port. */
  readonly port: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a EndQuorumEpochRequest in version `v`, 0 to 1. */
export function encodeEndQuorumEpochRequest(w: Writer, m: Init<EndQuorumEpochRequest>, v: number): void {
  w.begin("EndQuorumEpochRequest", v, v >= 1);
  const { clusterId = null, topics = [], leaderEndpoints = [] } = m;
  w.nullableString(clusterId, "clusterId");
  w.array(topics, "topics", encodeEndQuorumEpochRequestTopicData);
  if (v >= 1) w.array(leaderEndpoints, "leaderEndpoints", encodeEndQuorumEpochRequestLeaderEndpoint);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeEndQuorumEpochRequestTopicData(w: Writer, m: Init<EndQuorumEpochRequestTopicData>, _v: number): void {
  const { topicName = "", partitions = [] } = m;
  w.string(topicName, "topicName");
  w.array(partitions, "partitions", encodeEndQuorumEpochRequestPartitionData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeEndQuorumEpochRequestPartitionData(
  w: Writer,
  m: Init<EndQuorumEpochRequestPartitionData>,
  v: number,
): void {
  const { partitionIndex = 0, leaderId = 0, leaderEpoch = 0, preferredSuccessors = [], preferredCandidates = [] } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int32(leaderId, "leaderId");
  w.int32(leaderEpoch, "leaderEpoch");
  if (v === 0) w.array(preferredSuccessors, "preferredSuccessors", writeInt32);
  if (v >= 1) w.array(preferredCandidates, "preferredCandidates", encodeEndQuorumEpochRequestReplicaInfo);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeEndQuorumEpochRequestReplicaInfo(
  w: Writer,
  m: Init<EndQuorumEpochRequestReplicaInfo>,
  _v: number,
): void {
  const { candidateId = 0, candidateDirectoryId = ZERO_UUID } = m;
  w.int32(candidateId, "candidateId");
  w.uuid(candidateDirectoryId, "candidateDirectoryId");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeEndQuorumEpochRequestLeaderEndpoint(
  w: Writer,
  m: Init<EndQuorumEpochRequestLeaderEndpoint>,
  _v: number,
): void {
  const { name = "", host = "", port = 0 } = m;
  w.string(name, "name");
  w.string(host, "host");
  w.uint16(port, "port");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a EndQuorumEpochRequest in version `v`, 0 to 1. */
export function decodeEndQuorumEpochRequest(r: Reader, v: number): EndQuorumEpochRequest {
  r.begin("EndQuorumEpochRequest", v, v >= 1);
  const m: EndQuorumEpochRequest = {
    clusterId: r.nullableString("clusterId"),
    topics: r.array("topics", decodeEndQuorumEpochRequestTopicData),
    leaderEndpoints: v >= 1 ? r.array("leaderEndpoints", decodeEndQuorumEpochRequestLeaderEndpoint) : [],
  };
  r.unknownTags(m);
  return m;
}

function decodeEndQuorumEpochRequestTopicData(r: Reader, _v: number): EndQuorumEpochRequestTopicData {
  const m: EndQuorumEpochRequestTopicData = {
    topicName: r.string("topicName"),
    partitions: r.array("partitions", decodeEndQuorumEpochRequestPartitionData),
  };
  r.unknownTags(m);
  return m;
}

function decodeEndQuorumEpochRequestPartitionData(r: Reader, v: number): EndQuorumEpochRequestPartitionData {
  const m: EndQuorumEpochRequestPartitionData = {
    partitionIndex: r.int32("partitionIndex"),
    leaderId: r.int32("leaderId"),
    leaderEpoch: r.int32("leaderEpoch"),
    preferredSuccessors: v === 0 ? r.array("preferredSuccessors", readInt32) : [],
    preferredCandidates: v >= 1 ? r.array("preferredCandidates", decodeEndQuorumEpochRequestReplicaInfo) : [],
  };
  r.unknownTags(m);
  return m;
}

function decodeEndQuorumEpochRequestReplicaInfo(r: Reader, _v: number): EndQuorumEpochRequestReplicaInfo {
  const m: EndQuorumEpochRequestReplicaInfo = {
    candidateId: r.int32("candidateId"),
    candidateDirectoryId: r.uuid("candidateDirectoryId"),
  };
  r.unknownTags(m);
  return m;
}

function decodeEndQuorumEpochRequestLeaderEndpoint(r: Reader, _v: number): EndQuorumEpochRequestLeaderEndpoint {
  const m: EndQuorumEpochRequestLeaderEndpoint = {
    name: r.string("name"),
    host: r.string("host"),
    port: r.uint16("port"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * EndQuorumEpochResponse, versions 0 to 1.
 *
 * Version 1 adds flexible versions and leader endpoint (KIP-853)
 */
export interface EndQuorumEpochResponse {
  /** The top level error code. */
  readonly errorCode: number;
  /** The topic data. */
  readonly topics: readonly EndQuorumEpochResponseTopicData[];
  /** Endpoints for all leaders enumerated in PartitionData. (from version 1; tag 0) */
  readonly nodeEndpoints: readonly EndQuorumEpochResponseNodeEndpoint[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topic data. */
export interface EndQuorumEpochResponseTopicData {
  /** The topic name. */
  readonly topicName: string;
  /** The partition data. */
  readonly partitions: readonly EndQuorumEpochResponsePartitionData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The partition data. */
export interface EndQuorumEpochResponsePartitionData {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The partition level error code. */
  readonly errorCode: number;
  /** The ID of the current leader or -1 if the leader is unknown. */
  readonly leaderId: number;
  /** The latest known leader epoch. */
  readonly leaderEpoch: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Endpoints for all leaders enumerated in PartitionData. */
export interface EndQuorumEpochResponseNodeEndpoint {
  /** The ID of the associated node. */
  readonly nodeId: number;
  /** The node's hostname. */
  readonly host: string;
  /** The node's port. */
  readonly port: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a EndQuorumEpochResponse in version `v`, 0 to 1. */
export function encodeEndQuorumEpochResponse(w: Writer, m: Init<EndQuorumEpochResponse>, v: number): void {
  w.begin("EndQuorumEpochResponse", v, v >= 1);
  const { errorCode = 0, topics = [], nodeEndpoints = [] } = m;
  w.int16(errorCode, "errorCode");
  w.array(topics, "topics", encodeEndQuorumEpochResponseTopicData);
  if (!(v >= 1)) {
    if (nodeEndpoints?.length !== 0) w.unsupported("nodeEndpoints");
  }
  if (v >= 1) {
    const tags = new TagWriter(w, m.unknownTaggedFields);
    if (nodeEndpoints?.length !== 0) {
      tags.begin(0);
      w.array(nodeEndpoints, "nodeEndpoints", encodeEndQuorumEpochResponseNodeEndpoint);
      tags.end();
    }
    tags.close();
  } else w.unknownTags(m.unknownTaggedFields);
}

function encodeEndQuorumEpochResponseTopicData(w: Writer, m: Init<EndQuorumEpochResponseTopicData>, _v: number): void {
  const { topicName = "", partitions = [] } = m;
  w.string(topicName, "topicName");
  w.array(partitions, "partitions", encodeEndQuorumEpochResponsePartitionData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeEndQuorumEpochResponsePartitionData(
  w: Writer,
  m: Init<EndQuorumEpochResponsePartitionData>,
  _v: number,
): void {
  const { partitionIndex = 0, errorCode = 0, leaderId = 0, leaderEpoch = 0 } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int16(errorCode, "errorCode");
  w.int32(leaderId, "leaderId");
  w.int32(leaderEpoch, "leaderEpoch");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeEndQuorumEpochResponseNodeEndpoint(
  w: Writer,
  m: Init<EndQuorumEpochResponseNodeEndpoint>,
  _v: number,
): void {
  const { nodeId = 0, host = "", port = 0 } = m;
  w.int32(nodeId, "nodeId");
  w.string(host, "host");
  w.uint16(port, "port");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a EndQuorumEpochResponse in version `v`, 0 to 1. */
export function decodeEndQuorumEpochResponse(r: Reader, v: number): EndQuorumEpochResponse {
  r.begin("EndQuorumEpochResponse", v, v >= 1);
  const m: Mutable<EndQuorumEpochResponse> = {
    errorCode: r.int16("errorCode"),
    topics: r.array("topics", decodeEndQuorumEpochResponseTopicData),
    nodeEndpoints: [],
  };
  if (v >= 1) {
    for (let left = r.tagCount(); left > 0; left--) {
      const outer = r.beginTag();
      if (r.tag === 0) m.nodeEndpoints = r.array("nodeEndpoints", decodeEndQuorumEpochResponseNodeEndpoint);
      else r.unknownTag(m);
      r.endTag(outer);
    }
  }
  return m;
}

function decodeEndQuorumEpochResponseTopicData(r: Reader, _v: number): EndQuorumEpochResponseTopicData {
  const m: EndQuorumEpochResponseTopicData = {
    topicName: r.string("topicName"),
    partitions: r.array("partitions", decodeEndQuorumEpochResponsePartitionData),
  };
  r.unknownTags(m);
  return m;
}

function decodeEndQuorumEpochResponsePartitionData(r: Reader, _v: number): EndQuorumEpochResponsePartitionData {
  const m: EndQuorumEpochResponsePartitionData = {
    partitionIndex: r.int32("partitionIndex"),
    errorCode: r.int16("errorCode"),
    leaderId: r.int32("leaderId"),
    leaderEpoch: r.int32("leaderEpoch"),
  };
  r.unknownTags(m);
  return m;
}

function decodeEndQuorumEpochResponseNodeEndpoint(r: Reader, _v: number): EndQuorumEpochResponseNodeEndpoint {
  const m: EndQuorumEpochResponseNodeEndpoint = {
    nodeId: r.int32("nodeId"),
    host: r.string("host"),
    port: r.uint16("port"),
  };
  r.unknownTags(m);
  return m;
}
