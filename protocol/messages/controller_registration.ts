// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of ControllerRegistration (key 70, version 0). */
export const ControllerRegistration: ClientApi<ControllerRegistrationRequest, ControllerRegistrationResponse> = {
  key: 70,
  name: "ControllerRegistration",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  encodeRequest: encodeControllerRegistrationRequest,
  decodeResponse: decodeControllerRegistrationResponse,
};

/** The broker's side of ControllerRegistration (key 70, version 0). */
export const ControllerRegistrationBroker: BrokerApi<ControllerRegistrationRequest, ControllerRegistrationResponse> = {
  key: 70,
  name: "ControllerRegistration",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  decodeRequest: decodeControllerRegistrationRequest,
  encodeResponse: encodeControllerRegistrationResponse,
};

/** ControllerRegistrationRequest, version 0. */
export interface ControllerRegistrationRequest {
  /** The ID of the controller to register. */
  readonly controllerId: number;
  /** The controller incarnation ID, which is unique to each process run. */
  readonly incarnationId: string;
  /** Set if the required configurations for ZK migration are present. */
  readonly zkMigrationReady: boolean;
  /** The listeners of this controller. */
  readonly listeners: readonly ControllerRegistrationRequestListener[];
  /** The features on this controller. */
  readonly features: readonly ControllerRegistrationRequestFeature[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The listeners of this controller. */
export interface ControllerRegistrationRequestListener {
  /** The name of the endpoint. */
  readonly name: string;
  /** The hostname. */
  readonly host: string;
  /** The port. */
  readonly port: number;
  /** The security protocol. */
  readonly securityProtocol: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The features on this controller. */
export interface ControllerRegistrationRequestFeature {
  /** The feature name. */
  readonly name: string;
  /** The minimum supported feature level. */
  readonly minSupportedVersion: number;
  /** The maximum supported feature level. */
  readonly maxSupportedVersion: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ControllerRegistrationRequest in version `v`, 0 to 0. */
export function encodeControllerRegistrationRequest(
  w: Writer,
  m: Init<ControllerRegistrationRequest>,
  v: number,
): void {
  w.begin("ControllerRegistrationRequest", v, true);
  const { controllerId = 0, incarnationId = ZERO_UUID, zkMigrationReady = false, listeners = [], features = [] } = m;
  w.int32(controllerId, "controllerId");
  w.uuid(incarnationId, "incarnationId");
  w.bool(zkMigrationReady, "zkMigrationReady");
  w.array(listeners, "listeners", encodeControllerRegistrationRequestListener);
  w.array(features, "features", encodeControllerRegistrationRequestFeature);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeControllerRegistrationRequestListener(
  w: Writer,
  m: Init<ControllerRegistrationRequestListener>,
  _v: number,
): void {
  const { name = "", host = "", port = 0, securityProtocol = 0 } = m;
  w.string(name, "name");
  w.string(host, "host");
  w.uint16(port, "port");
  w.int16(securityProtocol, "securityProtocol");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeControllerRegistrationRequestFeature(
  w: Writer,
  m: Init<ControllerRegistrationRequestFeature>,
  _v: number,
): void {
  const { name = "", minSupportedVersion = 0, maxSupportedVersion = 0 } = m;
  w.string(name, "name");
  w.int16(minSupportedVersion, "minSupportedVersion");
  w.int16(maxSupportedVersion, "maxSupportedVersion");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ControllerRegistrationRequest in version `v`, 0 to 0. */
export function decodeControllerRegistrationRequest(r: Reader, v: number): ControllerRegistrationRequest {
  r.begin("ControllerRegistrationRequest", v, true);
  const m: ControllerRegistrationRequest = {
    controllerId: r.int32("controllerId"),
    incarnationId: r.uuid("incarnationId"),
    zkMigrationReady: r.bool("zkMigrationReady"),
    listeners: r.array("listeners", decodeControllerRegistrationRequestListener),
    features: r.array("features", decodeControllerRegistrationRequestFeature),
  };
  r.unknownTags(m);
  return m;
}

function decodeControllerRegistrationRequestListener(r: Reader, _v: number): ControllerRegistrationRequestListener {
  const m: ControllerRegistrationRequestListener = {
    name: r.string("name"),
    host: r.string("host"),
    port: r.uint16("port"),
    securityProtocol: r.int16("securityProtocol"),
  };
  r.unknownTags(m);
  return m;
}

function decodeControllerRegistrationRequestFeature(r: Reader, _v: number): ControllerRegistrationRequestFeature {
  const m: ControllerRegistrationRequestFeature = {
    name: r.string("name"),
    minSupportedVersion: r.int16("minSupportedVersion"),
    maxSupportedVersion: r.int16("maxSupportedVersion"),
  };
  r.unknownTags(m);
  return m;
}

/** ControllerRegistrationResponse, version 0. */
export interface ControllerRegistrationResponse {
  /** Duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The response error code. */
  readonly errorCode: number;
  /** The response error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ControllerRegistrationResponse in version `v`, 0 to 0. */
export function encodeControllerRegistrationResponse(
  w: Writer,
  m: Init<ControllerRegistrationResponse>,
  v: number,
): void {
  w.begin("ControllerRegistrationResponse", v, true);
  const { throttleTimeMs = 0, errorCode = 0, errorMessage = "" } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ControllerRegistrationResponse in version `v`, 0 to 0. */
export function decodeControllerRegistrationResponse(r: Reader, v: number): ControllerRegistrationResponse {
  r.begin("ControllerRegistrationResponse", v, true);
  const m: ControllerRegistrationResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
  };
  r.unknownTags(m);
  return m;
}
