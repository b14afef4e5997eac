// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ShareGroupTargetAssignmentMetadataKey (record type 12). */
export const shareGroupTargetAssignmentMetadataKeyVersions: MessageVersions = {
  name: "ShareGroupTargetAssignmentMetadataKey",
  recordType: 12,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** ShareGroupTargetAssignmentMetadataKey, version 0. */
export interface ShareGroupTargetAssignmentMetadataKey {
  /** The group id. */
  readonly groupId: string;
}

/** Writes a ShareGroupTargetAssignmentMetadataKey in version `v`, 0 to 0. */
export function encodeShareGroupTargetAssignmentMetadataKey(
  w: Writer,
  m: Init<ShareGroupTargetAssignmentMetadataKey>,
  v: number,
): void {
  w.begin("ShareGroupTargetAssignmentMetadataKey", v, false);
  const { groupId = "" } = m;
  w.string(groupId, "groupId");
}

/** Reads a ShareGroupTargetAssignmentMetadataKey in version `v`, 0 to 0. */
export function decodeShareGroupTargetAssignmentMetadataKey(
  r: Reader,
  v: number,
): ShareGroupTargetAssignmentMetadataKey {
  r.begin("ShareGroupTargetAssignmentMetadataKey", v, false);
  return {
    groupId: r.string("groupId"),
  };
}
