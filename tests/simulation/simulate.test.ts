// simulate() as a user sees it: what a scenario is given, what its outcome tells, and what counts as a broken promise.
import assert from "node:assert/strict";
import { ConfigError } from "../../errors/config_error.ts";
import { chaos, simulate, type World } from "../../simulation/mod.ts";
import { test } from "../harness.ts";

const topics = { orders: 2 };

/** Sends some records and reads them again. */
async function roundTrip({ kafka }: World, count: number): Promise<void> {
  const producer = kafka.producer();
  for (let i = 0; i < count; i++) await producer.send({ topic: "orders", value: `${i}` });
  let read = 0;
  for await (const record of kafka.consumer({ topics: ["orders"] })) {
    assert.equal(typeof record.text(), "string");
    if (++read === count) break;
  }
}

function promises({ broken }: { readonly broken: readonly { readonly promise: string }[] }): string[] {
  return broken.map(({ promise }) => promise);
}

test(
  "a scenario runs against a cluster in virtual time; its outcome tells what happened",
  { timeoutMs: 60_000 },
  async () => {
    const outcome = await simulate({ seed: 1, topics }, async (world) => {
      await roundTrip(world, 10);
      await world.sleep(3_600_000);
      assert.ok(world.clock.now() >= 3_600_000);
    }).catch((error) => assert.fail(error));
    // An hour is longer than a scenario may last.
    assert.deepEqual(promises(outcome), ["the scenario ends"]);
    const lines: string[] = [];
    const print = (line: string) => void lines.push(line);
    const patient = await simulate({ seed: 1, topics, limitMs: 4_000_000, print }, async (world) => {
      await roundTrip(world, 10);
      await world.sleep(3_600_000);
    });
    assert.deepEqual(patient.broken, []);
    assert.deepEqual(patient.counts, { sent: 10, written: 10, failed: 0, read: 10 });
    assert.ok(patient.virtualMs > 3_600_000);
    assert.equal(patient.faults.size, 0);
    assert.match(lines.join("\n"), /record 9 is written to orders/);
    assert.equal(patient.tail.length, 500);
  },
);

test("chaos() strikes, and a client that does its work keeps every promise", { timeoutMs: 60_000 }, async () => {
  const faults = chaos({ intensity: 4, durationMs: 3000, without: ["closed at any moment"] });
  const outcome = await simulate({ seed: 3, topics, faults }, async (world) => {
    const producer = world.kafka.producer();
    for (let i = 0; i < 30; i++) {
      world.background(producer.send({ topic: "orders", value: "v" }));
      await world.sleep(100);
    }
    await world.calm();
    await producer.flush();
  });
  assert.deepEqual(outcome.broken, []);
  assert.ok(outcome.faults.size > 3);
});

test(
  "a scenario that throws, never ends, or leaves something behind has broken a promise",
  { timeoutMs: 60_000 },
  async () => {
    const thrown = await simulate({ seed: 1 }, () => {
      throw new Error("wrong result");
    });
    assert.deepEqual(promises(thrown), ["the scenario ends"]);
    assert.match(thrown.broken[0]?.how ?? "", /wrong result/);
    assert.deepEqual(promises(await simulate({ seed: 1 }, () => new Promise(() => {}))), ["the scenario ends"]);
    const left = await simulate({ seed: 1 }, ({ clock }) => void clock.after(1_000_000, () => {}));
    assert.deepEqual(promises(left), ["after close nothing is left"]);
    const behind = await simulate({ seed: 1 }, ({ background }) => background(Promise.reject(new Error("no"))));
    assert.deepEqual(promises(behind), ["nothing fails in the background"]);
    const own = await simulate({ seed: 1 }, ({ breaks }) => breaks("money is conserved", "1 is missing"));
    assert.deepEqual(own.broken, [{ promise: "money is conserved", how: "1 is missing" }]);
  },
);

test("a cluster that loses acknowledged records is found out", async () => {
  const outcome = await simulate({ seed: 2, topics: { orders: 1 } }, async ({ kafka, cluster }) => {
    const producer = kafka.producer();
    await producer.send({ topic: "orders", value: "kept" });
    cluster.setReplicaLag(2, Infinity);
    cluster.setReplicaLag(3, Infinity);
    for (const nodeId of cluster.nodeIds) {
      if (nodeId !== cluster.partition("orders", 0).leader) cluster.shrinkIsr("orders", 0, nodeId);
    }
    await producer.send({ topic: "orders", value: "lost" });
    const { leader, replicas } = cluster.partition("orders", 0);
    cluster.uncleanElection("orders", 0, replicas.find((nodeId) => nodeId !== leader) ?? -1);
  });
  assert.deepEqual(promises(outcome), ["a record that all in-sync replicas acknowledged is in the log"]);
});

test("a wrong option is a ConfigError that names every mistake", async () => {
  const wrong = simulate({ seed: -1, brokers: 0, speed: 3 } as unknown as { seed: number }, () => {});
  await assert.rejects(wrong, (error) => error instanceof ConfigError && error.problems.length === 3);
  assert.throws(
    () => chaos({ only: ["earthquake"], intensity: -1 }),
    (error) => error instanceof ConfigError && error.problems.length === 2 && /earthquake/.test(error.message),
  );
});
