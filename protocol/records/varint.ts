// Variable-length numbers as records write them: zigzag, seven bits a byte, lowest first. Called by this folder alone;
// hot: the short cases are written out. Benchmark: bench/micro.ts.

const INT32_MIN = -2_147_483_648;
const INT32_MAX = 2_147_483_647;
/** Largest magnitude whose zigzag form is an exact number. */
const EXACT_ZIGZAG = 2 ** 52;

/** Bytes of a varint that holds `value` (int32). */
export function varintSize(value: number): number {
  const z = ((value << 1) ^ (value >> 31)) >>> 0;
  return z < 0x80 ? 1 : z < 0x4000 ? 2 : z < 0x20_0000 ? 3 : z < 0x1000_0000 ? 4 : 5;
}

/** Writes `value` (int32) as a varint; returns the place behind it. */
export function putVarint(b: Uint8Array, at: number, value: number): number {
  let z = ((value << 1) ^ (value >> 31)) >>> 0;
  let p = at;
  while (z > 0x7f) {
    b[p++] = z | 0x80;
    z >>>= 7;
  }
  b[p++] = z;
  return p;
}

/** Writes a whole number as a varlong; returns the place behind it. */
export function putVarlong(b: Uint8Array, at: number, value: number): number {
  if (value >= INT32_MIN && value <= INT32_MAX) return putVarint(b, at, value);
  if (value > EXACT_ZIGZAG || value < -EXACT_ZIGZAG) return putBigVarlong(b, at, BigInt(value));
  let z = value >= 0 ? value * 2 : -value * 2 - 1;
  let p = at;
  while (z > 0x7f) {
    b[p++] = z % 128 | 0x80;
    z = Math.floor(z / 128);
  }
  b[p++] = z;
  return p;
}

/** Writes an int64 as a varlong; returns the place behind it. */
export function putBigVarlong(b: Uint8Array, at: number, value: bigint): number {
  let z = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));
  let p = at;
  while (z > 0x7fn) {
    b[p++] = Number(z & 0x7fn) | 0x80;
    z >>= 7n;
  }
  b[p++] = Number(z);
  return p;
}

/** The varlong at `at`, exact; the caller has checked that it ends. */
export function bigVarlongAt(b: Uint8Array, at: number): bigint {
  let z = 0n;
  let shift = 0n;
  for (let p = at;; p++) {
    z |= BigInt(b[p] & 0x7f) << shift;
    if (b[p] < 0x80) break;
    shift += 7n;
  }
  z = BigInt.asUintN(64, z);
  return (z >> 1n) ^ -(z & 1n);
}
