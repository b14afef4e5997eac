// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of UnregisterController (key 94, version 0). */
export const UnregisterController: ClientApi<UnregisterControllerRequest, UnregisterControllerResponse> = {
  key: 94,
  name: "UnregisterController",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  encodeRequest: encodeUnregisterControllerRequest,
  decodeResponse: decodeUnregisterControllerResponse,
};

/** The broker's side of UnregisterController (key 94, version 0). */
export const UnregisterControllerBroker: BrokerApi<UnregisterControllerRequest, UnregisterControllerResponse> = {
  key: 94,
  name: "UnregisterController",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  decodeRequest: decodeUnregisterControllerRequest,
  encodeResponse: encodeUnregisterControllerResponse,
};

/** UnregisterControllerRequest, version 0. */
export interface UnregisterControllerRequest {
  /** The controller ID to unregister. */
  readonly controllerId: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a UnregisterControllerRequest in version `v`, 0 to 0. */
export function encodeUnregisterControllerRequest(w: Writer, m: Init<UnregisterControllerRequest>, v: number): void {
  w.begin("UnregisterControllerRequest", v, true);
  const { controllerId = 0 } = m;
  w.int32(controllerId, "controllerId");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a UnregisterControllerRequest in version `v`, 0 to 0. */
export function decodeUnregisterControllerRequest(r: Reader, v: number): UnregisterControllerRequest {
  r.begin("UnregisterControllerRequest", v, true);
  const m: UnregisterControllerRequest = {
    controllerId: r.int32("controllerId"),
  };
  r.unknownTags(m);
  return m;
}

/** UnregisterControllerResponse, version 0. */
export interface UnregisterControllerResponse {
  /** Duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The top-level error message, or `null` if there was no top-level error. */
  readonly errorMessage: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a UnregisterControllerResponse in version `v`, 0 to 0. */
export function encodeUnregisterControllerResponse(w: Writer, m: Init<UnregisterControllerResponse>, v: number): void {
  w.begin("UnregisterControllerResponse", v, true);
  const { throttleTimeMs = 0, errorCode = 0, errorMessage = "" } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a UnregisterControllerResponse in version `v`, 0 to 0. */
export function decodeUnregisterControllerResponse(r: Reader, v: number): UnregisterControllerResponse {
  r.begin("UnregisterControllerResponse", v, true);
  const m: UnregisterControllerResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
  };
  r.unknownTags(m);
  return m;
}
