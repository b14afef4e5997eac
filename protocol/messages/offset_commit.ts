// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of OffsetCommit (key 8, versions 0 to 10). */
export const OffsetCommit: ClientApi<OffsetCommitRequest, OffsetCommitResponse> = {
  key: 8,
  name: "OffsetCommit",
  minVersion: 0,
  maxVersion: 10,
  latestStableVersion: 10,
  flexibleFrom: 8,
  encodeRequest: encodeOffsetCommitRequest,
  decodeResponse: decodeOffsetCommitResponse,
};

/** The broker's side of OffsetCommit (key 8, versions 0 to 10). */
export const OffsetCommitBroker: BrokerApi<OffsetCommitRequest, OffsetCommitResponse> = {
  key: 8,
  name: "OffsetCommit",
  minVersion: 0,
  maxVersion: 10,
  latestStableVersion: 10,
  flexibleFrom: 8,
  decodeRequest: decodeOffsetCommitRequest,
  encodeResponse: encodeOffsetCommitResponse,
};

/**
 * OffsetCommitRequest, versions 0 to 10.
 *
 * Versions 0-1 were removed in Apache Kafka 4.0, Version 2 is the new baseline.
 * Version 1 adds timestamp and group membership information, as well as the commit timestamp.
 * Version 2 adds retention time.  It removes the commit timestamp added in version 1.
 * Version 3 and 4 are the same as version 2.
 * Version 5 removes the retention time, which is now controlled only by a broker configuration.
 * Version 6 adds the leader epoch for fencing.
 * version 7 adds a new field called groupInstanceId to indicate member identity across restarts.
 * Version 8 is the first flexible version.
 * Version 9 is the first version that can be used with the new consumer group protocol (KIP-848). The
 * request is the same as version 8.
 * Version 10 adds support for topic ids and removes support for topic names (KIP-848).
 */
export interface OffsetCommitRequest {
  /** The unique group identifier. */
  readonly groupId: string;
  /** The generation of the group if using the classic group protocol or the member epoch if using the consumer protocol. (from version 1; left out of others; default -1) */
  readonly generationIdOrMemberEpoch: number;
  /** The member ID assigned by the group coordinator. (from version 1; left out of others) */
  readonly memberId: string;
  /** The unique identifier of the consumer instance provided by end user. (from version 7) */
  readonly groupInstanceId: string | null;
  /** The time period in ms to retain the offset. (versions 2 to 4; left out of others; default -1n) */
  readonly retentionTimeMs: bigint;
  /** The topics to commit offsets for. */
  readonly topics: readonly OffsetCommitRequestTopic[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topics to commit offsets for. */
export interface OffsetCommitRequestTopic {
  /** The topic name. (versions 0 to 9; left out of others) */
  readonly name: string;
  /** The topic ID. (from version 10; left out of others) */
  readonly topicId: string;
  /** Each partition to commit offsets for. */
  readonly partitions: readonly OffsetCommitRequestPartition[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each partition to commit offsets for. */
export interface OffsetCommitRequestPartition {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The message offset to be committed. */
  readonly committedOffset: bigint;
  /** The leader epoch of this partition. (from version 6; left out of others; default -1) */
  readonly committedLeaderEpoch: number;
  /** The timestamp of the commit. (version 1; default -1n) */
  readonly commitTimestamp: bigint;
  /** Any associated metadata the client wants to keep. */
  readonly committedMetadata: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a OffsetCommitRequest in version `v`, 0 to 10. */
export function encodeOffsetCommitRequest(w: Writer, m: Init<OffsetCommitRequest>, v: number): void {
  w.begin("OffsetCommitRequest", v, v >= 8);
  const {
    groupId = "",
    generationIdOrMemberEpoch = -1,
    memberId = "",
    groupInstanceId = null,
    retentionTimeMs = -1n,
    topics = [],
  } = m;
  w.string(groupId, "groupId");
  if (v >= 1) w.int32(generationIdOrMemberEpoch, "generationIdOrMemberEpoch");
  if (v >= 1) w.string(memberId, "memberId");
  if (v >= 7) w.nullableString(groupInstanceId, "groupInstanceId");
  else if (groupInstanceId !== null) w.unsupported("groupInstanceId");
  if (v >= 2 && v <= 4) w.int64(retentionTimeMs, "retentionTimeMs");
  w.array(topics, "topics", encodeOffsetCommitRequestTopic);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeOffsetCommitRequestTopic(w: Writer, m: Init<OffsetCommitRequestTopic>, v: number): void {
  const { name = "", topicId = ZERO_UUID, partitions = [] } = m;
  if (v <= 9) w.string(name, "name");
  if (v >= 10) w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", encodeOffsetCommitRequestPartition);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeOffsetCommitRequestPartition(w: Writer, m: Init<OffsetCommitRequestPartition>, v: number): void {
  const {
    partitionIndex = 0,
    committedOffset = 0n,
    committedLeaderEpoch = -1,
    commitTimestamp = -1n,
    committedMetadata = "",
  } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int64(committedOffset, "committedOffset");
  if (v >= 6) w.int32(committedLeaderEpoch, "committedLeaderEpoch");
  if (v === 1) w.int64(commitTimestamp, "commitTimestamp");
  else if (commitTimestamp !== -1n) w.unsupported("commitTimestamp");
  w.nullableString(committedMetadata, "committedMetadata");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a OffsetCommitRequest in version `v`, 0 to 10. */
export function decodeOffsetCommitRequest(r: Reader, v: number): OffsetCommitRequest {
  r.begin("OffsetCommitRequest", v, v >= 8);
  const m: OffsetCommitRequest = {
    groupId: r.string("groupId"),
    generationIdOrMemberEpoch: v >= 1 ? r.int32("generationIdOrMemberEpoch") : -1,
    memberId: v >= 1 ? r.string("memberId") : "",
    groupInstanceId: v >= 7 ? r.nullableString("groupInstanceId") : null,
    retentionTimeMs: v >= 2 && v <= 4 ? r.int64("retentionTimeMs") : -1n,
    topics: r.array("topics", decodeOffsetCommitRequestTopic),
  };
  r.unknownTags(m);
  return m;
}

function decodeOffsetCommitRequestTopic(r: Reader, v: number): OffsetCommitRequestTopic {
  const m: OffsetCommitRequestTopic = {
    name: v <= 9 ? r.string("name") : "",
    topicId: v >= 10 ? r.uuid("topicId") : ZERO_UUID,
    partitions: r.array("partitions", decodeOffsetCommitRequestPartition),
  };
  r.unknownTags(m);
  return m;
}

function decodeOffsetCommitRequestPartition(r: Reader, v: number): OffsetCommitRequestPartition {
  const m: OffsetCommitRequestPartition = {
    partitionIndex: r.int32("partitionIndex"),
    committedOffset: r.int64("committedOffset"),
    committedLeaderEpoch: v >= 6 ? r.int32("committedLeaderEpoch") : -1,
    commitTimestamp: v === 1 ? r.int64("commitTimestamp") : -1n,
    committedMetadata: r.nullableString("committedMetadata"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * OffsetCommitResponse, versions 0 to 10.
 *
 * Versions 0-1 were removed in Apache Kafka 4.0, Version 2 is the new baseline.
 * Versions 1 and 2 are the same as version 0.
 * Version 3 adds the throttle time to the response.
 * Starting in version 4, on quota violation, brokers send out responses before throttling.
 * Versions 5 and 6 are the same as version 4.
 * Version 7 offsetCommitRequest supports a new field called groupInstanceId to indicate member identity across restarts.
 * Version 8 is the first flexible version.
 * Version 9 is the first version that can be used with the new consumer group protocol (KIP-848). The response is
 * the same as version 8 but can return STALE_MEMBER_EPOCH when the new consumer group protocol is used and
 * GROUP_ID_NOT_FOUND when the group does not exist for both protocols.
 * Version 10 adds support for topic ids and removes support for topic names (KIP-848).
 * Supported errors:
 * - GROUP_AUTHORIZATION_FAILED (version 0+)
 * - NOT_COORDINATOR (version 0+)
 * - COORDINATOR_NOT_AVAILABLE (version 0+)
 * - COORDINATOR_LOAD_IN_PROGRESS (version 0+)
 * - ILLEGAL_GENERATION (version 1+)
 * - UNKNOWN_MEMBER_ID (version 1+)
 * - INVALID_COMMIT_OFFSET_SIZE (version 0+)
 * - FENCED_MEMBER_EPOCH (version 7+)
 * - GROUP_ID_NOT_FOUND (version 9+)
 * - STALE_MEMBER_EPOCH (version 9+)
 * - UNKNOWN_TOPIC_ID (version 10+)
 */
export interface OffsetCommitResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. (from version 3; left out of others) */
  readonly throttleTimeMs: number;
  /** The responses for each topic. */
  readonly topics: readonly OffsetCommitResponseTopic[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The responses for each topic. */
export interface OffsetCommitResponseTopic {
  /** The topic name. (versions 0 to 9; left out of others) */
  readonly name: string;
  /** The topic ID. (from version 10; left out of others) */
  readonly topicId: string;
  /** The responses for each partition in the topic. */
  readonly partitions: readonly OffsetCommitResponsePartition[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The responses for each partition in the topic. */
export interface OffsetCommitResponsePartition {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a OffsetCommitResponse in version `v`, 0 to 10. */
export function encodeOffsetCommitResponse(w: Writer, m: Init<OffsetCommitResponse>, v: number): void {
  w.begin("OffsetCommitResponse", v, v >= 8);
  const { throttleTimeMs = 0, topics = [] } = m;
  if (v >= 3) w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(topics, "topics", encodeOffsetCommitResponseTopic);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeOffsetCommitResponseTopic(w: Writer, m: Init<OffsetCommitResponseTopic>, v: number): void {
  const { name = "", topicId = ZERO_UUID, partitions = [] } = m;
  if (v <= 9) w.string(name, "name");
  if (v >= 10) w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", encodeOffsetCommitResponsePartition);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeOffsetCommitResponsePartition(w: Writer, m: Init<OffsetCommitResponsePartition>, _v: number): void {
  const { partitionIndex = 0, errorCode = 0 } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int16(errorCode, "errorCode");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a OffsetCommitResponse in version `v`, 0 to 10. */
export function decodeOffsetCommitResponse(r: Reader, v: number): OffsetCommitResponse {
  r.begin("OffsetCommitResponse", v, v >= 8);
  const m: OffsetCommitResponse = {
    throttleTimeMs: v >= 3 ? r.int32("throttleTimeMs") : 0,
    topics: r.array("topics", decodeOffsetCommitResponseTopic),
  };
  r.unknownTags(m);
  return m;
}

function decodeOffsetCommitResponseTopic(r: Reader, v: number): OffsetCommitResponseTopic {
  const m: OffsetCommitResponseTopic = {
    name: v <= 9 ? r.string("name") : "",
    topicId: v >= 10 ? r.uuid("topicId") : ZERO_UUID,
    partitions: r.array("partitions", decodeOffsetCommitResponsePartition),
  };
  r.unknownTags(m);
  return m;
}

function decodeOffsetCommitResponsePartition(r: Reader, _v: number): OffsetCommitResponsePartition {
  const m: OffsetCommitResponsePartition = {
    partitionIndex: r.int32("partitionIndex"),
    errorCode: r.int16("errorCode"),
  };
  r.unknownTags(m);
  return m;
}
