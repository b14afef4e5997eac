// Produce requests in all versions: message sets below 3, topic ids from 13 on. Called by sender.ts once the version
// is known; here batches are sealed: sequence, codec, checksum. Pure but for that.
import type { KafkaError } from "../../errors/kafka_error.ts";
import { RecordError } from "../../errors/record_error.ts";
import type { ProduceRequest } from "../../protocol/messages/produce.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ZERO_UUID } from "../../protocol/wire/uuid.ts";
import type { Codec } from "../../transports/platform.ts";
import type { MetadataSnapshot } from "../cluster/waist.ts";
import type { Batch } from "./batch.ts";
import type { Encoding } from "./encoding.ts";

/** First version with topic ids instead of names (KIP-516). */
const FIRST_WITH_TOPIC_IDS = 13;
/** First version that may carry zstd (KIP-110). */
const FIRST_WITH_ZSTD = 7;
/** First version with message format 1; format 0 has an lz4 of its own. */
const FIRST_WITH_MESSAGE_FORMAT_1 = 2;

/** What goes into one request. */
export interface ProducePlan {
  /** Batches, at most one of each partition. */
  readonly batches: readonly Batch[];
  /** -1 = all, 1, 0. */
  readonly acks: number;
  /** How long the broker may wait for the replicas, in ms. */
  readonly timeoutMs: number;
  /** Transactional id, or null. */
  readonly transactionalId: string | null;
  /** Level of the codec. */
  readonly compressionLevel: number | undefined;
  /** Checksum and codecs, loaded. */
  readonly encoding: Pick<Encoding, "codecs" | "lz4Legacy" | "crc">;
  /** Filled by {@linkcode produceBody}: batches that the version of this broker cannot carry. */
  readonly refused: Map<Batch, KafkaError>;
  /** The metadata that the request goes by. */
  readonly metadata: MetadataSnapshot;
}

/** The highest version that the topics allow: one without an id keeps the request below version 13. */
export function maxProduceVersion(plan: ProducePlan): number {
  for (const { topic } of plan.batches) {
    if ((plan.metadata.topics.get(topic)?.id ?? ZERO_UUID) === ZERO_UUID) return FIRST_WITH_TOPIC_IDS - 1;
  }
  return Infinity;
}

/** The codec to use: the first of the list that a broker with this version of Produce reads; null: none. */
export function chooseCodec(
  { codecs, lz4Legacy }: Pick<Encoding, "codecs" | "lz4Legacy">,
  version: number,
): Codec | null {
  for (const codec of codecs) {
    if (codec?.name === "zstd" && version < FIRST_WITH_ZSTD) continue;
    return codec?.name === "lz4" && version < FIRST_WITH_MESSAGE_FORMAT_1 ? lz4Legacy : codec;
  }
  return null;
}

/** The body of a request. */
export function produceBody(plan: ProducePlan, version: number): Init<ProduceRequest> {
  const topics = new Map<string, { index: number; records: Uint8Array }[]>();
  for (const batch of plan.batches) {
    const records = seal(plan, batch, version);
    if (records === null) continue;
    const partitions = topics.get(batch.topic);
    if (partitions === undefined) topics.set(batch.topic, [{ index: batch.partition, records }]);
    else partitions.push({ index: batch.partition, records });
  }
  return {
    transactionalId: plan.transactionalId,
    acks: plan.acks,
    timeoutMs: plan.timeoutMs,
    topicData: [...topics].map(([name, partitionData]) => ({
      ...(version >= FIRST_WITH_TOPIC_IDS ? { topicId: plan.metadata.topics.get(name)?.id ?? ZERO_UUID } : { name }),
      partitionData,
    })),
  };
}

/** The bytes of a batch; null when brokers of this version cannot hold one of its records. */
function seal(plan: ProducePlan, batch: Batch, version: number): Uint8Array | null {
  try {
    return batch.records.seal({
      version,
      codec: chooseCodec(plan.encoding, version),
      crc: plan.encoding.crc,
      level: plan.compressionLevel,
      producerId: batch.identity.producerId,
      producerEpoch: batch.identity.producerEpoch,
      baseSequence: batch.sequence,
      transactional: plan.transactionalId !== null,
    });
  } catch (error) {
    plan.refused.set(batch, error instanceof RecordError ? refusedBy(batch, version, error) : notMade(batch, error));
    return null;
  }
}

/** A record of the batch cannot be said in the message format of this version: headers before 0.11. */
function refusedBy({ topic, partition, count, maybeWritten }: Batch, version: number, cause: RecordError): RecordError {
  const { field } = cause;
  const others = count === 1 ? "" : ` The ${count} records of its batch fell with it.`;
  return new RecordError(
    `A record for ${topic} [${partition}] cannot be sent to a broker with Produce ${version}: ${cause.message}.${others}`,
    { code: "INVALID_RECORD", field, topic, partition, delivery: maybeWritten ? "unknown" : "none", cause },
  );
}

/** A codec failed, or is none. */
function notMade({ topic, partition, count, maybeWritten }: Batch, cause: unknown): RecordError {
  return new RecordError(
    `A batch of ${count} records for ${topic} [${partition}] could not be made: ${String(cause)}`,
    { code: "SERIALIZATION", topic, partition, delivery: maybeWritten ? "unknown" : "none", cause },
  );
}
