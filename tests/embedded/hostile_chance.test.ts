// Requests by chance to every API of the embedded broker: whole ones, damaged ones, cut ones and bytes that are none. The
// cluster answers or closes, throws nothing, keeps no timer, and serves an ordinary client afterwards.
import assert from "node:assert/strict";
import { allHandlers } from "../../embedded/handlers.ts";
import { EmbeddedKafka } from "../../embedded/mod.ts";
import { Fetch } from "../../protocol/messages/fetch.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { Produce } from "../../protocol/messages/produce.ts";
import { SeededRandom } from "../../simulation/mod.ts";
import { test } from "../harness.ts";
import { inventRequest, type MadeOf } from "./hostile_requests.ts";
import { batch, dialAddress, RawClient, virtualPlatform } from "./raw_client.ts";

/** Many requests: slow machines take their time. */
const LONG = { timeoutMs: 120_000 };

const TOPICS = { orders: 3, payments: 1 };

/** A cluster that is treated badly. */
class Victim {
  readonly random: SeededRandom;
  readonly #platform: ReturnType<typeof virtualPlatform>;
  readonly #memberIds: string[] = [];
  #topicIds: readonly string[] = [];
  #cluster: EmbeddedKafka | null = null;

  constructor(seed: number) {
    this.random = new SeededRandom(seed);
    this.#platform = virtualPlatform(seed);
  }

  get cluster(): EmbeddedKafka {
    assert.ok(this.#cluster);
    return this.#cluster;
  }

  get clock() {
    return this.#platform.clock;
  }

  get madeOf(): MadeOf {
    return { random: this.random, topicIds: this.#topicIds, memberIds: this.#memberIds };
  }

  async start(options: Parameters<typeof EmbeddedKafka.start>[0] = {}): Promise<void> {
    const platform = this.#platform;
    this.#cluster = await this.clock.until(EmbeddedKafka.start({ platform, brokers: 3, topics: TOPICS, ...options }));
    await this.mend();
  }

  /** What requests have done to it is undone: topics deleted, brokers unregistered. */
  async mend(): Promise<void> {
    const { cluster, clock } = this;
    for (const id of cluster.nodeIds) if (!cluster.isRunning(id)) await clock.until(cluster.startBroker(id));
    for (const [name, count] of Object.entries(TOPICS)) if (!cluster.topics.has(name)) cluster.createTopic(name, count);
    const client = await this.connect();
    const topics = Object.keys(TOPICS).map((name) => ({ name }));
    this.#topicIds = (await clock.until(client.call(Metadata, { topics }))).topics.map(({ topicId }) => topicId);
    client.close();
  }

  async connect(node: number = 1 + this.random.int(3)): Promise<RawClient> {
    const { brokers, platform: { dial } } = this.cluster.options();
    return new RawClient(await this.clock.until(dialAddress(dial, brokers[node - 1])));
  }

  /** Sends bytes on a connection of their own; ids of members in the answer are used by later requests. */
  async attack(bytes: Uint8Array): Promise<void> {
    const client = await this.connect();
    const errors = this.cluster.errors.length;
    await client.stream.write([bytes]);
    await this.clock.advance(2);
    void this.#learn(client).catch(() => {});
    await this.clock.advance(1);
    client.close();
    assert.deepEqual(this.cluster.errors.slice(errors), []);
  }

  /** An ordinary client works, and nothing is left of anything once the cluster is closed. */
  async end(): Promise<void> {
    await this.clock.advance(this.random.int(100_000));
    await this.mend();
    const { cluster, clock } = this;
    cluster.createTopic("fresh", { partitions: 1, replicationFactor: 1 });
    const node = cluster.partition("fresh", 0).leader;
    const client = await this.connect(node);
    const records = batch([{ key: "k", value: "v" }]);
    const data = { topicData: [{ name: "fresh", partitionData: [{ index: 0, records }] }] };
    const produced = await clock.until(client.call(Produce, { acks: -1, timeoutMs: 1000, ...data }, 9));
    assert.equal(produced.responses[0].partitionResponses[0].errorCode, 0);
    const partitions = [{ partition: 0, fetchOffset: 0n, partitionMaxBytes: 1000 }];
    const fetched = await clock.until(
      client.call(Fetch, { maxBytes: 1000, topics: [{ topic: "fresh", partitions }] }, 12),
    );
    assert.equal(fetched.responses[0].partitions[0].records?.length, records.length);
    client.close();
    await clock.until(cluster.close());
    await clock.advance(0);
    assert.deepEqual(cluster.errors, []);
    assert.equal(clock.pending, 0, "timers are left");
  }

  async #learn(client: RawClient): Promise<void> {
    const frame = await client.frame();
    if (frame === null) return;
    const text = String.fromCharCode(...frame.subarray(0, 300));
    this.#memberIds.push(...text.match(/hostile-[0-9a-f-]{36}|[A-Za-z0-9_-]{22}/g) ?? []);
  }
}

async function toEveryApi(victim: Victim, act: (request: Uint8Array) => Promise<void>): Promise<void> {
  const { random } = victim;
  for (const handler of allHandlers().values()) {
    const { minVersion, maxVersion } = handler.api;
    const between = minVersion + random.int(maxVersion + 1 - minVersion);
    for (const version of new Set([minVersion, maxVersion, between])) {
      await act(inventRequest(handler, version, victim.madeOf));
    }
  }
  await victim.mend();
}

test("Every API in its lowest, highest and another version bears values of every kind", LONG, async () => {
  const victim = new Victim(11);
  await victim.start();
  for (let round = 0; round < 3; round++) await toEveryApi(victim, (request) => victim.attack(request));
  await victim.end();
});

test("Every API bears values of every kind with access rules, made topics and one broker", LONG, async () => {
  const victim = new Victim(12);
  await victim.start({ acls: { allowIfNone: true }, autoCreateTopics: true, groupInitialRebalanceDelayMs: 100 });
  for (let round = 0; round < 2; round++) await toEveryApi(victim, (request) => victim.attack(request));
  await victim.end();
});

test("Every API bears requests that are damaged or cut", LONG, async () => {
  const victim = new Victim(13);
  await victim.start();
  const { random } = victim;
  for (let round = 0; round < 2; round++) {
    await toEveryApi(victim, async (request) => {
      const damaged = request.slice();
      for (let n = random.int(4); n >= 0; n--) damaged[8 + random.int(damaged.length - 8)] = random.int(256);
      await victim.attack(damaged);
      const cut = request.slice(0, 8 + random.int(request.length - 8));
      if (random.int(2) === 0) new DataView(cut.buffer).setInt32(0, cut.length - 4);
      await victim.attack(cut);
    });
  }
  await victim.end();
});

test(
  "Counts that are larger than the request are refused in every API before anything is set aside",
  LONG,
  async () => {
    const victim = new Victim(14);
    await victim.start();
    await toEveryApi(victim, async (request) => {
      // Each byte in turn becomes the start of an enormous number, as int32 and as a varint.
      for (let n = 0; n < 6; n++) {
        const at = 14 + victim.random.int(Math.max(1, request.length - 19));
        for (const huge of [[0x7f, 0xff, 0xff, 0xff], [0xff, 0xff, 0xff, 0xff, 0x0f], [0x80, 0, 0, 0]]) {
          const damaged = request.slice();
          damaged.set(huge.slice(0, damaged.length - at), at);
          await victim.attack(damaged);
        }
      }
    });
    await victim.end();
  },
);

test("Random bytes, with a size in front or without, end in a closed connection", LONG, async () => {
  const victim = new Victim(15);
  await victim.start();
  const { random } = victim;
  for (let round = 0; round < 300; round++) {
    const bytes = random.bytes(random.int(120));
    if (bytes.length >= 12 && round % 2 === 0) {
      new DataView(bytes.buffer).setInt32(0, bytes.length - 4);
      bytes[4] = 0;
      bytes[5] = random.int(93);
      bytes[6] = 0;
      bytes[7] = random.int(20);
    }
    await victim.attack(bytes);
  }
  await victim.end();
});

test("Requests sent all at once before the connection is reset leave nothing behind", LONG, async () => {
  const victim = new Victim(16);
  await victim.start();
  for (let round = 0; round < 3; round++) {
    let client = await victim.connect();
    let sent = 0;
    await toEveryApi(victim, async (request) => {
      await client.stream.write([request]).catch(() => {});
      if (++sent % 40 !== 0) return;
      if (round > 0) await victim.clock.advance(victim.random.int(50));
      client.close();
      client = await victim.connect();
    });
    client.close();
  }
  await victim.end();
});

test("A connection that has not logged in bears every API", LONG, async () => {
  const victim = new Victim(17);
  const platform = virtualPlatform(17);
  const cluster = await platform.clock.until(
    EmbeddedKafka.start({ platform, topics: { orders: 1 }, sasl: { users: { alice: "secret" } } }),
  );
  const { brokers, platform: { dial } } = cluster.options();
  const handlers = allHandlers();
  for (const key of handlers.keys()) {
    for (const before of [[], [18], [17], [18, 17], [17, 17], [17, 36], [36]]) {
      const client = new RawClient(await platform.clock.until(dialAddress(dial, brokers[0])));
      for (const handler of [...before, key].map((one) => handlers.get(one))) {
        assert.ok(handler);
        const request = inventRequest(handler, victim.random.int(handler.api.maxVersion + 1), victim.madeOf);
        await client.stream.write([request]).catch(() => {});
      }
      await platform.clock.advance(1);
      client.close();
    }
  }
  await platform.clock.until(cluster.close());
  assert.deepEqual(cluster.errors, []);
  assert.equal(platform.clock.pending, 0);
});
