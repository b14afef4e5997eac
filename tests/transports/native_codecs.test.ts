// The runtime's own gzip and zstd: round trips, limits, several members and frames, damaged data.
import assert from "node:assert/strict";
import { ProtocolError } from "../../errors/protocol_error.ts";
import { nativeCodecs } from "../../transports/native_codecs.ts";
import type { Codec, CodecName } from "../../transports/platform.ts";
import { zstdFrames } from "../../transports/zstd_frames.ts";
import { test } from "../harness.ts";

const encoder = new TextEncoder();

function codec(name: CodecName): Codec {
  const found = nativeCodecs[name];
  assert.ok(found !== undefined, `this runtime has no ${name}`);
  return found;
}

function joined(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function fails(run: () => unknown, code: string): void {
  assert.throws(run, (error) => error instanceof ProtocolError && error.code === code);
}

const TEXT = encoder.encode("hello kafka ".repeat(500));
const WORD = encoder.encode("world");

for (const name of ["gzip", "zstd"] as const) {
  test(`Native ${name} gives back what it was given, as plain arrays`, () => {
    for (const data of [TEXT, WORD, new Uint8Array(0), new Uint8Array(100_000).map((_, i) => (i * i) >> 3)]) {
      for (const level of [undefined, 1, 9]) {
        const compressed = codec(name).compress(data, level);
        assert.equal(Object.getPrototypeOf(compressed), Uint8Array.prototype);
        const back = codec(name).decompress(compressed, data.length);
        assert.equal(Object.getPrototypeOf(back), Uint8Array.prototype);
        assert.deepEqual(back, data);
      }
    }
  });

  test(`Native ${name} takes outputs of exactly the limit, whatever their length`, () => {
    for (const length of [1, 1_000, 16_384, 16_385, 65_536, 81_921, 100_000, 131_073, 500_000]) {
      const compressed = codec(name).compress(new Uint8Array(length));
      assert.equal(codec(name).decompress(compressed, length).length, length);
      fails(() => codec(name).decompress(compressed, length - 1), "DECOMPRESSED_TOO_LARGE");
    }
  });

  test(`Native ${name} reads a part of a larger buffer`, () => {
    const compressed = codec(name).compress(WORD);
    const larger = joined(new Uint8Array(13), compressed, new Uint8Array(5));
    assert.deepEqual(codec(name).decompress(larger.subarray(13, 13 + compressed.length), 100), WORD);
  });

  test(`Native ${name} never makes more than the limit`, () => {
    const compressed = codec(name).compress(TEXT);
    fails(() => codec(name).decompress(compressed, TEXT.length - 1), "DECOMPRESSED_TOO_LARGE");
    fails(() => codec(name).decompress(compressed, 0), "DECOMPRESSED_TOO_LARGE");
    const bomb = codec(name).compress(new Uint8Array(8 << 20));
    fails(() => codec(name).decompress(bomb, 1 << 20), "DECOMPRESSED_TOO_LARGE");
  });

  test(`Native ${name} reads several parts in a row, counted against one limit`, () => {
    const [word, empty] = [codec(name).compress(WORD), codec(name).compress(new Uint8Array(0))];
    const data = joined(word, empty, word);
    assert.deepEqual(codec(name).decompress(data, 10), joined(WORD, WORD));
    fails(() => codec(name).decompress(data, 9), "DECOMPRESSED_TOO_LARGE");
  });

  test(`Native ${name} refuses data that is cut, followed by other bytes, empty or not its own`, () => {
    const compressed = codec(name).compress(TEXT);
    for (let length = 0; length < compressed.length; length++) {
      fails(() => codec(name).decompress(compressed.subarray(0, length), 100_000), "INVALID_COMPRESSION");
    }
    const word = codec(name).compress(WORD);
    fails(() => codec(name).decompress(joined(word, word.subarray(0, -1)), 100), "INVALID_COMPRESSION");
    fails(() => codec(name).decompress(joined(word, encoder.encode("some other bytes")), 100), "INVALID_COMPRESSION");
    fails(() => codec(name).decompress(encoder.encode("not compressed"), 100), "INVALID_COMPRESSION");
  });
}

test("zstdFrames() skips skippable frames and tells the size of the content", () => {
  const frame = codec("zstd").compress(WORD);
  const skippable = Uint8Array.from([0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
  const frames = zstdFrames(joined(skippable, frame, skippable, frame));
  assert.ok(typeof frames !== "string");
  assert.deepEqual(frames.map(({ bytes }) => bytes.length), [frame.length, frame.length]);
  assert.deepEqual(codec("zstd").decompress(joined(skippable, frame), 100), WORD);
  assert.equal(typeof zstdFrames(joined(frame, skippable.subarray(0, 9))), "string");
  fails(() => codec("zstd").decompress(skippable, 100), "INVALID_COMPRESSION");
});

test("zstdFrames() reads each form of the header", () => {
  const raw = [0x09, 0x00, 0x00, 7]; // the last block: raw, one byte
  const forms: readonly [number[], number | undefined][] = [
    [[0x00, 0x58], undefined], // window descriptor, no content size
    [[0x20, 1], 1], // single segment, one byte of size
    [[0x40, 0x58, 0x00, 0x00], 256], // two bytes, counted from 256
    [[0xa0, 1, 0, 0, 0], 1], // four bytes
    [[0xe0, 1, 0, 0, 0, 0, 0, 0, 0], 1], // eight bytes
    [[0x22, 9, 9, 1], 1], // two bytes of dictionary id
  ];
  for (const [header, size] of forms) {
    const bytes = Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, ...header, ...raw]);
    const frames = zstdFrames(bytes);
    assert.ok(typeof frames !== "string", String(frames));
    assert.equal(frames[0]?.contentSize, size);
    assert.equal(frames[0]?.bytes.length, bytes.length);
    for (let cut = 1; cut < bytes.length; cut++) assert.equal(typeof zstdFrames(bytes.subarray(0, cut)), "string");
  }
});

test("The native codecs decompress under limits of 64 MiB and more", () => {
  for (const codec of Object.values(nativeCodecs)) {
    const packed = codec.compress(new Uint8Array(1000));
    for (const limit of [64 * 1024 * 1024, 100 * 1024 * 1024, 128 * 1024 * 1024]) {
      assert.equal(codec.decompress(packed, limit).length, 1000, `${codec.name} under ${limit}`);
    }
  }
});
