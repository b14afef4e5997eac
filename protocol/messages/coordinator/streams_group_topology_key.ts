// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of StreamsGroupTopologyKey (record type 23). */
export const streamsGroupTopologyKeyVersions: MessageVersions = {
  name: "StreamsGroupTopologyKey",
  recordType: 23,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** StreamsGroupTopologyKey, version 0. */
export interface StreamsGroupTopologyKey {
  /** The group ID. */
  readonly groupId: string;
}

/** Writes a StreamsGroupTopologyKey in version `v`, 0 to 0. */
export function encodeStreamsGroupTopologyKey(w: Writer, m: Init<StreamsGroupTopologyKey>, v: number): void {
  w.begin("StreamsGroupTopologyKey", v, false);
  const { groupId = "" } = m;
  w.string(groupId, "groupId");
}

/** Reads a StreamsGroupTopologyKey in version `v`, 0 to 0. */
export function decodeStreamsGroupTopologyKey(r: Reader, v: number): StreamsGroupTopologyKey {
  r.begin("StreamsGroupTopologyKey", v, false);
  return {
    groupId: r.string("groupId"),
  };
}
