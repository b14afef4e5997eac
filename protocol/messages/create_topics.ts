// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt32, writeInt32 } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import { TagWriter } from "../wire/tag_writer.ts";
import type { Mutable, UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of CreateTopics (key 19, versions 0 to 7). */
export const CreateTopics: ClientApi<CreateTopicsRequest, CreateTopicsResponse> = {
  key: 19,
  name: "CreateTopics",
  minVersion: 0,
  maxVersion: 7,
  latestStableVersion: 7,
  flexibleFrom: 5,
  encodeRequest: encodeCreateTopicsRequest,
  decodeResponse: decodeCreateTopicsResponse,
};

/** The broker's side of CreateTopics (key 19, versions 0 to 7). */
export const CreateTopicsBroker: BrokerApi<CreateTopicsRequest, CreateTopicsResponse> = {
  key: 19,
  name: "CreateTopics",
  minVersion: 0,
  maxVersion: 7,
  latestStableVersion: 7,
  flexibleFrom: 5,
  decodeRequest: decodeCreateTopicsRequest,
  encodeResponse: encodeCreateTopicsResponse,
};

/**
 * CreateTopicsRequest, versions 0 to 7.
 *
 * Versions 0-1 were removed in Apache Kafka 4.0, Version 2 is the new baseline.
 * Version 1 adds validateOnly.
 * Version 4 makes partitions/replicationFactor optional even when assignments are not present (KIP-464)
 * Version 5 is the first flexible version.
 * Version 5 also returns topic configs in the response (KIP-525).
 * Version 6 is identical to version 5 but may return a THROTTLING_QUOTA_EXCEEDED error
 * in the response if the topics creation is throttled (KIP-599).
 * Version 7 is the same as version 6.
 */
export interface CreateTopicsRequest {
  /** The topics to create. */
  readonly topics: readonly CreateTopicsRequestCreatableTopic[];
  /** How long to wait in milliseconds before timing out the request. (default 60000) */
  readonly timeoutMs: number;
  /** If true, check that the topics can be created as specified, but don't create anything. (from version 1) */
  readonly validateOnly: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topics to create. */
export interface CreateTopicsRequestCreatableTopic {
  /** The topic name. */
  readonly name: string;
  /** The number of partitions to create in the topic, or -1 if we are either specifying a manual partition assignment or using the default partitions. */
  readonly numPartitions: number;
  /** The number of replicas to create for each partition in the topic, or -1 if we are either specifying a manual partition assignment or using the default replication factor. */
  readonly replicationFactor: number;
  /** The manual partition assignment, or the empty array if we are using automatic assignment. */
  readonly assignments: readonly CreateTopicsRequestCreatableReplicaAssignment[];
  /** The custom topic configurations to set. */
  readonly configs: readonly CreateTopicsRequestCreatableTopicConfig[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The manual partition assignment, or the empty array if we are using automatic assignment. */
export interface CreateTopicsRequestCreatableReplicaAssignment {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The brokers to place the partition on. */
  readonly brokerIds: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The custom topic configurations to set. */
export interface CreateTopicsRequestCreatableTopicConfig {
  /** The configuration name. */
  readonly name: string;
  /** The configuration value. */
  readonly value: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a CreateTopicsRequest in version `v`, 0 to 7. */
export function encodeCreateTopicsRequest(w: Writer, m: Init<CreateTopicsRequest>, v: number): void {
  w.begin("CreateTopicsRequest", v, v >= 5);
  const { topics = [], timeoutMs = 60000, validateOnly = false } = m;
  w.array(topics, "topics", encodeCreateTopicsRequestCreatableTopic);
  w.int32(timeoutMs, "timeoutMs");
  if (v >= 1) w.bool(validateOnly, "validateOnly");
  else if (validateOnly !== false) w.unsupported("validateOnly");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeCreateTopicsRequestCreatableTopic(
  w: Writer,
  m: Init<CreateTopicsRequestCreatableTopic>,
  _v: number,
): void {
  const { name = "", numPartitions = 0, replicationFactor = 0, assignments = [], configs = [] } = m;
  w.string(name, "name");
  w.int32(numPartitions, "numPartitions");
  w.int16(replicationFactor, "replicationFactor");
  w.array(assignments, "assignments", encodeCreateTopicsRequestCreatableReplicaAssignment);
  w.array(configs, "configs", encodeCreateTopicsRequestCreatableTopicConfig);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeCreateTopicsRequestCreatableReplicaAssignment(
  w: Writer,
  m: Init<CreateTopicsRequestCreatableReplicaAssignment>,
  _v: number,
): void {
  const { partitionIndex = 0, brokerIds = [] } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.array(brokerIds, "brokerIds", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeCreateTopicsRequestCreatableTopicConfig(
  w: Writer,
  m: Init<CreateTopicsRequestCreatableTopicConfig>,
  _v: number,
): void {
  const { name = "", value = "" } = m;
  w.string(name, "name");
  w.nullableString(value, "value");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a CreateTopicsRequest in version `v`, 0 to 7. */
export function decodeCreateTopicsRequest(r: Reader, v: number): CreateTopicsRequest {
  r.begin("CreateTopicsRequest", v, v >= 5);
  const m: CreateTopicsRequest = {
    topics: r.array("topics", decodeCreateTopicsRequestCreatableTopic),
    timeoutMs: r.int32("timeoutMs"),
    validateOnly: v >= 1 ? r.bool("validateOnly") : false,
  };
  r.unknownTags(m);
  return m;
}

function decodeCreateTopicsRequestCreatableTopic(r: Reader, _v: number): CreateTopicsRequestCreatableTopic {
  const m: CreateTopicsRequestCreatableTopic = {
    name: r.string("name"),
    numPartitions: r.int32("numPartitions"),
    replicationFactor: r.int16("replicationFactor"),
    assignments: r.array("assignments", decodeCreateTopicsRequestCreatableReplicaAssignment),
    configs: r.array("configs", decodeCreateTopicsRequestCreatableTopicConfig),
  };
  r.unknownTags(m);
  return m;
}

function decodeCreateTopicsRequestCreatableReplicaAssignment(
  r: Reader,
  _v: number,
): CreateTopicsRequestCreatableReplicaAssignment {
  const m: CreateTopicsRequestCreatableReplicaAssignment = {
    partitionIndex: r.int32("partitionIndex"),
    brokerIds: r.array("brokerIds", readInt32),
  };
  r.unknownTags(m);
  return m;
}

function decodeCreateTopicsRequestCreatableTopicConfig(r: Reader, _v: number): CreateTopicsRequestCreatableTopicConfig {
  const m: CreateTopicsRequestCreatableTopicConfig = {
    name: r.string("name"),
    value: r.nullableString("value"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * CreateTopicsResponse, versions 0 to 7.
 *
 * Versions 0-1 were removed in Apache Kafka 4.0, Version 2 is the new baseline.
 * Version 1 adds a per-topic error message string.
 * Version 2 adds the throttle time.
 * Starting in version 3, on quota violation, brokers send out responses before throttling.
 * Version 4 makes partitions/replicationFactor optional even when assignments are not present (KIP-464).
 * Version 5 is the first flexible version.
 * Version 5 also returns topic configs in the response (KIP-525).
 * Version 6 is identical to version 5 but may return a THROTTLING_QUOTA_EXCEEDED error
 * in the response if the topics creation is throttled (KIP-599).
 * Version 7 returns the topic ID of the newly created topic if creation is successful.
 */
export interface CreateTopicsResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. (from version 2; left out of others) */
  readonly throttleTimeMs: number;
  /** Results for each topic we tried to create. */
  readonly topics: readonly CreateTopicsResponseCreatableTopicResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Results for each topic we tried to create. */
export interface CreateTopicsResponseCreatableTopicResult {
  /** The topic name. */
  readonly name: string;
  /** The unique topic ID. (from version 7; left out of others) */
  readonly topicId: string;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The error message, or null if there was no error. (from version 1; left out of others) */
  readonly errorMessage: string | null;
  /** Optional topic config error returned if configs are not returned in the response. (from version 5; left out of others; tag 0) */
  readonly topicConfigErrorCode: number;
  /** Number of partitions of the topic. (from version 5; left out of others; default -1) */
  readonly numPartitions: number;
  /** Replication factor of the topic. (from version 5; left out of others; default -1) */
  readonly replicationFactor: number;
  /** Configuration of the topic. (from version 5; left out of others) */
  readonly configs: readonly CreateTopicsResponseCreatableTopicConfigs[] | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Configuration of the topic. */
export interface CreateTopicsResponseCreatableTopicConfigs {
  /** The configuration name. */
  readonly name: string;
  /** The configuration value. */
  readonly value: string | null;
  /** True if the configuration is read-only. */
  readonly readOnly: boolean;
  /** The configuration source. (default -1) */
  readonly configSource: number;
  /** True if this configuration is sensitive. */
  readonly isSensitive: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a CreateTopicsResponse in version `v`, 0 to 7. */
export function encodeCreateTopicsResponse(w: Writer, m: Init<CreateTopicsResponse>, v: number): void {
  w.begin("CreateTopicsResponse", v, v >= 5);
  const { throttleTimeMs = 0, topics = [] } = m;
  if (v >= 2) w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(topics, "topics", encodeCreateTopicsResponseCreatableTopicResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeCreateTopicsResponseCreatableTopicResult(
  w: Writer,
  m: Init<CreateTopicsResponseCreatableTopicResult>,
  v: number,
): void {
  const {
    name = "",
    topicId = ZERO_UUID,
    errorCode = 0,
    errorMessage = "",
    topicConfigErrorCode = 0,
    numPartitions = -1,
    replicationFactor = -1,
    configs = [],
  } = m;
  w.string(name, "name");
  if (v >= 7) w.uuid(topicId, "topicId");
  w.int16(errorCode, "errorCode");
  if (v >= 1) w.nullableString(errorMessage, "errorMessage");
  if (v >= 5) w.int32(numPartitions, "numPartitions");
  if (v >= 5) w.int16(replicationFactor, "replicationFactor");
  if (v >= 5) w.nullableArray(configs, "configs", encodeCreateTopicsResponseCreatableTopicConfigs);
  if (v >= 5) {
    const tags = new TagWriter(w, m.unknownTaggedFields);
    if (topicConfigErrorCode !== 0) {
      tags.begin(0);
      w.int16(topicConfigErrorCode, "topicConfigErrorCode");
      tags.end();
    }
    tags.close();
  } else w.unknownTags(m.unknownTaggedFields);
}

function encodeCreateTopicsResponseCreatableTopicConfigs(
  w: Writer,
  m: Init<CreateTopicsResponseCreatableTopicConfigs>,
  _v: number,
): void {
  const { name = "", value = "", readOnly = false, configSource = -1, isSensitive = false } = m;
  w.string(name, "name");
  w.nullableString(value, "value");
  w.bool(readOnly, "readOnly");
  w.int8(configSource, "configSource");
  w.bool(isSensitive, "isSensitive");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a CreateTopicsResponse in version `v`, 0 to 7. */
export function decodeCreateTopicsResponse(r: Reader, v: number): CreateTopicsResponse {
  r.begin("CreateTopicsResponse", v, v >= 5);
  const m: CreateTopicsResponse = {
    throttleTimeMs: v >= 2 ? r.int32("throttleTimeMs") : 0,
    topics: r.array("topics", decodeCreateTopicsResponseCreatableTopicResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeCreateTopicsResponseCreatableTopicResult(
  r: Reader,
  v: number,
): CreateTopicsResponseCreatableTopicResult {
  const m: Mutable<CreateTopicsResponseCreatableTopicResult> = {
    name: r.string("name"),
    topicId: v >= 7 ? r.uuid("topicId") : ZERO_UUID,
    errorCode: r.int16("errorCode"),
    errorMessage: v >= 1 ? r.nullableString("errorMessage") : "",
    topicConfigErrorCode: 0,
    numPartitions: v >= 5 ? r.int32("numPartitions") : -1,
    replicationFactor: v >= 5 ? r.int16("replicationFactor") : -1,
    configs: v >= 5 ? r.nullableArray("configs", decodeCreateTopicsResponseCreatableTopicConfigs) : [],
  };
  if (v >= 5) {
    for (let left = r.tagCount(); left > 0; left--) {
      const outer = r.beginTag();
      if (r.tag === 0) m.topicConfigErrorCode = r.int16("topicConfigErrorCode");
      else r.unknownTag(m);
      r.endTag(outer);
    }
  }
  return m;
}

function decodeCreateTopicsResponseCreatableTopicConfigs(
  r: Reader,
  _v: number,
): CreateTopicsResponseCreatableTopicConfigs {
  const m: CreateTopicsResponseCreatableTopicConfigs = {
    name: r.string("name"),
    value: r.nullableString("value"),
    readOnly: r.bool("readOnly"),
    configSource: r.int8("configSource"),
    isSensitive: r.bool("isSensitive"),
  };
  r.unknownTags(m);
  return m;
}
