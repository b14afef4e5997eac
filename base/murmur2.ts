// MurmurHash2, 32 bits, with the seed that Kafka's clients use: every client that hashes keys with it sends a key to
// the same partition. Called by the partitioner.

const SEED = 0x9747b28c;
const M = 0x5bd1e995;

/** The hash of `bytes` as a signed int32, equal to Java's `Utils.murmur2`. */
export function murmur2(bytes: Uint8Array): number {
  const length = bytes.length;
  let h = SEED ^ length;
  let i = 0;
  for (const last = length - 4; i <= last; i += 4) {
    let k = bytes[i] | bytes[i + 1] << 8 | bytes[i + 2] << 16 | bytes[i + 3] << 24;
    k = Math.imul(k, M);
    k ^= k >>> 24;
    h = Math.imul(h, M) ^ Math.imul(k, M);
  }
  const rest = length - i;
  if (rest === 3) h ^= bytes[i + 2] << 16;
  if (rest >= 2) h ^= bytes[i + 1] << 8;
  if (rest >= 1) h = Math.imul(h ^ bytes[i], M);
  h ^= h >>> 13;
  h = Math.imul(h, M);
  return h ^ (h >>> 15);
}
