// Runs one scenario once: a producing process sends, the strike hurts, and everything is read back and compared.
// Called by producing.live.test.ts.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KafkaCluster } from "../../../tools/kafka/cluster.ts";
import { runtime } from "../../harness.ts";
import { compare, failures, type Silence, silences } from "./check.ts";
import type { ClientReport } from "./client_config.ts";
import { ProducingProcess } from "./client_process.ts";
import { readLog } from "./reading.ts";
import type { Form, Scenario } from "./scenario.ts";
import { LiveWorld, PARTITIONS } from "./world.ts";

/** What one run has shown. */
export interface Outcome {
  /** The scenario. */
  readonly scenario: string;
  /** Longest silence of the worst partition that the strike touches, in ms. */
  readonly worstMs: number;
  /** How much of that is the client's own: see check.ts. */
  readonly ownMs: number;
  /** Longest silence of the worst other partition, in ms; null: the strike touches all. */
  readonly othersMs: number | null;
  /** Most memory of the producing process. */
  readonly peakMiB: number;
  /** How long `close` took with all brokers frozen. */
  readonly closeMs: number;
  /** What was not as promised, a sentence each. */
  readonly problems: readonly string[];
  /** Timeline, counts and silences for who has to find the cause. */
  readonly story: string;
}

const MOST_MIB = 130;
const OWN_LIMIT_MS = 500;
const CLOSE_LIMIT_MS = 5_000;
const START_LIMIT_MS = 30_000;
const DELIVERY_LIMIT_MS = 121_000;

/** How to run. */
export interface RunOptions {
  /** Where. */
  readonly cluster: KafkaCluster;
  /** Long or short. */
  readonly form: Form;
}

/** Runs a scenario once. Rejects when the cluster could not be hurt or healed as planned. */
export async function runScenario(scenario: Scenario, { cluster, form }: RunOptions): Promise<Outcome> {
  const world = new LiveWorld(cluster, form);
  const folder = mkdtempSync(join(tmpdir(), "samsa-reliability-"));
  let client: ProducingProcess | undefined;
  try {
    await world.prepare(scenario.proxied === true);
    client = new ProducingProcess({
      brokers: world.brokers,
      topic: world.topic,
      partitions: PARTITIONS,
      records: scenario.records[form],
      perSecond: scenario.perSecond,
      warmUpMs: form === "long" ? 3_000 : 1_000,
      kafka: scenario.client ?? {},
      settleMs: DELIVERY_LIMIT_MS,
      report: join(folder, "report.json"),
    });
    return await strikeAndCheck(scenario, { world, client });
  } finally {
    await world.end();
    await client?.ended(2_000);
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Parts {
  readonly world: LiveWorld;
  readonly client: ProducingProcess;
}

async function strikeAndCheck(scenario: Scenario, { world, client }: Parts): Promise<Outcome> {
  await client.line("flowing", START_LIMIT_MS);
  world.enough = () => client.said("enough");
  await scenario.strike(world);
  client.order("end");
  const { peakMiB } = await client.line("settled", DELIVERY_LIMIT_MS * 2);
  const report = client.report();
  const log = await readLog(world.kafka, { topic: world.topic, partitions: PARTITIONS });
  const close = await closeFrozen({ world, client });
  const quiet = silences(report, world.possible);
  const touched = (one: Silence) => world.touched === null || world.touched.includes(one.partition);
  const worst = longest(quiet.filter(touched));
  const others = world.touched === null ? null : longest(quiet.filter((one) => !touched(one)));
  const bounds = scenario.bounds(world.form);
  const problems = [
    ...compare(report, log, scenario.newLog ? world.newLogAt ?? 0 : 0),
    ...failures(report, (one) => scenario.newLog === true && one.inDoubt),
    ...over("touched by the strike", worst, bounds.worst),
    ...(others === null ? [] : over("not touched by the strike", others, bounds.others ?? Infinity)),
    ...(scenario.tells === undefined || report.events.some(({ type }) => type === scenario.tells)
      ? []
      : [`the client did not tell the event ${JSON.stringify(scenario.tells)}`]),
    ...(close.error === null ? [] : [`close() failed: ${close.error}`]),
    ...(close.ms > CLOSE_LIMIT_MS ? [`close() took ${close.ms} ms with all brokers frozen`] : []),
    ...(runtime === "node" && peakMiB > MOST_MIB && scenario.records.long <= 20_000
      ? [`the producing process had ${peakMiB} MiB, allowed are ${MOST_MIB}`]
      : []),
  ];
  const story = tell(scenario, { world, report, quiet, log: log.map((entries) => entries.length) });
  const [worstMs, ownMs, othersMs] = [worst.ms, worst.ownMs, others?.ms ?? null];
  return { scenario: scenario.name, worstMs, ownMs, othersMs, peakMiB, closeMs: close.ms, problems, story };
}

/** Closes the client while no broker answers. */
async function closeFrozen({ world, client }: Parts): Promise<{ ms: number; error: string | null }> {
  const running = world.cluster.status().filter((node) => node.state === "running");
  for (const { id } of running) world.cluster.pause(id);
  client.order("close");
  try {
    return await client.line("closed", 40_000);
  } finally {
    for (const { id } of running) world.cluster.resume(id);
  }
}

function longest(list: readonly Silence[]): Silence {
  return list.reduce((a, b) => a.ms >= b.ms ? a : b);
}

/**
 * A silence above its bound is the client's when the request that ended it went out late. The brokers' own time, until
 * the followers of a new leader keep pace for instance, no client can shorten.
 */
function over(what: string, { partition, ms, ownMs }: Silence, bound: number): string[] {
  if (ms <= bound || ownMs <= Math.min(OWN_LIMIT_MS, bound / 2)) return [];
  return [
    `partition ${partition}, ${what}, had no acknowledgement for ${ms} ms, allowed are ${bound}; ` +
    `of that ${ownMs} ms passed until the request went out that ended it, though brokers could have answered`,
  ];
}

interface Told {
  readonly world: LiveWorld;
  readonly report: ClientReport;
  readonly quiet: readonly Silence[];
  readonly log: readonly number[];
}

/** Everything in the order of time: what was done, and what the client said in the longest silence. */
function tell(scenario: Scenario, { world, report, quiet, log }: Told): string {
  const second = (time: number) => `${((time - report.from) / 1000).toFixed(2)} s`;
  const acknowledged = report.acknowledged.map((times) => times.filter((time) => time > 0).length);
  const worst = longest(quiet);
  const moments = world.timeline.map(({ at, what }) => ({ at, line: `  ${second(at)}  ${what}` }));
  const during = report.events.filter(({ at }) => at >= worst.from - 200 && at <= worst.from + worst.ms + 200);
  for (const { at, type, text } of during.slice(0, 60)) {
    moments.push({ at, line: `  ${second(at)}      ${type}: ${text.slice(0, 260)}` });
  }
  for (const { at, what } of [{ at: worst.from, what: "begins" }, { at: worst.from + worst.ms, what: "ends" }]) {
    moments.push({ at, line: `  ${second(at)}  << silence of partition ${worst.partition} ${what}` });
  }
  return [
    `${scenario.name}: ${second(report.to)} of sending, ${report.failed.length} sends without acknowledgement`,
    `  acknowledged by partition ${acknowledged.join(" ")}; in the log ${log.join(" ")}`,
    `  longest silence by partition ${
      quiet.map((one) => `${one.ms} ms (${one.ownMs} own) at ${second(one.from)}`).join(", ")
    }`,
    `  the sending process was late by at most ${report.lag.ms} ms, at ${second(report.lag.at)}`,
    ...moments.sort((a, b) => a.at - b.at).map(({ line }) => line),
    ...(during.length > 60 ? [`  and ${during.length - 60} more events in the longest silence`] : []),
  ].join("\n");
}
