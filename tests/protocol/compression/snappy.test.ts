// snappy: what every codec must do, bare blocks, and hostile lengths.
import assert from "node:assert/strict";
import { compress } from "snappyjs";
import { snappy } from "../../../protocol/compression/snappy.ts";
import { test } from "../../harness.ts";
import { protocolCode, same, sample, testCodec } from "./codec_suite.ts";

testCodec("snappy", snappy, { checked: false });

test("snappy reads a bare block as other clients write it", () => {
  for (const length of [0, 1, 60, 61, 300, 66_000]) {
    const input = sample("records", length);
    assert.ok(same(snappy.decompress(compress(input) as Uint8Array, length), input), `${length} bytes`);
  }
});

test("snappy refuses a declared length that the bytes cannot hold, without making room for it", () => {
  const gigabyte = [0x80, 0x80, 0x80, 0x80, 4, 0];
  assert.equal(protocolCode(() => snappy.decompress(Uint8Array.from(gigabyte), 1_000_000)), "DECOMPRESSED_TOO_LARGE");
  assert.equal(protocolCode(() => snappy.decompress(Uint8Array.from(gigabyte), 2 ** 31)), "INVALID_COMPRESSION");
});

test("snappy ends a literal of 4 GiB at once", () => {
  // Five bytes of output, then a literal whose length has its highest bit set: snappyjs goes backwards on it.
  const block = [5, 63 << 2, 0xf0, 0xff, 0xff, 0xff, 1, 2, 3, 4, 5];
  assert.equal(protocolCode(() => snappy.decompress(Uint8Array.from(block), 1000)), "INVALID_COMPRESSION");
});

test("snappy refuses a copy from before the beginning and a block that is shorter than declared", () => {
  const literal = [1 << 2, 65, 66];
  for (const block of [[6, ...literal, 1, 3], [6, ...literal, 1, 0], [3, ...literal], [1, ...literal]]) {
    assert.equal(protocolCode(() => snappy.decompress(Uint8Array.from(block), 1000)), "INVALID_COMPRESSION");
  }
  assert.deepEqual([...snappy.decompress(Uint8Array.from([6, ...literal, 1, 2]), 1000)], [65, 66, 65, 66, 65, 66]);
  assert.deepEqual([...snappy.decompress(Uint8Array.from([6, ...literal, 3 << 2 | 2, 2, 0]), 1000)], [
    65,
    66,
    65,
    66,
    65,
    66,
  ]);
  assert.deepEqual([...snappy.decompress(Uint8Array.from([6, ...literal, 3 << 2 | 3, 2, 0, 0, 0]), 1000)], [
    65,
    66,
    65,
    66,
    65,
    66,
  ]);
});
