// The target assignment of a consumer group: what the assignor gives each member for a group epoch. Called at heartbeats
// and joins when the group epoch has grown.
import { type AssignorName, ASSIGNORS, isAssignorName } from "./assignor.ts";
import type { ConsumerGroup } from "./consumer_group.ts";
import type { ConsumerMember } from "./consumer_member.ts";

const DEFAULT_ASSIGNOR: AssignorName = "uniform";

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

/** Makes a new target when the group epoch has grown and the last one is old enough. */
export function maybeAssign(group: ConsumerGroup): void {
  if (group.epoch <= group.targetEpoch) return;
  const now = group.store.state.platform.clock.now();
  if (group.assignedAt !== null && now < group.assignedAt + group.assignmentIntervalMs) return;
  const members = [...group.members.values()].map((member) => ({
    id: member.id,
    instanceId: member.instanceId,
    topics: group.topicIdsOf(member),
    current: group.target(member.id),
  }));
  const partitions = new Map<string, number>();
  for (const { topics } of members) {
    for (const topicId of topics) {
      partitions.set(topicId, group.store.state.topicById(topicId)?.partitions.length ?? 0);
    }
  }
  const assignment = ASSIGNORS[group.assignor]({ members, partitions });
  for (const { id } of members) group.setTarget(id, assignment.get(id) ?? new Map());
  group.targetEpoch = group.epoch;
  group.assignedAt = now;
}
