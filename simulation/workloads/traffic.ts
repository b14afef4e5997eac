// What workloads are made of: producers that send in every way, readers that read until they are told, and the proof that
// all goes on in the end. Called by the workloads beside it.
import { KafkaError } from "../../errors/kafka_error.ts";
import { SendError } from "../../errors/send_error.ts";
import type { Consumer } from "../../src/consumer/consumer.ts";
import type { ConsumerOptions } from "../../src/consumer/options.ts";
import type { Kafka, KafkaOptions } from "../../src/kafka.ts";
import type { ProducerOptions } from "../../src/producer/options.ts";
import type { Producer } from "../../src/producer/producer.ts";
import type { WaitOptions } from "../../src/producer/wait_options.ts";
import type { ProducerRecord } from "../../src/producer/record.ts";
import { noteOf } from "../observers/observed_consumer.ts";
import type { SimulationOptions } from "../options.ts";
import type { SeededRandom } from "../random.ts";
import type { SimulatedWorld } from "../world.ts";
import { type Load, MEND_MS, pick, someChaos } from "./workload.ts";

const CODECS = ["none", "lz4", "gzip", "snappy", "zstd"] as const;
/** Longest time that a broker thinks before it writes, and a little more, in virtual ms. */
const LATE_MS = 4500;
/** Who flushes by hand does so this often, or records would be late for want of it. */
const FLUSH_AT_LEAST_MS = 1000;
/** How long a reader may take to read the rest, in virtual ms. */
const CATCH_UP_MS = 30_000;

/** Options of a workload's world for a seed: its topics, clients of all kinds, some of the faults, time to mend. */
export function worldOptions(
  random: SeededRandom,
  { topics, durationMs, without }: {
    readonly topics: Readonly<Record<string, number>>;
    readonly durationMs: number;
    readonly without?: readonly string[];
  },
): Omit<SimulationOptions, "seed"> {
  return {
    topics,
    clientOptions: clientOptions(random),
    faults: someChaos(random.fork("faults"), { durationMs, without }),
    mendMs: MEND_MS,
  };
}

function clientOptions(random: SeededRandom): Partial<KafkaOptions> {
  return {
    requestTimeoutMs: 500 + random.int(2500),
    connectTimeoutMs: 500 + random.int(1500),
    metadataMaxAgeMs: pick(random, [500, 5000, 300_000]),
    maxVersions: random.int(3) === 0 ? olderVersions(random) : {},
  };
}

/** Versions as an older client or broker would take them; all of them know record batches. */
function olderVersions(random: SeededRandom): Readonly<Record<string, number>> {
  return {
    Produce: 3 + random.int(10),
    Fetch: 4 + random.int(13),
    Metadata: 4 + random.int(9),
    ListOffsets: 1 + random.int(9),
    InitProducerId: random.int(6),
  };
}

/** Options of a producer for a seed. */
export function producerOptions(random: SeededRandom, more: Partial<ProducerOptions> = {}): ProducerOptions {
  return {
    lingerMs: random.int(2) * random.int(20),
    batchMaxBytes: 600 + random.int(3000),
    maxInFlight: 1 + random.int(5),
    maxBufferedBytes: random.int(3) === 0 ? 5000 : 1_000_000,
    compression: pick(random, CODECS),
    deliveryTimeoutMs: random.int(2) === 0 ? 400 + random.int(3000) : 30_000,
    ...more,
  };
}

/** Options of a consumer for a seed. */
export function consumerOptions(random: SeededRandom, topics: readonly string[]): ConsumerOptions {
  return {
    topics,
    maxWaitMs: 50 + random.int(1000),
    maxPartitionBytes: 500 + random.int(4000),
    maxBufferedBytes: 500 + random.int(random.int(2) === 0 ? 2000 : 30_000),
  };
}

/** Where and what a sender sends. */
export interface SendingOptions {
  /** Topics and how many partitions a record may name; null leaves the partition to the partitioner. */
  readonly topics: () => readonly string[];
  /** Chance. */
  readonly random: SeededRandom;
  /** How much. */
  readonly load: Load;
  /** Options of its producers. */
  readonly options: ProducerOptions;
  /** Makes its records. @default text of up to 200 characters, with keys, for any partition */
  readonly record?: () => ProducerRecord;
}

/** Sends for a while, by `send`, `sendAll` and `enqueue`; a producer that a fault closes is followed by a new one. */
export class Sender {
  readonly #world: SimulatedWorld;
  readonly #kafka: Kafka;
  readonly #sending: SendingOptions;
  readonly #closing: Promise<void>[] = [];
  /** Most records of one call. */
  readonly #burst: number;
  /** Longest pause between two calls, in ms. */
  readonly #pauseMs: number;
  #producer: Producer | null = null;
  #notClosable: () => void = () => {};
  #hurriedAt = 0;

  /** A sender of `kafka`. */
  constructor(world: SimulatedWorld, kafka: Kafka, sending: SendingOptions) {
    this.#world = world;
    this.#kafka = kafka;
    this.#sending = sending;
    // A stream, or a trickle: what is rare in one is common in the other.
    this.#burst = pick(sending.random, [1, 3, 8, 8]);
    this.#pauseMs = pick(sending.random, [60, 60, 300]);
  }

  /** The producer of the moment. */
  get producer(): Producer {
    this.#producer ??= this.#make();
    return this.#producer;
  }

  /** Sends until the load is over. */
  async run(): Promise<void> {
    const { random, load } = this.#sending;
    const { clock } = this.#world;
    const end = clock.now() + load.durationMs;
    while (clock.now() < end) {
      this.#sendSome();
      if (this.#manual && (random.int(3) === 0 || clock.now() - this.#hurriedAt > FLUSH_AT_LEAST_MS)) this.hurry();
      await this.#world.sleep(random.int(random.int(5) === 0 ? 600 : this.#pauseMs));
    }
  }

  /** Everything that was sent settles, by the producers that a fault has closed too. */
  async flush(): Promise<void> {
    await Promise.all(this.#closing);
    try {
      await this.producer.flush({ timeoutMs: 60_000 });
    } catch (error) {
      expectKafkaError(error);
    }
  }

  /** Whether nothing is sent without a flush. */
  get #manual(): boolean {
    return this.#sending.options.manualFlush === true;
  }

  /** Sends a record in the time that mending takes. */
  async sendOn(record: ProducerRecord): Promise<void> {
    const { producer } = this;
    await producer.send(record, { timeoutMs: MEND_MS }).catch((error: unknown) => this.#replace(producer, error));
  }

  /** Flushes in the background. */
  hurry(options: WaitOptions = {}): void {
    this.#hurriedAt = this.#world.clock.now();
    this.#world.background(settle(this.producer.flush(options)));
  }

  /** Sends what waits for a flush. */
  push(): void {
    if (this.#manual) this.hurry();
  }

  /** Closes the producer of the moment in the background; another one follows. */
  end(options: WaitOptions = {}): void {
    const { producer } = this;
    this.#producer = null;
    this.#notClosable();
    this.#closing.push(settle(producer.close(options)));
  }

  /** Gives up what is unsent, in the background. */
  abort(options: WaitOptions = {}): void {
    this.#world.background(settle(this.producer.abort(options)));
  }

  /** Lets the producer forget a topic. */
  forget(topic: string): void {
    this.producer.forget(topic);
  }

  #make(): Producer {
    const producer = this.#kafka.producer(this.#sending.options);
    this.#notClosable = this.#world.application.mayClose(`producer ${this.#world.history.producers.length}`, () => {
      this.#producer = null;
      this.#closing.push(settle(producer.close()));
    });
    return producer;
  }

  #sendSome(): void {
    const { random, load } = this.#sending;
    const most = 1 + random.int(this.#burst);
    const records = Array.from({ length: Math.max(1, Math.ceil(most * load.share)) }, () => this.#record());
    const { producer } = this;
    const how = random.int(4);
    if (how === 0) this.#own(producer, producer.sendAll(records));
    else if (how === 1) records.forEach((record) => this.#enqueue(producer, record));
    else records.forEach((record) => this.#send(producer, record));
  }

  #record(): ProducerRecord {
    const { random, topics, record } = this.#sending;
    if (record !== undefined) return record();
    const key = random.int(4) === 0 ? undefined : `k${random.int(20)}`;
    return { topic: pick(random, topics()), key, value: "v".repeat(random.int(200)) };
  }

  #send(producer: Producer, record: ProducerRecord): void {
    const { random } = this.#sending;
    // Some calls have less patience than their batches, some a signal.
    const kind = random.int(16);
    const limits = kind < 2 ? { timeoutMs: 1 + random.int(800) } : {};
    const { application } = this.#world;
    const sent = kind === 2
      ? application.withSignal((signal) => producer.send(record, { signal }))
      : producer.send(record, limits);
    this.#own(producer, sent);
  }

  #enqueue(producer: Producer, record: ProducerRecord): void {
    try {
      producer.enqueue(record);
    } catch (error) {
      this.#replace(producer, error);
    }
  }

  #own(producer: Producer, sent: Promise<unknown>): void {
    this.#world.background(sent.catch((error: unknown) => this.#replace(producer, error)));
  }

  /** A producer that an error has ended is of no further use. */
  #replace(producer: Producer, error: unknown): void {
    expectKafkaError(error);
    const fatal = error instanceof SendError
      ? error.failed.some((one) => one.error.fatal)
      : (error as KafkaError).fatal;
    if (fatal && producer === this.#producer) this.end();
  }
}

/** Whatever was given up, every partition takes records again, and soon; what brokers were late to write is there then. */
export async function goOn(world: SimulatedWorld, ...senders: readonly Sender[]): Promise<void> {
  await world.sleep(LATE_MS);
  await Promise.all(senders.map((sender) => sendEverywhere(world, sender)));
  // By now also those that have little time.
  await world.sleep(MEND_MS);
  await Promise.all(senders.map((sender) => sendEverywhere(world, sender)));
}

async function sendEverywhere(world: SimulatedWorld, sender: Sender): Promise<void> {
  const sent: Promise<unknown>[] = [];
  for (const [topic, partitions] of world.cluster.topics) {
    for (let partition = 0; partition < partitions; partition++) {
      for (let i = 0; i < 3; i++) {
        sent.push(sender.sendOn({ topic, partition, value: "on" }));
      }
    }
  }
  sender.push();
  await Promise.all(sent);
}

/** Reads until it is closed, by records or by batches; a loop that is left is begun anew. */
export async function readOn(world: SimulatedWorld, consumer: Consumer, random: SeededRandom): Promise<void> {
  const byRecords = random.int(2) === 0;
  const leaves = random.int(4) === 0;
  for (;;) {
    const ended = byRecords ? await readRecords(consumer, random, leaves) : await readBatches(consumer, random, leaves);
    if (ended) return;
    await world.sleep(random.int(100));
  }
}

/** Gives whether the consumer has ended; false when the loop was left. */
async function readRecords(consumer: Consumer, random: SeededRandom, leaves: boolean): Promise<boolean> {
  for await (const record of consumer) {
    if (!leaves || random.int(50) > 0) continue;
    if (random.int(2) === 0) consumer.mark(record);
    return false;
  }
  return true;
}

async function readBatches(consumer: Consumer, random: SeededRandom, leaves: boolean): Promise<boolean> {
  for await (const _batch of consumer.batches()) if (leaves && random.int(20) === 0) return false;
  return true;
}

/** Waits until a reader has read every log to its end, and says so to the checker. */
export async function catchUp(world: SimulatedWorld, consumer: Consumer): Promise<void> {
  const note = noteOf(consumer);
  const end = world.clock.now() + CATCH_UP_MS;
  const behind = () =>
    [...world.cluster.topics].some(([topic, partitions]) =>
      Array.from({ length: partitions }, (_, partition) => partition).some((partition) => {
        if (note?.topics.includes(topic) !== true) return false;
        const last = note.passages.get(`${topic}[${partition}]`)?.findLast(({ kind }) => kind === "read");
        const offset = last?.kind === "read" ? last.offset : -1;
        return offset + 1 < world.cluster.partition(topic, partition).endOffset;
      })
    );
  while (behind() && world.clock.now() < end) await world.sleep(50);
  if (note !== undefined) note.complete = true;
}

/** Waits for an end of either kind; the observers have noted which. */
export async function settle(promise: Promise<unknown>): Promise<void> {
  try {
    await promise;
  } catch (error) {
    expectKafkaError(error);
  }
}

function expectKafkaError(error: unknown): void {
  if (!(error instanceof KafkaError)) throw error;
}
