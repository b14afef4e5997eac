// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of DescribeAcls (key 29, versions 0 to 3). */
export const DescribeAcls: ClientApi<DescribeAclsRequest, DescribeAclsResponse> = {
  key: 29,
  name: "DescribeAcls",
  minVersion: 0,
  maxVersion: 3,
  latestStableVersion: 3,
  flexibleFrom: 2,
  encodeRequest: encodeDescribeAclsRequest,
  decodeResponse: decodeDescribeAclsResponse,
};

/** The broker's side of DescribeAcls (key 29, versions 0 to 3). */
export const DescribeAclsBroker: BrokerApi<DescribeAclsRequest, DescribeAclsResponse> = {
  key: 29,
  name: "DescribeAcls",
  minVersion: 0,
  maxVersion: 3,
  latestStableVersion: 3,
  flexibleFrom: 2,
  decodeRequest: decodeDescribeAclsRequest,
  encodeResponse: encodeDescribeAclsResponse,
};

/**
 * DescribeAclsRequest, versions 0 to 3.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Version 1 adds resource pattern type.
 * Version 2 enables flexible versions.
 * Version 3 adds user resource type.
 */
export interface DescribeAclsRequest {
  /** The resource type. */
  readonly resourceTypeFilter: number;
  /** The resource name, or null to match any resource name. */
  readonly resourceNameFilter: string | null;
  /** The resource pattern to match. (from version 1; default 3) */
  readonly patternTypeFilter: number;
  /** The principal to match, or null to match any principal. */
  readonly principalFilter: string | null;
  /** The host to match, or null to match any host. */
  readonly hostFilter: string | null;
  /** The operation to match. */
  readonly operation: number;
  /** The permission type to match. */
  readonly permissionType: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeAclsRequest in version `v`, 0 to 3. */
export function encodeDescribeAclsRequest(w: Writer, m: Init<DescribeAclsRequest>, v: number): void {
  w.begin("DescribeAclsRequest", v, v >= 2);
  const {
    resourceTypeFilter = 0,
    resourceNameFilter = "",
    patternTypeFilter = 3,
    principalFilter = "",
    hostFilter = "",
    operation = 0,
    permissionType = 0,
  } = m;
  w.int8(resourceTypeFilter, "resourceTypeFilter");
  w.nullableString(resourceNameFilter, "resourceNameFilter");
  if (v >= 1) w.int8(patternTypeFilter, "patternTypeFilter");
  else if (patternTypeFilter !== 3) w.unsupported("patternTypeFilter");
  w.nullableString(principalFilter, "principalFilter");
  w.nullableString(hostFilter, "hostFilter");
  w.int8(operation, "operation");
  w.int8(permissionType, "permissionType");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeAclsRequest in version `v`, 0 to 3. */
export function decodeDescribeAclsRequest(r: Reader, v: number): DescribeAclsRequest {
  r.begin("DescribeAclsRequest", v, v >= 2);
  const m: DescribeAclsRequest = {
    resourceTypeFilter: r.int8("resourceTypeFilter"),
    resourceNameFilter: r.nullableString("resourceNameFilter"),
    patternTypeFilter: v >= 1 ? r.int8("patternTypeFilter") : 3,
    principalFilter: r.nullableString("principalFilter"),
    hostFilter: r.nullableString("hostFilter"),
    operation: r.int8("operation"),
    permissionType: r.int8("permissionType"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * DescribeAclsResponse, versions 0 to 3.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Version 1 adds PatternType.
 * Starting in version 1, on quota violation, brokers send out responses before throttling.
 * Version 2 enables flexible versions.
 * Version 3 adds user resource type.
 */
export interface DescribeAclsResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** Each Resource that is referenced in an ACL. */
  readonly resources: readonly DescribeAclsResponseDescribeAclsResource[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each Resource that is referenced in an ACL. */
export interface DescribeAclsResponseDescribeAclsResource {
  /** The resource type. */
  readonly resourceType: number;
  /** The resource name. */
  readonly resourceName: string;
  /** The resource pattern type. (from version 1; default 3) */
  readonly patternType: number;
  /** The ACLs. */
  readonly acls: readonly DescribeAclsResponseAclDescription[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The ACLs. */
export interface DescribeAclsResponseAclDescription {
  /** The ACL principal. */
  readonly principal: string;
  /** The ACL host. */
  readonly host: string;
  /** The ACL operation. */
  readonly operation: number;
  /** The ACL permission type. */
  readonly permissionType: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeAclsResponse in version `v`, 0 to 3. */
export function encodeDescribeAclsResponse(w: Writer, m: Init<DescribeAclsResponse>, v: number): void {
  w.begin("DescribeAclsResponse", v, v >= 2);
  const { throttleTimeMs = 0, errorCode = 0, errorMessage = "", resources = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.array(resources, "resources", encodeDescribeAclsResponseDescribeAclsResource);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeAclsResponseDescribeAclsResource(
  w: Writer,
  m: Init<DescribeAclsResponseDescribeAclsResource>,
  v: number,
): void {
  const { resourceType = 0, resourceName = "", patternType = 3, acls = [] } = m;
  w.int8(resourceType, "resourceType");
  w.string(resourceName, "resourceName");
  if (v >= 1) w.int8(patternType, "patternType");
  else if (patternType !== 3) w.unsupported("patternType");
  w.array(acls, "acls", encodeDescribeAclsResponseAclDescription);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeAclsResponseAclDescription(
  w: Writer,
  m: Init<DescribeAclsResponseAclDescription>,
  _v: number,
): void {
  const { principal = "", host = "", operation = 0, permissionType = 0 } = m;
  w.string(principal, "principal");
  w.string(host, "host");
  w.int8(operation, "operation");
  w.int8(permissionType, "permissionType");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeAclsResponse in version `v`, 0 to 3. */
export function decodeDescribeAclsResponse(r: Reader, v: number): DescribeAclsResponse {
  r.begin("DescribeAclsResponse", v, v >= 2);
  const m: DescribeAclsResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    resources: r.array("resources", decodeDescribeAclsResponseDescribeAclsResource),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeAclsResponseDescribeAclsResource(
  r: Reader,
  v: number,
): DescribeAclsResponseDescribeAclsResource {
  const m: DescribeAclsResponseDescribeAclsResource = {
    resourceType: r.int8("resourceType"),
    resourceName: r.string("resourceName"),
    patternType: v >= 1 ? r.int8("patternType") : 3,
    acls: r.array("acls", decodeDescribeAclsResponseAclDescription),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeAclsResponseAclDescription(r: Reader, _v: number): DescribeAclsResponseAclDescription {
  const m: DescribeAclsResponseAclDescription = {
    principal: r.string("principal"),
    host: r.string("host"),
    operation: r.int8("operation"),
    permissionType: r.int8("permissionType"),
  };
  r.unknownTags(m);
  return m;
}
