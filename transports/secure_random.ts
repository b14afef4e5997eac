// Chance from the runtime's secure source, drawn in blocks because each draw costs a call into the runtime.
// Must not know Kafka.
import type { Random } from "./platform.ts";

/** Words drawn at once. */
const BLOCK = 64;

class SecureRandom implements Random {
  // Filled at the first use: workerd allows no chance while a module loads.
  readonly #words: Uint32Array<ArrayBuffer> = new Uint32Array(BLOCK);
  #next = BLOCK;

  int(n: number): number {
    // Words at or over the largest multiple of n would favour small results: draw again.
    const limit = 0x1_0000_0000 - (0x1_0000_0000 % n);
    for (;;) {
      const word = this.#word();
      if (word < limit) return word % n;
    }
  }

  bytes(n: number): Uint8Array {
    const out = new Uint8Array(n);
    // One call gives at most 64 KiB.
    for (let at = 0; at < n; at += 65_536) crypto.getRandomValues(out.subarray(at, Math.min(n, at + 65_536)));
    return out;
  }

  #word(): number {
    if (this.#next === BLOCK) {
      crypto.getRandomValues(this.#words);
      this.#next = 0;
    }
    const word = this.#words[this.#next] as number;
    this.#words[this.#next++] = 0;
    return word;
  }
}

/** Chance that is fit for secrets. */
export const secureRandom: Random = new SecureRandom();
