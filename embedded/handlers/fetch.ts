// Fetch, versions 0 to 18: sessions (7+, KIP-227) with a limit of slots and eviction, long poll (max wait, min bytes),
// limits of answer and partition with the one batch that may be larger, the last batch perhaps cut, read_committed with
// the list of aborted transactions (4+), fenced and unknown leader epochs (9+), diverging epochs (12+), followers that
// answer (11+), preferred replicas by rack or as set (11+, KIP-392), topic ids (13+), leader hints (16+, KIP-951), READ
// on topics. Below version 4 records are converted to message sets. Requests of followers are answered to the log's end.
// Gaps: a follower's request does not move the high watermark; no quotas: a throttled answer keeps its records.
import { FetchBroker } from "../../protocol/messages/fetch.ts";
import type { FetchRequest, FetchResponse } from "../../protocol/messages/fetch.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { failedAnswer, fetchAnswer, type PartitionAnswer } from "../fetch_answer.ts";
import { openFetch } from "../fetch_context.ts";
import {
  failedResult,
  type FetchParams,
  isDue,
  isSettled,
  type PartitionResult,
  readAll,
  watched,
} from "../fetch_read.ts";
import type { AskedPartition } from "../fetch_sessions.ts";
import { waitForChange } from "../fetch_wait.ts";
import { CLUSTER_NAME, type Handler, handler, type RequestContext } from "../handler.ts";

/** `fetch.max.bytes` of a broker. */
const BROKER_MAX_BYTES = 55 * 1024 * 1024;
const FIRST_WITHOUT_HARD_LIMIT = 3;
const FIRST_WITH_RACK = 11;
const FIRST_WITH_TOPIC_IDS = 13;
const FIRST_WITH_REPLICA_STATE = 15;
const READ_COMMITTED = 1;

/** The handler of Fetch. */
export const fetch: Handler = handler<FetchRequest, FetchResponse>(FetchBroker, {
  handle: async (request, context) => {
    const opened = openFetch(request, context);
    if (typeof opened === "number") return { errorCode: opened };
    const params = paramsOf(request, context);
    const { readable, refused } = admit(opened.asked, params, context);
    if (readable.length > 0 && (request.isolationLevel < 0 || request.isolationLevel > READ_COMMITTED)) {
      return failure(request, ErrorCode.UNKNOWN_SERVER_ERROR, context);
    }
    const results = readable.length === 0 ? [] : await poll(readable, { params, ms: request.maxWaitMs }, context);
    const outcome = opened.finish(refused.length === 0 ? results : [...results, ...refused]);
    return await fetchAnswer(outcome, context);
  },
  fail: failure,
});

/** All partitions with the error; since topic ids only the answer as a whole. */
function failure(request: FetchRequest, errorCode: number, { version }: RequestContext): Init<FetchResponse> {
  const topics = version >= FIRST_WITH_TOPIC_IDS ? [] : request.topics;
  const responses = topics.map(({ topic, partitions }) => ({
    topic,
    partitions: partitions.map(({ partition }): PartitionAnswer => failedAnswer(partition, errorCode)),
  }));
  return { errorCode, sessionId: request.sessionId, responses };
}

function paramsOf(request: FetchRequest, { version }: RequestContext): FetchParams {
  const maxBytes = Math.min(request.maxBytes, BROKER_MAX_BYTES);
  const replicaId = version >= FIRST_WITH_REPLICA_STATE ? request.replicaState.replicaId : request.replicaId;
  const consumer = request.isolationLevel === READ_COMMITTED ? "read_committed" : "read_uncommitted";
  return {
    replicaId,
    isolation: replicaId >= 0 ? "follower" : consumer,
    rackId: version >= FIRST_WITH_RACK ? request.rackId : null,
    maxBytes,
    minBytes: Math.min(request.minBytes, maxBytes),
    hardLimit: version < FIRST_WITHOUT_HARD_LIMIT,
  };
}

interface Admitted {
  readonly readable: readonly AskedPartition[];
  readonly refused: readonly PartitionResult[];
}

/** Sorts out what is not there and what the asker may not read: neither ends a wait for the others. */
function admit(all: readonly AskedPartition[], params: FetchParams, context: RequestContext): Admitted {
  const refused: PartitionResult[] = [];
  const follower = params.replicaId >= 0;
  const trusted = follower && context.allowed("CLUSTER_ACTION", "CLUSTER", CLUSTER_NAME);
  const readable = all.filter((asked) => {
    const errorCode = refusal(asked, follower ? trusted : undefined, context);
    if (errorCode !== ErrorCode.NONE) refused.push({ ...failedResult(asked, errorCode), abortedTransactions: [] });
    return errorCode === ErrorCode.NONE;
  });
  // Kafka looks for names first, and then for everything else; followers' requests it goes through only once.
  if (!follower) refused.sort((a, b) => Number(a.asked.topicName !== null) - Number(b.asked.topicName !== null));
  return { readable, refused };
}

function refusal(
  { topicName, index }: AskedPartition,
  trusted: boolean | undefined,
  { state, allowed }: RequestContext,
): number {
  if (trusted === false) return ErrorCode.TOPIC_AUTHORIZATION_FAILED;
  if (topicName === null) return ErrorCode.UNKNOWN_TOPIC_ID;
  if (trusted === undefined && !allowed("READ", "TOPIC", topicName)) return ErrorCode.TOPIC_AUTHORIZATION_FAILED;
  const known = state.topic(topicName)?.partitions[index] !== undefined;
  return known ? ErrorCode.NONE : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
}

/** Reads, and reads again when something changes, until there is enough or the time is over. */
async function poll(
  asked: readonly AskedPartition[],
  { params, ms }: { readonly params: FetchParams; readonly ms: number },
  context: RequestContext,
): Promise<readonly PartitionResult[]> {
  const results = readAll(asked, params, context);
  if (ms <= 0 || isSettled(results, params)) return results;
  const { clock } = context.state.platform;
  const deadline = clock.now() + ms;
  for (;;) {
    const left = deadline - clock.now();
    if (left <= 0 || context.signal.aborted || isDue(asked, params, context)) break;
    await waitForChange(watched(asked, context), { clock, ms: left, signal: context.signal });
  }
  return readAll(asked, params, context);
}
