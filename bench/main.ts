// `npm run bench [-- micro|end-to-end] [--runs N] [--embedded-only] [--write]`: prints the tables; `--write` keeps them
// in bench/README.md.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { endToEnd } from "./end_to_end.ts";
import { markdownTable } from "./table.ts";

const HERE = import.meta.dirname ?? ".";
const README = join(HERE, "README.md");
const MARK = "<!-- tables -->";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string", default: "2" },
    "embedded-only": { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});

/** The command of each runtime, from the environment that tools/run.mjs prepares. */
const RUNTIMES: readonly (readonly [string, readonly string[]])[] = [
  ["Node", [process.env["SAMSA_NODE"] ?? process.execPath]],
  ["Deno", [process.env["SAMSA_DENO"] ?? "deno", "run", "-A", "--no-check"]],
  ["Bun", [process.env["SAMSA_BUN"] ?? "bun"]],
];

function micro(): string {
  const results = RUNTIMES.map(([name, [binary, ...args]]) => {
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
    markdownTable(["", ...RUNTIMES.map(([name]) => name)], rows)
  }`;
}

const wants = (part: string) => positionals.length === 0 || positionals.includes(part);
const parts: string[] = [];
if (wants("micro")) parts.push(micro());
if (wants("end-to-end")) {
  const tables = await endToEnd({ runs: Number(values.runs), embeddedOnly: values["embedded-only"] });
  parts.push(
    `## End to end, beside the peers\n\nNode ${process.versions.node}, 12 partitions, acks from all in-sync replicas, no compression; CPU microseconds of the client process for each record (user + system), least of ${values.runs} interleaved runs. Samsa: idempotent, a promise for each record, and CRC checked on reading; the peers in their best mode, 1000 records a send, without either.\n\n${tables}`,
  );
}
const tables = parts.join("\n");
console.log(tables);
if (values.write) {
  const [head] = readFileSync(README, "utf8").split(MARK);
  writeFileSync(README, `${head}${MARK}\n\n${tables}`);
}
