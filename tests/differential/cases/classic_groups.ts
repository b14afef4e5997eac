// Differential cases: members of classic groups that join, sync and leave.
import { DescribeGroups } from "../../../protocol/messages/describe_groups.ts";
import { Heartbeat } from "../../../protocol/messages/heartbeat.ts";
import { JoinGroup } from "../../../protocol/messages/join_group.ts";
import { LeaveGroup } from "../../../protocol/messages/leave_group.ts";
import { SyncGroup } from "../../../protocol/messages/sync_group.ts";
import type { DifferentialCase, Script } from "../script.ts";
import { heartbeat, type Identity, join, joinWithId, leave, newGroup, rebalancing, stable, sync } from "./members.ts";

const NO_STATIC = { end: "highest", why: "the lowest version has no static members" } as const;

/** A second member joins a stable group of one; both answers are noted in a fixed order. */
async function second(script: Script, first: Identity, leaderId = first.memberId ?? ""): Promise<Identity> {
  const { groupId } = first;
  const joining = joinWithId(script, { groupId, on: "second", silent: true });
  await rebalancing(script, first);
  const again = await join(script, { ...first, silent: true });
  const other = await joining;
  script.note("the first joins again", again);
  script.note("the second joins", other);
  const { generationId: generation, memberId } = other;
  const members = [leaderId, memberId];
  const waiting = sync(script, { groupId, memberId, generation, on: "second", silent: true });
  await script.pause(20);
  await sync(script, { groupId, memberId: leaderId, generation, members });
  script.note("the second syncs", await waiting);
  return { groupId, memberId, generation };
}

const joins: readonly DifferentialCase[] = [
  {
    name: "A member joins, syncs, joins again and leaves",
    api: JoinGroup,
    run: async (script) => {
      const member = await stable(script);
      await join(script, member);
      await sync(script, { ...member, generation: member.generation + 1, members: [member.memberId] });
      await leave(script, member);
      await join(script, member);
    },
  },
  {
    name: "JoinGroup with what is not allowed",
    api: JoinGroup,
    run: async (script) => {
      const groupId = await newGroup(script);
      await join(script, { groupId: "" });
      await join(script, { groupId, sessionTimeoutMs: 1_999 });
      await join(script, { groupId, sessionTimeoutMs: 1_800_001 });
      await join(script, { groupId, memberId: "stranger" });
      await joinWithId(script, { groupId, protocolType: "" });
      await joinWithId(script, { groupId, protocols: [] });
    },
  },
  {
    name: "JoinGroup with protocols that don't fit the group",
    api: JoinGroup,
    run: async (script) => {
      const { groupId } = await stable(script, { protocols: ["range", "sticky"] });
      await joinWithId(script, { groupId, protocols: ["other"], on: "second" });
      await joinWithId(script, { groupId, protocolType: "connect", on: "second" });
    },
  },
  {
    name: "Two members share a group, and one leaves",
    api: JoinGroup,
    run: async (script) => {
      const first = await stable(script);
      const other = await second(script, first);
      await heartbeat(script, { ...first, generation: other.generation });
      await leave(script, { ...first, on: "second" });
      await heartbeat(script, other);
      await heartbeat(script, first);
    },
  },
  {
    name: "A leader that joins again starts a rebalance, a follower does not",
    api: JoinGroup,
    run: async (script) => {
      const first = await stable(script);
      const other = await second(script, first);
      await join(script, { ...other, on: "second" });
      await heartbeat(script, { ...other, on: "second" });
      await leave(script, other);
    },
  },
  {
    name: "A static member takes its place with a new id, and fences the old one",
    api: JoinGroup,
    run: async (script) => {
      const instanceId = "one";
      const old = await stable(script, { instanceId });
      const { groupId } = old;
      const again = await join(script, { groupId, instanceId });
      await heartbeat(script, { ...old, instanceId });
      await heartbeat(script, { ...old, memberId: again.memberId, instanceId });
      await heartbeat(script, { ...old, memberId: again.memberId, instanceId: "two" });
      await join(script, { ...old, instanceId });
      await sync(script, { ...old, instanceId, members: [] });
    },
    only: NO_STATIC,
  },
  {
    name: "A member of a pending id that never joined",
    api: JoinGroup,
    run: async (script) => {
      const groupId = await newGroup(script);
      const { memberId } = await join(script, { groupId });
      await heartbeat(script, { groupId, memberId, generation: 0 });
      await sync(script, { groupId, memberId, generation: 0 });
      await leave(script, { groupId, memberId });
      await join(script, { groupId, memberId });
    },
    only: { end: "highest", why: "the lowest version gives no ids in advance" },
  },
];

const syncs: readonly DifferentialCase[] = [
  {
    name: "SyncGroup with a stale generation, a stranger and a group that is not there",
    api: SyncGroup,
    run: async (script) => {
      const member = await stable(script);
      await sync(script, { ...member, generation: member.generation - 1 });
      await sync(script, { ...member, generation: member.generation + 1 });
      await sync(script, { ...member, memberId: "stranger" });
      await sync(script, { ...member, memberId: "" });
      await sync(script, { ...member, groupId: script.name("none") });
      await sync(script, { ...member, groupId: "" });
    },
  },
  {
    name: "SyncGroup with another protocol than the group's",
    api: SyncGroup,
    run: async (script) => {
      const member = await stable(script);
      await sync(script, { ...member, protocolName: "sticky" });
      await sync(script, { ...member, protocolType: "connect" });
      await sync(script, { ...member, protocolName: null, protocolType: null });
    },
    only: { end: "highest", why: "the lowest version names no protocol" },
  },
  {
    name: "SyncGroup again tells the assignment again",
    api: SyncGroup,
    run: async (script) => {
      const member = await stable(script);
      await sync(script, member);
      await sync(script, { ...member, members: ["stranger"] });
      await sync(script, member);
    },
  },
  {
    name: "SyncGroup of a leader that assigns nothing",
    api: SyncGroup,
    run: async (script) => {
      const groupId = await newGroup(script);
      const { memberId, generationId: generation } = await joinWithId(script, { groupId });
      await heartbeat(script, { groupId, memberId, generation });
      await sync(script, { groupId, memberId, generation });
      await heartbeat(script, { groupId, memberId, generation });
    },
  },
  {
    name: "SyncGroup during a rebalance",
    api: SyncGroup,
    run: async (script) => {
      const member = await stable(script);
      const { groupId } = member;
      const joining = joinWithId(script, { groupId, on: "second", silent: true });
      await rebalancing(script, member);
      await sync(script, member);
      await heartbeat(script, member);
      await leave(script, member);
      script.note("the second joins", await joining);
    },
  },
];

const heartbeats: readonly DifferentialCase[] = [
  {
    name: "Heartbeats of a member, a stranger, and of an old generation",
    api: Heartbeat,
    run: async (script) => {
      const member = await stable(script);
      await heartbeat(script, member);
      await heartbeat(script, { ...member, memberId: "stranger" });
      await heartbeat(script, { ...member, memberId: "" });
      await heartbeat(script, { ...member, generation: member.generation - 1 });
      await heartbeat(script, { ...member, generation: member.generation + 1 });
      await heartbeat(script, { ...member, groupId: script.name("none") });
      await heartbeat(script, { ...member, groupId: "" });
    },
  },
  {
    name: "Heartbeats with an instance id that is somebody else's or nobody's",
    api: Heartbeat,
    run: async (script) => {
      const member = await stable(script, { instanceId: "one" });
      await heartbeat(script, { ...member, instanceId: "one" });
      await heartbeat(script, member);
      await heartbeat(script, { ...member, instanceId: "two" });
      await heartbeat(script, { ...member, memberId: "stranger", instanceId: "one" });
    },
    only: NO_STATIC,
  },
  {
    name: "A member that is silent is thrown out",
    api: Heartbeat,
    run: async (script) => {
      const member = await stable(script, { sessionTimeoutMs: 2_000 });
      await script.pause(900);
      await heartbeat(script, member);
      await leave(script, member);
      await heartbeat(script, member);
    },
    only: { end: "highest", why: "once is enough for what takes a second" },
  },
];

const leaves: readonly DifferentialCase[] = [
  {
    name: "LeaveGroup of a member, again, of a stranger and of a group that is not there",
    api: LeaveGroup,
    run: async (script) => {
      const member = await stable(script);
      await leave(script, { ...member, memberId: "stranger" });
      await leave(script, member);
      await leave(script, member);
      await leave(script, { ...member, groupId: script.name("none") });
      await leave(script, { ...member, groupId: "" });
    },
  },
  {
    name: "LeaveGroup of several members at once, static ones among them",
    api: LeaveGroup,
    run: async (script) => {
      const { groupId, memberId } = await stable(script, { instanceId: "one" });
      const ask = (...members: readonly { memberId: string; groupInstanceId: string | null }[]) =>
        script.call(LeaveGroup, { groupId, members });
      await ask({ memberId: "stranger", groupInstanceId: "one" }, { memberId: "", groupInstanceId: "two" });
      await ask();
      await ask({ memberId: "", groupInstanceId: "one" }, { memberId, groupInstanceId: null });
      await heartbeat(script, { groupId, memberId, generation: 1 });
    },
    only: NO_STATIC,
  },
  {
    name: "A leader leaves while another one waits to join",
    api: LeaveGroup,
    run: async (script) => {
      const member = await stable(script);
      const joining = joinWithId(script, { groupId: member.groupId, on: "second", silent: true });
      await rebalancing(script, member);
      await leave(script, member);
      script.note("the second joins", await joining);
    },
  },
];

const descriptions: readonly DifferentialCase[] = [
  {
    name: "DescribeGroups in every state",
    api: DescribeGroups,
    run: async (script) => {
      const groupId = await newGroup(script);
      const describe = () => script.call(DescribeGroups, { groups: [groupId] });
      await describe();
      const { memberId, generationId: generation } = await joinWithId(script, { groupId });
      await describe();
      await sync(script, { groupId, memberId, generation, members: [memberId] });
      await describe();
      const joining = joinWithId(script, { groupId, on: "second", silent: true });
      await rebalancing(script, { groupId, memberId, generation });
      await leave(script, { groupId, memberId });
      const other = await joining;
      script.note("the second joins", other);
      await leave(script, { groupId, memberId: other.memberId });
      await describe();
    },
  },
  {
    name: "DescribeGroups of groups that are not there, and of one twice",
    api: DescribeGroups,
    run: async (script) => {
      const groupId = await newGroup(script);
      await script.call(DescribeGroups, { groups: [groupId, ""] });
      await script.call(DescribeGroups, { groups: [groupId, groupId] });
      await script.call(DescribeGroups, { groups: [] });
    },
  },
  {
    name: "DescribeGroups of a static member, with authorized operations",
    api: DescribeGroups,
    run: async (script) => {
      const { groupId } = await stable(script, { instanceId: "one" });
      await script.call(DescribeGroups, { groups: [groupId], includeAuthorizedOperations: true });
    },
    only: NO_STATIC,
  },
];

/** Cases. */
export const classicGroupCases: readonly DifferentialCase[] = [
  ...joins,
  ...syncs,
  ...heartbeats,
  ...leaves,
  ...descriptions,
];
