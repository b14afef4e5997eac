// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { EMPTY_BYTES } from "../wire/empty_bytes.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of RenewDelegationToken (key 39, versions 0 to 2). */
export const RenewDelegationToken: ClientApi<RenewDelegationTokenRequest, RenewDelegationTokenResponse> = {
  key: 39,
  name: "RenewDelegationToken",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 2,
  encodeRequest: encodeRenewDelegationTokenRequest,
  decodeResponse: decodeRenewDelegationTokenResponse,
};

/** The broker's side of RenewDelegationToken (key 39, versions 0 to 2). */
export const RenewDelegationTokenBroker: BrokerApi<RenewDelegationTokenRequest, RenewDelegationTokenResponse> = {
  key: 39,
  name: "RenewDelegationToken",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 2,
  decodeRequest: decodeRenewDelegationTokenRequest,
  encodeResponse: encodeRenewDelegationTokenResponse,
};

/**
 * RenewDelegationTokenRequest, versions 0 to 2.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Version 1 is the same as version 0.
 * Version 2 adds flexible version support
 */
export interface RenewDelegationTokenRequest {
  /** The HMAC of the delegation token to be renewed. */
  readonly hmac: Uint8Array;
  /** The renewal time period in milliseconds. */
  readonly renewPeriodMs: bigint;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a RenewDelegationTokenRequest in version `v`, 0 to 2. */
export function encodeRenewDelegationTokenRequest(w: Writer, m: Init<RenewDelegationTokenRequest>, v: number): void {
  w.begin("RenewDelegationTokenRequest", v, v >= 2);
  const { hmac = EMPTY_BYTES, renewPeriodMs = 0n } = m;
  w.bytes(hmac, "hmac");
  w.int64(renewPeriodMs, "renewPeriodMs");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a RenewDelegationTokenRequest in version `v`, 0 to 2. */
export function decodeRenewDelegationTokenRequest(r: Reader, v: number): RenewDelegationTokenRequest {
  r.begin("RenewDelegationTokenRequest", v, v >= 2);
  const m: RenewDelegationTokenRequest = {
    hmac: r.bytes("hmac"),
    renewPeriodMs: r.int64("renewPeriodMs"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * RenewDelegationTokenResponse, versions 0 to 2.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Starting in version 1, on quota violation, brokers send out responses before throttling.
 * Version 2 adds flexible version support
 */
export interface RenewDelegationTokenResponse {
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The timestamp in milliseconds at which this token expires. */
  readonly expiryTimestampMs: bigint;
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a RenewDelegationTokenResponse in version `v`, 0 to 2. */
export function encodeRenewDelegationTokenResponse(w: Writer, m: Init<RenewDelegationTokenResponse>, v: number): void {
  w.begin("RenewDelegationTokenResponse", v, v >= 2);
  const { errorCode = 0, expiryTimestampMs = 0n, throttleTimeMs = 0 } = m;
  w.int16(errorCode, "errorCode");
  w.int64(expiryTimestampMs, "expiryTimestampMs");
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a RenewDelegationTokenResponse in version `v`, 0 to 2. */
export function decodeRenewDelegationTokenResponse(r: Reader, v: number): RenewDelegationTokenResponse {
  r.begin("RenewDelegationTokenResponse", v, v >= 2);
  const m: RenewDelegationTokenResponse = {
    errorCode: r.int16("errorCode"),
    expiryTimestampMs: r.int64("expiryTimestampMs"),
    throttleTimeMs: r.int32("throttleTimeMs"),
  };
  r.unknownTags(m);
  return m;
}
