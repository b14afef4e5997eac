// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of StreamsGroupMemberMetadataKey (record type 19). */
export const streamsGroupMemberMetadataKeyVersions: MessageVersions = {
  name: "StreamsGroupMemberMetadataKey",
  recordType: 19,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** StreamsGroupMemberMetadataKey, version 0. */
export interface StreamsGroupMemberMetadataKey {
  /** The group ID. */
  readonly groupId: string;
  /** The member ID. */
  readonly memberId: string;
}

/** Writes a StreamsGroupMemberMetadataKey in version `v`, 0 to 0. */
export function encodeStreamsGroupMemberMetadataKey(
  w: Writer,
  m: Init<StreamsGroupMemberMetadataKey>,
  v: number,
): void {
  w.begin("StreamsGroupMemberMetadataKey", v, false);
  const { groupId = "", memberId = "" } = m;
  w.string(groupId, "groupId");
  w.string(memberId, "memberId");
}

/** Reads a StreamsGroupMemberMetadataKey in version `v`, 0 to 0. */
export function decodeStreamsGroupMemberMetadataKey(r: Reader, v: number): StreamsGroupMemberMetadataKey {
  r.begin("StreamsGroupMemberMetadataKey", v, false);
  return {
    groupId: r.string("groupId"),
    memberId: r.string("memberId"),
  };
}
