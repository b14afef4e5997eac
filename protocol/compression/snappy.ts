// Snappy: blocks written by snappyjs and read here, and the framing of xerial's Java library around them, which Kafka's
// own client always writes; other clients send a bare block, and both are read. Called through
// protocol/records/codecs.ts. The reader is ours: snappyjs walks backwards for ever on a literal whose length has its
// highest bit set, and takes output that is shorter than declared.
import { compress as compressBlock } from "snappyjs";
import type { Codec } from "../../transports/platform.ts";
import { compressionError, OutputBuffer, tooLargeError } from "./output_buffer.ts";

/** 0x82 "SNAPPY" 0, version 1, compatible with version 1. */
const XERIAL = new Uint8Array([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
const XERIAL_MAGIC_BYTES = 8;
/** Bytes that go into one block, as Java's client does. */
const XERIAL_BLOCK = 32_768;
/** Three bytes make at most 64. */
const MAX_RATIO = 22;
const LOOP_BYTES = 32;

/** snappy; it has no levels. */
export const snappy: Codec = {
  name: "snappy",
  compress(input: Uint8Array): Uint8Array {
    const parts: Uint8Array[] = [XERIAL];
    for (let at = 0; at < input.length; at += XERIAL_BLOCK) {
      const block = compressBlock(input.subarray(at, at + XERIAL_BLOCK)) as Uint8Array;
      const length = block.length;
      parts.push(new Uint8Array([length >>> 24, length >>> 16, length >>> 8, length]), block);
    }
    return joined(parts);
  },
  decompress(input: Uint8Array, limit: number): Uint8Array {
    if (!isXerial(input)) return readBlock(input, { start: 0, end: input.length, limit }, null).finish();
    const out = new OutputBuffer("snappy", { limit, expected: input.length * 4 });
    for (let at = XERIAL.length; at < input.length;) {
      if (input.length - at < 4) throw broken("the length of a block is cut");
      const length = input[at] << 24 | input[at + 1] << 16 | input[at + 2] << 8 | input[at + 3];
      at += 4;
      if (length < 0 || length > input.length - at) throw broken(`a block of ${length} bytes is cut`);
      readBlock(input, { start: at, end: at + length, limit }, out);
      at += length;
    }
    return out.finish();
  },
};

function isXerial(input: Uint8Array): boolean {
  if (input.length < XERIAL.length) return false;
  for (let i = 0; i < XERIAL_MAGIC_BYTES; i++) if (input[i] !== XERIAL[i]) return false;
  return true;
}

interface BlockPlace {
  readonly start: number;
  readonly end: number;
  readonly limit: number;
}

/** Decompresses the block into `into`, or into a buffer of its own. */
function readBlock(b: Uint8Array, { start, end, limit }: BlockPlace, into: OutputBuffer | null): OutputBuffer {
  let p = start;
  let declared = 0;
  for (let shift = 0;; shift += 7) {
    if (p >= end || shift > 28) throw broken("its length makes no sense");
    declared += (b[p] & 0x7f) * 2 ** shift;
    if (b[p++] < 0x80) break;
  }
  if (declared > limit - (into?.length ?? 0)) throw tooLargeError("snappy", limit);
  if (declared > (end - p) * MAX_RATIO) throw broken(`it declares ${declared} bytes, which ${end - p} cannot hold`);
  const out = into ?? new OutputBuffer("snappy", { limit, expected: declared });
  out.reserve(declared);
  const written = decodeElements(b, { start: p, end, out: out.bytes, at: out.length, limit: out.length + declared });
  if (written !== out.length + declared) throw broken("a block makes no sense");
  out.length = written;
  return out;
}

interface Elements {
  readonly start: number;
  readonly end: number;
  readonly out: Uint8Array;
  readonly at: number;
  readonly limit: number;
}

/** Decodes literals and copies; returns the place behind the output, -1 when they make no sense. */
function decodeElements(b: Uint8Array, { start, end, out, at, limit }: Elements): number {
  let p = start;
  let o = at;
  while (p < end) {
    const tag = b[p++];
    const kind = tag & 3;
    let length = (tag >>> 2) + 1;
    if (kind === 0) {
      if (length > 60) {
        const bytes = length - 60;
        if (p + bytes > end) return -1;
        length = 1;
        for (let k = 0; k < bytes; k++) length += b[p++] * 2 ** (8 * k);
      }
      if (length > end - p || length > limit - o) return -1;
      if (length > LOOP_BYTES) out.set(b.subarray(p, p + length), o);
      else for (let k = 0; k < length; k++) out[o + k] = b[p + k];
      p += length;
      o += length;
      continue;
    }
    const bytes = kind === 3 ? 4 : kind;
    if (p + bytes > end) return -1;
    let distance: number;
    if (kind === 1) {
      length = (tag >>> 2 & 7) + 4;
      distance = tag >>> 5 << 8 | b[p];
    } else {
      distance = b[p] | b[p + 1] << 8;
      if (kind === 3) distance += b[p + 2] * 0x1_0000 + b[p + 3] * 0x100_0000;
    }
    p += bytes;
    if (distance === 0 || distance > o - at || length > limit - o) return -1;
    for (let k = 0; k < length; k++) out[o + k] = out[o - distance + k];
    o += length;
  }
  return o;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function broken(problem: string): Error {
  return compressionError("snappy", problem);
}
