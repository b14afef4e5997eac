// Seeded chance: xorshift32, one stream for each purpose, so that a new consumer of chance leaves the others alone.
// Imports contracts only.
import type { Random } from "../transports/platform.ts";

/** A reproducible {@linkcode Random}: the same seed gives the same numbers on every runtime. */
export class SeededRandom implements Random {
  #state: number;

  /** `seed`: any whole number. */
  constructor(seed: number) {
    // Spreads neighbouring seeds apart; 0 would be a fixed point of xorshift.
    this.#state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ (seed >>> 13)) | 0;
    if (this.#state === 0) this.#state = 0x6d2b79f5;
    for (let i = 0; i < 8; i++) this.#next();
  }

  /** A whole number from 0 to `n` - 1. */
  int(n: number): number {
    return Math.floor((this.#next() / 0x1_0000_0000) * n);
  }

  /** `n` bytes; reproducible, so never fit for secrets. */
  bytes(n: number): Uint8Array {
    const out = new Uint8Array(n);
    for (let i = 0; i < n; i++) out[i] = this.#next() >>> 24;
    return out;
  }

  /** A stream of its own, decided by this stream's seed and `name`. */
  fork(name: string): SeededRandom {
    let hash = this.#state;
    for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
    return new SeededRandom(hash);
  }

  #next(): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x;
    return x >>> 0;
  }
}
