// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ConsumerGroupMetadataKey (record type 3). */
export const consumerGroupMetadataKeyVersions: MessageVersions = {
  name: "ConsumerGroupMetadataKey",
  recordType: 3,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** ConsumerGroupMetadataKey, version 0. */
export interface ConsumerGroupMetadataKey {
  /** The group id. */
  readonly groupId: string;
}

/** Writes a ConsumerGroupMetadataKey in version `v`, 0 to 0. */
export function encodeConsumerGroupMetadataKey(w: Writer, m: Init<ConsumerGroupMetadataKey>, v: number): void {
  w.begin("ConsumerGroupMetadataKey", v, false);
  const { groupId = "" } = m;
  w.string(groupId, "groupId");
}

/** Reads a ConsumerGroupMetadataKey in version `v`, 0 to 0. */
export function decodeConsumerGroupMetadataKey(r: Reader, v: number): ConsumerGroupMetadataKey {
  r.begin("ConsumerGroupMetadataKey", v, false);
  return {
    groupId: r.string("groupId"),
  };
}
