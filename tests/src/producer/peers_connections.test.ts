// Bugs of other clients around connections: zombies that are used again, idle ones that were closed, and loops that spin.
import assert from "node:assert/strict";
import { test } from "../../harness.ts";
import { consumedValues, type NotedWorld, notedWorld, numbered } from "./producer_world.ts";

const disconnects = (on: NotedWorld) => on.events.filter((event) => event.type === "disconnect");
const requests = (on: NotedWorld, api: string) =>
  on.events.filter((event) => event.type === "request" && event.api === api).length;

test("a broker that stops answering: its connections are closed, metadata asked for, all is acknowledged by the next leader (kafkajs PR 1783)", async (t) => {
  const on = await notedWorld(t, { brokers: 3, topics: { t: 1 } }, { requestTimeoutMs: 2000 });
  const producer = on.kafka.producer();
  await on.until(producer.send({ topic: "t", value: "0" }));
  const leader = on.cluster.partition("t", 0).leader;
  const before = requests(on, "Metadata");
  const began = on.clock.now();
  on.cluster.pauseBroker(leader, { failoverMs: 500 });
  await on.until(Promise.all(["1", "2", "3"].map((value) => producer.send({ topic: "t", value }))));
  const took = on.clock.now() - began;
  assert.ok(took < 5000, `acknowledged after ${took} ms`);
  assert.notEqual(on.cluster.partition("t", 0).leader, leader);
  assert.ok(requests(on, "Metadata") > before, "metadata were asked for");
  const closed = disconnects(on).filter((event) => event.type === "disconnect" && event.nodeId === leader);
  assert.ok(closed.length > 0, "the zombie is closed");
  on.cluster.resumeBroker(leader);
  await on.until(producer.send({ topic: "t", value: "4" }));
  assert.deepEqual(await consumedValues(on, "t"), numbered(5, ""));
});

test("a connection that leads nowhere is left after one request timeout, and the same broker dialled anew (kafkajs PR 1783)", async (t) => {
  const on = await notedWorld(t, { topics: { t: 1 } }, { requestTimeoutMs: 2000 });
  const producer = on.kafka.producer();
  await on.until(producer.send({ topic: "t", value: "0" }));
  const began = on.clock.now();
  for (const connection of on.cluster.network.connections()) connection.vanish("server");
  await on.until(Promise.all(["1", "2"].map((value) => producer.send({ topic: "t", value }))));
  const took = on.clock.now() - began;
  assert.ok(took < 5000, `acknowledged after ${took} ms`);
  assert.deepEqual(await consumedValues(on, "t"), ["0", "1", "2"]);
});

test("connections that brokers close while idle are dialled again, and no send fails (kafkajs #928, #1617)", async (t) => {
  const on = await notedWorld(t, { brokers: 2, topics: { t: 2 } });
  const producer = on.kafka.producer();
  for (let round = 0; round < 4; round++) {
    const both = [0, 1].map((partition) => producer.send({ topic: "t", partition, value: `${round}` }));
    const began = on.clock.now();
    await on.until(Promise.all(both));
    assert.ok(on.clock.now() - began < 1000, `round ${round} took ${on.clock.now() - began} ms`);
    await on.clock.advance(60_000);
    // Brokers close an idle connection in order, a load balancer forgets it with a reset.
    for (const [i, nodeId] of on.cluster.nodeIds.entries()) {
      if (round % 2 === 1) on.cluster.network.reset(on.cluster.bootstrap[i] as string);
      else await on.until(on.cluster.stopBroker(nodeId).then(() => on.cluster.startBroker(nodeId)));
    }
    await on.clock.advance(60_000);
  }
  for (const partition of [0, 1]) assert.deepEqual(await consumedValues(on, "t", partition), numbered(4, ""));
});

test("sends at the very moment at which a connection ends never show a write after its end (kafkajs #907)", async (t) => {
  const on = await notedWorld(t, { topics: { t: 1 } });
  const producer = on.kafka.producer();
  const sent: Promise<unknown>[] = [];
  for (let n = 0; n < 60; n++) {
    sent.push(producer.send({ topic: "t", value: `${n}` }));
    if (n % 6 === 0) { for (const address of on.cluster.bootstrap) on.cluster.network.reset(address); }
    if (n % 2 === 0) await on.clock.advance(1);
  }
  await on.until(Promise.all(sent));
  assert.deepEqual(await consumedValues(on, "t"), numbered(60, ""));
});

test("a producer needs no connect(), survives hours without use, and connects again by itself (kafkajs #1423, #1435)", async (t) => {
  const on = await notedWorld(t, { topics: { t: 1 } });
  const producer = on.kafka.producer();
  assert.equal(on.events.filter((event) => event.type === "connect").length, 0);
  await on.until(producer.send({ topic: "t", value: "0" }));
  await on.clock.advance(3 * 3_600_000);
  assert.ok(disconnects(on).length > 0, "idle connections are closed by the client first");
  const began = on.clock.now();
  await on.until(producer.send({ topic: "t", value: "1" }));
  assert.ok(on.clock.now() - began < 1000, `${on.clock.now() - began} ms`);
  assert.deepEqual(await consumedValues(on, "t"), ["0", "1"]);
});

test("an idle producer asks for metadata at their age and for nothing else (confluent #195)", async (t) => {
  const on = await notedWorld(t, { brokers: 3, topics: { t: 12 } }, { metadataMaxAgeMs: 300_000 });
  const producer = on.kafka.producer({ lingerMs: 5 });
  await on.until(producer.sendAll(numbered(100, "").map((value) => ({ topic: "t", value }))));
  await on.clock.advance(1000);
  const before = on.events.filter((event) => event.type === "request").length;
  await on.clock.advance(600_000);
  const asked = on.events.filter((event) => event.type === "request").slice(before);
  const names = asked.map((event) => event.type === "request" ? event.api : "");
  assert.deepEqual(names.filter((name) => name !== "Metadata" && name !== "ApiVersions"), []);
  assert.ok(names.length <= 6, `${names.length} requests in ten minutes: ${names.join(", ")}`);
});
