// What an assignor of a consumer group gets and gives. The assignors are pure; assignors.ts has the table of them.
// Contracts only.
import type { Partitions } from "./consumer_member.ts";

/** A member as an assignor sees it. */
export interface AssignorMember {
  /** Member id. */
  readonly id: string;
  /** Name of a static member. */
  readonly instanceId: string | null;
  /** Ids of the topics that it subscribes to; all of them exist. */
  readonly topics: ReadonlySet<string>;
  /** What the target before gave it. */
  readonly current: Partitions;
}

/** What is to be assigned. */
export interface AssignorInput {
  /** Members. */
  readonly members: readonly AssignorMember[];
  /** Number of partitions by topic id. */
  readonly partitions: ReadonlyMap<string, number>;
}

/** Partitions by member id, then by topic id. */
export type AssignorOutput = Map<string, Map<string, Set<number>>>;

/** Assigns all partitions of subscribed topics. */
export type Assignor = (input: AssignorInput) => AssignorOutput;

/** Name of an assignor of the broker. */
export type AssignorName = "uniform" | "range";
