// The consumer in virtual time over a fake waist: positions, order, errors, memory, leaving and closing.
import assert from "node:assert/strict";
import { ConfigError } from "../../../errors/config_error.ts";
import { DataLossError } from "../../../errors/data_loss_error.ts";
import { ProtocolError } from "../../../errors/protocol_error.ts";
import { RecordError } from "../../../errors/record_error.ts";
import { writeMarkerBatch } from "../../../protocol/records/control_records.ts";
import { crc32c } from "../../../protocol/wire/crc32c.ts";
import { Consumer } from "../../../src/consumer/consumer.ts";
import type { ConsumerOptions } from "../../../src/consumer/options.ts";
import { test, type TestContext } from "../../harness.ts";
import { batchOf, FakeWaist } from "./fake_waist.ts";

function start(t: TestContext, options: ConsumerOptions, partitions = 1): { waist: FakeWaist; consumer: Consumer } {
  const waist = new FakeWaist();
  waist.topic("orders", partitions);
  const consumer = new Consumer(waist, options);
  t.after(async () => {
    await waist.clock.until(consumer.close());
    assert.equal(waist.clock.pending, 0, "a closed consumer leaves no timer behind");
  });
  return { waist, consumer };
}

/** The values of the next `count` records. */
async function take(consumer: Consumer, waist: FakeWaist, count: number): Promise<(string | null)[]> {
  return await waist.clock.until((async () => {
    const values: (string | null)[] = [];
    for await (const record of consumer) {
      values.push(record.text());
      if (values.length === count) {
        consumer.mark(record);
        break;
      }
    }
    return values;
  })());
}

test("Consumer reads every partition of a topic from the earliest offset, from all leaders", async (t) => {
  const { waist, consumer } = start(t, { topics: ["orders"] }, 4);
  for (let p = 0; p < 4; p++) waist.append("orders", p, batchOf([`${p}a`, `${p}b`]));
  const values = await take(consumer, waist, 8);
  assert.deepEqual(values.sort(), ["0a", "0b", "1a", "1b", "2a", "2b", "3a", "3b"]);
  assert.deepEqual([...new Set(waist.fetches.map((fetch) => fetch.broker))].sort(), [0, 1]);
});

test("Consumer keeps the order of a partition and skips no offset", async (t) => {
  const { waist, consumer } = start(t, { topics: ["orders"], maxPartitionBytes: 200 });
  for (let i = 0; i < 50; i++) waist.append("orders", 0, batchOf([`${2 * i}`, `${2 * i + 1}`]));
  const values = await take(consumer, waist, 100);
  assert.deepEqual(values, Array.from({ length: 100 }, (_, i) => `${i}`));
  assert.equal(consumer.position({ topic: "orders", partition: 0 }), 100);
});

test("Consumer starts at the latest offset, at an offset and at a time", async (t) => {
  const { waist, consumer } = start(t, { partitions: { orders: { 0: "latest", 1: 1, 2: { timestamp: 500 } } } }, 3);
  for (let p = 0; p < 3; p++) {
    waist.append("orders", p, batchOf([`${p}-0`, `${p}-1`], { timestamp: 100 }));
    waist.append("orders", p, batchOf([`${p}-2`], { timestamp: 900 }));
  }
  const values = await take(consumer, waist, 3);
  assert.deepEqual(values.sort(), ["1-1", "1-2", "2-2"]);
  waist.append("orders", 0, batchOf(["new"]));
  assert.deepEqual(await take(consumer, waist, 1), ["new"]);
});

test("Consumer hands over null and empty values apart", async (t) => {
  const { waist, consumer } = start(t, { topics: ["orders"] });
  waist.append("orders", 0, batchOf([null, ""]));
  assert.deepEqual(await take(consumer, waist, 2), [null, ""]);
});

test("Leaving a loop does not count the held record as processed", async (t) => {
  const { waist, consumer } = start(t, { topics: ["orders"] });
  waist.append("orders", 0, batchOf(["a", "b", "c"]));
  await waist.clock.until((async () => {
    for await (const record of consumer) if (record.text() === "b") break;
  })());
  assert.equal(consumer.position({ topic: "orders", partition: 0 }), 1);
  assert.deepEqual(await take(consumer, waist, 2), ["b", "c"]);
});

test("Leaving a loop over batches hands the held batch over again", async (t) => {
  const { waist, consumer } = start(t, { topics: ["orders"] });
  waist.append("orders", 0, batchOf(["a"]));
  waist.append("orders", 0, batchOf(["b"]));
  const first = async () => {
    for await (const batch of consumer.batches()) return batch.firstOffset;
  };
  assert.equal(await waist.clock.until(first()), 0);
  assert.equal(await waist.clock.until(first()), 0);
});

test("next() is refused while another is pending, and a second loop while one runs", async (t) => {
  const { waist, consumer } = start(t, { topics: ["orders"] });
  const loop = consumer[Symbol.asyncIterator]();
  const pending = loop.next();
  await assert.rejects(loop.next(), /pending/);
  await assert.rejects(consumer.batches().next(), ConfigError);
  waist.append("orders", 0, batchOf(["a"]));
  const { value } = await waist.clock.until(pending);
  assert.equal(value?.text(), "a");
});

test("Consumer follows a leader that moved", async (t) => {
  const { waist, consumer } = start(t, { topics: ["orders"] });
  waist.append("orders", 0, batchOf(["a"]));
  assert.deepEqual(await take(consumer, waist, 1), ["a"]);
  const log = waist.partition("orders", 0);
  log.leader = 1;
  log.epoch = 1;
  waist.append("orders", 0, batchOf(["b"]));
  assert.deepEqual(await take(consumer, waist, 1), ["b"]);
  assert.equal(waist.fetches.at(-1)?.broker, 1);
});

test("A position below the log start after reading goes to the log start and tells of the loss", async (t) => {
  const { waist, consumer } = start(t, { topics: ["orders"] });
  waist.append("orders", 0, batchOf(["a"]));
  assert.deepEqual(await take(consumer, waist, 1), ["a"]);
  const log = waist.partition("orders", 0);
  log.batches = [];
  log.end = 10;
  log.logStart = 10;
  waist.append("orders", 0, batchOf(["k"]));
  assert.deepEqual(await take(consumer, waist, 1), ["k"]);
  const loss = waist.events.find((event) => event.type === "data loss");
  assert.equal(loss?.type === "data loss" && loss.error.code, "OFFSET_OUT_OF_RANGE");
});

test("A log that was cut below the position goes on behind the newest record seen and tells of the loss", async (t) => {
  const { waist, consumer } = start(t, { topics: ["orders"] });
  waist.append("orders", 0, batchOf(["a", "b", "c"], { timestamp: 1000 }));
  assert.deepEqual(await take(consumer, waist, 3), ["a", "b", "c"]);
  const log = waist.partition("orders", 0);
  log.batches = [];
  log.end = 0;
  waist.append("orders", 0, batchOf(["a"], { timestamp: 1000 }));
  waist.append("orders", 0, batchOf(["new"], { timestamp: 2000 }));
  assert.deepEqual(await take(consumer, waist, 1), ["new"]);
  const loss = waist.events.find((event) => event.type === "data loss");
  assert.equal(loss?.type === "data loss" && loss.error.code, "LOG_TRUNCATED");
});

test("A first fetch that is out of range follows onOutOfRange", async (t) => {
  const earliest = start(t, { partitions: { orders: { 0: 99 } } });
  earliest.waist.append("orders", 0, batchOf(["a"]));
  assert.deepEqual(await take(earliest.consumer, earliest.waist, 1), ["a"]);
  assert.ok(earliest.waist.events.some((event) => event.type === "offset reset"));

  const failing = start(t, { partitions: { orders: { 0: 99 } }, onOutOfRange: "error" });
  failing.waist.append("orders", 0, batchOf(["a"]));
  await assert.rejects(take(failing.consumer, failing.waist, 1), DataLossError);
  failing.consumer.seek({ topic: "orders", partition: 0 }, 0);
  assert.deepEqual(await take(failing.consumer, failing.waist, 1), ["a"]);
});

test("A corrupt batch parks its partition and is thrown once; others go on, and seek gets past it", async (t) => {
  const { waist, consumer } = start(t, { topics: ["orders"] }, 2);
  waist.append("orders", 0, batchOf(["good"]));
  const bad = batchOf(["bad"]);
  bad[bad.length - 1] ^= 1;
  waist.append("orders", 0, bad);
  waist.append("orders", 0, batchOf(["behind"]));
  const read: (string | null)[] = [];
  await assert.rejects(
    waist.clock.until((async () => {
      for await (const record of consumer) {
        read.push(record.text());
        consumer.mark(record);
      }
    })()),
    (error) =>
      error instanceof ProtocolError && error.code === "CRC_MISMATCH" && error.topic === "orders" &&
      error.partition === 0 && error.message.includes("offset 1"),
  );
  assert.deepEqual(read, ["good"]);
  waist.append("orders", 1, batchOf(["other"]));
  assert.deepEqual(await take(consumer, waist, 1), ["other"]);
  consumer.seek({ topic: "orders", partition: 0 }, 2);
  assert.deepEqual(await take(consumer, waist, 1), ["behind"]);
});

test("read_committed drops what was aborted and shows what was committed; read_uncommitted shows all", async (t) => {
  const marker = (type: "abort" | "commit", producerId: number) =>
    writeMarkerBatch({ type, coordinatorEpoch: 0, producerId, producerEpoch: 0, timestamp: 1000, crc: crc32c });
  const fill = (waist: FakeWaist) => {
    waist.append("orders", 0, batchOf(["aborted"], { producerId: 7, transactional: true }));
    waist.append("orders", 0, batchOf(["committed"], { producerId: 8, transactional: true }));
    waist.append("orders", 0, marker("abort", 7));
    waist.append("orders", 0, marker("commit", 8));
    waist.append("orders", 0, batchOf(["again"], { producerId: 7, transactional: true }));
    waist.append("orders", 0, marker("commit", 7));
    waist.append("orders", 0, batchOf(["plain"]));
    waist.partition("orders", 0).aborted = [{ producerId: 7n, firstOffset: 0n }];
  };
  const committed = start(t, { topics: ["orders"] });
  fill(committed.waist);
  assert.deepEqual(await take(committed.consumer, committed.waist, 3), ["committed", "again", "plain"]);
  const all = start(t, { topics: ["orders"], isolation: "read_uncommitted" });
  fill(all.waist);
  assert.deepEqual(await take(all.consumer, all.waist, 4), ["aborted", "committed", "again", "plain"]);
});

test("Read-ahead stays within the budget while nothing is taken", async (t) => {
  const { waist, consumer } = start(t, { topics: ["orders"], maxBufferedBytes: 3000, maxPartitionBytes: 1000 }, 8);
  for (let p = 0; p < 8; p++) for (let i = 0; i < 20; i++) waist.append("orders", p, batchOf(["x".repeat(400)]));
  const loop = consumer.batches();
  await waist.clock.until(loop.next());
  await waist.clock.advance(60_000);
  const asked = waist.fetches.flatMap((fetch) => fetch.partitions).length;
  assert.ok(asked >= 2 && asked <= 4, `${asked} partitions of at most 1000 bytes were asked for with room for 3000`);
  await loop.return?.();
});

test("One partition that is full does not keep the others from being fetched", async (t) => {
  const { waist, consumer } = start(t, { topics: ["orders"], maxPartitionBytes: 1000 }, 3);
  for (let i = 0; i < 100; i++) waist.append("orders", 0, batchOf(["x".repeat(400)]));
  const loop = consumer.batches();
  await waist.clock.until(loop.next());
  await waist.clock.advance(10_000);
  waist.append("orders", 2, batchOf(["late"]));
  const before = waist.fetches.length;
  await waist.clock.advance(1000);
  const later = waist.fetches.slice(before).flatMap((fetch) => fetch.partitions);
  assert.ok(!later.includes("orders-0"), "the full partition is left out");
  assert.ok(later.includes("orders-2"), "the other one of its broker is fetched");
  await loop.return?.();
});

test("A partition that becomes fetchable during a long poll is read within 200 ms", async (t) => {
  const { waist, consumer } = start(t, { partitions: { orders: { 0: "earliest", 2: 0 } }, maxWaitMs: 60_000 }, 3);
  waist.append("orders", 2, batchOf(["a", "b"]));
  assert.deepEqual(await take(consumer, waist, 2), ["a", "b"]);
  await waist.clock.advance(1000);
  consumer.seek({ topic: "orders", partition: 2 }, 1);
  const began = waist.clock.now();
  assert.deepEqual(await take(consumer, waist, 1), ["b"]);
  assert.ok(waist.clock.now() - began <= 200, `it took ${waist.clock.now() - began} ms`);
});

test("An idle consumer sends few fetches", async (t) => {
  const { waist, consumer } = start(t, { topics: ["orders"], maxWaitMs: 5000 }, 4);
  const loop = consumer.batches();
  const pending = loop.next();
  await waist.clock.advance(10_000);
  const before = waist.fetches.length;
  await waist.clock.advance(60_000);
  assert.ok(waist.fetches.length - before <= 26, `${waist.fetches.length - before} fetches in a minute to two brokers`);
  await waist.clock.until(consumer.close());
  assert.equal((await pending).done, true);
});

test("A topic that does not exist is waited for, with one event, and read once it appears", async (t) => {
  const { waist, consumer } = start(t, { topics: ["later"] });
  const loop = consumer[Symbol.asyncIterator]();
  const pending = loop.next();
  await waist.clock.advance(10_000);
  assert.equal(waist.events.filter((event) => event.type === "unknown topic").length, 1);
  waist.topic("later", 1);
  waist.append("later", 0, batchOf(["a"]));
  const { value } = await waist.clock.until(pending);
  assert.equal(value?.text(), "a");
});

test("A partition that does not exist ends in an error that names it, and so does every further call", async (t) => {
  const { waist, consumer } = start(t, { partitions: { orders: [5] } });
  await assert.rejects(
    take(consumer, waist, 1),
    (error) => error instanceof RecordError && /partition 5/.test(error.message),
  );
  await assert.rejects(take(consumer, waist, 1), RecordError);
});

test("Partitions that appear later are read from their beginning", async (t) => {
  const { waist, consumer } = start(t, { topics: ["orders"], from: "latest" });
  const loop = consumer[Symbol.asyncIterator]();
  const pending = loop.next();
  await waist.clock.advance(1000);
  const logs = waist.topics.get("orders");
  logs?.push({ leader: 0, epoch: 0, logStart: 0, end: 0, batches: [], aborted: [], errors: [] });
  waist.append("orders", 1, batchOf(["first of a new partition"]));
  await waist.clock.until(waist.refreshMetadata());
  const { value } = await waist.clock.until(pending);
  assert.equal(value?.text(), "first of a new partition");
});

test("close() ends a loop that waits", async (t) => {
  const { waist, consumer } = start(t, { topics: ["orders"] });
  const pending = consumer[Symbol.asyncIterator]().next();
  await waist.clock.advance(100);
  await waist.clock.until(consumer.close());
  assert.equal((await pending).done, true);
});

test("Retriable errors of a partition never end the loop", async (t) => {
  const { waist, consumer } = start(t, { topics: ["orders"] });
  waist.append("orders", 0, batchOf(["a"]));
  waist.partition("orders", 0).errors.push(5, 6, 9, 56, 74, 75, 78, 3, 100);
  assert.deepEqual(await take(consumer, waist, 1), ["a"]);
});

test("An error of one partition that cannot be retried is thrown once and parks it", async (t) => {
  const { waist, consumer } = start(t, { topics: ["orders"] }, 2);
  waist.append("orders", 1, batchOf(["other"]));
  waist.partition("orders", 0).errors.push(29);
  const values: (string | null)[] = [];
  const thrown: string[] = [];
  for (let i = 0; i < 2; i++) {
    await take(consumer, waist, 1).then((some) => values.push(...some), (error) => thrown.push(error.message));
  }
  assert.deepEqual(values, ["other"]);
  assert.equal(thrown.length, 1);
  assert.match(thrown[0], /TOPIC_AUTHORIZATION_FAILED/);
});

test("Wrong options end in one ConfigError that names each", () => {
  const waist = new FakeWaist();
  assert.throws(
    () =>
      new Consumer(waist, { from: "middle" as "latest", maxWaitMs: 0, minBytes: 1.5, topic: "x" } as ConsumerOptions),
    (error) => error instanceof ConfigError && error.problems.length === 5,
  );
});
