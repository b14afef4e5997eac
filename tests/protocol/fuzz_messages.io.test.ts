// Damaged messages: whatever the bytes, decoding ends in a value or a ProtocolError, and never makes more elements
// than there are bytes. The bytes are golden ones, changed in a few places.
import assert from "node:assert/strict";
import fc from "fast-check";
import { ProtocolError } from "../../errors/protocol_error.ts";
import { Reader } from "../../protocol/wire/reader.ts";
import { Writer } from "../../protocol/wire/writer.ts";
import { fromHex, type MessageLine } from "../../tools/golden_messages.ts";
import { goldenCodecs } from "../golden/codecs.ts";
import { test } from "../harness.ts";
import { MESSAGE_FILES, messageLines } from "./golden_vectors.ts";

/** One change: at a place (a fraction of the length), some bytes instead of `removed` ones. */
interface Change {
  readonly place: number;
  readonly removed: number;
  readonly bytes: Uint8Array;
}

const HOSTILE = [[0xff, 0xff, 0xff, 0xff], [0xff, 0xff, 0xff, 0xff, 0x0f], [0x7f, 0xff, 0xff, 0xff], [0x80, 0, 0, 0], [
  0,
]];

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 6 }),
  fc.constantFrom(...HOSTILE).map((items) => Uint8Array.from(items)),
);
const change: fc.Arbitrary<Change> = fc.record({
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.nat(8),
  bytes,
});

function changed(original: Uint8Array, { place, removed, bytes }: Change): Uint8Array {
  const at = Math.floor(place * original.length);
  return Uint8Array.from([...original.subarray(0, at), ...bytes, ...original.subarray(at + removed)]);
}

/** Elements of all arrays, at any depth. */
function elements(value: unknown): number {
  if (value instanceof Uint8Array || typeof value !== "object" || value === null) return 0;
  let count = Array.isArray(value) ? value.length : 0;
  for (const inner of Object.values(value)) count += elements(inner);
  return count;
}

function decodeAndEncode(line: MessageLine, damaged: Uint8Array): void {
  const codec = goldenCodecs[line.name];
  try {
    const value = codec.decode(new Reader(damaged), line.version);
    assert.ok(elements(value) <= damaged.length);
    codec.encode(new Writer(), value as never, line.version);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    assert.ok(error.messageName !== undefined && error.field !== undefined);
  }
}

test("A damaged message ends in a value or a ProtocolError, never in more elements than it has bytes", () => {
  const lines = MESSAGE_FILES.flatMap(messageLines).filter(({ hex }) => hex.length < 4000);
  fc.assert(
    fc.property(fc.nat(lines.length - 1), fc.array(change, { minLength: 1, maxLength: 4 }), (index, changes) => {
      decodeAndEncode(lines[index], changes.reduce(changed, fromHex(lines[index].hex)));
    }),
    { numRuns: 5000 },
  );
});

test("A message cut anywhere ends in a ProtocolError", () => {
  const lines = MESSAGE_FILES.flatMap(messageLines).filter(({ variant, hex }) =>
    variant === "full" && hex.length < 1000
  );
  for (const line of lines.filter((_, i) => i % 20 === 0)) {
    const whole = fromHex(line.hex);
    for (let length = 0; length < whole.length; length++) {
      const cut = whole.slice(0, length);
      assert.throws(() => goldenCodecs[line.name].decode(new Reader(cut), line.version), ProtocolError);
    }
  }
});

test("A hostile count of tagged fields, elements or bytes is refused without allocating for it", () => {
  const lines = MESSAGE_FILES.flatMap(messageLines).filter(({ variant }) => variant === "utag");
  for (const line of lines.filter((_, i) => i % 15 === 0)) {
    const whole = fromHex(line.hex);
    for (let at = 0; at < Math.min(whole.length, 200); at++) {
      for (const hostile of HOSTILE) {
        decodeAndEncode(
          line,
          changed(whole, { place: at / whole.length, removed: 0, bytes: Uint8Array.from(hostile) }),
        );
      }
    }
  }
});
