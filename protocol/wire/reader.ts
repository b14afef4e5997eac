// Reads Kafka's primitive types from one array of bytes. Called by generated messages and by readers of embedded
// formats. Each length and count is checked against the bytes that are left before anything is allocated for it; each
// failure is a ProtocolError that names message, field and offset. Hot: bench/micro.ts. Must not know any message.
import { ProtocolError, type ProtocolErrorCode } from "../../errors/protocol_error.ts";
import { EMPTY_BYTES } from "./empty_bytes.ts";
import { FieldPath } from "./field_path.ts";
import type { UnknownTaggedField, WithUnknownTags } from "./tagged_fields.ts";
import { formatUuid } from "./uuid.ts";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
/** Up to this many bytes an ASCII string is put together by hand: the call of a TextDecoder costs more. */
const SHORT_TEXT = 24;

/** Decodes one struct. */
export type Decode<T> = (reader: Reader, version: number) => T;

/** A place in bytes, and the methods that move it forward. Byte fields are views, not copies. */
export class Reader {
  /** Version of the message that is being read. */
  version = 0;
  /** Number of the tagged field that was begun last. */
  tag = 0;
  readonly #bytes: Uint8Array;
  readonly #start: number;
  readonly #path = new FieldPath();
  #at: number;
  #end: number;
  #view: DataView | null = null;
  #message = "bytes";
  #compact = false;

  /** Reads from `offset` (default 0) to `end` (default: all). */
  constructor(bytes: Uint8Array, offset: number = 0, end: number = bytes.length) {
    if (!(offset >= 0 && offset <= end && end <= bytes.length)) {
      throw new RangeError(`Reader: ${offset} to ${end} is no part of ${bytes.length} bytes`);
    }
    this.#bytes = bytes;
    this.#start = offset;
    this.#at = offset;
    this.#end = end;
  }

  /** Bytes read so far. */
  get position(): number {
    return this.#at - this.#start;
  }

  /** Bytes left. */
  get remaining(): number {
    return this.#end - this.#at;
  }

  /** Starts a message: its name and version for errors, and whether lengths are compact from here on. */
  begin(message: string, version: number, flexible: boolean): void {
    this.#message = message;
    this.version = version;
    this.#compact = flexible;
    this.#path.depth = 0;
  }

  /** Throws when bytes are left. */
  expectEnd(): void {
    if (this.#at === this.#end) return;
    this.fail("TRAILING_BYTES", `${this.remaining} bytes are left after the end of the message`, "");
  }

  /** Throws a `ProtocolError` about `field`. */
  fail(code: ProtocolErrorCode, what: string, field: string): never {
    const path = this.#path.to(field);
    const offset = this.position;
    this.#path.depth = 0;
    throw new ProtocolError(`${this.#message}${path === "" ? "" : "."}${path} at offset ${offset}: ${what}`, {
      code,
      messageName: this.#message,
      field: path,
      offset,
    });
  }

  /** One byte: 0 is false, everything else true. */
  bool(field: string = "bool"): boolean {
    return this.#bytes[this.#take(1, field)] !== 0;
  }

  /** Signed, 1 byte. */
  int8(field: string = "int8"): number {
    return this.#bytes[this.#take(1, field)] << 24 >> 24;
  }

  /** Signed, 2 bytes. */
  int16(field: string = "int16"): number {
    const at = this.#take(2, field);
    const b = this.#bytes;
    return (b[at] << 24 | b[at + 1] << 16) >> 16;
  }

  /** Unsigned, 2 bytes. */
  uint16(field: string = "uint16"): number {
    const at = this.#take(2, field);
    return this.#bytes[at] << 8 | this.#bytes[at + 1];
  }

  /** Signed, 4 bytes. */
  int32(field: string = "int32"): number {
    const at = this.#take(4, field);
    const b = this.#bytes;
    return b[at] << 24 | b[at + 1] << 16 | b[at + 2] << 8 | b[at + 3];
  }

  /** Unsigned, 4 bytes. */
  uint32(field: string = "uint32"): number {
    return this.int32(field) >>> 0;
  }

  /** Signed, 8 bytes. */
  int64(field: string = "int64"): bigint {
    const at = this.#take(8, field);
    return this.#dataView().getBigInt64(at);
  }

  /** IEEE 754, 8 bytes. */
  float64(field: string = "float64"): number {
    const at = this.#take(8, field);
    return this.#dataView().getFloat64(at);
  }

  /** 16 bytes as 22 characters of base64url; `ZERO_UUID` for none. */
  uuid(field: string = "uuid"): string {
    return formatUuid(this.#bytes, this.#take(16, field));
  }

  /** Unsigned, 1 to 5 bytes of seven bits. */
  unsignedVarint(field: string = "unsignedVarint"): number {
    const b = this.#bytes;
    const first = this.#take(1, field);
    let value = b[first];
    if (value < 0x80) return value;
    value &= 0x7f;
    for (let shift = 7; shift <= 28; shift += 7) {
      const byte = b[this.#take(1, field)];
      if (shift === 28 && byte > 0x0f) break;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
    return this.fail("INVALID_VALUE", "a varint is longer than 32 bits", field);
  }

  /** Signed (zigzag), 1 to 5 bytes. */
  varint(field: string = "varint"): number {
    const value = this.unsignedVarint(field);
    return value >>> 1 ^ -(value & 1);
  }

  /** Signed (zigzag), 1 to 10 bytes. */
  varlong(field: string = "varlong"): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#bytes[this.#take(1, field)];
      if (shift === 63n && byte > 1) break;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value >> 1n ^ -(value & 1n);
    }
    return this.fail("INVALID_VALUE", "a varlong is longer than 64 bits", field);
  }

  /** A string that may not be null. */
  string(field: string = "string"): string {
    return this.nullableString(field) ?? this.#isNull(field);
  }

  /** A string or null. */
  nullableString(field: string = "string"): string | null {
    return this.#text(this.#compact ? this.unsignedVarint(field) - 1 : this.int16(field), field);
  }

  /** A string or null with an int16 length in flexible messages too: the client id of the request header. */
  legacyNullableString(field: string = "string"): string | null {
    return this.#text(this.int16(field), field);
  }

  /** Bytes that may not be null: a view. */
  bytes(field: string = "bytes"): Uint8Array {
    return this.nullableBytes(field) ?? this.#isNull(field);
  }

  /** Bytes or null: a view. */
  nullableBytes(field: string = "bytes"): Uint8Array | null {
    const length = this.#compact ? this.unsignedVarint(field) - 1 : this.int32(field);
    if (length <= 0) return length === 0 ? EMPTY_BYTES : this.#null(length, field);
    return this.raw(length, field);
  }

  /** As many bytes: a view. */
  raw(length: number, field: string = "bytes"): Uint8Array {
    if (length < 0) this.#null(length - 1, field);
    const at = this.#take(length, field);
    return this.#bytes.subarray(at, at + length);
  }

  /** An array that may not be null. */
  array<T>(field: string, decode: Decode<T>): T[] {
    return this.nullableArray(field, decode) ?? this.#isNull(field);
  }

  /** An array of structs, or null. */
  nullableArray<T>(field: string, decode: Decode<T>): T[] | null {
    const count = this.arrayLength(field);
    if (count <= 0) return count < 0 ? null : [];
    // The common array of numbers has a loop of its own. One that is cut goes the other way, to its error.
    if (decode as Decode<unknown> === readInt32 && count * 4 <= this.remaining) return this.#int32s(count) as T[];
    const path = this.#path;
    const version = this.version;
    const items: T[] = [];
    path.enter(field);
    for (let i = 0; i < count; i++) {
      path.index(i);
      items.push(decode(this, version));
    }
    path.leave();
    return items;
  }

  /** The count of an array, -1 for null; never more than there are bytes left. */
  arrayLength(field: string = "array"): number {
    const count = this.#compact ? this.unsignedVarint(field) - 1 : this.int32(field);
    if (count < 0) {
      this.#null(count, field);
      return -1;
    }
    // Each element takes one byte at least, so that a count beyond the bytes left is a lie.
    if (count > this.remaining) {
      this.fail("INVALID_LENGTH", `an array of ${count} elements with ${this.remaining} bytes left`, field);
    }
    return count;
  }

  /** A struct. */
  struct<T>(field: string, decode: Decode<T>): T {
    this.#path.enter(field);
    const value = decode(this, this.version);
    this.#path.leave();
    return value;
  }

  /** A struct behind an int8: negative is null. */
  nullableStruct<T>(field: string, decode: Decode<T>): T | null {
    return this.int8(field) < 0 ? null : this.struct(field, decode);
  }

  /** A struct behind an unsigned varint: 0 is null. Java writes the one tagged nullable struct so. */
  taggedNullableStruct<T>(field: string, decode: Decode<T>): T | null {
    return this.unsignedVarint(field) === 0 ? null : this.struct(field, decode);
  }

  /** Reads the count of tagged fields. */
  tagCount(): number {
    const count = this.unsignedVarint("taggedFields");
    // A tagged field takes two bytes at least: its number and its size.
    if (count * 2 > this.remaining) {
      this.fail("INVALID_LENGTH", `${count} tagged fields with ${this.remaining} bytes left`, "taggedFields");
    }
    return count;
  }

  /** Starts a tagged field: sets `tag` and ends the bytes where the field ends; give the result to `endTag`. */
  beginTag(): number {
    const tag = this.unsignedVarint("taggedFields");
    const size = this.unsignedVarint("taggedFields");
    if (size > this.remaining) this.#short(size, "taggedFields");
    const outer = this.#end;
    this.#end = this.#at + size;
    this.tag = tag;
    return outer;
  }

  /** Ends a tagged field; it must have been read whole. */
  endTag(outer: number): void {
    if (this.#at !== this.#end) {
      this.fail("INVALID_LENGTH", `a tagged field is ${this.remaining} bytes longer than its value`, "taggedFields");
    }
    this.#end = outer;
  }

  /** Keeps the tagged field that was begun. */
  unknownTag(message: object): void {
    const kept: UnknownTaggedField = { tag: this.tag, bytes: this.raw(this.remaining, "taggedFields") };
    const holder = message as WithUnknownTags;
    if (holder.unknownTaggedFields === undefined) holder.unknownTaggedFields = [kept];
    else holder.unknownTaggedFields.push(kept);
  }

  /** Reads the tagged fields of a struct that has none of its own and keeps them; flexible messages alone have any. */
  unknownTags(message: object): void {
    if (!this.#compact) return;
    for (let left = this.tagCount(); left > 0; left--) {
      const outer = this.beginTag();
      this.unknownTag(message);
      this.endTag(outer);
    }
  }

  /** As many int32; the bytes are there. */
  #int32s(count: number): number[] {
    // Made at its length: an empty array that is pushed to takes room for 17 at once.
    const items = new Array<number>(count);
    const b = this.#bytes;
    let at = this.#at;
    for (let i = 0; i < count; i++, at += 4) {
      items[i] = b[at] << 24 | b[at + 1] << 16 | b[at + 2] << 8 | b[at + 3];
    }
    this.#at = at;
    return items;
  }

  #take(length: number, field: string): number {
    const at = this.#at;
    if (length > this.#end - at) this.#short(length, field);
    this.#at = at + length;
    return at;
  }

  #text(length: number, field: string): string | null {
    if (length <= 0) return length === 0 ? "" : this.#null(length, field);
    const at = this.#take(length, field);
    const bytes = this.#bytes;
    if (length <= SHORT_TEXT) {
      let text = "";
      let i = at;
      for (const end = at + length; i < end && bytes[i] < 0x80; i++) text += String.fromCharCode(bytes[i]);
      if (i === at + length) return text;
    }
    return decoder.decode(bytes.subarray(at, at + length));
  }

  #null(length: number, field: string): null {
    if (length === -1) return null;
    return this.fail("INVALID_LENGTH", `a length of ${length}`, field);
  }

  #isNull(field: string): never {
    return this.fail("INVALID_VALUE", `null, which version ${this.version} does not allow`, field);
  }

  #short(wanted: number, field: string): never {
    return this.fail("TRUNCATED", `${wanted} bytes are wanted, ${this.remaining} are left`, field);
  }

  #dataView(): DataView {
    return this.#view ??= new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength);
  }
}

/** Reads one int32 of an array; `Reader.array` knows it. */
export function readInt32(reader: Reader): number {
  return reader.int32("");
}
