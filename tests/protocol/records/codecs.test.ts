// Where codecs come from: the runtime, or a portable one that is loaded once.
import assert from "node:assert/strict";
import { codecName, CodecTable } from "../../../protocol/records/codecs.ts";
import type { Codec } from "../../../transports/platform.ts";
import { test } from "../../harness.ts";

const native: Codec = { name: "gzip", compress: (input) => input, decompress: (input) => input };

test("CodecTable gives the runtime's own codec at once", () => {
  const codecs = new CodecTable({ gzip: native });
  assert.equal(codecs.get("gzip"), native);
  assert.equal(codecs.get(1), native);
  assert.equal(codecs.ready(1), native);
});

test("CodecTable loads a portable codec once, and has it from then on", async () => {
  for (const [id, name] of [[1, "gzip"], [2, "snappy"], [3, "lz4"], [4, "zstd"]] as const) {
    const codecs = new CodecTable({});
    assert.equal(codecs.ready(id), undefined);
    const [one, two] = [codecs.get(name), codecs.get(id)];
    assert.ok(one instanceof Promise);
    assert.equal((await one).name, name);
    assert.equal(await two, await one);
    assert.equal(codecs.get(id), await one);
    assert.equal(codecName(id), name);
  }
});

test("CodecTable gives another lz4 for message format 0", async () => {
  const codecs = new CodecTable({});
  const legacy = await codecs.get("lz4", 0);
  assert.notEqual(legacy, await codecs.get("lz4"));
  assert.equal(codecs.ready(3, 0), legacy);
});

test("CodecTable lets loading take part in the clock of its platform", async () => {
  let seen = 0;
  const codecs = new CodecTable({}, (promise) => (seen++, promise));
  await codecs.get("snappy");
  await codecs.get("snappy");
  assert.equal(seen, 1);
});

test("CodecTable refuses numbers without a codec", () => {
  const codecs = new CodecTable({});
  for (const id of [0, 5, 7]) {
    assert.throws(() => codecs.get(id), { name: "ProtocolError", code: "INVALID_COMPRESSION" });
  }
});
