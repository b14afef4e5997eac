// Ids of group members, made by the coordinator. Called by the groups.
import type { Random } from "../../transports/platform.ts";

/** A member id: the name, a dash and a random uuid in its usual form. */
export function newMemberId(name: string, random: Random): string {
  return `${name}-${randomHexUuid(random)}`;
}

function randomHexUuid(random: Random): string {
  const bytes = random.bytes(16);
  bytes[6] = bytes[6] & 0x0f | 0x40;
  bytes[8] = bytes[8] & 0x3f | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
