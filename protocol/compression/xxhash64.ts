// xxHash of 64 bits, the checksum of zstd frames. Called by zstd.ts alone. With bigint: few writers add the checksum.

const P1 = 0x9e3779b185ebca87n;
const P2 = 0xc2b2ae3d27d4eb4fn;
const P3 = 0x165667b19e3779f9n;
const P4 = 0x85ebca77c2b2ae63n;
const P5 = 0x27d4eb2f165667c5n;

function wrap(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

function rotate(value: bigint, bits: bigint): bigint {
  return wrap(value << bits) | value >> (64n - bits);
}

function round(lane: bigint, input: bigint): bigint {
  return wrap(rotate(wrap(lane + input * P2), 31n) * P1);
}

function merge(hash: bigint, lane: bigint): bigint {
  return wrap((hash ^ round(0n, lane)) * P1 + P4);
}

/** xxHash64 of `b` from `start` to `end` with seed 0. */
export function xxhash64(b: Uint8Array, start: number, end: number): bigint {
  const view = new DataView(b.buffer, b.byteOffset, b.byteLength);
  let p = start;
  let h = P5;
  if (end - start >= 32) {
    let v1 = wrap(P1 + P2), v2 = P2, v3 = 0n, v4 = wrap(-P1);
    for (; p + 32 <= end; p += 32) {
      v1 = round(v1, view.getBigUint64(p, true));
      v2 = round(v2, view.getBigUint64(p + 8, true));
      v3 = round(v3, view.getBigUint64(p + 16, true));
      v4 = round(v4, view.getBigUint64(p + 24, true));
    }
    h = wrap(rotate(v1, 1n) + rotate(v2, 7n) + rotate(v3, 12n) + rotate(v4, 18n));
    h = merge(merge(merge(merge(h, v1), v2), v3), v4);
  }
  h = wrap(h + BigInt(end - start));
  for (; p + 8 <= end; p += 8) h = wrap(rotate(h ^ round(0n, view.getBigUint64(p, true)), 27n) * P1 + P4);
  for (; p + 4 <= end; p += 4) h = wrap(rotate(h ^ wrap(BigInt(view.getUint32(p, true)) * P1), 23n) * P2 + P3);
  for (; p < end; p++) h = wrap(rotate(h ^ wrap(BigInt(b[p]) * P5), 11n) * P1);
  h = wrap((h ^ h >> 33n) * P2);
  h = wrap((h ^ h >> 29n) * P3);
  return h ^ h >> 32n;
}
