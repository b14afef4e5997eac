// The answer of a Fetch from what was read: fields that only some versions have, leader hints, and the conversion to
// message sets. Called by handlers/fetch.ts; must not know how partitions are read.
import { ProtocolError } from "../errors/protocol_error.ts";
import type { FetchResponse } from "../protocol/messages/fetch.ts";
import type { Init } from "../protocol/wire/api.ts";
import { ErrorCode } from "../protocol/messages/error_codes.ts";
import type { FetchOutcome } from "./fetch_context.ts";
import type { PartitionResult } from "./fetch_read.ts";
import type { RequestContext } from "./handler.ts";
import { downConvert, hasZstd } from "./old_records.ts";
import { findTopic, LeaderHints } from "./partition_access.ts";

const FIRST_WITHOUT_HARD_LIMIT = 3;
const FIRST_WITH_BATCHES = 4;
const FIRST_WITH_HINTS = 16;
const EMPTY: Uint8Array = new Uint8Array(0);

/** One partition of an answer. */
export type PartitionAnswer = Init<FetchResponse["responses"][number]["partitions"][number]>;
type TopicAnswer = { readonly topic: string; readonly topicId: string; readonly partitions: PartitionAnswer[] };

/** The answer for one partition that says what went wrong. */
export function failedAnswer(partitionIndex: number, errorCode: number): PartitionAnswer {
  return {
    partitionIndex,
    errorCode,
    highWatermark: -1n,
    lastStableOffset: -1n,
    logStartOffset: -1n,
    abortedTransactions: [],
    records: EMPTY,
  };
}

/** The answer. Partitions of one topic that follow each other become one entry. */
export async function fetchAnswer(outcome: FetchOutcome, context: RequestContext): Promise<Init<FetchResponse>> {
  const hints = new LeaderHints(context);
  const responses: TopicAnswer[] = [];
  for (const result of outcome.results) {
    const { topicName, topicId } = result.asked;
    const topic = topicName ?? "";
    const converted = answerOf(result, hints, context);
    const answer = converted instanceof Promise ? await converted : converted;
    const last = responses.at(-1);
    if (last !== undefined && last.topic === topic && last.topicId === topicId) last.partitions.push(answer);
    else responses.push({ topic, topicId, partitions: [answer] });
  }
  const { errorCode, sessionId } = outcome;
  return { errorCode, sessionId, responses, nodeEndpoints: hints.nodeEndpoints };
}

function answerOf(
  result: PartitionResult,
  hints: LeaderHints,
  context: RequestContext,
): PartitionAnswer | Promise<PartitionAnswer> {
  const { asked, errorCode } = result;
  if (errorCode !== ErrorCode.NONE) {
    // Kafka tells a partition that it tried to read from one that it refused by null in place of an empty list.
    const { abortedTransactions } = result;
    const answer = {
      ...failedAnswer(asked.index, errorCode),
      abortedTransactions: abortedTransactions === null ? null : [],
    };
    const moved = errorCode === ErrorCode.NOT_LEADER_OR_FOLLOWER || errorCode === ErrorCode.FENCED_LEADER_EPOCH;
    if (!moved || context.version < FIRST_WITH_HINTS) return answer;
    const topic = findTopic(context.state, { name: asked.topicName });
    return { ...answer, currentLeader: hints.leaderOf(topic, asked.index) };
  }
  if (context.version < FIRST_WITH_BATCHES && result.records.length > 0) {
    if (!hasZstd(result.records)) return converted(result, context);
    return failedAnswer(asked.index, ErrorCode.UNSUPPORTED_COMPRESSION_TYPE);
  }
  return readAnswer(result, result.records);
}

function readAnswer(result: PartitionResult, records: Uint8Array): PartitionAnswer {
  const { diverging, abortedTransactions, preferredReadReplica } = result;
  return {
    partitionIndex: result.asked.index,
    highWatermark: BigInt(result.highWatermark),
    lastStableOffset: BigInt(result.lastStableOffset),
    logStartOffset: BigInt(result.logStartOffset),
    divergingEpoch: diverging === null ? undefined : { epoch: diverging.epoch, endOffset: BigInt(diverging.endOffset) },
    abortedTransactions: abortedTransactions === null
      ? null
      : abortedTransactions.map(({ producerId, firstOffset }) => ({ producerId, firstOffset: BigInt(firstOffset) })),
    preferredReadReplica,
    records,
  };
}

async function converted(result: PartitionResult, { version, tools }: RequestContext): Promise<PartitionAnswer> {
  const { asked: { fetchOffset: fromOffset, maxBytes: most }, records } = result;
  const maxBytes = version < FIRST_WITHOUT_HARD_LIMIT ? most : Infinity;
  try {
    return readAnswer(result, await downConvert(records, { magic: version < 2 ? 0 : 1, fromOffset, maxBytes }, tools));
  } catch (error) {
    // What a producer has written is not read before; no bug of the broker.
    if (!(error instanceof ProtocolError)) throw error;
    return failedAnswer(result.asked.index, ErrorCode.CORRUPT_MESSAGE);
  }
}
