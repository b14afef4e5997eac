// One test for each fault of the producer that the workloads produce-options and produce-ends have found.
import assert from "node:assert/strict";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
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
  const { cluster, clock, kafka, until } = await world(t, {
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
  assert.ok(clock.now() > 0);
  // The first refusal has shown that half of it is the most.
  assert.equal(codes.filter((code) => code === ErrorCode.MESSAGE_TOO_LARGE).length, 1, codes.join());
  await until(producer.close());
});
