// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import { TagWriter } from "../../wire/tag_writer.ts";
import type { Mutable, UnknownTaggedField } from "../../wire/tagged_fields.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ConsumerGroupTargetAssignmentMetadataValue (record type 6). */
export const consumerGroupTargetAssignmentMetadataValueVersions: MessageVersions = {
  name: "ConsumerGroupTargetAssignmentMetadataValue",
  recordType: 6,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
};

/** ConsumerGroupTargetAssignmentMetadataValue, version 0. */
export interface ConsumerGroupTargetAssignmentMetadataValue {
  /** The assignment epoch. */
  readonly assignmentEpoch: number;
  /** The time at which the assignment calculation finished. (tag 0) */
  readonly assignmentTimestamp: bigint;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ConsumerGroupTargetAssignmentMetadataValue in version `v`, 0 to 0. */
export function encodeConsumerGroupTargetAssignmentMetadataValue(
  w: Writer,
  m: Init<ConsumerGroupTargetAssignmentMetadataValue>,
  v: number,
): void {
  w.begin("ConsumerGroupTargetAssignmentMetadataValue", v, true);
  const { assignmentEpoch = 0, assignmentTimestamp = 0n } = m;
  w.int32(assignmentEpoch, "assignmentEpoch");
  const tags = new TagWriter(w, m.unknownTaggedFields);
  if (assignmentTimestamp !== 0n) {
    tags.begin(0);
    w.int64(assignmentTimestamp, "assignmentTimestamp");
    tags.end();
  }
  tags.close();
}

/** Reads a ConsumerGroupTargetAssignmentMetadataValue in version `v`, 0 to 0. */
export function decodeConsumerGroupTargetAssignmentMetadataValue(
  r: Reader,
  v: number,
): ConsumerGroupTargetAssignmentMetadataValue {
  r.begin("ConsumerGroupTargetAssignmentMetadataValue", v, true);
  const m: Mutable<ConsumerGroupTargetAssignmentMetadataValue> = {
    assignmentEpoch: r.int32("assignmentEpoch"),
    assignmentTimestamp: 0n,
  };
  for (let left = r.tagCount(); left > 0; left--) {
    const outer = r.beginTag();
    if (r.tag === 0) m.assignmentTimestamp = r.int64("assignmentTimestamp");
    else r.unknownTag(m);
    r.endTag(outer);
  }
  return m;
}
