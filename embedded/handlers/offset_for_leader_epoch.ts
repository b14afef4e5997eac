// OffsetForLeaderEpoch, versions 0 to 4: where a leader epoch ends in the log of the leader, after which a consumer that
// was ahead of it knows what was truncated. Leader epochs of the asker are checked (2+).
// Gaps: none known.
import { OffsetForLeaderEpochBroker } from "../../protocol/messages/offset_for_leader_epoch.ts";
import type {
  OffsetForLeaderEpochRequest,
  OffsetForLeaderEpochResponse,
} from "../../protocol/messages/offset_for_leader_epoch.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { type Handler, handler } from "../handler.ts";
import { findPartition, findTopic } from "../partition_access.ts";

type PartitionAnswer = Init<OffsetForLeaderEpochResponse["topics"][number]["partitions"][number]>;

/** The handler of OffsetForLeaderEpoch. */
export const offsetForLeaderEpoch: Handler = handler<OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse>(
  OffsetForLeaderEpochBroker,
  {
    handle: (request, context) => ({
      topics: request.topics.map(({ topic: name, partitions }) => {
        const topic = findTopic(context.state, { name });
        return {
          topic: name,
          partitions: partitions.map(({ partition: index, currentLeaderEpoch, leaderEpoch }): PartitionAnswer => {
            const partition = findPartition(topic, { index, currentLeaderEpoch }, context);
            if ("errorCode" in partition) return unknown(index, partition.errorCode);
            const end = partition.log.epochs.endOf(leaderEpoch, partition.highWatermark);
            return { partition: index, leaderEpoch: end.epoch, endOffset: BigInt(end.endOffset) };
          }),
        };
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

function unknown(partition: number, errorCode: number): PartitionAnswer {
  return { partition, errorCode, leaderEpoch: -1, endOffset: -1n };
}
