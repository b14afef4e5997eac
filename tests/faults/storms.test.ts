// Whatever brokers answer for ever, a client asks none of them for the same more than 20 times a second, and goes on once
// they mend.
import assert from "node:assert/strict";
import { ErrorCode, errorInfo } from "../../protocol/messages/error_codes.ts";
import { Fetch } from "../../protocol/messages/fetch.ts";
import { InitProducerId } from "../../protocol/messages/init_producer_id.ts";
import { ListOffsets } from "../../protocol/messages/list_offsets.ts";
import { Metadata } from "../../protocol/messages/metadata.ts";
import { Produce } from "../../protocol/messages/produce.ts";
import type { AnyApi } from "../../embedded/mod.ts";
import type { ClientEvent } from "../../src/base/client_event.ts";
import { test, type TestContext } from "../harness.ts";
import { type World, world } from "./world.ts";

/** Requests of one kind and connects to one broker in any second, at most. */
const MOST_A_SECOND = 20;
const BAD_MS = 8000;

/** Counts what a client does in each second. */
class Pace {
  readonly #counts = new Map<string, number>();

  hear(event: ClientEvent, now: number): void {
    const what = event.type === "request"
      ? `${event.api} to ${event.broker}`
      : event.type === "connect"
      ? `connect ${event.broker}`
      : null;
    if (what === null) return;
    const key = `${what} in second ${Math.floor(now / 1000)}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** What happened too often. */
  storms(): string[] {
    return [...this.#counts].filter(([, n]) => n > MOST_A_SECOND).map(([key, n]) => `${n} times ${key}`);
  }
}

const RETRIABLE = Object.values(ErrorCode).filter((code) => errorInfo(code)?.retriable === true);
/** Answers to Metadata and InitProducerId have other codes; a rebootstrap is a matter of its own. */
const APIS: readonly { readonly api: AnyApi<unknown, unknown>; readonly name: string }[] = [
  { api: Produce as unknown as AnyApi<unknown, unknown>, name: "Produce" },
  { api: Fetch as unknown as AnyApi<unknown, unknown>, name: "Fetch" },
  { api: ListOffsets as unknown as AnyApi<unknown, unknown>, name: "ListOffsets" },
  { api: InitProducerId as unknown as AnyApi<unknown, unknown>, name: "InitProducerId" },
  { api: Metadata as unknown as AnyApi<unknown, unknown>, name: "Metadata" },
];

interface Scene extends World {
  readonly pace: Pace;
}

async function scene(t: TestContext, partitions = 1): Promise<Scene> {
  const pace = new Pace();
  const made = await world(t, { brokers: 3, topics: { t: { partitions, replicationFactor: 3 } } }, {
    requestTimeoutMs: 1000,
    connectTimeoutMs: 1000,
    hooks: [(event) => pace.hear(event, made.clock.now())],
  });
  return { ...made, pace };
}

/** Sends one record and reads it while `bad` lasts; both must be through 5 s after its end. */
async function endure({ clock, kafka, pace }: Scene, mend: () => void): Promise<void> {
  const consumer = kafka.consumer({ topics: ["t"] });
  const sent = kafka.producer().send({ topic: "t", value: "a" });
  const loop = consumer[Symbol.asyncIterator]();
  let done = 0;
  sent.then(() => done++);
  loop.next().then(() => done++);
  await clock.advance(BAD_MS);
  assert.deepEqual(pace.storms(), []);
  mend();
  await clock.advance(5000);
  assert.equal(done, 2, "the record is not through");
}

for (const { api, name } of APIS) {
  test(`a ${name} that is always answered with a retriable error makes no storm`, async (t) => {
    for (const errorCode of RETRIABLE) {
      if (errorCode === ErrorCode.REBOOTSTRAP_REQUIRED) continue;
      const on = await scene(t);
      const mend = on.cluster.control(api, () => ({ errorCode }), { keep: true });
      await endure(on, mend).catch((error) => {
        throw new Error(`${errorInfo(errorCode)?.name}: ${error.message}`);
      });
    }
  });

  for (const how of ["close", "drop"] as const) {
    test(`a ${name} that is always answered by ${how} makes no storm`, async (t) => {
      const on = await scene(t);
      await endure(on, on.cluster.control(api, () => how, { keep: true }));
    });
  }
}

test("brokers that refuse every connection see no storm", async (t) => {
  const on = await scene(t);
  const addresses = on.cluster.options().brokers;
  for (const address of addresses) on.cluster.network.configure(address, { refuse: true });
  await endure(on, () => addresses.forEach((address) => on.cluster.network.configure(address, null)));
});

test("brokers that are all gone see no storm", async (t) => {
  const on = await scene(t);
  for (const nodeId of on.cluster.nodeIds) await on.until(on.cluster.killBroker(nodeId));
  const back: Promise<void>[] = [];
  await endure(on, () => back.push(...on.cluster.nodeIds.map((nodeId) => on.cluster.startBroker(nodeId))));
  await on.until(Promise.all(back));
});

test("brokers that reset every connection after a moment see no storm", async (t) => {
  const on = await scene(t);
  let bad = true;
  const strike = () => {
    if (!bad) return;
    for (const address of on.cluster.options().brokers) on.cluster.network.reset(address);
    on.clock.after(10, strike);
  };
  strike();
  await endure(on, () => bad = false);
});

test("a topic that is not there yet makes no storm", async (t) => {
  const on = await scene(t);
  on.cluster.deleteTopic("t");
  await endure(on, () => on.cluster.createTopic("t", 1));
});

for (const { api, name } of APIS) {
  test(`a ${name} of a hundred partitions that is answered with an error makes no storm`, async (t) => {
    const on = await scene(t, 100);
    const mend = on.cluster.control(api, () => ({ errorCode: ErrorCode.NOT_LEADER_OR_FOLLOWER }), { keep: true });
    const producer = on.kafka.producer();
    for (let partition = 0; partition < 100; partition++) producer.enqueue({ topic: "t", partition, value: "b" });
    await endure(on, mend);
    await on.until(producer.flush());
  });
}
