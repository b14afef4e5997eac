// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { EMPTY_BYTES } from "../wire/empty_bytes.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of ExpireDelegationToken (key 40, versions 0 to 2). */
export const ExpireDelegationToken: ClientApi<ExpireDelegationTokenRequest, ExpireDelegationTokenResponse> = {
  key: 40,
  name: "ExpireDelegationToken",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 2,
  encodeRequest: encodeExpireDelegationTokenRequest,
  decodeResponse: decodeExpireDelegationTokenResponse,
};

/** The broker's side of ExpireDelegationToken (key 40, versions 0 to 2). */
export const ExpireDelegationTokenBroker: BrokerApi<ExpireDelegationTokenRequest, ExpireDelegationTokenResponse> = {
  key: 40,
  name: "ExpireDelegationToken",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 2,
  decodeRequest: decodeExpireDelegationTokenRequest,
  encodeResponse: encodeExpireDelegationTokenResponse,
};

/**
 * ExpireDelegationTokenRequest, versions 0 to 2.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Version 1 is the same as version 0.
 * Version 2 adds flexible version support
 */
export interface ExpireDelegationTokenRequest {
  /** The HMAC of the delegation token to be expired. */
  readonly hmac: Uint8Array;
  /** The expiry time period in milliseconds. */
  readonly expiryTimePeriodMs: bigint;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ExpireDelegationTokenRequest in version `v`, 0 to 2. */
export function encodeExpireDelegationTokenRequest(w: Writer, m: Init<ExpireDelegationTokenRequest>, v: number): void {
  w.begin("ExpireDelegationTokenRequest", v, v >= 2);
  const { hmac = EMPTY_BYTES, expiryTimePeriodMs = 0n } = m;
  w.bytes(hmac, "hmac");
  w.int64(expiryTimePeriodMs, "expiryTimePeriodMs");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ExpireDelegationTokenRequest in version `v`, 0 to 2. */
export function decodeExpireDelegationTokenRequest(r: Reader, v: number): ExpireDelegationTokenRequest {
  r.begin("ExpireDelegationTokenRequest", v, v >= 2);
  const m: ExpireDelegationTokenRequest = {
    hmac: r.bytes("hmac"),
    expiryTimePeriodMs: r.int64("expiryTimePeriodMs"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * ExpireDelegationTokenResponse, versions 0 to 2.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Starting in version 1, on quota violation, brokers send out responses before throttling.
 * Version 2 adds flexible version support
 */
export interface ExpireDelegationTokenResponse {
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The timestamp in milliseconds at which this token expires. */
  readonly expiryTimestampMs: bigint;
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ExpireDelegationTokenResponse in version `v`, 0 to 2. */
export function encodeExpireDelegationTokenResponse(
  w: Writer,
  m: Init<ExpireDelegationTokenResponse>,
  v: number,
): void {
  w.begin("ExpireDelegationTokenResponse", v, v >= 2);
  const { errorCode = 0, expiryTimestampMs = 0n, throttleTimeMs = 0 } = m;
  w.int16(errorCode, "errorCode");
  w.int64(expiryTimestampMs, "expiryTimestampMs");
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ExpireDelegationTokenResponse in version `v`, 0 to 2. */
export function decodeExpireDelegationTokenResponse(r: Reader, v: number): ExpireDelegationTokenResponse {
  r.begin("ExpireDelegationTokenResponse", v, v >= 2);
  const m: ExpireDelegationTokenResponse = {
    errorCode: r.int16("errorCode"),
    expiryTimestampMs: r.int64("expiryTimestampMs"),
    throttleTimeMs: r.int32("throttleTimeMs"),
  };
  r.unknownTags(m);
  return m;
}
