// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of RemoveRaftVoter (key 81, version 0). */
export const RemoveRaftVoter: ClientApi<RemoveRaftVoterRequest, RemoveRaftVoterResponse> = {
  key: 81,
  name: "RemoveRaftVoter",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  encodeRequest: encodeRemoveRaftVoterRequest,
  decodeResponse: decodeRemoveRaftVoterResponse,
};

/** The broker's side of RemoveRaftVoter (key 81, version 0). */
export const RemoveRaftVoterBroker: BrokerApi<RemoveRaftVoterRequest, RemoveRaftVoterResponse> = {
  key: 81,
  name: "RemoveRaftVoter",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  decodeRequest: decodeRemoveRaftVoterRequest,
  encodeResponse: encodeRemoveRaftVoterResponse,
};

/** RemoveRaftVoterRequest, version 0. */
export interface RemoveRaftVoterRequest {
  /** The cluster id of the request. */
  readonly clusterId: string | null;
  /** The replica id of the voter getting removed from the topic partition. */
  readonly voterId: number;
  /** The directory id of the voter getting removed from the topic partition. */
  readonly voterDirectoryId: string;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a RemoveRaftVoterRequest in version `v`, 0 to 0. */
export function encodeRemoveRaftVoterRequest(w: Writer, m: Init<RemoveRaftVoterRequest>, v: number): void {
  w.begin("RemoveRaftVoterRequest", v, true);
  const { clusterId = "", voterId = 0, voterDirectoryId = ZERO_UUID } = m;
  w.nullableString(clusterId, "clusterId");
  w.int32(voterId, "voterId");
  w.uuid(voterDirectoryId, "voterDirectoryId");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a RemoveRaftVoterRequest in version `v`, 0 to 0. */
export function decodeRemoveRaftVoterRequest(r: Reader, v: number): RemoveRaftVoterRequest {
  r.begin("RemoveRaftVoterRequest", v, true);
  const m: RemoveRaftVoterRequest = {
    clusterId: r.nullableString("clusterId"),
    voterId: r.int32("voterId"),
    voterDirectoryId: r.uuid("voterDirectoryId"),
  };
  r.unknownTags(m);
  return m;
}

/** RemoveRaftVoterResponse, version 0. */
export interface RemoveRaftVoterResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a RemoveRaftVoterResponse in version `v`, 0 to 0. */
export function encodeRemoveRaftVoterResponse(w: Writer, m: Init<RemoveRaftVoterResponse>, v: number): void {
  w.begin("RemoveRaftVoterResponse", v, true);
  const { throttleTimeMs = 0, errorCode = 0, errorMessage = "" } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a RemoveRaftVoterResponse in version `v`, 0 to 0. */
export function decodeRemoveRaftVoterResponse(r: Reader, v: number): RemoveRaftVoterResponse {
  r.begin("RemoveRaftVoterResponse", v, true);
  const m: RemoveRaftVoterResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
  };
  r.unknownTags(m);
  return m;
}
