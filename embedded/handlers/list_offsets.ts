// ListOffsets, versions 0 to 11: earliest (-2), latest (-1), largest timestamp (-3), earliest local (-4), last tiered
// (-5), earliest pending upload (-6), and the first record at or after a timestamp; isolation level (2+) with the last
// stable offset; leader epochs checked (4+) and answered; OFFSET_NOT_AVAILABLE while a new leader does not know yet how
// far its replicas are (5+, KIP-207). Version 0 answers a list of offsets.
// Gaps: nothing is tiered: the last tiered offset and the earliest pending upload are -1; version 0 knows batches, not
// records.
import { ListOffsetsBroker } from "../../protocol/messages/list_offsets.ts";
import type { ListOffsetsRequest, ListOffsetsResponse } from "../../protocol/messages/list_offsets.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { Failure } from "../failure.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";
import type { Log } from "../log.ts";
import { allowedTopic, findPartition } from "../partition_access.ts";
import { repeated } from "../repeated.ts";
import { firstFrom, largestTimestamp } from "../timestamp_search.ts";
import type { Partition, Topic } from "../topic.ts";

type PartitionRequest = ListOffsetsRequest["topics"][number]["partitions"][number];
type PartitionAnswer = Init<ListOffsetsResponse["topics"][number]["partitions"][number]>;

const FIRST_WITH_EPOCHS = 4;
const FIRST_WITH_NOT_AVAILABLE = 5;
const LATEST = -1;
const EARLIEST = -2;
const MAX_TIMESTAMP = -3;
const EARLIEST_LOCAL = -4;
const LATEST_TIERED = -5;
const EARLIEST_PENDING_UPLOAD = -6;
const READ_COMMITTED = 1;
const CONSUMER = -1;
/** Since which version a time below 0 may be asked for. */
const SINCE: ReadonlyMap<number, number> = new Map([
  [LATEST, 1],
  [EARLIEST, 1],
  [MAX_TIMESTAMP, 7],
  [EARLIEST_LOCAL, 8],
  [LATEST_TIERED, 9],
  [EARLIEST_PENDING_UPLOAD, 11],
]);

/** The handler of ListOffsets. */
export const listOffsets: Handler = handler<ListOffsetsRequest, ListOffsetsResponse>(ListOffsetsBroker, {
  handle: async (request, context) => {
    const topics: Init<ListOffsetsResponse["topics"][number]>[] = [];
    for (const { name, partitions: asked } of request.topics) {
      const topic = allowedTopic("DESCRIBE", { name }, context);
      const partitions: PartitionAnswer[] = [];
      // Kafka answers a partition that is named twice once.
      const twice = repeated(asked.map(({ partitionIndex }) => partitionIndex));
      const once = new Map(asked.map((partition) => [partition.partitionIndex, partition]));
      for (const partition of context.version === 0 ? asked : once.values()) {
        const named = { request, partition, twice: twice.has(partition.partitionIndex) };
        partitions.push(await lookUp(topic, named, context));
      }
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

interface Asked {
  readonly request: ListOffsetsRequest;
  readonly partition: PartitionRequest;
  /** Whether the request names the partition more than once. */
  readonly twice: boolean;
}

async function lookUp(topic: Topic | Failure, asked: Asked, context: RequestContext): Promise<PartitionAnswer> {
  const { partitionIndex, currentLeaderEpoch, timestamp: exact, maxNumOffsets } = asked.partition;
  const timestamp = Number(exact);
  const refused = (errorCode: number): PartitionAnswer => ({ ...NOT_FOUND, partitionIndex, errorCode });
  if ("errorCode" in topic && topic.errorCode === ErrorCode.TOPIC_AUTHORIZATION_FAILED) return refused(topic.errorCode);
  if (context.version > 0) {
    if (asked.twice) return refused(ErrorCode.INVALID_REQUEST);
    if (timestamp < 0 && context.version < (SINCE.get(timestamp) ?? Infinity)) {
      return refused(ErrorCode.UNSUPPORTED_VERSION);
    }
  }
  const partition = findPartition(topic, { index: partitionIndex, currentLeaderEpoch }, context);
  if ("errorCode" in partition) return refused(partition.errorCode);
  if (context.version === 0) {
    const oldStyleOffsets = oldStyle(partition, timestamp).slice(0, Math.max(0, maxNumOffsets)).map(BigInt);
    return { partitionIndex, oldStyleOffsets };
  }
  const found = await offsetFor(partition, { timestamp, limit: limitOf(partition, asked.request) }, context);
  return { partitionIndex, ...found, leaderEpoch: context.version >= FIRST_WITH_EPOCHS ? found.leaderEpoch : -1 };
}

/** Where the asker may read to: followers and debuggers to the end of the log. */
function limitOf(partition: Partition, { replicaId, isolationLevel }: ListOffsetsRequest): number {
  if (replicaId !== CONSUMER) return partition.readLimit("follower");
  return partition.readLimit(isolationLevel === READ_COMMITTED ? "read_committed" : "read_uncommitted");
}

interface Wanted {
  readonly timestamp: number;
  readonly limit: number;
}

type Found = Pick<PartitionAnswer, "timestamp" | "offset" | "leaderEpoch" | "errorCode">;

async function offsetFor(partition: Partition, { timestamp, limit }: Wanted, context: RequestContext): Promise<Found> {
  const { log, leaderEpoch } = partition;
  if (timestamp === LATEST) {
    return notAvailable(partition, context) ?? { timestamp: -1n, offset: BigInt(limit), leaderEpoch };
  }
  if (timestamp === EARLIEST || timestamp === EARLIEST_LOCAL) {
    const { startOffset } = log;
    return { timestamp: -1n, offset: BigInt(startOffset), leaderEpoch: log.epochs.at(startOffset) };
  }
  if (timestamp < MAX_TIMESTAMP) return NOT_FOUND;
  const found = timestamp === MAX_TIMESTAMP
    ? await largestTimestamp(log, context.tools)
    : await firstFrom(log, timestamp, context.tools);
  if (found === null || found.offset >= limit) return notAvailable(partition, context) ?? NOT_FOUND;
  return { timestamp: BigInt(found.timestamp), offset: BigInt(found.offset), leaderEpoch: found.leaderEpoch };
}

/** A leader whose high watermark is below the start of its epoch cannot tell the latest offset yet. */
function notAvailable({ leaderEpochStart, highWatermark }: Partition, { version }: RequestContext): Found | null {
  if (leaderEpochStart <= highWatermark) return null;
  const errorCode = version >= FIRST_WITH_NOT_AVAILABLE
    ? ErrorCode.OFFSET_NOT_AVAILABLE
    : ErrorCode.LEADER_NOT_AVAILABLE;
  return { ...NOT_FOUND, errorCode };
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
