// The option `partitioner` of a producer: own functions and their nonsense, names, options.
import assert from "node:assert/strict";
import { ConfigError } from "../../../../errors/config_error.ts";
import { RecordError } from "../../../../errors/record_error.ts";
import type { PartitionerChoice, PartitionerName, PartitionerTopic } from "../../../../src/producer/partitioner.ts";
import { PARTITIONER_NAMES } from "../../../../src/producer/partitioners/by_name.ts";
import { Producer } from "../../../../src/producer/producer.ts";
import { test } from "../../../harness.ts";
import { FakeWaist } from "../fake_waist.ts";

const nothing: object = Object.create(null);
const NONSENSE: readonly unknown[] = [
  NaN,
  -1,
  3,
  1.5,
  Infinity,
  1e300,
  undefined,
  null,
  "1",
  1n,
  [1],
  {},
  nothing,
  Symbol("1"),
  Promise.resolve(1),
  true,
];

test("nonsense from an own partitioner fails that record alone, with a RecordError that names it", async () => {
  const waist = new FakeWaist({ t: 3 });
  const told: unknown[] = [];
  const producer = new Producer(waist, {
    partitioner: ({ value }) => value === "good" ? 1 : NONSENSE[Number(value)] as number,
    onDelivery: (_record, { error }) => told.push(error),
  });
  const sent = NONSENSE.map((_, i) => producer.send({ topic: "t", value: `${i}` }).catch((error: unknown) => error));
  const good = producer.send({ topic: "t", value: "good" });
  for (const [i, result] of (await waist.clock.until(Promise.all(sent))).entries()) {
    assert.ok(result instanceof RecordError, `${i}: ${String(result)}`);
    assert.equal(result.code, "UNKNOWN_PARTITION");
    assert.equal(result.field, "partition");
    assert.equal(result.topic, "t");
    assert.equal(result.delivery, "none");
    assert.match(result.message, /expected is 0 to 2/);
  }
  assert.equal((await waist.clock.until(good)).partition, 1);
  producer.enqueue({ topic: "t", value: "0" });
  await assert.rejects(waist.clock.until(producer.flush()), /could not be sent|failed|NaN/);
  assert.ok(told[0] instanceof RecordError);
  await waist.clock.until(producer.close());
  assert.equal(producer.buffered, 0);
});

test("what an own partitioner throws fails that record alone, whatever it is", async () => {
  const waist = new FakeWaist({ t: 3 });
  const thrown: readonly unknown[] = [new Error("boom"), "text", undefined, nothing, Symbol("s")];
  const producer = new Producer(waist, {
    partitioner: ({ value }) => {
      if (value === "good") return 2;
      throw thrown[Number(value)];
    },
  });
  // Known before and unknown before: the record waits for its topic in the second case.
  for (let round = 0; round < 2; round++) {
    const sent = thrown.map((_, i) => producer.send({ topic: "t", value: `${i}` }).catch((error: unknown) => error));
    const good = producer.send({ topic: "t", value: "good" });
    for (const [i, error] of (await waist.clock.until(Promise.all(sent))).entries()) {
      assert.ok(error instanceof RecordError && error.code === "UNKNOWN_PARTITION", `${i}`);
      assert.equal(error.cause, thrown[i]);
      assert.match(error.message, /it threw/);
    }
    assert.equal((await waist.clock.until(good)).partition, 2);
  }
  await waist.clock.until(producer.close());
});

test("an own partitioner sees the topic, its partitions, their leaders and their queues, and nothing else", async () => {
  const waist = new FakeWaist({ t: 3 });
  waist.move("t", 1, -1);
  waist.wantTopics(["t"]);
  const seen: [number, readonly number[], number, number][] = [];
  let info: PartitionerTopic | null = null;
  const producer = new Producer(waist, {
    partitioner: (_record, topic) => {
      info = topic;
      seen.push([topic.partitionCount, topic.available, topic.queueSize(0), topic.queueBytes(0)]);
      return 0;
    },
  });
  await waist.clock.until(producer.send({ topic: "t", value: "a" }));
  seen.length = 0;
  await waist.clock.until(producer.sendAll([1, 2, 3].map((i) => ({ topic: "t", value: `${i}` }))));
  assert.deepEqual(
    seen.map(([count, available, records]) => [count, available, records]),
    [0, 1, 2].map((i) => [3, [0, 2], i]),
  );
  assert.equal(seen[0]?.[3], 0);
  assert.ok((seen[2]?.[3] ?? 0) > (seen[1]?.[3] ?? 0));
  assert.deepEqual(Object.keys(info ?? {}), []);
  await waist.clock.until(producer.close());
});

test("every partitioner by name delivers records without a key, but manual, which asks for partitions", async () => {
  for (const partitioner of PARTITIONER_NAMES) {
    const waist = new FakeWaist({ t: 4 });
    const producer = new Producer(waist, { partitioner });
    const records = Array.from({ length: 50 }, (_, i) => ({ topic: "t", value: "x".repeat(10_000), partition: i % 4 }));
    const free = records.map(({ topic, value }) => ({ topic, value }));
    if (partitioner === "manual") {
      const error = await waist.clock.until(producer.send(free[0] ?? assert.fail()).catch((cause: unknown) => cause));
      assert.ok(error instanceof RecordError && /manual/.test(error.message));
    }
    const sent = await waist.clock.until(producer.sendAll(partitioner === "manual" ? records : free));
    const used = new Set(sent.map(({ partition }) => partition)).size;
    const one: readonly PartitionerName[] = [
      "murmur2",
      "consistent",
      "fnv1a",
      "sticky",
      "uniform sticky",
      "least backup",
    ];
    assert.equal(used > 1, !one.includes(partitioner), `${partitioner} used ${used}`);
    await waist.clock.until(producer.close());
  }
});

test("sticky and least backup take another partition for the next batch", async () => {
  for (const partitioner of ["sticky", "least backup"] as const) {
    const waist = new FakeWaist({ t: 4 });
    const producer = new Producer(waist, { partitioner, batchMaxBytes: 2000 });
    await waist.clock.until(producer.send({ topic: "t", value: "a" }));
    const sent = await waist.clock.until(
      producer.sendAll(Array.from({ length: 400 }, () => ({ topic: "t", value: "x".repeat(100) }))),
    );
    const runs = sent.filter(({ partition }, i) => i === 0 || partition !== sent[i - 1]?.partition);
    assert.ok(runs.length > 15 && runs.length < 40, `${partitioner}: ${runs.length} runs`);
    assert.equal(new Set(sent.map(({ partition }) => partition)).size, 4, partitioner);
    await waist.clock.until(producer.close());
  }
});

test("records without a key avoid a partition without a leader, whatever the partitioner", async () => {
  for (const partitioner of ["default", "uniform", "sticky", "round robin", "random", "least backup"] as const) {
    const waist = new FakeWaist({ t: 3 });
    waist.move("t", 1, -1);
    const producer = new Producer(waist, { partitioner });
    const sent = await waist.clock.until(
      producer.sendAll(Array.from({ length: 60 }, () => ({ topic: "t", value: "x".repeat(20_000) }))),
    );
    assert.ok(sent.every(({ partition }) => partition !== 1), partitioner);
    await waist.clock.until(producer.close());
  }
});

test("records without a key avoid the partitions of a broker that does not answer any more", async () => {
  const waist = new FakeWaist({ t: 3 });
  waist.fault = ({ nodeId }) => nodeId === 1 && waist.clock.now() > 1000 ? { delayMs: 25_000 } : null;
  const producer = new Producer(waist, { partitioner: { name: "default", bytes: 1000, availabilityTimeoutMs: 2000 } });
  const start = waist.clock.now();
  const late: number[] = [];
  const early: number[] = [];
  const pending: Promise<void>[] = [];
  for (let i = 0; i < 300; i++) {
    const at = waist.clock.now() - start;
    const sent = producer.send({ topic: "t", value: "x".repeat(200) });
    pending.push(sent.then(({ partition }) => void (at < 1000 ? early : at > 5000 ? late : []).push(partition)));
    await waist.clock.until(new Promise<void>((resolve) => void waist.clock.after(50, resolve)));
  }
  await waist.clock.until(Promise.all(pending));
  assert.ok(late.length > 150 && !late.includes(1), `${late}`);
  assert.ok(early.includes(1), `${early}`);
  await waist.clock.until(producer.close());
});

test("partitions that are added to a topic get records without a key", async () => {
  const waist = new FakeWaist({ t: 2 });
  const producer = new Producer(waist, { partitioner: "round robin" });
  const send = () => waist.clock.until(producer.sendAll([1, 2, 3, 4].map((i) => ({ topic: "t", value: `${i}` }))));
  assert.deepEqual((await send()).map(({ partition }) => partition), [0, 1, 0, 1]);
  waist.createTopic("t", 4);
  await waist.clock.until(waist.refreshMetadata("test"));
  assert.deepEqual((await send()).map(({ partition }) => partition).sort(), [0, 1, 2, 3]);
  await waist.clock.until(producer.close());
});

test("a partitioner that is no function, no name and no options is refused", () => {
  const wrong: readonly (readonly [unknown, RegExp])[] = [
    ["round-robin", /partitioner must be a function, one of "default".*it is "round-robin"/],
    ["toString", /partitioner must be a function/],
    [7, /partitioner must be a function.*it is 7/],
    [null, /partitioner must be a function/],
    [{ name: "sticky" }, /partitioner\.name must be "default" or "uniform"/],
    [{ name: "uniform", bytes: 0 }, /partitioner\.bytes must be a whole number of 1/],
    [{ name: "uniform", adaptive: "yes" }, /partitioner\.adaptive/],
    [{ name: "uniform", availabilityTimeoutMs: -1 }, /partitioner\.availabilityTimeoutMs/],
    [{ name: "uniform", byte: 1 }, /partitioner\.byte is no option/],
  ];
  for (const [partitioner, message] of wrong) {
    assert.throws(
      () => new Producer(new FakeWaist(), { partitioner: partitioner as PartitionerChoice }),
      (error) => error instanceof ConfigError && message.test(error.message),
      String(message),
    );
  }
});
