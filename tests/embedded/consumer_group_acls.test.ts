// Access rules and consumer groups (KIP-848): who may join, what patterns find, what is described.
import assert from "node:assert/strict";
import { ConsumerGroupDescribe } from "../../protocol/messages/consumer_group_describe.ts";
import { ConsumerGroupHeartbeat } from "../../protocol/messages/consumer_group_heartbeat.ts";
import { CreateAcls } from "../../protocol/messages/create_acls.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { SaslAuthenticate } from "../../protocol/messages/sasl_authenticate.ts";
import { SaslHandshake } from "../../protocol/messages/sasl_handshake.ts";
import type { ClientApi, Init } from "../../protocol/wire/api.ts";
import { test } from "../harness.ts";
import { type World, world } from "./raw_client.ts";

const [TOPIC, GROUP] = [2, 3];
const [READ, DESCRIBE] = [3, 8];

async function login(it: World, user: string) {
  const client = await it.connect();
  await it.until(client.call(SaslHandshake, { mechanism: "PLAIN" }));
  await it.until(client.call(SaslAuthenticate, { authBytes: new TextEncoder().encode(`\0${user}\0secret`) }));
  return <Q, R>(api: ClientApi<Q, R>, request: Init<Q>): Promise<R> => it.until(client.call(api, request));
}

test("Members need to read the group and to see the topics; patterns find only those that they see", async (t) => {
  const it = await world(t, {
    topics: { orders: 1, secrets: 1 },
    sasl: { users: { admin: "secret", alice: "secret" } },
    acls: { superUsers: ["User:admin"] },
  });
  const [admin, alice] = [await login(it, "admin"), await login(it, "alice")];
  const allow = async (resourceType: number, resourceName: string, operation: number) => {
    const whom = { principal: "User:alice", host: "*", permissionType: 3, resourcePatternType: 3 };
    await admin(CreateAcls, { creations: [{ ...whom, resourceType, resourceName, operation }] });
  };
  const join = { groupId: "g", memberId: "a", rebalanceTimeoutMs: 60_000, topicPartitions: [] };
  const beat = (more: object) => alice(ConsumerGroupHeartbeat, { ...join, ...more });
  assert.equal((await beat({ subscribedTopicNames: ["orders"] })).errorCode, ErrorCode.GROUP_AUTHORIZATION_FAILED);
  await allow(GROUP, "g", READ);
  assert.equal((await beat({ subscribedTopicNames: ["orders"] })).errorCode, ErrorCode.TOPIC_AUTHORIZATION_FAILED);
  await allow(TOPIC, "orders", DESCRIBE);
  const { memberEpoch } = await beat({ subscribedTopicRegex: ".*" });
  const { assignment } = await beat({ memberEpoch });
  assert.equal(assignment?.topicPartitions.length, 1, "the other topic stays unseen");

  await admin(ConsumerGroupHeartbeat, { ...join, groupId: "h", memberId: "b", subscribedTopicNames: ["secrets"] });
  const describe = async (groupId: string) => {
    const { groups: [{ errorCode, members }] } = await alice(ConsumerGroupDescribe, { groupIds: [groupId] });
    return [errorCode, members.length];
  };
  assert.deepEqual(await describe("h"), [ErrorCode.GROUP_AUTHORIZATION_FAILED, 0]);
  await allow(GROUP, "h", DESCRIBE);
  assert.deepEqual(await describe("h"), [ErrorCode.TOPIC_AUTHORIZATION_FAILED, 0]);
  assert.deepEqual(await describe("g"), [0, 1]);
});
