// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { EMPTY_BYTES } from "../wire/empty_bytes.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of JoinGroup (key 11, versions 0 to 9). */
export const JoinGroup: ClientApi<JoinGroupRequest, JoinGroupResponse> = {
  key: 11,
  name: "JoinGroup",
  minVersion: 0,
  maxVersion: 9,
  latestStableVersion: 9,
  flexibleFrom: 6,
  encodeRequest: encodeJoinGroupRequest,
  decodeResponse: decodeJoinGroupResponse,
};

/** The broker's side of JoinGroup (key 11, versions 0 to 9). */
export const JoinGroupBroker: BrokerApi<JoinGroupRequest, JoinGroupResponse> = {
  key: 11,
  name: "JoinGroup",
  minVersion: 0,
  maxVersion: 9,
  latestStableVersion: 9,
  flexibleFrom: 6,
  decodeRequest: decodeJoinGroupRequest,
  encodeResponse: encodeJoinGroupResponse,
};

/**
 * JoinGroupRequest, versions 0 to 9.
 *
 * Version 1 adds RebalanceTimeoutMs. Version 2 and 3 are the same as version 1.
 * Starting from version 4, the client needs to issue a second request to join group
 * Starting from version 5, we add a new field called groupInstanceId to indicate member identity across restarts.
 * with assigned id.
 * Version 6 is the first flexible version.
 * Version 7 is the same as version 6.
 * Version 8 adds the Reason field (KIP-800).
 * Version 9 is the same as version 8.
 */
export interface JoinGroupRequest {
  /** The group identifier. */
  readonly groupId: string;
  /** The coordinator considers the consumer dead if it receives no heartbeat after this timeout in milliseconds. */
  readonly sessionTimeoutMs: number;
  /** The maximum time in milliseconds that the coordinator will wait for each member to rejoin when rebalancing the group. (from version 1; left out of others; default -1) */
  readonly rebalanceTimeoutMs: number;
  /** The member id assigned by the group coordinator. */
  readonly memberId: string;
  /** The unique identifier of the consumer instance provided by end user. (from version 5) */
  readonly groupInstanceId: string | null;
  /** The unique name the for class of protocols implemented by the group we want to join. */
  readonly protocolType: string;
  /** The list of protocols that the member supports. */
  readonly protocols: readonly JoinGroupRequestProtocol[];
  /** The reason why the member (re-)joins the group. (from version 8; left out of others) */
  readonly reason: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The list of protocols that the member supports. */
export interface JoinGroupRequestProtocol {
  /** The protocol name. */
  readonly name: string;
  /** The protocol metadata. */
  readonly metadata: Uint8Array;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a JoinGroupRequest in version `v`, 0 to 9. */
export function encodeJoinGroupRequest(w: Writer, m: Init<JoinGroupRequest>, v: number): void {
  w.begin("JoinGroupRequest", v, v >= 6);
  const {
    groupId = "",
    sessionTimeoutMs = 0,
    rebalanceTimeoutMs = -1,
    memberId = "",
    groupInstanceId = null,
    protocolType = "",
    protocols = [],
    reason = null,
  } = m;
  w.string(groupId, "groupId");
  w.int32(sessionTimeoutMs, "sessionTimeoutMs");
  if (v >= 1) w.int32(rebalanceTimeoutMs, "rebalanceTimeoutMs");
  w.string(memberId, "memberId");
  if (v >= 5) w.nullableString(groupInstanceId, "groupInstanceId");
  else if (groupInstanceId !== null) w.unsupported("groupInstanceId");
  w.string(protocolType, "protocolType");
  w.array(protocols, "protocols", encodeJoinGroupRequestProtocol);
  if (v >= 8) w.nullableString(reason, "reason");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeJoinGroupRequestProtocol(w: Writer, m: Init<JoinGroupRequestProtocol>, _v: number): void {
  const { name = "", metadata = EMPTY_BYTES } = m;
  w.string(name, "name");
  w.bytes(metadata, "metadata");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a JoinGroupRequest in version `v`, 0 to 9. */
export function decodeJoinGroupRequest(r: Reader, v: number): JoinGroupRequest {
  r.begin("JoinGroupRequest", v, v >= 6);
  const m: JoinGroupRequest = {
    groupId: r.string("groupId"),
    sessionTimeoutMs: r.int32("sessionTimeoutMs"),
    rebalanceTimeoutMs: v >= 1 ? r.int32("rebalanceTimeoutMs") : -1,
    memberId: r.string("memberId"),
    groupInstanceId: v >= 5 ? r.nullableString("groupInstanceId") : null,
    protocolType: r.string("protocolType"),
    protocols: r.array("protocols", decodeJoinGroupRequestProtocol),
    reason: v >= 8 ? r.nullableString("reason") : null,
  };
  r.unknownTags(m);
  return m;
}

function decodeJoinGroupRequestProtocol(r: Reader, _v: number): JoinGroupRequestProtocol {
  const m: JoinGroupRequestProtocol = {
    name: r.string("name"),
    metadata: r.bytes("metadata"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * JoinGroupResponse, versions 0 to 9.
 *
 * Version 1 is the same as version 0.
 * Version 2 adds throttle time.
 * Starting in version 3, on quota violation, brokers send out responses before throttling.
 * Starting in version 4, the client needs to issue a second request to join group
 * with assigned id.
 * Version 5 is bumped to apply group.instance.id to identify member across restarts.
 * Version 6 is the first flexible version.
 * Starting from version 7, the broker sends back the Protocol Type to the client (KIP-559).
 * Version 8 is the same as version 7.
 * Version 9 adds the SkipAssignment field.
 */
export interface JoinGroupResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. (from version 2; left out of others) */
  readonly throttleTimeMs: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The generation ID of the group. (default -1) */
  readonly generationId: number;
  /** The group protocol name. (from version 7; left out of others) */
  readonly protocolType: string | null;
  /** The group protocol selected by the coordinator. (nullable from version 7) */
  readonly protocolName: string | null;
  /** The leader of the group. */
  readonly leader: string;
  /** True if the leader must skip running the assignment. (from version 9) */
  readonly skipAssignment: boolean;
  /** The member ID assigned by the group coordinator. */
  readonly memberId: string;
  /** The group members. */
  readonly members: readonly JoinGroupResponseMember[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The group members. */
export interface JoinGroupResponseMember {
  /** The group member ID. */
  readonly memberId: string;
  /** The unique identifier of the consumer instance provided by end user. (from version 5; left out of others) */
  readonly groupInstanceId: string | null;
  /** The group member metadata. */
  readonly metadata: Uint8Array;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a JoinGroupResponse in version `v`, 0 to 9. */
export function encodeJoinGroupResponse(w: Writer, m: Init<JoinGroupResponse>, v: number): void {
  w.begin("JoinGroupResponse", v, v >= 6);
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    generationId = -1,
    protocolType = null,
    protocolName = "",
    leader = "",
    skipAssignment = false,
    memberId = "",
    members = [],
  } = m;
  if (v >= 2) w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.int32(generationId, "generationId");
  if (v >= 7) w.nullableString(protocolType, "protocolType");
  if (v >= 7) w.nullableString(protocolName, "protocolName");
  else w.string(protocolName, "protocolName");
  w.string(leader, "leader");
  if (v >= 9) w.bool(skipAssignment, "skipAssignment");
  else if (skipAssignment !== false) w.unsupported("skipAssignment");
  w.string(memberId, "memberId");
  w.array(members, "members", encodeJoinGroupResponseMember);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeJoinGroupResponseMember(w: Writer, m: Init<JoinGroupResponseMember>, v: number): void {
  const { memberId = "", groupInstanceId = null, metadata = EMPTY_BYTES } = m;
  w.string(memberId, "memberId");
  if (v >= 5) w.nullableString(groupInstanceId, "groupInstanceId");
  w.bytes(metadata, "metadata");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a JoinGroupResponse in version `v`, 0 to 9. */
export function decodeJoinGroupResponse(r: Reader, v: number): JoinGroupResponse {
  r.begin("JoinGroupResponse", v, v >= 6);
  const m: JoinGroupResponse = {
    throttleTimeMs: v >= 2 ? r.int32("throttleTimeMs") : 0,
    errorCode: r.int16("errorCode"),
    generationId: r.int32("generationId"),
    protocolType: v >= 7 ? r.nullableString("protocolType") : null,
    protocolName: v >= 7 ? r.nullableString("protocolName") : r.string("protocolName"),
    leader: r.string("leader"),
    skipAssignment: v >= 9 ? r.bool("skipAssignment") : false,
    memberId: r.string("memberId"),
    members: r.array("members", decodeJoinGroupResponseMember),
  };
  r.unknownTags(m);
  return m;
}

function decodeJoinGroupResponseMember(r: Reader, v: number): JoinGroupResponseMember {
  const m: JoinGroupResponseMember = {
    memberId: r.string("memberId"),
    groupInstanceId: v >= 5 ? r.nullableString("groupInstanceId") : null,
    metadata: r.bytes("metadata"),
  };
  r.unknownTags(m);
  return m;
}
