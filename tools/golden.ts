// Checks golden vectors against the codecs: tools/golden.ts FILE…
// A file is either lines of JSON (messages or record sets; gzip when its name ends in .gz) or misc.json. Each file
// gets one line, each failure one more; the last line is `N passed, N failed`. Runs under Deno, Node and Bun.
import { readFileSync } from "node:fs";
import process from "node:process";
import { gunzipSync } from "node:zlib";
import { checkMessageLine, type MessageLine } from "./golden_messages.ts";
import { checkMisc, checkRecordLine } from "./golden_records.ts";

/** Failures of a file that are shown; all are counted. */
const SHOWN = 20;

interface Outcome {
  passed: number;
  readonly failed: string[];
}

async function checkFile(path: string): Promise<Outcome> {
  const raw = readFileSync(path);
  const text = new TextDecoder().decode(raw[0] === 0x1f && raw[1] === 0x8b ? gunzipSync(raw) : raw);
  const whole = wholeObject(text);
  if (whole !== null && !("hex" in whole)) return await checkMisc(whole);
  const outcome: Outcome = { passed: 0, failed: [] };
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const vector = JSON.parse(line) as { readonly name: string };
    const reason = await checkLine(vector);
    if (reason === null) outcome.passed++;
    else outcome.failed.push(`${label(vector)}: ${reason}`);
  }
  return outcome;
}

/** misc.json is one object over many lines (or one); files of vectors have an object on each line. */
function wholeObject(text: string): object | null {
  try {
    return JSON.parse(text) as object;
  } catch {
    return null;
  }
}

async function checkLine(vector: object): Promise<string | null> {
  if ("batches" in vector || "magic" in vector) return await checkRecordLine(vector);
  return "json" in vector ? checkMessageLine(vector as MessageLine) : "neither a message nor a record set";
}

function label(vector: { readonly name: string }): string {
  const { name, version, variant } = vector as Partial<MessageLine>;
  return version === undefined ? String(name) : `${name} v${version} ${variant}`;
}

async function main(paths: readonly string[]): Promise<number> {
  if (paths.length === 0) {
    console.error("usage: golden.ts FILE…");
    return 2;
  }
  let passed = 0;
  let failed = 0;
  for (const path of paths) {
    const outcome = await checkFile(path);
    passed += outcome.passed;
    failed += outcome.failed.length;
    for (const failure of outcome.failed.slice(0, SHOWN)) console.log(`  ${failure}`);
    if (outcome.failed.length > SHOWN) console.log(`  and ${outcome.failed.length - SHOWN} more`);
    console.log(`${path}: ${outcome.passed} passed, ${outcome.failed.length} failed`);
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
