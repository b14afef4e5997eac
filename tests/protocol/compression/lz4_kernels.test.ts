// lz4 as WebAssembly and as TypeScript: both write the same bytes and end any input the same way. Where a runtime
// compiles no WebAssembly (workerd) both are TypeScript.
import assert from "node:assert/strict";
import fc from "fast-check";
import { lz4Codec } from "../../../protocol/compression/lz4.ts";
import { wasmLz4 } from "../../../protocol/compression/lz4_wasm.ts";
import { xxhash32 } from "../../../protocol/compression/xxhash32.ts";
import { test } from "../../harness.ts";
import { protocolCode, same, sample } from "./codec_suite.ts";
import { GOLDEN_CONTENT, GOLDEN_FRAMES } from "./lz4_golden.ts";

const MIB = 1024 * 1024;
const kernel = lz4Codec({ wasmFrom: 0 });
const portable = lz4Codec({ wasmFrom: Infinity });
const content = new TextEncoder().encode(GOLDEN_CONTENT);

function golden(): Uint8Array[] {
  return Object.values(GOLDEN_FRAMES).map((frame) => Uint8Array.from(atob(frame), (c) => c.charCodeAt(0)));
}

/** Output, or the code of the error, of both; fails when they differ. */
function readBoth(bytes: Uint8Array, limit: number): { readonly code: string | null; readonly output: Uint8Array } {
  const outputs: Uint8Array[] = [];
  const codes = [kernel, portable].map((codec) => protocolCode(() => outputs.push(codec.decompress(bytes, limit))));
  assert.equal(codes[0], codes[1]);
  if (codes[0] !== null) return { code: codes[0], output: new Uint8Array(0) };
  assert.ok(same(outputs[0], outputs[1]), "the outputs differ");
  return { code: null, output: outputs[0] };
}

/** A block of one literal and a run that repeats it, with as many bytes as `extra` lengths of 255 make. */
function run(extra: number): Uint8Array {
  const block = new Uint8Array(extra + 11).fill(255);
  block.set([0x1f, 7, 1, 0]);
  block.set([0, 0x50, 1, 2, 3, 4, 5], extra + 4);
  return block;
}

/** A frame of one block, of at most 4 MiB. */
function frameOf(block: Uint8Array): Uint8Array {
  const frame = new Uint8Array(block.length + 15);
  const view = new DataView(frame.buffer);
  view.setUint32(0, 0x184d2204, true);
  frame.set([0x60, 0x70], 4);
  frame[6] = xxhash32(frame, 4, 6) >>> 8;
  view.setUint32(7, block.length, true);
  frame.set(block, 11);
  return frame;
}

test("lz4 as WebAssembly and as TypeScript write the same bytes, and read each other", () => {
  for (const kind of ["noise", "text", "records", "same", "far"] as const) {
    for (const length of [0, 1, 4, 12, 13, 64, 255, 256, 257, 1000, 16_384, 65_535, 65_536, 65_537, 200_000]) {
      const input = sample(kind, length, length + 3);
      const packed = kernel.compress(input);
      assert.ok(same(packed, portable.compress(input)), `${kind} of ${length}`);
      assert.ok(same(readBoth(packed, length).output, input), `${kind} of ${length}`);
    }
  }
  const property = fc.property(fc.array(fc.nat(5), { maxLength: 400 }), fc.nat(40), (bytes, offset) => {
    const input = Uint8Array.from([...new Uint8Array(offset), ...bytes]).subarray(offset);
    const packed = kernel.compress(input);
    assert.ok(same(packed, portable.compress(input)));
    assert.ok(same(readBoth(packed, input.length).output, input));
  });
  fc.assert(property, { numRuns: 300, seed: 6 });
});

test("lz4 reads what the reference implementation writes: linked blocks, checksums, sizes, every level", () => {
  for (const frame of golden()) {
    assert.ok(same(readBoth(frame, content.length).output, content));
    assert.equal(readBoth(frame, content.length - 1).code, "DECOMPRESSED_TOO_LARGE");
    assert.equal(readBoth(frame.subarray(0, frame.length - 1), MIB).code, "INVALID_COMPRESSION");
  }
});

test("lz4 writes for liblz4 what it has always read: the bytes of two frames stay", () => {
  // Both were read by the reference implementation; other bytes must be read by it before they are written here.
  for (const [input, hash] of [[content, 0xf33534a0], [sample("records", 100_000), 0x328c0a3e]] as const) {
    const frame = kernel.compress(input);
    assert.equal(xxhash32(frame, 0, frame.length), hash);
  }
});

test("lz4 ends damaged frames the same way as WebAssembly and as TypeScript", () => {
  const noise = sample("noise", 3000);
  const frames = [...golden(), kernel.compress(sample("records", 3000)), kernel.compress(noise), frameOf(run(40))];
  const property = fc.property(
    fc.nat(frames.length - 1),
    fc.array(fc.tuple(fc.nat(10_000), fc.nat(255)), { maxLength: 5 }),
    fc.nat(10_000),
    fc.nat(200_000),
    (which, changes, cut, limit) => {
      const frame = frames[which].slice(0, cut % 3 === 0 ? cut % frames[which].length : undefined);
      for (const [at, byte] of changes) if (frame.length > 0) frame[at % frame.length] = byte;
      const { code, output } = readBoth(frame, limit);
      assert.ok(output.length <= limit);
      assert.ok(code === null || code === "INVALID_COMPRESSION" || code === "DECOMPRESSED_TOO_LARGE", String(code));
    },
  );
  fc.assert(property, { numRuns: 600, seed: 7 });
});

test("lz4 ends any block the same way as WebAssembly and as TypeScript", () => {
  const byte = fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 2, 15, 0x10, 0x1f, 0xf0, 0xff));
  const property = fc.property(fc.array(byte, { maxLength: 60 }), fc.nat(5000), (block, limit) => {
    readBoth(frameOf(Uint8Array.from(block)), limit);
  });
  fc.assert(property, { numRuns: 2000, seed: 8 });
});

test("lz4 reads blocks that grow to 255 times their size, within their frame and the limit", () => {
  const length = 1 + 4 + 15 + 255 * 4000 + 5;
  const frame = frameOf(run(4000));
  assert.equal(readBoth(frame, length).output.length, length);
  assert.equal(readBoth(frame, length - 1).code, "DECOMPRESSED_TOO_LARGE");
  assert.equal(readBoth(frameOf(run(17_000)), 16 * MIB).code, "INVALID_COMPRESSION", "more than 4 MiB in a block");
});

test("lz4 holds at most 6 MiB of memory, and reads blocks that need more", () => {
  const wasm = wasmLz4();
  const block = new Uint8Array(3 * MIB);
  // Literals all along: a token, their length, and they.
  const literals = block.length - 12_400;
  const extra = Math.floor((literals - 15) / 255);
  block[0] = 0xf0;
  block.fill(255, 1, 1 + extra);
  block[1 + extra] = literals - 15 - extra * 255;
  const whole = block.subarray(0, 2 + extra + literals);
  if (wasm !== null) {
    const place = { src: whole, start: 0, end: whole.length, out: new Uint8Array(0), at: 0, window: 0, limit: 4 * MIB };
    assert.equal(wasm.decode(place), null);
  }
  assert.equal(readBoth(frameOf(whole), 4 * MIB).output.length, literals);
});

test("xxhash32 as WebAssembly gives what TypeScript gives", () => {
  const wasm = wasmLz4();
  if (wasm === null) return;
  const bytes = sample("noise", 140_000);
  for (const length of [0, 1, 3, 4, 15, 16, 17, 31, 33, 1000, 65_535, 65_536, 65_537, 131_072, 139_990]) {
    for (const start of [0, 3]) {
      assert.equal(wasm.hash(bytes, start, start + length), xxhash32(bytes, start, start + length), `${length}`);
    }
  }
});
