// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt8, readString, writeInt8, writeString } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import { ZERO_UUID } from "../wire/uuid.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of GetTelemetrySubscriptions (key 71, version 0). */
export const GetTelemetrySubscriptions: ClientApi<GetTelemetrySubscriptionsRequest, GetTelemetrySubscriptionsResponse> =
  {
    key: 71,
    name: "GetTelemetrySubscriptions",
    minVersion: 0,
    maxVersion: 0,
    latestStableVersion: 0,
    flexibleFrom: 0,
    encodeRequest: encodeGetTelemetrySubscriptionsRequest,
    decodeResponse: decodeGetTelemetrySubscriptionsResponse,
  };

/** The broker's side of GetTelemetrySubscriptions (key 71, version 0). */
export const GetTelemetrySubscriptionsBroker: BrokerApi<
  GetTelemetrySubscriptionsRequest,
  GetTelemetrySubscriptionsResponse
> = {
  key: 71,
  name: "GetTelemetrySubscriptions",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  decodeRequest: decodeGetTelemetrySubscriptionsRequest,
  encodeResponse: encodeGetTelemetrySubscriptionsResponse,
};

/** GetTelemetrySubscriptionsRequest, version 0. */
export interface GetTelemetrySubscriptionsRequest {
  /** Unique id for this client instance, must be set to 0 on the first request. */
  readonly clientInstanceId: string;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a GetTelemetrySubscriptionsRequest in version `v`, 0 to 0. */
export function encodeGetTelemetrySubscriptionsRequest(
  w: Writer,
  m: Init<GetTelemetrySubscriptionsRequest>,
  v: number,
): void {
  w.begin("GetTelemetrySubscriptionsRequest", v, true);
  const { clientInstanceId = ZERO_UUID } = m;
  w.uuid(clientInstanceId, "clientInstanceId");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a GetTelemetrySubscriptionsRequest in version `v`, 0 to 0. */
export function decodeGetTelemetrySubscriptionsRequest(r: Reader, v: number): GetTelemetrySubscriptionsRequest {
  r.begin("GetTelemetrySubscriptionsRequest", v, true);
  const m: GetTelemetrySubscriptionsRequest = {
    clientInstanceId: r.uuid("clientInstanceId"),
  };
  r.unknownTags(m);
  return m;
}

/** GetTelemetrySubscriptionsResponse, version 0. */
export interface GetTelemetrySubscriptionsResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** Assigned client instance id if ClientInstanceId was 0 in the request, else 0. */
  readonly clientInstanceId: string;
  /** Unique identifier for the current subscription set for this client instance. */
  readonly subscriptionId: number;
  /** Compression types that broker accepts for the PushTelemetryRequest. */
  readonly acceptedCompressionTypes: readonly number[];
  /** Configured push interval, which is the lowest configured interval in the current subscription set. */
  readonly pushIntervalMs: number;
  /** The maximum bytes of binary data the broker accepts in PushTelemetryRequest. */
  readonly telemetryMaxBytes: number;
  /** Flag to indicate monotonic/counter metrics are to be emitted as deltas or cumulative values. */
  readonly deltaTemporality: boolean;
  /** Requested metrics prefix string match. Empty array: No metrics subscribed, Array[0] empty string: All metrics subscribed. */
  readonly requestedMetrics: readonly string[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a GetTelemetrySubscriptionsResponse in version `v`, 0 to 0. */
export function encodeGetTelemetrySubscriptionsResponse(
  w: Writer,
  m: Init<GetTelemetrySubscriptionsResponse>,
  v: number,
): void {
  w.begin("GetTelemetrySubscriptionsResponse", v, true);
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    clientInstanceId = ZERO_UUID,
    subscriptionId = 0,
    acceptedCompressionTypes = [],
    pushIntervalMs = 0,
    telemetryMaxBytes = 0,
    deltaTemporality = false,
    requestedMetrics = [],
  } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.uuid(clientInstanceId, "clientInstanceId");
  w.int32(subscriptionId, "subscriptionId");
  w.array(acceptedCompressionTypes, "acceptedCompressionTypes", writeInt8);
  w.int32(pushIntervalMs, "pushIntervalMs");
  w.int32(telemetryMaxBytes, "telemetryMaxBytes");
  w.bool(deltaTemporality, "deltaTemporality");
  w.array(requestedMetrics, "requestedMetrics", writeString);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a GetTelemetrySubscriptionsResponse in version `v`, 0 to 0. */
export function decodeGetTelemetrySubscriptionsResponse(r: Reader, v: number): GetTelemetrySubscriptionsResponse {
  r.begin("GetTelemetrySubscriptionsResponse", v, true);
  const m: GetTelemetrySubscriptionsResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    clientInstanceId: r.uuid("clientInstanceId"),
    subscriptionId: r.int32("subscriptionId"),
    acceptedCompressionTypes: r.array("acceptedCompressionTypes", readInt8),
    pushIntervalMs: r.int32("pushIntervalMs"),
    telemetryMaxBytes: r.int32("telemetryMaxBytes"),
    deltaTemporality: r.bool("deltaTemporality"),
    requestedMetrics: r.array("requestedMetrics", readString),
  };
  r.unknownTags(m);
  return m;
}
