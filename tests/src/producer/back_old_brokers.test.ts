// Brokers before 0.11: message sets, no headers, no producer ids; and what acks 0 and 1 make of a Produce request.
import assert from "node:assert/strict";
import { RecordError } from "../../../errors/record_error.ts";
import type { KafkaRelease } from "../../../embedded/kafka_releases.ts";
import { Produce } from "../../../protocol/messages/produce.ts";
import { CodecTable } from "../../../protocol/records/codecs.ts";
import { crc32c } from "../../../protocol/wire/crc32c.ts";
import { test } from "../../harness.ts";
import { batchesOf, failure, numbered, producerWorld, record, valuesOf } from "./producer_world.ts";

const OLD: readonly (readonly [kafkaVersion: KafkaRelease, magic: number])[] = [
  ["0.8", 0],
  ["0.9", 0],
  ["0.10.0", 1],
  ["0.10", 1],
];

for (const [kafkaVersion, magic] of OLD) {
  for (const compression of ["none", "gzip", "lz4", "snappy"] as const) {
    test(`Kafka ${kafkaVersion} gets message sets of format ${magic}, compression ${compression}, in order`, async (t) => {
      const on = await producerWorld(t, { kafkaVersion, topics: { t: 1 } }, {
        idempotent: "if-supported",
        compression,
      });
      const values = numbered(20).map((value) => ({ ...record(value), key: "k", timestamp: 1234 }));
      const sent = await on.until(on.producer.sendAll(values));
      assert.deepEqual(sent.map(({ offset }) => offset), values.map((_, i) => i));
      const batches = await batchesOf(on);
      assert.deepEqual([...new Set(batches.map((batch) => batch.magic))], [magic]);
      assert.deepEqual(await valuesOf(on), numbered(20));
      const codecs = new CodecTable({}, (promise) => on.clock.outside(promise));
      const records = await on.until(Promise.resolve(batches[0]?.decode({ crc: crc32c, codecs }) ?? []));
      assert.equal(records[0]?.timestamp, magic === 0 ? -1 : 1234);
    });
  }

  test(`Kafka ${kafkaVersion} is refused by an idempotent producer, with a clear error`, async (t) => {
    const on = await producerWorld(t, { kafkaVersion, topics: { t: 1 } });
    const error = await on.until(failure(on.producer.send(record("a"))));
    assert.deepEqual([error.code, error.delivery, error.retriable], ["UNSUPPORTED_VERSION", "none", false]);
    assert.match(error.message, /before Kafka 0\.11.*idempotent: "if-supported"/);
  });

  test(`Kafka ${kafkaVersion} takes no record with headers: it fails with a RecordError that says so`, async (t) => {
    const on = await producerWorld(t, { kafkaVersion, topics: { t: 1 } }, { idempotent: false });
    const error = await on.until(failure(on.producer.send({ ...record("a"), headers: { h: "1" } })));
    assert.ok(error instanceof RecordError);
    assert.deepEqual([error.code, error.field, error.topic, error.partition], ["INVALID_RECORD", "headers", "t", 0]);
    assert.equal(error.delivery, "none");
    assert.match(error.message, /brokers before 0\.11 know no headers/);
    await on.until(on.producer.send({ ...record("b"), headers: {} }));
    assert.deepEqual(await valuesOf(on), ["b"]);
  });

  test(`Kafka ${kafkaVersion}: order is kept when answers fail, one request at a time`, async (t) => {
    const on = await producerWorld(t, { kafkaVersion, topics: { t: 1 } }, {
      idempotent: "if-supported",
      batchMaxBytes: 512,
    });
    let count = 0;
    on.cluster.control(Produce, () => ++count % 3 === 0 ? { errorCode: 19 } : undefined, { keep: true });
    await on.until(Promise.all(numbered(30).map((value) => on.producer.send(record(value.padEnd(200))))));
    assert.deepEqual(await valuesOf(on), numbered(30));
  });
}

test("a record with headers that comes with others to an old broker tells that they fell with it", async (t) => {
  const on = await producerWorld(t, { kafkaVersion: "0.10", topics: { t: 1 } }, { idempotent: false });
  await on.until(on.producer.send(record("warm")));
  const errors = await on.until(Promise.all([
    failure(on.producer.send(record("a"))),
    failure(on.producer.send({ ...record("b"), headers: { h: "1" } })),
  ]));
  for (const error of errors) assert.match(error.message, /The 2 records of its batch fell with it/);
  await on.until(on.producer.send(record("c")));
  assert.deepEqual(await valuesOf(on), ["warm", "c"]);
});

for (const acks of ["all", 1, 0] as const) {
  for (const kafkaVersion of ["0.8", "0.11", "4.0"] as const) {
    test(`acks ${acks} is what Kafka ${kafkaVersion} is asked for, and every record arrives once`, async (t) => {
      const on = await producerWorld(t, { kafkaVersion, topics: { t: 1 } }, {
        acks,
        idempotent: false,
        batchMaxBytes: 512,
      });
      const asked: number[] = [];
      on.cluster.control(Produce, (request) => void asked.push(request.acks ?? 0), { keep: true });
      const sent = await on.until(
        Promise.all(numbered(12).map((value) => on.producer.send(record(value.padEnd(200))))),
      );
      await on.clock.advance(10);
      assert.deepEqual([...new Set(asked)], [acks === "all" ? -1 : acks]);
      assert.deepEqual(sent.map(({ offset }) => offset), sent.map((_, i) => acks === 0 ? -1 : i));
      assert.deepEqual(await valuesOf(on), numbered(12));
    });
  }
}

test("with acks 1 a batch whose answer is lost is sent again", async (t) => {
  const on = await producerWorld(t, { topics: { t: 1 } }, { acks: 1, idempotent: false });
  let first = true;
  on.cluster.control(Produce, () => {
    if (!first) return undefined;
    first = false;
    return "close";
  }, { keep: true });
  await on.until(on.producer.send(record("a")));
  assert.deepEqual(await valuesOf(on), ["a"]);
});
