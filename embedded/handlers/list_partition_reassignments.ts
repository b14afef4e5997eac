// ListPartitionReassignments, version 0: the partitions that are on their way to other brokers, all or those asked
// for.
// Gaps: none known.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { ListPartitionReassignmentsBroker } from "../../protocol/messages/list_partition_reassignments.ts";
import type {
  ListPartitionReassignmentsRequest,
  ListPartitionReassignmentsResponse,
} from "../../protocol/messages/list_partition_reassignments.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { plainFailure } from "../failure.ts";
import { CLUSTER_NAME, type Handler, handler } from "../handler.ts";
import { type Reassignment, REASSIGNMENTS } from "../reassignments.ts";
import { grouped } from "../repeated.ts";

type TopicAnswer = Init<ListPartitionReassignmentsResponse["topics"][number]>;

/** The handler of ListPartitionReassignments. */
export const listPartitionReassignments: Handler = handler<
  ListPartitionReassignmentsRequest,
  ListPartitionReassignmentsResponse
>(ListPartitionReassignmentsBroker, {
  handle: ({ topics: wanted }, context) => {
    if (!context.allowed("DESCRIBE", "CLUSTER", CLUSTER_NAME)) {
      return plainFailure(ErrorCode.CLUSTER_AUTHORIZATION_FAILED);
    }
    const { ongoing } = context.state.part(REASSIGNMENTS);
    const places = new Set(
      wanted?.flatMap(({ name, partitionIndexes }) => partitionIndexes.map((index) => `${index} ${name}`)),
    );
    const found = ongoing.filter(({ topic, partition }) =>
      wanted === null || places.has(`${partition.index} ${topic.name}`)
    );
    const byTopic = grouped(found, ({ topic }) => topic.name);
    return { errorMessage: null, topics: [...byTopic].map(([name, moves]) => describe(name, moves)) };
  },
  fail: (_, errorCode) => plainFailure(errorCode),
});

function describe(name: string, moves: readonly Reassignment[]): TopicAnswer {
  return {
    name,
    partitions: moves.map(({ partition, adding, removing }) => ({
      partitionIndex: partition.index,
      replicas: partition.replicas.map(({ nodeId }) => nodeId),
      addingReplicas: adding,
      removingReplicas: removing,
    })),
  };
}
