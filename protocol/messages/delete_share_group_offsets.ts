// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of DeleteShareGroupOffsets (key 92, version 0). */
export const DeleteShareGroupOffsets: ClientApi<DeleteShareGroupOffsetsRequest, DeleteShareGroupOffsetsResponse> = {
  key: 92,
  name: "DeleteShareGroupOffsets",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  encodeRequest: encodeDeleteShareGroupOffsetsRequest,
  decodeResponse: decodeDeleteShareGroupOffsetsResponse,
};

/** The broker's side of DeleteShareGroupOffsets (key 92, version 0). */
export const DeleteShareGroupOffsetsBroker: BrokerApi<DeleteShareGroupOffsetsRequest, DeleteShareGroupOffsetsResponse> =
  {
    key: 92,
    name: "DeleteShareGroupOffsets",
    minVersion: 0,
    maxVersion: 0,
    latestStableVersion: 0,
    flexibleFrom: 0,
    decodeRequest: decodeDeleteShareGroupOffsetsRequest,
    encodeResponse: encodeDeleteShareGroupOffsetsResponse,
  };

/** DeleteShareGroupOffsetsRequest, version 0. */
export interface DeleteShareGroupOffsetsRequest {
  /** The group identifier. */
  readonly groupId: string;
  /** The topics to delete offsets for. */
  readonly topics: readonly DeleteShareGroupOffsetsRequestTopic[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topics to delete offsets for. */
export interface DeleteShareGroupOffsetsRequestTopic {
  /** The topic name. */
  readonly topicName: string;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DeleteShareGroupOffsetsRequest in version `v`, 0 to 0. */
export function encodeDeleteShareGroupOffsetsRequest(
  w: Writer,
  m: Init<DeleteShareGroupOffsetsRequest>,
  v: number,
): void {
  w.begin("DeleteShareGroupOffsetsRequest", v, true);
  const { groupId = "", topics = [] } = m;
  w.string(groupId, "groupId");
  w.array(topics, "topics", encodeDeleteShareGroupOffsetsRequestTopic);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDeleteShareGroupOffsetsRequestTopic(
  w: Writer,
  m: Init<DeleteShareGroupOffsetsRequestTopic>,
  _v: number,
): void {
  const { topicName = "" } = m;
  w.string(topicName, "topicName");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DeleteShareGroupOffsetsRequest in version `v`, 0 to 0. */
export function decodeDeleteShareGroupOffsetsRequest(r: Reader, v: number): DeleteShareGroupOffsetsRequest {
  r.begin("DeleteShareGroupOffsetsRequest", v, true);
  const m: DeleteShareGroupOffsetsRequest = {
    groupId: r.string("groupId"),
    topics: r.array("topics", decodeDeleteShareGroupOffsetsRequestTopic),
  };
  r.unknownTags(m);
  return m;
}

function decodeDeleteShareGroupOffsetsRequestTopic(r: Reader, _v: number): DeleteShareGroupOffsetsRequestTopic {
  const m: DeleteShareGroupOffsetsRequestTopic = {
    topicName: r.string("topicName"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * DeleteShareGroupOffsetsResponse, version 0.
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
 * - UNKNOWN_TOPIC_OR_PARTITION (version 0+)
 */
export interface DeleteShareGroupOffsetsResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The top-level error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The top-level error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** The results for each topic. */
  readonly responses: readonly DeleteShareGroupOffsetsResponseTopic[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The results for each topic. */
export interface DeleteShareGroupOffsetsResponseTopic {
  /** The topic name. */
  readonly topicName: string;
  /** The unique topic ID. */
  readonly topicId: string;
  /** The topic-level error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The topic-level error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DeleteShareGroupOffsetsResponse in version `v`, 0 to 0. */
export function encodeDeleteShareGroupOffsetsResponse(
  w: Writer,
  m: Init<DeleteShareGroupOffsetsResponse>,
  v: number,
): void {
  w.begin("DeleteShareGroupOffsetsResponse", v, true);
  const { throttleTimeMs = 0, errorCode = 0, errorMessage = null, responses = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.array(responses, "responses", encodeDeleteShareGroupOffsetsResponseTopic);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDeleteShareGroupOffsetsResponseTopic(
  w: Writer,
  m: Init<DeleteShareGroupOffsetsResponseTopic>,
  _v: number,
): void {
  const { topicName = "", topicId = ZERO_UUID, errorCode = 0, errorMessage = null } = m;
  w.string(topicName, "topicName");
  w.uuid(topicId, "topicId");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DeleteShareGroupOffsetsResponse in version `v`, 0 to 0. */
export function decodeDeleteShareGroupOffsetsResponse(r: Reader, v: number): DeleteShareGroupOffsetsResponse {
  r.begin("DeleteShareGroupOffsetsResponse", v, true);
  const m: DeleteShareGroupOffsetsResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    responses: r.array("responses", decodeDeleteShareGroupOffsetsResponseTopic),
  };
  r.unknownTags(m);
  return m;
}

function decodeDeleteShareGroupOffsetsResponseTopic(r: Reader, _v: number): DeleteShareGroupOffsetsResponseTopic {
  const m: DeleteShareGroupOffsetsResponseTopic = {
    topicName: r.string("topicName"),
    topicId: r.uuid("topicId"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
  };
  r.unknownTags(m);
  return m;
}
