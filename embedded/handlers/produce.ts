// Produce, versions 0 to 13: acks 0, 1 and all; message sets of formats 0 and 1 below version 3 (stored as batches of
// format 2), exactly one batch since; checksums, sizes (`max.message.bytes`), keys of compacted topics, timestamps and
// offsets of every record, also of compressed ones; producer epochs and sequences, duplicates answered with their old
// offset; transactions (the coordinator is asked before the first batch); `min.insync.replicas` before and after the
// append; record errors (8+, KIP-467); `compression.type`; log-append time; leader hints (10+, KIP-951); topic ids (13).
// Gaps: none known.
import { ProduceBroker } from "../../protocol/messages/produce.ts";
import type { ProduceRequest, ProduceResponse } from "../../protocol/messages/produce.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { type Failure, failure } from "../failure.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";
import { allowedTopic, LeaderHints } from "../partition_access.ts";
import { appendProduced, isTransactional, type Produced, type ProduceDone } from "../produce_append.ts";
import { headerProblem, shapeProblem } from "../produced_records.ts";
import type { CommitOutcome, Partition, Topic } from "../topic.ts";

const FIRST_WITH_RECORD_ERRORS = 8;
const FIRST_WITH_HINTS = 10;
const FIRST_WITH_TOPIC_IDS = 13;

type PartitionData = ProduceRequest["topicData"][number]["partitionData"][number];
type PartitionAnswer = Init<ProduceResponse["responses"][number]["partitionResponses"][number]>;

/** One partition of a request, and what came of it. */
interface Part {
  readonly topic: Topic | Failure;
  readonly index: number;
  /** Position in the request. */
  readonly at: number;
  produced: Produced;
}

/** The handler of Produce. */
export const produce: Handler = handler<ProduceRequest, ProduceResponse>(ProduceBroker, {
  handle: (request, context) => {
    const answer = answerRequest(request, context);
    if (answer instanceof Promise) return answer.then((one) => acknowledged(request, one, context));
    return acknowledged(request, answer, context);
  },
  fail: (request, errorCode) => request.acks === 0 ? null : failAll(request, errorCode),
});

/** With acks=0 a failure has one way to be told: the connection is closed, so that metadata are asked for again. */
function acknowledged(
  request: ProduceRequest,
  answer: Init<ProduceResponse>,
  context: RequestContext,
): Init<ProduceResponse> | null {
  if (request.acks !== 0) return answer;
  const failed = answer.responses?.some((topic) =>
    topic.partitionResponses?.some((partition) => (partition.errorCode ?? 0) !== ErrorCode.NONE)
  );
  if (failed === true) context.close();
  return null;
}

function answerRequest(
  request: ProduceRequest,
  context: RequestContext,
): Init<ProduceResponse> | Promise<Init<ProduceResponse>> {
  const { acks, transactionalId } = request;
  const broken = brokenHeader(request);
  if (broken !== null) return failAll(request, broken.errorCode, broken.errorMessage);
  if (hasTransactionalRecords(request)) {
    const may = transactionalId !== null && context.allowed("WRITE", "TRANSACTIONAL_ID", transactionalId);
    if (!may) return failAll(request, ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED);
  }
  const validAcks = acks === 0 || acks === 1 || acks === -1;
  const parts: Part[] = [];
  let late: Promise<void>[] | null = null;
  for (const [at, data] of request.topicData.entries()) {
    const { name, topicId } = data;
    const topic = allowedTopic("WRITE", context.version >= FIRST_WITH_TOPIC_IDS ? { topicId } : { name }, context);
    for (const partition of data.partitionData) {
      const produced = append(partition, { topic, request, validAcks }, context);
      if (!(produced instanceof Promise)) {
        parts.push({ topic, index: partition.index, at, produced });
        continue;
      }
      const part: Part = { topic, index: partition.index, at, produced: NOT_YET };
      parts.push(part);
      (late ??= []).push(produced.then((result) => void (part.produced = result)));
    }
  }
  if (late !== null) return Promise.all(late).then(() => commit(request, parts, context));
  return commit(request, parts, context);
}

/** A header that cannot be one fails the whole request; below version 3 the records are checked later. */
function brokenHeader({ topicData }: ProduceRequest): Failure | null {
  for (const { partitionData } of topicData) {
    for (const { records } of partitionData) {
      const problem = records === null ? null : headerProblem(records);
      if (problem !== null) return problem;
    }
  }
  return null;
}

const NOT_YET: Failure = failure(ErrorCode.UNKNOWN_SERVER_ERROR, "Not appended");

function hasTransactionalRecords({ topicData }: ProduceRequest): boolean {
  return topicData.some(({ partitionData }) =>
    partitionData.some(({ records }) => records !== null && isTransactional(records))
  );
}

interface Around {
  readonly topic: Topic | Failure;
  readonly request: ProduceRequest;
  readonly validAcks: boolean;
}

function append(
  { index, records }: PartitionData,
  { topic, request, validAcks }: Around,
  context: RequestContext,
): Produced | Promise<Produced> {
  if ("errorCode" in topic) return topic;
  if (topic.partitions[index] === undefined) {
    return failure(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "This server does not host this topic-partition.");
  }
  const shape = shapeProblem(records ?? new Uint8Array(0), context.version);
  if (shape !== null) return { ...shape, early: true };
  if (!validAcks) return { ...failure(ErrorCode.INVALID_REQUIRED_ACKS, "Acks must be 0, 1 or all."), early: true };
  const { acks, transactionalId } = request;
  return appendProduced({ topic, index, records, acks, transactionalId }, context);
}

/** With acks=all the answer waits for the replicas in sync, `timeoutMs` at most. */
function commit(
  request: ProduceRequest,
  parts: readonly Part[],
  context: RequestContext,
): Init<ProduceResponse> | Promise<Init<ProduceResponse>> {
  const codes = new Map<Part, number>();
  if (request.acks !== -1) return answerAll(request, { parts, codes }, context);
  const { state: { platform: { clock } }, signal } = context;
  const ms = Math.max(0, request.timeoutMs);
  const waits: Promise<void>[] = [];
  for (const part of parts) {
    const { produced } = part;
    if ("errorCode" in produced) continue;
    const { partition, appended: { lastOffset }, leaderEpoch } = produced;
    const note = (outcome: CommitOutcome) => void codes.set(part, codeOf(outcome, partition));
    const outcome = partition.waitForCommit(lastOffset + 1, { leaderEpoch, clock, ms, signal });
    if (outcome instanceof Promise) waits.push(outcome.then(note));
    else note(outcome);
  }
  if (waits.length === 0) return answerAll(request, { parts, codes }, context);
  return Promise.all(waits).then(() => answerAll(request, { parts, codes }, context));
}

function codeOf(outcome: CommitOutcome, { deleted, underMinIsr }: Partition): number {
  if (outcome === "timeout") return ErrorCode.REQUEST_TIMED_OUT;
  if (outcome === "committed") return underMinIsr ? ErrorCode.NOT_ENOUGH_REPLICAS_AFTER_APPEND : ErrorCode.NONE;
  return deleted ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION : ErrorCode.NOT_LEADER_OR_FOLLOWER;
}

interface Outcomes {
  readonly parts: readonly Part[];
  readonly codes: ReadonlyMap<Part, number>;
}

function answerAll(
  request: ProduceRequest,
  { parts, codes }: Outcomes,
  context: RequestContext,
): Init<ProduceResponse> {
  const hints = new LeaderHints(context);
  const responses = request.topicData.map(({ name, topicId }) => ({
    name,
    topicId,
    partitionResponses: [] as PartitionAnswer[],
  }));
  for (const part of parts) {
    const { produced, index, topic } = part;
    const code = "errorCode" in produced ? produced.errorCode : codes.get(part) ?? ErrorCode.NONE;
    const answer = "errorCode" in produced ? refusedAnswer(part, context) : doneAnswer(index, produced);
    const hinted = code === ErrorCode.NOT_LEADER_OR_FOLLOWER && context.version >= FIRST_WITH_HINTS;
    responses[part.at].partitionResponses.push(
      code === ErrorCode.NONE
        ? answer
        : { ...answer, errorCode: code, ...(hinted ? { currentLeader: hints.leaderOf(topic, index) } : null) },
    );
  }
  return { responses, nodeEndpoints: hints.nodeEndpoints };
}

function doneAnswer(index: number, { appended, partition }: ProduceDone): PartitionAnswer {
  return {
    index,
    baseOffset: BigInt(appended.baseOffset),
    logAppendTimeMs: BigInt(appended.logAppendTimeMs),
    logStartOffset: BigInt(partition.log.startOffset),
  };
}

/** Failures after which Kafka does not say where the log starts. */
const WITHOUT_LOG_START: readonly number[] = [
  ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
  ErrorCode.UNKNOWN_TOPIC_ID,
  ErrorCode.TOPIC_AUTHORIZATION_FAILED,
  ErrorCode.INVALID_TOPIC_EXCEPTION,
  ErrorCode.NOT_LEADER_OR_FOLLOWER,
  ErrorCode.MESSAGE_TOO_LARGE,
  ErrorCode.RECORD_LIST_TOO_LARGE,
  ErrorCode.CORRUPT_MESSAGE,
  ErrorCode.KAFKA_STORAGE_ERROR,
];

function refusedAnswer({ topic, index, produced }: Part, { version }: RequestContext): PartitionAnswer {
  if (!("errorCode" in produced)) return { index };
  const { errorCode, errorMessage, own, early, recordErrors } = produced;
  const partition = "errorCode" in topic ? undefined : topic.partitions[index];
  const untold = early === true || WITHOUT_LOG_START.includes(errorCode);
  const start = partition === undefined || untold ? -1 : partition.log.startOffset;
  const answer = { index, errorCode, baseOffset: -1n, logStartOffset: BigInt(start) };
  if (version < FIRST_WITH_RECORD_ERRORS) return answer;
  return { ...answer, errorMessage: own === true ? errorMessage : null, recordErrors: [...recordErrors ?? []] };
}

function failAll(request: ProduceRequest, errorCode: number, errorMessage?: string): Init<ProduceResponse> {
  return {
    responses: request.topicData.map(({ name, topicId, partitionData }) => ({
      name,
      topicId,
      partitionResponses: partitionData.map(({ index }) => ({ index, errorCode, errorMessage, baseOffset: -1n })),
    })),
  };
}
