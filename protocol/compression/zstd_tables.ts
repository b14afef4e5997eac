// The entropy tables of zstd (RFC 8878, 4.1 and 4.2): reading and building FSE and Huffman tables, the predefined
// ones, and the reader of bits from the back. Called by zstd_block.ts and zstd_encoder.ts.
import { compressionError } from "./output_buffer.ts";

/** How the codes of one kind (literal lengths, offsets, match lengths) are read. */
export interface CodeKind {
  /** Largest code. */
  readonly maxSymbol: number;
  /** Largest accuracy of a table in the stream. */
  readonly maxLog: number;
  /** Accuracy of the predefined table. */
  readonly defaultLog: number;
  /** Counts of the predefined table. */
  readonly defaultCounts: readonly number[];
}

/** Literal lengths. */
export const LITERAL_LENGTHS: CodeKind = {
  maxSymbol: 35,
  maxLog: 9,
  defaultLog: 6,
  // deno-fmt-ignore
  defaultCounts: [4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1],
};

/** Offsets. */
export const OFFSETS: CodeKind = {
  maxSymbol: 31,
  maxLog: 8,
  defaultLog: 5,
  defaultCounts: [1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1],
};

/** Match lengths. */
export const MATCH_LENGTHS: CodeKind = {
  maxSymbol: 52,
  maxLog: 9,
  defaultLog: 6,
  // deno-fmt-ignore
  defaultCounts: [1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1],
};

/** Extra bits of each literal length code. */
// deno-fmt-ignore
export const LITERAL_BITS: Uint8Array = new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
/** Extra bits of each match length code. */
// deno-fmt-ignore
export const MATCH_BITS: Uint8Array = new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
/** The least literal length of each code. */
export const LITERAL_BASES: Int32Array = bases(LITERAL_BITS, 0);
/** The least match length of each code. */
export const MATCH_BASES: Int32Array = bases(MATCH_BITS, 3);

function bases(bits: Uint8Array, first: number): Int32Array {
  const made = new Int32Array(bits.length);
  let base = first;
  for (let i = 0; i < bits.length; i++) {
    made[i] = base;
    base += 1 << bits[i];
  }
  return made;
}

/** An error about a zstd stream. */
export function zstdError(problem: string): Error {
  return compressionError("zstd", problem);
}

/** Reads bits from the end of a piece of bytes to its beginning; the highest set bit of the last byte is a mark. */
export class BackwardBits {
  /** The bytes. */
  readonly bytes: Uint8Array;
  /** Where the piece begins. */
  readonly start: number;
  /** Bits that are left; negative when more were read than there were. */
  left: number;

  /** Reads the bytes from `start` to `end`. */
  constructor(bytes: Uint8Array, start: number, end: number) {
    if (end <= start || end > bytes.length || bytes[end - 1] === 0) throw zstdError("a bit stream has no end mark");
    this.bytes = bytes;
    this.start = start;
    this.left = (end - start) * 8 - 1 - (Math.clz32(bytes[end - 1]) - 24);
  }

  /** The next `count` bits, at most 24; bits before the beginning are 0. */
  read(count: number): number {
    const left = this.left -= count;
    if (left < 0) return this.#behind(count);
    const b = this.bytes;
    const at = this.start + (left >>> 3);
    return (b[at] | b[at + 1] << 8 | b[at + 2] << 16 | b[at + 3] << 24) >>> (left & 7) & ((1 << count) - 1);
  }

  /** Part of the bits, or all, are before the beginning. */
  #behind(count: number): number {
    const there = this.left + count;
    if (there <= 0) return 0;
    const b = this.bytes;
    const at = this.start;
    const value = (b[at] | b[at + 1] << 8 | b[at + 2] << 16 | b[at + 3] << 24) & ((1 << there) - 1);
    return value << (count - there);
  }
}

/** An FSE table to decode with: symbol, number of bits (<< 8) and base of the next state (<< 16) of each state. */
export interface FseTable {
  /** Bits of a state. */
  readonly log: number;
  /** One entry for each state. */
  readonly states: Int32Array;
}

/** A table that always gives `symbol`. */
export function singleTable(symbol: number): FseTable {
  return { log: 0, states: new Int32Array([symbol]) };
}

/** Which symbol each state stands for (RFC 8878, 4.1.1), as encoder and decoder both need it. */
export function spreadSymbols(counts: ArrayLike<number>, log: number): Uint8Array {
  const size = 1 << log;
  const symbols = new Uint8Array(size);
  let high = size - 1;
  for (let s = 0; s < counts.length; s++) if (counts[s] === -1) symbols[high--] = s;
  const step = (size >>> 1) + (size >>> 3) + 3;
  let at = 0;
  for (let s = 0; s < counts.length; s++) {
    for (let i = 0; i < counts[s]; i++) {
      symbols[at] = s;
      do at = (at + step) & (size - 1); while (at > high);
    }
  }
  return symbols;
}

/** Builds a table from the counts of its symbols, -1 for "less than one". */
export function fseTable(counts: ArrayLike<number>, log: number): FseTable {
  const size = 1 << log;
  const symbols = spreadSymbols(counts, log);
  const next = Uint16Array.from({ length: counts.length }, (_, s) => Math.abs(counts[s]));
  const states = new Int32Array(size);
  for (let state = 0; state < size; state++) {
    const symbol = symbols[state];
    const x = next[symbol]++;
    const bits = log - (31 - Math.clz32(x));
    states[state] = symbol | bits << 8 | ((x << bits) - size) << 16;
  }
  return { log, states };
}

/** A table read from a stream, and where the bytes behind it begin. */
export interface ReadTable {
  /** The table. */
  readonly table: FseTable;
  /** Place behind its description. */
  readonly end: number;
}

/** Reads the description of an FSE table at `at`, which must end in front of `end`. */
export function readFseTable(
  b: Uint8Array,
  { at, end, maxLog, maxSymbol }: {
    readonly at: number;
    readonly end: number;
    readonly maxLog: number;
    readonly maxSymbol: number;
  },
): ReadTable {
  let bit = at * 8;
  const take = (count: number) => {
    const p = bit >>> 3;
    if (p >= end) throw zstdError("a table is cut");
    return (b[p] | b[p + 1] << 8 | b[p + 2] << 16) >>> (bit & 7) & ((1 << count) - 1);
  };
  const log = take(4) + 5;
  bit += 4;
  if (log > maxLog) throw zstdError("a table is larger than allowed");
  const counts: number[] = [];
  let remaining = (1 << log) + 1;
  let threshold = 1 << log;
  let width = log + 1;
  while (remaining > 1) {
    const max = 2 * threshold - 1 - remaining;
    let count = take(width) & (threshold - 1);
    if (count < max) {
      bit += width - 1;
    } else {
      count = take(width);
      if (count >= threshold) count -= max;
      bit += width;
    }
    count--;
    remaining -= Math.abs(count);
    counts.push(count);
    for (let repeat = count === 0 ? 3 : 0; repeat === 3;) {
      repeat = take(2);
      bit += 2;
      for (let i = 0; i < repeat; i++) counts.push(0);
    }
    if (counts.length > maxSymbol + 1) throw zstdError("a table has too many symbols");
    while (remaining < threshold) {
      width--;
      threshold >>>= 1;
    }
  }
  const behind = (bit + 7) >>> 3;
  if (remaining !== 1 || behind > end) throw zstdError("a table makes no sense");
  return { table: fseTable(counts, log), end: behind };
}

/** A Huffman table: symbol and number of bits (<< 8) for each possible next `bits` bits. */
export interface HuffmanTable {
  /** Longest code. */
  readonly bits: number;
  /** One entry for each `bits` bits. */
  readonly codes: Uint16Array;
}

const MAX_HUFFMAN_BITS = 11;
const MAX_WEIGHT_LOG = 6;

/** Reads a Huffman table at `at`; returns it and the place behind its description. */
export function readHuffmanTable(b: Uint8Array, at: number, end: number): { table: HuffmanTable; end: number } {
  if (at >= end) throw zstdError("a Huffman table is cut");
  const head = b[at];
  const direct = head >= 128;
  const behind = at + 1 + (direct ? (head - 126) >>> 1 : head);
  if (behind > end) throw zstdError("a Huffman table is cut");
  const weights = direct ? directWeights(b, at + 1, head - 127) : fseWeights(b, at + 1, behind);
  return { table: huffmanTable(weights), end: behind };
}

function directWeights(b: Uint8Array, at: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => (i & 1) === 0 ? b[at + (i >>> 1)] >>> 4 : b[at + (i >>> 1)] & 15);
}

/** Weights come from two states in turn, until the bits have run out. */
function fseWeights(b: Uint8Array, at: number, end: number): number[] {
  const { table, end: start } = readFseTable(b, { at, end, maxLog: MAX_WEIGHT_LOG, maxSymbol: MAX_HUFFMAN_BITS + 1 });
  const { states, log } = table;
  const bits = new BackwardBits(b, start, end);
  let one = states[bits.read(log)];
  let two = states[bits.read(log)];
  if (bits.left < 0) throw zstdError("a Huffman table is cut");
  const weights: number[] = [];
  while (weights.length < 256) {
    weights.push(one & 0xff);
    one = states[(one >> 16) + bits.read(one >> 8 & 0xff)];
    if (bits.left < 0) {
      weights.push(two & 0xff);
      return weights;
    }
    [one, two] = [two, one];
  }
  throw zstdError("a Huffman table has too many symbols");
}

/** Builds the table from weights; that of the last symbol is what is left over. */
function huffmanTable(weights: number[]): HuffmanTable {
  let sum = 0;
  for (const weight of weights) {
    if (weight > MAX_HUFFMAN_BITS) throw zstdError("a Huffman code is too long");
    if (weight > 0) sum += 1 << (weight - 1);
  }
  if (sum === 0 || weights.length > 255) throw zstdError("a Huffman table makes no sense");
  const bits = 32 - Math.clz32(sum);
  const rest = (1 << bits) - sum;
  if (bits > MAX_HUFFMAN_BITS || (rest & (rest - 1)) !== 0) throw zstdError("a Huffman table makes no sense");
  weights.push(32 - Math.clz32(rest));
  const codes = new Uint16Array(1 << bits);
  let at = 0;
  for (let weight = 1; weight <= bits; weight++) {
    for (let symbol = 0; symbol < weights.length; symbol++) {
      if (weights[symbol] !== weight) continue;
      const span = 1 << (weight - 1);
      codes.fill(symbol | (bits + 1 - weight) << 8, at, at + span);
      at += span;
    }
  }
  return { bits, codes };
}
