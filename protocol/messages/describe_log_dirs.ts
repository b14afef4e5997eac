// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt32, writeInt32 } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of DescribeLogDirs (key 35, versions 0 to 5). */
export const DescribeLogDirs: ClientApi<DescribeLogDirsRequest, DescribeLogDirsResponse> = {
  key: 35,
  name: "DescribeLogDirs",
  minVersion: 0,
  maxVersion: 5,
  latestStableVersion: 5,
  flexibleFrom: 2,
  encodeRequest: encodeDescribeLogDirsRequest,
  decodeResponse: decodeDescribeLogDirsResponse,
};

/** The broker's side of DescribeLogDirs (key 35, versions 0 to 5). */
export const DescribeLogDirsBroker: BrokerApi<DescribeLogDirsRequest, DescribeLogDirsResponse> = {
  key: 35,
  name: "DescribeLogDirs",
  minVersion: 0,
  maxVersion: 5,
  latestStableVersion: 5,
  flexibleFrom: 2,
  decodeRequest: decodeDescribeLogDirsRequest,
  encodeResponse: encodeDescribeLogDirsResponse,
};

/**
 * DescribeLogDirsRequest, versions 0 to 5.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Version 1 is the same as version 0.
 * Version 2 is the first flexible version.
 * Version 3 is the same as version 2 (new field in response).
 * Version 4 is the same as version 2 (new fields in response).
 * Version 5 is the same as version 2 (new fields in response).
 */
export interface DescribeLogDirsRequest {
  /** Each topic that we want to describe log directories for, or null for all topics. */
  readonly topics: readonly DescribeLogDirsRequestDescribableLogDirTopic[] | null;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Each topic that we want to describe log directories for, or null for all topics. */
export interface DescribeLogDirsRequestDescribableLogDirTopic {
  /** The topic name. */
  readonly topic: string;
  /** The partition indexes. */
  readonly partitions: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeLogDirsRequest in version `v`, 0 to 5. */
export function encodeDescribeLogDirsRequest(w: Writer, m: Init<DescribeLogDirsRequest>, v: number): void {
  w.begin("DescribeLogDirsRequest", v, v >= 2);
  const { topics = [] } = m;
  w.nullableArray(topics, "topics", encodeDescribeLogDirsRequestDescribableLogDirTopic);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeLogDirsRequestDescribableLogDirTopic(
  w: Writer,
  m: Init<DescribeLogDirsRequestDescribableLogDirTopic>,
  _v: number,
): void {
  const { topic = "", partitions = [] } = m;
  w.string(topic, "topic");
  w.array(partitions, "partitions", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeLogDirsRequest in version `v`, 0 to 5. */
export function decodeDescribeLogDirsRequest(r: Reader, v: number): DescribeLogDirsRequest {
  r.begin("DescribeLogDirsRequest", v, v >= 2);
  const m: DescribeLogDirsRequest = {
    topics: r.nullableArray("topics", decodeDescribeLogDirsRequestDescribableLogDirTopic),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeLogDirsRequestDescribableLogDirTopic(
  r: Reader,
  _v: number,
): DescribeLogDirsRequestDescribableLogDirTopic {
  const m: DescribeLogDirsRequestDescribableLogDirTopic = {
    topic: r.string("topic"),
    partitions: r.array("partitions", readInt32),
  };
  r.unknownTags(m);
  return m;
}

/**
 * DescribeLogDirsResponse, versions 0 to 5.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Starting in version 1, on quota violation, brokers send out responses before throttling.
 * Version 2 is the first flexible version.
 * Version 3 adds the top-level ErrorCode field
 * Version 4 adds the TotalBytes and UsableBytes fields
 * Version 5 adds IsCordoned field
 */
export interface DescribeLogDirsResponse {
  /** The duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The error code, or 0 if there was no error. (from version 3; left out of others) */
  readonly errorCode: number;
  /** The log directories. */
  readonly results: readonly DescribeLogDirsResponseDescribeLogDirsResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The log directories. */
export interface DescribeLogDirsResponseDescribeLogDirsResult {
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** The absolute log directory path. */
  readonly logDir: string;
  /** The topics. */
  readonly topics: readonly DescribeLogDirsResponseDescribeLogDirsTopic[];
  /** The total size in bytes of the volume the log directory is in. This value does not include the size of data stored in remote storage. (from version 4; left out of others; default -1n) */
  readonly totalBytes: bigint;
  /** The usable size in bytes of the volume the log directory is in. This value does not include the size of data stored in remote storage. (from version 4; left out of others; default -1n) */
  readonly usableBytes: bigint;
  /** True if this log directory is cordoned. (from version 5; left out of others) */
  readonly isCordoned: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topics. */
export interface DescribeLogDirsResponseDescribeLogDirsTopic {
  /** The topic name. */
  readonly name: string;
  /** The partitions. */
  readonly partitions: readonly DescribeLogDirsResponseDescribeLogDirsPartition[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The partitions. */
export interface DescribeLogDirsResponseDescribeLogDirsPartition {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The size of the log segments in this partition in bytes. */
  readonly partitionSize: bigint;
  /** The lag of the log's LEO w.r.t. partition's HW (if it is the current log for the partition) or current replica's LEO (if it is the future log for the partition). */
  readonly offsetLag: bigint;
  /** True if this log is created by AlterReplicaLogDirsRequest and will replace the current log of the replica in the future. */
  readonly isFutureKey: boolean;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a DescribeLogDirsResponse in version `v`, 0 to 5. */
export function encodeDescribeLogDirsResponse(w: Writer, m: Init<DescribeLogDirsResponse>, v: number): void {
  w.begin("DescribeLogDirsResponse", v, v >= 2);
  const { throttleTimeMs = 0, errorCode = 0, results = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  if (v >= 3) w.int16(errorCode, "errorCode");
  w.array(results, "results", encodeDescribeLogDirsResponseDescribeLogDirsResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeLogDirsResponseDescribeLogDirsResult(
  w: Writer,
  m: Init<DescribeLogDirsResponseDescribeLogDirsResult>,
  v: number,
): void {
  const { errorCode = 0, logDir = "", topics = [], totalBytes = -1n, usableBytes = -1n, isCordoned = false } = m;
  w.int16(errorCode, "errorCode");
  w.string(logDir, "logDir");
  w.array(topics, "topics", encodeDescribeLogDirsResponseDescribeLogDirsTopic);
  if (v >= 4) w.int64(totalBytes, "totalBytes");
  if (v >= 4) w.int64(usableBytes, "usableBytes");
  if (v >= 5) w.bool(isCordoned, "isCordoned");
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeLogDirsResponseDescribeLogDirsTopic(
  w: Writer,
  m: Init<DescribeLogDirsResponseDescribeLogDirsTopic>,
  _v: number,
): void {
  const { name = "", partitions = [] } = m;
  w.string(name, "name");
  w.array(partitions, "partitions", encodeDescribeLogDirsResponseDescribeLogDirsPartition);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeDescribeLogDirsResponseDescribeLogDirsPartition(
  w: Writer,
  m: Init<DescribeLogDirsResponseDescribeLogDirsPartition>,
  _v: number,
): void {
  const { partitionIndex = 0, partitionSize = 0n, offsetLag = 0n, isFutureKey = false } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int64(partitionSize, "partitionSize");
  w.int64(offsetLag, "offsetLag");
  w.bool(isFutureKey, "isFutureKey");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a DescribeLogDirsResponse in version `v`, 0 to 5. */
export function decodeDescribeLogDirsResponse(r: Reader, v: number): DescribeLogDirsResponse {
  r.begin("DescribeLogDirsResponse", v, v >= 2);
  const m: DescribeLogDirsResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    errorCode: v >= 3 ? r.int16("errorCode") : 0,
    results: r.array("results", decodeDescribeLogDirsResponseDescribeLogDirsResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeLogDirsResponseDescribeLogDirsResult(
  r: Reader,
  v: number,
): DescribeLogDirsResponseDescribeLogDirsResult {
  const m: DescribeLogDirsResponseDescribeLogDirsResult = {
    errorCode: r.int16("errorCode"),
    logDir: r.string("logDir"),
    topics: r.array("topics", decodeDescribeLogDirsResponseDescribeLogDirsTopic),
    totalBytes: v >= 4 ? r.int64("totalBytes") : -1n,
    usableBytes: v >= 4 ? r.int64("usableBytes") : -1n,
    isCordoned: v >= 5 ? r.bool("isCordoned") : false,
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeLogDirsResponseDescribeLogDirsTopic(
  r: Reader,
  _v: number,
): DescribeLogDirsResponseDescribeLogDirsTopic {
  const m: DescribeLogDirsResponseDescribeLogDirsTopic = {
    name: r.string("name"),
    partitions: r.array("partitions", decodeDescribeLogDirsResponseDescribeLogDirsPartition),
  };
  r.unknownTags(m);
  return m;
}

function decodeDescribeLogDirsResponseDescribeLogDirsPartition(
  r: Reader,
  _v: number,
): DescribeLogDirsResponseDescribeLogDirsPartition {
  const m: DescribeLogDirsResponseDescribeLogDirsPartition = {
    partitionIndex: r.int32("partitionIndex"),
    partitionSize: r.int64("partitionSize"),
    offsetLag: r.int64("offsetLag"),
    isFutureKey: r.bool("isFutureKey"),
  };
  r.unknownTags(m);
  return m;
}
