// One compressed block of zstd (RFC 8878, 3.1.1.3): its literals and its sequences. Called by zstd.ts. Hot; benchmark:
// bench/micro.ts. Our own, because fzstd takes damaged frames for data, checks no checksum and can be kept busy for
// minutes by a small one.
import type { OutputBuffer } from "./output_buffer.ts";
import {
  BackwardBits,
  type CodeKind,
  type FseTable,
  fseTable,
  type HuffmanTable,
  LITERAL_BASES,
  LITERAL_BITS,
  LITERAL_LENGTHS,
  MATCH_BASES,
  MATCH_BITS,
  MATCH_LENGTHS,
  OFFSETS,
  readFseTable,
  readHuffmanTable,
  singleTable,
  zstdError,
} from "./zstd_tables.ts";

/** Most bytes that a block may come to. */
export const MAX_BLOCK_BYTES = 131_072;
const LOOP_BYTES = 32;

/** What blocks of a frame hand on to the next. */
export class FrameState {
  /** The last three distances. */
  readonly distances: [number, number, number] = [1, 4, 8];
  /** Table of the last compressed literals. */
  huffman: HuffmanTable | null = null;
  /** Tables of the last sequences. */
  literalLengths: FseTable | null = null;
  /** Tables of the last sequences. */
  offsets: FseTable | null = null;
  /** Tables of the last sequences. */
  matchLengths: FseTable | null = null;
  /** The literals of the last block that had them compressed. */
  literals: Uint8Array = new Uint8Array(0);
  /** Where the output of this frame begins. */
  readonly window: number;

  /** A new frame whose output begins at `window`. */
  constructor(window: number) {
    this.window = window;
  }

  /** Makes room for the literals of a block. */
  reserveLiterals(count: number): void {
    if (this.literals.length >= count) return;
    this.literals = new Uint8Array(Math.min(MAX_BLOCK_BYTES, Math.max(count, this.literals.length * 2)));
  }
}

/** Literals of a block, in the input or in the room of the frame, and where the sequences begin. */
interface Literals {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

const predefined = new Map<CodeKind, FseTable>();

/**
 * Decompresses the block from `at` to `end` behind what `out` has, within the `room` that it has reserved. False when
 * the room is too small.
 */
export function decodeBlock(
  b: Uint8Array,
  { at, end, room }: { readonly at: number; readonly end: number; readonly room: number },
  { out, state }: { readonly out: OutputBuffer; readonly state: FrameState },
): boolean {
  const literals = readLiterals(b, { at, end }, state);
  if (literals.next >= end) throw zstdError("a block has no sequences");
  let p = literals.next;
  let count = b[p++];
  if (count >= 128) {
    if (p + (count === 255 ? 2 : 1) > end) throw zstdError("a block is cut");
    count = count === 255 ? (b[p++] | b[p++] << 8) + 0x7f00 : (count - 128) << 8 | b[p++];
  }
  if (count === 0) {
    if (p !== end) throw zstdError("bytes follow the literals of a block");
    if (literals.end - literals.start > room) return false;
    out.bytes.set(literals.bytes.subarray(literals.start, literals.end), out.length);
    out.length += literals.end - literals.start;
    return true;
  }
  const start = readTables(b, { at: p, end }, state);
  return runSequences({ bits: new BackwardBits(b, start, end), count, literals, room }, { out, state });
}

function readTables(
  b: Uint8Array,
  { at, end }: { readonly at: number; readonly end: number },
  state: FrameState,
): number {
  if (at >= end) throw zstdError("a block is cut");
  const modes = b[at];
  if ((modes & 3) !== 0) throw zstdError("a block uses reserved bits");
  let p = at + 1;
  const table = (mode: number, kind: CodeKind, last: FseTable | null): FseTable => {
    if (mode === 0) {
      let made = predefined.get(kind);
      if (made === undefined) predefined.set(kind, made = fseTable(kind.defaultCounts, kind.defaultLog));
      return made;
    }
    if (mode === 1) {
      if (p >= end || b[p] > kind.maxSymbol) throw zstdError("a code of a block is out of range");
      return singleTable(b[p++]);
    }
    if (mode === 2) {
      const read = readFseTable(b, { at: p, end, maxLog: kind.maxLog, maxSymbol: kind.maxSymbol });
      p = read.end;
      return read.table;
    }
    if (last === null) throw zstdError("a block repeats a table that never was");
    return last;
  };
  state.literalLengths = table(modes >>> 6, LITERAL_LENGTHS, state.literalLengths);
  state.offsets = table(modes >>> 4 & 3, OFFSETS, state.offsets);
  state.matchLengths = table(modes >>> 2 & 3, MATCH_LENGTHS, state.matchLengths);
  return p;
}

function readLiterals(
  b: Uint8Array,
  { at, end }: { readonly at: number; readonly end: number },
  state: FrameState,
): Literals {
  if (end - at < 2) throw zstdError("a block is cut");
  const kind = b[at] & 3;
  const format = b[at] >>> 2 & 3;
  const head = b[at] | b[at + 1] << 8 | (at + 2 < end ? b[at + 2] << 16 : 0);
  if (kind < 2) {
    const bytes = format === 1 ? 2 : format === 3 ? 3 : 1;
    const size = bytes === 1 ? b[at] >>> 3 : bytes === 2 ? (head & 0xffff) >>> 4 : head >>> 4;
    const start = at + bytes;
    if (size > MAX_BLOCK_BYTES || start + (kind === 0 ? size : 1) > end) throw zstdError("literals are cut");
    if (kind === 0) return { bytes: b, start, end: start + size, next: start + size };
    state.reserveLiterals(size);
    state.literals.fill(b[start], 0, size);
    return { bytes: state.literals, start: 0, end: size, next: start + 1 };
  }
  // Two sizes of 10, 14 or 18 bits behind four bits of kind and format.
  const width = format < 2 ? 10 : format === 2 ? 14 : 18;
  const headBytes = format < 2 ? 3 : format + 2;
  if (at + headBytes > end) throw zstdError("literals are cut");
  const high = (headBytes > 3 ? b[at + 3] : 0) + (headBytes > 4 ? b[at + 4] * 256 : 0);
  const sizes = head + high * 0x100_0000;
  const size = Math.floor(sizes / 16) % 2 ** width;
  const packed = Math.floor(sizes / 2 ** (4 + width));
  let p = at + headBytes;
  const next = p + packed;
  if (next > end || size > MAX_BLOCK_BYTES) throw zstdError("literals are cut");
  if (kind === 2) {
    const read = readHuffmanTable(b, p, next);
    state.huffman = read.table;
    p = read.end;
  }
  if (state.huffman === null) throw zstdError("literals use a table that never was");
  state.reserveLiterals(size);
  readStreams(b, { at: p, end: next, size, four: format !== 0 }, state);
  return { bytes: state.literals, start: 0, end: size, next };
}

interface Streams {
  readonly at: number;
  readonly end: number;
  readonly size: number;
  readonly four: boolean;
}

/** Decodes one Huffman stream, or four after a table of the sizes of the first three. */
function readStreams(b: Uint8Array, { at, end, size, four }: Streams, { literals, huffman }: FrameState): void {
  if (huffman === null) return;
  if (!four) return readStream(new BackwardBits(b, at, end), { out: literals, at: 0, end: size }, huffman);
  if (end - at < 6) throw zstdError("literals are cut");
  const part = (size + 3) >>> 2;
  if (part * 3 > size) throw zstdError("literals are too few for four streams");
  let p = at + 6;
  for (let i = 0; i < 4; i++) {
    const stop = i === 3 ? end : p + (b[at + 2 * i] | b[at + 2 * i + 1] << 8);
    if (stop > end) throw zstdError("literals are cut");
    const to = i === 3 ? size : part * (i + 1);
    readStream(new BackwardBits(b, p, stop), { out: literals, at: part * i, end: to }, huffman);
    p = stop;
  }
}

interface StreamTarget {
  readonly out: Uint8Array;
  readonly at: number;
  readonly end: number;
}

function readStream(bits: BackwardBits, { out, at, end }: StreamTarget, { bits: width, codes }: HuffmanTable): void {
  const b = bits.bytes;
  const start = bits.start;
  const mask = (1 << width) - 1;
  let left = bits.left;
  let o = at;
  // Two codes, of 11 bits at most, from one word.
  for (const last = end - 2; o <= last && left >= 32; o += 2) {
    const p = left - 24;
    const q = start + (p >>> 3);
    const word = (b[q] | b[q + 1] << 8 | b[q + 2] << 16 | b[q + 3] << 24) >>> (p & 7);
    const one = codes[word >>> (24 - width) & mask];
    const used = one >>> 8;
    const two = codes[word >>> (24 - width - used) & mask];
    out[o] = one;
    out[o + 1] = two;
    left -= used + (two >>> 8);
  }
  bits.left = left;
  for (; o < end; o++) {
    const code = codes[bits.read(width)];
    bits.left += width - (code >>> 8);
    out[o] = code;
  }
  if (bits.left !== 0) throw zstdError("a stream of literals does not end where it should");
}

interface Sequences {
  readonly bits: BackwardBits;
  readonly count: number;
  readonly literals: Literals;
  readonly room: number;
}

/** Copies literals and matches by turns; false when the room is too small. */
function runSequences(
  { bits, count, literals, room }: Sequences,
  { out, state }: { readonly out: OutputBuffer; readonly state: FrameState },
): boolean {
  const reader = new SequenceReader(bits, state);
  const bytes = out.bytes;
  const limit = out.length + room;
  let o = out.length;
  let l = literals.start;
  for (let i = 0; i < count; i++) {
    reader.next(i + 1 === count);
    const { literal, match, distance } = reader;
    if (literal > literals.end - l) throw zstdError("a block uses more literals than it has");
    if (literal + match > limit - o) return false;
    copy(literals.bytes, { from: l, length: literal }, { bytes, at: o });
    l += literal;
    o += literal;
    if (distance > o - state.window || distance <= 0) throw zstdError("a match reaches too far back");
    if (match > LOOP_BYTES && distance >= match) bytes.copyWithin(o, o - distance, o - distance + match);
    else for (let k = 0; k < match; k++) bytes[o + k] = bytes[o - distance + k];
    o += match;
  }
  if (bits.left !== 0) throw zstdError("the sequences of a block do not end where they should");
  const rest = literals.end - l;
  if (rest > limit - o) return false;
  copy(literals.bytes, { from: l, length: rest }, { bytes, at: o });
  out.length = o + rest;
  return true;
}

function copy(
  src: Uint8Array,
  { from, length }: { readonly from: number; readonly length: number },
  { bytes, at }: { readonly bytes: Uint8Array; readonly at: number },
): void {
  if (length > LOOP_BYTES) bytes.set(src.subarray(from, from + length), at);
  else for (let k = 0; k < length; k++) bytes[at + k] = src[from + k];
}

/** Reads one sequence after the other from the bits of a block. */
class SequenceReader {
  /** Literals in front of the match. */
  literal = 0;
  /** Length of the match. */
  match = 0;
  /** How far back it is. */
  distance = 0;
  readonly #bits: BackwardBits;
  readonly #distances: [number, number, number];
  readonly #literals: Int32Array;
  readonly #offsets: Int32Array;
  readonly #matches: Int32Array;
  #literalState: number;
  #offsetState: number;
  #matchState: number;

  constructor(bits: BackwardBits, { literalLengths, offsets, matchLengths, distances }: FrameState) {
    if (literalLengths === null || offsets === null || matchLengths === null) throw zstdError("a block has no tables");
    this.#bits = bits;
    this.#distances = distances;
    this.#literals = literalLengths.states;
    this.#offsets = offsets.states;
    this.#matches = matchLengths.states;
    this.#literalState = bits.read(literalLengths.log);
    this.#offsetState = bits.read(offsets.log);
    this.#matchState = bits.read(matchLengths.log);
  }

  next(last: boolean): void {
    const bits = this.#bits;
    const offset = this.#offsets[this.#offsetState];
    const match = this.#matches[this.#matchState];
    const literal = this.#literals[this.#literalState];
    const code = offset & 0xff;
    // Up to 31 bits: more than one read gives.
    const extra = code > 16 ? bits.read(code - 16) * 65_536 + bits.read(16) : bits.read(code);
    this.match = MATCH_BASES[match & 0xff] + bits.read(MATCH_BITS[match & 0xff]);
    this.literal = LITERAL_BASES[literal & 0xff] + bits.read(LITERAL_BITS[literal & 0xff]);
    this.#locate(2 ** code + extra);
    if (!last) {
      this.#literalState = (literal >>> 16) + bits.read(literal >>> 8 & 0xff);
      this.#matchState = (match >>> 16) + bits.read(match >>> 8 & 0xff);
      this.#offsetState = (offset >>> 16) + bits.read(offset >>> 8 & 0xff);
    }
    if (bits.left < 0) throw zstdError("the sequences of a block are cut");
  }

  /** Small values name one of the last three distances (RFC 8878, 3.1.1.5). */
  #locate(value: number): void {
    const d = this.#distances;
    if (value > 3) {
      d[2] = d[1];
      d[1] = d[0];
      this.distance = d[0] = value - 3;
      return;
    }
    const which = this.literal === 0 ? value : value - 1;
    if (which === 0) {
      this.distance = d[0];
      return;
    }
    const distance = which === 3 ? d[0] - 1 : d[which];
    if (which > 1) d[2] = d[1];
    d[1] = d[0];
    this.distance = d[0] = distance;
  }
}
