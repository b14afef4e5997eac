// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readUuid, writeUuid } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of BrokerRegistration (key 62, versions 0 to 4). */
export const BrokerRegistration: ClientApi<BrokerRegistrationRequest, BrokerRegistrationResponse> = {
  key: 62,
  name: "BrokerRegistration",
  minVersion: 0,
  maxVersion: 4,
  latestStableVersion: 4,
  flexibleFrom: 0,
  encodeRequest: encodeBrokerRegistrationRequest,
  decodeResponse: decodeBrokerRegistrationResponse,
};

/** The broker's side of BrokerRegistration (key 62, versions 0 to 4). */
export const BrokerRegistrationBroker: BrokerApi<BrokerRegistrationRequest, BrokerRegistrationResponse> = {
  key: 62,
  name: "BrokerRegistration",
  minVersion: 0,
  maxVersion: 4,
  latestStableVersion: 4,
  flexibleFrom: 0,
  decodeRequest: decodeBrokerRegistrationRequest,
  encodeResponse: encodeBrokerRegistrationResponse,
};

/** BrokerRegistrationRequest, versions 0 to 4. */
export interface BrokerRegistrationRequest {
  /** The broker ID. */
  readonly brokerId: number;
  /** The cluster id of the broker process. */
  readonly clusterId: string;
  /** The incarnation id of the broker process. */
  readonly incarnationId: string;
  /** The listeners of this broker. */
  readonly listeners: readonly BrokerRegistrationRequestListener[];
  /** The features on this broker. Note: in v0-v3, features with MinSupportedVersion = 0 are omitted. */
  readonly features: readonly BrokerRegistrationRequestFeature[];
  /** The rack which this broker is in. */
  readonly rack: string | null;
  /** If the required configurations for ZK migration are present, this value is set to true. (from version 1) */
  readonly isMigratingZkBroker: boolean;
  /** Log directories configured in this broker which are available. (from version 2; left out of others) */
  readonly logDirs: readonly string[];
  /** The epoch before a clean shutdown. (from version 3; left out of others; default -1n) */
  readonly previousBrokerEpoch: bigint;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The listeners of this broker. */
export interface BrokerRegistrationRequestListener {
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

/** The features on this broker. Note: in v0-v3, features with MinSupportedVersion = 0 are omitted. */
export interface BrokerRegistrationRequestFeature {
  /** The feature name. */
  readonly name: string;
  /** The minimum supported feature level. */
  readonly minSupportedVersion: number;
  /** The maximum supported feature level. */
  readonly maxSupportedVersion: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a BrokerRegistrationRequest in version `v`, 0 to 4. */
export function encodeBrokerRegistrationRequest(w: Writer, m: Init<BrokerRegistrationRequest>, v: number): void {
  w.begin("BrokerRegistrationRequest", v, true);
  const {
    brokerId = 0,
    clusterId = "",
    incarnationId = ZERO_UUID,
    listeners = [],
    features = [],
    rack = "",
    isMigratingZkBroker = false,
    logDirs = [],
    previousBrokerEpoch = -1n,
  } = m;
  w.int32(brokerId, "brokerId");
  w.string(clusterId, "clusterId");
  w.uuid(incarnationId, "incarnationId");
  w.array(listeners, "listeners", encodeBrokerRegistrationRequestListener);
  w.array(features, "features", encodeBrokerRegistrationRequestFeature);
  w.nullableString(rack, "rack");
  if (v >= 1) w.bool(isMigratingZkBroker, "isMigratingZkBroker");
  else if (isMigratingZkBroker !== false) w.unsupported("isMigratingZkBroker");
  if (v >= 2) w.array(logDirs, "logDirs", writeUuid);
  if (v >= 3) w.int64(previousBrokerEpoch, "previousBrokerEpoch");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeBrokerRegistrationRequestListener(
  w: Writer,
  m: Init<BrokerRegistrationRequestListener>,
  _v: number,
): void {
  const { name = "", host = "", port = 0, securityProtocol = 0 } = m;
  w.string(name, "name");
  w.string(host, "host");
  w.uint16(port, "port");
  w.int16(securityProtocol, "securityProtocol");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeBrokerRegistrationRequestFeature(
  w: Writer,
  m: Init<BrokerRegistrationRequestFeature>,
  _v: number,
): void {
  const { name = "", minSupportedVersion = 0, maxSupportedVersion = 0 } = m;
  w.string(name, "name");
  w.int16(minSupportedVersion, "minSupportedVersion");
  w.int16(maxSupportedVersion, "maxSupportedVersion");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a BrokerRegistrationRequest in version `v`, 0 to 4. */
export function decodeBrokerRegistrationRequest(r: Reader, v: number): BrokerRegistrationRequest {
  r.begin("BrokerRegistrationRequest", v, true);
  const m: BrokerRegistrationRequest = {
    brokerId: r.int32("brokerId"),
    clusterId: r.string("clusterId"),
    incarnationId: r.uuid("incarnationId"),
    listeners: r.array("listeners", decodeBrokerRegistrationRequestListener),
    features: r.array("features", decodeBrokerRegistrationRequestFeature),
    rack: r.nullableString("rack"),
    isMigratingZkBroker: v >= 1 ? r.bool("isMigratingZkBroker") : false,
    logDirs: v >= 2 ? r.array("logDirs", readUuid) : [],
    previousBrokerEpoch: v >= 3 ? r.int64("previousBrokerEpoch") : -1n,
  };
  r.unknownTags(m);
  return m;
}

function decodeBrokerRegistrationRequestListener(r: Reader, _v: number): BrokerRegistrationRequestListener {
  const m: BrokerRegistrationRequestListener = {
    name: r.string("name"),
    host: r.string("host"),
    port: r.uint16("port"),
    securityProtocol: r.int16("securityProtocol"),
  };
  r.unknownTags(m);
  return m;
}

function decodeBrokerRegistrationRequestFeature(r: Reader, _v: number): BrokerRegistrationRequestFeature {
  const m: BrokerRegistrationRequestFeature = {
    name: r.string("name"),
    minSupportedVersion: r.int16("minSupportedVersion"),
    maxSupportedVersion: r.int16("maxSupportedVersion"),
  };
  r.unknownTags(m);
  return m;
}

/** BrokerRegistrationResponse, versions 0 to 4. */
export interface BrokerRegistrationResponse {
  /** Duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The broker's assigned epoch, or -1 if none was assigned. (default -1n) */
  readonly brokerEpoch: bigint;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a BrokerRegistrationResponse in version `v`, 0 to 4. */
export function encodeBrokerRegistrationResponse(w: Writer, m: Init<BrokerRegistrationResponse>, v: number): void {
  w.begin("BrokerRegistrationResponse", v, true);
  const { throttleTimeMs = 0, errorCode = 0, brokerEpoch = -1n } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.int64(brokerEpoch, "brokerEpoch");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a BrokerRegistrationResponse in version `v`, 0 to 4. */
export function decodeBrokerRegistrationResponse(r: Reader, v: number): BrokerRegistrationResponse {
  r.begin("BrokerRegistrationResponse", v, true);
  const m: BrokerRegistrationResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    brokerEpoch: r.int64("brokerEpoch"),
  };
  r.unknownTags(m);
  return m;
}
