// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of AllocateProducerIds (key 67, version 0). */
export const AllocateProducerIds: ClientApi<AllocateProducerIdsRequest, AllocateProducerIdsResponse> = {
  key: 67,
  name: "AllocateProducerIds",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  encodeRequest: encodeAllocateProducerIdsRequest,
  decodeResponse: decodeAllocateProducerIdsResponse,
};

/** The broker's side of AllocateProducerIds (key 67, version 0). */
export const AllocateProducerIdsBroker: BrokerApi<AllocateProducerIdsRequest, AllocateProducerIdsResponse> = {
  key: 67,
  name: "AllocateProducerIds",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  decodeRequest: decodeAllocateProducerIdsRequest,
  encodeResponse: encodeAllocateProducerIdsResponse,
};

/** AllocateProducerIdsRequest, version 0. */
export interface AllocateProducerIdsRequest {
  /** The ID of the requesting broker. */
  readonly brokerId: number;
  /** The epoch of the requesting broker. (default -1n) */
  readonly brokerEpoch: bigint;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a AllocateProducerIdsRequest in version `v`, 0 to 0. */
export function encodeAllocateProducerIdsRequest(w: Writer, m: Init<AllocateProducerIdsRequest>, v: number): void {
  w.begin("AllocateProducerIdsRequest", v, true);
  const { brokerId = 0, brokerEpoch = -1n } = m;
  w.int32(brokerId, "brokerId");
  w.int64(brokerEpoch, "brokerEpoch");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a AllocateProducerIdsRequest in version `v`, 0 to 0. */
export function decodeAllocateProducerIdsRequest(r: Reader, v: number): AllocateProducerIdsRequest {
  r.begin("AllocateProducerIdsRequest", v, true);
  const m: AllocateProducerIdsRequest = {
    brokerId: r.int32("brokerId"),
    brokerEpoch: r.int64("brokerEpoch"),
  };
  r.unknownTags(m);
  return m;
}

/** AllocateProducerIdsResponse, version 0. */
export interface AllocateProducerIdsResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The top level response error code. */
  readonly errorCode: number;
  /** The first producer ID in this range, inclusive. */
  readonly producerIdStart: bigint;
  /** The number of producer IDs in this range. */
  readonly producerIdLen: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a AllocateProducerIdsResponse in version `v`, 0 to 0. */
export function encodeAllocateProducerIdsResponse(w: Writer, m: Init<AllocateProducerIdsResponse>, v: number): void {
  w.begin("AllocateProducerIdsResponse", v, true);
  const { throttleTimeMs = 0, errorCode = 0, producerIdStart = 0n, producerIdLen = 0 } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.int64(producerIdStart, "producerIdStart");
  w.int32(producerIdLen, "producerIdLen");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a AllocateProducerIdsResponse in version `v`, 0 to 0. */
export function decodeAllocateProducerIdsResponse(r: Reader, v: number): AllocateProducerIdsResponse {
  r.begin("AllocateProducerIdsResponse", v, true);
  const m: AllocateProducerIdsResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    producerIdStart: r.int64("producerIdStart"),
    producerIdLen: r.int32("producerIdLen"),
  };
  r.unknownTags(m);
  return m;
}
