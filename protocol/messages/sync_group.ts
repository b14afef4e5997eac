// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { EMPTY_BYTES } from "../wire/empty_bytes.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of SyncGroup (key 14, versions 0 to 5). */
export const SyncGroup: ClientApi<SyncGroupRequest, SyncGroupResponse> = {
  key: 14,
  name: "SyncGroup",
  minVersion: 0,
  maxVersion: 5,
  latestStableVersion: 5,
  flexibleFrom: 4,
  encodeRequest: encodeSyncGroupRequest,
  decodeResponse: decodeSyncGroupResponse,
};

/** The broker's side of SyncGroup (key 14, versions 0 to 5). */
export const SyncGroupBroker: BrokerApi<SyncGroupRequest, SyncGroupResponse> = {
  key: 14,
  name: "SyncGroup",
  minVersion: 0,
  maxVersion: 5,
  latestStableVersion: 5,
  flexibleFrom: 4,
  decodeRequest: decodeSyncGroupRequest,
  encodeResponse: encodeSyncGroupResponse,
};

/**
 * SyncGroupRequest, versions 0 to 5.
 *
 * Versions 1 and 2 are the same as version 0.
 * Starting from version 3, we add a new field called groupInstanceId to indicate member identity across restarts.
 * Version 4 is the first flexible version.
 * Starting from version 5, the client sends the Protocol Type and the Protocol Name
 * to the broker (KIP-559). The broker will reject the request if they are inconsistent
 * with the Type and Name known by the broker.
 */
export interface SyncGroupRequest {
  /** The unique group identifier. */
  readonly groupId: string;
  /** The generation of the group. */
  readonly generationId: number;
  /** The member ID assigned by the group. */
  readonly memberId: string;
  /** The unique identifier of the consumer instance provided by end user. (from version 3) */
  readonly groupInstanceId: string | null;
  /** The group protocol type. (from version 5; left out of others) */
  readonly protocolType: string | null;
  /** The group protocol name. (from version 5; left out of others) */
  readonly protocolName: string | null;
  /** Each assignment. */
  readonly assignments: readonly SyncGroupRequestAssignment[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each assignment. */
export interface SyncGroupRequestAssignment {
  /** The ID of the member to assign. */
  readonly memberId: string;
  /** The member assignment. */
  readonly assignment: Uint8Array;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a SyncGroupRequest in version `v`, 0 to 5. */
export function encodeSyncGroupRequest(w: Writer, m: Init<SyncGroupRequest>, v: number): void {
  w.begin("SyncGroupRequest", v, v >= 4);
  const {
    groupId = "",
    generationId = 0,
    memberId = "",
    groupInstanceId = null,
    protocolType = null,
    protocolName = null,
    assignments = [],
  } = m;
  w.string(groupId, "groupId");
  w.int32(generationId, "generationId");
  w.string(memberId, "memberId");
  if (v >= 3) w.nullableString(groupInstanceId, "groupInstanceId");
  else if (groupInstanceId !== null) w.unsupported("groupInstanceId");
  if (v >= 5) w.nullableString(protocolType, "protocolType");
  if (v >= 5) w.nullableString(protocolName, "protocolName");
  w.array(assignments, "assignments", encodeSyncGroupRequestAssignment);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeSyncGroupRequestAssignment(w: Writer, m: Init<SyncGroupRequestAssignment>, _v: number): void {
  const { memberId = "", assignment = EMPTY_BYTES } = m;
  w.string(memberId, "memberId");
  w.bytes(assignment, "assignment");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a SyncGroupRequest in version `v`, 0 to 5. */
export function decodeSyncGroupRequest(r: Reader, v: number): SyncGroupRequest {
  r.begin("SyncGroupRequest", v, v >= 4);
  const m: SyncGroupRequest = {
    groupId: r.string("groupId"),
    generationId: r.int32("generationId"),
    memberId: r.string("memberId"),
    groupInstanceId: v >= 3 ? r.nullableString("groupInstanceId") : null,
    protocolType: v >= 5 ? r.nullableString("protocolType") : null,
    protocolName: v >= 5 ? r.nullableString("protocolName") : null,
    assignments: r.array("assignments", decodeSyncGroupRequestAssignment),
  };
  r.unknownTags(m);
  return m;
}

function decodeSyncGroupRequestAssignment(r: Reader, _v: number): SyncGroupRequestAssignment {
  const m: SyncGroupRequestAssignment = {
    memberId: r.string("memberId"),
    assignment: r.bytes("assignment"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * SyncGroupResponse, versions 0 to 5.
 *
 * Version 1 adds throttle time.
 * Starting in version 2, on quota violation, brokers send out responses before throttling.
 * Starting from version 3, syncGroupRequest supports a new field called groupInstanceId to indicate member identity across restarts.
 * Version 4 is the first flexible version.
 * Starting from version 5, the broker sends back the Protocol Type and the Protocol Name
 * to the client (KIP-559).
 */
export interface SyncGroupResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. (from version 1; left out of others) */
  readonly throttleTimeMs: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The group protocol type. (from version 5; left out of others) */
  readonly protocolType: string | null;
  /** The group protocol name. (from version 5; left out of others) */
  readonly protocolName: string | null;
  /** The member assignment. */
  readonly assignment: Uint8Array;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a SyncGroupResponse in version `v`, 0 to 5. */
export function encodeSyncGroupResponse(w: Writer, m: Init<SyncGroupResponse>, v: number): void {
  w.begin("SyncGroupResponse", v, v >= 4);
  const { throttleTimeMs = 0, errorCode = 0, protocolType = null, protocolName = null, assignment = EMPTY_BYTES } = m;
  if (v >= 1) w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  if (v >= 5) w.nullableString(protocolType, "protocolType");
  if (v >= 5) w.nullableString(protocolName, "protocolName");
  w.bytes(assignment, "assignment");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a SyncGroupResponse in version `v`, 0 to 5. */
export function decodeSyncGroupResponse(r: Reader, v: number): SyncGroupResponse {
  r.begin("SyncGroupResponse", v, v >= 4);
  const m: SyncGroupResponse = {
    throttleTimeMs: v >= 1 ? r.int32("throttleTimeMs") : 0,
    errorCode: r.int16("errorCode"),
    protocolType: v >= 5 ? r.nullableString("protocolType") : null,
    protocolName: v >= 5 ? r.nullableString("protocolName") : null,
    assignment: r.bytes("assignment"),
  };
  r.unknownTags(m);
  return m;
}
