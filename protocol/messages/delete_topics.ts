// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readString, writeString } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of DeleteTopics (key 20, versions 0 to 6). */
export const DeleteTopics: ClientApi<DeleteTopicsRequest, DeleteTopicsResponse> = {
  key: 20,
  name: "DeleteTopics",
  minVersion: 0,
  maxVersion: 6,
  latestStableVersion: 6,
  flexibleFrom: 4,
  encodeRequest: encodeDeleteTopicsRequest,
  decodeResponse: decodeDeleteTopicsResponse,
};

/** The broker's side of DeleteTopics (key 20, versions 0 to 6). */
export const DeleteTopicsBroker: BrokerApi<DeleteTopicsRequest, DeleteTopicsResponse> = {
  key: 20,
  name: "DeleteTopics",
  minVersion: 0,
  maxVersion: 6,
  latestStableVersion: 6,
  flexibleFrom: 4,
  decodeRequest: decodeDeleteTopicsRequest,
  encodeResponse: encodeDeleteTopicsResponse,
};

/**
 * DeleteTopicsRequest, versions 0 to 6.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Versions 0, 1, 2, and 3 are the same.
 * Version 4 is the first flexible version.
 * Version 5 adds ErrorMessage in the response and may return a THROTTLING_QUOTA_EXCEEDED error
 * in the response if the topics deletion is throttled (KIP-599).
 * Version 6 reorganizes topics, adds topic IDs and allows topic names to be null.
 */
export interface DeleteTopicsRequest {
  /** The name or topic ID of the topic. (from version 6) */
  readonly topics: readonly DeleteTopicsRequestDeleteTopicState[];
  /** The names of the topics to delete. (versions 0 to 5; left out of others) */
  readonly topicNames: readonly string[];
  /** The length of time in milliseconds to wait for the deletions to complete. */
  readonly timeoutMs: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The name or topic ID of the topic. */
export interface DeleteTopicsRequestDeleteTopicState {
  /** The topic name. */
  readonly name: string | null;
  /** The unique topic ID. */
  readonly topicId: string;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DeleteTopicsRequest in version `v`, 0 to 6. */
export function encodeDeleteTopicsRequest(w: Writer, m: Init<DeleteTopicsRequest>, v: number): void {
  w.begin("DeleteTopicsRequest", v, v >= 4);
  const { topics = [], topicNames = [], timeoutMs = 0 } = m;
  if (v >= 6) w.array(topics, "topics", encodeDeleteTopicsRequestDeleteTopicState);
  else if (topics?.length !== 0) w.unsupported("topics");
  if (v <= 5) w.array(topicNames, "topicNames", writeString);
  w.int32(timeoutMs, "timeoutMs");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDeleteTopicsRequestDeleteTopicState(
  w: Writer,
  m: Init<DeleteTopicsRequestDeleteTopicState>,
  _v: number,
): void {
  const { name = null, topicId = ZERO_UUID } = m;
  w.nullableString(name, "name");
  w.uuid(topicId, "topicId");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DeleteTopicsRequest in version `v`, 0 to 6. */
export function decodeDeleteTopicsRequest(r: Reader, v: number): DeleteTopicsRequest {
  r.begin("DeleteTopicsRequest", v, v >= 4);
  const m: DeleteTopicsRequest = {
    topics: v >= 6 ? r.array("topics", decodeDeleteTopicsRequestDeleteTopicState) : [],
    topicNames: v <= 5 ? r.array("topicNames", readString) : [],
    timeoutMs: r.int32("timeoutMs"),
  };
  r.unknownTags(m);
  return m;
}

function decodeDeleteTopicsRequestDeleteTopicState(r: Reader, _v: number): DeleteTopicsRequestDeleteTopicState {
  const m: DeleteTopicsRequestDeleteTopicState = {
    name: r.nullableString("name"),
    topicId: r.uuid("topicId"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * DeleteTopicsResponse, versions 0 to 6.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Version 1 adds the throttle time.
 * Starting in version 2, on quota violation, brokers send out responses before throttling.
 * Starting in version 3, a TOPIC_DELETION_DISABLED error code may be returned.
 * Version 4 is the first flexible version.
 * Version 5 adds ErrorMessage in the response and may return a THROTTLING_QUOTA_EXCEEDED error
 * in the response if the topics deletion is throttled (KIP-599).
 * Version 6 adds topic ID to responses. An UNSUPPORTED_VERSION error code will be returned when attempting to
 * delete using topic IDs when IBP < 2.8. UNKNOWN_TOPIC_ID error code will be returned when IBP is at least 2.8, but
 * the topic ID was not found.
 */
export interface DeleteTopicsResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. (from version 1; left out of others) */
  readonly throttleTimeMs: number;
  /** The results for each topic we tried to delete. */
  readonly responses: readonly DeleteTopicsResponseDeletableTopicResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The results for each topic we tried to delete. */
export interface DeleteTopicsResponseDeletableTopicResult {
  /** The topic name. (nullable from version 6) */
  readonly name: string | null;
  /** The unique topic ID. (from version 6; left out of others) */
  readonly topicId: string;
  /** The deletion error, or 0 if the deletion succeeded. */
  readonly errorCode: number;
  /** The error message, or null if there was no error. (from version 5; left out of others) */
  readonly errorMessage: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DeleteTopicsResponse in version `v`, 0 to 6. */
export function encodeDeleteTopicsResponse(w: Writer, m: Init<DeleteTopicsResponse>, v: number): void {
  w.begin("DeleteTopicsResponse", v, v >= 4);
  const { throttleTimeMs = 0, responses = [] } = m;
  if (v >= 1) w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(responses, "responses", encodeDeleteTopicsResponseDeletableTopicResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDeleteTopicsResponseDeletableTopicResult(
  w: Writer,
  m: Init<DeleteTopicsResponseDeletableTopicResult>,
  v: number,
): void {
  const { name = "", topicId = ZERO_UUID, errorCode = 0, errorMessage = null } = m;
  if (v >= 6) w.nullableString(name, "name");
  else w.string(name, "name");
  if (v >= 6) w.uuid(topicId, "topicId");
  w.int16(errorCode, "errorCode");
  if (v >= 5) w.nullableString(errorMessage, "errorMessage");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DeleteTopicsResponse in version `v`, 0 to 6. */
export function decodeDeleteTopicsResponse(r: Reader, v: number): DeleteTopicsResponse {
  r.begin("DeleteTopicsResponse", v, v >= 4);
  const m: DeleteTopicsResponse = {
    throttleTimeMs: v >= 1 ? r.int32("throttleTimeMs") : 0,
    responses: r.array("responses", decodeDeleteTopicsResponseDeletableTopicResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeDeleteTopicsResponseDeletableTopicResult(
  r: Reader,
  v: number,
): DeleteTopicsResponseDeletableTopicResult {
  const m: DeleteTopicsResponseDeletableTopicResult = {
    name: v >= 6 ? r.nullableString("name") : r.string("name"),
    topicId: v >= 6 ? r.uuid("topicId") : ZERO_UUID,
    errorCode: r.int16("errorCode"),
    errorMessage: v >= 5 ? r.nullableString("errorMessage") : null,
  };
  r.unknownTags(m);
  return m;
}
