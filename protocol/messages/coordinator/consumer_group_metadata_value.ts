// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import { TagWriter } from "../../wire/tag_writer.ts";
import type { Mutable, UnknownTaggedField } from "../../wire/tagged_fields.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ConsumerGroupMetadataValue (record type 3). */
export const consumerGroupMetadataValueVersions: MessageVersions = {
  name: "ConsumerGroupMetadataValue",
  recordType: 3,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
};

/** ConsumerGroupMetadataValue, version 0. */
export interface ConsumerGroupMetadataValue {
  /** The group epoch. */
  readonly epoch: number;
  /** The hash of all topics in the group. (tag 0) */
  readonly metadataHash: bigint;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ConsumerGroupMetadataValue in version `v`, 0 to 0. */
export function encodeConsumerGroupMetadataValue(w: Writer, m: Init<ConsumerGroupMetadataValue>, v: number): void {
  w.begin("ConsumerGroupMetadataValue", v, true);
  const { epoch = 0, metadataHash = 0n } = m;
  w.int32(epoch, "epoch");
  const tags = new TagWriter(w, m.unknownTaggedFields);
  if (metadataHash !== 0n) {
    tags.begin(0);
    w.int64(metadataHash, "metadataHash");
    tags.end();
  }
  tags.close();
}

/** Reads a ConsumerGroupMetadataValue in version `v`, 0 to 0. */
export function decodeConsumerGroupMetadataValue(r: Reader, v: number): ConsumerGroupMetadataValue {
  r.begin("ConsumerGroupMetadataValue", v, true);
  const m: Mutable<ConsumerGroupMetadataValue> = {
    epoch: r.int32("epoch"),
    metadataHash: 0n,
  };
  for (let left = r.tagCount(); left > 0; left--) {
    const outer = r.beginTag();
    if (r.tag === 0) m.metadataHash = r.int64("metadataHash");
    else r.unknownTag(m);
    r.endTag(outer);
  }
  return m;
}
