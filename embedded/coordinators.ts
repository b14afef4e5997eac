// Which broker coordinates a group, a transactional id or a share group: the leader of one of fifty internal partitions
// that the key falls on. Asked by FindCoordinator and by every handler that only the coordinator may answer. Must not
// know what is coordinated.
import { ErrorCode } from "../protocol/messages/error_codes.ts";
import { type ClusterState, type NodeState, StateKey } from "./cluster_state.ts";
import { type Failure, failure } from "./failure.ts";

/** What is coordinated. */
export type CoordinatorKind = "group" | "transaction" | "share";

/** How many partitions the topic of each kind has. */
export const INTERNAL_PARTITIONS = 50;
/** How long a coordinator answers COORDINATOR_LOAD_IN_PROGRESS after a move. */
export const LOAD_MS = 10;

/** The coordinators of a cluster. */
export class Coordinators {
  readonly #state: ClusterState;
  /** Internal partitions that were moved, by kind and number, to a node id. */
  readonly #moved = new Map<string, number>();
  #ring: readonly NodeState[] = [];
  readonly #listeners = new Set<(kind: CoordinatorKind, partition: number) => void>();

  /** Coordinators spread over all brokers. */
  constructor(state: ClusterState) {
    this.#state = state;
  }

  /** The coordinator of `key`; undefined while no broker is alive. */
  of(kind: CoordinatorKind, key: string): NodeState | undefined {
    return this.ofPartition(kind, coordinatorPartition(key));
  }

  /**
   * The coordinator of an internal partition; undefined while no broker is alive. Where it is not, the next one in the
   * order of node ids that is alive stands in for it: the keys of other brokers stay where they are.
   */
  ofPartition(kind: CoordinatorKind, partition: number): NodeState | undefined {
    const { nodes } = this.#state;
    if (this.#moved.size > 0) {
      const moved = nodes.get(this.#moved.get(`${kind} ${partition}`) ?? -1);
      if (moved?.alive === true) return moved;
    }
    // Brokers are only ever added.
    if (this.#ring.length < nodes.size) this.#ring = [...nodes.values()];
    const { length } = this.#ring;
    for (let step = 0; step < length; step++) {
      const node = this.#ring[(partition + step) % length];
      if (node.alive) return node;
    }
    return undefined;
  }

  /** Null when the broker `nodeId` coordinates `key`; else the failure that it answers with. */
  check(nodeId: number, kind: CoordinatorKind, key: string): Failure | null {
    const coordinator = this.of(kind, key);
    if (coordinator === undefined) {
      return failure(ErrorCode.COORDINATOR_NOT_AVAILABLE, "The coordinator is not available.");
    }
    if (coordinator.id === nodeId) return null;
    return failure(ErrorCode.NOT_COORDINATOR, "This is not the correct coordinator.");
  }

  /** Makes `nodeId` the coordinator of all keys that fall on the internal partition of `key`. */
  move(kind: CoordinatorKind, key: string, nodeId: number): void {
    const partition = coordinatorPartition(key);
    this.#moved.set(`${kind} ${partition}`, nodeId);
    for (const listener of [...this.#listeners]) listener(kind, partition);
  }

  /** Calls `listener` when an internal partition is moved; the returned function ends that. */
  onMove(listener: (kind: CoordinatorKind, partition: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** The coordinators of a cluster: `state.part(COORDINATORS)`. */
export const COORDINATORS: StateKey<Coordinators> = new StateKey((state) => new Coordinators(state));

/** The internal partition that a key falls on: Java's `Utils.abs(key.hashCode()) % 50`. */
export function coordinatorPartition(key: string): number {
  let h = 0;
  for (let i = 0; i < key.length; i++) h = (Math.imul(h, 31) + key.charCodeAt(i)) | 0;
  return (h & 0x7fff_ffff) % INTERNAL_PARTITIONS;
}
