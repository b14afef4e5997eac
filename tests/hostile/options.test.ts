// Options out of range: each object names all of its mistakes in one ConfigError, before anything is opened.
import assert from "node:assert/strict";
import { EmbeddedKafka } from "../../embedded/mod.ts";
import { ConfigError, Kafka } from "../../mod.ts";
import { test } from "../harness.ts";

function mistakes(make: () => unknown, expected: readonly RegExp[]): void {
  assert.throws(make, (error) => {
    assert.ok(error instanceof ConfigError, String(error));
    assert.equal(error.code, "INVALID_CONFIG");
    for (const problem of expected) {
      assert.ok(
        error.problems.some((one) => problem.test(one)),
        `${problem} is not among ${error.problems.join("\n")}`,
      );
    }
    assert.equal(error.problems.length, expected.length, error.problems.join("\n"));
    return true;
  });
}

/** A value of a type that TypeScript would refuse: JavaScript does not. */
const wrong = (value: unknown) => value as never;

test("A client names all mistakes of its options at once", () => {
  mistakes(() =>
    new Kafka({
      brokers: ["good:9092", "bad:99999", ""],
      clientId: "",
      connectTimeoutMs: 0,
      requestTimeoutMs: NaN,
      apiTimeoutMs: -1,
      closeTimeoutMs: 2 ** 31,
      retryBackoffMs: 500,
      retryBackoffMaxMs: 100,
      metadataMaxAgeMs: 1.5,
      maxResponseBytes: 100,
      tls: wrong("yes"),
      dial: wrong(1),
      hooks: wrong([1]),
      minVersions: { Fetch: 12 },
      maxVersions: { Fetch: 4 },
      brokerVersion: wrong("0.7"),
      unstableVersions: wrong(1),
      ...wrong({ bootstrapServers: "x" }) as object,
    }), [
    /bad:99999/,
    /brokers.*empty|""/,
    /clientId must be a string that is not empty/,
    /connectTimeoutMs must be a whole number of 1 to 2147483647 ms: it is 0/,
    /requestTimeoutMs .*it is NaN/,
    /apiTimeoutMs .*or Infinity: it is -1/,
    /closeTimeoutMs .*it is 2147483648/,
    /retryBackoffMs \(500\) must not be above retryBackoffMaxMs \(100\)/,
    /metadataMaxAgeMs .*it is 1\.5/,
    /maxResponseBytes .*bytes: it is 100/,
    /tls must be/,
    /dial must be a function/,
    /hooks must be a list of functions/,
    /minVersions\.Fetch \(12\) must not be above/,
    /brokerVersion must be one of/,
    /unstableVersions must be one of/,
    /bootstrapServers is no option of a client/,
  ]);
});

test("A client without brokers, or with options that are none, is a mistake that names them", () => {
  for (
    const options of [
      {},
      { brokers: [] },
      { brokers: "" },
      { brokers: 7 },
      { brokers: [null] },
      null,
      undefined,
      "localhost",
    ]
  ) {
    assert.throws(
      () => new Kafka(wrong(options)),
      (error) => error instanceof ConfigError && /broker/.test(error.message),
      String(JSON.stringify(options)),
    );
  }
});

test("A producer names all mistakes of its options at once", () => {
  const kafka = new Kafka({ brokers: "localhost" });
  mistakes(() =>
    kafka.producer({
      lingerMs: -1,
      batchMaxBytes: 5_000,
      maxRequestBytes: 2_000,
      maxInFlight: 6,
      compression: wrong("brotli"),
      compressionLevel: 99,
      acks: 0,
      deliveryTimeoutMs: 0,
      maxBufferedBytes: 0,
      partitioner: wrong("round-robin"),
      allowAutoTopicCreation: wrong("no"),
      unknownTopicTimeoutMs: Infinity,
      onDelivery: wrong({}),
      closeTimeoutMs: -5,
      ...wrong({ retries: 3 }) as object,
    }), [
    /lingerMs/,
    /batchMaxBytes \(5000\) must not be above maxRequestBytes \(2000\)/,
    /maxInFlight must be a whole number of 1 to 5/,
    /compression must be one of none, gzip, snappy, lz4, zstd.*brotli/,
    /compressionLevel/,
    /acks: 0 cannot be idempotent/,
    /deliveryTimeoutMs/,
    /maxBufferedBytes/,
    /partitioner must be a function/,
    /allowAutoTopicCreation/,
    /unknownTopicTimeoutMs/,
    /onDelivery must be a function/,
    /closeTimeoutMs/,
    /retries is no option of a producer/,
  ]);
  for (const options of [null, 7, "x"]) {
    assert.throws(() => kafka.producer(wrong(options)), ConfigError, String(options));
  }
});

test("A consumer names all mistakes of its options at once", () => {
  const kafka = new Kafka({ brokers: "localhost" });
  mistakes(() =>
    kafka.consumer({
      topics: ["orders", ""],
      partitions: { orders: [0], audit: { 0: -5, 1: wrong("middle") }, other: [-1, 1.5] },
      from: wrong("begin"),
      onOutOfRange: wrong("skip"),
      isolation: wrong("serializable"),
      minBytes: -1,
      maxWaitMs: 0,
      maxBytes: 2 ** 31,
      maxPartitionBytes: 0,
      maxDecompressedBytes: NaN,
      maxBufferedBytes: 0,
      checkCrc: wrong("yes"),
      rack: wrong(5),
      ...wrong({ groupId: "g" }) as object,
    }), [
    /topics must hold topic names that are not empty/,
    /partitions and topics both name "orders"/,
    /partitions\.audit\.0 must be/,
    /partitions\.audit\.1 must be/,
    /partitions of "other".*-1/,
    /partitions of "other".*1\.5/,
    /from must be/,
    /onOutOfRange must be one of/,
    /isolation must be one of/,
    /minBytes/,
    /maxWaitMs/,
    /maxBytes/,
    /maxPartitionBytes/,
    /maxDecompressedBytes/,
    /maxBufferedBytes/,
    /checkCrc/,
    /rack must be a string/,
    /groupId is no option of a consumer/,
  ]);
  for (
    const options of [undefined, null, {}, { topics: [] }, { topics: "orders" }, { topics: [7] }, { partitions: 5 }, {
      partitions: { orders: 3 },
    }, { partitions: null, topics: null }]
  ) {
    assert.throws(() => kafka.consumer(wrong(options)), ConfigError, String(JSON.stringify(options)));
  }
});

test("An embedded cluster names all mistakes of its options at once", async () => {
  const error = await EmbeddedKafka.start({
    brokers: 2,
    replicationFactor: 3,
    racks: ["a"],
    topics: { "bad/name": 1, orders: 0, audit: { partitions: 1, replicationFactor: 5 } },
    listen: { ports: [99_999] },
    maxRequestBytes: 5,
    defaultPartitions: 0,
    versions: { Nothing: 3, Fetch: [5, 2] },
    autoCreateTopics: wrong("yes"),
    ...wrong({ zookeeper: true }) as object,
  }).then(() => assert.fail("it started"), (reason) => reason);
  assert.ok(error instanceof ConfigError, String(error));
  for (
    const problem of [
      /replicationFactor/,
      /racks/,
      /bad\/name/,
      /orders.*partitions/,
      /audit.*replicationFactor/,
      /listen\.ports must have/,
      /listen\.ports\[0\]/,
      /maxRequestBytes/,
      /defaultPartitions/,
      /versions\.Nothing/,
      /versions\.Fetch/,
      /autoCreateTopics/,
      /zookeeper/,
    ]
  ) {
    assert.ok(
      error.problems.some((one: string) => problem.test(one)),
      `${problem} is not among ${error.problems.join("\n")}`,
    );
  }
  for (
    const options of [
      { topics: { orders: null } },
      { topics: 5 },
      { topics: { orders: "3" } },
      { versions: { Fetch: "4" } },
      null,
      { listen: { ports: 5 } },
      { racks: 5 },
    ]
  ) {
    const wrongType = await EmbeddedKafka.start(wrong(options)).then(async (cluster) => {
      await cluster.close();
      return null;
    }, (reason) => reason);
    assert.ok(wrongType instanceof ConfigError, `${JSON.stringify(options)}: ${String(wrongType)}`);
  }
});

test("A record that is none is refused with its field", async () => {
  const kafka = new Kafka({ brokers: "localhost" });
  const producer = kafka.producer();
  for (
    const record of [
      null,
      undefined,
      5,
      {},
      { topic: "" },
      { topic: 5 },
      { topic: "t", value: 5 },
      { topic: "t", key: {} },
      { topic: "t", partition: -1 },
      { topic: "t", partition: 1.5 },
      { topic: "t", timestamp: NaN },
      { topic: "t", headers: 5 },
      { topic: "t", headers: { a: 5 } },
      { topic: "t", headers: [["a"], 5] },
    ]
  ) {
    const error = await (async () => await producer.send(wrong(record)))().then(
      () => assert.fail("sent"),
      (reason) => reason,
    );
    assert.ok(
      error !== null && typeof error === "object" && "code" in error && error.name !== "TypeError",
      `${JSON.stringify(record)}: ${String(error)}`,
    );
  }
  await kafka.close();
});
