// CRC-32 (IEEE), unsigned: the checksum of message formats 0 and 1 and of gzip. Called by protocol/records and
// protocol/compression; brokers from 0.11 on never need it for their own format, so it shares the loop of CRC-32C.
import { crcTable, crcWithTable } from "./crc32c.ts";

const IEEE = 0xedb88320;

let table: Int32Array | null = null;

/** CRC-32 (IEEE) of `bytes` from `start` to `end`, unsigned. */
export function crc32(bytes: Uint8Array, start: number, end: number): number {
  return crcWithTable(table ??= crcTable(IEEE), bytes, start, end);
}
