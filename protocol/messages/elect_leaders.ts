// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt32, writeInt32 } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of ElectLeaders (key 43, versions 0 to 2). */
export const ElectLeaders: ClientApi<ElectLeadersRequest, ElectLeadersResponse> = {
  key: 43,
  name: "ElectLeaders",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 2,
  encodeRequest: encodeElectLeadersRequest,
  decodeResponse: decodeElectLeadersResponse,
};

/** The broker's side of ElectLeaders (key 43, versions 0 to 2). */
export const ElectLeadersBroker: BrokerApi<ElectLeadersRequest, ElectLeadersResponse> = {
  key: 43,
  name: "ElectLeaders",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 2,
  decodeRequest: decodeElectLeadersRequest,
  encodeResponse: encodeElectLeadersResponse,
};

/**
 * ElectLeadersRequest, versions 0 to 2.
 *
 * Version 1 implements multiple leader election types, as described by KIP-460.
 * Version 2 is the first flexible version.
 */
export interface ElectLeadersRequest {
  /** Type of elections to conduct for the partition. A value of '0' elects the preferred replica. A value of '1' elects the first live replica if there are no in-sync replica. (from version 1) */
  readonly electionType: number;
  /** The topic partitions to elect leaders. */
  readonly topicPartitions: readonly ElectLeadersRequestTopicPartitions[] | null;
  /** The time in ms to wait for the election to complete. (default 60000) */
  readonly timeoutMs: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topic partitions to elect leaders. */
export interface ElectLeadersRequestTopicPartitions {
  /** The name of a topic. */
  readonly topic: string;
  /** The partitions of this topic whose leader should be elected. */
  readonly partitions: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ElectLeadersRequest in version `v`, 0 to 2. */
export function encodeElectLeadersRequest(w: Writer, m: Init<ElectLeadersRequest>, v: number): void {
  w.begin("ElectLeadersRequest", v, v >= 2);
  const { electionType = 0, topicPartitions = [], timeoutMs = 60000 } = m;
  if (v >= 1) w.int8(electionType, "electionType");
  else if (electionType !== 0) w.unsupported("electionType");
  w.nullableArray(topicPartitions, "topicPartitions", encodeElectLeadersRequestTopicPartitions);
  w.int32(timeoutMs, "timeoutMs");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeElectLeadersRequestTopicPartitions(
  w: Writer,
  m: Init<ElectLeadersRequestTopicPartitions>,
  _v: number,
): void {
  const { topic = "", partitions = [] } = m;
  w.string(topic, "topic");
  w.array(partitions, "partitions", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ElectLeadersRequest in version `v`, 0 to 2. */
export function decodeElectLeadersRequest(r: Reader, v: number): ElectLeadersRequest {
  r.begin("ElectLeadersRequest", v, v >= 2);
  const m: ElectLeadersRequest = {
    electionType: v >= 1 ? r.int8("electionType") : 0,
    topicPartitions: r.nullableArray("topicPartitions", decodeElectLeadersRequestTopicPartitions),
    timeoutMs: r.int32("timeoutMs"),
  };
  r.unknownTags(m);
  return m;
}

function decodeElectLeadersRequestTopicPartitions(r: Reader, _v: number): ElectLeadersRequestTopicPartitions {
  const m: ElectLeadersRequestTopicPartitions = {
    topic: r.string("topic"),
    partitions: r.array("partitions", readInt32),
  };
  r.unknownTags(m);
  return m;
}

/**
 * ElectLeadersResponse, versions 0 to 2.
 *
 * Version 1 adds a top-level error code.
 * Version 2 is the first flexible version.
 */
export interface ElectLeadersResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The top level response error code. (from version 1) */
  readonly errorCode: number;
  /** The election results, or an empty array if the requester did not have permission and the request asks for all partitions. */
  readonly replicaElectionResults: readonly ElectLeadersResponseReplicaElectionResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The election results, or an empty array if the requester did not have permission and the request asks for all partitions. */
export interface ElectLeadersResponseReplicaElectionResult {
  /** The topic name. */
  readonly topic: string;
  /** The results for each partition. */
  readonly partitionResult: readonly ElectLeadersResponsePartitionResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The results for each partition. */
export interface ElectLeadersResponsePartitionResult {
  /** The partition id. */
  readonly partitionId: number;
  /** The result error, or zero if there was no error. */
  readonly errorCode: number;
  /** The result message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ElectLeadersResponse in version `v`, 0 to 2. */
export function encodeElectLeadersResponse(w: Writer, m: Init<ElectLeadersResponse>, v: number): void {
  w.begin("ElectLeadersResponse", v, v >= 2);
  const { throttleTimeMs = 0, errorCode = 0, replicaElectionResults = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  if (v >= 1) w.int16(errorCode, "errorCode");
  else if (errorCode !== 0) w.unsupported("errorCode");
  w.array(replicaElectionResults, "replicaElectionResults", encodeElectLeadersResponseReplicaElectionResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeElectLeadersResponseReplicaElectionResult(
  w: Writer,
  m: Init<ElectLeadersResponseReplicaElectionResult>,
  _v: number,
): void {
  const { topic = "", partitionResult = [] } = m;
  w.string(topic, "topic");
  w.array(partitionResult, "partitionResult", encodeElectLeadersResponsePartitionResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeElectLeadersResponsePartitionResult(
  w: Writer,
  m: Init<ElectLeadersResponsePartitionResult>,
  _v: number,
): void {
  const { partitionId = 0, errorCode = 0, errorMessage = "" } = m;
  w.int32(partitionId, "partitionId");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ElectLeadersResponse in version `v`, 0 to 2. */
export function decodeElectLeadersResponse(r: Reader, v: number): ElectLeadersResponse {
  r.begin("ElectLeadersResponse", v, v >= 2);
  const m: ElectLeadersResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: v >= 1 ? r.int16("errorCode") : 0,
    replicaElectionResults: r.array("replicaElectionResults", decodeElectLeadersResponseReplicaElectionResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeElectLeadersResponseReplicaElectionResult(
  r: Reader,
  _v: number,
): ElectLeadersResponseReplicaElectionResult {
  const m: ElectLeadersResponseReplicaElectionResult = {
    topic: r.string("topic"),
    partitionResult: r.array("partitionResult", decodeElectLeadersResponsePartitionResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeElectLeadersResponsePartitionResult(r: Reader, _v: number): ElectLeadersResponsePartitionResult {
  const m: ElectLeadersResponsePartitionResult = {
    partitionId: r.int32("partitionId"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
  };
  r.unknownTags(m);
  return m;
}
