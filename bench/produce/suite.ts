// `npm run bench -- produce`: runs every contestant of every workload, interleaved, several times; each run is a line of
// the session's file, and what was delivered is checked against the broker's end offsets. Called by main.ts.
import process from "node:process";
import { runClient } from "../clients/child.ts";
import type { Job, Measured } from "../clients/job.ts";
import { pause } from "../../tools/kafka/processes.ts";
import { valuesFile } from "../values.ts";
import { type Contestant, contestantsOf, nameOf, Starter } from "./contestants.ts";
import { ResultWriter, type Run } from "./results.ts";
import { startTarget, type Target, type TargetName } from "./targets.ts";
import { AIMS, allWorkloads, IDLE_SECONDS, selectWorkloads, STANDARD, type Workload } from "./workloads.ts";

const PRODUCE = "0";

/** What to run. */
export interface SuiteOptions {
  /** Rows: those of the aims, one change at a time, or everything with everything. */
  readonly rows: "aims" | "standard" | "all";
  /** Runs of each contestant. */
  readonly runs: number;
  /** Samsa's built package beside its source. */
  readonly built: boolean;
  /** Records of a run in place of the workload's own. */
  readonly count: number | undefined;
  /** `field=value,value`: narrows workloads, contestants and targets. */
  readonly filters: readonly string[];
}

/** Runs the suite; returns the path of the results. */
export async function produceSuite(options: SuiteOptions): Promise<string> {
  const filters = readFilters(options.filters);
  const lists = { aims: AIMS, standard: STANDARD, all: allWorkloads() };
  const workloads = selectWorkloads(lists[options.rows], filters)
    .map((one) => options.count === undefined || one.count === 1 ? one : { ...one, count: options.count });
  const writer = new ResultWriter(options.runs, options.count !== undefined);
  const starter = new Starter();
  for (const name of ["discard", "kafka", "silent"] as const) {
    if (filters.get("target")?.includes(name) === false) continue;
    const mine = workloads.filter((one) => targetsOf(one).includes(name));
    if (mine.length === 0) continue;
    const target = await startTarget(name);
    try {
      for (const workload of mine) await runWorkload({ workload, target, writer, starter, options, filters });
    } finally {
      await target.stop();
    }
  }
  return writer.file;
}

function targetsOf({ kind }: Workload): TargetName[] {
  if (kind === "buffered") return ["silent"];
  return kind === "idle" ? ["discard"] : ["discard", "kafka"];
}

function readFilters(texts: readonly string[]): Map<string, readonly string[]> {
  const known = [
    ...["target", "client", "runtime", "mode"],
    ...["id", "kind", "bytes", "partitions", "keys", "codec", "scale"],
  ];
  return new Map(texts.map((text) => {
    const [name, value] = text.split("=");
    if (value === undefined || !known.includes(name)) {
      throw new Error(`a filter is field=value[,value] with a field of ${known.join(", ")}, not "${text}"`);
    }
    return [name, value.split(",")];
  }));
}

interface Setting {
  readonly workload: Workload;
  readonly target: Target;
  readonly writer: ResultWriter;
  readonly starter: Starter;
  readonly options: SuiteOptions;
  readonly filters: ReadonlyMap<string, readonly string[]>;
}

/** The runs of all contestants in turn, then again: what else the machine does hits all of them. */
async function runWorkload(setting: Setting): Promise<void> {
  const { workload, target, writer, options, filters } = setting;
  const wants = (one: Contestant) =>
    ["client", "runtime", "mode"].every((field) =>
      filters.get(field)?.includes(String(one[field as keyof Contestant])) !== false
    );
  const contestants = contestantsOf(workload, options.built).filter(wants);
  console.error(`\n${target.name}: ${workload.id}, ${workload.count} records a run`);
  const failed = new Set<Contestant>();
  for (let run = 1; run <= options.runs; run++) {
    for (const one of contestants) {
      if (failed.has(one)) continue;
      const result = await attempt(setting, one, run);
      if (result.measured === undefined) failed.add(one);
      writer.add({ ...one, workload: workload.id, plan: workload, target: target.name, run, ...result });
      console.error(`  ${run} ${nameOf(one).padEnd(28)} ${told(result)}`);
    }
  }
}

type Outcome = Pick<Run, "measured" | "failed" | "leftOut">;

function told({ measured, failed, leftOut }: Outcome): string {
  if (measured === undefined) return leftOut === undefined ? `FAILED: ${failed}` : `left out: ${leftOut}`;
  const { cpuMicros, rate, peakMiB, rssMiB, p50, p99, startMs, requestsPerSecond } = measured;
  return [
    `${cpuMicros.toFixed(2)} us`,
    rate > 0 ? `${Math.round(rate / 1000)} k/s` : "",
    `${peakMiB} MiB (${rssMiB})`,
    p50 === undefined ? "" : `p50 ${p50.toFixed(3)} ms, p99 ${p99?.toFixed(3)} ms`,
    startMs === undefined ? "" : `${startMs.toFixed(0)} ms to the first ack`,
    requestsPerSecond === undefined ? "" : `${requestsPerSecond.toFixed(2)} requests/s`,
  ].filter((text) => text !== "").join(", ");
}

let topics = 0;

/** One run with a topic of its own. */
async function attempt(setting: Setting, one: Contestant, run: number): Promise<Outcome> {
  const { workload, target, starter } = setting;
  const how = await starter.commandOf(one);
  if ("missing" in how) return { leftOut: how.missing };
  const topic = `bench-${process.pid}-${++topics}-p${workload.partitions}`;
  try {
    await target.create(topic, workload.partitions);
    const job: Job = {
      ...{ client: one.client, mode: one.mode, bytes: workload.bytes, count: workload.count },
      ...{ bootstrap: target.bootstrap, topic, keys: workload.keys, codec: workload.codec },
      ...{ values: valuesFile(workload.bytes), seconds: IDLE_SECONDS },
    };
    const started = performance.timeOrigin + performance.now();
    const running = runClient(how, job);
    const idle = workload.kind === "idle" ? await idleRate(target, running) : null;
    const measured = await running;
    if (workload.kind !== "buffered") await checkDelivered({ target, topic, workload, measured });
    return {
      measured: {
        ...measured,
        ...(measured.firstAckAt === undefined ? {} : { startMs: measured.firstAckAt - started }),
        ...(idle === null ? {} : { requestsPerSecond: idle }),
      },
    };
  } catch (error) {
    return { failed: `run ${run}: ${(error instanceof Error ? error.message : String(error)).slice(0, 500)}` };
  } finally {
    await target.remove(topic).catch((error) => console.error(`  the topic was not removed: ${error}`));
  }
}

/** The check of deliveries against the broker's own count */
async function checkDelivered(
  { target, topic, workload, measured }: {
    readonly target: Target;
    readonly topic: string;
    readonly workload: Workload;
    readonly measured: Measured;
  },
): Promise<void> {
  const there = await target.ends(topic, workload.partitions);
  if (there !== measured.sent) throw new Error(`${measured.sent} records were acknowledged and ${there} are there`);
}

/** Requests a second from a second after the first record to the end of the run; null where nobody counts. */
async function idleRate(target: Target, run: Promise<unknown>): Promise<number | null> {
  const before = await target.requests();
  if (before === null) return null;
  const ended = run.then(() => true, () => true);
  const tick = (ms: number) => Promise.race([ended, pause(ms).then(() => false)]);
  let now = before;
  while (now[PRODUCE] === before[PRODUCE]) {
    if (await tick(100)) return null;
    now = await target.requests() ?? now;
  }
  if (await tick(1000)) return null;
  const first = await target.requests();
  const from = performance.now();
  await ended;
  const last = await target.requests();
  return (sum(last) - sum(first)) / ((performance.now() - from) / 1000);
}

const sum = (counts: Readonly<Record<string, number>> | null) =>
  Object.values(counts ?? {}).reduce((total, count) => total + count, 0);
