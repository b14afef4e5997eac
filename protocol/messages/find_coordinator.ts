// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readString, writeString } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of FindCoordinator (key 10, versions 0 to 6). */
export const FindCoordinator: ClientApi<FindCoordinatorRequest, FindCoordinatorResponse> = {
  key: 10,
  name: "FindCoordinator",
  minVersion: 0,
  maxVersion: 6,
  latestStableVersion: 6,
  flexibleFrom: 3,
  encodeRequest: encodeFindCoordinatorRequest,
  decodeResponse: decodeFindCoordinatorResponse,
};

/** The broker's side of FindCoordinator (key 10, versions 0 to 6). */
export const FindCoordinatorBroker: BrokerApi<FindCoordinatorRequest, FindCoordinatorResponse> = {
  key: 10,
  name: "FindCoordinator",
  minVersion: 0,
  maxVersion: 6,
  latestStableVersion: 6,
  flexibleFrom: 3,
  decodeRequest: decodeFindCoordinatorRequest,
  encodeResponse: encodeFindCoordinatorResponse,
};

/**
 * FindCoordinatorRequest, versions 0 to 6.
 *
 * Version 1 adds KeyType.
 * Version 2 is the same as version 1.
 * Version 3 is the first flexible version.
 * Version 4 adds support for batching via CoordinatorKeys (KIP-699)
 * Version 5 adds support for new error code TRANSACTION_ABORTABLE (KIP-890).
 * Version 6 adds support for share groups (KIP-932).
 * For key type SHARE (2), the coordinator key format is "groupId:topicId:partition".
 */
export interface FindCoordinatorRequest {
  /** The coordinator key. (versions 0 to 3) */
  readonly key: string;
  /** The coordinator key type. (group, transaction, share). (from version 1) */
  readonly keyType: number;
  /** The coordinator keys. (from version 4) */
  readonly coordinatorKeys: readonly string[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a FindCoordinatorRequest in version `v`, 0 to 6. */
export function encodeFindCoordinatorRequest(w: Writer, m: Init<FindCoordinatorRequest>, v: number): void {
  w.begin("FindCoordinatorRequest", v, v >= 3);
  const { key = "", keyType = 0, coordinatorKeys = [] } = m;
  if (v <= 3) w.string(key, "key");
  else if (key !== "") w.unsupported("key");
  if (v >= 1) w.int8(keyType, "keyType");
  else if (keyType !== 0) w.unsupported("keyType");
  if (v >= 4) w.array(coordinatorKeys, "coordinatorKeys", writeString);
  else if (coordinatorKeys?.length !== 0) w.unsupported("coordinatorKeys");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a FindCoordinatorRequest in version `v`, 0 to 6. */
export function decodeFindCoordinatorRequest(r: Reader, v: number): FindCoordinatorRequest {
  r.begin("FindCoordinatorRequest", v, v >= 3);
  const m: FindCoordinatorRequest = {
    key: v <= 3 ? r.string("key") : "",
    keyType: v >= 1 ? r.int8("keyType") : 0,
    coordinatorKeys: v >= 4 ? r.array("coordinatorKeys", readString) : [],
  };
  r.unknownTags(m);
  return m;
}

/**
 * FindCoordinatorResponse, versions 0 to 6.
 *
 * Version 1 adds throttle time and error messages.
 * Starting in version 2, on quota violation, brokers send out responses before throttling.
 * Version 3 is the first flexible version.
 * Version 4 adds support for batching via Coordinators (KIP-699)
 * Version 5 adds support for new error code TRANSACTION_ABORTABLE (KIP-890).
 * Version 6 adds support for share groups (KIP-932).
 */
export interface FindCoordinatorResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. (from version 1; left out of others) */
  readonly throttleTimeMs: number;
  /** The error code, or 0 if there was no error. (versions 0 to 3) */
  readonly errorCode: number;
  /** The error message, or null if there was no error. (versions 1 to 3; left out of others) */
  readonly errorMessage: string | null;
  /** The node id. (versions 0 to 3) */
  readonly nodeId: number;
  /** The host name. (versions 0 to 3) */
  readonly host: string;
  /** The port. (versions 0 to 3) */
  readonly port: number;
  /** Each coordinator result in the response. (from version 4) */
  readonly coordinators: readonly FindCoordinatorResponseCoordinator[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each coordinator result in the response. */
export interface FindCoordinatorResponseCoordinator {
  /** The coordinator key. */
  readonly key: string;
  /** The node id. */
  readonly nodeId: number;
  /** The host name. */
  readonly host: string;
  /** The port. */
  readonly port: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a FindCoordinatorResponse in version `v`, 0 to 6. */
export function encodeFindCoordinatorResponse(w: Writer, m: Init<FindCoordinatorResponse>, v: number): void {
  w.begin("FindCoordinatorResponse", v, v >= 3);
  const { throttleTimeMs = 0, errorCode = 0, errorMessage = "", nodeId = 0, host = "", port = 0, coordinators = [] } =
    m;
  if (v >= 1) w.int32(throttleTimeMs, "throttleTimeMs");
  if (v <= 3) w.int16(errorCode, "errorCode");
  else if (errorCode !== 0) w.unsupported("errorCode");
  if (v >= 1 && v <= 3) w.nullableString(errorMessage, "errorMessage");
  if (v <= 3) w.int32(nodeId, "nodeId");
  else if (nodeId !== 0) w.unsupported("nodeId");
  if (v <= 3) w.string(host, "host");
  else if (host !== "") w.unsupported("host");
  if (v <= 3) w.int32(port, "port");
  else if (port !== 0) w.unsupported("port");
  if (v >= 4) w.array(coordinators, "coordinators", encodeFindCoordinatorResponseCoordinator);
  else if (coordinators?.length !== 0) w.unsupported("coordinators");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeFindCoordinatorResponseCoordinator(
  w: Writer,
  m: Init<FindCoordinatorResponseCoordinator>,
  _v: number,
): void {
  const { key = "", nodeId = 0, host = "", port = 0, errorCode = 0, errorMessage = "" } = m;
  w.string(key, "key");
  w.int32(nodeId, "nodeId");
  w.string(host, "host");
  w.int32(port, "port");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a FindCoordinatorResponse in version `v`, 0 to 6. */
export function decodeFindCoordinatorResponse(r: Reader, v: number): FindCoordinatorResponse {
  r.begin("FindCoordinatorResponse", v, v >= 3);
  const m: FindCoordinatorResponse = {
    throttleTimeMs: v >= 1 ? r.int32("throttleTimeMs") : 0,
    errorCode: v <= 3 ? r.int16("errorCode") : 0,
    errorMessage: v >= 1 && v <= 3 ? r.nullableString("errorMessage") : "",
    nodeId: v <= 3 ? r.int32("nodeId") : 0,
    host: v <= 3 ? r.string("host") : "",
    port: v <= 3 ? r.int32("port") : 0,
    coordinators: v >= 4 ? r.array("coordinators", decodeFindCoordinatorResponseCoordinator) : [],
  };
  r.unknownTags(m);
  return m;
}

function decodeFindCoordinatorResponseCoordinator(r: Reader, _v: number): FindCoordinatorResponseCoordinator {
  const m: FindCoordinatorResponseCoordinator = {
    key: r.string("key"),
    nodeId: r.int32("nodeId"),
    host: r.string("host"),
    port: r.int32("port"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
  };
  r.unknownTags(m);
  return m;
}
