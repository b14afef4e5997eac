// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of StreamsGroupMetadataKey (record type 17). */
export const streamsGroupMetadataKeyVersions: MessageVersions = {
  name: "StreamsGroupMetadataKey",
  recordType: 17,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** StreamsGroupMetadataKey, version 0. */
export interface StreamsGroupMetadataKey {
  /** The group ID. */
  readonly groupId: string;
}

/** Writes a StreamsGroupMetadataKey in version `v`, 0 to 0. */
export function encodeStreamsGroupMetadataKey(w: Writer, m: Init<StreamsGroupMetadataKey>, v: number): void {
  w.begin("StreamsGroupMetadataKey", v, false);
  const { groupId = "" } = m;
  w.string(groupId, "groupId");
}

/** Reads a StreamsGroupMetadataKey in version `v`, 0 to 0. */
export function decodeStreamsGroupMetadataKey(r: Reader, v: number): StreamsGroupMetadataKey {
  r.begin("StreamsGroupMetadataKey", v, false);
  return {
    groupId: r.string("groupId"),
  };
}
