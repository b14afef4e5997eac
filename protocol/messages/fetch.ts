// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt32, writeInt32 } from "../wire/elements.ts";
import { EMPTY_BYTES } from "../wire/empty_bytes.ts";
import type { Reader } from "../wire/reader.ts";
import { TagWriter } from "../wire/tag_writer.ts";
import type { Mutable, UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of Fetch (key 1, versions 0 to 18). */
export const Fetch: ClientApi<FetchRequest, FetchResponse> = {
  key: 1,
  name: "Fetch",
  minVersion: 0,
  maxVersion: 18,
  latestStableVersion: 18,
  flexibleFrom: 12,
  encodeRequest: encodeFetchRequest,
  decodeResponse: decodeFetchResponse,
};

/** The broker's side of Fetch (key 1, versions 0 to 18). */
export const FetchBroker: BrokerApi<FetchRequest, FetchResponse> = {
  key: 1,
  name: "Fetch",
  minVersion: 0,
  maxVersion: 18,
  latestStableVersion: 18,
  flexibleFrom: 12,
  decodeRequest: decodeFetchRequest,
  encodeResponse: encodeFetchResponse,
};

/**
 * FetchRequest, versions 0 to 18.
 *
 * Versions 0-3 were removed in Apache Kafka 4.0, Version 4 is the new baseline.
 * Version 1 is the same as version 0.
 * Starting in Version 2, the requester must be able to handle Kafka Log
 * Message format version 1.
 * Version 3 adds MaxBytes.  Starting in version 3, the partition ordering in
 * the request is now relevant.  Partitions will be processed in the order
 * they appear in the request.
 * Version 4 adds IsolationLevel.  Starting in version 4, the requestor must be
 * able to handle Kafka log message format version 2.
 * Version 5 adds LogStartOffset to indicate the earliest available offset of
 * partition data that can be consumed.
 * Version 6 is the same as version 5.
 * Version 7 adds incremental fetch request support.
 * Version 8 is the same as version 7.
 * Version 9 adds CurrentLeaderEpoch, as described in KIP-320.
 * Version 10 indicates that we can use the ZStd compression algorithm, as
 * described in KIP-110.
 * Version 12 adds flexible versions support as well as epoch validation through
 * the `LastFetchedEpoch` field
 * Version 13 replaces topic names with topic IDs (KIP-516). May return UNKNOWN_TOPIC_ID error code.
 * Version 14 is the same as version 13 but it also receives a new error called OffsetMovedToTieredStorageException(KIP-405)
 * Version 15 adds the ReplicaState which includes new field ReplicaEpoch and the ReplicaId. Also,
 * deprecate the old ReplicaId field and set its default value to -1. (KIP-903)
 * Version 16 is the same as version 15 (KIP-951).
 * Version 17 adds directory id support from KIP-853
 * Version 18 adds high-watermark from KIP-1166
 */
export interface FetchRequest {
  /** The clusterId if known. This is used to validate metadata fetches prior to broker registration. (from version 12; left out of others; tag 0) */
  readonly clusterId: string | null;
  /** The broker ID of the follower, of -1 if this request is from a consumer. (versions 0 to 14; default -1) */
  readonly replicaId: number;
  /** The state of the replica in the follower. (from version 15; tag 1) */
  readonly replicaState: FetchRequestReplicaState;
  /** The maximum time in milliseconds to wait for the response. */
  readonly maxWaitMs: number;
  /** The minimum bytes to accumulate in the response. */
  readonly minBytes: number;
  /** The maximum bytes to fetch. See KIP-74 for cases where this limit may not be honored. (from version 3; left out of others; default 2147483647) */
  readonly maxBytes: number;
  /** This setting controls the visibility of transactional records. Using READ_UNCOMMITTED (isolation_level = 0) makes all records visible. With READ_COMMITTED (isolation_level = 1), non-transactional and COMMITTED transactional records are visible. To be more concrete, READ_COMMITTED returns all data from offsets smaller than the current LSO (last stable offset), and enables the inclusion of the list of aborted transactions in the result, which allows consumers to discard ABORTED transactional records. (from version 4; left out of others) */
  readonly isolationLevel: number;
  /** The fetch session ID. (from version 7; left out of others) */
  readonly sessionId: number;
  /** The fetch session epoch, which is used for ordering requests in a session. (from version 7; left out of others; default -1) */
  readonly sessionEpoch: number;
  /** The topics to fetch. */
  readonly topics: readonly FetchRequestFetchTopic[];
  /** In an incremental fetch request, the partitions to remove. (from version 7) */
  readonly forgottenTopicsData: readonly FetchRequestForgottenTopic[];
  /** Rack ID of the consumer making this request. (from version 11; left out of others) */
  readonly rackId: string;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The state of the replica in the follower. */
export interface FetchRequestReplicaState {
  /** The replica ID of the follower, or -1 if this request is from a consumer. (default -1) */
  readonly replicaId: number;
  /** The epoch of this follower, or -1 if not available. (default -1n) */
  readonly replicaEpoch: bigint;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topics to fetch. */
export interface FetchRequestFetchTopic {
  /** The name of the topic to fetch. (versions 0 to 12; left out of others) */
  readonly topic: string;
  /** The unique topic ID. (from version 13; left out of others) */
  readonly topicId: string;
  /** The partitions to fetch. */
  readonly partitions: readonly FetchRequestFetchPartition[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The partitions to fetch. */
export interface FetchRequestFetchPartition {
  /** The partition index. */
  readonly partition: number;
  /** The current leader epoch of the partition. (from version 9; left out of others; default -1) */
  readonly currentLeaderEpoch: number;
  /** The message offset. */
  readonly fetchOffset: bigint;
  /** The epoch of the last fetched record or -1 if there is none. (from version 12; default -1) */
  readonly lastFetchedEpoch: number;
  /** The earliest available offset of the follower replica. The field is only used when the request is sent by the follower. (from version 5; left out of others; default -1n) */
  readonly logStartOffset: bigint;
  /** The maximum bytes to fetch from this partition. See KIP-74 for cases where this limit may not be honored. */
  readonly partitionMaxBytes: number;
  /** The directory id of the follower fetching. (from version 17; left out of others; tag 0) */
  readonly replicaDirectoryId: string;
  /** The high-watermark known by the replica. -1 if the high-watermark is not known and 9223372036854775807 if the feature is not supported. (from version 18; left out of others; tag 1; default 9223372036854775807n) */
  readonly highWatermark: bigint;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** In an incremental fetch request, the partitions to remove. */
export interface FetchRequestForgottenTopic {
  /** The topic name. (versions 7 to 12; left out of others) */
  readonly topic: string;
  /** The unique topic ID. (from version 13; left out of others) */
  readonly topicId: string;
  /** The partitions indexes to forget. */
  readonly partitions: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a FetchRequest in version `v`, 0 to 18. */
export function encodeFetchRequest(w: Writer, m: Init<FetchRequest>, v: number): void {
  w.begin("FetchRequest", v, v >= 12);
  const {
    clusterId = null,
    replicaId = -1,
    replicaState = {},
    maxWaitMs = 0,
    minBytes = 0,
    maxBytes = 2147483647,
    isolationLevel = 0,
    sessionId = 0,
    sessionEpoch = -1,
    topics = [],
    forgottenTopicsData = [],
    rackId = "",
  } = m;
  if (v <= 14) w.int32(replicaId, "replicaId");
  else if (replicaId !== -1) w.unsupported("replicaId");
  if (!(v >= 15)) {
    if (!isDefaultFetchRequestReplicaState(replicaState)) w.unsupported("replicaState");
  }
  w.int32(maxWaitMs, "maxWaitMs");
  w.int32(minBytes, "minBytes");
  if (v >= 3) w.int32(maxBytes, "maxBytes");
  if (v >= 4) w.int8(isolationLevel, "isolationLevel");
  if (v >= 7) w.int32(sessionId, "sessionId");
  if (v >= 7) w.int32(sessionEpoch, "sessionEpoch");
  w.array(topics, "topics", encodeFetchRequestFetchTopic);
  if (v >= 7) w.array(forgottenTopicsData, "forgottenTopicsData", encodeFetchRequestForgottenTopic);
  else if (forgottenTopicsData?.length !== 0) w.unsupported("forgottenTopicsData");
  if (v >= 11) w.string(rackId, "rackId");
  if (v >= 12) {
    const tags = new TagWriter(w, m.unknownTaggedFields);
    if (clusterId !== null) {
      tags.begin(0);
      w.nullableString(clusterId, "clusterId");
      tags.end();
    }
    if (v >= 15 && !isDefaultFetchRequestReplicaState(replicaState)) {
      tags.begin(1);
      w.struct(replicaState, "replicaState", encodeFetchRequestReplicaState);
      tags.end();
    }
    tags.close();
  } else w.unknownTags(m.unknownTaggedFields);
}

function encodeFetchRequestReplicaState(w: Writer, m: Init<FetchRequestReplicaState>, _v: number): void {
  const { replicaId = -1, replicaEpoch = -1n } = m;
  w.int32(replicaId, "replicaId");
  w.int64(replicaEpoch, "replicaEpoch");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeFetchRequestFetchTopic(w: Writer, m: Init<FetchRequestFetchTopic>, v: number): void {
  const { topic = "", topicId = ZERO_UUID, partitions = [] } = m;
  if (v <= 12) w.string(topic, "topic");
  if (v >= 13) w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", encodeFetchRequestFetchPartition);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeFetchRequestFetchPartition(w: Writer, m: Init<FetchRequestFetchPartition>, v: number): void {
  const {
    partition = 0,
    currentLeaderEpoch = -1,
    fetchOffset = 0n,
    lastFetchedEpoch = -1,
    logStartOffset = -1n,
    partitionMaxBytes = 0,
    replicaDirectoryId = ZERO_UUID,
    highWatermark = 9223372036854775807n,
  } = m;
  w.int32(partition, "partition");
  if (v >= 9) w.int32(currentLeaderEpoch, "currentLeaderEpoch");
  w.int64(fetchOffset, "fetchOffset");
  if (v >= 12) w.int32(lastFetchedEpoch, "lastFetchedEpoch");
  else if (lastFetchedEpoch !== -1) w.unsupported("lastFetchedEpoch");
  if (v >= 5) w.int64(logStartOffset, "logStartOffset");
  w.int32(partitionMaxBytes, "partitionMaxBytes");
  if (v >= 12) {
    const tags = new TagWriter(w, m.unknownTaggedFields);
    if (v >= 17 && replicaDirectoryId !== ZERO_UUID) {
      tags.begin(0);
      w.uuid(replicaDirectoryId, "replicaDirectoryId");
      tags.end();
    }
    if (v >= 18 && highWatermark !== 9223372036854775807n) {
      tags.begin(1);
      w.int64(highWatermark, "highWatermark");
      tags.end();
    }
    tags.close();
  } else w.unknownTags(m.unknownTaggedFields);
}

function encodeFetchRequestForgottenTopic(w: Writer, m: Init<FetchRequestForgottenTopic>, v: number): void {
  const { topic = "", topicId = ZERO_UUID, partitions = [] } = m;
  if (v <= 12) w.string(topic, "topic");
  if (v >= 13) w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

function isDefaultFetchRequestReplicaState(m: Init<FetchRequestReplicaState>): boolean {
  const { replicaId = -1, replicaEpoch = -1n } = m;
  return replicaId === -1 && replicaEpoch === -1n && (m.unknownTaggedFields?.length ?? 0) === 0;
}

/** Reads a FetchRequest in version `v`, 0 to 18. */
export function decodeFetchRequest(r: Reader, v: number): FetchRequest {
  r.begin("FetchRequest", v, v >= 12);
  const m: Mutable<FetchRequest> = {
    clusterId: null,
    replicaId: v <= 14 ? r.int32("replicaId") : -1,
    replicaState: defaultFetchRequestReplicaState(),
    maxWaitMs: r.int32("maxWaitMs"),
    minBytes: r.int32("minBytes"),
    maxBytes: v >= 3 ? r.int32("maxBytes") : 2147483647,
    isolationLevel: v >= 4 ? r.int8("isolationLevel") : 0,
    sessionId: v >= 7 ? r.int32("sessionId") : 0,
    sessionEpoch: v >= 7 ? r.int32("sessionEpoch") : -1,
    topics: r.array("topics", decodeFetchRequestFetchTopic),
    forgottenTopicsData: v >= 7 ? r.array("forgottenTopicsData", decodeFetchRequestForgottenTopic) : [],
    rackId: v >= 11 ? r.string("rackId") : "",
  };
  if (v >= 12) {
    for (let left = r.tagCount(); left > 0; left--) {
      const outer = r.beginTag();
      if (r.tag === 0) m.clusterId = r.nullableString("clusterId");
      else if (r.tag === 1 && v >= 15) m.replicaState = r.struct("replicaState", decodeFetchRequestReplicaState);
      else r.unknownTag(m);
      r.endTag(outer);
    }
  }
  return m;
}

function decodeFetchRequestReplicaState(r: Reader, _v: number): FetchRequestReplicaState {
  const m: FetchRequestReplicaState = {
    replicaId: r.int32("replicaId"),
    replicaEpoch: r.int64("replicaEpoch"),
  };
  r.unknownTags(m);
  return m;
}

function decodeFetchRequestFetchTopic(r: Reader, v: number): FetchRequestFetchTopic {
  const m: FetchRequestFetchTopic = {
    topic: v <= 12 ? r.string("topic") : "",
    topicId: v >= 13 ? r.uuid("topicId") : ZERO_UUID,
    partitions: r.array("partitions", decodeFetchRequestFetchPartition),
  };
  r.unknownTags(m);
  return m;
}

function decodeFetchRequestFetchPartition(r: Reader, v: number): FetchRequestFetchPartition {
  const m: Mutable<FetchRequestFetchPartition> = {
    partition: r.int32("partition"),
    currentLeaderEpoch: v >= 9 ? r.int32("currentLeaderEpoch") : -1,
    fetchOffset: r.int64("fetchOffset"),
    lastFetchedEpoch: v >= 12 ? r.int32("lastFetchedEpoch") : -1,
    logStartOffset: v >= 5 ? r.int64("logStartOffset") : -1n,
    partitionMaxBytes: r.int32("partitionMaxBytes"),
    replicaDirectoryId: ZERO_UUID,
    highWatermark: 9223372036854775807n,
  };
  if (v >= 12) {
    for (let left = r.tagCount(); left > 0; left--) {
      const outer = r.beginTag();
      if (r.tag === 0 && v >= 17) m.replicaDirectoryId = r.uuid("replicaDirectoryId");
      else if (r.tag === 1 && v >= 18) m.highWatermark = r.int64("highWatermark");
      else r.unknownTag(m);
      r.endTag(outer);
    }
  }
  return m;
}

function decodeFetchRequestForgottenTopic(r: Reader, v: number): FetchRequestForgottenTopic {
  const m: FetchRequestForgottenTopic = {
    topic: v <= 12 ? r.string("topic") : "",
    topicId: v >= 13 ? r.uuid("topicId") : ZERO_UUID,
    partitions: r.array("partitions", readInt32),
  };
  r.unknownTags(m);
  return m;
}

function defaultFetchRequestReplicaState(): FetchRequestReplicaState {
  return { replicaId: -1, replicaEpoch: -1n };
}

/**
 * FetchResponse, versions 0 to 18.
 *
 * Versions 0-3 were removed in Apache Kafka 4.0, Version 4 is the new baseline.
 * Version 1 adds throttle time. Version 2 and 3 are the same as version 1.
 * Version 4 adds features for transactional consumption.
 * Version 5 adds LogStartOffset to indicate the earliest available offset of
 * partition data that can be consumed.
 * Starting in version 6, we may return KAFKA_STORAGE_ERROR as an error code.
 * Version 7 adds incremental fetch request support.
 * Starting in version 8, on quota violation, brokers send out responses before throttling.
 * Version 9 is the same as version 8.
 * Version 10 indicates that the response data can use the ZStd compression
 * algorithm, as described in KIP-110.
 * Version 12 adds support for flexible versions, epoch detection through the `TruncationOffset` field,
 * and leader discovery through the `CurrentLeader` field
 * Version 13 replaces the topic name field with topic ID (KIP-516).
 * Version 14 is the same as version 13 but it also receives a new error called OffsetMovedToTieredStorageException (KIP-405)
 * Version 15 is the same as version 14 (KIP-903).
 * Version 16 adds the 'NodeEndpoints' field (KIP-951).
 * Version 17 no changes to the response (KIP-853).
 * Version 18 no changes to the response (KIP-1166)
 */
export interface FetchResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. (from version 1; left out of others) */
  readonly throttleTimeMs: number;
  /** The top level response error code. (from version 7; left out of others) */
  readonly errorCode: number;
  /** The fetch session ID, or 0 if this is not part of a fetch session. (from version 7) */
  readonly sessionId: number;
  /** The response topics. */
  readonly responses: readonly FetchResponseFetchableTopicResponse[];
  /** Endpoints for all current-leaders enumerated in PartitionData, with errors NOT_LEADER_OR_FOLLOWER & FENCED_LEADER_EPOCH. (from version 16; tag 0) */
  readonly nodeEndpoints: readonly FetchResponseNodeEndpoint[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The response topics. */
export interface FetchResponseFetchableTopicResponse {
  /** The topic name. (versions 0 to 12; left out of others) */
  readonly topic: string;
  /** The unique topic ID. (from version 13; left out of others) */
  readonly topicId: string;
  /** The topic partitions. */
  readonly partitions: readonly FetchResponsePartitionData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topic partitions. */
export interface FetchResponsePartitionData {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The error code, or 0 if there was no fetch error. */
  readonly errorCode: number;
  /** The current high water mark. */
  readonly highWatermark: bigint;
  /** The last stable offset (or LSO) of the partition. This is the last offset such that the state of all transactional records prior to this offset have been decided (ABORTED or COMMITTED). (from version 4; left out of others; default -1n) */
  readonly lastStableOffset: bigint;
  /** The current log start offset. (from version 5; left out of others; default -1n) */
  readonly logStartOffset: bigint;
  /** In case divergence is detected based on the `LastFetchedEpoch` and `FetchOffset` in the request, this field indicates the largest epoch and its end offset such that subsequent records are known to diverge. (from version 12; tag 0) */
  readonly divergingEpoch: FetchResponseEpochEndOffset;
  /** The current leader of the partition. (from version 12; tag 1) */
  readonly currentLeader: FetchResponseLeaderIdAndEpoch;
  /** In the case of fetching an offset less than the LogStartOffset, this is the end offset and epoch that should be used in the FetchSnapshot request. (from version 12; tag 2) */
  readonly snapshotId: FetchResponseSnapshotId;
  /** The aborted transactions. (from version 4; left out of others) */
  readonly abortedTransactions: readonly FetchResponseAbortedTransaction[] | null;
  /** The preferred read replica for the consumer to use on its next fetch request. (from version 11; default -1) */
  readonly preferredReadReplica: number;
  /** The record data. */
  readonly records: Uint8Array | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** In case divergence is detected based on the `LastFetchedEpoch` and `FetchOffset` in the request, this field indicates the largest epoch and its end offset such that subsequent records are known to diverge. */
export interface FetchResponseEpochEndOffset {
  /** The largest epoch. (default -1) */
  readonly epoch: number;
  /** The end offset of the epoch. (default -1n) */
  readonly endOffset: bigint;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The current leader of the partition. */
export interface FetchResponseLeaderIdAndEpoch {
  /** The ID of the current leader or -1 if the leader is unknown. (default -1) */
  readonly leaderId: number;
  /** The latest known leader epoch. (default -1) */
  readonly leaderEpoch: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** In the case of fetching an offset less than the LogStartOffset, this is the end offset and epoch that should be used in the FetchSnapshot request. */
export interface FetchResponseSnapshotId {
  /** The end offset of the epoch. (default -1n) */
  readonly endOffset: bigint;
  /** The largest epoch. (default -1) */
  readonly epoch: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The aborted transactions. */
export interface FetchResponseAbortedTransaction {
  /** The producer id associated with the aborted transaction. */
  readonly producerId: bigint;
  /** The first offset in the aborted transaction. */
  readonly firstOffset: bigint;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Endpoints for all current-leaders enumerated in PartitionData, with errors NOT_LEADER_OR_FOLLOWER & FENCED_LEADER_EPOCH. */
export interface FetchResponseNodeEndpoint {
  /** The ID of the associated node. */
  readonly nodeId: number;
  /** The node's hostname. */
  readonly host: string;
  /** The node's port. */
  readonly port: number;
  /** The rack of the node, or null if it has not been assigned to a rack. */
  readonly rack: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a FetchResponse in version `v`, 0 to 18. */
export function encodeFetchResponse(w: Writer, m: Init<FetchResponse>, v: number): void {
  w.begin("FetchResponse", v, v >= 12);
  const { throttleTimeMs = 0, errorCode = 0, sessionId = 0, responses = [], nodeEndpoints = [] } = m;
  if (v >= 1) w.int32(throttleTimeMs, "throttleTimeMs");
  if (v >= 7) w.int16(errorCode, "errorCode");
  if (v >= 7) w.int32(sessionId, "sessionId");
  else if (sessionId !== 0) w.unsupported("sessionId");
  w.array(responses, "responses", encodeFetchResponseFetchableTopicResponse);
  if (!(v >= 16)) {
    if (nodeEndpoints?.length !== 0) w.unsupported("nodeEndpoints");
  }
  if (v >= 12) {
    const tags = new TagWriter(w, m.unknownTaggedFields);
    if (v >= 16 && nodeEndpoints?.length !== 0) {
      tags.begin(0);
      w.array(nodeEndpoints, "nodeEndpoints", encodeFetchResponseNodeEndpoint);
      tags.end();
    }
    tags.close();
  } else w.unknownTags(m.unknownTaggedFields);
}

function encodeFetchResponseFetchableTopicResponse(
  w: Writer,
  m: Init<FetchResponseFetchableTopicResponse>,
  v: number,
): void {
  const { topic = "", topicId = ZERO_UUID, partitions = [] } = m;
  if (v <= 12) w.string(topic, "topic");
  if (v >= 13) w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", encodeFetchResponsePartitionData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeFetchResponsePartitionData(w: Writer, m: Init<FetchResponsePartitionData>, v: number): void {
  const {
    partitionIndex = 0,
    errorCode = 0,
    highWatermark = 0n,
    lastStableOffset = -1n,
    logStartOffset = -1n,
    divergingEpoch = {},
    currentLeader = {},
    snapshotId = {},
    abortedTransactions = [],
    preferredReadReplica = -1,
    records = EMPTY_BYTES,
  } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int16(errorCode, "errorCode");
  w.int64(highWatermark, "highWatermark");
  if (v >= 4) w.int64(lastStableOffset, "lastStableOffset");
  if (v >= 5) w.int64(logStartOffset, "logStartOffset");
  if (!(v >= 12)) {
    if (!isDefaultFetchResponseEpochEndOffset(divergingEpoch)) w.unsupported("divergingEpoch");
  }
  if (!(v >= 12)) {
    if (!isDefaultFetchResponseLeaderIdAndEpoch(currentLeader)) w.unsupported("currentLeader");
  }
  if (!(v >= 12)) {
    if (!isDefaultFetchResponseSnapshotId(snapshotId)) w.unsupported("snapshotId");
  }
  if (v >= 4) w.nullableArray(abortedTransactions, "abortedTransactions", encodeFetchResponseAbortedTransaction);
  if (v >= 11) w.int32(preferredReadReplica, "preferredReadReplica");
  else if (preferredReadReplica !== -1) w.unsupported("preferredReadReplica");
  w.nullableBytes(records, "records");
  if (v >= 12) {
    const tags = new TagWriter(w, m.unknownTaggedFields);
    if (!isDefaultFetchResponseEpochEndOffset(divergingEpoch)) {
      tags.begin(0);
      w.struct(divergingEpoch, "divergingEpoch", encodeFetchResponseEpochEndOffset);
      tags.end();
    }
    if (!isDefaultFetchResponseLeaderIdAndEpoch(currentLeader)) {
      tags.begin(1);
      w.struct(currentLeader, "currentLeader", encodeFetchResponseLeaderIdAndEpoch);
      tags.end();
    }
    if (!isDefaultFetchResponseSnapshotId(snapshotId)) {
      tags.begin(2);
      w.struct(snapshotId, "snapshotId", encodeFetchResponseSnapshotId);
      tags.end();
    }
    tags.close();
  } else w.unknownTags(m.unknownTaggedFields);
}

function encodeFetchResponseEpochEndOffset(w: Writer, m: Init<FetchResponseEpochEndOffset>, _v: number): void {
  const { epoch = -1, endOffset = -1n } = m;
  w.int32(epoch, "epoch");
  w.int64(endOffset, "endOffset");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeFetchResponseLeaderIdAndEpoch(w: Writer, m: Init<FetchResponseLeaderIdAndEpoch>, _v: number): void {
  const { leaderId = -1, leaderEpoch = -1 } = m;
  w.int32(leaderId, "leaderId");
  w.int32(leaderEpoch, "leaderEpoch");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeFetchResponseSnapshotId(w: Writer, m: Init<FetchResponseSnapshotId>, _v: number): void {
  const { endOffset = -1n, epoch = -1 } = m;
  w.int64(endOffset, "endOffset");
  w.int32(epoch, "epoch");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeFetchResponseAbortedTransaction(w: Writer, m: Init<FetchResponseAbortedTransaction>, _v: number): void {
  const { producerId = 0n, firstOffset = 0n } = m;
  w.int64(producerId, "producerId");
  w.int64(firstOffset, "firstOffset");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeFetchResponseNodeEndpoint(w: Writer, m: Init<FetchResponseNodeEndpoint>, _v: number): void {
  const { nodeId = 0, host = "", port = 0, rack = null } = m;
  w.int32(nodeId, "nodeId");
  w.string(host, "host");
  w.int32(port, "port");
  w.nullableString(rack, "rack");
  w.unknownTags(m.unknownTaggedFields);
}

function isDefaultFetchResponseEpochEndOffset(m: Init<FetchResponseEpochEndOffset>): boolean {
  const { epoch = -1, endOffset = -1n } = m;
  return epoch === -1 && endOffset === -1n && (m.unknownTaggedFields?.length ?? 0) === 0;
}

function isDefaultFetchResponseLeaderIdAndEpoch(m: Init<FetchResponseLeaderIdAndEpoch>): boolean {
  const { leaderId = -1, leaderEpoch = -1 } = m;
  return leaderId === -1 && leaderEpoch === -1 && (m.unknownTaggedFields?.length ?? 0) === 0;
}

function isDefaultFetchResponseSnapshotId(m: Init<FetchResponseSnapshotId>): boolean {
  const { endOffset = -1n, epoch = -1 } = m;
  return endOffset === -1n && epoch === -1 && (m.unknownTaggedFields?.length ?? 0) === 0;
}

/** Reads a FetchResponse in version `v`, 0 to 18. */
export function decodeFetchResponse(r: Reader, v: number): FetchResponse {
  r.begin("FetchResponse", v, v >= 12);
  const m: Mutable<FetchResponse> = {
    throttleTimeMs: v >= 1 ? r.int32("throttleTimeMs") : 0,
    errorCode: v >= 7 ? r.int16("errorCode") : 0,
    sessionId: v >= 7 ? r.int32("sessionId") : 0,
    responses: r.array("responses", decodeFetchResponseFetchableTopicResponse),
    nodeEndpoints: [],
  };
  if (v >= 12) {
    for (let left = r.tagCount(); left > 0; left--) {
      const outer = r.beginTag();
      if (r.tag === 0 && v >= 16) m.nodeEndpoints = r.array("nodeEndpoints", decodeFetchResponseNodeEndpoint);
      else r.unknownTag(m);
      r.endTag(outer);
    }
  }
  return m;
}

function decodeFetchResponseFetchableTopicResponse(r: Reader, v: number): FetchResponseFetchableTopicResponse {
  const m: FetchResponseFetchableTopicResponse = {
    topic: v <= 12 ? r.string("topic") : "",
    topicId: v >= 13 ? r.uuid("topicId") : ZERO_UUID,
    partitions: r.array("partitions", decodeFetchResponsePartitionData),
  };
  r.unknownTags(m);
  return m;
}

function decodeFetchResponsePartitionData(r: Reader, v: number): FetchResponsePartitionData {
  const m: Mutable<FetchResponsePartitionData> = {
    partitionIndex: r.int32("partitionIndex"),
    errorCode: r.int16("errorCode"),
    highWatermark: r.int64("highWatermark"),
    lastStableOffset: v >= 4 ? r.int64("lastStableOffset") : -1n,
    logStartOffset: v >= 5 ? r.int64("logStartOffset") : -1n,
    divergingEpoch: defaultFetchResponseEpochEndOffset(),
    currentLeader: defaultFetchResponseLeaderIdAndEpoch(),
    snapshotId: defaultFetchResponseSnapshotId(),
    abortedTransactions: v >= 4 ? r.nullableArray("abortedTransactions", decodeFetchResponseAbortedTransaction) : [],
    preferredReadReplica: v >= 11 ? r.int32("preferredReadReplica") : -1,
    records: r.nullableBytes("records"),
  };
  if (v >= 12) {
    for (let left = r.tagCount(); left > 0; left--) {
      const outer = r.beginTag();
      if (r.tag === 0) m.divergingEpoch = r.struct("divergingEpoch", decodeFetchResponseEpochEndOffset);
      else if (r.tag === 1) m.currentLeader = r.struct("currentLeader", decodeFetchResponseLeaderIdAndEpoch);
      else if (r.tag === 2) m.snapshotId = r.struct("snapshotId", decodeFetchResponseSnapshotId);
      else r.unknownTag(m);
      r.endTag(outer);
    }
  }
  return m;
}

function decodeFetchResponseEpochEndOffset(r: Reader, _v: number): FetchResponseEpochEndOffset {
  const m: FetchResponseEpochEndOffset = {
    epoch: r.int32("epoch"),
    endOffset: r.int64("endOffset"),
  };
  r.unknownTags(m);
  return m;
}

function decodeFetchResponseLeaderIdAndEpoch(r: Reader, _v: number): FetchResponseLeaderIdAndEpoch {
  const m: FetchResponseLeaderIdAndEpoch = {
    leaderId: r.int32("leaderId"),
    leaderEpoch: r.int32("leaderEpoch"),
  };
  r.unknownTags(m);
  return m;
}

function decodeFetchResponseSnapshotId(r: Reader, _v: number): FetchResponseSnapshotId {
  const m: FetchResponseSnapshotId = {
    endOffset: r.int64("endOffset"),
    epoch: r.int32("epoch"),
  };
  r.unknownTags(m);
  return m;
}

function decodeFetchResponseAbortedTransaction(r: Reader, _v: number): FetchResponseAbortedTransaction {
  const m: FetchResponseAbortedTransaction = {
    producerId: r.int64("producerId"),
    firstOffset: r.int64("firstOffset"),
  };
  r.unknownTags(m);
  return m;
}

function decodeFetchResponseNodeEndpoint(r: Reader, _v: number): FetchResponseNodeEndpoint {
  const m: FetchResponseNodeEndpoint = {
    nodeId: r.int32("nodeId"),
    host: r.string("host"),
    port: r.int32("port"),
    rack: r.nullableString("rack"),
  };
  r.unknownTags(m);
  return m;
}

function defaultFetchResponseEpochEndOffset(): FetchResponseEpochEndOffset {
  return { epoch: -1, endOffset: -1n };
}

function defaultFetchResponseLeaderIdAndEpoch(): FetchResponseLeaderIdAndEpoch {
  return { leaderId: -1, leaderEpoch: -1 };
}

function defaultFetchResponseSnapshotId(): FetchResponseSnapshotId {
  return { endOffset: -1n, epoch: -1 };
}
