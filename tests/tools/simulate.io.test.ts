// The command of the simulation: it refuses options that would run nothing, and no failing seed is lost.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import process from "node:process";
import { test } from "../harness.ts";

const here = { only: ["node"], why: "the command is started on Node" } as const;

async function simulate(args: readonly string[], options: readonly string[] = []) {
  const command = ["--disable-warning=ExperimentalWarning", ...options, "tools/simulate.ts", ...args];
  const child = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "pipe"] });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => output.push(text));
  }
  const code = await new Promise<number>((resolve) => child.on("close", (code) => resolve(code ?? 128)));
  return { code, text: output.join("") };
}

test("simulate refuses a share or a duration that would run no records", { runtimes: here }, async () => {
  for (
    const [option, value] of [["share", "abc"], ["share", "0"], ["share", "1.5"], ["duration", "abc"], [
      "duration",
      "0",
    ]]
  ) {
    const { code, text } = await simulate(["--seeds", "1", `--${option}`, value]);
    assert.equal(code, 1, `--${option} ${value}`);
    assert.match(text, new RegExp(`--${option} must be .*: it is ${value}`));
  }
});

test("simulate tells the seed of a run that throws, or with an error that nobody hears of, and goes on", {
  runtimes: here,
}, async () => {
  const { code, text } = await simulate(
    ["--scenario", "produce", "--from", "7", "--seeds", "3", "--duration", "200"],
    ["--import", "./tests/tools/fixtures/faulty_workload.ts"],
  );
  assert.equal(code, 1);
  for (
    const [seed, promise, how] of [
      [7, "a run has an outcome", "planted error"],
      [8, "every error is heard", "planted rejection"],
    ]
  ) {
    assert.match(
      text,
      new RegExp(`FAILED: seed ${seed}, scenario produce\n  Broken promise: ${promise}\n    Error: ${how}`),
    );
    assert.ok(text.includes(`npm run simulate -- --from ${seed} --seeds 1 --scenario produce --duration 200`));
  }
  assert.match(text, /3 seeds from 7: 2 failed/);
});
