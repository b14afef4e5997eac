// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../wire/api.ts";
import type { MessageVersions } from "../wire/message_versions.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** Versions of SnapshotFooterRecord. */
export const snapshotFooterRecordVersions: MessageVersions = {
  name: "SnapshotFooterRecord",
  recordType: null,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
};

/** SnapshotFooterRecord, version 0. */
export interface SnapshotFooterRecord {
  /** The version of the snapshot footer record. */
  readonly version: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a SnapshotFooterRecord in version `v`, 0 to 0. */
export function encodeSnapshotFooterRecord(w: Writer, m: Init<SnapshotFooterRecord>, v: number): void {
  w.begin("SnapshotFooterRecord", v, true);
  const { version = 0 } = m;
  w.int16(version, "version");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a SnapshotFooterRecord in version `v`, 0 to 0. */
export function decodeSnapshotFooterRecord(r: Reader, v: number): SnapshotFooterRecord {
  r.begin("SnapshotFooterRecord", v, true);
  const m: SnapshotFooterRecord = {
    version: r.int16("version"),
  };
  r.unknownTags(m);
  return m;
}
