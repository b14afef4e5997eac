// A topic and its partitions: replicas, leader, epochs, appends through the leader, and who waits for what. Owned by
// cluster_state.ts, read by the handlers. Must not know requests.
import { ErrorCode } from "../protocol/messages/error_codes.ts";
import { writeMarkerBatch } from "../protocol/records/control_records.ts";
import { crc32c } from "../protocol/wire/crc32c.ts";
import type { Clock } from "../transports/platform.ts";
import { type Failure, failure } from "./failure.ts";
import type { Appended, AppendOptions, Log } from "./log.ts";
import { type ReadIsolation, Replica } from "./replica.ts";
import { Replication, type ReplicationHost } from "./replication.ts";

/** How a transaction ends in a partition. */
export interface Marker {
  /** Its outcome. */
  readonly kind: "commit" | "abort";
  /** Producer of the transaction. */
  readonly producerId: bigint;
  /** Its epoch. */
  readonly producerEpoch: number;
  /** Epoch of the transaction coordinator that writes the marker. */
  readonly coordinatorEpoch: number;
  /** Wall clock. */
  readonly now: number;
}

/** How long a commit is waited for. */
export interface CommitWait {
  /** Leader epoch of the append: a later leader may lack the records, and have others in their place. */
  readonly leaderEpoch: number;
  /** Time. */
  readonly clock: Clock;
  /** Longest wait in ms. */
  readonly ms: number;
  /** Ends it too: nobody reads the answer. */
  readonly signal: AbortSignal;
}

/** How a wait for a commit has ended; `"moved"`: another leader was elected since the append, or the topic is gone. */
export type CommitOutcome = "committed" | "timeout" | "moved";

/** What a partition is made of. */
export interface PartitionOptions {
  /** Number. */
  readonly index: number;
  /** Node ids of the replicas, the preferred leader first. */
  readonly nodeIds: readonly number[];
  /** Node ids of the replicas in sync. */
  readonly isr: readonly number[];
  /** Node id of the leader; -1 = none. */
  readonly leader: number;
  /** The cluster around it. */
  readonly host: ReplicationHost;
  /** `min.insync.replicas` of the topic. */
  readonly minIsr: () => number;
}

interface Waiter {
  readonly offset: number;
  readonly done: (outcome: CommitOutcome) => void;
}

/** A partition: what the controller and its leader know of it. */
export class Partition {
  /** Its number. */
  readonly index: number;
  /** Copies, the preferred leader first. */
  replicas: readonly Replica[];
  /** Node ids of the replicas that are in sync. */
  isr: readonly number[];
  /** First offset of the leader's epoch in its log. */
  leaderEpochStart = 0;
  readonly #host: ReplicationHost;
  readonly #replication: Replication;
  readonly #minIsr: () => number;
  readonly #listeners = new Set<() => void>();
  readonly #waiters = new Set<Waiter>();
  #leader: number;
  #leaderEpoch = 0;
  #leading: Replica;
  #deleted = false;

  /** Makes a partition without records. */
  constructor(options: PartitionOptions) {
    this.index = options.index;
    this.replicas = options.nodeIds.map((nodeId) => new Replica(nodeId));
    this.isr = options.isr;
    this.#host = options.host;
    this.#minIsr = options.minIsr;
    this.#leader = options.leader;
    this.#leading = this.replica(options.leader) ?? this.replicas[0];
    if (options.leader !== -1) this.#leading.log.epochs.assign(0, 0);
    for (const replica of this.replicas) replica.alignedEpoch = 0;
    this.#replication = new Replication(this, options.host);
  }

  /** Node id of the leader; -1 while no replica in sync is up. */
  get leader(): number {
    return this.#leader;
  }

  /** Grows with each election. */
  get leaderEpoch(): number {
    return this.#leaderEpoch;
  }

  /** The copy of the leader; of the last one while there is none. */
  get leading(): Replica {
    return this.#leading;
  }

  /** The log that the leader writes to; the one that was last led when there is no leader. */
  get log(): Log {
    return this.#leading.log;
  }

  /** Consumers read below it: the lowest end of the replicas in sync, as far as the leader knows. */
  get highWatermark(): number {
    return this.#leading.highWatermark;
  }

  /** Consumers with `read_committed` read below it: where the first transaction begins that is not decided yet. */
  get lastStableOffset(): number {
    return this.#leading.lastStableOffset;
  }

  /** Replicas that must be in sync for acks=all: `min.insync.replicas`, but never more than there are. */
  get minIsr(): number {
    return Math.min(this.#minIsr(), this.replicas.length);
  }

  /** Whether fewer replicas are in sync than acks=all needs. */
  get underMinIsr(): boolean {
    return this.isr.length < this.replicas.length && this.isr.length < this.minIsr;
  }

  /** The lowest start of the logs of all replicas whose brokers are alive. */
  get lowWatermark(): number {
    let lowest = this.log.startOffset;
    for (const { nodeId, log } of this.replicas) {
      if (log.startOffset < lowest && this.#host.alive(nodeId)) lowest = log.startOffset;
    }
    return lowest;
  }

  /** Whether its topic was deleted. */
  get deleted(): boolean {
    return this.#deleted;
  }

  /** The offset that a reader stops at. */
  readLimit(isolation: ReadIsolation): number {
    return this.#leading.readLimit(isolation);
  }

  /** Appends a batch through the leader. */
  append(batch: Uint8Array, options: Omit<AppendOptions, "leaderEpoch">): Appended | Failure {
    const { now, logAppendTime, crc } = options;
    const appended = this.log.append(batch, { now, logAppendTime, crc, leaderEpoch: this.#leaderEpoch });
    if (!("errorCode" in appended) && !appended.duplicate) this.look();
    return appended;
  }

  /** Writes a marker through the leader: the transaction of the producer ends here. */
  appendMarker(marker: Marker): Failure | null {
    const { kind: type, producerId, producerEpoch, coordinatorEpoch, now } = marker;
    if (this.#deleted || this.#leader === -1 || !this.#host.reachable(this.#leader)) {
      return failure(ErrorCode.NOT_LEADER_OR_FOLLOWER, "The partition has no leader that could write the marker.");
    }
    if (this.underMinIsr) {
      return failure(ErrorCode.NOT_ENOUGH_REPLICAS, "There are insufficient in-sync replicas for this partition.");
    }
    const batch = writeMarkerBatch({ type, producerId, producerEpoch, coordinatorEpoch, timestamp: now, crc: crc32c });
    const appended = this.append(batch, { now, logAppendTime: false, crc: crc32c });
    return "errorCode" in appended ? appended : null;
  }

  /** Waits until the high watermark is at `offset` or beyond; answers at once when nothing is to be waited for. */
  waitForCommit(
    offset: number,
    { leaderEpoch, clock, ms, signal }: CommitWait,
  ): CommitOutcome | Promise<CommitOutcome> {
    if (this.#deleted || this.#leaderEpoch !== leaderEpoch) return "moved";
    if (this.highWatermark >= offset) return "committed";
    if (signal.aborted) return "timeout";
    return new Promise((resolve) => {
      const done = (outcome: CommitOutcome) => {
        this.#waiters.delete(waiter);
        cancel();
        signal.removeEventListener("abort", gone);
        resolve(outcome);
      };
      const gone = () => done("timeout");
      const waiter: Waiter = { offset, done };
      const cancel = clock.after(ms, gone);
      this.#waiters.add(waiter);
      signal.addEventListener("abort", gone);
    });
  }

  /** Deletes the records below `offset` at the leader; followers come after it. */
  deleteBefore(offset: number): void {
    this.#leading.deleteBefore(offset);
    this.look();
  }

  /** The copy on a broker. */
  replica(nodeId: number): Replica | undefined {
    for (const replica of this.replicas) if (replica.nodeId === nodeId) return replica;
    return undefined;
  }

  /** Puts other copies in the place of the old ones; an election must follow when the leader is not among them. */
  assign(replicas: readonly Replica[]): void {
    for (const replica of this.replicas) if (!replicas.includes(replica)) replica.rest();
    this.replicas = replicas;
    this.isr = this.isr.filter((id) => this.replica(id) !== undefined);
  }

  /** Elects `leader` (-1 = none): the epoch grows, followers compare their logs, and everyone who waits is told. */
  elect(leader: number): void {
    const moved = leader !== this.#leader;
    this.#leader = leader;
    this.#leaderEpoch++;
    this.#replication.rest();
    if (leader !== -1) {
      const leading = this.replica(leader) ?? this.#leading;
      this.#leading = leading;
      this.leaderEpochStart = leading.log.endOffset;
      leading.log.epochs.assign(this.#leaderEpoch, leading.log.endOffset);
      leading.alignedEpoch = this.#leaderEpoch;
    }
    if (moved) this.#tell("moved");
    this.look();
  }

  /**
   * Lets followers fetch and the high watermark grow, after an append or after anything else that matters: a broker
   * that is up again, another delay, another ISR. Tells everyone who waits.
   */
  look(): void {
    this.#replication.look();
    this.changed();
  }

  /** Forgets since when followers are behind: their leader was frozen and could not know. */
  restart(): void {
    this.#replication.rest();
  }

  /** The topic was deleted: whoever waits is told. */
  delete(): void {
    this.#deleted = true;
    this.#replication.close();
    this.#tell("moved");
    this.changed();
  }

  /** Ends timers; the cluster is closed. */
  close(): void {
    this.#replication.close();
  }

  /** Calls `listener` after each append and each change of leader; the returned function ends that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells those who wait to look again. */
  changed(): void {
    if (this.#waiters.size > 0) {
      const { highWatermark } = this;
      for (const waiter of [...this.#waiters]) if (waiter.offset <= highWatermark) waiter.done("committed");
    }
    if (this.#listeners.size > 0) { for (const listener of [...this.#listeners]) listener(); }
  }

  #tell(outcome: CommitOutcome): void {
    for (const waiter of [...this.#waiters]) waiter.done(outcome);
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
  /** Its partitions by number; another list when some are added. */
  partitions: readonly Partition[];
}
