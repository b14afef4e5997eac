// What batches are sealed with: the checksum of the platform and the codecs of the options, loaded at first use.
// Owned by producer.ts; must not know batches.
import type { BatchCrc } from "../../protocol/records/batch_header.ts";
import { CodecTable } from "../../protocol/records/codecs.ts";
import { selectCrc32c } from "../../protocol/wire/crc32c.ts";
import type { Codec, Platform } from "../../transports/platform.ts";
import type { CompressionChoice } from "./options.ts";

/** Checksum and codecs of one producer. */
export class Encoding {
  /** CRC-32C. */
  readonly crc: BatchCrc;
  readonly #platform: Platform;
  readonly #choices: readonly CompressionChoice[];
  #codecs: readonly (Codec | null)[] | null = null;
  #lz4Legacy: Codec | null = null;

  /** `choices` in order of preference. */
  constructor(platform: Platform, choices: readonly CompressionChoice[]) {
    this.#platform = platform;
    this.#choices = choices;
    this.crc = selectCrc32c(platform.wasmCrc);
    if (choices.length === 0) this.#codecs = [];
  }

  /** Whether {@linkcode codecs} may be read. */
  get loaded(): boolean {
    return this.#codecs !== null;
  }

  /** The codecs, in order of preference; null is none. */
  get codecs(): readonly (Codec | null)[] {
    return this.#codecs ?? [];
  }

  /** lz4 as message format 0 has it (KIP-57), if the options name lz4. */
  get lz4Legacy(): Codec | null {
    return this.#lz4Legacy;
  }

  /** Loads the codecs. */
  async load(): Promise<void> {
    const { codecs, clock } = this.#platform;
    const table = new CodecTable(codecs, (promise) => clock.outside(promise));
    const loaded: (Codec | null)[] = [];
    for (const choice of this.#choices) {
      if (typeof choice !== "string") loaded.push(choice);
      else loaded.push(choice === "none" ? null : await table.get(choice));
    }
    if (loaded.some((codec) => codec?.name === "lz4")) this.#lz4Legacy = await table.get("lz4", 0);
    this.#codecs = loaded;
  }
}
