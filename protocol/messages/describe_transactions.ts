// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt32, readString, writeInt32, writeString } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of DescribeTransactions (key 65, version 0). */
export const DescribeTransactions: ClientApi<DescribeTransactionsRequest, DescribeTransactionsResponse> = {
  key: 65,
  name: "DescribeTransactions",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  encodeRequest: encodeDescribeTransactionsRequest,
  decodeResponse: decodeDescribeTransactionsResponse,
};

/** The broker's side of DescribeTransactions (key 65, version 0). */
export const DescribeTransactionsBroker: BrokerApi<DescribeTransactionsRequest, DescribeTransactionsResponse> = {
  key: 65,
  name: "DescribeTransactions",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  decodeRequest: decodeDescribeTransactionsRequest,
  encodeResponse: encodeDescribeTransactionsResponse,
};

/** DescribeTransactionsRequest, version 0. */
export interface DescribeTransactionsRequest {
  /** Array of transactionalIds to include in describe results. If empty, then no results will be returned. */
  readonly transactionalIds: readonly string[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeTransactionsRequest in version `v`, 0 to 0. */
export function encodeDescribeTransactionsRequest(w: Writer, m: Init<DescribeTransactionsRequest>, v: number): void {
  w.begin("DescribeTransactionsRequest", v, true);
  const { transactionalIds = [] } = m;
  w.array(transactionalIds, "transactionalIds", writeString);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeTransactionsRequest in version `v`, 0 to 0. */
export function decodeDescribeTransactionsRequest(r: Reader, v: number): DescribeTransactionsRequest {
  r.begin("DescribeTransactionsRequest", v, true);
  const m: DescribeTransactionsRequest = {
    transactionalIds: r.array("transactionalIds", readString),
  };
  r.unknownTags(m);
  return m;
}

/** DescribeTransactionsResponse, version 0. */
export interface DescribeTransactionsResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The current state of the transaction. */
  readonly transactionStates: readonly DescribeTransactionsResponseTransactionState[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The current state of the transaction. */
export interface DescribeTransactionsResponseTransactionState {
  /** The error code. */
  readonly errorCode: number;
  /** The transactional id. */
  readonly transactionalId: string;
  /** The current transaction state of the producer. */
  readonly transactionState: string;
  /** The timeout in milliseconds for the transaction. */
  readonly transactionTimeoutMs: number;
  /** The start time of the transaction in milliseconds. */
  readonly transactionStartTimeMs: bigint;
  /** The current producer id associated with the transaction. */
  readonly producerId: bigint;
  /** The current epoch associated with the producer id. */
  readonly producerEpoch: number;
  /** The set of partitions included in the current transaction (if active). When a transaction is preparing to commit or abort, this will include only partitions which do not have markers. */
  readonly topics: readonly DescribeTransactionsResponseTopicData[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The set of partitions included in the current transaction (if active). When a transaction is preparing to commit or abort, this will include only partitions which do not have markers. */
export interface DescribeTransactionsResponseTopicData {
  /** The topic name. */
  readonly topic: string;
  /** The partition ids included in the current transaction. */
  readonly partitions: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeTransactionsResponse in version `v`, 0 to 0. */
export function encodeDescribeTransactionsResponse(w: Writer, m: Init<DescribeTransactionsResponse>, v: number): void {
  w.begin("DescribeTransactionsResponse", v, true);
  const { throttleTimeMs = 0, transactionStates = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(transactionStates, "transactionStates", encodeDescribeTransactionsResponseTransactionState);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeTransactionsResponseTransactionState(
  w: Writer,
  m: Init<DescribeTransactionsResponseTransactionState>,
  _v: number,
): void {
  const {
    errorCode = 0,
    transactionalId = "",
    transactionState = "",
    transactionTimeoutMs = 0,
    transactionStartTimeMs = 0n,
    producerId = 0n,
    producerEpoch = 0,
    topics = [],
  } = m;
  w.int16(errorCode, "errorCode");
  w.string(transactionalId, "transactionalId");
  w.string(transactionState, "transactionState");
  w.int32(transactionTimeoutMs, "transactionTimeoutMs");
  w.int64(transactionStartTimeMs, "transactionStartTimeMs");
  w.int64(producerId, "producerId");
  w.int16(producerEpoch, "producerEpoch");
  w.array(topics, "topics", encodeDescribeTransactionsResponseTopicData);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeTransactionsResponseTopicData(
  w: Writer,
  m: Init<DescribeTransactionsResponseTopicData>,
  _v: number,
): void {
  const { topic = "", partitions = [] } = m;
  w.string(topic, "topic");
  w.array(partitions, "partitions", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeTransactionsResponse in version `v`, 0 to 0. */
export function decodeDescribeTransactionsResponse(r: Reader, v: number): DescribeTransactionsResponse {
  r.begin("DescribeTransactionsResponse", v, true);
  const m: DescribeTransactionsResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    transactionStates: r.array("transactionStates", decodeDescribeTransactionsResponseTransactionState),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeTransactionsResponseTransactionState(
  r: Reader,
  _v: number,
): DescribeTransactionsResponseTransactionState {
  const m: DescribeTransactionsResponseTransactionState = {
    errorCode: r.int16("errorCode"),
    transactionalId: r.string("transactionalId"),
    transactionState: r.string("transactionState"),
    transactionTimeoutMs: r.int32("transactionTimeoutMs"),
    transactionStartTimeMs: r.int64("transactionStartTimeMs"),
    producerId: r.int64("producerId"),
    producerEpoch: r.int16("producerEpoch"),
    topics: r.array("topics", decodeDescribeTransactionsResponseTopicData),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeTransactionsResponseTopicData(r: Reader, _v: number): DescribeTransactionsResponseTopicData {
  const m: DescribeTransactionsResponseTopicData = {
    topic: r.string("topic"),
    partitions: r.array("partitions", readInt32),
  };
  r.unknownTags(m);
  return m;
}
