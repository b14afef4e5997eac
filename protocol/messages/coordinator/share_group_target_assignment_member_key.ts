// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ShareGroupTargetAssignmentMemberKey (record type 13). */
export const shareGroupTargetAssignmentMemberKeyVersions: MessageVersions = {
  name: "ShareGroupTargetAssignmentMemberKey",
  recordType: 13,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** ShareGroupTargetAssignmentMemberKey, version 0. */
export interface ShareGroupTargetAssignmentMemberKey {
  /** The group id. */
  readonly groupId: string;
  /** The member id. */
  readonly memberId: string;
}

/** Writes a ShareGroupTargetAssignmentMemberKey in version `v`, 0 to 0. */
export function encodeShareGroupTargetAssignmentMemberKey(
  w: Writer,
  m: Init<ShareGroupTargetAssignmentMemberKey>,
  v: number,
): void {
  w.begin("ShareGroupTargetAssignmentMemberKey", v, false);
  const { groupId = "", memberId = "" } = m;
  w.string(groupId, "groupId");
  w.string(memberId, "memberId");
}

/** Reads a ShareGroupTargetAssignmentMemberKey in version `v`, 0 to 0. */
export function decodeShareGroupTargetAssignmentMemberKey(r: Reader, v: number): ShareGroupTargetAssignmentMemberKey {
  r.begin("ShareGroupTargetAssignmentMemberKey", v, false);
  return {
    groupId: r.string("groupId"),
    memberId: r.string("memberId"),
  };
}
