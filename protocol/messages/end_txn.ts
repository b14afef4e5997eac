// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of EndTxn (key 26, versions 0 to 5). */
export const EndTxn: ClientApi<EndTxnRequest, EndTxnResponse> = {
  key: 26,
  name: "EndTxn",
  minVersion: 0,
  maxVersion: 5,
  latestStableVersion: 5,
  flexibleFrom: 3,
  encodeRequest: encodeEndTxnRequest,
  decodeResponse: decodeEndTxnResponse,
};

/** The broker's side of EndTxn (key 26, versions 0 to 5). */
export const EndTxnBroker: BrokerApi<EndTxnRequest, EndTxnResponse> = {
  key: 26,
  name: "EndTxn",
  minVersion: 0,
  maxVersion: 5,
  latestStableVersion: 5,
  flexibleFrom: 3,
  decodeRequest: decodeEndTxnRequest,
  encodeResponse: encodeEndTxnResponse,
};

/**
 * EndTxnRequest, versions 0 to 5.
 *
 * Version 1 is the same as version 0.
 * Version 2 adds the support for new error code PRODUCER_FENCED.
 * Version 3 enables flexible versions.
 * Version 4 adds support for new error code TRANSACTION_ABORTABLE (KIP-890).
 * Version 5 enables bumping epoch on every transaction (KIP-890 Part 2)
 */
export interface EndTxnRequest {
  /** The ID of the transaction to end. */
  readonly transactionalId: string;
  /** The producer ID. */
  readonly producerId: bigint;
  /** The current epoch associated with the producer. */
  readonly producerEpoch: number;
  /** True if the transaction was committed, false if it was aborted. */
  readonly committed: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a EndTxnRequest in version `v`, 0 to 5. */
export function encodeEndTxnRequest(w: Writer, m: Init<EndTxnRequest>, v: number): void {
  w.begin("EndTxnRequest", v, v >= 3);
  const { transactionalId = "", producerId = 0n, producerEpoch = 0, committed = false } = m;
  w.string(transactionalId, "transactionalId");
  w.int64(producerId, "producerId");
  w.int16(producerEpoch, "producerEpoch");
  w.bool(committed, "committed");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a EndTxnRequest in version `v`, 0 to 5. */
export function decodeEndTxnRequest(r: Reader, v: number): EndTxnRequest {
  r.begin("EndTxnRequest", v, v >= 3);
  const m: EndTxnRequest = {
    transactionalId: r.string("transactionalId"),
    producerId: r.int64("producerId"),
    producerEpoch: r.int16("producerEpoch"),
    committed: r.bool("committed"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * EndTxnResponse, versions 0 to 5.
 *
 * Starting in version 1, on quota violation, brokers send out responses before throttling.
 * Version 2 adds the support for new error code PRODUCER_FENCED.
 * Version 3 enables flexible versions.
 * Version 4 adds support for new error code TRANSACTION_ABORTABLE (KIP-890).
 * Version 5 enables bumping epoch on every transaction (KIP-890 Part 2), so producer ID and epoch are included in the response.
 */
export interface EndTxnResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The producer ID. (from version 5; left out of others; default -1n) */
  readonly producerId: bigint;
  /** The current epoch associated with the producer. (from version 5; left out of others; default -1) */
  readonly producerEpoch: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a EndTxnResponse in version `v`, 0 to 5. */
export function encodeEndTxnResponse(w: Writer, m: Init<EndTxnResponse>, v: number): void {
  w.begin("EndTxnResponse", v, v >= 3);
  const { throttleTimeMs = 0, errorCode = 0, producerId = -1n, producerEpoch = -1 } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  if (v >= 5) w.int64(producerId, "producerId");
  if (v >= 5) w.int16(producerEpoch, "producerEpoch");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a EndTxnResponse in version `v`, 0 to 5. */
export function decodeEndTxnResponse(r: Reader, v: number): EndTxnResponse {
  r.begin("EndTxnResponse", v, v >= 3);
  const m: EndTxnResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    producerId: v >= 5 ? r.int64("producerId") : -1n,
    producerEpoch: v >= 5 ? r.int16("producerEpoch") : -1,
  };
  r.unknownTags(m);
  return m;
}
