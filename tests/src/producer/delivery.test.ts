// The rules of delivery (design section 4): order, no loss, no doubles, limits. Each against scripted faults.
import assert from "node:assert/strict";
import { ConfigError } from "../../../errors/config_error.ts";
import { ConnectionError, type ConnectionErrorCode } from "../../../errors/connection_error.ts";
import { ProtocolError } from "../../../errors/protocol_error.ts";
import { TimeoutError } from "../../../errors/timeout_error.ts";
import { Producer } from "../../../src/producer/producer.ts";
import { SeededRandom } from "../../../simulation/random.ts";
import { test } from "../../harness.ts";
import { FakeWaist, type Fault, type ProduceCall, script, trimmed } from "./fake_waist.ts";
import { big, failure, ONE_EACH } from "./producer_world.ts";

const record = (value: string, partition = 0) => ({ topic: "t", partition, value });
const cut = (code: ConnectionErrorCode = "CONNECTION_RESET") => new ConnectionError(code, { code, retriable: true });

async function warm(waist: FakeWaist, producer: Producer): Promise<void> {
  await waist.clock.until(producer.send(record("warm")));
  waist.calls.length = 0;
}

async function sendAll(waist: FakeWaist, producer: Producer, count = 6): Promise<void> {
  const values = Array.from({ length: count }, (_, i) => `v${i}`);
  const sent = await waist.clock.until(Promise.all(values.map((value) => producer.send(big(value)))));
  assert.deepEqual(trimmed(waist), ["warm", ...values]);
  assert.deepEqual(sent.map(({ offset }) => offset), values.map((_, i) => i + 1));
}

test("one batch of a partition is in flight until the leader has acknowledged one, then five", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, ONE_EACH);
  waist.latencyMs = 10;
  const sent = Array.from({ length: 9 }, (_, i) => producer.send(big(`v${i}`)));
  await waist.clock.until(Promise.all(sent));
  assert.equal(Math.max(...waist.calls.map(({ inFlight }) => inFlight)), 5);
  assert.deepEqual(waist.calls.slice(0, 2).map(({ inFlight }) => inFlight), [1, 1]);
  assert.deepEqual(trimmed(waist), Array.from({ length: 9 }, (_, i) => `v${i}`));
  await waist.clock.until(producer.close());
});

test("without idempotence one batch of a partition is in flight", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, { ...ONE_EACH, idempotent: false });
  await warm(waist, producer);
  await sendAll(waist, producer);
  assert.equal(Math.max(...waist.calls.map(({ inFlight }) => inFlight)), 1);
  await waist.clock.until(producer.close());
});

const RETRIED: [string, Fault][] = [
  ["NOT_LEADER_OR_FOLLOWER", { code: 6 }],
  ["LEADER_NOT_AVAILABLE", { code: 5 }],
  ["UNKNOWN_TOPIC_OR_PARTITION", { code: 3 }],
  ["REQUEST_TIMED_OUT after the append", { code: 7, write: true }],
  ["NOT_ENOUGH_REPLICAS", { code: 19 }],
  ["NOT_ENOUGH_REPLICAS_AFTER_APPEND", { code: 20, write: true }],
  ["CORRUPT_MESSAGE", { code: 2 }],
  ["KAFKA_STORAGE_ERROR", { code: 56 }],
  ["a refused connection", { error: cut("CONNECTION_REFUSED") }],
  ["a reset before the write", { error: cut() }],
  ["a reset after the write", { error: cut(), write: true }],
  ["a request that timed out after the write", {
    error: new TimeoutError("late", { code: "REQUEST_TIMEOUT", timeoutMs: 1, retriable: true }),
    write: true,
    delayMs: 30_000,
  }],
  ["an answer out of step", {
    error: new ProtocolError("?", { code: "CORRELATION_MISMATCH", retriable: true }),
    write: true,
  }],
  ["an answer that lacks the partition", { edit: (response) => void response.responses.splice(0), write: true }],
  ["an answer with the partition twice", {
    edit: ({ responses }) => void responses.push(...responses.slice(0, 1)),
    write: true,
  }],
  ["an answer for another partition", {
    edit: ({ responses }) => {
      const answer = responses[0]?.partitionResponses[0];
      if (answer !== undefined) answer.index = 9;
    },
  }],
];

for (const [name, fault] of RETRIED) {
  for (const place of [0, 1, 3]) {
    test(`records keep their order and are written once after ${name} in place ${place} of a pipeline`, async () => {
      const waist = new FakeWaist();
      const producer = new Producer(waist, ONE_EACH);
      await warm(waist, producer);
      script(waist, [...Array<null>(place).fill(null), fault]);
      await sendAll(waist, producer);
      await waist.clock.until(producer.close());
      assert.equal(waist.clock.pending, 0);
    });
  }
}

test("DUPLICATE_SEQUENCE_NUMBER counts as written, at the offset that the broker tells, or at -1", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, ONE_EACH);
  await warm(waist, producer);
  const untold: Fault = {
    code: 46,
    write: true,
    edit: ({ responses }) => {
      const answer = responses[0]?.partitionResponses[0];
      if (answer !== undefined) answer.baseOffset = -1n;
    },
  };
  script(waist, [{ code: 46, write: true }, untold]);
  assert.equal((await waist.clock.until(producer.send(record("a")))).offset, 1);
  assert.equal((await waist.clock.until(producer.send(record("b")))).offset, -1);
  assert.deepEqual(trimmed(waist), ["warm", "a", "b"]);
  await waist.clock.until(producer.close());
});

test("an answer with an offset that no number holds fails its batch, and says that it may be written", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, ONE_EACH);
  await warm(waist, producer);
  script(waist, [{
    edit: ({ responses }) => {
      const answer = responses[0]?.partitionResponses[0];
      if (answer !== undefined) answer.baseOffset = 2n ** 60n;
    },
  }]);
  const error = await waist.clock.until(failure(producer.send(record("a"))));
  assert.deepEqual([error.code, error.delivery], ["OUT_OF_RANGE", "unknown"]);
  await waist.clock.until(producer.send(record("b")));
  assert.deepEqual(trimmed(waist), ["warm", "a", "b"]);
  await waist.clock.until(producer.close());
});

test("after a failure a partition has one batch in flight until its batches are through", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, ONE_EACH);
  await warm(waist, producer);
  script(waist, [{ code: 19 }]);
  await sendAll(waist, producer);
  assert.deepEqual(waist.calls.slice(5, 10).map(({ inFlight }) => inFlight), [1, 1, 1, 1, 1]);
  await waist.clock.until(producer.close());
});

test("random faults never lose, double or reorder what is acknowledged", async () => {
  for (let seed = 1; seed <= 30; seed++) {
    const random = new SeededRandom(seed);
    const waist = new FakeWaist();
    const producer = new Producer(waist, { ...ONE_EACH, deliveryTimeoutMs: 600_000 });
    waist.fault = () => {
      if (random.int(3) !== 0) return { delayMs: random.int(20) };
      if (random.int(6) === 0) waist.move("t", 0, random.int(3));
      return { ...RETRIED[random.int(RETRIED.length)]?.[1], delayMs: random.int(50) };
    };
    const values = Array.from({ length: 40 }, (_, i) => `v${i}`);
    const sent: Promise<unknown>[] = [];
    for (const value of values) {
      sent.push(producer.send(random.int(2) === 0 ? big(value) : record(value)));
      if (random.int(3) === 0) await waist.clock.advance(random.int(10));
    }
    await waist.clock.until(Promise.all(sent));
    assert.deepEqual(trimmed(waist), values, `seed ${seed}`);
    await waist.clock.until(producer.close());
    assert.equal(waist.clock.pending, 0);
  }
});

test("random faults with records given up: acknowledged ones are there once and in order, those that say none are not", async () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = new SeededRandom(seed);
    const waist = new FakeWaist();
    const producer = new Producer(waist, { ...ONE_EACH, deliveryTimeoutMs: 150 });
    waist.fault = () => {
      if (random.int(3) === 0) return { delayMs: random.int(20) };
      if (random.int(6) === 0) waist.move("t", 0, random.int(3));
      if (random.int(6) === 0) return { code: 10, delayMs: random.int(50) };
      return { delayMs: random.int(120), ...RETRIED[random.int(RETRIED.length)]?.[1] };
    };
    const values = Array.from({ length: 40 }, (_, i) => `v${i}`);
    const sent: Promise<unknown>[] = [];
    for (const value of values) {
      sent.push(producer.send(random.int(2) === 0 ? big(value) : record(value)));
      sent.at(-1)?.catch(() => {});
      if (random.int(3) === 0) await waist.clock.advance(random.int(20));
    }
    const results = await waist.clock.until(Promise.allSettled(sent));
    waist.fault = () => null;
    await waist.clock.until(producer.close());
    const log = trimmed(waist);
    assert.deepEqual(log, values.filter((value) => log.includes(value)), `order and doubles, seed ${seed}`);
    for (const [i, result] of results.entries()) {
      const written = log.includes(values[i] as string);
      if (result.status === "fulfilled") assert.ok(written, `seed ${seed}: ${values[i]} is acknowledged and lost`);
      else if (result.reason.delivery === "none") assert.ok(!written, `seed ${seed}: ${values[i]} says none`);
      else assert.equal(result.reason.delivery, "unknown");
    }
    assert.equal(producer.buffered, 0);
    assert.equal(waist.clock.pending, 0);
  }
});

test("a leader that moved is found by new metadata", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, ONE_EACH);
  await warm(waist, producer);
  waist.move("t", 0, 2);
  await sendAll(waist, producer);
  assert.equal(waist.calls.at(-1)?.nodeId, 2);
  await waist.clock.until(producer.close());
});

test("a leader that came with the answer is taken at once, without new metadata (KIP-951)", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, ONE_EACH);
  await warm(waist, producer);
  waist.move("t", 0, 2);
  const before = waist.refreshes;
  waist.fault = ({ nodeId }) =>
    nodeId === 2 ? null : {
      edit: (response) => {
        const answer = response.responses[0]?.partitionResponses[0];
        if (answer !== undefined) answer.currentLeader = { leaderId: 2, leaderEpoch: 1 };
      },
    };
  const began = waist.clock.now();
  await sendAll(waist, producer, 1);
  assert.equal(waist.refreshes, before);
  assert.ok(waist.clock.now() - began < 5);
  await waist.clock.until(producer.close());
});

test("a new leader gets nothing until the old one has answered, or for a second; late answers count for nothing", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, ONE_EACH);
  await warm(waist, producer);
  waist.fault = ({ nodeId }) => nodeId === 0 ? { code: 6, delayMs: 20_000 } : null;
  const began = waist.clock.now();
  const sent = ["a", "b"].map((value) => producer.send(big(value)));
  await waist.clock.advance(100);
  waist.move("t", 0, 1);
  await waist.refreshInBackground();
  await waist.clock.until(Promise.all(sent));
  const took = waist.clock.now() - began;
  assert.ok(took >= 1000 && took < 1100, `${took}`);
  await waist.clock.advance(30_000);
  assert.deepEqual(trimmed(waist), ["warm", "a", "b"]);
  await sendMore(waist, producer);
  await waist.clock.until(producer.close());
});

async function sendMore(waist: FakeWaist, producer: Producer): Promise<void> {
  await waist.clock.until(producer.send(record("more")));
  assert.equal(trimmed(waist).at(-1), "more");
}

test("a partition without a leader waits for one", async () => {
  const waist = new FakeWaist();
  waist.log("t").leader = -1;
  const producer = new Producer(waist);
  const sent = producer.send(record("a"));
  await waist.clock.advance(3000);
  waist.move("t", 0, 1);
  const before = waist.clock.now();
  await waist.clock.until(sent);
  assert.ok(waist.clock.now() - before <= 300);
  await waist.clock.until(producer.close());
  assert.equal(waist.clock.pending, 0);
});

test("the delivery timeout names the last cause; delivery is none when nothing can have been written", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, { deliveryTimeoutMs: 5000 });
  await warm(waist, producer);
  waist.fault = () => ({ error: cut("CONNECTION_REFUSED") });
  const began = waist.clock.now();
  const error = await waist.clock.until(failure(producer.send(record("a"))));
  assert.equal(waist.clock.now() - began, 5000);
  assert.equal(error.code, "DELIVERY_TIMEOUT");
  assert.equal(error.delivery, "none");
  assert.match(error.message, /not written.*CONNECTION_REFUSED/);
  waist.fault = () => null;
  await waist.clock.until(producer.send(record("b")));
  assert.deepEqual(trimmed(waist), ["warm", "b"]);
  await waist.clock.until(producer.close());
});

test("the delivery timeout of a batch that may be written says unknown; what is behind it goes on under a new epoch", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, { ...ONE_EACH, deliveryTimeoutMs: 5000 });
  await warm(waist, producer);
  waist.fault = ({ at }) => at < 4500 ? { error: cut(), write: true } : at < 7000 ? { error: cut() } : null;
  const first = failure(producer.send(big("a")));
  await waist.clock.advance(4000);
  const second = producer.send(big("b"));
  const error = await waist.clock.until(first);
  assert.equal(error.delivery, "unknown");
  await waist.clock.until(second);
  assert.deepEqual(trimmed(waist), ["warm", "a", "b"]);
  assert.equal(waist.calls.at(-1)?.partitions[0]?.batch.producerEpoch, 1);
  assert.equal(waist.calls.at(-1)?.partitions[0]?.batch.baseSequence, 0);
  await waist.clock.until(producer.close());
});

test("a batch given up in flight stops its partition until its answer; if that says written, the epoch stays", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, { ...ONE_EACH, deliveryTimeoutMs: 5000 });
  await warm(waist, producer);
  script(waist, [{ delayMs: 7000 }]);
  const first = failure(producer.send(big("a")));
  await waist.clock.advance(3000);
  const second = producer.send(record("b"));
  assert.equal((await waist.clock.until(first)).delivery, "unknown");
  assert.equal(waist.calls.length, 1);
  await waist.clock.until(second);
  assert.deepEqual(trimmed(waist), ["warm", "a", "b"]);
  assert.equal(waist.calls.at(-1)?.partitions[0]?.batch.producerEpoch, 0);
  await waist.clock.until(producer.close());
});

test("a send's own timeoutMs and signal take the record back before its batch is sealed", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, { lingerMs: 100 });
  await warm(waist, producer);
  const controller = new AbortController();
  const kept = [producer.send({ ...record("k1"), key: "k", headers: { h: "1" }, timestamp: 7 })];
  const late = failure(producer.send(record("late"), { timeoutMs: 10 }));
  const aborted = failure(producer.send(record("aborted"), { signal: controller.signal }));
  kept.push(producer.send(record("k2"), { timeoutMs: 1000 }));
  await waist.clock.advance(20);
  controller.abort(new Error("why"));
  const errors = [await late, await aborted];
  assert.deepEqual(errors.map(({ code }) => code), ["SEND_TIMEOUT", "ABORTED"]);
  assert.deepEqual(errors.map(({ delivery }) => delivery), ["none", "none"]);
  assert.equal((errors[1]?.cause as Error).message, "why");
  const offsets = await waist.clock.until(Promise.all(kept));
  assert.deepEqual(offsets.map(({ offset }) => offset), [1, 2]);
  assert.equal(offsets[0]?.timestamp, 7);
  assert.deepEqual(trimmed(waist), ["warm", "k1", "k2"]);
  const alone = failure(producer.send(record("alone"), { timeoutMs: 10 }));
  assert.equal((await waist.clock.until(alone)).delivery, "none");
  await waist.clock.until(producer.send(record("end")));
  assert.deepEqual(trimmed(waist), ["warm", "k1", "k2", "end"]);
  assert.equal(producer.buffered, 0);
  await waist.clock.until(producer.close());
  assert.equal(waist.clock.pending, 0);
});

test("a signal after the batch is sealed settles the promise in time and says unknown; the record stays", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist);
  await warm(waist, producer);
  waist.latencyMs = 50;
  const controller = new AbortController();
  const one = failure(producer.send(record("a"), { signal: controller.signal }));
  const all = failure(producer.sendAll([record("b"), record("c")], { timeoutMs: 10 }));
  await waist.clock.advance(10);
  controller.abort();
  assert.equal((await one).delivery, "unknown");
  assert.equal((await all).delivery, "unknown");
  await waist.clock.until(producer.flush());
  assert.deepEqual(trimmed(waist), ["warm", "a", "b", "c"]);
  const refused = await failure(producer.send(record("d"), { signal: controller.signal }));
  assert.equal(refused.delivery, "none");
  await waist.clock.until(producer.close());
});

test("a log that lost acknowledged records is told, and sending goes on under a new epoch", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, ONE_EACH);
  await warm(waist, producer);
  await sendAll(waist, producer, 3);
  const log = waist.log("t");
  log.values.splice(2);
  for (const state of log.producers.values()) {
    state.last = 1;
    state.recent = [];
  }
  await waist.clock.until(producer.send(record("after")));
  assert.deepEqual(trimmed(waist), ["warm", "v0", "after"]);
  const loss = waist.events.filter(({ type }) => type === "data loss");
  assert.equal(loss.length, 1);
  await sendMore(waist, producer);
  await waist.clock.until(producer.close());
});

test("a broker that forgot the producer after retention is no loss", async () => {
  const waist = new FakeWaist();
  const producer = new Producer(waist, ONE_EACH);
  await warm(waist, producer);
  script(waist, [{
    code: 59,
    edit: ({ responses }) => {
      const answer = responses[0]?.partitionResponses[0];
      if (answer !== undefined) answer.logStartOffset = 50n;
    },
  }]);
  await sendMore(waist, producer);
  assert.equal(waist.events.filter(({ type }) => type === "data loss").length, 0);
  await waist.clock.until(producer.close());
});

test("brokers without producer ids are refused, unless idempotence is only wanted if supported", async () => {
  for (const idempotent of [true, "if-supported"] as const) {
    const waist = new FakeWaist();
    waist.initFault = () => new ConfigError("old", { code: "UNSUPPORTED_VERSION", problems: [] });
    const producer = new Producer(waist, { idempotent });
    const sent = producer.send(record("a"));
    if (idempotent === true) {
      const error = await waist.clock.until(failure(sent));
      assert.match(error.message, /idempotent: "if-supported"/);
      assert.equal(error.delivery, "none");
    } else {
      await waist.clock.until(sent);
      assert.deepEqual(trimmed(waist), ["a"]);
    }
    await waist.clock.until(producer.close());
    assert.equal(waist.clock.pending, 0);
  }
});

test("a producer id that cannot be had now is asked for again", async () => {
  const waist = new FakeWaist();
  let left = 3;
  waist.initFault = () => left-- > 0 ? 15 : null;
  const producer = new Producer(waist);
  await waist.clock.until(producer.send(record("a")));
  assert.equal(waist.inits, 4);
  await waist.clock.until(producer.close());
});

const FATAL: [number, string][] = [[29, "AuthorizationError"], [9999, "BrokerError"]];
for (const [code, name] of FATAL) {
  test(`error code ${code} of a batch ends in a ${name} and loses nothing else`, async () => {
    const waist = new FakeWaist();
    const producer = new Producer(waist, ONE_EACH);
    await warm(waist, producer);
    waist.fault = (call: ProduceCall) => call.partitions[0]?.values[0]?.startsWith("bad") === true ? { code } : null;
    const sent = ["a", "bad", "b"].map((value) => producer.send(big(value)));
    const [a, bad, b] = await waist.clock.until(Promise.allSettled(sent));
    assert.deepEqual([a?.status, bad?.status, b?.status], ["fulfilled", "rejected", "fulfilled"]);
    assert.equal((await failure(sent[1] as Promise<unknown>)).name, name);
    assert.deepEqual(trimmed(waist), ["warm", "a", "b"]);
    await waist.clock.until(producer.close());
  });
}
