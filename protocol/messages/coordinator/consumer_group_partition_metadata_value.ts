// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import { readString, writeString } from "../../wire/elements.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { UnknownTaggedField } from "../../wire/tagged_fields.ts";
import { ZERO_UUID } from "../../wire/uuid.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ConsumerGroupPartitionMetadataValue (record type 4). */
export const consumerGroupPartitionMetadataValueVersions: MessageVersions = {
  name: "ConsumerGroupPartitionMetadataValue",
  recordType: 4,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
};

/**
 * ConsumerGroupPartitionMetadataValue, version 0.
 *
 * This message is replaced by ConsumerGroupMetadataValue#MetadataHash
 * in 4.1 (KIP-1101).
 */
export interface ConsumerGroupPartitionMetadataValue {
  /** The list of topic metadata. */
  readonly topics: readonly ConsumerGroupPartitionMetadataValueTopicMetadata[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The list of topic metadata. */
export interface ConsumerGroupPartitionMetadataValueTopicMetadata {
  /** The topic id. */
  readonly topicId: string;
  /** The topic name. */
  readonly topicName: string;
  /** The number of partitions of the topic. */
  readonly numPartitions: number;
  /** Deprecated: this field is not used after 4.0. Partitions mapped to a set of racks. If the rack information is unavailable for all the partitions, an empty list is stored. */
  readonly partitionMetadata: readonly ConsumerGroupPartitionMetadataValuePartitionMetadata[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Deprecated: this field is not used after 4.0. Partitions mapped to a set of racks. If the rack information is unavailable for all the partitions, an empty list is stored. */
export interface ConsumerGroupPartitionMetadataValuePartitionMetadata {
  /** The partition number. */
  readonly partition: number;
  /** The set of racks that the partition is mapped to. */
  readonly racks: readonly string[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ConsumerGroupPartitionMetadataValue in version `v`, 0 to 0. */
export function encodeConsumerGroupPartitionMetadataValue(
  w: Writer,
  m: Init<ConsumerGroupPartitionMetadataValue>,
  v: number,
): void {
  w.begin("ConsumerGroupPartitionMetadataValue", v, true);
  const { topics = [] } = m;
  w.array(topics, "topics", encodeConsumerGroupPartitionMetadataValueTopicMetadata);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeConsumerGroupPartitionMetadataValueTopicMetadata(
  w: Writer,
  m: Init<ConsumerGroupPartitionMetadataValueTopicMetadata>,
  _v: number,
): void {
  const { topicId = ZERO_UUID, topicName = "", numPartitions = 0, partitionMetadata = [] } = m;
  w.uuid(topicId, "topicId");
  w.string(topicName, "topicName");
  w.int32(numPartitions, "numPartitions");
  w.array(partitionMetadata, "partitionMetadata", encodeConsumerGroupPartitionMetadataValuePartitionMetadata);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeConsumerGroupPartitionMetadataValuePartitionMetadata(
  w: Writer,
  m: Init<ConsumerGroupPartitionMetadataValuePartitionMetadata>,
  _v: number,
): void {
  const { partition = 0, racks = [] } = m;
  w.int32(partition, "partition");
  w.array(racks, "racks", writeString);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ConsumerGroupPartitionMetadataValue in version `v`, 0 to 0. */
export function decodeConsumerGroupPartitionMetadataValue(r: Reader, v: number): ConsumerGroupPartitionMetadataValue {
  r.begin("ConsumerGroupPartitionMetadataValue", v, true);
  const m: ConsumerGroupPartitionMetadataValue = {
    topics: r.array("topics", decodeConsumerGroupPartitionMetadataValueTopicMetadata),
  };
  r.unknownTags(m);
  return m;
}

function decodeConsumerGroupPartitionMetadataValueTopicMetadata(
  r: Reader,
  _v: number,
): ConsumerGroupPartitionMetadataValueTopicMetadata {
  const m: ConsumerGroupPartitionMetadataValueTopicMetadata = {
    topicId: r.uuid("topicId"),
    topicName: r.string("topicName"),
    numPartitions: r.int32("numPartitions"),
    partitionMetadata: r.array("partitionMetadata", decodeConsumerGroupPartitionMetadataValuePartitionMetadata),
  };
  r.unknownTags(m);
  return m;
}

function decodeConsumerGroupPartitionMetadataValuePartitionMetadata(
  r: Reader,
  _v: number,
): ConsumerGroupPartitionMetadataValuePartitionMetadata {
  const m: ConsumerGroupPartitionMetadataValuePartitionMetadata = {
    partition: r.int32("partition"),
    racks: r.array("racks", readString),
  };
  r.unknownTags(m);
  return m;
}
