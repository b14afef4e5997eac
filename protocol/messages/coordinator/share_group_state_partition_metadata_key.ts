// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ShareGroupStatePartitionMetadataKey (record type 15). */
export const shareGroupStatePartitionMetadataKeyVersions: MessageVersions = {
  name: "ShareGroupStatePartitionMetadataKey",
  recordType: 15,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** ShareGroupStatePartitionMetadataKey, version 0. */
export interface ShareGroupStatePartitionMetadataKey {
  /** The group id. */
  readonly groupId: string;
}

/** Writes a ShareGroupStatePartitionMetadataKey in version `v`, 0 to 0. */
export function encodeShareGroupStatePartitionMetadataKey(
  w: Writer,
  m: Init<ShareGroupStatePartitionMetadataKey>,
  v: number,
): void {
  w.begin("ShareGroupStatePartitionMetadataKey", v, false);
  const { groupId = "" } = m;
  w.string(groupId, "groupId");
}

/** Reads a ShareGroupStatePartitionMetadataKey in version `v`, 0 to 0. */
export function decodeShareGroupStatePartitionMetadataKey(r: Reader, v: number): ShareGroupStatePartitionMetadataKey {
  r.begin("ShareGroupStatePartitionMetadataKey", v, false);
  return {
    groupId: r.string("groupId"),
  };
}
