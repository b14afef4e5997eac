// Uuids, safe integers and varint sizes.
import assert from "node:assert/strict";
import { ProtocolError } from "../../../errors/protocol_error.ts";
import { toSafeNumber } from "../../../protocol/wire/safe_integer.ts";
import { formatUuid, parseUuid, ZERO_UUID } from "../../../protocol/wire/uuid.ts";
import { putUnsignedVarint, unsignedVarintSize } from "../../../protocol/wire/varint.ts";
import { test } from "../../harness.ts";

test("formatUuid() and parseUuid() are each other's reverse", () => {
  const bytes = new Uint8Array(20);
  for (let seed = 0; seed < 256; seed++) {
    for (let i = 0; i < 16; i++) bytes[i + 2] = seed * 31 + i * i * 7;
    const text = formatUuid(bytes, 2);
    assert.equal(text.length, 22);
    const back = new Uint8Array(20);
    assert.equal(parseUuid(text, back, 2), true);
    assert.deepEqual(back, bytes);
  }
  assert.equal(formatUuid(new Uint8Array(16)), ZERO_UUID);
});

test("parseUuid() refuses what is no uuid", () => {
  for (
    const text of ["", "A".repeat(21), "A".repeat(23), `${"A".repeat(21)}B`, `${"A".repeat(21)}=`, `${"A".repeat(21)}é`]
  ) {
    assert.equal(parseUuid(text, new Uint8Array(16)), false, text);
  }
});

test("toSafeNumber() names the field of a value that a number cannot hold", () => {
  assert.equal(toSafeNumber(9007199254740991n, "offset"), 9007199254740991);
  assert.equal(toSafeNumber(-9007199254740991n, "offset"), -9007199254740991);
  for (const value of [9007199254740992n, -9007199254740992n, 9223372036854775807n]) {
    assert.throws(
      () => toSafeNumber(value, "baseOffset"),
      (error) => error instanceof ProtocolError && error.code === "OUT_OF_RANGE" && error.field === "baseOffset",
    );
  }
});

test("unsignedVarintSize() is what putUnsignedVarint() writes", () => {
  for (let bit = 0; bit < 32; bit++) {
    for (const value of [2 ** bit - 1, 2 ** bit]) {
      assert.equal(putUnsignedVarint(new Uint8Array(5), 0, value), unsignedVarintSize(value), String(value));
    }
  }
});
