// `npm run bench -- end-to-end`: produce and consume beside the peers in the same run: CPU of the client process for
// each record, the least of several interleaved runs, and as a ratio. Against `samsa broker` and a real Apache Kafka.
// Called by main.ts; brokers, clients and values are those of the producer's suite.
import { runClient } from "./clients/child.ts";
import type { Measured, Mode } from "./clients/job.ts";
import { KAFKA_VERSION } from "./peers.ts";
import { Starter } from "./produce/contestants.ts";
import { startTarget, type Target } from "./produce/targets.ts";
import { markdownTable } from "./table.ts";
import { valuesFile } from "./values.ts";

const CLIENTS = ["samsa", "kafkajs", "platformatic"] as const;
type ClientName = (typeof CLIENTS)[number];
const BROKERS = { samsa: "samsa broker (in memory)", kafka: `Apache Kafka ${KAFKA_VERSION}, one node` } as const;
const PARTITIONS = 12;
/** Records of one run, by their size in bytes. */
const COUNTS: Readonly<Record<number, number>> = { 100: 500_000, 1024: 120_000 };

/** How much to measure. */
export interface EndToEndOptions {
  /** Runs of each client; the least counts. */
  readonly runs: number;
  /** Leaves out the real broker. */
  readonly embeddedOnly: boolean;
  /** Records of a run in place of the usual ones. */
  readonly count: number | undefined;
}

type Rates = Readonly<Record<string, number>>;

/** Measures everything; returns tables in Markdown. */
export async function endToEnd(options: EndToEndOptions): Promise<string> {
  const starter = new Starter();
  const out: string[] = [];
  const rates: (readonly [string, Rates])[] = [];
  for (const broker of options.embeddedOnly ? ["samsa"] as const : ["samsa", "kafka"] as const) {
    const target = await startTarget(broker);
    try {
      const { table, rates: own } = await measure(target, starter, options);
      out.push(`### ${BROKERS[broker]}\n\n${table}`);
      rates.push([BROKERS[broker], own]);
    } finally {
      await target.stop();
    }
  }
  out.push(besideEachOther(rates));
  return out.join("\n");
}

/** How many records a second pass between our client and each broker, one connection for each job. */
function besideEachOther(rates: readonly (readonly [string, Rates])[]): string {
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
  starter: Starter,
  { runs, count: wanted }: EndToEndOptions,
): Promise<{ readonly table: string; readonly rates: Rates }> {
  const rows: string[][] = [];
  const rates: Record<string, number> = {};
  for (const bytes of [100, 1024]) {
    const count = wanted ?? COUNTS[bytes];
    const best: Record<string, Measured> = {};
    const run = async (what: "produce" | "consume", client: ClientName, topic: string) => {
      const mode = what === "consume" ? what : client === "samsa" ? "concurrent" : "bulk";
      const measured = await runOne({ target, starter, client, mode, bytes, count, topic });
      keepLeast(best, `${client} ${what}`, measured);
    };
    for (let i = 0; i < runs; i++) {
      const topicOf = (client: ClientName) => `bench-${bytes}-${i}-${client}`;
      for (const client of CLIENTS) {
        await target.create(topicOf(client), PARTITIONS);
        await run("produce", client, topicOf(client));
      }
      // All read what Samsa wrote.
      for (const client of CLIENTS) await run("consume", client, topicOf("samsa"));
    }
    for (const what of ["produce", "consume"]) {
      rows.push(row(what, bytes, best));
      rates[`${what} ${bytes} B`] = best[`samsa ${what}`]?.rate ?? 0;
    }
  }
  const heads = ["job", ...CLIENTS.map((client) => `${client}: µs (k records/s, MiB)`), "Samsa : better peer"];
  return { table: markdownTable(heads, rows), rates };
}

function keepLeast(best: Record<string, Measured>, key: string, measured: Measured): void {
  const before = best[key];
  if (before === undefined || measured.cpuMicros < before.cpuMicros) best[key] = measured;
}

function row(what: string, bytes: number, best: Readonly<Partial<Record<string, Measured>>>): string[] {
  const cells = CLIENTS.map((client) => {
    const one = best[`${client} ${what}`];
    return one === undefined ? "-" : `${one.cpuMicros.toFixed(2)} (${Math.round(one.rate / 1000)}, ${one.rssMiB})`;
  });
  const [samsa, ...peers] = CLIENTS.map((client) => best[`${client} ${what}`]?.cpuMicros ?? Infinity);
  const better = Math.min(...peers);
  return [`${what} ${bytes} B`, ...cells, better === Infinity ? "-" : (samsa / better).toFixed(2)];
}

interface OneRun {
  readonly target: Target;
  readonly starter: Starter;
  readonly client: ClientName;
  readonly mode: Mode;
  readonly bytes: number;
  readonly count: number;
  readonly topic: string;
}

async function runOne({ target, starter, ...job }: OneRun): Promise<Measured> {
  const how = await starter.commandOf({ client: job.client, runtime: "node", mode: job.mode, built: false });
  if ("missing" in how) throw new Error(`there is no ${job.client} here: ${how.missing}`);
  const measured = await runClient(how, {
    ...job,
    ...{ bootstrap: target.bootstrap, keys: false, codec: "none", values: valuesFile(job.bytes), seconds: 0 },
  });
  console.error(`${job.client} ${job.mode} ${job.bytes}: ${JSON.stringify(measured)}`);
  return measured;
}
