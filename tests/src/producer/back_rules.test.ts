// The rules of delivery 3 and 4, sentence by sentence.
import assert from "node:assert/strict";
import type { KafkaError } from "../../../errors/kafka_error.ts";
import { Produce } from "../../../protocol/messages/produce.ts";
import { Producer } from "../../../src/producer/producer.ts";
import { test } from "../../harness.ts";
import {
  big,
  failure,
  numbered,
  ONE_EACH,
  type ProducerWorld,
  producerWorld,
  record,
  valuesOf,
  watch,
} from "./producer_world.ts";
import { FakeWaist, type Fault, type ProduceCall, trimmed } from "./fake_waist.ts";

const sequenceOf = ({ partitions }: ProduceCall) => partitions[0]?.batch.baseSequence;
const epochOf = ({ partitions }: ProduceCall) => partitions[0]?.batch.producerEpoch;
const valueOf = ({ partitions }: ProduceCall) => partitions[0]?.values[0]?.trim();

async function warmed(options = ONE_EACH): Promise<{ waist: FakeWaist; producer: Producer }> {
  const waist = new FakeWaist();
  const producer = new Producer(waist, options);
  await waist.clock.until(producer.send(record("warm")));
  waist.calls.length = 0;
  return { waist, producer };
}

const sendAll = (waist: FakeWaist, producer: Producer, values: readonly string[]) =>
  waist.clock.until(Promise.all(values.map((value) => producer.send(big(value)))));

/** How many were in flight with each of the next calls. */
const widths = (waist: FakeWaist) => waist.calls.map(({ inFlight }) => inFlight);

async function end(waist: FakeWaist, producer: Producer): Promise<void> {
  await waist.clock.until(producer.close());
  assert.equal(producer.buffered, 0);
  assert.equal(waist.clock.pending, 0);
}

test("rule 4: one batch in flight until this leader has acknowledged one, then up to maxInFlight", async () => {
  for (const maxInFlight of [1, 2, 5]) {
    const waist = new FakeWaist();
    waist.latencyMs = 10;
    const producer = new Producer(waist, { ...ONE_EACH, maxInFlight });
    await sendAll(waist, producer, numbered(12));
    assert.deepEqual(widths(waist).slice(0, 2), [1, 1]);
    assert.equal(Math.max(...widths(waist)), maxInFlight);
    await end(waist, producer);
  }
});

test("rule 4: under another producer epoch one batch is in flight again until one is acknowledged", async () => {
  const { waist, producer } = await warmed();
  waist.fault = (call) => epochOf(call) === 0 ? { code: 45 } : null;
  await sendAll(waist, producer, numbered(9));
  const after = waist.calls.filter((call) => epochOf(call) === 1).map(({ inFlight }) => inFlight);
  assert.deepEqual(after.slice(0, 2), [1, 1]);
  assert.deepEqual(trimmed(waist), ["warm", ...numbered(9)]);
  await end(waist, producer);
});

test("rule 4: another leader, and the same one with another epoch, must acknowledge one first", async () => {
  for (const leader of [0, 2]) {
    const { waist, producer } = await warmed();
    waist.latencyMs = 10;
    waist.move("t", 0, leader);
    await waist.refreshInBackground();
    await sendAll(waist, producer, numbered(9));
    assert.deepEqual(widths(waist).slice(0, 2), [1, 1], `leader ${leader}`);
    assert.equal(Math.max(...widths(waist)), 5);
    await end(waist, producer);
  }
});

test("rule 4: an acknowledgement from before the leader's epoch does not count for the new one", async () => {
  const { waist, producer } = await warmed();
  waist.latencyMs = 10;
  waist.fault = (call) => valueOf(call) === "v0" ? { delayMs: 50 } : null;
  const first = producer.send(big("v0"));
  await waist.clock.advance(20);
  waist.move("t", 0, 0);
  await waist.refreshInBackground();
  await sendAll(waist, producer, numbered(6, "w"));
  await first;
  assert.deepEqual(widths(waist).slice(0, 4), [1, 1, 1, 2]);
  await end(waist, producer);
});

test("rule 4: back to one while a batch is retried, then up to maxInFlight again", async () => {
  const { waist, producer } = await warmed();
  waist.latencyMs = 10;
  let failed = false;
  waist.fault = (call) => {
    if (failed || valueOf(call) !== "v1") return null;
    failed = true;
    return { code: 19 };
  };
  await sendAll(waist, producer, numbered(20));
  const retried = waist.calls.findLastIndex((call) => valueOf(call) === "v1");
  assert.equal(waist.calls[retried]?.inFlight, 1);
  assert.ok(widths(waist).slice(0, retried).includes(5));
  const again = waist.calls.slice(retried).filter((call) => ["v2", "v3", "v4", "v5"].includes(valueOf(call) ?? ""));
  assert.deepEqual(again.map(({ inFlight }) => inFlight), [1, 1, 1, 1], "those that failed with it too");
  assert.ok(widths(waist).slice(retried).includes(5));
  assert.deepEqual(trimmed(waist), ["warm", ...numbered(20)]);
  await end(waist, producer);
});

test("rule 4: the new leader gets nothing until the old one's requests are answered", async () => {
  const { waist, producer } = await warmed();
  waist.fault = ({ nodeId }) => nodeId === 0 ? { code: 6, delayMs: 700 } : null;
  const began = waist.clock.now();
  const sent = Promise.all(["a", "b", "c"].map((value) => producer.send(big(value))));
  await waist.clock.advance(50);
  waist.move("t", 0, 1);
  await waist.refreshInBackground();
  await waist.clock.until(sent);
  const first = waist.calls.find(({ nodeId }) => nodeId === 1);
  assert.ok(first !== undefined && first.at - began >= 700 && first.at - began < 1000);
  assert.deepEqual(trimmed(waist), ["warm", "a", "b", "c"]);
  await end(waist, producer);
});

test("rule 4: without a higher leader epoch the new leader waits for the old one's answer, however long", async () => {
  const { waist, producer } = await warmed();
  waist.fault = ({ nodeId }) => nodeId === 0 ? { code: 6, delayMs: 5000 } : null;
  const began = waist.clock.now();
  const sent = Promise.all(["a", "b"].map((value) => producer.send(big(value))));
  await waist.clock.advance(50);
  waist.log("t").leader = 1;
  await waist.refreshInBackground();
  await waist.clock.until(sent);
  assert.ok((waist.calls.find(({ nodeId }) => nodeId === 1)?.at ?? 0) - began >= 5000);
  assert.deepEqual(trimmed(waist), ["warm", "a", "b"]);
  await end(waist, producer);
});

test("rule 4: after a move all is resent from the first unacknowledged batch with the same sequences; late answers are ignored", async () => {
  const { waist, producer } = await warmed();
  // The old leader writes the first one, and answers when nobody waits any more.
  waist.fault = (call) => call.nodeId === 0 ? { code: 6, write: valueOf(call) === "v0", delayMs: 20_000 } : null;
  const sent = Promise.all(numbered(4).map((value) => producer.send(big(value))));
  await waist.clock.advance(50);
  const before = waist.calls.map((call) => [valueOf(call), sequenceOf(call)]);
  waist.move("t", 0, 1);
  await waist.refreshInBackground();
  await waist.clock.until(sent);
  const after = waist.calls.filter(({ nodeId }) => nodeId === 1).map((call) => [valueOf(call), sequenceOf(call)]);
  assert.deepEqual(after, before);
  assert.ok(waist.clock.now() < 10_000);
  await waist.clock.advance(30_000);
  assert.deepEqual(trimmed(waist), ["warm", ...numbered(4)]);
  await sendAll(waist, producer, ["end"]);
  assert.deepEqual(trimmed(waist), ["warm", ...numbered(4), "end"]);
  await end(waist, producer);
});

test("rule 4: without idempotence one batch is in flight; more only with allowReordering", async () => {
  for (const allowReordering of [false, true]) {
    const { waist, producer } = await warmed({ ...ONE_EACH, idempotent: false, allowReordering });
    waist.latencyMs = 10;
    await sendAll(waist, producer, numbered(9));
    assert.equal(Math.max(...widths(waist)), allowReordering ? 5 : 1);
    assert.deepEqual(trimmed(waist), ["warm", ...numbered(9)]);
    await end(waist, producer);
  }
});

test("rule 4: allowReordering changes nothing for an idempotent producer", async () => {
  const { waist, producer } = await warmed({ ...ONE_EACH, allowReordering: true });
  waist.fault = (call) => valueOf(call) === "v0" && waist.calls.length < 5 ? { code: 19 } : null;
  await sendAll(waist, producer, numbered(9));
  assert.deepEqual(trimmed(waist), ["warm", ...numbered(9)]);
  await end(waist, producer);
});

test("rule 3: a time limit settles the promise in time, and takes the record back only before its batch is sealed", async () => {
  const { waist, producer } = await warmed({ ...ONE_EACH, lingerMs: 50 });
  const before = failure(producer.send(record("before"), { timeoutMs: 20 }));
  await waist.clock.advance(20);
  assert.equal((await before).delivery, "none");
  waist.latencyMs = 100;
  const after = failure(producer.send(record("after"), { timeoutMs: 80 }));
  await waist.clock.advance(80);
  assert.equal((await after).delivery, "unknown");
  await waist.clock.until(producer.flush());
  assert.deepEqual(trimmed(waist), ["warm", "after"]);
  await end(waist, producer);
});

/** Errors of sends of every kind. */
const KINDS: readonly [name: string, make: (on: ProducerWorld) => Promise<KafkaError>][] = [
  ["a topic that Kafka refuses", (on) => failure(on.producer.send({ topic: "a b", value: "x" }))],
  ["a record that is too large", (on) => failure(on.producer.send(record("x".repeat(2000))))],
  ["a partition that is not there", (on) => failure(on.producer.send({ topic: "t", partition: 9, value: "x" }))],
  ["a topic that is not there", (on) => failure(on.producer.send({ topic: "no", value: "x" }))],
  ["a time limit", (on) => {
    on.cluster.control(Produce, (_request, { sleep }) => sleep(50));
    return failure(on.producer.send(record("x"), { timeoutMs: 10 }));
  }],
  ["a signal", (on) => failure(on.producer.send(record("x"), { signal: AbortSignal.abort() }))],
  ["a refusal of the broker", (on) => {
    on.cluster.control(Produce, () => ({ errorCode: 44 }));
    return failure(on.producer.send(record("x")));
  }],
  ["an error that is not known", (on) => {
    on.cluster.control(Produce, () => ({ errorCode: 9999 }));
    return failure(on.producer.send(record("x")));
  }],
  ["a delivery timeout", (on) => {
    on.cluster.control(Produce, () => ({ errorCode: 19 }), { keep: true });
    return failure(on.producer.send(record("x")));
  }],
  ["a closed producer", async (on) => {
    await on.until(on.producer.close());
    return await failure(on.producer.send(record("x")));
  }],
];
for (const [name, make] of KINDS) {
  test(`rule 3: the error of a send tells whether the record may be written: ${name}`, async (t) => {
    const on = await producerWorld(t, { topics: { t: 1 } }, { ...ONE_EACH, deliveryTimeoutMs: 15_000 });
    const error = await on.until(make(on));
    assert.ok(error.delivery === "none" || error.delivery === "unknown", `${error}`);
  });
}

test("rule 3: after a sealed batch is given up its partition stops, waits for what is in flight, and bumps the epoch once", async () => {
  const { waist, producer } = await warmed({ ...ONE_EACH, deliveryTimeoutMs: 5000 });
  // The first fails until it is late; the four behind it are out meanwhile, and are not answered for long.
  waist.fault = (call) =>
    valueOf(call) === "v0" ? { code: 7, delayMs: 4900 } : call.at < 5000 ? { code: 7, delayMs: 9000 } : null;
  const results = Promise.allSettled(numbered(5).map((value) => producer.send(big(value))));
  await waist.clock.advance(4500);
  const later = ["x", "y"].map((value) => producer.send(big(value)));
  await waist.clock.advance(4400);
  assert.ok((await results).every((result) => result.status === "rejected" && result.reason.delivery === "unknown"));
  const sent = waist.calls.length;
  assert.ok(waist.calls.every((call) => epochOf(call) === 0 && call.at < 5000), "nothing was sent meanwhile");
  waist.fault = () => null;
  await waist.clock.until(Promise.all(later));
  const after = waist.calls.slice(sent);
  assert.ok(after.every(({ at }) => at >= 9000));
  assert.deepEqual(after.map((call) => [valueOf(call), epochOf(call), sequenceOf(call)]), [["x", 1, 0], ["y", 1, 1]]);
  assert.equal(waist.inits, 1);
  await end(waist, producer);
});

test("rule 3: while a batch that was given up is out its partition sends nothing, full batches included", async () => {
  const { waist, producer } = await warmed({ ...ONE_EACH, deliveryTimeoutMs: 5000 });
  waist.fault = (call) => valueOf(call) === "v0" ? { delayMs: 7000 } : null;
  const late = failure(producer.send(big("v0")));
  assert.equal((await waist.clock.until(late)).delivery, "unknown");
  const later = numbered(4, "w").map((value) => producer.send(big(value)));
  await waist.clock.advance(1500);
  assert.equal(waist.calls.length, 1);
  await waist.clock.until(Promise.all(later));
  assert.deepEqual(trimmed(waist), ["warm", "v0", ...numbered(4, "w")]);
  assert.ok(waist.calls.every((call) => epochOf(call) === 0), "it was written: no epoch is spent");
  await end(waist, producer);
});

test("rule 3: two partitions that lose their sequence at once bump the epoch once", async () => {
  const waist = new FakeWaist({ t: 2 });
  const producer = new Producer(waist, ONE_EACH);
  const both = (value: string) => [0, 1].map((partition) => producer.send({ topic: "t", partition, value }));
  await waist.clock.until(Promise.all(both("warm")));
  waist.fault = (call) => epochOf(call) === 0 ? { code: 45 } : null;
  await waist.clock.until(Promise.all(both("a")));
  assert.deepEqual([...new Set(waist.calls.map(epochOf))], [0, 1]);
  await end(waist, producer);
});

test("rule 3: only what is known to be unwritten is numbered anew; what may be written fails as unknown", async () => {
  const { waist, producer } = await warmed({ ...ONE_EACH, recordRetries: 0 });
  const faults = new Map<string, Fault>([["v0", { code: 19 }], ["v2", { code: 7, write: false }]]);
  waist.fault = (call) => {
    const fault = faults.get(valueOf(call) ?? "");
    faults.delete(valueOf(call) ?? "");
    return fault ?? null;
  };
  const results = await waist.clock.until(Promise.allSettled(numbered(5).map((value) => producer.send(big(value)))));
  const told = results.map((result) => result.status === "fulfilled" ? "written" : result.reason.delivery);
  assert.deepEqual(told, ["none", "written", "unknown", "written", "written"]);
  assert.deepEqual(trimmed(waist), ["warm", "v1", "v3", "v4"]);
  await end(waist, producer);
});

test("rule 3: a record known to be in the log is never sent again", async (t) => {
  const on = await producerWorld(t, { brokers: 3, topics: { t: 1 } }, ONE_EACH);
  const seen = watch(on);
  const acknowledged = new Map<string, number>();
  let round = 0;
  on.cluster.control(Produce, async (_request, { proceed }) => {
    if (++round % 4 === 0) return { errorCode: 7 };
    if (round % 7 !== 0) return undefined;
    await proceed();
    return "close";
  }, { keep: true });
  const sent = numbered(60).map((value) =>
    on.producer.send(big(value)).then(() => void acknowledged.set(value, seen.length))
  );
  for (let i = 0; i < 6; i++) {
    await on.clock.advance(40);
    on.cluster.moveLeader("t", 0);
  }
  await on.until(Promise.all(sent));
  for (const [i, { values }] of seen.entries()) {
    for (const value of values) {
      assert.ok(i < (acknowledged.get(value) ?? 0), `${value} was sent after it was acknowledged`);
    }
  }
  assert.deepEqual(await valuesOf(on), numbered(60));
});
