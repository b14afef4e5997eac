// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readString, writeString } from "../wire/elements.ts";
import { EMPTY_BYTES } from "../wire/empty_bytes.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of DescribeGroups (key 15, versions 0 to 6). */
export const DescribeGroups: ClientApi<DescribeGroupsRequest, DescribeGroupsResponse> = {
  key: 15,
  name: "DescribeGroups",
  minVersion: 0,
  maxVersion: 6,
  latestStableVersion: 6,
  flexibleFrom: 5,
  encodeRequest: encodeDescribeGroupsRequest,
  decodeResponse: decodeDescribeGroupsResponse,
};

/** The broker's side of DescribeGroups (key 15, versions 0 to 6). */
export const DescribeGroupsBroker: BrokerApi<DescribeGroupsRequest, DescribeGroupsResponse> = {
  key: 15,
  name: "DescribeGroups",
  minVersion: 0,
  maxVersion: 6,
  latestStableVersion: 6,
  flexibleFrom: 5,
  decodeRequest: decodeDescribeGroupsRequest,
  encodeResponse: encodeDescribeGroupsResponse,
};

/**
 * DescribeGroupsRequest, versions 0 to 6.
 *
 * Versions 1 and 2 are the same as version 0.
 * Starting in version 3, authorized operations can be requested.
 * Starting in version 4, the response will include group.instance.id info for members.
 * Version 5 is the first flexible version.
 * Version 6 returns error code GROUP_ID_NOT_FOUND if the group ID is not found (KIP-1043).
 */
export interface DescribeGroupsRequest {
  /** The names of the groups to describe. */
  readonly groups: readonly string[];
  /** Whether to include authorized operations. (from version 3) */
  readonly includeAuthorizedOperations: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeGroupsRequest in version `v`, 0 to 6. */
export function encodeDescribeGroupsRequest(w: Writer, m: Init<DescribeGroupsRequest>, v: number): void {
  w.begin("DescribeGroupsRequest", v, v >= 5);
  const { groups = [], includeAuthorizedOperations = false } = m;
  w.array(groups, "groups", writeString);
  if (v >= 3) w.bool(includeAuthorizedOperations, "includeAuthorizedOperations");
  else if (includeAuthorizedOperations !== false) w.unsupported("includeAuthorizedOperations");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeGroupsRequest in version `v`, 0 to 6. */
export function decodeDescribeGroupsRequest(r: Reader, v: number): DescribeGroupsRequest {
  r.begin("DescribeGroupsRequest", v, v >= 5);
  const m: DescribeGroupsRequest = {
    groups: r.array("groups", readString),
    includeAuthorizedOperations: v >= 3 ? r.bool("includeAuthorizedOperations") : false,
  };
  r.unknownTags(m);
  return m;
}

/**
 * DescribeGroupsResponse, versions 0 to 6.
 *
 * Version 1 added throttle time.
 * Starting in version 2, on quota violation, brokers send out responses before throttling.
 * Starting in version 3, brokers can send authorized operations.
 * Starting in version 4, the response will optionally include group.instance.id info for members.
 * Version 5 is the first flexible version.
 * Version 6 returns error code GROUP_ID_NOT_FOUND if the group ID is not found (KIP-1043).
 */
export interface DescribeGroupsResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. (from version 1; left out of others) */
  readonly throttleTimeMs: number;
  /** Each described group. */
  readonly groups: readonly DescribeGroupsResponseDescribedGroup[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each described group. */
export interface DescribeGroupsResponseDescribedGroup {
  /** The describe error, or 0 if there was no error. */
  readonly errorCode: number;
  /** The describe error message, or null if there was no error. (from version 6) */
  readonly errorMessage: string | null;
  /** The group ID string. */
  readonly groupId: string;
  /** The group state string, or the empty string. */
  readonly groupState: string;
  /** The group protocol type, or the empty string. */
  readonly protocolType: string;
  /** The group protocol data, or the empty string. */
  readonly protocolData: string;
  /** The group members. */
  readonly members: readonly DescribeGroupsResponseDescribedGroupMember[];
  /** 32-bit bitfield to represent authorized operations for this group. (from version 3; default -2147483648) */
  readonly authorizedOperations: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The group members. */
export interface DescribeGroupsResponseDescribedGroupMember {
  /** The member id. */
  readonly memberId: string;
  /** The unique identifier of the consumer instance provided by end user. (from version 4; left out of others) */
  readonly groupInstanceId: string | null;
  /** The client ID used in the member's latest join group request. */
  readonly clientId: string;
  /** The client host. */
  readonly clientHost: string;
  /** The metadata corresponding to the current group protocol in use. */
  readonly memberMetadata: Uint8Array;
  /** The current assignment provided by the group leader. */
  readonly memberAssignment: Uint8Array;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeGroupsResponse in version `v`, 0 to 6. */
export function encodeDescribeGroupsResponse(w: Writer, m: Init<DescribeGroupsResponse>, v: number): void {
  w.begin("DescribeGroupsResponse", v, v >= 5);
  const { throttleTimeMs = 0, groups = [] } = m;
  if (v >= 1) w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(groups, "groups", encodeDescribeGroupsResponseDescribedGroup);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeGroupsResponseDescribedGroup(
  w: Writer,
  m: Init<DescribeGroupsResponseDescribedGroup>,
  v: number,
): void {
  const {
    errorCode = 0,
    errorMessage = null,
    groupId = "",
    groupState = "",
    protocolType = "",
    protocolData = "",
    members = [],
    authorizedOperations = -2147483648,
  } = m;
  w.int16(errorCode, "errorCode");
  if (v >= 6) w.nullableString(errorMessage, "errorMessage");
  else if (errorMessage !== null) w.unsupported("errorMessage");
  w.string(groupId, "groupId");
  w.string(groupState, "groupState");
  w.string(protocolType, "protocolType");
  w.string(protocolData, "protocolData");
  w.array(members, "members", encodeDescribeGroupsResponseDescribedGroupMember);
  if (v >= 3) w.int32(authorizedOperations, "authorizedOperations");
  else if (authorizedOperations !== -2147483648) w.unsupported("authorizedOperations");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeGroupsResponseDescribedGroupMember(
  w: Writer,
  m: Init<DescribeGroupsResponseDescribedGroupMember>,
  v: number,
): void {
  const {
    memberId = "",
    groupInstanceId = null,
    clientId = "",
    clientHost = "",
    memberMetadata = EMPTY_BYTES,
    memberAssignment = EMPTY_BYTES,
  } = m;
  w.string(memberId, "memberId");
  if (v >= 4) w.nullableString(groupInstanceId, "groupInstanceId");
  w.string(clientId, "clientId");
  w.string(clientHost, "clientHost");
  w.bytes(memberMetadata, "memberMetadata");
  w.bytes(memberAssignment, "memberAssignment");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeGroupsResponse in version `v`, 0 to 6. */
export function decodeDescribeGroupsResponse(r: Reader, v: number): DescribeGroupsResponse {
  r.begin("DescribeGroupsResponse", v, v >= 5);
  const m: DescribeGroupsResponse = {
    throttleTimeMs: v >= 1 ? r.int32("throttleTimeMs") : 0,
    groups: r.array("groups", decodeDescribeGroupsResponseDescribedGroup),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeGroupsResponseDescribedGroup(r: Reader, v: number): DescribeGroupsResponseDescribedGroup {
  const m: DescribeGroupsResponseDescribedGroup = {
    errorCode: r.int16("errorCode"),
    errorMessage: v >= 6 ? r.nullableString("errorMessage") : null,
    groupId: r.string("groupId"),
    groupState: r.string("groupState"),
    protocolType: r.string("protocolType"),
    protocolData: r.string("protocolData"),
    members: r.array("members", decodeDescribeGroupsResponseDescribedGroupMember),
    authorizedOperations: v >= 3 ? r.int32("authorizedOperations") : -2147483648,
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeGroupsResponseDescribedGroupMember(
  r: Reader,
  v: number,
): DescribeGroupsResponseDescribedGroupMember {
  const m: DescribeGroupsResponseDescribedGroupMember = {
    memberId: r.string("memberId"),
    groupInstanceId: v >= 4 ? r.nullableString("groupInstanceId") : null,
    clientId: r.string("clientId"),
    clientHost: r.string("clientHost"),
    memberMetadata: r.bytes("memberMetadata"),
    memberAssignment: r.bytes("memberAssignment"),
  };
  r.unknownTags(m);
  return m;
}
