// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of AssignReplicasToDirs (key 73, version 0). */
export const AssignReplicasToDirs: ClientApi<AssignReplicasToDirsRequest, AssignReplicasToDirsResponse> = {
  key: 73,
  name: "AssignReplicasToDirs",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  encodeRequest: encodeAssignReplicasToDirsRequest,
  decodeResponse: decodeAssignReplicasToDirsResponse,
};

/** The broker's side of AssignReplicasToDirs (key 73, version 0). */
export const AssignReplicasToDirsBroker: BrokerApi<AssignReplicasToDirsRequest, AssignReplicasToDirsResponse> = {
  key: 73,
  name: "AssignReplicasToDirs",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  decodeRequest: decodeAssignReplicasToDirsRequest,
  encodeResponse: encodeAssignReplicasToDirsResponse,
};

/** AssignReplicasToDirsRequest, version 0. */
export interface AssignReplicasToDirsRequest {
  /** The ID of the requesting broker. */
  readonly brokerId: number;
  /** The epoch of the requesting broker. (default -1n) */
  readonly brokerEpoch: bigint;
  /** The directories to which replicas should be assigned. */
  readonly directories: readonly AssignReplicasToDirsRequestDirectoryData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The directories to which replicas should be assigned. */
export interface AssignReplicasToDirsRequestDirectoryData {
  /** The ID of the directory. */
  readonly id: string;
  /** The topics assigned to the directory. */
  readonly topics: readonly AssignReplicasToDirsRequestTopicData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topics assigned to the directory. */
export interface AssignReplicasToDirsRequestTopicData {
  /** The ID of the assigned topic. */
  readonly topicId: string;
  /** The partitions assigned to the directory. */
  readonly partitions: readonly AssignReplicasToDirsRequestPartitionData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The partitions assigned to the directory. */
export interface AssignReplicasToDirsRequestPartitionData {
  /** The partition index. */
  readonly partitionIndex: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a AssignReplicasToDirsRequest in version `v`, 0 to 0. */
export function encodeAssignReplicasToDirsRequest(w: Writer, m: Init<AssignReplicasToDirsRequest>, v: number): void {
  w.begin("AssignReplicasToDirsRequest", v, true);
  const { brokerId = 0, brokerEpoch = -1n, directories = [] } = m;
  w.int32(brokerId, "brokerId");
  w.int64(brokerEpoch, "brokerEpoch");
  w.array(directories, "directories", encodeAssignReplicasToDirsRequestDirectoryData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAssignReplicasToDirsRequestDirectoryData(
  w: Writer,
  m: Init<AssignReplicasToDirsRequestDirectoryData>,
  _v: number,
): void {
  const { id = ZERO_UUID, topics = [] } = m;
  w.uuid(id, "id");
  w.array(topics, "topics", encodeAssignReplicasToDirsRequestTopicData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAssignReplicasToDirsRequestTopicData(
  w: Writer,
  m: Init<AssignReplicasToDirsRequestTopicData>,
  _v: number,
): void {
  const { topicId = ZERO_UUID, partitions = [] } = m;
  w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", encodeAssignReplicasToDirsRequestPartitionData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAssignReplicasToDirsRequestPartitionData(
  w: Writer,
  m: Init<AssignReplicasToDirsRequestPartitionData>,
  _v: number,
): void {
  const { partitionIndex = 0 } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a AssignReplicasToDirsRequest in version `v`, 0 to 0. */
export function decodeAssignReplicasToDirsRequest(r: Reader, v: number): AssignReplicasToDirsRequest {
  r.begin("AssignReplicasToDirsRequest", v, true);
  const m: AssignReplicasToDirsRequest = {
    brokerId: r.int32("brokerId"),
    brokerEpoch: r.int64("brokerEpoch"),
    directories: r.array("directories", decodeAssignReplicasToDirsRequestDirectoryData),
  };
  r.unknownTags(m);
  return m;
}

function decodeAssignReplicasToDirsRequestDirectoryData(
  r: Reader,
  _v: number,
): AssignReplicasToDirsRequestDirectoryData {
  const m: AssignReplicasToDirsRequestDirectoryData = {
    id: r.uuid("id"),
    topics: r.array("topics", decodeAssignReplicasToDirsRequestTopicData),
  };
  r.unknownTags(m);
  return m;
}

function decodeAssignReplicasToDirsRequestTopicData(r: Reader, _v: number): AssignReplicasToDirsRequestTopicData {
  const m: AssignReplicasToDirsRequestTopicData = {
    topicId: r.uuid("topicId"),
    partitions: r.array("partitions", decodeAssignReplicasToDirsRequestPartitionData),
  };
  r.unknownTags(m);
  return m;
}

function decodeAssignReplicasToDirsRequestPartitionData(
  r: Reader,
  _v: number,
): AssignReplicasToDirsRequestPartitionData {
  const m: AssignReplicasToDirsRequestPartitionData = {
    partitionIndex: r.int32("partitionIndex"),
  };
  r.unknownTags(m);
  return m;
}

/** AssignReplicasToDirsResponse, version 0. */
export interface AssignReplicasToDirsResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The top level response error code. */
  readonly errorCode: number;
  /** The list of directories and their assigned partitions. */
  readonly directories: readonly AssignReplicasToDirsResponseDirectoryData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The list of directories and their assigned partitions. */
export interface AssignReplicasToDirsResponseDirectoryData {
  /** The ID of the directory. */
  readonly id: string;
  /** The list of topics and their assigned partitions. */
  readonly topics: readonly AssignReplicasToDirsResponseTopicData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The list of topics and their assigned partitions. */
export interface AssignReplicasToDirsResponseTopicData {
  /** The ID of the assigned topic. */
  readonly topicId: string;
  /** The list of assigned partitions. */
  readonly partitions: readonly AssignReplicasToDirsResponsePartitionData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The list of assigned partitions. */
export interface AssignReplicasToDirsResponsePartitionData {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The partition level error code. */
  readonly errorCode: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a AssignReplicasToDirsResponse in version `v`, 0 to 0. */
export function encodeAssignReplicasToDirsResponse(w: Writer, m: Init<AssignReplicasToDirsResponse>, v: number): void {
  w.begin("AssignReplicasToDirsResponse", v, true);
  const { throttleTimeMs = 0, errorCode = 0, directories = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.array(directories, "directories", encodeAssignReplicasToDirsResponseDirectoryData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAssignReplicasToDirsResponseDirectoryData(
  w: Writer,
  m: Init<AssignReplicasToDirsResponseDirectoryData>,
  _v: number,
): void {
  const { id = ZERO_UUID, topics = [] } = m;
  w.uuid(id, "id");
  w.array(topics, "topics", encodeAssignReplicasToDirsResponseTopicData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAssignReplicasToDirsResponseTopicData(
  w: Writer,
  m: Init<AssignReplicasToDirsResponseTopicData>,
  _v: number,
): void {
  const { topicId = ZERO_UUID, partitions = [] } = m;
  w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", encodeAssignReplicasToDirsResponsePartitionData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAssignReplicasToDirsResponsePartitionData(
  w: Writer,
  m: Init<AssignReplicasToDirsResponsePartitionData>,
  _v: number,
): void {
  const { partitionIndex = 0, errorCode = 0 } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int16(errorCode, "errorCode");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a AssignReplicasToDirsResponse in version `v`, 0 to 0. */
export function decodeAssignReplicasToDirsResponse(r: Reader, v: number): AssignReplicasToDirsResponse {
  r.begin("AssignReplicasToDirsResponse", v, true);
  const m: AssignReplicasToDirsResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    directories: r.array("directories", decodeAssignReplicasToDirsResponseDirectoryData),
  };
  r.unknownTags(m);
  return m;
}

function decodeAssignReplicasToDirsResponseDirectoryData(
  r: Reader,
  _v: number,
): AssignReplicasToDirsResponseDirectoryData {
  const m: AssignReplicasToDirsResponseDirectoryData = {
    id: r.uuid("id"),
    topics: r.array("topics", decodeAssignReplicasToDirsResponseTopicData),
  };
  r.unknownTags(m);
  return m;
}

function decodeAssignReplicasToDirsResponseTopicData(r: Reader, _v: number): AssignReplicasToDirsResponseTopicData {
  const m: AssignReplicasToDirsResponseTopicData = {
    topicId: r.uuid("topicId"),
    partitions: r.array("partitions", decodeAssignReplicasToDirsResponsePartitionData),
  };
  r.unknownTags(m);
  return m;
}

function decodeAssignReplicasToDirsResponsePartitionData(
  r: Reader,
  _v: number,
): AssignReplicasToDirsResponsePartitionData {
  const m: AssignReplicasToDirsResponsePartitionData = {
    partitionIndex: r.int32("partitionIndex"),
    errorCode: r.int16("errorCode"),
  };
  r.unknownTags(m);
  return m;
}
