// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of GroupMetadataKey (record type 2). */
export const groupMetadataKeyVersions: MessageVersions = {
  name: "GroupMetadataKey",
  recordType: 2,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** GroupMetadataKey, version 0. */
export interface GroupMetadataKey {
  /** The group id. */
  readonly group: string;
}

/** Writes a GroupMetadataKey in version `v`, 0 to 0. */
export function encodeGroupMetadataKey(w: Writer, m: Init<GroupMetadataKey>, v: number): void {
  w.begin("GroupMetadataKey", v, false);
  const { group = "" } = m;
  w.string(group, "group");
}

/** Reads a GroupMetadataKey in version `v`, 0 to 0. */
export function decodeGroupMetadataKey(r: Reader, v: number): GroupMetadataKey {
  r.begin("GroupMetadataKey", v, false);
  return {
    group: r.string("group"),
  };
}
