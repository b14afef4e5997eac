// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of StreamsGroupTargetAssignmentMetadataKey (record type 20). */
export const streamsGroupTargetAssignmentMetadataKeyVersions: MessageVersions = {
  name: "StreamsGroupTargetAssignmentMetadataKey",
  recordType: 20,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** StreamsGroupTargetAssignmentMetadataKey, version 0. */
export interface StreamsGroupTargetAssignmentMetadataKey {
  /** The group ID. */
  readonly groupId: string;
}

/** Writes a StreamsGroupTargetAssignmentMetadataKey in version `v`, 0 to 0. */
export function encodeStreamsGroupTargetAssignmentMetadataKey(
  w: Writer,
  m: Init<StreamsGroupTargetAssignmentMetadataKey>,
  v: number,
): void {
  w.begin("StreamsGroupTargetAssignmentMetadataKey", v, false);
  const { groupId = "" } = m;
  w.string(groupId, "groupId");
}

/** Reads a StreamsGroupTargetAssignmentMetadataKey in version `v`, 0 to 0. */
export function decodeStreamsGroupTargetAssignmentMetadataKey(
  r: Reader,
  v: number,
): StreamsGroupTargetAssignmentMetadataKey {
  r.begin("StreamsGroupTargetAssignmentMetadataKey", v, false);
  return {
    groupId: r.string("groupId"),
  };
}
