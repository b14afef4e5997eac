// The contract of what a runtime gives to Samsa: sockets, clock, chance, native codecs. All time, chance and I/O of
// the library come in through it, so that the simulation can run the same code in virtual time. Must not know Kafka.
import type { Dial, Listen } from "./transport.ts";

/** Time. Deadlines, backoff and sessions use `now` alone; record timestamps use `wall`. */
export interface Clock {
  /** Monotonic milliseconds; may have a fraction. */
  now(): number;
  /** Unix time in whole milliseconds. */
  wall(): number;
  /** Calls `fn` once after `ms` milliseconds; the returned function cancels it (idempotent). */
  after(ms: number, fn: () => void): () => void;
  /** Lets a promise of the outside world (WebCrypto, dynamic import) take part in virtual time; else the same promise. */
  outside<T>(promise: Promise<T>): Promise<T>;
}

/** Chance. */
export interface Random {
  /** A whole number from 0 to `n` - 1; `n` from 1 to 2^31. */
  int(n: number): number;
  /** `n` bytes; fit for secrets outside the simulation. */
  bytes(n: number): Uint8Array;
}

/** Names of Kafka's compression codecs. */
export type CodecName = "gzip" | "snappy" | "lz4" | "zstd";

/** Compresses and decompresses whole buffers; synchronous. Failures are `ProtocolError`s with `INVALID_COMPRESSION`. */
export interface Codec {
  /** Kafka's name of the codec. */
  readonly name: CodecName;
  /** Compresses `input`; `level` is the codec's own, ignored by those without levels. */
  compress(input: Uint8Array, level?: number): Uint8Array;
  /** Decompresses; never produces more than `limit` bytes: then a `ProtocolError` with `DECOMPRESSED_TOO_LARGE`. */
  decompress(input: Uint8Array, limit: number): Uint8Array;
}

/** CRC-32C (Castagnoli) of `bytes` from `start` to `end`, unsigned. */
export type Crc32c = (bytes: Uint8Array, start: number, end: number) => number;

/** What a client or an embedded broker is given by its runtime. */
export interface Platform {
  /** `"deno"`, `"bun"`, `"node"`, `"workerd"`, or the name of a simulated one. */
  readonly name: string;
  /** Opens connections. */
  readonly dial: Dial;
  /** Opens listening sockets; absent where the runtime has none (workerd). */
  readonly listen?: Listen;
  /** All addresses of a host name, fresh; absent where the runtime resolves names itself. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /** Time. */
  readonly clock: Clock;
  /** Chance. */
  readonly random: Random;
  /** The runtime's own codecs; portable ones stand in for what is missing. */
  readonly codecs: Readonly<Partial<Record<CodecName, Codec>>>;
  /** Whether CRC-32C is faster here as WebAssembly (V8) than as TypeScript (Bun, workerd). */
  readonly wasmCrc: boolean;
}
