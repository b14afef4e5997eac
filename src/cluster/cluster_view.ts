// The newest view of the cluster and who hears of a new one. Called by cluster.ts and dispatch.ts; must not know
// requests.
import { EMPTY_SNAPSHOT, withLeaderHint, withoutTopic } from "./metadata.ts";
import type { LeaderHint, MetadataSnapshot } from "./waist.ts";

/** Holds the view. */
export class ClusterView {
  readonly #listeners = new Set<(metadata: MetadataSnapshot) => void>();
  readonly #onChange: (metadata: MetadataSnapshot) => void;
  #snapshot: MetadataSnapshot = EMPTY_SNAPSHOT;

  /** `onChange` hears of each new view before all others. */
  constructor(onChange: (metadata: MetadataSnapshot) => void) {
    this.#onChange = onChange;
  }

  /** The newest view. */
  get snapshot(): MetadataSnapshot {
    return this.#snapshot;
  }

  /** Takes over a new view and tells of it. */
  publish(snapshot: MetadataSnapshot): void {
    this.#snapshot = snapshot;
    this.#onChange(snapshot);
    for (const fn of [...this.#listeners]) fn(snapshot);
  }

  /** Calls `fn` with each new view; the returned function ends that. */
  listen(fn: (metadata: MetadataSnapshot) => void): () => void {
    this.#listeners.add(fn);
    return () => void this.#listeners.delete(fn);
  }

  /** Takes over a new leader, if its epoch is newer; false: it is not. */
  applyHint(hint: LeaderHint): boolean {
    const next = withLeaderHint(this.#snapshot, hint);
    if (next !== null) this.publish(next);
    return next !== null;
  }

  /** Leaves out a topic. */
  forget(name: string): void {
    const next = withoutTopic(this.#snapshot, name);
    if (next !== this.#snapshot) this.publish(next);
  }

  /** Nobody hears any more. */
  close(): void {
    this.#listeners.clear();
  }
}
