// One copy of a partition: its log, how far it knows that all replicas in sync have come, and how it follows the
// leader. Owned by topic.ts and moved by replication.ts; must not know the cluster.
import { Log } from "./log.ts";

/** Which records a reader may see. */
export type ReadIsolation = "read_uncommitted" | "read_committed" | "follower";

/** A copy of a partition on a broker. */
export class Replica {
  /** Broker that holds it. */
  readonly nodeId: number;
  /** Its log. */
  readonly log: Log = new Log();
  /** What it knows of the high watermark: exact at the leader, perhaps older at a follower. */
  #highWatermark = 0;
  /** Delay of its fetches in ms, set as a fault; Infinity = it fetches nothing; null = that of its broker. */
  lag: number | null = null;
  /** Leader epoch in which its log was last compared with that of the leader. */
  alignedEpoch = -1;
  /** When it fell behind the leader, on the monotonic clock; -1 = it has what the leader has. */
  behindSince = -1;
  /** Cancels the fetch that is due. */
  cancelFetch: (() => void) | null = null;
  /** Cancels the look that will take it out of the replicas in sync. */
  cancelShrink: (() => void) | null = null;

  /** An empty copy. */
  constructor(nodeId: number) {
    this.nodeId = nodeId;
  }

  /** What it knows of the high watermark. */
  get highWatermark(): number {
    return this.#highWatermark;
  }

  /** Readers with `read_committed` stop here: where the first transaction begins that is not decided yet. */
  get lastStableOffset(): number {
    const { producers, startOffset } = this.log;
    return Math.min(this.#highWatermark, Math.max(producers.firstUnstableOffset, startOffset));
  }

  /** The offset that a reader stops at. */
  readLimit(isolation: ReadIsolation): number {
    if (isolation === "follower") return this.log.endOffset;
    return isolation === "read_committed" ? this.lastStableOffset : this.#highWatermark;
  }

  /** Raises the high watermark, never beyond the end of the log; whether it has grown. */
  raise(highWatermark: number): boolean {
    const next = Math.min(highWatermark, this.log.endOffset);
    if (next <= this.#highWatermark) return false;
    this.#highWatermark = next;
    this.log.producers.onHighWatermark(next);
    return true;
  }

  /** Cuts the log at `offset`; the high watermark goes no further than its end. */
  truncateTo(offset: number): void {
    this.log.truncateTo(offset);
    this.#highWatermark = Math.max(this.log.startOffset, Math.min(this.#highWatermark, this.log.endOffset));
    this.log.producers.onHighWatermark(this.#highWatermark);
  }

  /** Empties the log; it goes on at `offset`. */
  reset(offset: number): void {
    this.log.reset(offset);
    this.#highWatermark = offset;
  }

  /** Deletes the records below `offset`. */
  deleteBefore(offset: number): void {
    this.log.deleteBefore(offset);
    this.#highWatermark = Math.max(this.#highWatermark, this.log.startOffset);
  }

  /** Ends what it waits for. */
  rest(): void {
    this.cancelFetch?.();
    this.cancelShrink?.();
    this.cancelFetch = null;
    this.cancelShrink = null;
  }
}

/** Cuts a follower's log where it parts from the leader's, as followers do since KIP-101, KIP-279 and KIP-595. */
export function align(follower: Replica, leader: Log): void {
  const { log } = follower;
  for (;;) {
    const { latest } = log.epochs;
    const end = leader.epochs.endOf(latest, leader.endOffset);
    if (latest < 0 || end.endOffset < 0) break;
    if (end.epoch === latest && end.endOffset >= log.endOffset) break;
    const own = log.epochs.endOf(end.epoch, log.endOffset);
    let target = end.endOffset;
    if (own.endOffset >= 0) target = own.epoch === end.epoch ? Math.min(own.endOffset, target) : own.endOffset;
    follower.truncateTo(Math.min(target, log.endOffset));
    // Nothing more that the epochs could tell apart.
    if (log.epochs.latest === latest) break;
  }
  if (log.endOffset > leader.endOffset) follower.truncateTo(leader.endOffset);
  if (log.endOffset < leader.startOffset) follower.reset(leader.startOffset);
}
