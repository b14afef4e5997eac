// connect() opens ahead what the first records would wait for; identity() tells who the producer is.
import assert from "node:assert/strict";
import { Producer } from "../../../src/producer/producer.ts";
import { test, type TestContext } from "../../harness.ts";
import { FakeWaist } from "./fake_waist.ts";
import { failure, producerWorld } from "./producer_world.ts";

async function setUp(t: TestContext, options: { readonly partitions: number; readonly brokers: number }) {
  const { partitions, brokers } = options;
  const on = await producerWorld(t, { brokers, topics: { t: { partitions, replicationFactor: 1 } } });
  const { events } = on;
  const connected = () =>
    events.flatMap((event) => event.type === "connect" && event.lane === "produce" ? [event.nodeId] : []).sort();
  const requests = () => events.flatMap((event) => event.type === "request" ? [event.api] : []);
  return { ...on, connected, requests };
}

test("connect() asks for metadata and an identity, and opens the produce lane to each leader", async (t) => {
  const { producer, cluster, until, connected, requests } = await setUp(t, { partitions: 2, brokers: 3 });
  assert.equal(producer.identity(), null);
  await until(producer.connect({ topics: ["t"] }));
  const leaders = [0, 1].map((partition) => cluster.partition("t", partition).leader).sort();
  assert.deepEqual(connected(), [...new Set(leaders)]);
  const { producerId, producerEpoch } = producer.identity() ?? { producerId: -1, producerEpoch: -1 };
  assert.ok(producerId >= 0 && producerEpoch === 0);
  const before = requests().length;
  await until(producer.send({ topic: "t", partition: 0, value: "a" }));
  assert.deepEqual(requests().slice(before), ["Produce"]);
  await until(producer.close());
});

test("connect() without topics opens the produce lane to all brokers", async (t) => {
  const { producer, until, connected } = await setUp(t, { partitions: 1, brokers: 3 });
  await until(producer.connect());
  assert.equal(connected().length, 3);
  assert.notEqual(producer.identity(), null);
  await until(producer.close());
});

test("connect() rejects for a topic that does not exist, a name that is none, and past its limits", async (t) => {
  const { producer, cluster, until } = await setUp(t, { partitions: 1, brokers: 1 });
  assert.equal((await until(failure(producer.connect({ topics: ["nowhere"] })))).code, "UNKNOWN_TOPIC_OR_PARTITION");
  assert.equal((await until(failure(producer.connect({ topics: ["a b"] })))).code, "INVALID_RECORD");
  const stop = new AbortController();
  const aborted = failure(producer.connect({ topics: ["nowhere"], signal: stop.signal }));
  stop.abort();
  assert.equal((await until(aborted)).code, "ABORTED");
  cluster.pauseBroker(cluster.nodeIds[0] as number);
  assert.equal((await until(failure(producer.connect({ topics: ["t"], timeoutMs: 500 })))).code, "SEND_TIMEOUT");
  cluster.resumeBroker(cluster.nodeIds[0] as number);
  await until(producer.connect({ topics: ["t"] }));
  await until(producer.close());
  assert.equal((await until(failure(producer.connect({ topics: ["t"] })))).code, "CLOSED");
});

test("connect() waits for a topic that is created meanwhile", async (t) => {
  const { producer, cluster, clock } = await setUp(t, { partitions: 1, brokers: 1 });
  const connected = producer.connect({ topics: ["later"] });
  await clock.advance(2000);
  cluster.createTopic("later", 1);
  await clock.until(connected);
  await clock.until(producer.close());
});

test("identity() is null without idempotence, and follows a new epoch", async () => {
  const waist = new FakeWaist();
  const plain = new Producer(waist, { idempotent: false });
  await waist.clock.until(plain.send({ topic: "t", value: "a" }));
  assert.equal(plain.identity(), null);
  const producer = new Producer(waist);
  await waist.clock.until(producer.connect({ topics: ["t"] }));
  assert.deepEqual(producer.identity(), { producerId: 1001, producerEpoch: 0 });
  await waist.clock.until(producer.send({ topic: "t", value: "b" }));
  let sent = 0;
  waist.fault = () => ++sent === 1 ? { code: 45 } : null;
  await waist.clock.until(producer.send({ topic: "t", value: "c" }));
  assert.deepEqual(producer.identity(), { producerId: 1001, producerEpoch: 1 });
  await waist.clock.until(Promise.all([plain.close(), producer.close()]));
});
