// The producer as a Web Stream.
import assert from "node:assert/strict";
import { Producer } from "../../../src/producer/producer.ts";
import type { ProducerOptions } from "../../../src/producer/options.ts";
import type { ProducerRecord } from "../../../src/producer/record.ts";
import { test } from "../../harness.ts";
import { FakeWaist } from "./fake_waist.ts";
import { failure, record } from "./producer_world.ts";

function setUp(options: ProducerOptions = {}) {
  const waist = new FakeWaist();
  const producer = new Producer(waist, options);
  return {
    waist,
    producer,
    values: () => waist.log("t").values.map((value) => value.trim()),
    end: async () => {
      await waist.clock.until(producer.close());
      assert.deepEqual([producer.buffered, producer.bufferedRecords, waist.clock.pending], [0, 0, 0]);
    },
  };
}

/** One record is written to a stream, and the broker will refuse it. */
async function setUpRefused() {
  const made = setUp();
  made.waist.fault = () => ({ code: 29 });
  const writer = made.producer.writable().getWriter();
  writer.closed.catch(() => {});
  writer.ready.catch(() => {});
  await writer.write(record("a"));
  return { ...made, writer };
}

test("writable() sends what is written, and close() waits until all is acknowledged, without lingering", async () => {
  const { waist, producer, values, end } = setUp({ lingerMs: 60_000 });
  const writer = producer.writable().getWriter();
  for (const value of ["a", "b", "c"]) void writer.write(record(value));
  await waist.clock.until(writer.close());
  assert.deepEqual(values(), ["a", "b", "c"]);
  assert.ok(waist.clock.now() < 1000);
  await end();
});

test("a stream that is piped in is held back while the buffer is full", async () => {
  const { waist, producer, values, end } = setUp({ maxBufferedRecords: 4 });
  let pulled = 0;
  let most = 0;
  const source = new ReadableStream<ProducerRecord>({
    pull(controller) {
      most = Math.max(most, producer.bufferedRecords);
      if (pulled === 100) controller.close();
      else controller.enqueue(record(`${pulled++}`));
    },
  });
  await waist.clock.until(source.pipeTo(producer.writable()));
  assert.deepEqual(values(), Array.from({ length: 100 }, (_, i) => `${i}`));
  assert.ok(most <= 5, `${most}`);
  await end();
});

test("a record that is refused rejects its write, and the next ones too", async () => {
  const { waist, producer, end } = setUp();
  const writer = producer.writable().getWriter();
  writer.closed.catch(() => {});
  assert.equal((await failure(writer.write({ topic: "a b", value: "a" }))).code, "INVALID_RECORD");
  assert.equal((await failure(writer.write(record("b")))).code, "INVALID_RECORD");
  await waist.clock.advance(100);
  await end();
});

test("a record that fails later rejects the next write, and close()", async () => {
  for (const closes of [false, true]) {
    const { waist, writer, end } = await setUpRefused();
    if (!closes) await waist.clock.advance(100);
    const error = await waist.clock.until(failure(closes ? writer.close() : writer.write(record("b"))));
    assert.deepEqual([error.code, error.topic], ["TOPIC_AUTHORIZATION_FAILED", "t"]);
    await end();
  }
});

test("abort() of the stream takes back what is not sent, and the producer goes on", async () => {
  const { waist, producer, values, end } = setUp({ lingerMs: 100 });
  const writer = producer.writable().getWriter();
  await waist.clock.until(producer.send(record("warm")));
  for (const value of ["a", "b"]) await writer.write(record(value));
  const other = producer.send(record("c"));
  await writer.abort(new Error("enough"));
  await waist.clock.until(other);
  assert.deepEqual(values(), ["warm", "c"]);
  await assert.rejects(writer.write(record("d")), { message: "enough" });
  await writer.closed.catch(() => {});
  await end();
});

test("failures of a stream are its own: flush() does not tell them again", async () => {
  const { waist, producer, end } = await setUpRefused();
  await waist.clock.until(producer.flush());
  await end();
});
