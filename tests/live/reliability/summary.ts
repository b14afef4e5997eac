// The table of all runs: printed, and with SAMSA_RELIABILITY_WRITE kept in docs/reliability.md. Called by the tests.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Bounds } from "./scenario.ts";
import type { Outcome } from "./runner.ts";

/** A scenario with its runs. */
export interface Row {
  /** Its name. */
  readonly name: string;
  /** Its bounds. */
  readonly bounds: Bounds;
  /** What came of it. */
  readonly outcomes: readonly Outcome[];
}

/** The table in Markdown, all times in seconds. */
export function summaryTable(rows: readonly Row[]): string {
  const head = [
    "scenario",
    "runs",
    "longest silence, s (min / median / max)",
    "own, s (max)",
    "bound, s",
    "other partitions, s (max / bound)",
    "memory, MiB (max)",
    "close(), s (max)",
    "verdict",
  ];
  const lines = rows.map((row) => lineOf(row));
  return [head, head.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function lineOf(row: Row): string[] {
  const { name, bounds, outcomes } = row;
  return [
    name,
    String(outcomes.length),
    spread(outcomes.map((one) => one.worstMs)),
    seconds(most(outcomes.map((one) => one.ownMs))),
    seconds(bounds.worst),
    bounds.others === undefined
      ? "–"
      : `${seconds(most(outcomes.map((one) => one.othersMs ?? 0)))} / ${seconds(bounds.others)}`,
    String(most(outcomes.map((one) => one.peakMiB))),
    seconds(most(outcomes.map((one) => one.closeMs))),
    verdict(row),
  ];
}

function verdict({ bounds, outcomes }: Row): string {
  if (outcomes.length === 0) return "did not run";
  const bad = outcomes.filter((one) => one.problems.length > 0).length;
  if (bad > 0) return `**${bad} of ${outcomes.length} failed**`;
  const late = outcomes.filter((one) =>
    one.worstMs > bounds.worst || (one.othersMs ?? 0) > (bounds.others ?? Infinity)
  );
  return late.length === 0 ? "ok" : `ok; brokers late in ${late.length} of ${outcomes.length}`;
}

function spread(ms: readonly number[]): string {
  const sorted = [...ms].sort((a, b) => a - b);
  const middle = (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
  return `${seconds(sorted[0])} / ${seconds(middle)} / ${seconds(sorted[sorted.length - 1])}`;
}

function most(numbers: readonly number[]): number {
  return Math.max(0, ...numbers);
}

function seconds(ms: number): string {
  return ms === Infinity ? "none" : (ms / 1000).toFixed(1);
}

const HEAD = `# Reliability

What a producer survives on a real cluster: three nodes of Kafka 4.4.0, three replicas, two in sync at least, a broker
session of 6 s; a topic of six partitions, 20 000 records of 100 bytes with keys at 800 a second (200 000 at 2 500 a second in
the loop), idempotent, every option at its default but where the scenario is about the request timeout (3 s there).
After each run everything is read back: each acknowledged record is there once, in order, at the offset that was told,
and every send has settled. Then \`close()\` is called while no broker answers.
A silence is the longest time without an acknowledgement in the worst partition; "own" is the client's share of it:
from when brokers could answer (a leader is elected, a hole has ended) until the request went out that ended the silence.
The rest is the brokers' time, which no client can shorten: a run fails by a silence
above the bound when more than 0.5 s of it, or half the bound, is the client's own.

Made by \`npm run test:live -- all --write\`; the strikes are in \`tests/live/reliability/producing.ts\`.
`;

/** Puts the table of a runtime into the document; the tables of the others stay. */
export function writeSummary(file: string, part: { readonly title: string; readonly table: string }): void {
  const old = existsSync(file) ? readFileSync(file, "utf8") : "";
  const sections = new Map(old.split(/^## /m).slice(1).map((text) => [text.slice(0, text.indexOf("\n")), text]));
  sections.set(part.title, `${part.title}\n\n${part.table}\n`);
  const all = [...sections].sort(([a], [b]) => a < b ? -1 : 1).map(([, text]) => `## ${text.trim()}\n`);
  writeFileSync(file, [HEAD, ...all].join("\n"));
}
