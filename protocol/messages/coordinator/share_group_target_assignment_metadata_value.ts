// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import { TagWriter } from "../../wire/tag_writer.ts";
import type { Mutable, UnknownTaggedField } from "../../wire/tagged_fields.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ShareGroupTargetAssignmentMetadataValue (record type 12). */
export const shareGroupTargetAssignmentMetadataValueVersions: MessageVersions = {
  name: "ShareGroupTargetAssignmentMetadataValue",
  recordType: 12,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
};

/** ShareGroupTargetAssignmentMetadataValue, version 0. */
export interface ShareGroupTargetAssignmentMetadataValue {
  /** The assignment epoch. */
  readonly assignmentEpoch: number;
  /** The time at which the assignment calculation finished. (tag 0) */
  readonly assignmentTimestamp: bigint;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ShareGroupTargetAssignmentMetadataValue in version `v`, 0 to 0. */
export function encodeShareGroupTargetAssignmentMetadataValue(
  w: Writer,
  m: Init<ShareGroupTargetAssignmentMetadataValue>,
  v: number,
): void {
  w.begin("ShareGroupTargetAssignmentMetadataValue", v, true);
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

/** Reads a ShareGroupTargetAssignmentMetadataValue in version `v`, 0 to 0. */
export function decodeShareGroupTargetAssignmentMetadataValue(
  r: Reader,
  v: number,
): ShareGroupTargetAssignmentMetadataValue {
  r.begin("ShareGroupTargetAssignmentMetadataValue", v, true);
  const m: Mutable<ShareGroupTargetAssignmentMetadataValue> = {
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
