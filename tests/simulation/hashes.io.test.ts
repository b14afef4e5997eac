// The hash of a run is the same on Deno, Bun and Node; each of them computes those of many seeds in a process of its own.
// An engine that takes fewer turns for `.finally` than the others, as Bun's does, is found out when it is planted.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { setting, test } from "../harness.ts";

const here = { only: ["node"], why: "the test on Node starts the other runtimes" } as const;
const SEEDS = 34;
/** Shorter runs than those of the search: what differs between engines shows early. */
const DURATION_MS = 1500;

const runtimes: Readonly<Record<string, readonly string[]>> = {
  node: [setting("SAMSA_NODE") ?? "node", "--disable-warning=ExperimentalWarning"],
  bun: [setting("SAMSA_BUN") ?? "bun"],
  deno: [setting("SAMSA_DENO") ?? "deno", "run", "-A", "--no-check", "--quiet"],
};

/** Runs a script on a runtime; gives what it prints, parsed as JSON. */
function hashesOn(name: string, args: readonly string[]): Promise<Record<string, string>> {
  const [binary, ...options] = runtimes[name] as [string, ...string[]];
  const child = spawn(binary, [...options, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => void (output += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on(
      "close",
      (code) => code === 0 ? resolve(JSON.parse(output)) : reject(new Error(`${name} ended with ${code}`)),
    );
  });
}

const script = (path: string) => fileURLToPath(new URL(path, import.meta.url));

test(
  `${SEEDS} seeds of each workload have the same hashes on Deno, Bun and Node`,
  { runtimes: here, timeoutMs: 280_000 },
  async () => {
    const args = [script("../../tools/simulate.ts"), "--hashes", "--seeds", `${SEEDS}`, "--duration", `${DURATION_MS}`];
    const [node, bun] = await Promise.all([hashesOn("node", args), hashesOn("bun", args)]);
    assert.ok(Object.keys(node).length >= 5 * SEEDS);
    assert.deepEqual(bun, node);
    assert.deepEqual(await hashesOn("deno", args), node);
  },
);

test("a .finally in the path of the bytes makes the hashes differ between engines", { runtimes: here }, async () => {
  const [node, bun] = await Promise.all(["node", "bun"].map((name) => hashesOn(name, [script("planted_finally.ts")])));
  assert.notDeepEqual(bun, node);
});
