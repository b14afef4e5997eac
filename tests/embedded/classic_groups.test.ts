// The classic group protocol of the embedded broker: join, sync, heartbeat, leave, static members, timeouts.
import assert from "node:assert/strict";
import { DescribeGroups } from "../../protocol/messages/describe_groups.ts";
import { JoinGroup } from "../../protocol/messages/join_group.ts";
import { LeaveGroup } from "../../protocol/messages/leave_group.ts";
import { SyncGroup } from "../../protocol/messages/sync_group.ts";
import { test } from "../harness.ts";
import { member, settle, stableGroup } from "./group_client.ts";
import { type World, world } from "./raw_client.ts";

async function describe({ call }: World, node = 1) {
  return (await call(DescribeGroups, { groups: ["g"] }, { node })).groups[0];
}

async function stateOf(it: World): Promise<string> {
  return (await describe(it)).groupState;
}

test("Members join, the leader assigns, everyone learns its own assignment, in every version", async (t) => {
  for (let version = 0; version <= JoinGroup.maxVersion; version++) {
    const it = await world(t, { topics: { orders: 2 }, groupInitialRebalanceDelayMs: 100 });
    const members = [await member(it, { version }), await member(it, { version })];
    const joined = await it.until(Promise.all(members.map((one) => one.join())));
    assert.deepEqual(joined.map(({ errorCode, generationId }) => [errorCode, generationId]), [[0, 1], [0, 1]]);
    assert.deepEqual(joined.map((one) => one.protocolName), ["range", "range"]);
    assert.deepEqual(joined.map((one) => one.protocolType), version >= 7 ? ["consumer", "consumer"] : [null, null]);
    assert.equal(joined[0].leader, joined[1].leader);
    assert.deepEqual(joined.map((one) => one.members.length).sort(), [0, 2]);
    const synced = await it.until(Promise.all(members.map((one) => one.sync())));
    assert.deepEqual(synced.map(({ assignment }) => [...assignment]).flat().sort(), [1, 2]);
    assert.equal(await stateOf(it), "Stable");
  }
});

test("A dynamic member is first given an id (KIP-394), before version 4 it joins at once", async (t) => {
  const it = await world(t);
  const request = {
    groupId: "g",
    protocolType: "consumer",
    protocols: [{ name: "range" }],
    sessionTimeoutMs: 10_000,
    rebalanceTimeoutMs: 10_000,
  };
  const answer = await it.call(JoinGroup, request, { version: 4 });
  assert.equal(answer.errorCode, 79);
  assert.match(answer.memberId, /^raw-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(await stateOf(it), "Empty");
  const joined = await it.call(JoinGroup, { ...request, memberId: answer.memberId }, { version: 4 });
  assert.deepEqual([joined.errorCode, joined.memberId, joined.generationId], [0, answer.memberId, 1]);
});

test("An id that is not used within the session timeout is forgotten", async (t) => {
  const it = await world(t);
  const request = { groupId: "g", protocolType: "consumer", protocols: [{ name: "range" }], sessionTimeoutMs: 10_000 };
  const { memberId } = await it.call(JoinGroup, request, { version: 4 });
  await it.clock.advance(10_001);
  assert.equal((await it.call(JoinGroup, { ...request, memberId }, { version: 4 })).errorCode, 25);
});

test("JoinGroup refuses bad group ids, sessions, protocols and unknown members", async (t) => {
  const it = await world(t);
  const [one] = await stableGroup(it, 1);
  const other = await member(it);
  const refused = async (change: Parameters<typeof other.join>[0]) => {
    const { errorCode, memberId } = await it.until(other.join(change));
    return [errorCode, memberId];
  };
  assert.deepEqual(await refused({ groupId: "" }), [24, ""]);
  assert.deepEqual(await refused({ sessionTimeoutMs: 5_999 }), [26, ""]);
  assert.deepEqual(await refused({ sessionTimeoutMs: 1_800_001 }), [26, ""]);
  assert.deepEqual(await refused({ memberId: "nobody" }), [25, "nobody"]);
  assert.deepEqual(await refused({ memberId: "nobody", groupId: "other" }), [25, "nobody"]);
  assert.deepEqual(await refused({ protocolType: "connect" }), [23, ""]);
  assert.deepEqual(await refused({ protocols: [{ name: "other" }] }), [23, ""]);
  assert.deepEqual(await refused({ protocols: [] }), [23, ""]);
  assert.deepEqual(await refused({ protocols: [], groupId: "new" }), [23, ""]);
  assert.deepEqual(await refused({ protocolType: "", groupId: "new" }), [23, ""]);
  assert.equal(await one.beat(), 0);
});

test("The initial delay waits for more members, longer when some come", async (t) => {
  const it = await world(t, { groupInitialRebalanceDelayMs: 3000 });
  const [one, two, three] = [await member(it), await member(it), await member(it)];
  const first = one.join();
  await it.clock.advance(2000);
  const second = two.join();
  await it.clock.advance(2000);
  assert.equal(await stateOf(it), "PreparingRebalance");
  const third = three.join();
  await it.until(Promise.all([first, second, third]));
  // 3000, extended for the second, and once more for the third.
  assert.equal(it.clock.now(), 9000);
  assert.deepEqual([one, two, three].map(({ generation }) => generation), [1, 1, 1]);
});

test("A newcomer makes the others join again", async (t) => {
  const it = await world(t);
  const [one] = await stableGroup(it, 1);
  const two = await member(it);
  const joining = two.join();
  await it.clock.advance(1);
  assert.equal(await one.beat(), 27);
  assert.equal((await it.until(one.sync())).errorCode, 27);
  assert.equal(await stateOf(it), "PreparingRebalance");
  await it.until(Promise.all([one.join(), joining]));
  assert.deepEqual([one.generation, two.generation, one.leads, two.leads], [2, 2, true, false]);
  assert.equal(await stateOf(it), "CompletingRebalance");
  assert.equal(await two.beat(), 0);
  const waiting = two.sync();
  await it.until(one.sync());
  assert.deepEqual([...(await it.until(waiting)).assignment], [2]);
});

test("Who does not join again in time is out", async (t) => {
  const it = await world(t);
  const options = { sessionTimeoutMs: 100_000, rebalanceTimeoutMs: 20_000 };
  const [one] = await stableGroup(it, 1, options);
  const two = await member(it, options);
  await it.until(two.join());
  assert.deepEqual([it.clock.now(), two.generation, two.leads], [20_000, 2, true]);
  assert.equal(await one.beat(), 25);
});

test("A member that is silent longer than its session is out", async (t) => {
  const it = await world(t);
  const [one, two] = await stableGroup(it, 2);
  for (let n = 0; n < 3; n++) {
    await it.clock.advance(4_000);
    await one.beat();
  }
  assert.deepEqual([await one.beat(), await two.beat()], [27, 25]);
  await it.until(one.join());
  assert.deepEqual([one.leads, one.members.length], [true, 1]);
});

test("A member whose connection closed stays until its session ends; its waiting JoinGroup is dropped", async (t) => {
  const it = await world(t);
  const [one] = await stableGroup(it, 1, { rebalanceTimeoutMs: 30_000 });
  const two = await member(it, { rebalanceTimeoutMs: 30_000 });
  const { memberId } = await it.until(two.client.call(JoinGroup, {
    groupId: "g",
    protocolType: "consumer",
    protocols: [{ name: "range" }],
    sessionTimeoutMs: 10_000,
    rebalanceTimeoutMs: 30_000,
  }, 9));
  two.memberId = memberId;
  two.join().catch(() => undefined);
  await it.clock.advance(10);
  two.client.close();
  await it.until(one.join());
  assert.deepEqual([one.generation, one.members.length], [2, 2]);
  assert.equal((await it.until(one.sync())).errorCode, 0);
  assert.equal(await stateOf(it), "Stable");
  for (let n = 0; n < 3; n++) {
    await it.clock.advance(4_000);
    await one.beat();
  }
  await it.until(one.join());
  assert.deepEqual([one.generation, one.members.length], [3, 1]);
});

test("Members that never ask for their assignment are out after the rebalance timeout", async (t) => {
  const it = await world(t, { groupInitialRebalanceDelayMs: 10 });
  const options = { sessionTimeoutMs: 100_000, rebalanceTimeoutMs: 20_000 };
  const [one, two] = [await member(it, options), await member(it, options)];
  await it.until(Promise.all([one.join(), two.join()]));
  const leader = one.leads ? one : two;
  const other = one.leads ? two : one;
  await it.until(leader.sync());
  await it.clock.advance(20_001);
  assert.deepEqual([await leader.beat(), await other.beat()], [27, 25]);
});

test("SyncGroup and Heartbeat check member, generation and protocol", async (t) => {
  const it = await world(t);
  const [one] = await stableGroup(it, 1);
  const sync = async (change: object) => {
    const request = { groupId: "g", memberId: one.memberId, generationId: 1, protocolType: "consumer" };
    return (await it.call(SyncGroup, { ...request, protocolName: "range", ...change }, { version: 5 })).errorCode;
  };
  assert.equal(await sync({}), 0);
  assert.equal(await sync({ protocolName: null }), 23);
  assert.equal(await sync({ protocolName: "other" }), 23);
  assert.equal(await sync({ protocolType: "connect" }), 23);
  assert.equal(await sync({ generationId: 2 }), 22);
  assert.equal(await sync({ memberId: "nobody" }), 25);
  assert.equal(await sync({ groupInstanceId: "nobody" }), 25);
  assert.equal(await sync({ groupId: "none" }), 25);
  assert.equal(await sync({ groupId: "" }), 24);
  one.generation = 7;
  assert.equal(await one.beat(), 22);
  one.memberId = "nobody";
  assert.equal(await one.beat(), 25);
});

test("The protocol with the most votes among those that all support is chosen", async (t) => {
  const it = await world(t, { groupInitialRebalanceDelayMs: 10 });
  const members = [
    await member(it, { protocols: ["a", "b", "c"] }),
    await member(it, { protocols: ["c", "b"] }),
    await member(it, { protocols: ["b", "c"] }),
    await member(it, { protocols: ["d", "b", "c"] }),
  ];
  const joined = await it.until(Promise.all(members.map((one) => one.join())));
  assert.deepEqual(joined.map((one) => one.protocolName), ["b", "b", "b", "b"]);
});

test("A stable follower that joins again is told the generation; the leader, or changed metadata, begin a rebalance", async (t) => {
  const it = await world(t, { groupInitialRebalanceDelayMs: 10 });
  const members = await stableGroup(it, 2);
  const leader = members[0].leads ? members[0] : members[1];
  const follower = members[0].leads ? members[1] : members[0];
  const again = await it.until(follower.join());
  assert.deepEqual([again.errorCode, again.generationId, again.members.length], [0, 1, 0]);
  assert.equal(await stateOf(it), "Stable");
  const leading = leader.join();
  await it.clock.advance(1);
  assert.equal(await follower.beat(), 27);
  await it.until(Promise.all([leading, follower.join()]));
  assert.equal(leader.generation, 2);
});

test("Members leave, many at a time, and the last one leaves the group empty", async (t) => {
  const it = await world(t, { groupInitialRebalanceDelayMs: 10 });
  const [one, two, three] = await stableGroup(it, 3);
  const { members } = await it.call(LeaveGroup, {
    groupId: "g",
    members: [two.identity, { memberId: "nobody" }, { memberId: "", groupInstanceId: "nobody" }, three.identity],
  });
  assert.deepEqual(members.map(({ errorCode }) => errorCode), [0, 25, 25, 0]);
  assert.equal(await one.beat(), 27);
  await it.until(one.join());
  assert.deepEqual([one.generation, one.members.length], [2, 1]);
  const left = await it.call(LeaveGroup, { groupId: "g", memberId: one.memberId }, { version: 0 });
  assert.equal(left.errorCode, 0);
  const group = await describe(it);
  assert.deepEqual([group.groupState, group.protocolType, group.members.length], ["Empty", "consumer", 0]);
  assert.equal((await it.call(LeaveGroup, { groupId: "g", memberId: "x" }, { version: 2 })).errorCode, 25);
  assert.equal((await it.call(LeaveGroup, { groupId: "none", memberId: "x" }, { version: 2 })).errorCode, 25);
  assert.equal((await it.call(LeaveGroup, { groupId: "", memberId: "x" }, { version: 2 })).errorCode, 24);
});

test("A static member that comes back keeps its assignment without a rebalance; its old self is fenced", async (t) => {
  const it = await world(t, { groupInitialRebalanceDelayMs: 10 });
  const [one, two] = [await member(it, { instanceId: "a" }), await member(it, { instanceId: "b" })];
  await settle(it, [one, two]);
  const leader = one.leads ? one : two;
  const follower = one.leads ? two : one;
  for (const old of [follower, leader]) {
    const fresh = await member(it, { instanceId: old.options.instanceId });
    const joined = await it.until(fresh.join());
    assert.deepEqual([joined.errorCode, joined.generationId], [0, 1]);
    assert.notEqual(fresh.memberId, old.memberId);
    assert.match(fresh.memberId, new RegExp(`^${old.options.instanceId}-`));
    assert.deepEqual([joined.skipAssignment, joined.members.length], old.leads ? [true, 2] : [false, 0]);
    assert.equal((await it.until(fresh.sync(false))).assignment.length, 1);
    assert.equal(await old.beat(), 82);
    assert.equal((await it.until(old.sync())).errorCode, 82);
    assert.equal((await it.until(old.join())).errorCode, 82);
    assert.equal(await fresh.beat(), 0);
  }
  assert.equal(await stateOf(it), "Stable");
});

test("A static leader of before version 9 that comes back is told its old id as leader", async (t) => {
  const it = await world(t);
  const [one] = await stableGroup(it, 1, { instanceId: "a", version: 8 });
  const fresh = await member(it, { instanceId: "a", version: 8 });
  const joined = await it.until(fresh.join());
  assert.deepEqual([joined.errorCode, joined.generationId, joined.leader], [0, 1, one.memberId]);
  assert.deepEqual(joined.members, []);
});

test("A static member that is silent in a rebalance stays; when it comes back before the end it takes part", async (t) => {
  const it = await world(t, { groupInitialRebalanceDelayMs: 10 });
  const options = { sessionTimeoutMs: 100_000, rebalanceTimeoutMs: 20_000 };
  const one = await member(it, { ...options, instanceId: "a" });
  const two = await member(it, { ...options, instanceId: "b" });
  await settle(it, [one, two]);
  const three = await member(it, options);
  await it.until(three.join());
  assert.deepEqual([three.generation, three.leads, three.members.length], [2, true, 3]);
  const sent = await it.call(LeaveGroup, { groupId: "g", members: [{ memberId: "", groupInstanceId: "a" }] });
  assert.equal(sent.members[0].errorCode, 0);
  assert.equal(await one.beat(), 25);
});

test("A waiting static member is fenced at once by its successor", async (t) => {
  const it = await world(t, { groupInitialRebalanceDelayMs: 1000 });
  const [old, fresh] = [await member(it, { instanceId: "a" }), await member(it, { instanceId: "a" })];
  const waiting = old.join();
  await it.clock.advance(10);
  const joining = fresh.join();
  assert.equal((await it.until(waiting)).errorCode, 82);
  assert.equal((await it.until(joining)).errorCode, 0);
});

test("group.max.size is kept", async (t) => {
  const it = await world(t, { groupMaxSize: 2, groupInitialRebalanceDelayMs: 10 });
  const [one] = await stableGroup(it, 2);
  const three = await member(it);
  assert.equal((await it.until(three.join())).errorCode, 81);
  assert.equal(await one.beat(), 0);
});

test("Only the coordinator answers", async (t) => {
  const it = await world(t, { brokers: 2 });
  const node = it.cluster.moveCoordinator("group", "g", 1) === 1 ? 2 : 1;
  const stranger = await member(it, { node });
  assert.equal((await it.until(stranger.join())).errorCode, 16);
  assert.equal(await stranger.beat(), 16);
  assert.equal(await stranger.leave(), 16);
  assert.equal((await it.until(stranger.sync())).errorCode, 16);
});

test("A stable group survives the move of its coordinator, and sessions begin anew", async (t) => {
  const it = await world(t, { brokers: 2 });
  it.cluster.moveCoordinator("group", "g", 1);
  await it.clock.advance(100);
  const [one] = await stableGroup(it, 1);
  await it.clock.advance(9_000);
  assert.equal(it.cluster.moveCoordinator("group", "g"), 2);
  assert.equal(await one.beat(), 16);
  const moved = await member(it, { node: 2 });
  moved.memberId = one.memberId;
  moved.generation = one.generation;
  assert.equal((await it.until(moved.join())).errorCode, 14);
  assert.equal(await moved.beat(), 0);
  await it.clock.advance(9_000);
  assert.equal(await moved.beat(), 0);
  assert.deepEqual([...(await it.until(moved.sync(false))).assignment], [1]);
});

test("Who waits when the coordinator moves is sent away, and a rebalance that was not over is forgotten", async (t) => {
  const it = await world(t, { brokers: 2 });
  it.cluster.moveCoordinator("group", "g", 1);
  await it.clock.advance(100);
  const [one] = await stableGroup(it, 1);
  const two = await member(it);
  const joining = two.join();
  await it.clock.advance(10);
  assert.equal(await one.beat(), 27);
  it.cluster.moveCoordinator("group", "g", 2);
  assert.equal((await it.until(joining)).errorCode, 16);
  await it.clock.advance(100);
  const group = await describe(it, 2);
  assert.deepEqual([group.groupState, group.members.map(({ memberId }) => memberId)], ["Stable", [one.memberId]]);
});

test("Another broker coordinates the groups of one that was stopped", async (t) => {
  const it = await world(t, { brokers: 2 });
  it.cluster.moveCoordinator("group", "g", 1);
  await it.clock.advance(100);
  const [one] = await stableGroup(it, 1);
  await it.clock.advance(9_000);
  await it.until(it.cluster.stopBroker(1));
  const moved = await member(it, { node: 2 });
  moved.memberId = one.memberId;
  moved.generation = one.generation;
  await it.clock.advance(5_000);
  assert.equal(await moved.beat(), 0);
});

test("No timer is left when the cluster closes with members, pending ids and waiting requests", async (t) => {
  const it = await world(t, { groupInitialRebalanceDelayMs: 3000 });
  const [one] = [await member(it), await member(it)];
  one.join().catch(() => undefined);
  await it.clock.advance(10);
  it.call(JoinGroup, { groupId: "h", protocolType: "x", protocols: [{ name: "y" }], sessionTimeoutMs: 6000 }).catch(
    () => undefined,
  );
  await it.clock.advance(10);
  assert.ok(it.clock.pending > 0);
  await it.until(it.cluster.close());
  assert.equal(it.clock.pending, 0);
});
