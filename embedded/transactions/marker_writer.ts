// Writes the markers of one decided transaction into its partitions, and again until each is below the high watermark;
// group offsets of the transaction are decided with it. Run by transaction_store.ts. Must not know how transactions change.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { ClusterState } from "../cluster_state.ts";
import { coordinatorPartition } from "../coordinators.ts";
import { GROUPS } from "../groups/group_store.ts";
import type { CommitOutcome, Partition } from "../topic.ts";
import { OFFSETS_TOPIC } from "../topic_name.ts";
import type { PreparedTransaction, TransactionPartition } from "./transaction.ts";

/** How long the replicas of a partition may take to copy a marker before it is written again. */
const COMMIT_MS = 30_000;

/** What the writer asks of its owner. */
export interface MarkerHost {
  /** The cluster. */
  readonly state: ClusterState;
  /** Aborts when the cluster closes. */
  readonly signal: AbortSignal;
  /** Epoch of the coordinator at this moment. */
  coordinatorEpoch(): number;
  /** Markers of these partitions are written, or are needed no more. */
  written(keys: readonly string[]): void;
}

/** Writes the markers of a transaction. */
export class MarkerWriter {
  readonly #host: MarkerHost;
  readonly #transaction: PreparedTransaction;
  readonly #waiting = new Set<() => void>();
  /** What the owner is not told yet. */
  #written: string[] = [];

  /** Begins at {@linkcode start}. */
  constructor(transaction: PreparedTransaction, host: MarkerHost) {
    this.#transaction = transaction;
    this.#host = host;
  }

  /** Writes all markers that can be written; the others follow when their partitions have leaders. */
  start(): void {
    let starting = true;
    for (const [key, place] of this.#transaction.partitions) {
      this.#write(place, () => {
        this.#written.push(key);
        // Partitions are often done together, and the owner takes a step for each call.
        if (!starting && this.#written.length === 1) queueMicrotask(() => this.#tell());
      });
    }
    starting = false;
    this.#tell();
  }

  #tell(): void {
    const written = this.#written;
    this.#written = [];
    if (written.length > 0) this.#host.written(written);
  }

  /** Waits for partitions no more. */
  close(): void {
    for (const stop of this.#waiting) stop();
    this.#waiting.clear();
  }

  get #committed(): boolean {
    return this.#transaction.state === "PrepareCommit";
  }

  #write(place: TransactionPartition, written: () => void): void {
    const { topic, partition: index } = place;
    const { state, signal } = this.#host;
    if (signal.aborted) return;
    if (topic === OFFSETS_TOPIC) {
      // Offsets live with their groups.
      endGroupOffsets(state, { index, producerId: this.#transaction.producerId, committed: this.#committed });
      return written();
    }
    const partition = state.topic(topic)?.partitions[index];
    // A topic that was deleted needs no marker.
    if (partition === undefined) return written();
    this.#append(partition, () => this.#write(place, written), written);
  }

  #append(partition: Partition, again: () => void, done: () => void): void {
    const { state: { platform: { clock } }, signal } = this.#host;
    const { producerId, producerEpoch } = this.#transaction;
    const { leaderEpoch } = partition;
    const failed = partition.appendMarker({
      kind: this.#committed ? "commit" : "abort",
      producerId,
      producerEpoch,
      coordinatorEpoch: this.#host.coordinatorEpoch(),
      now: clock.wall(),
    });
    if (failed !== null) {
      if (isFenced(failed.errorCode)) done();
      else this.#whenChanged(partition, again);
      return;
    }
    const ended = (outcome: CommitOutcome) => outcome === "committed" ? done() : again();
    const outcome = partition.waitForCommit(partition.log.endOffset, { leaderEpoch, clock, ms: COMMIT_MS, signal });
    if (outcome instanceof Promise) void outcome.then(ended);
    else ended(outcome);
  }

  #whenChanged(partition: Partition, again: () => void): void {
    const stop = partition.onChange(() => {
      stop();
      this.#waiting.delete(stop);
      // Not within the change itself: whoever makes it is not done yet.
      queueMicrotask(again);
    });
    this.#waiting.add(stop);
  }
}

/** The partition has seen a newer producer or coordinator: it needs this marker no more. */
function isFenced(errorCode: number): boolean {
  return errorCode === ErrorCode.INVALID_PRODUCER_EPOCH || errorCode === ErrorCode.TRANSACTION_COORDINATOR_FENCED;
}

/** How a transaction ends in a partition of committed offsets. */
export interface OffsetsOutcome {
  /** Partition of the topic of committed offsets. */
  readonly index: number;
  /** Producer of the transaction. */
  readonly producerId: bigint;
  /** Its outcome. */
  readonly committed: boolean;
}

/** Decides the offsets that groups hold back for a transaction. */
export function endGroupOffsets(state: ClusterState, { index, producerId, committed }: OffsetsOutcome): void {
  for (const group of state.part(GROUPS).list()) {
    if (coordinatorPartition(group.id) === index) group.offsets.endTransaction(producerId, committed);
  }
}
