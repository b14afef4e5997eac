// The producer against EmbeddedKafka through the real stack, in virtual time.
import assert from "node:assert/strict";
import { Produce } from "../../../protocol/messages/produce.ts";
import type { ProducerRecord } from "../../../src/producer/record.ts";
import type { World } from "../../faults/world.ts";
import { test } from "../../harness.ts";
import { type ProducerWorld, producerWorld, recordsOf } from "./producer_world.ts";

interface ReadRecord {
  readonly offset: number;
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: readonly string[];
  readonly codec: number;
}

const text = (bytes: Uint8Array | null) => bytes === null ? null : new TextDecoder().decode(bytes);

/** All records of a partition, fetched as a consumer does. */
async function readAll(on: World, topic: string, partition = 0): Promise<ReadRecord[]> {
  return (await recordsOf(on, topic, partition)).map(({ record: { offset, key, value, headers }, codec }) => ({
    offset,
    key: text(key),
    value: text(value),
    headers: headers.map(([name, content]) => `${name}=${text(content)}`),
    codec,
  }));
}

const CODECS = ["none", "gzip", "snappy", "lz4", "zstd"] as const;
const RECORDS: readonly ProducerRecord[] = [
  { topic: "t", key: "k", value: "v".repeat(500), headers: [["a", "1"], ["a", null], ["ä", ""]] },
  { topic: "t", key: null, value: null },
  { topic: "t", key: "", value: "" },
  { topic: "t", value: "w".repeat(500) },
];

for (const [id, compression] of CODECS.entries()) {
  test(`records sent with compression ${compression} are read back equal`, async (t) => {
    const on = await producerWorld(t, { topics: { t: 1 } }, { compression });
    const sent = await on.clock.until(on.producer.sendAll(RECORDS));
    assert.deepEqual(sent.map(({ offset }) => offset), [0, 1, 2, 3]);
    assert.deepEqual(await readAll(on, "t"), [
      { offset: 0, key: "k", value: "v".repeat(500), headers: ["a=1", "a=null", "ä="], codec: id },
      { offset: 1, key: null, value: null, headers: [], codec: id },
      { offset: 2, key: "", value: "", headers: [], codec: id },
      { offset: 3, key: null, value: "w".repeat(500), headers: [], codec: id },
    ]);
  });
}

for (
  const [version, compression, codec] of [[6, ["zstd", "lz4"], 3], [6, "zstd", 0], [7, ["zstd", "lz4"], 4]] as const
) {
  test(`with Produce ${version}, compression ${compression} becomes codec ${codec}`, async (t) => {
    const on = await producerWorld(t, { topics: { t: 1 }, versions: { Produce: version } }, { compression });
    await on.clock.until(on.producer.send({ topic: "t", value: "v".repeat(200) }));
    assert.equal((await readAll(on, "t"))[0]?.codec, codec);
  });
}

for (let version = 0; version <= Produce.maxVersion; version++) {
  for (const compression of ["none", "lz4"] as const) {
    test(`records go to a broker with Produce ${version}, compression ${compression}`, async (t) => {
      const versions: Record<string, null> = version < 3 ? { InitProducerId: null } : {};
      const on = await producerWorld(t, { topics: { t: 1 }, versions: { Produce: version, ...versions } }, {
        idempotent: "if-supported",
        compression,
      });
      const values = ["a", "b", "c"].map((value) => ({ topic: "t", key: "k", value }));
      const sent = await on.clock.until(on.producer.sendAll(values));
      assert.deepEqual(sent.map(({ offset }) => offset), [0, 1, 2]);
      const read = await readAll(on, "t");
      assert.deepEqual(read.map(({ key, value }) => `${key}${value}`), ["ka", "kb", "kc"]);
    });
  }
}

test("a record with headers is refused by brokers before 0.11, and loses nothing else", async (t) => {
  const versions = { Produce: 2, InitProducerId: null };
  const on = await producerWorld(t, { topics: { t: 2 }, versions }, { idempotent: "if-supported" });
  const bad = on.producer.send({ topic: "t", partition: 0, value: "a", headers: { h: "1" } });
  bad.catch(() => {});
  await on.clock.until(on.producer.send({ topic: "t", partition: 1, value: "b" }));
  await assert.rejects(bad, { name: "RecordError", code: "INVALID_RECORD" });
  await on.clock.until(on.producer.send({ topic: "t", partition: 0, value: "c" }));
});

/** Sends for a while, with `disturb` every so often; all must be there once, in order of each partition. */
async function keepSending(on: ProducerWorld, disturb: (round: number) => void, rounds = 40): Promise<void> {
  const sent: Promise<unknown>[] = [];
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < 10; i++) {
      const n = round * 10 + i;
      sent.push(on.producer.send({ topic: "t", partition: n % 3, value: `${n}` }));
    }
    if (round % 4 === 3) disturb(round);
    await on.clock.advance(5);
  }
  await on.clock.until(Promise.all(sent));
  for (let partition = 0; partition < 3; partition++) {
    const expected = Array.from({ length: rounds * 10 }, (_, n) => `${n}`).filter((n) => Number(n) % 3 === partition);
    assert.deepEqual((await readAll(on, "t", partition)).map(({ value }) => value), expected, `partition ${partition}`);
  }
}

test("nothing is lost, doubled or out of order while leaders move", async (t) => {
  const on = await producerWorld(t, { brokers: 3, topics: { t: 3 } });
  await keepSending(on, (round) => void on.cluster.moveLeader("t", round % 3));
});

test("nothing is lost, doubled or out of order while connections are reset", async (t) => {
  const on = await producerWorld(t, { brokers: 3, topics: { t: 3 } });
  await keepSending(on, () => {
    for (const { brokers } of [on.cluster.options()]) for (const address of brokers) on.cluster.network.reset(address);
  });
});

test("nothing is lost, doubled or out of order while brokers are killed and come back", async (t) => {
  const on = await producerWorld(t, { brokers: 3, topics: { t: 3 } });
  const down: Promise<void>[] = [];
  await keepSending(on, (round) => {
    const nodeId = 1 + Math.floor(round / 8) % 3;
    down.push(round % 8 === 3 ? on.cluster.killBroker(nodeId, { failoverMs: 30 }) : on.cluster.startBroker(nodeId));
  });
  await on.clock.until(Promise.all(down));
});

test("nothing is lost, doubled or out of order when answers are lost after the write", async (t) => {
  const on = await producerWorld(t, { brokers: 3, topics: { t: 3 } });
  let count = 0;
  on.cluster.control(Produce, async (_request, { proceed }) => {
    await proceed();
    return ++count % 5 === 0 ? "close" : undefined;
  }, { keep: true });
  await keepSending(on, () => {});
  assert.ok(count > 20);
});

test("a deleted and recreated topic is written again within 5 s", async (t) => {
  const on = await producerWorld(t, { topics: { t: 1 } });
  await on.clock.until(on.producer.send({ topic: "t", value: "old" }));
  on.cluster.deleteTopic("t");
  const sent = on.producer.send({ topic: "t", value: "new" });
  await on.clock.advance(1000);
  on.cluster.createTopic("t", 1);
  const began = on.clock.now();
  assert.equal((await on.clock.until(sent)).offset, 0);
  assert.ok(on.clock.now() - began < 5000, `${on.clock.now() - began}`);
});

test("records for a topic that is deleted fail after unknownTopicTimeoutMs", async (t) => {
  const on = await producerWorld(t, { topics: { t: 1 } }, { unknownTopicTimeoutMs: 3000 });
  await on.clock.until(on.producer.send({ topic: "t", value: "old" }));
  on.cluster.deleteTopic("t");
  const failed = on.producer.send({ topic: "t", value: "new" }).then(() => null, (error) => error);
  assert.equal((await on.clock.until(failed))?.code, "UNKNOWN_TOPIC_OR_PARTITION");
  assert.ok(on.clock.now() < 5000, `${on.clock.now()}`);
});

test("a topic is created on demand only when the producer allows it", async (t) => {
  const on = await producerWorld(t, { autoCreateTopics: true }, { allowAutoTopicCreation: true });
  assert.equal((await on.clock.until(on.producer.send({ topic: "made", value: "a" }))).offset, 0);
});

test("acks 0 writes without answers", async (t) => {
  const on = await producerWorld(t, { topics: { t: 1 } }, { acks: 0, idempotent: false });
  await on.clock.until(on.producer.sendAll(["a", "b"].map((value) => ({ topic: "t", value }))));
  await on.clock.advance(10);
  assert.deepEqual((await readAll(on, "t")).map(({ value }) => value), ["a", "b"]);
});

test("an old cluster is refused by an idempotent producer, with what to do", async (t) => {
  const on = await producerWorld(t, { topics: { t: 1 }, versions: { InitProducerId: null, Produce: 2 } });
  const failed = on.producer.send({ topic: "t", value: "a" }).then(() => null, (error) => error);
  const error = await on.clock.until(failed);
  assert.equal(error?.code, "UNSUPPORTED_VERSION");
  assert.match(error.message, /if-supported/);
});
