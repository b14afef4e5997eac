// The bytes of a key, for hashing. Called by by_key.ts for every record with a key: short text makes no array.

const encoder = new TextEncoder();
/** Keys up to this length are hashed without a new array for each. */
const SHORT_KEY = 64;
const shortKeys: Uint8Array[] = [];
for (let length = 0; length <= SHORT_KEY; length++) shortKeys.push(new Uint8Array(length));

/** The UTF-8 bytes of a key; valid until the next call. */
export function keyBytes(key: string | Uint8Array): Uint8Array {
  if (typeof key !== "string") return key;
  const bytes = shortKeys[key.length];
  if (bytes === undefined) return encoder.encode(key);
  for (let i = 0; i < key.length; i++) {
    const code = key.charCodeAt(i);
    if (code > 127) return encoder.encode(key);
    bytes[i] = code;
  }
  return bytes;
}
