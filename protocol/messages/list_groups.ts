// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readString, writeString } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of ListGroups (key 16, versions 0 to 5). */
export const ListGroups: ClientApi<ListGroupsRequest, ListGroupsResponse> = {
  key: 16,
  name: "ListGroups",
  minVersion: 0,
  maxVersion: 5,
  latestStableVersion: 5,
  flexibleFrom: 3,
  encodeRequest: encodeListGroupsRequest,
  decodeResponse: decodeListGroupsResponse,
};

/** The broker's side of ListGroups (key 16, versions 0 to 5). */
export const ListGroupsBroker: BrokerApi<ListGroupsRequest, ListGroupsResponse> = {
  key: 16,
  name: "ListGroups",
  minVersion: 0,
  maxVersion: 5,
  latestStableVersion: 5,
  flexibleFrom: 3,
  decodeRequest: decodeListGroupsRequest,
  encodeResponse: encodeListGroupsResponse,
};

/**
 * ListGroupsRequest, versions 0 to 5.
 *
 * Version 1 and 2 are the same as version 0.
 * Version 3 is the first flexible version.
 * Version 4 adds the StatesFilter field (KIP-518).
 * Version 5 adds the TypesFilter field (KIP-848).
 */
export interface ListGroupsRequest {
  /** The states of the groups we want to list. If empty, all groups are returned with their state. (from version 4) */
  readonly statesFilter: readonly string[];
  /** The types of the groups we want to list. If empty, all groups are returned with their type. (from version 5) */
  readonly typesFilter: readonly string[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ListGroupsRequest in version `v`, 0 to 5. */
export function encodeListGroupsRequest(w: Writer, m: Init<ListGroupsRequest>, v: number): void {
  w.begin("ListGroupsRequest", v, v >= 3);
  const { statesFilter = [], typesFilter = [] } = m;
  if (v >= 4) w.array(statesFilter, "statesFilter", writeString);
  else if (statesFilter?.length !== 0) w.unsupported("statesFilter");
  if (v >= 5) w.array(typesFilter, "typesFilter", writeString);
  else if (typesFilter?.length !== 0) w.unsupported("typesFilter");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ListGroupsRequest in version `v`, 0 to 5. */
export function decodeListGroupsRequest(r: Reader, v: number): ListGroupsRequest {
  r.begin("ListGroupsRequest", v, v >= 3);
  const m: ListGroupsRequest = {
    statesFilter: v >= 4 ? r.array("statesFilter", readString) : [],
    typesFilter: v >= 5 ? r.array("typesFilter", readString) : [],
  };
  r.unknownTags(m);
  return m;
}

/**
 * ListGroupsResponse, versions 0 to 5.
 *
 * Version 1 adds the throttle time.
 * Starting in version 2, on quota violation, brokers send out
 * responses before throttling.
 * Version 3 is the first flexible version.
 * Version 4 adds the GroupState field (KIP-518).
 * Version 5 adds the GroupType field (KIP-848).
 */
export interface ListGroupsResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. (from version 1; left out of others) */
  readonly throttleTimeMs: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** Each group in the response. */
  readonly groups: readonly ListGroupsResponseListedGroup[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each group in the response. */
export interface ListGroupsResponseListedGroup {
  /** The group ID. */
  readonly groupId: string;
  /** The group protocol type. */
  readonly protocolType: string;
  /** The group state name. (from version 4; left out of others) */
  readonly groupState: string;
  /** The group type name. (from version 5; left out of others) */
  readonly groupType: string;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ListGroupsResponse in version `v`, 0 to 5. */
export function encodeListGroupsResponse(w: Writer, m: Init<ListGroupsResponse>, v: number): void {
  w.begin("ListGroupsResponse", v, v >= 3);
  const { throttleTimeMs = 0, errorCode = 0, groups = [] } = m;
  if (v >= 1) w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.array(groups, "groups", encodeListGroupsResponseListedGroup);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeListGroupsResponseListedGroup(w: Writer, m: Init<ListGroupsResponseListedGroup>, v: number): void {
  const { groupId = "", protocolType = "", groupState = "", groupType = "" } = m;
  w.string(groupId, "groupId");
  w.string(protocolType, "protocolType");
  if (v >= 4) w.string(groupState, "groupState");
  if (v >= 5) w.string(groupType, "groupType");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ListGroupsResponse in version `v`, 0 to 5. */
export function decodeListGroupsResponse(r: Reader, v: number): ListGroupsResponse {
  r.begin("ListGroupsResponse", v, v >= 3);
  const m: ListGroupsResponse = {
    throttleTimeMs: v >= 1 ? r.int32("throttleTimeMs") : 0,
    errorCode: r.int16("errorCode"),
    groups: r.array("groups", decodeListGroupsResponseListedGroup),
  };
  r.unknownTags(m);
  return m;
}

function decodeListGroupsResponseListedGroup(r: Reader, v: number): ListGroupsResponseListedGroup {
  const m: ListGroupsResponseListedGroup = {
    groupId: r.string("groupId"),
    protocolType: r.string("protocolType"),
    groupState: v >= 4 ? r.string("groupState") : "",
    groupType: v >= 5 ? r.string("groupType") : "",
  };
  r.unknownTags(m);
  return m;
}
