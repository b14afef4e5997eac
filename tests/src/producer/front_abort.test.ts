// abort() gives up what is unsent, at points where the sequences stay right.
import assert from "node:assert/strict";
import { ConnectionError } from "../../../errors/connection_error.ts";
import type { KafkaError } from "../../../errors/kafka_error.ts";
import { Producer } from "../../../src/producer/producer.ts";
import type { ProducerOptions } from "../../../src/producer/options.ts";
import { test } from "../../harness.ts";
import { world } from "../../faults/world.ts";
import { FakeWaist } from "./fake_waist.ts";
import { outcome } from "./front_outcome.ts";
import { record, valuesOf } from "./producer_world.ts";

async function setUp(options: ProducerOptions = {}) {
  const waist = new FakeWaist({ t: 1, u: 3 });
  const producer = new Producer(waist, options);
  await waist.clock.until(producer.send(record("warm")));
  return {
    waist,
    producer,
    values: () => waist.log("t").values,
    end: async () => {
      await waist.clock.until(producer.close());
      assert.deepEqual([producer.buffered, producer.bufferedRecords, waist.clock.pending], [0, 0, 0]);
    },
  };
}

test("abort() fails lingering, parked and waiting records at once, and counts them", async () => {
  const { waist, producer, values, end } = await setUp({ lingerMs: 1000, maxBufferedRecords: 4 });
  const sent = [
    producer.send(record("a")),
    producer.send(record("b")),
    producer.send({ topic: "nowhere", value: "c" }),
    producer.send({ topic: "u", partition: 99, value: "d" }),
    producer.send(record("e")),
    producer.send(record("f")),
  ].map(outcome);
  const before = waist.clock.now();
  assert.equal(await waist.clock.until(producer.abort()), 6);
  assert.equal(waist.clock.now(), before);
  assert.deepEqual(await Promise.all(sent), Array(6).fill("ABORTED none"));
  assert.equal(await waist.clock.until(producer.abort()), 0);
  await waist.clock.until(producer.send(record("g")));
  assert.deepEqual(values(), ["warm", "g"]);
  await end();
});

test("abort() waits for the requests that are out: what they wrote is acknowledged", async () => {
  const { waist, producer, values, end } = await setUp();
  waist.latencyMs = 500;
  const first = outcome(producer.send(record("a")));
  await waist.clock.advance(10);
  const second = outcome(producer.send(record("b")));
  const aborted = producer.abort();
  assert.equal(await second, "ABORTED none");
  const later = producer.send(record("c"));
  assert.equal(await waist.clock.until(aborted), 1);
  assert.equal(await first, "written");
  await waist.clock.until(later);
  assert.deepEqual(values(), ["warm", "a", "c"]);
  assert.equal(waist.inits, 1);
  await end();
});

test("a batch that comes back unwritten while abort() waits is given up, and its numbers are used again", async () => {
  const { waist, producer, values, end } = await setUp();
  waist.fault = ({ partitions }) => partitions[0]?.values[0] === "a" ? { code: 19, delayMs: 300 } : null;
  const first = outcome(producer.send(record("a")));
  await waist.clock.advance(10);
  const aborted = producer.abort();
  const later = producer.send(record("b"));
  assert.equal(await waist.clock.until(aborted), 1);
  assert.equal(await first, "ABORTED none");
  await waist.clock.until(later);
  assert.deepEqual(values(), ["warm", "b"]);
  assert.deepEqual(waist.calls.at(-1)?.partitions[0]?.batch.producerEpoch, 0);
  await end();
});

test("a batch whose answer is lost while abort() waits fails as unknown, and later records come under a new epoch", async () => {
  for (const write of [false, true]) {
    const { waist, producer, values, end } = await setUp();
    const error = new ConnectionError("reset", { code: "CONNECTION_RESET", retriable: true });
    waist.fault = ({ partitions }) => partitions[0]?.values[0] === "a" ? { error, write, delayMs: 300 } : null;
    const first = outcome(producer.send(record("a")));
    await waist.clock.advance(10);
    const aborted = producer.abort();
    const later = [producer.send(record("b")), producer.send(record("c"))];
    assert.equal(await waist.clock.until(aborted), 1);
    assert.equal(await first, "ABORTED unknown");
    await waist.clock.until(Promise.all(later));
    assert.deepEqual(values(), write ? ["warm", "a", "b", "c"] : ["warm", "b", "c"]);
    assert.equal(waist.calls.at(-1)?.partitions[0]?.batch.producerEpoch, 1);
    await end();
  }
});

test("abort() gives up what waits to be sent again, and tells what may be written", async () => {
  const { waist, producer, values, end } = await setUp();
  let failures = 0;
  waist.fault = () => ++failures < 3 ? { code: 7, write: true } : null;
  const first = outcome(producer.send(record("a")));
  await waist.clock.advance(50);
  assert.equal(await waist.clock.until(producer.abort()), 1);
  assert.equal(await first, "ABORTED unknown");
  failures = 3;
  await waist.clock.until(producer.send(record("b")));
  assert.deepEqual(values(), ["warm", "a", "b"]);
  await end();
});

test("records that are enqueued by onDelivery during abort() are sent", async () => {
  const again: string[] = [];
  const waist = new FakeWaist();
  const producer: Producer = new Producer(waist, {
    lingerMs: 10,
    onDelivery: ({ value }, { error }) => {
      if (error === undefined) return;
      again.push(`${value}`);
      producer.enqueue(record(`${value}2`));
    },
  });
  await waist.clock.until(producer.send(record("warm")));
  for (const value of ["a", "b"]) producer.enqueue(record(value));
  assert.equal(await waist.clock.until(producer.abort()), 2);
  await waist.clock.until(producer.flush().catch(() => {}));
  assert.deepEqual(again, ["a", "b"]);
  assert.deepEqual(waist.log("t").values, ["warm", "a2", "b2"]);
  await waist.clock.until(producer.close());
});

test("abort() ends by its time limit, and what is out goes on", async () => {
  const { waist, producer, values, end } = await setUp();
  waist.latencyMs = 500;
  const first = producer.send(record("a"));
  await waist.clock.advance(10);
  const error = await waist.clock.until(producer.abort({ timeoutMs: 20 }).catch((reason: KafkaError) => reason));
  assert.equal((error as KafkaError).code, "SEND_TIMEOUT");
  await waist.clock.until(first);
  assert.deepEqual(values(), ["warm", "a"]);
  await end();
});

test("abort() while the leader is gone ends at once, and later records wait for the next leader", async () => {
  const { waist, producer, values, end } = await setUp();
  waist.move("t", 0, -1);
  await waist.refreshInBackground();
  const first = outcome(producer.send(record("a")));
  await waist.clock.advance(10);
  assert.equal(await waist.clock.until(producer.abort()), 1);
  assert.equal(await first, "ABORTED none");
  const later = producer.send(record("b"));
  waist.move("t", 0, 1);
  await waist.clock.until(later);
  assert.deepEqual(values(), ["warm", "b"]);
  await end();
});

test("after abort() at any moment later records land once and in order on a real broker", async (t) => {
  for (let at = 0; at < 12; at++) {
    const on = await world(t, { topics: { t: { partitions: 2 } } });
    const producer = on.kafka.producer({ batchMaxBytes: 600 });
    await on.until(producer.send({ topic: "t", partition: 0, value: "warm" }));
    const outcomes: Promise<string>[] = [];
    const send = (name: string) => {
      for (let i = 0; i < 30; i++) {
        const value = `${name}${i}`.padEnd(100);
        outcomes.push(
          outcome(producer.send({ topic: "t", partition: i % 2, value })).then((end) => `${value.trim()} ${end}`),
        );
      }
    };
    send("a");
    await on.clock.advance(at * 0.3);
    if (at % 3 === 1) on.cluster.moveLeader("t", 0);
    const aborted = producer.abort();
    send("b");
    await on.until(aborted);
    send("c");
    const ends = await on.until(Promise.all(outcomes));
    const written = ends.filter((end) => end.endsWith(" written")).map((end) => end.split(" ")[0] as string);
    const doubt = ends.filter((end) => end.endsWith(" unknown")).map((end) => end.split(" ")[0] as string);
    for (const partition of [0, 1]) {
      const values = (await valuesOf(on, "t", partition)).filter((value) => value !== "warm");
      assert.deepEqual([...new Set(values)], values, "none twice");
      const sure = written.filter((value) => Number(value.slice(1)) % 2 === partition);
      assert.deepEqual(values.filter((value) => !doubt.includes(value)), sure, `${at} ${partition}`);
    }
    assert.ok(["b", "c"].every((name) => written.filter((value) => value.startsWith(name)).length === 30), `${at}`);
    await on.until(producer.close());
  }
});
