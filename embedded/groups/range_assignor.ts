// Assigns each topic in ranges: members in order, the first ones get one partition more where it does not come out even.
// Members that read the same topics get the same partitions of each. Called by way of assignors.ts.
import type { AssignorInput, AssignorMember, AssignorOutput } from "./assignor.ts";

/** Assigns ranges. */
export function assignRanges({ members, partitions }: AssignorInput): AssignorOutput {
  const ordered = [...members].sort(staticFirst);
  const assignment: AssignorOutput = new Map(ordered.map(({ id }) => [id, new Map()]));
  for (const [topicId, count] of partitions) {
    const readers = ordered.filter(({ topics }) => topics.has(topicId));
    let first = 0;
    for (const [at, { id }] of readers.entries()) {
      const size = Math.floor(count / readers.length) + (at < count % readers.length ? 1 : 0);
      const start = first;
      if (size > 0) {
        assignment.get(id)?.set(topicId, new Set(Array.from({ length: size }, (_, n) => start + n)));
      }
      first += size;
    }
  }
  return assignment;
}

/** Static members come first, by their names: they keep their place when they get another id. */
function staticFirst(a: AssignorMember, b: AssignorMember): number {
  if (a.instanceId !== null && b.instanceId !== null) return compareText(a.instanceId, b.instanceId);
  if (a.instanceId !== null) return -1;
  if (b.instanceId !== null) return 1;
  return compareText(a.id, b.id);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
