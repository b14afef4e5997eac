// Looks for the first seed that finds each planted bug, as far as seed 200: node tests/simulation/planted/search.ts [OPTION…]
//   --plant TEXT    only the plants whose name has TEXT in it
//   --to N          looks no further than seed N (200)
//   --any           tells every promise that is broken on the way, not only the one that the plant names
//   --record        writes each seed to seeds.ts when it is found; those of plants that were not looked at stay
// To be run again when the simulation changes what its seeds do: the test then says which plants are no longer found.
import { writeFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { plantedRuns } from "./planted_runs.ts";
import { type Plant, PLANTS } from "./plants.ts";
import { SEEDS } from "./seeds.ts";

const { values } = parseArgs({
  options: {
    plant: { type: "string", default: "" },
    to: { type: "string", default: "200" },
    any: { type: "boolean", default: false },
    record: { type: "boolean", default: false },
  },
});
const chosen = PLANTS.filter(({ name }) => name.includes(values.plant));
const found = new Map(Object.entries(SEEDS).filter(([name]) => PLANTS.some((plant) => plant.name === name)));
await Promise.all(chosen.map(search));
process.exitCode = chosen.every(({ name }) => found.has(name)) ? 0 : 1;

/** Looks for a seed that breaks the promise with the plant, and no promise without it. */
async function search(plant: Plant): Promise<void> {
  const { name, scenario, promise } = plant;
  const last = Number(values.to);
  const others = new Map<string, number>();
  found.delete(name);
  for (let from = 1; from <= last;) {
    const runs = await plantedRuns({ plant: name, scenario, promise, seeds: range(from, last) });
    const end = runs[runs.length - 1];
    for (const run of runs) for (const one of run.broken) others.set(one.promise, (others.get(one.promise) ?? 0) + 1);
    const how = end?.broken.find((one) => one.promise === promise)?.how;
    if (end === undefined || how === undefined) break;
    const [clean] = await plantedRuns({ plant: "", scenario, promise: "", seeds: [end.seed] });
    if (clean?.broken.length === 0) {
      found.set(name, end.seed);
      if (values.record) record();
      tell(`${scenario} ${end.seed}: ${name}\n    ${promise}\n    ${how}`);
      break;
    }
    tell(`${scenario} ${end.seed}: seen without the plant, too (${name})`);
    from = end.seed + 1;
  }
  if (!found.has(name)) tell(`NOT FOUND: ${name}\n    ${promise}`);
  if (!values.any) return;
  for (const [other, count] of others) if (other !== promise) tell(`    also, ${count} times: ${other} (${name})`);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

function tell(line: string): void {
  console.log(line);
}

/** Writes seeds.ts, in the order of the plants. */
function record(): void {
  const lines = PLANTS.flatMap(({ name }) => {
    const seed = found.get(name);
    return seed === undefined ? [] : [`  ${JSON.stringify(name)}: ${seed},\n`];
  });
  const head =
    "// The first seed that finds each planted bug. Written by `node tests/simulation/planted/search.ts --record`.\n";
  const text =
    `${head}\n/** Seeds by the names of the plants. */\nexport const SEEDS: Readonly<Record<string, number>> = {\n`;
  writeFileSync(fileURLToPath(new URL("./seeds.ts", import.meta.url)), `${text}${lines.join("")}};\n`);
}
