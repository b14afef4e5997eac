// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of AddRaftVoter (key 80, versions 0 to 1). */
export const AddRaftVoter: ClientApi<AddRaftVoterRequest, AddRaftVoterResponse> = {
  key: 80,
  name: "AddRaftVoter",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 0,
  encodeRequest: encodeAddRaftVoterRequest,
  decodeResponse: decodeAddRaftVoterResponse,
};

/** The broker's side of AddRaftVoter (key 80, versions 0 to 1). */
export const AddRaftVoterBroker: BrokerApi<AddRaftVoterRequest, AddRaftVoterResponse> = {
  key: 80,
  name: "AddRaftVoter",
  minVersion: 0,
  maxVersion: 1,
  latestStableVersion: 1,
  flexibleFrom: 0,
  decodeRequest: decodeAddRaftVoterRequest,
  encodeResponse: encodeAddRaftVoterResponse,
};

/**
 * AddRaftVoterRequest, versions 0 to 1.
 *
 * Version 1 adds the AckWhenCommitted field.
 */
export interface AddRaftVoterRequest {
  /** The cluster id. */
  readonly clusterId: string | null;
  /** The maximum time to wait for the request to complete before returning. */
  readonly timeoutMs: number;
  /** The replica id of the voter getting added to the topic partition. */
  readonly voterId: number;
  /** The directory id of the voter getting added to the topic partition. */
  readonly voterDirectoryId: string;
  /** The endpoints that can be used to communicate with the voter. */
  readonly listeners: readonly AddRaftVoterRequestListener[];
  /** When true, return a response after the new voter set is committed. Otherwise, return after the leader writes the changes locally. (from version 1; default true) */
  readonly ackWhenCommitted: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The endpoints that can be used to communicate with the voter. */
export interface AddRaftVoterRequestListener {
  /** The name of the endpoint. */
  readonly name: string;
  /** The hostname. */
  readonly host: string;
  /** The port. */
  readonly port: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a AddRaftVoterRequest in version `v`, 0 to 1. */
export function encodeAddRaftVoterRequest(w: Writer, m: Init<AddRaftVoterRequest>, v: number): void {
  w.begin("AddRaftVoterRequest", v, true);
  const {
    clusterId = "",
    timeoutMs = 0,
    voterId = 0,
    voterDirectoryId = ZERO_UUID,
    listeners = [],
    ackWhenCommitted = true,
  } = m;
  w.nullableString(clusterId, "clusterId");
  w.int32(timeoutMs, "timeoutMs");
  w.int32(voterId, "voterId");
  w.uuid(voterDirectoryId, "voterDirectoryId");
  w.array(listeners, "listeners", encodeAddRaftVoterRequestListener);
  if (v >= 1) w.bool(ackWhenCommitted, "ackWhenCommitted");
  else if (ackWhenCommitted !== true) w.unsupported("ackWhenCommitted");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAddRaftVoterRequestListener(w: Writer, m: Init<AddRaftVoterRequestListener>, _v: number): void {
  const { name = "", host = "", port = 0 } = m;
  w.string(name, "name");
  w.string(host, "host");
  w.uint16(port, "port");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a AddRaftVoterRequest in version `v`, 0 to 1. */
export function decodeAddRaftVoterRequest(r: Reader, v: number): AddRaftVoterRequest {
  r.begin("AddRaftVoterRequest", v, true);
  const m: AddRaftVoterRequest = {
    clusterId: r.nullableString("clusterId"),
    timeoutMs: r.int32("timeoutMs"),
    voterId: r.int32("voterId"),
    voterDirectoryId: r.uuid("voterDirectoryId"),
    listeners: r.array("listeners", decodeAddRaftVoterRequestListener),
    ackWhenCommitted: v >= 1 ? r.bool("ackWhenCommitted") : true,
  };
  r.unknownTags(m);
  return m;
}

function decodeAddRaftVoterRequestListener(r: Reader, _v: number): AddRaftVoterRequestListener {
  const m: AddRaftVoterRequestListener = {
    name: r.string("name"),
    host: r.string("host"),
    port: r.uint16("port"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * AddRaftVoterResponse, versions 0 to 1.
 *
 * Version 1 is the same as version 0
 */
export interface AddRaftVoterResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a AddRaftVoterResponse in version `v`, 0 to 1. */
export function encodeAddRaftVoterResponse(w: Writer, m: Init<AddRaftVoterResponse>, v: number): void {
  w.begin("AddRaftVoterResponse", v, true);
  const { throttleTimeMs = 0, errorCode = 0, errorMessage = "" } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a AddRaftVoterResponse in version `v`, 0 to 1. */
export function decodeAddRaftVoterResponse(r: Reader, v: number): AddRaftVoterResponse {
  r.begin("AddRaftVoterResponse", v, true);
  const m: AddRaftVoterResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
  };
  r.unknownTags(m);
  return m;
}
