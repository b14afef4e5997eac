// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readString, writeString } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of SaslHandshake (key 17, versions 0 to 1). */
export const SaslHandshake: ClientApi<SaslHandshakeRequest, SaslHandshakeResponse> = {
  key: 17,
  name: "SaslHandshake",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: Infinity,
  encodeRequest: encodeSaslHandshakeRequest,
  decodeResponse: decodeSaslHandshakeResponse,
};

/** The broker's side of SaslHandshake (key 17, versions 0 to 1). */
export const SaslHandshakeBroker: BrokerApi<SaslHandshakeRequest, SaslHandshakeResponse> = {
  key: 17,
  name: "SaslHandshake",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: Infinity,
  decodeRequest: decodeSaslHandshakeRequest,
  encodeResponse: encodeSaslHandshakeResponse,
};

/**
 * SaslHandshakeRequest, versions 0 to 1.
 *
 * Version 1 supports SASL_AUTHENTICATE.
 * NOTE: Version cannot be easily bumped due to incorrect
 * client negotiation for clients <= 2.4.
 * See https://issues.apache.org/jira/browse/KAFKA-9577
 */
export interface SaslHandshakeRequest {
  /** The SASL mechanism chosen by the client. */
  readonly mechanism: string;
}

/** Writes a SaslHandshakeRequest in version `v`, 0 to 1. */
export function encodeSaslHandshakeRequest(w: Writer, m: Init<SaslHandshakeRequest>, v: number): void {
  w.begin("SaslHandshakeRequest", v, false);
  const { mechanism = "" } = m;
  w.string(mechanism, "mechanism");
}

/** Reads a SaslHandshakeRequest in version `v`, 0 to 1. */
export function decodeSaslHandshakeRequest(r: Reader, v: number): SaslHandshakeRequest {
  r.begin("SaslHandshakeRequest", v, false);
  return {
    mechanism: r.string("mechanism"),
  };
}

/**
 * SaslHandshakeResponse, versions 0 to 1.
 *
 * Version 1 is the same as version 0.
 * NOTE: Version cannot be easily bumped due to incorrect
 * client negotiation for clients <= 2.4.
 * See https://issues.apache.org/jira/browse/KAFKA-9577
 */
export interface SaslHandshakeResponse {
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The mechanisms enabled in the server. */
  readonly mechanisms: readonly string[];
}

/** Writes a SaslHandshakeResponse in version `v`, 0 to 1. */
export function encodeSaslHandshakeResponse(w: Writer, m: Init<SaslHandshakeResponse>, v: number): void {
  w.begin("SaslHandshakeResponse", v, false);
  const { errorCode = 0, mechanisms = [] } = m;
  w.int16(errorCode, "errorCode");
  w.array(mechanisms, "mechanisms", writeString);
}

/** Reads a SaslHandshakeResponse in version `v`, 0 to 1. */
export function decodeSaslHandshakeResponse(r: Reader, v: number): SaslHandshakeResponse {
  r.begin("SaslHandshakeResponse", v, false);
  return {
    errorCode: r.int16("errorCode"),
    mechanisms: r.array("mechanisms", readString),
  };
}
