// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of LegacyOffsetCommitKey (record type 0). */
export const legacyOffsetCommitKeyVersions: MessageVersions = {
  name: "LegacyOffsetCommitKey",
  recordType: 0,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** LegacyOffsetCommitKey, version 0. */
export interface LegacyOffsetCommitKey {
  /** The consumer group id. */
  readonly group: string;
  /** The topic name. */
  readonly topic: string;
  /** The topic partition index. */
  readonly partition: number;
}

/** Writes a LegacyOffsetCommitKey in version `v`, 0 to 0. */
export function encodeLegacyOffsetCommitKey(w: Writer, m: Init<LegacyOffsetCommitKey>, v: number): void {
  w.begin("LegacyOffsetCommitKey", v, false);
  const { group = "", topic = "", partition = 0 } = m;
  w.string(group, "group");
  w.string(topic, "topic");
  w.int32(partition, "partition");
}

/** Reads a LegacyOffsetCommitKey in version `v`, 0 to 0. */
export function decodeLegacyOffsetCommitKey(r: Reader, v: number): LegacyOffsetCommitKey {
  r.begin("LegacyOffsetCommitKey", v, false);
  return {
    group: r.string("group"),
    topic: r.string("topic"),
    partition: r.int32("partition"),
  };
}
