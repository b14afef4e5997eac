// Produce and consume, end to end, beside the peers in the same run: CPU of the client process for each record, the
// least of several interleaved runs, and as a ratio. Against `samsa broker` and a real Apache Kafka.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import process from "node:process";
import { startKafka } from "../tools/kafka/cluster.ts";
import { createTopic } from "../tools/kafka/topics.ts";
import { SAMSA, startSamsaBroker } from "../tools/samsa_broker.ts";
import { installPeers } from "./peers.ts";
import { markdownTable } from "./table.ts";

const ROOT = join(import.meta.dirname ?? ".", "..");
const CLIENTS = ["samsa", "kafkajs", "platformatic"] as const;
const PARTITIONS = 12;
/** Records of one run, by their size in bytes. */
const COUNTS: Readonly<Record<number, number>> = { 100: 500_000, 1024: 120_000 };

/** What one run prints. */
interface Measured {
  readonly cpuMicrosPerRecord: number;
  readonly recordsPerSecond: number;
  readonly rssMiB: number;
}

/** A broker to measure against. */
interface Target {
  readonly name: string;
  readonly bootstrap: string;
  readonly create: (topic: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** How much to measure. */
export interface EndToEndOptions {
  /** Runs of each client; the least counts. */
  readonly runs: number;
  /** Leaves out the real broker. */
  readonly embeddedOnly: boolean;
}

/** Measures everything; returns tables in Markdown. */
export async function endToEnd(options: EndToEndOptions): Promise<string> {
  const peers = installPeers();
  const targets = [samsaBroker, ...(options.embeddedOnly ? [] : [realKafka])];
  const out: string[] = [];
  const rates: (readonly [string, Readonly<Record<string, number>>])[] = [];
  for (const start of targets) {
    const target = await start();
    try {
      const { table, rates: own } = await measure(target, { peers, runs: options.runs });
      out.push(`### ${target.name}\n\n${table}`);
      rates.push([target.name, own]);
    } finally {
      await target.stop();
    }
  }
  out.push(besideEachOther(rates));
  return out.join("\n");
}

/** How many records a second pass between our client and each broker, one connection for each job. */
function besideEachOther(rates: readonly (readonly [string, Readonly<Record<string, number>>])[]): string {
  const jobs = Object.keys(rates[0]?.[1] ?? {});
  const rows = jobs.map((job) => {
    const all = rates.map(([, own]) => own[job] ?? 0);
    const ratio = all.length > 1 ? (all[0] / all[1]).toFixed(2) : "-";
    return [job, ...all.map((rate) => `${Math.round(rate / 1000)} k/s`), ratio];
  });
  const table = markdownTable(["Samsa's job", ...rates.map(([name]) => name), "embedded : real"], rows);
  return `### The brokers beside each other: records a second\n\n${table}`;
}

async function measure(
  target: Target,
  { peers, runs }: { readonly peers: string; readonly runs: number },
): Promise<{ readonly table: string; readonly rates: Readonly<Record<string, number>> }> {
  const rows: string[][] = [];
  const rates: Record<string, number> = {};
  for (const bytes of [100, 1024]) {
    const count = COUNTS[bytes];
    const best: Record<string, Measured> = {};
    for (let run = 0; run < runs; run++) {
      const filled = `bench-${bytes}-${run}`;
      await target.create(filled);
      for (const client of CLIENTS) {
        const topic = client === "samsa" ? filled : `${filled}-${client}`;
        if (topic !== filled) await target.create(topic);
        keepLeast(
          best,
          `${client} produce`,
          await runClient([client, "produce", bytes, count, target.bootstrap, topic], peers),
        );
      }
      for (const client of CLIENTS) {
        // All read what Samsa wrote.
        const job = [client, "consume", bytes, count, target.bootstrap, filled] as const;
        keepLeast(best, `${client} consume`, await runClient(job, peers));
      }
    }
    for (const mode of ["produce", "consume"]) {
      rows.push(row(mode, bytes, best));
      rates[`${mode} ${bytes} B`] = best[`samsa ${mode}`]?.recordsPerSecond ?? 0;
    }
  }
  const heads = ["job", ...CLIENTS.map((client) => `${client}: µs (k records/s, MiB)`), "Samsa : better peer"];
  return { table: markdownTable(heads, rows), rates };
}

function keepLeast(best: Record<string, Measured>, key: string, measured: Measured): void {
  const before = best[key];
  if (before === undefined || measured.cpuMicrosPerRecord < before.cpuMicrosPerRecord) best[key] = measured;
}

function row(mode: string, bytes: number, best: Readonly<Partial<Record<string, Measured>>>): string[] {
  const cells = CLIENTS.map((client) => {
    const one = best[`${client} ${mode}`];
    if (one === undefined) return "-";
    return `${one.cpuMicrosPerRecord.toFixed(2)} (${Math.round(one.recordsPerSecond / 1000)}, ${one.rssMiB})`;
  });
  const [samsa, ...peers] = CLIENTS.map((client) => best[`${client} ${mode}`]?.cpuMicrosPerRecord ?? Infinity);
  const better = Math.min(...peers);
  return [`${mode} ${bytes} B`, ...cells, better === Infinity ? "-" : (samsa / better).toFixed(2)];
}

async function runClient(job: readonly (string | number)[], peers: string): Promise<Measured> {
  const child = spawn(process.execPath, [
    "--disable-warning=ExperimentalWarning",
    join(ROOT, "bench/client_run.ts"),
    ...job.map(String),
  ], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, SAMSA_PEERS: peers, NODE_NO_WARNINGS: "1" },
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), 180_000);
  let out = "", err = "";
  child.stdout.on("data", (text) => out += text);
  child.stderr.on("data", (text) => err += text);
  await once(child, "close");
  clearTimeout(timer);
  const line = out.trim().split("\n").at(-1) ?? "";
  if (!line.startsWith("{")) throw new Error(`The run ${job.join(" ")} printed no result: ${err || out}`);
  console.error(`${job.slice(0, 3).join(" ")}: ${line}`);
  return JSON.parse(line) as Measured;
}

async function samsaBroker(): Promise<Target> {
  const { address: bootstrap, stop } = await startSamsaBroker();
  const [program, ...first] = SAMSA;
  return {
    name: "samsa broker (in memory)",
    bootstrap,
    create: async (topic) => {
      const args = [...first, "topics", "create", topic, "-p", `${PARTITIONS}`, "-b", bootstrap];
      await once(spawn(program, args, { stdio: "ignore" }), "close");
    },
    stop: async () => void await stop(),
  };
}

async function realKafka(): Promise<Target> {
  const cluster = await startKafka({ version: "4.4.0", jvm: ["-Xmx1g"] });
  return {
    name: `Apache Kafka ${cluster.version}, one node`,
    bootstrap: cluster.bootstrap[0],
    create: (topic) => createTopic(cluster, topic, { partitions: PARTITIONS }),
    stop: () => cluster.stop(),
  };
}
