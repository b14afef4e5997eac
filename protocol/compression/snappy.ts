// Snappy blocks, and the framing of xerial's Java library around them, which Kafka's own client always writes; other
// clients send a bare block, and both are read. Called through protocol/records/codecs.ts. Our own, because snappyjs
// walks backwards for ever on a literal whose length has its highest bit set, takes output that is shorter than
// declared, and is larger.
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
/** The length in front of a block, its own length, and what literals add to 32 KiB that do not compress. */
const BLOCK_OVERHEAD = 4 + 3 + XERIAL_BLOCK / 6 + 32;
/** Matches of fewer bytes are not looked for. */
const MIN_MATCH = 4;
/** Bits of the places that are remembered. */
const TABLE_BITS = 14;

/** snappy; it has no levels. */
export const snappy: Codec = {
  name: "snappy",
  compress(input: Uint8Array): Uint8Array {
    const out = new Uint8Array(XERIAL.length + input.length + Math.ceil(input.length / XERIAL_BLOCK) * BLOCK_OVERHEAD);
    out.set(XERIAL);
    const table = new Int32Array(1 << TABLE_BITS);
    let o = XERIAL.length;
    for (let start = 0; start < input.length; start += XERIAL_BLOCK) {
      const end = Math.min(start + XERIAL_BLOCK, input.length);
      const behind = writeBlock({ src: input, start, end, dst: out, at: o + 4 }, table);
      const length = behind - o - 4;
      out[o + 2] = length >>> 8;
      out[o + 3] = length;
      o = behind;
    }
    return o * 2 < out.length ? out.slice(0, o) : out.subarray(0, o);
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

interface BlockToWrite {
  readonly src: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly dst: Uint8Array;
  readonly at: number;
}

/**
 * Compresses a piece of the input; returns the place behind the block. `table` holds places in `src` plus one, and is
 * kept from piece to piece: places before `start` are passed over.
 */
function writeBlock({ src, start, end, dst, at }: BlockToWrite, table: Int32Array): number {
  let o = at;
  let size = end - start;
  for (; size > 0x7f; size >>>= 7) dst[o++] = size | 0x80;
  dst[o++] = size;
  let anchor = start;
  let tries = 32;
  for (let i = start; i <= end - MIN_MATCH;) {
    const value = src[i] | src[i + 1] << 8 | src[i + 2] << 16 | src[i + 3] << 24;
    const hash = Math.imul(value, 0x1e35a7bd) >>> 32 - TABLE_BITS;
    const from = table[hash] - 1;
    table[hash] = i + 1;
    if (
      from < start || (src[from] | src[from + 1] << 8 | src[from + 2] << 16 | src[from + 3] << 24) !== value
    ) {
      // The longer nothing is found, the longer the steps: input that does not compress is passed over fast.
      i += tries++ >>> 5;
      continue;
    }
    tries = 32;
    o = putLiterals({ src, start: anchor, end: i, dst, at: o });
    const distance = i - from;
    anchor = i + MIN_MATCH;
    while (anchor < end && src[anchor] === src[anchor - distance]) anchor++;
    o = putCopies(dst, o, { length: anchor - i, distance });
    i = anchor;
  }
  return putLiterals({ src, start: anchor, end, dst, at: o });
}

/** Writes literals; returns the place behind them. */
function putLiterals({ src, start, end, dst, at }: BlockToWrite): number {
  const length = end - start;
  if (length === 0) return at;
  const more = length - 1;
  let o = at;
  if (more < 60) dst[o++] = more << 2;
  else {
    dst[o++] = more < 256 ? 60 << 2 : 61 << 2;
    dst[o++] = more;
    if (more > 255) dst[o++] = more >>> 8;
  }
  if (length > LOOP_BYTES) dst.set(src.subarray(start, end), o);
  else for (let k = 0; k < length; k++) dst[o + k] = src[start + k];
  return o + length;
}

/** Writes a match as copies of at most 64 bytes, none shorter than 4; returns the place behind them. */
function putCopies(dst: Uint8Array, at: number, match: { readonly length: number; readonly distance: number }): number {
  const { distance } = match;
  let o = at;
  for (let left = match.length; left > 0;) {
    const length = left > 67 ? 64 : left > 64 ? 60 : left;
    if (length < 12 && distance < 2048) dst[o++] = distance >>> 8 << 5 | length - 4 << 2 | 1;
    else {
      dst[o++] = length - 1 << 2 | 2;
      dst[o + 1] = distance >>> 8;
    }
    dst[o] = distance;
    o += length < 12 && distance < 2048 ? 1 : 2;
    left -= length;
  }
  return o;
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

function broken(problem: string): Error {
  return compressionError("snappy", problem);
}
