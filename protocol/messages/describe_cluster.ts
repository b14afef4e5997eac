// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of DescribeCluster (key 60, versions 0 to 2). */
export const DescribeCluster: ClientApi<DescribeClusterRequest, DescribeClusterResponse> = {
  key: 60,
  name: "DescribeCluster",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 0,
  encodeRequest: encodeDescribeClusterRequest,
  decodeResponse: decodeDescribeClusterResponse,
};

/** The broker's side of DescribeCluster (key 60, versions 0 to 2). */
export const DescribeClusterBroker: BrokerApi<DescribeClusterRequest, DescribeClusterResponse> = {
  key: 60,
  name: "DescribeCluster",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 0,
  decodeRequest: decodeDescribeClusterRequest,
  encodeResponse: encodeDescribeClusterResponse,
};

/**
 * DescribeClusterRequest, versions 0 to 2.
 *
 * Version 1 adds EndpointType for KIP-919 support.
 * Version 2 adds IncludeFencedBrokers for KIP-1073 support.
 */
export interface DescribeClusterRequest {
  /** Whether to include cluster authorized operations. */
  readonly includeClusterAuthorizedOperations: boolean;
  /** The endpoint type to describe. 1=brokers, 2=controllers. (from version 1; default 1) */
  readonly endpointType: number;
  /** Whether to include fenced brokers when listing brokers. (from version 2) */
  readonly includeFencedBrokers: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeClusterRequest in version `v`, 0 to 2. */
export function encodeDescribeClusterRequest(w: Writer, m: Init<DescribeClusterRequest>, v: number): void {
  w.begin("DescribeClusterRequest", v, true);
  const { includeClusterAuthorizedOperations = false, endpointType = 1, includeFencedBrokers = false } = m;
  w.bool(includeClusterAuthorizedOperations, "includeClusterAuthorizedOperations");
  if (v >= 1) w.int8(endpointType, "endpointType");
  else if (endpointType !== 1) w.unsupported("endpointType");
  if (v >= 2) w.bool(includeFencedBrokers, "includeFencedBrokers");
  else if (includeFencedBrokers !== false) w.unsupported("includeFencedBrokers");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeClusterRequest in version `v`, 0 to 2. */
export function decodeDescribeClusterRequest(r: Reader, v: number): DescribeClusterRequest {
  r.begin("DescribeClusterRequest", v, true);
  const m: DescribeClusterRequest = {
    includeClusterAuthorizedOperations: r.bool("includeClusterAuthorizedOperations"),
    endpointType: v >= 1 ? r.int8("endpointType") : 1,
    includeFencedBrokers: v >= 2 ? r.bool("includeFencedBrokers") : false,
  };
  r.unknownTags(m);
  return m;
}

/**
 * DescribeClusterResponse, versions 0 to 2.
 *
 * Version 1 adds the EndpointType field, and makes MISMATCHED_ENDPOINT_TYPE and
 * UNSUPPORTED_ENDPOINT_TYPE valid top-level response error codes.
 * Version 2 adds IsFenced field to Brokers for KIP-1073 support.
 */
export interface DescribeClusterResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The top-level error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The top-level error message, or null if there was no error. */
  readonly errorMessage: string | null;
  /** The endpoint type that was described. 1=brokers, 2=controllers. (from version 1; default 1) */
  readonly endpointType: number;
  /** The cluster ID that responding broker belongs to. */
  readonly clusterId: string;
  /** The ID of the controller. When handled by a controller, returns the current voter leader ID. When handled by a broker, returns a random alive broker ID as a fallback. (default -1) */
  readonly controllerId: number;
  /** Each broker in the response. */
  readonly brokers: readonly DescribeClusterResponseDescribeClusterBroker[];
  /** 32-bit bitfield to represent authorized operations for this cluster. (default -2147483648) */
  readonly clusterAuthorizedOperations: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each broker in the response. */
export interface DescribeClusterResponseDescribeClusterBroker {
  /** The broker ID. */
  readonly brokerId: number;
  /** The broker hostname. */
  readonly host: string;
  /** The broker port. */
  readonly port: number;
  /** The rack of the broker, or null if it has not been assigned to a rack. */
  readonly rack: string | null;
  /** Whether the broker is fenced. (from version 2) */
  readonly isFenced: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeClusterResponse in version `v`, 0 to 2. */
export function encodeDescribeClusterResponse(w: Writer, m: Init<DescribeClusterResponse>, v: number): void {
  w.begin("DescribeClusterResponse", v, true);
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    errorMessage = null,
    endpointType = 1,
    clusterId = "",
    controllerId = -1,
    brokers = [],
    clusterAuthorizedOperations = -2147483648,
  } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  if (v >= 1) w.int8(endpointType, "endpointType");
  else if (endpointType !== 1) w.unsupported("endpointType");
  w.string(clusterId, "clusterId");
  w.int32(controllerId, "controllerId");
  w.array(brokers, "brokers", encodeDescribeClusterResponseDescribeClusterBroker);
  w.int32(clusterAuthorizedOperations, "clusterAuthorizedOperations");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeClusterResponseDescribeClusterBroker(
  w: Writer,
  m: Init<DescribeClusterResponseDescribeClusterBroker>,
  v: number,
): void {
  const { brokerId = 0, host = "", port = 0, rack = null, isFenced = false } = m;
  w.int32(brokerId, "brokerId");
  w.string(host, "host");
  w.int32(port, "port");
  w.nullableString(rack, "rack");
  if (v >= 2) w.bool(isFenced, "isFenced");
  else if (isFenced !== false) w.unsupported("isFenced");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeClusterResponse in version `v`, 0 to 2. */
export function decodeDescribeClusterResponse(r: Reader, v: number): DescribeClusterResponse {
  r.begin("DescribeClusterResponse", v, true);
  const m: DescribeClusterResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    endpointType: v >= 1 ? r.int8("endpointType") : 1,
    clusterId: r.string("clusterId"),
    controllerId: r.int32("controllerId"),
    brokers: r.array("brokers", decodeDescribeClusterResponseDescribeClusterBroker),
    clusterAuthorizedOperations: r.int32("clusterAuthorizedOperations"),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeClusterResponseDescribeClusterBroker(
  r: Reader,
  v: number,
): DescribeClusterResponseDescribeClusterBroker {
  const m: DescribeClusterResponseDescribeClusterBroker = {
    brokerId: r.int32("brokerId"),
    host: r.string("host"),
    port: r.int32("port"),
    rack: r.nullableString("rack"),
    isFenced: v >= 2 ? r.bool("isFenced") : false,
  };
  r.unknownTags(m);
  return m;
}
