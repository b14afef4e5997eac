// The Kafka object: joins cluster, producers and consumers; connects lazily; closes everything.
import assert from "node:assert/strict";
import { EmbeddedKafka } from "../../embedded/mod.ts";
import { DescribeCluster } from "../../protocol/messages/describe_cluster.ts";
import { VirtualClock } from "../../simulation/clock.ts";
import { SeededRandom } from "../../simulation/random.ts";
import { Kafka, type KafkaOptions } from "../../src/kafka.ts";
import { test, type TestContext } from "../harness.ts";

interface Bench {
  readonly clock: VirtualClock;
  readonly cluster: EmbeddedKafka;
  readonly options: KafkaOptions;
}

async function bench(t: TestContext, topics: Readonly<Record<string, number>> = { t: 1 }): Promise<Bench> {
  const clock = new VirtualClock();
  const cluster = await EmbeddedKafka.start({
    brokers: 3,
    topics,
    platform: {
      name: "virtual",
      dial: () => Promise.reject(new Error("no sockets here")),
      clock,
      random: new SeededRandom(1),
      codecs: {},
      wasmCrc: false,
    },
  });
  t.after(async () => {
    await clock.until(cluster.close());
    assert.equal(clock.pending, 0, "timers are left");
  });
  return { clock, cluster, options: cluster.options() };
}

test("new Kafka() throws one ConfigError with every mistake", () => {
  // deno-lint-ignore no-explicit-any
  const bad: any = { brokers: "localhost:0", clientId: 5, foo: 1 };
  assert.throws(() => new Kafka(bad), (error: { readonly name: string; readonly problems: readonly string[] }) => {
    return error.name === "ConfigError" && error.problems.length === 3;
  });
  // deno-lint-ignore no-explicit-any
  for (const nothing of [undefined, null, {}] as any[]) {
    assert.throws(() => new Kafka(nothing), { name: "ConfigError" });
  }
});

test("new Kafka() and kafka.producer() open nothing, and close() needs nothing", async (t) => {
  const { clock, cluster, options } = await bench(t);
  const kafka = new Kafka(options);
  kafka.producer();
  assert.equal(cluster.network.connections().length, 0);
  await clock.until(kafka.close());
  assert.equal(clock.pending, 0);
});

test("kafka.ping(), topics(), partitions(), warmUp() and request() ask the cluster", async (t) => {
  const { clock, options } = await bench(t, { a: 1, b: 2 });
  const kafka = new Kafka(options);
  await clock.until(kafka.ping());
  assert.deepEqual(await clock.until(kafka.topics()), ["a", "b"]);
  assert.deepEqual((await clock.until(kafka.partitions("b"))).map(({ partition }) => partition), [0, 1]);
  await assert.rejects(clock.until(kafka.partitions("c")), { code: "UNKNOWN_TOPIC_OR_PARTITION" });
  await clock.until(kafka.warmUp());
  const answer = await clock.until(kafka.request(DescribeCluster, {}));
  assert.equal(answer.brokers.length, 3);
  await clock.until(kafka.close());
});

test("kafka.setBrokers() refuses what is no address", async (t) => {
  const { clock, options } = await bench(t);
  const kafka = new Kafka(options);
  assert.throws(() => kafka.setBrokers("localhost:0"), { name: "ConfigError" });
  kafka.setBrokers(options.brokers);
  await clock.until(kafka.ping());
  await clock.until(kafka.close());
});

test("a record that is sent comes back to a consumer", async (t) => {
  const { clock, options } = await bench(t);
  const kafka = new Kafka(options);
  const producer = kafka.producer({ compression: "lz4" });
  const consumer = kafka.consumer({ topics: ["t"] });
  await clock.until(producer.send({ topic: "t", key: "k", value: "v", headers: { h: "1" } }));
  const { value: record } = await clock.until(consumer[Symbol.asyncIterator]().next());
  assert.deepEqual([record?.keyText(), record?.text(), record?.offset], ["k", "v", 0]);
  await clock.until(kafka.close());
});

test("kafka.close() flushes producers, ends consumers and closes every connection", async (t) => {
  const { clock, cluster, options } = await bench(t);
  const kafka = new Kafka(options);
  const sent = kafka.producer({ lingerMs: 10_000 }).send({ topic: "t", value: "v" });
  const waiting = kafka.consumer({ topics: ["t"], from: "latest" })[Symbol.asyncIterator]().next();
  await clock.advance(100);
  await clock.until(kafka.close());
  assert.equal((await sent).offset, 0);
  assert.equal((await waiting).done, true);
  assert.equal(cluster.network.connections().length, 0);
  await kafka.close();
  await assert.rejects(kafka.ping(), { code: "CLOSED" });
});

test("each consumer has fetch connections of its own, which end with it", async (t) => {
  const { clock, options } = await bench(t);
  const open = new Map<string, number>();
  const count = (lane: string, by: number) => open.set(lane, (open.get(lane) ?? 0) + by);
  const kafka = new Kafka({
    ...options,
    hooks: [(event) => {
      if (event.type === "connect") count(event.lane, 1);
      else if (event.type === "disconnect") count(event.lane, -1);
    }],
  });
  const fetchLanes = () => [...open].filter(([lane]) => lane.includes("fetch"));
  await clock.until(kafka.producer().send({ topic: "t", value: "v" }));
  for (let number = 1; number <= 3; number++) {
    const consumer = kafka.consumer({ topics: ["t"] });
    await clock.until(consumer[Symbol.asyncIterator]().next());
    assert.equal(open.get(`fetch ${number}`), 1);
    await clock.until(consumer.close());
    await clock.advance(10);
    assert.deepEqual(fetchLanes().filter(([, n]) => n !== 0), []);
  }
  await clock.until(kafka.close());
});

test("kafka.close() with all brokers gone ends within its limit, and every promise settles", async (t) => {
  const { clock, cluster, options } = await bench(t);
  const kafka = new Kafka(options);
  const producer = kafka.producer();
  await clock.until(producer.send({ topic: "t", value: "v" }));
  for (const nodeId of cluster.nodeIds) await cluster.killBroker(nodeId);
  const sent = producer.send({ topic: "t", value: "w" }).then(() => null, (error) => error);
  await clock.advance(50);
  const began = clock.now();
  await clock.until(kafka.close({ timeoutMs: 3000 }));
  assert.ok(clock.now() - began <= 3010, `${clock.now() - began}`);
  assert.equal((await sent)?.code, "CLOSED");
});

test("a producer that is closed is no longer the client's to close", async (t) => {
  const { clock, options } = await bench(t);
  const kafka = new Kafka(options);
  for (let i = 0; i < 3; i++) {
    const producer = kafka.producer();
    await clock.until(producer.send({ topic: "t", value: "v" }));
    await clock.until(producer[Symbol.asyncDispose]());
  }
  await clock.until(kafka[Symbol.asyncDispose]());
});
