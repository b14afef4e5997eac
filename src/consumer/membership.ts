// The contract between a consumer and whoever decides which partitions it reads and what happens to its progress.
// Implemented by manual.ts (no group) and, later, by src/group/. Must not know how records are fetched.
import type { StartPosition } from "./options.ts";

/** A partition that a consumer owns, and where it starts. */
export interface OwnedPartition {
  /** Topic name. */
  readonly topic: string;
  /** Partition index. */
  readonly partition: number;
  /** Where to start when there is no position yet. */
  readonly start: StartPosition;
}

/** What a membership tells its consumer. */
export interface MembershipListener {
  /** These partitions are now read too. */
  assigned(partitions: readonly OwnedPartition[]): void;
  /** These are no longer read; what was read ahead of them is dropped. */
  revoked(partitions: readonly { readonly topic: string; readonly partition: number }[]): void;
  /** Nothing more can come: each further call of the consumer rejects with this error. */
  failed(error: Error): void;
}

/** Decides what a consumer reads. */
export interface Membership {
  /** Begins; tells the listener what is owned, now and whenever it changes. */
  start(listener: MembershipListener): void;
  /** Ends; resolves when the rest of the group knows. */
  stop(options: { readonly signal?: AbortSignal }): Promise<void>;
}
