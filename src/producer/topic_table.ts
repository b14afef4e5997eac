// The topics of a producer: their partition queues, and the records that wait until a topic is known. It follows the
// metadata, moves queues to the senders of new leaders, and asks again while something is missing. Called by
// producer.ts; must not know requests.
import { delay } from "../../base/abort.ts";
import type { Tracker } from "../../base/track.ts";
import { WorkLoop } from "../../base/work_loop.ts";
import { KafkaError } from "../../errors/kafka_error.ts";
import { RecordError } from "../../errors/record_error.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { ZERO_UUID } from "../../protocol/wire/uuid.ts";
import { errorFromCode } from "../base/retry_rules.ts";
import type { MetadataSnapshot, TopicMetadata, Waist } from "../cluster/waist.ts";
import { BATCH_MIN_BYTES } from "./option_checks.ts";
import { PartitionQueue, type QueueOwner } from "./partition_queue.ts";
import { DormantQueues } from "./dormant_queues.ts";
import type { TopicPartitioner } from "./partitioner.ts";
import type { QueueContext } from "./queue_context.ts";
import { topicProblem } from "./record.ts";
import { batchMaxBytesError, noPartition, partitionGone, textOf } from "./send_errors.ts";
import type { Submission } from "./submission.ts";
import { TopicHandle } from "./topic_handle.ts";

/** Answers of brokers that must lack a topic before its records fail: brokers hear of a new one after each other. */
const UNKNOWN_ANSWERS = 5;
const POLL_MIN_MS = 100;
const POLL_MAX_MS = 1000;
/** Longest wait while a partition has no leader. */
const POLL_LEADER_MS = 250;

/** What the table is made with. */
export interface TopicTableInit {
  /** The cluster. */
  readonly waist: Waist;
  /** Owner of promises. */
  readonly tracker: Tracker;
  /** Ends all waiting. */
  readonly stop: AbortSignal;
  /** Shared by all queues, but for the `batchMaxBytes` of each topic. */
  readonly context: QueueContext;
  /** Most bytes of a batch, when the application says so for each topic. */
  readonly batchMaxBytes: number | ((topic: string) => number);
  /** Upper limit of that. */
  readonly maxRequestBytes: number;
  /** How long a topic that is not in use is kept, in ms. */
  readonly topicMaxIdleMs: number;
  /** Whether asking may create topics. */
  readonly allowCreation: boolean;
  /** How long records wait for a topic that does not exist. */
  readonly unknownTopicTimeoutMs: number;
  /** A partitioner for one more topic. */
  readonly partitioner: () => TopicPartitioner;
  /** The sender of a broker. */
  readonly senderOf: (nodeId: number) => QueueOwner;
  /** Puts a record into its batch, now that its topic is known. */
  readonly place: (submission: Submission, topic: TopicHandle) => void;
  /** A record that will never reach a batch. */
  readonly refuse: (submission: Submission, error: KafkaError) => void;
}

/** All topics. */
export class TopicTable {
  /** Hears of each topic that is gone from the table. */
  gone: (topic: string) => void = () => {};
  readonly #init: TopicTableInit;
  readonly #topics = new Map<string, TopicHandle>();
  readonly #poll: WorkLoop;
  readonly #unsubscribe: () => void;
  readonly #dormant = new DormantQueues();
  #cancelSweep: (() => void) | null = null;

  /** An empty table that follows the metadata. */
  constructor(init: TopicTableInit) {
    this.#init = init;
    this.#poll = new WorkLoop(() => this.#pollStep(), (promise) => init.tracker.track(promise));
    this.#unsubscribe = init.waist.onMetadata((metadata) => this.#apply(metadata));
  }

  /** Ends following. */
  stop(): void {
    this.#unsubscribe();
    this.#poll.stop();
    this.#cancelSweep?.();
    this.#cancelSweep = null;
    for (const name of this.#topics.keys()) this.#init.waist.forgetTopic(name, this);
  }

  /** All topics. */
  all(): Iterable<TopicHandle> {
    return this.#topics.values();
  }

  /** The topic of a name, if it is known. */
  find(name: string): TopicHandle | undefined {
    return this.#topics.get(name);
  }

  /** The topic of a name; its metadata are asked for at first use. */
  get(name: string): TopicHandle {
    const known = this.#topics.get(name);
    if (known !== undefined) return known;
    const { waist, stop } = this.#init;
    const topic = this.#make(name);
    // No topic at all: it is not kept, or wrong names would fill the table.
    if (topic.refusal instanceof RecordError) return topic;
    this.#topics.set(name, topic);
    this.#sweepLater();
    const earlier = this.#dormant.take(name);
    if (earlier !== undefined) {
      topic.id = earlier.id;
      topic.earlier = earlier.queues;
    }
    const metadata = waist.metadata.topics.get(name);
    if (metadata !== undefined) {
      // Somebody else has asked for it, and may forget it.
      this.#init.tracker.track(waist.wantTopics([name], { signal: stop, owner: this }).then(() => {}, () => {}));
      this.#update(topic, metadata);
    }
    return topic;
  }

  /** Keeps a record until the topic, or the partition that it names, is known. */
  park(topic: TopicHandle, submission: Submission): void {
    if (topic.parked.length === 0) topic.parkedSince = this.#init.context.clock.now();
    topic.parked.push(submission);
    if (topic.asking || topic.unparking) return;
    topic.asking = true;
    this.#init.tracker.track(this.#ask(topic));
  }

  /** Forgets a topic of which nothing is held; its metadata are asked for no more. */
  forget(topic: TopicHandle): void {
    if (this.#topics.get(topic.topic) !== topic) return;
    this.#topics.delete(topic.topic);
    for (const queue of topic.queues) queue.moveTo(null, -1);
    this.#dormant.keep(topic);
    this.gone(topic.topic);
    this.#init.waist.forgetTopic(topic.topic, this);
  }

  /** Gives up the parked records of a topic. */
  refuseParked(topic: TopicHandle, errorOf: (submission: Submission) => KafkaError): void {
    for (const one of topic.parked.splice(0)) this.#init.refuse(one, errorOf(one));
  }

  /** Fetches the metadata of topics, now. */
  async want(names: readonly string[], options: { readonly signal?: AbortSignal }): Promise<void> {
    const { waist, allowCreation } = this.#init;
    for (const name of names) this.get(name);
    this.#apply(await waist.wantTopics(names, { ...options, timeoutMs: Infinity, allowCreation, owner: this }));
  }

  /** Asks for new metadata, because a partition failed. */
  refresh(reason: string): void {
    const { tracker, waist, stop } = this.#init;
    tracker.track(
      waist.refreshMetadata(reason, { signal: stop }).then(
        (metadata) => this.#apply(metadata),
        () => this.#poll.wake(),
      ),
    );
  }

  /** Records wait for a leader: asks until there is one. */
  look(): void {
    this.#poll.wake();
  }

  /** Gives up parked records that are late; returns the next deadline. */
  expire(now: number, late: (submission: Submission, topic: TopicHandle) => KafkaError): number {
    let next = Infinity;
    for (const topic of this.#topics.values()) {
      const expired = topic.parked.filter((one) => one.deadline <= now);
      // Before anybody is told: that makes room, and those that come then are parked behind the ones that stay.
      if (expired.length > 0) keep(topic.parked, topic.parked.filter((one) => one.deadline > now));
      for (const one of expired) this.#init.refuse(one, late(one, topic));
      next = Math.min(next, topic.parked[0]?.deadline ?? Infinity);
    }
    return next;
  }

  async #ask(topic: TopicHandle): Promise<void> {
    const { waist, stop, allowCreation } = this.#init;
    try {
      const refresh = () => waist.refreshMetadata("a producer misses a topic or partition", { signal: stop });
      if (waist.metadata.topics.has(topic.topic)) {
        this.#apply(await refresh());
        // That may be the answer to a question from before the record, or about other topics.
        if (topic.parked.length > 0) this.#apply(await refresh());
      } else {
        this.#apply(
          await waist.wantTopics([topic.topic], { signal: stop, timeoutMs: Infinity, allowCreation, owner: this }),
        );
      }
      this.#count(topic);
    } catch (error) {
      if (stop.aborted) return;
      this.#failedToAsk(topic, error);
    } finally {
      topic.asking = false;
    }
    if (topic.waits) this.#poll.wake();
  }

  /** An error that no later answer can mend fails the records; any other is the cause if they become late. */
  #failedToAsk(topic: TopicHandle, error: unknown): void {
    if (!(error instanceof KafkaError)) throw error;
    topic.error = error;
    if (error.fatal) this.#failTopic(topic, error);
  }

  /** Asks again and again while something is missing: first soon, then more seldom. */
  async #pollStep(): Promise<void> {
    const { waist, stop } = this.#init;
    for (let wait = POLL_MIN_MS;; wait = Math.min(wait * 2, POLL_MAX_MS)) {
      const waiting = [...this.#topics.values()].filter((topic) => topic.waits);
      if (waiting.length === 0 || stop.aborted) return;
      const leaderless = waiting.some((topic) => topic.queues.some((queue) => queue.homeless));
      try {
        const ms = leaderless ? Math.min(wait, POLL_LEADER_MS) : wait;
        await delay(ms, { clock: waist.platform.clock, signal: stop });
        this.#apply(await waist.refreshMetadata("a producer waits for a topic or a leader", { signal: stop }));
        for (const topic of waiting) if (!topic.asking) this.#count(topic);
      } catch (error) {
        if (stop.aborted) return;
        for (const topic of waiting) this.#failedToAsk(topic, error);
      }
    }
  }

  #apply(metadata: MetadataSnapshot): void {
    for (const topic of this.#topics.values()) {
      const found = metadata.topics.get(topic.topic);
      if (found !== undefined) this.#update(topic, found);
    }
  }

  #update(topic: TopicHandle, found: TopicMetadata): void {
    topic.error = found.errorCode === 0
      ? null
      : errorFromCode(found.errorCode, { topic: topic.topic, delivery: "none" });
    if (topic.error !== null && !topic.error.retriable) this.#failTopic(topic, topic.error);
    if (topic.error === null) {
      topic.unknownSince = -1;
      topic.unknownAnswers = 0;
    }
    this.#compareIds(topic, found.id);
    // With an error the view keeps the partitions that it knew: they may be there still.
    if (found.partitions.length > 0) this.#updateQueues(topic, found);
    if (topic.waits) this.#poll.wake();
  }

  #updateQueues(topic: TopicHandle, found: TopicMetadata): void {
    const { senderOf } = this.#init;
    this.#cut(topic, found.partitions.length);
    for (const { partition, leader, leaderEpoch } of found.partitions) {
      const queue = topic.queues[partition] ?? topic.earlier[partition] ??
        new PartitionQueue(topic.context, { topic: topic.topic, partition });
      if (topic.queues[partition] === undefined) topic.queues[partition] = queue;
      queue.moveTo(leader < 0 ? null : senderOf(leader), leaderEpoch);
    }
    const led = topic.queues.filter((queue) => queue.owner !== null).map((queue) => queue.partition);
    if (led.join() !== topic.available.join()) topic.partitioner.reset();
    topic.available = led.length > 0 ? led : topic.queues.map((queue) => queue.partition);
    topic.inRack = this.#inRack(topic.queues);
    this.#unpark(topic);
  }

  /** Partitions whose leader is in the client's rack (KIP-1123). */
  #inRack(queues: readonly PartitionQueue[]): readonly number[] {
    const { rack = null, metadata } = this.#init.waist;
    if (rack === null) return [];
    const inRack = queues.filter(({ leader }) => metadata.brokers.get(leader)?.rack === rack);
    return inRack.map(({ partition }) => partition);
  }

  /** Another id under the same name: the brokers know nothing of what was sent to the topic that was deleted. */
  #compareIds(topic: TopicHandle, id: string): void {
    if (id === ZERO_UUID || id === topic.id) return;
    const oldId = topic.id;
    topic.id = id;
    if (oldId === "") return;
    this.#init.context.emit({ type: "topic recreated", topic: topic.topic, oldId, newId: id });
    for (const queue of [...topic.earlier, ...topic.queues]) queue.renew();
  }

  /** Only a topic that was created anew has fewer partitions than before. */
  #cut(topic: TopicHandle, count: number): void {
    for (const queue of topic.queues.splice(count)) {
      queue.moveTo(null, -1);
      queue.failAll((batch) => partitionGone(batch, count));
    }
  }

  #make(name: string): TopicHandle {
    const { context, partitioner, batchMaxBytes } = this.#init;
    let refusal: KafkaError | null = topicProblem(name);
    let own = context;
    if (refusal === null && typeof batchMaxBytes === "function") {
      const bytes = this.#batchMaxBytesOf(name, batchMaxBytes);
      if (typeof bytes === "number") own = { ...context, batchMaxBytes: bytes };
      else refusal = bytes;
    }
    return new TopicHandle(name, { partitioner: partitioner(), context: own, refusal });
  }

  #batchMaxBytesOf(name: string, ask: (topic: string) => number): number | KafkaError {
    const { maxRequestBytes } = this.#init;
    try {
      const bytes = ask(name);
      if (Number.isInteger(bytes) && bytes >= BATCH_MIN_BYTES && bytes <= maxRequestBytes) return bytes;
      return batchMaxBytesError(name, `it gave ${String(bytes)}, not ${BATCH_MIN_BYTES} to ${maxRequestBytes}`);
    } catch (cause) {
      return batchMaxBytesError(name, `it threw ${textOf(cause)}`, cause);
    }
  }

  #sweepLater(): void {
    const { topicMaxIdleMs, context } = this.#init;
    if (this.#cancelSweep !== null || topicMaxIdleMs === Infinity) return;
    this.#cancelSweep = context.clock.after(Math.ceil(topicMaxIdleMs / 2), () => {
      this.#cancelSweep = null;
      this.#sweep(context.clock.now());
      if (this.#topics.size > 0) this.#sweepLater();
    });
  }

  /** Forgets the topics that were not in use for long. */
  #sweep(now: number): void {
    for (const topic of [...this.#topics.values()]) {
      const sent = topic.queues.reduce((sum, queue) => sum + queue.sentBatches, 0);
      if (!topic.idle || sent !== topic.seenSent) {
        topic.seenSent = sent;
        topic.idleSince = now;
      } else if (now - topic.idleSince >= this.#init.topicMaxIdleMs) this.forget(topic);
    }
    this.#dormant.sweep();
  }

  /** Puts the parked records into batches, in order; those for a partition that is missing stay. */
  #unpark(topic: TopicHandle): void {
    if (topic.unparking) return;
    topic.unparking = true;
    const missing: Submission[] = [];
    // Each one that is placed makes room in the budget, for records that are parked at the end of this very list.
    for (const one of topic.parked) {
      const { partition } = one.record;
      if (partition !== undefined && partition >= topic.queues.length) missing.push(one);
      else this.#init.place(one, topic);
    }
    keep(topic.parked, missing);
    topic.unparking = false;
  }

  /** One more answer of a broker: what it lacks for too long fails. */
  #count(topic: TopicHandle): void {
    if (topic.queues.length > 0 && topic.error === null) {
      return this.refuseParked(topic, (one) => noPartition(one, topic.queues.length));
    }
    if (!topic.waits) return;
    const now = this.#init.context.clock.now();
    if (topic.unknownSince < 0) topic.unknownSince = now;
    topic.unknownAnswers++;
    const unknown = this.#init.waist.metadata.topics.get(topic.topic)?.errorCode ===
      ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
    if (!unknown || topic.unknownAnswers < UNKNOWN_ANSWERS) return;
    const waited = now - topic.unknownSince;
    if (waited < this.#init.unknownTopicTimeoutMs) return;
    this.#failTopic(
      topic,
      errorFromCode(
        ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
        { topic: topic.topic, delivery: "none" },
        `the topic does not exist: ${topic.unknownAnswers} answers of brokers in ${Math.round(waited)} ms said so. ` +
          "Create it, or let the producer do so (allowAutoTopicCreation)",
      ),
    );
  }

  #failTopic(topic: TopicHandle, error: KafkaError): void {
    topic.unknownSince = -1;
    topic.unknownAnswers = 0;
    this.refuseParked(topic, () => error);
    for (const queue of topic.queues) queue.failAll(() => error);
  }
}

/** Leaves nothing but `kept` in a list. */
function keep<T>(list: T[], kept: readonly T[]): void {
  list.length = 0;
  for (const one of kept) list.push(one);
}
