// The target assignment of a consumer group: what the assignor gives each member for a group epoch. Called at heartbeats
// and joins when the group epoch has grown.
import { ASSIGNORS } from "./assignors.ts";
import type { ConsumerGroup } from "./consumer_group.ts";

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
