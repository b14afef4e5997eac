// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt32, writeInt32 } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of AlterPartition (key 56, versions 0 to 3). */
export const AlterPartition: ClientApi<AlterPartitionRequest, AlterPartitionResponse> = {
  key: 56,
  name: "AlterPartition",
  minVersion: 0,
  maxVersion: 3,
  latestStableVersion: 3,
  flexibleFrom: 0,
  encodeRequest: encodeAlterPartitionRequest,
  decodeResponse: decodeAlterPartitionResponse,
};

/** The broker's side of AlterPartition (key 56, versions 0 to 3). */
export const AlterPartitionBroker: BrokerApi<AlterPartitionRequest, AlterPartitionResponse> = {
  key: 56,
  name: "AlterPartition",
  minVersion: 0,
  maxVersion: 3,
  latestStableVersion: 3,
  flexibleFrom: 0,
  decodeRequest: decodeAlterPartitionRequest,
  encodeResponse: encodeAlterPartitionResponse,
};

/**
 * AlterPartitionRequest, versions 0 to 3.
 *
 * Versions 0-1 were removed in Apache Kafka 4.0, version 2 is the new baseline.
 * Version 1 adds LeaderRecoveryState field (KIP-704).
 * Version 2 adds TopicId field to replace TopicName field (KIP-841).
 * Version 3 adds the NewIsrEpochs field and deprecates the NewIsr field (KIP-903).
 */
export interface AlterPartitionRequest {
  /** The ID of the requesting broker. */
  readonly brokerId: number;
  /** The epoch of the requesting broker. (default -1n) */
  readonly brokerEpoch: bigint;
  /** The topics to alter ISRs for. */
  readonly topics: readonly AlterPartitionRequestTopicData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topics to alter ISRs for. */
export interface AlterPartitionRequestTopicData {
  /** The ID of the topic to alter ISRs for. (from version 2; left out of others) */
  readonly topicId: string;
  /** The name of the topic to alter ISRs for. (versions 0 to 1; left out of others) */
  readonly topicName: string;
  /** The partitions to alter ISRs for. */
  readonly partitions: readonly AlterPartitionRequestPartitionData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The partitions to alter ISRs for. */
export interface AlterPartitionRequestPartitionData {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The leader epoch of this partition. */
  readonly leaderEpoch: number;
  /** The ISR for this partition. Deprecated since version 3. (versions 0 to 2) */
  readonly newIsr: readonly number[];
  /** The ISR for this partition. (from version 3) */
  readonly newIsrWithEpochs: readonly AlterPartitionRequestBrokerState[];
  /** 1 if the partition is recovering from an unclean leader election; 0 otherwise. (from version 1) */
  readonly leaderRecoveryState: number;
  /** The expected epoch of the partition which is being updated. */
  readonly partitionEpoch: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The ISR for this partition. */
export interface AlterPartitionRequestBrokerState {
  /** The ID of the broker. */
  readonly brokerId: number;
  /** The epoch of the broker. It will be -1 if the epoch check is not supported. (default -1n) */
  readonly brokerEpoch: bigint;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a AlterPartitionRequest in version `v`, 0 to 3. */
export function encodeAlterPartitionRequest(w: Writer, m: Init<AlterPartitionRequest>, v: number): void {
  w.begin("AlterPartitionRequest", v, true);
  const { brokerId = 0, brokerEpoch = -1n, topics = [] } = m;
  w.int32(brokerId, "brokerId");
  w.int64(brokerEpoch, "brokerEpoch");
  w.array(topics, "topics", encodeAlterPartitionRequestTopicData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAlterPartitionRequestTopicData(w: Writer, m: Init<AlterPartitionRequestTopicData>, v: number): void {
  const { topicId = ZERO_UUID, topicName = "", partitions = [] } = m;
  if (v >= 2) w.uuid(topicId, "topicId");
  if (v <= 1) w.string(topicName, "topicName");
  w.array(partitions, "partitions", encodeAlterPartitionRequestPartitionData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAlterPartitionRequestPartitionData(
  w: Writer,
  m: Init<AlterPartitionRequestPartitionData>,
  v: number,
): void {
  const {
    partitionIndex = 0,
    leaderEpoch = 0,
    newIsr = [],
    newIsrWithEpochs = [],
    leaderRecoveryState = 0,
    partitionEpoch = 0,
  } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int32(leaderEpoch, "leaderEpoch");
  if (v <= 2) w.array(newIsr, "newIsr", writeInt32);
  else if (newIsr?.length !== 0) w.unsupported("newIsr");
  if (v >= 3) w.array(newIsrWithEpochs, "newIsrWithEpochs", encodeAlterPartitionRequestBrokerState);
  else if (newIsrWithEpochs?.length !== 0) w.unsupported("newIsrWithEpochs");
  if (v >= 1) w.int8(leaderRecoveryState, "leaderRecoveryState");
  else if (leaderRecoveryState !== 0) w.unsupported("leaderRecoveryState");
  w.int32(partitionEpoch, "partitionEpoch");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAlterPartitionRequestBrokerState(
  w: Writer,
  m: Init<AlterPartitionRequestBrokerState>,
  _v: number,
): void {
  const { brokerId = 0, brokerEpoch = -1n } = m;
  w.int32(brokerId, "brokerId");
  w.int64(brokerEpoch, "brokerEpoch");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a AlterPartitionRequest in version `v`, 0 to 3. */
export function decodeAlterPartitionRequest(r: Reader, v: number): AlterPartitionRequest {
  r.begin("AlterPartitionRequest", v, true);
  const m: AlterPartitionRequest = {
    brokerId: r.int32("brokerId"),
    brokerEpoch: r.int64("brokerEpoch"),
    topics: r.array("topics", decodeAlterPartitionRequestTopicData),
  };
  r.unknownTags(m);
  return m;
}

function decodeAlterPartitionRequestTopicData(r: Reader, v: number): AlterPartitionRequestTopicData {
  const m: AlterPartitionRequestTopicData = {
    topicId: v >= 2 ? r.uuid("topicId") : ZERO_UUID,
    topicName: v <= 1 ? r.string("topicName") : "",
    partitions: r.array("partitions", decodeAlterPartitionRequestPartitionData),
  };
  r.unknownTags(m);
  return m;
}

function decodeAlterPartitionRequestPartitionData(r: Reader, v: number): AlterPartitionRequestPartitionData {
  const m: AlterPartitionRequestPartitionData = {
    partitionIndex: r.int32("partitionIndex"),
    leaderEpoch: r.int32("leaderEpoch"),
    newIsr: v <= 2 ? r.array("newIsr", readInt32) : [],
    newIsrWithEpochs: v >= 3 ? r.array("newIsrWithEpochs", decodeAlterPartitionRequestBrokerState) : [],
    leaderRecoveryState: v >= 1 ? r.int8("leaderRecoveryState") : 0,
    partitionEpoch: r.int32("partitionEpoch"),
  };
  r.unknownTags(m);
  return m;
}

function decodeAlterPartitionRequestBrokerState(r: Reader, _v: number): AlterPartitionRequestBrokerState {
  const m: AlterPartitionRequestBrokerState = {
    brokerId: r.int32("brokerId"),
    brokerEpoch: r.int64("brokerEpoch"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * AlterPartitionResponse, versions 0 to 3.
 *
 * Versions 0-1 were removed in Apache Kafka 4.0, version 2 is the new baseline.
 * Version 1 adds LeaderRecoveryState field (KIP-704).
 * Version 2 adds TopicId field to replace TopicName field, can return the following new errors:
 * INELIGIBLE_REPLICA, NEW_LEADER_ELECTED and UNKNOWN_TOPIC_ID (KIP-841).
 * Version 3 is the same as version 2 (KIP-903).
 */
export interface AlterPartitionResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The top level response error code. */
  readonly errorCode: number;
  /** The responses for each topic. */
  readonly topics: readonly AlterPartitionResponseTopicData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The responses for each topic. */
export interface AlterPartitionResponseTopicData {
  /** The ID of the topic. (from version 2; left out of others) */
  readonly topicId: string;
  /** The name of the topic. (versions 0 to 1; left out of others) */
  readonly topicName: string;
  /** The responses for each partition. */
  readonly partitions: readonly AlterPartitionResponsePartitionData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The responses for each partition. */
export interface AlterPartitionResponsePartitionData {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The partition level error code. */
  readonly errorCode: number;
  /** The broker ID of the leader. */
  readonly leaderId: number;
  /** The leader epoch. */
  readonly leaderEpoch: number;
  /** The in-sync replica IDs. */
  readonly isr: readonly number[];
  /** 1 if the partition is recovering from an unclean leader election; 0 otherwise. (from version 1; left out of others) */
  readonly leaderRecoveryState: number;
  /** The current epoch for the partition for KRaft controllers. */
  readonly partitionEpoch: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a AlterPartitionResponse in version `v`, 0 to 3. */
export function encodeAlterPartitionResponse(w: Writer, m: Init<AlterPartitionResponse>, v: number): void {
  w.begin("AlterPartitionResponse", v, true);
  const { throttleTimeMs = 0, errorCode = 0, topics = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.array(topics, "topics", encodeAlterPartitionResponseTopicData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAlterPartitionResponseTopicData(w: Writer, m: Init<AlterPartitionResponseTopicData>, v: number): void {
  const { topicId = ZERO_UUID, topicName = "", partitions = [] } = m;
  if (v >= 2) w.uuid(topicId, "topicId");
  if (v <= 1) w.string(topicName, "topicName");
  w.array(partitions, "partitions", encodeAlterPartitionResponsePartitionData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAlterPartitionResponsePartitionData(
  w: Writer,
  m: Init<AlterPartitionResponsePartitionData>,
  v: number,
): void {
  const {
    partitionIndex = 0,
    errorCode = 0,
    leaderId = 0,
    leaderEpoch = 0,
    isr = [],
    leaderRecoveryState = 0,
    partitionEpoch = 0,
  } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int16(errorCode, "errorCode");
  w.int32(leaderId, "leaderId");
  w.int32(leaderEpoch, "leaderEpoch");
  w.array(isr, "isr", writeInt32);
  if (v >= 1) w.int8(leaderRecoveryState, "leaderRecoveryState");
  w.int32(partitionEpoch, "partitionEpoch");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a AlterPartitionResponse in version `v`, 0 to 3. */
export function decodeAlterPartitionResponse(r: Reader, v: number): AlterPartitionResponse {
  r.begin("AlterPartitionResponse", v, true);
  const m: AlterPartitionResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    topics: r.array("topics", decodeAlterPartitionResponseTopicData),
  };
  r.unknownTags(m);
  return m;
}

function decodeAlterPartitionResponseTopicData(r: Reader, v: number): AlterPartitionResponseTopicData {
  const m: AlterPartitionResponseTopicData = {
    topicId: v >= 2 ? r.uuid("topicId") : ZERO_UUID,
    topicName: v <= 1 ? r.string("topicName") : "",
    partitions: r.array("partitions", decodeAlterPartitionResponsePartitionData),
  };
  r.unknownTags(m);
  return m;
}

function decodeAlterPartitionResponsePartitionData(r: Reader, v: number): AlterPartitionResponsePartitionData {
  const m: AlterPartitionResponsePartitionData = {
    partitionIndex: r.int32("partitionIndex"),
    errorCode: r.int16("errorCode"),
    leaderId: r.int32("leaderId"),
    leaderEpoch: r.int32("leaderEpoch"),
    isr: r.array("isr", readInt32),
    leaderRecoveryState: v >= 1 ? r.int8("leaderRecoveryState") : 0,
    partitionEpoch: r.int32("partitionEpoch"),
  };
  r.unknownTags(m);
  return m;
}
