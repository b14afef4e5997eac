// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of StreamsGroupTargetAssignmentMemberKey (record type 21). */
export const streamsGroupTargetAssignmentMemberKeyVersions: MessageVersions = {
  name: "StreamsGroupTargetAssignmentMemberKey",
  recordType: 21,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** StreamsGroupTargetAssignmentMemberKey, version 0. */
export interface StreamsGroupTargetAssignmentMemberKey {
  /** The group ID. */
  readonly groupId: string;
  /** The member ID. */
  readonly memberId: string;
}

/** Writes a StreamsGroupTargetAssignmentMemberKey in version `v`, 0 to 0. */
export function encodeStreamsGroupTargetAssignmentMemberKey(
  w: Writer,
  m: Init<StreamsGroupTargetAssignmentMemberKey>,
  v: number,
): void {
  w.begin("StreamsGroupTargetAssignmentMemberKey", v, false);
  const { groupId = "", memberId = "" } = m;
  w.string(groupId, "groupId");
  w.string(memberId, "memberId");
}

/** Reads a StreamsGroupTargetAssignmentMemberKey in version `v`, 0 to 0. */
export function decodeStreamsGroupTargetAssignmentMemberKey(
  r: Reader,
  v: number,
): StreamsGroupTargetAssignmentMemberKey {
  r.begin("StreamsGroupTargetAssignmentMemberKey", v, false);
  return {
    groupId: r.string("groupId"),
    memberId: r.string("memberId"),
  };
}
