// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of TxnOffsetCommit (key 28, versions 0 to 6). */
export const TxnOffsetCommit: ClientApi<TxnOffsetCommitRequest, TxnOffsetCommitResponse> = {
  key: 28,
  name: "TxnOffsetCommit",
  minVersion: 0,
  maxVersion: 6,
  latestStableVersion: 6,
  flexibleFrom: 3,
  encodeRequest: encodeTxnOffsetCommitRequest,
  decodeResponse: decodeTxnOffsetCommitResponse,
};

/** The broker's side of TxnOffsetCommit (key 28, versions 0 to 6). */
export const TxnOffsetCommitBroker: BrokerApi<TxnOffsetCommitRequest, TxnOffsetCommitResponse> = {
  key: 28,
  name: "TxnOffsetCommit",
  minVersion: 0,
  maxVersion: 6,
  latestStableVersion: 6,
  flexibleFrom: 3,
  decodeRequest: decodeTxnOffsetCommitRequest,
  encodeResponse: encodeTxnOffsetCommitResponse,
};

/**
 * TxnOffsetCommitRequest, versions 0 to 6.
 *
 * Version 1 is the same as version 0.
 * Version 2 adds the committed leader epoch.
 * Version 3 adds the member.id, group.instance.id and generation.id.
 * Version 4 adds support for new error code TRANSACTION_ABORTABLE (KIP-890).
 * Version 5 is the same as version 4 (KIP-890). Note when TxnOffsetCommit requests are used in transaction, if
 * transaction V2 (KIP_890 part 2) is enabled, the TxnOffsetCommit request will also include the function for a
 * AddOffsetsToTxn call. If V2 is disabled, the client can't use TxnOffsetCommit request version higher than 4 within
 * a transaction.
 * Version 6 adds support for topic IDs and removes support for topic names (KIP-1319).
 */
export interface TxnOffsetCommitRequest {
  /** The ID of the transaction. */
  readonly transactionalId: string;
  /** The ID of the group. */
  readonly groupId: string;
  /** The current producer ID in use by the transactional ID. */
  readonly producerId: bigint;
  /** The current epoch associated with the producer ID. */
  readonly producerEpoch: number;
  /** The generation of the group if using the classic group protocol or the member epoch if using the consumer protocol. (from version 3; default -1) */
  readonly generationIdOrMemberEpoch: number;
  /** The member ID assigned by the group coordinator. (from version 3) */
  readonly memberId: string;
  /** The unique identifier of the consumer instance provided by end user. (from version 3) */
  readonly groupInstanceId: string | null;
  /** Each topic that we want to commit offsets for. */
  readonly topics: readonly TxnOffsetCommitRequestTopic[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each topic that we want to commit offsets for. */
export interface TxnOffsetCommitRequestTopic {
  /** The topic name. (versions 0 to 5; left out of others) */
  readonly name: string;
  /** The topic ID. (from version 6; left out of others) */
  readonly topicId: string;
  /** The partitions inside the topic that we want to commit offsets for. */
  readonly partitions: readonly TxnOffsetCommitRequestPartition[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The partitions inside the topic that we want to commit offsets for. */
export interface TxnOffsetCommitRequestPartition {
  /** The index of the partition within the topic. */
  readonly partitionIndex: number;
  /** The message offset to be committed. */
  readonly committedOffset: bigint;
  /** The leader epoch of the last consumed record. (from version 2; left out of others; default -1) */
  readonly committedLeaderEpoch: number;
  /** Any associated metadata the client wants to keep. */
  readonly committedMetadata: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a TxnOffsetCommitRequest in version `v`, 0 to 6. */
export function encodeTxnOffsetCommitRequest(w: Writer, m: Init<TxnOffsetCommitRequest>, v: number): void {
  w.begin("TxnOffsetCommitRequest", v, v >= 3);
  const {
    transactionalId = "",
    groupId = "",
    producerId = 0n,
    producerEpoch = 0,
    generationIdOrMemberEpoch = -1,
    memberId = "",
    groupInstanceId = null,
    topics = [],
  } = m;
  w.string(transactionalId, "transactionalId");
  w.string(groupId, "groupId");
  w.int64(producerId, "producerId");
  w.int16(producerEpoch, "producerEpoch");
  if (v >= 3) w.int32(generationIdOrMemberEpoch, "generationIdOrMemberEpoch");
  else if (generationIdOrMemberEpoch !== -1) w.unsupported("generationIdOrMemberEpoch");
  if (v >= 3) w.string(memberId, "memberId");
  else if (memberId !== "") w.unsupported("memberId");
  if (v >= 3) w.nullableString(groupInstanceId, "groupInstanceId");
  else if (groupInstanceId !== null) w.unsupported("groupInstanceId");
  w.array(topics, "topics", encodeTxnOffsetCommitRequestTopic);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeTxnOffsetCommitRequestTopic(w: Writer, m: Init<TxnOffsetCommitRequestTopic>, v: number): void {
  const { name = "", topicId = ZERO_UUID, partitions = [] } = m;
  if (v <= 5) w.string(name, "name");
  if (v >= 6) w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", encodeTxnOffsetCommitRequestPartition);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeTxnOffsetCommitRequestPartition(w: Writer, m: Init<TxnOffsetCommitRequestPartition>, v: number): void {
  const { partitionIndex = 0, committedOffset = 0n, committedLeaderEpoch = -1, committedMetadata = "" } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int64(committedOffset, "committedOffset");
  if (v >= 2) w.int32(committedLeaderEpoch, "committedLeaderEpoch");
  w.nullableString(committedMetadata, "committedMetadata");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a TxnOffsetCommitRequest in version `v`, 0 to 6. */
export function decodeTxnOffsetCommitRequest(r: Reader, v: number): TxnOffsetCommitRequest {
  r.begin("TxnOffsetCommitRequest", v, v >= 3);
  const m: TxnOffsetCommitRequest = {
    transactionalId: r.string("transactionalId"),
    groupId: r.string("groupId"),
    producerId: r.int64("producerId"),
    producerEpoch: r.int16("producerEpoch"),
    generationIdOrMemberEpoch: v >= 3 ? r.int32("generationIdOrMemberEpoch") : -1,
    memberId: v >= 3 ? r.string("memberId") : "",
    groupInstanceId: v >= 3 ? r.nullableString("groupInstanceId") : null,
    topics: r.array("topics", decodeTxnOffsetCommitRequestTopic),
  };
  r.unknownTags(m);
  return m;
}

function decodeTxnOffsetCommitRequestTopic(r: Reader, v: number): TxnOffsetCommitRequestTopic {
  const m: TxnOffsetCommitRequestTopic = {
    name: v <= 5 ? r.string("name") : "",
    topicId: v >= 6 ? r.uuid("topicId") : ZERO_UUID,
    partitions: r.array("partitions", decodeTxnOffsetCommitRequestPartition),
  };
  r.unknownTags(m);
  return m;
}

function decodeTxnOffsetCommitRequestPartition(r: Reader, v: number): TxnOffsetCommitRequestPartition {
  const m: TxnOffsetCommitRequestPartition = {
    partitionIndex: r.int32("partitionIndex"),
    committedOffset: r.int64("committedOffset"),
    committedLeaderEpoch: v >= 2 ? r.int32("committedLeaderEpoch") : -1,
    committedMetadata: r.nullableString("committedMetadata"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * TxnOffsetCommitResponse, versions 0 to 6.
 *
 * Starting in version 1, on quota violation, brokers send out responses before throttling.
 * Version 2 is the same as version 1.
 * Version 3 adds illegal generation, fenced instance id, and unknown member id errors.
 * Version 4 adds support for new error code TRANSACTION_ABORTABLE (KIP-890).
 * Version 5 is the same with version 3 (KIP-890).
 * Version 6 adds support for topic IDs and removes support for topic names. It can also return
 * GROUP_ID_NOT_FOUND, STALE_MEMBER_EPOCH and UNKNOWN_TOPIC_ID (KIP-1319).
 * Supported errors:
 * - GROUP_AUTHORIZATION_FAILED (version 0+)
 * - TOPIC_AUTHORIZATION_FAILED (version 0+)
 * - NOT_COORDINATOR (version 0+)
 * - COORDINATOR_NOT_AVAILABLE (version 0+)
 * - COORDINATOR_LOAD_IN_PROGRESS (version 0+)
 * - TRANSACTIONAL_ID_AUTHORIZATION_FAILED (version 0+)
 * - INVALID_PRODUCER_ID_MAPPING (version 0+)
 * - INVALID_PRODUCER_EPOCH (version 0+)
 * - PRODUCER_FENCED (version 0+)
 * - INVALID_TXN_STATE (version 0+)
 * - UNSUPPORTED_FOR_MESSAGE_FORMAT (version 0+)
 * - UNKNOWN_TOPIC_OR_PARTITION (version 0+)
 * - OFFSET_METADATA_TOO_LARGE (version 0+)
 * - ILLEGAL_GENERATION (version 3+)
 * - UNKNOWN_MEMBER_ID (version 3+)
 * - FENCED_INSTANCE_ID (version 3+)
 * - TRANSACTION_ABORTABLE (version 4+)
 * - GROUP_ID_NOT_FOUND (version 6+)
 * - STALE_MEMBER_EPOCH (version 6+)
 * - UNKNOWN_TOPIC_ID (version 6+)
 */
export interface TxnOffsetCommitResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The responses for each topic. */
  readonly topics: readonly TxnOffsetCommitResponseTopic[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The responses for each topic. */
export interface TxnOffsetCommitResponseTopic {
  /** The topic name. (versions 0 to 5; left out of others) */
  readonly name: string;
  /** The topic ID. (from version 6; left out of others) */
  readonly topicId: string;
  /** The responses for each partition in the topic. */
  readonly partitions: readonly TxnOffsetCommitResponsePartition[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The responses for each partition in the topic. */
export interface TxnOffsetCommitResponsePartition {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a TxnOffsetCommitResponse in version `v`, 0 to 6. */
export function encodeTxnOffsetCommitResponse(w: Writer, m: Init<TxnOffsetCommitResponse>, v: number): void {
  w.begin("TxnOffsetCommitResponse", v, v >= 3);
  const { throttleTimeMs = 0, topics = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(topics, "topics", encodeTxnOffsetCommitResponseTopic);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeTxnOffsetCommitResponseTopic(w: Writer, m: Init<TxnOffsetCommitResponseTopic>, v: number): void {
  const { name = "", topicId = ZERO_UUID, partitions = [] } = m;
  if (v <= 5) w.string(name, "name");
  if (v >= 6) w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", encodeTxnOffsetCommitResponsePartition);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeTxnOffsetCommitResponsePartition(
  w: Writer,
  m: Init<TxnOffsetCommitResponsePartition>,
  _v: number,
): void {
  const { partitionIndex = 0, errorCode = 0 } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int16(errorCode, "errorCode");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a TxnOffsetCommitResponse in version `v`, 0 to 6. */
export function decodeTxnOffsetCommitResponse(r: Reader, v: number): TxnOffsetCommitResponse {
  r.begin("TxnOffsetCommitResponse", v, v >= 3);
  const m: TxnOffsetCommitResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    topics: r.array("topics", decodeTxnOffsetCommitResponseTopic),
  };
  r.unknownTags(m);
  return m;
}

function decodeTxnOffsetCommitResponseTopic(r: Reader, v: number): TxnOffsetCommitResponseTopic {
  const m: TxnOffsetCommitResponseTopic = {
    name: v <= 5 ? r.string("name") : "",
    topicId: v >= 6 ? r.uuid("topicId") : ZERO_UUID,
    partitions: r.array("partitions", decodeTxnOffsetCommitResponsePartition),
  };
  r.unknownTags(m);
  return m;
}

function decodeTxnOffsetCommitResponsePartition(r: Reader, _v: number): TxnOffsetCommitResponsePartition {
  const m: TxnOffsetCommitResponsePartition = {
    partitionIndex: r.int32("partitionIndex"),
    errorCode: r.int16("errorCode"),
  };
  r.unknownTags(m);
  return m;
}
