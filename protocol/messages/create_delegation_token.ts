// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { EMPTY_BYTES } from "../wire/empty_bytes.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of CreateDelegationToken (key 38, versions 0 to 3). */
export const CreateDelegationToken: ClientApi<CreateDelegationTokenRequest, CreateDelegationTokenResponse> = {
  key: 38,
  name: "CreateDelegationToken",
  minVersion: 0,
  maxVersion: 3,
  latestStableVersion: 3,
  flexibleFrom: 2,
  encodeRequest: encodeCreateDelegationTokenRequest,
  decodeResponse: decodeCreateDelegationTokenResponse,
};

/** The broker's side of CreateDelegationToken (key 38, versions 0 to 3). */
export const CreateDelegationTokenBroker: BrokerApi<CreateDelegationTokenRequest, CreateDelegationTokenResponse> = {
  key: 38,
  name: "CreateDelegationToken",
  minVersion: 0,
  maxVersion: 3,
  latestStableVersion: 3,
  flexibleFrom: 2,
  decodeRequest: decodeCreateDelegationTokenRequest,
  encodeResponse: encodeCreateDelegationTokenResponse,
};

/**
 * CreateDelegationTokenRequest, versions 0 to 3.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Version 1 is the same as version 0.
 * Version 2 is the first flexible version.
 * Version 3 adds owner principal
 */
export interface CreateDelegationTokenRequest {
  /** The principal type of the owner of the token. If it's null it defaults to the token request principal. (from version 3) */
  readonly ownerPrincipalType: string | null;
  /** The principal name of the owner of the token. If it's null it defaults to the token request principal. (from version 3) */
  readonly ownerPrincipalName: string | null;
  /** A list of those who are allowed to renew this token before it expires. */
  readonly renewers: readonly CreateDelegationTokenRequestCreatableRenewers[];
  /** The maximum lifetime of the token in milliseconds, or -1 to use the server side default. */
  readonly maxLifetimeMs: bigint;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** A list of those who are allowed to renew this token before it expires. */
export interface CreateDelegationTokenRequestCreatableRenewers {
  /** The type of the Kafka principal. */
  readonly principalType: string;
  /** The name of the Kafka principal. */
  readonly principalName: string;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a CreateDelegationTokenRequest in version `v`, 0 to 3. */
export function encodeCreateDelegationTokenRequest(w: Writer, m: Init<CreateDelegationTokenRequest>, v: number): void {
  w.begin("CreateDelegationTokenRequest", v, v >= 2);
  const { ownerPrincipalType = "", ownerPrincipalName = "", renewers = [], maxLifetimeMs = 0n } = m;
  if (v >= 3) w.nullableString(ownerPrincipalType, "ownerPrincipalType");
  else if (ownerPrincipalType !== "") w.unsupported("ownerPrincipalType");
  if (v >= 3) w.nullableString(ownerPrincipalName, "ownerPrincipalName");
  else if (ownerPrincipalName !== "") w.unsupported("ownerPrincipalName");
  w.array(renewers, "renewers", encodeCreateDelegationTokenRequestCreatableRenewers);
  w.int64(maxLifetimeMs, "maxLifetimeMs");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeCreateDelegationTokenRequestCreatableRenewers(
  w: Writer,
  m: Init<CreateDelegationTokenRequestCreatableRenewers>,
  _v: number,
): void {
  const { principalType = "", principalName = "" } = m;
  w.string(principalType, "principalType");
  w.string(principalName, "principalName");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a CreateDelegationTokenRequest in version `v`, 0 to 3. */
export function decodeCreateDelegationTokenRequest(r: Reader, v: number): CreateDelegationTokenRequest {
  r.begin("CreateDelegationTokenRequest", v, v >= 2);
  const m: CreateDelegationTokenRequest = {
    ownerPrincipalType: v >= 3 ? r.nullableString("ownerPrincipalType") : "",
    ownerPrincipalName: v >= 3 ? r.nullableString("ownerPrincipalName") : "",
    renewers: r.array("renewers", decodeCreateDelegationTokenRequestCreatableRenewers),
    maxLifetimeMs: r.int64("maxLifetimeMs"),
  };
  r.unknownTags(m);
  return m;
}

function decodeCreateDelegationTokenRequestCreatableRenewers(
  r: Reader,
  _v: number,
): CreateDelegationTokenRequestCreatableRenewers {
  const m: CreateDelegationTokenRequestCreatableRenewers = {
    principalType: r.string("principalType"),
    principalName: r.string("principalName"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * CreateDelegationTokenResponse, versions 0 to 3.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Starting in version 1, on quota violation, brokers send out responses before throttling.
 * Version 2 is the first flexible version.
 * Version 3 adds token requester details
 */
export interface CreateDelegationTokenResponse {
  /** The top-level error, or zero if there was no error. */
  readonly errorCode: number;
  /** The principal type of the token owner. */
  readonly principalType: string;
  /** The name of the token owner. */
  readonly principalName: string;
  /** The principal type of the requester of the token. (from version 3) */
  readonly tokenRequesterPrincipalType: string;
  /** The principal type of the requester of the token. (from version 3) */
  readonly tokenRequesterPrincipalName: string;
  /** When this token was generated. */
  readonly issueTimestampMs: bigint;
  /** When this token expires. */
  readonly expiryTimestampMs: bigint;
  /** The maximum lifetime of this token. */
  readonly maxTimestampMs: bigint;
  /** The token UUID. */
  readonly tokenId: string;
  /** HMAC of the delegation token. */
  readonly hmac: Uint8Array;
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a CreateDelegationTokenResponse in version `v`, 0 to 3. */
export function encodeCreateDelegationTokenResponse(
  w: Writer,
  m: Init<CreateDelegationTokenResponse>,
  v: number,
): void {
  w.begin("CreateDelegationTokenResponse", v, v >= 2);
  const {
    errorCode = 0,
    principalType = "",
    principalName = "",
    tokenRequesterPrincipalType = "",
    tokenRequesterPrincipalName = "",
    issueTimestampMs = 0n,
    expiryTimestampMs = 0n,
    maxTimestampMs = 0n,
    tokenId = "",
    hmac = EMPTY_BYTES,
    throttleTimeMs = 0,
  } = m;
  w.int16(errorCode, "errorCode");
  w.string(principalType, "principalType");
  w.string(principalName, "principalName");
  if (v >= 3) w.string(tokenRequesterPrincipalType, "tokenRequesterPrincipalType");
  else if (tokenRequesterPrincipalType !== "") w.unsupported("tokenRequesterPrincipalType");
  if (v >= 3) w.string(tokenRequesterPrincipalName, "tokenRequesterPrincipalName");
  else if (tokenRequesterPrincipalName !== "") w.unsupported("tokenRequesterPrincipalName");
  w.int64(issueTimestampMs, "issueTimestampMs");
  w.int64(expiryTimestampMs, "expiryTimestampMs");
  w.int64(maxTimestampMs, "maxTimestampMs");
  w.string(tokenId, "tokenId");
  w.bytes(hmac, "hmac");
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a CreateDelegationTokenResponse in version `v`, 0 to 3. */
export function decodeCreateDelegationTokenResponse(r: Reader, v: number): CreateDelegationTokenResponse {
  r.begin("CreateDelegationTokenResponse", v, v >= 2);
  const m: CreateDelegationTokenResponse = {
    errorCode: r.int16("errorCode"),
    principalType: r.string("principalType"),
    principalName: r.string("principalName"),
    tokenRequesterPrincipalType: v >= 3 ? r.string("tokenRequesterPrincipalType") : "",
    tokenRequesterPrincipalName: v >= 3 ? r.string("tokenRequesterPrincipalName") : "",
    issueTimestampMs: r.int64("issueTimestampMs"),
    expiryTimestampMs: r.int64("expiryTimestampMs"),
    maxTimestampMs: r.int64("maxTimestampMs"),
    tokenId: r.string("tokenId"),
    hmac: r.bytes("hmac"),
    throttleTimeMs: r.int32("throttleTimeMs"),
  };
  r.unknownTags(m);
  return m;
}
