// Members of groups for the cases: the requests of the classic protocol in whatever version is under test. Called by the
// cases; must not know which broker answers.
import { Heartbeat, type HeartbeatResponse } from "../../../protocol/messages/heartbeat.ts";
import { JoinGroup, type JoinGroupResponse } from "../../../protocol/messages/join_group.ts";
import { LeaveGroup, type LeaveGroupResponse } from "../../../protocol/messages/leave_group.ts";
import { SyncGroup, type SyncGroupResponse } from "../../../protocol/messages/sync_group.ts";
import { subscription } from "../../embedded/group_client.ts";
import type { CallOptions, Script } from "../script.ts";

/** Assignment of a member: bytes that no broker looks into. */
export const ASSIGNMENT: Uint8Array = new Uint8Array([0, 0, 0, 0, 0, 0, 255, 255, 255, 255]);

/** Who a member is. */
export interface Identity {
  /** Group. */
  readonly groupId: string;
  /** Member id. @default "" */
  readonly memberId?: string;
  /** Static member. @default null */
  readonly instanceId?: string | null;
  /** Generation. @default -1 */
  readonly generation?: number;
}

/** How a member joins. */
export interface JoinOptions extends CallOptions, Identity {
  /** Names of its assignors. @default ["range"] */
  readonly protocols?: readonly string[];
  /** Kind of group. @default "consumer" */
  readonly protocolType?: string;
  /** Session timeout in ms. @default 10000 */
  readonly sessionTimeoutMs?: number;
  /** Rebalance timeout in ms. @default 10000 */
  readonly rebalanceTimeoutMs?: number;
}

/** One JoinGroup. */
export function join(script: Script, options: JoinOptions): Promise<JoinGroupResponse> {
  const { groupId, memberId = "", instanceId = null, protocols = ["range"], protocolType = "consumer" } = options;
  const { sessionTimeoutMs = 10_000, rebalanceTimeoutMs = 10_000, version, on, silent } = options;
  return script.call(JoinGroup, {
    groupId,
    memberId,
    groupInstanceId: instanceId,
    protocolType,
    protocols: protocols.map((name) => ({ name, metadata: subscription("topic") })),
    sessionTimeoutMs,
    rebalanceTimeoutMs,
  }, { version, on, silent });
}

/** Joins and, when an id is asked for, joins with the one that was given. */
export async function joinWithId(script: Script, options: JoinOptions): Promise<JoinGroupResponse> {
  const first = await join(script, options);
  return first.errorCode === 79 ? await join(script, { ...options, memberId: first.memberId }) : first;
}

/** One SyncGroup; `members` get the same assignment. */
export function sync(
  script: Script,
  { groupId, memberId = "", instanceId = null, generation = -1, members = [], ...options }: Identity & CallOptions & {
    readonly members?: readonly string[];
    readonly protocolType?: string | null;
    readonly protocolName?: string | null;
  },
): Promise<SyncGroupResponse> {
  const { protocolType = "consumer", protocolName = "range", ...call } = options;
  return script.call(SyncGroup, {
    groupId,
    memberId,
    groupInstanceId: instanceId,
    generationId: generation,
    protocolType,
    protocolName,
    assignments: members.map((id) => ({ memberId: id, assignment: ASSIGNMENT })),
  }, call);
}

/** One Heartbeat. */
export function heartbeat(
  script: Script,
  { groupId, memberId = "", instanceId = null, generation = -1, ...call }: Identity & CallOptions,
): Promise<HeartbeatResponse> {
  return script.call(Heartbeat, { groupId, memberId, groupInstanceId: instanceId, generationId: generation }, call);
}

/** One LeaveGroup of one member. */
export function leave(
  script: Script,
  { groupId, memberId = "", instanceId = null, ...call }: Identity & CallOptions,
): Promise<LeaveGroupResponse> {
  const members = [{ memberId, groupInstanceId: instanceId }];
  return script.call(LeaveGroup, script.version(LeaveGroup) < 3 ? { groupId, memberId } : { groupId, members }, call);
}

/** A group of this case's own whose coordinator answers. */
export async function newGroup(script: Script, text = "group"): Promise<string> {
  const groupId = script.name(text);
  await script.coordinator(groupId);
  return groupId;
}

/** A group with one member that is stable. */
export async function stable(
  script: Script,
  options: Partial<JoinOptions> = {},
): Promise<Required<Pick<Identity, "groupId" | "memberId" | "generation">>> {
  const groupId = options.groupId ?? await newGroup(script);
  const { memberId, generationId } = await joinWithId(script, { ...options, groupId });
  const member = { groupId, memberId, generation: generationId };
  const { protocolType = "consumer", protocols = ["range"], instanceId = null, silent } = options;
  await sync(script, { ...member, instanceId, members: [memberId], protocolType, protocolName: protocols[0], silent });
  return member;
}

/** Waits until a heartbeat says that a rebalance is going on. */
export async function rebalancing(script: Script, member: Identity): Promise<void> {
  await script.until("a rebalance", async () => {
    return (await heartbeat(script, { ...member, silent: true, on: "watch" })).errorCode === 27;
  });
}
