// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ConsumerGroupMemberMetadataKey (record type 5). */
export const consumerGroupMemberMetadataKeyVersions: MessageVersions = {
  name: "ConsumerGroupMemberMetadataKey",
  recordType: 5,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** ConsumerGroupMemberMetadataKey, version 0. */
export interface ConsumerGroupMemberMetadataKey {
  /** The group id. */
  readonly groupId: string;
  /** The member id. */
  readonly memberId: string;
}

/** Writes a ConsumerGroupMemberMetadataKey in version `v`, 0 to 0. */
export function encodeConsumerGroupMemberMetadataKey(
  w: Writer,
  m: Init<ConsumerGroupMemberMetadataKey>,
  v: number,
): void {
  w.begin("ConsumerGroupMemberMetadataKey", v, false);
  const { groupId = "", memberId = "" } = m;
  w.string(groupId, "groupId");
  w.string(memberId, "memberId");
}

/** Reads a ConsumerGroupMemberMetadataKey in version `v`, 0 to 0. */
export function decodeConsumerGroupMemberMetadataKey(r: Reader, v: number): ConsumerGroupMemberMetadataKey {
  r.begin("ConsumerGroupMemberMetadataKey", v, false);
  return {
    groupId: r.string("groupId"),
    memberId: r.string("memberId"),
  };
}
