// Consumer groups that become classic ones: when the last member of the new protocol goes and classic members are left.
// Called when members go, and when a classic member takes the place of a static one.
import { newClassicGroup } from "./classic_conduct.ts";
import type { ClassicSnapshot } from "./classic_group.ts";
import type { ClassicMemberState } from "./classic_member.ts";
import { prepareRebalance } from "./classic_rebalance.ts";
import { writeAssignment } from "./consumer_embedded.ts";
import type { ConsumerGroup } from "./consumer_group.ts";
import type { ConsumerMember } from "./consumer_member.ts";

const CONSUMER = "consumer";

/** Whether nothing but classic members is left without `leaving`, and the group may become a classic one. */
export function mayDowngrade(group: ConsumerGroup, leaving: ReadonlySet<string>): boolean {
  const rest = [...group.members.values()].filter(({ id }) => !leaving.has(id));
  return rest.length > 0 && rest.every(({ classic }) => classic !== null) && allowsDowngrade(group, rest.length);
}

/** Whether the group may become a classic one when a classic member takes the place of a static member. */
export function mayDowngradeFor(group: ConsumerGroup, replaced: ConsumerMember): boolean {
  const others = [...group.members.values()].filter(({ id }) => id !== replaced.id);
  const last = replaced.classic === null && others.every(({ classic }) => classic !== null);
  return last && allowsDowngrade(group, group.members.size);
}

function allowsDowngrade({ store: { settings } }: ConsumerGroup, size: number): boolean {
  const { consumerMigrationPolicy: policy, maxSize } = settings;
  return (policy === "downgrade" || policy === "bidirectional") && size <= maxSize;
}

/** Makes the group, whose members are all classic, a classic group. */
export function downgrade(group: ConsumerGroup, { rebalances }: { readonly rebalances: boolean }): void {
  const members = [...group.members.values()].flatMap((member): ClassicMemberState[] => {
    const { id, instanceId, clientId, clientHost, rebalanceTimeoutMs, classic } = member;
    if (classic === null) return [];
    const { sessionTimeoutMs, protocols } = classic;
    const { metadata } = protocols[0];
    const assignment = writeAssignment(group.target(id), { metadata, state: group.store.state });
    return [{ id, instanceId, clientId, clientHost, rebalanceTimeoutMs, sessionTimeoutMs, protocols, assignment }];
  });
  const snapshot: ClassicSnapshot = {
    generation: group.epoch,
    protocolType: CONSUMER,
    protocolName: null,
    leader: null,
    members,
  };
  const classic = newClassicGroup(group.id, group.store, { offsets: group.offsets, snapshot });
  group.store.replace(classic);
  if (rebalances) prepareRebalance(classic);
}
