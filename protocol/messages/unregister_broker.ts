// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of UnregisterBroker (key 64, version 0). */
export const UnregisterBroker: ClientApi<UnregisterBrokerRequest, UnregisterBrokerResponse> = {
  key: 64,
  name: "UnregisterBroker",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  encodeRequest: encodeUnregisterBrokerRequest,
  decodeResponse: decodeUnregisterBrokerResponse,
};

/** The broker's side of UnregisterBroker (key 64, version 0). */
export const UnregisterBrokerBroker: BrokerApi<UnregisterBrokerRequest, UnregisterBrokerResponse> = {
  key: 64,
  name: "UnregisterBroker",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  decodeRequest: decodeUnregisterBrokerRequest,
  encodeResponse: encodeUnregisterBrokerResponse,
};

/** UnregisterBrokerRequest, version 0. */
export interface UnregisterBrokerRequest {
  /** The broker ID to unregister. */
  readonly brokerId: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a UnregisterBrokerRequest in version `v`, 0 to 0. */
export function encodeUnregisterBrokerRequest(w: Writer, m: Init<UnregisterBrokerRequest>, v: number): void {
  w.begin("UnregisterBrokerRequest", v, true);
  const { brokerId = 0 } = m;
  w.int32(brokerId, "brokerId");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a UnregisterBrokerRequest in version `v`, 0 to 0. */
export function decodeUnregisterBrokerRequest(r: Reader, v: number): UnregisterBrokerRequest {
  r.begin("UnregisterBrokerRequest", v, true);
  const m: UnregisterBrokerRequest = {
    brokerId: r.int32("brokerId"),
  };
  r.unknownTags(m);
  return m;
}

/** UnregisterBrokerResponse, version 0. */
export interface UnregisterBrokerResponse {
  /** Duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The top-level error message, or `null` if there was no top-level error. */
  readonly errorMessage: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a UnregisterBrokerResponse in version `v`, 0 to 0. */
export function encodeUnregisterBrokerResponse(w: Writer, m: Init<UnregisterBrokerResponse>, v: number): void {
  w.begin("UnregisterBrokerResponse", v, true);
  const { throttleTimeMs = 0, errorCode = 0, errorMessage = "" } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a UnregisterBrokerResponse in version `v`, 0 to 0. */
export function decodeUnregisterBrokerResponse(r: Reader, v: number): UnregisterBrokerResponse {
  r.begin("UnregisterBrokerResponse", v, true);
  const m: UnregisterBrokerResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
  };
  r.unknownTags(m);
  return m;
}
