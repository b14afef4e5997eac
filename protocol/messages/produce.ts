// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { EMPTY_BYTES } from "../wire/empty_bytes.ts";
import type { Reader } from "../wire/reader.ts";
import { TagWriter } from "../wire/tag_writer.ts";
import type { Mutable, UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of Produce (key 0, versions 0 to 13). */
export const Produce: ClientApi<ProduceRequest, ProduceResponse> = {
  key: 0,
  name: "Produce",
  minVersion: 0,
  maxVersion: 13,
  latestStableVersion: 13,
  flexibleFrom: 9,
  encodeRequest: encodeProduceRequest,
  decodeResponse: decodeProduceResponse,
};

/** The broker's side of Produce (key 0, versions 0 to 13). */
export const ProduceBroker: BrokerApi<ProduceRequest, ProduceResponse> = {
  key: 0,
  name: "Produce",
  minVersion: 0,
  maxVersion: 13,
  latestStableVersion: 13,
  flexibleFrom: 9,
  decodeRequest: decodeProduceRequest,
  encodeResponse: encodeProduceResponse,
};

/**
 * ProduceRequest, versions 0 to 13.
 *
 * Versions 0-2 were removed in Apache Kafka 4.0, version 3 is the new baseline. Due to a bug in librdkafka,
 * these versions have to be included in the api versions response (see KAFKA-18659), but are rejected otherwise.
 * See `ApiKeys.PRODUCE_API_VERSIONS_RESPONSE_MIN_VERSION` for more details.
 * Version 1 and 2 are the same as version 0.
 * Version 3 adds the transactional ID, which is used for authorization when attempting to write
 * transactional data.  Version 3 also adds support for Kafka Message Format v2.
 * Version 4 is the same as version 3, but the requester must be prepared to handle a
 * KAFKA_STORAGE_ERROR.
 * Version 5 and 6 are the same as version 3.
 * Starting in version 7, records can be produced using ZStandard compression.  See KIP-110.
 * Starting in Version 8, response has RecordErrors and ErrorMessage. See KIP-467.
 * Version 9 enables flexible versions.
 * Version 10 is the same as version 9 (KIP-951).
 * Version 11 adds support for new error code TRANSACTION_ABORTABLE (KIP-890).
 * Version 12 is the same as version 11 (KIP-890). Note when produce requests are used in transaction, if
 * transaction V2 (KIP_890 part 2) is enabled, the produce request will also include the function for a
 * AddPartitionsToTxn call. If V2 is disabled, the client can't use produce request version higher than 11 within
 * a transaction.
 * Version 13 replaces topic names with topic IDs (KIP-516). May return UNKNOWN_TOPIC_ID error code.
 */
export interface ProduceRequest {
  /** The transactional ID, or null if the producer is not transactional. (from version 3) */
  readonly transactionalId: string | null;
  /** The number of acknowledgments the producer requires the leader to have received before considering a request complete. Allowed values: 0 for no acknowledgments, 1 for only the leader and -1 for the full ISR. */
  readonly acks: number;
  /** The timeout to await a response in milliseconds. */
  readonly timeoutMs: number;
  /** Each topic to produce to. */
  readonly topicData: readonly ProduceRequestTopicProduceData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each topic to produce to. */
export interface ProduceRequestTopicProduceData {
  /** The topic name. (versions 0 to 12; left out of others) */
  readonly name: string;
  /** The unique topic ID. (from version 13; left out of others) */
  readonly topicId: string;
  /** Each partition to produce to. */
  readonly partitionData: readonly ProduceRequestPartitionProduceData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each partition to produce to. */
export interface ProduceRequestPartitionProduceData {
  /** The partition index. */
  readonly index: number;
  /** The record data to be produced. */
  readonly records: Uint8Array | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ProduceRequest in version `v`, 0 to 13. */
export function encodeProduceRequest(w: Writer, m: Init<ProduceRequest>, v: number): void {
  w.begin("ProduceRequest", v, v >= 9);
  const { transactionalId = null, acks = 0, timeoutMs = 0, topicData = [] } = m;
  if (v >= 3) w.nullableString(transactionalId, "transactionalId");
  else if (transactionalId !== null) w.unsupported("transactionalId");
  w.int16(acks, "acks");
  w.int32(timeoutMs, "timeoutMs");
  w.array(topicData, "topicData", encodeProduceRequestTopicProduceData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeProduceRequestTopicProduceData(w: Writer, m: Init<ProduceRequestTopicProduceData>, v: number): void {
  const { name = "", topicId = ZERO_UUID, partitionData = [] } = m;
  if (v <= 12) w.string(name, "name");
  if (v >= 13) w.uuid(topicId, "topicId");
  w.array(partitionData, "partitionData", encodeProduceRequestPartitionProduceData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeProduceRequestPartitionProduceData(
  w: Writer,
  m: Init<ProduceRequestPartitionProduceData>,
  _v: number,
): void {
  const { index = 0, records = EMPTY_BYTES } = m;
  w.int32(index, "index");
  w.nullableBytes(records, "records");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ProduceRequest in version `v`, 0 to 13. */
export function decodeProduceRequest(r: Reader, v: number): ProduceRequest {
  r.begin("ProduceRequest", v, v >= 9);
  const m: ProduceRequest = {
    transactionalId: v >= 3 ? r.nullableString("transactionalId") : null,
    acks: r.int16("acks"),
    timeoutMs: r.int32("timeoutMs"),
    topicData: r.array("topicData", decodeProduceRequestTopicProduceData),
  };
  r.unknownTags(m);
  return m;
}

function decodeProduceRequestTopicProduceData(r: Reader, v: number): ProduceRequestTopicProduceData {
  const m: ProduceRequestTopicProduceData = {
    name: v <= 12 ? r.string("name") : "",
    topicId: v >= 13 ? r.uuid("topicId") : ZERO_UUID,
    partitionData: r.array("partitionData", decodeProduceRequestPartitionProduceData),
  };
  r.unknownTags(m);
  return m;
}

function decodeProduceRequestPartitionProduceData(r: Reader, _v: number): ProduceRequestPartitionProduceData {
  const m: ProduceRequestPartitionProduceData = {
    index: r.int32("index"),
    records: r.nullableBytes("records"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * ProduceResponse, versions 0 to 13.
 *
 * Versions 0-2 were removed in Apache Kafka 4.0, version 3 is the new baseline. Due to a bug in librdkafka,
 * these versions have to be included in the api versions response (see KAFKA-18659), but are rejected otherwise.
 * See `ApiKeys.PRODUCE_API_VERSIONS_RESPONSE_MIN_VERSION` for more details.
 * Version 1 added the throttle time.
 * Version 2 added the log append time.
 * Version 3 is the same as version 2.
 * Version 4 added KAFKA_STORAGE_ERROR as a possible error code.
 * Version 5 added LogStartOffset to filter out spurious OutOfOrderSequenceExceptions on the client.
 * Version 8 added RecordErrors and ErrorMessage to include information about
 * records that cause the whole batch to be dropped.  See KIP-467 for details.
 * Version 9 enables flexible versions.
 * Version 10 adds 'CurrentLeader' and 'NodeEndpoints' as tagged fields (KIP-951)
 * Version 11 adds support for new error code TRANSACTION_ABORTABLE (KIP-890).
 * Version 12 is the same as version 10 (KIP-890).
 * Version 13 replaces topic names with topic IDs (KIP-516). May return UNKNOWN_TOPIC_ID error code.
 */
export interface ProduceResponse {
  /** Each produce response. */
  readonly responses: readonly ProduceResponseTopicProduceResponse[];
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. (from version 1; left out of others) */
  readonly throttleTimeMs: number;
  /** Endpoints for all current-leaders enumerated in PartitionProduceResponses, with errors NOT_LEADER_OR_FOLLOWER. (from version 10; tag 0) */
  readonly nodeEndpoints: readonly ProduceResponseNodeEndpoint[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each produce response. */
export interface ProduceResponseTopicProduceResponse {
  /** The topic name. (versions 0 to 12; left out of others) */
  readonly name: string;
  /** The unique topic ID. (from version 13; left out of others) */
  readonly topicId: string;
  /** Each partition that we produced to within the topic. */
  readonly partitionResponses: readonly ProduceResponsePartitionProduceResponse[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each partition that we produced to within the topic. */
export interface ProduceResponsePartitionProduceResponse {
  /** The partition index. */
  readonly index: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The base offset. */
  readonly baseOffset: bigint;
  /** The timestamp returned by broker after appending the messages. If CreateTime is used for the topic, the timestamp will be -1. If LogAppendTime is used for the topic, the timestamp will be the broker local time when the messages are appended. (from version 2; left out of others; default -1n) */
  readonly logAppendTimeMs: bigint;
  /** The log start offset. (from version 5; left out of others; default -1n) */
  readonly logStartOffset: bigint;
  /** The batch indices of records that caused the batch to be dropped. (from version 8; left out of others) */
  readonly recordErrors: readonly ProduceResponseBatchIndexAndErrorMessage[];
  /** The global error message summarizing the common root cause of the records that caused the batch to be dropped. (from version 8; left out of others) */
  readonly errorMessage: string | null;
  /** The leader broker that the producer should use for future requests. (from version 10; tag 0) */
  readonly currentLeader: ProduceResponseLeaderIdAndEpoch;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The batch indices of records that caused the batch to be dropped. */
export interface ProduceResponseBatchIndexAndErrorMessage {
  /** The batch index of the record that caused the batch to be dropped. */
  readonly batchIndex: number;
  /** The error message of the record that caused the batch to be dropped. */
  readonly batchIndexErrorMessage: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The leader broker that the producer should use for future requests. */
export interface ProduceResponseLeaderIdAndEpoch {
  /** The ID of the current leader or -1 if the leader is unknown. (default -1) */
  readonly leaderId: number;
  /** The latest known leader epoch. (default -1) */
  readonly leaderEpoch: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Endpoints for all current-leaders enumerated in PartitionProduceResponses, with errors NOT_LEADER_OR_FOLLOWER. */
export interface ProduceResponseNodeEndpoint {
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

/** Writes a ProduceResponse in version `v`, 0 to 13. */
export function encodeProduceResponse(w: Writer, m: Init<ProduceResponse>, v: number): void {
  w.begin("ProduceResponse", v, v >= 9);
  const { responses = [], throttleTimeMs = 0, nodeEndpoints = [] } = m;
  w.array(responses, "responses", encodeProduceResponseTopicProduceResponse);
  if (v >= 1) w.int32(throttleTimeMs, "throttleTimeMs");
  if (!(v >= 10)) {
    if (nodeEndpoints?.length !== 0) w.unsupported("nodeEndpoints");
  }
  if (v >= 9) {
    const tags = new TagWriter(w, m.unknownTaggedFields);
    if (v >= 10 && nodeEndpoints?.length !== 0) {
      tags.begin(0);
      w.array(nodeEndpoints, "nodeEndpoints", encodeProduceResponseNodeEndpoint);
      tags.end();
    }
    tags.close();
  } else w.unknownTags(m.unknownTaggedFields);
}

function encodeProduceResponseTopicProduceResponse(
  w: Writer,
  m: Init<ProduceResponseTopicProduceResponse>,
  v: number,
): void {
  const { name = "", topicId = ZERO_UUID, partitionResponses = [] } = m;
  if (v <= 12) w.string(name, "name");
  if (v >= 13) w.uuid(topicId, "topicId");
  w.array(partitionResponses, "partitionResponses", encodeProduceResponsePartitionProduceResponse);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeProduceResponsePartitionProduceResponse(
  w: Writer,
  m: Init<ProduceResponsePartitionProduceResponse>,
  v: number,
): void {
  const {
    index = 0,
    errorCode = 0,
    baseOffset = 0n,
    logAppendTimeMs = -1n,
    logStartOffset = -1n,
    recordErrors = [],
    errorMessage = null,
    currentLeader = {},
  } = m;
  w.int32(index, "index");
  w.int16(errorCode, "errorCode");
  w.int64(baseOffset, "baseOffset");
  if (v >= 2) w.int64(logAppendTimeMs, "logAppendTimeMs");
  if (v >= 5) w.int64(logStartOffset, "logStartOffset");
  if (v >= 8) w.array(recordErrors, "recordErrors", encodeProduceResponseBatchIndexAndErrorMessage);
  if (v >= 8) w.nullableString(errorMessage, "errorMessage");
  if (!(v >= 10)) {
    if (!isDefaultProduceResponseLeaderIdAndEpoch(currentLeader)) w.unsupported("currentLeader");
  }
  if (v >= 9) {
    const tags = new TagWriter(w, m.unknownTaggedFields);
    if (v >= 10 && !isDefaultProduceResponseLeaderIdAndEpoch(currentLeader)) {
      tags.begin(0);
      w.struct(currentLeader, "currentLeader", encodeProduceResponseLeaderIdAndEpoch);
      tags.end();
    }
    tags.close();
  } else w.unknownTags(m.unknownTaggedFields);
}

function encodeProduceResponseBatchIndexAndErrorMessage(
  w: Writer,
  m: Init<ProduceResponseBatchIndexAndErrorMessage>,
  _v: number,
): void {
  const { batchIndex = 0, batchIndexErrorMessage = null } = m;
  w.int32(batchIndex, "batchIndex");
  w.nullableString(batchIndexErrorMessage, "batchIndexErrorMessage");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeProduceResponseLeaderIdAndEpoch(w: Writer, m: Init<ProduceResponseLeaderIdAndEpoch>, _v: number): void {
  const { leaderId = -1, leaderEpoch = -1 } = m;
  w.int32(leaderId, "leaderId");
  w.int32(leaderEpoch, "leaderEpoch");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeProduceResponseNodeEndpoint(w: Writer, m: Init<ProduceResponseNodeEndpoint>, _v: number): void {
  const { nodeId = 0, host = "", port = 0, rack = null } = m;
  w.int32(nodeId, "nodeId");
  w.string(host, "host");
  w.int32(port, "port");
  w.nullableString(rack, "rack");
  w.unknownTags(m.unknownTaggedFields);
}

function isDefaultProduceResponseLeaderIdAndEpoch(m: Init<ProduceResponseLeaderIdAndEpoch>): boolean {
  const { leaderId = -1, leaderEpoch = -1 } = m;
  return leaderId === -1 && leaderEpoch === -1 && (m.unknownTaggedFields?.length ?? 0) === 0;
}

/** Reads a ProduceResponse in version `v`, 0 to 13. */
export function decodeProduceResponse(r: Reader, v: number): ProduceResponse {
  r.begin("ProduceResponse", v, v >= 9);
  const m: Mutable<ProduceResponse> = {
    responses: r.array("responses", decodeProduceResponseTopicProduceResponse),
    throttleTimeMs: v >= 1 ? r.int32("throttleTimeMs") : 0,
    nodeEndpoints: [],
  };
  if (v >= 9) {
    for (let left = r.tagCount(); left > 0; left--) {
      const outer = r.beginTag();
      if (r.tag === 0 && v >= 10) m.nodeEndpoints = r.array("nodeEndpoints", decodeProduceResponseNodeEndpoint);
      else r.unknownTag(m);
      r.endTag(outer);
    }
  }
  return m;
}

function decodeProduceResponseTopicProduceResponse(r: Reader, v: number): ProduceResponseTopicProduceResponse {
  const m: ProduceResponseTopicProduceResponse = {
    name: v <= 12 ? r.string("name") : "",
    topicId: v >= 13 ? r.uuid("topicId") : ZERO_UUID,
    partitionResponses: r.array("partitionResponses", decodeProduceResponsePartitionProduceResponse),
  };
  r.unknownTags(m);
  return m;
}

function decodeProduceResponsePartitionProduceResponse(r: Reader, v: number): ProduceResponsePartitionProduceResponse {
  const m: Mutable<ProduceResponsePartitionProduceResponse> = {
    index: r.int32("index"),
    errorCode: r.int16("errorCode"),
    baseOffset: r.int64("baseOffset"),
    logAppendTimeMs: v >= 2 ? r.int64("logAppendTimeMs") : -1n,
    logStartOffset: v >= 5 ? r.int64("logStartOffset") : -1n,
    recordErrors: v >= 8 ? r.array("recordErrors", decodeProduceResponseBatchIndexAndErrorMessage) : [],
    errorMessage: v >= 8 ? r.nullableString("errorMessage") : null,
    currentLeader: defaultProduceResponseLeaderIdAndEpoch(),
  };
  if (v >= 9) {
    for (let left = r.tagCount(); left > 0; left--) {
      const outer = r.beginTag();
      if (r.tag === 0 && v >= 10) m.currentLeader = r.struct("currentLeader", decodeProduceResponseLeaderIdAndEpoch);
      else r.unknownTag(m);
      r.endTag(outer);
    }
  }
  return m;
}

function decodeProduceResponseBatchIndexAndErrorMessage(
  r: Reader,
  _v: number,
): ProduceResponseBatchIndexAndErrorMessage {
  const m: ProduceResponseBatchIndexAndErrorMessage = {
    batchIndex: r.int32("batchIndex"),
    batchIndexErrorMessage: r.nullableString("batchIndexErrorMessage"),
  };
  r.unknownTags(m);
  return m;
}

function decodeProduceResponseLeaderIdAndEpoch(r: Reader, _v: number): ProduceResponseLeaderIdAndEpoch {
  const m: ProduceResponseLeaderIdAndEpoch = {
    leaderId: r.int32("leaderId"),
    leaderEpoch: r.int32("leaderEpoch"),
  };
  r.unknownTags(m);
  return m;
}

function decodeProduceResponseNodeEndpoint(r: Reader, _v: number): ProduceResponseNodeEndpoint {
  const m: ProduceResponseNodeEndpoint = {
    nodeId: r.int32("nodeId"),
    host: r.string("host"),
    port: r.int32("port"),
    rack: r.nullableString("rack"),
  };
  r.unknownTags(m);
  return m;
}

function defaultProduceResponseLeaderIdAndEpoch(): ProduceResponseLeaderIdAndEpoch {
  return { leaderId: -1, leaderEpoch: -1 };
}
