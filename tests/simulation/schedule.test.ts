// The schedule of faults: each kind has its own stream of chance, everything ends, and a failing run can be made small.
import assert from "node:assert/strict";
import { FAULT_KINDS, FAULT_NAMES } from "../../simulation/faults/chaos.ts";
import { chaos, simulate, type World } from "../../simulation/mod.ts";
import { shrink } from "../../simulation/shrink.ts";
import type { Workload } from "../../simulation/workloads/workload.ts";
import { test } from "../harness.ts";

/** Moments and names of the strikes. */
async function strikes(options: Parameters<typeof chaos>[0]): Promise<string[]> {
  const lines: string[] = [];
  const print = (line: string) => {
    const strike = /^\s*(\S+) ms {2}FAULT ([^:]+):/.exec(line);
    if (strike !== null) lines.push(`${strike[1]} ${strike[2]}`);
  };
  const faults = chaos({ durationMs: 20_000, intensity: 3, ...options });
  await simulate({ seed: 5, topics: { t: 3 }, faults, print }, ({ calm }) => calm());
  return lines;
}

test("a fault that is left out leaves the others where they were", { timeoutMs: 60_000 }, async () => {
  const only = ["leader moved", "black hole", "clock jump", "metadata frozen"];
  const all = await strikes({ only });
  for (const name of only) {
    const others = await strikes({ only, without: [name] });
    assert.deepEqual(others, all.filter((line) => !line.endsWith(name)));
    assert.ok(others.length < all.length, `${name} never strikes`);
  }
});

test("every kind of fault strikes, and is undone when the faults end", { timeoutMs: 60_000 }, async () => {
  const struck = new Set<string>();
  const clientOptions = { requestTimeoutMs: 2000, connectTimeoutMs: 2000 };
  for (const name of FAULT_NAMES) {
    const outcome = await simulate(
      {
        seed: 11,
        topics: { t: 3 },
        clientOptions,
        faults: chaos({ only: [name], chances: { [name]: 1 }, durationMs: 2000 }),
      },
      (world) => exercise(world),
    );
    assert.deepEqual(outcome.broken, [], name);
    for (const struckName of outcome.faults.keys()) struck.add(struckName);
  }
  // Those two need an application that offers a signal or itself.
  const offered = ["signal aborted", "closed at any moment"];
  assert.deepEqual(FAULT_NAMES.filter((name) => !struck.has(name) && !offered.includes(name)), []);
  assert.equal(new Set(FAULT_NAMES).size, FAULT_KINDS.length);
});

/** Sends and reads while faults strike, and once more when all is well. */
async function exercise({ kafka, sleep, calm, background }: World): Promise<void> {
  const producer = kafka.producer({ deliveryTimeoutMs: 30_000 });
  const consumer = kafka.consumer({ topics: ["t"] });
  background((async () => {
    for await (const record of consumer) void record;
  })());
  for (let i = 0; i < 20; i++) {
    background(producer.send({ topic: "t", value: `${i}` }).catch(() => {}));
    await sleep(100);
  }
  await calm();
  await producer.send({ topic: "t", value: "all is well" }, { timeoutMs: 10_000 });
}

test("shrinking leaves out what does not matter to the broken promise", { timeoutMs: 60_000 }, async () => {
  const workload: Workload = {
    name: "planted",
    options: (_random, { durationMs }) => ({
      topics: { t: 1 },
      faults: chaos({ only: ["clock jump", "leader moved", "slow link"], intensity: 20, durationMs }),
    }),
    run: async (world) => {
      await world.calm();
      // The planted bug: nobody survives a leader that moves.
      if (world.cluster.partition("t", 0).leaderEpoch > 0) world.breaks("leaders stay", "one moved");
    },
  };
  const smaller: string[] = [];
  const shrunk = await shrink(workload, { seed: 1, onSmaller: (what) => smaller.push(what) });
  assert.deepEqual(shrunk?.faults, ["leader moved"]);
  assert.ok((shrunk?.load.durationMs ?? Infinity) < 5000 && (shrunk?.load.share ?? 1) < 0.1);
  assert.deepEqual(smaller.slice(0, 2), ['without "slow link"', 'without "clock jump"']);
  const clean = { ...workload, run: ({ calm }: World) => calm() };
  assert.equal(await shrink(clean, { seed: 1 }), null);
});
