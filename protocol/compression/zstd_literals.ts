// The literals section of a zstd block: Huffman codes where they gain, else the literals as they are. Called by
// zstd_encoder.ts. Hot; benchmark: bench/micro.ts.
import { putWeights } from "./zstd_weights.ts";

const MAX_BITS = 11;
/** Fewer literals are not worth a table. */
const LEAST_TO_CODE = 64;
/** From here on the literals go into four streams; one stream holds 1023 at most. */
const FOUR_STREAMS_FROM = 1024;
const HUFFMAN = 2;

/** Code and number of bits of each symbol. */
interface HuffmanCodes {
  readonly codes: Uint16Array;
  readonly lengths: Uint8Array;
  readonly maxBits: number;
  readonly maxSymbol: number;
}

/** Writes the section for `literals` at the beginning of `out`; returns the place behind it. */
export function encodeLiterals(literals: Uint8Array, out: Uint8Array): number {
  const coded = literals.length < LEAST_TO_CODE ? 0 : encodeCoded(literals, out);
  return coded > 0 ? coded : encodeRaw(literals, out);
}

function encodeRaw(literals: Uint8Array, out: Uint8Array): number {
  const length = literals.length;
  let o: number;
  if (length < 32) {
    out[0] = length << 3;
    o = 1;
  } else if (length < 4096) {
    out[0] = length << 4 | 4;
    out[1] = length >>> 4;
    o = 2;
  } else {
    out[0] = length << 4 | 12;
    out[1] = length >>> 4;
    out[2] = length >>> 12;
    o = 3;
  }
  out.set(literals, o);
  return o + length;
}

/** Returns 0 when coding gains nothing. */
function encodeCoded(literals: Uint8Array, out: Uint8Array): number {
  const length = literals.length;
  const counts = new Uint32Array(256);
  for (let i = 0; i < length; i++) counts[literals[i]]++;
  const table = huffmanCodes(counts);
  if (table === null || codedBytes(counts, table) >= length - (length >>> 5)) return 0;
  const head = length < 1024 ? 3 : length < 16_384 ? 4 : 5;
  const start = putWeights(weightsOf(table), out, head);
  if (start === 0) return 0;
  let o = start;
  if (length < FOUR_STREAMS_FROM) {
    o = putStream(literals, { from: 0, to: length, out, at: o }, table);
  } else {
    const part = (length + 3) >>> 2;
    o += 6;
    for (let i = 0; i < 4; i++) {
      const at = o;
      o = putStream(literals, { from: part * i, to: Math.min(length, part * (i + 1)), out, at }, table);
      if (i === 3) break;
      out[start + 2 * i] = o - at;
      out[start + 2 * i + 1] = (o - at) >>> 8;
    }
  }
  return o - head < length ? putHead(out, { length, packed: o - head, head, end: o }) : 0;
}

function putHead(
  out: Uint8Array,
  { length, packed, head, end }: {
    readonly length: number;
    readonly packed: number;
    readonly head: number;
    readonly end: number;
  },
): number {
  const width = head === 3 ? 10 : head === 4 ? 14 : 18;
  const format = head === 3 ? 0 : head - 2;
  if (packed >= 1 << width) return 0;
  let value = HUFFMAN + format * 4 + length * 16 + packed * 2 ** (4 + width);
  for (let i = 0; i < head; i++) {
    out[i] = value % 256;
    value = Math.floor(value / 256);
  }
  return end;
}

function codedBytes(counts: Uint32Array, { lengths, maxSymbol }: HuffmanCodes): number {
  let bits = 0;
  for (let symbol = 0; symbol <= maxSymbol; symbol++) bits += counts[symbol] * lengths[symbol];
  return (bits >>> 3) + (maxSymbol >>> 2);
}

function weightsOf({ lengths, maxBits, maxSymbol }: HuffmanCodes): Uint8Array {
  // The weight of the last symbol is what is left over: it is not written.
  return Uint8Array.from({ length: maxSymbol }, (_, s) => lengths[s] === 0 ? 0 : maxBits + 1 - lengths[s]);
}

/** Codes of at most 11 bits; null where fewer than two symbols occur. */
function huffmanCodes(counts: Uint32Array): HuffmanCodes | null {
  const symbols: number[] = [];
  for (let symbol = 0; symbol < 256; symbol++) if (counts[symbol] > 0) symbols.push(symbol);
  if (symbols.length < 2) return null;
  let lengths: Uint8Array;
  let scaled: Uint32Array = Uint32Array.from(counts);
  // Codes that are too long get shorter as rare symbols are counted as less rare.
  for (;;) {
    symbols.sort((a, b) => scaled[a] - scaled[b]);
    lengths = codeLengths(symbols, scaled);
    if (lengths.every((length) => length <= MAX_BITS)) break;
    scaled = scaled.map((count) => count === 0 ? 0 : (count >>> 1) + 1);
  }
  const maxBits = lengths.reduce((most, length) => Math.max(most, length), 0);
  const maxSymbol = symbols.reduce((most, symbol) => Math.max(most, symbol), 0);
  const codes = new Uint16Array(256);
  let at = 0;
  for (let weight = 1; weight <= maxBits; weight++) {
    for (let symbol = 0; symbol <= maxSymbol; symbol++) {
      if (lengths[symbol] !== maxBits + 1 - weight) continue;
      codes[symbol] = at >>> (weight - 1);
      at += 1 << (weight - 1);
    }
  }
  return { codes, lengths, maxBits, maxSymbol };
}

/** Depths in the Huffman tree of `symbols`, which are sorted by count: two queues, leaves and joined nodes. */
function codeLengths(symbols: readonly number[], counts: Uint32Array): Uint8Array {
  const leaves = symbols.length;
  const weights = new Float64Array(leaves * 2 - 1);
  const parents = new Uint16Array(leaves * 2 - 1);
  for (const [i, symbol] of symbols.entries()) weights[i] = counts[symbol];
  let leaf = 0;
  let node = leaves;
  for (let next = leaves; next < weights.length; next++) {
    for (let side = 0; side < 2; side++) {
      const takeLeaf = leaf < leaves && (node >= next || weights[leaf] <= weights[node]);
      const child = takeLeaf ? leaf++ : node++;
      weights[next] += weights[child];
      parents[child] = next;
    }
  }
  const depths = new Uint8Array(weights.length);
  const lengths = new Uint8Array(256);
  for (let i = weights.length - 2; i >= 0; i--) {
    depths[i] = depths[parents[i]] + 1;
    if (i < leaves) lengths[symbols[i]] = depths[i];
  }
  return lengths;
}

interface StreamPlace {
  readonly from: number;
  readonly to: number;
  readonly out: Uint8Array;
  readonly at: number;
}

/** Writes the codes from the last literal to the first: the reader begins at the end. */
function putStream(literals: Uint8Array, { from, to, out, at }: StreamPlace, { codes, lengths }: HuffmanCodes): number {
  let o = at;
  let held = 0;
  let count = 0;
  for (let i = to - 1; i >= from; i--) {
    const symbol = literals[i];
    held |= codes[symbol] << count;
    count += lengths[symbol];
    if (count >= 16) {
      out[o++] = held;
      out[o++] = held >>> 8;
      held >>>= 16;
      count -= 16;
    }
  }
  held |= 1 << count;
  for (count++; count > 0; count -= 8) {
    out[o++] = held;
    held >>>= 8;
  }
  return o;
}
