// The public names, and the platform that is taken when none is given.
import assert from "node:assert/strict";
import * as samsa from "../mod.ts";
import { test } from "./harness.ts";

test("mod.ts gives the client and its errors, and nothing else", () => {
  assert.deepEqual(Object.keys(samsa).sort(), [
    "AbortError",
    "AuthenticationError",
    "AuthorizationError",
    "BrokerError",
    "ClosedError",
    "ConfigError",
    "ConnectionError",
    "Consumer",
    "DataLossError",
    "FencedError",
    "Kafka",
    "KafkaError",
    "Producer",
    "ProtocolError",
    "RecordError",
    "SendError",
    "TimeoutError",
  ]);
});

test("without a platform the one of the runtime is taken, at the first connection", async () => {
  let dialed = 0;
  const dial = () => {
    dialed++;
    return Promise.reject(new samsa.ConnectionError("refused", { code: "CONNECTION_REFUSED", retriable: true }));
  };
  const kafka = new samsa.Kafka({ brokers: "localhost", dial, apiTimeoutMs: 300 });
  await assert.rejects(kafka.ping(), (error) => error instanceof samsa.KafkaError);
  assert.ok(dialed > 0);
  await kafka.close();
});
