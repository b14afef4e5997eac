// Every codec between our client, the Java client and the newest Kafka: keys, values, headers, timestamps equal.
import assert from "node:assert/strict";
import { Kafka } from "../../mod.ts";
import type { KafkaCluster } from "../../tools/kafka/cluster.ts";
import { javaConsume, javaProduce } from "../../tools/kafka/java_records.ts";
import { createTopic } from "../../tools/kafka/topics.ts";
import { test } from "../harness.ts";
import { newestKafka, START_LIMIT_MS } from "./live_kafka.ts";
import { forJava, newTopic, placed, type PlacedRecord, plain, readAll, sampleRecords, toSend } from "./live_records.ts";

const kafka = newestKafka();
const codecs = ["none", "gzip", "snappy", "lz4", "zstd"] as const;
const records = sampleRecords(60);

/** A topic with a partition for each codec. */
async function codecTopic(cluster: KafkaCluster, about: string): Promise<string> {
  const topic = newTopic(about);
  await createTopic(cluster, topic, { partitions: codecs.length });
  return topic;
}

const everyCodec = (): PlacedRecord[] => codecs.flatMap((_, partition) => placed(records, { partition }));

test("What we write with every codec is read equal by us and by Java", { timeoutMs: START_LIMIT_MS }, async (t) => {
  const cluster = await kafka.cluster();
  const topic = await codecTopic(cluster, "ours");
  const client = new Kafka({ brokers: cluster.bootstrap });
  t.after(() => client.close());
  for (const [partition, compression] of codecs.entries()) {
    const producer = client.producer({ compression });
    const written = await producer.sendAll(records.map((record) => toSend(record, { topic, partition })));
    assert.deepEqual(written.map((place) => place.offset), records.map((_, i) => i), compression);
    await producer.close();
  }
  assert.deepEqual(await readAll(client, topic, codecs.length * records.length), everyCodec());
  const java = await javaConsume(cluster, { [topic]: codecs.length * records.length });
  assert.deepEqual(java.map(plain), everyCodec());
});

test("What Java writes with every codec is read equal by us", { timeoutMs: START_LIMIT_MS }, async (t) => {
  const cluster = await kafka.cluster();
  const topic = await codecTopic(cluster, "java");
  await javaProduce(
    cluster,
    codecs.flatMap((compression, partition) =>
      records.map((record) => forJava(record, { topic, compression, partition }))
    ),
  );
  const client = new Kafka({ brokers: cluster.bootstrap });
  t.after(() => client.close());
  assert.deepEqual(await readAll(client, topic, codecs.length * records.length), everyCodec());
});

test("Keys go to the partitions that Java's partitioner chooses", { timeoutMs: START_LIMIT_MS }, async (t) => {
  const cluster = await kafka.cluster();
  const topic = newTopic("keys");
  await createTopic(cluster, topic, { partitions: 7 });
  const keyed = Array.from(
    { length: 40 },
    (_, i) => ({ key: `key-${i * 7919} ж`, value: "x", headers: [], timestamp: null }),
  );
  const places = await javaProduce(cluster, keyed.map((record) => forJava(record, { topic })));
  const client = new Kafka({ brokers: cluster.bootstrap });
  t.after(() => client.close());
  const ours = await client.producer().sendAll(keyed.map(({ key, value }) => ({ topic, key, value })));
  assert.deepEqual(ours.map((place) => place.partition), places.map((place) => place.partition));
});

test("The real Kafka of this file ends and leaves no process", { timeoutMs: 60_000 }, async () => {
  assert.deepEqual(await kafka.stop(), []);
});
