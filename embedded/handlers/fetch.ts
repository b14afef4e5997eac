// Fetch, versions 0 to 18: long poll (max wait, min bytes), limits of answer and partition with the one batch that may
// be larger, the last batch perhaps cut, fenced and unknown leader epochs (9+), diverging epochs (12+), followers that
// answer (11+), topic ids (13+), leader hints (16+, KIP-951). Below version 4 records are converted to message sets.
// Gaps: no sessions are kept: every answer has session id 0, as a real broker answers when its session cache is full;
// no preferred replica; the last stable offset is the high watermark; converted sets may be smaller than min bytes.
import { FetchBroker } from "../../protocol/messages/fetch.ts";
import type { FetchRequest, FetchResponse } from "../../protocol/messages/fetch.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { type Failure, failure } from "../failure.ts";
import { waitForChange } from "../fetch_wait.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";
import { downConvert, hasZstd } from "../old_records.ts";
import { findPartition, findTopic, LeaderHints } from "../partition_access.ts";
import type { Partition, Topic } from "../topic.ts";

/** `fetch.max.bytes` of a broker. */
const BROKER_MAX_BYTES = 55 * 1024 * 1024;
const FIRST_WITHOUT_HARD_LIMIT = 3;
const FIRST_WITH_BATCHES = 4;
const FIRST_WITH_ZSTD = 10;
const FIRST_FROM_FOLLOWERS = 11;
const FIRST_WITH_TOPIC_IDS = 13;
const FIRST_WITH_HINTS = 16;
const EMPTY: Uint8Array = new Uint8Array(0);

type PartitionRequest = FetchRequest["topics"][number]["partitions"][number];
type PartitionAnswer = Init<FetchResponse["responses"][number]["partitions"][number]>;

/** One partition of the request. */
interface Wanted {
  readonly topicName: string;
  readonly topicId: string;
  readonly request: PartitionRequest;
  readonly topic: Topic | Failure;
}

/** What one look at it gave. */
interface Read {
  readonly wanted: Wanted;
  readonly partition: Partition | Failure;
  readonly records: Uint8Array;
  readonly diverging: { readonly epoch: number; readonly endOffset: number } | null;
}

/** The handler of Fetch. */
export const fetch: Handler = handler<FetchRequest, FetchResponse>(FetchBroker, {
  handle: async (request, context) => {
    if (context.version >= 7 && request.sessionEpoch > 0) return { errorCode: ErrorCode.FETCH_SESSION_ID_NOT_FOUND };
    return await answer(await poll(request, context), context);
  },
  fail: (request, errorCode, context) => {
    const partitions = wantedOf(request, context).map((wanted) => ({ wanted, answer: errorAnswer(wanted, errorCode) }));
    return { errorCode, responses: byTopic(partitions) };
  },
});

/** Reads, and reads again when something changes, until there is enough or the time is over. */
async function poll(request: FetchRequest, context: RequestContext): Promise<readonly Read[]> {
  const { clock } = context.state.platform;
  const deadline = clock.now() + request.maxWaitMs;
  const minBytes = Math.min(request.minBytes, limitOf(request, context));
  const wanted = wantedOf(request, context);
  for (;;) {
    const reads = readAll(wanted, request, context);
    const size = reads.reduce((sum, read) => sum + read.records.length, 0);
    const settled = reads.some((read) => "errorCode" in read.partition || read.diverging !== null);
    const left = deadline - clock.now();
    if (size >= minBytes || settled || reads.length === 0 || left <= 0 || context.signal.aborted) return reads;
    const partitions = reads.flatMap(({ partition }) => "errorCode" in partition ? [] : [partition]);
    await waitForChange(partitions, { clock, ms: left, signal: context.signal });
  }
}

function wantedOf(request: FetchRequest, { state, version }: RequestContext): Wanted[] {
  return request.topics.flatMap(({ topic: topicName, topicId, partitions }) => {
    const topic = findTopic(state, version >= FIRST_WITH_TOPIC_IDS ? { topicId } : { name: topicName });
    return partitions.map((partition) => ({ topicName, topicId, request: partition, topic }));
  });
}

function limitOf(request: FetchRequest, { version }: RequestContext): number {
  return Math.min(version >= FIRST_WITHOUT_HARD_LIMIT ? request.maxBytes : Infinity, BROKER_MAX_BYTES);
}

function readAll(all: readonly Wanted[], request: FetchRequest, context: RequestContext): Read[] {
  let left = limitOf(request, context);
  let empty = true;
  return all.map((wanted) => {
    const maxBytes = Math.max(0, Math.min(left, wanted.request.partitionMaxBytes));
    const read = readOne(wanted, { maxBytes, atLeastOne: empty }, context);
    if (read.records.length > 0) empty = false;
    left = Math.max(0, left - read.records.length);
    return read;
  });
}

function readOne(
  wanted: Wanted,
  limits: { readonly maxBytes: number; readonly atLeastOne: boolean },
  context: RequestContext,
): Read {
  const { request } = wanted;
  const none = (partition: Partition | Failure): Read => ({ wanted, partition, records: EMPTY, diverging: null });
  // The topic may have been deleted while the request waited.
  const topic = "errorCode" in wanted.topic || context.state.topicById(wanted.topic.id) === wanted.topic
    ? wanted.topic
    : failure(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "The topic was deleted.");
  const partition = findPartition(topic, {
    index: request.partition,
    currentLeaderEpoch: request.currentLeaderEpoch,
    anyReplica: context.version >= FIRST_FROM_FOLLOWERS,
  }, context);
  if ("errorCode" in partition) return none(partition);
  const offset = Number(request.fetchOffset);
  const { log, highWatermark } = partition;
  const outOfRange = failure(ErrorCode.OFFSET_OUT_OF_RANGE, `The requested offset ${offset} is out of range.`);
  if (request.lastFetchedEpoch >= 0) {
    const end = log.epochs.endOf(request.lastFetchedEpoch, log.endOffset);
    if (end.endOffset < 0) return none(outOfRange);
    if (end.epoch < request.lastFetchedEpoch || end.endOffset < offset) return { ...none(partition), diverging: end };
  }
  if (offset < log.startOffset || offset > log.endOffset) return none(outOfRange);
  // Below version 3 the limit is hard; a batch that is larger is converted whole and then cut.
  const atLeastOne = limits.atLeastOne || context.version < FIRST_WITHOUT_HARD_LIMIT;
  const records = log.read(offset, { maxBytes: limits.maxBytes, atLeastOne, before: highWatermark });
  return { ...none(partition), records };
}

async function answer(reads: readonly Read[], context: RequestContext): Promise<Init<FetchResponse>> {
  const hints = new LeaderHints(context);
  const answers: { wanted: Wanted; answer: PartitionAnswer }[] = [];
  for (const read of reads) answers.push({ wanted: read.wanted, answer: await answerOf(read, hints, context) });
  return { responses: byTopic(answers), nodeEndpoints: hints.nodeEndpoints };
}

async function answerOf(read: Read, hints: LeaderHints, context: RequestContext): Promise<PartitionAnswer> {
  const { wanted, partition, diverging } = read;
  if ("errorCode" in partition) {
    const { errorCode } = partition;
    const moved = errorCode === ErrorCode.NOT_LEADER_OR_FOLLOWER || errorCode === ErrorCode.FENCED_LEADER_EPOCH;
    const answer = errorAnswer(wanted, errorCode);
    if (!moved || context.version < FIRST_WITH_HINTS) return answer;
    return { ...answer, currentLeader: hints.leaderOf(wanted.topic, wanted.request.partition) };
  }
  if (context.version < FIRST_WITH_ZSTD && hasZstd(read.records)) {
    return errorAnswer(wanted, ErrorCode.UNSUPPORTED_COMPRESSION_TYPE);
  }
  const highWatermark = BigInt(partition.highWatermark);
  return {
    partitionIndex: wanted.request.partition,
    highWatermark,
    lastStableOffset: highWatermark,
    logStartOffset: BigInt(partition.log.startOffset),
    divergingEpoch: diverging === null ? undefined : { epoch: diverging.epoch, endOffset: BigInt(diverging.endOffset) },
    abortedTransactions: null,
    records: await converted(read, context),
  };
}

function converted({ wanted, records }: Read, { version, tools }: RequestContext): Uint8Array | Promise<Uint8Array> {
  if (version >= FIRST_WITH_BATCHES || records.length === 0) return records;
  const maxBytes = version < FIRST_WITHOUT_HARD_LIMIT ? wanted.request.partitionMaxBytes : Infinity;
  return downConvert(
    records,
    { magic: version < 2 ? 0 : 1, fromOffset: Number(wanted.request.fetchOffset), maxBytes },
    tools,
  );
}

function errorAnswer(wanted: Wanted, errorCode: number): PartitionAnswer {
  return {
    partitionIndex: wanted.request.partition,
    errorCode,
    highWatermark: -1n,
    lastStableOffset: -1n,
    logStartOffset: -1n,
    abortedTransactions: null,
    records: EMPTY,
  };
}

/** Partitions of one topic that follow each other become one entry, as in the request. */
function byTopic(
  answers: readonly { readonly wanted: Wanted; readonly answer: PartitionAnswer }[],
): Init<FetchResponse["responses"][number]>[] {
  const topics: { topic: string; topicId: string; partitions: PartitionAnswer[] }[] = [];
  for (const { wanted, answer } of answers) {
    const last = topics.at(-1);
    if (last !== undefined && last.topic === wanted.topicName && last.topicId === wanted.topicId) {
      last.partitions.push(answer);
    } else topics.push({ topic: wanted.topicName, topicId: wanted.topicId, partitions: [answer] });
  }
  return topics;
}
