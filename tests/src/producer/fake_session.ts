// A ProducerSession that a test drives, as a transaction would be: it opens partitions one by one, hears of every batch,
// refuses records, and decides what follows a lost sequence. Knows no brokers.
import type { KafkaError } from "../../../errors/kafka_error.ts";
import type {
  ProducerIdentity,
  ProducerSession,
  SessionPartition,
  SettledBatch,
} from "../../../src/producer/producer_session.ts";

/** A batch as the session heard of it. */
export interface Heard extends SettledBatch {
  readonly code: string | null;
}

/** A scripted session. */
export class FakeSession implements ProducerSession {
  readonly transactionalId: string | null;
  readonly maxProduceVersion: number | undefined;
  /** Batches that were settled. */
  readonly heard: Heard[] = [];
  /** Partitions whose sequence was lost. */
  readonly lost: { readonly partition: string; readonly epoch: number; readonly fenced: boolean }[] = [];
  /** Partitions that the producer wanted to be opened, in order; each once unless it failed. */
  readonly asked: string[] = [];
  /** Opens a partition. */
  opening: (partition: SessionPartition) => Promise<void> = () => Promise.resolve();
  /** What `mayAppend` says. */
  refusal: KafkaError | null = null;
  /** What is done when a sequence is lost; by default the epoch is raised. */
  onLost: () => void = () => this.bump();
  #identity: ProducerIdentity = { producerId: 42, producerEpoch: 7 };
  readonly #open = new Map<string, Promise<void> | true>();

  constructor(options: { readonly transactionalId?: string | null; readonly maxProduceVersion?: number } = {}) {
    this.transactionalId = options.transactionalId === undefined ? "tx" : options.transactionalId;
    this.maxProduceVersion = options.maxProduceVersion;
  }

  /** The next epoch; partitions have to be opened anew, as in another transaction. */
  bump(): void {
    const { producerId, producerEpoch } = this.#identity;
    this.#identity = { producerId, producerEpoch: producerEpoch + 1 };
    this.#open.clear();
  }

  identity(): ProducerIdentity {
    return this.#identity;
  }

  open(partition: SessionPartition): true | Promise<void> {
    const key = `${partition.topic}-${partition.partition}`;
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    this.asked.push(key);
    const opened = this.opening(partition).then(
      () => void this.#open.set(key, true),
      (error) => {
        this.#open.delete(key);
        throw error;
      },
    );
    this.#open.set(key, opened);
    return opened;
  }

  settled(batch: SettledBatch, error: KafkaError | null): void {
    this.heard.push({ ...batch, code: error === null ? null : error.code });
  }

  sequenceLost({ topic, partition }: SessionPartition, identity: ProducerIdentity, fenced: boolean): void {
    this.lost.push({ partition: `${topic}-${partition}`, epoch: identity.producerEpoch, fenced });
    if (identity === this.#identity) this.onLost();
  }

  mayAppend(): KafkaError | null {
    return this.refusal;
  }
}
