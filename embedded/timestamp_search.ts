// Finds records of a log by their time. Called by handlers/list_offsets.ts; must not know requests.
import { ProtocolError } from "../errors/protocol_error.ts";
import { readRecordBatches } from "../protocol/records/batch_reader.ts";
import type { Log, StoredBatch } from "./log.ts";
import type { RecordTools } from "./produced_records.ts";

/** A record that was found. */
export interface FoundRecord {
  /** Its offset. */
  readonly offset: number;
  /** Its timestamp. */
  readonly timestamp: number;
  /** Leader epoch of its batch. */
  readonly leaderEpoch: number;
}

/** The first record whose timestamp is `timestamp` or later; null when there is none. */
export async function firstFrom(log: Log, timestamp: number, tools: RecordTools): Promise<FoundRecord | null> {
  for (const batch of log.batches) {
    if (batch.maxTimestamp < timestamp) continue;
    const found = (await recordsOf(batch, log, tools)).find((record) => record.timestamp >= timestamp);
    if (found !== undefined) return found;
  }
  return null;
}

/** The first record with the largest timestamp of the log; null when no record has one. */
export async function largestTimestamp(log: Log, tools: RecordTools): Promise<FoundRecord | null> {
  let largest: StoredBatch | undefined;
  for (const batch of log.batches) if (batch.maxTimestamp > (largest?.maxTimestamp ?? -1)) largest = batch;
  if (largest === undefined) return null;
  const { maxTimestamp } = largest;
  return (await recordsOf(largest, log, tools)).find((record) => record.timestamp === maxTimestamp) ?? null;
}

async function recordsOf(batch: StoredBatch, log: Log, tools: RecordTools): Promise<FoundRecord[]> {
  const [view] = readRecordBatches(batch.bytes).batches;
  try {
    const records = await view.decode({ ...tools, checkCrc: false });
    return records
      .filter((record) => record.offset >= log.startOffset)
      .map(({ offset, timestamp }) => ({ offset, timestamp, leaderEpoch: batch.leaderEpoch }));
  } catch (error) {
    // A batch that cannot be read holds no record that could be found.
    if (error instanceof ProtocolError) return [];
    throw error;
  }
}
