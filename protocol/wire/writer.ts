// Writes Kafka's primitive types into chunks: small values into one buffer that grows, large byte fields by reference.
// Called by generated messages and by writers of embedded formats. A value that its type cannot hold ends in a
// ProtocolError that names the field. Hot: bench/micro.ts. Must not know any message.
import { ProtocolError, type ProtocolErrorCode } from "../../errors/protocol_error.ts";
import { FieldPath } from "./field_path.ts";
import { inTagOrder, type UnknownTaggedField, type UnknownTagsInit } from "./tagged_fields.ts";
import { parseUuid } from "./uuid.ts";
import { putUnsignedVarint, unsignedVarintSize } from "./varint.ts";

const encoder = new TextEncoder();
/** Byte fields of at least this size are referenced instead of copied. */
const REFERENCE_FROM = 1024;
/** Up to this many characters an ASCII string is written by hand: the call of a TextEncoder costs more. */
const SHORT_TEXT = 48;
const FIRST_CAPACITY = 256;
const MAX_INT16 = 32_767;

/** Encodes one struct. */
export type Encode<T> = (writer: Writer, value: T, version: number) => void;

/** Bytes that stand in the output in front of place `at` of the buffer. */
interface Reference {
  at: number;
  readonly bytes: Uint8Array;
}

/** Output that grows. */
export class Writer {
  /** Version of the message that is being written. */
  version = 0;
  readonly #path = new FieldPath();
  readonly #references: Reference[] = [];
  #bytes: Uint8Array;
  #at = 0;
  #referenced = 0;
  #view: DataView | null = null;
  #message = "bytes";
  #compact = false;

  /** `capacity`: bytes to set aside at once. */
  constructor(capacity: number = FIRST_CAPACITY) {
    this.#bytes = new Uint8Array(capacity);
  }

  /** Bytes written so far. */
  get byteLength(): number {
    return this.#at + this.#referenced;
  }

  /** The output in order: views of the writer's buffer and the byte fields that were not copied. Ends the writing. */
  chunks(): Uint8Array[] {
    const chunks: Uint8Array[] = [];
    let from = 0;
    for (const { at, bytes } of this.#references) {
      if (at > from) chunks.push(this.#bytes.subarray(from, at));
      chunks.push(bytes);
      from = at;
    }
    if (this.#at > from) chunks.push(this.#bytes.subarray(from, this.#at));
    return chunks;
  }

  /** The output as one array; copied where byte fields were referenced. */
  toUint8Array(): Uint8Array {
    if (this.#references.length === 0) return this.#bytes.subarray(0, this.#at);
    const all = new Uint8Array(this.byteLength);
    let at = 0;
    for (const chunk of this.chunks()) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return all;
  }

  /** Starts a message: its name and version for errors, and whether lengths are compact from here on. */
  begin(message: string, version: number, flexible: boolean): void {
    this.#message = message;
    this.version = version;
    this.#compact = flexible;
    this.#path.depth = 0;
  }

  /** Throws a `ProtocolError` about `field`. */
  fail(code: ProtocolErrorCode, what: string, field: string): never {
    const path = this.#path.to(field);
    this.#path.depth = 0;
    throw new ProtocolError(`${this.#message}${path === "" ? "" : "."}${path} ${what}`, {
      code,
      messageName: this.#message,
      field: path,
    });
  }

  /** Throws: `field` has a value that this version cannot carry. */
  unsupported(field: string): never {
    return this.fail("UNSUPPORTED_FIELD", `is set, but version ${this.version} cannot carry it: leave it out`, field);
  }

  /** One byte. */
  bool(value: boolean, field: string = "bool"): void {
    if (typeof value !== "boolean") this.#invalid(value, "a boolean", field);
    const at = this.#room(1);
    this.#bytes[at] = value ? 1 : 0;
  }

  /** Signed, 1 byte. */
  int8(value: number, field: string = "int8"): void {
    if (value << 24 >> 24 !== value) this.#invalid(value, "an int8", field);
    const at = this.#room(1);
    this.#bytes[at] = value;
  }

  /** Signed, 2 bytes. */
  int16(value: number, field: string = "int16"): void {
    if (value << 16 >> 16 !== value) this.#invalid(value, "an int16", field);
    const at = this.#room(2);
    this.#bytes[at] = value >>> 8;
    this.#bytes[at + 1] = value;
  }

  /** Unsigned, 2 bytes. */
  uint16(value: number, field: string = "uint16"): void {
    if ((value & 0xffff) !== value) this.#invalid(value, "a uint16", field);
    const at = this.#room(2);
    this.#bytes[at] = value >>> 8;
    this.#bytes[at + 1] = value;
  }

  /** Signed, 4 bytes. */
  int32(value: number, field: string = "int32"): void {
    if ((value | 0) !== value) this.#invalid(value, "an int32", field);
    this.#putInt32(this.#room(4), value);
  }

  /** Unsigned, 4 bytes. */
  uint32(value: number, field: string = "uint32"): void {
    if (value >>> 0 !== value) this.#invalid(value, "a uint32", field);
    this.#putInt32(this.#room(4), value);
  }

  /** Signed, 8 bytes. */
  int64(value: bigint, field: string = "int64"): void {
    if (typeof value !== "bigint") this.#invalid(value, "a bigint", field);
    const at = this.#room(8);
    const view = this.#dataView();
    view.setBigInt64(at, value);
    if (view.getBigInt64(at) !== value) this.#invalid(value, "an int64", field);
  }

  /** IEEE 754, 8 bytes. */
  float64(value: number, field: string = "float64"): void {
    if (typeof value !== "number") this.#invalid(value, "a number", field);
    const at = this.#room(8);
    this.#dataView().setFloat64(at, value);
  }

  /** 22 characters of base64url as 16 bytes. */
  uuid(value: string, field: string = "uuid"): void {
    const at = this.#room(16);
    if (typeof value !== "string" || !parseUuid(value, this.#bytes, at)) {
      this.#invalid(value, "a uuid (22 characters of base64url)", field);
    }
  }

  /** Unsigned, 1 to 5 bytes of seven bits. */
  unsignedVarint(value: number, field: string = "unsignedVarint"): void {
    if (value >>> 0 !== value) this.#invalid(value, "a uint32", field);
    const at = this.#room(unsignedVarintSize(value));
    putUnsignedVarint(this.#bytes, at, value);
  }

  /** Signed (zigzag), 1 to 5 bytes. */
  varint(value: number, field: string = "varint"): void {
    if ((value | 0) !== value) this.#invalid(value, "an int32", field);
    this.unsignedVarint((value << 1 ^ value >> 31) >>> 0);
  }

  /** Signed (zigzag), 1 to 10 bytes. */
  varlong(value: bigint, field: string = "varlong"): void {
    if (typeof value !== "bigint" || BigInt.asIntN(64, value) !== value) this.#invalid(value, "an int64", field);
    let rest = BigInt.asUintN(64, value << 1n ^ value >> 63n);
    for (; rest > 0x7fn; rest >>= 7n) this.#putByte(Number(rest & 0x7fn) | 0x80);
    this.#putByte(Number(rest));
  }

  /** A string; never null. */
  string(value: string | null, field: string = "string"): void {
    if (value === null) this.#isNull(field);
    this.#text(value, this.#compact, field);
  }

  /** A string or null. */
  nullableString(value: string | null, field: string = "string"): void {
    if (value !== null) this.#text(value, this.#compact, field);
    else if (this.#compact) this.#putByte(0);
    else this.int16(-1);
  }

  /** A string or null with an int16 length in flexible messages too: the client id of the request header. */
  legacyNullableString(value: string | null, field: string = "string"): void {
    if (value === null) this.int16(-1);
    else this.#text(value, false, field);
  }

  /** Bytes; never null. From 1 KiB on they are referenced: nobody may change them until the chunks are sent. */
  bytes(value: Uint8Array | null, field: string = "bytes"): void {
    if (value === null) this.#isNull(field);
    if (!(value instanceof Uint8Array)) this.#invalid(value, "a Uint8Array", field);
    this.#length(value.length);
    this.raw(value);
  }

  /** Bytes or null. */
  nullableBytes(value: Uint8Array | null, field: string = "bytes"): void {
    if (value === null) this.#length(-1);
    else this.bytes(value, field);
  }

  /** Bytes without a length. */
  raw(value: Uint8Array): void {
    if (value.length >= REFERENCE_FROM) {
      this.#references.push({ at: this.#at, bytes: value });
      this.#referenced += value.length;
      return;
    }
    const at = this.#room(value.length);
    this.#bytes.set(value, at);
  }

  /** An array; never null. */
  array<T>(items: readonly T[] | null, field: string, encode: Encode<T>): void {
    if (items === null) this.#isNull(field);
    if (!Array.isArray(items)) this.#invalid(items, "an array", field);
    this.#length(items.length);
    if (items.length === 0) return;
    // The common array of numbers has a loop of its own. Wrong values go the other way, to their error.
    if (encode as Encode<never> === writeInt32 && this.#int32s(items)) return;
    const path = this.#path;
    const version = this.version;
    path.enter(field);
    for (let i = 0; i < items.length; i++) {
      path.index(i);
      encode(this, items[i], version);
    }
    path.leave();
  }

  /** An array or null. */
  nullableArray<T>(items: readonly T[] | null, field: string, encode: Encode<T>): void {
    if (items === null) this.#length(-1);
    else this.array(items, field, encode);
  }

  /** A struct; never null. */
  struct<T>(value: T | null, field: string, encode: Encode<T>): void {
    if (value === null) this.#isNull(field);
    this.#path.enter(field);
    encode(this, value, this.version);
    this.#path.leave();
  }

  /** A struct behind an int8: -1 is null. */
  nullableStruct<T>(value: T | null, field: string, encode: Encode<T>): void {
    this.int8(value === null ? -1 : 1);
    if (value !== null) this.struct(value, field, encode);
  }

  /** A struct behind an unsigned varint: 0 is null. Java writes the one tagged nullable struct so. */
  taggedNullableStruct<T>(value: T | null, field: string, encode: Encode<T>): void {
    this.unsignedVarint(value === null ? 0 : 1);
    if (value !== null) this.struct(value, field, encode);
  }

  /** The tagged fields of a struct that has none of its own; only flexible messages can carry them. */
  unknownTags(unknown: UnknownTagsInit): void {
    const count = unknown === undefined ? 0 : unknown.length;
    if (!this.#compact) {
      if (count > 0) this.unsupported("unknownTaggedFields");
      return;
    }
    this.unsignedVarint(count);
    for (const field of inTagOrder(unknown) ?? []) this.unknownTag(field);
  }

  /** One unknown tagged field: number, size, bytes. */
  unknownTag(field: Partial<UnknownTaggedField>): void {
    const { tag, bytes } = field;
    if (tag === undefined || bytes === undefined) {
      this.fail("INVALID_VALUE", "need a tag and bytes", "unknownTaggedFields");
    }
    this.unsignedVarint(tag, "unknownTaggedFields");
    this.unsignedVarint(bytes.length);
    this.raw(bytes);
  }

  /** Sets four bytes aside; give the result to `patchInt32`. */
  reserveInt32(): number {
    return this.#room(4);
  }

  /** Fills in what `reserveInt32` set aside. */
  patchInt32(place: number, value: number): void {
    if ((value | 0) !== value) this.#invalid(value, "an int32", "");
    this.#putInt32(place, value);
  }

  /** Sets one byte aside for a varint; give the result to `putVarintAt`. */
  mark(): number {
    return this.#room(1);
  }

  /** Bytes written since a mark. */
  sizeSince(mark: number): number {
    let size = this.#at - mark - 1;
    for (let i = this.#references.length - 1; i >= 0 && this.#references[i].at > mark; i--) {
      size += this.#references[i].bytes.length;
    }
    return size;
  }

  /** Fills in a mark. A value of more than one byte moves what came after it. */
  putVarintAt(mark: number, value: number): void {
    const more = unsignedVarintSize(value) - 1;
    if (more > 0) {
      const end = this.#at;
      this.#room(more);
      this.#bytes.copyWithin(mark + 1 + more, mark + 1, end);
      for (let i = this.#references.length - 1; i >= 0 && this.#references[i].at > mark; i--) {
        this.#references[i].at += more;
      }
    }
    putUnsignedVarint(this.#bytes, mark, value);
  }

  #length(length: number): void {
    if (this.#compact) this.unsignedVarint(length + 1);
    else this.int32(length);
  }

  #text(value: string, compact: boolean, field: string): void {
    if (typeof value !== "string") this.#invalid(value, "a string", field);
    const length = value.length;
    if (length > SHORT_TEXT) return this.#longText(value, compact, field);
    // Room for the length in either form (two bytes at most here) and for ASCII.
    const start = this.#room(2 + length);
    const bytes = this.#bytes;
    let at = start;
    if (compact) bytes[at++] = length + 1;
    else {
      bytes[at++] = 0;
      bytes[at++] = length;
    }
    for (let i = 0; i < length; i++) {
      const code = value.charCodeAt(i);
      if (code > 0x7f) {
        this.#at = start;
        return this.#longText(value, compact, field);
      }
      bytes[at++] = code;
    }
    this.#at = at;
  }

  #longText(value: string, compact: boolean, field: string): void {
    const start = this.#room(value.length * 3 + 5);
    // The size of the length is a guess (ASCII); other text moves when it was too small.
    let prefix = compact ? unsignedVarintSize(value.length + 1) : 2;
    const { written } = encoder.encodeInto(value, this.#bytes.subarray(start + prefix));
    if (compact) {
      const size = unsignedVarintSize(written + 1);
      if (size !== prefix) this.#bytes.copyWithin(start + size, start + prefix, start + prefix + written);
      prefix = size;
      putUnsignedVarint(this.#bytes, start, written + 1);
    } else {
      if (written > MAX_INT16) {
        this.fail("INVALID_LENGTH", `is a string of ${written} bytes: at most ${MAX_INT16} are possible`, field);
      }
      this.#bytes[start] = written >>> 8;
      this.#bytes[start + 1] = written;
    }
    this.#at = start + prefix + written;
  }

  /** Writes numbers as int32; false, and nothing written, when one is none. */
  #int32s(items: readonly unknown[]): boolean {
    const start = this.#room(4 * items.length);
    const b = this.#bytes;
    for (let i = 0, at = start; i < items.length; i++, at += 4) {
      const value = items[i] as number;
      if ((value | 0) !== value) {
        this.#at = start;
        return false;
      }
      b[at] = value >>> 24;
      b[at + 1] = value >>> 16;
      b[at + 2] = value >>> 8;
      b[at + 3] = value;
    }
    return true;
  }

  /** The buffer is looked up after making room: growing replaces it. */
  #putByte(value: number): void {
    const at = this.#room(1);
    this.#bytes[at] = value;
  }

  #putInt32(at: number, value: number): void {
    const b = this.#bytes;
    b[at] = value >>> 24;
    b[at + 1] = value >>> 16;
    b[at + 2] = value >>> 8;
    b[at + 3] = value;
  }

  #room(length: number): number {
    const at = this.#at;
    const end = at + length;
    if (end > this.#bytes.length) this.#grow(end);
    this.#at = end;
    return at;
  }

  #grow(needed: number): void {
    const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.#at));
    this.#bytes = larger;
    this.#view = null;
  }

  #dataView(): DataView {
    return this.#view ??= new DataView(this.#bytes.buffer);
  }

  #isNull(field: string): never {
    return this.fail("INVALID_VALUE", `is null, which version ${this.version} does not allow`, field);
  }

  #invalid(value: unknown, wanted: string, field: string): never {
    return this.fail("INVALID_VALUE", `is ${show(value)}: ${wanted} is wanted`, field);
  }
}

/** Writes one int32 of an array; `Writer.array` knows it. */
export function writeInt32(writer: Writer, value: number): void {
  writer.int32(value, "");
}

function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 40));
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
