// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of CreateAcls (key 30, versions 0 to 3). */
export const CreateAcls: ClientApi<CreateAclsRequest, CreateAclsResponse> = {
  key: 30,
  name: "CreateAcls",
  minVersion: 0,
  maxVersion: 3,
  latestStableVersion: 3,
  flexibleFrom: 2,
  encodeRequest: encodeCreateAclsRequest,
  decodeResponse: decodeCreateAclsResponse,
};

/** The broker's side of CreateAcls (key 30, versions 0 to 3). */
export const CreateAclsBroker: BrokerApi<CreateAclsRequest, CreateAclsResponse> = {
  key: 30,
  name: "CreateAcls",
  minVersion: 0,
  maxVersion: 3,
  latestStableVersion: 3,
  flexibleFrom: 2,
  decodeRequest: decodeCreateAclsRequest,
  encodeResponse: encodeCreateAclsResponse,
};

/**
 * CreateAclsRequest, versions 0 to 3.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Version 1 adds resource pattern type.
 * Version 2 enables flexible versions.
 * Version 3 adds user resource type.
 */
export interface CreateAclsRequest {
  /** The ACLs that we want to create. */
  readonly creations: readonly CreateAclsRequestAclCreation[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The ACLs that we want to create. */
export interface CreateAclsRequestAclCreation {
  /** The type of the resource. */
  readonly resourceType: number;
  /** The resource name for the ACL. */
  readonly resourceName: string;
  /** The pattern type for the ACL. (from version 1; default 3) */
  readonly resourcePatternType: number;
  /** The principal for the ACL. */
  readonly principal: string;
  /** The host for the ACL. */
  readonly host: string;
  /** The operation type for the ACL (read, write, etc.). */
  readonly operation: number;
  /** The permission type for the ACL (allow, deny, etc.). */
  readonly permissionType: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a CreateAclsRequest in version `v`, 0 to 3. */
export function encodeCreateAclsRequest(w: Writer, m: Init<CreateAclsRequest>, v: number): void {
  w.begin("CreateAclsRequest", v, v >= 2);
  const { creations = [] } = m;
  w.array(creations, "creations", encodeCreateAclsRequestAclCreation);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeCreateAclsRequestAclCreation(w: Writer, m: Init<CreateAclsRequestAclCreation>, v: number): void {
  const {
    resourceType = 0,
    resourceName = "",
    resourcePatternType = 3,
    principal = "",
    host = "",
    operation = 0,
    permissionType = 0,
  } = m;
  w.int8(resourceType, "resourceType");
  w.string(resourceName, "resourceName");
  if (v >= 1) w.int8(resourcePatternType, "resourcePatternType");
  else if (resourcePatternType !== 3) w.unsupported("resourcePatternType");
  w.string(principal, "principal");
  w.string(host, "host");
  w.int8(operation, "operation");
  w.int8(permissionType, "permissionType");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a CreateAclsRequest in version `v`, 0 to 3. */
export function decodeCreateAclsRequest(r: Reader, v: number): CreateAclsRequest {
  r.begin("CreateAclsRequest", v, v >= 2);
  const m: CreateAclsRequest = {
    creations: r.array("creations", decodeCreateAclsRequestAclCreation),
  };
  r.unknownTags(m);
  return m;
}

function decodeCreateAclsRequestAclCreation(r: Reader, v: number): CreateAclsRequestAclCreation {
  const m: CreateAclsRequestAclCreation = {
    resourceType: r.int8("resourceType"),
    resourceName: r.string("resourceName"),
    resourcePatternType: v >= 1 ? r.int8("resourcePatternType") : 3,
    principal: r.string("principal"),
    host: r.string("host"),
    operation: r.int8("operation"),
    permissionType: r.int8("permissionType"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * CreateAclsResponse, versions 0 to 3.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Starting in version 1, on quota violation, brokers send out responses before throttling.
 * Version 2 enables flexible versions.
 * Version 3 adds user resource type.
 */
export interface CreateAclsResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The results for each ACL creation. */
  readonly results: readonly CreateAclsResponseAclCreationResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The results for each ACL creation. */
export interface CreateAclsResponseAclCreationResult {
  /** The result error, or zero if there was no error. */
  readonly errorCode: number;
  /** The result message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a CreateAclsResponse in version `v`, 0 to 3. */
export function encodeCreateAclsResponse(w: Writer, m: Init<CreateAclsResponse>, v: number): void {
  w.begin("CreateAclsResponse", v, v >= 2);
  const { throttleTimeMs = 0, results = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(results, "results", encodeCreateAclsResponseAclCreationResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeCreateAclsResponseAclCreationResult(
  w: Writer,
  m: Init<CreateAclsResponseAclCreationResult>,
  _v: number,
): void {
  const { errorCode = 0, errorMessage = "" } = m;
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a CreateAclsResponse in version `v`, 0 to 3. */
export function decodeCreateAclsResponse(r: Reader, v: number): CreateAclsResponse {
  r.begin("CreateAclsResponse", v, v >= 2);
  const m: CreateAclsResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    results: r.array("results", decodeCreateAclsResponseAclCreationResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeCreateAclsResponseAclCreationResult(r: Reader, _v: number): CreateAclsResponseAclCreationResult {
  const m: CreateAclsResponseAclCreationResult = {
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
  };
  r.unknownTags(m);
  return m;
}
