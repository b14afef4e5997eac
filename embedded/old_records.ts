// From stored batches to the message sets of formats 0 and 1 that fetches below version 4 understand. Called by
// handlers/fetch.ts; must not know partitions.
import { readRecordBatches, type RecordBatch } from "../protocol/records/batch_reader.ts";
import { MessageSetWriter } from "../protocol/records/message_set_writer.ts";
import type { RecordTools } from "./produced_records.ts";

/** What is wanted of the converted records. */
export interface DownConversion {
  /** Message format. */
  readonly magic: 0 | 1;
  /** Records below it are left out. */
  readonly fromOffset: number;
  /** The result is cut here, even within a message. */
  readonly maxBytes: number;
}

const ZSTD = 4;

/** Whether the batches hold one that no old format can carry (zstd, KIP-110). */
export function hasZstd(records: Uint8Array): boolean {
  return readRecordBatches(records).batches.some((batch) => batch.codec === ZSTD);
}

/** The whole batches of `records` as one message set. Headers, producers and epochs are lost, as in Kafka. */
export async function downConvert(
  records: Uint8Array,
  wanted: DownConversion,
  tools: RecordTools,
): Promise<Uint8Array> {
  const sets: Uint8Array[] = [];
  let size = 0;
  for (const batch of readRecordBatches(records).batches) {
    if (batch.isControl) continue;
    const set = await convertBatch(batch, wanted, tools);
    sets.push(set);
    size += set.length;
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const set of sets) {
    all.set(set, at);
    at += set.length;
  }
  return all.subarray(0, wanted.maxBytes);
}

async function convertBatch(batch: RecordBatch, wanted: DownConversion, tools: RecordTools): Promise<Uint8Array> {
  const { magic, fromOffset } = wanted;
  const records = (await batch.decode({ ...tools, checkCrc: false })).filter((record) => record.offset >= fromOffset);
  const baseOffset = records[0]?.offset ?? batch.baseOffset;
  const writer = new MessageSetWriter({ magic, maxBytes: tools.maxDecompressedBytes, baseOffset });
  for (const record of records) writer.append(record, record.timestamp);
  const codec = batch.codec === 0 ? undefined : await tools.codecs.get(batch.codec, magic);
  return writer.seal({ codec, timestampType: batch.timestampType === "append" ? "append" : "create" });
}
