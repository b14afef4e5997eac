// The values and keys that every client sends, in every language: JSON of an exact size from a seeded generator, kept
// as a file of the cache. Called by produce/suite.ts (which makes the file) and by the JavaScript clients.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { cacheDir } from "../tools/kafka/jars.ts";

/** Different keys; key `i` is `key-` and twelve digits. */
export const KEYS = 10_000;
/** Bytes of all values of a file: more than the window of any codec, so that a value never meets itself. */
const FILE_BYTES: Readonly<Record<number, number>> = { 100: 1_500_000, 1024: 6_000_000 };
const EVENTS = ["page_view", "add_to_cart", "checkout", "search", "login", "logout", "purchase", "refund"];
const WORDS =
  "amber basin cedar delta ember fjord grove harbor island jungle kernel lagoon meadow nectar oasis prairie quartz river summit tundra umbra valley willow zephyr"
    .split(" ");
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** The file of values of a size; made at the first call. */
export function valuesFile(bytes: number): string {
  const file = join(cacheDir(), "bench", `values-${bytes}-v1.bin`);
  if (existsSync(file)) return file;
  mkdirSync(join(cacheDir(), "bench"), { recursive: true });
  const count = Math.floor((FILE_BYTES[bytes] ?? 3_000_000) / bytes);
  const next = seeded(bytes);
  const part = `${file}.${process.pid}`;
  writeFileSync(part, Array.from({ length: count }, (_, i) => valueOf(i, bytes, next)).join(""));
  renameSync(part, file);
  return file;
}

/** The values of a file, as views of one buffer. */
export function readValues(file: string, bytes: number): Uint8Array[] {
  const all = readFileSync(file);
  return Array.from({ length: Math.floor(all.length / bytes) }, (_, i) => all.subarray(i * bytes, (i + 1) * bytes));
}

/** The keys, encoded. */
export function makeKeys(): Uint8Array[] {
  return Array.from({ length: KEYS }, (_, i) => Buffer.from(`key-${String(i).padStart(12, "0")}`));
}

/** JSON text of exactly `bytes` ASCII characters that lz4 makes about 1.8 times smaller. */
function valueOf(index: number, bytes: number, next: (below: number) => number): string {
  const event = EVENTS[next(EVENTS.length)];
  let text = `{"id":${1_000_000 + index},"user":"u${next(100_000)}","event":"${event}","p":${next(100_000)},"n":${
    next(1000)
  }`;
  while (text.length + 50 < bytes) {
    text += `,"${WORDS[next(WORDS.length)]}":"${WORDS[next(WORDS.length)]}-${token(6, next)}"`;
  }
  const rest = bytes - text.length - ',"t":""}'.length;
  return `${text},"t":"${token(rest, next)}"}`;
}

function token(length: number, next: (below: number) => number): string {
  let text = "";
  for (let i = 0; i < length; i++) text += ALPHABET[next(ALPHABET.length)];
  return text;
}

/** Mulberry32. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = state + 0x6d2b79f5 | 0;
    let mixed = Math.imul(state ^ state >>> 15, 1 | state);
    mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed) ^ mixed;
    return Math.floor(((mixed ^ mixed >>> 14) >>> 0) / 4294967296 * below);
  };
}
