// One lz4 block: sequences of literals and matches. Called by lz4.ts, which frames them. Hot; benchmark:
// bench/micro.ts. Our own, because lz4js gives wrong bytes for frames with block checksums and checks nothing.

/** Bytes at the end of a block that are always literals. */
const LAST_LITERALS = 5;
/** A match begins no nearer to the end than this. */
const MATCH_LIMIT = 12;
const MIN_MATCH = 4;
const MOST_BITS = 14;
/** Longer copies are done by `copyWithin` and `set`, whose calls cost more than a short loop. */
const LOOP_BYTES = 32;

/** What `decodeBlock` answers when the block makes no sense. */
export const BLOCK_MALFORMED: number = -1;
/** What `decodeBlock` answers when its output does not fit. */
export const BLOCK_TOO_LONG: number = -2;

/** Most bytes that a block of `length` bytes can take. */
function blockBound(length: number): number {
  return length + Math.ceil(length / 255) + 16;
}

/** Two's power of places that a hash table has for `length` bytes: small input is not worth the clearing of a large one. */
export function tableBits(length: number): number {
  return Math.min(MOST_BITS, Math.max(8, 32 - Math.clz32(length - 1)));
}

/** A piece of input, at most 64 KiB. */
export interface BlockToEncode {
  /** The whole input. */
  readonly src: Uint8Array;
  /** Where the piece begins. */
  readonly start: number;
  /** Where it ends. */
  readonly end: number;
}

/** Places in the piece plus one by the hash of their four bytes, and the block; both are kept from call to call. */
let table: Uint16Array | null = null;
let block: Uint8Array = new Uint8Array(0);

/** Compresses a piece of the input; returns the block, which the next call overwrites. */
export function encodeBlock({ src, start, end }: BlockToEncode): Uint8Array {
  const bits = tableBits(end - start);
  table ??= new Uint16Array(1 << MOST_BITS);
  table.fill(0, 0, 1 << bits);
  const bound = blockBound(end - start);
  if (block.length < bound) block = new Uint8Array(bound);
  return block.subarray(0, encodePiece({ src, start, end, table, shift: 32 - bits, dst: block }));
}

interface Piece extends BlockToEncode {
  readonly table: Uint16Array;
  readonly shift: number;
  readonly dst: Uint8Array;
}

/** Returns the length of the block. */
function encodePiece({ src, start, end, table, shift, dst }: Piece): number {
  const base = start - 1;
  const last = end - MATCH_LIMIT;
  const matchEnd = end - LAST_LITERALS;
  let o = 0;
  let anchor = start;
  let i = start;
  let tries = 64;
  while (i <= last) {
    const value = src[i] | src[i + 1] << 8 | src[i + 2] << 16 | src[i + 3] << 24;
    const hash = Math.imul(value, 0x9e3779b1) >>> shift;
    let from = base + table[hash];
    table[hash] = i - base;
    if (
      from < start || (src[from] | src[from + 1] << 8 | src[from + 2] << 16 | src[from + 3] << 24) !== value
    ) {
      // The longer nothing is found, the longer the steps: input that does not compress is passed over fast.
      i += tries++ >>> 6;
      continue;
    }
    tries = 64;
    while (i > anchor && from > start && src[i - 1] === src[from - 1]) {
      i--;
      from--;
    }
    let end = i + MIN_MATCH;
    for (let f = from + MIN_MATCH; end < matchEnd && src[end] === src[f]; f++) end++;
    o = putSequence({ src, anchor, literals: i - anchor, dst, at: o }, end - i, i - from);
    i = anchor = end;
  }
  return putSequence({ src, anchor, literals: end - anchor, dst, at: o }, 0, 0);
}

interface Literals {
  readonly src: Uint8Array;
  readonly anchor: number;
  readonly literals: number;
  readonly dst: Uint8Array;
  readonly at: number;
}

/** Writes literals, and the match behind them unless `match` is 0. */
function putSequence({ src, anchor, literals, dst, at }: Literals, match: number, distance: number): number {
  const more = match - MIN_MATCH;
  const token = at;
  let o = at + 1;
  if (literals >= 15) o = putLength(dst, o, literals - 15);
  if (literals > LOOP_BYTES) dst.set(src.subarray(anchor, anchor + literals), o);
  else for (let k = 0; k < literals; k++) dst[o + k] = src[anchor + k];
  o += literals;
  dst[token] = (literals < 15 ? literals : 15) << 4;
  if (match === 0) return o;
  dst[token] |= more < 15 ? more : 15;
  dst[o++] = distance;
  dst[o++] = distance >>> 8;
  return more >= 15 ? putLength(dst, o, more - 15) : o;
}

function putLength(dst: Uint8Array, at: number, length: number): number {
  let o = at;
  let rest = length;
  for (; rest >= 255; rest -= 255) dst[o++] = 255;
  dst[o++] = rest;
  return o;
}

/** A block and where its output goes. */
export interface BlockToDecode {
  /** The compressed bytes. */
  readonly src: Uint8Array;
  /** Where the block begins. */
  readonly start: number;
  /** Where it ends. */
  readonly end: number;
  /** The output. */
  readonly out: Uint8Array;
  /** Where the output of this block begins. */
  readonly at: number;
  /** The first place that a match may reach back to: this block, or the frame when its blocks are linked. */
  readonly window: number;
  /** Where the output must end. */
  readonly limit: number;
}

/** Decompresses a block; returns the place behind its output, or `BLOCK_MALFORMED` or `BLOCK_TOO_LONG`. */
export function decodeBlock({ src, start, end, out, at, window, limit }: BlockToDecode): number {
  let p = start;
  let o = at;
  while (p < end) {
    const token = src[p++];
    let literals = token >>> 4;
    if (literals === 15) {
      let byte = 255;
      while (byte === 255 && p < end) literals += byte = src[p++];
    }
    if (literals > end - p) return BLOCK_MALFORMED;
    if (literals > limit - o) return BLOCK_TOO_LONG;
    if (literals > LOOP_BYTES) out.set(src.subarray(p, p + literals), o);
    else for (let k = 0; k < literals; k++) out[o + k] = src[p + k];
    p += literals;
    o += literals;
    if (p === end) return o;
    if (end - p < 2) return BLOCK_MALFORMED;
    const distance = src[p] | src[p + 1] << 8;
    p += 2;
    let match = (token & 15) + MIN_MATCH;
    if (match === 15 + MIN_MATCH) {
      let byte = 255;
      while (byte === 255 && p < end) match += byte = src[p++];
    }
    if (distance === 0 || distance > o - window || p >= end) return BLOCK_MALFORMED;
    if (match > limit - o) return BLOCK_TOO_LONG;
    if (match > LOOP_BYTES && distance >= match) out.copyWithin(o, o - distance, o - distance + match);
    else for (let k = 0; k < match; k++) out[o + k] = out[o - distance + k];
    o += match;
  }
  // The block ended with a match: it must end with literals.
  return BLOCK_MALFORMED;
}
