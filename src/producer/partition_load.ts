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

/** Bytes of these records. */
export function bufferedBytes(queue: PartitionQueue | undefined): number {
  if (queue === undefined) return 0;
  let bytes = 0;
  for (const batch of queue.batches) bytes += batch.budgetBytes;
  return bytes;
}
