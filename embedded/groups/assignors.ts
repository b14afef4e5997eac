// The assignors that the broker has, by name, and which of them a group uses. Called by consumer_group.ts,
// consumer_target.ts and the handler of heartbeats.
import type { Assignor, AssignorName } from "./assignor.ts";
import type { ConsumerMember } from "./consumer_member.ts";
import { assignRanges } from "./range_assignor.ts";
import { assignUniformly } from "./uniform_assignor.ts";

const DEFAULT_ASSIGNOR: AssignorName = "uniform";

/** The assignors by name; the first one is the default. */
export const ASSIGNORS: Readonly<Record<AssignorName, Assignor>> = {
  uniform: assignUniformly,
  range: assignRanges,
};

/** Whether the broker has an assignor of that name. */
export function isAssignorName(name: string): name is AssignorName {
  return Object.hasOwn(ASSIGNORS, name);
}

/** The assignor that most of the members prefer; the default one when none says. */
export function preferredAssignor(members: Iterable<ConsumerMember>): AssignorName {
  const votes = new Map<AssignorName, number>([["uniform", 0], ["range", 0]]);
  for (const { assignor } of members) {
    if (assignor !== null && isAssignorName(assignor)) votes.set(assignor, (votes.get(assignor) ?? 0) + 1);
  }
  let best = DEFAULT_ASSIGNOR;
  for (const [name, count] of votes) if (count > (votes.get(best) ?? 0)) best = name;
  return best;
}
