// Readers and writers of the elements of primitive arrays, in the form that `Reader.array` and `Writer.array` take.
// Called by generated messages.
import type { Reader } from "./reader.ts";
import type { Writer } from "./writer.ts";

export { readInt32 } from "./reader.ts";
export { writeInt32 } from "./writer.ts";

/** Reads one int8 of an array. */
export function readInt8(reader: Reader): number {
  return reader.int8("");
}

/** Writes one int8 of an array. */
export function writeInt8(writer: Writer, value: number): void {
  writer.int8(value, "");
}

/** Reads one int16 of an array. */
export function readInt16(reader: Reader): number {
  return reader.int16("");
}

/** Writes one int16 of an array. */
export function writeInt16(writer: Writer, value: number): void {
  writer.int16(value, "");
}

/** Reads one int64 of an array. */
export function readInt64(reader: Reader): bigint {
  return reader.int64("");
}

/** Writes one int64 of an array. */
export function writeInt64(writer: Writer, value: bigint): void {
  writer.int64(value, "");
}

/** Reads one string of an array. */
export function readString(reader: Reader): string {
  return reader.string("");
}

/** Writes one string of an array. */
export function writeString(writer: Writer, value: string): void {
  writer.string(value, "");
}

/** Reads one uuid of an array. */
export function readUuid(reader: Reader): string {
  return reader.uuid("");
}

/** Writes one uuid of an array. */
export function writeUuid(writer: Writer, value: string): void {
  writer.uuid(value, "");
}

/** Reads the bytes of one element of an array. */
export function readBytes(reader: Reader): Uint8Array {
  return reader.bytes("");
}

/** Writes the bytes of one element of an array. */
export function writeBytes(writer: Writer, value: Uint8Array): void {
  writer.bytes(value, "");
}
