// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt32, readInt8, writeInt32, writeInt8 } from "../wire/elements.ts";
import { EMPTY_BYTES } from "../wire/empty_bytes.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of ShareFetch (key 78, versions 1 to 2). */
export const ShareFetch: ClientApi<ShareFetchRequest, ShareFetchResponse> = {
  key: 78,
  name: "ShareFetch",
  minVersion: 1,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 0,
  encodeRequest: encodeShareFetchRequest,
  decodeResponse: decodeShareFetchResponse,
};

/** The broker's side of ShareFetch (key 78, versions 1 to 2). */
export const ShareFetchBroker: BrokerApi<ShareFetchRequest, ShareFetchResponse> = {
  key: 78,
  name: "ShareFetch",
  minVersion: 1,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 0,
  decodeRequest: decodeShareFetchRequest,
  encodeResponse: encodeShareFetchResponse,
};

/**
 * ShareFetchRequest, versions 1 to 2.
 *
 * Version 0 was used for early access of KIP-932 in Apache Kafka 4.0 but removed in Apache Kafka 4.1.
 * Version 1 is the initial stable version (KIP-932).
 * Version 2 introduces ShareAcquireMode and Renew acknowledgements (KIP-1206 and KIP-1222).
 */
export interface ShareFetchRequest {
  /** The group identifier. */
  readonly groupId: string | null;
  /** The member ID. */
  readonly memberId: string | null;
  /** The current share session epoch: 0 to open a share session; -1 to close it; otherwise increments for consecutive requests. */
  readonly shareSessionEpoch: number;
  /** The maximum time in milliseconds to wait for the response. */
  readonly maxWaitMs: number;
  /** The minimum bytes to accumulate in the response. */
  readonly minBytes: number;
  /** The maximum bytes to fetch. See KIP-74 for cases where this limit may not be honored. (default 2147483647) */
  readonly maxBytes: number;
  /** The maximum number of records to fetch. This limit can be exceeded for alignment of batch boundaries. */
  readonly maxRecords: number;
  /** The optimal number of records for batches of acquired records and acknowledgements. */
  readonly batchSize: number;
  /** The acquire mode to control the fetch behavior - 0:batch-optimized,1:record-limit. (from version 2; left out of others) */
  readonly shareAcquireMode: number;
  /** Whether Renew type acknowledgements present in AcknowledgementBatches. (from version 2) */
  readonly isRenewAck: boolean;
  /** The topics to fetch. */
  readonly topics: readonly ShareFetchRequestFetchTopic[];
  /** The partitions to remove from this share session. */
  readonly forgottenTopicsData: readonly ShareFetchRequestForgottenTopic[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topics to fetch. */
export interface ShareFetchRequestFetchTopic {
  /** The unique topic ID. */
  readonly topicId: string;
  /** The partitions to fetch. */
  readonly partitions: readonly ShareFetchRequestFetchPartition[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The partitions to fetch. */
export interface ShareFetchRequestFetchPartition {
  /** The partition index. */
  readonly partitionIndex: number;
  /** Record batches to acknowledge. */
  readonly acknowledgementBatches: readonly ShareFetchRequestAcknowledgementBatch[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Record batches to acknowledge. */
export interface ShareFetchRequestAcknowledgementBatch {
  /** First offset of batch of records to acknowledge. */
  readonly firstOffset: bigint;
  /** Last offset (inclusive) of batch of records to acknowledge. */
  readonly lastOffset: bigint;
  /** Array of acknowledge types - 0:Gap,1:Accept,2:Release,3:Reject,4:Renew. */
  readonly acknowledgeTypes: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The partitions to remove from this share session. */
export interface ShareFetchRequestForgottenTopic {
  /** The unique topic ID. */
  readonly topicId: string;
  /** The partitions indexes to forget. */
  readonly partitions: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ShareFetchRequest in version `v`, 1 to 2. */
export function encodeShareFetchRequest(w: Writer, m: Init<ShareFetchRequest>, v: number): void {
  w.begin("ShareFetchRequest", v, true);
  const {
    groupId = null,
    memberId = "",
    shareSessionEpoch = 0,
    maxWaitMs = 0,
    minBytes = 0,
    maxBytes = 2147483647,
    maxRecords = 0,
    batchSize = 0,
    shareAcquireMode = 0,
    isRenewAck = false,
    topics = [],
    forgottenTopicsData = [],
  } = m;
  w.nullableString(groupId, "groupId");
  w.nullableString(memberId, "memberId");
  w.int32(shareSessionEpoch, "shareSessionEpoch");
  w.int32(maxWaitMs, "maxWaitMs");
  w.int32(minBytes, "minBytes");
  w.int32(maxBytes, "maxBytes");
  w.int32(maxRecords, "maxRecords");
  w.int32(batchSize, "batchSize");
  if (v >= 2) w.int8(shareAcquireMode, "shareAcquireMode");
  if (v >= 2) w.bool(isRenewAck, "isRenewAck");
  else if (isRenewAck !== false) w.unsupported("isRenewAck");
  w.array(topics, "topics", encodeShareFetchRequestFetchTopic);
  w.array(forgottenTopicsData, "forgottenTopicsData", encodeShareFetchRequestForgottenTopic);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeShareFetchRequestFetchTopic(w: Writer, m: Init<ShareFetchRequestFetchTopic>, _v: number): void {
  const { topicId = ZERO_UUID, partitions = [] } = m;
  w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", encodeShareFetchRequestFetchPartition);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeShareFetchRequestFetchPartition(w: Writer, m: Init<ShareFetchRequestFetchPartition>, _v: number): void {
  const { partitionIndex = 0, acknowledgementBatches = [] } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.array(acknowledgementBatches, "acknowledgementBatches", encodeShareFetchRequestAcknowledgementBatch);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeShareFetchRequestAcknowledgementBatch(
  w: Writer,
  m: Init<ShareFetchRequestAcknowledgementBatch>,
  _v: number,
): void {
  const { firstOffset = 0n, lastOffset = 0n, acknowledgeTypes = [] } = m;
  w.int64(firstOffset, "firstOffset");
  w.int64(lastOffset, "lastOffset");
  w.array(acknowledgeTypes, "acknowledgeTypes", writeInt8);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeShareFetchRequestForgottenTopic(w: Writer, m: Init<ShareFetchRequestForgottenTopic>, _v: number): void {
  const { topicId = ZERO_UUID, partitions = [] } = m;
  w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ShareFetchRequest in version `v`, 1 to 2. */
export function decodeShareFetchRequest(r: Reader, v: number): ShareFetchRequest {
  r.begin("ShareFetchRequest", v, true);
  const m: ShareFetchRequest = {
    groupId: r.nullableString("groupId"),
    memberId: r.nullableString("memberId"),
    shareSessionEpoch: r.int32("shareSessionEpoch"),
    maxWaitMs: r.int32("maxWaitMs"),
    minBytes: r.int32("minBytes"),
    maxBytes: r.int32("maxBytes"),
    maxRecords: r.int32("maxRecords"),
    batchSize: r.int32("batchSize"),
    shareAcquireMode: v >= 2 ? r.int8("shareAcquireMode") : 0,
    isRenewAck: v >= 2 ? r.bool("isRenewAck") : false,
    topics: r.array("topics", decodeShareFetchRequestFetchTopic),
    forgottenTopicsData: r.array("forgottenTopicsData", decodeShareFetchRequestForgottenTopic),
  };
  r.unknownTags(m);
  return m;
}

function decodeShareFetchRequestFetchTopic(r: Reader, _v: number): ShareFetchRequestFetchTopic {
  const m: ShareFetchRequestFetchTopic = {
    topicId: r.uuid("topicId"),
    partitions: r.array("partitions", decodeShareFetchRequestFetchPartition),
  };
  r.unknownTags(m);
  return m;
}

function decodeShareFetchRequestFetchPartition(r: Reader, _v: number): ShareFetchRequestFetchPartition {
  const m: ShareFetchRequestFetchPartition = {
    partitionIndex: r.int32("partitionIndex"),
    acknowledgementBatches: r.array("acknowledgementBatches", decodeShareFetchRequestAcknowledgementBatch),
  };
  r.unknownTags(m);
  return m;
}

function decodeShareFetchRequestAcknowledgementBatch(r: Reader, _v: number): ShareFetchRequestAcknowledgementBatch {
  const m: ShareFetchRequestAcknowledgementBatch = {
    firstOffset: r.int64("firstOffset"),
    lastOffset: r.int64("lastOffset"),
    acknowledgeTypes: r.array("acknowledgeTypes", readInt8),
  };
  r.unknownTags(m);
  return m;
}

function decodeShareFetchRequestForgottenTopic(r: Reader, _v: number): ShareFetchRequestForgottenTopic {
  const m: ShareFetchRequestForgottenTopic = {
    topicId: r.uuid("topicId"),
    partitions: r.array("partitions", readInt32),
  };
  r.unknownTags(m);
  return m;
}

/**
 * ShareFetchResponse, versions 1 to 2.
 *
 * Version 0 was used for early access of KIP-932 in Apache Kafka 4.0 but removed in Apache Kafka 4.1.
 * Version 1 is the initial stable version (KIP-932).
 * Version 2 introduces ShareAcquireMode and Renew acknowledgements (KIP-1206 and KIP-1222).
 * Supported errors for ErrorCode and AcknowledgeErrorCode:
 * - GROUP_AUTHORIZATION_FAILED (version 0+)
 * - TOPIC_AUTHORIZATION_FAILED (version 0+)
 * - SHARE_SESSION_NOT_FOUND (version 0+)
 * - INVALID_SHARE_SESSION_EPOCH (version 0+)
 * - UNKNOWN_TOPIC_OR_PARTITION (version 0+)
 * - NOT_LEADER_OR_FOLLOWER (version 0+)
 * - UNKNOWN_TOPIC_ID (version 0+)
 * - INVALID_RECORD_STATE (version 0+) - only for AcknowledgeErrorCode
 * - KAFKA_STORAGE_ERROR (version 0+)
 * - CORRUPT_MESSAGE (version 0+)
 * - INVALID_REQUEST (version 0+)
 * - UNKNOWN_SERVER_ERROR (version 0+)
 */
export interface ShareFetchResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The top-level response error code. */
  readonly errorCode: number;
  /** The top-level error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** The time in milliseconds for which the acquired records are locked. */
  readonly acquisitionLockTimeoutMs: number;
  /** The response topics. */
  readonly responses: readonly ShareFetchResponseShareFetchableTopicResponse[];
  /** Endpoints for all current leaders enumerated in PartitionData with error NOT_LEADER_OR_FOLLOWER. */
  readonly nodeEndpoints: readonly ShareFetchResponseNodeEndpoint[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The response topics. */
export interface ShareFetchResponseShareFetchableTopicResponse {
  /** The unique topic ID. */
  readonly topicId: string;
  /** The topic partitions. */
  readonly partitions: readonly ShareFetchResponsePartitionData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topic partitions. */
export interface ShareFetchResponsePartitionData {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The fetch error code, or 0 if there was no fetch error. */
  readonly errorCode: number;
  /** The fetch error message, or null if there was no fetch error. */
  readonly errorMessage: string | null;
  /** The acknowledge error code, or 0 if there was no acknowledge error. */
  readonly acknowledgeErrorCode: number;
  /** The acknowledge error message, or null if there was no acknowledge error. */
  readonly acknowledgeErrorMessage: string | null;
  /** The current leader of the partition. */
  readonly currentLeader: ShareFetchResponseLeaderIdAndEpoch;
  /** The record data. */
  readonly records: Uint8Array;
  /** The acquired records. */
  readonly acquiredRecords: readonly ShareFetchResponseAcquiredRecords[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The current leader of the partition. */
export interface ShareFetchResponseLeaderIdAndEpoch {
  /** The ID of the current leader or -1 if the leader is unknown. */
  readonly leaderId: number;
  /** The latest known leader epoch. */
  readonly leaderEpoch: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The acquired records. */
export interface ShareFetchResponseAcquiredRecords {
  /** The earliest offset in this batch of acquired records. */
  readonly firstOffset: bigint;
  /** The last offset of this batch of acquired records. */
  readonly lastOffset: bigint;
  /** The delivery count of this batch of acquired records. */
  readonly deliveryCount: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Endpoints for all current leaders enumerated in PartitionData with error NOT_LEADER_OR_FOLLOWER. */
export interface ShareFetchResponseNodeEndpoint {
  /** The ID of the associated node. */
  readonly nodeId: number;
  /** The node's hostname. */
  readonly host: string;
  /** The node's port. */
  readonly port: number;
  /** The rack of the node, or null if it has not been assigned to a rack. */
  readonly rack: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ShareFetchResponse in version `v`, 1 to 2. */
export function encodeShareFetchResponse(w: Writer, m: Init<ShareFetchResponse>, v: number): void {
  w.begin("ShareFetchResponse", v, true);
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    errorMessage = null,
    acquisitionLockTimeoutMs = 0,
    responses = [],
    nodeEndpoints = [],
  } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.int32(acquisitionLockTimeoutMs, "acquisitionLockTimeoutMs");
  w.array(responses, "responses", encodeShareFetchResponseShareFetchableTopicResponse);
  w.array(nodeEndpoints, "nodeEndpoints", encodeShareFetchResponseNodeEndpoint);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeShareFetchResponseShareFetchableTopicResponse(
  w: Writer,
  m: Init<ShareFetchResponseShareFetchableTopicResponse>,
  _v: number,
): void {
  const { topicId = ZERO_UUID, partitions = [] } = m;
  w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", encodeShareFetchResponsePartitionData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeShareFetchResponsePartitionData(w: Writer, m: Init<ShareFetchResponsePartitionData>, _v: number): void {
  const {
    partitionIndex = 0,
    errorCode = 0,
    errorMessage = null,
    acknowledgeErrorCode = 0,
    acknowledgeErrorMessage = null,
    currentLeader = {},
    records = EMPTY_BYTES,
    acquiredRecords = [],
  } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.int16(acknowledgeErrorCode, "acknowledgeErrorCode");
  w.nullableString(acknowledgeErrorMessage, "acknowledgeErrorMessage");
  w.struct(currentLeader, "currentLeader", encodeShareFetchResponseLeaderIdAndEpoch);
  w.bytes(records, "records");
  w.array(acquiredRecords, "acquiredRecords", encodeShareFetchResponseAcquiredRecords);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeShareFetchResponseLeaderIdAndEpoch(
  w: Writer,
  m: Init<ShareFetchResponseLeaderIdAndEpoch>,
  _v: number,
): void {
  const { leaderId = 0, leaderEpoch = 0 } = m;
  w.int32(leaderId, "leaderId");
  w.int32(leaderEpoch, "leaderEpoch");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeShareFetchResponseAcquiredRecords(
  w: Writer,
  m: Init<ShareFetchResponseAcquiredRecords>,
  _v: number,
): void {
  const { firstOffset = 0n, lastOffset = 0n, deliveryCount = 0 } = m;
  w.int64(firstOffset, "firstOffset");
  w.int64(lastOffset, "lastOffset");
  w.int16(deliveryCount, "deliveryCount");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeShareFetchResponseNodeEndpoint(w: Writer, m: Init<ShareFetchResponseNodeEndpoint>, _v: number): void {
  const { nodeId = 0, host = "", port = 0, rack = null } = m;
  w.int32(nodeId, "nodeId");
  w.string(host, "host");
  w.int32(port, "port");
  w.nullableString(rack, "rack");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ShareFetchResponse in version `v`, 1 to 2. */
export function decodeShareFetchResponse(r: Reader, v: number): ShareFetchResponse {
  r.begin("ShareFetchResponse", v, true);
  const m: ShareFetchResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    acquisitionLockTimeoutMs: r.int32("acquisitionLockTimeoutMs"),
    responses: r.array("responses", decodeShareFetchResponseShareFetchableTopicResponse),
    nodeEndpoints: r.array("nodeEndpoints", decodeShareFetchResponseNodeEndpoint),
  };
  r.unknownTags(m);
  return m;
}

function decodeShareFetchResponseShareFetchableTopicResponse(
  r: Reader,
  _v: number,
): ShareFetchResponseShareFetchableTopicResponse {
  const m: ShareFetchResponseShareFetchableTopicResponse = {
    topicId: r.uuid("topicId"),
    partitions: r.array("partitions", decodeShareFetchResponsePartitionData),
  };
  r.unknownTags(m);
  return m;
}

function decodeShareFetchResponsePartitionData(r: Reader, _v: number): ShareFetchResponsePartitionData {
  const m: ShareFetchResponsePartitionData = {
    partitionIndex: r.int32("partitionIndex"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    acknowledgeErrorCode: r.int16("acknowledgeErrorCode"),
    acknowledgeErrorMessage: r.nullableString("acknowledgeErrorMessage"),
    currentLeader: r.struct("currentLeader", decodeShareFetchResponseLeaderIdAndEpoch),
    records: r.bytes("records"),
    acquiredRecords: r.array("acquiredRecords", decodeShareFetchResponseAcquiredRecords),
  };
  r.unknownTags(m);
  return m;
}

function decodeShareFetchResponseLeaderIdAndEpoch(r: Reader, _v: number): ShareFetchResponseLeaderIdAndEpoch {
  const m: ShareFetchResponseLeaderIdAndEpoch = {
    leaderId: r.int32("leaderId"),
    leaderEpoch: r.int32("leaderEpoch"),
  };
  r.unknownTags(m);
  return m;
}

function decodeShareFetchResponseAcquiredRecords(r: Reader, _v: number): ShareFetchResponseAcquiredRecords {
  const m: ShareFetchResponseAcquiredRecords = {
    firstOffset: r.int64("firstOffset"),
    lastOffset: r.int64("lastOffset"),
    deliveryCount: r.int16("deliveryCount"),
  };
  r.unknownTags(m);
  return m;
}

function decodeShareFetchResponseNodeEndpoint(r: Reader, _v: number): ShareFetchResponseNodeEndpoint {
  const m: ShareFetchResponseNodeEndpoint = {
    nodeId: r.int32("nodeId"),
    host: r.string("host"),
    port: r.int32("port"),
    rack: r.nullableString("rack"),
  };
  r.unknownTags(m);
  return m;
}
