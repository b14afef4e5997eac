// The seam between a producer and its session: a session that behaves as a transaction does, through the whole producer.
import assert from "node:assert/strict";
import { FencedError } from "../../../errors/fenced_error.ts";
import { KafkaError } from "../../../errors/kafka_error.ts";
import type { ProduceRequest } from "../../../protocol/messages/produce.ts";
import type { ClientApi, Init } from "../../../protocol/wire/api.ts";
import type { RequestBody, RequestOptions } from "../../../src/cluster/waist.ts";
import type { ProducerOptions } from "../../../src/producer/options.ts";
import { Producer } from "../../../src/producer/producer.ts";
import { test } from "../../harness.ts";
import { big, failure, numbered, ONE_EACH, record } from "./producer_world.ts";
import { FakeSession } from "./fake_session.ts";
import { FakeWaist, trimmed } from "./fake_waist.ts";

/** Notes the transactional ids of Produce requests. */
class NotingWaist extends FakeWaist {
  readonly transactionalIds: (string | null)[] = [];

  override request<Request, Response>(
    api: ClientApi<Request, Response>,
    body: RequestBody<Request>,
    options?: RequestOptions,
  ): Promise<Response> {
    if (api.name !== "Produce" || typeof body !== "function") return super.request(api, body, options);
    const noting = (version: number): Init<Request> => {
      const made = (body as (version: number) => Init<Request>)(version);
      this.transactionalIds.push((made as Init<ProduceRequest>).transactionalId ?? null);
      return made;
    };
    return super.request(api, noting as RequestBody<Request>, options);
  }
}

interface Setup {
  readonly waist: NotingWaist;
  readonly session: FakeSession;
  readonly producer: Producer;
}

function setup(options: ProducerOptions = ONE_EACH, session: FakeSession = new FakeSession(), partitions = 1): Setup {
  const waist = new NotingWaist({ t: partitions });
  return { waist, session, producer: new Producer(waist, options, { session }) };
}

async function end({ waist, producer }: Setup): Promise<void> {
  await waist.clock.until(producer.close());
  assert.equal(producer.buffered, 0);
  assert.equal(waist.clock.pending, 0);
}

test("requests carry the session's transactional id, batches its identity and the transactional bit", async () => {
  const on = setup();
  await on.waist.clock.until(on.producer.sendAll([record("a"), record("b")]));
  await on.waist.clock.until(on.producer.send(record("c")));
  assert.deepEqual(on.waist.transactionalIds, ["tx", "tx"]);
  const batches = on.waist.calls.map(({ partitions }) => partitions[0]?.batch);
  assert.ok(batches.every((batch) => batch?.isTransactional === true));
  assert.deepEqual(batches.map((batch) => [batch?.producerId, batch?.producerEpoch, batch?.baseSequence]), [
    [42, 7, 0],
    [42, 7, 2],
  ]);
  assert.equal(on.waist.inits, 0, "the session alone gives identities");
  await end(on);
});

test("a session without a transactional id makes no transactional batches", async () => {
  const on = setup(ONE_EACH, new FakeSession({ transactionalId: null }));
  await on.waist.clock.until(on.producer.send(record("a")));
  assert.deepEqual(on.waist.transactionalIds, [null]);
  assert.equal(on.waist.calls[0]?.partitions[0]?.batch.isTransactional, false);
  await end(on);
});

test("a partition is sent to once its open promise has resolved; others do not wait for it", async () => {
  const on = setup(ONE_EACH, undefined, 2);
  const gate = Promise.withResolvers<void>();
  on.session.opening = ({ partition }) => partition === 0 ? gate.promise : Promise.resolve();
  const held = numbered(5).map((value) => on.producer.send(big(value)));
  await on.waist.clock.until(on.producer.send({ topic: "t", partition: 1, value: "free" }));
  await on.waist.clock.advance(100);
  assert.deepEqual(trimmed(on.waist, 0), []);
  assert.deepEqual([...on.session.asked].sort(), ["t-0", "t-1"]);
  gate.resolve();
  await on.waist.clock.until(Promise.all(held));
  assert.deepEqual(trimmed(on.waist, 0), numbered(5));
  assert.deepEqual(on.session.asked.length, 2);
  await end(on);
});

test("an open promise that fails for now is asked again; one that fails for good fails the records", async () => {
  const on = setup();
  let left = 2;
  on.session.opening = () =>
    left-- > 0
      ? Promise.reject(new KafkaError("not now", { code: "CONCURRENT_TRANSACTIONS", retriable: true }))
      : Promise.resolve();
  await on.waist.clock.until(on.producer.send(record("a")));
  assert.equal(on.session.asked.length, 3);
  on.session.bump();
  on.session.opening = () => Promise.reject(new FencedError("no more", { code: "PRODUCER_FENCED", fatal: true }));
  const error = await on.waist.clock.until(failure(on.producer.send(record("b"))));
  assert.deepEqual([error.code, error.delivery, error.fatal], ["PRODUCER_FENCED", "none", true]);
  assert.deepEqual(trimmed(on.waist), ["a"]);
  await end(on);
});

test("a record that waits for its partition to open is late after its delivery timeout, and not written", async () => {
  const on = setup({ deliveryTimeoutMs: 1000 });
  on.session.opening = () => new Promise(() => {});
  const error = await on.waist.clock.until(failure(on.producer.send(record("a"))));
  assert.deepEqual([error.code, error.delivery], ["DELIVERY_TIMEOUT", "none"]);
  assert.deepEqual(on.session.heard, [{ topic: "t", partition: 0, records: 1, code: "DELIVERY_TIMEOUT" }]);
});

test("the session hears once of each batch: how many records, and how it ended", async () => {
  const on = setup();
  await on.waist.clock.until(on.producer.sendAll([record("a"), record("b"), record("c")]));
  on.waist.fault = ({ partitions }) => partitions[0]?.values[0]?.trim() === "bad" ? { code: 29 } : null;
  await on.waist.clock.until(Promise.allSettled(["x", "bad", "y"].map((value) => on.producer.send(big(value)))));
  assert.deepEqual(on.session.heard.map(({ records }) => records).reduce((sum, records) => sum + records), 6);
  assert.deepEqual(on.session.heard.map(({ records, code }) => [records, code])[0], [3, null]);
  assert.equal(on.session.heard.filter(({ code }) => code === "TOPIC_AUTHORIZATION_FAILED").length, 1);
  await end(on);
});

test("the halves of a batch that was too large are told to the session one by one", async () => {
  const on = setup({});
  on.waist.fault = ({ partitions }) => (partitions[0]?.values.length ?? 0) > 2 ? { code: 10 } : null;
  await on.waist.clock.until(on.producer.sendAll(numbered(4).map(record)));
  assert.deepEqual(on.session.heard.map(({ records, code }) => [records, code]), [[2, null], [2, null]]);
  assert.deepEqual(trimmed(on.waist), numbered(4));
  await end(on);
});

test("a lost sequence is told with its identity; under the next one the partition is opened anew", async () => {
  const on = setup();
  await on.waist.clock.until(on.producer.send(record("warm")));
  on.waist.fault = ({ partitions }) => partitions[0]?.batch.producerEpoch === 7 ? { code: 59 } : null;
  await on.waist.clock.until(Promise.all(numbered(3).map((value) => on.producer.send(big(value)))));
  assert.deepEqual(on.session.lost, [{ partition: "t-0", epoch: 7, fenced: false }]);
  assert.deepEqual(on.session.asked, ["t-0", "t-0"]);
  assert.deepEqual(trimmed(on.waist), ["warm", ...numbered(3)]);
  await end(on);
});

test("a session that is fenced by a higher epoch ends its records, and no request follows", async () => {
  const on = setup();
  await on.waist.clock.until(on.producer.send(record("warm")));
  const calls = on.waist.calls.length;
  on.session.onLost = () => {
    const error = new FencedError("another has the transactional id", { code: "PRODUCER_FENCED", fatal: true });
    on.session.bump();
    on.session.opening = () => Promise.reject(error);
    on.session.refusal = error;
  };
  on.waist.fault = () => ({ code: 47 });
  const errors = await on.waist.clock.until(
    Promise.all(numbered(4).map((value) => failure(on.producer.send(big(value))))),
  );
  assert.ok(errors.every(({ code }) => code === "PRODUCER_FENCED"), errors.map(({ code }) => code).join());
  assert.equal(on.session.lost[0]?.fenced, true);
  assert.ok(on.waist.calls.length <= calls + 5);
  assert.equal((await failure(on.producer.send(record("later")))).code, "PRODUCER_FENCED");
  await end(on);
});

test("mayAppend is asked before each record: send rejects and enqueue throws what it says, and nothing is taken", async () => {
  const on = setup();
  on.session.refusal = new KafkaError("no transaction is open", { code: "INVALID_TXN_STATE", delivery: "none" });
  assert.equal((await failure(on.producer.send(record("a")))).code, "INVALID_TXN_STATE");
  assert.throws(() => on.producer.enqueue(record("a")), { code: "INVALID_TXN_STATE" });
  assert.equal((await failure(on.producer.sendAll([record("a"), record("b")]))).code, "SEND_FAILED");
  assert.equal(on.producer.buffered, 0);
  on.session.refusal = null;
  await on.waist.clock.until(on.producer.send(record("b")));
  assert.deepEqual(trimmed(on.waist), ["b"]);
  await end(on);
});

test("no request is above the session's maxProduceVersion", async () => {
  for (const [maxProduceVersion, version] of [[11, 11], [undefined, 12]] as const) {
    const on = setup(ONE_EACH, new FakeSession({ maxProduceVersion }));
    await on.waist.clock.until(on.producer.send(record("a")));
    assert.deepEqual(on.waist.calls.map((call) => call.version), [version]);
    await end(on);
  }
});

test("an identity that changes between batches is taken over when nothing of the old one is out", async () => {
  const on = setup();
  await on.waist.clock.until(Promise.all(numbered(3).map((value) => on.producer.send(big(value)))));
  on.waist.latencyMs = 20;
  const early = numbered(4, "e").map((value) => on.producer.send(big(value)));
  await on.waist.clock.advance(5);
  on.session.bump();
  const late = numbered(4, "l").map((value) => on.producer.send(big(value)));
  await on.waist.clock.until(Promise.all([...early, ...late]));
  assert.deepEqual(trimmed(on.waist), [...numbered(3), ...numbered(4, "e"), ...numbered(4, "l")]);
  const epochs = on.waist.calls.map(({ partitions }) => partitions[0]?.batch.producerEpoch ?? -1);
  assert.deepEqual(epochs, [...epochs].sort());
  const after = on.waist.calls.filter(({ partitions }) => partitions[0]?.batch.producerEpoch === 8);
  assert.equal(after[0]?.partitions[0]?.batch.baseSequence, 0);
  assert.deepEqual(after.slice(0, 2).map(({ inFlight }) => inFlight), [1, 1]);
  await end(on);
});
