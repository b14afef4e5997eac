// lz4: what every codec must do, frames with every option, and the odd checksum of message format 0.
import assert from "node:assert/strict";
import { lz4, lz4Codec, lz4Legacy } from "../../../protocol/compression/lz4.ts";
import { xxhash32 } from "../../../protocol/compression/xxhash32.ts";
import { test } from "../../harness.ts";
import { protocolCode, same, sample, testCodec } from "./codec_suite.ts";

testCodec("lz4", lz4, { checked: false });
testCodec("lz4 of format 0", lz4Legacy, { checked: false });
testCodec("lz4 in TypeScript", lz4Codec({ wasmFrom: Infinity }), { checked: false });
testCodec("lz4 in WebAssembly", lz4Codec({ wasmFrom: 0 }), { checked: false });

const text = new TextEncoder();

function word(value: number): number[] {
  return [value & 255, value >>> 8 & 255, value >>> 16 & 255, value >>> 24];
}

function hash(bytes: readonly number[] | Uint8Array): number {
  return xxhash32(Uint8Array.from(bytes), 0, bytes.length);
}

interface FrameOptions {
  readonly linked?: boolean;
  readonly blockChecksum?: boolean;
  readonly contentChecksum?: boolean;
  readonly contentSize?: number;
  readonly content?: string;
}

/** A frame of ready blocks; `raw` ones are not compressed. */
function frame(
  blocks: readonly { readonly bytes: readonly number[]; readonly raw?: boolean }[],
  o: FrameOptions = {},
): number[] {
  const flags = 0x40 | (o.linked ? 0 : 0x20) | (o.blockChecksum ? 0x10 : 0) | (o.contentSize === undefined ? 0 : 8) |
    (o.contentChecksum ? 4 : 0);
  const descriptor = [flags, 0x40, ...(o.contentSize === undefined ? [] : [...word(o.contentSize), 0, 0, 0, 0])];
  const bytes = [0x04, 0x22, 0x4d, 0x18, ...descriptor, hash(descriptor) >>> 8 & 255];
  for (const block of blocks) {
    bytes.push(...word((block.raw ? 0x80000000 : 0) + block.bytes.length), ...block.bytes);
    if (o.blockChecksum) bytes.push(...word(hash(block.bytes)));
  }
  bytes.push(0, 0, 0, 0);
  if (o.contentChecksum) bytes.push(...word(hash(text.encode(o.content ?? ""))));
  return bytes;
}

/** The text in a frame, for WebAssembly and TypeScript the same. */
function read(bytes: readonly number[]): string {
  const frame = Uint8Array.from(bytes);
  const portable = lz4Codec({ wasmFrom: Infinity });
  const code = protocolCode(() => portable.decompress(frame, 1000));
  const output = lz4Codec({ wasmFrom: 0 }).decompress(frame, 1000);
  assert.equal(code, null, "WebAssembly took what TypeScript refuses");
  assert.ok(same(portable.decompress(frame, 1000), output));
  return new TextDecoder().decode(output);
}

const HELLO = [...text.encode("hello")];
/** "hellohello!" : five literals, a match of five from five back, one literal... and the five that must end a block. */
const REPEATED = [0x51, ...HELLO, 5, 0, 0x50, ...text.encode("world")];

test("xxhash32 gives the published values", () => {
  assert.equal(hash([]), 0x02cc5d05);
  assert.equal(hash(text.encode("a")), 0x550d7456);
  assert.equal(hash(text.encode("abc")), 0x32d153ff);
  assert.equal(hash(text.encode("Nobody inspects the spammish repetition")), 0xe2293b2f);
});

test("lz4 reads frames with every option", () => {
  const content = "hellohelloworld";
  for (const blockChecksum of [false, true]) {
    for (const contentChecksum of [false, true]) {
      for (const contentSize of [undefined, 15]) {
        const options = { blockChecksum, contentChecksum, contentSize, content };
        assert.equal(read(frame([{ bytes: REPEATED }], options)), content);
      }
    }
  }
});

test("lz4 reads linked blocks, blocks as they are, several frames and skippable frames", () => {
  // The second block has a match alone in front, which reaches back into the first.
  const linked = [{ bytes: HELLO, raw: true }, { bytes: [0x01, 5, 0, 0x50, ...HELLO] }];
  assert.equal(read(frame(linked, { linked: true })), "hellohellohello");
  assert.equal(protocolCode(() => read(frame(linked))), "INVALID_COMPRESSION");
  const skippable = [0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 9, 9, 9];
  const one = frame([{ bytes: HELLO, raw: true }]);
  assert.equal(read([...one, ...skippable, ...one]), "hellohello");
});

test("lz4 reads frames without content, with and without checksums", () => {
  assert.equal(read(frame([], { contentChecksum: true, contentSize: 0 })), "");
  assert.equal(read(frame([])), "");
  assert.equal(read(frame([{ bytes: [0] }], { blockChecksum: true, contentChecksum: true })), "");
});

test("lz4 takes any level, and finds the same at all of them", () => {
  const input = sample("records", 5000);
  const packed = lz4.compress(input);
  for (const level of [-5, 1, 9, 17]) assert.ok(same(lz4.compress(input, level), packed), `level ${level}`);
});

test("lz4 refuses wrong checksums, sizes and what it does not know", () => {
  const options = { blockChecksum: true, contentChecksum: true, contentSize: 15, content: "hellohelloworld" };
  const good = frame([{ bytes: REPEATED }], options);
  for (let at = 0; at < good.length; at++) {
    const damaged = good.slice();
    damaged[at] ^= 0x08;
    assert.notEqual(protocolCode(() => read(damaged)), null, `byte ${at}`);
  }
  assert.equal(protocolCode(() => read(frame([{ bytes: REPEATED }], { contentSize: 14 }))), "INVALID_COMPRESSION");
  assert.equal(protocolCode(() => read(good.slice(0, -8))), "INVALID_COMPRESSION");
});

test("lz4 of a content size beyond the limit ends before a byte of it is there", () => {
  const bytes = frame([{ bytes: HELLO, raw: true }], { contentSize: 2_000_000_000 });
  assert.equal(protocolCode(() => read(bytes)), "DECOMPRESSED_TOO_LARGE");
});

test("lz4 of format 0 writes the header checksum of KIP-57 and reads any", () => {
  const input = sample("records", 1000);
  const right = lz4.compress(input);
  const odd = lz4Legacy.compress(input);
  assert.notEqual(right[6], odd[6]);
  assert.equal(odd[6], hash(odd.subarray(0, 6)) >>> 8 & 255);
  assert.equal(right[6], hash(right.subarray(4, 6)) >>> 8 & 255);
  assert.ok(same(lz4Legacy.decompress(odd, 1000), input));
  assert.ok(same(lz4Legacy.decompress(right, 1000), input));
  assert.equal(protocolCode(() => lz4.decompress(odd, 1000)), "INVALID_COMPRESSION");
});
