// CRC-32C as WebAssembly: the compiled tools/wasm/crc32c.as, loaded at first use, and the lines that move bytes into its
// memory. Called by crc32c.ts alone. The constant is written by tools/wasm/build.ts.
import { loadKernel } from "./wasm_kernel.ts";

const KERNEL =
  "AGFzbQEAAAABCgJgAn9/AX9gAAADAwIAAQUEAQECAgcaAwRpbml0AAEGdXBkYXRlAAAGbWVtb3J5AgAKigQC7gIBAn8gAUGAgAEhAUGAgAFqIQMDQCABQRBqIgIgA00EQCABKAIAIABzIgBB/wFxQQJ0QYD4AGooAgAgAEEIdkH/AXFBAnRBgPAAaigCAHMgAEEQdkH/AXFBAnRBgOgAaigCACAAQRh2QQJ0QYDgAGooAgBzcyABLQAEQQJ0QYDYAGooAgAgAS0ABUECdEGA0ABqKAIAcyABLQAGQQJ0QYDIAGooAgAgAS0AB0ECdEGAQGsoAgBzcyABLQAIQQJ0QYA4aigCACABLQAJQQJ0QYAwaigCAHMgAS0ACkECdEGAKGooAgAgAS0AC0ECdEGAIGooAgBzc3MgAS0ADEECdEGAGGooAgAgAS0ADUECdEGAEGooAgBzIAEtAA5BAnRBgAhqKAIAIAEtAA9BAnQoAgBzc3NzIQAgAiEBDAELCwNAIAEgA0kEQCAAIAEtAABzQf8BcUECdCgCACAAQQh2cyEAIAFBAWohAQwBCwsgAAuXAQEEfwNAIABBgAJJBEAgACEBQQAhAgNAIAJBCEgEQCABQQF2IgNB+PbYl3hzIAMgAUEBcRshASACQQFqIQIMAQsLIABBAnQgATYCACAAQQFqIQAMAQsLQYACIQADQCAAQYAgSQRAIABBAnQgAEGAAmtBAnQoAgAiAUH/AXFBAnQoAgAgAUEIdnM2AgAgAEEBaiEADAELCws=";

/** Where the input begins in the kernel's memory, and how much of it fits. */
const INPUT = 16_384;
const CHUNK = 65_536;

/** What the kernel exports. */
interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly init: () => void;
  readonly update: (crc: number, length: number) => number;
}

/** A CRC-32C of `bytes` from `start` to `end`, unsigned. */
export type KernelCrc = (bytes: Uint8Array, start: number, end: number) => number;

let loaded: KernelCrc | null | undefined;

/** The kernel, loaded at the first call; null where the runtime has no WebAssembly or refuses to compile it. */
export function wasmCrc32c(): KernelCrc | null {
  if (loaded === undefined) loaded = loadKernel(KERNEL, crcOf);
  return loaded;
}

function crcOf(kernel: Kernel): KernelCrc {
  kernel.init();
  const input = new Uint8Array(kernel.memory.buffer, INPUT, CHUNK);
  const update = kernel.update;
  return (bytes, start, end) => {
    let crc = -1;
    for (let at = start; at < end; at += CHUNK) {
      const stop = Math.min(end, at + CHUNK);
      input.set(bytes.subarray(at, stop));
      crc = update(crc, stop - at);
    }
    return (crc ^ -1) >>> 0;
  };
}
