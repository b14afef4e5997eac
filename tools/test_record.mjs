// Reads the harness's record and turns it into counts, lines and the closing table. Called by run.mjs, ok.ts and
// tests/edge/run.ts; knows nothing of runtimes.
import { existsSync, readFileSync } from "node:fs";

/** Empty counts. */
export function noCounts() {
  return { passed: 0, failed: 0, leftOut: 0, ms: 0, failures: [], reasons: new Map(), ran: [] };
}

/** Adds counts up. */
export function addCounts(sum, more) {
  sum.passed += more.passed;
  sum.failed += more.failed;
  sum.leftOut += more.leftOut;
  sum.failures.push(...more.failures);
  for (const one of more.ran) sum.ran.push(one);
  for (const [why, count] of more.reasons) sum.reasons.set(why, (sum.reasons.get(why) ?? 0) + count);
}

/** The lines of a record file. */
export function readRecords(file) {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8").split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
}

/**
 * Counts one file's records. `end` tells how its process ended: with no failed test a bad exit code, a timeout or a
 * planned test that did not run counts as a failure, and so does a file without any test. `ran` has what became of each.
 */
export function countRecords(records, end) {
  const counts = noCounts();
  const fail = (name, error, file = end.file) => {
    counts.failed++;
    counts.failures.push({ file, name, error });
  };
  const open = new Map();
  for (const { file, name, state, error, why } of records) {
    if (state !== "planned") counts.ran.push({ file, name, state });
    if (state === "planned") open.set(name, (open.get(name) ?? 0) + 1);
    else if (state === "left out") {
      counts.leftOut++;
      counts.reasons.set(why, (counts.reasons.get(why) ?? 0) + 1);
    } else {
      open.set(name, (open.get(name) ?? 0) - 1);
      if (state === "passed") counts.passed++;
      else fail(name, error, file);
    }
  }
  for (const [name, count] of open) {
    for (let i = 0; i < count; i++) fail(name, "planned, but it did not run to its end");
  }
  if (end.late) fail("(the file)", `did not end within ${Math.round(end.timeoutMs / 1000)} s`);
  else if (counts.failed === 0 && end.code !== 0) {
    fail("(the file)", `the runtime reports a failure outside the test bodies: exit code ${end.code}`);
  } else if (counts.passed + counts.failed + counts.leftOut === 0) fail("(the file)", "no test ran");
  return counts;
}

/** One progress line for a file. */
export function fileLine(where, file, counts) {
  const word = counts.failed > 0 ? "FAIL" : "ok  ";
  const tests = counts.passed + counts.failed;
  const rest = [
    `${tests} ${tests === 1 ? "test" : "tests"}`,
    ...(counts.failed > 0 ? [`${counts.failed} failed`] : []),
    ...(counts.leftOut > 0 ? [`${counts.leftOut} left out`] : []),
    seconds(counts.ms),
  ];
  return `${word} ${where.padEnd(7)} ${file} (${rest.join(", ")})`;
}

/** What failed in a file, indented, with its whole output. */
export function failureText(counts, output) {
  const lines = [];
  for (const { name, error } of counts.failures) lines.push(`  ✗ ${name}`, indent(error ?? "", "      "));
  if (output.trim() !== "") lines.push("  output of the file:", indent(output.trimEnd(), "    | "));
  return lines.join("\n");
}

/** The closing table: rows of `{ title, counts }`. */
export function table(rows) {
  const head = ["", "passed", "failed", "left out", "time"];
  const body = rows.map(({ title, counts }) => [
    title,
    String(counts.passed),
    String(counts.failed),
    String(counts.leftOut),
    seconds(counts.ms),
  ]);
  const width = head.map((_, i) => Math.max(...[head, ...body].map((row) => row[i].length)));
  return [head, ...body].map((row) =>
    row.map((cell, i) => i === 0 ? cell.padEnd(width[i]) : cell.padStart(width[i])).join("  ")
  ).join("\n");
}

/** Milliseconds as seconds. */
export function seconds(ms) {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}

function indent(text, by) {
  return text.split("\n").map((line) => by + line).join("\n");
}
