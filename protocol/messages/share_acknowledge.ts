// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt8, writeInt8 } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of ShareAcknowledge (key 79, versions 1 to 2). */
export const ShareAcknowledge: ClientApi<ShareAcknowledgeRequest, ShareAcknowledgeResponse> = {
  key: 79,
  name: "ShareAcknowledge",
  minVersion: 1,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 0,
  encodeRequest: encodeShareAcknowledgeRequest,
  decodeResponse: decodeShareAcknowledgeResponse,
};

/** The broker's side of ShareAcknowledge (key 79, versions 1 to 2). */
export const ShareAcknowledgeBroker: BrokerApi<ShareAcknowledgeRequest, ShareAcknowledgeResponse> = {
  key: 79,
  name: "ShareAcknowledge",
  minVersion: 1,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 0,
  decodeRequest: decodeShareAcknowledgeRequest,
  encodeResponse: encodeShareAcknowledgeResponse,
};

/**
 * ShareAcknowledgeRequest, versions 1 to 2.
 *
 * Version 0 was used for early access of KIP-932 in Apache Kafka 4.0 but removed in Apache Kafka 4.1.
 * Version 1 is the initial stable version (KIP-932).
 * Version 2 introduces Renew acknowledgements (KIP-1222).
 */
export interface ShareAcknowledgeRequest {
  /** The group identifier. */
  readonly groupId: string | null;
  /** The member ID. */
  readonly memberId: string | null;
  /** The current share session epoch: 0 to open a share session; -1 to close it; otherwise increments for consecutive requests. */
  readonly shareSessionEpoch: number;
  /** Whether Renew type acknowledgements present in AcknowledgementBatches. (from version 2) */
  readonly isRenewAck: boolean;
  /** The topics containing records to acknowledge. */
  readonly topics: readonly ShareAcknowledgeRequestAcknowledgeTopic[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topics containing records to acknowledge. */
export interface ShareAcknowledgeRequestAcknowledgeTopic {
  /** The unique topic ID. */
  readonly topicId: string;
  /** The partitions containing records to acknowledge. */
  readonly partitions: readonly ShareAcknowledgeRequestAcknowledgePartition[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The partitions containing records to acknowledge. */
export interface ShareAcknowledgeRequestAcknowledgePartition {
  /** The partition index. */
  readonly partitionIndex: number;
  /** Record batches to acknowledge. */
  readonly acknowledgementBatches: readonly ShareAcknowledgeRequestAcknowledgementBatch[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Record batches to acknowledge. */
export interface ShareAcknowledgeRequestAcknowledgementBatch {
  /** First offset of batch of records to acknowledge. */
  readonly firstOffset: bigint;
  /** Last offset (inclusive) of batch of records to acknowledge. */
  readonly lastOffset: bigint;
  /** Array of acknowledge types - 0:Gap,1:Accept,2:Release,3:Reject,4:Renew. */
  readonly acknowledgeTypes: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ShareAcknowledgeRequest in version `v`, 1 to 2. */
export function encodeShareAcknowledgeRequest(w: Writer, m: Init<ShareAcknowledgeRequest>, v: number): void {
  w.begin("ShareAcknowledgeRequest", v, true);
  const { groupId = null, memberId = "", shareSessionEpoch = 0, isRenewAck = false, topics = [] } = m;
  w.nullableString(groupId, "groupId");
  w.nullableString(memberId, "memberId");
  w.int32(shareSessionEpoch, "shareSessionEpoch");
  if (v >= 2) w.bool(isRenewAck, "isRenewAck");
  else if (isRenewAck !== false) w.unsupported("isRenewAck");
  w.array(topics, "topics", encodeShareAcknowledgeRequestAcknowledgeTopic);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeShareAcknowledgeRequestAcknowledgeTopic(
  w: Writer,
  m: Init<ShareAcknowledgeRequestAcknowledgeTopic>,
  _v: number,
): void {
  const { topicId = ZERO_UUID, partitions = [] } = m;
  w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", encodeShareAcknowledgeRequestAcknowledgePartition);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeShareAcknowledgeRequestAcknowledgePartition(
  w: Writer,
  m: Init<ShareAcknowledgeRequestAcknowledgePartition>,
  _v: number,
): void {
  const { partitionIndex = 0, acknowledgementBatches = [] } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.array(acknowledgementBatches, "acknowledgementBatches", encodeShareAcknowledgeRequestAcknowledgementBatch);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeShareAcknowledgeRequestAcknowledgementBatch(
  w: Writer,
  m: Init<ShareAcknowledgeRequestAcknowledgementBatch>,
  _v: number,
): void {
  const { firstOffset = 0n, lastOffset = 0n, acknowledgeTypes = [] } = m;
  w.int64(firstOffset, "firstOffset");
  w.int64(lastOffset, "lastOffset");
  w.array(acknowledgeTypes, "acknowledgeTypes", writeInt8);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ShareAcknowledgeRequest in version `v`, 1 to 2. */
export function decodeShareAcknowledgeRequest(r: Reader, v: number): ShareAcknowledgeRequest {
  r.begin("ShareAcknowledgeRequest", v, true);
  const m: ShareAcknowledgeRequest = {
    groupId: r.nullableString("groupId"),
    memberId: r.nullableString("memberId"),
    shareSessionEpoch: r.int32("shareSessionEpoch"),
    isRenewAck: v >= 2 ? r.bool("isRenewAck") : false,
    topics: r.array("topics", decodeShareAcknowledgeRequestAcknowledgeTopic),
  };
  r.unknownTags(m);
  return m;
}

function decodeShareAcknowledgeRequestAcknowledgeTopic(r: Reader, _v: number): ShareAcknowledgeRequestAcknowledgeTopic {
  const m: ShareAcknowledgeRequestAcknowledgeTopic = {
    topicId: r.uuid("topicId"),
    partitions: r.array("partitions", decodeShareAcknowledgeRequestAcknowledgePartition),
  };
  r.unknownTags(m);
  return m;
}

function decodeShareAcknowledgeRequestAcknowledgePartition(
  r: Reader,
  _v: number,
): ShareAcknowledgeRequestAcknowledgePartition {
  const m: ShareAcknowledgeRequestAcknowledgePartition = {
    partitionIndex: r.int32("partitionIndex"),
    acknowledgementBatches: r.array("acknowledgementBatches", decodeShareAcknowledgeRequestAcknowledgementBatch),
  };
  r.unknownTags(m);
  return m;
}

function decodeShareAcknowledgeRequestAcknowledgementBatch(
  r: Reader,
  _v: number,
): ShareAcknowledgeRequestAcknowledgementBatch {
  const m: ShareAcknowledgeRequestAcknowledgementBatch = {
    firstOffset: r.int64("firstOffset"),
    lastOffset: r.int64("lastOffset"),
    acknowledgeTypes: r.array("acknowledgeTypes", readInt8),
  };
  r.unknownTags(m);
  return m;
}

/**
 * ShareAcknowledgeResponse, versions 1 to 2.
 *
 * Version 0 was used for early access of KIP-932 in Apache Kafka 4.0 but removed in Apache Kafka 4.1.
 * Version 1 is the initial stable version (KIP-932).
 * Version 2 introduces Renew acknowledgements (KIP-1222).
 * Supported errors:
 * - GROUP_AUTHORIZATION_FAILED (version 0+)
 * - TOPIC_AUTHORIZATION_FAILED (version 0+)
 * - UNKNOWN_TOPIC_OR_PARTITION (version 0+)
 * - SHARE_SESSION_NOT_FOUND (version 0+)
 * - INVALID_SHARE_SESSION_EPOCH (version 0+)
 * - NOT_LEADER_OR_FOLLOWER (version 0+)
 * - UNKNOWN_TOPIC_ID (version 0+)
 * - INVALID_RECORD_STATE (version 0+)
 * - KAFKA_STORAGE_ERROR (version 0+)
 * - INVALID_REQUEST (version 0+)
 * - UNKNOWN_SERVER_ERROR (version 0+)
 */
export interface ShareAcknowledgeResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The top level response error code. */
  readonly errorCode: number;
  /** The top-level error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** The time in milliseconds for which the acquired records are locked. (from version 2; left out of others) */
  readonly acquisitionLockTimeoutMs: number;
  /** The response topics. */
  readonly responses: readonly ShareAcknowledgeResponseShareAcknowledgeTopicResponse[];
  /** Endpoints for all current leaders enumerated in PartitionData with error NOT_LEADER_OR_FOLLOWER. */
  readonly nodeEndpoints: readonly ShareAcknowledgeResponseNodeEndpoint[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The response topics. */
export interface ShareAcknowledgeResponseShareAcknowledgeTopicResponse {
  /** The unique topic ID. */
  readonly topicId: string;
  /** The topic partitions. */
  readonly partitions: readonly ShareAcknowledgeResponsePartitionData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topic partitions. */
export interface ShareAcknowledgeResponsePartitionData {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** The current leader of the partition. */
  readonly currentLeader: ShareAcknowledgeResponseLeaderIdAndEpoch;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The current leader of the partition. */
export interface ShareAcknowledgeResponseLeaderIdAndEpoch {
  /** The ID of the current leader or -1 if the leader is unknown. */
  readonly leaderId: number;
  /** The latest known leader epoch. */
  readonly leaderEpoch: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Endpoints for all current leaders enumerated in PartitionData with error NOT_LEADER_OR_FOLLOWER. */
export interface ShareAcknowledgeResponseNodeEndpoint {
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

/** Writes a ShareAcknowledgeResponse in version `v`, 1 to 2. */
export function encodeShareAcknowledgeResponse(w: Writer, m: Init<ShareAcknowledgeResponse>, v: number): void {
  w.begin("ShareAcknowledgeResponse", v, true);
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
  if (v >= 2) w.int32(acquisitionLockTimeoutMs, "acquisitionLockTimeoutMs");
  w.array(responses, "responses", encodeShareAcknowledgeResponseShareAcknowledgeTopicResponse);
  w.array(nodeEndpoints, "nodeEndpoints", encodeShareAcknowledgeResponseNodeEndpoint);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeShareAcknowledgeResponseShareAcknowledgeTopicResponse(
  w: Writer,
  m: Init<ShareAcknowledgeResponseShareAcknowledgeTopicResponse>,
  _v: number,
): void {
  const { topicId = ZERO_UUID, partitions = [] } = m;
  w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", encodeShareAcknowledgeResponsePartitionData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeShareAcknowledgeResponsePartitionData(
  w: Writer,
  m: Init<ShareAcknowledgeResponsePartitionData>,
  _v: number,
): void {
  const { partitionIndex = 0, errorCode = 0, errorMessage = null, currentLeader = {} } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.struct(currentLeader, "currentLeader", encodeShareAcknowledgeResponseLeaderIdAndEpoch);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeShareAcknowledgeResponseLeaderIdAndEpoch(
  w: Writer,
  m: Init<ShareAcknowledgeResponseLeaderIdAndEpoch>,
  _v: number,
): void {
  const { leaderId = 0, leaderEpoch = 0 } = m;
  w.int32(leaderId, "leaderId");
  w.int32(leaderEpoch, "leaderEpoch");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeShareAcknowledgeResponseNodeEndpoint(
  w: Writer,
  m: Init<ShareAcknowledgeResponseNodeEndpoint>,
  _v: number,
): void {
  const { nodeId = 0, host = "", port = 0, rack = null } = m;
  w.int32(nodeId, "nodeId");
  w.string(host, "host");
  w.int32(port, "port");
  w.nullableString(rack, "rack");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ShareAcknowledgeResponse in version `v`, 1 to 2. */
export function decodeShareAcknowledgeResponse(r: Reader, v: number): ShareAcknowledgeResponse {
  r.begin("ShareAcknowledgeResponse", v, true);
  const m: ShareAcknowledgeResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    acquisitionLockTimeoutMs: v >= 2 ? r.int32("acquisitionLockTimeoutMs") : 0,
    responses: r.array("responses", decodeShareAcknowledgeResponseShareAcknowledgeTopicResponse),
    nodeEndpoints: r.array("nodeEndpoints", decodeShareAcknowledgeResponseNodeEndpoint),
  };
  r.unknownTags(m);
  return m;
}

function decodeShareAcknowledgeResponseShareAcknowledgeTopicResponse(
  r: Reader,
  _v: number,
): ShareAcknowledgeResponseShareAcknowledgeTopicResponse {
  const m: ShareAcknowledgeResponseShareAcknowledgeTopicResponse = {
    topicId: r.uuid("topicId"),
    partitions: r.array("partitions", decodeShareAcknowledgeResponsePartitionData),
  };
  r.unknownTags(m);
  return m;
}

function decodeShareAcknowledgeResponsePartitionData(r: Reader, _v: number): ShareAcknowledgeResponsePartitionData {
  const m: ShareAcknowledgeResponsePartitionData = {
    partitionIndex: r.int32("partitionIndex"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    currentLeader: r.struct("currentLeader", decodeShareAcknowledgeResponseLeaderIdAndEpoch),
  };
  r.unknownTags(m);
  return m;
}

function decodeShareAcknowledgeResponseLeaderIdAndEpoch(
  r: Reader,
  _v: number,
): ShareAcknowledgeResponseLeaderIdAndEpoch {
  const m: ShareAcknowledgeResponseLeaderIdAndEpoch = {
    leaderId: r.int32("leaderId"),
    leaderEpoch: r.int32("leaderEpoch"),
  };
  r.unknownTags(m);
  return m;
}

function decodeShareAcknowledgeResponseNodeEndpoint(r: Reader, _v: number): ShareAcknowledgeResponseNodeEndpoint {
  const m: ShareAcknowledgeResponseNodeEndpoint = {
    nodeId: r.int32("nodeId"),
    host: r.string("host"),
    port: r.int32("port"),
    rack: r.nullableString("rack"),
  };
  r.unknownTags(m);
  return m;
}
