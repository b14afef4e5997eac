// lz4 frames as Kafka writes them (independent blocks of 64 KiB, no content checksum), and any frame read: content
// size, block and content checksums, linked blocks, several frames, skippable frames. Called through
// protocol/records/codecs.ts. Must not know records.
import type { Codec } from "../../transports/platform.ts";
import {
  BLOCK_MALFORMED,
  BLOCK_TOO_LONG,
  type BlockToDecode,
  type BlockToEncode,
  decodeBlock,
  encodeBlock,
} from "./lz4_block.ts";
import { type Lz4Kernel, wasmLz4 } from "./lz4_wasm.ts";
import { compressionError, OutputBuffer, tooLargeError } from "./output_buffer.ts";
import { xxhash32 } from "./xxhash32.ts";

const MAGIC = 0x184d2204;
const SKIPPABLE = 0x184d2a50;
/** A block makes at most 255 bytes of one. */
const MAX_RATIO = 255;
/** End mark, and checksums of the last block and of the content. */
const TRAILER = 12;
const KAFKA_BLOCK = 65_536;
/** Version 1, independent blocks. */
const KAFKA_FLAGS = 0x60;
/** Blocks of at most 64 KiB. */
const KAFKA_SIZES = 0x40;
const UNCOMPRESSED = 0x8000_0000;
const FLAGS = {
  reserved: 0x02,
  dictionary: 0x01,
  contentChecksum: 0x04,
  contentSize: 0x08,
  blockChecksum: 0x10,
  independent: 0x20,
};

/** What makes an lz4 codec. */
export interface Lz4Options {
  /** The frames of message format 0. @default false */
  readonly legacy?: boolean;
  /**
   * From how many bytes of input on WebAssembly is used, where the runtime compiles it; below, the way into its memory
   * costs more than it saves. @default 256
   */
  readonly wasmFrom?: number;
}

/** lz4 of message formats 1 and 2. Levels are accepted, and all the same: the fast search. */
export const lz4: Codec = lz4Codec();

/**
 * lz4 of message format 0: the header checksum covers the magic number too, a mistake of Kafka's first version that
 * became part of that format (KIP-57). Written so; when read, it is not looked at.
 */
export const lz4Legacy: Codec = lz4Codec({ legacy: true });

/** An lz4 codec; WebAssembly and TypeScript write the same bytes. */
export function lz4Codec({ legacy = false, wasmFrom = 256 }: Lz4Options = {}): Codec {
  return {
    name: "lz4",
    compress: (input: Uint8Array) => compress(input, legacy, input.length < wasmFrom ? null : wasmLz4()),
    decompress(input: Uint8Array, limit: number): Uint8Array {
      if (input.length === 0) throw broken("there are no bytes");
      const kernel = input.length < wasmFrom ? null : wasmLz4();
      const out = new OutputBuffer("lz4", { limit, expected: kernel === null ? input.length * 4 : 0 });
      for (let at = 0; at < input.length;) at = readFrame(input, { at, limit, legacy, kernel }, out);
      return out.finish();
    },
  };
}

function compress(input: Uint8Array, legacy: boolean, kernel: Lz4Kernel | null): Uint8Array {
  const blocks = Math.ceil(input.length / KAFKA_BLOCK);
  // One block is made before its frame, which then is as long as it must be.
  const first = blocks === 1 ? encode({ src: input, start: 0, end: input.length }, kernel) : null;
  const out = new Uint8Array(11 + blocks * 4 + (first ?? input).length);
  putWord(out, 0, MAGIC);
  out[4] = KAFKA_FLAGS;
  out[5] = KAFKA_SIZES;
  out[6] = xxhash32(out, legacy ? 0 : 4, 6) >>> 8;
  let o = 7;
  for (let start = 0; start < input.length; start += KAFKA_BLOCK) {
    const end = Math.min(input.length, start + KAFKA_BLOCK);
    const block = first ?? encode({ src: input, start, end }, kernel);
    putWord(out, o, block.length < end - start ? block.length : block.length | UNCOMPRESSED);
    out.set(block, o + 4);
    o += 4 + block.length;
  }
  putWord(out, o, 0);
  return out.subarray(0, o + 4);
}

/** The block of a piece, or the piece itself when that is not longer. */
function encode(piece: BlockToEncode, kernel: Lz4Kernel | null): Uint8Array {
  const { src, start, end } = piece;
  const block = kernel === null ? encodeBlock(piece) : kernel.encode(piece);
  return block.length < end - start ? block : src.subarray(start, end);
}

interface FrameHeader {
  readonly flags: number;
  readonly blockMax: number;
  /** -1 = not told. */
  readonly contentSize: number;
  /** Where the first block begins. */
  readonly end: number;
}

interface FramePlace {
  readonly at: number;
  readonly limit: number;
  readonly legacy: boolean;
  readonly kernel: Lz4Kernel | null;
}

/** Reads the frame at `at`; returns the place behind it. */
function readFrame(b: Uint8Array, { at, limit, legacy, kernel }: FramePlace, out: OutputBuffer): number {
  const magic = word(b, at);
  if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE) return at + 8 + lengthAt(b, at + 4, 1);
  if (magic !== MAGIC) throw broken("it does not begin with the magic number of a frame");
  const header = readHeader(b, at, legacy);
  if (header.contentSize > limit - out.length) throw tooLargeError("lz4", limit);
  const window = out.length;
  let p = header.end;
  for (;;) {
    const size = word(b, p);
    p += 4;
    if (size === 0) break;
    p = readBlock(b, { p, size, header, window, limit, kernel }, out);
  }
  if (header.contentSize >= 0 && header.contentSize !== out.length - window) throw broken("its content size is wrong");
  if ((header.flags & FLAGS.contentChecksum) === 0) return p;
  if (word(b, p) !== hash(out.bytes, [window, out.length], kernel)) throw broken("its content checksum is wrong");
  return p + 4;
}

function readHeader(b: Uint8Array, at: number, legacy: boolean): FrameHeader {
  const start = at + 4;
  if (b.length < start + 3) throw broken("its header is cut");
  const flags = b[start];
  const sizes = b[start + 1];
  if (flags >>> 6 !== 1 || (flags & FLAGS.reserved) !== 0) throw broken("its version is not known");
  if ((flags & FLAGS.dictionary) !== 0) throw broken("it needs a dictionary");
  if ((sizes & 0x8f) !== 0 || sizes < 0x40) throw broken("its block size is not known");
  let p = start + 2;
  let contentSize = -1;
  if ((flags & FLAGS.contentSize) !== 0) {
    contentSize = word(b, p) + word(b, p + 4) * 0x1_0000_0000;
    p += 8;
  }
  if (p >= b.length) throw broken("its header is cut");
  if (!legacy && b[p] !== (xxhash32(b, start, p) >>> 8 & 0xff)) throw broken("its header checksum is wrong");
  return { flags, blockMax: 1 << (8 + 2 * (sizes >>> 4)), contentSize, end: p + 1 };
}

interface BlockPlace {
  readonly p: number;
  readonly size: number;
  readonly header: FrameHeader;
  readonly window: number;
  readonly limit: number;
  readonly kernel: Lz4Kernel | null;
}

/** Reads the block at `p`; returns the place behind it. */
function readBlock(b: Uint8Array, { p, size, header, window, limit, kernel }: BlockPlace, out: OutputBuffer): number {
  const length = size % UNCOMPRESSED;
  const end = p + length;
  if (end > b.length) throw broken("a block is cut");
  if (length > header.blockMax) throw broken("a block is larger than the frame allows");
  const checksum = (header.flags & FLAGS.blockChecksum) !== 0;
  if (checksum && word(b, end) !== hash(b, [p, end], kernel)) throw broken("the checksum of a block is wrong");
  if (size >= UNCOMPRESSED) {
    out.push(b.subarray(p, end));
  } else {
    const wanted = Math.min(header.blockMax, length * MAX_RATIO);
    const room = out.room(wanted);
    const at = out.length;
    const from = (header.flags & FLAGS.independent) !== 0 ? at : window;
    const written = decode({ src: b, start: p, end, out: out.bytes, at, window: from, limit: at + room }, kernel, out);
    if (written === BLOCK_TOO_LONG && room < wanted) throw tooLargeError("lz4", limit);
    if (written === BLOCK_MALFORMED || written === BLOCK_TOO_LONG) throw broken("a block makes no sense");
  }
  return checksum ? end + 4 : end;
}

/** Writes the output of a block; returns whether that went well, as `decodeBlock` does. */
function decode(block: BlockToDecode, kernel: Lz4Kernel | null, out: OutputBuffer): number {
  const { src, start, end, at, limit } = block;
  const output = kernel === null ? null : kernel.decode(block);
  if (typeof output === "number") return output;
  if (output !== null) {
    if (out.bytes.length === 0) {
      // The first block tells what may follow, in bounds, for an attacker may have made it.
      const rest = src.length - end <= TRAILER ? 0 : (src.length - end) / (end - start) * 1.05;
      out.reserve(out.room(output.length + Math.min(Math.ceil(output.length * rest), src.length * 4)));
    }
    out.push(output);
    return out.length;
  }
  out.reserve(limit - at);
  const written = decodeBlock({ ...block, out: out.bytes });
  if (written >= 0) out.length = written;
  return written;
}

function hash(b: Uint8Array, [start, end]: readonly [number, number], kernel: Lz4Kernel | null): number {
  return kernel === null ? xxhash32(b, start, end) : kernel.hash(b, start, end);
}

/** A length at `at`, in units of `unit` bytes that must follow it. */
function lengthAt(b: Uint8Array, at: number, unit: number): number {
  const length = word(b, at) * unit;
  if (length > b.length - at - 4) throw broken("a skippable frame is cut");
  return length;
}

function word(b: Uint8Array, at: number): number {
  if (at + 4 > b.length) throw broken("it is cut");
  return (b[at] | b[at + 1] << 8 | b[at + 2] << 16 | b[at + 3] << 24) >>> 0;
}

function putWord(b: Uint8Array, at: number, value: number): void {
  b[at] = value;
  b[at + 1] = value >>> 8;
  b[at + 2] = value >>> 16;
  b[at + 3] = value >>> 24;
}

function broken(problem: string): Error {
  return compressionError("lz4", problem);
}
