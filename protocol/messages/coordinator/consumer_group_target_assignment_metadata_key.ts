// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ConsumerGroupTargetAssignmentMetadataKey (record type 6). */
export const consumerGroupTargetAssignmentMetadataKeyVersions: MessageVersions = {
  name: "ConsumerGroupTargetAssignmentMetadataKey",
  recordType: 6,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** ConsumerGroupTargetAssignmentMetadataKey, version 0. */
export interface ConsumerGroupTargetAssignmentMetadataKey {
  /** The group id. */
  readonly groupId: string;
}

/** Writes a ConsumerGroupTargetAssignmentMetadataKey in version `v`, 0 to 0. */
export function encodeConsumerGroupTargetAssignmentMetadataKey(
  w: Writer,
  m: Init<ConsumerGroupTargetAssignmentMetadataKey>,
  v: number,
): void {
  w.begin("ConsumerGroupTargetAssignmentMetadataKey", v, false);
  const { groupId = "" } = m;
  w.string(groupId, "groupId");
}

/** Reads a ConsumerGroupTargetAssignmentMetadataKey in version `v`, 0 to 0. */
export function decodeConsumerGroupTargetAssignmentMetadataKey(
  r: Reader,
  v: number,
): ConsumerGroupTargetAssignmentMetadataKey {
  r.begin("ConsumerGroupTargetAssignmentMetadataKey", v, false);
  return {
    groupId: r.string("groupId"),
  };
}
