// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt32, writeInt32 } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of AddPartitionsToTxn (key 24, versions 0 to 5). */
export const AddPartitionsToTxn: ClientApi<AddPartitionsToTxnRequest, AddPartitionsToTxnResponse> = {
  key: 24,
  name: "AddPartitionsToTxn",
  minVersion: 0,
  maxVersion: 5,
  latestStableVersion: 5,
  flexibleFrom: 3,
  encodeRequest: encodeAddPartitionsToTxnRequest,
  decodeResponse: decodeAddPartitionsToTxnResponse,
};

/** The broker's side of AddPartitionsToTxn (key 24, versions 0 to 5). */
export const AddPartitionsToTxnBroker: BrokerApi<AddPartitionsToTxnRequest, AddPartitionsToTxnResponse> = {
  key: 24,
  name: "AddPartitionsToTxn",
  minVersion: 0,
  maxVersion: 5,
  latestStableVersion: 5,
  flexibleFrom: 3,
  decodeRequest: decodeAddPartitionsToTxnRequest,
  encodeResponse: encodeAddPartitionsToTxnResponse,
};

/**
 * AddPartitionsToTxnRequest, versions 0 to 5.
 *
 * Version 1 is the same as version 0.
 * Version 2 adds the support for new error code PRODUCER_FENCED.
 * Version 3 enables flexible versions.
 * Version 4 adds VerifyOnly field to check if partitions are already in transaction and adds support to batch multiple transactions.
 * Version 5 adds support for new error code TRANSACTION_ABORTABLE (KIP-890).
 * Versions 3 and below will be exclusively used by clients and versions 4 and above will be used by brokers.
 */
export interface AddPartitionsToTxnRequest {
  /** List of transactions to add partitions to. (from version 4) */
  readonly transactions: readonly AddPartitionsToTxnRequestAddPartitionsToTxnTransaction[];
  /** The transactional id corresponding to the transaction. (versions 0 to 3) */
  readonly v3AndBelowTransactionalId: string;
  /** Current producer id in use by the transactional id. (versions 0 to 3) */
  readonly v3AndBelowProducerId: bigint;
  /** Current epoch associated with the producer id. (versions 0 to 3) */
  readonly v3AndBelowProducerEpoch: number;
  /** The partitions to add to the transaction. (versions 0 to 3) */
  readonly v3AndBelowTopics: readonly AddPartitionsToTxnRequestAddPartitionsToTxnTopic[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** List of transactions to add partitions to. */
export interface AddPartitionsToTxnRequestAddPartitionsToTxnTransaction {
  /** The transactional id corresponding to the transaction. */
  readonly transactionalId: string;
  /** Current producer id in use by the transactional id. */
  readonly producerId: bigint;
  /** Current epoch associated with the producer id. */
  readonly producerEpoch: number;
  /** Boolean to signify if we want to check if the partition is in the transaction rather than add it. */
  readonly verifyOnly: boolean;
  /** The partitions to add to the transaction. */
  readonly topics: readonly AddPartitionsToTxnRequestAddPartitionsToTxnTopic[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The partitions to add to the transaction. */
export interface AddPartitionsToTxnRequestAddPartitionsToTxnTopic {
  /** The name of the topic. */
  readonly name: string;
  /** The partition indexes to add to the transaction. */
  readonly partitions: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a AddPartitionsToTxnRequest in version `v`, 0 to 5. */
export function encodeAddPartitionsToTxnRequest(w: Writer, m: Init<AddPartitionsToTxnRequest>, v: number): void {
  w.begin("AddPartitionsToTxnRequest", v, v >= 3);
  const {
    transactions = [],
    v3AndBelowTransactionalId = "",
    v3AndBelowProducerId = 0n,
    v3AndBelowProducerEpoch = 0,
    v3AndBelowTopics = [],
  } = m;
  if (v >= 4) w.array(transactions, "transactions", encodeAddPartitionsToTxnRequestAddPartitionsToTxnTransaction);
  else if (transactions?.length !== 0) w.unsupported("transactions");
  if (v <= 3) w.string(v3AndBelowTransactionalId, "v3AndBelowTransactionalId");
  else if (v3AndBelowTransactionalId !== "") w.unsupported("v3AndBelowTransactionalId");
  if (v <= 3) w.int64(v3AndBelowProducerId, "v3AndBelowProducerId");
  else if (v3AndBelowProducerId !== 0n) w.unsupported("v3AndBelowProducerId");
  if (v <= 3) w.int16(v3AndBelowProducerEpoch, "v3AndBelowProducerEpoch");
  else if (v3AndBelowProducerEpoch !== 0) w.unsupported("v3AndBelowProducerEpoch");
  if (v <= 3) w.array(v3AndBelowTopics, "v3AndBelowTopics", encodeAddPartitionsToTxnRequestAddPartitionsToTxnTopic);
  else if (v3AndBelowTopics?.length !== 0) w.unsupported("v3AndBelowTopics");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAddPartitionsToTxnRequestAddPartitionsToTxnTransaction(
  w: Writer,
  m: Init<AddPartitionsToTxnRequestAddPartitionsToTxnTransaction>,
  _v: number,
): void {
  const { transactionalId = "", producerId = 0n, producerEpoch = 0, verifyOnly = false, topics = [] } = m;
  w.string(transactionalId, "transactionalId");
  w.int64(producerId, "producerId");
  w.int16(producerEpoch, "producerEpoch");
  w.bool(verifyOnly, "verifyOnly");
  w.array(topics, "topics", encodeAddPartitionsToTxnRequestAddPartitionsToTxnTopic);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAddPartitionsToTxnRequestAddPartitionsToTxnTopic(
  w: Writer,
  m: Init<AddPartitionsToTxnRequestAddPartitionsToTxnTopic>,
  _v: number,
): void {
  const { name = "", partitions = [] } = m;
  w.string(name, "name");
  w.array(partitions, "partitions", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a AddPartitionsToTxnRequest in version `v`, 0 to 5. */
export function decodeAddPartitionsToTxnRequest(r: Reader, v: number): AddPartitionsToTxnRequest {
  r.begin("AddPartitionsToTxnRequest", v, v >= 3);
  const m: AddPartitionsToTxnRequest = {
    transactions: v >= 4 ? r.array("transactions", decodeAddPartitionsToTxnRequestAddPartitionsToTxnTransaction) : [],
    v3AndBelowTransactionalId: v <= 3 ? r.string("v3AndBelowTransactionalId") : "",
    v3AndBelowProducerId: v <= 3 ? r.int64("v3AndBelowProducerId") : 0n,
    v3AndBelowProducerEpoch: v <= 3 ? r.int16("v3AndBelowProducerEpoch") : 0,
    v3AndBelowTopics: v <= 3 ? r.array("v3AndBelowTopics", decodeAddPartitionsToTxnRequestAddPartitionsToTxnTopic) : [],
  };
  r.unknownTags(m);
  return m;
}

function decodeAddPartitionsToTxnRequestAddPartitionsToTxnTransaction(
  r: Reader,
  _v: number,
): AddPartitionsToTxnRequestAddPartitionsToTxnTransaction {
  const m: AddPartitionsToTxnRequestAddPartitionsToTxnTransaction = {
    transactionalId: r.string("transactionalId"),
    producerId: r.int64("producerId"),
    producerEpoch: r.int16("producerEpoch"),
    verifyOnly: r.bool("verifyOnly"),
    topics: r.array("topics", decodeAddPartitionsToTxnRequestAddPartitionsToTxnTopic),
  };
  r.unknownTags(m);
  return m;
}

function decodeAddPartitionsToTxnRequestAddPartitionsToTxnTopic(
  r: Reader,
  _v: number,
): AddPartitionsToTxnRequestAddPartitionsToTxnTopic {
  const m: AddPartitionsToTxnRequestAddPartitionsToTxnTopic = {
    name: r.string("name"),
    partitions: r.array("partitions", readInt32),
  };
  r.unknownTags(m);
  return m;
}

/**
 * AddPartitionsToTxnResponse, versions 0 to 5.
 *
 * Starting in version 1, on quota violation brokers send out responses before throttling.
 * Version 2 adds the support for new error code PRODUCER_FENCED.
 * Version 3 enables flexible versions.
 * Version 4 adds support to batch multiple transactions and a top level error code.
 * Version 5 adds support for new error code TRANSACTION_ABORTABLE (KIP-890).
 */
export interface AddPartitionsToTxnResponse {
  /** Duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The response top level error code. (from version 4; left out of others) */
  readonly errorCode: number;
  /** Results categorized by transactional ID. (from version 4) */
  readonly resultsByTransaction: readonly AddPartitionsToTxnResponseAddPartitionsToTxnResult[];
  /** The results for each topic. (versions 0 to 3) */
  readonly resultsByTopicV3AndBelow: readonly AddPartitionsToTxnResponseAddPartitionsToTxnTopicResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Results categorized by transactional ID. */
export interface AddPartitionsToTxnResponseAddPartitionsToTxnResult {
  /** The transactional id corresponding to the transaction. */
  readonly transactionalId: string;
  /** The results for each topic. */
  readonly topicResults: readonly AddPartitionsToTxnResponseAddPartitionsToTxnTopicResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The results for each topic. */
export interface AddPartitionsToTxnResponseAddPartitionsToTxnTopicResult {
  /** The topic name. */
  readonly name: string;
  /** The results for each partition. */
  readonly resultsByPartition: readonly AddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The results for each partition. */
export interface AddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult {
  /** The partition indexes. */
  readonly partitionIndex: number;
  /** The response error code. */
  readonly partitionErrorCode: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a AddPartitionsToTxnResponse in version `v`, 0 to 5. */
export function encodeAddPartitionsToTxnResponse(w: Writer, m: Init<AddPartitionsToTxnResponse>, v: number): void {
  w.begin("AddPartitionsToTxnResponse", v, v >= 3);
  const { throttleTimeMs = 0, errorCode = 0, resultsByTransaction = [], resultsByTopicV3AndBelow = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  if (v >= 4) w.int16(errorCode, "errorCode");
  if (v >= 4) {
    w.array(resultsByTransaction, "resultsByTransaction", encodeAddPartitionsToTxnResponseAddPartitionsToTxnResult);
  } else if (resultsByTransaction?.length !== 0) w.unsupported("resultsByTransaction");
  if (v <= 3) {
    w.array(
      resultsByTopicV3AndBelow,
      "resultsByTopicV3AndBelow",
      encodeAddPartitionsToTxnResponseAddPartitionsToTxnTopicResult,
    );
  } else if (resultsByTopicV3AndBelow?.length !== 0) w.unsupported("resultsByTopicV3AndBelow");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAddPartitionsToTxnResponseAddPartitionsToTxnResult(
  w: Writer,
  m: Init<AddPartitionsToTxnResponseAddPartitionsToTxnResult>,
  _v: number,
): void {
  const { transactionalId = "", topicResults = [] } = m;
  w.string(transactionalId, "transactionalId");
  w.array(topicResults, "topicResults", encodeAddPartitionsToTxnResponseAddPartitionsToTxnTopicResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAddPartitionsToTxnResponseAddPartitionsToTxnTopicResult(
  w: Writer,
  m: Init<AddPartitionsToTxnResponseAddPartitionsToTxnTopicResult>,
  _v: number,
): void {
  const { name = "", resultsByPartition = [] } = m;
  w.string(name, "name");
  w.array(resultsByPartition, "resultsByPartition", encodeAddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult(
  w: Writer,
  m: Init<AddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult>,
  _v: number,
): void {
  const { partitionIndex = 0, partitionErrorCode = 0 } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int16(partitionErrorCode, "partitionErrorCode");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a AddPartitionsToTxnResponse in version `v`, 0 to 5. */
export function decodeAddPartitionsToTxnResponse(r: Reader, v: number): AddPartitionsToTxnResponse {
  r.begin("AddPartitionsToTxnResponse", v, v >= 3);
  const m: AddPartitionsToTxnResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: v >= 4 ? r.int16("errorCode") : 0,
    resultsByTransaction: v >= 4
      ? r.array("resultsByTransaction", decodeAddPartitionsToTxnResponseAddPartitionsToTxnResult)
      : [],
    resultsByTopicV3AndBelow: v <= 3
      ? r.array("resultsByTopicV3AndBelow", decodeAddPartitionsToTxnResponseAddPartitionsToTxnTopicResult)
      : [],
  };
  r.unknownTags(m);
  return m;
}

function decodeAddPartitionsToTxnResponseAddPartitionsToTxnResult(
  r: Reader,
  _v: number,
): AddPartitionsToTxnResponseAddPartitionsToTxnResult {
  const m: AddPartitionsToTxnResponseAddPartitionsToTxnResult = {
    transactionalId: r.string("transactionalId"),
    topicResults: r.array("topicResults", decodeAddPartitionsToTxnResponseAddPartitionsToTxnTopicResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeAddPartitionsToTxnResponseAddPartitionsToTxnTopicResult(
  r: Reader,
  _v: number,
): AddPartitionsToTxnResponseAddPartitionsToTxnTopicResult {
  const m: AddPartitionsToTxnResponseAddPartitionsToTxnTopicResult = {
    name: r.string("name"),
    resultsByPartition: r.array(
      "resultsByPartition",
      decodeAddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult,
    ),
  };
  r.unknownTags(m);
  return m;
}

function decodeAddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult(
  r: Reader,
  _v: number,
): AddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult {
  const m: AddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult = {
    partitionIndex: r.int32("partitionIndex"),
    partitionErrorCode: r.int16("partitionErrorCode"),
  };
  r.unknownTags(m);
  return m;
}
