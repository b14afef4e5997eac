// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt32, writeInt32 } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of DescribeShareGroupOffsets (key 90, versions 0 to 1). */
export const DescribeShareGroupOffsets: ClientApi<DescribeShareGroupOffsetsRequest, DescribeShareGroupOffsetsResponse> =
  {
    key: 90,
    name: "DescribeShareGroupOffsets",
    minVersion: 0,
    maxVersion: 1,
    latestStableVersion: 1,
    flexibleFrom: 0,
    encodeRequest: encodeDescribeShareGroupOffsetsRequest,
    decodeResponse: decodeDescribeShareGroupOffsetsResponse,
  };

/** The broker's side of DescribeShareGroupOffsets (key 90, versions 0 to 1). */
export const DescribeShareGroupOffsetsBroker: BrokerApi<
  DescribeShareGroupOffsetsRequest,
  DescribeShareGroupOffsetsResponse
> = {
  key: 90,
  name: "DescribeShareGroupOffsets",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 0,
  decodeRequest: decodeDescribeShareGroupOffsetsRequest,
  encodeResponse: encodeDescribeShareGroupOffsetsResponse,
};

/**
 * DescribeShareGroupOffsetsRequest, versions 0 to 1.
 *
 * Version 0 is the initial version (KIP-932).
 * Version 1 introduces Lag in the response (KIP-1226).
 */
export interface DescribeShareGroupOffsetsRequest {
  /** The groups to describe offsets for. */
  readonly groups: readonly DescribeShareGroupOffsetsRequestGroup[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The groups to describe offsets for. */
export interface DescribeShareGroupOffsetsRequestGroup {
  /** The group identifier. */
  readonly groupId: string;
  /** The topics to describe offsets for, or null for all topic-partitions. */
  readonly topics: readonly DescribeShareGroupOffsetsRequestTopic[] | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topics to describe offsets for, or null for all topic-partitions. */
export interface DescribeShareGroupOffsetsRequestTopic {
  /** The topic name. */
  readonly topicName: string;
  /** The partitions. */
  readonly partitions: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeShareGroupOffsetsRequest in version `v`, 0 to 1. */
export function encodeDescribeShareGroupOffsetsRequest(
  w: Writer,
  m: Init<DescribeShareGroupOffsetsRequest>,
  v: number,
): void {
  w.begin("DescribeShareGroupOffsetsRequest", v, true);
  const { groups = [] } = m;
  w.array(groups, "groups", encodeDescribeShareGroupOffsetsRequestGroup);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeShareGroupOffsetsRequestGroup(
  w: Writer,
  m: Init<DescribeShareGroupOffsetsRequestGroup>,
  _v: number,
): void {
  const { groupId = "", topics = [] } = m;
  w.string(groupId, "groupId");
  w.nullableArray(topics, "topics", encodeDescribeShareGroupOffsetsRequestTopic);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeShareGroupOffsetsRequestTopic(
  w: Writer,
  m: Init<DescribeShareGroupOffsetsRequestTopic>,
  _v: number,
): void {
  const { topicName = "", partitions = [] } = m;
  w.string(topicName, "topicName");
  w.array(partitions, "partitions", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeShareGroupOffsetsRequest in version `v`, 0 to 1. */
export function decodeDescribeShareGroupOffsetsRequest(r: Reader, v: number): DescribeShareGroupOffsetsRequest {
  r.begin("DescribeShareGroupOffsetsRequest", v, true);
  const m: DescribeShareGroupOffsetsRequest = {
    groups: r.array("groups", decodeDescribeShareGroupOffsetsRequestGroup),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeShareGroupOffsetsRequestGroup(r: Reader, _v: number): DescribeShareGroupOffsetsRequestGroup {
  const m: DescribeShareGroupOffsetsRequestGroup = {
    groupId: r.string("groupId"),
    topics: r.nullableArray("topics", decodeDescribeShareGroupOffsetsRequestTopic),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeShareGroupOffsetsRequestTopic(r: Reader, _v: number): DescribeShareGroupOffsetsRequestTopic {
  const m: DescribeShareGroupOffsetsRequestTopic = {
    topicName: r.string("topicName"),
    partitions: r.array("partitions", readInt32),
  };
  r.unknownTags(m);
  return m;
}

/**
 * DescribeShareGroupOffsetsResponse, versions 0 to 1.
 *
 * Version 0 is the initial version (KIP-932).
 * Version 1 introduces Lag (KIP-1226).
 * Supported errors:
 * - GROUP_AUTHORIZATION_FAILED (version 0+)
 * - TOPIC_AUTHORIZATION_FAILED (version 0+)
 * - NOT_COORDINATOR (version 0+)
 * - COORDINATOR_NOT_AVAILABLE (version 0+)
 * - COORDINATOR_LOAD_IN_PROGRESS (version 0+)
 * - GROUP_ID_NOT_FOUND (version 0+)
 * - INVALID_REQUEST (version 0+)
 * - UNKNOWN_SERVER_ERROR (version 0+)
 */
export interface DescribeShareGroupOffsetsResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The results for each group. */
  readonly groups: readonly DescribeShareGroupOffsetsResponseGroup[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The results for each group. */
export interface DescribeShareGroupOffsetsResponseGroup {
  /** The group identifier. */
  readonly groupId: string;
  /** The results for each topic. */
  readonly topics: readonly DescribeShareGroupOffsetsResponseTopic[];
  /** The group-level error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The group-level error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The results for each topic. */
export interface DescribeShareGroupOffsetsResponseTopic {
  /** The topic name. */
  readonly topicName: string;
  /** The unique topic ID. */
  readonly topicId: string;
  /** Partitions. */
  readonly partitions: readonly DescribeShareGroupOffsetsResponsePartition[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Part of {(at)linkcode DescribeShareGroupOffsetsResponse}. */
export interface DescribeShareGroupOffsetsResponsePartition {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The share-partition start offset. */
  readonly startOffset: bigint;
  /** The leader epoch of the partition. */
  readonly leaderEpoch: number;
  /** The share-partition lag. (from version 1; left out of others; default -1n) */
  readonly lag: bigint;
  /** The partition-level error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The partition-level error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeShareGroupOffsetsResponse in version `v`, 0 to 1. */
export function encodeDescribeShareGroupOffsetsResponse(
  w: Writer,
  m: Init<DescribeShareGroupOffsetsResponse>,
  v: number,
): void {
  w.begin("DescribeShareGroupOffsetsResponse", v, true);
  const { throttleTimeMs = 0, groups = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(groups, "groups", encodeDescribeShareGroupOffsetsResponseGroup);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeShareGroupOffsetsResponseGroup(
  w: Writer,
  m: Init<DescribeShareGroupOffsetsResponseGroup>,
  _v: number,
): void {
  const { groupId = "", topics = [], errorCode = 0, errorMessage = null } = m;
  w.string(groupId, "groupId");
  w.array(topics, "topics", encodeDescribeShareGroupOffsetsResponseTopic);
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeShareGroupOffsetsResponseTopic(
  w: Writer,
  m: Init<DescribeShareGroupOffsetsResponseTopic>,
  _v: number,
): void {
  const { topicName = "", topicId = ZERO_UUID, partitions = [] } = m;
  w.string(topicName, "topicName");
  w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", encodeDescribeShareGroupOffsetsResponsePartition);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeShareGroupOffsetsResponsePartition(
  w: Writer,
  m: Init<DescribeShareGroupOffsetsResponsePartition>,
  v: number,
): void {
  const { partitionIndex = 0, startOffset = 0n, leaderEpoch = 0, lag = -1n, errorCode = 0, errorMessage = null } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int64(startOffset, "startOffset");
  w.int32(leaderEpoch, "leaderEpoch");
  if (v >= 1) w.int64(lag, "lag");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeShareGroupOffsetsResponse in version `v`, 0 to 1. */
export function decodeDescribeShareGroupOffsetsResponse(r: Reader, v: number): DescribeShareGroupOffsetsResponse {
  r.begin("DescribeShareGroupOffsetsResponse", v, true);
  const m: DescribeShareGroupOffsetsResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    groups: r.array("groups", decodeDescribeShareGroupOffsetsResponseGroup),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeShareGroupOffsetsResponseGroup(r: Reader, _v: number): DescribeShareGroupOffsetsResponseGroup {
  const m: DescribeShareGroupOffsetsResponseGroup = {
    groupId: r.string("groupId"),
    topics: r.array("topics", decodeDescribeShareGroupOffsetsResponseTopic),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeShareGroupOffsetsResponseTopic(r: Reader, _v: number): DescribeShareGroupOffsetsResponseTopic {
  const m: DescribeShareGroupOffsetsResponseTopic = {
    topicName: r.string("topicName"),
    topicId: r.uuid("topicId"),
    partitions: r.array("partitions", decodeDescribeShareGroupOffsetsResponsePartition),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeShareGroupOffsetsResponsePartition(
  r: Reader,
  v: number,
): DescribeShareGroupOffsetsResponsePartition {
  const m: DescribeShareGroupOffsetsResponsePartition = {
    partitionIndex: r.int32("partitionIndex"),
    startOffset: r.int64("startOffset"),
    leaderEpoch: r.int32("leaderEpoch"),
    lag: v >= 1 ? r.int64("lag") : -1n,
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
  };
  r.unknownTags(m);
  return m;
}
