// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { EMPTY_BYTES } from "../wire/empty_bytes.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of PushTelemetry (key 72, version 0). */
export const PushTelemetry: ClientApi<PushTelemetryRequest, PushTelemetryResponse> = {
  key: 72,
  name: "PushTelemetry",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  encodeRequest: encodePushTelemetryRequest,
  decodeResponse: decodePushTelemetryResponse,
};

/** The broker's side of PushTelemetry (key 72, version 0). */
export const PushTelemetryBroker: BrokerApi<PushTelemetryRequest, PushTelemetryResponse> = {
  key: 72,
  name: "PushTelemetry",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  decodeRequest: decodePushTelemetryRequest,
  encodeResponse: encodePushTelemetryResponse,
};

/** PushTelemetryRequest, version 0. */
export interface PushTelemetryRequest {
  /** Unique id for this client instance. */
  readonly clientInstanceId: string;
  /** Unique identifier for the current subscription. */
  readonly subscriptionId: number;
  /** Client is terminating the connection. */
  readonly terminating: boolean;
  /** Compression codec used to compress the metrics. */
  readonly compressionType: number;
  /** Metrics encoded in OpenTelemetry MetricsData v1 protobuf format. */
  readonly metrics: Uint8Array;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a PushTelemetryRequest in version `v`, 0 to 0. */
export function encodePushTelemetryRequest(w: Writer, m: Init<PushTelemetryRequest>, v: number): void {
  w.begin("PushTelemetryRequest", v, true);
  const {
    clientInstanceId = ZERO_UUID,
    subscriptionId = 0,
    terminating = false,
    compressionType = 0,
    metrics = EMPTY_BYTES,
  } = m;
  w.uuid(clientInstanceId, "clientInstanceId");
  w.int32(subscriptionId, "subscriptionId");
  w.bool(terminating, "terminating");
  w.int8(compressionType, "compressionType");
  w.bytes(metrics, "metrics");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a PushTelemetryRequest in version `v`, 0 to 0. */
export function decodePushTelemetryRequest(r: Reader, v: number): PushTelemetryRequest {
  r.begin("PushTelemetryRequest", v, true);
  const m: PushTelemetryRequest = {
    clientInstanceId: r.uuid("clientInstanceId"),
    subscriptionId: r.int32("subscriptionId"),
    terminating: r.bool("terminating"),
    compressionType: r.int8("compressionType"),
    metrics: r.bytes("metrics"),
  };
  r.unknownTags(m);
  return m;
}

/** PushTelemetryResponse, version 0. */
export interface PushTelemetryResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a PushTelemetryResponse in version `v`, 0 to 0. */
export function encodePushTelemetryResponse(w: Writer, m: Init<PushTelemetryResponse>, v: number): void {
  w.begin("PushTelemetryResponse", v, true);
  const { throttleTimeMs = 0, errorCode = 0 } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a PushTelemetryResponse in version `v`, 0 to 0. */
export function decodePushTelemetryResponse(r: Reader, v: number): PushTelemetryResponse {
  r.begin("PushTelemetryResponse", v, true);
  const m: PushTelemetryResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
  };
  r.unknownTags(m);
  return m;
}
