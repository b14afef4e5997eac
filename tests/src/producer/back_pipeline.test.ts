// Five batches of a partition in flight, and every error of a Produce answer at each of their places: what is
// acknowledged is in the log once and in order, and what says that it is not written is not.
import assert from "node:assert/strict";
import { ErrorCode, errorInfo } from "../../../protocol/messages/error_codes.ts";
import { Produce } from "../../../protocol/messages/produce.ts";
import type { ProducerOptions } from "../../../src/producer/options.ts";
import { test, type TestContext } from "../../harness.ts";
import { big, numbered, ONE_EACH, producerWorld, record, valuesOf } from "./producer_world.ts";

/** Errors that a broker may answer with instead of an append. */
const INSTEAD: readonly (keyof typeof ErrorCode)[] = [
  "UNKNOWN_SERVER_ERROR",
  "CORRUPT_MESSAGE",
  "UNKNOWN_TOPIC_OR_PARTITION",
  "LEADER_NOT_AVAILABLE",
  "NOT_LEADER_OR_FOLLOWER",
  "REQUEST_TIMED_OUT",
  "MESSAGE_TOO_LARGE",
  "NETWORK_EXCEPTION",
  "INVALID_TOPIC_EXCEPTION",
  "RECORD_LIST_TOO_LARGE",
  "NOT_ENOUGH_REPLICAS",
  "NOT_ENOUGH_REPLICAS_AFTER_APPEND",
  "INVALID_REQUIRED_ACKS",
  "TOPIC_AUTHORIZATION_FAILED",
  "CLUSTER_AUTHORIZATION_FAILED",
  "INVALID_TIMESTAMP",
  "UNSUPPORTED_VERSION",
  "UNSUPPORTED_FOR_MESSAGE_FORMAT",
  "POLICY_VIOLATION",
  "OUT_OF_ORDER_SEQUENCE_NUMBER",
  "INVALID_PRODUCER_EPOCH",
  "INVALID_TXN_STATE",
  "CONCURRENT_TRANSACTIONS",
  "TRANSACTIONAL_ID_AUTHORIZATION_FAILED",
  "KAFKA_STORAGE_ERROR",
  "UNKNOWN_PRODUCER_ID",
  "FENCED_LEADER_EPOCH",
  "UNKNOWN_LEADER_EPOCH",
  "UNSUPPORTED_COMPRESSION_TYPE",
  "INVALID_RECORD",
  "THROTTLING_QUOTA_EXCEEDED",
  "PRODUCER_FENCED",
  "UNKNOWN_TOPIC_ID",
];
/** Errors after which the batch may be in the log all the same. */
const AFTERWARDS: readonly (keyof typeof ErrorCode)[] = [
  "UNKNOWN_SERVER_ERROR",
  "REQUEST_TIMED_OUT",
  "NOT_ENOUGH_REPLICAS_AFTER_APPEND",
  "NOT_LEADER_OR_FOLLOWER",
  "KAFKA_STORAGE_ERROR",
  "UNKNOWN_TOPIC_OR_PARTITION",
];
const PLACES = [0, 1, 2, 3, 4];
const VALUES = numbered(9);

interface Fault {
  readonly errorCode: number;
  readonly place: number;
  /** Appends before the error is told. */
  readonly written: boolean;
}

interface Outcome {
  readonly log: readonly string[];
  readonly results: readonly PromiseSettledResult<unknown>[];
}

/** Sends nine batches, five of them at once, with one fault. */
async function run(t: TestContext, fault: Fault, options: ProducerOptions): Promise<Outcome> {
  const on = await producerWorld(t, { topics: { t: 1 } }, { ...ONE_EACH, ...options });
  await on.until(on.producer.send(record("warm")));
  let place = -1;
  on.cluster.control(Produce, async (_request, { proceed, sleep }) => {
    // The others come in behind it meanwhile.
    await sleep(1);
    if (++place !== fault.place) return undefined;
    if (fault.written) await proceed();
    return { errorCode: fault.errorCode };
  }, { keep: true });
  const results = await on.until(Promise.allSettled(VALUES.map((value) => on.producer.send(big(value)))));
  const [warm, ...log] = await valuesOf(on);
  assert.equal(warm, "warm");
  await on.until(on.producer.close({ timeoutMs: 60_000 }));
  assert.equal(on.producer.buffered, 0);
  return { log, results };
}

/** Acknowledged records are there, those that say none are not. */
function checkOutcome({ log, results }: Outcome, where: string): void {
  for (const [i, result] of results.entries()) {
    const value = VALUES[i] as string;
    if (result.status === "fulfilled") assert.ok(log.includes(value), `${where}: ${value} is acknowledged and lost`);
    else if (result.reason.delivery === "none") assert.ok(!log.includes(value), `${where}: ${value} says none`);
    else assert.equal(result.reason.delivery, "unknown", `${where}: ${value}`);
  }
}

for (const [names, written] of [[INSTEAD, false], [AFTERWARDS, true]] as const) {
  for (const name of names) {
    test(`idempotent, five in flight: ${name} ${written ? "after" : "instead of"} the append, at each place`, async (t) => {
      const errorCode = ErrorCode[name];
      for (const place of PLACES) {
        const outcome = await run(t, { errorCode, place, written }, {});
        const where = `${name} at ${place}`;
        checkOutcome(outcome, where);
        const { log, results } = outcome;
        assert.deepEqual(log, VALUES.filter((value) => log.includes(value)), `${where}: order and doubles`);
        const failed = results.filter(({ status }) => status === "rejected").length;
        if (errorInfo(errorCode)?.retriable === true) assert.equal(failed, 0, `${where} may pass`);
        else if (name !== "PRODUCER_FENCED") assert.ok(failed <= 1, `${where}: others go on`);
      }
    });
  }
}

for (
  const name of ["NOT_ENOUGH_REPLICAS", "CORRUPT_MESSAGE", "INVALID_RECORD", "TOPIC_AUTHORIZATION_FAILED"] as const
) {
  test(`without idempotence: ${name} at each place keeps the order`, async (t) => {
    for (const place of PLACES) {
      const outcome = await run(t, { errorCode: ErrorCode[name], place, written: false }, { idempotent: false });
      checkOutcome(outcome, `${name} at ${place}`);
      assert.deepEqual(outcome.log, VALUES.filter((value) => outcome.log.includes(value)));
    }
  });
}

test("without idempotence a batch that was written before its answer was lost is doubled, in its place", async (t) => {
  for (const place of PLACES) {
    const fault = { errorCode: ErrorCode.REQUEST_TIMED_OUT, place, written: true };
    const outcome = await run(t, fault, { idempotent: false });
    const doubled = VALUES.flatMap((value, i) => i === place ? [value, value] : [value]);
    assert.deepEqual(outcome.log, doubled);
  }
});

test("with allowReordering a failure lets later batches pass, and loses none", async (t) => {
  for (const place of PLACES) {
    const fault = { errorCode: ErrorCode.NOT_ENOUGH_REPLICAS, place, written: false };
    const outcome = await run(t, fault, { idempotent: false, allowReordering: true });
    checkOutcome(outcome, `${place}`);
    assert.deepEqual([...outcome.log].sort(), VALUES);
    assert.ok(outcome.results.every(({ status }) => status === "fulfilled"));
    if (place < 4) assert.notDeepEqual(outcome.log, VALUES, "five were in flight");
  }
});
