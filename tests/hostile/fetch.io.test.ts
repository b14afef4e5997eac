// Fetch answers that break, double or swap: an error with topic, partition and offset, nothing of a broken batch handed
// over, each record once, and no flood of requests to a broker that makes no progress.
import assert from "node:assert/strict";
import { BrokerError, type Consumer, type ConsumerOptions, KafkaError, ProtocolError } from "../../mod.ts";
import { loadPlatform } from "../../transports/auto.ts";
import { test, type TestContext } from "../harness.ts";
import { goodFetch, type HostileBroker, type Script } from "./hostile_broker.ts";
import { against, batchOf, client, damaged, readSome } from "./hostile_client.ts";

type Fetch = NonNullable<Script["fetch"]>;

interface World {
  readonly broker: HostileBroker;
  readonly consumer: Consumer;
}

async function reading(t: TestContext, script: Script, options: Partial<ConsumerOptions> = {}): Promise<World> {
  const { broker, kafka } = await against(t, script);
  return { broker, consumer: kafka.consumer({ topics: ["orders"], maxWaitMs: 50, ...options }) };
}

/** A log of one batch of two records in each partition; partition 0 has `bytes` in its place. */
function logWith(bytes: Uint8Array): Fetch {
  return ({ request }) => {
    const answer = goodFetch(request, (partition, offset) => {
      if (partition === 0) {
        return offset < 2n ? bytes : batchOf(["c"], { baseOffset: 2 }).subarray(0, offset < 3n ? undefined : 0);
      }
      return offset < 2n ? batchOf(["a", "b"]) : null;
    });
    return answer;
  };
}

const good = batchOf(["a", "b"]);

function flipped(at: number): Uint8Array {
  const copy = good.slice();
  copy[at] ^= 0xff;
  return copy;
}

const BROKEN: readonly (readonly [what: string, bytes: Uint8Array, code: string, message: RegExp])[] = [
  ["a wrong checksum", flipped(good.length - 2), "CRC_MISMATCH", /checksum/],
  ["a count that is too high", damaged(good, (view) => view.setInt32(57, 3)), "INVALID_RECORD_BATCH", /./],
  [
    "a count that is too low",
    damaged(good, (view) => view.setInt32(57, 1)),
    "INVALID_RECORD_BATCH",
    /bytes follow its last record/,
  ],
  [
    "a count of two billion",
    damaged(good, (view) => view.setInt32(57, 2_000_000_000)),
    "INVALID_RECORD_BATCH",
    /declares 2000000000/,
  ],
  ["a negative count", damaged(good, (view) => view.setInt32(57, -1)), "INVALID_RECORD_BATCH", /declares -1/],
  ["a size less than its header", damaged(good, (view) => view.setInt32(8, 12)), "INVALID_RECORD_BATCH", /size is 12/],
  ["a negative size", damaged(good, (view) => view.setInt32(8, -5)), "INVALID_RECORD_BATCH", /size is -5/],
  [
    "a record length that does not fit",
    damaged(good, (view) => view.setUint8(61, 0x7e)),
    "INVALID_RECORD_BATCH",
    /does not fit/,
  ],
  ["a negative offset", damaged(good, (view) => view.setBigInt64(0, -3n)), "OUT_OF_RANGE", /offset is -3/],
  ["an offset beyond 2^53", damaged(good, (view) => view.setBigInt64(0, 1n << 60n)), "OUT_OF_RANGE", /offset/],
  [
    "last offset before its first",
    damaged(good, (view) => view.setInt32(23, -1)),
    "INVALID_RECORD_BATCH",
    /last record/,
  ],
  ["format 7", damaged(good, (view) => view.setUint8(16, 7)), "INVALID_RECORD_BATCH", /format is 7/],
  ["codec 6", damaged(good, (view) => view.setInt16(21, 6)), "INVALID_RECORD_BATCH", /codec is 6/],
  ["gzip that is none", damaged(good, (view) => view.setInt16(21, 1)), "INVALID_COMPRESSION", /./],
  ["zstd that is none", damaged(good, (view) => view.setInt16(21, 4)), "INVALID_COMPRESSION", /./],
];

test("A broken batch ends in an error with topic, partition and offset; the other partitions go on, and so does seek", async (t) => {
  await Promise.all(BROKEN.map(async ([what, bytes, code, message]) => {
    const { consumer } = await reading(t, { fetch: logWith(bytes) });
    const records: string[] = [];
    let error: unknown = null;
    for (let rounds = 0; rounds < 3 && records.length < 2; rounds++) {
      const some = await readSome(consumer, { enough: 2 - records.length });
      records.push(...some.records);
      error ??= some.error;
    }
    if (error === null) error = (await readSome(consumer, { enough: 1 })).error;
    assert.ok(error instanceof ProtocolError, `${what}: ${String(error)}`);
    assert.deepEqual([error.code, error.topic, error.partition], [code, "orders", 0], `${what}: ${error.message}`);
    assert.match(error.message, message, what);
    assert.match(error.message, /orders\[0\] from offset 0/, what);
    assert.deepEqual(records, ["orders[1]@0=a", "orders[1]@1=b"], what);
    assert.deepEqual(await readSome(consumer, { forMs: 60 }), { records: [], error: null }, what);
    consumer.seek({ topic: "orders", partition: 0 }, 2);
    assert.deepEqual(await readSome(consumer, { enough: 1 }), { records: ["orders[0]@2=c"], error: null }, what);
  }));
});

test("What stands before a broken batch is handed over, and the error names the offset behind it", async (t) => {
  const bad = damaged(batchOf(["x"], { baseOffset: 2 }), (view) => view.setUint8(16, 7));
  const both = new Uint8Array(good.length + bad.length);
  both.set(good);
  both.set(bad, good.length);
  const { consumer } = await reading(t, { topics: { orders: 1 }, fetch: logWith(both) });
  const { records, error } = await readSome(consumer);
  assert.deepEqual(records, ["orders[0]@0=a", "orders[0]@1=b"]);
  assert.match(String(error), /orders\[0\] from offset 2: .*format is 7/);
});

test("A compression bomb ends at maxDecompressedBytes, for every codec", async (t) => {
  const { codecs } = await loadPlatform();
  const bomb = ["\0".repeat(4_000_000)];
  for (const codec of Object.values(codecs)) {
    const { consumer } = await reading(t, { topics: { orders: 1 }, fetch: logWith(batchOf(bomb, { codec })) }, {
      maxDecompressedBytes: 100_000,
    });
    const { records, error } = await readSome(consumer);
    assert.deepEqual(records, []);
    assert.ok(error instanceof ProtocolError, `${codec.name}: ${String(error)}`);
    assert.equal(error.code, "DECOMPRESSED_TOO_LARGE", error.message);
    assert.match(error.message, /orders\[0\] from offset 0: .*100000/);
  }
});

test("A partition that the answer doubles, and partitions that nobody asked for, give each record once", async (t) => {
  const { consumer } = await reading(t, {
    fetch: ({ request }) => {
      const answer = goodFetch(request, (_, offset) => offset < 2n ? batchOf(["a", "b"]) : null);
      const [{ partitions }] = answer.responses;
      const foreign = { ...partitions[0], records: batchOf(["foreign"]) };
      return {
        responses: [
          { topic: "others", partitions: [foreign] },
          {
            topic: "orders",
            partitions: [...partitions, ...partitions, { ...foreign, partitionIndex: 9 }, {
              ...foreign,
              partitionIndex: -1,
            }],
          },
          ...answer.responses,
        ],
      };
    },
  });
  const { records, error } = await readSome(consumer, { forMs: 250 });
  assert.equal(error, null);
  assert.deepEqual(records.sort(), ["orders[0]@0=a", "orders[0]@1=b", "orders[1]@0=a", "orders[1]@1=b"]);
});

test("A partition that the answer lacks waits, the others go on, and the broker is not flooded", async (t) => {
  const { consumer, broker } = await reading(t, {
    fetch: ({ request }) => {
      const answer = goodFetch(request, (_, offset) => batchOf(["v"], { baseOffset: Number(offset) }));
      for (const topic of answer.responses) {
        topic.partitions = topic.partitions.filter(({ partitionIndex }) => partitionIndex !== 0);
      }
      return answer.responses.some(({ partitions }) => partitions.length > 0) ? answer : { responses: [] };
    },
  });
  const { records, error } = await readSome(consumer, { enough: 5 });
  assert.equal(error, null);
  assert.deepEqual(records, [0, 1, 2, 3, 4].map((offset) => `orders[1]@${offset}=v`));
  assert.ok(broker.count("Metadata") < 15, `${broker.count("Metadata")} metadata requests`);
});

test("An unknown error code stops its partition with the number; the others go on", async (t) => {
  const { consumer } = await reading(t, {
    fetch: ({ request }) => {
      const answer = goodFetch(request, (_, offset) => offset < 2n ? batchOf(["a", "b"]) : null);
      return {
        responses: answer.responses.map((topic) => ({
          ...topic,
          partitions: topic.partitions.map((one) => ({ ...one, errorCode: one.partitionIndex === 0 ? 1234 : 0 })),
        })),
      };
    },
  });
  const first = await readSome(consumer);
  const second = await readSome(consumer, { forMs: 150 });
  const error = first.error ?? second.error;
  assert.ok(error instanceof BrokerError, String(error));
  assert.deepEqual([error.errorCode, error.retriable, error.topic, error.partition], [1234, false, "orders", 0]);
  assert.deepEqual([...first.records, ...second.records], ["orders[1]@0=a", "orders[1]@1=b"]);
});

test("An unknown error code of the whole answer is told once, and the consumer can go on by seek", async (t) => {
  let code = 1234;
  const { consumer } = await reading(t, {
    topics: { orders: 1 },
    fetch: ({ request }) => ({
      ...goodFetch(request, (_, offset) => offset < 1n ? batchOf(["a"]) : null),
      errorCode: code,
    }),
  });
  const { error } = await readSome(consumer);
  assert.ok(error instanceof BrokerError && error.errorCode === 1234, String(error));
  code = 0;
  consumer.seek({ topic: "orders", partition: 0 }, 0);
  assert.deepEqual(await readSome(consumer, { enough: 1 }), { records: ["orders[0]@0=a"], error: null });
});

test("Ends of the log beyond 2^53 stop their partition with an error, not the consumer", async (t) => {
  const { consumer } = await reading(t, {
    fetch: ({ request }) => {
      const answer = goodFetch(request, (_, offset) => offset < 1n ? batchOf(["a"]) : null);
      for (const topic of answer.responses) {
        for (const one of topic.partitions) if (one.partitionIndex === 0) one.highWatermark = 1n << 60n;
      }
      return answer;
    },
  });
  const first = await readSome(consumer);
  const second = await readSome(consumer, { forMs: 150 });
  assert.match(String(first.error ?? second.error), /orders\[0\] from offset 0: .*highWatermark/);
  assert.deepEqual([...first.records, ...second.records], ["orders[1]@0=a"]);
});

/** Requests that a consumer sends in half a second to a broker that makes no progress, and what it handed over. */
async function stuck(t: TestContext, script: Script): Promise<{ requests: number; records: string[]; error: unknown }> {
  const { consumer, broker } = await reading(t, script, { maxWaitMs: 5000 });
  const { records, error } = await readSome(consumer, { forMs: 500 });
  await consumer.close();
  return { requests: broker.total(), records, error };
}

// 20 a second, and those of the start: metadata, positions.
const MOST_REQUESTS = 14;

const STUCK: readonly (readonly [what: string, script: Script, records: readonly string[]])[] = [
  ["the same batch for ever", { fetch: ({ request }) => goodFetch(request, () => good) }, [
    "orders[0]@0=a",
    "orders[0]@1=b",
    "orders[1]@0=a",
    "orders[1]@1=b",
  ]],
  ["nothing, at once", { fetch: ({ request }) => goodFetch(request, () => null) }, []],
  ["no partition at all, at once", { fetch: () => ({ responses: [] }) }, []],
  ["batches without records below the offset", {
    fetch: ({ request }) => goodFetch(request, (_, offset) => offset < 2n ? good : batchOf(["old"])),
  }, ["orders[0]@0=a", "orders[0]@1=b", "orders[1]@0=a", "orders[1]@1=b"]],
  ["other topics for ever", {
    fetch: ({ request }) => ({
      responses: goodFetch(request, () => good).responses.map((one) => ({ ...one, topic: "x" })),
    }),
  }, []],
  ["out of range for ever", {
    fetch: ({ request }) => ({
      responses: goodFetch(request, () => null).responses.map((topic) => ({
        ...topic,
        partitions: topic.partitions.map((one) => ({ ...one, errorCode: 1 })),
      })),
    }),
  }, []],
  ["a closed connection for ever", {
    fetch: ({ socket }) => {
      socket.destroy();
      return null;
    },
  }, []],
  ["offsets that are none", {
    listOffsets: ({ request }) => ({
      topics: request.topics.map(({ name, partitions }) => ({
        name,
        partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, offset: -1n })),
      })),
    }),
  }, []],
  ["offsets beyond 2^53", {
    listOffsets: ({ request }) => ({
      topics: request.topics.map(({ name, partitions }) => ({
        name,
        partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, offset: 1n << 60n })),
      })),
    }),
  }, []],
  ["no offsets", { listOffsets: () => ({ topics: [] }) }, []],
];

test("A broker that makes no progress gets at most 20 requests a second, and each record comes once", async (t) => {
  await Promise.all(STUCK.map(async ([what, script, expected]) => {
    const { requests, records, error } = await stuck(t, script);
    assert.equal(error, null, `${what}: ${String(error)}`);
    assert.deepEqual(records.sort(), expected, what);
    assert.ok(requests <= MOST_REQUESTS, `${what}: ${requests} requests in half a second`);
  }));
});

test("A batch that is cut for ever ends in an error with its place; one that claims gigabytes names the limit", async (t) => {
  const huge = damaged(good, (view) => view.setInt32(8, 2_000_000_000));
  for (
    const [bytes, message] of [
      [good.subarray(0, good.length - 3), /orders\[0\] from offset 0: the broker cuts the batch/],
      [huge, /orders\[0\] at offset 0 has 2000000012 bytes.*raise maxBytes/],
    ] as const
  ) {
    const { consumer, broker } = await reading(t, {
      topics: { orders: 1 },
      fetch: ({ request }) => goodFetch(request, () => bytes),
    });
    const { records, error } = await readSome(consumer, { forMs: 1500 });
    assert.deepEqual(records, []);
    assert.match(String(error), message);
    assert.ok(broker.count("Fetch") <= 7, `${broker.count("Fetch")} fetches`);
  }
});

test("A broker whose address in the metadata is wrong ends a consumer with the reason, after apiTimeoutMs", async (t) => {
  const { broker, kafka } = await against(t, {
    metadata: () => ({
      brokers: [{ nodeId: 1, host: "no-such-host.invalid", port: 9092 }, {
        nodeId: 2,
        host: "127.0.0.1",
        port: broker.port,
      }],
      topics: [{
        name: "orders",
        partitions: [{ partitionIndex: 0, leaderId: 1, leaderEpoch: 1, replicaNodes: [1], isrNodes: [1] }],
      }],
    }),
  });
  const { error } = await readSome(kafka.consumer({ topics: ["orders"] }), { forMs: 3000 });
  assert.ok(error instanceof KafkaError, String(error));
  assert.match(error.message, /no-such-host\.invalid/);
});

test("A long poll of one consumer does not hold up another one of the same client, nor does one that was closed", async (t) => {
  const { EmbeddedKafka } = await import("../../embedded/mod.ts");
  const cluster = await EmbeddedKafka.start({ topics: { idle: 1, busy: 1 } });
  t.after(() => cluster.close());
  const kafka = client(t, cluster.options());
  await kafka.producer().send({ topic: "busy", value: "v" });
  const idle = kafka.consumer({ topics: ["idle"] });
  await readSome(idle, { forMs: 60 });
  assert.deepEqual((await readSome(kafka.consumer({ topics: ["busy"] }), { enough: 1 })).records, ["busy[0]@0=v"]);
  await idle.close();
  assert.deepEqual((await readSome(kafka.consumer({ topics: ["busy"] }), { enough: 1 })).records, ["busy[0]@0=v"]);
});
