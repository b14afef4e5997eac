// DescribeQuorum, versions 0 to 2: a quorum of one voter, the controller, with the other brokers as observers. Other
// topics than that of the metadata are not known.
// Gaps: there is no metadata log: its end is the number of topics and partitions.
import { DescribeQuorumBroker } from "../../protocol/messages/describe_quorum.ts";
import type { DescribeQuorumRequest, DescribeQuorumResponse } from "../../protocol/messages/describe_quorum.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { Init } from "../../protocol/wire/api.ts";
import type { ClusterState } from "../cluster_state.ts";
import { plainFailure } from "../failure.ts";
import { CLUSTER_NAME, type Handler, handler } from "../handler.ts";
import { METADATA_TOPIC } from "../topic_name.ts";

type PartitionAnswer = Init<DescribeQuorumResponse["topics"][number]["partitions"][number]>;

const FIRST_WITH_NODES = 2;

/** The handler of DescribeQuorum. */
export const describeQuorum: Handler = handler<DescribeQuorumRequest, DescribeQuorumResponse>(DescribeQuorumBroker, {
  handle: ({ topics }, { state, listener, version, allowed }) => {
    if (!allowed("DESCRIBE", "CLUSTER", CLUSTER_NAME)) return plainFailure(ErrorCode.CLUSTER_AUTHORIZATION_FAILED);
    const one = topics.length === 1 && topics[0].topicName === METADATA_TOPIC &&
      topics[0].partitions.length === 1 && topics[0].partitions[0].partitionIndex === 0;
    const endpoint = state.nodes.get(state.controller)?.endpoints.get(listener);
    return {
      topics: topics.map(({ topicName, partitions }) => ({
        topicName,
        partitions: partitions.map(({ partitionIndex }) =>
          one ? quorum(state) : { partitionIndex, ...plainFailure(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION) }
        ),
      })),
      nodes: !one || endpoint === undefined || version < FIRST_WITH_NODES
        ? []
        : [{ nodeId: state.controller, listeners: [{ name: "CONTROLLER", ...endpoint }] }],
    };
  },
  fail: (_, errorCode) => plainFailure(errorCode),
});

function quorum(state: ClusterState): PartitionAnswer {
  const logEndOffset = BigInt([...state.topics].reduce((sum, { partitions }) => sum + 1 + partitions.length, 1));
  const now = BigInt(state.platform.clock.wall());
  const replica = (replicaId: number) => ({
    replicaId,
    logEndOffset,
    lastFetchTimestamp: now,
    lastCaughtUpTimestamp: now,
  });
  const { controller } = state;
  return {
    partitionIndex: 0,
    leaderId: controller,
    leaderEpoch: 1,
    highWatermark: logEndOffset,
    currentVoters: [replica(controller)],
    observers: state.alive.filter(({ id }) => id !== controller).map(({ id }) => replica(id)),
  };
}
