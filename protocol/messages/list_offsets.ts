// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt64, writeInt64 } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of ListOffsets (key 2, versions 0 to 11). */
export const ListOffsets: ClientApi<ListOffsetsRequest, ListOffsetsResponse> = {
  key: 2,
  name: "ListOffsets",
  minVersion: 0,
  maxVersion: 11,
  latestStableVersion: 11,
  flexibleFrom: 6,
  encodeRequest: encodeListOffsetsRequest,
  decodeResponse: decodeListOffsetsResponse,
};

/** The broker's side of ListOffsets (key 2, versions 0 to 11). */
export const ListOffsetsBroker: BrokerApi<ListOffsetsRequest, ListOffsetsResponse> = {
  key: 2,
  name: "ListOffsets",
  minVersion: 0,
  maxVersion: 11,
  latestStableVersion: 11,
  flexibleFrom: 6,
  decodeRequest: decodeListOffsetsRequest,
  encodeResponse: encodeListOffsetsResponse,
};

/**
 * ListOffsetsRequest, versions 0 to 11.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Version 1 removes MaxNumOffsets.  From this version forward, only a single
 * offset can be returned.
 * Version 2 adds the isolation level, which is used for transactional reads.
 * Version 3 is the same as version 2.
 * Version 4 adds the current leader epoch, which is used for fencing.
 * Version 5 is the same as version 4.
 * Version 6 enables flexible versions.
 * Version 7 enables listing offsets by max timestamp (KIP-734).
 * Version 8 enables listing offsets by local log start offset (KIP-405).
 * Version 9 enables listing offsets by last tiered offset (KIP-1005).
 * Version 10 enables async remote list offsets support (KIP-1075)
 * Version 11 enables listing offsets by earliest pending upload offset (KIP-1023)
 */
export interface ListOffsetsRequest {
  /** The broker ID of the requester, or -1 if this request is being made by a normal consumer. */
  readonly replicaId: number;
  /** This setting controls the visibility of transactional records. Using READ_UNCOMMITTED (isolation_level = 0) makes all records visible. With READ_COMMITTED (isolation_level = 1), non-transactional and COMMITTED transactional records are visible. To be more concrete, READ_COMMITTED returns all data from offsets smaller than the current LSO (last stable offset), and enables the inclusion of the list of aborted transactions in the result, which allows consumers to discard ABORTED transactional records. (from version 2) */
  readonly isolationLevel: number;
  /** Each topic in the request. */
  readonly topics: readonly ListOffsetsRequestListOffsetsTopic[];
  /** The timeout to await a response in milliseconds for requests that require reading from remote storage for topics enabled with tiered storage. (from version 10; left out of others) */
  readonly timeoutMs: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each topic in the request. */
export interface ListOffsetsRequestListOffsetsTopic {
  /** The topic name. */
  readonly name: string;
  /** Each partition in the request. */
  readonly partitions: readonly ListOffsetsRequestListOffsetsPartition[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each partition in the request. */
export interface ListOffsetsRequestListOffsetsPartition {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The current leader epoch. (from version 4; left out of others; default -1) */
  readonly currentLeaderEpoch: number;
  /** The current timestamp. */
  readonly timestamp: bigint;
  /** The maximum number of offsets to report. (version 0; default 1) */
  readonly maxNumOffsets: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ListOffsetsRequest in version `v`, 0 to 11. */
export function encodeListOffsetsRequest(w: Writer, m: Init<ListOffsetsRequest>, v: number): void {
  w.begin("ListOffsetsRequest", v, v >= 6);
  const { replicaId = 0, isolationLevel = 0, topics = [], timeoutMs = 0 } = m;
  w.int32(replicaId, "replicaId");
  if (v >= 2) w.int8(isolationLevel, "isolationLevel");
  else if (isolationLevel !== 0) w.unsupported("isolationLevel");
  w.array(topics, "topics", encodeListOffsetsRequestListOffsetsTopic);
  if (v >= 10) w.int32(timeoutMs, "timeoutMs");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeListOffsetsRequestListOffsetsTopic(
  w: Writer,
  m: Init<ListOffsetsRequestListOffsetsTopic>,
  _v: number,
): void {
  const { name = "", partitions = [] } = m;
  w.string(name, "name");
  w.array(partitions, "partitions", encodeListOffsetsRequestListOffsetsPartition);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeListOffsetsRequestListOffsetsPartition(
  w: Writer,
  m: Init<ListOffsetsRequestListOffsetsPartition>,
  v: number,
): void {
  const { partitionIndex = 0, currentLeaderEpoch = -1, timestamp = 0n, maxNumOffsets = 1 } = m;
  w.int32(partitionIndex, "partitionIndex");
  if (v >= 4) w.int32(currentLeaderEpoch, "currentLeaderEpoch");
  w.int64(timestamp, "timestamp");
  if (v === 0) w.int32(maxNumOffsets, "maxNumOffsets");
  else if (maxNumOffsets !== 1) w.unsupported("maxNumOffsets");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ListOffsetsRequest in version `v`, 0 to 11. */
export function decodeListOffsetsRequest(r: Reader, v: number): ListOffsetsRequest {
  r.begin("ListOffsetsRequest", v, v >= 6);
  const m: ListOffsetsRequest = {
    replicaId: r.int32("replicaId"),
    isolationLevel: v >= 2 ? r.int8("isolationLevel") : 0,
    topics: r.array("topics", decodeListOffsetsRequestListOffsetsTopic),
    timeoutMs: v >= 10 ? r.int32("timeoutMs") : 0,
  };
  r.unknownTags(m);
  return m;
}

function decodeListOffsetsRequestListOffsetsTopic(r: Reader, _v: number): ListOffsetsRequestListOffsetsTopic {
  const m: ListOffsetsRequestListOffsetsTopic = {
    name: r.string("name"),
    partitions: r.array("partitions", decodeListOffsetsRequestListOffsetsPartition),
  };
  r.unknownTags(m);
  return m;
}

function decodeListOffsetsRequestListOffsetsPartition(r: Reader, v: number): ListOffsetsRequestListOffsetsPartition {
  const m: ListOffsetsRequestListOffsetsPartition = {
    partitionIndex: r.int32("partitionIndex"),
    currentLeaderEpoch: v >= 4 ? r.int32("currentLeaderEpoch") : -1,
    timestamp: r.int64("timestamp"),
    maxNumOffsets: v === 0 ? r.int32("maxNumOffsets") : 1,
  };
  r.unknownTags(m);
  return m;
}

/**
 * ListOffsetsResponse, versions 0 to 11.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Version 1 removes the offsets array in favor of returning a single offset.
 * Version 1 also adds the timestamp associated with the returned offset.
 * Version 2 adds the throttle time.
 * Starting in version 3, on quota violation, brokers send out responses before throttling.
 * Version 4 adds the leader epoch, which is used for fencing.
 * Version 5 adds a new error code, OFFSET_NOT_AVAILABLE.
 * Version 6 enables flexible versions.
 * Version 7 is the same as version 6 (KIP-734).
 * Version 8 enables listing offsets by local log start offset.
 * This is the earliest log start offset in the local log. (KIP-405).
 * Version 9 enables listing offsets by last tiered offset (KIP-1005).
 * Version 10 enables async remote list offsets support (KIP-1075)
 * Version 11 enables listing offsets by earliest pending upload offset (KIP-1023)
 */
export interface ListOffsetsResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. (from version 2; left out of others) */
  readonly throttleTimeMs: number;
  /** Each topic in the response. */
  readonly topics: readonly ListOffsetsResponseListOffsetsTopicResponse[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each topic in the response. */
export interface ListOffsetsResponseListOffsetsTopicResponse {
  /** The topic name. */
  readonly name: string;
  /** Each partition in the response. */
  readonly partitions: readonly ListOffsetsResponseListOffsetsPartitionResponse[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each partition in the response. */
export interface ListOffsetsResponseListOffsetsPartitionResponse {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The partition error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The timestamp associated with the returned offset. (from version 1; default -1n) */
  readonly timestamp: bigint;
  /** The returned offset. (from version 1; default -1n) */
  readonly offset: bigint;
  /** The leader epoch associated with the returned offset. (from version 4; default -1) */
  readonly leaderEpoch: number;
  /** The result offsets. (version 0) */
  readonly oldStyleOffsets: readonly bigint[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ListOffsetsResponse in version `v`, 0 to 11. */
export function encodeListOffsetsResponse(w: Writer, m: Init<ListOffsetsResponse>, v: number): void {
  w.begin("ListOffsetsResponse", v, v >= 6);
  const { throttleTimeMs = 0, topics = [] } = m;
  if (v >= 2) w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(topics, "topics", encodeListOffsetsResponseListOffsetsTopicResponse);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeListOffsetsResponseListOffsetsTopicResponse(
  w: Writer,
  m: Init<ListOffsetsResponseListOffsetsTopicResponse>,
  _v: number,
): void {
  const { name = "", partitions = [] } = m;
  w.string(name, "name");
  w.array(partitions, "partitions", encodeListOffsetsResponseListOffsetsPartitionResponse);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeListOffsetsResponseListOffsetsPartitionResponse(
  w: Writer,
  m: Init<ListOffsetsResponseListOffsetsPartitionResponse>,
  v: number,
): void {
  const { partitionIndex = 0, errorCode = 0, timestamp = -1n, offset = -1n, leaderEpoch = -1, oldStyleOffsets = [] } =
    m;
  w.int32(partitionIndex, "partitionIndex");
  w.int16(errorCode, "errorCode");
  if (v >= 1) w.int64(timestamp, "timestamp");
  else if (timestamp !== -1n) w.unsupported("timestamp");
  if (v >= 1) w.int64(offset, "offset");
  else if (offset !== -1n) w.unsupported("offset");
  if (v >= 4) w.int32(leaderEpoch, "leaderEpoch");
  else if (leaderEpoch !== -1) w.unsupported("leaderEpoch");
  if (v === 0) w.array(oldStyleOffsets, "oldStyleOffsets", writeInt64);
  else if (oldStyleOffsets?.length !== 0) w.unsupported("oldStyleOffsets");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ListOffsetsResponse in version `v`, 0 to 11. */
export function decodeListOffsetsResponse(r: Reader, v: number): ListOffsetsResponse {
  r.begin("ListOffsetsResponse", v, v >= 6);
  const m: ListOffsetsResponse = {
    throttleTimeMs: v >= 2 ? r.int32("throttleTimeMs") : 0,
    topics: r.array("topics", decodeListOffsetsResponseListOffsetsTopicResponse),
  };
  r.unknownTags(m);
  return m;
}

function decodeListOffsetsResponseListOffsetsTopicResponse(
  r: Reader,
  _v: number,
): ListOffsetsResponseListOffsetsTopicResponse {
  const m: ListOffsetsResponseListOffsetsTopicResponse = {
    name: r.string("name"),
    partitions: r.array("partitions", decodeListOffsetsResponseListOffsetsPartitionResponse),
  };
  r.unknownTags(m);
  return m;
}

function decodeListOffsetsResponseListOffsetsPartitionResponse(
  r: Reader,
  v: number,
): ListOffsetsResponseListOffsetsPartitionResponse {
  const m: ListOffsetsResponseListOffsetsPartitionResponse = {
    partitionIndex: r.int32("partitionIndex"),
    errorCode: r.int16("errorCode"),
    timestamp: v >= 1 ? r.int64("timestamp") : -1n,
    offset: v >= 1 ? r.int64("offset") : -1n,
    leaderEpoch: v >= 4 ? r.int32("leaderEpoch") : -1,
    oldStyleOffsets: v === 0 ? r.array("oldStyleOffsets", readInt64) : [],
  };
  r.unknownTags(m);
  return m;
}
