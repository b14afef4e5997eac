// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import { readInt32, writeInt32 } from "../../wire/elements.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { UnknownTaggedField } from "../../wire/tagged_fields.ts";
import { ZERO_UUID } from "../../wire/uuid.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ShareGroupStatePartitionMetadataValue (record type 15). */
export const shareGroupStatePartitionMetadataValueVersions: MessageVersions = {
  name: "ShareGroupStatePartitionMetadataValue",
  recordType: 15,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
};

/** ShareGroupStatePartitionMetadataValue, version 0. */
export interface ShareGroupStatePartitionMetadataValue {
  /** The topic-partitions whose share-group state is being initialized. */
  readonly initializingTopics: readonly ShareGroupStatePartitionMetadataValueTopicPartitionsInfo[];
  /** The topics with initialized share-group state. */
  readonly initializedTopics: readonly ShareGroupStatePartitionMetadataValueTopicPartitionsInfo[];
  /** The topics whose share-group state is being deleted. */
  readonly deletingTopics: readonly ShareGroupStatePartitionMetadataValueTopicInfo[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topic-partitions whose share-group state is being initialized. */
export interface ShareGroupStatePartitionMetadataValueTopicPartitionsInfo {
  /** The topic identifier. */
  readonly topicId: string;
  /** The topic name. */
  readonly topicName: string;
  /** The partitions. */
  readonly partitions: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topics whose share-group state is being deleted. */
export interface ShareGroupStatePartitionMetadataValueTopicInfo {
  /** The topic identifier. */
  readonly topicId: string;
  /** The topic name. */
  readonly topicName: string;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ShareGroupStatePartitionMetadataValue in version `v`, 0 to 0. */
export function encodeShareGroupStatePartitionMetadataValue(
  w: Writer,
  m: Init<ShareGroupStatePartitionMetadataValue>,
  v: number,
): void {
  w.begin("ShareGroupStatePartitionMetadataValue", v, true);
  const { initializingTopics = [], initializedTopics = [], deletingTopics = [] } = m;
  w.array(initializingTopics, "initializingTopics", encodeShareGroupStatePartitionMetadataValueTopicPartitionsInfo);
  w.array(initializedTopics, "initializedTopics", encodeShareGroupStatePartitionMetadataValueTopicPartitionsInfo);
  w.array(deletingTopics, "deletingTopics", encodeShareGroupStatePartitionMetadataValueTopicInfo);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeShareGroupStatePartitionMetadataValueTopicPartitionsInfo(
  w: Writer,
  m: Init<ShareGroupStatePartitionMetadataValueTopicPartitionsInfo>,
  _v: number,
): void {
  const { topicId = ZERO_UUID, topicName = "", partitions = [] } = m;
  w.uuid(topicId, "topicId");
  w.string(topicName, "topicName");
  w.array(partitions, "partitions", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeShareGroupStatePartitionMetadataValueTopicInfo(
  w: Writer,
  m: Init<ShareGroupStatePartitionMetadataValueTopicInfo>,
  _v: number,
): void {
  const { topicId = ZERO_UUID, topicName = "" } = m;
  w.uuid(topicId, "topicId");
  w.string(topicName, "topicName");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ShareGroupStatePartitionMetadataValue in version `v`, 0 to 0. */
export function decodeShareGroupStatePartitionMetadataValue(
  r: Reader,
  v: number,
): ShareGroupStatePartitionMetadataValue {
  r.begin("ShareGroupStatePartitionMetadataValue", v, true);
  const m: ShareGroupStatePartitionMetadataValue = {
    initializingTopics: r.array("initializingTopics", decodeShareGroupStatePartitionMetadataValueTopicPartitionsInfo),
    initializedTopics: r.array("initializedTopics", decodeShareGroupStatePartitionMetadataValueTopicPartitionsInfo),
    deletingTopics: r.array("deletingTopics", decodeShareGroupStatePartitionMetadataValueTopicInfo),
  };
  r.unknownTags(m);
  return m;
}

function decodeShareGroupStatePartitionMetadataValueTopicPartitionsInfo(
  r: Reader,
  _v: number,
): ShareGroupStatePartitionMetadataValueTopicPartitionsInfo {
  const m: ShareGroupStatePartitionMetadataValueTopicPartitionsInfo = {
    topicId: r.uuid("topicId"),
    topicName: r.string("topicName"),
    partitions: r.array("partitions", readInt32),
  };
  r.unknownTags(m);
  return m;
}

function decodeShareGroupStatePartitionMetadataValueTopicInfo(
  r: Reader,
  _v: number,
): ShareGroupStatePartitionMetadataValueTopicInfo {
  const m: ShareGroupStatePartitionMetadataValueTopicInfo = {
    topicId: r.uuid("topicId"),
    topicName: r.string("topicName"),
  };
  r.unknownTags(m);
  return m;
}
