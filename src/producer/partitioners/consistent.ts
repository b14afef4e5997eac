// Keys by CRC-32, unsigned, as librdkafka's `consistent` and `consistent_random` (its default), and Sarama's
// `NewConsistentCRCHashPartitioner`. Source: librdkafka, rdkafka_msg.c and rdcrc32.h. Called by by_key.ts.
import { crc32 } from "../../../protocol/wire/crc32.ts";

/** CRC-32 (IEEE) of a key, unsigned; modulo the partitions it is the choice. */
export function crc32OfKey(key: Uint8Array): number {
  return crc32(key, 0, key.length);
}
