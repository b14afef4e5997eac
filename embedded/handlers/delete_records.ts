// DeleteRecords, versions 0 to 2: deletes the records below an offset (-1 = all below the high watermark) at the leader,
// and answers when the logs of all replicas on running brokers begin there, or after the time.
// Gaps: whole batches go at once, as every batch is a segment of its own; reads begin at the offset itself.
import { DeleteRecordsBroker } from "../../protocol/messages/delete_records.ts";
import type { DeleteRecordsRequest, DeleteRecordsResponse } from "../../protocol/messages/delete_records.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { type Failure, failure } from "../failure.ts";
import { waitForChange } from "../fetch_wait.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";
import { allowedTopic, findPartition } from "../partition_access.ts";
import type { Partition, Topic } from "../topic.ts";
import { textConfig } from "../topic_config.ts";
import { isInternalTopic } from "../topic_name.ts";

type PartitionAnswer = Init<DeleteRecordsResponse["topics"][number]["partitions"][number]>;

const HIGH_WATERMARK = -1n;

/** A partition whose log begins at the offset now, at its leader. */
interface Deleted {
  readonly index: number;
  readonly partition: Partition;
  readonly offset: number;
  readonly leader: number;
}

/** The handler of DeleteRecords. */
export const deleteRecords: Handler = handler<DeleteRecordsRequest, DeleteRecordsResponse>(DeleteRecordsBroker, {
  handle: async (request, context) => {
    const results = request.topics.map(({ name, partitions }) => {
      const topic = allowedTopic("DELETE", { name }, context);
      return { name, parts: partitions.map((one) => deleteOne(topic, one, context)) };
    });
    const waiting = results.flatMap(({ parts }) => parts.filter((part) => "partition" in part));
    await allFollow(waiting, request.timeoutMs, context);
    return { topics: results.map(({ name, parts }) => ({ name, partitions: parts.map(answerOf) })) };
  },
  fail: (request, errorCode) => ({
    topics: request.topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, lowWatermark: -1n, errorCode })),
    })),
  }),
});

function deleteOne(
  topic: Topic | Failure,
  { partitionIndex: index, offset: asked }: DeleteRecordsRequest["topics"][number]["partitions"][number],
  context: RequestContext,
): Deleted | (Failure & { readonly index: number }) {
  const partition = findPartition(topic, { index }, context);
  if ("errorCode" in partition || "errorCode" in topic) {
    return { index, ...("errorCode" in partition ? partition : failure(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "")) };
  }
  if (isInternalTopic(topic.name)) {
    return { index, ...failure(ErrorCode.INVALID_TOPIC_EXCEPTION, `Cannot delete records of ${topic.name}`) };
  }
  if (!textConfig(topic.configs, "cleanup.policy").includes("delete")) {
    return { index, ...failure(ErrorCode.POLICY_VIOLATION, "Records can not be deleted due to the configured policy") };
  }
  const offset = asked === HIGH_WATERMARK ? partition.highWatermark : Number(asked);
  if (offset < 0 || offset > partition.highWatermark) {
    return { index, ...failure(ErrorCode.OFFSET_OUT_OF_RANGE, `The offset ${offset} is not valid`) };
  }
  partition.deleteBefore(offset);
  return { index, partition, offset, leader: partition.leader };
}

function pending({ partition, offset, leader }: Deleted): boolean {
  return !partition.deleted && partition.leader === leader && partition.lowWatermark < offset;
}

async function allFollow(all: readonly Deleted[], timeoutMs: number, context: RequestContext): Promise<void> {
  const { clock } = context.state.platform;
  const deadline = clock.now() + Math.max(0, timeoutMs);
  for (;;) {
    const waiting = all.filter(pending);
    const ms = deadline - clock.now();
    if (waiting.length === 0 || ms <= 0 || context.signal.aborted) return;
    await waitForChange(waiting.map(({ partition }) => partition), { clock, ms, signal: context.signal });
  }
}

function answerOf(part: Deleted | (Failure & { readonly index: number })): PartitionAnswer {
  const { index: partitionIndex } = part;
  if ("errorCode" in part) return { partitionIndex, lowWatermark: -1n, errorCode: part.errorCode };
  const { partition, offset, leader } = part;
  if (partition.deleted || partition.leader !== leader) {
    return { partitionIndex, lowWatermark: -1n, errorCode: ErrorCode.NOT_LEADER_OR_FOLLOWER };
  }
  const { lowWatermark } = partition;
  const errorCode = lowWatermark < offset ? ErrorCode.REQUEST_TIMED_OUT : ErrorCode.NONE;
  return { partitionIndex, lowWatermark: BigInt(lowWatermark), errorCode };
}
