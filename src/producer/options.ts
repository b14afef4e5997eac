// What a user can ask of a producer. Checked by option_checks.ts when a producer is made; must not know the network.
import type { Codec, CodecName } from "../../transports/platform.ts";
import type { ProducerInterceptor } from "./interceptors.ts";
import type { PartitionerChoice } from "./partitioner.ts";
import type { DeliveryOutcome, ProducerRecord } from "./record.ts";

/** A codec by its name, none, or a codec object of one's own: it must read and write Kafka's format of its name. */
export type CompressionChoice = CodecName | "none" | Codec;

/** Options of a producer. */
export interface ProducerOptions {
  /**
   * How long a batch that is not full waits for more records, in ms (linger.ms). With 0 the sends of one synchronous
   * turn share a batch.
   * @default 0
   */
  readonly lingerMs?: number;
  /**
   * Most bytes of one batch before compression (batch.size); a larger record is refused. A function is asked once for
   * each topic, and gives 512 to `maxRequestBytes`; records of a topic for which it throws or gives anything else fail.
   * @default 1000000
   */
  readonly batchMaxBytes?: number | ((topic: string) => number);
  /** Most bytes of one request (max.request.size). @default 104857600 (100 MiB) */
  readonly maxRequestBytes?: number;
  /** Requests to one broker that may wait for an answer (max.in.flight.requests.per.connection), 1 to 5. @default 5 */
  readonly maxInFlight?: number;
  /** A codec, or a list of which the first that the brokers read is taken (compression.type). @default "none" */
  readonly compression?: CompressionChoice | readonly CompressionChoice[];
  /**
   * Level of the codec (compression.gzip.level, compression.zstd.level). snappy has none; lz4 takes any and always
   * searches as Kafka's default level does, fast. @default the codec's own
   */
  readonly compressionLevel?: number;
  /** Who must have a record before it counts as written: `"all"` in-sync replicas, the leader (1), nobody (0). @default "all" */
  readonly acks?: "all" | 0 | 1;
  /**
   * Whether brokers drop doubles and keep the order (enable.idempotence). `"if-supported"`: not on brokers before 0.11.
   * @default true
   */
  readonly idempotent?: boolean | "if-supported";
  /**
   * How often a batch that failed is sent again before its records fail (retries), or Infinity: the time limit alone
   * counts. With idempotence, a batch that may have been written is not given up for this. @default Infinity
   */
  readonly recordRetries?: number;
  /**
   * How long the leader may wait for its replicas, in ms (timeout.ms of a Produce request); at most half of
   * `requestTimeoutMs` is sent, so that its answer comes. @default 15000
   */
  readonly acksTimeoutMs?: number;
  /**
   * What to do when a broker has lost what it had acknowledged: go on under a new producer epoch, or end the producer: all
   * that is buffered and all that comes fails with a `DataLossError`. A `data loss` event tells either way (KIP-360).
   * @default "continue"
   */
  readonly onDataLoss?: "continue" | "fail";
  /**
   * Allows several requests in flight for a partition without idempotence; a failure may then change the order of
   * records. Without it `maxInFlight` is 1 when there is no idempotence. @default false
   */
  readonly allowReordering?: boolean;
  /** How long a record may take from the call to its acknowledgement, in ms, or Infinity (delivery.timeout.ms). @default 120000 */
  readonly deliveryTimeoutMs?: number;
  /**
   * Most bytes of records that are not yet acknowledged (buffer.memory); past it `whenFull` counts, and `enqueue` gives
   * false. @default 33554432 (32 MiB)
   */
  readonly maxBufferedBytes?: number;
  /** Most records that are not yet acknowledged, beside `maxBufferedBytes`, or Infinity. @default Infinity */
  readonly maxBufferedRecords?: number;
  /**
   * What `send` and `sendAll` do while the buffer is full: wait for room (max.block.ms; at most `deliveryTimeoutMs`), or
   * fail at once with `BUFFER_FULL`. @default "wait"
   */
  readonly whenFull?: "wait" | "fail";
  /**
   * Sends nothing before `flush` or `close` is called. A full buffer then fails each send with `BUFFER_FULL`, since
   * waiting would be for ever. @default false
   */
  readonly manualFlush?: boolean;
  /**
   * Chooses the partition of records that name none: a name, `"default"` or `"uniform"` with options, or a function
   * (partitioner.class). @default "default": by key as Java (murmur2), without key uniform by bytes and load (KIP-794)
   */
  readonly partitioner?: PartitionerChoice;
  /** Whether sending may create a topic, where brokers allow it. @default false */
  readonly allowAutoTopicCreation?: boolean;
  /** How long records wait for a topic that does not exist, in ms; at least 5 answers of brokers. @default 10000 */
  readonly unknownTopicTimeoutMs?: number;
  /** Topic of records that name none. @default none: such a record is refused */
  readonly defaultTopic?: string;
  /** See each record before it is sent and when it is settled, in this order (interceptor.classes, KIP-42). @default [] */
  readonly interceptors?: readonly ProducerInterceptor[];
  /**
   * A topic that was not used for so long is forgotten, in ms, or Infinity: its metadata are asked for no more
   * (metadata.max.idle.ms, KIP-526). @default 300000
   */
  readonly topicMaxIdleMs?: number;
  /** A partition that has records and none acknowledged for so long raises a `stalled` event, in ms, or Infinity. @default 30000 */
  readonly stalledAfterMs?: number;
  /** Hears what became of each record given to `enqueue`. */
  readonly onDelivery?: (record: ProducerRecord, outcome: DeliveryOutcome) => void;
  /** Time limit of `close`, in ms. @default 30000 */
  readonly closeTimeoutMs?: number;
}

/** Options with every default filled in. */
export interface CheckedProducerOptions extends
  Required<
    Omit<ProducerOptions, "compression" | "onDelivery" | "partitioner" | "compressionLevel" | "defaultTopic">
  > {
  /** Codecs in order of preference; empty: none. */
  readonly codecs: readonly CompressionChoice[];
  /** Topic of records that name none, or undefined. */
  readonly defaultTopic: string | undefined;
  /** Level of the codec, or undefined. */
  readonly compressionLevel: number | undefined;
  /** Who chooses partitions. */
  readonly partitioner: PartitionerChoice;
  /** Hears of enqueued records, or undefined. */
  readonly onDelivery: ProducerOptions["onDelivery"];
}
