// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt32, writeInt32 } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of DescribeProducers (key 61, version 0). */
export const DescribeProducers: ClientApi<DescribeProducersRequest, DescribeProducersResponse> = {
  key: 61,
  name: "DescribeProducers",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  encodeRequest: encodeDescribeProducersRequest,
  decodeResponse: decodeDescribeProducersResponse,
};

/** The broker's side of DescribeProducers (key 61, version 0). */
export const DescribeProducersBroker: BrokerApi<DescribeProducersRequest, DescribeProducersResponse> = {
  key: 61,
  name: "DescribeProducers",
  minVersion: 0,
  maxVersion: 0,
  latestStableVersion: 0,
  flexibleFrom: 0,
  decodeRequest: decodeDescribeProducersRequest,
  encodeResponse: encodeDescribeProducersResponse,
};

/** DescribeProducersRequest, version 0. */
export interface DescribeProducersRequest {
  /** The topics to list producers for. */
  readonly topics: readonly DescribeProducersRequestTopicRequest[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topics to list producers for. */
export interface DescribeProducersRequestTopicRequest {
  /** The topic name. */
  readonly name: string;
  /** The indexes of the partitions to list producers for. */
  readonly partitionIndexes: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeProducersRequest in version `v`, 0 to 0. */
export function encodeDescribeProducersRequest(w: Writer, m: Init<DescribeProducersRequest>, v: number): void {
  w.begin("DescribeProducersRequest", v, true);
  const { topics = [] } = m;
  w.array(topics, "topics", encodeDescribeProducersRequestTopicRequest);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeProducersRequestTopicRequest(
  w: Writer,
  m: Init<DescribeProducersRequestTopicRequest>,
  _v: number,
): void {
  const { name = "", partitionIndexes = [] } = m;
  w.string(name, "name");
  w.array(partitionIndexes, "partitionIndexes", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeProducersRequest in version `v`, 0 to 0. */
export function decodeDescribeProducersRequest(r: Reader, v: number): DescribeProducersRequest {
  r.begin("DescribeProducersRequest", v, true);
  const m: DescribeProducersRequest = {
    topics: r.array("topics", decodeDescribeProducersRequestTopicRequest),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeProducersRequestTopicRequest(r: Reader, _v: number): DescribeProducersRequestTopicRequest {
  const m: DescribeProducersRequestTopicRequest = {
    name: r.string("name"),
    partitionIndexes: r.array("partitionIndexes", readInt32),
  };
  r.unknownTags(m);
  return m;
}

/** DescribeProducersResponse, version 0. */
export interface DescribeProducersResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** Each topic in the response. */
  readonly topics: readonly DescribeProducersResponseTopicResponse[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each topic in the response. */
export interface DescribeProducersResponseTopicResponse {
  /** The topic name. */
  readonly name: string;
  /** Each partition in the response. */
  readonly partitions: readonly DescribeProducersResponsePartitionResponse[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each partition in the response. */
export interface DescribeProducersResponsePartitionResponse {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The partition error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The partition error message, which may be null if no additional details are available. */
  readonly errorMessage: string | null;
  /** The active producers for the partition. */
  readonly activeProducers: readonly DescribeProducersResponseProducerState[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The active producers for the partition. */
export interface DescribeProducersResponseProducerState {
  /** The producer id. */
  readonly producerId: bigint;
  /** The producer epoch. */
  readonly producerEpoch: number;
  /** The last sequence number sent by the producer. (default -1) */
  readonly lastSequence: number;
  /** The last timestamp sent by the producer. (default -1n) */
  readonly lastTimestamp: bigint;
  /** The current epoch of the producer group. */
  readonly coordinatorEpoch: number;
  /** The current transaction start offset of the producer. (default -1n) */
  readonly currentTxnStartOffset: bigint;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeProducersResponse in version `v`, 0 to 0. */
export function encodeDescribeProducersResponse(w: Writer, m: Init<DescribeProducersResponse>, v: number): void {
  w.begin("DescribeProducersResponse", v, true);
  const { throttleTimeMs = 0, topics = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(topics, "topics", encodeDescribeProducersResponseTopicResponse);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeProducersResponseTopicResponse(
  w: Writer,
  m: Init<DescribeProducersResponseTopicResponse>,
  _v: number,
): void {
  const { name = "", partitions = [] } = m;
  w.string(name, "name");
  w.array(partitions, "partitions", encodeDescribeProducersResponsePartitionResponse);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeProducersResponsePartitionResponse(
  w: Writer,
  m: Init<DescribeProducersResponsePartitionResponse>,
  _v: number,
): void {
  const { partitionIndex = 0, errorCode = 0, errorMessage = null, activeProducers = [] } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int16(errorCode, "errorCode");
  w.nullableString(errorMessage, "errorMessage");
  w.array(activeProducers, "activeProducers", encodeDescribeProducersResponseProducerState);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeProducersResponseProducerState(
  w: Writer,
  m: Init<DescribeProducersResponseProducerState>,
  _v: number,
): void {
  const {
    producerId = 0n,
    producerEpoch = 0,
    lastSequence = -1,
    lastTimestamp = -1n,
    coordinatorEpoch = 0,
    currentTxnStartOffset = -1n,
  } = m;
  w.int64(producerId, "producerId");
  w.int32(producerEpoch, "producerEpoch");
  w.int32(lastSequence, "lastSequence");
  w.int64(lastTimestamp, "lastTimestamp");
  w.int32(coordinatorEpoch, "coordinatorEpoch");
  w.int64(currentTxnStartOffset, "currentTxnStartOffset");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeProducersResponse in version `v`, 0 to 0. */
export function decodeDescribeProducersResponse(r: Reader, v: number): DescribeProducersResponse {
  r.begin("DescribeProducersResponse", v, true);
  const m: DescribeProducersResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    topics: r.array("topics", decodeDescribeProducersResponseTopicResponse),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeProducersResponseTopicResponse(r: Reader, _v: number): DescribeProducersResponseTopicResponse {
  const m: DescribeProducersResponseTopicResponse = {
    name: r.string("name"),
    partitions: r.array("partitions", decodeDescribeProducersResponsePartitionResponse),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeProducersResponsePartitionResponse(
  r: Reader,
  _v: number,
): DescribeProducersResponsePartitionResponse {
  const m: DescribeProducersResponsePartitionResponse = {
    partitionIndex: r.int32("partitionIndex"),
    errorCode: r.int16("errorCode"),
    errorMessage: r.nullableString("errorMessage"),
    activeProducers: r.array("activeProducers", decodeDescribeProducersResponseProducerState),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeProducersResponseProducerState(r: Reader, _v: number): DescribeProducersResponseProducerState {
  const m: DescribeProducersResponseProducerState = {
    producerId: r.int64("producerId"),
    producerEpoch: r.int32("producerEpoch"),
    lastSequence: r.int32("lastSequence"),
    lastTimestamp: r.int64("lastTimestamp"),
    coordinatorEpoch: r.int32("coordinatorEpoch"),
    currentTxnStartOffset: r.int64("currentTxnStartOffset"),
  };
  r.unknownTags(m);
  return m;
}
