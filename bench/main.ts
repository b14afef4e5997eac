// `npm run bench -- COMMAND`: see USAGE. Started by tools/run.mjs, which prepares the runtimes.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { endToEnd } from "./end_to_end.ts";
import { produceSuite } from "./produce/suite.ts";
import { writeReport } from "./report/report.ts";
import { RUNTIMES } from "./runtimes.ts";
import { markdownTable } from "./table.ts";

const HERE = import.meta.dirname ?? ".";
const README = join(HERE, "README.md");
const MARK = "<!-- tables -->";
const USAGE = `npm run bench -- COMMAND
  produce [field=value[,value] ...]   the producer beside peers and native clients; results go to bench/results
    --aims                            only the rows of the aims; without it one change at a time
    --all                             everything with everything (hours)
    --runs N                          runs of each, of which the least counts (3)
    --built                           Samsa's built package (npm/) too
    --count N                         records of a run, to try the suite itself (the results are kept apart)
    fields: target (discard, kafka, silent), client, runtime, mode, id, kind, bytes, partitions, keys, codec, scale
  report                              makes docs/performance.md and its plots from the newest results
    [--trial] [--out FOLDER]          from trials, into another folder
  micro                               what the parts cost, on three runtimes
  end-to-end [--embedded-only]        produce and consume against samsa broker and a real one; --count N as above
  (none)                              micro and end-to-end; --write keeps their tables in bench/README.md`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string" },
    "embedded-only": { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    aims: { type: "boolean", default: false },
    all: { type: "boolean", default: false },
    built: { type: "boolean", default: false },
    count: { type: "string" },
    trial: { type: "boolean", default: false },
    out: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

/** The command of each runtime. */
const COMMANDS: readonly (readonly [string, readonly string[]])[] = [
  ["Node", [RUNTIMES.node]],
  ["Deno", [RUNTIMES.deno, "run", "-A", "--no-check"]],
  ["Bun", [RUNTIMES.bun]],
];

function micro(): string {
  const results = COMMANDS.map(([name, [binary, ...args]]) => {
    console.error(`micro benchmarks on ${name} …`);
    const run = spawnSync(binary, [...args, join(HERE, "micro.ts")], {
      encoding: "utf8",
      env: { ...process.env, NODE_NO_WARNINGS: "1" },
    });
    const line = run.stdout?.trim().split("\n").at(-1) ?? "";
    if (!line.startsWith("[")) throw new Error(`micro.ts failed on ${name}: ${run.stderr}`);
    return JSON.parse(line) as { name: string; text: string }[];
  });
  // The compression ratio stands in the name and differs where runtimes link another zlib: rows go by place.
  const rows = results[0].map((row, i) => [row.name, ...results.map((of) => of[i].text)]);
  return `## Parts\n\nLeast; GB/s of uncompressed bytes, ns for each record or call.\n\n${
    markdownTable(["", ...COMMANDS.map(([name]) => name)], rows)
  }`;
}

async function tables(parts: readonly string[]): Promise<void> {
  const wants = (part: string) => parts.length === 0 || parts.includes(part);
  const runs = Number(values.runs ?? 2);
  const count = values.count === undefined ? undefined : Number(values.count);
  const out: string[] = [];
  if (wants("micro")) out.push(micro());
  if (wants("end-to-end")) {
    const found = await endToEnd({ runs, embeddedOnly: values["embedded-only"], count });
    out.push(
      `## End to end, beside the peers\n\nNode ${process.versions.node}, 12 partitions, acks from all in-sync replicas, no compression; CPU microseconds of the client process for each record (user + system), least of ${runs} interleaved runs. Samsa: idempotent, a promise for each record, and CRC checked on reading; the peers in their best mode, 1000 records a send, without either. The warming up of the compiler is inside; consumers are measured from before they connect.\n\n${found}`,
    );
  }
  const text = out.join("\n");
  console.log(text);
  if (!values.write) return;
  const [head] = readFileSync(README, "utf8").split(MARK);
  writeFileSync(README, `${head}${MARK}\n\n${text}`);
}

const [command, ...rest] = positionals;

async function main(): Promise<void> {
  if (values.help) console.log(USAGE);
  else if (command === "produce") {
    const file = await produceSuite({
      rows: values.aims ? "aims" : values.all ? "all" : "standard",
      runs: Number(values.runs ?? 3),
      built: values.built,
      count: values.count === undefined ? undefined : Number(values.count),
      filters: rest,
    });
    console.log(`The results are in ${file}; \`npm run bench -- report\` makes the tables.`);
  } else if (command === "report") console.log(writeReport({ trial: values.trial, out: values.out }));
  else if (positionals.every((part) => part === "micro" || part === "end-to-end")) await tables(positionals);
  else {
    console.error(USAGE);
    process.exitCode = 2;
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
