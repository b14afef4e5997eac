// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of StreamsGroupCurrentMemberAssignmentKey (record type 22). */
export const streamsGroupCurrentMemberAssignmentKeyVersions: MessageVersions = {
  name: "StreamsGroupCurrentMemberAssignmentKey",
  recordType: 22,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** StreamsGroupCurrentMemberAssignmentKey, version 0. */
export interface StreamsGroupCurrentMemberAssignmentKey {
  /** The group ID. */
  readonly groupId: string;
  /** The member ID. */
  readonly memberId: string;
}

/** Writes a StreamsGroupCurrentMemberAssignmentKey in version `v`, 0 to 0. */
export function encodeStreamsGroupCurrentMemberAssignmentKey(
  w: Writer,
  m: Init<StreamsGroupCurrentMemberAssignmentKey>,
  v: number,
): void {
  w.begin("StreamsGroupCurrentMemberAssignmentKey", v, false);
  const { groupId = "", memberId = "" } = m;
  w.string(groupId, "groupId");
  w.string(memberId, "memberId");
}

/** Reads a StreamsGroupCurrentMemberAssignmentKey in version `v`, 0 to 0. */
export function decodeStreamsGroupCurrentMemberAssignmentKey(
  r: Reader,
  v: number,
): StreamsGroupCurrentMemberAssignmentKey {
  r.begin("StreamsGroupCurrentMemberAssignmentKey", v, false);
  return {
    groupId: r.string("groupId"),
    memberId: r.string("memberId"),
  };
}
