// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of ReadShareGroupStateSummary (key 87, versions 0 to 1). */
export const ReadShareGroupStateSummary: ClientApi<
  ReadShareGroupStateSummaryRequest,
  ReadShareGroupStateSummaryResponse
> = {
  key: 87,
  name: "ReadShareGroupStateSummary",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 0,
  encodeRequest: encodeReadShareGroupStateSummaryRequest,
  decodeResponse: decodeReadShareGroupStateSummaryResponse,
};

/** The broker's side of ReadShareGroupStateSummary (key 87, versions 0 to 1). */
export const ReadShareGroupStateSummaryBroker: BrokerApi<
  ReadShareGroupStateSummaryRequest,
  ReadShareGroupStateSummaryResponse
> = {
  key: 87,
  name: "ReadShareGroupStateSummary",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 0,
  decodeRequest: decodeReadShareGroupStateSummaryRequest,
  encodeResponse: encodeReadShareGroupStateSummaryResponse,
};

/**
 * ReadShareGroupStateSummaryRequest, versions 0 to 1.
 *
 * Version 0 is the initial version (KIP-932).
 * Version 1 introduces DeliveryCompleteCount in the response (KIP-1226).
 */
export interface ReadShareGroupStateSummaryRequest {
  /** The group identifier. */
  readonly groupId: string;
  /** The data for the topics. */
  readonly topics: readonly ReadShareGroupStateSummaryRequestReadStateSummaryData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The data for the topics. */
export interface ReadShareGroupStateSummaryRequestReadStateSummaryData {
  /** The topic identifier. */
  readonly topicId: string;
  /** The data for the partitions. */
  readonly partitions: readonly ReadShareGroupStateSummaryRequestPartitionData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The data for the partitions. */
export interface ReadShareGroupStateSummaryRequestPartitionData {
  /** The partition index. */
  readonly partition: number;
  /** The leader epoch of the share-partition. */
  readonly leaderEpoch: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ReadShareGroupStateSummaryRequest in version `v`, 0 to 1. */
export function encodeReadShareGroupStateSummaryRequest(
  w: Writer,
  m: Init<ReadShareGroupStateSummaryRequest>,
  v: number,
): void {
  w.begin("ReadShareGroupStateSummaryRequest", v, true);
  const { groupId = "", topics = [] } = m;
  w.string(groupId, "groupId");
  w.array(topics, "topics", encodeReadShareGroupStateSummaryRequestReadStateSummaryData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeReadShareGroupStateSummaryRequestReadStateSummaryData(
  w: Writer,
  m: Init<ReadShareGroupStateSummaryRequestReadStateSummaryData>,
  _v: number,
): void {
  const { topicId = ZERO_UUID, partitions = [] } = m;
  w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", encodeReadShareGroupStateSummaryRequestPartitionData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeReadShareGroupStateSummaryRequestPartitionData(
  w: Writer,
  m: Init<ReadShareGroupStateSummaryRequestPartitionData>,
  _v: number,
): void {
  const { partition = 0, leaderEpoch = 0 } = m;
  w.int32(partition, "partition");
  w.int32(leaderEpoch, "leaderEpoch");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ReadShareGroupStateSummaryRequest in version `v`, 0 to 1. */
export function decodeReadShareGroupStateSummaryRequest(r: Reader, v: number): ReadShareGroupStateSummaryRequest {
  r.begin("ReadShareGroupStateSummaryRequest", v, true);
  const m: ReadShareGroupStateSummaryRequest = {
    groupId: r.string("groupId"),
    topics: r.array("topics", decodeReadShareGroupStateSummaryRequestReadStateSummaryData),
  };
  r.unknownTags(m);
  return m;
}

function decodeReadShareGroupStateSummaryRequestReadStateSummaryData(
  r: Reader,
  _v: number,
): ReadShareGroupStateSummaryRequestReadStateSummaryData {
  const m: ReadShareGroupStateSummaryRequestReadStateSummaryData = {
    topicId: r.uuid("topicId"),
    partitions: r.array("partitions", decodeReadShareGroupStateSummaryRequestPartitionData),
  };
  r.unknownTags(m);
  return m;
}

function decodeReadShareGroupStateSummaryRequestPartitionData(
  r: Reader,
  _v: number,
): ReadShareGroupStateSummaryRequestPartitionData {
  const m: ReadShareGroupStateSummaryRequestPartitionData = {
    partition: r.int32("partition"),
    leaderEpoch: r.int32("leaderEpoch"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * ReadShareGroupStateSummaryResponse, versions 0 to 1.
 *
 * Version 0 is the initial version (KIP-932).
 * Version 1 introduces DeliveryCompleteCount (KIP-1226).
 * - NOT_COORDINATOR (version 0+)
 * - COORDINATOR_NOT_AVAILABLE (version 0+)
 * - COORDINATOR_LOAD_IN_PROGRESS (version 0+)
 * - GROUP_ID_NOT_FOUND (version 0+)
 * - UNKNOWN_TOPIC_OR_PARTITION (version 0+)
 * - FENCED_LEADER_EPOCH (version 0+)
 * - INVALID_REQUEST (version 0+)
 */
export interface ReadShareGroupStateSummaryResponse {
  /** The read results. */
  readonly results: readonly ReadShareGroupStateSummaryResponseReadStateSummaryResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The read results. */
export interface ReadShareGroupStateSummaryResponseReadStateSummaryResult {
  /** The topic identifier. */
  readonly topicId: string;
  /** The results for the partitions. */
  readonly partitions: readonly ReadShareGroupStateSummaryResponsePartitionResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The results for the partitions. */
export interface ReadShareGroupStateSummaryResponsePartitionResult {
  /** The partition index. */
  readonly partition: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** The state epoch of the share-partition. */
  readonly stateEpoch: number;
  /** The leader epoch of the share-partition. */
  readonly leaderEpoch: number;
  /** The share-partition start offset. */
  readonly startOffset: bigint;
  /** The number of offsets greater than or equal to share-partition start offset for which delivery has been completed. (from version 1; left out of others; default -1) */
  readonly deliveryCompleteCount: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ReadShareGroupStateSummaryResponse in version `v`, 0 to 1. */
export function encodeReadShareGroupStateSummaryResponse(
  w: Writer,
  m: Init<ReadShareGroupStateSummaryResponse>,
  v: number,
): void {
  w.begin("ReadShareGroupStateSummaryResponse", v, true);
  const { results = [] } = m;
  w.array(results, "results", encodeReadShareGroupStateSummaryResponseReadStateSummaryResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeReadShareGroupStateSummaryResponseReadStateSummaryResult(
  w: Writer,
  m: Init<ReadShareGroupStateSummaryResponseReadStateSummaryResult>,
  _v: number,
): void {
  const { topicId = ZERO_UUID, partitions = [] } = m;
  w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", encodeReadShareGroupStateSummaryResponsePartitionResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeReadShareGroupStateSummaryResponsePartitionResult(
  w: Writer,
  m: Init<ReadShareGroupStateSummaryResponsePartitionResult>,
  v: number,
): void {
  const {
    partition = 0,
    errorCode = 0,
    errorMessage = null,
    stateEpoch = 0,
    leaderEpoch = 0,
    startOffset = 0n,
    deliveryCompleteCount = -1,
  } = m;
  w.int32(partition, "partition");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.int32(stateEpoch, "stateEpoch");
  w.int32(leaderEpoch, "leaderEpoch");
  w.int64(startOffset, "startOffset");
  if (v >= 1) w.int32(deliveryCompleteCount, "deliveryCompleteCount");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ReadShareGroupStateSummaryResponse in version `v`, 0 to 1. */
export function decodeReadShareGroupStateSummaryResponse(r: Reader, v: number): ReadShareGroupStateSummaryResponse {
  r.begin("ReadShareGroupStateSummaryResponse", v, true);
  const m: ReadShareGroupStateSummaryResponse = {
    results: r.array("results", decodeReadShareGroupStateSummaryResponseReadStateSummaryResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeReadShareGroupStateSummaryResponseReadStateSummaryResult(
  r: Reader,
  _v: number,
): ReadShareGroupStateSummaryResponseReadStateSummaryResult {
  const m: ReadShareGroupStateSummaryResponseReadStateSummaryResult = {
    topicId: r.uuid("topicId"),
    partitions: r.array("partitions", decodeReadShareGroupStateSummaryResponsePartitionResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeReadShareGroupStateSummaryResponsePartitionResult(
  r: Reader,
  v: number,
): ReadShareGroupStateSummaryResponsePartitionResult {
  const m: ReadShareGroupStateSummaryResponsePartitionResult = {
    partition: r.int32("partition"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    stateEpoch: r.int32("stateEpoch"),
    leaderEpoch: r.int32("leaderEpoch"),
    startOffset: r.int64("startOffset"),
    deliveryCompleteCount: v >= 1 ? r.int32("deliveryCompleteCount") : -1,
  };
  r.unknownTags(m);
  return m;
}
