// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of Heartbeat (key 12, versions 0 to 4). */
export const Heartbeat: ClientApi<HeartbeatRequest, HeartbeatResponse> = {
  key: 12,
  name: "Heartbeat",
  minVersion: 0,
  maxVersion: 4,
  latestStableVersion: 4,
  flexibleFrom: 4,
  encodeRequest: encodeHeartbeatRequest,
  decodeResponse: decodeHeartbeatResponse,
};

/** The broker's side of Heartbeat (key 12, versions 0 to 4). */
export const HeartbeatBroker: BrokerApi<HeartbeatRequest, HeartbeatResponse> = {
  key: 12,
  name: "Heartbeat",
  minVersion: 0,
  maxVersion: 4,
  latestStableVersion: 4,
  flexibleFrom: 4,
  decodeRequest: decodeHeartbeatRequest,
  encodeResponse: encodeHeartbeatResponse,
};

/**
 * HeartbeatRequest, versions 0 to 4.
 *
 * Version 1 and version 2 are the same as version 0.
 * Starting from version 3, we add a new field called groupInstanceId to indicate member identity across restarts.
 * Version 4 is the first flexible version.
 */
export interface HeartbeatRequest {
  /** The group id. */
  readonly groupId: string;
  /** The generation of the group. */
  readonly generationId: number;
  /** The member ID. */
  readonly memberId: string;
  /** The unique identifier of the consumer instance provided by end user. (from version 3) */
  readonly groupInstanceId: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a HeartbeatRequest in version `v`, 0 to 4. */
export function encodeHeartbeatRequest(w: Writer, m: Init<HeartbeatRequest>, v: number): void {
  w.begin("HeartbeatRequest", v, v >= 4);
  const { groupId = "", generationId = 0, memberId = "", groupInstanceId = null } = m;
  w.string(groupId, "groupId");
  w.int32(generationId, "generationId");
  w.string(memberId, "memberId");
  if (v >= 3) w.nullableString(groupInstanceId, "groupInstanceId");
  else if (groupInstanceId !== null) w.unsupported("groupInstanceId");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a HeartbeatRequest in version `v`, 0 to 4. */
export function decodeHeartbeatRequest(r: Reader, v: number): HeartbeatRequest {
  r.begin("HeartbeatRequest", v, v >= 4);
  const m: HeartbeatRequest = {
    groupId: r.string("groupId"),
    generationId: r.int32("generationId"),
    memberId: r.string("memberId"),
    groupInstanceId: v >= 3 ? r.nullableString("groupInstanceId") : null,
  };
  r.unknownTags(m);
  return m;
}

/**
 * HeartbeatResponse, versions 0 to 4.
 *
 * Version 1 adds throttle time.
 * Starting in version 2, on quota violation, brokers send out responses before throttling.
 * Starting from version 3, heartbeatRequest supports a new field called groupInstanceId to indicate member identity across restarts.
 * Version 4 is the first flexible version.
 */
export interface HeartbeatResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. (from version 1; left out of others) */
  readonly throttleTimeMs: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a HeartbeatResponse in version `v`, 0 to 4. */
export function encodeHeartbeatResponse(w: Writer, m: Init<HeartbeatResponse>, v: number): void {
  w.begin("HeartbeatResponse", v, v >= 4);
  const { throttleTimeMs = 0, errorCode = 0 } = m;
  if (v >= 1) w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a HeartbeatResponse in version `v`, 0 to 4. */
export function decodeHeartbeatResponse(r: Reader, v: number): HeartbeatResponse {
  r.begin("HeartbeatResponse", v, v >= 4);
  const m: HeartbeatResponse = {
    throttleTimeMs: v >= 1 ? r.int32("throttleTimeMs") : 0,
    errorCode: r.int16("errorCode"),
  };
  r.unknownTags(m);
  return m;
}
