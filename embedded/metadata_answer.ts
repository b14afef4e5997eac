// How brokers and partitions are told by the APIs that describe the cluster: Metadata, DescribeCluster,
// DescribeTopicPartitions. Called by their handlers; must not know requests.
import { ErrorCode } from "../protocol/messages/error_codes.ts";
import type { Endpoint, ListenerName } from "./cluster_state.ts";
import type { MetadataView, PartitionView } from "./metadata_freeze.ts";

/** A broker in an answer. */
export interface BrokerAnswer extends Endpoint {
  /** Node id. */
  readonly nodeId: number;
  /** Rack, or null. */
  readonly rack: string | null;
}

/** A partition in an answer. */
export interface PartitionAnswer {
  /** 0, or LEADER_NOT_AVAILABLE. */
  readonly errorCode: number;
  /** Its number. */
  readonly partitionIndex: number;
  /** Node id of the leader; -1 = none. */
  readonly leaderId: number;
  /** Leader epoch. */
  readonly leaderEpoch: number;
  /** Node ids of the replicas. */
  readonly replicaNodes: number[];
  /** Node ids of the replicas in sync. */
  readonly isrNodes: number[];
  /** Node ids of the replicas whose brokers are not alive. */
  readonly offlineReplicas: number[];
}

/** The brokers that are alive, with their addresses at a listener. */
export function brokersOf({ alive }: MetadataView, listener: ListenerName): BrokerAnswer[] {
  return alive.flatMap(({ id: nodeId, rack, endpoints }) => {
    const endpoint = endpoints.get(listener);
    return endpoint === undefined ? [] : [{ nodeId, ...endpoint, rack }];
  });
}

/** A partition. */
export function partitionAnswer(partition: PartitionView, { nodes }: MetadataView): PartitionAnswer {
  const replicaNodes = partition.replicas.map(({ nodeId }) => nodeId);
  return {
    errorCode: partition.leader === -1 ? ErrorCode.LEADER_NOT_AVAILABLE : ErrorCode.NONE,
    partitionIndex: partition.index,
    leaderId: partition.leader,
    leaderEpoch: partition.leaderEpoch,
    replicaNodes,
    isrNodes: [...partition.isr],
    offlineReplicas: replicaNodes.filter((id) => nodes.get(id)?.alive !== true),
  };
}
