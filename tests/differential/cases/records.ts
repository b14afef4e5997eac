// What the cases write and read: batches by hand, and Produce and Fetch in whatever version is under test. Called by the
// cases; must not know which broker answers.
import { Fetch, type FetchRequest, type FetchResponse } from "../../../protocol/messages/fetch.ts";
import { InitProducerId } from "../../../protocol/messages/init_producer_id.ts";
import { Produce, type ProduceRequest, type ProduceResponse } from "../../../protocol/messages/produce.ts";
import type { SealOptions } from "../../../protocol/records/batch_writer.ts";
import { BATCH_FIELDS } from "../../../protocol/records/batch_header.ts";
import type { Init } from "../../../protocol/wire/api.ts";
import { crc32c } from "../../../protocol/wire/crc32c.ts";
import { batch } from "../../embedded/raw_client.ts";
import type { CallOptions, Script } from "../script.ts";

/** A topic by both of its names. */
export interface TopicName {
  /** Name. */
  readonly name: string;
  /** Id. */
  readonly id: string;
}

/** A topic id that no broker has made. */
export const NO_SUCH_ID = "zzzzzzzzzzzzzzzzzzzzzQ";
/** The id of no topic. */
export const ZERO_ID = "AAAAAAAAAAAAAAAAAAAAAA";

/** Time of records that don't say: near that of the markers of transactions, or logs begin a new segment with them. */
const TODAY = Date.now();

/** A batch of `count` records with timestamps from `timestamp` on, one apart. */
export function records(
  count: number,
  { timestamp = TODAY, bytes = 4, ...options }: Partial<SealOptions> & {
    readonly timestamp?: number;
    readonly bytes?: number;
  } = {},
): Uint8Array {
  const all = Array.from({ length: count }, (_, i) => ({
    key: `k${i}`,
    value: "v".repeat(bytes),
    timestamp: timestamp + i,
  }));
  return batch(all, options);
}

/** A batch of an idempotent producer. */
export function sequenced(
  { producerId, producerEpoch = 0 }: Producer,
  baseSequence: number,
  { count = 1, ...options }: {
    readonly count?: number;
    readonly transactional?: boolean;
    readonly timestamp?: number;
  } = {},
): Uint8Array {
  return records(count, { producerId, producerEpoch, baseSequence, ...options });
}

/** Overwrites a field of a batch; the checksum is made right again unless `keepCrc`. */
export function tampered(
  bytes: Uint8Array,
  write: (view: DataView) => void,
  { keepCrc = false }: { readonly keepCrc?: boolean } = {},
): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  write(view);
  if (!keepCrc) view.setUint32(BATCH_FIELDS.crc, crc32c(copy, BATCH_FIELDS.attributes, copy.length));
  return copy;
}

/** Who writes. */
export interface Producer {
  /** Id. */
  readonly producerId: bigint;
  /** Epoch. */
  readonly producerEpoch?: number;
}

/** Gets a producer id, transactional or not. */
export async function producer(
  script: Script,
  { transactionalId = null, timeoutMs = 60_000, ...options }: CallOptions & {
    readonly transactionalId?: string | null;
    readonly timeoutMs?: number;
  } = {},
): Promise<Producer & { readonly producerEpoch: number }> {
  const version = Math.min(5, script.version(InitProducerId));
  const request = { transactionalId, transactionTimeoutMs: timeoutMs };
  const { producerId, producerEpoch, errorCode } = await script.call(InitProducerId, request, { version, ...options });
  if (errorCode !== 0) throw new Error(`no producer id: error ${errorCode}`);
  return { producerId, producerEpoch };
}

/** How a batch is produced. */
export interface ProduceOptions extends CallOptions, Partial<Pick<ProduceRequest, "acks" | "transactionalId">> {
  /** Partition. @default 0 */
  readonly partition?: number;
}

/** Version of Produce under test; the oldest that brokers name are refused by them. */
export function produceVersion(script: Script): number {
  return Math.max(3, script.version(Produce));
}

/** Sends one batch to one partition. */
export function produce(
  script: Script,
  { name, id }: TopicName,
  bytes: Uint8Array,
  { partition = 0, acks = -1, transactionalId = null, ...options }: ProduceOptions = {},
): Promise<ProduceResponse> {
  const topicData = [{ name, topicId: id, partitionData: [{ index: partition, records: bytes }] }];
  const request = { acks, transactionalId, timeoutMs: 5_000, topicData };
  return script.call(Produce, request, { version: produceVersion(script), ...options });
}

/** How a partition is fetched. */
export interface FetchOptions extends CallOptions, Partial<Init<Omit<FetchRequest, "topics">>> {
  /** Partition. @default 0 */
  readonly partition?: number;
  /** Offset. @default 0 */
  readonly offset?: bigint;
  /** Leader epoch that the consumer knows. @default -1 */
  readonly epoch?: number;
  /** Epoch of the last record that it has. @default -1 */
  readonly lastFetchedEpoch?: number;
  /** Bytes of the partition at most. @default 1 MiB */
  readonly partitionBytes?: number;
}

/** Fetches from one partition without a session and without waiting. */
export function fetch(script: Script, { name, id }: TopicName, options: FetchOptions = {}): Promise<FetchResponse> {
  const { partition = 0, offset = 0n, epoch = -1, lastFetchedEpoch = -1, partitionBytes = 1 << 20 } = options;
  const { version, on, silent, ...request } = options;
  const partitions = [{
    partition,
    fetchOffset: offset,
    currentLeaderEpoch: epoch,
    lastFetchedEpoch,
    partitionMaxBytes: partitionBytes,
  }];
  return script.call(Fetch, {
    minBytes: 0,
    maxWaitMs: 0,
    ...request,
    topics: [{ topic: name, topicId: id, partitions }],
  }, { version, on, silent });
}
