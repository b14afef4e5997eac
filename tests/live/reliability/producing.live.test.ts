// The producing side of the reliability scenarios on a cluster of three nodes. Short forms with every test, on Node;
// with `npm run test:live -- all` the long ones, ten runs each, on every runtime. To run some by hand:
// SAMSA_RELIABILITY_ONLY (a part of the name), SAMSA_RELIABILITY_RUNS, SAMSA_LIVE=all for the long forms.
import assert from "node:assert/strict";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { Kafka, KafkaError } from "../../../mod.ts";
import { runtime, setting, test, type TestOptions } from "../../harness.ts";
import { allLiveTests, ownKafka, START_LIMIT_MS } from "../live_kafka.ts";
import { producingScenarios } from "./producing.ts";
import { type Outcome, runScenario } from "./runner.ts";
import type { Form, Scenario } from "./scenario.ts";
import { LiveWorld } from "./world.ts";
import { type Row, summaryTable, writeSummary } from "./summary.ts";

const LONG_RUN_LIMIT_MS = 400_000;
const DOCUMENT = fileURLToPath(new URL("../../../docs/reliability.md", import.meta.url));

const form: Form = allLiveTests ? "long" : "short";
const runs = Number(setting("SAMSA_RELIABILITY_RUNS") ?? (allLiveTests ? 10 : 1));
const only = setting("SAMSA_RELIABILITY_ONLY") ?? "";
const kafka = ownKafka({ version: "4.4.0", nodes: 3 });
const rows: Row[] = [];

const options: TestOptions = {
  timeoutMs: START_LIMIT_MS + runs * LONG_RUN_LIMIT_MS,
  ...(allLiveTests || runtime === "node"
    ? {}
    : { leftOut: "takes two minutes: on Node always, elsewhere with test:live -- all" }),
};

/** A line for who watches: the runner of the tests shows those that begin with this sign. */
function show(text: string): void {
  for (const line of text.split("\n")) process.stdout.write(`» ${line}\n`);
}

async function runAll(scenario: Scenario): Promise<void> {
  const outcomes: Outcome[] = [];
  rows.push({ name: scenario.name, bounds: scenario.bounds(form), outcomes });
  for (let i = 0; i < runs; i++) {
    const outcome = await runScenario(scenario, { cluster: await kafka.cluster(), form });
    outcomes.push(outcome);
    const { worstMs, ownMs, othersMs, peakMiB, closeMs, problems } = outcome;
    show(
      `${scenario.name}: ${worstMs} ms (${ownMs} own)${
        othersMs === null ? "" : `, others ${othersMs} ms`
      }, ${peakMiB} MiB, close ${closeMs} ms, ${problems.length === 0 ? "ok" : "FAILED"}`,
    );
    if (problems.length > 0 || setting("SAMSA_RELIABILITY_STORY") !== undefined) {
      show([...problems, outcome.story].join("\n"));
    }
  }
  assert.deepEqual(outcomes.flatMap((one) => one.problems), []);
}

test("Three nodes for the producing scenarios start", options, async () => {
  assert.equal((await kafka.cluster()).pids().length, 3);
});

for (const scenario of producingScenarios.filter((one) => one.name.includes(only))) {
  test(`${scenario.promise} (${scenario.name})`, options, () => runAll(scenario));
}

test("close() ends in time though every broker is dead, and every send settles", options, async () => {
  const cluster = await kafka.cluster();
  const world = new LiveWorld(cluster, form);
  await world.prepare(false);
  const idle = new Kafka({ brokers: cluster.bootstrap });
  const busy = new Kafka({ brokers: cluster.bootstrap, closeTimeoutMs: 3_000 });
  const [first, second] = [idle.producer(), busy.producer()];
  for (const producer of [first, second]) await producer.send({ topic: world.topic, partition: 0, value: "before" });
  for (const { id } of cluster.nodes) await cluster.kill(id);
  const sends = Array.from(
    { length: 100 },
    (_, i) => second.send({ topic: world.topic, partition: i % 6, value: "x" }),
  );
  const outcomes = Promise.allSettled(sends);
  await world.wait(500);
  const start = performance.now();
  await Promise.allSettled([idle.close(), busy.close()]);
  const closeMs = Math.round(performance.now() - start);
  const refused = (await outcomes).filter((one) => one.status === "rejected");
  const settledMs = Math.round(performance.now() - start);
  await world.end();
  show(`close() with dead brokers: ${closeMs} ms, all sends settled after ${settledMs} ms`);
  assert.equal(refused.length, sends.length);
  assert.ok(refused.every((one) => one.reason instanceof KafkaError), String(refused[0]?.reason));
  assert.ok(closeMs <= 5_000 && settledMs <= 5_000, `close() took ${closeMs} ms, the sends ${settledMs} ms`);
});

test("The three nodes of the producing scenarios end and leave no process", options, async () => {
  const left = await kafka.stop();
  if (rows.length > 0) show(summaryTable(rows));
  if (setting("SAMSA_RELIABILITY_WRITE") !== undefined && form === "long") {
    writeSummary(DOCUMENT, { title: `Producing, ${runtime}`, table: summaryTable(rows) });
  }
  assert.deepEqual(left, []);
});
