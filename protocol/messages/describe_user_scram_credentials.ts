// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of DescribeUserScramCredentials (key 50, version 0). */
export const DescribeUserScramCredentials: ClientApi<
  DescribeUserScramCredentialsRequest,
  DescribeUserScramCredentialsResponse
> = {
  key: 50,
  name: "DescribeUserScramCredentials",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  encodeRequest: encodeDescribeUserScramCredentialsRequest,
  decodeResponse: decodeDescribeUserScramCredentialsResponse,
};

/** The broker's side of DescribeUserScramCredentials (key 50, version 0). */
export const DescribeUserScramCredentialsBroker: BrokerApi<
  DescribeUserScramCredentialsRequest,
  DescribeUserScramCredentialsResponse
> = {
  key: 50,
  name: "DescribeUserScramCredentials",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  decodeRequest: decodeDescribeUserScramCredentialsRequest,
  encodeResponse: encodeDescribeUserScramCredentialsResponse,
};

/** DescribeUserScramCredentialsRequest, version 0. */
export interface DescribeUserScramCredentialsRequest {
  /** The users to describe, or null/empty to describe all users. */
  readonly users: readonly DescribeUserScramCredentialsRequestUserName[] | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The users to describe, or null/empty to describe all users. */
export interface DescribeUserScramCredentialsRequestUserName {
  /** The user name. */
  readonly name: string;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeUserScramCredentialsRequest in version `v`, 0 to 0. */
export function encodeDescribeUserScramCredentialsRequest(
  w: Writer,
  m: Init<DescribeUserScramCredentialsRequest>,
  v: number,
): void {
  w.begin("DescribeUserScramCredentialsRequest", v, true);
  const { users = [] } = m;
  w.nullableArray(users, "users", encodeDescribeUserScramCredentialsRequestUserName);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeUserScramCredentialsRequestUserName(
  w: Writer,
  m: Init<DescribeUserScramCredentialsRequestUserName>,
  _v: number,
): void {
  const { name = "" } = m;
  w.string(name, "name");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeUserScramCredentialsRequest in version `v`, 0 to 0. */
export function decodeDescribeUserScramCredentialsRequest(r: Reader, v: number): DescribeUserScramCredentialsRequest {
  r.begin("DescribeUserScramCredentialsRequest", v, true);
  const m: DescribeUserScramCredentialsRequest = {
    users: r.nullableArray("users", decodeDescribeUserScramCredentialsRequestUserName),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeUserScramCredentialsRequestUserName(
  r: Reader,
  _v: number,
): DescribeUserScramCredentialsRequestUserName {
  const m: DescribeUserScramCredentialsRequestUserName = {
    name: r.string("name"),
  };
  r.unknownTags(m);
  return m;
}

/** DescribeUserScramCredentialsResponse, version 0. */
export interface DescribeUserScramCredentialsResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The message-level error code, 0 except for user authorization or infrastructure issues. */
  readonly errorCode: number;
  /** The message-level error message, if any. */
  readonly errorMessage: string | null;
  /** The results for descriptions, one per user. */
  readonly results: readonly DescribeUserScramCredentialsResponseDescribeUserScramCredentialsResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The results for descriptions, one per user. */
export interface DescribeUserScramCredentialsResponseDescribeUserScramCredentialsResult {
  /** The user name. */
  readonly user: string;
  /** The user-level error code. */
  readonly errorCode: number;
  /** The user-level error message, if any. */
  readonly errorMessage: string | null;
  /** The mechanism and related information associated with the user's SCRAM credentials. */
  readonly credentialInfos: readonly DescribeUserScramCredentialsResponseCredentialInfo[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The mechanism and related information associated with the user's SCRAM credentials. */
export interface DescribeUserScramCredentialsResponseCredentialInfo {
  /** The SCRAM mechanism. */
  readonly mechanism: number;
  /** The number of iterations used in the SCRAM credential. */
  readonly iterations: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeUserScramCredentialsResponse in version `v`, 0 to 0. */
export function encodeDescribeUserScramCredentialsResponse(
  w: Writer,
  m: Init<DescribeUserScramCredentialsResponse>,
  v: number,
): void {
  w.begin("DescribeUserScramCredentialsResponse", v, true);
  const { throttleTimeMs = 0, errorCode = 0, errorMessage = "", results = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.array(results, "results", encodeDescribeUserScramCredentialsResponseDescribeUserScramCredentialsResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeUserScramCredentialsResponseDescribeUserScramCredentialsResult(
  w: Writer,
  m: Init<DescribeUserScramCredentialsResponseDescribeUserScramCredentialsResult>,
  _v: number,
): void {
  const { user = "", errorCode = 0, errorMessage = "", credentialInfos = [] } = m;
  w.string(user, "user");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.array(credentialInfos, "credentialInfos", encodeDescribeUserScramCredentialsResponseCredentialInfo);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeUserScramCredentialsResponseCredentialInfo(
  w: Writer,
  m: Init<DescribeUserScramCredentialsResponseCredentialInfo>,
  _v: number,
): void {
  const { mechanism = 0, iterations = 0 } = m;
  w.int8(mechanism, "mechanism");
  w.int32(iterations, "iterations");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeUserScramCredentialsResponse in version `v`, 0 to 0. */
export function decodeDescribeUserScramCredentialsResponse(r: Reader, v: number): DescribeUserScramCredentialsResponse {
  r.begin("DescribeUserScramCredentialsResponse", v, true);
  const m: DescribeUserScramCredentialsResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    results: r.array("results", decodeDescribeUserScramCredentialsResponseDescribeUserScramCredentialsResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeUserScramCredentialsResponseDescribeUserScramCredentialsResult(
  r: Reader,
  _v: number,
): DescribeUserScramCredentialsResponseDescribeUserScramCredentialsResult {
  const m: DescribeUserScramCredentialsResponseDescribeUserScramCredentialsResult = {
    user: r.string("user"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    credentialInfos: r.array("credentialInfos", decodeDescribeUserScramCredentialsResponseCredentialInfo),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeUserScramCredentialsResponseCredentialInfo(
  r: Reader,
  _v: number,
): DescribeUserScramCredentialsResponseCredentialInfo {
  const m: DescribeUserScramCredentialsResponseCredentialInfo = {
    mechanism: r.int8("mechanism"),
    iterations: r.int32("iterations"),
  };
  r.unknownTags(m);
  return m;
}
