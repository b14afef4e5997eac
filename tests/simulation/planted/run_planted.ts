// Runs a workload with a bug planted, on Node, with some seeds:
//   node run_planted.ts PLANT SCENARIO SEED,SEED… [PROMISE]
// PLANT is the name of a plant, or "" for the client as it is. The patch is laid over the file while Node loads it: no
// file is written. For each seed it prints a line of JSON (`Run`), and ends at the first seed that breaks PROMISE.
// Started by planted_runs.ts.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import process from "node:process";
import { PLANTS } from "./plants.ts";
import { patched } from "./patch.ts";
import type { Run } from "./planted_runs.ts";

const [name, scenario, seeds, promise = ""] = process.argv.slice(2) as [string, string, string, string?];
const print = (run: Run) => void process.stdout.write(`${JSON.stringify(run)}\n`);
let seed = -1;

// A promise that is rejected and that nobody hears of would end a user's program.
process.on("unhandledRejection", (error) => {
  print({ seed, broken: [{ promise: "every rejection is heard", how: String(error) }] });
  process.exit(0);
});

if (name !== "") {
  const plant = PLANTS.find((one) => one.name === name);
  assert.ok(plant !== undefined, `there is no plant "${name}"`);
  const place = new URL(`../../../${plant.file}`, import.meta.url);
  registerHooks({
    load: (url, context, next) =>
      url === place.href
        ? { format: "module-typescript", source: patched(readFileSync(place, "utf8"), plant), shortCircuit: true }
        : next(url, context),
  });
}

// Only now, so that the patch is in it.
const { runWorkload } = await import("../../../simulation/workloads/workloads.ts");

for (seed of seeds.split(",").map(Number)) {
  const { broken } = await runWorkload(scenario, { seed });
  print({ seed, broken });
  if (broken.some((one) => one.promise === promise)) break;
}
