// What codes mean, and how long is waited.
import assert from "node:assert/strict";
import { AuthenticationError } from "../../../errors/authentication_error.ts";
import { AuthorizationError } from "../../../errors/authorization_error.ts";
import { BrokerError } from "../../../errors/broker_error.ts";
import { FencedError } from "../../../errors/fenced_error.ts";
import { SeededRandom } from "../../../simulation/random.ts";
import { backoffMs, reconnectBackoffMs } from "../../../src/base/backoff.ts";
import { errorFromCode, errorMeaning, isRetriableCode, wantsMetadata } from "../../../src/base/retry_rules.ts";
import { test } from "../../harness.ts";

test("errorFromCode() makes the class of the cause, with code, number and place", () => {
  const error = errorFromCode(6, { topic: "t", partition: 3, broker: "b:1" });
  assert.ok(error instanceof BrokerError);
  assert.deepEqual([error.code, error.errorCode, error.retriable, error.topic, error.partition, error.broker], [
    "NOT_LEADER_OR_FOLLOWER",
    6,
    true,
    "t",
    3,
    "b:1",
  ]);
  assert.match(error.message, /^t\[3\] on broker b:1: NOT_LEADER_OR_FOLLOWER \(6\): /);
  assert.ok(errorFromCode(29, { topic: "t" }) instanceof AuthorizationError);
  assert.ok(errorFromCode(58) instanceof AuthenticationError);
  assert.ok(errorFromCode(90) instanceof FencedError);
  assert.equal(errorFromCode(90).fatal, true);
});

test("errorFromCode() shows the broker's own text when there is one", () => {
  assert.match(errorFromCode(40, {}, "retention.ms is bad").message, /INVALID_CONFIG \(40\): retention\.ms is bad/);
  assert.match(errorFromCode(40, {}, "").message, /Configuration is invalid/);
});

test("An unknown code keeps its number and is not retriable", () => {
  for (const code of [31_000, -7]) {
    const error = errorFromCode(code);
    assert.ok(error instanceof BrokerError);
    assert.deepEqual([error.code, error.errorCode, error.retriable], [`UNKNOWN_ERROR_${code}`, code, false]);
  }
});

test("Codes say whether metadata, coordinator or controller are out of date", () => {
  assert.equal(wantsMetadata(6), true);
  assert.equal(wantsMetadata(74), true);
  assert.deepEqual([errorMeaning(16).wantsCoordinator, errorMeaning(16).wantsMetadata], [true, false]);
  assert.equal(errorMeaning(41).wantsController, true);
  assert.equal(isRetriableCode(0), false);
  assert.equal(isRetriableCode(14), true);
});

test("Backoff doubles up to its limit, with 20 % of jitter; the first reconnect has none", () => {
  const rule = { minMs: 100, maxMs: 1000, random: new SeededRandom(3) };
  const expected = [0, 100, 200, 400, 800, 1000, 1000];
  for (let n = 0; n < 200; n++) {
    for (const [failures, wait] of expected.entries()) {
      const got = backoffMs(failures, rule);
      assert.ok(got >= wait * 0.8 && got <= wait * 1.2, `${failures}: ${got}`);
    }
  }
  assert.equal(reconnectBackoffMs(1, rule), 0);
  assert.ok(reconnectBackoffMs(2, rule) >= 80);
  assert.ok(backoffMs(1_000_000, rule) <= 1200);
});
