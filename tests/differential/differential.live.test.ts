// The same scripted requests to a real Kafka and to EmbeddedKafka: the answers agree field by field.
import assert from "node:assert/strict";
import { EmbeddedKafka } from "../../embedded/mod.ts";
import { loadPlatform } from "#platform";
import { runtime, test, type TestOptions } from "../harness.ts";
import { newestKafka, START_LIMIT_MS } from "../live/live_kafka.ts";
import { CASES } from "./cases/mod.ts";
import { MEANT, type MeantDifference } from "./meant.ts";
import { type Brokers, brokers, runCase } from "./run.ts";
import type { DifferentialCase, VersionEnd } from "./script.ts";

const kafka = newestKafka();
const OPTIONS: TestOptions = {
  timeoutMs: START_LIMIT_MS,
  runtimes: { only: ["node"], why: "compares two brokers: the runtime of the client makes no difference" },
};
const used = new Set<MeantDifference>();
// Both brokers outlive a single test: they start before the first one.
const ready = runtime === "node" ? await start() : undefined;

async function start(): Promise<{ readonly both: Brokers; readonly cluster: EmbeddedKafka }> {
  const real = addressOf((await kafka.cluster()).bootstrap[0]);
  const cluster = await EmbeddedKafka.start({ listen: "tcp" });
  const { dial } = await loadPlatform();
  return { both: await brokers(dial, { real, embedded: addressOf(cluster.bootstrap[0]) }), cluster };
}

function started(): { readonly both: Brokers; readonly cluster: EmbeddedKafka } {
  assert.ok(ready !== undefined);
  return ready;
}

function addressOf(text = ""): { readonly host: string; readonly port: number } {
  const at = text.lastIndexOf(":");
  return { host: text.slice(0, at), port: Number(text.slice(at + 1)) };
}

function ends({ only }: DifferentialCase): readonly VersionEnd[] {
  return only === undefined ? ["lowest", "highest"] : [only.end];
}

for (const one of CASES) {
  for (const end of ends(one)) {
    test(`${one.name} (${end} version of ${one.api.name})`, OPTIONS, async () => {
      assert.deepEqual(await runCase(started().both, one, { end, used }), []);
    });
  }
}

test("Every difference that is listed as meant is met by a case", OPTIONS, () => {
  assert.deepEqual(MEANT.filter((meant) => !used.has(meant)), []);
});

test("The two brokers of the differential tests end, and the embedded one met no bug of its own", OPTIONS, async () => {
  const { cluster } = started();
  await cluster.close();
  assert.deepEqual(cluster.errors, []);
  assert.deepEqual(await kafka.stop(), []);
});
