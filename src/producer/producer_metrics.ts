// What a producer tells of itself in numbers (`producer.metrics()`). Counted by producer.ts and sender.ts once for each
// request, by partition_meter.ts once for each batch; what is held now is looked up when somebody asks.
import type { KafkaError } from "../../errors/kafka_error.ts";
import type { Batch } from "./batch.ts";
import { Counted, CountedTimes, type Distribution, type TimeDistribution } from "./distribution.ts";
import { bufferedBytes, bufferedRecords, waitingSince } from "./partition_load.ts";
import { PartitionMeter, type SendCounts } from "./partition_meter.ts";
import type { PartitionQueue } from "./partition_queue.ts";
import type { TopicHandle } from "./topic_handle.ts";

/** What {@linkcode ProducerMetricsSnapshot} should have. */
export interface MetricsOptions {
  /** Whether to tell each topic and partition as well. @default false */
  readonly topics?: boolean;
}

/**
 * Numbers of one producer since it was made. Those that tell of the present are named so; all others only grow, so that
 * the difference of two snapshots is what happened between them. The names of the Java client stand in brackets.
 */
export interface ProducerMetricsSnapshot extends SendCounts {
  /** Produce requests that are made or wait for their answer at present (requests-in-flight). */
  readonly requestsInFlight: number;
  /** Produce requests that were sent (request-total). */
  readonly requestsSent: number;
  /** Produce requests that were answered; with acks 0: taken by the connection (response-total). */
  readonly requestsAnswered: number;
  /** Produce requests that had no answer: connection lost, time limit passed, answer unreadable. */
  readonly requestsFailed: number;
  /** Ms from a Produce request to its answer, by answered request (request-latency-avg, -max). */
  readonly requestLatencyMs: TimeDistribution;
  /** Ms that brokers asked to hold back, by answer that did (produce-throttle-time-avg, -max). */
  readonly throttleMs: Distribution;
  /** Ms that the newest answer asked to hold back; 0: none. */
  readonly lastThrottleMs: number;
  /** Bytes of records that are accepted and not settled at present. */
  readonly bufferedBytes: number;
  /** How many bytes fit in the buffer at present (buffer-available-bytes). */
  readonly availableBytes: number;
  /** Size of the buffer in bytes: `maxBufferedBytes` (buffer-total-bytes). */
  readonly totalBytes: number;
  /** Records in batches that are not settled at present. */
  readonly bufferedRecords: number;
  /** Records that wait in line for room in the buffer at present (waiting-threads). */
  readonly waitingRecords: number;
  /** Ms in which at least one record waited in line for room (bufferpool-wait-time-ns-total, there in ns). */
  readonly waitMs: number;
  /** Records that wait at present until their topic, or the partition that they name, is known. */
  readonly parkedRecords: number;
  /** Partitions that have records and none acknowledged for `stalledAfterMs` at present; see the event `stalled`. */
  readonly stalledPartitions: number;
  /** Each topic that is in use, when `topics` was asked for; a topic that was forgotten for being idle may begin anew. */
  readonly topics?: readonly TopicMetricsSnapshot[];
}

/** Numbers of one topic. */
export interface TopicMetricsSnapshot {
  /** Topic name. */
  readonly topic: string;
  /** Records that wait at present until the topic, or the partition that they name, is known. */
  readonly parkedRecords: number;
  /** Its partitions, by index. */
  readonly partitions: readonly PartitionMetricsSnapshot[];
}

/** Numbers of one partition. */
export interface PartitionMetricsSnapshot extends SendCounts {
  /** Partition index. */
  readonly partition: number;
  /** Node id of its leader at present; -1 = none. */
  readonly leader: number;
  /** Bytes in batches that are not settled at present. */
  readonly bufferedBytes: number;
  /** Records in these batches. */
  readonly bufferedRecords: number;
  /** Ms since it has records and none was acknowledged, at present; 0: it has none. */
  readonly waitingMs: number;
}

/** One batch of a request. */
export interface MeteredBatch {
  /** Its partition. */
  readonly queue: PartitionQueue;
  /** The batch. */
  readonly batch: Batch;
}

/** What the producer holds when somebody asks. */
export interface ProducerHoldings {
  /** Bytes of all records that are not settled. */
  readonly bufferedBytes: number;
  /** Size of the buffer. */
  readonly totalBytes: number;
  /** Records in line. */
  readonly waitingRecords: number;
  /** All topics. */
  readonly topics: Iterable<TopicHandle>;
  /** When a partition counts as stalled, in ms. */
  readonly stalledAfterMs: number;
  /** Time. */
  readonly now: number;
}

/** Counts one producer. */
export class ProducerMetrics {
  /** The batches of all partitions. */
  readonly batches: PartitionMeter = new PartitionMeter(null);
  readonly #latency = new CountedTimes();
  readonly #throttle = new Counted();
  #inFlight = 0;
  #sent = 0;
  #failed = 0;
  #lastThrottleMs = 0;
  #waitMs = 0;
  #lineSince = -1;

  /** A request begins: its connection and version are to be found. */
  begin(): void {
    this.#inFlight++;
  }

  /** A request is made with these batches, but for those that are `refused`. */
  made(batches: readonly MeteredBatch[], refused: ReadonlyMap<Batch, unknown>, now: number): void {
    this.#sent++;
    for (const { queue, batch } of batches) if (!refused.has(batch)) queue.meter.sent(batch, now);
  }

  /** A request is answered, after so many ms. */
  answered(latencyMs: number, throttleMs: number): void {
    this.#latency.add(latencyMs);
    this.#lastThrottleMs = throttleMs;
    if (throttleMs > 0) this.#throttle.add(throttleMs);
  }

  /** A request is over. */
  end(answered: boolean): void {
    this.#inFlight--;
    if (!answered) this.#failed++;
  }

  /** A record failed that was in no batch. */
  refused(error: KafkaError): void {
    this.batches.failed(1, error);
  }

  /** Records wait in line for room, or do so no more. */
  line(waits: boolean, now: number): void {
    if (waits === this.#lineSince >= 0) return;
    if (!waits) this.#waitMs += now - this.#lineSince;
    this.#lineSince = waits ? now : -1;
  }

  /** Everything. */
  snapshot(held: ProducerHoldings, options: MetricsOptions): ProducerMetricsSnapshot {
    const { now, totalBytes } = held;
    const topics = [...held.topics];
    const queues = topics.flatMap((topic) => topic.queues);
    const latency = this.#latency.snapshot();
    return {
      ...this.batches.snapshot(),
      requestsInFlight: this.#inFlight,
      requestsSent: this.#sent,
      requestsAnswered: latency.count,
      requestsFailed: this.#failed,
      requestLatencyMs: latency,
      throttleMs: this.#throttle.snapshot(),
      lastThrottleMs: this.#lastThrottleMs,
      bufferedBytes: held.bufferedBytes,
      availableBytes: Math.max(0, totalBytes - held.bufferedBytes),
      totalBytes,
      bufferedRecords: queues.reduce((sum, queue) => sum + bufferedRecords(queue), 0),
      waitingRecords: held.waitingRecords,
      waitMs: this.#waitMs + (this.#lineSince < 0 ? 0 : now - this.#lineSince),
      parkedRecords: topics.reduce((sum, topic) => sum + topic.parked.length, 0),
      stalledPartitions: queues.filter((queue) => waitingMs(queue, now) >= held.stalledAfterMs).length,
      ...(options.topics === true ? { topics: topics.map((topic) => topicSnapshot(topic, now)) } : {}),
    };
  }
}

/** Ms since a partition has something due and nothing was acknowledged; 0: nothing is due. */
export function waitingMs(queue: PartitionQueue, now: number): number {
  const since = waitingSince(queue);
  return since === Infinity ? 0 : Math.max(0, now - since);
}

function topicSnapshot({ topic, parked, queues }: TopicHandle, now: number): TopicMetricsSnapshot {
  return {
    topic,
    parkedRecords: parked.length,
    partitions: queues.map((queue) => ({
      partition: queue.partition,
      leader: queue.leader,
      ...queue.meter.snapshot(),
      bufferedBytes: bufferedBytes(queue),
      bufferedRecords: bufferedRecords(queue),
      waitingMs: waitingMs(queue, now),
    })),
  };
}
