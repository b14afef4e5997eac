// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import { readInt16, readString, writeInt16, writeString } from "../../wire/elements.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { UnknownTaggedField } from "../../wire/tagged_fields.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of StreamsGroupTopologyValue (record type 23). */
export const streamsGroupTopologyValueVersions: MessageVersions = {
  name: "StreamsGroupTopologyValue",
  recordType: 23,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
};

/** StreamsGroupTopologyValue, version 0. */
export interface StreamsGroupTopologyValue {
  /** The epoch of the topology. */
  readonly epoch: number;
  /** The sub-topologies of the streams application. */
  readonly subtopologies: readonly StreamsGroupTopologyValueSubtopology[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The sub-topologies of the streams application. */
export interface StreamsGroupTopologyValueSubtopology {
  /** String to uniquely identify the subtopology. */
  readonly subtopologyId: string;
  /** The topics the topology reads from. */
  readonly sourceTopics: readonly string[];
  /** Regular expressions identifying topics the subtopology reads from. */
  readonly sourceTopicRegex: readonly string[];
  /** The set of state changelog topics associated with this subtopology. */
  readonly stateChangelogTopics: readonly StreamsGroupTopologyValueTopicInfo[];
  /** The repartition topics the subtopology writes to. */
  readonly repartitionSinkTopics: readonly string[];
  /** The set of source topics that are internally created repartition topics. */
  readonly repartitionSourceTopics: readonly StreamsGroupTopologyValueTopicInfo[];
  /** A subset of source topics that must be copartitioned. */
  readonly copartitionGroups: readonly StreamsGroupTopologyValueCopartitionGroup[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The set of state changelog topics associated with this subtopology. */
export interface StreamsGroupTopologyValueTopicInfo {
  /** The name of the topic. */
  readonly name: string;
  /** The number of partitions in the topic. Can be 0 if no specific number of partitions is enforced. Always 0 for changelog topics. */
  readonly partitions: number;
  /** The replication factor of the topic. Can be 0 if the default replication factor should be used. */
  readonly replicationFactor: number;
  /** Topic-level configurations as key-value pairs. */
  readonly topicConfigs: readonly StreamsGroupTopologyValueTopicConfig[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Topic-level configurations as key-value pairs. */
export interface StreamsGroupTopologyValueTopicConfig {
  /** The key of the topic-level configuration. */
  readonly key: string;
  /** The value of the topic-level configuration. */
  readonly value: string;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** A subset of source topics that must be copartitioned. */
export interface StreamsGroupTopologyValueCopartitionGroup {
  /** The topics the topology reads from. Index into the array on the subtopology level. */
  readonly sourceTopics: readonly number[];
  /** Regular expressions identifying topics the subtopology reads from. Index into the array on the subtopology level. */
  readonly sourceTopicRegex: readonly number[];
  /** The set of source topics that are internally created repartition topics. Index into the array on the subtopology level. */
  readonly repartitionSourceTopics: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a StreamsGroupTopologyValue in version `v`, 0 to 0. */
export function encodeStreamsGroupTopologyValue(w: Writer, m: Init<StreamsGroupTopologyValue>, v: number): void {
  w.begin("StreamsGroupTopologyValue", v, true);
  const { epoch = 0, subtopologies = [] } = m;
  w.int32(epoch, "epoch");
  w.array(subtopologies, "subtopologies", encodeStreamsGroupTopologyValueSubtopology);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupTopologyValueSubtopology(
  w: Writer,
  m: Init<StreamsGroupTopologyValueSubtopology>,
  _v: number,
): void {
  const {
    subtopologyId = "",
    sourceTopics = [],
    sourceTopicRegex = [],
    stateChangelogTopics = [],
    repartitionSinkTopics = [],
    repartitionSourceTopics = [],
    copartitionGroups = [],
  } = m;
  w.string(subtopologyId, "subtopologyId");
  w.array(sourceTopics, "sourceTopics", writeString);
  w.array(sourceTopicRegex, "sourceTopicRegex", writeString);
  w.array(stateChangelogTopics, "stateChangelogTopics", encodeStreamsGroupTopologyValueTopicInfo);
  w.array(repartitionSinkTopics, "repartitionSinkTopics", writeString);
  w.array(repartitionSourceTopics, "repartitionSourceTopics", encodeStreamsGroupTopologyValueTopicInfo);
  w.array(copartitionGroups, "copartitionGroups", encodeStreamsGroupTopologyValueCopartitionGroup);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupTopologyValueTopicInfo(
  w: Writer,
  m: Init<StreamsGroupTopologyValueTopicInfo>,
  _v: number,
): void {
  const { name = "", partitions = 0, replicationFactor = 0, topicConfigs = [] } = m;
  w.string(name, "name");
  w.int32(partitions, "partitions");
  w.int16(replicationFactor, "replicationFactor");
  w.array(topicConfigs, "topicConfigs", encodeStreamsGroupTopologyValueTopicConfig);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupTopologyValueTopicConfig(
  w: Writer,
  m: Init<StreamsGroupTopologyValueTopicConfig>,
  _v: number,
): void {
  const { key = "", value = "" } = m;
  w.string(key, "key");
  w.string(value, "value");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeStreamsGroupTopologyValueCopartitionGroup(
  w: Writer,
  m: Init<StreamsGroupTopologyValueCopartitionGroup>,
  _v: number,
): void {
  const { sourceTopics = [], sourceTopicRegex = [], repartitionSourceTopics = [] } = m;
  w.array(sourceTopics, "sourceTopics", writeInt16);
  w.array(sourceTopicRegex, "sourceTopicRegex", writeInt16);
  w.array(repartitionSourceTopics, "repartitionSourceTopics", writeInt16);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a StreamsGroupTopologyValue in version `v`, 0 to 0. */
export function decodeStreamsGroupTopologyValue(r: Reader, v: number): StreamsGroupTopologyValue {
  r.begin("StreamsGroupTopologyValue", v, true);
  const m: StreamsGroupTopologyValue = {
    epoch: r.int32("epoch"),
    subtopologies: r.array("subtopologies", decodeStreamsGroupTopologyValueSubtopology),
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupTopologyValueSubtopology(r: Reader, _v: number): StreamsGroupTopologyValueSubtopology {
  const m: StreamsGroupTopologyValueSubtopology = {
    subtopologyId: r.string("subtopologyId"),
    sourceTopics: r.array("sourceTopics", readString),
    sourceTopicRegex: r.array("sourceTopicRegex", readString),
    stateChangelogTopics: r.array("stateChangelogTopics", decodeStreamsGroupTopologyValueTopicInfo),
    repartitionSinkTopics: r.array("repartitionSinkTopics", readString),
    repartitionSourceTopics: r.array("repartitionSourceTopics", decodeStreamsGroupTopologyValueTopicInfo),
    copartitionGroups: r.array("copartitionGroups", decodeStreamsGroupTopologyValueCopartitionGroup),
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupTopologyValueTopicInfo(r: Reader, _v: number): StreamsGroupTopologyValueTopicInfo {
  const m: StreamsGroupTopologyValueTopicInfo = {
    name: r.string("name"),
    partitions: r.int32("partitions"),
    replicationFactor: r.int16("replicationFactor"),
    topicConfigs: r.array("topicConfigs", decodeStreamsGroupTopologyValueTopicConfig),
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupTopologyValueTopicConfig(r: Reader, _v: number): StreamsGroupTopologyValueTopicConfig {
  const m: StreamsGroupTopologyValueTopicConfig = {
    key: r.string("key"),
    value: r.string("value"),
  };
  r.unknownTags(m);
  return m;
}

function decodeStreamsGroupTopologyValueCopartitionGroup(
  r: Reader,
  _v: number,
): StreamsGroupTopologyValueCopartitionGroup {
  const m: StreamsGroupTopologyValueCopartitionGroup = {
    sourceTopics: r.array("sourceTopics", readInt16),
    sourceTopicRegex: r.array("sourceTopicRegex", readInt16),
    repartitionSourceTopics: r.array("repartitionSourceTopics", readInt16),
  };
  r.unknownTags(m);
  return m;
}
