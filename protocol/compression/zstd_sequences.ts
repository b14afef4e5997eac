// The sequences section of a zstd block, with the predefined tables. Called by zstd_encoder.ts.
import { BitWriter } from "./zstd_bit_writer.ts";
import type { BlockSequences } from "./zstd_matches.ts";
import {
  type CodeKind,
  LITERAL_BASES,
  LITERAL_BITS,
  LITERAL_LENGTHS,
  MATCH_BASES,
  MATCH_BITS,
  MATCH_LENGTHS,
  OFFSETS,
  spreadSymbols,
} from "./zstd_tables.ts";

/** An FSE table to encode with. */
export interface EncodingTable {
  /** Bits of a state. */
  readonly log: number;
  /** The next states, by symbol. */
  readonly states: Uint16Array;
  /** From a state to its number of bits, by symbol. */
  readonly deltaBits: Int32Array;
  /** From a state to its place in `states`, by symbol. */
  readonly deltaState: Int32Array;
}

interface Tables {
  readonly literals: EncodingTable;
  readonly offsets: EncodingTable;
  readonly matches: EncodingTable;
}

let tables: Tables | null = null;

function predefinedTables(): Tables {
  return tables ??= {
    literals: predefinedTable(LITERAL_LENGTHS),
    offsets: predefinedTable(OFFSETS),
    matches: predefinedTable(MATCH_LENGTHS),
  };
}

function predefinedTable(kind: CodeKind): EncodingTable {
  return encodingTable({ counts: kind.defaultCounts, log: kind.defaultLog });
}

/** As `FSE_buildCTable` of the reference implementation. */
export function encodingTable(
  { counts, log }: { readonly counts: readonly number[]; readonly log: number },
): EncodingTable {
  const size = 1 << log;
  const symbols = spreadSymbols(counts, log);
  const first = new Int32Array(counts.length);
  const deltaBits = new Int32Array(counts.length);
  const deltaState = new Int32Array(counts.length);
  let total = 0;
  for (const [symbol, count] of counts.entries()) {
    const share = Math.abs(count);
    const bits = share === 1 ? log : log - (31 - Math.clz32(share - 1));
    first[symbol] = total;
    deltaBits[symbol] = (bits << 16) - (share << bits);
    deltaState[symbol] = total - share;
    total += share;
  }
  const states = new Uint16Array(size);
  for (let state = 0; state < size; state++) states[first[symbols[state]]++] = size + state;
  return { log, states, deltaBits, deltaState };
}

/** The state of one of several interleaved streams of codes; the reader meets them from the last to the first. */
export class CodeStream {
  readonly #table: EncodingTable;
  #state = 0;

  /** Codes by `table`. */
  constructor(table: EncodingTable) {
    this.#table = table;
  }

  /** The last code that the reader will meet. */
  begin(code: number): void {
    const { deltaBits, deltaState, states } = this.#table;
    const bits = (deltaBits[code] + 0x8000) >> 16;
    this.#state = states[(((bits << 16) - deltaBits[code]) >> bits) + deltaState[code]];
  }

  /** The code before the one that was given last. */
  add(code: number, out: BitWriter): void {
    const { deltaBits, deltaState, states } = this.#table;
    const bits = (this.#state + deltaBits[code]) >> 16;
    out.add(this.#state, bits);
    this.#state = states[(this.#state >> bits) + deltaState[code]];
  }

  /** Writes the state that the reader begins with. */
  end(out: BitWriter): void {
    out.add(this.#state, this.#table.log);
  }
}

/** Writes the section at `at`; returns the place behind it. */
export function encodeSequences(sequences: BlockSequences, out: Uint8Array, at: number): number {
  const { count } = sequences;
  let o = at;
  if (count < 128) {
    out[o++] = count;
  } else if (count < 0x7f00) {
    out[o++] = (count >>> 8) + 128;
    out[o++] = count;
  } else {
    out[o++] = 255;
    out[o++] = count - 0x7f00;
    out[o++] = (count - 0x7f00) >>> 8;
  }
  if (count === 0) return o;
  // All three tables predefined.
  out[o++] = 0;
  return putCodes(sequences, new BitWriter(out, o));
}

/** Writes the codes from the last sequence to the first: the reader begins at the end. */
function putCodes({ literalLengths, matchLengths, offsets, count }: BlockSequences, bits: BitWriter): number {
  const made = predefinedTables();
  const literals = new CodeStream(made.literals);
  const matches = new CodeStream(made.matches);
  const distances = new CodeStream(made.offsets);
  for (let i = count - 1; i >= 0; i--) {
    const literal = literalCode(literalLengths[i]);
    const match = matchCode(matchLengths[i]);
    const offset = 31 - Math.clz32(offsets[i]);
    if (i === count - 1) {
      matches.begin(match);
      distances.begin(offset);
      literals.begin(literal);
    } else {
      distances.add(offset, bits);
      matches.add(match, bits);
      literals.add(literal, bits);
    }
    bits.add(literalLengths[i] - LITERAL_BASES[literal], LITERAL_BITS[literal]);
    bits.add(matchLengths[i] - MATCH_BASES[match], MATCH_BITS[match]);
    bits.add(offsets[i], Math.min(16, offset));
    if (offset > 16) bits.add(offsets[i] >>> 16, offset - 16);
  }
  matches.end(bits);
  distances.end(bits);
  literals.end(bits);
  return bits.finish();
}

function literalCode(length: number): number {
  if (length < 16) return length;
  if (length >= 64) return 31 - Math.clz32(length) + 19;
  let code = 16;
  while (LITERAL_BASES[code + 1] <= length) code++;
  return code;
}

function matchCode(length: number): number {
  if (length < 35) return length - 3;
  if (length >= 131) return 31 - Math.clz32(length - 3) + 36;
  let code = 32;
  while (MATCH_BASES[code + 1] <= length) code++;
  return code;
}
