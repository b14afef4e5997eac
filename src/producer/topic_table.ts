// The topics of a producer: their partition queues, and the records that wait until a topic is known. It follows the
// metadata, moves queues to the senders of new leaders, and asks again while something is missing. Called by
// producer.ts; must not know requests.
import { delay } from "../../base/abort.ts";
import type { Tracker } from "../../base/track.ts";
import { WorkLoop } from "../../base/work_loop.ts";
import { KafkaError } from "../../errors/kafka_error.ts";
import { RecordError } from "../../errors/record_error.ts";
import { errorFromCode } from "../base/retry_rules.ts";
import type { MetadataSnapshot, TopicMetadata, Waist } from "../cluster/waist.ts";
import { PartitionQueue, type QueueOwner } from "./partition_queue.ts";
import { bufferedBytes, bufferedRecords } from "./partition_load.ts";
import type { PartitionedTopic, TopicPartitioner } from "./partitioner.ts";
import type { QueueContext } from "./queue_context.ts";
import type { Submission } from "./submission.ts";

const UNKNOWN_TOPIC_OR_PARTITION = 3;
/** Answers of brokers that must lack a topic before its records fail: brokers hear of a new one after each other. */
const UNKNOWN_ANSWERS = 5;
const POLL_MIN_MS = 100;
const POLL_MAX_MS = 1000;
/** Longest wait while a partition has no leader. */
const POLL_LEADER_MS = 250;

/** One topic. */
export class TopicHandle implements PartitionedTopic {
  readonly topic: string;
  /** Queues by partition index; empty until the topic is known. */
  readonly queues: PartitionQueue[] = [];
  /** Records that wait for the topic, or for a partition that it does not have yet. */
  readonly parked: Submission[] = [];
  /** Where records go that name no partition. */
  readonly partitioner: TopicPartitioner;
  /** Partitions with a leader; all, when none has one. */
  available: readonly number[] = [];
  /** Why it is not usable, or null. */
  error: KafkaError | null = null;
  /** Whether an answer is awaited. */
  asking = false;
  /** While parked records go into their batches those that come get in line behind them, or they would overtake. */
  unparking = false;
  /** Since when brokers say that it does not exist. */
  unknownSince: number = -1;
  /** How often they said so. */
  unknownAnswers = 0;

  /** An unknown topic. */
  constructor(topic: string, partitioner: TopicPartitioner) {
    this.topic = topic;
    this.partitioner = partitioner;
  }

  /** How many partitions it has. */
  get partitionCount(): number {
    return this.queues.length;
  }

  /** Whether anything waits for better metadata. */
  get waits(): boolean {
    if (this.parked.length > 0) return true;
    return this.queues.some((queue) => queue.homeless || (this.error !== null && !queue.idle));
  }

  /** Records of a partition that are not yet acknowledged. */
  queueSize(partition: number): number {
    return bufferedRecords(this.queues[partition]);
  }

  /** Bytes of these records. */
  queueBytes(partition: number): number {
    return bufferedBytes(this.queues[partition]);
  }

  /** The batch that takes a record of up to `bytes`, or null. */
  openBatch(partition: number, bytes: number): object | null {
    return this.queues[partition]?.openFor(bytes) ?? null;
  }

  /** Since when something is due and not acknowledged; Infinity: nothing is. */
  waitingSince(partition: number): number {
    return this.queues[partition]?.batches[0]?.readyAt ?? Infinity;
  }
}

/** What the table is made with. */
export interface TopicTableInit {
  /** The cluster. */
  readonly waist: Waist;
  /** Owner of promises. */
  readonly tracker: Tracker;
  /** Ends all waiting. */
  readonly stop: AbortSignal;
  /** Shared by all queues. */
  readonly context: QueueContext;
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
  readonly #init: TopicTableInit;
  readonly #topics = new Map<string, TopicHandle>();
  readonly #poll: WorkLoop;
  readonly #unsubscribe: () => void;

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
  }

  /** All topics. */
  all(): Iterable<TopicHandle> {
    return this.#topics.values();
  }

  /** The topic of a name; its metadata are asked for at first use. */
  get(name: string): TopicHandle {
    const known = this.#topics.get(name);
    if (known !== undefined) return known;
    const { waist, partitioner } = this.#init;
    const topic = new TopicHandle(name, partitioner());
    this.#topics.set(name, topic);
    const metadata = waist.metadata.topics.get(name);
    if (metadata !== undefined) this.#update(topic, metadata);
    return topic;
  }

  /** Keeps a record until the topic, or the partition that it names, is known. */
  park(topic: TopicHandle, submission: Submission): void {
    topic.parked.push(submission);
    if (topic.asking || topic.unparking) return;
    topic.asking = true;
    this.#init.tracker.track(this.#ask(topic));
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
      const asked = waist.metadata.topics.has(topic.topic);
      const metadata = asked
        ? await waist.refreshMetadata("a producer misses a topic or partition", { signal: stop })
        : await waist.wantTopics([topic.topic], { signal: stop, timeoutMs: Infinity, allowCreation });
      this.#apply(metadata);
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
        for (const topic of waiting) this.#count(topic);
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
    // With an error the view keeps the partitions that it knew: they may be there still.
    if (found.partitions.length > 0) this.#updateQueues(topic, found);
    if (topic.waits) this.#poll.wake();
  }

  #updateQueues(topic: TopicHandle, found: TopicMetadata): void {
    const { context, senderOf } = this.#init;
    for (const { partition, leader, leaderEpoch } of found.partitions) {
      const queue = topic.queues[partition] ?? new PartitionQueue(context, { topic: topic.topic, partition });
      if (topic.queues[partition] === undefined) topic.queues[partition] = queue;
      queue.moveTo(leader < 0 ? null : senderOf(leader), leaderEpoch);
    }
    const led = topic.queues.filter((queue) => queue.owner !== null).map((queue) => queue.partition);
    if (led.join() !== topic.available.join()) topic.partitioner.reset();
    topic.available = led.length > 0 ? led : topic.queues.map((queue) => queue.partition);
    this.#unpark(topic);
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
    if (topic.queues.length > 0 && topic.error === null) return this.#refuseMissing(topic);
    if (!topic.waits) return;
    const now = this.#init.context.clock.now();
    if (topic.unknownSince < 0) topic.unknownSince = now;
    topic.unknownAnswers++;
    const unknown = this.#init.waist.metadata.topics.get(topic.topic)?.errorCode === UNKNOWN_TOPIC_OR_PARTITION;
    if (!unknown || topic.unknownAnswers < UNKNOWN_ANSWERS) return;
    const waited = now - topic.unknownSince;
    if (waited < this.#init.unknownTopicTimeoutMs) return;
    this.#failTopic(
      topic,
      errorFromCode(
        UNKNOWN_TOPIC_OR_PARTITION,
        { topic: topic.topic, delivery: "none" },
        `the topic does not exist: ${topic.unknownAnswers} answers of brokers in ${Math.round(waited)} ms said so. ` +
          "Create it, or let the producer do so (allowAutoTopicCreation)",
      ),
    );
  }

  #refuseMissing(topic: TopicHandle): void {
    for (const one of topic.parked.splice(0)) {
      this.#init.refuse(
        one,
        new RecordError(
          `Cannot send the record: its partition ${one.record.partition} is not there, topic ` +
            `${JSON.stringify(topic.topic)} has ${topic.queues.length} partitions`,
          {
            code: "UNKNOWN_PARTITION",
            field: "partition",
            topic: topic.topic,
            partition: one.record.partition,
            delivery: "none",
          },
        ),
      );
    }
  }

  #failTopic(topic: TopicHandle, error: KafkaError): void {
    topic.unknownSince = -1;
    topic.unknownAnswers = 0;
    for (const one of topic.parked.splice(0)) this.#init.refuse(one, error);
    for (const queue of topic.queues) queue.failAll(() => error);
  }
}

/** Leaves nothing but `kept` in a list. */
function keep<T>(list: T[], kept: readonly T[]): void {
  list.length = 0;
  for (const one of kept) list.push(one);
}
