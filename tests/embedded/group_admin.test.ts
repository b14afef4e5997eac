// DescribeGroups, ListGroups and DeleteGroups of the embedded broker, and its group options.
import assert from "node:assert/strict";
import { EmbeddedKafka } from "../../embedded/mod.ts";
import { DeleteGroups } from "../../protocol/messages/delete_groups.ts";
import { DescribeGroups } from "../../protocol/messages/describe_groups.ts";
import { ListGroups } from "../../protocol/messages/list_groups.ts";
import { OffsetCommit } from "../../protocol/messages/offset_commit.ts";
import { test } from "../harness.ts";
import { member, stableGroup, subscription } from "./group_client.ts";
import { type World, world } from "./raw_client.ts";

async function simpleCommit({ call }: World, groupId: string): Promise<void> {
  const partitions = [{ partitionIndex: 0, committedOffset: 1n, committedMetadata: "" }];
  const { topics } = await call(OffsetCommit, { groupId, topics: [{ name: "orders", partitions }] }, { version: 9 });
  assert.equal(topics[0].partitions[0].errorCode, 0);
}

test("DescribeGroups shows state, protocol and members, in every version", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  const [one] = await stableGroup(it, 1, { instanceId: "a" });
  for (let version = 0; version <= DescribeGroups.maxVersion; version++) {
    const { groups: [group] } = await it.call(DescribeGroups, { groups: ["g"] }, { version });
    const { groupId, groupState, protocolType, protocolData, errorCode } = group;
    assert.deepEqual([groupId, groupState, protocolType, protocolData, errorCode], [
      "g",
      "Stable",
      "consumer",
      "range",
      0,
    ]);
    const [described] = group.members;
    assert.deepEqual([described.memberId, described.clientId, described.clientHost], [
      one.memberId,
      "raw",
      "/127.0.0.1",
    ]);
    assert.equal(described.groupInstanceId, version >= 4 ? "a" : null);
    assert.deepEqual([...described.memberMetadata], [...subscription("orders")]);
    assert.deepEqual([...described.memberAssignment], [1]);
  }
});

test("DescribeGroups tells authorized operations when asked, and no metadata unless the group is stable", async (t) => {
  const it = await world(t);
  const [one] = await stableGroup(it, 1);
  await it.until(one.join());
  const ask = { groups: ["g"], includeAuthorizedOperations: true };
  const { groups: [group] } = await it.call(DescribeGroups, ask);
  assert.deepEqual([group.groupState, group.protocolData], ["CompletingRebalance", ""]);
  assert.deepEqual([group.members[0].memberMetadata.length, group.authorizedOperations], [0, 3400]);
});

test("A group that is not there is Dead, and from version 6 not found", async (t) => {
  const it = await world(t);
  const { groups: [old] } = await it.call(DescribeGroups, { groups: ["none"] }, { version: 5 });
  assert.deepEqual([old.errorCode, old.groupState], [0, "Dead"]);
  const { groups: [group] } = await it.call(DescribeGroups, { groups: ["none"] }, { version: 6 });
  assert.deepEqual([group.errorCode, group.groupState, group.errorMessage], [69, "Dead", "Group none not found."]);
});

test("ListGroups lists the groups of the broker, with filters for states and types", async (t) => {
  const it = await world(t, { brokers: 2, topics: { orders: 1 } });
  for (const id of ["g", "simple"]) it.cluster.moveCoordinator("group", id, 1);
  await it.clock.advance(100);
  await stableGroup(it, 1);
  await simpleCommit(it, "simple");
  for (let version = 0; version <= ListGroups.maxVersion; version++) {
    const { groups } = await it.call(ListGroups, {}, { version });
    assert.deepEqual(groups.map((one) => [one.groupId, one.protocolType]), [["g", "consumer"], ["simple", ""]]);
    assert.deepEqual(groups.map((one) => one.groupState), version >= 4 ? ["Stable", "Empty"] : ["", ""]);
    assert.deepEqual(groups.map((one) => one.groupType), version >= 5 ? ["classic", "classic"] : ["", ""]);
  }
  assert.deepEqual((await it.call(ListGroups, {}, { node: 2 })).groups, []);
  const ids = async (filter: { statesFilter?: string[]; typesFilter?: string[] }) =>
    (await it.call(ListGroups, filter)).groups.map(({ groupId }) => groupId);
  assert.deepEqual(await ids({ statesFilter: ["stable"] }), ["g"]);
  assert.deepEqual(await ids({ statesFilter: ["Empty", "Dead"] }), ["simple"]);
  assert.deepEqual(await ids({ typesFilter: ["Classic"] }), ["g", "simple"]);
  assert.deepEqual(await ids({ typesFilter: ["consumer"] }), []);
  it.cluster.moveCoordinator("group", "g", 2);
  assert.equal((await it.call(ListGroups, {}, { node: 2 })).errorCode, 14);
});

test("DeleteGroups deletes groups without members, with their offsets", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  const [one] = await stableGroup(it, 1);
  await simpleCommit(it, "simple");
  const remove = async (...groupsNames: string[]) => {
    const { results } = await it.call(DeleteGroups, { groupsNames });
    return results.map(({ groupId, errorCode }) => [groupId, errorCode]);
  };
  assert.deepEqual(await remove("g", "simple", "none", "g"), [["g", 68], ["simple", 0], ["none", 69]]);
  const waiting = await member(it, { sessionTimeoutMs: 6_000 });
  const joining = waiting.join();
  await it.clock.advance(1);
  assert.deepEqual(await remove("g"), [["g", 68]]);
  await it.until(Promise.all([one.join(), joining]));
  assert.deepEqual([await one.leave(), await waiting.leave()], [0, 0]);
  assert.deepEqual(await remove("g"), [["g", 0]]);
  assert.deepEqual((await it.call(ListGroups, {})).groups, []);
  assert.equal(await one.beat(), 25);
});

test("A wrong group option is a ConfigError", async () => {
  await assert.rejects(EmbeddedKafka.start({ groupMaxSize: 0 }), /groupMaxSize/);
  await assert.rejects(EmbeddedKafka.start({ groupInitialRebalanceDelayMs: -1 }), /groupInitialRebalanceDelayMs/);
});

test("moveCoordinator takes running brokers only", async (t) => {
  const it = await world(t, { brokers: 2 });
  assert.throws(() => it.cluster.moveCoordinator("group", "g", 9), /broker 9 does not run/);
});
