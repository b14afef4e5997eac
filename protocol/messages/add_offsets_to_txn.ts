// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of AddOffsetsToTxn (key 25, versions 0 to 4). */
export const AddOffsetsToTxn: ClientApi<AddOffsetsToTxnRequest, AddOffsetsToTxnResponse> = {
  key: 25,
  name: "AddOffsetsToTxn",
  minVersion: 0,
  maxVersion: 4,
  latestStableVersion: 4,
  flexibleFrom: 3,
  encodeRequest: encodeAddOffsetsToTxnRequest,
  decodeResponse: decodeAddOffsetsToTxnResponse,
};

/** The broker's side of AddOffsetsToTxn (key 25, versions 0 to 4). */
export const AddOffsetsToTxnBroker: BrokerApi<AddOffsetsToTxnRequest, AddOffsetsToTxnResponse> = {
  key: 25,
  name: "AddOffsetsToTxn",
  minVersion: 0,
  maxVersion: 4,
  latestStableVersion: 4,
  flexibleFrom: 3,
  decodeRequest: decodeAddOffsetsToTxnRequest,
  encodeResponse: encodeAddOffsetsToTxnResponse,
};

/**
 * AddOffsetsToTxnRequest, versions 0 to 4.
 *
 * Version 1 is the same as version 0.
 * Version 2 adds the support for new error code PRODUCER_FENCED.
 * Version 3 enables flexible versions.
 * Version 4 adds support for new error code TRANSACTION_ABORTABLE (KIP-890).
 */
export interface AddOffsetsToTxnRequest {
  /** The transactional id corresponding to the transaction. */
  readonly transactionalId: string;
  /** Current producer id in use by the transactional id. */
  readonly producerId: bigint;
  /** Current epoch associated with the producer id. */
  readonly producerEpoch: number;
  /** The unique group identifier. */
  readonly groupId: string;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a AddOffsetsToTxnRequest in version `v`, 0 to 4. */
export function encodeAddOffsetsToTxnRequest(w: Writer, m: Init<AddOffsetsToTxnRequest>, v: number): void {
  w.begin("AddOffsetsToTxnRequest", v, v >= 3);
  const { transactionalId = "", producerId = 0n, producerEpoch = 0, groupId = "" } = m;
  w.string(transactionalId, "transactionalId");
  w.int64(producerId, "producerId");
  w.int16(producerEpoch, "producerEpoch");
  w.string(groupId, "groupId");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a AddOffsetsToTxnRequest in version `v`, 0 to 4. */
export function decodeAddOffsetsToTxnRequest(r: Reader, v: number): AddOffsetsToTxnRequest {
  r.begin("AddOffsetsToTxnRequest", v, v >= 3);
  const m: AddOffsetsToTxnRequest = {
    transactionalId: r.string("transactionalId"),
    producerId: r.int64("producerId"),
    producerEpoch: r.int16("producerEpoch"),
    groupId: r.string("groupId"),
  };
  r.unknownTags(m);
  return m;
}

/**
 * AddOffsetsToTxnResponse, versions 0 to 4.
 *
 * Starting in version 1, on quota violation brokers send out responses before throttling.
 * Version 2 adds the support for new error code PRODUCER_FENCED.
 * Version 3 enables flexible versions.
 * Version 4 adds support for new error code TRANSACTION_ABORTABLE (KIP-890).
 */
export interface AddOffsetsToTxnResponse {
  /** Duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The response error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a AddOffsetsToTxnResponse in version `v`, 0 to 4. */
export function encodeAddOffsetsToTxnResponse(w: Writer, m: Init<AddOffsetsToTxnResponse>, v: number): void {
  w.begin("AddOffsetsToTxnResponse", v, v >= 3);
  const { throttleTimeMs = 0, errorCode = 0 } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a AddOffsetsToTxnResponse in version `v`, 0 to 4. */
export function decodeAddOffsetsToTxnResponse(r: Reader, v: number): AddOffsetsToTxnResponse {
  r.begin("AddOffsetsToTxnResponse", v, v >= 3);
  const m: AddOffsetsToTxnResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
  };
  r.unknownTags(m);
  return m;
}
