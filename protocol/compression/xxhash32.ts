// xxHash of 32 bits, the checksum of lz4 frames. Called by lz4.ts alone.

const P1 = 0x9e3779b1 | 0;
const P2 = 0x85ebca77 | 0;
const P3 = 0xc2b2ae3d | 0;
const P4 = 0x27d4eb2f | 0;
const P5 = 0x165667b1 | 0;

function rotate(value: number, bits: number): number {
  return value << bits | value >>> (32 - bits);
}

function word(b: Uint8Array, at: number): number {
  return b[at] | b[at + 1] << 8 | b[at + 2] << 16 | b[at + 3] << 24;
}

function round(lane: number, input: number): number {
  return Math.imul(rotate(lane + Math.imul(input, P2) | 0, 13), P1);
}

/** xxHash32 of `b` from `start` to `end` with seed 0, unsigned. */
export function xxhash32(b: Uint8Array, start: number, end: number): number {
  const length = end - start;
  let p = start;
  let h: number;
  if (length >= 16) {
    let v1 = P1 + P2 | 0, v2 = P2, v3 = 0, v4 = -P1 | 0;
    for (const last = end - 16; p <= last; p += 16) {
      v1 = round(v1, word(b, p));
      v2 = round(v2, word(b, p + 4));
      v3 = round(v3, word(b, p + 8));
      v4 = round(v4, word(b, p + 12));
    }
    h = rotate(v1, 1) + rotate(v2, 7) + rotate(v3, 12) + rotate(v4, 18) | 0;
  } else {
    h = P5;
  }
  h = h + length | 0;
  for (; p + 4 <= end; p += 4) h = Math.imul(rotate(h + Math.imul(word(b, p), P3) | 0, 17), P4);
  for (; p < end; p++) h = Math.imul(rotate(h + Math.imul(b[p], P5) | 0, 11), P1);
  h = Math.imul(h ^ h >>> 15, P2);
  h = Math.imul(h ^ h >>> 13, P3);
  return (h ^ h >>> 16) >>> 0;
}
