// Writer: every primitive type, values that do not fit, chunks, and tagged fields.
import assert from "node:assert/strict";
import { ProtocolError, type ProtocolErrorCode } from "../../../errors/protocol_error.ts";
import { writeInt32 } from "../../../protocol/wire/elements.ts";
import { Reader } from "../../../protocol/wire/reader.ts";
import { TagWriter } from "../../../protocol/wire/tag_writer.ts";
import { Writer } from "../../../protocol/wire/writer.ts";
import { test } from "../../harness.ts";

function written(write: (writer: Writer) => void, flexible: boolean = false): number[] {
  const writer = new Writer(1);
  writer.begin("Test", 1, flexible);
  write(writer);
  const bytes = writer.toUint8Array();
  assert.equal(bytes.length, writer.byteLength);
  return [...bytes];
}

function fails(write: (writer: Writer) => void, code: ProtocolErrorCode, text: RegExp): void {
  let caught: unknown;
  try {
    written(write);
  } catch (error) {
    caught = error;
  }
  assert.ok(caught instanceof ProtocolError, `no ProtocolError: ${caught}`);
  assert.equal(caught.code, code);
  assert.match(caught.message, text);
}

test("Writer grows from one byte on and keeps what was written", () => {
  const bytes = written((w) => {
    w.int8(-128);
    w.int16(-2);
    w.uint16(65535);
    w.int32(-2147483648);
    w.uint32(4294967295);
    w.int64(-1n);
    w.float64(1.5);
    w.bool(true);
    w.uuid("_____________________w");
  });
  const r = new Reader(Uint8Array.from(bytes));
  assert.deepEqual([r.int8(), r.int16(), r.uint16(), r.int32(), r.uint32()], [
    -128,
    -2,
    65535,
    -2147483648,
    4294967295,
  ]);
  assert.deepEqual([r.int64(), r.float64(), r.bool(), r.uuid()], [-1n, 1.5, true, "_____________________w"]);
  r.expectEnd();
});

test("Writer refuses numbers that their type cannot hold", () => {
  fails((w) => w.int8(128, "a"), "INVALID_VALUE", /^Test\.a is 128: an int8 is wanted/);
  fails((w) => w.int16(-32769), "INVALID_VALUE", /int16/);
  fails((w) => w.uint16(-1), "INVALID_VALUE", /uint16/);
  fails((w) => w.int32(2 ** 31), "INVALID_VALUE", /int32/);
  fails((w) => w.int32(1.5), "INVALID_VALUE", /int32/);
  fails((w) => w.int32(NaN), "INVALID_VALUE", /NaN/);
  fails((w) => w.uint32(2 ** 32), "INVALID_VALUE", /uint32/);
  fails((w) => w.int64(1n << 63n), "INVALID_VALUE", /int64/);
  fails((w) => w.int64(1 as unknown as bigint), "INVALID_VALUE", /a bigint is wanted/);
  fails((w) => w.bool(1 as unknown as boolean), "INVALID_VALUE", /boolean/);
});

test("Writer refuses null, wrong kinds and texts that are no uuid", () => {
  fails((w) => w.string(null, "name"), "INVALID_VALUE", /name is null, which version 1 does not allow/);
  fails((w) => w.bytes(null), "INVALID_VALUE", /null/);
  fails((w) => w.array(null, "topics", writeInt32), "INVALID_VALUE", /topics is null/);
  fails((w) => w.string(5 as unknown as string), "INVALID_VALUE", /a string is wanted/);
  fails((w) => w.bytes("x" as unknown as Uint8Array), "INVALID_VALUE", /a Uint8Array is wanted/);
  fails((w) => w.uuid("x"), "INVALID_VALUE", /is "x": a uuid/);
  fails((w) => w.uuid("AAAAAAAAAAAAAAAAAAAA!A"), "INVALID_VALUE", /uuid/);
  fails((w) => w.uuid("AAAAAAAAAAAAAAAAAAAAAB"), "INVALID_VALUE", /uuid/);
});

test("Writer writes varints and varlongs", () => {
  assert.deepEqual(written((w) => w.unsignedVarint(300)), [0xac, 2]);
  assert.deepEqual(written((w) => w.unsignedVarint(4294967295)), [255, 255, 255, 255, 15]);
  assert.deepEqual(written((w) => w.varint(-2147483648)), [255, 255, 255, 255, 15]);
  assert.deepEqual(written((w) => w.varlong(-9223372036854775808n)), [...Array(9).fill(255), 1]);
});

test("Writer and Reader agree on strings of every length around the edges, ASCII and not", () => {
  for (const flexible of [false, true]) {
    for (const letter of ["a", "é", "東", "🚀", "\ufeff"]) {
      for (const length of [0, 1, 23, 24, 25, 42, 43, 47, 48, 49, 63, 126, 127, 128, 129, 5461, 10_000]) {
        for (const text of [letter.repeat(length), "a".repeat(length) + letter]) {
          if (!flexible && text.length > 10_001) continue;
          const bytes = written((w) => w.string(text), flexible);
          const r = new Reader(Uint8Array.from(bytes));
          r.begin("Test", 1, flexible);
          assert.equal(r.string(), text);
          r.expectEnd();
        }
      }
    }
  }
});

test("Writer refuses a string that an int16 length cannot hold", () => {
  fails(
    (w) => w.string("a".repeat(32_768), "name"),
    "INVALID_LENGTH",
    /name is a string of 32768 bytes: at most 32767/,
  );
  assert.equal(written((w) => w.string("a".repeat(32_768)), true).length, 32_771);
});

test("Writer references byte fields of 1 KiB and more and copies smaller ones", () => {
  const large = new Uint8Array(1024).fill(7);
  const small = new Uint8Array(1023).fill(8);
  const writer = new Writer();
  writer.int8(1);
  writer.bytes(large);
  writer.bytes(small);
  const chunks = writer.chunks();
  assert.equal(chunks.length, 3);
  assert.equal(chunks[1], large);
  assert.equal(writer.byteLength, 1 + 4 + 1024 + 4 + 1023);
  assert.equal(chunks.reduce((sum, chunk) => sum + chunk.length, 0), writer.byteLength);
  const r = new Reader(writer.toUint8Array());
  r.int8();
  assert.deepEqual(r.bytes(), large);
  assert.deepEqual(r.bytes(), small);
});

test("Writer fills in a size that was set aside", () => {
  const writer = new Writer(4);
  const place = writer.reserveInt32();
  writer.bytes(new Uint8Array(2000));
  writer.patchInt32(place, writer.byteLength - 4);
  assert.equal(new Reader(writer.chunks()[0]).int32(), 2004);
});

test("TagWriter puts known and unknown fields in ascending order", () => {
  const unknown = [{ tag: 9, bytes: Uint8Array.of(9) }, { tag: 1, bytes: Uint8Array.of(1) }];
  const bytes = written((w) => {
    const tags = new TagWriter(w, unknown);
    tags.begin(0);
    w.int8(5);
    tags.end();
    tags.begin(4);
    tags.end();
    tags.close();
  }, true);
  assert.deepEqual(bytes, [4, 0, 1, 5, 1, 1, 1, 4, 0, 9, 1, 9]);
});

test("TagWriter moves what follows when a size takes more than one byte, references included", () => {
  const large = new Uint8Array(2000).fill(3);
  const bytes = written((w) => {
    const outer = new TagWriter(w, undefined);
    outer.begin(0);
    const inner = new TagWriter(w, undefined);
    inner.begin(1);
    w.bytes(new Uint8Array(200).fill(1));
    w.bytes(large);
    w.int8(2);
    inner.end();
    inner.close();
    outer.end();
    outer.close();
    w.int8(7);
  }, true);
  const r = new Reader(Uint8Array.from(bytes));
  r.begin("Test", 1, true);
  assert.equal(r.tagCount(), 1);
  const outer = r.beginTag();
  assert.equal(r.tagCount(), 1);
  const inner = r.beginTag();
  assert.equal(r.bytes().length, 200);
  assert.deepEqual(r.bytes(), large);
  assert.equal(r.int8(), 2);
  r.endTag(inner);
  r.endTag(outer);
  assert.equal(r.int8(), 7);
  r.expectEnd();
});

test("TagWriter writes a count of more than 127", () => {
  const unknown = Array.from({ length: 130 }, (_, tag) => ({ tag: tag + 1, bytes: new Uint8Array(0) }));
  const bytes = written((w) => {
    const tags = new TagWriter(w, unknown);
    tags.begin(0);
    tags.end();
    tags.close();
  }, true);
  assert.deepEqual(bytes.slice(0, 6), [131, 1, 0, 0, 1, 0]);
});

test("TagWriter refuses an unknown field with the number of a known one", () => {
  fails((w) => new TagWriter(w, [{ tag: 0, bytes: new Uint8Array(0) }]).begin(0), "INVALID_VALUE", /holds tag 0/);
});

test("Writer refuses unknown tagged fields in a version that is not flexible", () => {
  fails(
    (w) => w.unknownTags([{ tag: 0, bytes: new Uint8Array(0) }]),
    "UNSUPPORTED_FIELD",
    /unknownTaggedFields is set/,
  );
  fails((w) => w.unknownTag({ tag: 0 }), "INVALID_VALUE", /unknownTaggedFields/);
});
