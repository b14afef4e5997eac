// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../wire/api.ts";
import type { MessageVersions } from "../wire/message_versions.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** Versions of SnapshotHeaderRecord. */
export const snapshotHeaderRecordVersions: MessageVersions = {
  name: "SnapshotHeaderRecord",
  recordType: null,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
};

/** SnapshotHeaderRecord, version 0. */
export interface SnapshotHeaderRecord {
  /** The version of the snapshot header record. */
  readonly version: number;
  /** The append time of the last record from the log contained in this snapshot. */
  readonly lastContainedLogTimestamp: bigint;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a SnapshotHeaderRecord in version `v`, 0 to 0. */
export function encodeSnapshotHeaderRecord(w: Writer, m: Init<SnapshotHeaderRecord>, v: number): void {
  w.begin("SnapshotHeaderRecord", v, true);
  const { version = 0, lastContainedLogTimestamp = 0n } = m;
  w.int16(version, "version");
  w.int64(lastContainedLogTimestamp, "lastContainedLogTimestamp");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a SnapshotHeaderRecord in version `v`, 0 to 0. */
export function decodeSnapshotHeaderRecord(r: Reader, v: number): SnapshotHeaderRecord {
  r.begin("SnapshotHeaderRecord", v, true);
  const m: SnapshotHeaderRecord = {
    version: r.int16("version"),
    lastContainedLogTimestamp: r.int64("lastContainedLogTimestamp"),
  };
  r.unknownTags(m);
  return m;
}
