// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt32, writeInt32 } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of AlterPartitionReassignments (key 45, versions 0 to 1). */
export const AlterPartitionReassignments: ClientApi<
  AlterPartitionReassignmentsRequest,
  AlterPartitionReassignmentsResponse
> = {
  key: 45,
  name: "AlterPartitionReassignments",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 0,
  encodeRequest: encodeAlterPartitionReassignmentsRequest,
  decodeResponse: decodeAlterPartitionReassignmentsResponse,
};

/** The broker's side of AlterPartitionReassignments (key 45, versions 0 to 1). */
export const AlterPartitionReassignmentsBroker: BrokerApi<
  AlterPartitionReassignmentsRequest,
  AlterPartitionReassignmentsResponse
> = {
  key: 45,
  name: "AlterPartitionReassignments",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 0,
  decodeRequest: decodeAlterPartitionReassignmentsRequest,
  encodeResponse: encodeAlterPartitionReassignmentsResponse,
};

/**
 * AlterPartitionReassignmentsRequest, versions 0 to 1.
 *
 * Version 1 adds the ability to allow/disallow changing the replication factor as part of the request.
 */
export interface AlterPartitionReassignmentsRequest {
  /** The time in ms to wait for the request to complete. (default 60000) */
  readonly timeoutMs: number;
  /** The option indicating whether changing the replication factor of any given partition as part of this request is a valid move. (from version 1; default true) */
  readonly allowReplicationFactorChange: boolean;
  /** The topics to reassign. */
  readonly topics: readonly AlterPartitionReassignmentsRequestReassignableTopic[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topics to reassign. */
export interface AlterPartitionReassignmentsRequestReassignableTopic {
  /** The topic name. */
  readonly name: string;
  /** The partitions to reassign. */
  readonly partitions: readonly AlterPartitionReassignmentsRequestReassignablePartition[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The partitions to reassign. */
export interface AlterPartitionReassignmentsRequestReassignablePartition {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The replicas to place the partitions on, or null to cancel a pending reassignment for this partition. */
  readonly replicas: readonly number[] | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a AlterPartitionReassignmentsRequest in version `v`, 0 to 1. */
export function encodeAlterPartitionReassignmentsRequest(
  w: Writer,
  m: Init<AlterPartitionReassignmentsRequest>,
  v: number,
): void {
  w.begin("AlterPartitionReassignmentsRequest", v, true);
  const { timeoutMs = 60000, allowReplicationFactorChange = true, topics = [] } = m;
  w.int32(timeoutMs, "timeoutMs");
  if (v >= 1) w.bool(allowReplicationFactorChange, "allowReplicationFactorChange");
  else if (allowReplicationFactorChange !== true) w.unsupported("allowReplicationFactorChange");
  w.array(topics, "topics", encodeAlterPartitionReassignmentsRequestReassignableTopic);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAlterPartitionReassignmentsRequestReassignableTopic(
  w: Writer,
  m: Init<AlterPartitionReassignmentsRequestReassignableTopic>,
  _v: number,
): void {
  const { name = "", partitions = [] } = m;
  w.string(name, "name");
  w.array(partitions, "partitions", encodeAlterPartitionReassignmentsRequestReassignablePartition);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAlterPartitionReassignmentsRequestReassignablePartition(
  w: Writer,
  m: Init<AlterPartitionReassignmentsRequestReassignablePartition>,
  _v: number,
): void {
  const { partitionIndex = 0, replicas = null } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.nullableArray(replicas, "replicas", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a AlterPartitionReassignmentsRequest in version `v`, 0 to 1. */
export function decodeAlterPartitionReassignmentsRequest(r: Reader, v: number): AlterPartitionReassignmentsRequest {
  r.begin("AlterPartitionReassignmentsRequest", v, true);
  const m: AlterPartitionReassignmentsRequest = {
    timeoutMs: r.int32("timeoutMs"),
    allowReplicationFactorChange: v >= 1 ? r.bool("allowReplicationFactorChange") : true,
    topics: r.array("topics", decodeAlterPartitionReassignmentsRequestReassignableTopic),
  };
  r.unknownTags(m);
  return m;
}

function decodeAlterPartitionReassignmentsRequestReassignableTopic(
  r: Reader,
  _v: number,
): AlterPartitionReassignmentsRequestReassignableTopic {
  const m: AlterPartitionReassignmentsRequestReassignableTopic = {
    name: r.string("name"),
    partitions: r.array("partitions", decodeAlterPartitionReassignmentsRequestReassignablePartition),
  };
  r.unknownTags(m);
  return m;
}

function decodeAlterPartitionReassignmentsRequestReassignablePartition(
  r: Reader,
  _v: number,
): AlterPartitionReassignmentsRequestReassignablePartition {
  const m: AlterPartitionReassignmentsRequestReassignablePartition = {
    partitionIndex: r.int32("partitionIndex"),
    replicas: r.nullableArray("replicas", readInt32),
  };
  r.unknownTags(m);
  return m;
}

/**
 * AlterPartitionReassignmentsResponse, versions 0 to 1.
 *
 * Version 1 adds the ability to allow/disallow changing the replication factor as part of the request.
 */
export interface AlterPartitionReassignmentsResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The option indicating whether changing the replication factor of any given partition as part of the request was allowed. (from version 1; left out of others; default true) */
  readonly allowReplicationFactorChange: boolean;
  /** The top-level error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The top-level error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** The responses to topics to reassign. */
  readonly responses: readonly AlterPartitionReassignmentsResponseReassignableTopicResponse[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The responses to topics to reassign. */
export interface AlterPartitionReassignmentsResponseReassignableTopicResponse {
  /** The topic name. */
  readonly name: string;
  /** The responses to partitions to reassign. */
  readonly partitions: readonly AlterPartitionReassignmentsResponseReassignablePartitionResponse[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The responses to partitions to reassign. */
export interface AlterPartitionReassignmentsResponseReassignablePartitionResponse {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The error code for this partition, or 0 if there was no error. */
  readonly errorCode: number;
  /** The error message for this partition, or null if there was no error. */
  readonly errorMessage: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a AlterPartitionReassignmentsResponse in version `v`, 0 to 1. */
export function encodeAlterPartitionReassignmentsResponse(
  w: Writer,
  m: Init<AlterPartitionReassignmentsResponse>,
  v: number,
): void {
  w.begin("AlterPartitionReassignmentsResponse", v, true);
  const { throttleTimeMs = 0, allowReplicationFactorChange = true, errorCode = 0, errorMessage = "", responses = [] } =
    m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  if (v >= 1) w.bool(allowReplicationFactorChange, "allowReplicationFactorChange");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.array(responses, "responses", encodeAlterPartitionReassignmentsResponseReassignableTopicResponse);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAlterPartitionReassignmentsResponseReassignableTopicResponse(
  w: Writer,
  m: Init<AlterPartitionReassignmentsResponseReassignableTopicResponse>,
  _v: number,
): void {
  const { name = "", partitions = [] } = m;
  w.string(name, "name");
  w.array(partitions, "partitions", encodeAlterPartitionReassignmentsResponseReassignablePartitionResponse);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAlterPartitionReassignmentsResponseReassignablePartitionResponse(
  w: Writer,
  m: Init<AlterPartitionReassignmentsResponseReassignablePartitionResponse>,
  _v: number,
): void {
  const { partitionIndex = 0, errorCode = 0, errorMessage = "" } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a AlterPartitionReassignmentsResponse in version `v`, 0 to 1. */
export function decodeAlterPartitionReassignmentsResponse(r: Reader, v: number): AlterPartitionReassignmentsResponse {
  r.begin("AlterPartitionReassignmentsResponse", v, true);
  const m: AlterPartitionReassignmentsResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    allowReplicationFactorChange: v >= 1 ? r.bool("allowReplicationFactorChange") : true,
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    responses: r.array("responses", decodeAlterPartitionReassignmentsResponseReassignableTopicResponse),
  };
  r.unknownTags(m);
  return m;
}

function decodeAlterPartitionReassignmentsResponseReassignableTopicResponse(
  r: Reader,
  _v: number,
): AlterPartitionReassignmentsResponseReassignableTopicResponse {
  const m: AlterPartitionReassignmentsResponseReassignableTopicResponse = {
    name: r.string("name"),
    partitions: r.array("partitions", decodeAlterPartitionReassignmentsResponseReassignablePartitionResponse),
  };
  r.unknownTags(m);
  return m;
}

function decodeAlterPartitionReassignmentsResponseReassignablePartitionResponse(
  r: Reader,
  _v: number,
): AlterPartitionReassignmentsResponseReassignablePartitionResponse {
  const m: AlterPartitionReassignmentsResponseReassignablePartitionResponse = {
    partitionIndex: r.int32("partitionIndex"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
  };
  r.unknownTags(m);
  return m;
}
