// Sizes of variable-length numbers as messages write them. Called by the writer and by whoever lays out bytes himself.

/** Bytes of an unsigned varint that holds `value` (uint32). */
export function unsignedVarintSize(value: number): number {
  return value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : value < 0x1000_0000 ? 4 : 5;
}

/** Writes `value` (uint32) at `at`, lowest seven bits first; returns the place behind it. */
export function putUnsignedVarint(bytes: Uint8Array, at: number, value: number): number {
  let rest = value;
  let place = at;
  while (rest > 0x7f) {
    bytes[place++] = rest & 0x7f | 0x80;
    rest >>>= 7;
  }
  bytes[place++] = rest;
  return place;
}
