// One test for each fault of the producer that the workloads produce-options and produce-ends have found.
import assert from "node:assert/strict";
import { RecordError } from "../../errors/record_error.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { CreatePartitions } from "../../protocol/messages/create_partitions.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { Produce } from "../../protocol/messages/produce.ts";
import { test } from "../harness.ts";
import { world } from "./world.ts";

test("what lingers is sent at once while sends wait for room", async (t) => {
  const { clock, kafka, until } = await world(t, { topics: { t: 1 } });
  const producer = kafka.producer({ lingerMs: 1000, maxBufferedRecords: 2 });
  const before = clock.now();
  const records = Array.from({ length: 20 }, (_, i) => ({ topic: "t", value: `${i}` }));
  const written = await until(producer.sendAll(records));
  assert.deepEqual(written.map(({ offset }) => offset), records.map((_, i) => i));
  // Each pair by itself would have waited for its second.
  assert.ok(clock.now() - before <= 1000, `it took ${clock.now() - before} ms`);
  await until(producer.close());
});

test("what lingers is sent at once while ready() waits for room", async (t) => {
  const { clock, kafka, until } = await world(t, { topics: { t: 1 } });
  const producer = kafka.producer({ lingerMs: 1000, maxBufferedRecords: 2 });
  const before = clock.now();
  for (let i = 0; i < 20; i++) {
    if (!producer.enqueue({ topic: "t", value: `${i}` })) await until(producer.ready());
  }
  assert.ok(clock.now() - before < 1000, `it took ${clock.now() - before} ms`);
  await until(producer.close());
});

test("once room is there again, batches linger as before", async (t) => {
  const { clock, kafka, until } = await world(t, { topics: { t: 1 } });
  const producer = kafka.producer({ lingerMs: 1000, maxBufferedRecords: 2 });
  await until(producer.sendAll(Array.from({ length: 7 }, () => ({ topic: "t", value: "v" }))));
  const before = clock.now();
  await until(producer.send({ topic: "t", value: "last" }));
  assert.ok(clock.now() - before >= 1000, `it took ${clock.now() - before} ms`);
  await until(producer.close());
});

test("a batch that may be written and is refused as too large fails, and later ones are smaller at once", async (t) => {
  const { cluster, kafka, until } = await world(t, {
    topics: { t: { partitions: 1, configs: { "max.message.bytes": 1000 } } },
  }, { requestTimeoutMs: 500 });
  const producer = kafka.producer();
  const many = () => Array.from({ length: 30 }, () => ({ topic: "t", value: "v".repeat(80) }));
  cluster.control(Produce, () => "drop");
  const failed = await until(producer.sendAll(many()).then(() => null, (error: unknown) => error));
  assert.match(String(failed), /refused a batch of 30 records/);
  const codes: number[] = [];
  cluster.control(Produce, async (_request, { proceed }) => {
    const answer = await proceed();
    codes.push(answer?.responses?.[0]?.partitionResponses?.[0]?.errorCode ?? ErrorCode.NONE);
  }, { keep: true });
  await until(producer.sendAll(many()));
  // The first refusal has shown that half of it is the most.
  assert.equal(codes.filter((code) => code === ErrorCode.MESSAGE_TOO_LARGE).length, 1, codes.join());
  await until(producer.close());
});

test("who aborts while told of a failure is not told of any record twice", async (t) => {
  const { cluster, kafka, until } = await world(t, { topics: { t: 1 } }, { requestTimeoutMs: 500 });
  cluster.control(Produce, () => "drop", { keep: true });
  const told: string[] = [];
  const producer = kafka.producer({
    batchMaxBytes: 512,
    onDelivery: ({ value }) => {
      told.push(String(value));
      // The first one that hears ends all others, while they are about to be ended one by one.
      if (told.length === 1) producer.abort().catch(() => {});
    },
  });
  for (let i = 0; i < 8; i++) producer.enqueue({ topic: "t", value: `${i}`.padEnd(300) });
  await until(producer.close({ timeoutMs: 100 }).catch(() => {}));
  assert.deepEqual(told.map(Number).toSorted(), [0, 1, 2, 3, 4, 5, 6, 7]);
  assert.deepEqual([producer.buffered, producer.bufferedRecords], [0, 0]);
});

test("enqueue leaves room for the sends that wait before it", async (t) => {
  const { cluster, clock, kafka, until } = await world(t, { topics: { t: 1 } });
  cluster.control(Produce, async (_request, { sleep }) => void await sleep(1000), { keep: true });
  const producer = kafka.producer({ maxBufferedRecords: 4, maxBufferedBytes: 2000 });
  // The second large one waits for bytes, and three small ones for their turn behind it.
  const large = { topic: "t", value: "v".repeat(1500) };
  const small = { topic: "t", value: "v" };
  const sent = [large, large, small, small, small].map((record) => producer.send(record));
  assert.throws(() => {
    for (;;) producer.enqueue(small);
  }, RecordError);
  let most = 0;
  for (let ms = 0; ms < 5000; ms += 100) {
    most = Math.max(most, producer.bufferedRecords);
    await clock.advance(100);
  }
  assert.ok(most <= 8, `${most} records were held`);
  await until(Promise.all(sent));
  await until(producer.close());
});

test("a record for a partition that was just added is not refused by answers about other topics", async (t) => {
  const others = ["one", "two", "three"];
  const { cluster, kafka, until } = await world(t, {
    topics: { t: 1, ...Object.fromEntries(others.map((topic) => [topic, 1])) },
  });
  const producer = kafka.producer();
  await until(producer.send({ topic: "t", partition: 0, value: "known" }));
  const topics = [{ name: "t", count: 2, assignments: null }];
  await until(kafka.request(CreatePartitions, { topics, timeoutMs: 1000 }, { to: "controller" }));
  // Questions about other topics are under way, one by one, when the record comes.
  cluster.control(Metadata, async (_request, { sleep }) => void await sleep(20), { keep: true });
  const sent = others.map((topic) => producer.send({ topic, value: "v" }));
  const { partition } = await until(producer.send({ topic: "t", partition: 1, value: "new" }));
  assert.equal(partition, 1);
  await until(Promise.all(sent));
  await until(producer.close());
});

test("a record for a partition that was just added is not refused by an answer from before it", async (t) => {
  const { clock, cluster, kafka, until } = await world(t, { topics: { t: 1 } });
  const producer = kafka.producer();
  await until(producer.send({ topic: "t", partition: 0, value: "known" }));
  // The first record that names the partition is too early; its answer comes late.
  cluster.control(Metadata, async (_request, { proceed, sleep }) => {
    await proceed();
    await sleep(200);
  });
  const early = producer.send({ topic: "t", partition: 1, value: "early" });
  await clock.advance(150);
  const topics = [{ name: "t", count: 2, assignments: null }];
  await until(kafka.request(CreatePartitions, { topics, timeoutMs: 1000 }, { to: "controller" }));
  const late = producer.send({ topic: "t", partition: 1, value: "late" });
  assert.deepEqual((await until(Promise.all([early, late]))).map(({ partition }) => partition), [1, 1]);
  await until(producer.close());
});
