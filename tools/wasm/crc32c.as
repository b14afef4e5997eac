// CRC-32C in AssemblyScript, the source of protocol/wire/crc32c_wasm.ts. Built by tools/wasm/build.ts.
// Memory: sixteen tables of 256 words at 0, the input at 16384.

const TABLES: usize = 0;
const WORDS: u32 = 16 * 256;

// @ts-ignore: decorator of AssemblyScript
@inline
function at(table: usize, index: u32): u32 {
  return load<u32>(TABLES + (table << 10) + (<usize>index << 2));
}

/** Fills the tables. */
export function init(): void {
  for (let n: u32 = 0; n < 256; n++) {
    let crc = n;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
    store<u32>(TABLES + (<usize>n << 2), crc);
  }
  for (let n: u32 = 256; n < WORDS; n++) {
    const before = load<u32>(TABLES + (<usize>(n - 256) << 2));
    store<u32>(TABLES + (<usize>n << 2), (before >>> 8) ^ at(0, before & 255));
  }
}

/** Goes on with the raw CRC over `length` bytes of the input. */
export function update(crc: u32, length: u32): u32 {
  let p: usize = 16384;
  const end: usize = p + length;
  for (; p + 16 <= end; p += 16) {
    const a = load<u32>(p) ^ crc;
    const b = load<u32>(p, 4);
    const c = load<u32>(p, 8);
    const d = load<u32>(p, 12);
    crc = at(15, a & 255) ^ at(14, a >>> 8 & 255) ^ at(13, a >>> 16 & 255) ^ at(12, a >>> 24) ^
      at(11, b & 255) ^ at(10, b >>> 8 & 255) ^ at(9, b >>> 16 & 255) ^ at(8, b >>> 24) ^
      at(7, c & 255) ^ at(6, c >>> 8 & 255) ^ at(5, c >>> 16 & 255) ^ at(4, c >>> 24) ^
      at(3, d & 255) ^ at(2, d >>> 8 & 255) ^ at(1, d >>> 16 & 255) ^ at(0, d >>> 24);
  }
  for (; p < end; p++) crc = (crc >>> 8) ^ at(0, (crc ^ load<u8>(p)) & 255);
  return crc;
}
