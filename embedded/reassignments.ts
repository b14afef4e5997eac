// Partitions that move to other brokers: new copies fetch from the leader, and once all of them are in sync the old ones
// go. A part of the cluster state, used by the handlers of reassignments.
import { type ClusterState, StateKey } from "./cluster_state.ts";
import { ErrorCode } from "../protocol/messages/error_codes.ts";
import { type Failure, failure, plainFailure } from "./failure.ts";
import { Replica } from "./replica.ts";
import type { Partition, Topic } from "./topic.ts";

/** A partition on its way. */
export interface Reassignment {
  /** Its topic. */
  readonly topic: Topic;
  /** The partition. */
  readonly partition: Partition;
  /** Node ids that it will have. */
  readonly target: readonly number[];
  /** Node ids that are new. */
  readonly adding: readonly number[];
  /** Node ids that go. */
  readonly removing: readonly number[];
}

interface Ongoing extends Reassignment {
  readonly stop: () => void;
}

/** The reassignments of a cluster. */
export class Reassignments {
  readonly #state: ClusterState;
  readonly #ongoing = new Map<Partition, Ongoing>();

  /** None yet. */
  constructor(state: ClusterState) {
    this.#state = state;
  }

  /** The partitions that are on their way. */
  get ongoing(): Reassignment[] {
    return [...this.#ongoing.values()].filter(({ partition }) => !partition.deleted);
  }

  /** The move of a partition; undefined when it stays. */
  of(partition: Partition): Reassignment | undefined {
    return partition.deleted ? undefined : this.#ongoing.get(partition);
  }

  /** Moves a partition to other brokers; another move of it is given up. */
  start(topic: Topic, partition: Partition, target: readonly number[]): void {
    const former = this.#ongoing.get(partition);
    const added = former?.adding ?? [];
    const current = idsOf(partition);
    const settled = current.filter((id) => !added.includes(id));
    const adding = target.filter((id) => !settled.includes(id));
    const removing = current.filter((id) => !target.includes(id));
    this.#end(partition);
    partition.assign([...target, ...removing].map((id) => partition.replica(id) ?? new Replica(id)));
    const stop = partition.onChange(() => this.#advance(partition));
    this.#ongoing.set(partition, { topic, partition, target, adding, removing, stop });
    this.#advance(partition);
    // New copies without delay are in sync at once; others when their fetches are due.
    if (this.#ongoing.has(partition)) partition.look();
  }

  /** Gives a move up: the new copies go. */
  cancel(partition: Partition): Failure | null {
    const former = this.#ongoing.get(partition);
    if (former === undefined) return plainFailure(ErrorCode.NO_REASSIGNMENT_IN_PROGRESS);
    const kept = partition.replicas.filter(({ nodeId }) => !former.adding.includes(nodeId));
    if (!kept.some(({ nodeId }) => partition.isr.includes(nodeId))) {
      return failure(
        ErrorCode.INVALID_REPLICA_ASSIGNMENT,
        `Unable to revert partition assignment for ${former.topic.name}:${partition.index} because it would require an unclean leader election.`,
      );
    }
    this.#end(partition);
    this.#settle(former.topic, partition, kept);
    return null;
  }

  #advance(partition: Partition): void {
    const move = this.#ongoing.get(partition);
    if (move === undefined) return;
    if (partition.deleted) return this.#end(partition);
    const left = partition.isr.filter((id) => !move.removing.includes(id));
    if (left.length === 0 || !move.adding.every((id) => left.includes(id))) return;
    this.#end(partition);
    const kept = move.target.map((id) => partition.replica(id)).filter((replica) => replica !== undefined);
    this.#settle(move.topic, partition, kept);
  }

  #settle(topic: Topic, partition: Partition, replicas: readonly Replica[]): void {
    partition.assign(replicas);
    if (partition.leader !== -1 && partition.replica(partition.leader) === undefined) {
      this.#state.electLeader(topic, partition);
    } else partition.look();
  }

  #end(partition: Partition): void {
    this.#ongoing.get(partition)?.stop();
    this.#ongoing.delete(partition);
  }
}

/** The reassignments of a cluster: `state.part(REASSIGNMENTS)`. */
export const REASSIGNMENTS: StateKey<Reassignments> = new StateKey((state) => new Reassignments(state));

function idsOf(partition: Partition): number[] {
  return partition.replicas.map(({ nodeId }) => nodeId);
}
