// Makes classic groups: joins the group, which keeps state, with the functions that carry out requests and rebalances on
// it. Called by the store, by JoinGroup and when a consumer group becomes a classic one.
import { type ClassicConduct, ClassicGroup, type ClassicHeritage } from "./classic_group.ts";
import { joinGroup } from "./classic_join.ts";
import { leaveGroup } from "./classic_leave.ts";
import type { ClassicProtocol } from "./classic_protocol.ts";
import { expireSession, keepAlive } from "./classic_rebalance.ts";
import { heartbeat, syncGroup } from "./classic_sync.ts";
import type { GroupKeeper } from "./group.ts";

const CONDUCT: ClassicConduct = {
  classicProtocol: (group): ClassicProtocol => ({
    join: (request, sender, reply) => joinGroup(group, request, { sender, reply }),
    sync: (request, _sender, reply) => syncGroup(group, request, reply),
    heartbeat: (request) => heartbeat(group, request),
    leave: (leavers) => leaveGroup(group, leavers),
  }),
  keepAlive,
  expireSession,
};

/** An empty group; with a snapshot the group that it describes, stable when it has members. */
export function newClassicGroup(id: string, store: GroupKeeper, heritage: ClassicHeritage): ClassicGroup {
  return new ClassicGroup(id, store, { ...heritage, conduct: CONDUCT });
}
