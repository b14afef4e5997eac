// Prints docs/embedded.md: what stands by hand above the mark, and below it what the handlers of the embedded broker say
// of themselves in their first lines.
//   embedded_doc.ts            writes the file
//   embedded_doc.ts --check    compares instead; ends with 1 when it differs
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const HANDLERS = join(ROOT, "embedded", "handlers");
const DOC = join(ROOT, "docs", "embedded.md");
const MARK = "<!-- Printed by tools/embedded_doc.ts from here on. -->";

/** What a handler says of itself: its name and versions, and its gaps. */
interface Entry {
  readonly name: string;
  readonly versions: string;
  readonly does: string;
  readonly gaps: string;
}

/** Reads the comment that opens a handler's file: `Name, versions A to B: what it does. Gaps: …`. */
export function readEntry(file: string, source: string): Entry {
  const lines: string[] = [];
  for (const line of source.split("\n")) {
    if (!line.startsWith("//")) break;
    lines.push(line.slice(2).trim());
  }
  const text = lines.join(" ");
  const parts = /^(\w+), (versions? [\d to]+): (.*) Gaps: (.*)$/.exec(text);
  if (parts === null) {
    throw new Error(`${file} must open with "Name, versions A to B: … Gaps: …": it opens with ${text}`);
  }
  const [, name, versions, does, gaps] = parts;
  return { name, versions, does, gaps };
}

function printed(entries: readonly Entry[]): string {
  const sentence = (text: string) => text[0].toUpperCase() + text.slice(1);
  return entries.map(({ name, versions, does, gaps }) =>
    `### ${name}\n\n${sentence(versions)}. ${sentence(does)}\n\nGaps: ${gaps}\n`
  ).join("\n");
}

/** The document as it stands, and as it should. */
export function embeddedDoc(): { readonly before: string; readonly after: string } {
  const files = readdirSync(HANDLERS).filter((file) => file.endsWith(".ts")).sort();
  const entries = files.map((file) => readEntry(file, readFileSync(join(HANDLERS, file), "utf8")));
  const before = readFileSync(DOC, "utf8");
  const at = before.indexOf(MARK);
  if (at === -1) throw new Error(`${DOC} has lost its mark: ${MARK}`);
  return { before, after: `${before.slice(0, at)}${MARK}\n\n${printed(entries)}` };
}

function main(): void {
  const { before, after } = embeddedDoc();
  if (!process.argv.includes("--check")) writeFileSync(DOC, after);
  else if (after !== before) {
    process.stderr.write("docs/embedded.md differs from the handlers: run tools/embedded_doc.ts\n");
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
