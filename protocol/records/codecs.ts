// Gives the codec for a batch: the runtime's own where it has one, else the portable one, loaded at its first use so
// that a program that compresses nothing carries none of them. Called by producers, consumers and the embedded broker.
import { ProtocolError } from "../../errors/protocol_error.ts";
import type { Codec, CodecName } from "../../transports/platform.ts";

/** Codecs that the runtime has itself: `Platform["codecs"]`. */
export type NativeCodecs = Readonly<Partial<Record<CodecName, Codec>>>;

/** Names by Kafka's numbers; 0 is no codec. */
const NAMES: readonly (CodecName | undefined)[] = [undefined, "gzip", "snappy", "lz4", "zstd"];

/** Kafka's name of a codec number; undefined for 0 and for numbers without a codec. */
export function codecName(id: number): CodecName | undefined {
  return NAMES[id];
}

/** All codecs of one client. */
export class CodecTable {
  readonly #ready = new Map<CodecName | "lz4Legacy", Codec>();
  readonly #loading = new Map<CodecName, Promise<void>>();
  readonly #outside: <T>(promise: Promise<T>) => Promise<T>;

  /**
   * `native`: the runtime's own (`platform.codecs`). `outside`: `platform.clock.outside`, so that loading takes part
   * in virtual time.
   */
  constructor(native: NativeCodecs, outside: <T>(promise: Promise<T>) => Promise<T> = (promise) => promise) {
    this.#outside = outside;
    for (const codec of Object.values(native)) this.#ready.set(codec.name, codec);
  }

  /** The codec when it can be had at once, else undefined: then {@linkcode get} loads it. */
  ready(which: CodecName | number, magic: number = 2): Codec | undefined {
    const name = nameOf(which);
    return this.#ready.get(name === "lz4" && magic === 0 ? "lz4Legacy" : name);
  }

  /**
   * The codec by Kafka's name or number, at once when it is there, else when it is loaded. `magic` 0 gives the lz4 of
   * message format 0 with its odd header checksum (KIP-57).
   */
  get(which: CodecName | number, magic: number = 2): Codec | Promise<Codec> {
    return this.ready(which, magic) ?? this.#load(nameOf(which), magic);
  }

  async #load(name: CodecName, magic: number): Promise<Codec> {
    let loading = this.#loading.get(name);
    if (loading === undefined) {
      loading = this.#outside(this.#import(name));
      this.#loading.set(name, loading);
    }
    await loading;
    const codec = this.ready(name, magic);
    if (codec === undefined) throw unknownCodec(name);
    return codec;
  }

  async #import(name: CodecName): Promise<void> {
    if (name === "gzip") this.#add((await import("../compression/gzip.ts")).gzip);
    else if (name === "snappy") this.#add((await import("../compression/snappy.ts")).snappy);
    else if (name === "zstd") this.#add((await import("../compression/zstd.ts")).zstd);
    else {
      const { lz4, lz4Legacy } = await import("../compression/lz4.ts");
      this.#add(lz4);
      this.#ready.set("lz4Legacy", lz4Legacy);
    }
  }

  /** The runtime's own stays. */
  #add(codec: Codec): void {
    if (!this.#ready.has(codec.name)) this.#ready.set(codec.name, codec);
  }
}

function nameOf(which: CodecName | number): CodecName {
  if (typeof which === "string") return which;
  const name = codecName(which);
  if (name === undefined) throw unknownCodec(which);
  return name;
}

function unknownCodec(which: CodecName | number): ProtocolError {
  return new ProtocolError(
    `No compression codec has the number ${which}: Kafka knows 1 gzip, 2 snappy, 3 lz4, 4 zstd`,
    {
      code: "INVALID_COMPRESSION",
    },
  );
}
