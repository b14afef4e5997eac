// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { UnknownTaggedField } from "../../wire/tagged_fields.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ShareGroupMetadataValue (record type 11). */
export const shareGroupMetadataValueVersions: MessageVersions = {
  name: "ShareGroupMetadataValue",
  recordType: 11,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
};

/** ShareGroupMetadataValue, version 0. */
export interface ShareGroupMetadataValue {
  /** The group epoch. */
  readonly epoch: number;
  /** The hash of all topics in the group. */
  readonly metadataHash: bigint;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ShareGroupMetadataValue in version `v`, 0 to 0. */
export function encodeShareGroupMetadataValue(w: Writer, m: Init<ShareGroupMetadataValue>, v: number): void {
  w.begin("ShareGroupMetadataValue", v, true);
  const { epoch = 0, metadataHash = 0n } = m;
  w.int32(epoch, "epoch");
  w.int64(metadataHash, "metadataHash");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ShareGroupMetadataValue in version `v`, 0 to 0. */
export function decodeShareGroupMetadataValue(r: Reader, v: number): ShareGroupMetadataValue {
  r.begin("ShareGroupMetadataValue", v, true);
  const m: ShareGroupMetadataValue = {
    epoch: r.int32("epoch"),
    metadataHash: r.int64("metadataHash"),
  };
  r.unknownTags(m);
  return m;
}
