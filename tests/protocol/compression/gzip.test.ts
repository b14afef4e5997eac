// gzip: what every codec must do, several members, and the checksums.
import assert from "node:assert/strict";
import { gzip } from "../../../protocol/compression/gzip.ts";
import { test } from "../../harness.ts";
import { protocolCode, same, sample, testCodec } from "./codec_suite.ts";

testCodec("gzip", gzip, { checked: true });

test("gzip reads several members in a row", () => {
  const parts = [sample("records", 40_000, 1), sample("noise", 100, 2), sample("text", 70_000, 3)];
  const packed = parts.map((part) => gzip.compress(part));
  const all = Uint8Array.from(packed.flatMap((part) => [...part]));
  const wanted = Uint8Array.from(parts.flatMap((part) => [...part]));
  assert.ok(same(gzip.decompress(all, 200_000), wanted));
  // The checksum of a member in the middle counts too.
  all[packed[0].length + packed[1].length - 5] ^= 1;
  assert.equal(protocolCode(() => gzip.decompress(all, 200_000)), "INVALID_COMPRESSION");
});

test("gzip notices a changed byte by its checksum", () => {
  const input = sample("records", 3000);
  const packed = gzip.compress(input);
  for (let at = 10; at < packed.length; at++) {
    const damaged = packed.slice();
    damaged[at] ^= 0x10;
    // A few bits (of codes that do not occur) change nothing.
    const code = protocolCode(() => assert.ok(same(gzip.decompress(damaged, 10_000), input), `byte ${at}`));
    assert.ok(
      code === null || code === "INVALID_COMPRESSION" || code === "DECOMPRESSED_TOO_LARGE",
      `byte ${at}: ${code}`,
    );
  }
});

test("gzip writes the same bytes at any time of day, and smaller ones at a higher level", () => {
  const input = sample("records", 20_000);
  assert.deepEqual([...gzip.compress(input).subarray(4, 8)], [0, 0, 0, 0]);
  assert.ok(gzip.compress(input, 9).length < gzip.compress(input, 1).length);
});
