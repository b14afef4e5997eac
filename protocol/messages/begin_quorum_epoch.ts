// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import { TagWriter } from "../wire/tag_writer.ts";
import type { Mutable, UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of BeginQuorumEpoch (key 53, versions 0 to 1). */
export const BeginQuorumEpoch: ClientApi<BeginQuorumEpochRequest, BeginQuorumEpochResponse> = {
  key: 53,
  name: "BeginQuorumEpoch",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 1,
  encodeRequest: encodeBeginQuorumEpochRequest,
  decodeResponse: decodeBeginQuorumEpochResponse,
};

/** The broker's side of BeginQuorumEpoch (key 53, versions 0 to 1). */
export const BeginQuorumEpochBroker: BrokerApi<BeginQuorumEpochRequest, BeginQuorumEpochResponse> = {
  key: 53,
  name: "BeginQuorumEpoch",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 1,
  decodeRequest: decodeBeginQuorumEpochRequest,
  encodeResponse: encodeBeginQuorumEpochResponse,
};

/**
 * BeginQuorumEpochRequest, versions 0 to 1.
 *
 * Version 1 adds flexible versions, voter key and leader endpoints (KIP-853)
 */
export interface BeginQuorumEpochRequest {
  /** The cluster id. */
  readonly clusterId: string | null;
  /** The replica id of the voter receiving the request. (from version 1; left out of others; default -1) */
  readonly voterId: number;
  /** The topics. */
  readonly topics: readonly BeginQuorumEpochRequestTopicData[];
  /** Endpoints for the leader. (from version 1; left out of others) */
  readonly leaderEndpoints: readonly BeginQuorumEpochRequestLeaderEndpoint[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topics. */
export interface BeginQuorumEpochRequestTopicData {
  /** The topic name. */
  readonly topicName: string;
  /** The partitions. */
  readonly partitions: readonly BeginQuorumEpochRequestPartitionData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The partitions. */
export interface BeginQuorumEpochRequestPartitionData {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The directory id of the receiving replica. (from version 1; left out of others) */
  readonly voterDirectoryId: string;
  /** The ID of the newly elected leader. */
  readonly leaderId: number;
  /** The epoch of the newly elected leader. */
  readonly leaderEpoch: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Endpoints for the leader. */
export interface BeginQuorumEpochRequestLeaderEndpoint {
  /** The name of the endpoint. */
  readonly name: string;
  /** The node's hostname. */
  readonly host: string;
  /** The node's port. */
  readonly port: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a BeginQuorumEpochRequest in version `v`, 0 to 1. */
export function encodeBeginQuorumEpochRequest(w: Writer, m: Init<BeginQuorumEpochRequest>, v: number): void {
  w.begin("BeginQuorumEpochRequest", v, v >= 1);
  const { clusterId = null, voterId = -1, topics = [], leaderEndpoints = [] } = m;
  w.nullableString(clusterId, "clusterId");
  if (v >= 1) w.int32(voterId, "voterId");
  w.array(topics, "topics", encodeBeginQuorumEpochRequestTopicData);
  if (v >= 1) w.array(leaderEndpoints, "leaderEndpoints", encodeBeginQuorumEpochRequestLeaderEndpoint);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeBeginQuorumEpochRequestTopicData(
  w: Writer,
  m: Init<BeginQuorumEpochRequestTopicData>,
  _v: number,
): void {
  const { topicName = "", partitions = [] } = m;
  w.string(topicName, "topicName");
  w.array(partitions, "partitions", encodeBeginQuorumEpochRequestPartitionData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeBeginQuorumEpochRequestPartitionData(
  w: Writer,
  m: Init<BeginQuorumEpochRequestPartitionData>,
  v: number,
): void {
  const { partitionIndex = 0, voterDirectoryId = ZERO_UUID, leaderId = 0, leaderEpoch = 0 } = m;
  w.int32(partitionIndex, "partitionIndex");
  if (v >= 1) w.uuid(voterDirectoryId, "voterDirectoryId");
  w.int32(leaderId, "leaderId");
  w.int32(leaderEpoch, "leaderEpoch");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeBeginQuorumEpochRequestLeaderEndpoint(
  w: Writer,
  m: Init<BeginQuorumEpochRequestLeaderEndpoint>,
  _v: number,
): void {
  const { name = "", host = "", port = 0 } = m;
  w.string(name, "name");
  w.string(host, "host");
  w.uint16(port, "port");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a BeginQuorumEpochRequest in version `v`, 0 to 1. */
export function decodeBeginQuorumEpochRequest(r: Reader, v: number): BeginQuorumEpochRequest {
  r.begin("BeginQuorumEpochRequest", v, v >= 1);
  const m: BeginQuorumEpochRequest = {
    clusterId: r.nullableString("clusterId"),
    voterId: v >= 1 ? r.int32("voterId") : -1,
    topics: r.array("topics", decodeBeginQuorumEpochRequestTopicData),
    leaderEndpoints: v >= 1 ? r.array("leaderEndpoints", decodeBeginQuorumEpochRequestLeaderEndpoint) : [],
  };
  r.unknownTags(m);
  return m;
}

function decodeBeginQuorumEpochRequestTopicData(r: Reader, _v: number): BeginQuorumEpochRequestTopicData {
  const m: BeginQuorumEpochRequestTopicData = {
    topicName: r.string("topicName"),
    partitions: r.array("partitions", decodeBeginQuorumEpochRequestPartitionData),
  };
  r.unknownTags(m);
  return m;
}

function decodeBeginQuorumEpochRequestPartitionData(r: Reader, v: number): BeginQuorumEpochRequestPartitionData {
  const m: BeginQuorumEpochRequestPartitionData = {
    partitionIndex: r.int32("partitionIndex"),
    voterDirectoryId: v >= 1 ? r.uuid("voterDirectoryId") : ZERO_UUID,
    leaderId: r.int32("leaderId"),
    leaderEpoch: r.int32("leaderEpoch"),
  };
  r.unknownTags(m);
  return m;
}

function decodeBeginQuorumEpochRequestLeaderEndpoint(r: Reader, _v: number): BeginQuorumEpochRequestLeaderEndpoint {
  const m: BeginQuorumEpochRequestLeaderEndpoint = {
    name: r.string("name"),
    host: r.string("host"),
    port: r.uint16("port"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * BeginQuorumEpochResponse, versions 0 to 1.
 *
 * Version 1 adds flexible versions and leader endpoint (KIP-853)
 */
export interface BeginQuorumEpochResponse {
  /** The top level error code. */
  readonly errorCode: number;
  /** The topic data. */
  readonly topics: readonly BeginQuorumEpochResponseTopicData[];
  /** Endpoints for all leaders enumerated in PartitionData. (from version 1; tag 0) */
  readonly nodeEndpoints: readonly BeginQuorumEpochResponseNodeEndpoint[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topic data. */
export interface BeginQuorumEpochResponseTopicData {
  /** The topic name. */
  readonly topicName: string;
  /** The partition data. */
  readonly partitions: readonly BeginQuorumEpochResponsePartitionData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The partition data. */
export interface BeginQuorumEpochResponsePartitionData {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The error code for this partition. */
  readonly errorCode: number;
  /** The ID of the current leader or -1 if the leader is unknown. */
  readonly leaderId: number;
  /** The latest known leader epoch. */
  readonly leaderEpoch: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Endpoints for all leaders enumerated in PartitionData. */
export interface BeginQuorumEpochResponseNodeEndpoint {
  /** The ID of the associated node. */
  readonly nodeId: number;
  /** The node's hostname. */
  readonly host: string;
  /** The node's port. */
  readonly port: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a BeginQuorumEpochResponse in version `v`, 0 to 1. */
export function encodeBeginQuorumEpochResponse(w: Writer, m: Init<BeginQuorumEpochResponse>, v: number): void {
  w.begin("BeginQuorumEpochResponse", v, v >= 1);
  const { errorCode = 0, topics = [], nodeEndpoints = [] } = m;
  w.int16(errorCode, "errorCode");
  w.array(topics, "topics", encodeBeginQuorumEpochResponseTopicData);
  if (!(v >= 1)) {
    if (nodeEndpoints?.length !== 0) w.unsupported("nodeEndpoints");
  }
  if (v >= 1) {
    const tags = new TagWriter(w, m.unknownTaggedFields);
    if (nodeEndpoints?.length !== 0) {
      tags.begin(0);
      w.array(nodeEndpoints, "nodeEndpoints", encodeBeginQuorumEpochResponseNodeEndpoint);
      tags.end();
    }
    tags.close();
  } else w.unknownTags(m.unknownTaggedFields);
}

function encodeBeginQuorumEpochResponseTopicData(
  w: Writer,
  m: Init<BeginQuorumEpochResponseTopicData>,
  _v: number,
): void {
  const { topicName = "", partitions = [] } = m;
  w.string(topicName, "topicName");
  w.array(partitions, "partitions", encodeBeginQuorumEpochResponsePartitionData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeBeginQuorumEpochResponsePartitionData(
  w: Writer,
  m: Init<BeginQuorumEpochResponsePartitionData>,
  _v: number,
): void {
  const { partitionIndex = 0, errorCode = 0, leaderId = 0, leaderEpoch = 0 } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int16(errorCode, "errorCode");
  w.int32(leaderId, "leaderId");
  w.int32(leaderEpoch, "leaderEpoch");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeBeginQuorumEpochResponseNodeEndpoint(
  w: Writer,
  m: Init<BeginQuorumEpochResponseNodeEndpoint>,
  _v: number,
): void {
  const { nodeId = 0, host = "", port = 0 } = m;
  w.int32(nodeId, "nodeId");
  w.string(host, "host");
  w.uint16(port, "port");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a BeginQuorumEpochResponse in version `v`, 0 to 1. */
export function decodeBeginQuorumEpochResponse(r: Reader, v: number): BeginQuorumEpochResponse {
  r.begin("BeginQuorumEpochResponse", v, v >= 1);
  const m: Mutable<BeginQuorumEpochResponse> = {
    errorCode: r.int16("errorCode"),
    topics: r.array("topics", decodeBeginQuorumEpochResponseTopicData),
    nodeEndpoints: [],
  };
  if (v >= 1) {
    for (let left = r.tagCount(); left > 0; left--) {
      const outer = r.beginTag();
      if (r.tag === 0) m.nodeEndpoints = r.array("nodeEndpoints", decodeBeginQuorumEpochResponseNodeEndpoint);
      else r.unknownTag(m);
      r.endTag(outer);
    }
  }
  return m;
}

function decodeBeginQuorumEpochResponseTopicData(r: Reader, _v: number): BeginQuorumEpochResponseTopicData {
  const m: BeginQuorumEpochResponseTopicData = {
    topicName: r.string("topicName"),
    partitions: r.array("partitions", decodeBeginQuorumEpochResponsePartitionData),
  };
  r.unknownTags(m);
  return m;
}

function decodeBeginQuorumEpochResponsePartitionData(r: Reader, _v: number): BeginQuorumEpochResponsePartitionData {
  const m: BeginQuorumEpochResponsePartitionData = {
    partitionIndex: r.int32("partitionIndex"),
    errorCode: r.int16("errorCode"),
    leaderId: r.int32("leaderId"),
    leaderEpoch: r.int32("leaderEpoch"),
  };
  r.unknownTags(m);
  return m;
}

function decodeBeginQuorumEpochResponseNodeEndpoint(r: Reader, _v: number): BeginQuorumEpochResponseNodeEndpoint {
  const m: BeginQuorumEpochResponseNodeEndpoint = {
    nodeId: r.int32("nodeId"),
    host: r.string("host"),
    port: r.uint16("port"),
  };
  r.unknownTags(m);
  return m;
}
