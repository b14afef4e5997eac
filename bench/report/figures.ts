// From runs to figures: the newest session of each workload and broker, the least of each contestant's runs. Called by
// aims.ts and report.ts. All figures of one row come from one session: only those may be compared.
import { type Contestant, nameOf } from "../produce/contestants.ts";
import { readSessions, type Run, type Session } from "../produce/results.ts";
import type { TargetName } from "../produce/targets.ts";
import { allWorkloads, type Workload } from "../produce/workloads.ts";

/** What one contestant reached in a row. */
export interface Figure extends Contestant {
  /** Name in tables. */
  readonly name: string;
  /** CPU microseconds for each record (for each second when idle). */
  readonly cpu: number;
  /** Most records a second. */
  readonly rate: number;
  /** Most memory of any run, MiB. */
  readonly peakMiB: number;
  /** Median latency, ms. */
  readonly p50: number | undefined;
  /** 99th percentile, ms. */
  readonly p99: number | undefined;
  /** From process start to the first acknowledgement, ms. */
  readonly startMs: number | undefined;
  /** Requests a second. */
  readonly idleRequests: number | undefined;
}

/** A workload on a broker. */
export interface Row {
  /** The workload. */
  readonly plan: Workload;
  /** The broker. */
  readonly target: TargetName;
  /** The session. */
  readonly session: Session;
  /** Those who came through, the cheapest first. */
  readonly figures: readonly Figure[];
  /** Those who did not, and why. */
  readonly absent: readonly { readonly name: string; readonly why: string }[];
}

/** All rows, each from the newest session that has it. `trial`: sessions of the suite's own tests. */
export function readRows(trial: boolean): Row[] {
  const rows = new Map<string, Row>();
  for (const { session, runs } of readSessions(trial)) {
    const groups = Map.groupBy(runs, (run) => `${run.target} ${run.workload}`);
    for (const [key, own] of groups) {
      // A session that was narrowed to some clients is no row to compare.
      if (own.some((run) => run.client === "samsa") && own.some((run) => run.client !== "samsa")) {
        rows.set(key, makeRow(session, own));
      }
    }
  }
  const order = allWorkloads().map((one) => one.id);
  const brokers = ["kafka", "discard", "silent"];
  return [...rows.values()].sort((a, b) =>
    order.indexOf(a.plan.id) - order.indexOf(b.plan.id) || brokers.indexOf(a.target) - brokers.indexOf(b.target)
  );
}

function makeRow(session: Session, runs: readonly Run[]): Row {
  const figures: Figure[] = [];
  const absent: { name: string; why: string }[] = [];
  for (const [name, own] of Map.groupBy(runs, nameOf)) {
    const bad = own.find((run) => run.measured === undefined);
    if (bad === undefined) figures.push(figureOf(name, own));
    else absent.push({ name, why: bad.leftOut ?? bad.failed ?? "" });
  }
  figures.sort((a, b) => a.cpu - b.cpu);
  return { plan: runs[0].plan, target: runs[0].target, session, figures, absent };
}

function figureOf(name: string, runs: readonly Run[]): Figure {
  const all = runs.flatMap((run) => run.measured === undefined ? [] : [run.measured]);
  const least = (field: "cpuMicros" | "p50" | "p99" | "startMs" | "requestsPerSecond") => {
    const values = all.flatMap((one) => one[field] ?? []);
    return values.length === 0 ? undefined : Math.min(...values);
  };
  const { client, runtime, mode, built } = runs[0];
  return {
    ...{ client, runtime, mode, built, name },
    cpu: least("cpuMicros") ?? 0,
    rate: Math.max(...all.map((one) => one.rate)),
    peakMiB: Math.max(...all.map((one) => one.peakMiB)),
    p50: least("p50"),
    p99: least("p99"),
    startMs: least("startMs"),
    idleRequests: least("requestsPerSecond"),
  };
}
