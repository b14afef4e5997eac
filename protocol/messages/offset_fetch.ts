// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt32, writeInt32 } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of OffsetFetch (key 9, versions 0 to 10). */
export const OffsetFetch: ClientApi<OffsetFetchRequest, OffsetFetchResponse> = {
  key: 9,
  name: "OffsetFetch",
  minVersion: 0,
  maxVersion: 10,
  latestStableVersion: 10,
  flexibleFrom: 6,
  encodeRequest: encodeOffsetFetchRequest,
  decodeResponse: decodeOffsetFetchResponse,
};

/** The broker's side of OffsetFetch (key 9, versions 0 to 10). */
export const OffsetFetchBroker: BrokerApi<OffsetFetchRequest, OffsetFetchResponse> = {
  key: 9,
  name: "OffsetFetch",
  minVersion: 0,
  maxVersion: 10,
  latestStableVersion: 10,
  flexibleFrom: 6,
  decodeRequest: decodeOffsetFetchRequest,
  encodeResponse: encodeOffsetFetchResponse,
};

/**
 * OffsetFetchRequest, versions 0 to 10.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * In version 0, the request read offsets from ZK.
 * Starting in version 1, the broker supports fetching offsets from the internal __consumer_offsets topic.
 * Starting in version 2, the request can contain a null topics array to indicate that offsets
 * for all topics should be fetched. It also returns a top level error code
 * for group or coordinator level errors.
 * Version 3, 4, and 5 are the same as version 2.
 * Version 6 is the first flexible version.
 * Version 7 is adding the require stable flag.
 * Version 8 is adding support for fetching offsets for multiple groups at a time.
 * Version 9 is the first version that can be used with the new consumer group protocol (KIP-848). It adds
 * the MemberId and MemberEpoch fields. Those are filled in and validated when the new consumer protocol is used.
 * Version 10 adds support for topic ids and removes support for topic names (KIP-848).
 */
export interface OffsetFetchRequest {
  /** The group to fetch offsets for. (versions 0 to 7) */
  readonly groupId: string;
  /** Each topic we would like to fetch offsets for, or null to fetch offsets for all topics. (versions 0 to 7; nullable from version 2) */
  readonly topics: readonly OffsetFetchRequestTopic[] | null;
  /** Each group we would like to fetch offsets for. (from version 8) */
  readonly groups: readonly OffsetFetchRequestGroup[];
  /** Whether broker should hold on returning unstable offsets but set a retriable error code for the partitions. (from version 7) */
  readonly requireStable: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each topic we would like to fetch offsets for, or null to fetch offsets for all topics. */
export interface OffsetFetchRequestTopic {
  /** The topic name. */
  readonly name: string;
  /** The partition indexes we would like to fetch offsets for. */
  readonly partitionIndexes: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each group we would like to fetch offsets for. */
export interface OffsetFetchRequestGroup {
  /** The group ID. */
  readonly groupId: string;
  /** The member id. (from version 9; left out of others) */
  readonly memberId: string | null;
  /** The member epoch if using the new consumer protocol (KIP-848). (from version 9; left out of others; default -1) */
  readonly memberEpoch: number;
  /** Each topic we would like to fetch offsets for, or null to fetch offsets for all topics. */
  readonly topics: readonly OffsetFetchRequestTopics[] | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each topic we would like to fetch offsets for, or null to fetch offsets for all topics. */
export interface OffsetFetchRequestTopics {
  /** The topic name. (versions 8 to 9; left out of others) */
  readonly name: string;
  /** The topic ID. (from version 10; left out of others) */
  readonly topicId: string;
  /** The partition indexes we would like to fetch offsets for. */
  readonly partitionIndexes: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a OffsetFetchRequest in version `v`, 0 to 10. */
export function encodeOffsetFetchRequest(w: Writer, m: Init<OffsetFetchRequest>, v: number): void {
  w.begin("OffsetFetchRequest", v, v >= 6);
  const { groupId = "", topics = [], groups = [], requireStable = false } = m;
  if (v <= 7) w.string(groupId, "groupId");
  else if (groupId !== "") w.unsupported("groupId");
  if (v <= 7) {
    if (v >= 2) w.nullableArray(topics, "topics", encodeOffsetFetchRequestTopic);
    else w.array(topics, "topics", encodeOffsetFetchRequestTopic);
  } else if (topics?.length !== 0) w.unsupported("topics");
  if (v >= 8) w.array(groups, "groups", encodeOffsetFetchRequestGroup);
  else if (groups?.length !== 0) w.unsupported("groups");
  if (v >= 7) w.bool(requireStable, "requireStable");
  else if (requireStable !== false) w.unsupported("requireStable");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeOffsetFetchRequestTopic(w: Writer, m: Init<OffsetFetchRequestTopic>, _v: number): void {
  const { name = "", partitionIndexes = [] } = m;
  w.string(name, "name");
  w.array(partitionIndexes, "partitionIndexes", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeOffsetFetchRequestGroup(w: Writer, m: Init<OffsetFetchRequestGroup>, v: number): void {
  const { groupId = "", memberId = null, memberEpoch = -1, topics = [] } = m;
  w.string(groupId, "groupId");
  if (v >= 9) w.nullableString(memberId, "memberId");
  if (v >= 9) w.int32(memberEpoch, "memberEpoch");
  w.nullableArray(topics, "topics", encodeOffsetFetchRequestTopics);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeOffsetFetchRequestTopics(w: Writer, m: Init<OffsetFetchRequestTopics>, v: number): void {
  const { name = "", topicId = ZERO_UUID, partitionIndexes = [] } = m;
  if (v <= 9) w.string(name, "name");
  if (v >= 10) w.uuid(topicId, "topicId");
  w.array(partitionIndexes, "partitionIndexes", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a OffsetFetchRequest in version `v`, 0 to 10. */
export function decodeOffsetFetchRequest(r: Reader, v: number): OffsetFetchRequest {
  r.begin("OffsetFetchRequest", v, v >= 6);
  const m: OffsetFetchRequest = {
    groupId: v <= 7 ? r.string("groupId") : "",
    topics: v <= 7
      ? (v >= 2
        ? r.nullableArray("topics", decodeOffsetFetchRequestTopic)
        : r.array("topics", decodeOffsetFetchRequestTopic))
      : [],
    groups: v >= 8 ? r.array("groups", decodeOffsetFetchRequestGroup) : [],
    requireStable: v >= 7 ? r.bool("requireStable") : false,
  };
  r.unknownTags(m);
  return m;
}

function decodeOffsetFetchRequestTopic(r: Reader, _v: number): OffsetFetchRequestTopic {
  const m: OffsetFetchRequestTopic = {
    name: r.string("name"),
    partitionIndexes: r.array("partitionIndexes", readInt32),
  };
  r.unknownTags(m);
  return m;
}

function decodeOffsetFetchRequestGroup(r: Reader, v: number): OffsetFetchRequestGroup {
  const m: OffsetFetchRequestGroup = {
    groupId: r.string("groupId"),
    memberId: v >= 9 ? r.nullableString("memberId") : null,
    memberEpoch: v >= 9 ? r.int32("memberEpoch") : -1,
    topics: r.nullableArray("topics", decodeOffsetFetchRequestTopics),
  };
  r.unknownTags(m);
  return m;
}

function decodeOffsetFetchRequestTopics(r: Reader, v: number): OffsetFetchRequestTopics {
  const m: OffsetFetchRequestTopics = {
    name: v <= 9 ? r.string("name") : "",
    topicId: v >= 10 ? r.uuid("topicId") : ZERO_UUID,
    partitionIndexes: r.array("partitionIndexes", readInt32),
  };
  r.unknownTags(m);
  return m;
}

/**
 * OffsetFetchResponse, versions 0 to 10.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Version 1 is the same as version 0.
 * Version 2 adds a top-level error code.
 * Version 3 adds the throttle time.
 * Starting in version 4, on quota violation, brokers send out responses before throttling.
 * Version 5 adds the leader epoch to the committed offset.
 * Version 6 is the first flexible version.
 * Version 7 adds pending offset commit as new error response on partition level.
 * Version 8 is adding support for fetching offsets for multiple groups
 * Version 9 is the first version that can be used with the new consumer group protocol (KIP-848). The response is
 * the same as version 8 but can return STALE_MEMBER_EPOCH and UNKNOWN_MEMBER_ID errors when the new consumer group
 * protocol is used.
 * Version 10 adds support for topic ids and removes support for topic names (KIP-848).
 * It can return UNKNOWN_TOPIC_ID if topic IDs used and the topic is not found in metadata.
 * Supported errors:
 * - GROUP_AUTHORIZATION_FAILED (version 0+)
 * - NOT_COORDINATOR (version 0+)
 * - COORDINATOR_NOT_AVAILABLE (version 0+)
 * - COORDINATOR_LOAD_IN_PROGRESS (version 0+)
 * - GROUP_ID_NOT_FOUND (version 0+)
 * - UNSTABLE_OFFSET_COMMIT (version 7+)
 * - UNKNOWN_MEMBER_ID (version 9+)
 * - STALE_MEMBER_EPOCH (version 9+)
 * - UNKNOWN_TOPIC_ID (version 10+)
 */
export interface OffsetFetchResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. (from version 3; left out of others) */
  readonly throttleTimeMs: number;
  /** The responses per topic. (versions 0 to 7) */
  readonly topics: readonly OffsetFetchResponseTopic[];
  /** The top-level error code, or 0 if there was no error. (versions 2 to 7; left out of others) */
  readonly errorCode: number;
  /** The responses per group id. (from version 8) */
  readonly groups: readonly OffsetFetchResponseGroup[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The responses per topic. */
export interface OffsetFetchResponseTopic {
  /** The topic name. */
  readonly name: string;
  /** The responses per partition. */
  readonly partitions: readonly OffsetFetchResponsePartition[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The responses per partition. */
export interface OffsetFetchResponsePartition {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The committed message offset. */
  readonly committedOffset: bigint;
  /** The leader epoch. (from version 5; left out of others; default -1) */
  readonly committedLeaderEpoch: number;
  /** The partition metadata. */
  readonly metadata: string | null;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The responses per group id. */
export interface OffsetFetchResponseGroup {
  /** The group ID. */
  readonly groupId: string;
  /** The responses per topic. */
  readonly topics: readonly OffsetFetchResponseTopics[];
  /** The group-level error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The responses per topic. */
export interface OffsetFetchResponseTopics {
  /** The topic name. (versions 8 to 9; left out of others) */
  readonly name: string;
  /** The topic ID. (from version 10; left out of others) */
  readonly topicId: string;
  /** The responses per partition. */
  readonly partitions: readonly OffsetFetchResponsePartitions[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The responses per partition. */
export interface OffsetFetchResponsePartitions {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The committed message offset. */
  readonly committedOffset: bigint;
  /** The leader epoch. (default -1) */
  readonly committedLeaderEpoch: number;
  /** The partition metadata. */
  readonly metadata: string | null;
  /** The partition-level error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a OffsetFetchResponse in version `v`, 0 to 10. */
export function encodeOffsetFetchResponse(w: Writer, m: Init<OffsetFetchResponse>, v: number): void {
  w.begin("OffsetFetchResponse", v, v >= 6);
  const { throttleTimeMs = 0, topics = [], errorCode = 0, groups = [] } = m;
  if (v >= 3) w.int32(throttleTimeMs, "throttleTimeMs");
  if (v <= 7) w.array(topics, "topics", encodeOffsetFetchResponseTopic);
  else if (topics?.length !== 0) w.unsupported("topics");
  if (v >= 2 && v <= 7) w.int16(errorCode, "errorCode");
  if (v >= 8) w.array(groups, "groups", encodeOffsetFetchResponseGroup);
  else if (groups?.length !== 0) w.unsupported("groups");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeOffsetFetchResponseTopic(w: Writer, m: Init<OffsetFetchResponseTopic>, _v: number): void {
  const { name = "", partitions = [] } = m;
  w.string(name, "name");
  w.array(partitions, "partitions", encodeOffsetFetchResponsePartition);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeOffsetFetchResponsePartition(w: Writer, m: Init<OffsetFetchResponsePartition>, v: number): void {
  const { partitionIndex = 0, committedOffset = 0n, committedLeaderEpoch = -1, metadata = "", errorCode = 0 } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int64(committedOffset, "committedOffset");
  if (v >= 5) w.int32(committedLeaderEpoch, "committedLeaderEpoch");
  w.nullableString(metadata, "metadata");
  w.int16(errorCode, "errorCode");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeOffsetFetchResponseGroup(w: Writer, m: Init<OffsetFetchResponseGroup>, _v: number): void {
  const { groupId = "", topics = [], errorCode = 0 } = m;
  w.string(groupId, "groupId");
  w.array(topics, "topics", encodeOffsetFetchResponseTopics);
  w.int16(errorCode, "errorCode");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeOffsetFetchResponseTopics(w: Writer, m: Init<OffsetFetchResponseTopics>, v: number): void {
  const { name = "", topicId = ZERO_UUID, partitions = [] } = m;
  if (v <= 9) w.string(name, "name");
  if (v >= 10) w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", encodeOffsetFetchResponsePartitions);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeOffsetFetchResponsePartitions(w: Writer, m: Init<OffsetFetchResponsePartitions>, _v: number): void {
  const { partitionIndex = 0, committedOffset = 0n, committedLeaderEpoch = -1, metadata = "", errorCode = 0 } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int64(committedOffset, "committedOffset");
  w.int32(committedLeaderEpoch, "committedLeaderEpoch");
  w.nullableString(metadata, "metadata");
  w.int16(errorCode, "errorCode");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a OffsetFetchResponse in version `v`, 0 to 10. */
export function decodeOffsetFetchResponse(r: Reader, v: number): OffsetFetchResponse {
  r.begin("OffsetFetchResponse", v, v >= 6);
  const m: OffsetFetchResponse = {
    throttleTimeMs: v >= 3 ? r.int32("throttleTimeMs") : 0,
    topics: v <= 7 ? r.array("topics", decodeOffsetFetchResponseTopic) : [],
    errorCode: v >= 2 && v <= 7 ? r.int16("errorCode") : 0,
    groups: v >= 8 ? r.array("groups", decodeOffsetFetchResponseGroup) : [],
  };
  r.unknownTags(m);
  return m;
}

function decodeOffsetFetchResponseTopic(r: Reader, _v: number): OffsetFetchResponseTopic {
  const m: OffsetFetchResponseTopic = {
    name: r.string("name"),
    partitions: r.array("partitions", decodeOffsetFetchResponsePartition),
  };
  r.unknownTags(m);
  return m;
}

function decodeOffsetFetchResponsePartition(r: Reader, v: number): OffsetFetchResponsePartition {
  const m: OffsetFetchResponsePartition = {
    partitionIndex: r.int32("partitionIndex"),
    committedOffset: r.int64("committedOffset"),
    committedLeaderEpoch: v >= 5 ? r.int32("committedLeaderEpoch") : -1,
    metadata: r.nullableString("metadata"),
    errorCode: r.int16("errorCode"),
  };
  r.unknownTags(m);
  return m;
}

function decodeOffsetFetchResponseGroup(r: Reader, _v: number): OffsetFetchResponseGroup {
  const m: OffsetFetchResponseGroup = {
    groupId: r.string("groupId"),
    topics: r.array("topics", decodeOffsetFetchResponseTopics),
    errorCode: r.int16("errorCode"),
  };
  r.unknownTags(m);
  return m;
}

function decodeOffsetFetchResponseTopics(r: Reader, v: number): OffsetFetchResponseTopics {
  const m: OffsetFetchResponseTopics = {
    name: v <= 9 ? r.string("name") : "",
    topicId: v >= 10 ? r.uuid("topicId") : ZERO_UUID,
    partitions: r.array("partitions", decodeOffsetFetchResponsePartitions),
  };
  r.unknownTags(m);
  return m;
}

function decodeOffsetFetchResponsePartitions(r: Reader, _v: number): OffsetFetchResponsePartitions {
  const m: OffsetFetchResponsePartitions = {
    partitionIndex: r.int32("partitionIndex"),
    committedOffset: r.int64("committedOffset"),
    committedLeaderEpoch: r.int32("committedLeaderEpoch"),
    metadata: r.nullableString("metadata"),
    errorCode: r.int16("errorCode"),
  };
  r.unknownTags(m);
  return m;
}
