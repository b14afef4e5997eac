// Counts what happens to the batches of one partition, and of all of them together: each counter adds to its sum as
// well. Owned by partition_queue.ts and producer_metrics.ts, told once for each batch; must not know brokers or time.
import type { KafkaError } from "../../errors/kafka_error.ts";
import type { Batch } from "./batch.ts";
import { Counted, CountedTimes, type Distribution, type TimeDistribution } from "./distribution.ts";

/** What was sent, in numbers that only grow; the Java client's name of each stands behind it. */
export interface SendCounts {
  /**
   * Ms from the first record of a batch until the batch was first sent, by batch (record-queue-time-avg, -max).
   * Records that waited for room or for their topic before that are not counted.
   */
  readonly queueTimeMs: TimeDistribution;
  /** Bytes of a batch as it was sent, compressed and with its header, by batch (batch-size-avg, -max). */
  readonly batchBytes: Distribution;
  /** Records of a batch, by batch. */
  readonly batchRecords: Distribution;
  /** Bytes of a batch before compression, by batch. */
  readonly uncompressedBatchBytes: Distribution;
  /** Bytes as sent by bytes before compression; 1 = nothing gained, 0.25 = a quarter (compression-rate-avg). */
  readonly compressionRatio: number;
  /** Batches that were sent, each counted once. */
  readonly batchesSent: number;
  /** Records in these batches (record-send-total). */
  readonly recordsSent: number;
  /** Bytes of batches in all requests, those sent again too (byte-total). */
  readonly bytesSent: number;
  /** Batches that are acknowledged; with acks 0: taken by the connection. */
  readonly batchesAcknowledged: number;
  /** Records in these batches. */
  readonly recordsAcknowledged: number;
  /** Bytes of these batches as they were sent. */
  readonly bytesAcknowledged: number;
  /** How often a batch had to be sent again. */
  readonly batchesRetried: number;
  /** How often a record had to be sent again (record-retry-total). */
  readonly recordsRetried: number;
  /** Batches that a broker refused as too large, and that were split (batch-split-total). */
  readonly batchesSplit: number;
  /** Records that failed (record-error-total). */
  readonly recordsFailed: number;
  /** Failed attempts of batches, by error code, those that were tried again too. */
  readonly errors: Readonly<Record<string, number>>;
  /** Records that failed, by the error code that was told to their owners. */
  readonly failures: Readonly<Record<string, number>>;
}

/** A wait that was told as stalled: when it began, and how often it was told. */
export interface StallTold {
  /** On the clock. */
  readonly since: number;
  /** How often. */
  readonly times: number;
}

/** Counts one partition, or all. */
export class PartitionMeter {
  /** Since when records wait and nothing was acknowledged, on the clock; for those who look for stalled partitions. */
  waitingSince = 0;
  /** The wait that was told as stalled, and how often; it is over when `waitingSince` is another. */
  stallTold: StallTold = { since: -1, times: 0 };
  /** Why the newest attempt failed; null: it was acknowledged. */
  lastError: KafkaError | null = null;
  readonly #sum: PartitionMeter | null;
  readonly #queueTime = new CountedTimes();
  readonly #batchBytes = new Counted();
  readonly #batchRecords = new Counted();
  readonly #uncompressed = new Counted();
  #bytesSent = 0;
  #batchesAcknowledged = 0;
  #recordsAcknowledged = 0;
  #bytesAcknowledged = 0;
  #batchesRetried = 0;
  #recordsRetried = 0;
  #batchesSplit = 0;
  #recordsFailed = 0;
  #errors: Map<string, number> | null = null;
  #failures: Map<string, number> | null = null;

  /** `sum` counts along. */
  constructor(sum: PartitionMeter | null) {
    this.#sum = sum;
  }

  /** A request with `batch` is made, at `now`. */
  sent(batch: Batch, now: number): void {
    const first = batch.queueMs < 0;
    if (first) batch.queueMs = Math.max(0, now - batch.openedAt);
    this.#countSent(batch, first);
  }

  /** `batch` is acknowledged, at `now`. */
  acknowledged(batch: Batch, now: number): void {
    this.waitingSince = now;
    this.lastError = null;
    this.#countAcknowledged(batch.count, batch.records.sealedBytes);
  }

  /** An attempt failed; `again`: the batch is sent once more. */
  attemptFailed(error: KafkaError, again: Batch | null): void {
    this.lastError = error;
    this.#countAttempt(error.code, again === null ? -1 : again.count);
  }

  /** A batch is replaced by smaller ones. */
  split(): void {
    this.#batchesSplit++;
    this.#sum?.split();
  }

  /** Records are told that they failed. */
  failed(records: number, error: KafkaError): void {
    this.#recordsFailed += records;
    this.#failures = counted(this.#failures, error.code, records);
    this.#sum?.failed(records, error);
  }

  /** What was counted so far. */
  snapshot(): SendCounts {
    const [batchBytes, batchRecords] = [this.#batchBytes.snapshot(), this.#batchRecords.snapshot()];
    const uncompressed = this.#uncompressed.snapshot();
    return {
      queueTimeMs: this.#queueTime.snapshot(),
      batchBytes,
      batchRecords,
      uncompressedBatchBytes: uncompressed,
      compressionRatio: uncompressed.sum === 0 ? 1 : batchBytes.sum / uncompressed.sum,
      batchesSent: batchRecords.count,
      recordsSent: batchRecords.sum,
      bytesSent: this.#bytesSent,
      batchesAcknowledged: this.#batchesAcknowledged,
      recordsAcknowledged: this.#recordsAcknowledged,
      bytesAcknowledged: this.#bytesAcknowledged,
      batchesRetried: this.#batchesRetried,
      recordsRetried: this.#recordsRetried,
      batchesSplit: this.#batchesSplit,
      recordsFailed: this.#recordsFailed,
      errors: Object.fromEntries(this.#errors ?? []),
      failures: Object.fromEntries(this.#failures ?? []),
    };
  }

  #countSent(batch: Batch, first: boolean): void {
    const bytes = batch.records.sealedBytes;
    this.#bytesSent += bytes;
    if (first) {
      this.#queueTime.add(batch.queueMs);
      this.#batchBytes.add(bytes);
      this.#batchRecords.add(batch.count);
      this.#uncompressed.add(batch.records.size);
    }
    if (this.#sum !== null) this.#sum.#countSent(batch, first);
  }

  #countAcknowledged(records: number, bytes: number): void {
    this.#batchesAcknowledged++;
    this.#recordsAcknowledged += records;
    this.#bytesAcknowledged += bytes;
    if (this.#sum !== null) this.#sum.#countAcknowledged(records, bytes);
  }

  /** `recordsAgain` below 0: none is sent again. */
  #countAttempt(code: string, recordsAgain: number): void {
    this.#errors = counted(this.#errors, code, 1);
    if (recordsAgain >= 0) {
      this.#batchesRetried++;
      this.#recordsRetried += recordsAgain;
    }
    if (this.#sum !== null) this.#sum.#countAttempt(code, recordsAgain);
  }
}

function counted(counts: Map<string, number> | null, name: string, times: number): Map<string, number> {
  const map = counts ?? new Map<string, number>();
  map.set(name, (map.get(name) ?? 0) + times);
  return map;
}
