// Shows that the harness and the runner see planted faults: each one runs in a child process of the same runtime.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { countRecords, readRecords } from "../../tools/test_record.mjs";
import { runtime, test } from "../harness.ts";

const commands: Record<string, string[]> = {
  deno: ["test", "-A", "--no-check", "--quiet"],
  bun: ["test", "--timeout", "90000"],
  node: ["--test-force-exit"],
};

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly text: string;
}

async function runFault(fault: string, command = commands[runtime]): Promise<Outcome> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "samsa-fault-"));
  const log = path.join(folder, "record.jsonl");
  try {
    const file = "./tests/tools/fixtures/faulty.ts";
    const env = { ...process.env, SAMSA_FAULT: fault, SAMSA_TEST_LOG: log, NODE_TEST_CONTEXT: "" };
    const child = spawn(process.execPath, [...command, file], { env, stdio: ["ignore", "pipe", "pipe"] });
    const output: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => output.push(text));
    }
    const code = await new Promise<number>((resolve) => child.on("close", (code) => resolve(code ?? 128)));
    const counts = countRecords(readRecords(log), { file, code, late: false });
    const errors = counts.failures.map(({ error }: { error?: string }) => error ?? "");
    return { passed: counts.passed, failed: counts.failed, text: [...errors, ...output].join("\n") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test("The harness passes a test without a fault", async () => {
  const { passed, failed, text } = await runFault("nothing");
  assert.deepEqual({ passed, failed }, { passed: 1, failed: 0 }, text);
});

const faults: [fault: string, expected: RegExp][] = [
  ["server", /leak|an open socket/],
  ["timer", /leak/i],
  ["interval", /leak/i],
  ["rejection", /planted rejection/],
  ["error", /planted error/],
  ["hang", /did not end within 200 ms/],
  ["exit", /did not run to its end|attempted to exit/],
];
for (const [fault, expected] of faults) {
  test(`The harness fails a test with the planted fault "${fault}"`, async () => {
    const { failed, text } = await runFault(fault);
    assert.ok(failed > 0, text);
    assert.match(text, expected);
  });
}

for (const [fault, expected] of faults.filter(([fault]) => !["server", "exit"].includes(fault))) {
  const options = { runtimes: { only: ["node" as const], why: "workerd is started from Node" } };
  test(`The harness fails a test with the planted fault "${fault}" in workerd`, options, async () => {
    const { failed, text } = await runFault(fault, ["tests/edge/run.ts"]);
    assert.ok(failed > 0, text);
    assert.match(text, expected);
  });
}
