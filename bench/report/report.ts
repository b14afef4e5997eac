// `npm run bench -- report`: makes docs/performance.md and docs/plots/*.svg from the newest results. Called by main.ts.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RUNTIMES } from "../runtimes.ts";
import { markdownTable } from "../table.ts";
import { aimLines, aimTable } from "./aims.ts";
import { type Figure, readRows, type Row } from "./figures.ts";
import { type Bar, drawBars } from "./plots.ts";

const HERE = import.meta.dirname ?? ".";
const DOCS = join(HERE, "..", "..", "docs");
const BROKERS: Readonly<Record<string, string>> = {
  discard: "a broker that discards",
  kafka: "Apache Kafka, one node",
  silent: "a broker that does not answer",
};

/** Writes the page and its plots; `out`: in place of docs/, `trial`: from trial sessions. */
export function writeReport(options: { readonly trial: boolean; readonly out?: string }): string {
  const rows = readRows(options.trial);
  if (rows.length === 0) throw new Error("there are no results yet: run `npm run bench -- produce` first");
  const docs = options.out ?? DOCS;
  const folder = join(docs, "plots");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const lines = aimLines(rows);
  const missed = lines.filter((line) => line.measured > line.most).length;
  const page = [
    head(rows),
    `## The aims\n\n${
      lines.length - missed
    } of ${lines.length} are met. A ratio is Samsa's CPU time for each record over the other's; "1/5" means a fifth of it.\n\n${
      aimTable(lines)
    }`,
    ...rows.map((row) => section(row, folder)),
    absentees(rows),
    readFileSync(join(HERE, "why_missed.md"), "utf8"),
    readFileSync(join(HERE, "how_to_tune.md"), "utf8"),
  ].filter((part) => part !== "").join("\n");
  const file = join(docs, "performance.md");
  writeFileSync(file, page);
  // The page and its plots are formatted as every other file; the report is none the worse where there is no Deno.
  spawnSync(RUNTIMES.deno, ["fmt", "--quiet", file, folder]);
  return file;
}

function head(rows: readonly Row[]): string {
  const sessions = rows.map((row) => row.session).sort((a, b) => a.session < b.session ? 1 : -1);
  const [session] = sessions;
  const versions = Object.entries(session.versions).map(([name, version]) => `${name} ${version}`).join(", ");
  return `# Performance of the producer

Made by \`npm run bench -- report\` from the newest results in \`bench/results\`; \`npm run bench -- produce\` makes those. Do not edit.

Newest session: ${session.session}, on ${session.cpus}, ${session.memoryGiB} GiB, ${session.system}. ${versions}.

- **CPU** is user and system time of the whole client process, all threads, from after the first acknowledged record to the last one, in microseconds for each record. The warming up of the compiler is inside. It is the figure to compare: records a second depend on what else the machine does and on the broker that shares it.
- Each figure is the least of ${session.runs} run${
    session.runs === 1 ? "" : "s"
  } (memory: the most); the runs of all clients are interleaved. All figures of one table come from one session.
- Everyone waits for all in-sync replicas. Samsa, franz-go, librdkafka and Java are idempotent; kafkajs and @platformatic/kafka take part without and with idempotence (\`-idem\`).
- Values are JSON of exactly 100 or 1,024 bytes from a seeded generator (lz4 makes them 1.75 times smaller), given as bytes. Keys are 16 bytes, 10,000 different ones.
- Each client is driven in its best way: kafkajs and @platformatic/kafka with 1,000 records a call and five calls in flight (idempotent: one); the native clients record by record with callbacks and 5 ms of linger. Samsa has its default options: \`enqueue\` in a loop with \`ready()\`; \`sendAll\` with 1,000 records a call, ten in flight; \`concurrent\`: 1,000 loops that each await \`send\` of one record. kafkajs has no lz4 and no zstd of its own: it borrows a WebAssembly one and Node's.
- After each run the broker's end offsets are compared with what was acknowledged; a run that differs counts as failed.
- The discarding broker answers at once and keeps nothing: it shows the client alone.
`;
}

function section(row: Row, folder: string): string {
  const { plan, target, figures } = row;
  const title = `${titleOf(row)}, ${BROKERS[target]}`;
  const file = `${target}-${plan.id.replaceAll(/[^a-zA-Z0-9]+/g, "-").replace(/-$/, "").toLowerCase()}.svg`;
  const [unit, measure] = plotOf(plan.kind);
  const bars: Bar[] = figures.map((one) => ({ name: one.name, value: measure(one), ours: one.client === "samsa" }));
  drawBars(file, { title, unit, bars, folder });
  return `## ${title}\n\n![${title}: ${unit}](plots/${file})\n\n${table(row)}`;
}

function titleOf({ plan }: Row): string {
  if (plan.kind === "bulk") {
    const beside = plan.scale === "peers" ? "JavaScript peers" : "native clients";
    return `${plan.id.replace(/ \(.*/, "")}, ${plan.count.toLocaleString("en")} records beside ${beside}`;
  }
  return {
    single: `${plan.count.toLocaleString("en")} single sends, each awaited`,
    idle: "An idle producer",
    start: "From process start to the first acknowledged record",
    buffered: `${plan.count.toLocaleString("en")} records of ${plan.bytes} B buffered`,
  }[plan.kind];
}

function plotOf(kind: Row["plan"]["kind"]): [string, (one: Figure) => number] {
  if (kind === "start") return ["ms", (one) => one.startMs ?? 0];
  if (kind === "buffered") return ["MiB resident at most", (one) => one.peakMiB];
  if (kind === "idle") return ["CPU µs a second", (one) => one.cpu];
  return [kind === "single" ? "CPU µs a send" : "CPU µs a record", (one) => one.cpu];
}

/** Columns of a kind of workload after the name. */
function columns(kind: Row["plan"]["kind"]): readonly (readonly [string, (one: Figure) => string])[] {
  const peak = ["peak MiB", (one: Figure) => String(one.peakMiB)] as const;
  const rate = ["k records/s", (one: Figure) => (one.rate / 1000).toFixed(one.rate < 10_000 ? 1 : 0)] as const;
  if (kind === "buffered") return [peak];
  if (kind === "start") {
    return [["ms", (one) => one.startMs?.toFixed(0) ?? "-"], ["CPU ms", (one) => (one.cpu / 1000).toFixed(0)], peak];
  }
  if (kind === "idle") {
    return [["requests/s", (one) => one.idleRequests?.toFixed(2) ?? "-"], [
      "CPU ms/s",
      (one) => (one.cpu / 1000).toFixed(2),
    ], peak];
  }
  if (kind === "single") {
    return [
      ["CPU µs", (one) => one.cpu.toFixed(0)],
      ["p50 ms", (one) => one.p50?.toFixed(3) ?? "-"],
      ["p99 ms", (one) => one.p99?.toFixed(3) ?? "-"],
      rate,
      peak,
    ];
  }
  return [["CPU µs", (one) => one.cpu.toFixed(2)], rate, peak];
}

/** All contestants, Samsa's best as the measure: below 1 beside a name means that it is cheaper than Samsa. */
function table({ plan, figures }: Row): string {
  const all = columns(plan.kind);
  const [, measure] = plotOf(plan.kind);
  const sorted = figures.toSorted((a, b) => measure(a) - measure(b));
  const best = sorted.find((one) => one.client === "samsa" && one.runtime === "node");
  return markdownTable(
    ["client", ...all.map(([name]) => name), "against Samsa's best on Node"],
    sorted.map((one) => [
      one.client === "samsa" ? `**${one.name}**` : one.name,
      ...all.map(([, text]) => text(one)),
      best === undefined || measure(best) === 0 ? "-" : `${(measure(one) / measure(best)).toFixed(2)}x`,
    ]),
  );
}

function absentees(rows: readonly Row[]): string {
  const all = rows.flatMap(({ absent, plan, target }) =>
    absent.map(({ name, why }) => [name, `${plan.id}, ${target}`, why.replaceAll("|", "/").replaceAll("\n", " ")])
  );
  return all.length === 0 ? "" : `## Left out or failed\n\n${markdownTable(["client", "workload", "why"], all)}`;
}
