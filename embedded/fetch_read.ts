// Reads what a Fetch asks for: limits, epochs, isolation, preferred replicas (`ReplicaManager.readFromLog`), and says
// when a fetch that waits has enough (`DelayedFetch`). Called by handlers/fetch.ts; must not know sessions or answers.
import { BATCH_FIELDS, BATCH_HEADER_BYTES } from "../protocol/records/batch_header.ts";
import { int32At, int64At } from "../protocol/records/big_endian.ts";
import { ErrorCode } from "../protocol/messages/error_codes.ts";
import { ZERO_UUID } from "../protocol/wire/uuid.ts";
import type { EpochEnd } from "./epoch_cache.ts";
import { type Failure, failure } from "./failure.ts";
import type { AskedPartition } from "./fetch_sessions.ts";
import { preferredReplica } from "./fetch_replica.ts";
import type { RequestContext } from "./handler.ts";
import type { Log } from "./log.ts";
import { findPartition, findTopic } from "./partition_access.ts";
import type { ReadIsolation, Replica } from "./replica.ts";
import type { Partition } from "./topic.ts";

/** What the partitions of one fetch have in common. */
export interface FetchParams {
  /** How far may be read. */
  readonly isolation: ReadIsolation;
  /** Node id of the follower that asks; below zero for consumers. */
  readonly replicaId: number;
  /** Rack of the asker; null where requests don't have it. */
  readonly rackId: string | null;
  /** Bytes of the answer at most. */
  readonly maxBytes: number;
  /** Bytes that are worth an answer. */
  readonly minBytes: number;
  /** Whether the limits hold for the first batch too (below version 3). */
  readonly hardLimit: boolean;
}

/** What one partition gave. */
export interface PartitionResult {
  /** What was asked. */
  readonly asked: AskedPartition;
  /** 0, or what went wrong. */
  readonly errorCode: number;
  /** High watermark as this broker knows it; -1 = unknown. */
  readonly highWatermark: number;
  /** Last stable offset; -1 = unknown. */
  readonly lastStableOffset: number;
  /** First offset that can be read; -1 = unknown. */
  readonly logStartOffset: number;
  /** Batches, the last perhaps cut. */
  readonly records: Uint8Array;
  /** Transactions that were aborted among the records; null where nobody asked. */
  readonly abortedTransactions: readonly { readonly producerId: bigint; readonly firstOffset: number }[] | null;
  /** Where the asker's log and this one part; null if they don't. */
  readonly diverging: EpochEnd | null;
  /** Node id of a replica that is better placed; -1 = none. */
  readonly preferredReadReplica: number;
}

const NOTHING: Uint8Array = new Uint8Array(0);

/** The result of a partition that could not be read. */
export function failedResult(asked: AskedPartition, errorCode: number): PartitionResult {
  return {
    asked,
    errorCode,
    highWatermark: -1,
    lastStableOffset: -1,
    logStartOffset: -1,
    records: NOTHING,
    abortedTransactions: null,
    diverging: null,
    preferredReadReplica: -1,
  };
}

/** Reads all partitions in their order, as far as the limits go. */
export function readAll(
  all: readonly AskedPartition[],
  params: FetchParams,
  context: RequestContext,
): PartitionResult[] {
  let left = params.maxBytes;
  let atLeastOne = true;
  return all.map((asked) => {
    const result = readOne(asked, { params, left, atLeastOne }, context);
    const size = result.records.length;
    // Below version 3 a batch that is larger is read whole, converted, and then cut.
    if (size > 0 && !params.hardLimit) atLeastOne = false;
    left = Math.max(0, left - size);
    return result;
  });
}

/** Whether the results are to be answered without waiting for more. */
export function isSettled(results: readonly PartitionResult[], { minBytes }: FetchParams): boolean {
  let size = 0;
  for (const { errorCode, records, diverging, preferredReadReplica } of results) {
    if (errorCode !== 0 || diverging !== null || preferredReadReplica !== -1) return true;
    size += records.length;
  }
  return size >= minBytes;
}

/** Whether a fetch that waits is to be answered now: enough has come, or something is not as it was. */
export function isDue(all: readonly AskedPartition[], params: FetchParams, context: RequestContext): boolean {
  let size = 0;
  for (const asked of all) {
    const partition = locate(asked, params, context);
    if ("errorCode" in partition) return true;
    const replica = replicaOn(partition, context);
    const { log } = replica;
    const limit = replica.readLimit(params.isolation);
    if (asked.fetchOffset > limit) return true;
    size += Math.min(log.bytesFrom(asked.fetchOffset, { before: limit, enough: params.minBytes }), asked.maxBytes);
    if (size >= params.minBytes) return true;
    if (asked.lastFetchedEpoch < 0) continue;
    const end = epochEnd(log, asked);
    if ("errorCode" in end || parts(end, asked)) return true;
  }
  return false;
}

/** The partitions that a fetch waits for. */
export function watched(all: readonly AskedPartition[], context: RequestContext): Partition[] {
  return all.flatMap(({ topicName, index }) => {
    const partition = context.state.topic(topicName ?? "")?.partitions[index];
    return partition === undefined ? [] : [partition];
  });
}

interface ReadLimits {
  readonly params: FetchParams;
  readonly left: number;
  readonly atLeastOne: boolean;
}

function readOne(asked: AskedPartition, limits: ReadLimits, context: RequestContext): PartitionResult {
  const { params } = limits;
  const partition = locate(asked, params, context);
  if ("errorCode" in partition) return failedResult(asked, partition.errorCode);
  const replica = replicaOn(partition, context);
  const { log, highWatermark, lastStableOffset } = replica;
  const result: PartitionResult = {
    asked,
    errorCode: 0,
    highWatermark,
    lastStableOffset,
    logStartOffset: log.startOffset,
    records: NOTHING,
    abortedTransactions: null,
    diverging: null,
    preferredReadReplica: preferredReplica(partition, { asked, rack: rackOf(params) }, context),
  };
  if (result.preferredReadReplica !== -1) return result;
  const { fetchOffset } = asked;
  if (asked.lastFetchedEpoch >= 0) {
    const end = epochEnd(log, asked);
    if ("errorCode" in end) return failedResult(asked, end.errorCode);
    if (fetchOffset < log.startOffset) return failedResult(asked, ErrorCode.OFFSET_OUT_OF_RANGE);
    if (parts(end, asked)) return { ...result, diverging: end };
  }
  if (fetchOffset < log.startOffset || fetchOffset > log.endOffset) {
    return failedResult(asked, ErrorCode.OFFSET_OUT_OF_RANGE);
  }
  const limit = replica.readLimit(params.isolation);
  const maxBytes = Math.min(limits.left, asked.maxBytes);
  // Kafka's segment throws at this, once there is something to read.
  if (maxBytes < 0 && fetchOffset < limit) return failedResult(asked, ErrorCode.UNKNOWN_SERVER_ERROR);
  const { atLeastOne } = limits;
  const records = fetchOffset >= limit ? NOTHING : log.read(fetchOffset, { maxBytes, atLeastOne, before: limit });
  if (params.isolation !== "read_committed") return { ...result, records };
  return { ...result, records, abortedTransactions: abortedIn(log, fetchOffset, records) };
}

function rackOf({ rackId, replicaId }: FetchParams): string | null {
  return replicaId >= 0 ? null : rackId;
}

/** The partition, if this broker may answer for it now. */
function locate(asked: AskedPartition, params: FetchParams, context: RequestContext): Partition | Failure {
  const { index, currentLeaderEpoch } = asked;
  const topic = findTopic(context.state, { name: asked.topicName });
  if ("errorCode" in topic) return topic;
  const hosted = topic.partitions[index]?.replica(context.node.id) !== undefined;
  if (hosted && asked.topicId !== ZERO_UUID && topic.id !== asked.topicId) {
    return failure(ErrorCode.INCONSISTENT_TOPIC_ID, "The topic ID of the log is not the one that was asked for.");
  }
  const anyReplica = rackOf(params) !== null;
  const partition = findPartition(topic, { index, currentLeaderEpoch, anyReplica }, context);
  if ("errorCode" in partition || params.replicaId < 0) return partition;
  if (partition.replica(params.replicaId) !== undefined) return partition;
  return currentLeaderEpoch >= 0
    ? failure(ErrorCode.UNKNOWN_LEADER_EPOCH, "The replica is not known in this leader epoch.")
    : failure(ErrorCode.NOT_LEADER_OR_FOLLOWER, "The replica is not known.");
}

/** The copy that the broker has: a follower goes by the high watermark that it was told. */
function replicaOn(partition: Partition, { node }: RequestContext): Replica {
  return partition.leader === node.id ? partition.leading : partition.replica(node.id) ?? partition.leading;
}

function epochEnd(log: Log, { lastFetchedEpoch }: AskedPartition): EpochEnd | Failure {
  const end = log.epochs.endOf(lastFetchedEpoch, log.endOffset);
  if (end.endOffset >= 0 && end.epoch >= 0) return end;
  return failure(ErrorCode.OFFSET_OUT_OF_RANGE, "The end offset of the last fetched epoch is not known.");
}

function parts(end: EpochEnd, { lastFetchedEpoch, fetchOffset }: AskedPartition): boolean {
  return end.epoch < lastFetchedEpoch || end.endOffset < fetchOffset;
}

function abortedIn(log: Log, from: number, records: Uint8Array): PartitionResult["abortedTransactions"] {
  return records.length === 0 ? [] : log.abortedTransactions(from, endOf(records));
}

const SIZE_BYTES = 12;

/** The offset behind the last batch of `records` whose header is there. */
function endOf(records: Uint8Array): number {
  let end = 0;
  for (let at = 0; at + BATCH_HEADER_BYTES <= records.length;) {
    end = int64At(records, at) + int32At(records, at + BATCH_FIELDS.lastOffsetDelta) + 1;
    at += SIZE_BYTES + int32At(records, at + BATCH_FIELDS.length);
  }
  return end;
}
