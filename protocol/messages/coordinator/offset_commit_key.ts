// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of OffsetCommitKey (record type 1). */
export const offsetCommitKeyVersions: MessageVersions = {
  name: "OffsetCommitKey",
  recordType: 1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** OffsetCommitKey, version 0. */
export interface OffsetCommitKey {
  /** The consumer group id. */
  readonly group: string;
  /** The topic name. */
  readonly topic: string;
  /** The topic partition index. */
  readonly partition: number;
}

/** Writes a OffsetCommitKey in version `v`, 0 to 0. */
export function encodeOffsetCommitKey(w: Writer, m: Init<OffsetCommitKey>, v: number): void {
  w.begin("OffsetCommitKey", v, false);
  const { group = "", topic = "", partition = 0 } = m;
  w.string(group, "group");
  w.string(topic, "topic");
  w.int32(partition, "partition");
}

/** Reads a OffsetCommitKey in version `v`, 0 to 0. */
export function decodeOffsetCommitKey(r: Reader, v: number): OffsetCommitKey {
  r.begin("OffsetCommitKey", v, false);
  return {
    group: r.string("group"),
    topic: r.string("topic"),
    partition: r.int32("partition"),
  };
}
