// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { Init } from "../wire/api.ts";
import type { MessageVersions } from "../wire/message_versions.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** Versions of RequestHeader. */
export const requestHeaderVersions: MessageVersions = {
  name: "RequestHeader",
  recordType: null,
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
};

/**
 * RequestHeader, versions 0 to 2.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Version 0 of the RequestHeader is only used by v0 of ControlledShutdownRequest.
 * Version 1 is the first version with ClientId.
 * Version 2 is the first flexible version.
 */
export interface RequestHeader {
  /** The API key of this request. */
  readonly requestApiKey: number;
  /** The API version of this request. */
  readonly requestApiVersion: number;
  /** The correlation ID of this request. */
  readonly correlationId: number;
  /** The client ID string. (from version 1) */
  readonly clientId: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a RequestHeader in version `v`, 0 to 2. */
export function encodeRequestHeader(w: Writer, m: Init<RequestHeader>, v: number): void {
  w.begin("RequestHeader", v, v >= 2);
  const { requestApiKey = 0, requestApiVersion = 0, correlationId = 0, clientId = "" } = m;
  w.int16(requestApiKey, "requestApiKey");
  w.int16(requestApiVersion, "requestApiVersion");
  w.int32(correlationId, "correlationId");
  if (v >= 1) w.legacyNullableString(clientId, "clientId");
  else if (clientId !== "") w.unsupported("clientId");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a RequestHeader in version `v`, 0 to 2. */
export function decodeRequestHeader(r: Reader, v: number): RequestHeader {
  r.begin("RequestHeader", v, v >= 2);
  const m: RequestHeader = {
    requestApiKey: r.int16("requestApiKey"),
    requestApiVersion: r.int16("requestApiVersion"),
    correlationId: r.int32("correlationId"),
    clientId: v >= 1 ? r.legacyNullableString("clientId") : "",
  };
  r.unknownTags(m);
  return m;
}
