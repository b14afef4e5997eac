// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import { readInt32, writeInt32 } from "../../wire/elements.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { UnknownTaggedField } from "../../wire/tagged_fields.ts";
import { ZERO_UUID } from "../../wire/uuid.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ConsumerGroupTargetAssignmentMemberValue (record type 7). */
export const consumerGroupTargetAssignmentMemberValueVersions: MessageVersions = {
  name: "ConsumerGroupTargetAssignmentMemberValue",
  recordType: 7,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
};

/** ConsumerGroupTargetAssignmentMemberValue, version 0. */
export interface ConsumerGroupTargetAssignmentMemberValue {
  /** The assigned partitions. */
  readonly topicPartitions: readonly ConsumerGroupTargetAssignmentMemberValueTopicPartition[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The assigned partitions. */
export interface ConsumerGroupTargetAssignmentMemberValueTopicPartition {
  /** The topic id. */
  readonly topicId: string;
  /** The partition indexes. */
  readonly partitions: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ConsumerGroupTargetAssignmentMemberValue in version `v`, 0 to 0. */
export function encodeConsumerGroupTargetAssignmentMemberValue(
  w: Writer,
  m: Init<ConsumerGroupTargetAssignmentMemberValue>,
  v: number,
): void {
  w.begin("ConsumerGroupTargetAssignmentMemberValue", v, true);
  const { topicPartitions = [] } = m;
  w.array(topicPartitions, "topicPartitions", encodeConsumerGroupTargetAssignmentMemberValueTopicPartition);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeConsumerGroupTargetAssignmentMemberValueTopicPartition(
  w: Writer,
  m: Init<ConsumerGroupTargetAssignmentMemberValueTopicPartition>,
  _v: number,
): void {
  const { topicId = ZERO_UUID, partitions = [] } = m;
  w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ConsumerGroupTargetAssignmentMemberValue in version `v`, 0 to 0. */
export function decodeConsumerGroupTargetAssignmentMemberValue(
  r: Reader,
  v: number,
): ConsumerGroupTargetAssignmentMemberValue {
  r.begin("ConsumerGroupTargetAssignmentMemberValue", v, true);
  const m: ConsumerGroupTargetAssignmentMemberValue = {
    topicPartitions: r.array("topicPartitions", decodeConsumerGroupTargetAssignmentMemberValueTopicPartition),
  };
  r.unknownTags(m);
  return m;
}

function decodeConsumerGroupTargetAssignmentMemberValueTopicPartition(
  r: Reader,
  _v: number,
): ConsumerGroupTargetAssignmentMemberValueTopicPartition {
  const m: ConsumerGroupTargetAssignmentMemberValueTopicPartition = {
    topicId: r.uuid("topicId"),
    partitions: r.array("partitions", readInt32),
  };
  r.unknownTags(m);
  return m;
}
