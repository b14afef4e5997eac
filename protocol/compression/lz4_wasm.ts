// lz4 blocks and xxHash32 as WebAssembly: the compiled tools/wasm/lz4.as, loaded at first use, and the lines that move
// bytes in and out of its memory, which stays at 256 KiB unless a block needs more. Called by lz4.ts alone. The constant
// is written by tools/wasm/build.ts.
import { loadKernel } from "../wire/wasm_kernel.ts";
import { BLOCK_TOO_LONG, type BlockToDecode, type BlockToEncode, tableBits } from "./lz4_block.ts";

const KERNEL =
  "AGFzbQEAAAABEgJgBH9/f38Bf2AFf39/f38BfwMEAwABAAUEAQEEYAYVBH8BQQALfwFBAAt/AUEAC38BQQALBykECGNvbXByZXNzAAIKZGVjb21wcmVzcwABBGhhc2gAAAZtZW1vcnkCAArZDAOMAwEGfyMAQaiIjaECIAIbIQUjAUH3lK+veCACGyEGIwJBACACGyEHIwNBz4yijgYgAhshCCAAIAFqIQkDQCAAQRBqIgQgCU0EQCAFIAAoAgBB95Svr3hsakENd0Gx893xeWwhBSAGIAAoAgRB95Svr3hsakENd0Gx893xeWwhBiAHIAAoAghB95Svr3hsakENd0Gx893xeWwhByAIIAAoAgxB95Svr3hsakENd0Gx893xeWwhCCAEIQAMAQsLIAUkACAGJAEgByQCIAgkAyABIAJqIANJBEBBAA8LIANBEEkEf0Gxz9myAQUgBUEBdyAGQQd3aiAHQQx3aiAIQRJ3agsgA2ohAQNAIABBBGoiAiAJTQRAIAEgACgCAEG93MqVfGxqQRF3Qa/W074CbCEBIAIhAAwBCwsDQCAAIAlJBEAgASAALQAAQbHP2bIBbGpBC3dBsfPd8XlsIQEgAEEBaiEADAELCyABIAFBD3ZzQfeUr694bCIAIABBDXZzQb3cypV8bCIAIABBEHZzC+MDAQZ/IAIhBQNAIAAgAUkEQCAAIgZBAWohACAGLQAAIglBBHYiCEEPSQRAIAggASAAa0sEQEF/DwsgCCAEIAVrSwRAQX4PCyAFIAD9AAQA/QsEAAVB/wEhBgNAIAZB/wFGIAAgAUlxBEAgACIGQQFqIQAgBi0AACIGIAhqIQgMAQsLIAggASAAa0sEQEF/DwsgCCAEIAVrSwRAQX4PCyAAIQcgBSEGIAUgCGohCgNAIAYgB/0ABAD9CwQAIAdBEGohByAKIAZBEGoiBksNAAsLIAUgCGohBSAAIAhqIgAgAUYEQCAFIAJrDwsgASAAa0ECSQRAQX8PCyAALwEAIQggAEECaiEAIAlBD3FBBGoiCUETRgRAQf8BIQYDQCAGQf8BRiAAIAFJcQRAIAAiBkEBaiEAIAkgBi0AACIGaiEJDAELCwsgCEUgCCAFIANrS3IgACABT3IEQEF/DwsgCSAEIAVrSwRAQX4PCyAFIAhrIQcgBSAJaiEGA0AgCEEQSSAFIAZJcQRAIAUgB/0ABAD9CwQAIAUgCGohBSAIQQF0IQgMAQsLIAUgBkkEQCAGIAVrIAVqIQgDQCAFIAf9AAQA/QsEACAHQRBqIQcgCCAFQRBqIgVLDQALCyAGIQUMAQsLQX8L4wUCDH8BfkEAQQBBAiADdPwLAEEgIANrIQ0gACABaiIKQQxrIQ4gCkEFayELIABBAWshDCACIQEgACIDIQhBwAAhBQNAIAggDk0EQCAMIAgoAgAiBEGx893xeWwgDXZBAXQiBi8BAGohCSAGIAggDGs7AQAgCSgCACAERyAAIAlLcgRAIAUiBEEBaiEFIAggBEEGdmohCAwCC0HAACEFA0AgACAJSSADIAhJcQR/IAhBAWstAAAgCUEBay0AAEYFQQALBEAgCEEBayEIIAlBAWshCQwBCwsgCUEEaiEHIAhBBGoiBCEPAkADQCAEQQhqIgYgC00EQCAEIA9rIAQpAwAgBykDAIUiEHqnQQN2aiEEIBBCAFINAiAGIQQgB0EIaiEHDAELCwNAIAQgC0kEfyAELQAAIActAABGBUEACwRAIARBAWohBCAHQQFqIQcMAQsLIAQgD2shBAsgBCEGIAEiB0EBaiEBIAggA2siD0EPTwRAIAdBDyAEIARBD08bQfABcjoAACAPQQ9rIQcDQCAHQf8BTwRAIAEiBEEBaiEBIARB/wE6AAAgB0H/AWshBwwBCwsgASAHOgAAIAFBAWohAQUgByAPQQR0QQ8gBiAGQQ9PG3I6AAALIAEiBCAPaiEHA0AgBCAD/QAEAP0LBAAgA0EQaiEDIAcgBEEQaiIESw0ACyABIA9qIgEgCCAJazsBACABQQJqIQEgBkEPTwRAIAZBD2shBANAIARB/wFPBEAgASIDQQFqIQEgA0H/AToAACAEQf8BayEEDAELCyABIAQ6AAAgAUEBaiEBCyAIIAZBBGpqIgghAwwBCwsgASIAQQFqIQEgAEEPIAogA2siBSAFQQ9PIgAbQQR0OgAAIAAEQCAFQQ9rIQQDQCAEQf8BTwRAIAEiAEEBaiEBIABB/wE6AAAgBEH/AWshBAwBCwsgASAEOgAAIAFBAWohAQsgASADIAX8CgAAIAEgBWogAmsL";

/** Free bytes behind the input and the output: the kernel copies in steps that pass their end. */
const MARGIN = 32;
const PAGE = 65_536;
/** What matches may reach back to before a block; the hash table of the compressor lies here too. */
const WINDOW = 65_536;
/** Most pages of the memory (6 MiB); blocks that need more are left to TypeScript. */
const MOST_PAGES = 96;

/** What the kernel exports. */
interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
  readonly compress: (src: number, length: number, dst: number, bits: number) => number;
  readonly decompress: (start: number, end: number, dst: number, window: number, limit: number) => number;
  readonly hash: (start: number, length: number, before: number, total: number) => number;
}

let loaded: Lz4Kernel | null | undefined;

/** The kernel, loaded at the first call; null where the runtime has no WebAssembly or refuses to compile it. */
export function wasmLz4(): Lz4Kernel | null {
  if (loaded === undefined) loaded = loadKernel(KERNEL, (kernel: Kernel) => new Lz4Kernel(kernel));
  return loaded;
}

/** Compresses, decompresses and hashes in the memory of the kernel. */
export class Lz4Kernel {
  readonly #kernel: Kernel;
  #memory: Uint8Array;

  /** `kernel`: the exports. */
  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.#memory = new Uint8Array(kernel.memory.buffer);
  }

  /** As `encodeBlock`; the block, which the next call overwrites. */
  encode({ src, start, end }: BlockToEncode): Uint8Array {
    const length = end - start;
    const output = WINDOW + length + MARGIN;
    this.#memory.set(src.subarray(start, end), WINDOW);
    const size = this.#kernel.compress(WINDOW, length, output, tableBits(length));
    return this.#memory.subarray(output, output + size);
  }

  /**
   * As `decodeBlock`, but the output is returned, and the next call overwrites it; null when a block needs more memory
   * than the kernel takes.
   */
  decode({ src, start, end, out, at, window, limit }: BlockToDecode): Uint8Array | number | null {
    const most = limit - at;
    const back = Math.min(at - window, WINDOW);
    const length = end - start;
    // How long the output is nobody tells: most blocks fit at once, the others are begun again with more room.
    for (let room = Math.min(most, Math.max(PAGE, length * 4));; room = Math.min(most, room * 4)) {
      const input = WINDOW + room + MARGIN;
      if (!this.#reserve(input + length + MARGIN)) return null;
      if (back > 0) this.#memory.set(out.subarray(at - back, at), WINDOW - back);
      this.#memory.set(src.subarray(start, end), input);
      const written = this.#kernel.decompress(input, input + length, WINDOW, WINDOW - back, WINDOW + room);
      if (written >= 0) return this.#memory.subarray(WINDOW, WINDOW + written);
      if (written !== BLOCK_TOO_LONG || room === most) return written;
    }
  }

  /** As `xxhash32`. */
  hash(bytes: Uint8Array, start: number, end: number): number {
    for (let at = start;; at += PAGE) {
      const stop = Math.min(end, at + PAGE);
      this.#memory.set(bytes.subarray(at, stop));
      const hash = this.#kernel.hash(0, stop - at, at - start, end - start);
      if (stop === end) return hash >>> 0;
    }
  }

  #reserve(bytes: number): boolean {
    const missing = Math.ceil((bytes - this.#memory.length) / PAGE);
    if (missing <= 0) return true;
    if (this.#memory.length / PAGE + missing > MOST_PAGES) return false;
    try {
      this.#kernel.memory.grow(missing);
    } catch {
      return false;
    }
    this.#memory = new Uint8Array(this.#kernel.memory.buffer);
    return true;
  }
}
