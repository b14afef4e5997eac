// Replicas of the embedded cluster: followers behind their leader, the replicas in sync, the high watermark, elections and
// what they lose, brokers killed with the tails of their logs, frozen brokers.
import assert from "node:assert/strict";
import { ConfigError } from "../../errors/config_error.ts";
import { Fetch } from "../../protocol/messages/fetch.ts";
import { IncrementalAlterConfigs } from "../../protocol/messages/incremental_alter_configs.ts";
import { ListOffsets } from "../../protocol/messages/list_offsets.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { OffsetForLeaderEpoch } from "../../protocol/messages/offset_for_leader_epoch.ts";
import { Produce } from "../../protocol/messages/produce.ts";
import { readRecordBatches } from "../../protocol/records/batch_reader.ts";
import { CodecTable } from "../../protocol/records/codecs.ts";
import type { EmbeddedKafkaOptions } from "../../embedded/mod.ts";
import { test, type TestContext } from "../harness.ts";
import { batch, dialAddress, RawClient, type World, world } from "./raw_client.ts";

const PART = ["orders", 0] as const;

function orders(t: TestContext, options: EmbeddedKafkaOptions & { configs?: Record<string, string | number> } = {}) {
  const { configs = {}, ...rest } = options;
  return world(t, { brokers: 3, topics: { orders: { configs } }, ...rest });
}

interface Sent {
  readonly node?: number;
  readonly acks?: number;
  readonly timeoutMs?: number;
  readonly values?: readonly string[];
}

const request = ({ acks = -1, timeoutMs = 5000, values = ["v"] }: Sent) => ({
  acks,
  timeoutMs,
  topicData: [{ name: "orders", partitionData: [{ index: 0, records: batch(values.map((value) => ({ value }))) }] }],
});

async function send({ call }: World, sent: Sent = {}) {
  const { responses } = await call(Produce, request(sent), { version: 9, node: sent.node });
  return responses[0].partitionResponses[0];
}

/** Sends without letting time go on: the answer is there once `until` is called on it. */
async function sendLater(it: World, sent: Sent = {}) {
  const client = await it.connect(sent.node);
  const answer = client.call(Produce, request(sent), 9).then(({ responses }) => responses[0].partitionResponses[0]);
  answer.catch(() => {});
  await it.clock.advance(0);
  return { answer };
}

/** Base offsets of what a consumer reads from a broker, and the high watermark that it is told. */
async function read(it: World, node = 1) {
  const offsets: number[] = [];
  for (let fetchOffset = 0n;;) {
    const topics = [{ topic: "orders", partitions: [{ partition: 0, fetchOffset, partitionMaxBytes: 1_000_000 }] }];
    const { responses } = await it.call(Fetch, { maxWaitMs: 0, topics }, { version: 11, node });
    const { records, highWatermark, errorCode } = responses[0].partitions[0];
    assert.equal(errorCode, 0);
    const { batches } = readRecordBatches(records ?? new Uint8Array(0));
    if (batches.length === 0) return { highWatermark: Number(highWatermark), offsets };
    offsets.push(...batches.map(({ baseOffset }) => baseOffset));
    fetchOffset = BigInt((batches.at(-1)?.lastOffset ?? 0) + 1);
  }
}

const ends = ({ cluster }: World) => [1, 2, 3].map((id) => cluster.replica(...PART, id).endOffset);

test("Followers without delay have at once what their leader has, and know that it is committed", async (t) => {
  const it = await orders(t);
  assert.equal((await send(it)).errorCode, 0);
  for (const id of [1, 2, 3]) {
    assert.deepEqual(it.cluster.replica(...PART, id), { startOffset: 0, endOffset: 1, highWatermark: 1 });
  }
  await it.clock.advance(0);
  assert.equal(it.clock.pending, 0);
});

test("Followers fetch after their delay; the high watermark is the lowest end, and followers hear of it later", async (t) => {
  const it = await orders(t, { replicaFetchMs: 10 });
  it.cluster.setReplicaLag(3, 25);
  assert.equal((await send(it, { acks: 1 })).errorCode, 0);
  const began = it.clock.now();
  assert.deepEqual(ends(it), [1, 0, 0]);
  assert.deepEqual(await read(it), { highWatermark: 0, offsets: [] });
  await it.clock.run(began + 11);
  assert.deepEqual(ends(it), [1, 1, 0]);
  await it.clock.run(began + 26);
  assert.deepEqual(ends(it), [1, 1, 1]);
  assert.equal(it.cluster.partition(...PART).highWatermark, 1);
  assert.equal(it.cluster.replica(...PART, 3).highWatermark, 0);
  await it.clock.run(began + 60);
  assert.equal(it.cluster.replica(...PART, 3).highWatermark, 1);
  assert.equal(it.clock.pending, 0, "no timer while nobody is behind");
});

test("Produce with acks all is answered when the high watermark passes, with acks 1 at once", async (t) => {
  const it = await orders(t, { replicaFetchMs: 40 });
  const began = it.clock.now();
  assert.equal((await send(it, { acks: 1 })).errorCode, 0);
  assert.equal(it.clock.now(), began);
  const { errorCode, baseOffset } = await send(it);
  assert.deepEqual([errorCode, baseOffset], [0, 1n]);
  assert.equal(it.clock.now(), began + 40);
});

test("Produce with acks all is answered with REQUEST_TIMED_OUT when a replica in sync does not come after", async (t) => {
  const it = await orders(t);
  it.cluster.setReplicaLag(2, Infinity, { topic: "orders", partition: 0 });
  const began = it.clock.now();
  const { errorCode, baseOffset } = await send(it, { timeoutMs: 700 });
  assert.deepEqual([errorCode, baseOffset], [7, 0n]);
  assert.equal(it.clock.now(), began + 700);
  assert.equal(it.cluster.partition(...PART).endOffset, 1, "the records stay");
});

test("Produce that waits is answered with NOT_LEADER_OR_FOLLOWER when the leader moves", async (t) => {
  const it = await orders(t);
  it.cluster.setReplicaLag(2, Infinity);
  it.cluster.setReplicaLag(3, Infinity);
  const { answer } = await sendLater(it);
  it.cluster.moveLeader(...PART, 2);
  assert.equal((await it.until(answer)).errorCode, 6);
  assert.equal(it.cluster.partition(...PART).endOffset, 0);
});

test("Produce with acks all takes no records of a later leader for its own", async (t) => {
  const it = await world(t, { brokers: 2, topics: { orders: 2 } });
  it.cluster.moveLeader("orders", 1, 1);
  it.cluster.setReplicaLag(2, Infinity, { topic: "orders", partition: 0 });
  const other = await it.connect(2);
  it.cluster.control(Produce, async (_, { proceed }) => {
    // The first partition has its records now, and the second waits for a codec.
    const answer = proceed();
    it.cluster.moveLeader("orders", 0, 2);
    await other.call(Produce, request({ acks: 1, values: ["of the later leader"] }), 9);
    await answer;
  }, { nodeId: 1 });
  const partitionData = [
    { index: 0, records: batch([{ value: "lost" }]) },
    { index: 1, records: batch([{ value: "v" }], { codec: await new CodecTable({}).get("gzip") }) },
  ];
  const asked = { acks: -1, timeoutMs: 5000, topicData: [{ name: "orders", partitionData }] };
  const { responses: [{ partitionResponses }] } = await it.call(Produce, asked, { version: 9 });
  assert.deepEqual(partitionResponses.map(({ errorCode }) => errorCode), [6, 0]);
  assert.equal(it.cluster.partition("orders", 0).highWatermark, 1);
});

test("Produce that waits is answered with UNKNOWN_TOPIC_OR_PARTITION when the topic is deleted", async (t) => {
  const it = await orders(t);
  it.cluster.setReplicaLag(2, Infinity);
  const { answer } = await sendLater(it);
  it.cluster.deleteTopic("orders");
  it.cluster.createTopic("orders");
  assert.equal((await it.until(answer)).errorCode, 3);
  assert.equal(it.cluster.partition(...PART).endOffset, 0);
});

test("A follower that is behind for replicaLagMs leaves the ISR, and is back once it has caught up", async (t) => {
  const it = await orders(t, { replicaLagMs: 1000 });
  it.cluster.setReplicaLag(2, Infinity);
  await it.clock.advance(5000);
  assert.deepEqual(it.cluster.partition(...PART).isr, [1, 2, 3], "nobody is behind while nothing is written");
  const began = it.clock.now();
  assert.equal((await send(it)).errorCode, 0);
  assert.equal(it.clock.now(), began + 1000, "the answer waits until the ISR has shrunk");
  assert.deepEqual(it.cluster.partition(...PART).isr, [1, 3]);
  await send(it);
  it.cluster.setReplicaLag(2, 50);
  await it.clock.advance(60);
  assert.deepEqual(it.cluster.partition(...PART).isr, [1, 3, 2]);
  assert.deepEqual(ends(it), [2, 2, 2]);
});

test("A killed follower that nobody has missed leaves the ISR after replicaLagMs", async (t) => {
  const it = await orders(t, { replicaLagMs: 1000 });
  await it.until(it.cluster.killBroker(3, { failoverMs: 60_000 }));
  const began = it.clock.now();
  assert.equal((await send(it)).errorCode, 0);
  assert.equal(it.clock.now(), began + 1000);
  assert.deepEqual(it.cluster.partition(...PART).isr, [1, 2]);
  await it.until(it.cluster.startBroker(3));
  assert.deepEqual(it.cluster.partition(...PART).isr, [1, 2, 3]);
});

test("min.insync.replicas is asked for before the append", async (t) => {
  const it = await orders(t, { configs: { "min.insync.replicas": 2 } });
  it.cluster.shrinkIsr(...PART, 2);
  assert.equal((await send(it)).errorCode, 0);
  it.cluster.shrinkIsr(...PART, 3);
  assert.equal((await send(it)).errorCode, 19);
  assert.equal(it.cluster.partition(...PART).endOffset, 1);
});

test("The high watermark stands while too few are in sync: producers time out, consumers see nothing", async (t) => {
  const it = await orders(t, { configs: { "min.insync.replicas": 2 } });
  it.cluster.setReplicaLag(2, Infinity);
  it.cluster.setReplicaLag(3, Infinity);
  const { answer } = await sendLater(it, { timeoutMs: 100 });
  it.cluster.shrinkIsr(...PART, 2);
  it.cluster.shrinkIsr(...PART, 3);
  assert.equal((await it.until(answer)).errorCode, 7);
  assert.equal((await send(it, { acks: 1 })).errorCode, 0);
  assert.deepEqual(await read(it), { highWatermark: 0, offsets: [] });
  it.cluster.setReplicaLag(3, 0, { topic: "orders", partition: 0 });
  assert.deepEqual(await read(it), { highWatermark: 2, offsets: [0, 1] });
});

test("Who waits for replicas is answered when min.insync.replicas is lowered, for the topic or for all brokers", async (t) => {
  for (const [resourceType, resourceName] of [[2, "orders"], [4, ""]] as const) {
    const it = await orders(t);
    const set = async (value: string) => {
      const configs = [{ name: "min.insync.replicas", configOperation: 0, value }];
      const resources = [{ resourceType, resourceName, configs }];
      assert.equal((await it.call(IncrementalAlterConfigs, { resources }, { node: 2 })).responses[0].errorCode, 0);
    };
    await set("2");
    it.cluster.setReplicaLag(2, Infinity);
    it.cluster.setReplicaLag(3, Infinity);
    const { answer } = await sendLater(it);
    it.cluster.shrinkIsr(...PART, 2);
    it.cluster.shrinkIsr(...PART, 3);
    await it.clock.advance(1000);
    assert.equal(it.cluster.partition(...PART).highWatermark, 0);
    const began = it.clock.now();
    await set("1");
    assert.equal((await it.until(answer)).errorCode, 0);
    assert.ok(it.clock.now() - began < 10);
  }
});

test("Without strictMinIsr a producer hears NOT_ENOUGH_REPLICAS_AFTER_APPEND", async (t) => {
  const it = await orders(t, { configs: { "min.insync.replicas": 2 }, strictMinIsr: false });
  it.cluster.setReplicaLag(2, Infinity);
  it.cluster.setReplicaLag(3, Infinity);
  const { answer } = await sendLater(it);
  it.cluster.shrinkIsr(...PART, 2);
  it.cluster.shrinkIsr(...PART, 3);
  const { errorCode, baseOffset } = await it.until(answer);
  assert.deepEqual([errorCode, baseOffset], [20, 0n]);
});

test("min.insync.replicas is never more than the replicas that there are", async (t) => {
  const it = await world(t, { topics: { orders: { configs: { "min.insync.replicas": 2 } } } });
  assert.equal((await send(it)).errorCode, 0);
});

test("A clean election loses only what is above the high watermark", async (t) => {
  const it = await orders(t, { replicaFetchMs: 10 });
  await send(it, { values: ["a", "b"] });
  await it.clock.advance(20);
  assert.equal((await send(it, { acks: 1 })).errorCode, 0);
  it.cluster.moveLeader(...PART, 2);
  assert.deepEqual(it.cluster.partition(...PART).endOffset, 2);
  await send(it, { node: 2, values: ["c"] });
  await it.clock.advance(50);
  assert.deepEqual(ends(it), [3, 3, 3]);
  assert.deepEqual((await read(it, 2)).offsets, [0, 2]);
  assert.equal(it.cluster.replica(...PART, 1).highWatermark, 3);
});

test("A new leader does not tell the latest offset before its followers have fetched", async (t) => {
  const it = await orders(t, { replicaFetchMs: 10 });
  await send(it, { acks: 1 });
  await it.clock.advance(10);
  assert.equal(it.cluster.replica(...PART, 2).highWatermark, 0);
  it.cluster.moveLeader(...PART, 2);
  const latest = async (version: number) => {
    const topics = [{ name: "orders", partitions: [{ partitionIndex: 0, timestamp: -1n }] }];
    const answer = await it.call(ListOffsets, { topics }, { version, node: 2 });
    const { errorCode, offset } = answer.topics[0].partitions[0];
    return [errorCode, offset];
  };
  assert.deepEqual(await latest(5), [78, -1n]);
  assert.deepEqual(await latest(4), [5, -1n]);
  await it.clock.advance(10);
  assert.deepEqual(await latest(5), [0, 1n]);
});

test("An old leader's end counts for nothing before it has compared its log with the new leader's", async (t) => {
  const it = await orders(t);
  for (const id of [2, 3]) it.cluster.setReplicaLag(id, Infinity);
  await send(it, { acks: 1, values: ["a", "b", "c"] });
  it.cluster.setReplicaLag(1, 30);
  it.cluster.setReplicaLag(3, 0);
  it.cluster.moveLeader(...PART, 2);
  await send(it, { node: 2, acks: 1, values: ["x", "y"] });
  assert.equal(it.cluster.partition(...PART).highWatermark, 0);
  await it.clock.advance(30);
  assert.deepEqual(ends(it), [2, 2, 2]);
  assert.equal(it.cluster.partition(...PART).highWatermark, 2);
});

test("A partition whose replicas in sync are all gone waits for one of them, not for another", async (t) => {
  const it = await orders(t);
  it.cluster.shrinkIsr(...PART, 3);
  await send(it);
  await it.until(it.cluster.stopBroker(2));
  await it.until(it.cluster.stopBroker(1));
  assert.deepEqual([it.cluster.partition(...PART).leader, it.cluster.partition(...PART).isr], [-1, [1]]);
  await it.until(it.cluster.startBroker(2));
  assert.equal(it.cluster.partition(...PART).leader, -1);
  const { topics } = await it.call(Metadata, { topics: null }, { version: 9, node: 3 });
  assert.deepEqual([topics[0].partitions[0].errorCode, topics[0].partitions[0].offlineReplicas], [5, [1]]);
  await it.until(it.cluster.startBroker(1));
  assert.equal(it.cluster.partition(...PART).leader, 1);
  assert.deepEqual(it.cluster.partition(...PART).isr, [1, 2]);
});

test("An unclean election loses what the new leader lacks, and says so by its epochs", async (t) => {
  const it = await orders(t);
  await send(it);
  it.cluster.shrinkIsr(...PART, 3);
  await send(it, { values: ["lost", "too"] });
  assert.throws(() => it.cluster.moveLeader(...PART, 3), ConfigError);
  it.cluster.uncleanElection(...PART, 3);
  it.cluster.setReplicaLag(3, 0, { topic: "orders", partition: 0 });
  await send(it, { node: 3 });
  assert.deepEqual(ends(it), [2, 2, 2]);
  assert.deepEqual(it.cluster.partition(...PART).isr, [3, 1, 2]);
  const partitions = [{ partition: 0, leaderEpoch: 0 }];
  const { topics } = await it.call(OffsetForLeaderEpoch, { topics: [{ topic: "orders", partitions }] }, { node: 3 });
  const { leaderEpoch, endOffset } = topics[0].partitions[0];
  assert.deepEqual([leaderEpoch, endOffset], [0, 1n]);
});

test("unclean.leader.election.enable lets any replica lead when none in sync is there", async (t) => {
  const it = await orders(t, { configs: { "unclean.leader.election.enable": "true" } });
  it.cluster.shrinkIsr(...PART, 2);
  it.cluster.shrinkIsr(...PART, 3);
  await send(it);
  await it.until(it.cluster.killBroker(1));
  assert.equal(it.cluster.partition(...PART).leader, 2);
  assert.equal(it.cluster.partition(...PART).endOffset, 0);
});

test("A broker killed with the tail of its log comes back, fetches what it lost, and is in sync again", async (t) => {
  const it = await orders(t);
  await send(it);
  await send(it);
  await it.until(it.cluster.killBroker(1, { loseTail: 1 }));
  assert.deepEqual(ends(it), [1, 2, 2]);
  assert.equal(it.cluster.partition(...PART).leader, 2);
  await send(it, { node: 2 });
  await it.until(it.cluster.startBroker(1));
  assert.deepEqual(ends(it), [3, 3, 3]);
  assert.deepEqual(it.cluster.partition(...PART).isr, [2, 3, 1]);
});

test("A leader killed with what was not committed loses just that", async (t) => {
  const it = await orders(t);
  await send(it);
  for (const id of [2, 3]) it.cluster.setReplicaLag(id, Infinity);
  await send(it, { acks: 1 });
  await it.until(it.cluster.killBroker(1, { loseTail: true }));
  assert.deepEqual(ends(it), [1, 1, 1]);
});

test("The only replica that loses the tail of its log has lost it for good", async (t) => {
  const it = await world(t, { topics: { orders: 1 } });
  for (const value of ["a", "b", "c"]) await send(it, { values: [value] });
  await it.until(it.cluster.killBroker(1, { loseTail: 2 }));
  await it.until(it.cluster.startBroker(1));
  const { endOffset, highWatermark, leader } = it.cluster.partition(...PART);
  assert.deepEqual([endOffset, highWatermark, leader], [1, 1, 1]);
});

test("A log that diverged over several epochs is cut where it parts from the leader's", async (t) => {
  const it = await orders(t);
  await send(it);
  // Three leaders in a row that write what nobody else gets.
  for (const leader of [1, 2, 3]) {
    for (const id of [1, 2, 3]) it.cluster.setReplicaLag(id, Infinity);
    if (leader !== 1) it.cluster.uncleanElection(...PART, leader);
    for (let n = 0; n < leader + 1; n++) await send(it, { node: leader, acks: 1 });
  }
  assert.deepEqual(ends(it), [3, 4, 5]);
  it.cluster.uncleanElection(...PART, 1);
  for (const id of [1, 2, 3]) it.cluster.setReplicaLag(id, null);
  assert.deepEqual(ends(it), [3, 3, 3]);
  assert.deepEqual((await read(it)).offsets, [0, 1, 2]);
  await send(it);
  assert.deepEqual(await read(it), { highWatermark: 4, offsets: [0, 1, 2, 3] });
});

test("A frozen broker answers nothing until it goes on; its connections stay", async (t) => {
  const it = await orders(t);
  it.cluster.pauseBroker(1);
  const { answer } = await sendLater(it);
  let answered = false;
  void answer.then(() => answered = true);
  await it.clock.advance(5000);
  assert.equal(answered, false);
  it.cluster.resumeBroker(1);
  assert.equal((await it.until(answer)).errorCode, 0);
});

test("A frozen leader is replaced after failoverMs, and follows when it goes on", async (t) => {
  const it = await orders(t);
  await send(it);
  it.cluster.pauseBroker(1, { failoverMs: 9000 });
  await it.clock.advance(9000);
  assert.deepEqual([it.cluster.partition(...PART).leader, it.cluster.partition(...PART).isr], [2, [2, 3]]);
  await send(it, { node: 2 });
  it.cluster.resumeBroker(1);
  assert.deepEqual(ends(it), [2, 2, 2]);
  assert.deepEqual(it.cluster.partition(...PART).isr, [2, 3, 1]);
});

test("A frozen follower holds up acks all until it leaves the ISR", async (t) => {
  const it = await orders(t, { replicaLagMs: 500 });
  it.cluster.pauseBroker(2);
  const began = it.clock.now();
  assert.equal((await send(it)).errorCode, 0);
  assert.equal(it.clock.now(), began + 500);
  it.cluster.resumeBroker(2);
  assert.deepEqual(it.cluster.partition(...PART).isr, [1, 3, 2]);
});

test("A broker that is added takes part", async (t) => {
  const it = await orders(t);
  assert.equal(await it.until(it.cluster.addBroker({ rack: "r" })), 4);
  const { brokers } = await it.call(Metadata, { topics: [] }, { version: 9 });
  assert.deepEqual(brokers.map(({ nodeId, rack }) => [nodeId, rack]), [[1, null], [2, null], [3, null], [4, "r"]]);
  it.cluster.createTopic("wide", { replicationFactor: 4 });
  assert.equal(it.cluster.partition("wide", 0).isr.length, 4);
  const { brokers: addresses, platform } = it.cluster.options();
  const client = new RawClient(await it.until(dialAddress(platform.dial, addresses[3])));
  assert.equal((await it.until(client.call(Metadata, { topics: [] }, 9))).brokers.length, 4);
  client.close();
});

test("moveController() names another controller until that one is gone", async (t) => {
  const it = await orders(t);
  const controller = async () => (await it.call(Metadata, { topics: [] }, { version: 9 })).controllerId;
  assert.equal(await controller(), 1);
  it.cluster.moveController(3);
  assert.equal(await controller(), 3);
  await it.until(it.cluster.stopBroker(3));
  assert.equal(await controller(), 1);
});

test("close() ends the timers of followers that are behind and of brokers that are not missed yet", async (t) => {
  const it = await orders(t, { replicaFetchMs: 100 });
  it.cluster.setReplicaLag(2, Infinity);
  await send(it, { acks: 1 });
  await it.until(it.cluster.killBroker(3, { failoverMs: 100_000 }));
  await it.until(it.cluster.close());
  assert.equal(it.clock.pending, 0);
});

test("shrinkIsr() leaves the last replica in sync of a partition that has no leader", async (t) => {
  const it = await orders(t);
  const { leader } = it.cluster.partition(...PART);
  for (const other of [1, 2, 3].filter((id) => id !== leader)) it.cluster.shrinkIsr(...PART, other);
  await it.until(it.cluster.killBroker(leader));
  assert.equal(it.cluster.partition(...PART).leader, -1);
  it.cluster.shrinkIsr(...PART, leader);
  assert.deepEqual(it.cluster.partition(...PART).isr, [leader]);
  await it.until(it.cluster.startBroker(leader));
  assert.equal(it.cluster.partition(...PART).leader, leader);
});
