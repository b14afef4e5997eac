// Finds what repeats in a piece of input, as the sequences of a zstd block. Called by zstd_encoder.ts. Hot; benchmark:
// bench/micro.ts.
/** No match begins nearer to the end than this. */
const MARGIN = 8;

/** The sequences of one block, reused from block to block, and the last three distances of the frame. */
export class BlockSequences {
  /** Literals in front of each match. */
  readonly literalLengths: Int32Array;
  /** Length of each match. */
  readonly matchLengths: Int32Array;
  /** Distance of each match as it is coded: 1 to 3 name an earlier one. */
  readonly offsets: Int32Array;
  /** How many. */
  count = 0;
  /** All literals of the block. */
  readonly literals: Uint8Array;
  /** How many. */
  literalCount = 0;
  #distances: [number, number, number] = [1, 4, 8];
  #kept: [number, number, number] = [1, 4, 8];

  /** For blocks of at most `blockBytes`. */
  constructor(blockBytes: number) {
    // No match is shorter than four bytes.
    const most = (blockBytes >>> 2) + 1;
    this.literalLengths = new Int32Array(most);
    this.matchLengths = new Int32Array(most);
    this.offsets = new Int32Array(most);
    this.literals = new Uint8Array(blockBytes);
  }

  /** Begins a block. */
  clear(): void {
    this.count = 0;
    this.literalCount = 0;
  }

  /** The block was written compressed: the reader has seen its distances. */
  keep(): void {
    this.#kept = [...this.#distances];
  }

  /** The block was written as it is: the reader has not. */
  forget(): void {
    this.#distances = [...this.#kept];
  }

  /** The distance that costs least. */
  get lastDistance(): number {
    return this.#distances[0];
  }

  /** Adds literals from `src`. */
  addLiterals(src: Uint8Array, start: number, end: number): void {
    const literals = this.literals;
    let at = this.literalCount;
    if (end - start > 32) literals.set(src.subarray(start, end), at);
    else for (let i = start; i < end; i++) literals[at++] = src[i];
    this.literalCount += end - start;
  }

  /** Adds a match behind `literal` literals. */
  addMatch(literal: number, match: number, distance: number): void {
    const at = this.count++;
    this.literalLengths[at] = literal;
    this.matchLengths[at] = match;
    this.offsets[at] = this.#code(literal, distance);
  }

  /** The value that stands for a distance, as the reader's rule for the last three wants it (RFC 8878, 3.1.1.5). */
  #code(literal: number, distance: number): number {
    const d = this.#distances;
    const shift = literal === 0 ? 1 : 0;
    if (distance === d[0] && shift === 0) return 1;
    if (distance === d[1]) {
      d[1] = d[0];
      d[0] = distance;
      return 2 - shift;
    }
    const third = distance === d[2];
    const code = third ? 3 - shift : shift === 1 && distance === d[0] - 1 ? 3 : distance + 3;
    d[2] = d[1];
    d[1] = d[0];
    d[0] = distance;
    return code;
  }
}

/** A piece of the input. */
export interface Piece {
  /** The whole input. */
  readonly src: Uint8Array;
  /** Where the piece begins. */
  readonly start: number;
  /** Where it ends. */
  readonly end: number;
}

/** Fills `found` with the sequences of a piece. `table` holds places in `src` plus one, from piece to piece. */
export function findSequences({ src, start, end }: Piece, table: Int32Array, found: BlockSequences): void {
  found.clear();
  const shift = Math.clz32(table.length) + 1;
  const last = end - MARGIN;
  let anchor = start;
  let i = start;
  let tries = 64;
  while (i <= last) {
    const value = src[i] | src[i + 1] << 8 | src[i + 2] << 16 | src[i + 3] << 24;
    const hash = Math.imul(Math.imul(value, 0x9e3779b1) + src[i + 4], 0x85ebca6b) >>> shift;
    let from = table[hash] - 1;
    table[hash] = i + 1;
    // First the last distance: records repeat their shape.
    const near = i + 1 - found.lastDistance;
    if (near >= 0 && i > anchor && i < last && isSame(src, near, i + 1)) {
      i++;
      from = near;
    } else if (from < 0 || !isSame(src, from, i) || src[from + 4] !== src[i + 4]) {
      i += tries++ >>> 6;
      continue;
    }
    tries = 64;
    let to = i + 4;
    for (let f = from + 4; to < end && src[to] === src[f]; f++) to++;
    while (i > anchor && from > 0 && src[i - 1] === src[from - 1]) {
      i--;
      from--;
    }
    found.addLiterals(src, anchor, i);
    found.addMatch(i - anchor, to - i, i - from);
    i = anchor = to;
  }
  found.addLiterals(src, anchor, end);
}

/** Whether four bytes at two places are the same. */
function isSame(src: Uint8Array, a: number, b: number): boolean {
  return src[a] === src[b] && src[a + 1] === src[b + 1] && src[a + 2] === src[b + 2] && src[a + 3] === src[b + 3];
}
