// The error family: brands, kinds, places.
import assert from "node:assert/strict";
import { AbortError } from "../../errors/abort_error.ts";
import { BrokerError } from "../../errors/broker_error.ts";
import { ConnectionError } from "../../errors/connection_error.ts";
import { errorBrand, KafkaError } from "../../errors/kafka_error.ts";
import { TimeoutError } from "../../errors/timeout_error.ts";
import { test } from "../harness.ts";

test("An error of one class is no instance of another, but of KafkaError", () => {
  const error = new TimeoutError("too late", { code: "API_TIMEOUT", timeoutMs: 5 });
  assert.ok(error instanceof TimeoutError);
  assert.ok(error instanceof KafkaError);
  assert.ok(error instanceof Error);
  assert.ok(!(error instanceof BrokerError));
  assert.ok(!(new Error("x") instanceof KafkaError));
});

test("instanceof sees an error of another copy of the package by its brand", () => {
  const foreign = Object.assign(new Error("from another copy"), {
    [errorBrand("KafkaError")]: true,
    [errorBrand("ConnectionError")]: true,
  });
  assert.ok(foreign instanceof ConnectionError);
  assert.ok(foreign instanceof KafkaError);
  assert.ok(!(foreign instanceof TimeoutError));
  assert.ok(!((null as unknown) instanceof KafkaError));
});

test("An error of a user's subclass with a kind of its own is one of its parents too", () => {
  class LateError extends TimeoutError {
    static override readonly kind: string = "LateError";
  }
  class VeryLateError extends LateError {
    static override readonly kind: string = "VeryLateError";
  }
  const error = new VeryLateError("too late", { code: "API_TIMEOUT", timeoutMs: 5 });
  for (const parent of [VeryLateError, LateError, TimeoutError, KafkaError, Error]) assert.ok(error instanceof parent);
  assert.equal(error.name, "VeryLateError");
  assert.ok(!(error instanceof BrokerError));
  assert.ok(!(new LateError("late", { code: "API_TIMEOUT", timeoutMs: 5 }) instanceof VeryLateError));
});

test("An error is no instance of a user's subclass that has no kind of its own", () => {
  class MyError extends TimeoutError {}
  const options = { code: "API_TIMEOUT", timeoutMs: 5 } as const;
  assert.ok(!(new TimeoutError("too late", options) instanceof MyError));
  const mine = new MyError("too late", options);
  assert.ok(mine instanceof MyError && mine instanceof TimeoutError && mine instanceof KafkaError);
  assert.ok(!((null as unknown) instanceof MyError));
});

test("An error tells its code, where it happened, and what led to it", () => {
  const cause = new Error("socket");
  const error = new ConnectionError("broken", {
    code: "CONNECTION_RESET",
    retriable: true,
    broker: "a:1",
    topic: "t",
    partition: 3,
    delivery: "unknown",
    cause,
  });
  assert.deepEqual(
    [error.name, error.code, error.retriable, error.fatal, error.broker, error.topic, error.partition, error.delivery],
    ["ConnectionError", "CONNECTION_RESET", true, false, "a:1", "t", 3, "unknown"],
  );
  assert.equal(error.cause, cause);
  assert.ok(!Object.keys(error).some((key) => key.includes("samsa")), "the brand is not listed");
  assert.equal(new AbortError("stop", { code: "ABORTED" }).name, "AbortError");
});
