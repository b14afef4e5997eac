// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of DeleteShareGroupState (key 86, version 0). */
export const DeleteShareGroupState: ClientApi<DeleteShareGroupStateRequest, DeleteShareGroupStateResponse> = {
  key: 86,
  name: "DeleteShareGroupState",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  encodeRequest: encodeDeleteShareGroupStateRequest,
  decodeResponse: decodeDeleteShareGroupStateResponse,
};

/** The broker's side of DeleteShareGroupState (key 86, version 0). */
export const DeleteShareGroupStateBroker: BrokerApi<DeleteShareGroupStateRequest, DeleteShareGroupStateResponse> = {
  key: 86,
  name: "DeleteShareGroupState",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  decodeRequest: decodeDeleteShareGroupStateRequest,
  encodeResponse: encodeDeleteShareGroupStateResponse,
};

/** DeleteShareGroupStateRequest, version 0. */
export interface DeleteShareGroupStateRequest {
  /** The group identifier. */
  readonly groupId: string;
  /** The data for the topics. */
  readonly topics: readonly DeleteShareGroupStateRequestDeleteStateData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The data for the topics. */
export interface DeleteShareGroupStateRequestDeleteStateData {
  /** The topic identifier. */
  readonly topicId: string;
  /** The data for the partitions. */
  readonly partitions: readonly DeleteShareGroupStateRequestPartitionData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The data for the partitions. */
export interface DeleteShareGroupStateRequestPartitionData {
  /** The partition index. */
  readonly partition: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DeleteShareGroupStateRequest in version `v`, 0 to 0. */
export function encodeDeleteShareGroupStateRequest(w: Writer, m: Init<DeleteShareGroupStateRequest>, v: number): void {
  w.begin("DeleteShareGroupStateRequest", v, true);
  const { groupId = "", topics = [] } = m;
  w.string(groupId, "groupId");
  w.array(topics, "topics", encodeDeleteShareGroupStateRequestDeleteStateData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDeleteShareGroupStateRequestDeleteStateData(
  w: Writer,
  m: Init<DeleteShareGroupStateRequestDeleteStateData>,
  _v: number,
): void {
  const { topicId = ZERO_UUID, partitions = [] } = m;
  w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", encodeDeleteShareGroupStateRequestPartitionData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDeleteShareGroupStateRequestPartitionData(
  w: Writer,
  m: Init<DeleteShareGroupStateRequestPartitionData>,
  _v: number,
): void {
  const { partition = 0 } = m;
  w.int32(partition, "partition");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DeleteShareGroupStateRequest in version `v`, 0 to 0. */
export function decodeDeleteShareGroupStateRequest(r: Reader, v: number): DeleteShareGroupStateRequest {
  r.begin("DeleteShareGroupStateRequest", v, true);
  const m: DeleteShareGroupStateRequest = {
    groupId: r.string("groupId"),
    topics: r.array("topics", decodeDeleteShareGroupStateRequestDeleteStateData),
  };
  r.unknownTags(m);
  return m;
}

function decodeDeleteShareGroupStateRequestDeleteStateData(
  r: Reader,
  _v: number,
): DeleteShareGroupStateRequestDeleteStateData {
  const m: DeleteShareGroupStateRequestDeleteStateData = {
    topicId: r.uuid("topicId"),
    partitions: r.array("partitions", decodeDeleteShareGroupStateRequestPartitionData),
  };
  r.unknownTags(m);
  return m;
}

function decodeDeleteShareGroupStateRequestPartitionData(
  r: Reader,
  _v: number,
): DeleteShareGroupStateRequestPartitionData {
  const m: DeleteShareGroupStateRequestPartitionData = {
    partition: r.int32("partition"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * DeleteShareGroupStateResponse, version 0.
 *
 * - NOT_COORDINATOR (version 0+)
 * - COORDINATOR_NOT_AVAILABLE (version 0+)
 * - COORDINATOR_LOAD_IN_PROGRESS (version 0+)
 * - GROUP_ID_NOT_FOUND (version 0+)
 * - UNKNOWN_TOPIC_OR_PARTITION (version 0+)
 * - FENCED_STATE_EPOCH (version 0+)
 * - INVALID_REQUEST (version 0+)
 */
export interface DeleteShareGroupStateResponse {
  /** The delete results. */
  readonly results: readonly DeleteShareGroupStateResponseDeleteStateResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The delete results. */
export interface DeleteShareGroupStateResponseDeleteStateResult {
  /** The topic identifier. */
  readonly topicId: string;
  /** The results for the partitions. */
  readonly partitions: readonly DeleteShareGroupStateResponsePartitionResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The results for the partitions. */
export interface DeleteShareGroupStateResponsePartitionResult {
  /** The partition index. */
  readonly partition: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DeleteShareGroupStateResponse in version `v`, 0 to 0. */
export function encodeDeleteShareGroupStateResponse(
  w: Writer,
  m: Init<DeleteShareGroupStateResponse>,
  v: number,
): void {
  w.begin("DeleteShareGroupStateResponse", v, true);
  const { results = [] } = m;
  w.array(results, "results", encodeDeleteShareGroupStateResponseDeleteStateResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDeleteShareGroupStateResponseDeleteStateResult(
  w: Writer,
  m: Init<DeleteShareGroupStateResponseDeleteStateResult>,
  _v: number,
): void {
  const { topicId = ZERO_UUID, partitions = [] } = m;
  w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", encodeDeleteShareGroupStateResponsePartitionResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDeleteShareGroupStateResponsePartitionResult(
  w: Writer,
  m: Init<DeleteShareGroupStateResponsePartitionResult>,
  _v: number,
): void {
  const { partition = 0, errorCode = 0, errorMessage = null } = m;
  w.int32(partition, "partition");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DeleteShareGroupStateResponse in version `v`, 0 to 0. */
export function decodeDeleteShareGroupStateResponse(r: Reader, v: number): DeleteShareGroupStateResponse {
  r.begin("DeleteShareGroupStateResponse", v, true);
  const m: DeleteShareGroupStateResponse = {
    results: r.array("results", decodeDeleteShareGroupStateResponseDeleteStateResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeDeleteShareGroupStateResponseDeleteStateResult(
  r: Reader,
  _v: number,
): DeleteShareGroupStateResponseDeleteStateResult {
  const m: DeleteShareGroupStateResponseDeleteStateResult = {
    topicId: r.uuid("topicId"),
    partitions: r.array("partitions", decodeDeleteShareGroupStateResponsePartitionResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeDeleteShareGroupStateResponsePartitionResult(
  r: Reader,
  _v: number,
): DeleteShareGroupStateResponsePartitionResult {
  const m: DeleteShareGroupStateResponsePartitionResult = {
    partition: r.int32("partition"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
  };
  r.unknownTags(m);
  return m;
}
