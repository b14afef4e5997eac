// Generated from kafka-clients 4.4.0 and 3.9.2 message schemas by tools/gen; do not edit.
import type { BrokerApi, ClientApi, Init } from "../wire/api.ts";
import { readInt32, writeInt32 } from "../wire/elements.ts";
import type { Reader } from "../wire/reader.ts";
import type { UnknownTaggedField } from "../wire/tagged_fields.ts";
import type { Writer } from "../wire/writer.ts";

/** The client's side of AlterReplicaLogDirs (key 34, versions 0 to 2). */
export const AlterReplicaLogDirs: ClientApi<AlterReplicaLogDirsRequest, AlterReplicaLogDirsResponse> = {
  key: 34,
  name: "AlterReplicaLogDirs",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 2,
  encodeRequest: encodeAlterReplicaLogDirsRequest,
  decodeResponse: decodeAlterReplicaLogDirsResponse,
};

/** The broker's side of AlterReplicaLogDirs (key 34, versions 0 to 2). */
export const AlterReplicaLogDirsBroker: BrokerApi<AlterReplicaLogDirsRequest, AlterReplicaLogDirsResponse> = {
  key: 34,
  name: "AlterReplicaLogDirs",
  minVersion: 0,
  maxVersion: 2,
  latestStableVersion: 2,
  flexibleFrom: 2,
  decodeRequest: decodeAlterReplicaLogDirsRequest,
  encodeResponse: encodeAlterReplicaLogDirsResponse,
};

/**
 * AlterReplicaLogDirsRequest, versions 0 to 2.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Version 1 is the same as version 0.
 * Version 2 enables flexible versions.
 */
export interface AlterReplicaLogDirsRequest {
  /** The alterations to make for each directory. */
  readonly dirs: readonly AlterReplicaLogDirsRequestAlterReplicaLogDir[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The alterations to make for each directory. */
export interface AlterReplicaLogDirsRequestAlterReplicaLogDir {
  /** The absolute directory path. */
  readonly path: string;
  /** The topics to add to the directory. */
  readonly topics: readonly AlterReplicaLogDirsRequestAlterReplicaLogDirTopic[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The topics to add to the directory. */
export interface AlterReplicaLogDirsRequestAlterReplicaLogDirTopic {
  /** The topic name. */
  readonly name: string;
  /** The partition indexes. */
  readonly partitions: readonly number[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a AlterReplicaLogDirsRequest in version `v`, 0 to 2. */
export function encodeAlterReplicaLogDirsRequest(w: Writer, m: Init<AlterReplicaLogDirsRequest>, v: number): void {
  w.begin("AlterReplicaLogDirsRequest", v, v >= 2);
  const { dirs = [] } = m;
  w.array(dirs, "dirs", encodeAlterReplicaLogDirsRequestAlterReplicaLogDir);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAlterReplicaLogDirsRequestAlterReplicaLogDir(
  w: Writer,
  m: Init<AlterReplicaLogDirsRequestAlterReplicaLogDir>,
  _v: number,
): void {
  const { path = "", topics = [] } = m;
  w.string(path, "path");
  w.array(topics, "topics", encodeAlterReplicaLogDirsRequestAlterReplicaLogDirTopic);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAlterReplicaLogDirsRequestAlterReplicaLogDirTopic(
  w: Writer,
  m: Init<AlterReplicaLogDirsRequestAlterReplicaLogDirTopic>,
  _v: number,
): void {
  const { name = "", partitions = [] } = m;
  w.string(name, "name");
  w.array(partitions, "partitions", writeInt32);
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a AlterReplicaLogDirsRequest in version `v`, 0 to 2. */
export function decodeAlterReplicaLogDirsRequest(r: Reader, v: number): AlterReplicaLogDirsRequest {
  r.begin("AlterReplicaLogDirsRequest", v, v >= 2);
  const m: AlterReplicaLogDirsRequest = {
    dirs: r.array("dirs", decodeAlterReplicaLogDirsRequestAlterReplicaLogDir),
  };
  r.unknownTags(m);
  return m;
}

function decodeAlterReplicaLogDirsRequestAlterReplicaLogDir(
  r: Reader,
  _v: number,
): AlterReplicaLogDirsRequestAlterReplicaLogDir {
  const m: AlterReplicaLogDirsRequestAlterReplicaLogDir = {
    path: r.string("path"),
    topics: r.array("topics", decodeAlterReplicaLogDirsRequestAlterReplicaLogDirTopic),
  };
  r.unknownTags(m);
  return m;
}

function decodeAlterReplicaLogDirsRequestAlterReplicaLogDirTopic(
  r: Reader,
  _v: number,
): AlterReplicaLogDirsRequestAlterReplicaLogDirTopic {
  const m: AlterReplicaLogDirsRequestAlterReplicaLogDirTopic = {
    name: r.string("name"),
    partitions: r.array("partitions", readInt32),
  };
  r.unknownTags(m);
  return m;
}

/**
 * AlterReplicaLogDirsResponse, versions 0 to 2.
 *
 * Version 0 was removed in Apache Kafka 4.0, Version 1 is the new baseline.
 * Starting in version 1, on quota violation brokers send out responses before throttling.
 * Version 2 enables flexible versions.
 */
export interface AlterReplicaLogDirsResponse {
  /** Duration in milliseconds for which the request was throttled due to a quota violation, or zero if the request did not violate any quota. */
  readonly throttleTimeMs: number;
  /** The results for each topic. */
  readonly results: readonly AlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The results for each topic. */
export interface AlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult {
  /** The name of the topic. */
  readonly topicName: string;
  /** The results for each partition. */
  readonly partitions: readonly AlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResult[];
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** The results for each partition. */
export interface AlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResult {
  /** The partition index. */
  readonly partitionIndex: number;
  /** The error code, or 0 if there was no error. */
  readonly errorCode: number;
  /** Tagged fields that this package does not know, in flexible versions; written back as they came. */
  readonly unknownTaggedFields?: readonly UnknownTaggedField[];
}

/** Writes a AlterReplicaLogDirsResponse in version `v`, 0 to 2. */
export function encodeAlterReplicaLogDirsResponse(w: Writer, m: Init<AlterReplicaLogDirsResponse>, v: number): void {
  w.begin("AlterReplicaLogDirsResponse", v, v >= 2);
  const { throttleTimeMs = 0, results = [] } = m;
  w.int32(throttleTimeMs, "throttleTimeMs");
  w.array(results, "results", encodeAlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult(
  w: Writer,
  m: Init<AlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult>,
  _v: number,
): void {
  const { topicName = "", partitions = [] } = m;
  w.string(topicName, "topicName");
  w.array(partitions, "partitions", encodeAlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResult);
  w.unknownTags(m.unknownTaggedFields);
}

function encodeAlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResult(
  w: Writer,
  m: Init<AlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResult>,
  _v: number,
): void {
  const { partitionIndex = 0, errorCode = 0 } = m;
  w.int32(partitionIndex, "partitionIndex");
  w.int16(errorCode, "errorCode");
  w.unknownTags(m.unknownTaggedFields);
}

/** Reads a AlterReplicaLogDirsResponse in version `v`, 0 to 2. */
export function decodeAlterReplicaLogDirsResponse(r: Reader, v: number): AlterReplicaLogDirsResponse {
  r.begin("AlterReplicaLogDirsResponse", v, v >= 2);
  const m: AlterReplicaLogDirsResponse = {
    throttleTimeMs: r.int32("throttleTimeMs"),
    results: r.array("results", decodeAlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeAlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult(
  r: Reader,
  _v: number,
): AlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult {
  const m: AlterReplicaLogDirsResponseAlterReplicaLogDirTopicResult = {
    topicName: r.string("topicName"),
    partitions: r.array("partitions", decodeAlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResult),
  };
  r.unknownTags(m);
  return m;
}

function decodeAlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResult(
  r: Reader,
  _v: number,
): AlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResult {
  const m: AlterReplicaLogDirsResponseAlterReplicaLogDirPartitionResult = {
    partitionIndex: r.int32("partitionIndex"),
    errorCode: r.int16("errorCode"),
  };
  r.unknownTags(m);
  return m;
}
