// Three nodes: leaders are killed and moved while we produce and consume. Nothing is lost, doubled or out of order.
// On Node always; on Deno and Bun with `npm run test:live -- all`. The bounds of producing alone: reliability/.
import assert from "node:assert/strict";
import { Kafka } from "../../mod.ts";
import { moveLeader } from "../../tools/kafka/topics.ts";
import { runtime, test, type TestOptions } from "../harness.ts";
import { allLiveTests, ownKafka, START_LIMIT_MS } from "./live_kafka.ts";
import { recordKey, recordValue } from "./reliability/numbered.ts";
import { readToEnds, sendEnds } from "./reliability/reading.ts";
import { LiveWorld, PARTITIONS } from "./reliability/world.ts";

/** Less than a test may take, so that it is told what was not read. */
const READ_LIMIT_MS = START_LIMIT_MS - 60_000;

const kafka = ownKafka({ version: "4.4.0", nodes: 3 });

/** Produces and consumes in a world of its own while `strike` runs; its end ends the run. */
async function survive(strike: (world: LiveWorld) => Promise<void>, proxied = false): Promise<void> {
  const world = new LiveWorld(await kafka.cluster(), "short");
  try {
    await world.prepare(proxied);
    await produceAndConsume(world, () => strike(world));
  } finally {
    await world.end();
  }
}

/**
 * Produces numbered records to every partition and consumes them while `strike` runs; then checks that each
 * acknowledged record was read once, in the order of its partition, and that the log holds no others.
 */
async function produceAndConsume({ brokers, topic }: LiveWorld, strike: () => Promise<void>): Promise<void> {
  const kafka = new Kafka({ brokers, requestTimeoutMs: 5_000 });
  try {
    const place = { topic, partitions: PARTITIONS };
    const reading = readToEnds(kafka, { ...place, limitMs: READ_LIMIT_MS });
    reading.catch(() => {}); // what fails before it is awaited is told first
    const producer = kafka.producer({ compression: "lz4", lingerMs: 5 });
    const sent = Array.from({ length: PARTITIONS }, () => 0);
    const acknowledged: Promise<unknown>[] = [];
    const failures: unknown[] = [];
    let going = true;
    const struck = strike().finally(() => going = false);
    while (going) {
      for (let partition = 0; partition < PARTITIONS; partition++) {
        const number = sent[partition]++;
        const record = { topic, partition, key: recordKey(partition, number), value: recordValue(partition, number) };
        acknowledged.push(producer.send(record).catch((error) => failures.push(error)));
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await struck;
    await Promise.all(acknowledged);
    assert.deepEqual(failures, [], "every record is acknowledged");
    await sendEnds(producer, place);
    const read = await reading;
    for (let partition = 0; partition < PARTITIONS; partition++) {
      const expected = Array.from({ length: sent[partition] }, (_, number) => number);
      assert.deepEqual(read[partition], expected, `partition ${partition}`);
    }
    assert.ok(sent[0] > 100, `only ${sent[0]} records flowed in the time of the faults`);
  } finally {
    await kafka.close();
  }
}

const OPTIONS: TestOptions = {
  timeoutMs: START_LIMIT_MS,
  ...(allLiveTests || runtime === "node"
    ? {}
    : { leftOut: "takes 95 s: on Node always, elsewhere with test:live -- all" }),
};

test(
  "A leader is killed and comes back: nothing is lost, doubled or out of order",
  OPTIONS,
  () =>
    survive(async (world) => {
      await world.wait(1_000);
      const [victim] = await world.leaders();
      await world.cluster.kill(victim);
      await world.wait(8_000);
      await world.cluster.startNode(victim);
      await world.wait(1_000);
    }),
);

test("Leaders are moved: nothing is lost, doubled or out of order", OPTIONS, () =>
  survive(async (world) => {
    for (let partition = 0; partition < 4; partition++) {
      const to = (await world.leaders())[partition] % 3 + 1;
      await moveLeader(world.cluster, { topic: world.topic, partition, to });
    }
  }));

test("A broker stops in good order: nothing is lost, doubled or out of order", OPTIONS, () =>
  survive(async (world) => {
    await world.wait(500);
    const [leader] = await world.leaders();
    await world.cluster.stopNode(leader);
    await world.wait(500);
    await world.cluster.startNode(leader);
    await world.wait(500);
  }));

test(
  "Connections are reset and frozen on the way: nothing is lost, doubled or out of order",
  OPTIONS,
  () => survive(hurtConnections, true),
);

test("The three nodes end and leave no process", OPTIONS, async () => {
  assert.deepEqual(await kafka.stop(), []);
});

/** Five resets, then one broker in a black hole for longer than the request timeout, then one that is slow. */
async function hurtConnections(world: LiveWorld): Promise<void> {
  const proxies = [...world.proxies.values()];
  for (let i = 0; i < 5; i++) {
    await world.wait(400);
    proxies[i % proxies.length].cut();
  }
  proxies[0].pause();
  await world.wait(7_000);
  proxies[0].resume();
  proxies[1].delay(200);
  await world.wait(2_000);
  proxies[1].delay(0);
}
