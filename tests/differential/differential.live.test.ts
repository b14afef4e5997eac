// The same scripted requests to a real Kafka and to EmbeddedKafka: the answers agree field by field.
import assert from "node:assert/strict";
import { EmbeddedKafka } from "../../embedded/mod.ts";
import { loadPlatform } from "#platform";
import { runtime, test, type TestOptions } from "../harness.ts";
import { newestKafka, START_LIMIT_MS } from "../live/live_kafka.ts";
import { CASES } from "./cases/mod.ts";
import { EMBEDDED, patient } from "./embedded_options.ts";
import { MEANT, type MeantDifference } from "./meant.ts";
import { type Brokers, brokers, runCase } from "./run.ts";
import type { DifferentialCase, VersionEnd } from "./script.ts";

const kafka = newestKafka();
const OPTIONS: TestOptions = {
  timeoutMs: START_LIMIT_MS,
  runtimes: { only: ["node"], why: "compares two brokers: the runtime of the client makes no difference" },
};
const used = new Set<MeantDifference>();
const answers = new Map<DifferentialCase, number>();
// Both brokers outlive a single test: they start before the first one.
const ready = runtime === "node" ? await start() : undefined;

async function start(): Promise<{ readonly both: Brokers; readonly cluster: EmbeddedKafka }> {
  const real = addressOf((await kafka.cluster()).bootstrap[0]);
  const platform = await loadPlatform();
  const cluster = await EmbeddedKafka.start({ ...EMBEDDED, platform: patient(platform) });
  return { both: await brokers(platform.dial, { real, embedded: addressOf(cluster.bootstrap[0]) }), cluster };
}

function started(): { readonly both: Brokers; readonly cluster: EmbeddedKafka } {
  assert.ok(ready !== undefined);
  return ready;
}

function addressOf(text = ""): { readonly host: string; readonly port: number } {
  const at = text.lastIndexOf(":");
  return { host: text.slice(0, at), port: Number(text.slice(at + 1)) };
}

/** An API that both brokers speak in one version alone is asked once. */
function ends({ api, only }: DifferentialCase): readonly VersionEnd[] {
  if (only !== undefined) return [only.end];
  const [lowest, highest] = ready?.both.versions.get(api.key) ?? [0, 1];
  return lowest === highest ? ["highest"] : ["lowest", "highest"];
}

for (const one of CASES) {
  for (const end of ends(one)) {
    test(`${one.name} (${end} version of ${one.api.name})`, OPTIONS, async () => {
      assert.deepEqual(await runCase(started().both, one, { end, used, answers }), []);
    });
  }
}

test("There are at least 160 cases of 28 APIs, ten of an API at most", OPTIONS, () => {
  const counts = new Map<string, number>();
  for (const { api } of CASES) counts.set(api.name, (counts.get(api.name) ?? 0) + 1);
  assert.ok(CASES.length >= 160, `${CASES.length} cases`);
  assert.ok(counts.size >= 28, `${counts.size} APIs`);
  assert.deepEqual([...counts].filter(([, count]) => count > 10), []);
  assert.equal(new Set(CASES.map(({ name }) => name)).size, CASES.length, "two cases have the same name");
});

test("At least half of the cases are sequences of three answers or more", OPTIONS, () => {
  const sequences = [...answers.values()].filter((count) => count >= 3).length;
  assert.ok(sequences * 2 >= CASES.length, `${sequences} of ${CASES.length}`);
});

test("Every difference that is listed as meant is met by a case", OPTIONS, () => {
  assert.deepEqual(MEANT.filter((meant) => !used.has(meant)), []);
});

test("The two brokers of the differential tests end, and the embedded one met no bug of its own", OPTIONS, async () => {
  const { cluster } = started();
  await cluster.close();
  assert.deepEqual(cluster.errors, []);
  assert.deepEqual(await kafka.stop(), []);
});
