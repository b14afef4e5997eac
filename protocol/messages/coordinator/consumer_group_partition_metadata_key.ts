// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of ConsumerGroupPartitionMetadataKey (record type 4). */
export const consumerGroupPartitionMetadataKeyVersions: MessageVersions = {
  name: "ConsumerGroupPartitionMetadataKey",
  recordType: 4,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/**
 * ConsumerGroupPartitionMetadataKey, version 0.
 *
 * This message is replaced by ConsumerGroupMetadataValue#MetadataHash
 * in 4.1 (KIP-1101).
 */
export interface ConsumerGroupPartitionMetadataKey {
  /** The group id. */
  readonly groupId: string;
}

/** Writes a ConsumerGroupPartitionMetadataKey in version `v`, 0 to 0. */
export function encodeConsumerGroupPartitionMetadataKey(
  w: Writer,
  m: Init<ConsumerGroupPartitionMetadataKey>,
  v: number,
): void {
  w.begin("ConsumerGroupPartitionMetadataKey", v, false);
  const { groupId = "" } = m;
  w.string(groupId, "groupId");
}

/** Reads a ConsumerGroupPartitionMetadataKey in version `v`, 0 to 0. */
export function decodeConsumerGroupPartitionMetadataKey(r: Reader, v: number): ConsumerGroupPartitionMetadataKey {
  r.begin("ConsumerGroupPartitionMetadataKey", v, false);
  return {
    groupId: r.string("groupId"),
  };
}
