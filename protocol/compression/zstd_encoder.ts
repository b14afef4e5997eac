// Writes a zstd frame: matches found by one hash table, sequences coded with the predefined tables, literals by Huffman
// codes where they gain. About the ratio of the fast levels; no pure JavaScript package writes compressed zstd. Called
// by zstd.ts.
import { BlockSequences, findSequences } from "./zstd_matches.ts";
import { MAX_BLOCK_BYTES } from "./zstd_block.ts";
import { encodeLiterals } from "./zstd_literals.ts";
import { encodeSequences } from "./zstd_sequences.ts";

const RAW = 0;
const RLE = 1;
const COMPRESSED = 2;

/** Compresses `input` into one frame that tells its size and has no checksum (the batch has its own). */
export function encodeFrame(input: Uint8Array): Uint8Array {
  const blocks = Math.max(1, Math.ceil(input.length / MAX_BLOCK_BYTES));
  const out = new Uint8Array(13 + input.length + blocks * 3);
  let o = putHeader(out, input.length);
  if (input.length === 0) return out.subarray(0, putBlock(out, o, { kind: RAW, size: 0, last: true }));
  const table = new Int32Array(1 << Math.max(8, Math.min(16, 32 - Math.clz32(input.length))));
  const blockBytes = Math.min(input.length, MAX_BLOCK_BYTES);
  const sequences = new BlockSequences(blockBytes);
  const room = new Uint8Array(blockBytes * 4 + 256);
  for (let start = 0; start < input.length; start += MAX_BLOCK_BYTES) {
    const end = Math.min(input.length, start + MAX_BLOCK_BYTES);
    const last = end === input.length;
    if (isOneByte(input, start, end)) {
      o = putBlock(out, o, { kind: RLE, size: end - start, last });
      out[o++] = input[start];
      continue;
    }
    findSequences({ src: input, start, end }, table, sequences);
    const size = encodeSequences(
      sequences,
      room,
      encodeLiterals(sequences.literals.subarray(0, sequences.literalCount), room),
    );
    const packed = size < end - start;
    o = putBlock(out, o, { kind: packed ? COMPRESSED : RAW, size: packed ? size : end - start, last });
    out.set(packed ? room.subarray(0, size) : input.subarray(start, end), o);
    o += packed ? size : end - start;
    if (!packed) sequences.forget();
    else sequences.keep();
  }
  return out.subarray(0, o);
}

/** Magic number, and a descriptor that says "one segment of this size". */
function putHeader(out: Uint8Array, length: number): number {
  out.set([0x28, 0xb5, 0x2f, 0xfd]);
  if (length < 256) {
    out[4] = 0x20;
    out[5] = length;
    return 6;
  }
  if (length < 65_792) {
    out[4] = 0x60;
    out[5] = length - 256;
    out[6] = (length - 256) >>> 8;
    return 7;
  }
  out[4] = 0xa0;
  for (let i = 0; i < 4; i++) out[5 + i] = length >>> (8 * i);
  return 9;
}

function putBlock(
  out: Uint8Array,
  at: number,
  { kind, size, last }: { readonly kind: number; readonly size: number; readonly last: boolean },
): number {
  const head = (last ? 1 : 0) | kind << 1 | size << 3;
  out[at] = head;
  out[at + 1] = head >>> 8;
  out[at + 2] = head >>> 16;
  return at + 3;
}

function isOneByte(input: Uint8Array, start: number, end: number): boolean {
  for (let i = start + 1; i < end; i++) if (input[i] !== input[start]) return false;
  return true;
}
