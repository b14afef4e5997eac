// Leaders that are not there, that moved, or that only an answer tells of.
import assert from "node:assert/strict";
import { InitProducerId } from "../../../protocol/messages/init_producer_id.ts";
import { Produce } from "../../../protocol/messages/produce.ts";
import { test } from "../../harness.ts";
import { big, failure, numbered, ONE_EACH, producerWorld, record, valuesOf, watch } from "./producer_world.ts";

test("a leader that an answer tells of is followed though the metadata stay old (KIP-951)", async (t) => {
  const on = await producerWorld(t, { brokers: 2, topics: { t: 1 } }, ONE_EACH);
  await on.until(on.producer.send(record("warm")));
  const thaw = on.cluster.freezeMetadata();
  on.cluster.moveLeader("t", 0);
  const began = on.clock.now();
  const seen = watch(on);
  await on.until(Promise.all(numbered(6).map((value) => on.producer.send(big(value)))));
  assert.ok(on.clock.now() - began < 1000, `${on.clock.now() - began}`);
  assert.ok(seen.every(({ epoch }) => epoch === 0));
  assert.deepEqual(await valuesOf(on), ["warm", ...numbered(6)]);
  thaw();
});

test("without hints in answers a moved leader is found by new metadata", async (t) => {
  const on = await producerWorld(t, { brokers: 2, topics: { t: 1 }, versions: { Produce: 9 } }, ONE_EACH);
  await on.until(on.producer.send(record("warm")));
  on.cluster.moveLeader("t", 0);
  await on.until(Promise.all(numbered(6).map((value) => on.producer.send(big(value)))));
  assert.deepEqual(await valuesOf(on), ["warm", ...numbered(6)]);
});

test("records for a partition whose only broker is down wait for it, in order", async (t) => {
  const on = await producerWorld(t, { brokers: 2, topics: { t: { partitions: 1, replicationFactor: 1 } } }, ONE_EACH);
  const { leader } = on.cluster.partition("t", 0);
  await on.until(on.cluster.killBroker(leader));
  const sent = Promise.all(numbered(6).map((value) => on.producer.send(big(value))));
  await on.clock.advance(5000);
  on.cluster.startBroker(leader);
  const began = on.clock.now();
  await on.until(sent);
  assert.ok(on.clock.now() - began < 2000, `${on.clock.now() - began}`);
  assert.deepEqual(await valuesOf(on), numbered(6));
});

test("records for a partition that gets no leader are late, say that they are not written, and name the cause", async (t) => {
  const on = await producerWorld(t, { brokers: 2, topics: { t: { partitions: 1, replicationFactor: 1 } } }, {
    deliveryTimeoutMs: 3000,
  });
  await on.until(on.producer.send(record("warm")));
  const { leader } = on.cluster.partition("t", 0);
  await on.until(on.cluster.killBroker(leader));
  const began = on.clock.now();
  const error = await on.until(failure(on.producer.send(record("a"))));
  assert.equal(on.clock.now() - began, 3000);
  assert.deepEqual([error.code, error.delivery, error.topic], ["DELIVERY_TIMEOUT", "none", "t"]);
  on.cluster.startBroker(leader);
  await on.until(on.producer.send(record("b")));
  assert.deepEqual(await valuesOf(on), ["warm", "b"]);
});

test("a cluster that gives no producer id for a while only delays, and the first record is written once", async (t) => {
  const on = await producerWorld(t, { topics: { t: 1 } });
  let asked = 0;
  const free = on.cluster.control(InitProducerId, () => {
    asked++;
    return { errorCode: 14 };
  }, { keep: true });
  const sent = on.producer.send(record("a"));
  await on.clock.advance(2000);
  assert.ok(asked >= 2, `${asked}`);
  free();
  await on.until(sent);
  assert.deepEqual(await valuesOf(on), ["a"]);
});

test("a partition of two leaders whose metadata flap is written in order", async (t) => {
  const on = await producerWorld(t, { brokers: 3, topics: { t: 1 } }, ONE_EACH);
  const sent: Promise<unknown>[] = [];
  for (let round = 0; round < 20; round++) {
    for (const value of numbered(3, `r${round}-`)) sent.push(on.producer.send(big(value)));
    const thaw = round % 3 === 0 ? on.cluster.freezeMetadata(1 + round % 2) : () => {};
    on.cluster.moveLeader("t", 0);
    await on.clock.advance(30);
    thaw();
  }
  await on.until(Promise.all(sent));
  assert.deepEqual(await valuesOf(on), Array.from({ length: 20 }, (_, round) => numbered(3, `r${round}-`)).flat());
});

test("a fault of one partition of a request leaves the others alone", async (t) => {
  const on = await producerWorld(t, { topics: { t: 3 } });
  const all = (value: string) => [0, 1, 2].map((partition) => ({ topic: "t", partition, value }));
  await on.until(on.producer.sendAll(all("warm")));
  on.cluster.control(Produce, async (_request, { proceed }) => {
    const answer = await proceed();
    for (const topic of answer?.responses ?? []) {
      for (const one of topic.partitionResponses ?? []) {
        if (one.index === 1) Object.assign(one, { errorCode: 29, baseOffset: -1n });
      }
    }
    return answer === null ? undefined : { answer };
  });
  const results = await on.until(Promise.allSettled(all("a").map((one) => on.producer.send(one))));
  assert.deepEqual(results.map(({ status }) => status), ["fulfilled", "rejected", "fulfilled"]);
});
