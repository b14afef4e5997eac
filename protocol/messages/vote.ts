// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import { TagWriter } from "../wire/tag_writer.ts";
import type { Mutable, UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of Vote (key 52, versions 0 to 2). */
export const Vote: ClientApi<VoteRequest, VoteResponse> = {
  key: 52,
  name: "Vote",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 0,
  encodeRequest: encodeVoteRequest,
  decodeResponse: decodeVoteResponse,
};

/** The broker's side of Vote (key 52, versions 0 to 2). */
export const VoteBroker: BrokerApi<VoteRequest, VoteResponse> = {
  key: 52,
  name: "Vote",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 0,
  decodeRequest: decodeVoteRequest,
  encodeResponse: encodeVoteResponse,
};

/**
 * VoteRequest, versions 0 to 2.
 *
 * Version 1 adds voter key and directory id (KIP-853)
 * Version 2 adds PreVote field and renames candidate to replica
 */
export interface VoteRequest {
  /** The cluster id. */
  readonly clusterId: string | null;
  /** The replica id of the voter receiving the request. (from version 1; left out of others; default -1) */
  readonly voterId: number;
  /** The topic data. */
  readonly topics: readonly VoteRequestTopicData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topic data. */
export interface VoteRequestTopicData {
  /** The topic name. */
  readonly topicName: string;
  /** The partition data. */
  readonly partitions: readonly VoteRequestPartitionData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The partition data. */
export interface VoteRequestPartitionData {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The epoch of the voter sending the request. */
  readonly replicaEpoch: number;
  /** The replica id of the voter sending the request. */
  readonly replicaId: number;
  /** The directory id of the voter sending the request. (from version 1; left out of others) */
  readonly replicaDirectoryId: string;
  /** The directory id of the voter receiving the request. (from version 1; left out of others) */
  readonly voterDirectoryId: string;
  /** The epoch of the last record written to the metadata log. */
  readonly lastOffsetEpoch: number;
  /** The log end offset of the metadata log of the voter sending the request. */
  readonly lastOffset: bigint;
  /** Whether the request is a PreVote request (not persisted) or not. (from version 2) */
  readonly preVote: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a VoteRequest in version `v`, 0 to 2. */
export function encodeVoteRequest(w: Writer, m: Init<VoteRequest>, v: number): void {
  w.begin("VoteRequest", v, true);
  const { clusterId = null, voterId = -1, topics = [] } = m;
  w.nullableString(clusterId, "clusterId");
  if (v >= 1) w.int32(voterId, "voterId");
  w.array(topics, "topics", encodeVoteRequestTopicData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeVoteRequestTopicData(w: Writer, m: Init<VoteRequestTopicData>, _v: number): void {
  const { topicName = "", partitions = [] } = m;
  w.string(topicName, "topicName");
  w.array(partitions, "partitions", encodeVoteRequestPartitionData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeVoteRequestPartitionData(w: Writer, m: Init<VoteRequestPartitionData>, v: number): void {
  const {
    partitionIndex = 0,
    replicaEpoch = 0,
    replicaId = 0,
    replicaDirectoryId = ZERO_UUID,
    voterDirectoryId = ZERO_UUID,
    lastOffsetEpoch = 0,
    lastOffset = 0n,
    preVote = false,
  } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int32(replicaEpoch, "replicaEpoch");
  w.int32(replicaId, "replicaId");
  if (v >= 1) w.uuid(replicaDirectoryId, "replicaDirectoryId");
  if (v >= 1) w.uuid(voterDirectoryId, "voterDirectoryId");
  w.int32(lastOffsetEpoch, "lastOffsetEpoch");
  w.int64(lastOffset, "lastOffset");
  if (v >= 2) w.bool(preVote, "preVote");
  else if (preVote !== false) w.unsupported("preVote");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a VoteRequest in version `v`, 0 to 2. */
export function decodeVoteRequest(r: Reader, v: number): VoteRequest {
  r.begin("VoteRequest", v, true);
  const m: VoteRequest = {
    clusterId: r.nullableString("clusterId"),
    voterId: v >= 1 ? r.int32("voterId") : -1,
    topics: r.array("topics", decodeVoteRequestTopicData),
  };
  r.unknownTags(m);
  return m;
}

function decodeVoteRequestTopicData(r: Reader, _v: number): VoteRequestTopicData {
  const m: VoteRequestTopicData = {
    topicName: r.string("topicName"),
    partitions: r.array("partitions", decodeVoteRequestPartitionData),
  };
  r.unknownTags(m);
  return m;
}

function decodeVoteRequestPartitionData(r: Reader, v: number): VoteRequestPartitionData {
  const m: VoteRequestPartitionData = {
    partitionIndex: r.int32("partitionIndex"),
    replicaEpoch: r.int32("replicaEpoch"),
    replicaId: r.int32("replicaId"),
    replicaDirectoryId: v >= 1 ? r.uuid("replicaDirectoryId") : ZERO_UUID,
    voterDirectoryId: v >= 1 ? r.uuid("voterDirectoryId") : ZERO_UUID,
    lastOffsetEpoch: r.int32("lastOffsetEpoch"),
    lastOffset: r.int64("lastOffset"),
    preVote: v >= 2 ? r.bool("preVote") : false,
  };
  r.unknownTags(m);
  return m;
}

/**
 * VoteResponse, versions 0 to 2.
 *
 * Version 1 adds leader endpoint (KIP-853)
 * Version 2 handles PreVote requests
 */
export interface VoteResponse {
  /** The top level error code. */
  readonly errorCode: number;
  /** The results for each topic. */
  readonly topics: readonly VoteResponseTopicData[];
  /** Endpoints for all current-leaders enumerated in PartitionData. (from version 1; tag 0) */
  readonly nodeEndpoints: readonly VoteResponseNodeEndpoint[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The results for each topic. */
export interface VoteResponseTopicData {
  /** The topic name. */
  readonly topicName: string;
  /** The results for each partition. */
  readonly partitions: readonly VoteResponsePartitionData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The results for each partition. */
export interface VoteResponsePartitionData {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The partition level error code. */
  readonly errorCode: number;
  /** The ID of the current leader or -1 if the leader is unknown. */
  readonly leaderId: number;
  /** The latest known leader epoch. */
  readonly leaderEpoch: number;
  /** True if the vote was granted and false otherwise. */
  readonly voteGranted: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Endpoints for all current-leaders enumerated in PartitionData. */
export interface VoteResponseNodeEndpoint {
  /** The ID of the associated node. */
  readonly nodeId: number;
  /** The node's hostname. */
  readonly host: string;
  /** The node's port. */
  readonly port: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a VoteResponse in version `v`, 0 to 2. */
export function encodeVoteResponse(w: Writer, m: Init<VoteResponse>, v: number): void {
  w.begin("VoteResponse", v, true);
  const { errorCode = 0, topics = [], nodeEndpoints = [] } = m;
  w.int16(errorCode, "errorCode");
  w.array(topics, "topics", encodeVoteResponseTopicData);
  if (!(v >= 1)) {
    if (nodeEndpoints?.length !== 0) w.unsupported("nodeEndpoints");
  }
  const tags = new TagWriter(w, m.unknownTaggedFields);
  if (v >= 1 && nodeEndpoints?.length !== 0) {
    tags.begin(0);
    w.array(nodeEndpoints, "nodeEndpoints", encodeVoteResponseNodeEndpoint);
    tags.end();
  }
  tags.close();
}

function encodeVoteResponseTopicData(w: Writer, m: Init<VoteResponseTopicData>, _v: number): void {
  const { topicName = "", partitions = [] } = m;
  w.string(topicName, "topicName");
  w.array(partitions, "partitions", encodeVoteResponsePartitionData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeVoteResponsePartitionData(w: Writer, m: Init<VoteResponsePartitionData>, _v: number): void {
  const { partitionIndex = 0, errorCode = 0, leaderId = 0, leaderEpoch = 0, voteGranted = false } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int16(errorCode, "errorCode");
  w.int32(leaderId, "leaderId");
  w.int32(leaderEpoch, "leaderEpoch");
  w.bool(voteGranted, "voteGranted");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeVoteResponseNodeEndpoint(w: Writer, m: Init<VoteResponseNodeEndpoint>, _v: number): void {
  const { nodeId = 0, host = "", port = 0 } = m;
  w.int32(nodeId, "nodeId");
  w.string(host, "host");
  w.uint16(port, "port");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a VoteResponse in version `v`, 0 to 2. */
export function decodeVoteResponse(r: Reader, v: number): VoteResponse {
  r.begin("VoteResponse", v, true);
  const m: Mutable<VoteResponse> = {
    errorCode: r.int16("errorCode"),
    topics: r.array("topics", decodeVoteResponseTopicData),
    nodeEndpoints: [],
  };
  for (let left = r.tagCount(); left > 0; left--) {
    const outer = r.beginTag();
    if (r.tag === 0 && v >= 1) m.nodeEndpoints = r.array("nodeEndpoints", decodeVoteResponseNodeEndpoint);
    else r.unknownTag(m);
    r.endTag(outer);
  }
  return m;
}

function decodeVoteResponseTopicData(r: Reader, _v: number): VoteResponseTopicData {
  const m: VoteResponseTopicData = {
    topicName: r.string("topicName"),
    partitions: r.array("partitions", decodeVoteResponsePartitionData),
  };
  r.unknownTags(m);
  return m;
}

function decodeVoteResponsePartitionData(r: Reader, _v: number): VoteResponsePartitionData {
  const m: VoteResponsePartitionData = {
    partitionIndex: r.int32("partitionIndex"),
    errorCode: r.int16("errorCode"),
    leaderId: r.int32("leaderId"),
    leaderEpoch: r.int32("leaderEpoch"),
    voteGranted: r.bool("voteGranted"),
  };
  r.unknownTags(m);
  return m;
}

function decodeVoteResponseNodeEndpoint(r: Reader, _v: number): VoteResponseNodeEndpoint {
  const m: VoteResponseNodeEndpoint = {
    nodeId: r.int32("nodeId"),
    host: r.string("host"),
    port: r.uint16("port"),
  };
  r.unknownTags(m);
  return m;
}
