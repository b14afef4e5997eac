// The queues of topics that were forgotten: brokers still know their sequences, so that a topic that is used again must
// go on where it was. Kept until the producer has another identity. Owned by topic_table.ts; must not know metadata.
import type { PartitionQueue } from "./partition_queue.ts";

/** The queues of one topic. */
export interface Dormant {
  /** Id of the topic. */
  readonly id: string;
  /** By partition. */
  readonly queues: readonly PartitionQueue[];
}

/** Queues by the name of their topic. */
export class DormantQueues {
  readonly #topics = new Map<string, Dormant>();

  /** Keeps what matters of a topic. */
  keep(
    { topic, id, queues, earlier }: Dormant & { readonly topic: string; readonly earlier: Dormant["queues"] },
  ): void {
    const kept = queues.length >= earlier.length ? [...queues] : [...queues, ...earlier.slice(queues.length)];
    if (kept.some((queue) => queue.numbered)) this.#topics.set(topic, { id, queues: kept });
  }

  /** Gives back what was kept of a topic. */
  take(topic: string): Dormant | undefined {
    const found = this.#topics.get(topic);
    this.#topics.delete(topic);
    return found;
  }

  /** Lets go what matters no more. */
  sweep(): void {
    for (const [topic, { queues }] of [...this.#topics]) {
      if (!queues.some((queue) => queue.numbered)) this.#topics.delete(topic);
    }
  }
}
