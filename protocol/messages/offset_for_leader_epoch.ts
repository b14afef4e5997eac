// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of OffsetForLeaderEpoch (key 23, versions 0 to 4). */
export const OffsetForLeaderEpoch: ClientApi<OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse> = {
  key: 23,
  name: "OffsetForLeaderEpoch",
  minVersion: 0,
  maxVersion: 4,
  latestStableVersion: 4,
  flexibleFrom: 4,
  encodeRequest: encodeOffsetForLeaderEpochRequest,
  decodeResponse: decodeOffsetForLeaderEpochResponse,
};

/** The broker's side of OffsetForLeaderEpoch (key 23, versions 0 to 4). */
export const OffsetForLeaderEpochBroker: BrokerApi<OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse> = {
  key: 23,
  name: "OffsetForLeaderEpoch",
  minVersion: 0,
  maxVersion: 4,
  latestStableVersion: 4,
  flexibleFrom: 4,
  decodeRequest: decodeOffsetForLeaderEpochRequest,
  encodeResponse: encodeOffsetForLeaderEpochResponse,
};

/**
 * OffsetForLeaderEpochRequest, versions 0 to 4.
 *
 * Versions 0-1 were removed in Apache Kafka 4.0, Version 2 is the new baseline.
 * Version 1 is the same as version 0.
 * Version 2 adds the current leader epoch to support fencing.
 * Version 3 adds ReplicaId (the default is -2 which conventionally represents a
 * "debug" consumer which is allowed to see offsets beyond the high watermark).
 * Followers will use this replicaId when using an older version of the protocol.
 * Version 4 enables flexible versions.
 */
export interface OffsetForLeaderEpochRequest {
  /** The broker ID of the follower, of -1 if this request is from a consumer. (from version 3; left out of others; default -2) */
  readonly replicaId: number;
  /** Each topic to get offsets for. */
  readonly topics: readonly OffsetForLeaderEpochRequestOffsetForLeaderTopic[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each topic to get offsets for. */
export interface OffsetForLeaderEpochRequestOffsetForLeaderTopic {
  /** The topic name. */
  readonly topic: string;
  /** Each partition to get offsets for. */
  readonly partitions: readonly OffsetForLeaderEpochRequestOffsetForLeaderPartition[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each partition to get offsets for. */
export interface OffsetForLeaderEpochRequestOffsetForLeaderPartition {
  /** The partition index. */
  readonly partition: number;
  /** An epoch used to fence consumers/replicas with old metadata. If the epoch provided by the client is larger than the current epoch known to the broker, then the UNKNOWN_LEADER_EPOCH error code will be returned. If the provided epoch is smaller, then the FENCED_LEADER_EPOCH error code will be returned. (from version 2; left out of others; default -1) */
  readonly currentLeaderEpoch: number;
  /** The epoch to look up an offset for. */
  readonly leaderEpoch: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a OffsetForLeaderEpochRequest in version `v`, 0 to 4. */
export function encodeOffsetForLeaderEpochRequest(w: Writer, m: Init<OffsetForLeaderEpochRequest>, v: number): void {
  w.begin("OffsetForLeaderEpochRequest", v, v >= 4);
  const { replicaId = -2, topics = [] } = m;
  if (v >= 3) w.int32(replicaId, "replicaId");
  w.array(topics, "topics", encodeOffsetForLeaderEpochRequestOffsetForLeaderTopic);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeOffsetForLeaderEpochRequestOffsetForLeaderTopic(
  w: Writer,
  m: Init<OffsetForLeaderEpochRequestOffsetForLeaderTopic>,
  _v: number,
): void {
  const { topic = "", partitions = [] } = m;
  w.string(topic, "topic");
  w.array(partitions, "partitions", encodeOffsetForLeaderEpochRequestOffsetForLeaderPartition);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeOffsetForLeaderEpochRequestOffsetForLeaderPartition(
  w: Writer,
  m: Init<OffsetForLeaderEpochRequestOffsetForLeaderPartition>,
  v: number,
): void {
  const { partition = 0, currentLeaderEpoch = -1, leaderEpoch = 0 } = m;
  w.int32(partition, "partition");
  if (v >= 2) w.int32(currentLeaderEpoch, "currentLeaderEpoch");
  w.int32(leaderEpoch, "leaderEpoch");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a OffsetForLeaderEpochRequest in version `v`, 0 to 4. */
export function decodeOffsetForLeaderEpochRequest(r: Reader, v: number): OffsetForLeaderEpochRequest {
  r.begin("OffsetForLeaderEpochRequest", v, v >= 4);
  const m: OffsetForLeaderEpochRequest = {
    replicaId: v >= 3 ? r.int32("replicaId") : -2,
    topics: r.array("topics", decodeOffsetForLeaderEpochRequestOffsetForLeaderTopic),
  };
  r.unknownTags(m);
  return m;
}

function decodeOffsetForLeaderEpochRequestOffsetForLeaderTopic(
  r: Reader,
  _v: number,
): OffsetForLeaderEpochRequestOffsetForLeaderTopic {
  const m: OffsetForLeaderEpochRequestOffsetForLeaderTopic = {
    topic: r.string("topic"),
    partitions: r.array("partitions", decodeOffsetForLeaderEpochRequestOffsetForLeaderPartition),
  };
  r.unknownTags(m);
  return m;
}

function decodeOffsetForLeaderEpochRequestOffsetForLeaderPartition(
  r: Reader,
  v: number,
): OffsetForLeaderEpochRequestOffsetForLeaderPartition {
  const m: OffsetForLeaderEpochRequestOffsetForLeaderPartition = {
    partition: r.int32("partition"),
    currentLeaderEpoch: v >= 2 ? r.int32("currentLeaderEpoch") : -1,
    leaderEpoch: r.int32("leaderEpoch"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * OffsetForLeaderEpochResponse, versions 0 to 4.
 *
 * Versions 0-1 were removed in Apache Kafka 4.0, Version 2 is the new baseline.
 * Version 1 added the leader epoch to the response.
 * Version 2 added the throttle time.
 * Version 3 is the same as version 2.
 * Version 4 enables flexible versions.
 */
export interface OffsetForLeaderEpochResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. (from version 2; left out of others) */
  readonly throttleTimeMs: number;
  /** Each topic we fetched offsets for. */
  readonly topics: readonly OffsetForLeaderEpochResponseOffsetForLeaderTopicResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each topic we fetched offsets for. */
export interface OffsetForLeaderEpochResponseOffsetForLeaderTopicResult {
  /** The topic name. */
  readonly topic: string;
  /** Each partition in the topic we fetched offsets for. */
  readonly partitions: readonly OffsetForLeaderEpochResponseEpochEndOffset[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each partition in the topic we fetched offsets for. */
export interface OffsetForLeaderEpochResponseEpochEndOffset {
  /** The error code 0, or if there was no error. */
  readonly errorCode: number;
  /** The partition index. */
  readonly partition: number;
  /** The leader epoch of the partition. (from version 1; left out of others; default -1) */
  readonly leaderEpoch: number;
  /** The end offset of the epoch. (default -1n) */
  readonly endOffset: bigint;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a OffsetForLeaderEpochResponse in version `v`, 0 to 4. */
export function encodeOffsetForLeaderEpochResponse(w: Writer, m: Init<OffsetForLeaderEpochResponse>, v: number): void {
  w.begin("OffsetForLeaderEpochResponse", v, v >= 4);
  const { throttleTimeMs = 0, topics = [] } = m;
  if (v >= 2) w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(topics, "topics", encodeOffsetForLeaderEpochResponseOffsetForLeaderTopicResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeOffsetForLeaderEpochResponseOffsetForLeaderTopicResult(
  w: Writer,
  m: Init<OffsetForLeaderEpochResponseOffsetForLeaderTopicResult>,
  _v: number,
): void {
  const { topic = "", partitions = [] } = m;
  w.string(topic, "topic");
  w.array(partitions, "partitions", encodeOffsetForLeaderEpochResponseEpochEndOffset);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeOffsetForLeaderEpochResponseEpochEndOffset(
  w: Writer,
  m: Init<OffsetForLeaderEpochResponseEpochEndOffset>,
  v: number,
): void {
  const { errorCode = 0, partition = 0, leaderEpoch = -1, endOffset = -1n } = m;
  w.int16(errorCode, "errorCode");
  w.int32(partition, "partition");
  if (v >= 1) w.int32(leaderEpoch, "leaderEpoch");
  w.int64(endOffset, "endOffset");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a OffsetForLeaderEpochResponse in version `v`, 0 to 4. */
export function decodeOffsetForLeaderEpochResponse(r: Reader, v: number): OffsetForLeaderEpochResponse {
  r.begin("OffsetForLeaderEpochResponse", v, v >= 4);
  const m: OffsetForLeaderEpochResponse = {
    throttleTimeMs: v >= 2 ? r.int32("throttleTimeMs") : 0,
    topics: r.array("topics", decodeOffsetForLeaderEpochResponseOffsetForLeaderTopicResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeOffsetForLeaderEpochResponseOffsetForLeaderTopicResult(
  r: Reader,
  _v: number,
): OffsetForLeaderEpochResponseOffsetForLeaderTopicResult {
  const m: OffsetForLeaderEpochResponseOffsetForLeaderTopicResult = {
    topic: r.string("topic"),
    partitions: r.array("partitions", decodeOffsetForLeaderEpochResponseEpochEndOffset),
  };
  r.unknownTags(m);
  return m;
}

function decodeOffsetForLeaderEpochResponseEpochEndOffset(
  r: Reader,
  v: number,
): OffsetForLeaderEpochResponseEpochEndOffset {
  const m: OffsetForLeaderEpochResponseEpochEndOffset = {
    errorCode: r.int16("errorCode"),
    partition: r.int32("partition"),
    leaderEpoch: v >= 1 ? r.int32("leaderEpoch") : -1,
    endOffset: r.int64("endOffset"),
  };
  r.unknownTags(m);
  return m;
}
