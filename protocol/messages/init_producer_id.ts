// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of InitProducerId (key 22, versions 0 to 6). */
export const InitProducerId: ClientApi<InitProducerIdRequest, InitProducerIdResponse> = {
  key: 22,
  name: "InitProducerId",
  minVersion: 0,
  maxVersion: 6,
  latestStableVersion: 5,
  flexibleFrom: 2,
  encodeRequest: encodeInitProducerIdRequest,
  decodeResponse: decodeInitProducerIdResponse,
};

/** The broker's side of InitProducerId (key 22, versions 0 to 6). */
export const InitProducerIdBroker: BrokerApi<InitProducerIdRequest, InitProducerIdResponse> = {
  key: 22,
  name: "InitProducerId",
  minVersion: 0,
  maxVersion: 6,
  latestStableVersion: 5,
  flexibleFrom: 2,
  decodeRequest: decodeInitProducerIdRequest,
  encodeResponse: encodeInitProducerIdResponse,
};

/**
 * InitProducerIdRequest, versions 0 to 6; the last one is not stable yet.
 *
 * Version 1 is the same as version 0.
 * Version 2 is the first flexible version.
 * Version 3 adds ProducerId and ProducerEpoch, allowing producers to try to resume after an INVALID_PRODUCER_EPOCH error
 * Version 4 adds the support for new error code PRODUCER_FENCED.
 * Version 5 adds support for new error code TRANSACTION_ABORTABLE (KIP-890).
 * Version 6 adds support for 2PC (KIP-939).
 */
export interface InitProducerIdRequest {
  /** The transactional id, or null if the producer is not transactional. */
  readonly transactionalId: string | null;
  /** The time in ms to wait before aborting idle transactions sent by this producer. This is only relevant if a TransactionalId has been defined. */
  readonly transactionTimeoutMs: number;
  /** The producer id. This is used to disambiguate requests if a transactional id is reused following its expiration. (from version 3; default -1n) */
  readonly producerId: bigint;
  /** The producer's current epoch. This will be checked against the producer epoch on the broker, and the request will return an error if they do not match. (from version 3; default -1) */
  readonly producerEpoch: number;
  /** True if the client wants to enable two-phase commit (2PC) protocol for transactions. (from version 6) */
  readonly enable2Pc: boolean;
  /** True if the client wants to keep the currently ongoing transaction instead of aborting it. (from version 6) */
  readonly keepPreparedTxn: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a InitProducerIdRequest in version `v`, 0 to 6. */
export function encodeInitProducerIdRequest(w: Writer, m: Init<InitProducerIdRequest>, v: number): void {
  w.begin("InitProducerIdRequest", v, v >= 2);
  const {
    transactionalId = "",
    transactionTimeoutMs = 0,
    producerId = -1n,
    producerEpoch = -1,
    enable2Pc = false,
    keepPreparedTxn = false,
  } = m;
  w.nullableString(transactionalId, "transactionalId");
  w.int32(transactionTimeoutMs, "transactionTimeoutMs");
  if (v >= 3) w.int64(producerId, "producerId");
  else if (producerId !== -1n) w.unsupported("producerId");
  if (v >= 3) w.int16(producerEpoch, "producerEpoch");
  else if (producerEpoch !== -1) w.unsupported("producerEpoch");
  if (v >= 6) w.bool(enable2Pc, "enable2Pc");
  else if (enable2Pc !== false) w.unsupported("enable2Pc");
  if (v >= 6) w.bool(keepPreparedTxn, "keepPreparedTxn");
  else if (keepPreparedTxn !== false) w.unsupported("keepPreparedTxn");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a InitProducerIdRequest in version `v`, 0 to 6. */
export function decodeInitProducerIdRequest(r: Reader, v: number): InitProducerIdRequest {
  r.begin("InitProducerIdRequest", v, v >= 2);
  const m: InitProducerIdRequest = {
    transactionalId: r.nullableString("transactionalId"),
    transactionTimeoutMs: r.int32("transactionTimeoutMs"),
    producerId: v >= 3 ? r.int64("producerId") : -1n,
    producerEpoch: v >= 3 ? r.int16("producerEpoch") : -1,
    enable2Pc: v >= 6 ? r.bool("enable2Pc") : false,
    keepPreparedTxn: v >= 6 ? r.bool("keepPreparedTxn") : false,
  };
  r.unknownTags(m);
  return m;
}

/**
 * InitProducerIdResponse, versions 0 to 6; the last one is not stable yet.
 *
 * Starting in version 1, on quota violation, brokers send out responses before throttling.
 * Version 2 is the first flexible version.
 * Version 3 is the same as version 2.
 * Version 4 adds the support for new error code PRODUCER_FENCED.
 * Version 5 adds support for new error code TRANSACTION_ABORTABLE (KIP-890).
 * Version 6 adds support for 2PC (KIP-939).
 */
export interface InitProducerIdResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The current producer id. (default -1n) */
  readonly producerId: bigint;
  /** The current epoch associated with the producer id. */
  readonly producerEpoch: number;
  /** The producer id for ongoing transaction when KeepPreparedTxn is used, -1 if there is no transaction ongoing. (from version 6; default -1n) */
  readonly ongoingTxnProducerId: bigint;
  /** The epoch associated with the producer id for ongoing transaction when KeepPreparedTxn is used, -1 if there is no transaction ongoing. (from version 6; default -1) */
  readonly ongoingTxnProducerEpoch: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a InitProducerIdResponse in version `v`, 0 to 6. */
export function encodeInitProducerIdResponse(w: Writer, m: Init<InitProducerIdResponse>, v: number): void {
  w.begin("InitProducerIdResponse", v, v >= 2);
  const {
    throttleTimeMs = 0,
    errorCode = 0,
    producerId = -1n,
    producerEpoch = 0,
    ongoingTxnProducerId = -1n,
    ongoingTxnProducerEpoch = -1,
  } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.int64(producerId, "producerId");
  w.int16(producerEpoch, "producerEpoch");
  if (v >= 6) w.int64(ongoingTxnProducerId, "ongoingTxnProducerId");
  else if (ongoingTxnProducerId !== -1n) w.unsupported("ongoingTxnProducerId");
  if (v >= 6) w.int16(ongoingTxnProducerEpoch, "ongoingTxnProducerEpoch");
  else if (ongoingTxnProducerEpoch !== -1) w.unsupported("ongoingTxnProducerEpoch");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a InitProducerIdResponse in version `v`, 0 to 6. */
export function decodeInitProducerIdResponse(r: Reader, v: number): InitProducerIdResponse {
  r.begin("InitProducerIdResponse", v, v >= 2);
  const m: InitProducerIdResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    producerId: r.int64("producerId"),
    producerEpoch: r.int16("producerEpoch"),
    ongoingTxnProducerId: v >= 6 ? r.int64("ongoingTxnProducerId") : -1n,
    ongoingTxnProducerEpoch: v >= 6 ? r.int16("ongoingTxnProducerEpoch") : -1,
  };
  r.unknownTags(m);
  return m;
}
