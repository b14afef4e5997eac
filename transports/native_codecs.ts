// The runtime's own gzip and zstd (node:zlib, which Node, Deno, Bun and workerd have). Part of every platform; must not
// know Kafka. zlib loads at the first use of a codec.
import { ProtocolError } from "../errors/protocol_error.ts";
import { join } from "./gather.ts";
import type { Codec, CodecName } from "./platform.ts";
import { zstdFrames } from "./zstd_frames.ts";

interface ZlibOptions {
  readonly level?: number;
  readonly maxOutputLength?: number;
  readonly chunkSize?: number;
  readonly params?: Readonly<Record<number, number>>;
}
type ZlibCall = (input: Uint8Array, options?: ZlibOptions) => Uint8Array;

interface Zlib {
  readonly gzipSync: ZlibCall;
  readonly gunzipSync: ZlibCall;
  readonly zstdCompressSync?: ZlibCall;
  readonly zstdDecompressSync?: ZlibCall;
  readonly constants: Readonly<Record<string, number>>;
}

let loaded: Zlib | null | undefined;

function zlib(): Zlib | null {
  if (loaded === undefined) {
    const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } };
    const module = process?.getBuiltinModule?.("node:zlib") as Zlib | undefined;
    loaded = typeof module?.gzipSync === "function" ? module : null;
  }
  return loaded;
}

/** A plain view: these runtimes return a Buffer. */
function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Room for the first piece of output: what the data tells of its length, or four times its own, as most data shrinks
 * to a quarter or less. Exact room needs no joining, and pins no more memory than the output has. What the data tells
 * may be a lie, so little data gets little room. The byte more spares zlib a second, empty piece.
 */
function chunkSize(input: Uint8Array, limit: number, told: number | undefined): number {
  const most = told === undefined ? 1 << 20 : Math.min(4 << 20, Math.max(16_384, input.length * 32));
  const guess = told === undefined ? Math.max(16_384, input.length * 4) : told + 1;
  return Math.max(1_024, Math.min(limit + 1, guess, most));
}

/**
 * The last four bytes of gzip data: the length of its output, when that has one member of less than 4 GiB. Less than
 * the input has is not believed: the output would come in very many pieces.
 */
function gzipLength(input: Uint8Array): number | undefined {
  if (input.length < 18) return undefined;
  const length = new DataView(input.buffer, input.byteOffset, input.byteLength).getUint32(input.length - 4, true);
  return length < input.length ? undefined : length;
}

/**
 * One byte over the limit, as 0 is no limit to zlib. workerd counts the buffer that it has grown instead of the output
 * in it, and so refuses some outputs that are smaller: there the length is judged afterwards. It takes no limit above
 * the 128 MiB that its buffers can have.
 */
function mostOutput(limit: number): number {
  const { navigator } = globalThis as { navigator?: { userAgent?: string } };
  return navigator?.userAgent === "Cloudflare-Workers" ? Math.min(2 * limit + 131_072, 128 * 1024 * 1024) : limit + 1;
}

interface Job {
  readonly input: Uint8Array;
  /** Most bytes that may come out. */
  readonly limit: number;
  /** The limit that the caller was given, of which this may be a part. */
  readonly allowed: number;
  /** The length of the output, if the data tells it. */
  readonly told: number | undefined;
}

function decompress(name: CodecName, call: ZlibCall, { input, limit, allowed, told }: Job): Uint8Array {
  if (input.length === 0) throw invalid(name, "it is empty");
  let output: Uint8Array;
  try {
    output = call(input, { maxOutputLength: mostOutput(limit), chunkSize: chunkSize(input, limit, told) });
  } catch (error) {
    if (isTooLarge(error)) throw tooLarge(name, allowed);
    throw invalid(name, error instanceof Error ? error.message : String(error), error);
  }
  if (output.length > limit) throw tooLarge(name, allowed);
  return plain(output);
}

function decompressZstd(call: ZlibCall, input: Uint8Array, limit: number): Uint8Array {
  const frames = zstdFrames(input);
  if (typeof frames === "string") throw invalid("zstd", frames);
  const outputs: Uint8Array[] = [];
  let total = 0;
  for (const { bytes, contentSize } of frames) {
    if (contentSize !== undefined && total + contentSize > limit) throw tooLarge("zstd", limit);
    const job = { input: bytes, limit: limit - total, allowed: limit, told: contentSize };
    const output = decompress("zstd", call, job);
    if (contentSize !== undefined && output.length !== contentSize) {
      throw invalid("zstd", `a frame of ${contentSize} bytes holds ${output.length}`);
    }
    outputs.push(output);
    total += output.length;
  }
  if (frames.length === 0) throw invalid("zstd", "it is empty");
  return outputs.length === 1 ? outputs[0] as Uint8Array : join(outputs, total);
}

function isTooLarge(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === "ERR_BUFFER_TOO_LARGE" || error instanceof RangeError;
}

function tooLarge(name: CodecName, limit: number): ProtocolError {
  return new ProtocolError(`The ${name} data holds more than the allowed ${limit} bytes: raise the limit to read it`, {
    code: "DECOMPRESSED_TOO_LARGE",
  });
}

function invalid(name: CodecName, why: string, cause?: unknown): ProtocolError {
  return new ProtocolError(`The ${name} data cannot be decompressed: ${why}`, { code: "INVALID_COMPRESSION", cause });
}

const gzip: Codec = {
  name: "gzip",
  compress: (input, level) => plain((zlib() as Zlib).gzipSync(input, level === undefined ? {} : { level })),
  decompress: (input, limit) => {
    return decompress("gzip", (zlib() as Zlib).gunzipSync, { input, limit, allowed: limit, told: gzipLength(input) });
  },
};

const zstd: Codec = {
  name: "zstd",
  compress: (input, level) => {
    const { zstdCompressSync, constants } = zlib() as Zlib;
    const params = level === undefined ? {} : { params: { [constants.ZSTD_c_compressionLevel as number]: level } };
    return plain((zstdCompressSync as ZlibCall)(input, params));
  },
  decompress: (input, limit) => decompressZstd((zlib() as Zlib).zstdDecompressSync as ZlibCall, input, limit),
};

/** The codecs that this runtime has; each is absent where the runtime lacks it. */
export const nativeCodecs: Readonly<Partial<Record<CodecName, Codec>>> = {
  get gzip(): Codec | undefined {
    return zlib() === null ? undefined : gzip;
  },
  get zstd(): Codec | undefined {
    return typeof zlib()?.zstdDecompressSync === "function" ? zstd : undefined;
  },
};
