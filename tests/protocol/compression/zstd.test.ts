// zstd: what every codec must do, and the frames that it must read and refuse.
import assert from "node:assert/strict";
import { xxhash64 } from "../../../protocol/compression/xxhash64.ts";
import { zstd } from "../../../protocol/compression/zstd.ts";
import { test } from "../../harness.ts";
import { protocolCode, same, sample, testCodec } from "./codec_suite.ts";

testCodec("zstd", zstd, { checked: false });

const text = new TextEncoder();

/** A frame without content size: magic, descriptor, window of 128 KiB, blocks. */
function frame(blocks: readonly number[], descriptor = 0): Uint8Array {
  return Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, descriptor, 0x38, ...blocks]);
}

test("xxhash64 gives the published values", () => {
  const hash = (value: string) => xxhash64(text.encode(value), 0, value.length);
  assert.equal(hash(""), 0xef46db3751d8e999n);
  assert.equal(hash("a"), 0xd24ec4f1a98c6e5bn);
  assert.equal(hash("abc"), 0x44bc2cf5ad770999n);
  assert.equal(hash("Nobody inspects the spammish repetition"), 0xfbcea83c8a378bf1n);
});

test("zstd reads frames without content size, several in a row, and passes over skippable ones", () => {
  const raw = [3 << 3 & 255 | 1, 0, 0, 97, 98, 99];
  const repeated = [10 << 3 | 2, 0, 0, 120, ...raw];
  const skippable = [0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 1, 2];
  const bytes = [...frame(repeated), ...skippable, ...frame(raw)];
  assert.equal(new TextDecoder().decode(zstd.decompress(Uint8Array.from(bytes), 100)), "xxxxxxxxxxabcabc");
});

test("zstd checks the checksum of a frame that has one", () => {
  const raw = [3 << 3 | 1, 0, 0, 97, 98, 99];
  const hash = Number(xxhash64(text.encode("abc"), 0, 3) & 0xffffffffn);
  const checksum = [hash & 255, hash >>> 8 & 255, hash >>> 16 & 255, hash >>> 24];
  assert.equal(zstd.decompress(frame([...raw, ...checksum], 4), 100).length, 3);
  checksum[2] ^= 1;
  assert.equal(protocolCode(() => zstd.decompress(frame([...raw, ...checksum], 4), 100)), "INVALID_COMPRESSION");
});

test("zstd refuses a bomb by what its header says, and one that says nothing by what it makes", () => {
  const repeated = [0xff & (131_072 << 3) | 2, (131_072 << 3) >>> 8 & 255, (131_072 << 3) >>> 16, 0];
  const many = frame(Array.from({ length: 10_000 }, () => repeated).flat());
  assert.equal(protocolCode(() => zstd.decompress(many, 1_000_000)), "DECOMPRESSED_TOO_LARGE");
  const declared = Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0xe0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0]);
  assert.equal(protocolCode(() => zstd.decompress(declared, 1_000_000)), "DECOMPRESSED_TOO_LARGE");
});

test("zstd refuses dictionaries, reserved bits and blocks", () => {
  assert.equal(protocolCode(() => zstd.decompress(frame([1, 0, 0], 1), 100)), "INVALID_COMPRESSION");
  assert.equal(protocolCode(() => zstd.decompress(frame([1, 0, 0], 8), 100)), "INVALID_COMPRESSION");
  assert.equal(protocolCode(() => zstd.decompress(frame([7, 0, 0]), 100)), "INVALID_COMPRESSION");
});

test("zstd keeps what blocks of one frame share", () => {
  const input = sample("records", 600_000);
  const packed = zstd.compress(input);
  assert.ok(packed.length < 300_000);
  assert.ok(same(zstd.decompress(packed, input.length), input));
});
