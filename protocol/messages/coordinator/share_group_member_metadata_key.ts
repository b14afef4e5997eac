// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ShareGroupMemberMetadataKey (record type 10). */
export const shareGroupMemberMetadataKeyVersions: MessageVersions = {
  name: "ShareGroupMemberMetadataKey",
  recordType: 10,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** ShareGroupMemberMetadataKey, version 0. */
export interface ShareGroupMemberMetadataKey {
  /** The group id. */
  readonly groupId: string;
  /** The member id. */
  readonly memberId: string;
}

/** Writes a ShareGroupMemberMetadataKey in version `v`, 0 to 0. */
export function encodeShareGroupMemberMetadataKey(w: Writer, m: Init<ShareGroupMemberMetadataKey>, v: number): void {
  w.begin("ShareGroupMemberMetadataKey", v, false);
  const { groupId = "", memberId = "" } = m;
  w.string(groupId, "groupId");
  w.string(memberId, "memberId");
}

/** Reads a ShareGroupMemberMetadataKey in version `v`, 0 to 0. */
export function decodeShareGroupMemberMetadataKey(r: Reader, v: number): ShareGroupMemberMetadataKey {
  r.begin("ShareGroupMemberMetadataKey", v, false);
  return {
    groupId: r.string("groupId"),
    memberId: r.string("memberId"),
  };
}
