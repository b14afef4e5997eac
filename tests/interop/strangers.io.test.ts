// A machine without Java or npm, or without a way to fetch what they need, leaves the strangers out and says why; what
// is built once is there whole or not at all.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { buildOnce } from "../../tools/kafka/java.ts";
import { test, type TestContext } from "../harness.ts";
import { javaClient, kafkajs } from "./strangers.ts";

/** A folder that goes with the test. */
function folder(t: TestContext): string {
  const made = mkdtempSync(join(tmpdir(), "samsa-strangers-"));
  t.after(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test("javaClient() and kafkajs() tell what is missing on a machine that has nothing", async (t) => {
  const before = { ...process.env };
  t.after(() => void Object.assign(process.env, before));
  const empty = folder(t);
  Object.assign(process.env, { PATH: empty, SAMSA_CACHE: empty });
  delete process.env.JAVA_HOME;
  for (const [prepare, why] of [[javaClient, /need Java, and there is no "java"/], [kafkajs, /npm/]] as const) {
    const stranger = await prepare();
    assert.ok("missing" in stranger);
    assert.match(stranger.missing, why);
  }
});

test("buildOnce() makes a target once, and leaves nothing of an attempt that fails", async (t) => {
  const target = join(folder(t), "built", "it");
  await assert.rejects(
    buildOnce(target, (part) => {
      writeFileSync(part, "half");
      return Promise.reject(new Error("it does not compile"));
    }),
    /it does not compile/,
  );
  assert.deepEqual(readdirSync(join(target, "..")), []);
  let built = 0;
  const make = (part: string) => {
    built++;
    writeFileSync(part, "whole");
    return Promise.resolve();
  };
  assert.equal(await buildOnce(target, make), target);
  assert.equal(await buildOnce(target, make), target);
  assert.ok(existsSync(target));
  assert.equal(built, 1);
});
