// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import { readInt32, writeInt32 } from "../../wire/elements.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { UnknownTaggedField } from "../../wire/tagged_fields.ts";
import { ZERO_UUID } from "../../wire/uuid.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ShareGroupTargetAssignmentMemberValue (record type 13). */
export const shareGroupTargetAssignmentMemberValueVersions: MessageVersions = {
  name: "ShareGroupTargetAssignmentMemberValue",
  recordType: 13,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
};

/** ShareGroupTargetAssignmentMemberValue, version 0. */
export interface ShareGroupTargetAssignmentMemberValue {
  /** The assigned partitions. */
  readonly topicPartitions: readonly ShareGroupTargetAssignmentMemberValueTopicPartition[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The assigned partitions. */
export interface ShareGroupTargetAssignmentMemberValueTopicPartition {
  /** The topic id. */
  readonly topicId: string;
  /** The partition indexes. */
  readonly partitions: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ShareGroupTargetAssignmentMemberValue in version `v`, 0 to 0. */
export function encodeShareGroupTargetAssignmentMemberValue(
  w: Writer,
  m: Init<ShareGroupTargetAssignmentMemberValue>,
  v: number,
): void {
  w.begin("ShareGroupTargetAssignmentMemberValue", v, true);
  const { topicPartitions = [] } = m;
  w.array(topicPartitions, "topicPartitions", encodeShareGroupTargetAssignmentMemberValueTopicPartition);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeShareGroupTargetAssignmentMemberValueTopicPartition(
  w: Writer,
  m: Init<ShareGroupTargetAssignmentMemberValueTopicPartition>,
  _v: number,
): void {
  const { topicId = ZERO_UUID, partitions = [] } = m;
  w.uuid(topicId, "topicId");
  w.array(partitions, "partitions", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ShareGroupTargetAssignmentMemberValue in version `v`, 0 to 0. */
export function decodeShareGroupTargetAssignmentMemberValue(
  r: Reader,
  v: number,
): ShareGroupTargetAssignmentMemberValue {
  r.begin("ShareGroupTargetAssignmentMemberValue", v, true);
  const m: ShareGroupTargetAssignmentMemberValue = {
    topicPartitions: r.array("topicPartitions", decodeShareGroupTargetAssignmentMemberValueTopicPartition),
  };
  r.unknownTags(m);
  return m;
}

function decodeShareGroupTargetAssignmentMemberValueTopicPartition(
  r: Reader,
  _v: number,
): ShareGroupTargetAssignmentMemberValueTopicPartition {
  const m: ShareGroupTargetAssignmentMemberValueTopicPartition = {
    topicId: r.uuid("topicId"),
    partitions: r.array("partitions", readInt32),
  };
  r.unknownTags(m);
  return m;
}
