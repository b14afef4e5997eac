// The checker is tested itself: bugs are planted into the client and into the embedded broker (planted/plants.ts), and a
// recorded seed finds each of them, with which the client as it is keeps every promise. A patch that no longer applies
// fails; a seed that no longer finds its bug is looked for anew: node tests/simulation/planted/search.ts --record
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "../harness.ts";
import { places } from "./planted/patch.ts";
import { plantedRuns } from "./planted/planted_runs.ts";
import { type Plant, PLANTS } from "./planted/plants.ts";
import { SEEDS } from "./planted/seeds.ts";

const here = {
  only: ["node"],
  why: "bugs are planted while Node loads the files; the runs are the same everywhere",
} as const;
const AT_LEAST = 12;
const LAST_SEED = 200;
const AGAIN = "node tests/simulation/planted/search.ts --record";

const seedOf = ({ name }: Plant) => SEEDS[name] ?? assert.fail(`no seed is recorded for "${name}": ${AGAIN}`);

test("every planted bug has a patch that applies once, a promise, and a seed", { runtimes: here }, () => {
  assert.ok(PLANTS.length >= AT_LEAST);
  assert.equal(new Set(PLANTS.map(({ name }) => name)).size, PLANTS.length);
  for (const plant of PLANTS) {
    const source = readFileSync(new URL(`../../${plant.file}`, import.meta.url), "utf8");
    assert.equal(places(source, plant), 1, `the patch "${plant.name}" no longer applies to ${plant.file}`);
    assert.ok(seedOf(plant) >= 1 && seedOf(plant) <= (plant.within ?? LAST_SEED));
  }
});

test("the checker finds every planted bug with its seed", { runtimes: here, timeoutMs: 240_000 }, async () => {
  const missed = await Promise.all(PLANTS.map(async (plant) => {
    const { name, scenario, promise } = plant;
    const seed = seedOf(plant);
    const [run] = await plantedRuns({ plant: name, scenario, promise, seeds: [seed] });
    const broken = run?.broken.map((one) => one.promise) ?? [];
    return broken.includes(promise) ? [] : [`seed ${seed} of ${scenario}: ${name}: broken is ${broken.join("; ")}`];
  }));
  assert.deepEqual(missed.flat(), [], `look for new seeds: ${AGAIN}`);
});

test("the client as it is breaks no promise with those seeds", { runtimes: here, timeoutMs: 240_000 }, async () => {
  const scenarios = new Map<string, Set<number>>();
  for (const plant of PLANTS) {
    const seeds = scenarios.get(plant.scenario) ?? new Set();
    scenarios.set(plant.scenario, seeds.add(seedOf(plant)));
  }
  for (const [scenario, seeds] of scenarios) {
    const runs = await plantedRuns({ plant: "", scenario, promise: "", seeds: [...seeds] });
    for (const { seed, broken } of runs) assert.deepEqual(broken, [], `seed ${seed} of ${scenario}`);
    assert.equal(runs.length, seeds.size);
  }
});
