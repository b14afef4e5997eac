// Reader: every primitive type, and every way in which bytes can be wrong.
import assert from "node:assert/strict";
import { ProtocolError, type ProtocolErrorCode } from "../../../errors/protocol_error.ts";
import { readInt32, readString } from "../../../protocol/wire/elements.ts";
import { Reader } from "../../../protocol/wire/reader.ts";
import { test } from "../../harness.ts";

function reader(...bytes: number[]): Reader {
  return new Reader(Uint8Array.from(bytes));
}

function compact(...bytes: number[]): Reader {
  const made = reader(...bytes);
  made.begin("Test", 1, true);
  return made;
}

/** The call ends in a `ProtocolError` of that code and says that text. */
function fails(call: () => unknown, code: ProtocolErrorCode, text: RegExp): ProtocolError {
  let caught: unknown;
  try {
    call();
  } catch (error) {
    caught = error;
  }
  assert.ok(caught instanceof ProtocolError, `no ProtocolError: ${caught}`);
  assert.equal(caught.code, code);
  assert.match(caught.message, text);
  return caught;
}

test("Reader reads every whole number at both ends of its range", () => {
  const r = reader(0x80, 0x7f, 0x80, 0, 0xff, 0xff, 0x80, 0, 0, 0, 0xff, 0xff, 0xff, 0xff);
  assert.equal(r.int8(), -128);
  assert.equal(r.int8(), 127);
  assert.equal(r.int16(), -32768);
  assert.equal(r.uint16(), 65535);
  assert.equal(r.int32(), -2147483648);
  assert.equal(r.uint32(), 4294967295);
  assert.equal(r.remaining, 0);
  assert.equal(reader(0x80, 0, 0, 0, 0, 0, 0, 0).int64(), -9223372036854775808n);
  assert.equal(reader(0x7f, 255, 255, 255, 255, 255, 255, 255).int64(), 9223372036854775807n);
});

test("Reader reads float64, bool and uuid", () => {
  assert.equal(reader(0x3f, 0xf8, 0, 0, 0, 0, 0, 0).float64(), 1.5);
  assert.equal(reader(2).bool(), true);
  assert.equal(reader(0).bool(), false);
  assert.equal(new Reader(new Uint8Array(16)).uuid(), "AAAAAAAAAAAAAAAAAAAAAA");
  assert.equal(new Reader(new Uint8Array(16).fill(0xff)).uuid(), "_____________________w");
});

test("Reader reads unsigned varints up to 32 bits and refuses longer ones", () => {
  assert.equal(reader(0x7f).unsignedVarint(), 127);
  assert.equal(reader(0x80, 1).unsignedVarint(), 128);
  assert.equal(reader(0xff, 0xff, 0xff, 0xff, 0x0f).unsignedVarint(), 4294967295);
  fails(() => reader(0xff, 0xff, 0xff, 0xff, 0x1f).unsignedVarint(), "INVALID_VALUE", /longer than 32 bits/);
  fails(() => reader(0x80, 0x80, 0x80, 0x80, 0x80, 0).unsignedVarint(), "INVALID_VALUE", /longer than 32 bits/);
  fails(() => reader(0x80).unsignedVarint(), "TRUNCATED", /1 bytes are wanted, 0 are left/);
});

test("Reader reads zigzag varints and varlongs", () => {
  assert.equal(reader(1).varint(), -1);
  assert.equal(reader(0xff, 0xff, 0xff, 0xff, 0x0f).varint(), -2147483648);
  assert.equal(reader(0xfe, 0xff, 0xff, 0xff, 0x0f).varint(), 2147483647);
  assert.equal(reader(...Array(9).fill(0xff), 1).varlong(), -9223372036854775808n);
  fails(() => reader(...Array(9).fill(0xff), 2).varlong(), "INVALID_VALUE", /longer than 64 bits/);
  fails(() => reader(...Array(11).fill(0xff)).varlong(), "INVALID_VALUE", /longer than 64 bits/);
});

test("Reader reads strings in both length forms, a byte order mark included", () => {
  assert.equal(reader(0, 2, 104, 105).string(), "hi");
  assert.equal(compact(3, 104, 105).string(), "hi");
  assert.equal(reader(0, 3, 0xef, 0xbb, 0xbf).string(), "\ufeff");
  assert.equal(compact(5, 0xf0, 0x9f, 0x9a, 0x80).string(), "🚀");
  assert.equal(reader(0, 0).string(), "");
  assert.equal(reader(0xff, 0xff).nullableString(), null);
  assert.equal(compact(0).nullableString(), null);
  const long = new Uint8Array(302).fill(97);
  long[0] = 300 >> 8;
  long[1] = 300 & 255;
  assert.equal(new Reader(long).string(), "a".repeat(300));
});

test("Reader refuses null where the version does not allow it", () => {
  fails(() => reader(0xff, 0xff).string("name"), "INVALID_VALUE", /name at offset 2: null/);
  fails(() => compact(0).bytes("metadata"), "INVALID_VALUE", /metadata/);
  fails(() => compact(0).array("topics", readInt32), "INVALID_VALUE", /topics/);
});

test("Reader refuses lengths below -1", () => {
  fails(() => reader(0xff, 0xfe).nullableString("name"), "INVALID_LENGTH", /a length of -2/);
  fails(() => reader(0x80, 0, 0, 0).nullableBytes("key"), "INVALID_LENGTH", /a length of -2147483648/);
  fails(() => reader(0xff, 0xff, 0xff, 0xfe).nullableArray("topics", readInt32), "INVALID_LENGTH", /a length of -2/);
});

test("Reader gives bytes as views of its own bytes", () => {
  const bytes = Uint8Array.of(0, 0, 0, 2, 7, 8);
  const view = new Reader(bytes).bytes();
  assert.deepEqual([...view], [7, 8]);
  bytes[4] = 9;
  assert.equal(view[0], 9);
});

test("Reader refuses a length beyond the bytes that are left", () => {
  fails(
    () => reader(0x7f, 0xff, 0xff, 0xff, 1).bytes("records"),
    "TRUNCATED",
    /2147483647 bytes are wanted, 1 are left/,
  );
  fails(() => compact(0xff, 0xff, 0xff, 0xff, 0x0f).string("name"), "TRUNCATED", /4294967294 bytes/);
});

test("Reader refuses an array that claims more elements than there are bytes", () => {
  const error = fails(
    () => reader(0x7f, 0xff, 0xff, 0xff, 0, 0).array("topics", readInt32),
    "INVALID_LENGTH",
    /an array of 2147483647 elements with 2 bytes left/,
  );
  assert.equal(error.field, "topics");
});

test("Reader names the message, the path of the field and the offset", () => {
  const r = reader(0, 0, 0, 2, 0, 1, 97, 0, 9, 97);
  r.begin("TestResponse", 0, false);
  const decode = (inner: Reader) => inner.array("names", readString);
  const error = fails(
    () => r.struct("topic", decode),
    "TRUNCATED",
    /^TestResponse\.topic\.names\[1\] at offset 9: 9 bytes/,
  );
  assert.equal(error.messageName, "TestResponse");
  assert.equal(error.field, "topic.names[1]");
  assert.equal(error.offset, 9);
});

test("Reader counts positions from its own start and stays inside its end", () => {
  const r = new Reader(Uint8Array.of(9, 1, 2, 9), 1, 3);
  assert.equal(r.int8(), 1);
  assert.equal(r.position, 1);
  assert.equal(r.remaining, 1);
  fails(() => r.int16(), "TRUNCATED", /offset 1: 2 bytes are wanted, 1 are left/);
  assert.throws(() => new Reader(new Uint8Array(2), 1, 3), RangeError);
});

test("Reader.expectEnd() refuses trailing bytes", () => {
  const r = reader(1, 2);
  r.int8();
  fails(() => r.expectEnd(), "TRAILING_BYTES", /1 bytes are left/);
  r.int8();
  r.expectEnd();
});

test("Reader keeps unknown tagged fields and refuses sizes that cannot be", () => {
  const message: { unknownTaggedFields?: readonly { tag: number; bytes: Uint8Array }[] } = {};
  compact(2, 5, 1, 42, 200, 1, 0).unknownTags(message);
  assert.deepEqual(message.unknownTaggedFields?.map(({ tag, bytes }) => [tag, ...bytes]), [[5, 42], [200]]);
  fails(() => compact(1, 5, 9, 42).unknownTags({}), "TRUNCATED", /taggedFields/);
  fails(() => compact(0xff, 0xff, 0x03, 1, 0).unknownTags({}), "INVALID_LENGTH", /65535 tagged fields/);
});

test("Reader refuses a tagged field that is longer than its value", () => {
  const r = compact(1, 0, 3, 0, 7, 0);
  r.tagCount();
  const outer = r.beginTag();
  assert.equal(r.tag, 0);
  r.int16();
  fails(() => r.endTag(outer), "INVALID_LENGTH", /1 bytes longer than its value/);
});

test("Reader.raw() refuses a negative length", () => {
  fails(() => reader(1).raw(-1), "INVALID_LENGTH", /length/);
});
