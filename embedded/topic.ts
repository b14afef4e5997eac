// A topic and its partitions: replicas, leader, epochs, and who waits for what. Owned by cluster_state.ts, read by the
// handlers. Must not know requests.
import type { Log } from "./log.ts";

/** One copy of a partition. */
export interface Replica {
  /** Broker that holds it. */
  readonly nodeId: number;
  /**
   * Its log. The replicas of a partition share one log for now: a follower is never behind its leader, and the high
   * watermark is the end of the log. Logs of their own take this very place.
   */
  readonly log: Log;
}

/** A partition: what the controller and its leader know of it. */
export class Partition {
  /** Its number. */
  readonly index: number;
  /** Copies, the preferred leader first. */
  readonly replicas: readonly Replica[];
  /** Node ids of the replicas that are in sync. */
  isr: readonly number[];
  /** Node id of the leader; -1 while no replica in sync is up. */
  leader: number;
  /** Grows with each election. */
  leaderEpoch = 0;
  readonly #listeners = new Set<() => void>();

  /** Makes a partition led by its first replica. */
  constructor(index: number, replicas: readonly Replica[]) {
    this.index = index;
    this.replicas = replicas;
    this.isr = replicas.map((replica) => replica.nodeId);
    this.leader = this.isr[0];
  }

  /** The log that the leader writes to; the one that was last led when there is no leader. */
  get log(): Log {
    return (this.replica(this.leader) ?? this.replicas[0]).log;
  }

  /** Consumers read below it: the lowest end of the replicas in sync. */
  get highWatermark(): number {
    let lowest = Infinity;
    for (const { nodeId, log } of this.replicas) {
      if (this.isr.includes(nodeId)) lowest = Math.min(lowest, log.endOffset);
    }
    return lowest === Infinity ? this.log.endOffset : lowest;
  }

  /** The copy on a broker. */
  replica(nodeId: number): Replica | undefined {
    return this.replicas.find((replica) => replica.nodeId === nodeId);
  }

  /** Elects `leader` (-1 = none): the epoch grows and everyone who waits is told. */
  elect(leader: number): void {
    this.leader = leader;
    this.leaderEpoch++;
    if (leader !== -1) this.log.epochs.assign(this.leaderEpoch, this.log.endOffset);
    this.changed();
  }

  /** Calls `listener` after each append and each change of leader; the returned function ends that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells those who wait to look again. */
  changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** A topic. */
export interface Topic {
  /** Its name. */
  readonly name: string;
  /** Its id: another one after it was deleted and made again. */
  readonly id: string;
  /** Settings that differ from the defaults, by Kafka's names. */
  readonly configs: Map<string, string>;
  /** Its partitions by number. */
  readonly partitions: readonly Partition[];
}
