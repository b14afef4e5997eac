// What befalls the replicas of a partition when a test wants it: lag, shrunk ISRs, unclean elections, lost tails of logs,
// frozen brokers. Called by embedded_kafka.ts; must not know requests.
import type { ClusterState, NodeState } from "./cluster_state.ts";
import { mistake } from "./mistake.ts";
import type { Replica } from "./replica.ts";
import type { Partition } from "./topic.ts";

/** How a broker is killed. */
export interface KillOptions {
  /** Time until the cluster notices and elects other leaders, in ms. @default 0 */
  readonly failoverMs?: number;
  /**
   * What of its logs was not on disk yet and is lost: true = all that it did not know to be committed, a number = so many
   * of the last batches of each log, committed or not. @default false
   */
  readonly loseTail?: boolean | number;
}

/** How a broker is paused. */
export interface PauseOptions {
  /** Time until the cluster takes it for dead and elects other leaders, in ms. @default never */
  readonly failoverMs?: number;
}

/** Takes the unwritten tails from the logs of a broker that was killed. */
export function loseTails(state: ClusterState, nodeId: number, tail: boolean | number): void {
  if (tail === false || tail === 0) return;
  for (const { partition } of state.partitionsOn(nodeId)) {
    const replica = partition.replica(nodeId);
    if (replica === undefined) continue;
    const { batches } = replica.log;
    const end = tail === true
      ? replica.highWatermark
      : batches[Math.max(0, batches.length - tail)]?.baseOffset ?? replica.log.endOffset;
    replica.truncateTo(end);
    replica.alignedEpoch = -1;
  }
}

/** Looks again at all partitions of a broker: it is frozen, gone or back. */
export function lookAtPartitions(state: ClusterState, nodeId: number): void {
  for (const { partition } of state.partitionsOn(nodeId)) partition.look();
}

/** Freezes a broker. */
export function pause(state: ClusterState, node: NodeState): void {
  node.pause.begin();
  lookAtPartitions(state, node.id);
}

/** Lets a frozen broker go on; what the cluster has taken for dead comes back, unless it was unregistered. */
export function resume(state: ClusterState, node: NodeState): void {
  node.pause.end();
  if (!node.running) return;
  // A leader that was frozen has not seen its followers: their time begins anew.
  for (const { partition } of state.partitionsOn(node.id)) if (partition.leader === node.id) partition.restart();
  if (node.alive) lookAtPartitions(state, node.id);
  else if (node.registered) state.brokerUp(node.id);
}

/** Sets how late a follower fetches; null = as its broker does. */
export function setLag(partition: Partition, nodeId: number, ms: number | null): void {
  const replica = replicaOf(partition, nodeId);
  replica.lag = ms;
  replica.rest();
  partition.look();
}

/** Takes a follower out of the replicas in sync; it fetches nothing until its lag is set again. */
export function shrinkIsr(partition: Partition, nodeId: number): void {
  if (partition.leader === nodeId) throw mistake(`shrinkIsr: broker ${nodeId} leads the partition`);
  const replica = replicaOf(partition, nodeId);
  replica.lag = Infinity;
  replica.rest();
  // The last one in sync stays, as at a real controller: without it no clean election could ever find a leader.
  const others = partition.isr.filter((id) => id !== nodeId);
  if (others.length > 0) partition.isr = others;
  partition.look();
}

/** Elects a replica whether or not it is in sync: what it lacks is lost. */
export function electUnclean(state: ClusterState, partition: Partition, nodeId: number): void {
  replicaOf(partition, nodeId);
  if (state.nodes.get(nodeId)?.alive !== true) throw mistake(`uncleanElection: broker ${nodeId} does not run`);
  partition.isr = [nodeId];
  partition.elect(nodeId);
}

function replicaOf(partition: Partition, nodeId: number): Replica {
  const replica = partition.replica(nodeId);
  if (replica !== undefined) return replica;
  const ids = partition.replicas.map((one) => one.nodeId).join(", ");
  throw mistake(`Broker ${nodeId} has no replica of partition ${partition.index}: ${ids} have`);
}
