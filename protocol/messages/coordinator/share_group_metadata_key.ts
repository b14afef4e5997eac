// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ShareGroupMetadataKey (record type 11). */
export const shareGroupMetadataKeyVersions: MessageVersions = {
  name: "ShareGroupMetadataKey",
  recordType: 11,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** ShareGroupMetadataKey, version 0. */
export interface ShareGroupMetadataKey {
  /** The group id. */
  readonly groupId: string;
}

/** Writes a ShareGroupMetadataKey in version `v`, 0 to 0. */
export function encodeShareGroupMetadataKey(w: Writer, m: Init<ShareGroupMetadataKey>, v: number): void {
  w.begin("ShareGroupMetadataKey", v, false);
  const { groupId = "" } = m;
  w.string(groupId, "groupId");
}

/** Reads a ShareGroupMetadataKey in version `v`, 0 to 0. */
export function decodeShareGroupMetadataKey(r: Reader, v: number): ShareGroupMetadataKey {
  r.begin("ShareGroupMetadataKey", v, false);
  return {
    groupId: r.string("groupId"),
  };
}
