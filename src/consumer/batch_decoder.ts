// Turns a fetched batch into records to hand over: checksum, decompression, aborted transactions dropped, records
// before the position left out. Called by handover.ts. Nothing of a batch is handed over before all of it was read.
import type { CodecTable } from "../../protocol/records/codecs.ts";
import type { RecordBatch, RecordWalk } from "../../protocol/records/batch_reader.ts";
import { readControlKey } from "../../protocol/records/control_records.ts";
import type { Crc32c } from "../../transports/platform.ts";
import type { Cursor } from "./cursor.ts";
import type { AbortedTransaction, Fetched } from "./fetched.ts";
import type { CheckedConsumerOptions } from "./options.ts";
import { ConsumerBatch, ConsumerRecord } from "./record.ts";

/** Which transactions of one fetched partition are aborted at the batch that is read now (KIP-98). */
export class AbortedRanges {
  readonly #coming: AbortedTransaction[];
  readonly #open = new Set<bigint>();

  /** `aborted`: what the broker told, in any order. */
  constructor(aborted: readonly AbortedTransaction[]) {
    this.#coming = [...aborted].sort((a, b) => a.firstOffset < b.firstOffset ? -1 : 1);
  }

  /** Whether the records of this batch were aborted. Batches must come in order. */
  drops(batch: RecordBatch): boolean {
    if (this.#coming.length === 0 && this.#open.size === 0) return false;
    for (let next = this.#coming[0]; next !== undefined && next.firstOffset <= BigInt(batch.lastOffset);) {
      this.#open.add(next.producerId);
      this.#coming.shift();
      next = this.#coming[0];
    }
    return batch.isTransactional && !batch.isControl && this.#open.has(batch.producerIdExact());
  }

  /** An abort marker ends the range of its producer. */
  endedBy(batch: RecordBatch): void {
    this.#open.delete(batch.producerIdExact());
  }

  /** Whether any range is open or to come, so that markers must be looked at. */
  get isActive(): boolean {
    return this.#coming.length > 0 || this.#open.size > 0;
  }
}

/** What decoding needs. */
export interface BatchDecoderOptions {
  /** Options of the consumer. */
  readonly options: CheckedConsumerOptions;
  /** CRC-32C. */
  readonly crc: Crc32c;
  /** Codecs. */
  readonly codecs: CodecTable;
}

/** Decodes batches for one consumer. */
export class BatchDecoder {
  readonly #context: BatchDecoderOptions;

  /** Takes what decoding needs. */
  constructor(context: BatchDecoderOptions) {
    this.#context = context;
  }

  /**
   * The records of a batch from the position on, or null when there are none to show. At once when the codec is there,
   * else when it is loaded.
   */
  decode(
    batch: RecordBatch,
    { cursor, ranges }: { readonly cursor: Cursor; readonly ranges: AbortedRanges },
  ): ConsumerBatch | null | Promise<ConsumerBatch | null> {
    const dropped = ranges.drops(batch);
    if (batch.lastOffset < cursor.position || dropped) return null;
    if (batch.isControl && !ranges.isActive) return null;
    const walk = batch.walk(this.#walkOptions());
    if (walk instanceof Promise) return walk.then((loaded) => this.#collect(batch, loaded, { cursor, ranges }));
    return this.#collect(batch, walk, { cursor, ranges });
  }

  #walkOptions() {
    const { options, crc, codecs } = this.#context;
    return { crc, codecs, checkCrc: options.checkCrc, maxDecompressedBytes: options.maxDecompressedBytes };
  }

  #collect(
    batch: RecordBatch,
    walk: RecordWalk,
    { cursor, ranges }: { readonly cursor: Cursor; readonly ranges: AbortedRanges },
  ): ConsumerBatch | null {
    if (batch.isControl) {
      if (walk.next() && isAbortMarker(walk)) ranges.endedBy(batch);
      return null;
    }
    const origin = { topic: cursor.topic, partition: cursor.partition, leaderEpoch: batch.partitionLeaderEpoch };
    const records: ConsumerRecord[] = [];
    while (walk.next()) {
      if (walk.offset >= cursor.position) records.push(new ConsumerRecord(origin, walk));
    }
    if (records.length === 0) return null;
    return new ConsumerBatch(origin, {
      records,
      highWatermark: cursor.highWatermark,
      nextOffset: batch.lastOffset + 1,
    });
  }
}

function isAbortMarker(walk: RecordWalk): boolean {
  if (walk.keyLength < 0) return false;
  return readControlKey(walk.bytes.subarray(walk.keyStart, walk.keyStart + walk.keyLength)).type === "abort";
}

/** The aborted ranges of what was fetched, as far as this consumer cares. */
export function abortedRangesOf(fetched: Fetched, options: CheckedConsumerOptions): AbortedRanges {
  return new AbortedRanges(options.isolation === "read_committed" ? fetched.aborted : []);
}
