// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of WriteShareGroupState (key 85, versions 0 to 1). */
export const WriteShareGroupState: ClientApi<WriteShareGroupStateRequest, WriteShareGroupStateResponse> = {
  key: 85,
  name: "WriteShareGroupState",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 0,
  encodeRequest: encodeWriteShareGroupStateRequest,
  decodeResponse: decodeWriteShareGroupStateResponse,
};

/** The broker's side of WriteShareGroupState (key 85, versions 0 to 1). */
export const WriteShareGroupStateBroker: BrokerApi<WriteShareGroupStateRequest, WriteShareGroupStateResponse> = {
  key: 85,
  name: "WriteShareGroupState",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 0,
  decodeRequest: decodeWriteShareGroupStateRequest,
  encodeResponse: encodeWriteShareGroupStateResponse,
};

/**
 * WriteShareGroupStateRequest, versions 0 to 1.
 *
 * Version 0 is the initial version (KIP-932).
 * Version 1 introduces DeliveryCompleteCount (KIP-1226).
 */
export interface WriteShareGroupStateRequest {
  /** The group identifier. */
  readonly groupId: string;
  /** The data for the topics. */
  readonly topics: readonly WriteShareGroupStateRequestWriteStateData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The data for the topics. */
export interface WriteShareGroupStateRequestWriteStateData {
  /** The topic identifier. */
  readonly topicId: string;
  /** The data for the partitions. */
  readonly partitions: readonly WriteShareGroupStateRequestPartitionData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The data for the partitions. */
export interface WriteShareGroupStateRequestPartitionData {
  /** The partition index. */
  readonly partition: number;
  /** The state epoch of the share-partition. */
  readonly stateEpoch: number;
  /** The leader epoch of the share-partition. */
  readonly leaderEpoch: number;
  /** The share-partition start offset, or -1 if the start offset is not being written. */
  readonly startOffset: bigint;
  /** The number of offsets greater than or equal to share-partition start offset for which delivery has been completed. (from version 1; left out of others; default -1) */
  readonly deliveryCompleteCount: number;
  /** The state batches for the share-partition. */
  readonly stateBatches: readonly WriteShareGroupStateRequestStateBatch[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The state batches for the share-partition. */
export interface WriteShareGroupStateRequestStateBatch {
  /** The first offset of this state batch. */
  readonly firstOffset: bigint;
  /** The last offset of this state batch. */
  readonly lastOffset: bigint;
  /** The delivery state - 0:Available,2:Acked,4:Archived. */
  readonly deliveryState: number;
  /** The delivery count. */
  readonly deliveryCount: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a WriteShareGroupStateRequest in version `v`, 0 to 1. */
export function encodeWriteShareGroupStateRequest(w: Writer, m: Init<WriteShareGroupStateRequest>, v: number): void {
  w.begin("WriteShareGroupStateRequest", v, true);
  const { groupId = "", topics = [] } = m;
  w.string(groupId, "groupId");
  w.array(topics, "topics", encodeWriteShareGroupStateRequestWriteStateData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeWriteShareGroupStateRequestWriteStateData(
  w: Writer,
  m: Init<WriteShareGroupStateRequestWriteStateData>,
  _v: number,
): void {
  const { topicId = ZERO_UUID, partitions = [] } = m;
  w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", encodeWriteShareGroupStateRequestPartitionData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeWriteShareGroupStateRequestPartitionData(
  w: Writer,
  m: Init<WriteShareGroupStateRequestPartitionData>,
  v: number,
): void {
  const {
    partition = 0,
    stateEpoch = 0,
    leaderEpoch = 0,
    startOffset = 0n,
    deliveryCompleteCount = -1,
    stateBatches = [],
  } = m;
  w.int32(partition, "partition");
  w.int32(stateEpoch, "stateEpoch");
  w.int32(leaderEpoch, "leaderEpoch");
  w.int64(startOffset, "startOffset");
  if (v >= 1) w.int32(deliveryCompleteCount, "deliveryCompleteCount");
  w.array(stateBatches, "stateBatches", encodeWriteShareGroupStateRequestStateBatch);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeWriteShareGroupStateRequestStateBatch(
  w: Writer,
  m: Init<WriteShareGroupStateRequestStateBatch>,
  _v: number,
): void {
  const { firstOffset = 0n, lastOffset = 0n, deliveryState = 0, deliveryCount = 0 } = m;
  w.int64(firstOffset, "firstOffset");
  w.int64(lastOffset, "lastOffset");
  w.int8(deliveryState, "deliveryState");
  w.int16(deliveryCount, "deliveryCount");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a WriteShareGroupStateRequest in version `v`, 0 to 1. */
export function decodeWriteShareGroupStateRequest(r: Reader, v: number): WriteShareGroupStateRequest {
  r.begin("WriteShareGroupStateRequest", v, true);
  const m: WriteShareGroupStateRequest = {
    groupId: r.string("groupId"),
    topics: r.array("topics", decodeWriteShareGroupStateRequestWriteStateData),
  };
  r.unknownTags(m);
  return m;
}

function decodeWriteShareGroupStateRequestWriteStateData(
  r: Reader,
  _v: number,
): WriteShareGroupStateRequestWriteStateData {
  const m: WriteShareGroupStateRequestWriteStateData = {
    topicId: r.uuid("topicId"),
    partitions: r.array("partitions", decodeWriteShareGroupStateRequestPartitionData),
  };
  r.unknownTags(m);
  return m;
}

function decodeWriteShareGroupStateRequestPartitionData(
  r: Reader,
  v: number,
): WriteShareGroupStateRequestPartitionData {
  const m: WriteShareGroupStateRequestPartitionData = {
    partition: r.int32("partition"),
    stateEpoch: r.int32("stateEpoch"),
    leaderEpoch: r.int32("leaderEpoch"),
    startOffset: r.int64("startOffset"),
    deliveryCompleteCount: v >= 1 ? r.int32("deliveryCompleteCount") : -1,
    stateBatches: r.array("stateBatches", decodeWriteShareGroupStateRequestStateBatch),
  };
  r.unknownTags(m);
  return m;
}

function decodeWriteShareGroupStateRequestStateBatch(r: Reader, _v: number): WriteShareGroupStateRequestStateBatch {
  const m: WriteShareGroupStateRequestStateBatch = {
    firstOffset: r.int64("firstOffset"),
    lastOffset: r.int64("lastOffset"),
    deliveryState: r.int8("deliveryState"),
    deliveryCount: r.int16("deliveryCount"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * WriteShareGroupStateResponse, versions 0 to 1.
 *
 * Version 0 is the initial version (KIP-932).
 * Version 1 introduces DeliveryCompleteCount in the request (KIP-1226).
 * - NOT_COORDINATOR (version 0+)
 * - COORDINATOR_NOT_AVAILABLE (version 0+)
 * - COORDINATOR_LOAD_IN_PROGRESS (version 0+)
 * - GROUP_ID_NOT_FOUND (version 0+)
 * - UNKNOWN_TOPIC_OR_PARTITION (version 0+)
 * - FENCED_LEADER_EPOCH (version 0+)
 * - FENCED_STATE_EPOCH (version 0+)
 * - INVALID_REQUEST (version 0+)
 */
export interface WriteShareGroupStateResponse {
  /** The write results. */
  readonly results: readonly WriteShareGroupStateResponseWriteStateResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The write results. */
export interface WriteShareGroupStateResponseWriteStateResult {
  /** The topic identifier. */
  readonly topicId: string;
  /** The results for the partitions. */
  readonly partitions: readonly WriteShareGroupStateResponsePartitionResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The results for the partitions. */
export interface WriteShareGroupStateResponsePartitionResult {
  /** The partition index. */
  readonly partition: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a WriteShareGroupStateResponse in version `v`, 0 to 1. */
export function encodeWriteShareGroupStateResponse(w: Writer, m: Init<WriteShareGroupStateResponse>, v: number): void {
  w.begin("WriteShareGroupStateResponse", v, true);
  const { results = [] } = m;
  w.array(results, "results", encodeWriteShareGroupStateResponseWriteStateResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeWriteShareGroupStateResponseWriteStateResult(
  w: Writer,
  m: Init<WriteShareGroupStateResponseWriteStateResult>,
  _v: number,
): void {
  const { topicId = ZERO_UUID, partitions = [] } = m;
  w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", encodeWriteShareGroupStateResponsePartitionResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeWriteShareGroupStateResponsePartitionResult(
  w: Writer,
  m: Init<WriteShareGroupStateResponsePartitionResult>,
  _v: number,
): void {
  const { partition = 0, errorCode = 0, errorMessage = null } = m;
  w.int32(partition, "partition");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a WriteShareGroupStateResponse in version `v`, 0 to 1. */
export function decodeWriteShareGroupStateResponse(r: Reader, v: number): WriteShareGroupStateResponse {
  r.begin("WriteShareGroupStateResponse", v, true);
  const m: WriteShareGroupStateResponse = {
    results: r.array("results", decodeWriteShareGroupStateResponseWriteStateResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeWriteShareGroupStateResponseWriteStateResult(
  r: Reader,
  _v: number,
): WriteShareGroupStateResponseWriteStateResult {
  const m: WriteShareGroupStateResponseWriteStateResult = {
    topicId: r.uuid("topicId"),
    partitions: r.array("partitions", decodeWriteShareGroupStateResponsePartitionResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeWriteShareGroupStateResponsePartitionResult(
  r: Reader,
  _v: number,
): WriteShareGroupStateResponsePartitionResult {
  const m: WriteShareGroupStateResponsePartitionResult = {
    partition: r.int32("partition"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
  };
  r.unknownTags(m);
  return m;
}
