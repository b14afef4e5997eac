// What an assignor of a consumer group gets and gives, and the table of the ones that the broker has. The assignors are
// pure; consumer_target.ts calls them.
import type { Partitions } from "./consumer_member.ts";
import { assignRanges } from "./range_assignor.ts";
import { assignUniformly } from "./uniform_assignor.ts";

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

/** The assignors by name; the first one is the default. */
export const ASSIGNORS: Readonly<Record<AssignorName, Assignor>> = {
  uniform: assignUniformly,
  range: assignRanges,
};

/** Whether the broker has an assignor of that name. */
export function isAssignorName(name: string): name is AssignorName {
  return Object.hasOwn(ASSIGNORS, name);
}
