// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { EMPTY_BYTES } from "../wire/empty_bytes.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of Envelope (key 58, version 0). */
export const Envelope: ClientApi<EnvelopeRequest, EnvelopeResponse> = {
  key: 58,
  name: "Envelope",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  encodeRequest: encodeEnvelopeRequest,
  decodeResponse: decodeEnvelopeResponse,
};

/** The broker's side of Envelope (key 58, version 0). */
export const EnvelopeBroker: BrokerApi<EnvelopeRequest, EnvelopeResponse> = {
  key: 58,
  name: "Envelope",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  decodeRequest: decodeEnvelopeRequest,
  encodeResponse: encodeEnvelopeResponse,
};

/**
 * EnvelopeRequest, version 0.
 *
 * Request struct for forwarding.
 */
export interface EnvelopeRequest {
  /** The embedded request header and data. */
  readonly requestData: Uint8Array;
  /** Value of the initial client principal when the request is redirected by a broker. */
  readonly requestPrincipal: Uint8Array | null;
  /** The original client's address in bytes. */
  readonly clientHostAddress: Uint8Array;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a EnvelopeRequest in version `v`, 0 to 0. */
export function encodeEnvelopeRequest(w: Writer, m: Init<EnvelopeRequest>, v: number): void {
  w.begin("EnvelopeRequest", v, true);
  const { requestData = EMPTY_BYTES, requestPrincipal = EMPTY_BYTES, clientHostAddress = EMPTY_BYTES } = m;
  w.bytes(requestData, "requestData");
  w.nullableBytes(requestPrincipal, "requestPrincipal");
  w.bytes(clientHostAddress, "clientHostAddress");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a EnvelopeRequest in version `v`, 0 to 0. */
export function decodeEnvelopeRequest(r: Reader, v: number): EnvelopeRequest {
  r.begin("EnvelopeRequest", v, true);
  const m: EnvelopeRequest = {
    requestData: r.bytes("requestData"),
    requestPrincipal: r.nullableBytes("requestPrincipal"),
    clientHostAddress: r.bytes("clientHostAddress"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * EnvelopeResponse, version 0.
 *
 * Response struct for forwarding.
 */
export interface EnvelopeResponse {
  /** The embedded response header and data. */
  readonly responseData: Uint8Array | null;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a EnvelopeResponse in version `v`, 0 to 0. */
export function encodeEnvelopeResponse(w: Writer, m: Init<EnvelopeResponse>, v: number): void {
  w.begin("EnvelopeResponse", v, true);
  const { responseData = null, errorCode = 0 } = m;
  w.nullableBytes(responseData, "responseData");
  w.int16(errorCode, "errorCode");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a EnvelopeResponse in version `v`, 0 to 0. */
export function decodeEnvelopeResponse(r: Reader, v: number): EnvelopeResponse {
  r.begin("EnvelopeResponse", v, true);
  const m: EnvelopeResponse = {
    responseData: r.nullableBytes("responseData"),
    errorCode: r.int16("errorCode"),
  };
  r.unknownTags(m);
  return m;
}
