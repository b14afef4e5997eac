// Random ids in Kafka's text form (22 characters of base64url). Called when clusters and topics are made.
import { formatUuid } from "../protocol/wire/uuid.ts";
import type { Random } from "../transports/platform.ts";

/** A random uuid (version 4), never one that Kafka reserves or that begins with a dash. */
export function randomUuid(random: Random): string {
  for (;;) {
    const bytes = random.bytes(16);
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    const text = formatUuid(bytes);
    if (!text.startsWith("-")) return text;
  }
}
