// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../wire/api.ts";
import type { MessageVersions } from "../wire/message_versions.ts";
import type { Reader } from "../wire/reader.ts";
import type { Writer } from "../wire/writer.ts";

/** Versions of ControlRecordTypeSchema. */
export const controlRecordTypeSchemaVersions: MessageVersions = {
  name: "ControlRecordTypeSchema",
  recordType: null,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
};

/** ControlRecordTypeSchema, version 0. */
export interface ControlRecordTypeSchema {
  /** The type of the control record, such as commit or abort. */
  readonly type: number;
}

/** Writes a ControlRecordTypeSchema in version `v`, 0 to 0. */
export function encodeControlRecordTypeSchema(w: Writer, m: Init<ControlRecordTypeSchema>, v: number): void {
  w.begin("ControlRecordTypeSchema", v, false);
  const { type = 0 } = m;
  w.int16(type, "type");
}

/** Reads a ControlRecordTypeSchema in version `v`, 0 to 0. */
export function decodeControlRecordTypeSchema(r: Reader, v: number): ControlRecordTypeSchema {
  r.begin("ControlRecordTypeSchema", v, false);
  return {
    type: r.int16("type"),
  };
}
