// What every codec must do, as a function: each codec's test calls it. Samples are made from a seed.
import assert from "node:assert/strict";
import fc from "fast-check";
import { ProtocolError } from "../../../errors/protocol_error.ts";
import type { Codec } from "../../../transports/platform.ts";
import { test } from "../../harness.ts";

const MIB = 1024 * 1024;

/** Numbers from 0 to 1, the same for the same seed. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = Math.imul(state ^ state >>> 15, 0x2c1b3c6d) + 0x9e3779b9 | 0;
    return (state >>> 8) / 2 ** 24;
  };
}

/** Bytes of several kinds: noise, text, records, one byte, and something that repeats far away. */
export function sample(kind: "noise" | "text" | "records" | "same" | "far", length: number, seed = 1): Uint8Array {
  const random = chance(seed);
  const bytes = new Uint8Array(length);
  if (kind === "same") return bytes.fill(7);
  if (kind === "records") {
    let text = "";
    while (text.length < length) {
      text += JSON.stringify({
        id: Math.floor(random() * 1e6),
        name: `user-${Math.floor(random() * 99)}`,
        "größe": random(),
      });
    }
    new TextEncoder().encodeInto(text, bytes);
    return bytes;
  }
  for (let i = 0; i < length; i++) {
    if (kind === "noise") bytes[i] = random() * 256;
    else if (kind === "text") bytes[i] = 97 + random() * random() * 26;
    else bytes[i] = i < length / 2 ? random() * 200 : bytes[i - (length >> 1)];
  }
  return bytes;
}

/** The code of the `ProtocolError` that `fn` throws; fails when it throws something else. */
export function protocolCode(fn: () => unknown): string | null {
  try {
    fn();
    return null;
  } catch (error) {
    assert.ok(error instanceof ProtocolError, `threw ${error}, not a ProtocolError`);
    return error.code;
  }
}

/** Whether two byte arrays are equal; quicker than `deepEqual`. */
export function same(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Registers the tests of a codec. `checked`: whether a changed byte must be noticed (gzip has a checksum). */
export function testCodec(name: string, codec: Codec, { checked }: { readonly checked: boolean }): void {
  test(`${name} gives back what it compressed`, () => {
    for (const kind of ["noise", "text", "records", "same", "far"] as const) {
      for (
        const length of [
          0,
          1,
          2,
          11,
          12,
          13,
          63,
          64,
          255,
          256,
          1000,
          1024,
          5000,
          32_768,
          65_536,
          70_000,
          131_073,
          300_000,
        ]
      ) {
        const input = sample(kind, length, length);
        const packed = codec.compress(input);
        assert.ok(same(codec.decompress(packed, length), input), `${kind} of ${length}`);
      }
    }
  });

  test(`${name} makes records smaller`, () => {
    for (const kind of ["records", "same"] as const) {
      assert.ok(codec.compress(sample(kind, 50_000)).length < 45_000, kind);
    }
  });

  test(`${name} stops at the limit of its output, soon`, () => {
    const input = sample("records", 5000);
    const packed = codec.compress(input);
    assert.equal(codec.decompress(packed, 5000).length, 5000);
    assert.equal(protocolCode(() => codec.decompress(packed, 4999)), "DECOMPRESSED_TOO_LARGE");
    assert.equal(protocolCode(() => codec.decompress(packed, 0)), "DECOMPRESSED_TOO_LARGE");
    const bomb = codec.compress(new Uint8Array(64 * MIB));
    const start = performance.now();
    assert.equal(protocolCode(() => codec.decompress(bomb, MIB)), "DECOMPRESSED_TOO_LARGE");
    assert.ok(performance.now() - start < 1000, `took ${performance.now() - start} ms`);
  });

  test(`${name} takes nothing cut for something whole`, () => {
    const packed = codec.compress(sample("records", 900));
    for (let length = 0; length < packed.length; length++) {
      const code = protocolCode(() => codec.decompress(packed.subarray(0, length), MIB));
      // Framing of snappy has no end: a cut between two blocks cannot be seen.
      if (code === null && name.startsWith("snappy")) assert.ok(length === 16, `${length} bytes`);
      else assert.equal(code, "INVALID_COMPRESSION", `${length} bytes`);
    }
  });

  test(`${name} ends damaged bytes in a value or a ProtocolError`, () => {
    const inputs = [sample("records", 700), sample("noise", 100), sample("same", 5000), sample("text", 3000)];
    const property = fc.property(
      fc.nat(inputs.length - 1),
      fc.array(fc.tuple(fc.nat(10_000), fc.nat(255)), { minLength: 1, maxLength: 6 }),
      (which, changes) => {
        const packed = codec.compress(inputs[which]).slice();
        for (const [at, byte] of changes) packed[at % packed.length] = byte;
        const limit = 100_000;
        const code = protocolCode(() => {
          const out = codec.decompress(packed, limit);
          assert.ok(out.length <= limit);
          if (checked) assert.ok(same(out, inputs[which]), "wrong bytes were taken for right");
        });
        assert.ok(code === null || code === "INVALID_COMPRESSION" || code === "DECOMPRESSED_TOO_LARGE", String(code));
      },
    );
    fc.assert(property, { numRuns: 400, seed: 4 });
  });

  test(`${name} ends any bytes in a value or a ProtocolError`, () => {
    const head = codec.compress(sample("records", 200)).slice(0, 24);
    const property = fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(24), (tail, keep) => {
      const bytes = new Uint8Array(keep + tail.length);
      bytes.set(head.subarray(0, keep));
      bytes.set(tail, keep);
      protocolCode(() => codec.decompress(bytes, 100_000));
    });
    fc.assert(property, { numRuns: 400, seed: 5 });
  });
}
