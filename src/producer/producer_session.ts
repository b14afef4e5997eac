// The contract between a producer and whoever gives it an identity: idempotence.ts is the default, a transaction is
// another. The producer knows neither. Implementations must not know batches.
import type { KafkaError } from "../../errors/kafka_error.ts";

/** Producer id and epoch; a new object whenever one of them changes, so that identities can be compared by `===`. */
export interface ProducerIdentity {
  /** Producer id; -1 = not idempotent. */
  readonly producerId: number;
  /** Its epoch; -1 = not idempotent. */
  readonly producerEpoch: number;
}

/** No identity: brokers check no sequences. */
export const NO_IDENTITY: ProducerIdentity = { producerId: -1, producerEpoch: -1 };

/** A partition as a session sees it. */
export interface SessionPartition {
  /** Topic name. */
  readonly topic: string;
  /** Partition index. */
  readonly partition: number;
}

/** A batch that is settled. */
export interface SettledBatch extends SessionPartition {
  /** How many records it has. */
  readonly records: number;
}

/** Gives a producer its identity and hears what became of its batches. */
export interface ProducerSession {
  /** The transactional id of produce requests, or null. */
  readonly transactionalId: string | null;
  /** Highest version of Produce to use, or undefined. */
  readonly maxProduceVersion: number | undefined;
  /** The identity for the next batch that is sealed. */
  identity(): ProducerIdentity;
  /** Asked before a partition is drained: true, or a promise that must resolve first. */
  open(partition: SessionPartition): true | Promise<void>;
  /** A batch has its answer: null when it is written. */
  settled(batch: SettledBatch, error: KafkaError | null): void;
  /**
   * The sequence of a partition under `identity` is broken: another identity is needed before it goes on. `fenced`: a
   * broker knows a higher epoch of the producer id, so that another producer has it.
   */
  sequenceLost(partition: SessionPartition, identity: ProducerIdentity, fenced: boolean): void;
  /** Why no record may be taken now, or null; asked before each record. */
  mayAppend(): KafkaError | null;
}
