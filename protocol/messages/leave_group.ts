// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of LeaveGroup (key 13, versions 0 to 5). */
export const LeaveGroup: ClientApi<LeaveGroupRequest, LeaveGroupResponse> = {
  key: 13,
  name: "LeaveGroup",
  minVersion: 0,
  maxVersion: 5,
  latestStableVersion: 5,
  flexibleFrom: 4,
  encodeRequest: encodeLeaveGroupRequest,
  decodeResponse: decodeLeaveGroupResponse,
};

/** The broker's side of LeaveGroup (key 13, versions 0 to 5). */
export const LeaveGroupBroker: BrokerApi<LeaveGroupRequest, LeaveGroupResponse> = {
  key: 13,
  name: "LeaveGroup",
  minVersion: 0,
  maxVersion: 5,
  latestStableVersion: 5,
  flexibleFrom: 4,
  decodeRequest: decodeLeaveGroupRequest,
  encodeResponse: encodeLeaveGroupResponse,
};

/**
 * LeaveGroupRequest, versions 0 to 5.
 *
 * Version 1 and 2 are the same as version 0.
 * Version 3 defines batch processing scheme with group.instance.id + member.id for identity
 * Version 4 is the first flexible version.
 * Version 5 adds the Reason field (KIP-800).
 */
export interface LeaveGroupRequest {
  /** The ID of the group to leave. */
  readonly groupId: string;
  /** The member ID to remove from the group. (versions 0 to 2) */
  readonly memberId: string;
  /** List of leaving member identities. (from version 3) */
  readonly members: readonly LeaveGroupRequestMemberIdentity[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** List of leaving member identities. */
export interface LeaveGroupRequestMemberIdentity {
  /** The member ID to remove from the group. */
  readonly memberId: string;
  /** The group instance ID to remove from the group. */
  readonly groupInstanceId: string | null;
  /** The reason why the member left the group. (from version 5; left out of others) */
  readonly reason: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a LeaveGroupRequest in version `v`, 0 to 5. */
export function encodeLeaveGroupRequest(w: Writer, m: Init<LeaveGroupRequest>, v: number): void {
  w.begin("LeaveGroupRequest", v, v >= 4);
  const { groupId = "", memberId = "", members = [] } = m;
  w.string(groupId, "groupId");
  if (v <= 2) w.string(memberId, "memberId");
  else if (memberId !== "") w.unsupported("memberId");
  if (v >= 3) w.array(members, "members", encodeLeaveGroupRequestMemberIdentity);
  else if (members?.length !== 0) w.unsupported("members");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeLeaveGroupRequestMemberIdentity(w: Writer, m: Init<LeaveGroupRequestMemberIdentity>, v: number): void {
  const { memberId = "", groupInstanceId = null, reason = null } = m;
  w.string(memberId, "memberId");
  w.nullableString(groupInstanceId, "groupInstanceId");
  if (v >= 5) w.nullableString(reason, "reason");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a LeaveGroupRequest in version `v`, 0 to 5. */
export function decodeLeaveGroupRequest(r: Reader, v: number): LeaveGroupRequest {
  r.begin("LeaveGroupRequest", v, v >= 4);
  const m: LeaveGroupRequest = {
    groupId: r.string("groupId"),
    memberId: v <= 2 ? r.string("memberId") : "",
    members: v >= 3 ? r.array("members", decodeLeaveGroupRequestMemberIdentity) : [],
  };
  r.unknownTags(m);
  return m;
}

function decodeLeaveGroupRequestMemberIdentity(r: Reader, v: number): LeaveGroupRequestMemberIdentity {
  const m: LeaveGroupRequestMemberIdentity = {
    memberId: r.string("memberId"),
    groupInstanceId: r.nullableString("groupInstanceId"),
    reason: v >= 5 ? r.nullableString("reason") : null,
  };
  r.unknownTags(m);
  return m;
}

/**
 * LeaveGroupResponse, versions 0 to 5.
 *
 * Version 1 adds the throttle time.
 * Starting in version 2, on quota violation, brokers send out responses before throttling.
 * Starting in version 3, we will make leave group request into batch mode and add group.instance.id.
 * Version 4 is the first flexible version.
 * Version 5 is the same as version 4.
 */
export interface LeaveGroupResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. (from version 1; left out of others) */
  readonly throttleTimeMs: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** List of leaving member responses. (from version 3) */
  readonly members: readonly LeaveGroupResponseMemberResponse[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** List of leaving member responses. */
export interface LeaveGroupResponseMemberResponse {
  /** The member ID to remove from the group. */
  readonly memberId: string;
  /** The group instance ID to remove from the group. */
  readonly groupInstanceId: string | null;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a LeaveGroupResponse in version `v`, 0 to 5. */
export function encodeLeaveGroupResponse(w: Writer, m: Init<LeaveGroupResponse>, v: number): void {
  w.begin("LeaveGroupResponse", v, v >= 4);
  const { throttleTimeMs = 0, errorCode = 0, members = [] } = m;
  if (v >= 1) w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  if (v >= 3) w.array(members, "members", encodeLeaveGroupResponseMemberResponse);
  else if (members?.length !== 0) w.unsupported("members");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeLeaveGroupResponseMemberResponse(
  w: Writer,
  m: Init<LeaveGroupResponseMemberResponse>,
  _v: number,
): void {
  const { memberId = "", groupInstanceId = "", errorCode = 0 } = m;
  w.string(memberId, "memberId");
  w.nullableString(groupInstanceId, "groupInstanceId");
  w.int16(errorCode, "errorCode");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a LeaveGroupResponse in version `v`, 0 to 5. */
export function decodeLeaveGroupResponse(r: Reader, v: number): LeaveGroupResponse {
  r.begin("LeaveGroupResponse", v, v >= 4);
  const m: LeaveGroupResponse = {
    throttleTimeMs: v >= 1 ? r.int32("throttleTimeMs") : 0,
    errorCode: r.int16("errorCode"),
    members: v >= 3 ? r.array("members", decodeLeaveGroupResponseMemberResponse) : [],
  };
  r.unknownTags(m);
  return m;
}

function decodeLeaveGroupResponseMemberResponse(r: Reader, _v: number): LeaveGroupResponseMemberResponse {
  const m: LeaveGroupResponseMemberResponse = {
    memberId: r.string("memberId"),
    groupInstanceId: r.nullableString("groupInstanceId"),
    errorCode: r.int16("errorCode"),
  };
  r.unknownTags(m);
  return m;
}
