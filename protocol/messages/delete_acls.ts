// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of DeleteAcls (key 31, versions 0 to 3). */
export const DeleteAcls: ClientApi<DeleteAclsRequest, DeleteAclsResponse> = {
  key: 31,
  name: "DeleteAcls",
  minVersion: 0,
  maxVersion: 3,
  latestStableVersion: 3,
  flexibleFrom: 2,
  encodeRequest: encodeDeleteAclsRequest,
  decodeResponse: decodeDeleteAclsResponse,
};

/** The broker's side of DeleteAcls (key 31, versions 0 to 3). */
export const DeleteAclsBroker: BrokerApi<DeleteAclsRequest, DeleteAclsResponse> = {
  key: 31,
  name: "DeleteAcls",
  minVersion: 0,
  maxVersion: 3,
  latestStableVersion: 3,
  flexibleFrom: 2,
  decodeRequest: decodeDeleteAclsRequest,
  encodeResponse: encodeDeleteAclsResponse,
};

/**
 * DeleteAclsRequest, versions 0 to 3.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Version 1 adds the pattern type.
 * Version 2 enables flexible versions.
 * Version 3 adds the user resource type.
 */
export interface DeleteAclsRequest {
  /** The filters to use when deleting ACLs. */
  readonly filters: readonly DeleteAclsRequestDeleteAclsFilter[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The filters to use when deleting ACLs. */
export interface DeleteAclsRequestDeleteAclsFilter {
  /** The resource type. */
  readonly resourceTypeFilter: number;
  /** The resource name, or null to match any resource name. */
  readonly resourceNameFilter: string | null;
  /** The pattern type. (from version 1; default 3) */
  readonly patternTypeFilter: number;
  /** The principal filter, or null to accept all principals. */
  readonly principalFilter: string | null;
  /** The host filter, or null to accept all hosts. */
  readonly hostFilter: string | null;
  /** The ACL operation. */
  readonly operation: number;
  /** The permission type. */
  readonly permissionType: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DeleteAclsRequest in version `v`, 0 to 3. */
export function encodeDeleteAclsRequest(w: Writer, m: Init<DeleteAclsRequest>, v: number): void {
  w.begin("DeleteAclsRequest", v, v >= 2);
  const { filters = [] } = m;
  w.array(filters, "filters", encodeDeleteAclsRequestDeleteAclsFilter);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDeleteAclsRequestDeleteAclsFilter(
  w: Writer,
  m: Init<DeleteAclsRequestDeleteAclsFilter>,
  v: number,
): void {
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

/** Reads a DeleteAclsRequest in version `v`, 0 to 3. */
export function decodeDeleteAclsRequest(r: Reader, v: number): DeleteAclsRequest {
  r.begin("DeleteAclsRequest", v, v >= 2);
  const m: DeleteAclsRequest = {
    filters: r.array("filters", decodeDeleteAclsRequestDeleteAclsFilter),
  };
  r.unknownTags(m);
  return m;
}

function decodeDeleteAclsRequestDeleteAclsFilter(r: Reader, v: number): DeleteAclsRequestDeleteAclsFilter {
  const m: DeleteAclsRequestDeleteAclsFilter = {
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
 * DeleteAclsResponse, versions 0 to 3.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Version 1 adds the resource pattern type.
 * Starting in version 1, on quota violation, brokers send out responses before throttling.
 * Version 2 enables flexible versions.
 * Version 3 adds the user resource type.
 */
export interface DeleteAclsResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The results for each filter. */
  readonly filterResults: readonly DeleteAclsResponseDeleteAclsFilterResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The results for each filter. */
export interface DeleteAclsResponseDeleteAclsFilterResult {
  /** The error code, or 0 if the filter succeeded. */
  readonly errorCode: number;
  /** The error message, or null if the filter succeeded. */
  readonly errorMessage: string | null;
  /** The ACLs which matched this filter. */
  readonly matchingAcls: readonly DeleteAclsResponseDeleteAclsMatchingAcl[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The ACLs which matched this filter. */
export interface DeleteAclsResponseDeleteAclsMatchingAcl {
  /** The deletion error code, or 0 if the deletion succeeded. */
  readonly errorCode: number;
  /** The deletion error message, or null if the deletion succeeded. */
  readonly errorMessage: string | null;
  /** The ACL resource type. */
  readonly resourceType: number;
  /** The ACL resource name. */
  readonly resourceName: string;
  /** The ACL resource pattern type. (from version 1; default 3) */
  readonly patternType: number;
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

/** Writes a DeleteAclsResponse in version `v`, 0 to 3. */
export function encodeDeleteAclsResponse(w: Writer, m: Init<DeleteAclsResponse>, v: number): void {
  w.begin("DeleteAclsResponse", v, v >= 2);
  const { throttleTimeMs = 0, filterResults = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(filterResults, "filterResults", encodeDeleteAclsResponseDeleteAclsFilterResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDeleteAclsResponseDeleteAclsFilterResult(
  w: Writer,
  m: Init<DeleteAclsResponseDeleteAclsFilterResult>,
  _v: number,
): void {
  const { errorCode = 0, errorMessage = "", matchingAcls = [] } = m;
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.array(matchingAcls, "matchingAcls", encodeDeleteAclsResponseDeleteAclsMatchingAcl);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDeleteAclsResponseDeleteAclsMatchingAcl(
  w: Writer,
  m: Init<DeleteAclsResponseDeleteAclsMatchingAcl>,
  v: number,
): void {
  const {
    errorCode = 0,
    errorMessage = "",
    resourceType = 0,
    resourceName = "",
    patternType = 3,
    principal = "",
    host = "",
    operation = 0,
    permissionType = 0,
  } = m;
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.int8(resourceType, "resourceType");
  w.string(resourceName, "resourceName");
  if (v >= 1) w.int8(patternType, "patternType");
  else if (patternType !== 3) w.unsupported("patternType");
  w.string(principal, "principal");
  w.string(host, "host");
  w.int8(operation, "operation");
  w.int8(permissionType, "permissionType");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DeleteAclsResponse in version `v`, 0 to 3. */
export function decodeDeleteAclsResponse(r: Reader, v: number): DeleteAclsResponse {
  r.begin("DeleteAclsResponse", v, v >= 2);
  const m: DeleteAclsResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    filterResults: r.array("filterResults", decodeDeleteAclsResponseDeleteAclsFilterResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeDeleteAclsResponseDeleteAclsFilterResult(
  r: Reader,
  _v: number,
): DeleteAclsResponseDeleteAclsFilterResult {
  const m: DeleteAclsResponseDeleteAclsFilterResult = {
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    matchingAcls: r.array("matchingAcls", decodeDeleteAclsResponseDeleteAclsMatchingAcl),
  };
  r.unknownTags(m);
  return m;
}

function decodeDeleteAclsResponseDeleteAclsMatchingAcl(r: Reader, v: number): DeleteAclsResponseDeleteAclsMatchingAcl {
  const m: DeleteAclsResponseDeleteAclsMatchingAcl = {
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    resourceType: r.int8("resourceType"),
    resourceName: r.string("resourceName"),
    patternType: v >= 1 ? r.int8("patternType") : 3,
    principal: r.string("principal"),
    host: r.string("host"),
    operation: r.int8("operation"),
    permissionType: r.int8("permissionType"),
  };
  r.unknownTags(m);
  return m;
}
