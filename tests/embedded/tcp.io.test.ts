// The TCP listeners of the embedded broker, on the runtime's own sockets and clock.
import assert from "node:assert/strict";
import { loadPlatform } from "#platform";
import { EmbeddedKafka } from "../../embedded/mod.ts";
import { CreateTopics } from "../../protocol/messages/create_topics.ts";
import { Fetch } from "../../protocol/messages/fetch.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { Produce } from "../../protocol/messages/produce.ts";
import { test, type TestContext } from "../harness.ts";
import { batch, dialAddress, RawClient } from "./raw_client.ts";

async function connect(t: TestContext, address: string): Promise<RawClient> {
  const { dial } = await loadPlatform();
  const client = new RawClient(await dialAddress(dial, address));
  t.after(() => client.close());
  return client;
}

test("EmbeddedKafka serves TCP and advertises the address of the listener that was asked", async (t) => {
  const cluster = await EmbeddedKafka.start({ brokers: 2, listen: "tcp" });
  t.after(() => cluster.close());
  assert.equal(cluster.bootstrap.length, 2);
  const client = await connect(t, cluster.bootstrap[0]);
  const { brokers } = await client.call(Metadata, { topics: [] });
  assert.deepEqual(brokers.map(({ host, port }) => `${host}:${port}`), cluster.bootstrap);
  const inMemory = new RawClient(await dialAddress(cluster.options().platform.dial, cluster.options().brokers[0]));
  t.after(() => inMemory.close());
  const other = await inMemory.call(Metadata, { topics: [] });
  assert.deepEqual(other.brokers.map(({ host, port }) => `${host}:${port}`), cluster.options().brokers);
});

test("EmbeddedKafka keeps records and its TCP port over a stop and start", async (t) => {
  const cluster = await EmbeddedKafka.start({ listen: "tcp", topics: { orders: 1 } });
  t.after(() => cluster.close());
  const [address] = cluster.bootstrap;
  const before = await connect(t, address);
  await before.call(Produce, {
    acks: -1,
    topicData: [{ name: "orders", partitionData: [{ index: 0, records: batch([{ value: "kept" }]) }] }],
  }, 9);
  await cluster.stopBroker(1);
  assert.equal(await before.frame(), null);
  await assert.rejects(connect(t, address));
  await cluster.startBroker(1);
  assert.deepEqual(cluster.bootstrap, [address]);
  const after = await connect(t, address);
  const fetched = await after.call(Fetch, {
    maxWaitMs: 100,
    minBytes: 1,
    topics: [{ topic: "orders", partitions: [{ partition: 0, fetchOffset: 0n, partitionMaxBytes: 1000 }] }],
  }, 12);
  assert.equal(fetched.responses[0].partitions[0].highWatermark, 1n);
});

test("EmbeddedKafka closes a TCP connection that sends nonsense and goes on with others", async (t) => {
  const cluster = await EmbeddedKafka.start({ listen: "tcp" });
  t.after(() => cluster.close());
  const hostile = await connect(t, cluster.bootstrap[0]);
  await hostile.stream.write([new TextEncoder().encode("GET / HTTP/1.1\r\n\r\n")]);
  assert.equal(await hostile.frame().catch(() => null), null);
  const friend = await connect(t, cluster.bootstrap[0]);
  const created = await friend.call(CreateTopics, { topics: [{ name: "a", numPartitions: 1, replicationFactor: 1 }] });
  assert.equal(created.topics[0].errorCode, 0);
});
