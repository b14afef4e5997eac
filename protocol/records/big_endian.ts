// Whole numbers in network order at a place in bytes: what records and batch headers are made of. Called by this
// folder alone. The caller has checked that the bytes are there.

const TWO_32 = 4_294_967_296;

/** int16 at `at`. */
export function int16At(b: Uint8Array, at: number): number {
  return (b[at] << 24 | b[at + 1] << 16) >> 16;
}

/** int32 at `at`. */
export function int32At(b: Uint8Array, at: number): number {
  return b[at] << 24 | b[at + 1] << 16 | b[at + 2] << 8 | b[at + 3];
}

/** int64 at `at` as the nearest number: exact up to 2^53. */
export function int64At(b: Uint8Array, at: number): number {
  return int32At(b, at) * TWO_32 + (int32At(b, at + 4) >>> 0);
}

/** int64 at `at`, exact. */
export function bigInt64At(b: Uint8Array, at: number): bigint {
  return (BigInt(int32At(b, at)) << 32n) | BigInt(int32At(b, at + 4) >>> 0);
}

/** Writes an int16. */
export function putInt16(b: Uint8Array, at: number, value: number): void {
  b[at] = value >>> 8;
  b[at + 1] = value;
}

/** Writes an int32. */
export function putInt32(b: Uint8Array, at: number, value: number): void {
  b[at] = value >>> 24;
  b[at + 1] = value >>> 16;
  b[at + 2] = value >>> 8;
  b[at + 3] = value;
}

/** Writes an int64; a number must be whole. */
export function putInt64(b: Uint8Array, at: number, value: number | bigint): void {
  if (typeof value === "bigint") {
    putInt32(b, at, Number(BigInt.asIntN(32, value >> 32n)));
    putInt32(b, at + 4, Number(BigInt.asIntN(32, value)));
    return;
  }
  const high = Math.floor(value / TWO_32);
  putInt32(b, at, high);
  putInt32(b, at + 4, (value - high * TWO_32) | 0);
}
