// gzip without the runtime's zlib: deflate by fflate, the checksums (which fflate leaves unchecked) and the bound on
// the output here. Called through protocol/records/codecs.ts where the platform brings no gzip of its own.
import { Gunzip, gunzipSync, gzipSync } from "fflate";
import type { GzipOptions } from "fflate";
import { ProtocolError } from "../../errors/protocol_error.ts";
import type { Codec } from "../../transports/platform.ts";
import { crc32 } from "../wire/crc32.ts";
import { compressionError, OutputBuffer } from "./output_buffer.ts";

/** Deflate makes at most 1032 bytes of one. */
const MAX_RATIO = 1032;
/** Input is inflated in pieces, so that a bomb is seen before it is large. */
const LEAST_PIECE = 1024;
const LARGEST_PIECE = 32_768;
/** Checksum and size at the end of a member. */
const TRAILER = 8;
const LEAST_MEMBER = 18;
/** Up to here a bomb is over soon enough to inflate all at once. */
const SMALL = 32_768;

/** gzip; several members in a row are read, one is written. Levels 0 to 9, 6 when none is given. */
export const gzip: Codec = {
  name: "gzip",
  compress(input: Uint8Array, level?: number): Uint8Array {
    // mtime 0: else the time of day would be in the bytes.
    return gzipSync(input, { level: Math.max(0, Math.min(9, level ?? 6)) as GzipOptions["level"], mtime: 0 });
  },
  decompress(input: Uint8Array, limit: number): Uint8Array {
    if (input.length < LEAST_MEMBER) throw compressionError("gzip", `${input.length} bytes are too few`);
    const size = int32LeAt(input, input.length - 4);
    const small = input.length <= SMALL && size <= limit ? gunzipSmall(input, size) : null;
    if (small !== null) return small;
    const expected = Math.min(size, input.length * MAX_RATIO);
    const out = new OutputBuffer("gzip", { limit, expected });
    try {
      inflate(input, limit, out);
    } catch (error) {
      if (error instanceof ProtocolError) throw error;
      throw compressionError("gzip", error instanceof Error ? error.message : "the bytes make no sense", error);
    }
    return out.finish();
  },
};

/** One small member whose size and checksum are right; null for all else, which goes the long way. */
function gunzipSmall(input: Uint8Array, size: number): Uint8Array | null {
  if (size > input.length * MAX_RATIO) return null;
  try {
    // Into a buffer that does not grow: fflate drops what is beyond it.
    const out = gunzipSync(input, { out: new Uint8Array(size) });
    const right = out.length === size && crc32(out, 0, size) === int32LeAt(input, input.length - TRAILER);
    return right ? out : null;
  } catch {
    return null;
  }
}

function inflate(input: Uint8Array, limit: number, out: OutputBuffer): void {
  const stream = new Gunzip((chunk) => out.push(chunk));
  let member = 0;
  stream.onmember = (next) => {
    checkTrailer(input, { end: next, member }, out);
    member = out.length;
  };
  // A piece makes at most about four times the limit.
  const piece = Math.max(LEAST_PIECE, Math.min(LARGEST_PIECE, limit >>> 8));
  for (let at = 0; at < input.length; at += piece) {
    stream.push(input.subarray(at, at + piece), at + piece >= input.length);
  }
  checkTrailer(input, { end: input.length, member }, out);
}

/** Compares the checksum and size in front of `end` with what was written since `member`. */
function checkTrailer(
  input: Uint8Array,
  { end, member }: { readonly end: number; readonly member: number },
  out: OutputBuffer,
): void {
  const size = int32LeAt(input, end - 4);
  if (size !== (out.length - member) >>> 0) throw compressionError("gzip", "the size at its end is wrong");
  if (int32LeAt(input, end - TRAILER) !== crc32(out.bytes, member, out.length)) {
    throw compressionError("gzip", "its checksum is wrong");
  }
}

function int32LeAt(b: Uint8Array, at: number): number {
  return (b[at] | b[at + 1] << 8 | b[at + 2] << 16 | b[at + 3] << 24) >>> 0;
}
