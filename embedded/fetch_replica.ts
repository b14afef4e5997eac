// Which replica a consumer had better read from (KIP-392): the one of its rack, as `RackAwareReplicaSelector` chooses,
// or one that a test has set. Asked by fetch_read.ts for partitions that the broker leads; must not know answers.
import { StateKey } from "./cluster_state.ts";
import type { AskedPartition } from "./fetch_sessions.ts";
import type { RequestContext } from "./handler.ts";
import type { Partition } from "./topic.ts";

/** How a leader chooses: it keeps its readers, or sends them to the replica of their rack. */
export type ReplicaSelector = "leader" | "rack";

/** How the leaders of a cluster choose. */
export class PreferredReplicas {
  /** The rule for all partitions. */
  selector: ReplicaSelector = "leader";
  readonly #set = new WeakMap<Partition, number>();

  /** Sends all consumers of a partition to a broker, whatever their racks; null goes back to the rule. */
  set(partition: Partition, nodeId: number | null): void {
    if (nodeId === null) this.#set.delete(partition);
    else this.#set.set(partition, nodeId);
  }

  /** The broker that was set for a partition. */
  of(partition: Partition): number | undefined {
    return this.#set.get(partition);
  }
}

/** The preferred replicas of a cluster: `state.part(PREFERRED_REPLICAS)`. */
export const PREFERRED_REPLICAS: StateKey<PreferredReplicas> = new StateKey(() => new PreferredReplicas());

/** Node id of the replica that is better placed for a consumer in `rack`; -1 for none but the leader. */
export function preferredReplica(
  partition: Partition,
  { asked, rack }: { readonly asked: AskedPartition; readonly rack: string | null },
  { state, node }: RequestContext,
): number {
  if (rack === null || partition.leader !== node.id) return -1;
  const preferred = state.part(PREFERRED_REPLICAS);
  const set = preferred.of(partition);
  if (set !== undefined) return set === node.id ? -1 : set;
  if (preferred.selector === "leader" || rack === "" || node.rack === rack) return -1;
  let best = -1;
  let bestEnd = -1;
  for (const { nodeId, log } of partition.replicas) {
    const replica = state.nodes.get(nodeId);
    if (nodeId === node.id || replica?.alive !== true || replica.rack !== rack) continue;
    // A follower that lags or lacks the offset would send the consumer back: never one of those.
    if (!partition.isr.includes(nodeId) || log.endOffset < asked.fetchOffset) continue;
    if (log.startOffset > asked.fetchOffset) continue;
    const better = log.endOffset > bestEnd || (log.endOffset === bestEnd && nodeId > best);
    if (better) [best, bestEnd] = [nodeId, log.endOffset];
  }
  return best;
}
