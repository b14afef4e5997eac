// Tells of partitions that have records and nothing acknowledged for a while, and why: the event `stalled`. Swept by
// producer.ts with its one deadline timer; changes nothing but what it has told. Must not know requests.
import type { KafkaError } from "../../errors/kafka_error.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { Emit, StallReason } from "../base/client_event.ts";
import { errorFromCode } from "../base/retry_rules.ts";
import type { FlushGate } from "./flush_gate.ts";
import { bufferedRecords, waitingSince } from "./partition_load.ts";
import type { StallTold } from "./partition_meter.ts";
import type { PartitionQueue } from "./partition_queue.ts";
import type { TopicHandle } from "./topic_handle.ts";

const TRIFLE_MS = 0.01;

/** What a watch is made with. */
export interface StallWatchInit {
  /** How long a partition may stand still, in ms, or Infinity. */
  readonly stalledAfterMs: number;
  /** Hooks. */
  readonly emit: Emit;
  /** Which batches a flush hurries. */
  readonly gate: FlushGate;
  /** The last failure of the cluster since a time of the clock. */
  readonly failureSince: (time: number) => KafkaError | null;
}

/** Watches all partitions of a producer. */
export class StallWatch {
  readonly #init: StallWatchInit;
  /** How long a partition may stand still, in ms; Infinity: nobody wants to know. */
  readonly afterMs: number;

  /** Without hooks it watches nothing. */
  constructor(init: StallWatchInit) {
    this.#init = init;
    this.afterMs = init.emit.silent === true ? Infinity : init.stalledAfterMs;
  }

  /** Tells what is stalled at `now`; returns when to look again, or Infinity. */
  sweep(now: number, topics: Iterable<TopicHandle>): number {
    if (this.afterMs === Infinity) return Infinity;
    let next = Infinity;
    for (const topic of topics) {
      if (topic.parked.length > 0) next = Math.min(next, this.#lookAtParked(topic, now));
      for (const queue of topic.queues) {
        if (queue.batches.length > 0) next = Math.min(next, this.#lookAt(queue, topic, now));
      }
    }
    return Math.max(next, now + 1);
  }

  #lookAt(queue: PartitionQueue, topic: TopicHandle, now: number): number {
    const since = this.#dueSince(queue);
    const told = this.#due(queue.meter.stallTold, since, now);
    if (told !== null) {
      queue.meter.stallTold = told;
      const reason = reasonOf(queue, now);
      this.#init.emit({
        type: "stalled",
        topic: queue.topic,
        partition: queue.partition,
        records: bufferedRecords(queue),
        sinceMs: now - since,
        reason,
        error: this.#causeOf(queue, { topic, reason, since }),
      });
    }
    return this.#next(queue.meter.stallTold, since);
  }

  #lookAtParked(topic: TopicHandle, now: number): number {
    const since = topic.parkedSince;
    const told = this.#due(topic.stallTold, since, now);
    if (told !== null) {
      topic.stallTold = told;
      this.#init.emit({
        type: "stalled",
        topic: topic.topic,
        partition: -1,
        records: topic.parked.length,
        sinceMs: now - since,
        reason: "metadata",
        error: topic.error ?? this.#init.failureSince(since),
      });
    }
    return this.#next(topic.stallTold, since);
  }

  /** What is told by now, if that is more than before. */
  #due(told: StallTold, since: number, now: number): StallTold | null {
    // The difference of two times may lack a trifle.
    const times = Math.floor((now - since + TRIFLE_MS) / this.afterMs);
    return times < 1 || (told.since === since && told.times >= times) ? null : { since, times };
  }

  #next(told: StallTold, since: number): number {
    return since + this.afterMs * (told.since === since ? told.times + 1 : 1);
  }

  /** A batch that waits for a flush is due with it, however long it may linger. */
  #dueSince(queue: PartitionQueue): number {
    const head = queue.batches[0];
    const hurried = head !== undefined && this.#init.gate.hurries(head.generation);
    return hurried ? queue.meter.waitingSince : waitingSince(queue);
  }

  #causeOf(
    queue: PartitionQueue,
    { topic, reason, since }: { readonly topic: TopicHandle; readonly reason: StallReason; readonly since: number },
  ): KafkaError | null {
    const last = queue.batches[0]?.lastError ?? queue.meter.lastError;
    const cause = (reason === "no leader" ? topic.error ?? this.#init.failureSince(since) : null) ?? last ??
      topic.error ?? this.#init.failureSince(since);
    if (cause !== null || reason !== "no leader") return cause;
    return errorFromCode(ErrorCode.LEADER_NOT_AVAILABLE, { topic: queue.topic, partition: queue.partition });
  }
}

function reasonOf(queue: PartitionQueue, now: number): StallReason {
  const { owner, batches } = queue;
  if (owner === null) return "no leader";
  if (queue.unidentified) return "no identity";
  if (owner.throttledUntil > now) return "throttled";
  const failed = batches[0]?.lastError ?? queue.meter.lastError;
  const out = batches.some((batch) => batch.phase === "in flight");
  return out || failed === null ? "no answer" : "error";
}
