// Keys by FNV-1a, 32 bits, as librdkafka's `fnv1a` and `fnv1a_random` and Sarama's hash partitioners. Sources:
// librdkafka, rdfnv1a.c; Sarama, partitioner.go; the hash is that of draft-eastlake-fnv. Called by by_key.ts.

const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/** FNV-1a as a signed int32. */
export function fnv1a(key: Uint8Array): number {
  let hash = OFFSET_BASIS | 0;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ (key[i] as number), PRIME);
  return hash;
}

/**
 * The absolute value of the signed hash: librdkafka takes it before the modulo, Sarama's `NewHashPartitioner` after,
 * which comes to the same.
 */
export function fnv1aAbsolute(key: Uint8Array): number {
  return Math.abs(fnv1a(key));
}

/** The hash with its sign bit cleared, as Java clears that of murmur2: Sarama's `NewReferenceHashPartitioner`. */
export function fnv1aPositive(key: Uint8Array): number {
  return fnv1a(key) & 0x7fffffff;
}
