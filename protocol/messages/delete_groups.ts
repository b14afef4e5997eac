// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readString, writeString } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of DeleteGroups (key 42, versions 0 to 3). */
export const DeleteGroups: ClientApi<DeleteGroupsRequest, DeleteGroupsResponse> = {
  key: 42,
  name: "DeleteGroups",
  minVersion: 0,
  maxVersion: 3,
  latestStableVersion: 3,
  flexibleFrom: 2,
  encodeRequest: encodeDeleteGroupsRequest,
  decodeResponse: decodeDeleteGroupsResponse,
};

/** The broker's side of DeleteGroups (key 42, versions 0 to 3). */
export const DeleteGroupsBroker: BrokerApi<DeleteGroupsRequest, DeleteGroupsResponse> = {
  key: 42,
  name: "DeleteGroups",
  minVersion: 0,
  maxVersion: 3,
  latestStableVersion: 3,
  flexibleFrom: 2,
  decodeRequest: decodeDeleteGroupsRequest,
  encodeResponse: encodeDeleteGroupsResponse,
};

/**
 * DeleteGroupsRequest, versions 0 to 3.
 *
 * Version 1 is the same as version 0.
 * Version 2 is the first flexible version.
 * Version 3 corresponds to the addition of an ErrorMessage field on each per-group
 * result in the response (populated when the broker needs to surface a cause to the
 * caller). The request body shape is unchanged at version 3.
 */
export interface DeleteGroupsRequest {
  /** The group names to delete. */
  readonly groupsNames: readonly string[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DeleteGroupsRequest in version `v`, 0 to 3. */
export function encodeDeleteGroupsRequest(w: Writer, m: Init<DeleteGroupsRequest>, v: number): void {
  w.begin("DeleteGroupsRequest", v, v >= 2);
  const { groupsNames = [] } = m;
  w.array(groupsNames, "groupsNames", writeString);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DeleteGroupsRequest in version `v`, 0 to 3. */
export function decodeDeleteGroupsRequest(r: Reader, v: number): DeleteGroupsRequest {
  r.begin("DeleteGroupsRequest", v, v >= 2);
  const m: DeleteGroupsRequest = {
    groupsNames: r.array("groupsNames", readString),
  };
  r.unknownTags(m);
  return m;
}

/**
 * DeleteGroupsResponse, versions 0 to 3.
 *
 * Starting in version 1, on quota violation, brokers send out responses before throttling.
 * Version 2 is the first flexible version.
 * Version 3 adds the per-group ErrorMessage field so the broker can surface a cause
 * string when GROUP_DELETION_FAILED (or any other non-NONE error) is returned for a group.
 */
export interface DeleteGroupsResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The deletion results. */
  readonly results: readonly DeleteGroupsResponseDeletableGroupResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The deletion results. */
export interface DeleteGroupsResponseDeletableGroupResult {
  /** The group id. */
  readonly groupId: string;
  /** The deletion error, or 0 if the deletion succeeded. */
  readonly errorCode: number;
  /** The error message, or null if there was no error. (from version 3; left out of others) */
  readonly errorMessage: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DeleteGroupsResponse in version `v`, 0 to 3. */
export function encodeDeleteGroupsResponse(w: Writer, m: Init<DeleteGroupsResponse>, v: number): void {
  w.begin("DeleteGroupsResponse", v, v >= 2);
  const { throttleTimeMs = 0, results = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(results, "results", encodeDeleteGroupsResponseDeletableGroupResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDeleteGroupsResponseDeletableGroupResult(
  w: Writer,
  m: Init<DeleteGroupsResponseDeletableGroupResult>,
  v: number,
): void {
  const { groupId = "", errorCode = 0, errorMessage = null } = m;
  w.string(groupId, "groupId");
  w.int16(errorCode, "errorCode");
  if (v >= 3) w.nullableString(errorMessage, "errorMessage");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DeleteGroupsResponse in version `v`, 0 to 3. */
export function decodeDeleteGroupsResponse(r: Reader, v: number): DeleteGroupsResponse {
  r.begin("DeleteGroupsResponse", v, v >= 2);
  const m: DeleteGroupsResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    results: r.array("results", decodeDeleteGroupsResponseDeletableGroupResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeDeleteGroupsResponseDeletableGroupResult(
  r: Reader,
  v: number,
): DeleteGroupsResponseDeletableGroupResult {
  const m: DeleteGroupsResponseDeletableGroupResult = {
    groupId: r.string("groupId"),
    errorCode: r.int16("errorCode"),
    errorMessage: v >= 3 ? r.nullableString("errorMessage") : null,
  };
  r.unknownTags(m);
  return m;
}
