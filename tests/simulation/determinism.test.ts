// A run is a pure function of its seed, to the turn of the microtask queue at which an event comes.
import assert from "node:assert/strict";
import { runWorkload, WORKLOAD_NAMES } from "../../simulation/workloads/workloads.ts";
import { MemoryPipe } from "../../transports/memory_pipe.ts";
import { runtime, test } from "../harness.ts";

const load = { durationMs: 500, share: 0.5 };
const seeds = runtime === "workerd" ? [1] : [1, 2, 3, 4, 5];

async function hashes(): Promise<string[]> {
  const all: string[] = [];
  for (const workload of WORKLOAD_NAMES) {
    for (const seed of seeds) all.push((await runWorkload(workload, { seed, load })).hash);
  }
  return all;
}

test("a seed gives the same run twice, to the last event", { timeoutMs: 60_000 }, async () => {
  const first = await hashes();
  assert.deepEqual(await hashes(), first);
  assert.equal(new Set(first).size, first.length, "runs of different seeds are different");
});

test("one turn of the microtask queue more makes another hash", { timeoutMs: 60_000 }, async (t) => {
  const before = await hashes();
  const { read } = MemoryPipe.prototype;
  t.after(() => void (MemoryPipe.prototype.read = read));
  MemoryPipe.prototype.read = async function () {
    const chunk = await read.call(this);
    await null;
    return chunk;
  };
  const after = await hashes();
  for (const [i, hash] of after.entries()) assert.notEqual(hash, before[i]);
});

test("printing the events changes nothing", async () => {
  const [workload] = WORKLOAD_NAMES;
  assert.ok(workload !== undefined);
  const lines: string[] = [];
  const printed = await runWorkload(workload, { seed: 7, load, print: (line) => lines.push(line) });
  assert.equal(printed.hash, (await runWorkload(workload, { seed: 7, load })).hash);
  assert.equal(lines.length, printed.events);
});
