// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../wire/api.ts";
import type { MessageVersions } from "../wire/message_versions.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** Versions of KRaftVersionRecord. */
export const kRaftVersionRecordVersions: MessageVersions = {
  name: "KRaftVersionRecord",
  recordType: null,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
};

/** KRaftVersionRecord, version 0. */
export interface KRaftVersionRecord {
  /** The version of the kraft version record. */
  readonly version: number;
  /** The kraft protocol version. */
  readonly kRaftVersion: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a KRaftVersionRecord in version `v`, 0 to 0. */
export function encodeKRaftVersionRecord(w: Writer, m: Init<KRaftVersionRecord>, v: number): void {
  w.begin("KRaftVersionRecord", v, true);
  const { version = 0, kRaftVersion = 0 } = m;
  w.int16(version, "version");
  w.int16(kRaftVersion, "kRaftVersion");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a KRaftVersionRecord in version `v`, 0 to 0. */
export function decodeKRaftVersionRecord(r: Reader, v: number): KRaftVersionRecord {
  r.begin("KRaftVersionRecord", v, true);
  const m: KRaftVersionRecord = {
    version: r.int16("version"),
    kRaftVersion: r.int16("kRaftVersion"),
  };
  r.unknownTags(m);
  return m;
}
