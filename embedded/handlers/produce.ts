// Produce, versions 0 to 13: acks 0, 1 and all; message sets of formats 0 and 1 below version 3 (stored as batches of
// format 2), exactly one batch since; checksums, sizes (`max.message.bytes`), producer epochs and sequences checked;
// duplicates answered with their old offset; log-append time; leader hints since version 10 (KIP-951); topic ids (13).
// Gaps: transactional batches are refused with INVALID_TXN_STATE; records of compressed batches are not looked into;
// acks=all has nothing to wait for, as the replicas of a partition share one log; timestamps are taken as they are; the
// keys of compacted topics are not asked for.
import { ProduceBroker } from "../../protocol/messages/produce.ts";
import type { ProduceRequest, ProduceResponse } from "../../protocol/messages/produce.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { type Failure, failure } from "../failure.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";
import type { Appended } from "../log.ts";
import { findPartition, findTopic, LeaderHints } from "../partition_access.ts";
import { checkProduced } from "../produced_records.ts";
import type { Partition, Topic } from "../topic.ts";
import { numberConfig, textConfig } from "../topic_config.ts";

const FIRST_WITH_HINTS = 10;
const FIRST_WITH_TOPIC_IDS = 13;

type TopicData = ProduceRequest["topicData"][number];
type PartitionData = TopicData["partitionData"][number];
type PartitionAnswer = Init<ProduceResponse["responses"][number]["partitionResponses"][number]>;

/** The handler of Produce. */
export const produce: Handler = handler<ProduceRequest, ProduceResponse>(ProduceBroker, {
  handle: async (request, context) => {
    const answer = await appendAll(request, context);
    if (request.acks !== 0) return answer;
    closeOnFailure(answer, context);
    return null;
  },
  fail: (request, errorCode) => request.acks === 0 ? null : failAll(request, errorCode),
});

async function appendAll(request: ProduceRequest, context: RequestContext): Promise<Init<ProduceResponse>> {
  if (![0, 1, -1].includes(request.acks)) return failAll(request, ErrorCode.INVALID_REQUIRED_ACKS);
  if (request.transactionalId !== null) return failAll(request, ErrorCode.INVALID_TXN_STATE);
  const hints = new LeaderHints(context);
  const responses: Init<ProduceResponse["responses"][number]>[] = [];
  for (const data of request.topicData) {
    const topic = findTopic(context.state, context.version >= FIRST_WITH_TOPIC_IDS ? { topicId: data.topicId } : data);
    const partitionResponses: PartitionAnswer[] = [];
    for (const partition of data.partitionData) {
      const result = await appendOne(topic, partition, { request, context });
      partitionResponses.push(answerOf(result, { topic, index: partition.index, hints, context }));
    }
    responses.push({ name: data.name, topicId: data.topicId, partitionResponses });
  }
  return { responses, nodeEndpoints: hints.nodeEndpoints };
}

interface Asked {
  readonly request: ProduceRequest;
  readonly context: RequestContext;
}

async function appendOne(
  topic: Topic | Failure,
  data: PartitionData,
  { request, context }: Asked,
): Promise<{ readonly appended: Appended; readonly partition: Partition } | Failure> {
  const { state, tools, version } = context;
  if ("errorCode" in topic) return topic;
  const maxMessageBytes = numberConfig(topic.configs, "max.message.bytes");
  const checked = checkProduced(data.records ?? new Uint8Array(0), { version, maxMessageBytes }, tools);
  const batches = checked instanceof Promise ? await checked : checked;
  // Looked up after the conversion, which may have taken its time: the leader may have moved meanwhile.
  const partition = findPartition(topic, { index: data.index }, context);
  if ("errorCode" in partition) return partition;
  if ("errorCode" in batches) return batches;
  if (request.acks === -1 && partition.isr.length < numberConfig(topic.configs, "min.insync.replicas")) {
    return failure(ErrorCode.NOT_ENOUGH_REPLICAS, "There are insufficient in-sync replicas for this partition.");
  }
  const now = state.platform.clock.wall();
  const { log, leaderEpoch } = partition;
  log.producers.expire(now);
  const logAppendTime = textConfig(topic.configs, "message.timestamp.type") === "LogAppendTime";
  let appended: Appended = { baseOffset: log.endOffset, logAppendTimeMs: -1, duplicate: false };
  for (const batch of batches) {
    const result = log.append(batch, { leaderEpoch, now, logAppendTime, crc: tools.crc });
    if ("errorCode" in result) return result;
    appended = result;
  }
  partition.changed();
  return { appended, partition };
}

interface AnswerPlace {
  readonly topic: Topic | Failure;
  readonly index: number;
  readonly hints: LeaderHints;
  readonly context: RequestContext;
}

function answerOf(
  result: { readonly appended: Appended; readonly partition: Partition } | Failure,
  { topic, index, hints, context }: AnswerPlace,
): PartitionAnswer {
  if (!("errorCode" in result)) {
    const { baseOffset, logAppendTimeMs } = result.appended;
    const logStartOffset = BigInt(result.partition.log.startOffset);
    return { index, baseOffset: BigInt(baseOffset), logAppendTimeMs: BigInt(logAppendTimeMs), logStartOffset };
  }
  const { errorCode, errorMessage } = result;
  const answer = { index, errorCode, errorMessage, baseOffset: -1n };
  if (errorCode !== ErrorCode.NOT_LEADER_OR_FOLLOWER || context.version < FIRST_WITH_HINTS) return answer;
  return { ...answer, currentLeader: hints.leaderOf(topic, index) };
}

function failAll(request: ProduceRequest, errorCode: number): Init<ProduceResponse> {
  return {
    responses: request.topicData.map(({ name, topicId, partitionData }) => ({
      name,
      topicId,
      partitionResponses: partitionData.map(({ index }) => ({ index, errorCode, baseOffset: -1n })),
    })),
  };
}

/** With acks=0 a failure has one way to be told: the connection is closed, so that metadata are asked for again. */
function closeOnFailure(answer: Init<ProduceResponse>, context: RequestContext): void {
  const failed = answer.responses?.some((topic) =>
    topic.partitionResponses?.some((partition) => (partition.errorCode ?? 0) !== ErrorCode.NONE)
  );
  if (failed === true) context.close();
}
