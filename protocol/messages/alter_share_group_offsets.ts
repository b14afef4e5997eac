// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of AlterShareGroupOffsets (key 91, version 0). */
export const AlterShareGroupOffsets: ClientApi<AlterShareGroupOffsetsRequest, AlterShareGroupOffsetsResponse> = {
  key: 91,
  name: "AlterShareGroupOffsets",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  encodeRequest: encodeAlterShareGroupOffsetsRequest,
  decodeResponse: decodeAlterShareGroupOffsetsResponse,
};

/** The broker's side of AlterShareGroupOffsets (key 91, version 0). */
export const AlterShareGroupOffsetsBroker: BrokerApi<AlterShareGroupOffsetsRequest, AlterShareGroupOffsetsResponse> = {
  key: 91,
  name: "AlterShareGroupOffsets",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  decodeRequest: decodeAlterShareGroupOffsetsRequest,
  encodeResponse: encodeAlterShareGroupOffsetsResponse,
};

/** AlterShareGroupOffsetsRequest, version 0. */
export interface AlterShareGroupOffsetsRequest {
  /** The group identifier. */
  readonly groupId: string;
  /** The topics to alter offsets for. */
  readonly topics: readonly AlterShareGroupOffsetsRequestTopic[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topics to alter offsets for. */
export interface AlterShareGroupOffsetsRequestTopic {
  /** The topic name. */
  readonly topicName: string;
  /** Each partition to alter offsets for. */
  readonly partitions: readonly AlterShareGroupOffsetsRequestPartition[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each partition to alter offsets for. */
export interface AlterShareGroupOffsetsRequestPartition {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The share-partition start offset. */
  readonly startOffset: bigint;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a AlterShareGroupOffsetsRequest in version `v`, 0 to 0. */
export function encodeAlterShareGroupOffsetsRequest(
  w: Writer,
  m: Init<AlterShareGroupOffsetsRequest>,
  v: number,
): void {
  w.begin("AlterShareGroupOffsetsRequest", v, true);
  const { groupId = "", topics = [] } = m;
  w.string(groupId, "groupId");
  w.array(topics, "topics", encodeAlterShareGroupOffsetsRequestTopic);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAlterShareGroupOffsetsRequestTopic(
  w: Writer,
  m: Init<AlterShareGroupOffsetsRequestTopic>,
  _v: number,
): void {
  const { topicName = "", partitions = [] } = m;
  w.string(topicName, "topicName");
  w.array(partitions, "partitions", encodeAlterShareGroupOffsetsRequestPartition);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAlterShareGroupOffsetsRequestPartition(
  w: Writer,
  m: Init<AlterShareGroupOffsetsRequestPartition>,
  _v: number,
): void {
  const { partitionIndex = 0, startOffset = 0n } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int64(startOffset, "startOffset");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a AlterShareGroupOffsetsRequest in version `v`, 0 to 0. */
export function decodeAlterShareGroupOffsetsRequest(r: Reader, v: number): AlterShareGroupOffsetsRequest {
  r.begin("AlterShareGroupOffsetsRequest", v, true);
  const m: AlterShareGroupOffsetsRequest = {
    groupId: r.string("groupId"),
    topics: r.array("topics", decodeAlterShareGroupOffsetsRequestTopic),
  };
  r.unknownTags(m);
  return m;
}

function decodeAlterShareGroupOffsetsRequestTopic(r: Reader, _v: number): AlterShareGroupOffsetsRequestTopic {
  const m: AlterShareGroupOffsetsRequestTopic = {
    topicName: r.string("topicName"),
    partitions: r.array("partitions", decodeAlterShareGroupOffsetsRequestPartition),
  };
  r.unknownTags(m);
  return m;
}

function decodeAlterShareGroupOffsetsRequestPartition(r: Reader, _v: number): AlterShareGroupOffsetsRequestPartition {
  const m: AlterShareGroupOffsetsRequestPartition = {
    partitionIndex: r.int32("partitionIndex"),
    startOffset: r.int64("startOffset"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * AlterShareGroupOffsetsResponse, version 0.
 *
 * Supported errors:
 * - GROUP_AUTHORIZATION_FAILED (version 0+)
 * - TOPIC_AUTHORIZATION_FAILED (version 0+)
 * - NOT_COORDINATOR (version 0+)
 * - COORDINATOR_NOT_AVAILABLE (version 0+)
 * - COORDINATOR_LOAD_IN_PROGRESS (version 0+)
 * - GROUP_ID_NOT_FOUND (version 0+)
 * - NON_EMPTY_GROUP (version 0+)
 * - KAFKA_STORAGE_ERROR (version 0+)
 * - INVALID_REQUEST (version 0+)
 * - UNKNOWN_SERVER_ERROR (version 0+)
 */
export interface AlterShareGroupOffsetsResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The top-level error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The top-level error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** The results for each topic. */
  readonly responses: readonly AlterShareGroupOffsetsResponseTopic[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The results for each topic. */
export interface AlterShareGroupOffsetsResponseTopic {
  /** The topic name. */
  readonly topicName: string;
  /** The unique topic ID. */
  readonly topicId: string;
  /** Partitions. */
  readonly partitions: readonly AlterShareGroupOffsetsResponsePartition[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Part of {(at)linkcode AlterShareGroupOffsetsResponse}. */
export interface AlterShareGroupOffsetsResponsePartition {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a AlterShareGroupOffsetsResponse in version `v`, 0 to 0. */
export function encodeAlterShareGroupOffsetsResponse(
  w: Writer,
  m: Init<AlterShareGroupOffsetsResponse>,
  v: number,
): void {
  w.begin("AlterShareGroupOffsetsResponse", v, true);
  const { throttleTimeMs = 0, errorCode = 0, errorMessage = null, responses = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.array(responses, "responses", encodeAlterShareGroupOffsetsResponseTopic);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAlterShareGroupOffsetsResponseTopic(
  w: Writer,
  m: Init<AlterShareGroupOffsetsResponseTopic>,
  _v: number,
): void {
  const { topicName = "", topicId = ZERO_UUID, partitions = [] } = m;
  w.string(topicName, "topicName");
  w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", encodeAlterShareGroupOffsetsResponsePartition);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAlterShareGroupOffsetsResponsePartition(
  w: Writer,
  m: Init<AlterShareGroupOffsetsResponsePartition>,
  _v: number,
): void {
  const { partitionIndex = 0, errorCode = 0, errorMessage = null } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a AlterShareGroupOffsetsResponse in version `v`, 0 to 0. */
export function decodeAlterShareGroupOffsetsResponse(r: Reader, v: number): AlterShareGroupOffsetsResponse {
  r.begin("AlterShareGroupOffsetsResponse", v, true);
  const m: AlterShareGroupOffsetsResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    responses: r.array("responses", decodeAlterShareGroupOffsetsResponseTopic),
  };
  r.unknownTags(m);
  return m;
}

function decodeAlterShareGroupOffsetsResponseTopic(r: Reader, _v: number): AlterShareGroupOffsetsResponseTopic {
  const m: AlterShareGroupOffsetsResponseTopic = {
    topicName: r.string("topicName"),
    topicId: r.uuid("topicId"),
    partitions: r.array("partitions", decodeAlterShareGroupOffsetsResponsePartition),
  };
  r.unknownTags(m);
  return m;
}

function decodeAlterShareGroupOffsetsResponsePartition(r: Reader, _v: number): AlterShareGroupOffsetsResponsePartition {
  const m: AlterShareGroupOffsetsResponsePartition = {
    partitionIndex: r.int32("partitionIndex"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
  };
  r.unknownTags(m);
  return m;
}
