// The membership without a group: all partitions of some topics, or partitions named one by one. It follows the
// metadata, so that partitions that appear later are read too. Called by consumer.ts; knows nothing of fetching.
import { Tracker } from "../../base/track.ts";
import { RecordError } from "../../errors/record_error.ts";
import type { MetadataSnapshot, TopicMetadata, Waist } from "../cluster/waist.ts";
import type { Membership, MembershipListener, OwnedPartition } from "./membership.ts";
import type { CheckedConsumerOptions } from "./options.ts";

const UNKNOWN_TOPIC_OR_PARTITION = 3;
/** Answers that must lack a partition before it counts as missing. */
const MISSING_ANSWERS = 5;

/** Owns what the options name, without telling anybody. */
export class ManualMembership implements Membership {
  readonly #waist: Waist;
  readonly #options: CheckedConsumerOptions;
  readonly #owned = new Map<string, number>();
  readonly #told = new Set<string>();
  readonly #stop = new AbortController();
  readonly #tracker: Tracker;
  #listener: MembershipListener | null = null;
  #unsubscribe: () => void = () => {};
  #retry: () => void = () => {};
  #missed = 0;

  /** `options` name the topics or partitions. */
  constructor(waist: Waist, options: CheckedConsumerOptions) {
    this.#waist = waist;
    this.#options = options;
    this.#tracker = new Tracker((error) => this.#listener?.failed(error as Error));
  }

  /** Owns partitions as soon as the metadata show them. */
  start(listener: MembershipListener): void {
    this.#listener = listener;
    this.#unsubscribe = this.#waist.onMetadata((metadata) => this.#look(metadata));
    this.#tracker.track(this.#want());
  }

  /** Forgets the topics. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#unsubscribe();
    this.#retry();
    await this.#tracker.idle();
  }

  /** Asks for the topics; the answer comes through `onMetadata`. A failure is tried again: the cluster may be away. */
  async #want(): Promise<void> {
    const names = new Set([...this.#options.topics, ...this.#options.wanted.map((partition) => partition.topic)]);
    try {
      const metadata = await this.#waist.wantTopics([...names], { signal: this.#stop.signal, timeoutMs: Infinity });
      this.#look(metadata);
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      throw error;
    }
  }

  #look(metadata: MetadataSnapshot): void {
    if (this.#stop.signal.aborted) return;
    const assigned: OwnedPartition[] = [];
    for (const name of this.#options.topics) {
      const topic = metadata.topics.get(name);
      if (topic !== undefined) this.#lookAtTopic(topic, assigned);
    }
    for (const wanted of this.#options.wanted) {
      const topic = metadata.topics.get(wanted.topic);
      if (topic === undefined || this.#told.has(`${wanted.topic}\n${wanted.partition}`)) continue;
      if (wanted.partition < topic.partitions.length) {
        this.#isNew(wanted.topic, wanted.partition);
        assigned.push(wanted);
      } else if (topic.errorCode === 0 || topic.errorCode === UNKNOWN_TOPIC_OR_PARTITION) {
        this.#missing(topic, wanted.partition);
      }
    }
    if (assigned.length > 0) this.#listener?.assigned(assigned);
    this.#watchUnknown(metadata);
  }

  #lookAtTopic(topic: TopicMetadata, assigned: OwnedPartition[]): void {
    if (topic.partitions.length === 0) {
      if (topic.errorCode === UNKNOWN_TOPIC_OR_PARTITION && !this.#told.has(topic.name)) {
        this.#told.add(topic.name);
        this.#waist.emit({ type: "unknown topic", topic: topic.name });
      }
      return;
    }
    // A topic that was unknown when we first looked has lost nothing before: its partitions start as the options say.
    // Partitions that appear later start at their beginning, or records written before we noticed would be missed.
    const first = this.#owned.get(topic.name) === undefined;
    for (const { partition } of topic.partitions) {
      if (!this.#isNew(topic.name, partition)) continue;
      assigned.push({ topic: topic.name, partition, start: first ? this.#options.from : "earliest" });
    }
    this.#owned.set(topic.name, topic.partitions.length);
  }

  /** True the first time that a partition is seen. */
  #isNew(topic: string, partition: number): boolean {
    const key = `${topic}\n${partition}`;
    if (this.#told.has(key)) return false;
    this.#told.add(key);
    return true;
  }

  /**
   * A partition that was named and does not exist is an error: nothing could ever come. Brokers hear of a new topic one
   * after the other, so several answers must say so.
   */
  #missing(topic: TopicMetadata, partition: number): void {
    if (++this.#missed < MISSING_ANSWERS) return;
    const known = topic.partitions.length;
    const what = known === 0 ? "the topic does not exist" : `the topic has ${known} partitions`;
    this.#listener?.failed(
      new RecordError(`Cannot read partition ${partition} of topic ${JSON.stringify(topic.name)}: ${what}`, {
        code: "UNKNOWN_PARTITION",
        topic: topic.name,
        partition,
        fatal: true,
      }),
    );
  }

  /** What does not exist yet is looked for soon; the ordinary metadata age would be minutes. */
  #watchUnknown(metadata: MetadataSnapshot): void {
    this.#retry();
    const known = (name: string) => metadata.topics.get(name)?.partitions.length ?? 0;
    const waitsForPartition = this.#options.wanted.some(({ topic, partition }) => partition >= known(topic));
    if (!waitsForPartition && !this.#options.topics.some((name) => known(name) === 0)) return;
    this.#retry = this.#waist.platform.clock.after(waitsForPartition ? 200 : 1000, () => {
      if (this.#stop.signal.aborted) return;
      this.#tracker.track(
        this.#waist.refreshMetadata("a topic to read does not exist yet", { signal: this.#stop.signal }).then(
          (metadata) => this.#look(metadata),
          () => this.#watchUnknown(this.#waist.metadata),
        ),
      );
    });
  }
}
