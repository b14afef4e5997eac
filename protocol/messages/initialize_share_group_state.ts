// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of InitializeShareGroupState (key 83, version 0). */
export const InitializeShareGroupState: ClientApi<InitializeShareGroupStateRequest, InitializeShareGroupStateResponse> =
  {
    key: 83,
    name: "InitializeShareGroupState",
    minVersion: 0,
    maxVersion: 0,
    latestStableVersion: 0,
    flexibleFrom: 0,
    encodeRequest: encodeInitializeShareGroupStateRequest,
    decodeResponse: decodeInitializeShareGroupStateResponse,
  };

/** The broker's side of InitializeShareGroupState (key 83, version 0). */
export const InitializeShareGroupStateBroker: BrokerApi<
  InitializeShareGroupStateRequest,
  InitializeShareGroupStateResponse
> = {
  key: 83,
  name: "InitializeShareGroupState",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  decodeRequest: decodeInitializeShareGroupStateRequest,
  encodeResponse: encodeInitializeShareGroupStateResponse,
};

/** InitializeShareGroupStateRequest, version 0. */
export interface InitializeShareGroupStateRequest {
  /** The group identifier. */
  readonly groupId: string;
  /** The data for the topics. */
  readonly topics: readonly InitializeShareGroupStateRequestInitializeStateData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The data for the topics. */
export interface InitializeShareGroupStateRequestInitializeStateData {
  /** The topic identifier. */
  readonly topicId: string;
  /** The data for the partitions. */
  readonly partitions: readonly InitializeShareGroupStateRequestPartitionData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The data for the partitions. */
export interface InitializeShareGroupStateRequestPartitionData {
  /** The partition index. */
  readonly partition: number;
  /** The state epoch for this share-partition. */
  readonly stateEpoch: number;
  /** The share-partition start offset, or -1 if the start offset is not being initialized. */
  readonly startOffset: bigint;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a InitializeShareGroupStateRequest in version `v`, 0 to 0. */
export function encodeInitializeShareGroupStateRequest(
  w: Writer,
  m: Init<InitializeShareGroupStateRequest>,
  v: number,
): void {
  w.begin("InitializeShareGroupStateRequest", v, true);
  const { groupId = "", topics = [] } = m;
  w.string(groupId, "groupId");
  w.array(topics, "topics", encodeInitializeShareGroupStateRequestInitializeStateData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeInitializeShareGroupStateRequestInitializeStateData(
  w: Writer,
  m: Init<InitializeShareGroupStateRequestInitializeStateData>,
  _v: number,
): void {
  const { topicId = ZERO_UUID, partitions = [] } = m;
  w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", encodeInitializeShareGroupStateRequestPartitionData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeInitializeShareGroupStateRequestPartitionData(
  w: Writer,
  m: Init<InitializeShareGroupStateRequestPartitionData>,
  _v: number,
): void {
  const { partition = 0, stateEpoch = 0, startOffset = 0n } = m;
  w.int32(partition, "partition");
  w.int32(stateEpoch, "stateEpoch");
  w.int64(startOffset, "startOffset");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a InitializeShareGroupStateRequest in version `v`, 0 to 0. */
export function decodeInitializeShareGroupStateRequest(r: Reader, v: number): InitializeShareGroupStateRequest {
  r.begin("InitializeShareGroupStateRequest", v, true);
  const m: InitializeShareGroupStateRequest = {
    groupId: r.string("groupId"),
    topics: r.array("topics", decodeInitializeShareGroupStateRequestInitializeStateData),
  };
  r.unknownTags(m);
  return m;
}

function decodeInitializeShareGroupStateRequestInitializeStateData(
  r: Reader,
  _v: number,
): InitializeShareGroupStateRequestInitializeStateData {
  const m: InitializeShareGroupStateRequestInitializeStateData = {
    topicId: r.uuid("topicId"),
    partitions: r.array("partitions", decodeInitializeShareGroupStateRequestPartitionData),
  };
  r.unknownTags(m);
  return m;
}

function decodeInitializeShareGroupStateRequestPartitionData(
  r: Reader,
  _v: number,
): InitializeShareGroupStateRequestPartitionData {
  const m: InitializeShareGroupStateRequestPartitionData = {
    partition: r.int32("partition"),
    stateEpoch: r.int32("stateEpoch"),
    startOffset: r.int64("startOffset"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * InitializeShareGroupStateResponse, version 0.
 *
 * - NOT_COORDINATOR (version 0+)
 * - COORDINATOR_NOT_AVAILABLE (version 0+)
 * - COORDINATOR_LOAD_IN_PROGRESS (version 0+)
 * - FENCED_STATE_EPOCH (version 0+)
 * - INVALID_REQUEST (version 0+)
 */
export interface InitializeShareGroupStateResponse {
  /** The initialization results. */
  readonly results: readonly InitializeShareGroupStateResponseInitializeStateResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The initialization results. */
export interface InitializeShareGroupStateResponseInitializeStateResult {
  /** The topic identifier. */
  readonly topicId: string;
  /** The results for the partitions. */
  readonly partitions: readonly InitializeShareGroupStateResponsePartitionResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The results for the partitions. */
export interface InitializeShareGroupStateResponsePartitionResult {
  /** The partition index. */
  readonly partition: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a InitializeShareGroupStateResponse in version `v`, 0 to 0. */
export function encodeInitializeShareGroupStateResponse(
  w: Writer,
  m: Init<InitializeShareGroupStateResponse>,
  v: number,
): void {
  w.begin("InitializeShareGroupStateResponse", v, true);
  const { results = [] } = m;
  w.array(results, "results", encodeInitializeShareGroupStateResponseInitializeStateResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeInitializeShareGroupStateResponseInitializeStateResult(
  w: Writer,
  m: Init<InitializeShareGroupStateResponseInitializeStateResult>,
  _v: number,
): void {
  const { topicId = ZERO_UUID, partitions = [] } = m;
  w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", encodeInitializeShareGroupStateResponsePartitionResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeInitializeShareGroupStateResponsePartitionResult(
  w: Writer,
  m: Init<InitializeShareGroupStateResponsePartitionResult>,
  _v: number,
): void {
  const { partition = 0, errorCode = 0, errorMessage = null } = m;
  w.int32(partition, "partition");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a InitializeShareGroupStateResponse in version `v`, 0 to 0. */
export function decodeInitializeShareGroupStateResponse(r: Reader, v: number): InitializeShareGroupStateResponse {
  r.begin("InitializeShareGroupStateResponse", v, true);
  const m: InitializeShareGroupStateResponse = {
    results: r.array("results", decodeInitializeShareGroupStateResponseInitializeStateResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeInitializeShareGroupStateResponseInitializeStateResult(
  r: Reader,
  _v: number,
): InitializeShareGroupStateResponseInitializeStateResult {
  const m: InitializeShareGroupStateResponseInitializeStateResult = {
    topicId: r.uuid("topicId"),
    partitions: r.array("partitions", decodeInitializeShareGroupStateResponsePartitionResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeInitializeShareGroupStateResponsePartitionResult(
  r: Reader,
  _v: number,
): InitializeShareGroupStateResponsePartitionResult {
  const m: InitializeShareGroupStateResponsePartitionResult = {
    partition: r.int32("partition"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
  };
  r.unknownTags(m);
  return m;
}
