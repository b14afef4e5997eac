// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt32, writeInt32 } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of WriteTxnMarkers (key 27, versions 0 to 2). */
export const WriteTxnMarkers: ClientApi<WriteTxnMarkersRequest, WriteTxnMarkersResponse> = {
  key: 27,
  name: "WriteTxnMarkers",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 1,
  encodeRequest: encodeWriteTxnMarkersRequest,
  decodeResponse: decodeWriteTxnMarkersResponse,
};

/** The broker's side of WriteTxnMarkers (key 27, versions 0 to 2). */
export const WriteTxnMarkersBroker: BrokerApi<WriteTxnMarkersRequest, WriteTxnMarkersResponse> = {
  key: 27,
  name: "WriteTxnMarkers",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 1,
  decodeRequest: decodeWriteTxnMarkersRequest,
  encodeResponse: encodeWriteTxnMarkersResponse,
};

/**
 * WriteTxnMarkersRequest, versions 0 to 2.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Version 1 enables flexible versions.
 * Version 2 adds TransactionVersion field to the WritableTxnMarker (KIP-1228).
 */
export interface WriteTxnMarkersRequest {
  /** The transaction markers to be written. */
  readonly markers: readonly WriteTxnMarkersRequestWritableTxnMarker[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The transaction markers to be written. */
export interface WriteTxnMarkersRequestWritableTxnMarker {
  /** The current producer ID. */
  readonly producerId: bigint;
  /** The current epoch associated with the producer ID. */
  readonly producerEpoch: number;
  /** The result of the transaction to write to the partitions (false = ABORT, true = COMMIT). */
  readonly transactionResult: boolean;
  /** Each topic that we want to write transaction marker(s) for. */
  readonly topics: readonly WriteTxnMarkersRequestWritableTxnMarkerTopic[];
  /** Epoch associated with the transaction state partition hosted by this transaction coordinator. */
  readonly coordinatorEpoch: number;
  /** Transaction version of the marker. Ex: 0/1 = legacy (TV0/TV1), 2 = TV2 etc. (from version 2; left out of others) */
  readonly transactionVersion: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each topic that we want to write transaction marker(s) for. */
export interface WriteTxnMarkersRequestWritableTxnMarkerTopic {
  /** The topic name. */
  readonly name: string;
  /** The indexes of the partitions to write transaction markers for. */
  readonly partitionIndexes: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a WriteTxnMarkersRequest in version `v`, 0 to 2. */
export function encodeWriteTxnMarkersRequest(w: Writer, m: Init<WriteTxnMarkersRequest>, v: number): void {
  w.begin("WriteTxnMarkersRequest", v, v >= 1);
  const { markers = [] } = m;
  w.array(markers, "markers", encodeWriteTxnMarkersRequestWritableTxnMarker);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeWriteTxnMarkersRequestWritableTxnMarker(
  w: Writer,
  m: Init<WriteTxnMarkersRequestWritableTxnMarker>,
  v: number,
): void {
  const {
    producerId = 0n,
    producerEpoch = 0,
    transactionResult = false,
    topics = [],
    coordinatorEpoch = 0,
    transactionVersion = 0,
  } = m;
  w.int64(producerId, "producerId");
  w.int16(producerEpoch, "producerEpoch");
  w.bool(transactionResult, "transactionResult");
  w.array(topics, "topics", encodeWriteTxnMarkersRequestWritableTxnMarkerTopic);
  w.int32(coordinatorEpoch, "coordinatorEpoch");
  if (v >= 2) w.int8(transactionVersion, "transactionVersion");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeWriteTxnMarkersRequestWritableTxnMarkerTopic(
  w: Writer,
  m: Init<WriteTxnMarkersRequestWritableTxnMarkerTopic>,
  _v: number,
): void {
  const { name = "", partitionIndexes = [] } = m;
  w.string(name, "name");
  w.array(partitionIndexes, "partitionIndexes", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a WriteTxnMarkersRequest in version `v`, 0 to 2. */
export function decodeWriteTxnMarkersRequest(r: Reader, v: number): WriteTxnMarkersRequest {
  r.begin("WriteTxnMarkersRequest", v, v >= 1);
  const m: WriteTxnMarkersRequest = {
    markers: r.array("markers", decodeWriteTxnMarkersRequestWritableTxnMarker),
  };
  r.unknownTags(m);
  return m;
}

function decodeWriteTxnMarkersRequestWritableTxnMarker(r: Reader, v: number): WriteTxnMarkersRequestWritableTxnMarker {
  const m: WriteTxnMarkersRequestWritableTxnMarker = {
    producerId: r.int64("producerId"),
    producerEpoch: r.int16("producerEpoch"),
    transactionResult: r.bool("transactionResult"),
    topics: r.array("topics", decodeWriteTxnMarkersRequestWritableTxnMarkerTopic),
    coordinatorEpoch: r.int32("coordinatorEpoch"),
    transactionVersion: v >= 2 ? r.int8("transactionVersion") : 0,
  };
  r.unknownTags(m);
  return m;
}

function decodeWriteTxnMarkersRequestWritableTxnMarkerTopic(
  r: Reader,
  _v: number,
): WriteTxnMarkersRequestWritableTxnMarkerTopic {
  const m: WriteTxnMarkersRequestWritableTxnMarkerTopic = {
    name: r.string("name"),
    partitionIndexes: r.array("partitionIndexes", readInt32),
  };
  r.unknownTags(m);
  return m;
}

/**
 * WriteTxnMarkersResponse, versions 0 to 2.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Version 1 enables flexible versions.
 * Version 2 matches WriteTxnMarkersRequest version 2 (KIP-1228).
 */
export interface WriteTxnMarkersResponse {
  /** The results for writing makers. */
  readonly markers: readonly WriteTxnMarkersResponseWritableTxnMarkerResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The results for writing makers. */
export interface WriteTxnMarkersResponseWritableTxnMarkerResult {
  /** The current producer ID in use by the transactional ID. */
  readonly producerId: bigint;
  /** The results by topic. */
  readonly topics: readonly WriteTxnMarkersResponseWritableTxnMarkerTopicResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The results by topic. */
export interface WriteTxnMarkersResponseWritableTxnMarkerTopicResult {
  /** The topic name. */
  readonly name: string;
  /** The results by partition. */
  readonly partitions: readonly WriteTxnMarkersResponseWritableTxnMarkerPartitionResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The results by partition. */
export interface WriteTxnMarkersResponseWritableTxnMarkerPartitionResult {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a WriteTxnMarkersResponse in version `v`, 0 to 2. */
export function encodeWriteTxnMarkersResponse(w: Writer, m: Init<WriteTxnMarkersResponse>, v: number): void {
  w.begin("WriteTxnMarkersResponse", v, v >= 1);
  const { markers = [] } = m;
  w.array(markers, "markers", encodeWriteTxnMarkersResponseWritableTxnMarkerResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeWriteTxnMarkersResponseWritableTxnMarkerResult(
  w: Writer,
  m: Init<WriteTxnMarkersResponseWritableTxnMarkerResult>,
  _v: number,
): void {
  const { producerId = 0n, topics = [] } = m;
  w.int64(producerId, "producerId");
  w.array(topics, "topics", encodeWriteTxnMarkersResponseWritableTxnMarkerTopicResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeWriteTxnMarkersResponseWritableTxnMarkerTopicResult(
  w: Writer,
  m: Init<WriteTxnMarkersResponseWritableTxnMarkerTopicResult>,
  _v: number,
): void {
  const { name = "", partitions = [] } = m;
  w.string(name, "name");
  w.array(partitions, "partitions", encodeWriteTxnMarkersResponseWritableTxnMarkerPartitionResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeWriteTxnMarkersResponseWritableTxnMarkerPartitionResult(
  w: Writer,
  m: Init<WriteTxnMarkersResponseWritableTxnMarkerPartitionResult>,
  _v: number,
): void {
  const { partitionIndex = 0, errorCode = 0 } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int16(errorCode, "errorCode");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a WriteTxnMarkersResponse in version `v`, 0 to 2. */
export function decodeWriteTxnMarkersResponse(r: Reader, v: number): WriteTxnMarkersResponse {
  r.begin("WriteTxnMarkersResponse", v, v >= 1);
  const m: WriteTxnMarkersResponse = {
    markers: r.array("markers", decodeWriteTxnMarkersResponseWritableTxnMarkerResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeWriteTxnMarkersResponseWritableTxnMarkerResult(
  r: Reader,
  _v: number,
): WriteTxnMarkersResponseWritableTxnMarkerResult {
  const m: WriteTxnMarkersResponseWritableTxnMarkerResult = {
    producerId: r.int64("producerId"),
    topics: r.array("topics", decodeWriteTxnMarkersResponseWritableTxnMarkerTopicResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeWriteTxnMarkersResponseWritableTxnMarkerTopicResult(
  r: Reader,
  _v: number,
): WriteTxnMarkersResponseWritableTxnMarkerTopicResult {
  const m: WriteTxnMarkersResponseWritableTxnMarkerTopicResult = {
    name: r.string("name"),
    partitions: r.array("partitions", decodeWriteTxnMarkersResponseWritableTxnMarkerPartitionResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeWriteTxnMarkersResponseWritableTxnMarkerPartitionResult(
  r: Reader,
  _v: number,
): WriteTxnMarkersResponseWritableTxnMarkerPartitionResult {
  const m: WriteTxnMarkersResponseWritableTxnMarkerPartitionResult = {
    partitionIndex: r.int32("partitionIndex"),
    errorCode: r.int16("errorCode"),
  };
  r.unknownTags(m);
  return m;
}
