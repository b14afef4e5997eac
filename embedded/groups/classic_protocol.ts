// What the requests of the classic protocol ask of a group, whatever its kind: classic groups, and consumer groups that
// still have classic members. Implemented by the groups, called by the handlers.
import type { HeartbeatRequest } from "../../protocol/messages/heartbeat.ts";
import type { JoinGroupRequest, JoinGroupResponse } from "../../protocol/messages/join_group.ts";
import type { LeaveGroupRequestMemberIdentity, LeaveGroupResponse } from "../../protocol/messages/leave_group.ts";
import type { SyncGroupRequest, SyncGroupResponse } from "../../protocol/messages/sync_group.ts";
import type { Init } from "../../protocol/wire/api.ts";

/** Who sends a request of the classic protocol. */
export interface Sender {
  /** Client id. */
  readonly clientId: string;
  /** Address, as Kafka writes it. */
  readonly clientHost: string;
  /** Version of the request. */
  readonly version: number;
}

/** Takes the answer once there is one; called exactly once. */
export type Reply<Response> = (response: Init<Response>) => void;

/** A member that wants to leave. */
export type Leaver = Init<LeaveGroupRequestMemberIdentity>;

/** The answer for one that left. */
export type LeftMember = Init<LeaveGroupResponse["members"][number]>;

/** The classic protocol of a group. */
export interface ClassicProtocol {
  /** JoinGroup: answers when the rebalance is complete. */
  join(request: JoinGroupRequest, sender: Sender, reply: Reply<JoinGroupResponse>): void;
  /** SyncGroup: answers when the leader has given the assignment. */
  sync(request: SyncGroupRequest, sender: Sender, reply: Reply<SyncGroupResponse>): void;
  /** Heartbeat: an error code. */
  heartbeat(request: HeartbeatRequest, sender: Sender): number;
  /** LeaveGroup: one answer for each leaver. */
  leave(leavers: readonly Leaver[], sender: Sender): LeftMember[];
}
