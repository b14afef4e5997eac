// Compaction of one log as the log cleaner does it: of each key the latest record stays, aborted records go, tombstones
// and markers stay for a while, offsets never change, and what producers are known by survives as an empty batch.
// Called by log_cleaner.ts; must not know topics.
import { BATCH_FIELDS, BATCH_HEADER_BYTES, type BatchCrc } from "../protocol/records/batch_header.ts";
import { readRecordBatches, type RecordBatch } from "../protocol/records/batch_reader.ts";
import { BatchWriter } from "../protocol/records/batch_writer.ts";
import { putInt32, putInt64 } from "../protocol/records/big_endian.ts";
import { codecName } from "../protocol/records/codecs.ts";
import type { RecordView } from "../protocol/records/record_view.ts";
import type { Log, StoredBatch } from "./log.ts";
import type { RecordTools } from "./produced_records.ts";

/** How a log is compacted. */
export interface Compaction {
  /** Offsets from here on are left alone. */
  readonly before: number;
  /** Wall clock. */
  readonly now: number;
  /** Batches younger than this time, and all behind the first such, are left alone. */
  readonly youngest: number;
  /** How long tombstones and markers stay (`delete.retention.ms`). */
  readonly keepTombstonesMs: number;
}

/** A batch with its records. */
interface Opened {
  readonly stored: StoredBatch;
  readonly view: RecordBatch;
  readonly records: readonly RecordView[];
  /** Whether its transaction was aborted. */
  readonly aborted: boolean;
}

/** Compacts a log. */
export async function compactLog(log: Log, compaction: Compaction, tools: RecordTools): Promise<void> {
  const batches = cleanable(log, compaction);
  if (batches.length === 0) return;
  const opened: Opened[] = [];
  for (const stored of batches) opened.push(await open(stored, log, tools));
  // The log may have been cut or have moved on while a codec was loaded.
  if (batches.some((stored, at) => log.batches[at] !== stored)) return;
  const end = batches[batches.length - 1].lastOffset + 1;
  const keep = keeper(log, { opened, end, compaction });
  const written: StoredBatch[] = [];
  for (const batch of opened) {
    const next = await rewrite(batch, keep, tools);
    if (next !== null) written.push(next);
  }
  if (batches.every((stored, at) => log.batches[at] === stored)) log.replaceBefore(end, written);
}

function cleanable(log: Log, { before, youngest }: Compaction): StoredBatch[] {
  const found: StoredBatch[] = [];
  for (const batch of log.batches) {
    if (batch.lastOffset >= before || batch.maxTimestamp > youngest) break;
    found.push(batch);
  }
  return found;
}

async function open(stored: StoredBatch, log: Log, tools: RecordTools): Promise<Opened> {
  const [view] = readRecordBatches(stored.bytes).batches;
  const records = await view.decode({ ...tools, checkCrc: false });
  const producerId = view.producerIdExact();
  const aborted = view.isTransactional && !view.isControl &&
    log.abortedTransactions(stored.baseOffset, stored.lastOffset + 1).some((one) =>
      one.producerId === producerId && one.firstOffset <= stored.baseOffset && one.lastOffset >= stored.lastOffset
    );
  return { stored, view, records, aborted };
}

interface Keeper {
  readonly compaction: Compaction;
  /** Whether a record stays. */
  readonly record: (batch: Opened, record: RecordView) => boolean;
  /** Whether a batch stays although it has no records left. */
  readonly empty: (batch: Opened) => boolean;
  /** Whether a marker ends a transaction that has no records left. */
  readonly idleMarker: (batch: Opened) => boolean;
}

function keeper(
  log: Log,
  { opened, end, compaction }: {
    readonly opened: readonly Opened[];
    readonly end: number;
    readonly compaction: Compaction;
  },
): Keeper {
  const latest = new Map<string, number>();
  for (const { records, aborted, view } of opened) {
    if (aborted || view.isControl) continue;
    for (const record of records) if (record.key !== null) latest.set(text(record.key), record.offset);
  }
  const expired = ({ view }: Opened) => view.deleteHorizonMs !== null && view.deleteHorizonMs <= compaction.now;
  const stays = (batch: Opened, record: RecordView): boolean => {
    if (batch.aborted || record.key === null || latest.get(text(record.key)) !== record.offset) return false;
    return record.value !== null || !expired(batch);
  };
  const idle = idleMarkers(opened, stays);
  const last = new Map(log.producers.list().map((one) => [one.producerId, one]));
  return {
    compaction,
    idleMarker: (batch) => idle.has(batch),
    record: (batch, record) => batch.view.isControl ? !idle.has(batch) || !expired(batch) : stays(batch, record),
    empty: ({ view, stored }) => {
      const producer = last.get(view.producerIdExact());
      if (producer !== undefined && view.producerEpoch === producer.epoch) {
        if (producer.lastDataOffset < 0 ? view.isControl : producer.lastDataOffset === stored.lastOffset) return true;
      }
      return stored.lastOffset + 1 === end;
    },
  };
}

/** Markers of transactions of which nothing is left. */
function idleMarkers(opened: readonly Opened[], stays: (batch: Opened, record: RecordView) => boolean): Set<Opened> {
  const idle = new Set<Opened>();
  const alive = new Set<bigint>();
  for (const batch of opened) {
    const producerId = batch.view.producerIdExact();
    if (batch.view.isControl) {
      if (!alive.delete(producerId)) idle.add(batch);
    } else if (batch.view.isTransactional && batch.records.some((record) => stays(batch, record))) {
      alive.add(producerId);
    }
  }
  return idle;
}

/** The batch without what goes; null when nothing of it stays. */
async function rewrite(batch: Opened, keep: Keeper, tools: RecordTools): Promise<StoredBatch | null> {
  const { stored, view, records } = batch;
  const kept = records.filter((record) => keep.record(batch, record));
  if (kept.length === 0) {
    return keep.empty(batch) ? { ...stored, bytes: emptied(stored.bytes, tools.crc), maxTimestamp: -1 } : null;
  }
  const waits = keep.idleMarker(batch) || (!view.isControl && kept.some((record) => record.value === null));
  const horizon = view.deleteHorizonMs ?? (waits ? keep.compaction.now + keep.compaction.keepTombstonesMs : null);
  if (kept.length === records.length && horizon === view.deleteHorizonMs) return stored;
  const writer = new BatchWriter({
    maxBytes: tools.maxDecompressedBytes,
    ...(horizon === null ? null : { deleteHorizonMs: horizon }),
  });
  let next = stored.baseOffset;
  for (const record of kept) {
    writer.skipOffsets(record.offset - next);
    writer.append(record, record.timestamp, record.headers);
    next = record.offset + 1;
  }
  writer.skipOffsets(stored.lastOffset + 1 - next);
  const name = codecName(view.codec);
  const bytes = writer.seal({
    crc: tools.crc,
    codec: name === undefined ? undefined : await tools.codecs.get(name),
    producerId: view.producerIdExact(),
    producerEpoch: view.producerEpoch,
    baseSequence: view.baseSequence,
    transactional: view.isTransactional,
    control: view.isControl,
    timestampType: view.timestampType === "append" ? "append" : "create",
    partitionLeaderEpoch: stored.leaderEpoch,
    baseOffset: stored.baseOffset,
  });
  return { ...stored, bytes, maxTimestamp: writer.maxTimestamp };
}

/** The header alone: producer, sequences and offsets stay known. */
function emptied(bytes: Uint8Array, crc: BatchCrc): Uint8Array {
  const header = bytes.slice(0, BATCH_HEADER_BYTES);
  putInt32(header, BATCH_FIELDS.length, BATCH_HEADER_BYTES - BATCH_FIELDS.partitionLeaderEpoch);
  putInt32(header, BATCH_FIELDS.recordCount, 0);
  putInt64(header, BATCH_FIELDS.maxTimestamp, -1);
  putInt32(header, BATCH_FIELDS.crc, crc(header, BATCH_FIELDS.attributes, header.length));
  return header;
}

/** Bytes as a key of a map: one character a byte. */
function text(bytes: Uint8Array): string {
  let all = "";
  for (const byte of bytes) all += String.fromCharCode(byte);
  return all;
}
