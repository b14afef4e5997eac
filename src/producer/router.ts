// Which queue a record goes to: its topic's, of its own partition, or of the one that the partitioner chooses. Called by
// producer.ts for every record.
import { KafkaError } from "../../errors/kafka_error.ts";
import type { PartitionQueue } from "./partition_queue.ts";
import { type Partitioner, partitionOfKey } from "./partitioner.ts";
import { type ProducerRecord, recordSize } from "./record.ts";
import { partitionerError } from "./send_errors.ts";
import type { TopicHandle, TopicTable } from "./topic_table.ts";

/** Finds topics and queues. */
export class Router {
  readonly #topics: TopicTable;
  readonly #partitioner: Partitioner | undefined;
  #last: TopicHandle | null = null;

  /** `partitioner`: the user's own, or undefined. */
  constructor(topics: TopicTable, partitioner: Partitioner | undefined) {
    this.#topics = topics;
    this.#partitioner = partitioner;
  }

  /** The topic of a name. */
  topicOf(name: string): TopicHandle {
    const last = this.#last;
    if (last !== null && last.topic === name) return last;
    return this.#last = this.#topics.get(name);
  }

  /** The queue for a record; null: it cannot be told before there are new metadata. */
  queueOf(record: ProducerRecord, topic: TopicHandle): PartitionQueue | KafkaError | null {
    const { partition, key } = record;
    const count = topic.partitionCount;
    if (count === 0) return null;
    if (partition !== undefined) return topic.queues[partition] ?? null;
    if (this.#partitioner !== undefined) return this.#chosen(this.#partitioner, record, topic);
    const index = key !== undefined && key !== null
      ? partitionOfKey(key, count)
      : topic.sticky.next(topic.available, recordSize(record));
    return topic.queues[index] ?? null;
  }

  /** The queue that the user's own partitioner chooses. */
  #chosen(partitioner: Partitioner, record: ProducerRecord, topic: TopicHandle): PartitionQueue | KafkaError {
    let partition: unknown;
    try {
      partition = partitioner(record, topic);
    } catch (cause) {
      return partitionerError(topic.topic, `it threw ${String(cause)}`, cause);
    }
    const queue = typeof partition === "number" ? topic.queues[partition] : undefined;
    const expected = `expected is 0 to ${topic.partitionCount - 1}`;
    return queue ?? partitionerError(topic.topic, `it chose partition ${String(partition)}, ${expected}`);
  }
}
