// Every golden vector of every message decodes to its JSON and encodes to its bytes, and the merge has all it should.
import assert from "node:assert/strict";
import { checkMessageLine } from "../../tools/golden_messages.ts";
import { goldenCodecs } from "../golden/codecs.ts";
import { test } from "../harness.ts";
import { MESSAGE_FILES, messageLines } from "./golden_vectors.ts";

for (const file of MESSAGE_FILES) {
  test(`Every vector of ${file} decodes to its JSON and encodes to its bytes`, () => {
    const failed: string[] = [];
    for (const line of messageLines(file)) {
      const reason = checkMessageLine(line);
      if (reason !== null) failed.push(`${line.name} v${line.version} ${line.variant}: ${reason}`);
    }
    assert.deepEqual(failed, []);
  });
}

test("Every version of every message that the codecs know has a golden vector", () => {
  const seen = new Set<string>();
  for (const file of MESSAGE_FILES) for (const { name, version } of messageLines(file)) seen.add(`${name} ${version}`);
  const missing: string[] = [];
  let pairs = 0;
  for (const [name, codec] of Object.entries(goldenCodecs)) {
    for (let version = codec.minVersion; version <= codec.maxVersion; version++) {
      pairs++;
      if (!seen.has(`${name} ${version}`)) missing.push(`${name} ${version}`);
    }
  }
  assert.deepEqual(missing, []);
  assert.equal(pairs, seen.size);
});

test("checkMessageLine() notices a changed byte, a changed value and a wrong version", () => {
  const line = messageLines(MESSAGE_FILES[0]).find(({ name, variant }) =>
    name === "FetchRequest" && variant === "full"
  );
  assert.ok(line !== undefined);
  assert.equal(checkMessageLine(line), null);
  const flipped = (parseInt(line.hex.slice(0, 2), 16) ^ 1).toString(16).padStart(2, "0");
  assert.notEqual(checkMessageLine({ ...line, hex: flipped + line.hex.slice(2) }), null);
  assert.notEqual(checkMessageLine({ ...line, json: { ...line.json, maxWaitMs: 123_456 } }), null);
  assert.notEqual(checkMessageLine({ ...line, version: line.version === 0 ? 1 : 0 }), null);
  assert.notEqual(checkMessageLine({ ...line, headerVersion: 7 }), null);
  assert.notEqual(checkMessageLine({ ...line, hex: `${line.hex}00` }), null);
});
