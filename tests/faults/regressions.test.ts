// One test for each fault of delivery that the simulation, or a reading of the code, has found.
import assert from "node:assert/strict";
import { DataLossError } from "../../errors/data_loss_error.ts";
import { Fetch } from "../../protocol/messages/fetch.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { Produce } from "../../protocol/messages/produce.ts";
import { selectCrc32c } from "../../protocol/wire/crc32c.ts";
import type { ClientEvent } from "../../src/base/client_event.ts";
import type { ConsumerOptions } from "../../src/consumer/options.ts";
import { Rests } from "../../src/consumer/rests.ts";
import { VirtualClock } from "../../simulation/clock.ts";
import { AcknowledgedEnd } from "../../src/producer/acknowledged_end.ts";
import type { Batch } from "../../src/producer/batch.ts";
import { BatchRecords } from "../../src/producer/batch_records.ts";
import { BufferPool } from "../../src/producer/buffer_pool.ts";
import { Kafka } from "../../src/kafka.ts";
import type { Clock, Codec } from "../../transports/platform.ts";
import { test, type TestContext } from "../harness.ts";
import { type World, world } from "./world.ts";

/** Fills every partition of a topic over some brokers and reads all of it. */
async function readAll(
  t: TestContext,
  { brokers, partitions, options }: {
    readonly brokers: number;
    readonly partitions: number;
    readonly options: ConsumerOptions;
  },
): Promise<void> {
  const { clock, kafka, until } = await world(t, { brokers, topics: { t: partitions } });
  const producer = kafka.producer();
  const fill = async () => {
    const records = Array.from({ length: partitions }, (_, partition) => ({ topic: "t", partition, value: "v" }));
    await until(producer.sendAll(records));
  };
  const seen = new Map<number, number>();
  const reading = (async () => {
    for await (const { partition } of kafka.consumer(options)) seen.set(partition, (seen.get(partition) ?? 0) + 1);
  })();
  for (let round = 1; round <= 5; round++) {
    await fill();
    await clock.advance(6000);
    for (let partition = 0; partition < partitions; partition++) {
      assert.equal(seen.get(partition), round, `records of partition ${partition}`);
    }
  }
  await until(kafka.close());
  await until(reading);
}

test("a consumer with less memory than one fetch of every broker reads from all of them", async (t) => {
  const options = { topics: ["t"], maxPartitionBytes: 1000, maxBytes: 16_000, maxBufferedBytes: 64_000 };
  await readAll(t, { brokers: 6, partitions: 96, options });
});

test("a consumer with memory for one partition reads all brokers in turn", async (t) => {
  await readAll(t, {
    brokers: 3,
    partitions: 3,
    options: { topics: ["t"], maxPartitionBytes: 1000, maxBufferedBytes: 1500 },
  });
});

test("the partitions of one broker take turns while memory is scarce", async (t) => {
  await readAll(t, {
    brokers: 2,
    partitions: 8,
    options: { topics: ["t"], maxPartitionBytes: 1000, maxBufferedBytes: 4100 },
  });
});

for (const codec of [null, reversing()]) {
  test(`a batch that gets new numbers leaves the bytes of its earlier request alone, codec ${codec?.name}`, () => {
    const records = new BatchRecords({ maxBytes: 1000, expectedBytes: 0, pool: new BufferPool(0) });
    records.append({ topic: "t", value: "abc" }, 1);
    const as = { version: 9, codec, level: undefined, crc: selectCrc32c(false), producerId: 1, transactional: false };
    const first = records.seal({ ...as, producerEpoch: 0, baseSequence: 7 });
    const lent = first.slice();
    const second = records.seal({ ...as, producerEpoch: 1, baseSequence: 0 });
    assert.deepEqual(first, lent);
    assert.notDeepEqual(second, lent);
    assert.equal(records.seal({ ...as, producerEpoch: 1, baseSequence: 0 }), second);
  });
}

/** A codec of no use. */
function reversing(): Codec {
  const reverse = (input: Uint8Array) => input.slice().reverse();
  return { name: "lz4", compress: reverse, decompress: reverse };
}

/** A second client of a world, for which loading a codec is something else. */
function otherClient({ clock, cluster }: World, outside: Clock["outside"]): Kafka {
  const { platform, brokers } = cluster.options();
  const now = () => clock.now();
  const wall = () => clock.wall();
  const after: Clock["after"] = (ms, fn) => clock.after(ms, fn);
  return new Kafka({ brokers, platform: { ...platform, clock: { now, wall, after, outside } } });
}

test("records that wait for room never overtake those that wait for their topic", async (t) => {
  const { clock, cluster, kafka, until } = await world(t, { topics: { t: 1 } });
  cluster.control(Metadata, async (_request, { sleep }) => void await sleep(500));
  const producer = kafka.producer({ maxBufferedBytes: 1000 });
  const order: number[] = [];
  for (let n = 0; n < 100; n++) {
    producer.send({ topic: "t", value: `${n}`.padEnd(50) }).then((at) => order[at.offset] = n);
  }
  await clock.advance(3000);
  assert.deepEqual(order, Array.from({ length: 100 }, (_, n) => n));
  await until(producer.close());
});

test("records that come when parked ones are given up get in line behind those that stay", async (t) => {
  const { clock, cluster, kafka, until } = await world(t, { topics: { t: 1 } });
  const began = clock.now();
  // The first record is late then, the others are not.
  cluster.control(Metadata, async (_request, { sleep }) => void await sleep(began + 350 - clock.now()), { keep: true });
  const order: string[] = [];
  const producer = kafka.producer({
    deliveryTimeoutMs: 300,
    onDelivery: ({ value }, { metadata, error }) => {
      if (metadata !== undefined) order[metadata.offset] = `${value}`;
      else if (error?.code === "DELIVERY_TIMEOUT" && value === "late") producer.enqueue({ topic: "t", value: "third" });
    },
  });
  producer.enqueue({ topic: "t", value: "late" });
  await clock.advance(100);
  for (const value of ["first", "second"]) producer.enqueue({ topic: "t", value });
  await clock.advance(1000);
  await until(producer.close().catch(() => {}));
  assert.deepEqual(order, ["first", "second", "third"]);
});

test("a codec that cannot be loaded fails the records with the reason at once, and later ones too", async (t) => {
  const on = await world(t, { topics: { t: 1 } });
  let refused = 0;
  const kafka = otherClient(on, (promise) => {
    promise.catch(() => {});
    refused++;
    return Promise.reject(new Error("no such module"));
  });
  const producer = kafka.producer({ compression: "zstd" });
  for (const value of ["a", "b"]) {
    const error = await on.until(producer.send({ topic: "t", value }).then(() => null, (cause) => cause));
    assert.match(error?.message, /no such module/);
    assert.equal(error.delivery, "none");
  }
  assert.ok(on.clock.now() < 1000 && refused === 2);
  assert.equal(producer.buffered, 0);
  await on.until(kafka.close());
});

test("a next() that waits settles when return() ends its loop, and a later loop goes on", async (t) => {
  const { clock, kafka, until } = await world(t, { topics: { t: 1 } });
  const consumer = kafka.consumer({ topics: ["t"] });
  for (const first of [consumer.batches(), consumer[Symbol.asyncIterator]()]) {
    const waiting: Promise<IteratorResult<unknown>> = first.next();
    await clock.advance(100);
    await first.return?.();
    assert.deepEqual(await until(waiting), { done: true, value: undefined });
  }
  const next = consumer[Symbol.asyncIterator]().next();
  await until(kafka.producer().send({ topic: "t", value: "a" }));
  assert.equal((await until(next)).value?.text(), "a");
});

test("a loop that begins while a codec is loaded for one that has ended is handed its batch", async (t) => {
  const on = await world(t, { topics: { t: 1 } });
  const producer = on.kafka.producer({ compression: "gzip" });
  // Long enough to be smaller compressed: other batches go as they are.
  const sent = ["a", "b", "c"].map((text) => text.repeat(200));
  for (const value of sent) await on.until(producer.send({ topic: "t", value }));
  const kafka = otherClient(on, async (promise) => {
    const loaded = await on.clock.outside(promise);
    await new Promise<void>((resolve) => void on.clock.after(500, resolve));
    return loaded;
  });
  const consumer = kafka.consumer({ topics: ["t"] });
  const first = consumer.batches();
  const ended = first.next();
  await on.clock.advance(200);
  await first.return?.();
  const values: (string | null)[] = [];
  const reading = (async () => {
    for await (const record of consumer) if (values.push(record.text()) === 3) break;
  })();
  assert.deepEqual(await on.until(ended), { done: true, value: undefined });
  await on.clock.advance(2000);
  assert.deepEqual(values, sent);
  await on.until(reading);
  await on.until(kafka.close());
});

test("Rests gathers what is due on the same tick into one timer, and leaves none behind", async () => {
  const clock = new VirtualClock();
  const rests = new Rests(clock);
  const called: string[] = [];
  const cancels = ["a", "b", "c"].map((name) => rests.after(120, () => called.push(`${name}${clock.now()}`)));
  assert.equal(clock.pending, 1);
  cancels[1]?.();
  await clock.run();
  assert.deepEqual(called, ["a200", "c200"]);
  rests.after(10, () => called.push("never"))();
  assert.equal(clock.pending, 0);
});

test("a reader follows a leader that moves although the metadata tell no epochs, when hints have told one", async (t) => {
  const { clock, cluster, kafka, until } = await world(
    t,
    { brokers: 2, topics: { t: 1 } },
    // Epochs come with Metadata 7. Produce tells them in hints (KIP-951), Fetch checks them and has no hints yet.
    { maxVersions: { Metadata: 6, Fetch: 11 } },
  );
  const producer = kafka.producer();
  const read: (string | null)[] = [];
  const reading = (async () => {
    for await (const record of kafka.consumer({ topics: ["t"] })) read.push(record.text());
  })();
  await until(producer.send({ topic: "t", value: "a" }));
  cluster.moveLeader("t", 0);
  await until(producer.send({ topic: "t", value: "told by a hint" }));
  cluster.moveLeader("t", 0);
  // The reader asks for metadata now, so that nobody needs a hint.
  await clock.advance(3000);
  await until(producer.send({ topic: "t", value: "found by metadata" }));
  await clock.advance(3000);
  assert.deepEqual(read, ["a", "told by a hint", "found by metadata"]);
  await until(kafka.close());
  await until(reading);
});

test("a producer finds the leader of a topic that was made anew, whose hints are older than the old one's", async (t) => {
  const { clock, cluster, kafka, until } = await world(
    t,
    { brokers: 2, topics: { t: 1 } },
    // Hints come with Produce 10, topic ids with Metadata 10.
    { maxVersions: { Metadata: 9, Produce: 10 } },
  );
  const producer = kafka.producer();
  for (let i = 0; i < 4; i++) cluster.moveLeader("t", 0);
  await until(producer.send({ topic: "t", value: "old" }));
  const { leader } = cluster.partition("t", 0);
  cluster.deleteTopic("t");
  cluster.createTopic("t", 1);
  if (cluster.partition("t", 0).leader === leader) cluster.moveLeader("t", 0);
  const began = clock.now();
  await until(producer.send({ topic: "t", value: "new" }));
  assert.ok(clock.now() - began < 10_000, `it took ${clock.now() - began} ms`);
});

/** A world of two brokers and one partition, led by broker 1, whose client gathers what it tells of losses. */
async function lossyWorld(t: TestContext): Promise<World & { readonly losses: DataLossError[] }> {
  const losses: DataLossError[] = [];
  const hook = (event: ClientEvent) => {
    if (event.type === "data loss" && event.error instanceof DataLossError) losses.push(event.error);
  };
  const on = await world(t, { brokers: 2, topics: { t: { partitions: 1, replicationFactor: 2 } } }, { hooks: [hook] });
  if (on.cluster.partition("t", 0).leader !== 1) on.cluster.moveLeader("t", 0, 1);
  return { ...on, losses };
}

test("a producer tells of acknowledged records in whose place an unclean election lets others stand", async (t) => {
  const { cluster, kafka, until, losses } = await lossyWorld(t);
  const producer = kafka.producer();
  // The other replica never hears of the producer, so that it takes any sequence.
  cluster.shrinkIsr("t", 0, 2);
  for (const value of ["a", "b", "c"]) await until(producer.send({ topic: "t", value }));
  cluster.uncleanElection("t", 0, 2);
  assert.equal((await until(producer.send({ topic: "t", value: "d" }))).offset, 0);
  assert.equal((await until(producer.send({ topic: "t", value: "e" }))).offset, 1);
  assert.deepEqual(losses.map(({ code, topic, partition }) => [code, topic, partition]), [["LOG_TRUNCATED", "t", 0]]);
  assert.match(`${losses[0]?.message}`, /offsets 0 to 2 /);
});

test("a producer tells of no loss when a batch that is sent again has its old offset, or a topic is created anew", async (t) => {
  const { clock, cluster, kafka, until, losses } = await lossyWorld(t);
  const producer = kafka.producer();
  await until(producer.send({ topic: "t", value: "a" }));
  cluster.control(Produce, async (_request, { proceed }) => {
    await proceed();
    return "close";
  });
  assert.equal((await until(producer.send({ topic: "t", value: "b" }))).offset, 1);
  assert.equal((await until(producer.send({ topic: "t", value: "c" }))).offset, 2);
  cluster.deleteTopic("t");
  cluster.createTopic("t", { partitions: 1, replicationFactor: 2 });
  await clock.advance(1000);
  assert.equal((await until(producer.send({ topic: "t", value: "d" }))).offset, 0);
  assert.deepEqual(losses, []);
});

test("a place in the order of sends tells what an offset says of a loss", () => {
  const end = new AcknowledgedEnd();
  const take = (ordinal: number, baseOffset: number, topicId = "x") =>
    end.take({ topic: "t", partition: 0, ordinal, count: 2 } as Batch, { baseOffset, appendTime: -1, topicId })?.code;
  assert.deepEqual([take(0, 0), take(2, 4), take(1, 2), take(3, -1), take(3, 6)], new Array(5).fill(undefined));
  assert.deepEqual([take(4, 5), take(5, 7), take(6, 0, "y")], ["LOG_TRUNCATED", undefined, undefined]);
});

test("a reader whose log was cut below it and has grown again goes on where it parts, and tells of the loss", async (t) => {
  const { clock, cluster, kafka, until, losses } = await lossyWorld(t);
  const producer = kafka.producer();
  const read: string[] = [];
  const reading = (async () => {
    for await (const record of kafka.consumer({ topics: ["t"] })) read.push(`${record.offset}${record.text()}`);
  })();
  await until(producer.send({ topic: "t", value: "a" }));
  await clock.advance(1000);
  cluster.shrinkIsr("t", 0, 2);
  for (const value of ["b", "c"]) await until(producer.send({ topic: "t", value }));
  await clock.advance(1000);
  cluster.uncleanElection("t", 0, 2);
  const regrown = ["d", "e", "f"].map((value) => ({ topic: "t", value }));
  // The reader asks when the log reaches beyond its place again.
  const free = cluster.control(Fetch, async (_request, { sleep }) => void await sleep(2000), { keep: true });
  await until(kafka.producer().sendAll(regrown));
  free();
  await clock.advance(3000);
  assert.deepEqual(read, ["0a", "1b", "2c", "1d", "2e", "3f"]);
  assert.deepEqual(losses.map(({ code }) => code), ["LOG_TRUNCATED"]);
  assert.match(`${losses[0]?.message}`, /offsets 1 to 2 /);
  await until(kafka.close());
  await until(reading);
});

test("a reader drops what waits of a log that was cut below it", async (t) => {
  const { clock, cluster, kafka, until, losses } = await lossyWorld(t);
  const producer = kafka.producer();
  cluster.shrinkIsr("t", 0, 2);
  const records = kafka.consumer({ topics: ["t"] })[Symbol.asyncIterator]();
  const next = async () => (await until(records.next())).value?.text();
  const first = next();
  for (const value of ["a", "b", "c"]) {
    await until(producer.send({ topic: "t", value }));
    await clock.advance(1000);
  }
  assert.equal(await first, "a");
  cluster.uncleanElection("t", 0, 2);
  await until(kafka.producer().sendAll(["x", "y", "z", "last"].map((value) => ({ topic: "t", value }))));
  await clock.advance(3000);
  assert.deepEqual([await next(), await next(), await next(), await next()], ["x", "y", "z", "last"]);
  assert.ok(losses.length > 0 && losses.every(({ code }) => code === "LOG_TRUNCATED"));
});

test("a leader whose log parts beyond 2^53 from what was fetched stops the partition with an error", async (t) => {
  const { cluster, kafka, until } = await world(t, { topics: { t: 1 } });
  cluster.control(Fetch, async (_request, { proceed }) => {
    const answer = await proceed();
    const responses = answer?.responses?.map((topic) => ({
      ...topic,
      partitions: topic.partitions?.map((one) => ({ ...one, divergingEpoch: { epoch: 0, endOffset: 1n << 60n } })),
    }));
    return { answer: { ...answer, responses } };
  }, { keep: true });
  const failed = kafka.consumer({ topics: ["t"] })[Symbol.asyncIterator]().next();
  await assert.rejects(until(failed), { code: "OUT_OF_RANGE", topic: "t", partition: 0, message: /divergingEpoch/ });
});
