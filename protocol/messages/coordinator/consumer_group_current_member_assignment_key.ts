// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ConsumerGroupCurrentMemberAssignmentKey (record type 8). */
export const consumerGroupCurrentMemberAssignmentKeyVersions: MessageVersions = {
  name: "ConsumerGroupCurrentMemberAssignmentKey",
  recordType: 8,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** ConsumerGroupCurrentMemberAssignmentKey, version 0. */
export interface ConsumerGroupCurrentMemberAssignmentKey {
  /** The group id. */
  readonly groupId: string;
  /** The member id. */
  readonly memberId: string;
}

/** Writes a ConsumerGroupCurrentMemberAssignmentKey in version `v`, 0 to 0. */
export function encodeConsumerGroupCurrentMemberAssignmentKey(
  w: Writer,
  m: Init<ConsumerGroupCurrentMemberAssignmentKey>,
  v: number,
): void {
  w.begin("ConsumerGroupCurrentMemberAssignmentKey", v, false);
  const { groupId = "", memberId = "" } = m;
  w.string(groupId, "groupId");
  w.string(memberId, "memberId");
}

/** Reads a ConsumerGroupCurrentMemberAssignmentKey in version `v`, 0 to 0. */
export function decodeConsumerGroupCurrentMemberAssignmentKey(
  r: Reader,
  v: number,
): ConsumerGroupCurrentMemberAssignmentKey {
  r.begin("ConsumerGroupCurrentMemberAssignmentKey", v, false);
  return {
    groupId: r.string("groupId"),
    memberId: r.string("memberId"),
  };
}
