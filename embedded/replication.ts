// How the followers of a partition come after their leader: fetches that are due after a delay (none while it is 0, and
// no timer while nobody is behind), truncation after an election, the replicas in sync, and the high watermark. Owned by
// topic.ts. Must not know requests.
import type { Clock } from "../transports/platform.ts";
import { align, type Replica } from "./replica.ts";

/** What replication asks of the cluster. */
export interface ReplicationHost {
  /** Time. */
  readonly clock: Clock;
  /** Time after which a follower that is behind is no longer in sync (`replica.lag.time.max.ms`). */
  readonly replicaLagMs: number;
  /** Whether the high watermark may pass while fewer than `min.insync.replicas` are in sync, as before KIP-966. */
  readonly passesBelowMinIsr: boolean;
  /** Delay of the fetches of a broker in ms. */
  fetchDelay(nodeId: number): number;
  /** Whether a broker runs and is not paused: it fetches and answers fetches. */
  reachable(nodeId: number): boolean;
  /** Whether the controller takes a broker for alive. */
  alive(nodeId: number): boolean;
}

/** The partition as replication sees it. */
export interface Replicated {
  /** Copies. */
  readonly replicas: readonly Replica[];
  /** Node ids of the replicas in sync. */
  isr: readonly number[];
  /** Node id of the leader; -1 = none. */
  readonly leader: number;
  /** The leader's epoch. */
  readonly leaderEpoch: number;
  /** First offset of that epoch in the leader's log. */
  readonly leaderEpochStart: number;
  /** The copy of the leader. */
  readonly leading: Replica;
  /** Whether fewer replicas are in sync than acks=all needs. */
  readonly underMinIsr: boolean;
  /** Tells that something has moved: the high watermark, the replicas in sync. */
  changed(): void;
}

/** The replication of one partition. */
export class Replication {
  readonly #partition: Replicated;
  readonly #host: ReplicationHost;
  #closed = false;

  /** Nothing moves before the first {@linkcode look}. */
  constructor(partition: Replicated, host: ReplicationHost) {
    this.#partition = partition;
    this.#host = host;
  }

  /** Ends all that is due. */
  close(): void {
    this.#closed = true;
    this.rest();
  }

  /** Ends all that is due until the next look: after an election everything begins anew. */
  rest(): void {
    for (const replica of this.#partition.replicas) {
      replica.rest();
      replica.behindSince = -1;
    }
  }

  /**
   * Looks after the leader has appended, or after anything else has changed: followers without delay fetch at once, for
   * others a fetch becomes due. True when the high watermark has grown.
   */
  look(): boolean {
    const { leader, leading, replicas } = this.#partition;
    if (this.#closed || leader === -1 || !this.#host.reachable(leader)) return false;
    if (replicas.length > 1) {
      for (const replica of replicas) if (replica !== leading) this.#follow(replica, leading);
    }
    const grown = this.#raise();
    // Those who fetch without delay know it at once; others with their next fetch.
    if (grown && replicas.length > 1) {
      for (const replica of replicas) {
        if (replica !== leading && !this.#settled(replica, leading)) this.#follow(replica, leading);
      }
    }
    return grown;
  }

  #follow(replica: Replica, leading: Replica): void {
    if (this.#settled(replica, leading)) return this.#settle(replica);
    const reachable = this.#host.reachable(replica.nodeId);
    const delay = replica.lag ?? this.#host.fetchDelay(replica.nodeId);
    if (reachable && delay === 0) {
      this.#fetch(replica, leading);
      if (this.#settled(replica, leading)) return this.#settle(replica);
    }
    if (replica.behindSince < 0) replica.behindSince = this.#host.clock.now();
    if (reachable && delay > 0 && delay !== Infinity) {
      replica.cancelFetch ??= this.#host.clock.after(delay, () => {
        replica.cancelFetch = null;
        this.#fetchLater(replica);
      });
    }
    this.#watch(replica, reachable ? delay : Infinity);
  }

  #fetchLater(replica: Replica): void {
    const { leader, leading } = this.#partition;
    if (this.#closed || leader === -1 || replica === leading) return;
    if (!this.#host.reachable(leader) || !this.#host.reachable(replica.nodeId)) return;
    this.#fetch(replica, leading);
    replica.behindSince = -1;
    replica.cancelShrink?.();
    replica.cancelShrink = null;
    this.look();
    this.#partition.changed();
  }

  /** One fetch: what the leader has, and its high watermark as it was when it answered. */
  #fetch(replica: Replica, leading: Replica): void {
    const { leaderEpoch } = this.#partition;
    if (replica.alignedEpoch !== leaderEpoch) {
      align(replica, leading.log);
      replica.alignedEpoch = leaderEpoch;
    }
    if (replica.log.endOffset < leading.log.startOffset) replica.reset(leading.log.startOffset);
    replica.log.copyFrom(leading.log);
    replica.raise(leading.highWatermark);
    replica.deleteBefore(leading.log.startOffset);
    this.#join(replica, leading);
  }

  /** A follower that has caught up is in sync again. */
  #join({ nodeId, log }: Replica, leading: Replica): void {
    const { isr, leaderEpochStart } = this.#partition;
    if (isr.includes(nodeId) || !this.#host.alive(nodeId)) return;
    if (log.endOffset < leading.highWatermark || log.endOffset < leaderEpochStart) return;
    this.#partition.isr = [...isr, nodeId];
  }

  /** Takes a follower out of the replicas in sync when it has been behind for too long. */
  #watch(replica: Replica, delay: number): void {
    const { replicaLagMs, clock } = this.#host;
    if (delay <= replicaLagMs || !this.#behind(replica) || !this.#partition.isr.includes(replica.nodeId)) return;
    const left = Math.max(0, replica.behindSince + replicaLagMs - clock.now());
    replica.cancelShrink ??= clock.after(left, () => {
      replica.cancelShrink = null;
      this.#shrink(replica);
    });
  }

  #shrink(replica: Replica): void {
    const { leader, leading, isr } = this.#partition;
    if (this.#closed || leader === -1 || replica === leading || !this.#host.reachable(leader)) return;
    if (!this.#behind(replica) || !isr.includes(replica.nodeId)) return;
    this.#partition.isr = isr.filter((id) => id !== replica.nodeId);
    this.look();
    this.#partition.changed();
  }

  /** Whether a follower lacks records, as far as the leader knows: of the time before its election it knows nothing. */
  #behind({ log, alignedEpoch }: Replica): boolean {
    const { leading, leaderEpoch } = this.#partition;
    return alignedEpoch !== leaderEpoch || log.endOffset < leading.log.endOffset;
  }

  /** Whether a follower has and knows all that the leader has and knows. */
  #settled({ nodeId, log, highWatermark, alignedEpoch }: Replica, leading: Replica): boolean {
    const { isr, leaderEpoch } = this.#partition;
    return alignedEpoch === leaderEpoch && log.endOffset === leading.log.endOffset &&
      highWatermark === leading.highWatermark && log.startOffset === leading.log.startOffset &&
      (isr.includes(nodeId) || !this.#host.alive(nodeId));
  }

  #settle(replica: Replica): void {
    replica.behindSince = -1;
    if (replica.cancelFetch !== null || replica.cancelShrink !== null) replica.rest();
  }

  /** The high watermark is the lowest end of the replicas in sync, and never falls. */
  #raise(): boolean {
    const { isr, replicas, leading, leaderEpoch } = this.#partition;
    let lowest = leading.log.endOffset;
    if (replicas.length > 1) {
      if (!this.#host.passesBelowMinIsr && this.#partition.underMinIsr) return false;
      for (const { nodeId, log, alignedEpoch } of replicas) {
        if (alignedEpoch === leaderEpoch && log.endOffset >= lowest) continue;
        if (!isr.includes(nodeId)) continue;
        if (alignedEpoch !== leaderEpoch) return false;
        lowest = log.endOffset;
      }
    }
    return leading.raise(lowest);
  }
}
