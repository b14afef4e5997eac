// Makes consumer groups: joins the group, which keeps state, with the functions that carry out the requests of classic
// members and send members away. Called by consumer_upgrade.ts.
import type { ClassicProtocol } from "./classic_protocol.ts";
import { heartbeatAsClassic, joinAsClassic, leaveAsClassic, syncAsClassic } from "./consumer_classic.ts";
import { fence } from "./consumer_fencing.ts";
import { type ConsumerConduct, ConsumerGroup } from "./consumer_group.ts";
import type { GroupKeeper } from "./group.ts";
import type { GroupOffsets } from "./group_offsets.ts";

const CONDUCT: ConsumerConduct = {
  classicProtocol: (group): ClassicProtocol => ({
    join: (request, sender, reply) => joinAsClassic(group, request, { sender, reply }),
    sync: (request, _sender, reply) => reply(syncAsClassic(group, request)),
    heartbeat: (request) => heartbeatAsClassic(group, request),
    leave: (leavers) => leaveAsClassic(group, leavers),
  }),
  fence,
};

/** A group without members. */
export function newConsumerGroup(id: string, store: GroupKeeper, offsets: GroupOffsets): ConsumerGroup {
  return new ConsumerGroup(id, store, { offsets, conduct: CONDUCT });
}
