// The routing table knows every API, and bootstrap addresses are read as people write them.
import assert from "node:assert/strict";
import * as messages from "../../../protocol/messages/mod.ts";
import type { Api } from "../../../protocol/wire/api.ts";
import { decisiveCode, laneOf, routeOf, targetOf } from "../../../src/cluster/routing.ts";
import { parseSeed } from "../../../src/cluster/seeds.ts";
import { test } from "../../harness.ts";

const APIS: readonly Api[] = Object.values(messages).filter((value): value is Api & typeof value =>
  typeof value === "object" && value !== null && "decodeResponse" in value && "flexibleFrom" in value
);

test("Every API has a route", () => {
  assert.ok(APIS.length >= 90, `${APIS.length} APIs`);
  const routes = APIS.map((api) => [api.name, routeOf(api, {}).to] as const);
  const by = (to: string) => routes.filter((route) => route[1] === to).map((route) => route[0]);
  for (const name of ["CreateTopics", "DeleteTopics", "ElectLeaders", "UpdateFeatures"]) {
    assert.ok(by("controller").includes(name), name);
  }
  for (const name of ["JoinGroup", "EndTxn", "ConsumerGroupHeartbeat", "ShareGroupHeartbeat", "OffsetCommit"]) {
    assert.ok(by("coordinator").includes(name), name);
  }
  for (const name of ["ListOffsets", "DeleteRecords", "OffsetForLeaderEpoch", "DescribeGroups", "ListGroups"]) {
    assert.ok(by("shards").includes(name), name);
  }
  for (const name of ["Produce", "Fetch", "Vote", "BrokerHeartbeat"]) assert.ok(by("given").includes(name), name);
});

test("Fields that routes read exist in the messages", () => {
  for (const api of APIS) {
    const route = routeOf(api, {});
    if (route.to !== "coordinator") continue;
    const target = targetOf(route, { [route.field]: "k" });
    assert.deepEqual(target, { coordinator: route.kind, key: "k" }, api.name);
    assert.equal(targetOf(route, {}), "any");
  }
});

test("OffsetFetch is split when it asks for several groups", () => {
  const api = APIS.find((candidate) => candidate.name === "OffsetFetch") as Api;
  assert.equal(routeOf(api, { groupId: "g" }).to, "coordinator");
  assert.equal(routeOf(api, { groups: [{ groupId: "g" }] }).to, "shards");
});

test("Requests with a time limit of their own have a lane apart from heartbeats", () => {
  const lane = (name: string) => laneOf(APIS.find((api) => api.name === name) as Api);
  assert.deepEqual(
    ["Produce", "Fetch", "ShareFetch", "JoinGroup", "SyncGroup", "CreateTopics", "Heartbeat", "Metadata"].map(lane),
    ["produce", "fetch", "fetch", "join", "join", "slow", "general", "general"],
  );
});

test("Codes inside an answer decide about another try only when they concern the whole request", () => {
  const code = (name: string, response: unknown) =>
    decisiveCode(APIS.find((api) => api.name === name) as Api, response);
  assert.equal(code("OffsetCommit", { topics: [{ partitions: [{ errorCode: 0 }, { errorCode: 16 }] }] }), 16);
  assert.equal(code("OffsetCommit", { topics: [{ partitions: [{ errorCode: 3 }] }] }), 0);
  assert.equal(code("CreateTopics", { topics: [{ errorCode: 41 }] }), 41);
  assert.equal(code("CreateTopics", { topics: [{ errorCode: 36 }] }), 0);
  assert.equal(code("Fetch", { errorCode: 70 }), 0, "a fetch session is the fetcher's own matter");
  assert.equal(code("Heartbeat", { errorCode: 27 }), 27);
  assert.equal(
    code("AddPartitionsToTxn", { resultsByTopicV3AndBelow: [{ resultsByPartition: [{ partitionErrorCode: 51 }] }] }),
    51,
  );
});

test("Bootstrap addresses are read as people write them", () => {
  assert.deepEqual(parseSeed("kafka"), { host: "kafka", port: 9092 });
  assert.deepEqual(parseSeed(" kafka:1 "), { host: "kafka", port: 1 });
  assert.deepEqual(parseSeed("[::1]:9093"), { host: "::1", port: 9093 });
  assert.deepEqual(parseSeed("[fe80::1%eth0]"), { host: "fe80::1%eth0", port: 9092 });
  assert.deepEqual(parseSeed("::1"), { host: "::1", port: 9092 });
  assert.deepEqual(parseSeed("10.0.0.1:65535"), { host: "10.0.0.1", port: 65_535 });
});

test("An address that cannot be is told with what was expected", () => {
  for (const bad of ["", "a:0", "a:65536", "a:b", "a:", ":9092", "a:b:c", "kafka://a", "a b:1", "a,b", null, 7]) {
    assert.equal(typeof parseSeed(bad), "string", String(bad));
  }
});
