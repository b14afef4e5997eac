// Which queue a record goes to: its topic's, of its own partition, or of the one that the partitioner chooses. Called by
// intake.ts for every record.
import { KafkaError } from "../../errors/kafka_error.ts";
import type { PartitionQueue } from "./partition_queue.ts";
import type { ProducerRecord } from "./record.ts";
import { partitionerError } from "./send_errors.ts";
import type { TopicHandle } from "./topic_handle.ts";
import type { TopicTable } from "./topic_table.ts";

/** Finds topics and queues. */
export class Router {
  readonly #topics: TopicTable;
  #last: TopicHandle | null = null;

  /** Over the topics of one producer. */
  constructor(topics: TopicTable) {
    this.#topics = topics;
  }

  /** The topic of a name. */
  topicOf(name: string): TopicHandle {
    const last = this.#last;
    if (last !== null && last.topic === name) return last;
    return this.#last = this.#topics.get(name);
  }

  /** A topic is gone from the table. */
  forget(name: string): void {
    if (this.#last?.topic === name) this.#last = null;
  }

  /** The queue for a record; null: it cannot be told before there are new metadata. */
  queueOf(record: ProducerRecord, topic: TopicHandle): PartitionQueue | KafkaError | null {
    if (topic.partitionCount === 0) return null;
    const { partition } = record;
    if (partition !== undefined) return topic.queues[partition] ?? null;
    try {
      return topic.queues[topic.partitioner.partitionOf(record, topic)] ?? null;
    } catch (cause) {
      return cause instanceof KafkaError ? cause : partitionerError(topic.topic, `it threw ${String(cause)}`, cause);
    }
  }
}
