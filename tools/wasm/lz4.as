// lz4 blocks and xxHash32 in AssemblyScript, the source of protocol/compression/lz4_wasm.ts. Built by
// tools/wasm/build.ts. It finds the same matches as protocol/compression/lz4_block.ts, so both write the same bytes.
// Copies go in steps of sixteen bytes and pass their end by up to fifteen: the caller leaves 32 bytes free behind the
// input and behind the output. Nothing else is read or written beyond what the arguments allow.

const TABLE: usize = 0;
const LAST_LITERALS: usize = 5;
const MATCH_LIMIT: usize = 12;
const MIN_MATCH: usize = 4;
const MALFORMED: i32 = -1;
const TOO_LONG: i32 = -2;

// @ts-ignore: decorator of AssemblyScript
@inline
function copy(to: usize, from: usize, length: usize): void {
  const end = to + length;
  do {
    v128.store(to, v128.load(from));
    to += 16;
    from += 16;
  } while (to < end);
}

// @ts-ignore: decorator of AssemblyScript
@inline
function putLength(at: usize, rest: usize): usize {
  for (; rest >= 255; rest -= 255) store<u8>(at++, 255);
  store<u8>(at, <u8>rest);
  return at + 1;
}

/** Bytes from `i` on that are the same as from `from` on; ends at `end`. */
// @ts-ignore: decorator of AssemblyScript
@inline
function matchLength(i: usize, from: usize, end: usize): usize {
  const start = i;
  while (i + 8 <= end) {
    const difference = load<u64>(i) ^ load<u64>(from);
    if (difference != 0) return i - start + (<usize>ctz(difference) >>> 3);
    i += 8;
    from += 8;
  }
  while (i < end && load<u8>(i) == load<u8>(from)) {
    i++;
    from++;
  }
  return i - start;
}

/**
 * Compresses `length` bytes (at most 65,536) at `src` into `dst`; returns the length of the block. The hash table of
 * 2^`bits` places lies at 0: the place of four bytes in the input plus one, 0 where there is none.
 */
export function compress(src: usize, length: usize, dst: usize, bits: u32): usize {
  memory.fill(TABLE, 0, <usize>2 << bits);
  const shift: u32 = 32 - bits;
  const end = src + length;
  const last = end - MATCH_LIMIT;
  const matchEnd = end - LAST_LITERALS;
  const base = src - 1;
  let o = dst;
  let anchor = src;
  let i = src;
  let tries: usize = 64;
  while (i <= last) {
    const value = load<u32>(i);
    const slot = TABLE + (<usize>((value * 0x9e3779b1) >>> shift) << 1);
    let from = base + load<u16>(slot);
    store<u16>(slot, <u16>(i - base));
    if (load<u32>(from) != value || from < src) {
      // The longer nothing is found, the longer the steps: input that does not compress is passed over fast.
      i += tries++ >>> 6;
      continue;
    }
    tries = 64;
    while (i > anchor && from > src && load<u8>(i - 1) == load<u8>(from - 1)) {
      i--;
      from--;
    }
    const match = matchLength(i + MIN_MATCH, from + MIN_MATCH, matchEnd);
    const literals = i - anchor;
    const token = o++;
    if (literals >= 15) {
      store<u8>(token, <u8>(0xf0 | min<usize>(match, 15)));
      o = putLength(o, literals - 15);
    } else {
      store<u8>(token, <u8>(literals << 4 | min<usize>(match, 15)));
    }
    copy(o, anchor, literals);
    o += literals;
    store<u16>(o, <u16>(i - from));
    o += 2;
    if (match >= 15) o = putLength(o, match - 15);
    i += match + MIN_MATCH;
    anchor = i;
  }
  const literals = end - anchor;
  store<u8>(o++, <u8>(min<usize>(literals, 15) << 4));
  if (literals >= 15) o = putLength(o, literals - 15);
  memory.copy(o, anchor, literals);
  return o + literals - dst;
}

/**
 * Decompresses the block from `p` to `end` into `dst`; returns the length of the output, or what is wrong. Matches
 * reach back to `window` at most, and nothing counts beyond `limit`.
 */
export function decompress(p: usize, end: usize, dst: usize, window: usize, limit: usize): i32 {
  let o = dst;
  while (p < end) {
    const token = <usize>load<u8>(p++);
    const literals = token >>> 4;
    if (literals < 15) {
      if (literals > end - p) return MALFORMED;
      if (literals > limit - o) return TOO_LONG;
      v128.store(o, v128.load(p));
      p += literals;
      o += literals;
    } else {
      let length = literals;
      let byte: usize = 255;
      while (byte == 255 && p < end) {
        byte = load<u8>(p++);
        length += byte;
      }
      if (length > end - p) return MALFORMED;
      if (length > limit - o) return TOO_LONG;
      copy(o, p, length);
      p += length;
      o += length;
    }
    if (p == end) return <i32>(o - dst);
    if (end - p < 2) return MALFORMED;
    const distance = <usize>load<u16>(p);
    p += 2;
    let match = (token & 15) + MIN_MATCH;
    if (match == 15 + MIN_MATCH) {
      let byte: usize = 255;
      while (byte == 255 && p < end) {
        byte = load<u8>(p++);
        match += byte;
      }
    }
    if (distance == 0 || distance > o - window || p >= end) return MALFORMED;
    if (match > limit - o) return TOO_LONG;
    const from = o - distance;
    const stop = o + match;
    // A match that overlaps itself repeats its bytes: each step doubles how many there are, until a whole step fits.
    for (let there = distance; there < 16 && o < stop; there <<= 1) {
      v128.store(o, v128.load(from));
      o += there;
    }
    if (o < stop) copy(o, from, stop - o);
    o = stop;
  }
  // The block ended with a match: it must end with literals.
  return MALFORMED;
}

const P1: u32 = 0x9e3779b1;
const P2: u32 = 0x85ebca77;
const P3: u32 = 0xc2b2ae3d;
const P4: u32 = 0x27d4eb2f;
const P5: u32 = 0x165667b1;

let lane1: u32 = 0;
let lane2: u32 = 0;
let lane3: u32 = 0;
let lane4: u32 = 0;

// @ts-ignore: decorator of AssemblyScript
@inline
function round(lane: u32, input: u32): u32 {
  return rotl<u32>(lane + input * P2, 13) * P1;
}

/**
 * Goes on with the xxHash32 of `total` bytes, of which `before` are done and `length` lie at `p`: all but the last
 * piece are multiples of sixteen. The last piece gives the hash.
 */
export function hash(p: usize, length: usize, before: usize, total: usize): u32 {
  let a = before == 0 ? P1 + P2 : lane1;
  let b = before == 0 ? P2 : lane2;
  let c = before == 0 ? 0 : lane3;
  let d = before == 0 ? 0 - P1 : lane4;
  const end = p + length;
  for (; p + 16 <= end; p += 16) {
    a = round(a, load<u32>(p));
    b = round(b, load<u32>(p, 4));
    c = round(c, load<u32>(p, 8));
    d = round(d, load<u32>(p, 12));
  }
  lane1 = a;
  lane2 = b;
  lane3 = c;
  lane4 = d;
  if (before + length < total) return 0;
  let h = total < 16 ? P5 : rotl<u32>(a, 1) + rotl<u32>(b, 7) + rotl<u32>(c, 12) + rotl<u32>(d, 18);
  h += <u32>total;
  for (; p + 4 <= end; p += 4) h = rotl<u32>(h + load<u32>(p) * P3, 17) * P4;
  for (; p < end; p++) h = rotl<u32>(h + <u32>load<u8>(p) * P5, 11) * P1;
  h = (h ^ h >>> 15) * P2;
  h = (h ^ h >>> 13) * P3;
  return h ^ h >>> 16;
}
