// Bugs of other clients around memory, batches and latency: buffers without end, sends that wait for a poll or a linger,
// codecs that are missing.
import assert from "node:assert/strict";
import { Produce } from "../../../protocol/messages/produce.ts";
import { test } from "../../harness.ts";
import { consumedValues, notedWorld, numbered } from "./producer_world.ts";

const KIB = "v".repeat(1000);

test("the buffer stays within its budget while a broker is slow, whatever is given to it (platformatic #236)", async (t) => {
  const budget = 100_000;
  const on = await notedWorld(t, { topics: { t: 2 } });
  const producer = on.kafka.producer({ maxBufferedBytes: budget, batchMaxBytes: 20_000 });
  on.cluster.control(Produce, (_request, { sleep }) => sleep(1000), { keep: true });
  const sent = Array.from({ length: 1000 }, () => producer.send({ topic: "t", value: KIB }));
  let most = 0;
  for (let step = 0; step < 300; step++) {
    most = Math.max(most, producer.buffered);
    await on.clock.advance(100);
  }
  await on.until(Promise.all(sent));
  assert.ok(most > budget / 2, `${most} bytes were buffered at most`);
  assert.ok(most <= budget, `${most} bytes were buffered`);
  assert.equal(producer.buffered, 0);
});

test("enqueue() holds no more than twice the budget, and ready() lets a loop go on (node-rdkafka #695)", async (t) => {
  const budget = 50_000;
  const on = await notedWorld(t, { topics: { t: 1 } });
  const producer = on.kafka.producer({ maxBufferedBytes: budget });
  on.cluster.control(Produce, (_request, { sleep }) => sleep(100), { keep: true });
  let most = 0;
  const fill = async () => {
    for (let n = 0; n < 500; n++) {
      if (!producer.enqueue({ topic: "t", value: KIB })) await producer.ready();
      most = Math.max(most, producer.buffered);
    }
    await producer.flush();
  };
  await on.until(fill());
  assert.ok(most <= budget + 2000, `${most} bytes were buffered`);
  assert.equal(on.cluster.partition("t", 0).endOffset, 500);
});

test("records given one by one share requests without any batching by the application (kafkajs #1157)", async (t) => {
  const on = await notedWorld(t, { topics: { t: 1 } });
  const producer = on.kafka.producer();
  let requests = 0;
  on.cluster.control(Produce, () => void requests++, { keep: true });
  const sent: Promise<unknown>[] = [];
  // A web server: one record a request, a few at a time, over ten turns.
  for (let n = 0; n < 1000; n++) {
    sent.push(producer.send({ topic: "t", value: `${n}` }));
    if (n % 100 === 99) await Promise.resolve();
  }
  await on.until(Promise.all(sent));
  assert.ok(requests <= 10, `${requests} requests`);
  assert.deepEqual(await consumedValues(on, "t"), numbered(1000, ""));
});

test("an awaited send takes one round trip: no linger, no poll (confluent #42)", async (t) => {
  const oneWayMs = 5;
  const on = await notedWorld(t, { topics: { t: 1 } });
  for (const address of on.cluster.bootstrap) on.cluster.network.configure(address, { latencyMs: oneWayMs });
  const producer = on.kafka.producer();
  await on.until(producer.send({ topic: "t", value: "warm" }));
  for (let n = 0; n < 100; n++) {
    const began = on.clock.now();
    await on.until(producer.send({ topic: "t", value: `${n}` }));
    const took = on.clock.now() - began;
    assert.ok(took <= 2 * oneWayMs + 0.1, `send ${n} took ${took} ms, a round trip ${2 * oneWayMs}`);
  }
});

test("a record that finds its partition idle does not wait for others that linger elsewhere (confluent #335)", async (t) => {
  const on = await notedWorld(t, { topics: { fast: 1, slow: 1 } });
  const fast = on.kafka.producer();
  const slow = on.kafka.producer({ lingerMs: 500 });
  await on.until(Promise.all([fast.send({ topic: "fast", value: "a" }), slow.send({ topic: "slow", value: "a" })]));
  const began = on.clock.now();
  const late = slow.send({ topic: "slow", value: "b" });
  await on.until(fast.send({ topic: "fast", value: "b" }));
  assert.ok(on.clock.now() - began < 10, `${on.clock.now() - began} ms`);
  await on.until(late);
  assert.ok(on.clock.now() - began >= 500, `${on.clock.now() - began} ms`);
});

for (const compression of ["none", "gzip", "snappy", "lz4", "zstd"] as const) {
  test(`${compression} is written and read with nothing to install or to configure (kafkajs #1141)`, async (t) => {
    const on = await notedWorld(t, { topics: { t: 1 } });
    const producer = on.kafka.producer({ compression });
    const values = numbered(50, "").map((n) => `${n} ${KIB}`);
    await on.until(producer.sendAll(values.map((value) => ({ topic: "t", value }))));
    assert.deepEqual(await consumedValues(on, "t"), values);
  });
}
