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
    // Twelve of the sixteen look-ups do not wait for the CRC before them; joined apart from the other four, and as a
    // tree, they leave a chain of six steps from one round to the next instead of twenty.
    const rest = ((at(11, load<u8>(p, 4)) ^ at(10, load<u8>(p, 5))) ^ (at(9, load<u8>(p, 6)) ^ at(8, load<u8>(p, 7)))) ^
      ((at(7, load<u8>(p, 8)) ^ at(6, load<u8>(p, 9))) ^ (at(5, load<u8>(p, 10)) ^ at(4, load<u8>(p, 11)))) ^
      ((at(3, load<u8>(p, 12)) ^ at(2, load<u8>(p, 13))) ^ (at(1, load<u8>(p, 14)) ^ at(0, load<u8>(p, 15))));
    const a = load<u32>(p) ^ crc;
    crc = rest ^ ((at(15, a & 255) ^ at(14, a >>> 8 & 255)) ^ (at(13, a >>> 16 & 255) ^ at(12, a >>> 24)));
  }
  for (; p < end; p++) crc = (crc >>> 8) ^ at(0, (crc ^ load<u8>(p)) & 255);
  return crc;
}
