// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt32, writeInt32 } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of CreatePartitions (key 37, versions 0 to 3). */
export const CreatePartitions: ClientApi<CreatePartitionsRequest, CreatePartitionsResponse> = {
  key: 37,
  name: "CreatePartitions",
  minVersion: 0,
  maxVersion: 3,
  latestStableVersion: 3,
  flexibleFrom: 2,
  encodeRequest: encodeCreatePartitionsRequest,
  decodeResponse: decodeCreatePartitionsResponse,
};

/** The broker's side of CreatePartitions (key 37, versions 0 to 3). */
export const CreatePartitionsBroker: BrokerApi<CreatePartitionsRequest, CreatePartitionsResponse> = {
  key: 37,
  name: "CreatePartitions",
  minVersion: 0,
  maxVersion: 3,
  latestStableVersion: 3,
  flexibleFrom: 2,
  decodeRequest: decodeCreatePartitionsRequest,
  encodeResponse: encodeCreatePartitionsResponse,
};

/**
 * CreatePartitionsRequest, versions 0 to 3.
 *
 * Version 1 is the same as version 0.
 * Version 2 adds flexible version support
 * Version 3 is identical to version 2 but may return a THROTTLING_QUOTA_EXCEEDED error
 * in the response if the partitions creation is throttled (KIP-599).
 */
export interface CreatePartitionsRequest {
  /** Each topic that we want to create new partitions inside. */
  readonly topics: readonly CreatePartitionsRequestCreatePartitionsTopic[];
  /** The time in ms to wait for the partitions to be created. */
  readonly timeoutMs: number;
  /** If true, then validate the request, but don't actually increase the number of partitions. */
  readonly validateOnly: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each topic that we want to create new partitions inside. */
export interface CreatePartitionsRequestCreatePartitionsTopic {
  /** The topic name. */
  readonly name: string;
  /** The new partition count. */
  readonly count: number;
  /** The new partition assignments. */
  readonly assignments: readonly CreatePartitionsRequestCreatePartitionsAssignment[] | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The new partition assignments. */
export interface CreatePartitionsRequestCreatePartitionsAssignment {
  /** The assigned broker IDs. */
  readonly brokerIds: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a CreatePartitionsRequest in version `v`, 0 to 3. */
export function encodeCreatePartitionsRequest(w: Writer, m: Init<CreatePartitionsRequest>, v: number): void {
  w.begin("CreatePartitionsRequest", v, v >= 2);
  const { topics = [], timeoutMs = 0, validateOnly = false } = m;
  w.array(topics, "topics", encodeCreatePartitionsRequestCreatePartitionsTopic);
  w.int32(timeoutMs, "timeoutMs");
  w.bool(validateOnly, "validateOnly");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeCreatePartitionsRequestCreatePartitionsTopic(
  w: Writer,
  m: Init<CreatePartitionsRequestCreatePartitionsTopic>,
  _v: number,
): void {
  const { name = "", count = 0, assignments = [] } = m;
  w.string(name, "name");
  w.int32(count, "count");
  w.nullableArray(assignments, "assignments", encodeCreatePartitionsRequestCreatePartitionsAssignment);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeCreatePartitionsRequestCreatePartitionsAssignment(
  w: Writer,
  m: Init<CreatePartitionsRequestCreatePartitionsAssignment>,
  _v: number,
): void {
  const { brokerIds = [] } = m;
  w.array(brokerIds, "brokerIds", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a CreatePartitionsRequest in version `v`, 0 to 3. */
export function decodeCreatePartitionsRequest(r: Reader, v: number): CreatePartitionsRequest {
  r.begin("CreatePartitionsRequest", v, v >= 2);
  const m: CreatePartitionsRequest = {
    topics: r.array("topics", decodeCreatePartitionsRequestCreatePartitionsTopic),
    timeoutMs: r.int32("timeoutMs"),
    validateOnly: r.bool("validateOnly"),
  };
  r.unknownTags(m);
  return m;
}

function decodeCreatePartitionsRequestCreatePartitionsTopic(
  r: Reader,
  _v: number,
): CreatePartitionsRequestCreatePartitionsTopic {
  const m: CreatePartitionsRequestCreatePartitionsTopic = {
    name: r.string("name"),
    count: r.int32("count"),
    assignments: r.nullableArray("assignments", decodeCreatePartitionsRequestCreatePartitionsAssignment),
  };
  r.unknownTags(m);
  return m;
}

function decodeCreatePartitionsRequestCreatePartitionsAssignment(
  r: Reader,
  _v: number,
): CreatePartitionsRequestCreatePartitionsAssignment {
  const m: CreatePartitionsRequestCreatePartitionsAssignment = {
    brokerIds: r.array("brokerIds", readInt32),
  };
  r.unknownTags(m);
  return m;
}

/**
 * CreatePartitionsResponse, versions 0 to 3.
 *
 * Starting in version 1, on quota violation, brokers send out responses before throttling.
 * Version 2 adds flexible version support
 * Version 3 is identical to version 2 but may return a THROTTLING_QUOTA_EXCEEDED error
 * in the response if the partitions creation is throttled (KIP-599).
 */
export interface CreatePartitionsResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The partition creation results for each topic. */
  readonly results: readonly CreatePartitionsResponseCreatePartitionsTopicResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The partition creation results for each topic. */
export interface CreatePartitionsResponseCreatePartitionsTopicResult {
  /** The topic name. */
  readonly name: string;
  /** The result error, or zero if there was no error. */
  readonly errorCode: number;
  /** The result message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a CreatePartitionsResponse in version `v`, 0 to 3. */
export function encodeCreatePartitionsResponse(w: Writer, m: Init<CreatePartitionsResponse>, v: number): void {
  w.begin("CreatePartitionsResponse", v, v >= 2);
  const { throttleTimeMs = 0, results = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(results, "results", encodeCreatePartitionsResponseCreatePartitionsTopicResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeCreatePartitionsResponseCreatePartitionsTopicResult(
  w: Writer,
  m: Init<CreatePartitionsResponseCreatePartitionsTopicResult>,
  _v: number,
): void {
  const { name = "", errorCode = 0, errorMessage = null } = m;
  w.string(name, "name");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a CreatePartitionsResponse in version `v`, 0 to 3. */
export function decodeCreatePartitionsResponse(r: Reader, v: number): CreatePartitionsResponse {
  r.begin("CreatePartitionsResponse", v, v >= 2);
  const m: CreatePartitionsResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    results: r.array("results", decodeCreatePartitionsResponseCreatePartitionsTopicResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeCreatePartitionsResponseCreatePartitionsTopicResult(
  r: Reader,
  _v: number,
): CreatePartitionsResponseCreatePartitionsTopicResult {
  const m: CreatePartitionsResponseCreatePartitionsTopicResult = {
    name: r.string("name"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
  };
  r.unknownTags(m);
  return m;
}
