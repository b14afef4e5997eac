// CRC-32C and CRC-32 against their definition, and WebAssembly against TypeScript.
import assert from "node:assert/strict";
import { crc32 } from "../../../protocol/wire/crc32.ts";
import { crc32c, selectCrc32c } from "../../../protocol/wire/crc32c.ts";
import { wasmCrc32c } from "../../../protocol/wire/crc32c_wasm.ts";
import { test } from "../../harness.ts";

/** Bit by bit, as the definition says. */
function slowCrc(bytes: Uint8Array, polynomial: number): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) !== 0 ? (crc >>> 1) ^ polynomial : crc >>> 1;
  }
  return (crc ^ -1) >>> 0;
}

const digits = new TextEncoder().encode("123456789");
const noise = Uint8Array.from({ length: 200_000 }, (_, i) => Math.imul(i, 0x9e3779b1) >>> 24);

test("crc32c and crc32 give the check values of their polynomials", () => {
  assert.equal(crc32c(digits, 0, 9), 0xe3069283);
  assert.equal(crc32(digits, 0, 9), 0xcbf43926);
  assert.equal(crc32c(digits, 0, 0), 0);
});

test("crc32c and crc32 agree with the definition at every length and place", () => {
  for (let start = 0; start < 20; start++) {
    for (let length = 0; length < 70; length++) {
      const part = noise.subarray(start, start + length);
      assert.equal(crc32c(noise, start, start + length), slowCrc(part, 0x82f63b78));
      assert.equal(crc32(noise, start, start + length), slowCrc(part, 0xedb88320));
    }
  }
});

test("The WebAssembly kernel gives what TypeScript gives, also over the size of its memory", () => {
  const kernel = wasmCrc32c();
  // workerd compiles none: then there is nothing to compare.
  if (kernel === null) return;
  for (const [start, end] of [[0, 0], [0, 1], [3, 20], [5, 1000], [0, 65_536], [1, 65_538], [7, 200_000]]) {
    assert.equal(kernel(noise, start, end), crc32c(noise, start, end), `${start} to ${end}`);
  }
});

test("selectCrc32c() gives the same value with and without WebAssembly", () => {
  const fast = selectCrc32c(true);
  for (const length of [0, 1, 511, 512, 513, 1024, 100_000]) {
    assert.equal(fast(noise, 2, 2 + length), selectCrc32c(false)(noise, 2, 2 + length));
  }
});
