// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { EMPTY_BYTES } from "../wire/empty_bytes.ts";
import type { Reader } from "../wire/reader.ts";
import { TagWriter } from "../wire/tag_writer.ts";
import type { Mutable, UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of FetchSnapshot (key 59, versions 0 to 1). */
export const FetchSnapshot: ClientApi<FetchSnapshotRequest, FetchSnapshotResponse> = {
  key: 59,
  name: "FetchSnapshot",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 0,
  encodeRequest: encodeFetchSnapshotRequest,
  decodeResponse: decodeFetchSnapshotResponse,
};

/** The broker's side of FetchSnapshot (key 59, versions 0 to 1). */
export const FetchSnapshotBroker: BrokerApi<FetchSnapshotRequest, FetchSnapshotResponse> = {
  key: 59,
  name: "FetchSnapshot",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 0,
  decodeRequest: decodeFetchSnapshotRequest,
  encodeResponse: encodeFetchSnapshotResponse,
};

/**
 * FetchSnapshotRequest, versions 0 to 1.
 *
 * Version 1 adds replica directory id (KIP-853)
 */
export interface FetchSnapshotRequest {
  /** The clusterId if known, this is used to validate metadata fetches prior to broker registration. (tag 0) */
  readonly clusterId: string | null;
  /** The broker ID of the follower. (default -1) */
  readonly replicaId: number;
  /** The maximum bytes to fetch from all of the snapshots. (default 2147483647) */
  readonly maxBytes: number;
  /** The topics to fetch. */
  readonly topics: readonly FetchSnapshotRequestTopicSnapshot[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topics to fetch. */
export interface FetchSnapshotRequestTopicSnapshot {
  /** The name of the topic to fetch. */
  readonly name: string;
  /** The partitions to fetch. */
  readonly partitions: readonly FetchSnapshotRequestPartitionSnapshot[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The partitions to fetch. */
export interface FetchSnapshotRequestPartitionSnapshot {
  /** The partition index. */
  readonly partition: number;
  /** The current leader epoch of the partition, -1 for unknown leader epoch. */
  readonly currentLeaderEpoch: number;
  /** The snapshot endOffset and epoch to fetch. */
  readonly snapshotId: FetchSnapshotRequestSnapshotId;
  /** The byte position within the snapshot to start fetching from. */
  readonly position: bigint;
  /** The directory id of the follower fetching. (from version 1; left out of others; tag 0) */
  readonly replicaDirectoryId: string;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The snapshot endOffset and epoch to fetch. */
export interface FetchSnapshotRequestSnapshotId {
  /** The end offset of the snapshot. */
  readonly endOffset: bigint;
  /** The epoch of the snapshot. */
  readonly epoch: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a FetchSnapshotRequest in version `v`, 0 to 1. */
export function encodeFetchSnapshotRequest(w: Writer, m: Init<FetchSnapshotRequest>, v: number): void {
  w.begin("FetchSnapshotRequest", v, true);
  const { clusterId = null, replicaId = -1, maxBytes = 2147483647, topics = [] } = m;
  w.int32(replicaId, "replicaId");
  w.int32(maxBytes, "maxBytes");
  w.array(topics, "topics", encodeFetchSnapshotRequestTopicSnapshot);
  const tags = new TagWriter(w, m.unknownTaggedFields);
  if (clusterId !== null) {
    tags.begin(0);
    w.nullableString(clusterId, "clusterId");
    tags.end();
  }
  tags.close();
}

function encodeFetchSnapshotRequestTopicSnapshot(
  w: Writer,
  m: Init<FetchSnapshotRequestTopicSnapshot>,
  _v: number,
): void {
  const { name = "", partitions = [] } = m;
  w.string(name, "name");
  w.array(partitions, "partitions", encodeFetchSnapshotRequestPartitionSnapshot);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeFetchSnapshotRequestPartitionSnapshot(
  w: Writer,
  m: Init<FetchSnapshotRequestPartitionSnapshot>,
  v: number,
): void {
  const { partition = 0, currentLeaderEpoch = 0, snapshotId = {}, position = 0n, replicaDirectoryId = ZERO_UUID } = m;
  w.int32(partition, "partition");
  w.int32(currentLeaderEpoch, "currentLeaderEpoch");
  w.struct(snapshotId, "snapshotId", encodeFetchSnapshotRequestSnapshotId);
  w.int64(position, "position");
  const tags = new TagWriter(w, m.unknownTaggedFields);
  if (v >= 1 && replicaDirectoryId !== ZERO_UUID) {
    tags.begin(0);
    w.uuid(replicaDirectoryId, "replicaDirectoryId");
    tags.end();
  }
  tags.close();
}

function encodeFetchSnapshotRequestSnapshotId(w: Writer, m: Init<FetchSnapshotRequestSnapshotId>, _v: number): void {
  const { endOffset = 0n, epoch = 0 } = m;
  w.int64(endOffset, "endOffset");
  w.int32(epoch, "epoch");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a FetchSnapshotRequest in version `v`, 0 to 1. */
export function decodeFetchSnapshotRequest(r: Reader, v: number): FetchSnapshotRequest {
  r.begin("FetchSnapshotRequest", v, true);
  const m: Mutable<FetchSnapshotRequest> = {
    clusterId: null,
    replicaId: r.int32("replicaId"),
    maxBytes: r.int32("maxBytes"),
    topics: r.array("topics", decodeFetchSnapshotRequestTopicSnapshot),
  };
  for (let left = r.tagCount(); left > 0; left--) {
    const outer = r.beginTag();
    if (r.tag === 0) m.clusterId = r.nullableString("clusterId");
    else r.unknownTag(m);
    r.endTag(outer);
  }
  return m;
}

function decodeFetchSnapshotRequestTopicSnapshot(r: Reader, _v: number): FetchSnapshotRequestTopicSnapshot {
  const m: FetchSnapshotRequestTopicSnapshot = {
    name: r.string("name"),
    partitions: r.array("partitions", decodeFetchSnapshotRequestPartitionSnapshot),
  };
  r.unknownTags(m);
  return m;
}

function decodeFetchSnapshotRequestPartitionSnapshot(r: Reader, v: number): FetchSnapshotRequestPartitionSnapshot {
  const m: Mutable<FetchSnapshotRequestPartitionSnapshot> = {
    partition: r.int32("partition"),
    currentLeaderEpoch: r.int32("currentLeaderEpoch"),
    snapshotId: r.struct("snapshotId", decodeFetchSnapshotRequestSnapshotId),
    position: r.int64("position"),
    replicaDirectoryId: ZERO_UUID,
  };
  for (let left = r.tagCount(); left > 0; left--) {
    const outer = r.beginTag();
    if (r.tag === 0 && v >= 1) m.replicaDirectoryId = r.uuid("replicaDirectoryId");
    else r.unknownTag(m);
    r.endTag(outer);
  }
  return m;
}

function decodeFetchSnapshotRequestSnapshotId(r: Reader, _v: number): FetchSnapshotRequestSnapshotId {
  const m: FetchSnapshotRequestSnapshotId = {
    endOffset: r.int64("endOffset"),
    epoch: r.int32("epoch"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * FetchSnapshotResponse, versions 0 to 1.
 *
 * Version 1 adds leader endpoint (KIP-853)
 */
export interface FetchSnapshotResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The top level response error code. */
  readonly errorCode: number;
  /** The topics to fetch. */
  readonly topics: readonly FetchSnapshotResponseTopicSnapshot[];
  /** Endpoints for all current-leaders enumerated in PartitionSnapshot. (from version 1; tag 0) */
  readonly nodeEndpoints: readonly FetchSnapshotResponseNodeEndpoint[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topics to fetch. */
export interface FetchSnapshotResponseTopicSnapshot {
  /** The name of the topic to fetch. */
  readonly name: string;
  /** The partitions to fetch. */
  readonly partitions: readonly FetchSnapshotResponsePartitionSnapshot[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The partitions to fetch. */
export interface FetchSnapshotResponsePartitionSnapshot {
  /** The partition index. */
  readonly index: number;
  /** The error code, or 0 if there was no fetch error. */
  readonly errorCode: number;
  /** The snapshot endOffset and epoch fetched. */
  readonly snapshotId: FetchSnapshotResponseSnapshotId;
  /** The leader of the partition at the time of the snapshot. (tag 0) */
  readonly currentLeader: FetchSnapshotResponseLeaderIdAndEpoch;
  /** The total size of the snapshot. */
  readonly size: bigint;
  /** The starting byte position within the snapshot included in the Bytes field. */
  readonly position: bigint;
  /** Snapshot data in records format which may not be aligned on an offset boundary. */
  readonly unalignedRecords: Uint8Array;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The snapshot endOffset and epoch fetched. */
export interface FetchSnapshotResponseSnapshotId {
  /** The snapshot end offset. */
  readonly endOffset: bigint;
  /** The snapshot epoch. */
  readonly epoch: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The leader of the partition at the time of the snapshot. */
export interface FetchSnapshotResponseLeaderIdAndEpoch {
  /** The ID of the current leader or -1 if the leader is unknown. */
  readonly leaderId: number;
  /** The latest known leader epoch. */
  readonly leaderEpoch: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Endpoints for all current-leaders enumerated in PartitionSnapshot. */
export interface FetchSnapshotResponseNodeEndpoint {
  /** The ID of the associated node. */
  readonly nodeId: number;
  /** The node's hostname. */
  readonly host: string;
  /** The node's port. */
  readonly port: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a FetchSnapshotResponse in version `v`, 0 to 1. */
export function encodeFetchSnapshotResponse(w: Writer, m: Init<FetchSnapshotResponse>, v: number): void {
  w.begin("FetchSnapshotResponse", v, true);
  const { throttleTimeMs = 0, errorCode = 0, topics = [], nodeEndpoints = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.array(topics, "topics", encodeFetchSnapshotResponseTopicSnapshot);
  if (!(v >= 1)) {
    if (nodeEndpoints?.length !== 0) w.unsupported("nodeEndpoints");
  }
  const tags = new TagWriter(w, m.unknownTaggedFields);
  if (v >= 1 && nodeEndpoints?.length !== 0) {
    tags.begin(0);
    w.array(nodeEndpoints, "nodeEndpoints", encodeFetchSnapshotResponseNodeEndpoint);
    tags.end();
  }
  tags.close();
}

function encodeFetchSnapshotResponseTopicSnapshot(
  w: Writer,
  m: Init<FetchSnapshotResponseTopicSnapshot>,
  _v: number,
): void {
  const { name = "", partitions = [] } = m;
  w.string(name, "name");
  w.array(partitions, "partitions", encodeFetchSnapshotResponsePartitionSnapshot);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeFetchSnapshotResponsePartitionSnapshot(
  w: Writer,
  m: Init<FetchSnapshotResponsePartitionSnapshot>,
  _v: number,
): void {
  const {
    index = 0,
    errorCode = 0,
    snapshotId = {},
    currentLeader = {},
    size = 0n,
    position = 0n,
    unalignedRecords = EMPTY_BYTES,
  } = m;
  w.int32(index, "index");
  w.int16(errorCode, "errorCode");
  w.struct(snapshotId, "snapshotId", encodeFetchSnapshotResponseSnapshotId);
  w.int64(size, "size");
  w.int64(position, "position");
  w.bytes(unalignedRecords, "unalignedRecords");
  const tags = new TagWriter(w, m.unknownTaggedFields);
  if (!isDefaultFetchSnapshotResponseLeaderIdAndEpoch(currentLeader)) {
    tags.begin(0);
    w.struct(currentLeader, "currentLeader", encodeFetchSnapshotResponseLeaderIdAndEpoch);
    tags.end();
  }
  tags.close();
}

function encodeFetchSnapshotResponseSnapshotId(w: Writer, m: Init<FetchSnapshotResponseSnapshotId>, _v: number): void {
  const { endOffset = 0n, epoch = 0 } = m;
  w.int64(endOffset, "endOffset");
  w.int32(epoch, "epoch");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeFetchSnapshotResponseLeaderIdAndEpoch(
  w: Writer,
  m: Init<FetchSnapshotResponseLeaderIdAndEpoch>,
  _v: number,
): void {
  const { leaderId = 0, leaderEpoch = 0 } = m;
  w.int32(leaderId, "leaderId");
  w.int32(leaderEpoch, "leaderEpoch");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeFetchSnapshotResponseNodeEndpoint(
  w: Writer,
  m: Init<FetchSnapshotResponseNodeEndpoint>,
  _v: number,
): void {
  const { nodeId = 0, host = "", port = 0 } = m;
  w.int32(nodeId, "nodeId");
  w.string(host, "host");
  w.uint16(port, "port");
  w.unknownTags(m.unknownTaggedFields);
}

function isDefaultFetchSnapshotResponseLeaderIdAndEpoch(m: Init<FetchSnapshotResponseLeaderIdAndEpoch>): boolean {
  const { leaderId = 0, leaderEpoch = 0 } = m;
  return leaderId === 0 && leaderEpoch === 0 && (m.unknownTaggedFields?.length ?? 0) === 0;
}

/** Reads a FetchSnapshotResponse in version `v`, 0 to 1. */
export function decodeFetchSnapshotResponse(r: Reader, v: number): FetchSnapshotResponse {
  r.begin("FetchSnapshotResponse", v, true);
  const m: Mutable<FetchSnapshotResponse> = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    topics: r.array("topics", decodeFetchSnapshotResponseTopicSnapshot),
    nodeEndpoints: [],
  };
  for (let left = r.tagCount(); left > 0; left--) {
    const outer = r.beginTag();
    if (r.tag === 0 && v >= 1) m.nodeEndpoints = r.array("nodeEndpoints", decodeFetchSnapshotResponseNodeEndpoint);
    else r.unknownTag(m);
    r.endTag(outer);
  }
  return m;
}

function decodeFetchSnapshotResponseTopicSnapshot(r: Reader, _v: number): FetchSnapshotResponseTopicSnapshot {
  const m: FetchSnapshotResponseTopicSnapshot = {
    name: r.string("name"),
    partitions: r.array("partitions", decodeFetchSnapshotResponsePartitionSnapshot),
  };
  r.unknownTags(m);
  return m;
}

function decodeFetchSnapshotResponsePartitionSnapshot(r: Reader, _v: number): FetchSnapshotResponsePartitionSnapshot {
  const m: Mutable<FetchSnapshotResponsePartitionSnapshot> = {
    index: r.int32("index"),
    errorCode: r.int16("errorCode"),
    snapshotId: r.struct("snapshotId", decodeFetchSnapshotResponseSnapshotId),
    currentLeader: defaultFetchSnapshotResponseLeaderIdAndEpoch(),
    size: r.int64("size"),
    position: r.int64("position"),
    unalignedRecords: r.bytes("unalignedRecords"),
  };
  for (let left = r.tagCount(); left > 0; left--) {
    const outer = r.beginTag();
    if (r.tag === 0) m.currentLeader = r.struct("currentLeader", decodeFetchSnapshotResponseLeaderIdAndEpoch);
    else r.unknownTag(m);
    r.endTag(outer);
  }
  return m;
}

function decodeFetchSnapshotResponseSnapshotId(r: Reader, _v: number): FetchSnapshotResponseSnapshotId {
  const m: FetchSnapshotResponseSnapshotId = {
    endOffset: r.int64("endOffset"),
    epoch: r.int32("epoch"),
  };
  r.unknownTags(m);
  return m;
}

function decodeFetchSnapshotResponseLeaderIdAndEpoch(r: Reader, _v: number): FetchSnapshotResponseLeaderIdAndEpoch {
  const m: FetchSnapshotResponseLeaderIdAndEpoch = {
    leaderId: r.int32("leaderId"),
    leaderEpoch: r.int32("leaderEpoch"),
  };
  r.unknownTags(m);
  return m;
}

function decodeFetchSnapshotResponseNodeEndpoint(r: Reader, _v: number): FetchSnapshotResponseNodeEndpoint {
  const m: FetchSnapshotResponseNodeEndpoint = {
    nodeId: r.int32("nodeId"),
    host: r.string("host"),
    port: r.uint16("port"),
  };
  r.unknownTags(m);
  return m;
}

function defaultFetchSnapshotResponseLeaderIdAndEpoch(): FetchSnapshotResponseLeaderIdAndEpoch {
  return { leaderId: 0, leaderEpoch: 0 };
}
