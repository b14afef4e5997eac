// Members that go: they leave, their session ends, or they don't give up partitions in time. The others get another
// assignment; a group that only classic members are left in becomes a classic group. Called by the requests and timers.
import { downgrade, mayDowngrade } from "./consumer_downgrade.ts";
import type { ConsumerGroup } from "./consumer_group.ts";

/** Removes members. */
export function fence(group: ConsumerGroup, memberIds: readonly string[]): void {
  const leaving = new Set(memberIds.filter((id) => group.members.has(id)));
  if (leaving.size === 0) return;
  const downgrades = mayDowngrade(group, leaving);
  for (const id of leaving) group.remove(id);
  if (downgrades) return downgrade(group, { rebalances: true });
  group.regexes.keepSubscribed();
  group.bump();
  if (!group.empty) return;
  // There is nothing to assign, and the next member need not wait.
  group.targetEpoch = group.epoch;
  group.assignedAt = null;
}
