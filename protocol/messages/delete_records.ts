// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of DeleteRecords (key 21, versions 0 to 2). */
export const DeleteRecords: ClientApi<DeleteRecordsRequest, DeleteRecordsResponse> = {
  key: 21,
  name: "DeleteRecords",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 2,
  encodeRequest: encodeDeleteRecordsRequest,
  decodeResponse: decodeDeleteRecordsResponse,
};

/** The broker's side of DeleteRecords (key 21, versions 0 to 2). */
export const DeleteRecordsBroker: BrokerApi<DeleteRecordsRequest, DeleteRecordsResponse> = {
  key: 21,
  name: "DeleteRecords",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 2,
  decodeRequest: decodeDeleteRecordsRequest,
  encodeResponse: encodeDeleteRecordsResponse,
};

/**
 * DeleteRecordsRequest, versions 0 to 2.
 *
 * Version 1 is the same as version 0.
 * Version 2 is the first flexible version.
 */
export interface DeleteRecordsRequest {
  /** Each topic that we want to delete records from. */
  readonly topics: readonly DeleteRecordsRequestDeleteRecordsTopic[];
  /** How long to wait for the deletion to complete, in milliseconds. */
  readonly timeoutMs: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each topic that we want to delete records from. */
export interface DeleteRecordsRequestDeleteRecordsTopic {
  /** The topic name. */
  readonly name: string;
  /** Each partition that we want to delete records from. */
  readonly partitions: readonly DeleteRecordsRequestDeleteRecordsPartition[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each partition that we want to delete records from. */
export interface DeleteRecordsRequestDeleteRecordsPartition {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The deletion offset. -1 means that records should be truncated to the high watermark. */
  readonly offset: bigint;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DeleteRecordsRequest in version `v`, 0 to 2. */
export function encodeDeleteRecordsRequest(w: Writer, m: Init<DeleteRecordsRequest>, v: number): void {
  w.begin("DeleteRecordsRequest", v, v >= 2);
  const { topics = [], timeoutMs = 0 } = m;
  w.array(topics, "topics", encodeDeleteRecordsRequestDeleteRecordsTopic);
  w.int32(timeoutMs, "timeoutMs");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDeleteRecordsRequestDeleteRecordsTopic(
  w: Writer,
  m: Init<DeleteRecordsRequestDeleteRecordsTopic>,
  _v: number,
): void {
  const { name = "", partitions = [] } = m;
  w.string(name, "name");
  w.array(partitions, "partitions", encodeDeleteRecordsRequestDeleteRecordsPartition);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDeleteRecordsRequestDeleteRecordsPartition(
  w: Writer,
  m: Init<DeleteRecordsRequestDeleteRecordsPartition>,
  _v: number,
): void {
  const { partitionIndex = 0, offset = 0n } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int64(offset, "offset");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DeleteRecordsRequest in version `v`, 0 to 2. */
export function decodeDeleteRecordsRequest(r: Reader, v: number): DeleteRecordsRequest {
  r.begin("DeleteRecordsRequest", v, v >= 2);
  const m: DeleteRecordsRequest = {
    topics: r.array("topics", decodeDeleteRecordsRequestDeleteRecordsTopic),
    timeoutMs: r.int32("timeoutMs"),
  };
  r.unknownTags(m);
  return m;
}

function decodeDeleteRecordsRequestDeleteRecordsTopic(r: Reader, _v: number): DeleteRecordsRequestDeleteRecordsTopic {
  const m: DeleteRecordsRequestDeleteRecordsTopic = {
    name: r.string("name"),
    partitions: r.array("partitions", decodeDeleteRecordsRequestDeleteRecordsPartition),
  };
  r.unknownTags(m);
  return m;
}

function decodeDeleteRecordsRequestDeleteRecordsPartition(
  r: Reader,
  _v: number,
): DeleteRecordsRequestDeleteRecordsPartition {
  const m: DeleteRecordsRequestDeleteRecordsPartition = {
    partitionIndex: r.int32("partitionIndex"),
    offset: r.int64("offset"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * DeleteRecordsResponse, versions 0 to 2.
 *
 * Starting in version 1, on quota violation, brokers send out responses before throttling.
 * Version 2 is the first flexible version.
 */
export interface DeleteRecordsResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** Each topic that we wanted to delete records from. */
  readonly topics: readonly DeleteRecordsResponseDeleteRecordsTopicResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each topic that we wanted to delete records from. */
export interface DeleteRecordsResponseDeleteRecordsTopicResult {
  /** The topic name. */
  readonly name: string;
  /** Each partition that we wanted to delete records from. */
  readonly partitions: readonly DeleteRecordsResponseDeleteRecordsPartitionResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each partition that we wanted to delete records from. */
export interface DeleteRecordsResponseDeleteRecordsPartitionResult {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The partition low water mark. */
  readonly lowWatermark: bigint;
  /** The deletion error code, or 0 if the deletion succeeded. */
  readonly errorCode: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DeleteRecordsResponse in version `v`, 0 to 2. */
export function encodeDeleteRecordsResponse(w: Writer, m: Init<DeleteRecordsResponse>, v: number): void {
  w.begin("DeleteRecordsResponse", v, v >= 2);
  const { throttleTimeMs = 0, topics = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(topics, "topics", encodeDeleteRecordsResponseDeleteRecordsTopicResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDeleteRecordsResponseDeleteRecordsTopicResult(
  w: Writer,
  m: Init<DeleteRecordsResponseDeleteRecordsTopicResult>,
  _v: number,
): void {
  const { name = "", partitions = [] } = m;
  w.string(name, "name");
  w.array(partitions, "partitions", encodeDeleteRecordsResponseDeleteRecordsPartitionResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDeleteRecordsResponseDeleteRecordsPartitionResult(
  w: Writer,
  m: Init<DeleteRecordsResponseDeleteRecordsPartitionResult>,
  _v: number,
): void {
  const { partitionIndex = 0, lowWatermark = 0n, errorCode = 0 } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int64(lowWatermark, "lowWatermark");
  w.int16(errorCode, "errorCode");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DeleteRecordsResponse in version `v`, 0 to 2. */
export function decodeDeleteRecordsResponse(r: Reader, v: number): DeleteRecordsResponse {
  r.begin("DeleteRecordsResponse", v, v >= 2);
  const m: DeleteRecordsResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    topics: r.array("topics", decodeDeleteRecordsResponseDeleteRecordsTopicResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeDeleteRecordsResponseDeleteRecordsTopicResult(
  r: Reader,
  _v: number,
): DeleteRecordsResponseDeleteRecordsTopicResult {
  const m: DeleteRecordsResponseDeleteRecordsTopicResult = {
    name: r.string("name"),
    partitions: r.array("partitions", decodeDeleteRecordsResponseDeleteRecordsPartitionResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeDeleteRecordsResponseDeleteRecordsPartitionResult(
  r: Reader,
  _v: number,
): DeleteRecordsResponseDeleteRecordsPartitionResult {
  const m: DeleteRecordsResponseDeleteRecordsPartitionResult = {
    partitionIndex: r.int32("partitionIndex"),
    lowWatermark: r.int64("lowWatermark"),
    errorCode: r.int16("errorCode"),
  };
  r.unknownTags(m);
  return m;
}
