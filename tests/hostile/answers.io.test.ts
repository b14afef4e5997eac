// Answers of the cluster that make no sense: versions, metadata, codes. The old view is kept; errors name what was wrong.
import assert from "node:assert/strict";
import { BrokerError, ConfigError, ProtocolError } from "../../mod.ts";
import { test } from "../harness.ts";
import { goodMetadata, goodPartition, goodProduce } from "./hostile_broker.ts";
import { against, failsWith } from "./hostile_client.ts";

test("An ApiVersions answer of zeros ends in an error that names what is missing", async (t) => {
  const { kafka } = await against(t, {
    apiVersions: () => ({ apiKeys: [{ apiKey: 0, minVersion: 0, maxVersion: 0 }] }),
  });
  const error = await failsWith(kafka.topics(), { code: "UNSUPPORTED_VERSION", message: /Metadata/ });
  assert.ok(error instanceof ConfigError);
});

test("An ApiVersions frame of nothing but zeros ends in an error", async (t) => {
  const { kafka } = await against(t, { apiVersions: ({ frame }) => frame({ apiKeys: [] }).fill(0, 8) });
  await failsWith(kafka.topics(), { code: "INVALID_VALUE", message: /without a single API/ });
});

test("An unknown error code of ApiVersions keeps its number and is not tried again", async (t) => {
  const { kafka, broker } = await against(t, { apiVersions: () => ({ errorCode: 1234 }) });
  const error = await failsWith(kafka.ping(), { code: "UNKNOWN_ERROR_1234", message: /1234/ });
  assert.ok(error instanceof BrokerError);
  assert.equal(error.errorCode, 1234);
  assert.equal(error.retriable, false);
  assert.ok(broker.count("ApiVersions") <= 4);
});

test("Versions that are upside down or negative are left out", async (t) => {
  const { kafka } = await against(t, {
    apiVersions: () => ({
      apiKeys: [
        { apiKey: 3, minVersion: 9, maxVersion: 1 },
        { apiKey: 3, minVersion: -5, maxVersion: -1 },
        { apiKey: 18, minVersion: 0, maxVersion: 3 },
      ],
    }),
  });
  await failsWith(kafka.topics(), { code: "UNSUPPORTED_VERSION", message: /does not offer Metadata/ });
});

test("A metadata answer that claims hundreds of thousands of elements ends in an error, not in memory", async (t) => {
  const { kafka } = await against(t, {
    metadata: ({ frame }) => {
      const bytes = frame({ brokers: [], clusterId: "c", topics: [] });
      // v9: correlation id, tags, throttle time, then the count of the brokers as a varint.
      const claim = [0xff, 0xff, 0xff, 0x7f];
      const out = new Uint8Array(bytes.length + 3);
      out.set(bytes.subarray(0, 13));
      out.set(claim, 13);
      out.set(bytes.subarray(14), 17);
      new DataView(out.buffer).setInt32(0, out.length - 4);
      return out;
    },
  });
  const error = await failsWith(kafka.topics(), { code: "INVALID_LENGTH", message: /Metadata v9.*brokers/ });
  assert.equal(error.broker?.startsWith("127.0.0.1:"), true);
});

test("A metadata answer without a usable broker keeps the old view and ends at the time limit", async (t) => {
  const { kafka } = await against(t, {
    metadata: () => ({
      brokers: [
        { nodeId: 1, host: "", port: 9092 },
        { nodeId: 2, host: "h", port: 0 },
        { nodeId: 3, host: "h", port: 70_000 },
        { nodeId: -4, host: "h", port: 9092 },
      ],
      topics: [{ name: "orders", partitions: [goodPartition(0)] }],
    }),
  });
  const sent = kafka.producer({ deliveryTimeoutMs: 400 }).send({ topic: "orders", value: "v" });
  await failsWith(sent, { code: "INVALID_VALUE", message: /names no broker/ });
});

test("Partition indexes with gaps, doubles and negative numbers do not stop the good ones", async (t) => {
  const { kafka, broker } = await against(t, {
    metadata: () => ({
      ...goodMetadata(broker.port, {}),
      topics: [{
        name: "orders",
        partitions: [-1, 0, 2, 2, 2_000_000_000, -2_147_483_648].map((index) => goodPartition(index)),
      }],
    }),
  });
  const producer = kafka.producer({ deliveryTimeoutMs: 400 });
  assert.equal((await producer.send({ topic: "orders", partition: 0, value: "v" })).partition, 0);
  assert.equal((await producer.send({ topic: "orders", partition: 2, value: "v" })).partition, 2);
  assert.equal((await producer.send({ topic: "orders", value: "anywhere" })).topic, "orders");
  await failsWith(producer.send({ topic: "orders", partition: 1, value: "v" }), {
    code: "DELIVERY_TIMEOUT",
    message: /orders/,
  });
  await failsWith(producer.send({ topic: "orders", partition: 3, value: "v" }), {
    code: "UNKNOWN_PARTITION",
    message: /partition 3 is not there/,
  });
});

test("A leader that is not among the brokers is asked for again, in measure, until the time limit", async (t) => {
  const { kafka, broker } = await against(t, {
    metadata: () => ({
      ...goodMetadata(broker.port, {}),
      topics: [{ name: "orders", partitions: [goodPartition(0, 77), goodPartition(1)] }],
    }),
  });
  const producer = kafka.producer({ deliveryTimeoutMs: 400 });
  const lost = producer.send({ topic: "orders", partition: 0, value: "v" });
  const good = await producer.send({ topic: "orders", partition: 1, value: "v" });
  assert.equal(good.offset, 100);
  await failsWith(lost, { code: "DELIVERY_TIMEOUT", message: /77|orders/, withinMs: 1800 });
  assert.ok(broker.total() < 40, `${broker.total()} requests`);
});

test("A metadata answer that says nothing about the topic asked for ends at the time limit", async (t) => {
  const { kafka, broker } = await against(t, { metadata: () => goodMetadata(broker.port, { other: 1 }) });
  await failsWith(kafka.partitions("orders"), { code: "UNKNOWN_TOPIC_OR_PARTITION", message: /orders/ });
  const sent = kafka.producer({ deliveryTimeoutMs: 400 }).send({ topic: "orders", value: "v" });
  await failsWith(sent, { code: "INVALID_VALUE", message: /orders/ });
});

test("An unknown error code of a topic keeps its number and fails its records at once", async (t) => {
  const { kafka, broker } = await against(t, {
    metadata: () => ({ ...goodMetadata(broker.port, { fine: 1 }), topics: [{ name: "orders", errorCode: 1234 }] }),
  });
  const sent = kafka.producer().send({ topic: "orders", value: "v" });
  const error = await failsWith(sent, { code: "UNKNOWN_ERROR_1234", message: /orders.*1234/ });
  assert.equal(error.retriable, false);
});

test("A topic that does not exist fails a producer after unknownTopicTimeoutMs, and others go on", async (t) => {
  const { kafka } = await against(t, {});
  const producer = kafka.producer({ unknownTopicTimeoutMs: 500 });
  const lost = producer.send({ topic: "nowhere", value: "v" });
  assert.equal((await producer.send({ topic: "orders", value: "v" })).topic, "orders");
  const error = await failsWith(lost, {
    code: "UNKNOWN_TOPIC_OR_PARTITION",
    message: /nowhere.*does not exist/,
    withinMs: 5000,
  });
  assert.ok(error instanceof BrokerError);
});

test("A partition that does not exist ends a consumer that names it", async (t) => {
  const { kafka } = await against(t, {});
  const next = async (partitions: Record<string, number[]>) => {
    const consumer = kafka.consumer({ partitions });
    await consumer[Symbol.asyncIterator]().next();
  };
  await failsWith(next({ nowhere: [0] }), {
    code: "UNKNOWN_PARTITION",
    message: /nowhere.*does not exist/,
    withinMs: 4000,
  });
  await failsWith(next({ orders: [7] }), {
    code: "UNKNOWN_PARTITION",
    message: /partition 7 .*2 partitions/,
    withinMs: 4000,
  });
});

test("A throttle time of 24 days never beats the time limit of a send or a call", async (t) => {
  const { kafka } = await against(t, {
    produce: ({ request }) => ({ ...goodProduce(request, 5n), throttleTimeMs: 0x7fff_ffff }),
  });
  const producer = kafka.producer({ deliveryTimeoutMs: 400 });
  assert.equal((await producer.send({ topic: "orders", partition: 0, value: "a" })).offset, 5);
  await failsWith(producer.send({ topic: "orders", partition: 0, value: "b" }), {
    code: "DELIVERY_TIMEOUT",
    message: /orders/,
  });
});

test("A metadata answer with a throttle time of 24 days does not hold up a call beyond its limit", async (t) => {
  const { kafka, broker } = await against(t, {
    metadata: () => ({ ...goodMetadata(broker.port, { orders: 1 }), throttleTimeMs: 0x7fff_ffff }),
  });
  assert.deepEqual(await kafka.topics(), ["orders"]);
  await failsWith(kafka.topics(), { code: "API_TIMEOUT", message: /350 ms/ });
});

test("An answer that ends too early is a ProtocolError that names the message and the field", async (t) => {
  const { kafka } = await against(t, {
    metadata: ({ frame }) => {
      const bytes = frame(goodMetadata(1, { orders: 1 })).slice(0, 30);
      new DataView(bytes.buffer).setInt32(0, 26);
      return bytes;
    },
  });
  const error = await failsWith(kafka.topics(), { code: "API_TIMEOUT", message: /MetadataResponse|Metadata v9/ });
  let cause: unknown = error;
  while (cause instanceof Error && !(cause instanceof ProtocolError && cause.field !== undefined)) cause = cause.cause;
  assert.ok(cause instanceof ProtocolError, "no ProtocolError with a field among the causes");
});
