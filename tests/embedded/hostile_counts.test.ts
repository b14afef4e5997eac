// Requests with very many elements, and very many requests: their cost grows with their size and no faster, and what the
// cluster keeps of them has an end.
import assert from "node:assert/strict";
import { allHandlers } from "../../embedded/handlers.ts";
import { AlterConfigs } from "../../protocol/messages/alter_configs.ts";
import { AlterUserScramCredentials } from "../../protocol/messages/alter_user_scram_credentials.ts";
import { ConsumerGroupHeartbeat } from "../../protocol/messages/consumer_group_heartbeat.ts";
import { CreatePartitions } from "../../protocol/messages/create_partitions.ts";
import { CreateTopics } from "../../protocol/messages/create_topics.ts";
import { DeleteTopics } from "../../protocol/messages/delete_topics.ts";
import { DescribeTopicPartitions } from "../../protocol/messages/describe_topic_partitions.ts";
import { DescribeUserScramCredentials } from "../../protocol/messages/describe_user_scram_credentials.ts";
import { Fetch } from "../../protocol/messages/fetch.ts";
import { JoinGroup } from "../../protocol/messages/join_group.ts";
import { ListGroups } from "../../protocol/messages/list_groups.ts";
import { ListOffsets } from "../../protocol/messages/list_offsets.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { OffsetCommit } from "../../protocol/messages/offset_commit.ts";
import { ZERO_UUID } from "../../protocol/wire/uuid.ts";
import { SeededRandom } from "../../simulation/mod.ts";
import { test } from "../harness.ts";
import { inventRequest } from "./hostile_requests.ts";
import { world } from "./raw_client.ts";

/** Many requests: slow machines take their time. */
const LONG = { timeoutMs: 120_000 };

const MANY = 100_000;

function many<T>(make: (n: number) => T, count: number = MANY): T[] {
  return Array.from({ length: count }, (_, n) => make(n));
}

test("A hundred thousand topics in one request are answered, however they are named", LONG, async (t) => {
  const { call, cluster } = await world(t, { topics: { orders: 1 } });
  const topics = many((n) => ({ name: `t${n}` }));
  assert.equal((await call(Metadata, { topics })).topics.length, MANY);
  const created = await call(CreateTopics, {
    topics: topics.map(({ name }) => ({ name, numPartitions: -1, replicationFactor: -1 })),
  });
  assert.ok(created.topics.every(({ errorCode }) => errorCode === 44), "too many partitions: POLICY_VIOLATION");
  assert.equal(cluster.topics.size, 1);
  assert.equal((await call(DeleteTopics, { topics })).responses.length, MANY);
  const grown = await call(CreatePartitions, { topics: topics.map(({ name }) => ({ name, count: 2 })) });
  assert.equal(grown.results.length, MANY);
  assert.equal((await call(DescribeTopicPartitions, { topics })).topics.length, MANY);
  const resources = topics.map(({ name }) => ({ resourceType: 2, resourceName: name }));
  assert.equal((await call(AlterConfigs, { resources })).responses.length, MANY);
});

test("A hundred thousand partitions and users in one request are answered", LONG, async (t) => {
  const { call } = await world(t, { topics: { orders: 1 } });
  const partitions = many((partitionIndex) => ({ partitionIndex, timestamp: -1n }));
  const listed = await call(ListOffsets, { topics: [{ name: "orders", partitions }] });
  assert.equal(listed.topics[0].partitions.length, MANY);
  const users = many((n) => ({ name: `u${n}` }));
  assert.equal((await call(DescribeUserScramCredentials, { users })).results.length, MANY);
  const deletions = users.map(({ name }) => ({ name, mechanism: 1 }));
  assert.equal((await call(AlterUserScramCredentials, { deletions })).results.length, MANY);
  const committed = await call(OffsetCommit, {
    groupId: "g",
    generationIdOrMemberEpoch: -1,
    topics: [{
      name: "orders",
      partitions: many((partitionIndex) => ({ partitionIndex, committedOffset: 2n ** 63n - 1n })),
    }],
  }, { version: 9 });
  assert.equal(committed.topics[0].partitions.length, MANY);
});

test("Twenty thousand elements of any array in any API are answered or refused", LONG, async (t) => {
  const { cluster, connect, clock } = await world(t, { topics: { orders: 2 } });
  const random = new SeededRandom(3);
  for (const handler of allHandlers().values()) {
    const { minVersion, maxVersion } = handler.api;
    const version = minVersion + random.int(maxVersion + 1 - minVersion);
    const request = inventRequest(handler, version, { random, topicIds: [], memberIds: [], huge: 20_000 });
    const client = await connect();
    await client.stream.write([request]);
    await clock.advance(3);
    client.close();
    assert.deepEqual(cluster.errors, [], handler.api.name);
  }
});

test(
  "A topic id in a version of Metadata whose answers need a name is an error, not a broken answer",
  LONG,
  async (t) => {
    const { call } = await world(t, { topics: { orders: 1 } });
    const topicId = "AAAAAAAAAAAAAAAAAAAAAQ";
    for (const version of [10, 11]) {
      const { topics } = await call(Metadata, { topics: [{ name: null, topicId }] }, { version });
      assert.deepEqual(topics.map(({ name, errorCode }) => [name, errorCode]), [["", -1]]);
    }
    assert.equal((await call(Metadata, { topics: [{ name: null, topicId: ZERO_UUID }] })).topics[0].errorCode, -1);
  },
);

test(
  "Groups that hold nothing are forgotten when there are very many; those with members or offsets stay",
  LONG,
  async (t) => {
    const { call, connect, clock } = await world(t, { topics: { orders: 1 } });
    const partitions = [{ partitionIndex: 0, committedOffset: 1n }];
    await call(OffsetCommit, {
      groupId: "kept",
      generationIdOrMemberEpoch: -1,
      topics: [{ name: "orders", partitions }],
    }, { version: 9 });
    const member = await connect();
    const timeouts = { sessionTimeoutMs: 30_000, rebalanceTimeoutMs: 30_000 };
    const protocols = [{ name: "range", metadata: new Uint8Array(4) }];
    await clock.until(member.call(JoinGroup, { groupId: "live", protocolType: "consumer", ...timeouts, protocols }, 3));
    const brief = { ...timeouts, sessionTimeoutMs: 6000 };
    for (let round = 0; round < 2; round++) {
      for (let n = 0; n < 5500; n++) {
        await call(JoinGroup, { groupId: `${round}-${n}`, protocolType: "consumer", ...brief, protocols }, {
          version: 4,
        });
      }
      await clock.advance(7000);
    }
    const { groups } = await call(ListGroups, {});
    assert.ok(groups.length <= 10_000, `${groups.length} groups are kept`);
    const ids = new Set(groups.map(({ groupId }) => groupId));
    assert.ok(ids.has("kept") && ids.has("live"));
  },
);

test("Fetch sessions end at their limit", LONG, async (t) => {
  const { call, cluster } = await world(t, { topics: { orders: 1 }, maxFetchSessions: 50 });
  const partitions = [{ partition: 0, fetchOffset: 0n, partitionMaxBytes: 100 }];
  for (let n = 0; n < 500; n++) {
    await call(Fetch, { sessionEpoch: 0, topics: [{ topic: "orders", partitions }] }, { version: 12 });
  }
  assert.equal(cluster.evictFetchSessions(), 50);
});

test("A pattern that would explode in another engine costs no more than its length", LONG, async (t) => {
  const { call } = await world(t, { topics: { orders: 1, ["a".repeat(200)]: 1 } });
  const member = { groupId: "g", memberEpoch: 0, rebalanceTimeoutMs: 1000, topicPartitions: [] };
  for (const [n, subscribedTopicRegex] of ["(a+)+$", "(a|aa)*b", "(.*)(.*)(.*)(.*)x", "(a*)*b"].entries()) {
    const answer = await call(ConsumerGroupHeartbeat, { ...member, memberId: `m${n}`, subscribedTopicRegex });
    assert.equal(answer.errorCode, 0, subscribedTopicRegex);
  }
  for (
    const subscribedTopicRegex of ["a{1000}{1000}", "(".repeat(2000), "[", "(a{1,1000}){1,1000}", "(.{0,500}){0,19}x"]
  ) {
    const answer = await call(ConsumerGroupHeartbeat, { ...member, memberId: "wrong", subscribedTopicRegex });
    assert.equal(answer.errorCode, 128, subscribedTopicRegex);
  }
});
