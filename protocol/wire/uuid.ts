// Kafka's uuids: 16 bytes on the wire, 22 characters of base64url without padding as text. Called by reader and writer.

/** The uuid that means "none". */
export const ZERO_UUID = "AAAAAAAAAAAAAAAAAAAAAA";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const TEXT_LENGTH = 22;

/** The text of the 16 bytes at `at`; the caller has checked that they are there. */
export function formatUuid(bytes: Uint8Array, at: number = 0): string {
  let text = "";
  let nonZero = 0;
  for (let i = at; i < at + 15; i += 3) {
    const three = bytes[i] << 16 | bytes[i + 1] << 8 | bytes[i + 2];
    nonZero |= three;
    text += ALPHABET[three >>> 18] + ALPHABET[three >>> 12 & 63] + ALPHABET[three >>> 6 & 63] + ALPHABET[three & 63];
  }
  const last = bytes[at + 15];
  if ((nonZero | last) === 0) return ZERO_UUID;
  return text + ALPHABET[last >>> 2] + ALPHABET[(last & 3) << 4];
}

/** Writes the 16 bytes of a text at `at`; false, with the bytes in no defined state, when it is not a uuid. */
export function parseUuid(text: string, bytes: Uint8Array, at: number = 0): boolean {
  if (text.length !== TEXT_LENGTH) return false;
  let bits = 0;
  let held = 0;
  let place = at;
  for (let i = 0; i < TEXT_LENGTH; i++) {
    const six = sixBits(text.charCodeAt(i));
    if (six < 0) return false;
    held = (held << 6 | six) & 0xfff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[place++] = held >>> bits;
    }
  }
  // 22 characters hold 132 bits; the four that are too many must be zero, or two texts would name one uuid.
  return (held & 15) === 0;
}

function sixBits(code: number): number {
  if (code >= 97 && code <= 122) return code - 71;
  if (code >= 65 && code <= 90) return code - 65;
  if (code >= 48 && code <= 57) return code + 4;
  if (code === 45) return 62;
  return code === 95 ? 63 : -1;
}
