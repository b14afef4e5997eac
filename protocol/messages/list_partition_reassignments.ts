// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt32, writeInt32 } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of ListPartitionReassignments (key 46, version 0). */
export const ListPartitionReassignments: ClientApi<
  ListPartitionReassignmentsRequest,
  ListPartitionReassignmentsResponse
> = {
  key: 46,
  name: "ListPartitionReassignments",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  encodeRequest: encodeListPartitionReassignmentsRequest,
  decodeResponse: decodeListPartitionReassignmentsResponse,
};

/** The broker's side of ListPartitionReassignments (key 46, version 0). */
export const ListPartitionReassignmentsBroker: BrokerApi<
  ListPartitionReassignmentsRequest,
  ListPartitionReassignmentsResponse
> = {
  key: 46,
  name: "ListPartitionReassignments",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  decodeRequest: decodeListPartitionReassignmentsRequest,
  encodeResponse: encodeListPartitionReassignmentsResponse,
};

/** ListPartitionReassignmentsRequest, version 0. */
export interface ListPartitionReassignmentsRequest {
  /** The time in ms to wait for the request to complete. (default 60000) */
  readonly timeoutMs: number;
  /** The topics to list partition reassignments for, or null to list everything. */
  readonly topics: readonly ListPartitionReassignmentsRequestListPartitionReassignmentsTopics[] | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topics to list partition reassignments for, or null to list everything. */
export interface ListPartitionReassignmentsRequestListPartitionReassignmentsTopics {
  /** The topic name. */
  readonly name: string;
  /** The partitions to list partition reassignments for. */
  readonly partitionIndexes: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ListPartitionReassignmentsRequest in version `v`, 0 to 0. */
export function encodeListPartitionReassignmentsRequest(
  w: Writer,
  m: Init<ListPartitionReassignmentsRequest>,
  v: number,
): void {
  w.begin("ListPartitionReassignmentsRequest", v, true);
  const { timeoutMs = 60000, topics = null } = m;
  w.int32(timeoutMs, "timeoutMs");
  w.nullableArray(topics, "topics", encodeListPartitionReassignmentsRequestListPartitionReassignmentsTopics);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeListPartitionReassignmentsRequestListPartitionReassignmentsTopics(
  w: Writer,
  m: Init<ListPartitionReassignmentsRequestListPartitionReassignmentsTopics>,
  _v: number,
): void {
  const { name = "", partitionIndexes = [] } = m;
  w.string(name, "name");
  w.array(partitionIndexes, "partitionIndexes", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ListPartitionReassignmentsRequest in version `v`, 0 to 0. */
export function decodeListPartitionReassignmentsRequest(r: Reader, v: number): ListPartitionReassignmentsRequest {
  r.begin("ListPartitionReassignmentsRequest", v, true);
  const m: ListPartitionReassignmentsRequest = {
    timeoutMs: r.int32("timeoutMs"),
    topics: r.nullableArray("topics", decodeListPartitionReassignmentsRequestListPartitionReassignmentsTopics),
  };
  r.unknownTags(m);
  return m;
}

function decodeListPartitionReassignmentsRequestListPartitionReassignmentsTopics(
  r: Reader,
  _v: number,
): ListPartitionReassignmentsRequestListPartitionReassignmentsTopics {
  const m: ListPartitionReassignmentsRequestListPartitionReassignmentsTopics = {
    name: r.string("name"),
    partitionIndexes: r.array("partitionIndexes", readInt32),
  };
  r.unknownTags(m);
  return m;
}

/** ListPartitionReassignmentsResponse, version 0. */
export interface ListPartitionReassignmentsResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The top-level error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The top-level error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** The ongoing reassignments for each topic. */
  readonly topics: readonly ListPartitionReassignmentsResponseOngoingTopicReassignment[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The ongoing reassignments for each topic. */
export interface ListPartitionReassignmentsResponseOngoingTopicReassignment {
  /** The topic name. */
  readonly name: string;
  /** The ongoing reassignments for each partition. */
  readonly partitions: readonly ListPartitionReassignmentsResponseOngoingPartitionReassignment[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The ongoing reassignments for each partition. */
export interface ListPartitionReassignmentsResponseOngoingPartitionReassignment {
  /** The index of the partition. */
  readonly partitionIndex: number;
  /** The current replica set. */
  readonly replicas: readonly number[];
  /** The set of replicas we are currently adding. */
  readonly addingReplicas: readonly number[];
  /** The set of replicas we are currently removing. */
  readonly removingReplicas: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ListPartitionReassignmentsResponse in version `v`, 0 to 0. */
export function encodeListPartitionReassignmentsResponse(
  w: Writer,
  m: Init<ListPartitionReassignmentsResponse>,
  v: number,
): void {
  w.begin("ListPartitionReassignmentsResponse", v, true);
  const { throttleTimeMs = 0, errorCode = 0, errorMessage = "", topics = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.array(topics, "topics", encodeListPartitionReassignmentsResponseOngoingTopicReassignment);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeListPartitionReassignmentsResponseOngoingTopicReassignment(
  w: Writer,
  m: Init<ListPartitionReassignmentsResponseOngoingTopicReassignment>,
  _v: number,
): void {
  const { name = "", partitions = [] } = m;
  w.string(name, "name");
  w.array(partitions, "partitions", encodeListPartitionReassignmentsResponseOngoingPartitionReassignment);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeListPartitionReassignmentsResponseOngoingPartitionReassignment(
  w: Writer,
  m: Init<ListPartitionReassignmentsResponseOngoingPartitionReassignment>,
  _v: number,
): void {
  const { partitionIndex = 0, replicas = [], addingReplicas = [], removingReplicas = [] } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.array(replicas, "replicas", writeInt32);
  w.array(addingReplicas, "addingReplicas", writeInt32);
  w.array(removingReplicas, "removingReplicas", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ListPartitionReassignmentsResponse in version `v`, 0 to 0. */
export function decodeListPartitionReassignmentsResponse(r: Reader, v: number): ListPartitionReassignmentsResponse {
  r.begin("ListPartitionReassignmentsResponse", v, true);
  const m: ListPartitionReassignmentsResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    topics: r.array("topics", decodeListPartitionReassignmentsResponseOngoingTopicReassignment),
  };
  r.unknownTags(m);
  return m;
}

function decodeListPartitionReassignmentsResponseOngoingTopicReassignment(
  r: Reader,
  _v: number,
): ListPartitionReassignmentsResponseOngoingTopicReassignment {
  const m: ListPartitionReassignmentsResponseOngoingTopicReassignment = {
    name: r.string("name"),
    partitions: r.array("partitions", decodeListPartitionReassignmentsResponseOngoingPartitionReassignment),
  };
  r.unknownTags(m);
  return m;
}

function decodeListPartitionReassignmentsResponseOngoingPartitionReassignment(
  r: Reader,
  _v: number,
): ListPartitionReassignmentsResponseOngoingPartitionReassignment {
  const m: ListPartitionReassignmentsResponseOngoingPartitionReassignment = {
    partitionIndex: r.int32("partitionIndex"),
    replicas: r.array("replicas", readInt32),
    addingReplicas: r.array("addingReplicas", readInt32),
    removingReplicas: r.array("removingReplicas", readInt32),
  };
  r.unknownTags(m);
  return m;
}
