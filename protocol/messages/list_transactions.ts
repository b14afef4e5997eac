// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt64, readString, writeInt64, writeString } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of ListTransactions (key 66, versions 0 to 2). */
export const ListTransactions: ClientApi<ListTransactionsRequest, ListTransactionsResponse> = {
  key: 66,
  name: "ListTransactions",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 0,
  encodeRequest: encodeListTransactionsRequest,
  decodeResponse: decodeListTransactionsResponse,
};

/** The broker's side of ListTransactions (key 66, versions 0 to 2). */
export const ListTransactionsBroker: BrokerApi<ListTransactionsRequest, ListTransactionsResponse> = {
  key: 66,
  name: "ListTransactions",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 0,
  decodeRequest: decodeListTransactionsRequest,
  encodeResponse: encodeListTransactionsResponse,
};

/**
 * ListTransactionsRequest, versions 0 to 2.
 *
 * Version 1: adds DurationFilter to list transactions older than specified duration
 * Version 2: adds TransactionalIdPattern to list transactions with the same pattern(KIP-1152)
 */
export interface ListTransactionsRequest {
  /** The transaction states to filter by: if empty, all transactions are returned; if non-empty, then only transactions matching one of the filtered states will be returned. */
  readonly stateFilters: readonly string[];
  /** The producerIds to filter by: if empty, all transactions will be returned; if non-empty, only transactions which match one of the filtered producerIds will be returned. */
  readonly producerIdFilters: readonly bigint[];
  /** Duration (in millis) to filter by: if < 0, all transactions will be returned; otherwise, only transactions running longer than this duration will be returned. (from version 1; default -1n) */
  readonly durationFilter: bigint;
  /** The transactional ID regular expression pattern to filter by: if it is empty or null, all transactions are returned; Otherwise then only the transactions matching the given regular expression will be returned. (from version 2) */
  readonly transactionalIdPattern: string | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ListTransactionsRequest in version `v`, 0 to 2. */
export function encodeListTransactionsRequest(w: Writer, m: Init<ListTransactionsRequest>, v: number): void {
  w.begin("ListTransactionsRequest", v, true);
  const { stateFilters = [], producerIdFilters = [], durationFilter = -1n, transactionalIdPattern = null } = m;
  w.array(stateFilters, "stateFilters", writeString);
  w.array(producerIdFilters, "producerIdFilters", writeInt64);
  if (v >= 1) w.int64(durationFilter, "durationFilter");
  else if (durationFilter !== -1n) w.unsupported("durationFilter");
  if (v >= 2) w.nullableString(transactionalIdPattern, "transactionalIdPattern");
  else if (transactionalIdPattern !== null) w.unsupported("transactionalIdPattern");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ListTransactionsRequest in version `v`, 0 to 2. */
export function decodeListTransactionsRequest(r: Reader, v: number): ListTransactionsRequest {
  r.begin("ListTransactionsRequest", v, true);
  const m: ListTransactionsRequest = {
    stateFilters: r.array("stateFilters", readString),
    producerIdFilters: r.array("producerIdFilters", readInt64),
    durationFilter: v >= 1 ? r.int64("durationFilter") : -1n,
    transactionalIdPattern: v >= 2 ? r.nullableString("transactionalIdPattern") : null,
  };
  r.unknownTags(m);
  return m;
}

/**
 * ListTransactionsResponse, versions 0 to 2.
 *
 * Version 1 is the same as version 0 (KIP-994).
 * This API can return InvalidRegularExpression (KIP-1152).
 */
export interface ListTransactionsResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** Set of state filters provided in the request which were unknown to the transaction coordinator. */
  readonly unknownStateFilters: readonly string[];
  /** The current state of the transaction for the transactional id. */
  readonly transactionStates: readonly ListTransactionsResponseTransactionState[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The current state of the transaction for the transactional id. */
export interface ListTransactionsResponseTransactionState {
  /** The transactional id. */
  readonly transactionalId: string;
  /** The producer id. */
  readonly producerId: bigint;
  /** The current transaction state of the producer. */
  readonly transactionState: string;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a ListTransactionsResponse in version `v`, 0 to 2. */
export function encodeListTransactionsResponse(w: Writer, m: Init<ListTransactionsResponse>, v: number): void {
  w.begin("ListTransactionsResponse", v, true);
  const { throttleTimeMs = 0, errorCode = 0, unknownStateFilters = [], transactionStates = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.int16(errorCode, "errorCode");
  w.array(unknownStateFilters, "unknownStateFilters", writeString);
  w.array(transactionStates, "transactionStates", encodeListTransactionsResponseTransactionState);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeListTransactionsResponseTransactionState(
  w: Writer,
  m: Init<ListTransactionsResponseTransactionState>,
  _v: number,
): void {
  const { transactionalId = "", producerId = 0n, transactionState = "" } = m;
  w.string(transactionalId, "transactionalId");
  w.int64(producerId, "producerId");
  w.string(transactionState, "transactionState");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a ListTransactionsResponse in version `v`, 0 to 2. */
export function decodeListTransactionsResponse(r: Reader, v: number): ListTransactionsResponse {
  r.begin("ListTransactionsResponse", v, true);
  const m: ListTransactionsResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: r.int16("errorCode"),
    unknownStateFilters: r.array("unknownStateFilters", readString),
    transactionStates: r.array("transactionStates", decodeListTransactionsResponseTransactionState),
  };
  r.unknownTags(m);
  return m;
}

function decodeListTransactionsResponseTransactionState(
  r: Reader,
  _v: number,
): ListTransactionsResponseTransactionState {
  const m: ListTransactionsResponseTransactionState = {
    transactionalId: r.string("transactionalId"),
    producerId: r.int64("producerId"),
    transactionState: r.string("transactionState"),
  };
  r.unknownTags(m);
  return m;
}
