// How much a partition's queue holds, counted when somebody asks. Called by topic_table.ts for partitioners, once in
// many records; must not change anything.
import type { PartitionQueue } from "./partition_queue.ts";

/** Records that are not yet acknowledged. */
export function bufferedRecords(queue: PartitionQueue | undefined): number {
  if (queue === undefined) return 0;
  let records = 0;
  for (const batch of queue.batches) records += batch.count;
  return records;
}

/**
 * Since when something is due and nothing was acknowledged, on the clock; Infinity: it holds nothing. It lies ahead
 * while one batch lingers, and grows with each acknowledgement.
 */
export function waitingSince(queue: PartitionQueue | undefined): number {
  const head = queue?.batches[0];
  if (queue === undefined || head === undefined) return Infinity;
  const { waitingSince: since } = queue.meter;
  const lingers = head.phase === "open" && (queue.batches.length === 1 || head.readyAt === Infinity);
  return lingers ? Math.max(since, head.readyAt) : since;
}

/** Bytes of these records. */
export function bufferedBytes(queue: PartitionQueue | undefined): number {
  if (queue === undefined) return 0;
  let bytes = 0;
  for (const batch of queue.batches) bytes += batch.budgetBytes;
  return bytes;
}
