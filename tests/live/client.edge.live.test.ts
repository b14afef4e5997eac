// The client against the newest Kafka on every runtime, workerd included: plain TCP, every codec, keys and headers.
// Needs no harness of its own under `npm test`: SAMSA_LIVE_BOOTSTRAP tells where the broker is.
import assert from "node:assert/strict";
import { BrokerError, Kafka } from "../../mod.ts";
import { CreateTopics } from "../../protocol/messages/create_topics.ts";
import { setting, test } from "../harness.ts";
import type { LiveKafka } from "./live_kafka.ts";
import { newTopic, placed, readAll, sampleRecords, toSend } from "./live_records.ts";

const LIMIT_MS = 300_000;
const codecs = ["none", "gzip", "snappy", "lz4", "zstd"] as const;
let own: LiveKafka | undefined;

/** The shared broker, or one of this file's own; its starter cannot be bundled for workerd, so it is loaded late. */
async function bootstrap(): Promise<string> {
  const shared = setting("SAMSA_LIVE_BOOTSTRAP");
  if (shared !== undefined && shared !== "") return shared;
  const starter = "./live_kafka.ts";
  own ??= (await import(starter) as { newestKafka(): LiveKafka }).newestKafka();
  return (await own.cluster()).bootstrap.join(",");
}

async function createTopic(kafka: Kafka, name: string, numPartitions: number): Promise<void> {
  const answer = await kafka.request(CreateTopics, {
    topics: [{ name, numPartitions, replicationFactor: 1, assignments: [], configs: [] }],
    timeoutMs: 30_000,
    validateOnly: false,
  }, { to: "controller" });
  assert.deepEqual(answer.topics.map((topic) => [topic.name, topic.errorCode]), [[name, 0]]);
}

test("A topic is created, written with every codec and read back equal", { timeoutMs: LIMIT_MS }, async (t) => {
  const kafka = new Kafka({ brokers: await bootstrap() });
  t.after(() => kafka.close());
  const topic = newTopic("edge");
  await createTopic(kafka, topic, codecs.length);
  const records = sampleRecords(40);
  for (const [partition, compression] of codecs.entries()) {
    const producer = kafka.producer({ compression });
    await producer.sendAll(records.map((record) => toSend(record, { topic, partition })));
    await producer.close();
  }
  const expected = codecs.flatMap((_, partition) => placed(records, { partition }));
  assert.deepEqual(await readAll(kafka, topic, expected.length), expected);
});

test("Reading starts at an offset, a time and the end of the log", { timeoutMs: LIMIT_MS }, async (t) => {
  const kafka = new Kafka({ brokers: await bootstrap() });
  t.after(() => kafka.close());
  const topic = newTopic("positions");
  await createTopic(kafka, topic, 1);
  const producer = kafka.producer();
  const records = sampleRecords(20);
  await producer.sendAll(records.map((record) => toSend(record, { topic, partition: 0 })));
  for (const [from, offset] of [[7, 7], [{ timestamp: 1_700_000_004_500 }, 5], ["earliest", 0]] as const) {
    const consumer = kafka.consumer({ partitions: { [topic]: { 0: from } } });
    const { value } = await consumer[Symbol.asyncIterator]().next();
    assert.equal(value?.offset, offset, JSON.stringify(from));
    await consumer.close();
  }
  const consumer = kafka.consumer({ partitions: { [topic]: { 0: "latest" } }, maxWaitMs: 200 });
  const next = consumer[Symbol.asyncIterator]().next();
  const later = await sendUntilRead(next, () => producer.send({ topic, partition: 0, value: "later" }));
  assert.ok(later >= 20, `offset ${later} is not behind the end of the log`);
  await consumer.close();
});

/** Sends until the pending read has a record: the end of the log is looked up at a time that nobody is told. */
async function sendUntilRead(
  next: Promise<IteratorResult<{ readonly offset: number }, undefined>>,
  send: () => Promise<unknown>,
): Promise<number> {
  let offset = -1;
  const read = next.then(({ value }) => offset = value?.offset ?? -2);
  while (offset === -1) {
    await send();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await read;
  return offset;
}

test("Sending to a topic that does not exist ends in an error that names it", { timeoutMs: LIMIT_MS }, async (t) => {
  const kafka = new Kafka({ brokers: await bootstrap() });
  t.after(() => kafka.close());
  const topic = newTopic("missing");
  const producer = kafka.producer({ unknownTopicTimeoutMs: 500 });
  await assert.rejects(producer.send({ topic, value: "x" }), (error) => {
    assert.ok(error instanceof BrokerError, String(error));
    assert.equal(error.code, "UNKNOWN_TOPIC_OR_PARTITION");
    assert.match(error.message, new RegExp(topic));
    return true;
  });
});

test("The real Kafka of this file ends and leaves no process", { timeoutMs: 60_000 }, async () => {
  assert.deepEqual(await own?.stop() ?? [], []);
});
