// Messages of formats 0 and 1, which brokers before 0.11 speak and newer ones may still have on disk: reading one
// message, walking a set of them (also inside a compressed wrapper). Called by batch_reader.ts. Not hot.
import { crc32 } from "../wire/crc32.ts";
import { bigInt64At, int32At, int64At } from "./big_endian.ts";
import { recordsError } from "./record_cursor.ts";
import type { RecordPlace } from "./record_view.ts";

/** Bytes in front of what the size field of a message counts: offset and size. */
export const MESSAGE_PREFIX_BYTES = 12;

/** Attribute bit of format 1: the timestamp is the broker's. */
export const MESSAGE_LOG_APPEND_TIME = 0x08;

/** The least size field of a message: checksum, magic, attributes, two lengths, and in format 1 a timestamp. */
export function leastMessageSize(magic: number): number {
  return magic === 0 ? 14 : 22;
}

/** Where a message lies; lengths of -1 mean null. */
export interface MessagePlace {
  /** Offset field as it is. */
  readonly offset: number;
  /** 0 or 1. */
  readonly magic: number;
  /** Codec and timestamp type. */
  readonly attributes: number;
  /** Where the timestamp is; -1 in format 0. */
  readonly timestampAt: number;
  /** Where the key begins. */
  readonly keyStart: number;
  /** Bytes of the key. */
  readonly keyLength: number;
  /** Where the value begins. */
  readonly valueStart: number;
  /** Bytes of the value. */
  readonly valueLength: number;
  /** Where the message ends. */
  readonly end: number;
}

/** The message at `at`; it must end at `limit` or before. */
export function messageAt(b: Uint8Array, at: number, limit: number): MessagePlace {
  if (limit - at < MESSAGE_PREFIX_BYTES + 6) throw recordsError("its message set is cut", at);
  const magic = b[at + 16];
  const size = int32At(b, at + 8);
  const end = at + MESSAGE_PREFIX_BYTES + size;
  if (magic > 1) throw recordsError(`a message of format ${magic} is in a set of format 0 or 1`, at);
  if (size < leastMessageSize(magic) || end > limit) throw recordsError(`a message of ${size} bytes does not fit`, at);
  const timestampAt = magic === 0 ? -1 : at + 18;
  const keyStart = at + (magic === 0 ? 22 : 30);
  const keyLength = int32At(b, keyStart - 4);
  if (keyLength < -1 || keyLength > end - keyStart - 4) {
    throw recordsError(`a key of ${keyLength} bytes does not fit`, at);
  }
  const valueStart = keyStart + Math.max(0, keyLength) + 4;
  const valueLength = int32At(b, valueStart - 4);
  if (valueLength < -1 || valueStart + Math.max(0, valueLength) !== end) {
    throw recordsError(`a value of ${valueLength} bytes does not end with its message`, at);
  }
  const offset = int64At(b, at);
  return { offset, magic, attributes: b[at + 17], timestampAt, keyStart, keyLength, valueStart, valueLength, end };
}

/** Whether the checksum of the message from `at` to `end` is right. */
export function messageCrcMatches(b: Uint8Array, at: number, end: number): boolean {
  return int32At(b, at + 12) >>> 0 === crc32(b, at + 16, end);
}

/** What a {@linkcode MessageCursor} walks. */
export interface MessageSection {
  /** The bytes that hold the messages. */
  readonly bytes: Uint8Array;
  /** Where the first begins. */
  readonly start: number;
  /** Where the last ends. */
  readonly end: number;
  /** Format of the wrapper, and so of every message in it; -1 for messages that are not in a wrapper. */
  readonly wrapperMagic: number;
  /** Offset of the wrapper. */
  readonly wrapperOffset: number;
  /** The timestamp of all messages, where the broker's clock set that of the wrapper; else null. */
  readonly timestamp: bigint | null;
  /** Whether to check the checksum of each message. */
  readonly checkCrc: boolean;
}

/** A place that moves from message to message; it has the shape of a `RecordCursor`. */
export class MessageCursor implements RecordPlace {
  /** The bytes that all places are in. */
  readonly bytes: Uint8Array;
  /** The timestamp of the message, exact. */
  timestampBase: () => bigint;
  /** Offset in the partition. */
  offset = 0;
  /** Unix ms, the nearest number; -1 = none. */
  timestamp: number = -1;
  /** Always -1: the base is the timestamp. */
  readonly timestampStart: number = -1;
  /** Where the key begins. */
  keyStart = 0;
  /** Bytes of the key; -1 = null. */
  keyLength: number = -1;
  /** Where the value begins. */
  valueStart = 0;
  /** Bytes of the value; -1 = null. */
  valueLength: number = -1;
  /** Without meaning: these formats have no headers. */
  readonly headersStart: number = 0;
  /** Always 0. */
  readonly headerCount: number = 0;

  readonly #section: MessageSection;
  readonly #shift: number;
  #pos: number;

  /** Stands before the first message. */
  constructor(section: MessageSection) {
    this.#section = section;
    this.bytes = section.bytes;
    this.#pos = section.start;
    this.timestampBase = () => -1n;
    // In format 1 the inner offsets are relative and the wrapper has the offset of the last one (KIP-31).
    this.#shift = section.wrapperMagic === 1 ? section.wrapperOffset - lastOffset(section) : 0;
  }

  /** Goes to the next message; false behind the last. */
  next(): boolean {
    const { bytes, end, wrapperMagic, checkCrc, timestamp } = this.#section;
    if (this.#pos === end) return false;
    const start = this.#pos;
    const message = messageAt(bytes, start, end);
    if (checkCrc && !messageCrcMatches(bytes, start, message.end)) {
      throw recordsError("the checksum of a message is wrong", start, "CRC_MISMATCH");
    }
    if (wrapperMagic >= 0 && (message.magic !== wrapperMagic || (message.attributes & 7) !== 0)) {
      throw recordsError(`a compressed message of format ${wrapperMagic} holds another format or codec`, start);
    }
    this.#pos = message.end;
    this.offset = message.offset + this.#shift;
    if (!Number.isSafeInteger(this.offset) || this.offset < 0) {
      throw recordsError(`a message has the offset ${this.offset}`, start, "OUT_OF_RANGE");
    }
    this.keyStart = message.keyStart;
    this.keyLength = message.keyLength;
    this.valueStart = message.valueStart;
    this.valueLength = message.valueLength;
    const at = message.timestampAt;
    const exact = timestamp ?? (at < 0 ? -1n : bigInt64At(bytes, at));
    this.timestamp = Number(exact);
    this.timestampBase = () => exact;
    return true;
  }
}

/** The offset field of the last message of a set. */
function lastOffset({ bytes, start, end }: MessageSection): number {
  let last = 0;
  for (let at = start; at < end;) {
    const message = messageAt(bytes, at, end);
    last = message.offset;
    at = message.end;
  }
  return last;
}
