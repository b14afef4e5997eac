// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of ReadShareGroupState (key 84, version 0). */
export const ReadShareGroupState: ClientApi<ReadShareGroupStateRequest, ReadShareGroupStateResponse> = {
  key: 84,
  name: "ReadShareGroupState",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  encodeRequest: encodeReadShareGroupStateRequest,
  decodeResponse: decodeReadShareGroupStateResponse,
};

/** The broker's side of ReadShareGroupState (key 84, version 0). */
export const ReadShareGroupStateBroker: BrokerApi<ReadShareGroupStateRequest, ReadShareGroupStateResponse> = {
  key: 84,
  name: "ReadShareGroupState",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  decodeRequest: decodeReadShareGroupStateRequest,
  encodeResponse: encodeReadShareGroupStateResponse,
};

/** ReadShareGroupStateRequest, version 0. */
export interface ReadShareGroupStateRequest {
  /** The group identifier. */
  readonly groupId: string;
  /** The data for the topics. */
  readonly topics: readonly ReadShareGroupStateRequestReadStateData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The data for the topics. */
export interface ReadShareGroupStateRequestReadStateData {
  /** The topic identifier. */
  readonly topicId: string;
  /** The data for the partitions. */
  readonly partitions: readonly ReadShareGroupStateRequestPartitionData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The data for the partitions. */
export interface ReadShareGroupStateRequestPartitionData {
  /** The partition index. */
  readonly partition: number;
  /** The leader epoch of the share-partition. */
  readonly leaderEpoch: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ReadShareGroupStateRequest in version `v`, 0 to 0. */
export function encodeReadShareGroupStateRequest(w: Writer, m: Init<ReadShareGroupStateRequest>, v: number): void {
  w.begin("ReadShareGroupStateRequest", v, true);
  const { groupId = "", topics = [] } = m;
  w.string(groupId, "groupId");
  w.array(topics, "topics", encodeReadShareGroupStateRequestReadStateData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeReadShareGroupStateRequestReadStateData(
  w: Writer,
  m: Init<ReadShareGroupStateRequestReadStateData>,
  _v: number,
): void {
  const { topicId = ZERO_UUID, partitions = [] } = m;
  w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", encodeReadShareGroupStateRequestPartitionData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeReadShareGroupStateRequestPartitionData(
  w: Writer,
  m: Init<ReadShareGroupStateRequestPartitionData>,
  _v: number,
): void {
  const { partition = 0, leaderEpoch = 0 } = m;
  w.int32(partition, "partition");
  w.int32(leaderEpoch, "leaderEpoch");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ReadShareGroupStateRequest in version `v`, 0 to 0. */
export function decodeReadShareGroupStateRequest(r: Reader, v: number): ReadShareGroupStateRequest {
  r.begin("ReadShareGroupStateRequest", v, true);
  const m: ReadShareGroupStateRequest = {
    groupId: r.string("groupId"),
    topics: r.array("topics", decodeReadShareGroupStateRequestReadStateData),
  };
  r.unknownTags(m);
  return m;
}

function decodeReadShareGroupStateRequestReadStateData(r: Reader, _v: number): ReadShareGroupStateRequestReadStateData {
  const m: ReadShareGroupStateRequestReadStateData = {
    topicId: r.uuid("topicId"),
    partitions: r.array("partitions", decodeReadShareGroupStateRequestPartitionData),
  };
  r.unknownTags(m);
  return m;
}

function decodeReadShareGroupStateRequestPartitionData(r: Reader, _v: number): ReadShareGroupStateRequestPartitionData {
  const m: ReadShareGroupStateRequestPartitionData = {
    partition: r.int32("partition"),
    leaderEpoch: r.int32("leaderEpoch"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * ReadShareGroupStateResponse, version 0.
 *
 * - NOT_COORDINATOR (version 0+)
 * - COORDINATOR_NOT_AVAILABLE (version 0+)
 * - COORDINATOR_LOAD_IN_PROGRESS (version 0+)
 * - GROUP_ID_NOT_FOUND (version 0+)
 * - UNKNOWN_TOPIC_OR_PARTITION (version 0+)
 * - FENCED_LEADER_EPOCH (version 0+)
 * - INVALID_REQUEST (version 0+)
 */
export interface ReadShareGroupStateResponse {
  /** The read results. */
  readonly results: readonly ReadShareGroupStateResponseReadStateResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The read results. */
export interface ReadShareGroupStateResponseReadStateResult {
  /** The topic identifier. */
  readonly topicId: string;
  /** The results for the partitions. */
  readonly partitions: readonly ReadShareGroupStateResponsePartitionResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The results for the partitions. */
export interface ReadShareGroupStateResponsePartitionResult {
  /** The partition index. */
  readonly partition: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** The state epoch of the share-partition. */
  readonly stateEpoch: number;
  /** The share-partition start offset, which can be -1 if it is not yet initialized. */
  readonly startOffset: bigint;
  /** The state batches for this share-partition. */
  readonly stateBatches: readonly ReadShareGroupStateResponseStateBatch[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The state batches for this share-partition. */
export interface ReadShareGroupStateResponseStateBatch {
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

/** Writes a ReadShareGroupStateResponse in version `v`, 0 to 0. */
export function encodeReadShareGroupStateResponse(w: Writer, m: Init<ReadShareGroupStateResponse>, v: number): void {
  w.begin("ReadShareGroupStateResponse", v, true);
  const { results = [] } = m;
  w.array(results, "results", encodeReadShareGroupStateResponseReadStateResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeReadShareGroupStateResponseReadStateResult(
  w: Writer,
  m: Init<ReadShareGroupStateResponseReadStateResult>,
  _v: number,
): void {
  const { topicId = ZERO_UUID, partitions = [] } = m;
  w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", encodeReadShareGroupStateResponsePartitionResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeReadShareGroupStateResponsePartitionResult(
  w: Writer,
  m: Init<ReadShareGroupStateResponsePartitionResult>,
  _v: number,
): void {
  const { partition = 0, errorCode = 0, errorMessage = null, stateEpoch = 0, startOffset = 0n, stateBatches = [] } = m;
  w.int32(partition, "partition");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.int32(stateEpoch, "stateEpoch");
  w.int64(startOffset, "startOffset");
  w.array(stateBatches, "stateBatches", encodeReadShareGroupStateResponseStateBatch);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeReadShareGroupStateResponseStateBatch(
  w: Writer,
  m: Init<ReadShareGroupStateResponseStateBatch>,
  _v: number,
): void {
  const { firstOffset = 0n, lastOffset = 0n, deliveryState = 0, deliveryCount = 0 } = m;
  w.int64(firstOffset, "firstOffset");
  w.int64(lastOffset, "lastOffset");
  w.int8(deliveryState, "deliveryState");
  w.int16(deliveryCount, "deliveryCount");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ReadShareGroupStateResponse in version `v`, 0 to 0. */
export function decodeReadShareGroupStateResponse(r: Reader, v: number): ReadShareGroupStateResponse {
  r.begin("ReadShareGroupStateResponse", v, true);
  const m: ReadShareGroupStateResponse = {
    results: r.array("results", decodeReadShareGroupStateResponseReadStateResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeReadShareGroupStateResponseReadStateResult(
  r: Reader,
  _v: number,
): ReadShareGroupStateResponseReadStateResult {
  const m: ReadShareGroupStateResponseReadStateResult = {
    topicId: r.uuid("topicId"),
    partitions: r.array("partitions", decodeReadShareGroupStateResponsePartitionResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeReadShareGroupStateResponsePartitionResult(
  r: Reader,
  _v: number,
): ReadShareGroupStateResponsePartitionResult {
  const m: ReadShareGroupStateResponsePartitionResult = {
    partition: r.int32("partition"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    stateEpoch: r.int32("stateEpoch"),
    startOffset: r.int64("startOffset"),
    stateBatches: r.array("stateBatches", decodeReadShareGroupStateResponseStateBatch),
  };
  r.unknownTags(m);
  return m;
}

function decodeReadShareGroupStateResponseStateBatch(r: Reader, _v: number): ReadShareGroupStateResponseStateBatch {
  const m: ReadShareGroupStateResponseStateBatch = {
    firstOffset: r.int64("firstOffset"),
    lastOffset: r.int64("lastOffset"),
    deliveryState: r.int8("deliveryState"),
    deliveryCount: r.int16("deliveryCount"),
  };
  r.unknownTags(m);
  return m;
}
