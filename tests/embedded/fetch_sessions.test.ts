// Fetch sessions (KIP-227) of the embedded broker: how they begin, go on and end, and who gives way when there are many.
import assert from "node:assert/strict";
import { FetchSessions } from "../../embedded/fetch_sessions.ts";
import { Fetch, type FetchRequest, type FetchResponse } from "../../protocol/messages/fetch.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { Produce } from "../../protocol/messages/produce.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { test } from "../harness.ts";
import { batch, virtualPlatform, type World, world } from "./raw_client.ts";

const NOT_FOUND = 70;
const INVALID_EPOCH = 71;
const TOPIC_ID_ERROR = 106;

interface Session {
  readonly id: number;
  readonly epoch: number;
  readonly version?: number;
  readonly topics?: Init<FetchRequest>["topics"];
  readonly forget?: Init<FetchRequest>["forgottenTopicsData"];
  readonly maxWaitMs?: number;
  readonly maxBytes?: number;
}

function asked(
  indexes: readonly number[],
  offset = 0,
  topic: { topic?: string; topicId?: string } = { topic: "orders" },
) {
  const partitions = indexes.map((partition) => ({
    partition,
    fetchOffset: BigInt(offset),
    partitionMaxBytes: 1_000_000,
  }));
  return [{ ...topic, partitions }];
}

function ask({ call }: World, session: Session): Promise<FetchResponse> {
  const { id, epoch, version = 12, topics = [], forget = [], maxWaitMs = 0, maxBytes = 1_000_000 } = session;
  const request = { maxWaitMs, minBytes: 1, maxBytes, sessionId: id, sessionEpoch: epoch, topics };
  return call(Fetch, { ...request, forgottenTopicsData: forget }, { version });
}

async function send({ call }: World, index: number, topic = "orders"): Promise<void> {
  const topicData = [{ name: topic, partitionData: [{ index, records: batch([{ value: "v" }]) }] }];
  const { responses } = await call(Produce, { acks: 1, topicData }, { version: 9 });
  assert.equal(responses[0].partitionResponses[0].errorCode, 0);
}

function answered({ responses }: FetchResponse): number[] {
  return responses.flatMap(({ partitions }) => partitions.map(({ partitionIndex }) => partitionIndex));
}

test("A fetch session answers only partitions that have something new", async (t) => {
  const it = await world(t, { topics: { orders: 3 } });
  const first = await ask(it, { id: 0, epoch: 0, topics: asked([0, 1, 2]) });
  assert.ok(first.sessionId > 0);
  assert.deepEqual(answered(first), [0, 1, 2]);
  const id = first.sessionId;
  const quiet = await ask(it, { id, epoch: 1 });
  assert.deepEqual([quiet.errorCode, quiet.sessionId, answered(quiet)], [0, id, []]);
  await send(it, 1);
  const news = await ask(it, { id, epoch: 2 });
  assert.deepEqual(answered(news), [1]);
  assert.ok((news.responses[0].partitions[0].records?.length ?? 0) > 0);
  // The offset of the session stays until the client moves it: the records come again.
  assert.deepEqual(answered(await ask(it, { id, epoch: 3 })), [1]);
  assert.deepEqual(answered(await ask(it, { id, epoch: 4, topics: asked([1], 1) })), []);
  it.cluster.deleteRecords("orders", 1, 1);
  const moved = await ask(it, { id, epoch: 5 });
  assert.deepEqual([answered(moved), moved.responses[0].partitions[0].logStartOffset], [[1], 1n]);
});

test("A fetch session adds, forgets and replaces partitions, and ends with the last one", async (t) => {
  const it = await world(t, { topics: { orders: 3 } });
  const { sessionId: id } = await ask(it, { id: 0, epoch: 0, topics: asked([0]) });
  assert.deepEqual(answered(await ask(it, { id, epoch: 1, topics: asked([2]) })), [2]);
  for (const index of [0, 2]) await send(it, index);
  assert.deepEqual(answered(await ask(it, { id, epoch: 2, forget: [{ topic: "orders", partitions: [0, 1] }] })), [2]);
  const last = await ask(it, { id, epoch: 3, forget: [{ topic: "orders", partitions: [2] }] });
  assert.deepEqual([last.errorCode, last.sessionId, answered(last)], [0, 0, []]);
  assert.equal((await ask(it, { id, epoch: 4 })).errorCode, NOT_FOUND);
});

test("A fetch session tells an error each time, and the partition again once it is gone", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  await send(it, 0);
  const { sessionId: id } = await ask(it, { id: 0, epoch: 0, topics: asked([0], 9) });
  for (const epoch of [1, 2]) {
    assert.equal((await ask(it, { id, epoch })).responses[0].partitions[0].errorCode, 1);
  }
  const { errorCode, highWatermark } =
    (await ask(it, { id, epoch: 3, topics: asked([0], 1) })).responses[0].partitions[0];
  assert.deepEqual([errorCode, highWatermark], [0, 1n]);
  assert.deepEqual(answered(await ask(it, { id, epoch: 4 })), []);
});

test("A fetch session refuses a wrong epoch, a wrong id and a change to topic ids", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  const { sessionId: id } = await ask(it, { id: 0, epoch: 0, topics: asked([0]) });
  const codes = async (session: Session) => {
    const { errorCode, sessionId, responses } = await ask(it, session);
    return [errorCode, sessionId, responses.length];
  };
  assert.deepEqual(await codes({ id, epoch: 2 }), [INVALID_EPOCH, 0, 0]);
  assert.deepEqual(await codes({ id, epoch: 1, version: 13 }), [TOPIC_ID_ERROR, 0, 0]);
  assert.deepEqual(await codes({ id: id + 1, epoch: 1 }), [NOT_FOUND, 0, 0]);
  assert.deepEqual(await codes({ id: 0, epoch: 1 }), [NOT_FOUND, 0, 0]);
  assert.deepEqual(await codes({ id, epoch: 1 }), [0, id, 0]);
  assert.deepEqual(await codes({ id, epoch: 1 }), [INVALID_EPOCH, 0, 0]);
});

test("A full fetch ends the session that it names: epoch -1 for good, epoch 0 for a new one", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  const { sessionId: first } = await ask(it, { id: 0, epoch: 0, topics: asked([0]) });
  const { sessionId: second } = await ask(it, { id: first, epoch: 0, topics: asked([0]) });
  assert.ok(second > 0 && second !== first);
  assert.equal((await ask(it, { id: first, epoch: 1 })).errorCode, NOT_FOUND);
  const closed = await ask(it, { id: second, epoch: -1, topics: asked([0]) });
  assert.deepEqual([closed.errorCode, closed.sessionId, answered(closed)], [0, 0, [0]]);
  assert.equal((await ask(it, { id: second, epoch: 1 })).errorCode, NOT_FOUND);
});

test("A fetch session waits for all of its partitions, and only one request of it is answered", async (t) => {
  const it = await world(t, { topics: { orders: 2 } });
  const { sessionId: id } = await ask(it, { id: 0, epoch: 0, topics: asked([0, 1]) });
  const slow = await it.connect();
  const request = { maxWaitMs: 60_000, minBytes: 1, maxBytes: 1000, sessionId: id, sessionEpoch: 1 };
  const waiting = slow.call(Fetch, request, 12);
  await it.clock.advance(10);
  await send(it, 1);
  assert.deepEqual(answered(await it.until(waiting)), [1]);
  const late = slow.call(Fetch, { ...request, sessionEpoch: 2, topics: asked([1], 1) }, 12);
  await it.clock.advance(10);
  assert.deepEqual(answered(await ask(it, { id, epoch: 3 })), []);
  await send(it, 0);
  const { errorCode, sessionId } = await it.until(late);
  assert.deepEqual([errorCode, sessionId], [INVALID_EPOCH, id]);
});

test("A fetch session reads in turn, so that a small limit starves no partition", async (t) => {
  const it = await world(t, { topics: { orders: 3 } });
  for (const index of [0, 1, 2]) await send(it, index);
  const { sessionId: id } = await ask(it, { id: 0, epoch: 0, topics: asked([0, 1, 2]), maxBytes: 1 });
  const turns: number[] = [];
  for (let epoch = 1; epoch <= 4; epoch++) {
    const { responses } = await ask(it, { id, epoch, maxBytes: 1 });
    for (const { partitions } of responses) {
      for (const one of partitions) if ((one.records?.length ?? 0) > 0) turns.push(one.partitionIndex);
    }
  }
  assert.deepEqual(turns, [0, 1, 2, 0]);
});

test("A fetch session by topic id tells that a topic is not there yet, was deleted, or made again", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  const { topics: [{ topicId }] } = await it.call(Metadata, { topics: null });
  const unknown = "BAAAAAAAAAAAAAAAAAAAAA";
  const topics = [...asked([0], 0, { topicId }), ...asked([0], 0, { topicId: unknown })];
  const first = await ask(it, { id: 0, epoch: 0, version: 13, topics });
  assert.deepEqual(first.responses.map((one) => [one.topicId, one.partitions[0].errorCode]), [
    [topicId, 0],
    [unknown, 100],
  ]);
  const code = async (epoch: number) => {
    const { responses } = await ask(it, { id: first.sessionId, epoch, version: 13 });
    return responses.find((one) => one.topicId === topicId)?.partitions[0].errorCode;
  };
  assert.equal(await code(1), undefined);
  it.cluster.deleteTopic("orders");
  assert.equal(await code(2), 3);
  it.cluster.createTopic("orders");
  assert.equal(await code(3), 103);
});

test("Without a slot a full fetch is answered without a session", async (t) => {
  const it = await world(t, { topics: { orders: 1 }, maxFetchSessions: 1 });
  const { sessionId: id } = await ask(it, { id: 0, epoch: 0, topics: asked([0]) });
  const none = await ask(it, { id: 0, epoch: 0, topics: asked([0]) });
  assert.deepEqual([none.errorCode, none.sessionId, answered(none)], [0, 0, [0]]);
  await it.clock.advance(121_000);
  const taken = await ask(it, { id: 0, epoch: 0, topics: asked([0]) });
  assert.ok(taken.sessionId > 0);
  assert.equal((await ask(it, { id, epoch: 1 })).errorCode, NOT_FOUND);
});

test("Fetch sessions are of one broker, and lost when it stops or they are evicted", async (t) => {
  const it = await world(t, { brokers: 2, topics: { orders: 1 } });
  const { sessionId: id } = await ask(it, { id: 0, epoch: 0, topics: asked([0]) });
  const other = await it.call(Fetch, { sessionId: id, sessionEpoch: 1 }, { version: 12, node: 2 });
  assert.equal(other.errorCode, NOT_FOUND);
  assert.equal(it.cluster.evictFetchSessions(2), 0);
  assert.equal((await ask(it, { id, epoch: 1 })).errorCode, 0);
  assert.equal(it.cluster.evictFetchSessions(), 1);
  assert.equal((await ask(it, { id, epoch: 2 })).errorCode, NOT_FOUND);
  const begun = await it.call(Fetch, { sessionEpoch: 0, topics: asked([0]) }, { version: 12, node: 2 });
  await it.until(it.cluster.stopBroker(2));
  await it.until(it.cluster.startBroker(2));
  const again = await it.until((await it.connect(2)).call(Fetch, { sessionId: begun.sessionId, sessionEpoch: 1 }, 12));
  assert.equal(again.errorCode, NOT_FOUND);
});

test("A new session takes the place of a stale one, else of an older one that is smaller or no follower's", async () => {
  const platform = virtualPlatform();
  const sessions = new FetchSessions(platform);
  sessions.slots = 2;
  const cache = sessions.on(1);
  const make = (size: number, privileged = false) => {
    const partitions = Array.from({ length: size }, (_, index) => ({
      key: `${index}`,
      topicName: "t",
      topicId: "",
      index,
      fetchOffset: 0,
      currentLeaderEpoch: -1,
      lastFetchedEpoch: -1,
      maxBytes: 1,
      highWatermark: 0,
      logStartOffset: 0,
    }));
    return cache.create({
      privileged,
      usesTopicIds: false,
      partitions: new Map(partitions.map((one) => [one.key, one])),
    });
  };
  const touch = (id: number) => {
    const session = cache.get(id);
    assert.ok(session !== undefined);
    cache.touch(session);
  };
  const [small, large] = [make(1), make(5)];
  assert.equal(make(9), 0);
  const follower = make(1, true);
  assert.ok(follower > 0);
  assert.deepEqual([cache.get(small), cache.get(large)?.id], [undefined, large]);
  await platform.clock.advance(60_000);
  touch(follower);
  touch(large);
  await platform.clock.advance(61_000);
  touch(follower);
  touch(large);
  // Both are old enough now, and in use: the larger wins, a follower above all.
  assert.equal(make(5), 0);
  const larger = make(6);
  assert.ok(larger > 0);
  assert.deepEqual([cache.get(large), cache.get(follower)?.id], [undefined, follower]);
  await platform.clock.advance(120_001);
  touch(larger);
  assert.ok(make(1) > 0);
  assert.deepEqual([cache.get(follower), cache.get(larger)?.id, cache.size], [undefined, larger, 2]);
});
