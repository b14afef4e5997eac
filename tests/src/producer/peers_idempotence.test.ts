// Bugs of other clients around idempotence: concurrent sends that are lost or doubled, producers that are dead after a
// broker has lost its memory of them.
import assert from "node:assert/strict";
import { DataLossError } from "../../../errors/data_loss_error.ts";
import { KafkaError } from "../../../errors/kafka_error.ts";
import { Produce } from "../../../protocol/messages/produce.ts";
import { test } from "../../harness.ts";
import { consumedValues, notedWorld, numbered, watch } from "./producer_world.ts";

const OUT_OF_ORDER = 45;
const UNKNOWN_PRODUCER_ID = 59;
const NOT_ENOUGH_REPLICAS = 19;

test("twenty concurrent idempotent sends get twenty offsets and are stored once each (platformatic #326)", async (t) => {
  const on = await notedWorld(t, { topics: { t: 1 } });
  const producer = on.kafka.producer();
  const sent = await on.until(Promise.all(numbered(20, "").map((value) => producer.send({ topic: "t", value }))));
  assert.deepEqual(sent.map(({ offset }) => offset), numbered(20, "").map(Number));
  assert.deepEqual(await consumedValues(on, "t"), numbered(20, ""));
});

test("concurrent idempotent sends of many turns and partitions get an offset each and keep their order (kafkajs #598)", async (t) => {
  const on = await notedWorld(t, { brokers: 3, topics: { t: 6 } });
  const producer = on.kafka.producer();
  const sent: Promise<{ partition: number; offset: number }>[] = [];
  for (let n = 0; n < 300; n++) {
    sent.push(producer.send({ topic: "t", partition: n % 6, value: `${n}` }));
    if (n % 7 === 0) await on.clock.advance(1);
  }
  const places = (await on.until(Promise.all(sent))).map(({ partition, offset }) => `${partition}/${offset}`);
  assert.equal(new Set(places).size, 300);
  for (let partition = 0; partition < 6; partition++) {
    const expected = numbered(300, "").filter((n) => Number(n) % 6 === partition);
    assert.deepEqual(await consumedValues(on, "t", partition), expected, `partition ${partition}`);
  }
});

test("concurrent idempotent sends stay once each and in order when answers are lost and brokers refuse (kafkajs #1005)", async (t) => {
  const on = await notedWorld(t, { topics: { t: 1 } });
  const producer = on.kafka.producer();
  let requests = 0;
  on.cluster.control(Produce, async (_request, { proceed }) => {
    requests++;
    if (requests % 5 === 2) return { errorCode: NOT_ENOUGH_REPLICAS };
    if (requests % 5 !== 4) return;
    await proceed();
    return "close";
  }, { keep: true });
  const sent: Promise<{ offset: number }>[] = [];
  for (let n = 0; n < 200; n++) {
    sent.push(producer.send({ topic: "t", value: `${n}` }));
    if (n % 5 === 0) await on.clock.advance(20);
  }
  await on.until(Promise.all(sent));
  assert.ok(requests > 10, `${requests} requests`);
  assert.deepEqual(await consumedValues(on, "t"), numbered(200, ""));
});

for (
  const [name, code] of [["OUT_OF_ORDER_SEQUENCE_NUMBER", OUT_OF_ORDER], [
    "UNKNOWN_PRODUCER_ID",
    UNKNOWN_PRODUCER_ID,
  ]] as const
) {
  test(`a producer goes on after ${name}, under a higher epoch of the same id, and tells the loss (platformatic #309)`, async (t) => {
    const on = await notedWorld(t, { topics: { t: 1 } });
    const producer = on.kafka.producer();
    await on.until(producer.send({ topic: "t", value: "0" }));
    const senders = watch(on);
    on.cluster.control(Produce, () => ({ errorCode: code }));
    await on.until(Promise.all(["1", "2"].map((value) => producer.send({ topic: "t", value }))));
    await on.until(producer.send({ topic: "t", value: "3" }));
    assert.deepEqual(await consumedValues(on, "t"), ["0", "1", "2", "3"]);
    assert.equal(new Set(senders.map(({ producerId }) => producerId)).size, 1);
    assert.deepEqual(senders.map(({ epoch }) => epoch), [0, 1, 1]);
    assert.deepEqual(senders.map(({ sequence }) => sequence), [1, 0, 2]);
    const losses = on.events.filter((event) => event.type === "data loss");
    assert.equal(losses.length, 1);
    assert.ok(losses[0]?.type === "data loss" && losses[0].error instanceof DataLossError);
  });
}

test("a producer goes on after brokers have lost what they knew of it (librdkafka #3584)", async (t) => {
  const on = await notedWorld(t, { topics: { t: 1 } });
  const producer = on.kafka.producer();
  for (const value of ["0", "1", "2"]) {
    await on.until(producer.send({ topic: "t", value }));
    on.cluster.forgetProducers("t", 0);
  }
  await on.until(producer.send({ topic: "t", value: "3" }));
  assert.deepEqual(await consumedValues(on, "t"), ["0", "1", "2", "3"]);
});

test("a batch in doubt is never sent under another identity: it fails, says unknown, and what is behind it goes on", async (t) => {
  const on = await notedWorld(t, { topics: { t: 1 } });
  const producer = on.kafka.producer();
  await on.until(producer.send({ topic: "t", value: "0" }));
  // The batch is written and its answer lost; asked again, the broker does not know the producer any more.
  on.cluster.control(Produce, async (_request, { proceed }) => {
    await proceed();
    on.cluster.control(Produce, () => ({ errorCode: UNKNOWN_PRODUCER_ID }));
    return "close";
  });
  const doubtful = producer.send({ topic: "t", value: "1" }).then(() => null, (error) => error);
  const error = await on.until(doubtful);
  assert.ok(error instanceof KafkaError);
  assert.equal(error.code, "PRODUCER_STATE_LOST");
  assert.equal(error.delivery, "unknown");
  await on.until(producer.send({ topic: "t", value: "2" }));
  assert.deepEqual(await consumedValues(on, "t"), ["0", "1", "2"]);
});
