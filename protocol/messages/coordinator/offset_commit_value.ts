// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import { TagWriter } from "../../wire/tag_writer.ts";
import type { Mutable, UnknownTaggedField } from "../../wire/tagged_fields.ts";
import { ZERO_UUID } from "../../wire/uuid.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of OffsetCommitValue (record type 1). */
export const offsetCommitValueVersions: MessageVersions = {
  name: "OffsetCommitValue",
  recordType: 1,
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 4,
};

/**
 * OffsetCommitValue, versions 0 to 4.
 *
 * Version 4 is the first flexible version.
 * KIP-915: bumping the version will no longer make this record backward compatible.
 * We suggest to add/remove only tagged fields to maintain backward compatibility.
 */
export interface OffsetCommitValue {
  /** The offset that the consumer wants to store (for this partition). */
  readonly offset: bigint;
  /** The leader epoch of the last consumed record. (from version 3; left out of others; default -1) */
  readonly leaderEpoch: number;
  /** Any metadata the client wants to keep. */
  readonly metadata: string;
  /** The time at which the commit was added to the log. */
  readonly commitTimestamp: bigint;
  /** The time at which the offset will expire. (version 1; left out of others; default -1n) */
  readonly expireTimestamp: bigint;
  /** The topic id of the committed offset. (from version 4; left out of others; tag 0) */
  readonly topicId: string;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a OffsetCommitValue in version `v`, 0 to 4. */
export function encodeOffsetCommitValue(w: Writer, m: Init<OffsetCommitValue>, v: number): void {
  w.begin("OffsetCommitValue", v, v >= 4);
  const {
    offset = 0n,
    leaderEpoch = -1,
    metadata = "",
    commitTimestamp = 0n,
    expireTimestamp = -1n,
    topicId = ZERO_UUID,
  } = m;
  w.int64(offset, "offset");
  if (v >= 3) w.int32(leaderEpoch, "leaderEpoch");
  w.string(metadata, "metadata");
  w.int64(commitTimestamp, "commitTimestamp");
  if (v === 1) w.int64(expireTimestamp, "expireTimestamp");
  if (v >= 4) {
    const tags = new TagWriter(w, m.unknownTaggedFields);
    if (topicId !== ZERO_UUID) {
      tags.begin(0);
      w.uuid(topicId, "topicId");
      tags.end();
    }
    tags.close();
  } else w.unknownTags(m.unknownTaggedFields);
}

/** Reads a OffsetCommitValue in version `v`, 0 to 4. */
export function decodeOffsetCommitValue(r: Reader, v: number): OffsetCommitValue {
  r.begin("OffsetCommitValue", v, v >= 4);
  const m: Mutable<OffsetCommitValue> = {
    offset: r.int64("offset"),
    leaderEpoch: v >= 3 ? r.int32("leaderEpoch") : -1,
    metadata: r.string("metadata"),
    commitTimestamp: r.int64("commitTimestamp"),
    expireTimestamp: v === 1 ? r.int64("expireTimestamp") : -1n,
    topicId: ZERO_UUID,
  };
  if (v >= 4) {
    for (let left = r.tagCount(); left > 0; left--) {
      const outer = r.beginTag();
      if (r.tag === 0) m.topicId = r.uuid("topicId");
      else r.unknownTag(m);
      r.endTag(outer);
    }
  }
  return m;
}
