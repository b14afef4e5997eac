// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ConsumerGroupTargetAssignmentMemberKey (record type 7). */
export const consumerGroupTargetAssignmentMemberKeyVersions: MessageVersions = {
  name: "ConsumerGroupTargetAssignmentMemberKey",
  recordType: 7,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** ConsumerGroupTargetAssignmentMemberKey, version 0. */
export interface ConsumerGroupTargetAssignmentMemberKey {
  /** The group id. */
  readonly groupId: string;
  /** The member id. */
  readonly memberId: string;
}

/** Writes a ConsumerGroupTargetAssignmentMemberKey in version `v`, 0 to 0. */
export function encodeConsumerGroupTargetAssignmentMemberKey(
  w: Writer,
  m: Init<ConsumerGroupTargetAssignmentMemberKey>,
  v: number,
): void {
  w.begin("ConsumerGroupTargetAssignmentMemberKey", v, false);
  const { groupId = "", memberId = "" } = m;
  w.string(groupId, "groupId");
  w.string(memberId, "memberId");
}

/** Reads a ConsumerGroupTargetAssignmentMemberKey in version `v`, 0 to 0. */
export function decodeConsumerGroupTargetAssignmentMemberKey(
  r: Reader,
  v: number,
): ConsumerGroupTargetAssignmentMemberKey {
  r.begin("ConsumerGroupTargetAssignmentMemberKey", v, false);
  return {
    groupId: r.string("groupId"),
    memberId: r.string("memberId"),
  };
}
