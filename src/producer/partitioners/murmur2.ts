// Keys by murmur2, as the Java client and all that follow it: `BuiltInPartitioner.partitionForKey`, `Utils.murmur2`,
// `Utils.toPositive`. Called by by_key.ts.
import { murmur2 } from "../../../base/murmur2.ts";

/** murmur2 without its sign (`Utils.toPositive`), which modulo the partitions is the choice. */
export function murmur2Positive(key: Uint8Array): number {
  return murmur2(key) & 0x7fffffff;
}
