// The tables of options in the guides, printed from the JSDoc of the options themselves: name, meaning, default. Called
// by feature_docs.ts, which compares or writes; must not know tests.
import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./runtimes.mjs";

/** Where a table stands: between `<!-- options -->` and `<!-- end of options -->`. */
interface OptionTable {
  readonly page: string;
  readonly source: string;
  readonly name: string;
}

const TABLES: readonly OptionTable[] = [
  { page: "docs/producer.md", source: "src/producer/options.ts", name: "ProducerOptions" },
];
const OPEN = "<!-- options: printed by tools/feature_docs.ts -->";
const CLOSE = "<!-- end of options -->";

/** One option. */
export interface OptionEntry {
  /** Its name. */
  readonly name: string;
  /** What it does. */
  readonly text: string;
  /** Its default; empty: none. */
  readonly fallback: string;
}

/** The members of an exported interface, in order. */
export function optionsOf(source: string, name: string): OptionEntry[] {
  const start = source.indexOf(`export interface ${name} {`);
  if (start < 0) throw new Error(`there is no interface ${name}`);
  const body = source.slice(start, source.indexOf("\n}", start));
  return [...body.matchAll(/\/\*\*((?:[^*]|\*(?!\/))*)\*\/\s+readonly (\w+)\??:/g)].map(([, doc, option]) => {
    const text = doc.replace(/^\s*\*/gm, " ").replace(/\{@linkcode (\w+)\}/g, "`$1`").replace(/\s+/g, " ").trim();
    const [what, fallback = ""] = text.split(/\s*@default\s*/);
    return { name: option, text: what, fallback };
  });
}

function printed(entries: readonly OptionEntry[]): string {
  const cell = (text: string) => text.replaceAll("|", "\\|");
  const rows = entries.map(({ name, text, fallback }) => `| \`${name}\` | ${cell(text)} | ${cell(fallback)} |`);
  return ["| option | what | default |", "| --- | --- | --- |", ...rows].join("\n");
}

/** A page as it should be. */
function pageWith({ page, source, name }: OptionTable): { before: string; after: string; page: string } {
  const before = readFileSync(path.join(root, page), "utf8");
  const open = before.indexOf(OPEN);
  const close = before.indexOf(CLOSE);
  if (open < 0 || close < open) throw new Error(`${page} has lost its marks: ${OPEN} and ${CLOSE}`);
  const table = printed(optionsOf(readFileSync(path.join(root, source), "utf8"), name));
  return { page, before, after: `${before.slice(0, open + OPEN.length)}\n\n${table}\n\n${before.slice(close)}` };
}

/** Widths of cells are the formatter's own. */
function bare(text: string): string {
  return text.replace(/-{3,}/g, "---").replace(/[ \t]+/g, " ").replace(/\n+/g, "\n");
}

/** Every page with its tables printed anew. */
export function optionPages(): { page: string; before: string; after: string }[] {
  return TABLES.map(pageWith);
}

/** Tables that differ from the options. */
export function checkOptionTables(): string[] {
  return optionPages().filter(({ before, after }) => bare(before) !== bare(after))
    .map(({ page }) =>
      `the options in ${page} differ from the source: run tools/feature_docs.ts --write, then deno fmt`
    );
}
