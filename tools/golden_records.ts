// Checks golden vectors of record sets (records.jsonl.gz): every set decodes to its batches or fails where it must, and
// encodes to the same bytes where that is asked. Called by tools/golden.ts and by the tests.
import { createHash } from "node:crypto";
import type { Codec, CodecName } from "../transports/platform.ts";
import { BatchWriter, type RecordContent, type RecordHeaders } from "../protocol/records/batch_writer.ts";
import { BATCH_BITS, BATCH_FIELDS, stampBatch } from "../protocol/records/batch_header.ts";
import { readRecordBatches, RecordBatch } from "../protocol/records/batch_reader.ts";
import { codecName, CodecTable } from "../protocol/records/codecs.ts";
import { MessageSetWriter } from "../protocol/records/message_set_writer.ts";
import type { RecordView } from "../protocol/records/record_view.ts";
import { crc32c } from "../protocol/wire/crc32c.ts";

/** Key or value of a vector: base64, null, or a digest where it is long. */
type GoldenContent = string | null | { readonly length: number; readonly sha256: string };

interface GoldenRecord {
  readonly offset: string;
  readonly timestamp: string;
  readonly key: GoldenContent;
  readonly value: GoldenContent;
  readonly headers: readonly (readonly [string, string | null])[];
}

interface GoldenBatch {
  readonly magic: number;
  readonly codec: CodecName | "none";
  readonly timestampType: string;
  readonly lastOffset: string;
  readonly records: readonly GoldenRecord[];
  readonly baseOffset?: string;
  readonly partitionLeaderEpoch?: number;
  readonly producerId?: string;
  readonly producerEpoch?: number;
  readonly baseSequence?: number;
  readonly transactional?: boolean;
  readonly control?: boolean;
  readonly deleteHorizonMs?: string | null;
}

/** One line of records.jsonl. */
interface GoldenSet {
  readonly name: string;
  readonly encode: boolean;
  readonly trailing: number;
  readonly error: string | null;
  readonly hex: string;
  readonly batches: readonly GoldenBatch[] | null;
}

/** Checks one line; null when it passes, else why not. `codecs`: portable ones when left out. */
export async function checkRecordLine(line: object, codecs: CodecTable = new CodecTable({})): Promise<string | null> {
  const golden = line as GoldenSet;
  const bytes = fromHex(golden.hex);
  const set = readRecordBatches(bytes);
  if (golden.error !== null) return await mustFail(set.batches, golden.error, codecs);
  if (set.error !== null) return `does not decode: ${set.error.message}`;
  if (set.trailingBytes !== golden.trailing) return `${set.trailingBytes} bytes are left over, not ${golden.trailing}`;
  const wanted = golden.batches ?? [];
  if (set.batches.length !== wanted.length) return `${set.batches.length} batches, not ${wanted.length}`;
  for (const [index, batch] of set.batches.entries()) {
    const shown = await showBatch(batch, codecs);
    const difference = firstDifference(shown, wanted[index], `batches[${index}]`);
    if (difference !== null) return difference;
  }
  if (!golden.encode) return await again(golden, codecs);
  const parts: Uint8Array[] = [];
  for (const [index, batch] of set.batches.entries()) {
    parts.push(
      batch.magic < 2
        ? encodeMessages(wanted[index])
        : batch.timestampType === "append"
        ? await encodeStamped(batch, wanted[index], codecs)
        : encodeBatch(wanted[index]),
    );
  }
  return compare(joined(parts), bytes.subarray(0, bytes.length - golden.trailing));
}

async function mustFail(batches: readonly RecordBatch[], error: string, codecs: CodecTable): Promise<string | null> {
  for (const batch of batches) {
    try {
      await batch.decode({ crc: crc32c, codecs });
    } catch (caught) {
      const code = (caught as { readonly code?: string }).code;
      return error !== "crc" || code === "CRC_MISMATCH" ? null : `fails with ${code}, not with CRC_MISMATCH`;
    }
  }
  return "decodes, but must fail";
}

/** A batch in the form of the vectors. */
async function showBatch(batch: RecordBatch, codecs: CodecTable): Promise<Record<string, unknown>> {
  const records = await batch.decode({ crc: crc32c, codecs });
  const times: Record<string, string> = { create: "CreateTime", append: "LogAppendTime" };
  const shown: Record<string, unknown> = {
    magic: batch.magic,
    codec: codecName(batch.codec) ?? "none",
    timestampType: batch.timestampType === null ? "NoTimestampType" : times[batch.timestampType],
    sizeInBytes: batch.sizeInBytes,
    crc: batch.crc,
    lastOffset: String(batch.lastOffset),
    maxTimestamp: String(batch.maxTimestampExact()),
    records: records.map(showRecord),
  };
  if (batch.magic < 2) return shown;
  return Object.assign(shown, {
    baseOffset: String(batch.baseOffset),
    partitionLeaderEpoch: batch.partitionLeaderEpoch,
    producerId: String(batch.producerIdExact()),
    producerEpoch: batch.producerEpoch,
    baseSequence: batch.baseSequence,
    transactional: batch.isTransactional,
    control: batch.isControl,
    deleteHorizonMs: batch.deleteHorizonMs === null ? null : String(batch.deleteHorizonMs),
  });
}

function showRecord(record: RecordView): Record<string, unknown> {
  return {
    offset: String(record.offset),
    timestamp: String(record.timestampExact()),
    key: showContent(record.key),
    value: showContent(record.value),
    headers: record.headers.map(([name, value]) => [name, value === null ? null : toBase64(value)]),
  };
}

function showContent(content: Uint8Array | null): GoldenContent {
  if (content === null) return null;
  if (content.length <= 4096) return toBase64(content);
  return { length: content.length, sha256: createHash("sha256").update(content).digest("hex") };
}

/**
 * A batch that a broker stamped with the time of the append. The vector tells that time alone; the producer's own
 * timestamps, still in the bytes, come from reading them without the stamp. Encoding is then the producer's batch, and
 * the stamp on it.
 */
async function encodeStamped(batch: RecordBatch, wanted: GoldenBatch, codecs: CodecTable): Promise<Uint8Array> {
  const bytes = batch.bytes.slice(batch.start, batch.start + batch.sizeInBytes);
  bytes[BATCH_FIELDS.attributes + 1] &= ~BATCH_BITS.logAppendTime;
  const records = await new RecordBatch(bytes, 0).decode({ crc: crc32c, codecs, checkCrc: false });
  const created = wanted.records.map((record, i) => ({ ...record, timestamp: String(records[i].timestampExact()) }));
  const encoded = encodeBatch({ ...wanted, timestampType: "CreateTime", records: created });
  stampBatch(encoded, Number(wanted.records[0]?.timestamp ?? batch.maxTimestamp), crc32c);
  return encoded;
}

function encodeBatch(batch: GoldenBatch, codec?: Codec): Uint8Array {
  const horizon = batch.deleteHorizonMs ?? null;
  const writer = new BatchWriter({
    maxBytes: 2 ** 30,
    deleteHorizonMs: horizon === null ? undefined : Number(horizon),
  });
  const base = Number(batch.baseOffset);
  let next = base;
  for (const record of batch.records) {
    writer.skipOffsets(Number(record.offset) - next);
    next = Number(record.offset) + 1;
    const headers: RecordHeaders = record.headers.map(([name, value]) => [name, content(value)]);
    const sent = { key: content(record.key), value: content(record.value) };
    writer.append(sent, Number(record.timestamp), headers.length === 0 ? null : headers);
  }
  writer.skipOffsets(Number(batch.lastOffset) + 1 - next);
  return writer.seal({
    crc: crc32c,
    codec,
    baseOffset: base,
    partitionLeaderEpoch: batch.partitionLeaderEpoch,
    producerId: BigInt(batch.producerId ?? -1),
    producerEpoch: batch.producerEpoch,
    baseSequence: batch.baseSequence,
    transactional: batch.transactional,
    control: batch.control,
    timestampType: batch.timestampType === "LogAppendTime" ? "append" : "create",
  });
}

function encodeMessages(batch: GoldenBatch, codec?: Codec): Uint8Array {
  const magic = batch.magic === 0 ? 0 : 1;
  const base = Number(batch.records[0]?.offset ?? 0);
  const writer = new MessageSetWriter({ magic, maxBytes: 2 ** 30, baseOffset: base });
  let next = base;
  for (const record of batch.records) {
    writer.skipOffsets(Number(record.offset) - next);
    next = Number(record.offset) + 1;
    writer.append({ key: content(record.key), value: content(record.value) }, Number(record.timestamp));
  }
  return writer.seal({ codec, timestampType: batch.timestampType === "LogAppendTime" ? "append" : "create" });
}

/** Encodes with the codec of the set, decodes again, and compares what an encoder decides: the records. */
async function again(golden: GoldenSet, codecs: CodecTable): Promise<string | null> {
  for (const [index, batch] of (golden.batches ?? []).entries()) {
    if (batch.records.some((r) => isDigest(r.key) || isDigest(r.value) || !isPlainTime(r.timestamp))) continue;
    const codec = batch.codec === "none" ? undefined : await codecs.get(batch.codec, batch.magic);
    const bytes = batch.magic === 2 ? encodeBatch(batch, codec) : encodeMessages(batch, codec);
    const decoded: unknown[] = [];
    for (const one of readRecordBatches(bytes).batches) {
      decoded.push(...(await one.decode({ crc: crc32c, codecs })).map(showRecord));
    }
    const difference = firstDifference(decoded, batch.records, `batches[${index}].records, encoded and decoded again`);
    if (difference !== null) return difference;
  }
  return null;
}

function isDigest(content: GoldenContent): boolean {
  return typeof content === "object" && content !== null;
}

function isPlainTime(timestamp: string): boolean {
  return Number.isSafeInteger(Number(timestamp));
}

function content(value: GoldenContent): RecordContent {
  if (value === null) return null;
  if (typeof value === "string") return Uint8Array.from(atob(value), (c) => c.charCodeAt(0));
  throw new Error("the vector holds a digest in the place of bytes, so it cannot be encoded");
}

function compare(got: Uint8Array, wanted: Uint8Array): string | null {
  if (got.length !== wanted.length) return `encodes to ${got.length} bytes, not ${wanted.length}`;
  const at = got.findIndex((byte, index) => byte !== wanted[index]);
  return at < 0 ? null : `encodes to other bytes: ${got[at]} at ${at}, not ${wanted[at]}`;
}

/** The first place at which two plain values differ; null when they do not. */
function firstDifference(got: unknown, wanted: unknown, path: string): string | null {
  if (typeof wanted !== "object" || wanted === null || typeof got !== "object" || got === null) {
    return got === wanted ? null : `${path} is ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`;
  }
  const keys = new Set([...Object.keys(got), ...Object.keys(wanted)]);
  for (const key of keys) {
    const difference = firstDifference(
      (got as Record<string, unknown>)[key],
      (wanted as Record<string, unknown>)[key],
      `${path}.${key}`,
    );
    if (difference !== null) return difference;
  }
  return null;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Bytes of a text of hexadecimal digits. */
export function fromHex(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

export { checkMisc } from "./golden_values.ts";
