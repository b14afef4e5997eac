// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../wire/api.ts";
import type { MessageVersions } from "../wire/message_versions.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** Versions of ResponseHeader. */
export const responseHeaderVersions: MessageVersions = {
  name: "ResponseHeader",
  recordType: null,
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
};

/**
 * ResponseHeader, versions 0 to 1.
 *
 * Version 1 is the first flexible version.
 */
export interface ResponseHeader {
  /** The correlation ID of this response. */
  readonly correlationId: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ResponseHeader in version `v`, 0 to 1. */
export function encodeResponseHeader(w: Writer, m: Init<ResponseHeader>, v: number): void {
  w.begin("ResponseHeader", v, v >= 1);
  const { correlationId = 0 } = m;
  w.int32(correlationId, "correlationId");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ResponseHeader in version `v`, 0 to 1. */
export function decodeResponseHeader(r: Reader, v: number): ResponseHeader {
  r.begin("ResponseHeader", v, v >= 1);
  const m: ResponseHeader = {
    correlationId: r.int32("correlationId"),
  };
  r.unknownTags(m);
  return m;
}
