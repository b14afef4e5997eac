// The results of sessions as lines of JSON in bench/results: a first line that tells the machine, then one for each run.
// Written by suite.ts, read by report/.
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import process from "node:process";
import type { Measured } from "../clients/job.ts";
import { KAFKA_VERSION, PEERS } from "../peers.ts";
import { RUNTIMES } from "../runtimes.ts";
import type { Contestant } from "./contestants.ts";
import type { TargetName } from "./targets.ts";
import type { Workload } from "./workloads.ts";

/** Where sessions are kept. */
const RESULTS: string = join(import.meta.dirname ?? ".", "..", "results");

/** The machine and the versions of a session. */
export interface Session {
  /** Tells sessions apart: the time of their start. */
  readonly session: string;
  /** Runs of each contestant. */
  readonly runs: number;
  /** CPUs. */
  readonly cpus: string;
  /** Memory, GiB. */
  readonly memoryGiB: number;
  /** Operating system. */
  readonly system: string;
  /** Names and versions of runtimes and peers. */
  readonly versions: Readonly<Record<string, string>>;
}

/** One run, or why it gave no figure. */
export interface Run extends Contestant {
  /** Session. */
  readonly session: string;
  /** Id of the workload. */
  readonly workload: string;
  /** Fields of the workload. */
  readonly plan: Workload;
  /** Broker. */
  readonly target: TargetName;
  /** Number of the run, from 1. */
  readonly run: number;
  /** Load average when it began. */
  readonly load: number;
  /** What it measured. */
  readonly measured?: Measured & {
    readonly startMs?: number;
    readonly requestsPerSecond?: number;
  };
  /** Why it measured nothing. */
  readonly failed?: string;
  /** Why it was not run. */
  readonly leftOut?: string;
}

/** Appends to the file of a session. */
export class ResultWriter {
  /** The session. */
  readonly session: Session;
  readonly #file: string;

  /** Starts a session of so many runs each. A trial of the suite itself is kept apart. */
  constructor(runs: number, trial: boolean) {
    const session = new Date().toISOString().replace(/\.\d+/, "");
    mkdirSync(RESULTS, { recursive: true });
    this.#file = join(RESULTS, `${trial ? "trial" : "produce"}-${session.replaceAll(":", "")}.jsonl`);
    this.session = {
      session,
      runs,
      cpus: `${cpus().length} x ${cpus()[0]?.model.trim() ?? "unknown"}`,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      system: `${process.platform} ${process.arch}`,
      versions: versions(),
    };
    appendFileSync(this.#file, `${JSON.stringify(this.session)}\n`);
  }

  /** Keeps one run. */
  add(run: Omit<Run, "session" | "load">): void {
    const line: Run = { ...run, session: this.session.session, load: Math.round(loadavg()[0] * 10) / 10 };
    appendFileSync(this.#file, `${JSON.stringify(line)}\n`);
  }

  /** Path of the file. */
  get file(): string {
    return this.#file;
  }
}

/** All sessions, the oldest first. */
export function readSessions(trial: boolean): { readonly session: Session; readonly runs: readonly Run[] }[] {
  if (!existsSync(RESULTS)) return [];
  const start = trial ? "trial-" : "produce-";
  return readdirSync(RESULTS).filter((file) => file.startsWith(start) && file.endsWith(".jsonl")).sort().map((file) => {
    const [session, ...runs] = readFileSync(join(RESULTS, file), "utf8").trim().split("\n").map((line) =>
      JSON.parse(line)
    );
    return { session: session as Session, runs: runs as Run[] };
  });
}

function versions(): Record<string, string> {
  const asked = (command: string, ...args: string[]) => {
    const run = spawnSync(command, args, { encoding: "utf8" });
    return /\d+\.\d+[\d.]*/.exec(`${run.stdout ?? ""}${run.stderr ?? ""}`)?.[0] ?? "not here";
  };
  return {
    Node: asked(RUNTIMES.node, "--version"),
    Deno: asked(RUNTIMES.deno, "--version"),
    Bun: asked(RUNTIMES.bun, "--version"),
    Java: asked("java", "-version"),
    ...PEERS,
    "franz-go": /franz-go v(\S+)/.exec(
      readFileSync(join(import.meta.dirname ?? ".", "..", "native", "go", "go.mod"), "utf8"),
    )?.[1] ?? "?",
    librdkafka: "2.16.1",
    "Apache Kafka": KAFKA_VERSION,
  };
}
