// One stranger's program against `samsa broker` on TCP: a test for each of its cases. Called by the *.interop.test.ts
// files. SAMSA_INTEROP_BOOTSTRAP puts another broker in its place, to see that the programs themselves are right.
import assert from "node:assert/strict";
import process from "node:process";
import { startSamsaBroker } from "../../tools/samsa_broker.ts";
import { test } from "../harness.ts";
import { runProgramOf, type Stranger } from "./strangers.ts";

/** What every client does. */
export const ORDINARY: readonly string[] = [
  "topics are created and described",
  "every codec is written and read from the start",
  "a classic group: two members join and leave",
  "a classic group commits and resumes",
  "transactions commit, abort and carry offsets",
];

/** What a client does that knows the next-generation protocol. */
export const NEXT_GENERATION: readonly string[] = [
  "a consumer group (KIP-848): two members join and leave",
  "a consumer group (KIP-848) commits and resumes",
];

const START_LIMIT_MS = 900_000;

/** A client and what its program checks. */
export interface Interoperability {
  /** Its name in the tests. */
  readonly name: string;
  /** Makes it ready. */
  readonly prepare: () => Promise<Stranger>;
  /** The cases of its program. */
  readonly cases: readonly string[];
}

/** Declares the tests of a client: the first one runs the whole program, the others look at what it said. */
export async function interoperates({ name, prepare, cases }: Interoperability): Promise<void> {
  const stranger = await prepare();
  if ("missing" in stranger) {
    for (const one of cases) test(`${name}: ${one}`, { leftOut: stranger.missing }, () => {});
    return;
  }
  let lines: string[] = [];
  test(`${name} runs against samsa broker`, { timeoutMs: START_LIMIT_MS }, async () => {
    const bootstrap = process.env.SAMSA_INTEROP_BOOTSTRAP;
    if (bootstrap !== undefined) {
      lines = await runProgramOf(stranger, { bootstrap, prefix: `${name.toLowerCase()}-${Date.now()}-` });
      return;
    }
    const broker = await startSamsaBroker("--brokers", "3");
    try {
      lines = await runProgramOf(stranger, { bootstrap: broker.address, prefix: "interop-" });
    } finally {
      assert.equal(await broker.stop(), 0, "the broker ends in good order");
    }
  });
  for (const one of cases) {
    test(`${name}: ${one}`, () => {
      const failed = lines.find((line) => line.startsWith(`FAIL ${one}: `));
      assert.equal(failed, undefined);
      assert.ok(lines.includes(`ok ${one}`), "the program did not say that it is well");
    });
  }
}
