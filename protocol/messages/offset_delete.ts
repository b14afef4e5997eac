// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of OffsetDelete (key 47, version 0). */
export const OffsetDelete: ClientApi<OffsetDeleteRequest, OffsetDeleteResponse> = {
  key: 47,
  name: "OffsetDelete",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: Infinity,
  encodeRequest: encodeOffsetDeleteRequest,
  decodeResponse: decodeOffsetDeleteResponse,
};

/** The broker's side of OffsetDelete (key 47, version 0). */
export const OffsetDeleteBroker: BrokerApi<OffsetDeleteRequest, OffsetDeleteResponse> = {
  key: 47,
  name: "OffsetDelete",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: Infinity,
  decodeRequest: decodeOffsetDeleteRequest,
  encodeResponse: encodeOffsetDeleteResponse,
};

/** OffsetDeleteRequest, version 0. */
export interface OffsetDeleteRequest {
  /** The unique group identifier. */
  readonly groupId: string;
  /** The topics to delete offsets for. */
  readonly topics: readonly OffsetDeleteRequestTopic[];
}

/** The topics to delete offsets for. */
export interface OffsetDeleteRequestTopic {
  /** The topic name. */
  readonly name: string;
  /** Each partition to delete offsets for. */
  readonly partitions: readonly OffsetDeleteRequestPartition[];
}

/** Each partition to delete offsets for. */
export interface OffsetDeleteRequestPartition {
  /** The partition index. */
  readonly partitionIndex: number;
}

/** Writes a OffsetDeleteRequest in version `v`, 0 to 0. */
export function encodeOffsetDeleteRequest(w: Writer, m: Init<OffsetDeleteRequest>, v: number): void {
  w.begin("OffsetDeleteRequest", v, false);
  const { groupId = "", topics = [] } = m;
  w.string(groupId, "groupId");
  w.array(topics, "topics", encodeOffsetDeleteRequestTopic);
}

function encodeOffsetDeleteRequestTopic(w: Writer, m: Init<OffsetDeleteRequestTopic>, _v: number): void {
  const { name = "", partitions = [] } = m;
  w.string(name, "name");
  w.array(partitions, "partitions", encodeOffsetDeleteRequestPartition);
}

function encodeOffsetDeleteRequestPartition(w: Writer, m: Init<OffsetDeleteRequestPartition>, _v: number): void {
  const { partitionIndex = 0 } = m;
  w.int32(partitionIndex, "partitionIndex");
}

/** Reads a OffsetDeleteRequest in version `v`, 0 to 0. */
export function decodeOffsetDeleteRequest(r: Reader, v: number): OffsetDeleteRequest {
  r.begin("OffsetDeleteRequest", v, false);
  return {
    groupId: r.string("groupId"),
    topics: r.array("topics", decodeOffsetDeleteRequestTopic),
  };
}

function decodeOffsetDeleteRequestTopic(r: Reader, _v: number): OffsetDeleteRequestTopic {
  return {
    name: r.string("name"),
    partitions: r.array("partitions", decodeOffsetDeleteRequestPartition),
  };
}

function decodeOffsetDeleteRequestPartition(r: Reader, _v: number): OffsetDeleteRequestPartition {
  return {
    partitionIndex: r.int32("partitionIndex"),
  };
}

/** OffsetDeleteResponse, version 0. */
export interface OffsetDeleteResponse {
  /** The top-level error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The responses for each topic. */
  readonly topics: readonly OffsetDeleteResponseTopic[];
}

/** The responses for each topic. */
export interface OffsetDeleteResponseTopic {
  /** The topic name. */
  readonly name: string;
  /** The responses for each partition in the topic. */
  readonly partitions: readonly OffsetDeleteResponsePartition[];
}

/** The responses for each partition in the topic. */
export interface OffsetDeleteResponsePartition {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
}

/** Writes a OffsetDeleteResponse in version `v`, 0 to 0. */
export function encodeOffsetDeleteResponse(w: Writer, m: Init<OffsetDeleteResponse>, v: number): void {
  w.begin("OffsetDeleteResponse", v, false);
  const { errorCode = 0, throttleTimeMs = 0, topics = [] } = m;
  w.int16(errorCode, "errorCode");
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(topics, "topics", encodeOffsetDeleteResponseTopic);
}

function encodeOffsetDeleteResponseTopic(w: Writer, m: Init<OffsetDeleteResponseTopic>, _v: number): void {
  const { name = "", partitions = [] } = m;
  w.string(name, "name");
  w.array(partitions, "partitions", encodeOffsetDeleteResponsePartition);
}

function encodeOffsetDeleteResponsePartition(w: Writer, m: Init<OffsetDeleteResponsePartition>, _v: number): void {
  const { partitionIndex = 0, errorCode = 0 } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int16(errorCode, "errorCode");
}

/** Reads a OffsetDeleteResponse in version `v`, 0 to 0. */
export function decodeOffsetDeleteResponse(r: Reader, v: number): OffsetDeleteResponse {
  r.begin("OffsetDeleteResponse", v, false);
  return {
    errorCode: r.int16("errorCode"),
    throttleTimeMs: r.int32("throttleTimeMs"),
    topics: r.array("topics", decodeOffsetDeleteResponseTopic),
  };
}

function decodeOffsetDeleteResponseTopic(r: Reader, _v: number): OffsetDeleteResponseTopic {
  return {
    name: r.string("name"),
    partitions: r.array("partitions", decodeOffsetDeleteResponsePartition),
  };
}

function decodeOffsetDeleteResponsePartition(r: Reader, _v: number): OffsetDeleteResponsePartition {
  return {
    partitionIndex: r.int32("partitionIndex"),
    errorCode: r.int16("errorCode"),
  };
}
