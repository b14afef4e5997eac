// The live harness itself: a real broker starts, answers, is written to and read by Java, and leaves no process.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { startKafka } from "../../tools/kafka/cluster.ts";
import { javaConsume, javaProduce } from "../../tools/kafka/java_records.ts";
import { askApiVersions } from "../../tools/kafka/probe.ts";
import { pause, stateOf } from "../../tools/kafka/processes.ts";
import { createTopic, describeTopic } from "../../tools/kafka/topics.ts";
import { test } from "../harness.ts";
import { newestKafka, START_LIMIT_MS } from "./live_kafka.ts";
import { forJava, newTopic, placed, plain, sampleRecords } from "./live_records.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const kafka = newestKafka();

test("A real Kafka answers ApiVersions when it is ready", { timeoutMs: START_LIMIT_MS }, async () => {
  const cluster = await kafka.cluster();
  const ranges = await askApiVersions(cluster.nodes[0].listeners.PLAINTEXT.port);
  assert.deepEqual(ranges.find((range) => range.key === 18), { key: 18, min: 0, max: 5 });
  assert.ok(ranges.length > 60, `only ${ranges.length} APIs`);
});

test("Java reads from the real Kafka what Java wrote, codec by codec", { timeoutMs: START_LIMIT_MS }, async () => {
  const cluster = await kafka.cluster();
  const topic = newTopic("java");
  const codecs = ["none", "gzip", "snappy", "lz4", "zstd"] as const;
  await createTopic(cluster, topic, { partitions: codecs.length });
  const places = await describeTopic(cluster, topic);
  assert.deepEqual(places.map((place) => place.leader), codecs.map(() => 1));
  const records = sampleRecords(12);
  const sent = codecs.flatMap((compression, partition) =>
    records.map((record) => forJava(record, { topic, compression, partition }))
  );
  const written = await javaProduce(cluster, sent);
  assert.equal(written.length, sent.length);
  const read = await javaConsume(cluster, { [topic]: sent.length });
  assert.deepEqual(read.map(plain), codecs.flatMap((_, partition) => placed(records, { partition })));
});

test("A stopped cluster leaves no process and keeps its logs", { timeoutMs: START_LIMIT_MS }, async () => {
  const cluster = await startKafka({ version: "0.10.2.2" });
  assert.equal(cluster.pids().length, 2, "the broker and its ZooKeeper");
  await cluster.stop();
  assert.deepEqual(cluster.pids(), []);
  await assert.rejects(askApiVersions(cluster.nodes[0].listeners.PLAINTEXT.port), /ECONN/);
  assert.ok(existsSync(cluster.nodes[0].log));
  assert.ok(!existsSync(cluster.nodes[0].data));
});

test("A cluster ends when the process that owns it is killed", { timeoutMs: START_LIMIT_MS }, async () => {
  const owner = spawnSync("/bin/sh", ["-c", "sleep 300 >/dev/null 2>&1 & echo $!"], { encoding: "utf8", cwd: root });
  const pid = Number(owner.stdout);
  const cluster = await startKafka({ version: "0.10.2.2", owner: pid });
  try {
    process.kill(pid, "SIGKILL");
    const end = Date.now() + 20_000;
    while (cluster.pids().length > 0 && Date.now() < end) await pause(50);
    assert.deepEqual(cluster.nodes.map((node) => node.process && stateOf(node.process)), ["dead"]);
    assert.deepEqual(cluster.pids(), []);
  } finally {
    await cluster.stop();
  }
});

test("The real Kafka of this file ends and leaves no process", { timeoutMs: 60_000 }, async () => {
  assert.deepEqual(await kafka.stop(), []);
});
