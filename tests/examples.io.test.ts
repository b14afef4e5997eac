// Every program in examples/ as a user runs it: a child process of this runtime, its exit code and what it prints.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { runtime, test } from "./harness.ts";

const FOLDER = fileURLToPath(new URL("../examples/", import.meta.url));
const PREFIX = runtime === "deno" ? ["run", "-A", "--no-check", "--quiet"] : [];
const ENV = { ...process.env, NODE_NO_WARNINGS: "1", NO_COLOR: "1" };

/** What each program must print. */
const PRINTS: Readonly<Record<string, readonly RegExp[]>> = {
  "batches.ts": [/^5000 lines in \d+ batches$/m, /^5000\tthe$/m, /^1000\tfox$/m],
  "consume.ts": [/^\d\/\d north: 20$/m, /^mean of 10 records: 24\.5$/m],
  "embedded_faults.ts": [
    /^answer lost, at offset 1$/m,
    /^refused once, at offset 2 after new metadata$/m,
    /^leader as before: true; elections: 2$/m,
    /^5 records, each once$/m,
  ],
  "own_dial.ts": [/^topics: orders$/m, /^through the dial: everything$/m],
  "produce.ts": [
    /^many records: 100 acknowledged$/m,
    /^background: later written$/m,
    /^1 of 2 failed: UNKNOWN_PARTITION$/m,
  ],
  "raw_request.ts": [
    /^cluster known: 3 brokers, controller \d$/m,
    /^created audit: error 0$/m,
    /^end of audit\[1\]: 1$/m,
  ],
  "simulate.ts": [
    /^seed 1: 40 read, \d+ virtual ms, \d+ kinds of faults\nseed 2: 40/m,
    /^the same seed, the same run: true$/m,
  ],
  "start_positions.ts": [
    /^offset 4: .*hour 16.*hour 17/m,
    /^from 15:00: \[ .hour 15/m,
    /^latest: \[ .now. \]$/m,
    /^again: /m,
  ],
  "test_with_embedded.ts": [/^a lost answer: written once$/m, /^passed$/m],
  "tls.ts": [/^plain text: connected$/m, /roots: (TLS_|PLAINTEXT_EXPECTED)/m],
};

test("Every example has an expectation here, and takes at most 60 lines", () => {
  assert.deepEqual(readdirSync(FOLDER).filter((name) => name.endsWith(".ts")).sort(), Object.keys(PRINTS));
  for (const name of Object.keys(PRINTS)) {
    const lines = readFileSync(FOLDER + name, "utf8").split("\n").length - 1;
    assert.ok(lines <= 60, `examples/${name} has ${lines} lines`);
  }
});

for (const [name, prints] of Object.entries(PRINTS)) {
  test(`examples/${name} runs, prints what it shows and ends by itself`, { timeoutMs: 60_000 }, async () => {
    const child = spawn(process.execPath, [...PREFIX, FOLDER + name], { stdio: ["ignore", "pipe", "pipe"], env: ENV });
    let out = "", err = "";
    child.stdout?.on("data", (text) => out += text);
    child.stderr?.on("data", (text) => err += text);
    const [code] = await once(child, "close");
    assert.equal(code, 0, out + err);
    for (const line of prints) assert.match(out, line);
    assert.equal(err, "");
  });
}
