// OffsetForLeaderEpoch, versions 0 to 4: where a leader epoch ends in the log of the leader, after which a consumer that
// was ahead of it knows what was truncated. Leader epochs of the asker are checked (2+).
// Gaps: none known.
import { OffsetForLeaderEpochBroker } from "../../protocol/messages/offset_for_leader_epoch.ts";
import type {
  OffsetForLeaderEpochRequest,
  OffsetForLeaderEpochResponse,
} from "../../protocol/messages/offset_for_leader_epoch.ts";
import type { Init } from "../../protocol/wire/api.ts";
import type { Failure } from "../failure.ts";
import { CLUSTER_NAME, type Handler, handler, type RequestContext } from "../handler.ts";
import { allowedTopic, findPartition, findTopic } from "../partition_access.ts";
import type { Topic } from "../topic.ts";

type PartitionRequest = OffsetForLeaderEpochRequest["topics"][number]["partitions"][number];
type PartitionAnswer = Init<OffsetForLeaderEpochResponse["topics"][number]["partitions"][number]>;

/** The handler of OffsetForLeaderEpoch. */
export const offsetForLeaderEpoch: Handler = handler<OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse>(
  OffsetForLeaderEpochBroker,
  {
    handle: (request, context) => ({
      topics: request.topics.map(({ topic: name, partitions }) => {
        const topic = topicOf(name, context);
        return { topic: name, partitions: partitions.map((partition) => endOf(topic, partition, context)) };
      }),
    }),
    fail: (request, errorCode) => ({
      topics: request.topics.map(({ topic, partitions }) => ({
        topic,
        partitions: partitions.map(({ partition }) => unknown(partition, errorCode)),
      })),
    }),
  },
);

function topicOf(name: string, context: RequestContext): Topic | Failure {
  if (context.allowed("CLUSTER_ACTION", "CLUSTER", CLUSTER_NAME)) return findTopic(context.state, { name });
  return allowedTopic("DESCRIBE", { name }, context);
}

function endOf(topic: Topic | Failure, request: PartitionRequest, context: RequestContext): PartitionAnswer {
  const { partition: index, currentLeaderEpoch, leaderEpoch } = request;
  const partition = findPartition(topic, { index, currentLeaderEpoch }, context);
  if ("errorCode" in partition) return unknown(index, partition.errorCode);
  const { log } = partition;
  const end = log.epochs.endOf(leaderEpoch, log.endOffset);
  return { partition: index, leaderEpoch: end.epoch, endOffset: BigInt(end.endOffset) };
}

function unknown(partition: number, errorCode: number): PartitionAnswer {
  return { partition, errorCode, leaderEpoch: -1, endOffset: -1n };
}
