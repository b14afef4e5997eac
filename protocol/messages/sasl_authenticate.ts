// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { EMPTY_BYTES } from "../wire/empty_bytes.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of SaslAuthenticate (key 36, versions 0 to 2). */
export const SaslAuthenticate: ClientApi<SaslAuthenticateRequest, SaslAuthenticateResponse> = {
  key: 36,
  name: "SaslAuthenticate",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 2,
  encodeRequest: encodeSaslAuthenticateRequest,
  decodeResponse: decodeSaslAuthenticateResponse,
};

/** The broker's side of SaslAuthenticate (key 36, versions 0 to 2). */
export const SaslAuthenticateBroker: BrokerApi<SaslAuthenticateRequest, SaslAuthenticateResponse> = {
  key: 36,
  name: "SaslAuthenticate",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 2,
  decodeRequest: decodeSaslAuthenticateRequest,
  encodeResponse: encodeSaslAuthenticateResponse,
};

/**
 * SaslAuthenticateRequest, versions 0 to 2.
 *
 * Version 1 is the same as version 0.
 * Version 2 adds flexible version support
 */
export interface SaslAuthenticateRequest {
  /** The SASL authentication bytes from the client, as defined by the SASL mechanism. */
  readonly authBytes: Uint8Array;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a SaslAuthenticateRequest in version `v`, 0 to 2. */
export function encodeSaslAuthenticateRequest(w: Writer, m: Init<SaslAuthenticateRequest>, v: number): void {
  w.begin("SaslAuthenticateRequest", v, v >= 2);
  const { authBytes = EMPTY_BYTES } = m;
  w.bytes(authBytes, "authBytes");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a SaslAuthenticateRequest in version `v`, 0 to 2. */
export function decodeSaslAuthenticateRequest(r: Reader, v: number): SaslAuthenticateRequest {
  r.begin("SaslAuthenticateRequest", v, v >= 2);
  const m: SaslAuthenticateRequest = {
    authBytes: r.bytes("authBytes"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * SaslAuthenticateResponse, versions 0 to 2.
 *
 * Version 1 adds the session lifetime.
 * Version 2 adds flexible version support
 */
export interface SaslAuthenticateResponse {
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** The SASL authentication bytes from the server, as defined by the SASL mechanism. */
  readonly authBytes: Uint8Array;
  /** Number of milliseconds after which only re-authentication over the existing connection to create a new session can occur. (from version 1; left out of others) */
  readonly sessionLifetimeMs: bigint;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a SaslAuthenticateResponse in version `v`, 0 to 2. */
export function encodeSaslAuthenticateResponse(w: Writer, m: Init<SaslAuthenticateResponse>, v: number): void {
  w.begin("SaslAuthenticateResponse", v, v >= 2);
  const { errorCode = 0, errorMessage = "", authBytes = EMPTY_BYTES, sessionLifetimeMs = 0n } = m;
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.bytes(authBytes, "authBytes");
  if (v >= 1) w.int64(sessionLifetimeMs, "sessionLifetimeMs");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a SaslAuthenticateResponse in version `v`, 0 to 2. */
export function decodeSaslAuthenticateResponse(r: Reader, v: number): SaslAuthenticateResponse {
  r.begin("SaslAuthenticateResponse", v, v >= 2);
  const m: SaslAuthenticateResponse = {
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    authBytes: r.bytes("authBytes"),
    sessionLifetimeMs: v >= 1 ? r.int64("sessionLifetimeMs") : 0n,
  };
  r.unknownTags(m);
  return m;
}
