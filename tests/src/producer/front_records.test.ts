// Topics of records: the default one, names that Kafka refuses, and batch sizes for each topic.
import assert from "node:assert/strict";
import { RecordError } from "../../../errors/record_error.ts";
import { Producer } from "../../../src/producer/producer.ts";
import type { ProducerOptions } from "../../../src/producer/options.ts";
import { test } from "../../harness.ts";
import { FakeWaist } from "./fake_waist.ts";
import { failure } from "./producer_world.ts";

function setUp(options: ProducerOptions = {}, topics: Readonly<Record<string, number>> = { t: 1, u: 1 }) {
  const waist = new FakeWaist(topics);
  const producer = new Producer(waist, options);
  return { waist, producer, end: () => waist.clock.until(producer.close().catch(() => {})) };
}

test("a record without a topic goes to defaultTopic, also from enqueue, sendAll and while the topic is not known", async () => {
  const { waist, producer, end } = setUp({ defaultTopic: "u", maxBufferedBytes: 100 });
  const sent = [
    producer.send({ value: "a" }),
    producer.send({ value: "b" }),
    producer.send({ topic: "t", value: "c" }),
  ];
  const [a, , c] = await waist.clock.until(Promise.all(sent));
  assert.deepEqual([a?.topic, c?.topic], ["u", "t"]);
  producer.enqueue({ value: "d" });
  await waist.clock.until(producer.sendAll([{ value: "e" }]));
  assert.deepEqual(waist.log("u").values, ["a", "b", "d", "e"]);
  await end();
});

test("without defaultTopic a record without a topic fails with a RecordError that names the field", async () => {
  const { waist, producer, end } = setUp();
  const error = await waist.clock.until(failure(producer.send({ value: "a" })));
  assert.ok(error instanceof RecordError);
  assert.deepEqual([error.code, error.field, error.delivery], ["INVALID_RECORD", "topic", "none"]);
  assert.match(error.message, /defaultTopic/);
  assert.throws(() => producer.enqueue({ value: "a" }), { name: "RecordError", field: "topic" });
  await end();
});

test("a topic name that Kafka refuses fails at once, nothing is asked, and other records go on", async () => {
  const { waist, producer, end } = setUp();
  for (const topic of ["", ".", "..", "a b", "ä", "a/b", "x".repeat(250), 7 as unknown as string]) {
    const error = await failure(producer.send({ topic, value: "a" }));
    assert.ok(error instanceof RecordError, topic);
    assert.deepEqual([error.code, error.field, error.delivery], ["INVALID_RECORD", "topic", "none"], topic);
    assert.throws(() => producer.enqueue({ topic, value: "a" }), { field: "topic" });
  }
  assert.equal(waist.refreshes, 0);
  await waist.clock.until(producer.send({ topic: "t", value: "good" }));
  assert.deepEqual(waist.log("t").values, ["good"]);
  await end();
});

test("the longest topic name and every legal character are taken", async () => {
  const name = "aZ09._-".padEnd(249, "x");
  const { waist, producer, end } = setUp({}, { [name]: 1 });
  await waist.clock.until(producer.send({ topic: name, value: "a" }));
  assert.deepEqual(waist.log(name).values, ["a"]);
  await end();
});

test("a defaultTopic that Kafka refuses is a ConfigError", () => {
  assert.throws(() => new Producer(new FakeWaist(), { defaultTopic: "a b" }), {
    name: "ConfigError",
    message: /defaultTopic must be a topic name/,
  });
});

test("batchMaxBytes as a function is asked once a topic and bounds its batches and records", async () => {
  const asked: string[] = [];
  const { waist, producer, end } = setUp({
    batchMaxBytes: (topic) => {
      asked.push(topic);
      return topic === "t" ? 600 : 5000;
    },
  });
  const value = "v".repeat(200);
  const records = ["t", "u"].flatMap((topic) => Array.from({ length: 8 }, () => ({ topic, value })));
  await waist.clock.until(producer.sendAll(records));
  const most = (topic: string) =>
    Math.max(
      ...waist.calls.flatMap(({ partitions }) =>
        partitions.filter((one) => one.topic === topic).map(({ values }) => values.length)
      ),
    );
  assert.deepEqual([most("t"), most("u")], [2, 8]);
  const error = await failure(producer.send({ topic: "t", value: "v".repeat(600) }));
  assert.equal(error.code, "RECORD_TOO_LARGE");
  await waist.clock.until(producer.send({ topic: "u", value: "v".repeat(600) }));
  assert.deepEqual(asked.sort(), ["t", "u"]);
  await end();
});

test("records of a topic for which batchMaxBytes throws or gives nonsense fail, others go on", async () => {
  let asked = 0;
  const { waist, producer, end } = setUp({
    batchMaxBytes: (topic) => {
      if (topic === "bad") throw new Error("no idea");
      if (topic === "t") return 1000;
      asked++;
      return { small: 511, huge: 2 ** 30, half: 1000.5, text: "1000" as unknown as number }[topic] ?? NaN;
    },
  });
  for (const topic of ["bad", "small", "huge", "half", "text", "else"]) {
    for (let i = 0; i < 2; i++) {
      const error = await failure(producer.send({ topic, value: "a" }));
      assert.deepEqual([error.name, error.code, error.topic, error.delivery], [
        "ConfigError",
        "INVALID_CONFIG",
        topic,
        "none",
      ]);
      assert.match(error.message, /batchMaxBytes/);
    }
  }
  assert.equal(asked, 5);
  await waist.clock.until(producer.send({ topic: "t", value: "a" }));
  assert.deepEqual(waist.log("t").values, ["a"]);
  await end();
});
