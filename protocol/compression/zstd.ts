// zstd without the runtime's own: reads every frame of RFC 8878 but those that need a dictionary; the writer is
// zstd_encoder.ts. Called through protocol/records/codecs.ts where the platform brings no zstd (workerd before its
// node:zlib had it). Must not know records.
import type { Codec } from "../../transports/platform.ts";
import { OutputBuffer, tooLargeError } from "./output_buffer.ts";
import { xxhash64 } from "./xxhash64.ts";
import { decodeBlock, FrameState, MAX_BLOCK_BYTES } from "./zstd_block.ts";
import { encodeFrame } from "./zstd_encoder.ts";
import { zstdError } from "./zstd_tables.ts";

const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;
const BLOCK_HEADER = 3;
/** Most that is allocated on the word of a frame before any of it is there. */
const FIRST_BYTES = 1024 * 1024;

/** zstd; one level, that of {@linkcode encodeFrame}. */
export const zstd: Codec = {
  name: "zstd",
  compress: (input: Uint8Array) => encodeFrame(input),
  decompress(input: Uint8Array, limit: number): Uint8Array {
    if (input.length === 0) throw zstdError("there are no bytes");
    const out = new OutputBuffer("zstd", { limit, expected: Math.min(FIRST_BYTES, input.length * 8) });
    for (let at = 0; at < input.length;) at = readFrame(input, { at, limit }, out);
    return out.finish();
  },
};

interface FrameHeader {
  /** -1 = not told. */
  readonly contentSize: number;
  readonly blockMax: number;
  readonly checksum: boolean;
  /** Where the first block begins. */
  readonly end: number;
}

/** Reads the frame at `at`; returns the place behind it. */
function readFrame(
  b: Uint8Array,
  { at, limit }: { readonly at: number; readonly limit: number },
  out: OutputBuffer,
): number {
  const magic = littleEndian(b, at, 4);
  if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE) {
    const size = littleEndian(b, at + 4, 4);
    if (size > b.length - at - 8) throw zstdError("a skippable frame is cut");
    return at + 8 + size;
  }
  if (magic !== MAGIC) throw zstdError("it does not begin with the magic number of a frame");
  const header = readHeader(b, at + 4);
  const window = out.length;
  if (header.contentSize > limit - window) throw tooLargeError("zstd", limit);
  const state = new FrameState(window);
  let p = header.end;
  for (let last = false; !last;) {
    const block = littleEndian(b, p, BLOCK_HEADER);
    last = (block & 1) === 1;
    p = readBlock(b, { at: p + BLOCK_HEADER, kind: block >>> 1 & 3, size: block >>> 3, header, limit }, { out, state });
  }
  if (header.contentSize >= 0 && header.contentSize !== out.length - window) {
    throw zstdError("its content size is wrong");
  }
  if (!header.checksum) return p;
  const hash = Number(xxhash64(out.bytes, window, out.length) & 0xffffffffn);
  if (littleEndian(b, p, 4) !== hash) throw zstdError("its checksum is wrong");
  return p + 4;
}

function readHeader(b: Uint8Array, at: number): FrameHeader {
  const descriptor = littleEndian(b, at, 1);
  if ((descriptor & 0x08) !== 0) throw zstdError("its header uses reserved bits");
  const single = (descriptor & 0x20) !== 0;
  let p = at + 1;
  let blockMax = MAX_BLOCK_BYTES;
  if (!single) {
    const window = littleEndian(b, p++, 1);
    const base = 2 ** (10 + (window >>> 3));
    blockMax = Math.min(blockMax, base + (base / 8) * (window & 7));
  }
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3];
  if (littleEndian(b, p, dictionaryBytes) !== 0) throw zstdError("it needs a dictionary");
  p += dictionaryBytes;
  const sizeBytes = [single ? 1 : 0, 2, 4, 8][descriptor >>> 6];
  const size = littleEndian(b, p, sizeBytes) + (sizeBytes === 2 ? 256 : 0);
  const checksum = (descriptor & 0x04) !== 0;
  return { contentSize: sizeBytes === 0 ? -1 : size, blockMax, checksum, end: p + sizeBytes };
}

interface BlockPlace {
  readonly at: number;
  readonly kind: number;
  readonly size: number;
  readonly header: FrameHeader;
  readonly limit: number;
}

/** Reads the block at `at`; returns the place behind it. */
function readBlock(
  b: Uint8Array,
  { at, kind, size, header, limit }: BlockPlace,
  { out, state }: { readonly out: OutputBuffer; readonly state: FrameState },
): number {
  const end = at + (kind === 1 ? 1 : size);
  if (kind === 3 || size > header.blockMax) throw zstdError("a block makes no sense");
  if (end > b.length) throw zstdError("a block is cut");
  if (kind === 0) {
    out.push(b.subarray(at, end));
  } else if (kind === 1) {
    out.reserve(size);
    out.bytes.fill(b[at], out.length, out.length + size);
    out.length += size;
  } else {
    const left = header.contentSize < 0 ? Infinity : header.contentSize - (out.length - state.window);
    const most = Math.min(header.blockMax, left);
    const room = out.room(most);
    out.reserve(room);
    if (!decodeBlock(b, { at, end, room }, { out, state })) {
      if (room < most) throw tooLargeError("zstd", limit);
      throw zstdError("a block is larger than its frame allows");
    }
  }
  return end;
}

/** An unsigned number of up to eight bytes, lowest first; beyond 2^53 the nearest one. */
function littleEndian(b: Uint8Array, at: number, bytes: number): number {
  if (at + bytes > b.length) throw zstdError("it is cut");
  let value = 0;
  for (let i = bytes - 1; i >= 0; i--) value = value * 256 + b[at + i];
  return value;
}
