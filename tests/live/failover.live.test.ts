// Three nodes: leaders are killed and moved while we produce and consume. Nothing is lost, doubled or out of order.
// On Node always; on Deno and Bun with `npm run test:live -- all`.
import assert from "node:assert/strict";
import { Kafka } from "../../mod.ts";
import type { KafkaCluster } from "../../tools/kafka/cluster.ts";
import { type FaultProxy, startProxies } from "../../tools/kafka/proxy.ts";
import { createTopic, describeTopic, moveLeader } from "../../tools/kafka/topics.ts";
import { runtime, test, type TestOptions } from "../harness.ts";
import { allLiveTests, ownKafka, START_LIMIT_MS } from "./live_kafka.ts";
import { newTopic } from "./live_records.ts";

const PARTITIONS = 6;
const kafka = ownKafka({ version: "4.4.0", nodes: 3 });

/** What a run under faults must end with. */
interface Run {
  /** Addresses to start from. */
  readonly brokers: readonly string[];
  /** Existing topic. */
  readonly topic: string;
  /** Called while records flow; its end ends the run. */
  readonly faults: () => Promise<void>;
}

/**
 * Produces numbered records to every partition and consumes them while `faults` runs; then checks that each
 * acknowledged record was read once, in the order of its partition, and that the log holds no others.
 */
async function produceAndConsume(run: Run): Promise<void> {
  const kafka = new Kafka({ brokers: run.brokers, requestTimeoutMs: 5_000 });
  try {
    const reading = readUntilEnd(kafka, run.topic);
    const producer = kafka.producer({ compression: "lz4", lingerMs: 5 });
    const sent = Array.from({ length: PARTITIONS }, () => 0);
    const acknowledged: Promise<unknown>[] = [];
    const failures: unknown[] = [];
    let going = true;
    const faults = run.faults().finally(() => going = false);
    while (going) {
      for (let partition = 0; partition < PARTITIONS; partition++) {
        const value = String(sent[partition]++);
        acknowledged.push(producer.send({ topic: run.topic, partition, value }).catch((error) => failures.push(error)));
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await faults;
    await Promise.all(acknowledged);
    assert.deepEqual(failures, [], "every record is acknowledged");
    for (let partition = 0; partition < PARTITIONS; partition++) {
      await producer.send({ topic: run.topic, partition, value: "end" });
    }
    const read = await reading;
    for (let partition = 0; partition < PARTITIONS; partition++) {
      const expected = Array.from({ length: sent[partition] }, (_, i) => `${i}@${i}`);
      assert.deepEqual(read[partition], expected, `partition ${partition}`);
    }
    assert.ok(sent[0] > 100, `only ${sent[0]} records flowed in the time of the faults`);
  } finally {
    await kafka.close();
  }
}

/** Values with offsets by partition, in the order of reading, until each partition has given its "end". */
async function readUntilEnd(kafka: Kafka, topic: string): Promise<string[][]> {
  const read: string[][] = Array.from({ length: PARTITIONS }, () => []);
  const consumer = kafka.consumer({ topics: [topic], maxWaitMs: 500 });
  let ended = 0;
  for await (const record of consumer) {
    if (record.text() === "end") ended++;
    else read[record.partition].push(`${record.text()}@${record.offset}`);
    if (ended === PARTITIONS) break;
  }
  await consumer.close();
  return read;
}

async function topicFor(cluster: KafkaCluster, about: string): Promise<string> {
  const topic = newTopic(about);
  await createTopic(cluster, topic, { partitions: PARTITIONS });
  return topic;
}

async function leaderOf(cluster: KafkaCluster, topic: string): Promise<number> {
  return (await describeTopic(cluster, topic))[0].leader;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const OPTIONS: TestOptions = {
  timeoutMs: START_LIMIT_MS,
  ...(allLiveTests || runtime === "node"
    ? {}
    : { leftOut: "takes 95 s: on Node always, elsewhere with test:live -- all" }),
};

test(
  "A leader is killed and comes back: nothing is lost, doubled or out of order",
  OPTIONS,
  async () => {
    const cluster = await kafka.cluster();
    const topic = await topicFor(cluster, "killed");
    const faults = async () => {
      await wait(1_000);
      const victim = await leaderOf(cluster, topic);
      await cluster.kill(victim);
      await wait(8_000);
      await cluster.startNode(victim);
      await wait(1_000);
    };
    await produceAndConsume({ brokers: cluster.bootstrap, topic, faults });
  },
);

test("Leaders are moved: nothing is lost, doubled or out of order", OPTIONS, async () => {
  const cluster = await kafka.cluster();
  const topic = await topicFor(cluster, "moved");
  const faults = async () => {
    for (let i = 0; i < 4; i++) {
      const places = await describeTopic(cluster, topic);
      const to = places[i].leader % 3 + 1;
      await moveLeader(cluster, { topic, partition: i, to });
    }
  };
  await produceAndConsume({ brokers: cluster.bootstrap, topic, faults });
});

test(
  "A broker stops in good order: nothing is lost, doubled or out of order",
  OPTIONS,
  async () => {
    const cluster = await kafka.cluster();
    const topic = await topicFor(cluster, "stopped");
    const faults = async () => {
      await wait(500);
      const leader = await leaderOf(cluster, topic);
      await cluster.stopNode(leader);
      await wait(500);
      await cluster.startNode(leader);
      await wait(500);
    };
    await produceAndConsume({ brokers: cluster.bootstrap, topic, faults });
  },
);

test("Connections are reset and frozen on the way: nothing is lost, doubled or out of order", OPTIONS, async (t) => {
  const cluster = await kafka.cluster();
  const topic = await topicFor(cluster, "proxied");
  const proxies = await startProxies(cluster);
  t.after(async () => {
    for (const proxy of proxies.values()) await proxy.close();
  });
  const faults = () => hurt([...proxies.values()]);
  await produceAndConsume({ brokers: cluster.addresses("PROXIED"), topic, faults });
});

test("The three nodes end and leave no process", OPTIONS, async () => {
  assert.deepEqual(await kafka.stop(), []);
});

/** Five resets, then one broker in a black hole for longer than the request timeout, then one that is slow. */
async function hurt(proxies: readonly FaultProxy[]): Promise<void> {
  for (let i = 0; i < 5; i++) {
    await wait(400);
    proxies[i % proxies.length].cut();
  }
  proxies[0].pause();
  await wait(7_000);
  proxies[0].resume();
  proxies[1].delay(200);
  await wait(2_000);
  proxies[1].delay(0);
}
