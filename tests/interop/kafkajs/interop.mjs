// The ordinary work of kafkajs against any broker. Arguments: bootstrap servers, a prefix for the names of topics and
// groups. Prints `ok NAME` or `FAIL NAME: why` for each case; ends with code 1 when one failed.
import { createRequire } from "node:module";
import process from "node:process";

// The folder that kafkajs was installed into is the working directory.
const { CompressionTypes, Kafka, KafkaJSProtocolError, logLevel } = createRequire(`${process.cwd()}/`)("kafkajs");
const [bootstrap, prefix] = process.argv.slice(2);
const LIMIT_MS = 40_000;
const kafka = new Kafka({
  brokers: [bootstrap],
  logLevel: logLevel.NOTHING,
  retry: { retries: 8, initialRetryTime: 50 },
});
const admin = kafka.admin();

function expect(holds, what) {
  if (!holds) throw new Error(what);
}

async function until(what, holds) {
  const end = Date.now() + LIMIT_MS;
  while (!holds()) {
    expect(Date.now() < end, `waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function createTopic(name, numPartitions) {
  await admin.createTopics({ topics: [{ topic: prefix + name, numPartitions, replicationFactor: 1 }] });
  return prefix + name;
}

async function fill(topic, from, to, options = {}) {
  const producer = kafka.producer({ idempotent: true });
  await producer.connect();
  const messages = Array.from({ length: to - from }, (_, i) => ({
    key: `k${from + i}`,
    value: `${"value ".repeat(20)}${from + i}`,
    headers: { h: Buffer.from([1, 2, (from + i) % 256]) },
  }));
  await producer.send({ topic, messages, ...options });
  await producer.disconnect();
}

/** A member of a group; `owned` and `seen` tell what it owns and has read. */
async function join(groupId, topic, options = {}) {
  const consumer = kafka.consumer({ groupId, heartbeatInterval: 300, sessionTimeout: 10_000, ...options });
  const member = { consumer, owned: [], messages: [], seen: new Set() };
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => member.owned = payload.memberAssignment[topic] ?? []);
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: ({ message }) => {
      member.messages.push(message);
      member.seen.add(`${message.key}`);
      return Promise.resolve();
    },
  });
  return member;
}

async function topics() {
  const topic = await createTopic("topics", 3);
  const { topics: [found] } = await admin.fetchTopicMetadata({ topics: [topic] });
  expect(found.partitions.length === 3, "3 partitions");
  expect(await admin.createTopics({ topics: [{ topic }] }) === false, "created twice");
  expect((await admin.listTopics()).includes(topic), "listed");
  await admin.deleteTopics({ topics: [topic] });
}

async function codecs() {
  for (const [name, compression] of [["none", CompressionTypes.None], ["gzip", CompressionTypes.GZIP]]) {
    const topic = await createTopic(`codec-${name}`, 1);
    await fill(topic, 0, 500, { compression });
    const member = await join(`${prefix}codec-${name}`, topic);
    await until("all are read", () => member.messages.length >= 500);
    await member.consumer.disconnect();
    member.messages.forEach((message, i) => {
      expect(message.offset === String(i) && `${message.key}` === `k${i}`, `${name}: key ${i}`);
      expect(`${message.value}` === `${"value ".repeat(20)}${i}`, `${name}: value ${i}`);
      expect(message.headers.h[2] === i % 256, `${name}: header ${i}`);
    });
  }
}

async function members() {
  const topic = await createTopic("members", 6);
  await fill(topic, 0, 300);
  const first = await join(`${prefix}members`, topic);
  await until("the first owns all", () => first.owned.length === 6);
  const second = await join(`${prefix}members`, topic);
  await until("each owns three", () => first.owned.length === 3 && second.owned.length === 3);
  const { groups: [group] } = await admin.describeGroups([`${prefix}members`]);
  expect(group.state === "Stable" && group.members.length === 2, `described as ${group.state}`);
  await fill(topic, 300, 600);
  await until("all are read", () => new Set([...first.seen, ...second.seen]).size === 600);
  await first.consumer.disconnect();
  await until("the second owns all", () => second.owned.length === 6);
  await second.consumer.disconnect();
}

async function resume() {
  const topic = await createTopic("resume", 1);
  await fill(topic, 0, 100);
  const groupId = `${prefix}resume`;
  const first = await join(groupId, topic);
  await until("all are read", () => first.messages.length >= 100);
  await first.consumer.commitOffsets([{ topic, partition: 0, offset: "40" }]);
  await first.consumer.disconnect();
  const second = await join(groupId, topic);
  await until("the rest is read", () => second.messages.length >= 60);
  await second.consumer.disconnect();
  expect(second.messages.length === 60 && second.messages[0].offset === "40", "resumed elsewhere");
  const [{ partitions: [committed] }] = await admin.fetchOffsets({ groupId, topics: [topic] });
  expect(committed.offset === "40", `committed ${committed.offset}`);
}

async function transactions() {
  const topic = await createTopic("tx", 1);
  const producer = kafka.producer({ transactionalId: `${prefix}tx`, maxInFlightRequests: 1, idempotent: true });
  await producer.connect();
  const aborted = await producer.transaction();
  await aborted.send({ topic, messages: [{ key: "a", value: "aborted" }] });
  await aborted.abort();
  const committed = await producer.transaction();
  await committed.send({ topic, messages: [{ key: "c", value: "committed" }] });
  await committed.sendOffsets({
    consumerGroupId: `${prefix}tx`,
    topics: [{ topic, partitions: [{ partition: 0, offset: "1" }] }],
  });
  await committed.commit();
  await producer.disconnect();
  const member = await join(`${prefix}tx-reader`, topic, { readUncommitted: false });
  await until("the committed one is read", () => member.messages.length > 0);
  await member.consumer.disconnect();
  expect([...member.seen].join() === "c", `read ${[...member.seen]}`);
  const [{ partitions: [offset] }] = await admin.fetchOffsets({ groupId: `${prefix}tx`, topics: [topic] });
  expect(offset.offset === "1", `offset of the transaction ${offset.offset}`);
}

const cases = {
  "topics are created and described": topics,
  "every codec is written and read from the start": codecs,
  "a classic group: two members join and leave": members,
  "a classic group commits and resumes": resume,
  "transactions commit, abort and carry offsets": transactions,
};
let failed = 0;
await admin.connect();
for (const [name, body] of Object.entries(cases)) {
  try {
    await body();
    console.log(`ok ${name}`);
  } catch (error) {
    failed++;
    const type = error instanceof KafkaJSProtocolError ? `${error.type} ` : "";
    console.log(`FAIL ${name}: ${type}${error.message}`.replaceAll("\n", " "));
  }
}
await admin.disconnect();
process.exit(failed === 0 ? 0 : 1);
