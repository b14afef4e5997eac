// CRC-32C (Castagnoli) in TypeScript: sixteen bytes a step, sixteen tables in one array. Called by everything that
// seals or checks a record batch. The loop is unrolled by hand for speed; its benchmark is bench/micro.ts.
import { wasmCrc32c } from "./crc32c_wasm.ts";

const CASTAGNOLI = 0x82f63b78;

/**
 * From this many bytes on WebAssembly wins over TypeScript on V8: below, the copy into its memory and the call cost
 * more than they save.
 */
const WASM_FROM_BYTES = 192;

let table: Int32Array | null = null;

/** Sixteen tables of a reflected polynomial, one after the other, for {@linkcode crcWithTable}. */
export function crcTable(polynomial: number): Int32Array {
  const made = new Int32Array(16 * 256);
  for (let n = 0; n < 256; n++) {
    let crc = n;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) !== 0 ? (crc >>> 1) ^ polynomial : crc >>> 1;
    made[n] = crc;
  }
  for (let n = 256; n < made.length; n++) {
    const before = made[n - 256];
    made[n] = (before >>> 8) ^ made[before & 255];
  }
  return made;
}

/** The CRC of `b` from `start` to `end` with the tables of its polynomial, unsigned. */
export function crcWithTable(t: Int32Array, b: Uint8Array, start: number, end: number): number {
  let c = -1;
  let i = start;
  for (const last = end - 16; i <= last; i += 16) {
    // Twelve of the sixteen look-ups do not wait for the CRC before them: joined apart, they run ahead of it.
    const x = (t[2816 + b[i + 4]] ^ t[2560 + b[i + 5]]) ^ (t[2304 + b[i + 6]] ^ t[2048 + b[i + 7]]);
    const y = (t[1792 + b[i + 8]] ^ t[1536 + b[i + 9]]) ^ (t[1280 + b[i + 10]] ^ t[1024 + b[i + 11]]);
    const z = (t[768 + b[i + 12]] ^ t[512 + b[i + 13]]) ^ (t[256 + b[i + 14]] ^ t[b[i + 15]]);
    c = ((t[3840 + ((c ^ b[i]) & 255)] ^ t[3584 + ((c >>> 8 ^ b[i + 1]) & 255)]) ^
      (t[3328 + ((c >>> 16 ^ b[i + 2]) & 255)] ^ t[3072 + (c >>> 24 ^ b[i + 3])])) ^ (x ^ y ^ z);
  }
  for (; i < end; i++) c = (c >>> 8) ^ t[(c ^ b[i]) & 255];
  return (c ^ -1) >>> 0;
}

/** CRC-32C of `bytes` from `start` to `end`, unsigned. */
export function crc32c(bytes: Uint8Array, start: number, end: number): number {
  return crcWithTable(table ??= crcTable(CASTAGNOLI), bytes, start, end);
}

/**
 * The fastest CRC-32C of a runtime. `wasm`: whether WebAssembly is worth it there (V8); where the runtime refuses to
 * compile it (workerd), TypeScript does all.
 */
export function selectCrc32c(wasm: boolean): (bytes: Uint8Array, start: number, end: number) => number {
  const kernel = wasm ? wasmCrc32c() : null;
  if (kernel === null) return crc32c;
  return (bytes, start, end) => end - start < WASM_FROM_BYTES ? crc32c(bytes, start, end) : kernel(bytes, start, end);
}
