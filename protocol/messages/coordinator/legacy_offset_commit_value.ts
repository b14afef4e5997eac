// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../../wire/api.ts";
import type { MessageVersions } from "../../wire/message_versions.ts";
import type { Reader } from "../../wire/reader.ts";
import type { Writer } from "../../wire/writer.ts";

/** Versions of LegacyOffsetCommitValue (record type 0). */
export const legacyOffsetCommitValueVersions: MessageVersions = {
  name: "LegacyOffsetCommitValue",
  recordType: 0,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** LegacyOffsetCommitValue, version 0. */
export interface LegacyOffsetCommitValue {
  /** The offset that the consumer wants to store (for this partition). */
  readonly offset: bigint;
  /** Any metadata the client wants to keep. */
  readonly metadata: string;
  /** The time at which the commit was added to the log. */
  readonly commitTimestamp: bigint;
}

/** Writes a LegacyOffsetCommitValue in version `v`, 0 to 0. */
export function encodeLegacyOffsetCommitValue(w: Writer, m: Init<LegacyOffsetCommitValue>, v: number): void {
  w.begin("LegacyOffsetCommitValue", v, false);
  const { offset = 0n, metadata = "", commitTimestamp = 0n } = m;
  w.int64(offset, "offset");
  w.string(metadata, "metadata");
  w.int64(commitTimestamp, "commitTimestamp");
}

/** Reads a LegacyOffsetCommitValue in version `v`, 0 to 0. */
export function decodeLegacyOffsetCommitValue(r: Reader, v: number): LegacyOffsetCommitValue {
  r.begin("LegacyOffsetCommitValue", v, false);
  return {
    offset: r.int64("offset"),
    metadata: r.string("metadata"),
    commitTimestamp: r.int64("commitTimestamp"),
  };
}
