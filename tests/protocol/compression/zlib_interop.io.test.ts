// The portable codecs against the runtime's zlib, both ways; where a runtime has no zstd in node:zlib that part is left out.
import assert from "node:assert/strict";
import * as zlib from "node:zlib";
import { gzip } from "../../../protocol/compression/gzip.ts";
import { zstd } from "../../../protocol/compression/zstd.ts";
import { test } from "../../harness.ts";
import { same, sample } from "./codec_suite.ts";

const KINDS = ["noise", "text", "records", "same", "far"] as const;
const LENGTHS = [0, 1, 100, 1023, 1024, 16_383, 40_000, 131_072, 400_000];

test("gzip of node:zlib is read, and reads ours", () => {
  for (const kind of KINDS) {
    for (const length of LENGTHS) {
      const input = sample(kind, length, length + 1);
      for (const level of [0, 1, 6, 9]) {
        assert.ok(
          same(gzip.decompress(zlib.gzipSync(input, { level }), length), input),
          `${kind} ${length} level ${level}`,
        );
      }
      assert.ok(same(zlib.gunzipSync(gzip.compress(input)), input), `${kind} ${length}`);
    }
  }
});

test("zstd of node:zlib is read at every kind of level, and reads ours", () => {
  if (typeof zlib.zstdCompressSync !== "function") return;
  const { ZSTD_c_compressionLevel: LEVEL, ZSTD_c_checksumFlag: CHECKSUM } = zlib.constants;
  for (const kind of KINDS) {
    for (const length of LENGTHS) {
      const input = sample(kind, length, length + 2);
      for (const level of [-5, 1, 3, 9, 19]) {
        const packed = zlib.zstdCompressSync(input, { params: { [LEVEL]: level, [CHECKSUM]: level & 1 } });
        assert.ok(same(zstd.decompress(packed, length), input), `${kind} ${length} level ${level}`);
      }
      assert.ok(same(zlib.zstdDecompressSync(zstd.compress(input)), input), `${kind} ${length}`);
    }
  }
});
