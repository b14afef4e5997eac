// Old brokers: our client writes and reads, the Java client of the same version reads and writes, codec by codec.
// 0.10.2.2 always, the others with `npm run test:live -- all`.
import assert from "node:assert/strict";
import { Kafka } from "../../mod.ts";
import { javaConsume, javaProduce } from "../../tools/kafka/java_records.ts";
import { createTopic } from "../../tools/kafka/topics.ts";
import { atLeast } from "../../tools/kafka/versions.ts";
import { test } from "../harness.ts";
import { allLiveTests, ownKafka, START_LIMIT_MS } from "./live_kafka.ts";
import { forJava, newTopic, placed, type PlacedRecord, plain, readAll, sampleRecords, toSend } from "./live_records.ts";

const always = ["0.10.2.2"];
const onAsking = ["3.9.2", "2.8.2", "1.1.1", "0.9.0.1", "0.8.2.2"];

for (const version of allLiveTests ? [...onAsking, ...always] : always) {
  const kafka = ownKafka({ version });
  const format = { headers: atLeast(version, "0.11"), timestamps: atLeast(version, "0.10") };
  const codecs = ["none", "gzip", "snappy", "lz4", ...(atLeast(version, "2.1") ? ["zstd" as const] : [])] as const;
  const records = sampleRecords(30, format);
  const everyCodec = (): PlacedRecord[] => codecs.flatMap((_, partition) => placed(records, { partition }));
  const pinned = atLeast(version, "0.10")
    ? {}
    : { brokerVersion: version.startsWith("0.8") ? "0.8.2" as const : "0.9" as const };

  test(`Kafka ${version}: what we write is read equal by us and by Java`, { timeoutMs: START_LIMIT_MS }, async (t) => {
    const cluster = await kafka.cluster();
    const topic = newTopic("ours");
    await createTopic(cluster, topic, { partitions: codecs.length });
    const client = new Kafka({ brokers: cluster.bootstrap, ...pinned });
    t.after(() => client.close());
    for (const [partition, compression] of codecs.entries()) {
      const producer = client.producer({ compression, idempotent: "if-supported" });
      await producer.sendAll(records.map((record) => toSend(record, { topic, partition })));
      await producer.close();
    }
    assert.deepEqual(await readAll(client, topic, codecs.length * records.length), everyCodec());
    const java = await javaConsume(cluster, { [topic]: codecs.length * records.length });
    assert.deepEqual(java.map(plain), everyCodec());
  });

  test(`Kafka ${version}: what Java writes is read equal by us`, { timeoutMs: START_LIMIT_MS }, async (t) => {
    const cluster = await kafka.cluster();
    const topic = newTopic("java");
    await createTopic(cluster, topic, { partitions: codecs.length });
    await javaProduce(
      cluster,
      codecs.flatMap((compression, partition) =>
        records.map((record) => forJava(record, { topic, compression, partition }))
      ),
    );
    const client = new Kafka({ brokers: cluster.bootstrap, ...pinned });
    t.after(() => client.close());
    assert.deepEqual(await readAll(client, topic, codecs.length * records.length), everyCodec());
  });

  test(`Kafka ${version} ends and leaves no process`, { timeoutMs: 60_000 }, async () => {
    assert.deepEqual(await kafka.stop(), []);
  });
}
