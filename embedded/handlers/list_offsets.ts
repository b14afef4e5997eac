// ListOffsets, versions 0 to 11: earliest (-2), latest (-1), largest timestamp (-3), earliest local (-4), and the first
// record at or after a timestamp; leader epochs checked (4+) and answered. Version 0 answers a list of offsets.
// Gaps: nothing is tiered: the last tiered offset (-5) is none, the earliest pending upload (-6) is none; version 0
// knows batches, not records.
import { ListOffsetsBroker } from "../../protocol/messages/list_offsets.ts";
import type { ListOffsetsRequest, ListOffsetsResponse } from "../../protocol/messages/list_offsets.ts";
import type { Init } from "../../protocol/wire/api.ts";
import type { Failure } from "../failure.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";
import type { Log } from "../log.ts";
import { findPartition, findTopic } from "../partition_access.ts";
import { firstFrom, largestTimestamp } from "../timestamp_search.ts";
import type { Partition, Topic } from "../topic.ts";

type PartitionRequest = ListOffsetsRequest["topics"][number]["partitions"][number];
type PartitionAnswer = Init<ListOffsetsResponse["topics"][number]["partitions"][number]>;

const FIRST_WITH_EPOCHS = 4;
const LATEST = -1;
const EARLIEST = -2;
const MAX_TIMESTAMP = -3;
const EARLIEST_LOCAL = -4;

/** The handler of ListOffsets. */
export const listOffsets: Handler = handler<ListOffsetsRequest, ListOffsetsResponse>(ListOffsetsBroker, {
  handle: async (request, context) => {
    const topics: Init<ListOffsetsResponse["topics"][number]>[] = [];
    for (const { name, partitions: asked } of request.topics) {
      const topic = findTopic(context.state, { name });
      const partitions: PartitionAnswer[] = [];
      for (const partition of asked) partitions.push(await lookUp(topic, partition, context));
      topics.push({ name, partitions });
    }
    return { topics };
  },
  fail: (request, errorCode) => ({
    topics: request.topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex }) => ({ ...NOT_FOUND, partitionIndex, errorCode })),
    })),
  }),
});

const NOT_FOUND = { timestamp: -1n, offset: -1n, leaderEpoch: -1 };

async function lookUp(
  topic: Topic | Failure,
  request: PartitionRequest,
  context: RequestContext,
): Promise<PartitionAnswer> {
  const { partitionIndex } = request;
  const partition = findPartition(topic, {
    index: partitionIndex,
    currentLeaderEpoch: request.currentLeaderEpoch,
  }, context);
  if ("errorCode" in partition) return { ...NOT_FOUND, partitionIndex, errorCode: partition.errorCode };
  const timestamp = Number(request.timestamp);
  if (context.version === 0) {
    const oldStyleOffsets = oldStyle(partition, timestamp).slice(0, Math.max(0, request.maxNumOffsets)).map(BigInt);
    return { partitionIndex, oldStyleOffsets };
  }
  const found = await offsetFor(partition, timestamp, context);
  return { partitionIndex, ...found, leaderEpoch: context.version >= FIRST_WITH_EPOCHS ? found.leaderEpoch : -1 };
}

async function offsetFor(
  partition: Partition,
  timestamp: number,
  { tools }: RequestContext,
): Promise<Pick<PartitionAnswer, "timestamp" | "offset" | "leaderEpoch" | "errorCode">> {
  const { log, highWatermark, leaderEpoch } = partition;
  if (timestamp === LATEST) return { timestamp: -1n, offset: BigInt(highWatermark), leaderEpoch };
  if (timestamp === EARLIEST || timestamp === EARLIEST_LOCAL) {
    const { startOffset } = log;
    const epoch = log.epochs.at(startOffset);
    return { timestamp: -1n, offset: BigInt(startOffset), leaderEpoch: epoch };
  }
  if (timestamp < MAX_TIMESTAMP) return NOT_FOUND;
  const found = timestamp === MAX_TIMESTAMP
    ? await largestTimestamp(log, tools)
    : await firstFrom(log, timestamp, tools);
  if (found === null || found.offset >= highWatermark) return NOT_FOUND;
  return { timestamp: BigInt(found.timestamp), offset: BigInt(found.offset), leaderEpoch: found.leaderEpoch };
}

/** Newest first; the end of the log belongs to it when the time asked for is not in the past of a batch. */
function oldStyle(partition: Partition, timestamp: number): number[] {
  const log: Log = partition.log;
  if (timestamp === EARLIEST) return [log.startOffset];
  const bases = log.batches
    .filter((batch) => timestamp === LATEST || batch.maxTimestamp <= timestamp)
    .map((batch) => Math.max(batch.baseOffset, log.startOffset));
  if (timestamp === LATEST) bases.push(partition.highWatermark);
  return bases.reverse();
}
