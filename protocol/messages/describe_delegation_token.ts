// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { EMPTY_BYTES } from "../wire/empty_bytes.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of DescribeDelegationToken (key 41, versions 0 to 3). */
export const DescribeDelegationToken: ClientApi<DescribeDelegationTokenRequest, DescribeDelegationTokenResponse> = {
  key: 41,
  name: "DescribeDelegationToken",
  minVersion: 0,
  maxVersion: 3,
  latestStableVersion: 3,
  flexibleFrom: 2,
  encodeRequest: encodeDescribeDelegationTokenRequest,
  decodeResponse: decodeDescribeDelegationTokenResponse,
};

/** The broker's side of DescribeDelegationToken (key 41, versions 0 to 3). */
export const DescribeDelegationTokenBroker: BrokerApi<DescribeDelegationTokenRequest, DescribeDelegationTokenResponse> =
  {
    key: 41,
    name: "DescribeDelegationToken",
    minVersion: 0,
    maxVersion: 3,
    latestStableVersion: 3,
    flexibleFrom: 2,
    decodeRequest: decodeDescribeDelegationTokenRequest,
    encodeResponse: encodeDescribeDelegationTokenResponse,
  };

/**
 * DescribeDelegationTokenRequest, versions 0 to 3.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Version 1 is the same as version 0.
 * Version 2 adds flexible version support
 * Version 3 adds token requester into the response
 */
export interface DescribeDelegationTokenRequest {
  /** Each owner that we want to describe delegation tokens for, or null to describe all tokens. */
  readonly owners: readonly DescribeDelegationTokenRequestDescribeDelegationTokenOwner[] | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each owner that we want to describe delegation tokens for, or null to describe all tokens. */
export interface DescribeDelegationTokenRequestDescribeDelegationTokenOwner {
  /** The owner principal type. */
  readonly principalType: string;
  /** The owner principal name. */
  readonly principalName: string;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeDelegationTokenRequest in version `v`, 0 to 3. */
export function encodeDescribeDelegationTokenRequest(
  w: Writer,
  m: Init<DescribeDelegationTokenRequest>,
  v: number,
): void {
  w.begin("DescribeDelegationTokenRequest", v, v >= 2);
  const { owners = [] } = m;
  w.nullableArray(owners, "owners", encodeDescribeDelegationTokenRequestDescribeDelegationTokenOwner);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeDelegationTokenRequestDescribeDelegationTokenOwner(
  w: Writer,
  m: Init<DescribeDelegationTokenRequestDescribeDelegationTokenOwner>,
  _v: number,
): void {
  const { principalType = "", principalName = "" } = m;
  w.string(principalType, "principalType");
  w.string(principalName, "principalName");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeDelegationTokenRequest in version `v`, 0 to 3. */
export function decodeDescribeDelegationTokenRequest(r: Reader, v: number): DescribeDelegationTokenRequest {
  r.begin("DescribeDelegationTokenRequest", v, v >= 2);
  const m: DescribeDelegationTokenRequest = {
    owners: r.nullableArray("owners", decodeDescribeDelegationTokenRequestDescribeDelegationTokenOwner),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeDelegationTokenRequestDescribeDelegationTokenOwner(
  r: Reader,
  _v: number,
): DescribeDelegationTokenRequestDescribeDelegationTokenOwner {
  const m: DescribeDelegationTokenRequestDescribeDelegationTokenOwner = {
    principalType: r.string("principalType"),
    principalName: r.string("principalName"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * DescribeDelegationTokenResponse, versions 0 to 3.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Starting in version 1, on quota violation, brokers send out responses before throttling.
 * Version 2 adds flexible version support
 * Version 3 adds token requester details
 */
export interface DescribeDelegationTokenResponse {
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The tokens. */
  readonly tokens: readonly DescribeDelegationTokenResponseDescribedDelegationToken[];
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The tokens. */
export interface DescribeDelegationTokenResponseDescribedDelegationToken {
  /** The token principal type. */
  readonly principalType: string;
  /** The token principal name. */
  readonly principalName: string;
  /** The principal type of the requester of the token. (from version 3) */
  readonly tokenRequesterPrincipalType: string;
  /** The principal type of the requester of the token. (from version 3) */
  readonly tokenRequesterPrincipalName: string;
  /** The token issue timestamp in milliseconds. */
  readonly issueTimestamp: bigint;
  /** The token expiry timestamp in milliseconds. */
  readonly expiryTimestamp: bigint;
  /** The token maximum timestamp length in milliseconds. */
  readonly maxTimestamp: bigint;
  /** The token ID. */
  readonly tokenId: string;
  /** The token HMAC. */
  readonly hmac: Uint8Array;
  /** Those who are able to renew this token before it expires. */
  readonly renewers: readonly DescribeDelegationTokenResponseDescribedDelegationTokenRenewer[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Those who are able to renew this token before it expires. */
export interface DescribeDelegationTokenResponseDescribedDelegationTokenRenewer {
  /** The renewer principal type. */
  readonly principalType: string;
  /** The renewer principal name. */
  readonly principalName: string;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeDelegationTokenResponse in version `v`, 0 to 3. */
export function encodeDescribeDelegationTokenResponse(
  w: Writer,
  m: Init<DescribeDelegationTokenResponse>,
  v: number,
): void {
  w.begin("DescribeDelegationTokenResponse", v, v >= 2);
  const { errorCode = 0, tokens = [], throttleTimeMs = 0 } = m;
  w.int16(errorCode, "errorCode");
  w.array(tokens, "tokens", encodeDescribeDelegationTokenResponseDescribedDelegationToken);
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeDelegationTokenResponseDescribedDelegationToken(
  w: Writer,
  m: Init<DescribeDelegationTokenResponseDescribedDelegationToken>,
  v: number,
): void {
  const {
    principalType = "",
    principalName = "",
    tokenRequesterPrincipalType = "",
    tokenRequesterPrincipalName = "",
    issueTimestamp = 0n,
    expiryTimestamp = 0n,
    maxTimestamp = 0n,
    tokenId = "",
    hmac = EMPTY_BYTES,
    renewers = [],
  } = m;
  w.string(principalType, "principalType");
  w.string(principalName, "principalName");
  if (v >= 3) w.string(tokenRequesterPrincipalType, "tokenRequesterPrincipalType");
  else if (tokenRequesterPrincipalType !== "") w.unsupported("tokenRequesterPrincipalType");
  if (v >= 3) w.string(tokenRequesterPrincipalName, "tokenRequesterPrincipalName");
  else if (tokenRequesterPrincipalName !== "") w.unsupported("tokenRequesterPrincipalName");
  w.int64(issueTimestamp, "issueTimestamp");
  w.int64(expiryTimestamp, "expiryTimestamp");
  w.int64(maxTimestamp, "maxTimestamp");
  w.string(tokenId, "tokenId");
  w.bytes(hmac, "hmac");
  w.array(renewers, "renewers", encodeDescribeDelegationTokenResponseDescribedDelegationTokenRenewer);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeDelegationTokenResponseDescribedDelegationTokenRenewer(
  w: Writer,
  m: Init<DescribeDelegationTokenResponseDescribedDelegationTokenRenewer>,
  _v: number,
): void {
  const { principalType = "", principalName = "" } = m;
  w.string(principalType, "principalType");
  w.string(principalName, "principalName");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeDelegationTokenResponse in version `v`, 0 to 3. */
export function decodeDescribeDelegationTokenResponse(r: Reader, v: number): DescribeDelegationTokenResponse {
  r.begin("DescribeDelegationTokenResponse", v, v >= 2);
  const m: DescribeDelegationTokenResponse = {
    errorCode: r.int16("errorCode"),
    tokens: r.array("tokens", decodeDescribeDelegationTokenResponseDescribedDelegationToken),
    throttleTimeMs: r.int32("throttleTimeMs"),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeDelegationTokenResponseDescribedDelegationToken(
  r: Reader,
  v: number,
): DescribeDelegationTokenResponseDescribedDelegationToken {
  const m: DescribeDelegationTokenResponseDescribedDelegationToken = {
    principalType: r.string("principalType"),
    principalName: r.string("principalName"),
    tokenRequesterPrincipalType: v >= 3 ? r.string("tokenRequesterPrincipalType") : "",
    tokenRequesterPrincipalName: v >= 3 ? r.string("tokenRequesterPrincipalName") : "",
    issueTimestamp: r.int64("issueTimestamp"),
    expiryTimestamp: r.int64("expiryTimestamp"),
    maxTimestamp: r.int64("maxTimestamp"),
    tokenId: r.string("tokenId"),
    hmac: r.bytes("hmac"),
    renewers: r.array("renewers", decodeDescribeDelegationTokenResponseDescribedDelegationTokenRenewer),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeDelegationTokenResponseDescribedDelegationTokenRenewer(
  r: Reader,
  _v: number,
): DescribeDelegationTokenResponseDescribedDelegationTokenRenewer {
  const m: DescribeDelegationTokenResponseDescribedDelegationTokenRenewer = {
    principalType: r.string("principalType"),
    principalName: r.string("principalName"),
  };
  r.unknownTags(m);
  return m;
}
