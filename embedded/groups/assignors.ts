// The assignors that the broker has, by name, and which of them a group uses. Called by consumer_group.ts,
// consumer_target.ts and the handler of heartbeats.
import type { Assignor, AssignorName } from "./assignor.ts";
import { assignRanges } from "./range_assignor.ts";
import { assignUniformly } from "./uniform_assignor.ts";

/** The assignors by name; the first one is the default. */
export const ASSIGNORS: Readonly<Record<AssignorName, Assignor>> = {
  uniform: assignUniformly,
  range: assignRanges,
};

const NAMES = Object.keys(ASSIGNORS).filter(isAssignorName);

/** Whether the broker has an assignor of that name. */
export function isAssignorName(name: string): name is AssignorName {
  return Object.hasOwn(ASSIGNORS, name);
}

/** The assignor with the most votes, the first one of equals: the default one when nobody has voted. */
export function preferredAssignor(votes: ReadonlyMap<AssignorName, number>): AssignorName {
  let best = NAMES[0];
  for (const name of NAMES) if ((votes.get(name) ?? 0) > (votes.get(best) ?? 0)) best = name;
  return best;
}
