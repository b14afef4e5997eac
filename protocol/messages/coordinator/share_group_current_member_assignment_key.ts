// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ShareGroupCurrentMemberAssignmentKey (record type 14). */
export const shareGroupCurrentMemberAssignmentKeyVersions: MessageVersions = {
  name: "ShareGroupCurrentMemberAssignmentKey",
  recordType: 14,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** ShareGroupCurrentMemberAssignmentKey, version 0. */
export interface ShareGroupCurrentMemberAssignmentKey {
  /** The group id. */
  readonly groupId: string;
  /** The member id. */
  readonly memberId: string;
}

/** Writes a ShareGroupCurrentMemberAssignmentKey in version `v`, 0 to 0. */
export function encodeShareGroupCurrentMemberAssignmentKey(
  w: Writer,
  m: Init<ShareGroupCurrentMemberAssignmentKey>,
  v: number,
): void {
  w.begin("ShareGroupCurrentMemberAssignmentKey", v, false);
  const { groupId = "", memberId = "" } = m;
  w.string(groupId, "groupId");
  w.string(memberId, "memberId");
}

/** Reads a ShareGroupCurrentMemberAssignmentKey in version `v`, 0 to 0. */
export function decodeShareGroupCurrentMemberAssignmentKey(r: Reader, v: number): ShareGroupCurrentMemberAssignmentKey {
  r.begin("ShareGroupCurrentMemberAssignmentKey", v, false);
  return {
    groupId: r.string("groupId"),
    memberId: r.string("memberId"),
  };
}
