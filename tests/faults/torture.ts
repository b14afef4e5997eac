// One run of a seed: a producer and a consumer against three embedded brokers in virtual time, while faults strike, and
// then the check of every promise. Called by torture.test.ts. The seed decides everything: options, load, latencies, how
// bytes are cut, the order of simultaneous timers, the faults.
import assert from "node:assert/strict";
import { Tracker } from "../../base/track.ts";
import { EmbeddedKafka } from "../../embedded/mod.ts";
import { KafkaError } from "../../errors/kafka_error.ts";
import { SendError } from "../../errors/send_error.ts";
import { Fetch } from "../../protocol/messages/fetch.ts";
import { readRecordBatches } from "../../protocol/records/batch_reader.ts";
import { CodecTable } from "../../protocol/records/codecs.ts";
import { crc32c } from "../../protocol/wire/crc32c.ts";
import { VirtualClock } from "../../simulation/clock.ts";
import { SeededRandom } from "../../simulation/random.ts";
import type { ClientEvent } from "../../src/base/client_event.ts";
import type { Consumer } from "../../src/consumer/consumer.ts";
import type { ConsumerRecord } from "../../src/consumer/record.ts";
import { Kafka } from "../../src/kafka.ts";
import type { ProducerOptions } from "../../src/producer/options.ts";
import type { Producer } from "../../src/producer/producer.ts";
import type { DeliveryOutcome, ProducerRecord, RecordMetadata } from "../../src/producer/record.ts";
import { memoryNetwork } from "../../transports/memory.ts";
import { openStreamCount } from "../../transports/open_streams.ts";
import type { Platform } from "../../transports/platform.ts";
import { brokers, connections, type Fault, forgetting, other, produce, uncertain } from "./faults.ts";
import { History, type Seen } from "./history.ts";
import { Trace } from "./trace.ts";

/** What a run tells. */
export interface TortureResult {
  /** Number of events and their hash. */
  readonly digest: string;
  /** Records sent, acknowledged, failed. */
  readonly counts: string;
  /** Broken promises; empty when all is well. */
  readonly problems: readonly string[];
  /** The newest events. */
  readonly tail: string;
}

const TOPICS: Readonly<Record<string, number>> = { a: 3, b: 2 };
const CODECS = ["none", "lz4", "gzip", "snappy", "zstd"] as const;
const FAULTS = { all: { ...connections, ...brokers, ...produce, ...other }, uncertain, forgetting };
const KINDS = ["all", "all", "all", "uncertain", "uncertain", "forgetting"] as const;
/** Errors that the load itself asks for: short limits of calls, more than the buffer holds. */
const EXPECTED: readonly string[] = ["SEND_TIMEOUT", "BUFFER_FULL"];
const LOAD_MS = 6000;
/** How soon a record must be written once everything is well again, in ms. */
const GO_ON_MS = 5000;
/** How long reading the rest may take once everything is well again, in ms. */
const CATCH_UP_MS = 20_000;
const text = new TextDecoder();

/** Runs a seed. `print` hears of every event. */
export async function torture(seed: number, print?: (line: string) => void): Promise<TortureResult> {
  const run = await Run.start(seed, print);
  try {
    await run.load();
    await run.settle();
    await run.readLogs();
    await run.catchUp();
  } catch (error) {
    run.history.problem(`the run ended early: ${error instanceof Error ? error.stack : error}`);
  }
  await run.end();
  return run.result();
}

function platformOf(clock: VirtualClock, random: SeededRandom): Platform {
  return {
    name: "virtual",
    dial: () => Promise.reject(new Error("no sockets here")),
    clock,
    random,
    codecs: {},
    wasmCrc: false,
  };
}

class Run {
  readonly history = new History();
  readonly #clock: VirtualClock;
  readonly #random: SeededRandom;
  readonly #cluster: EmbeddedKafka;
  readonly #kafka: Kafka;
  readonly #producer: Producer;
  readonly #consumer: Consumer;
  readonly #trace: Trace;
  readonly #tracker: Tracker;
  readonly #faults: readonly [string, Fault][];
  readonly #deliveryTimeoutMs: number;
  /** No record may fail: there is time enough, and nothing happens that a retry does not mend. */
  readonly #patient: boolean;
  readonly #streamsBefore = openStreamCount();
  #logRecords = -1;

  private constructor(
    seed: number,
    parts: { readonly clock: VirtualClock; readonly cluster: EmbeddedKafka; readonly trace: Trace },
  ) {
    const random = new SeededRandom(seed);
    this.#random = random.fork("load");
    this.#clock = parts.clock;
    this.#cluster = parts.cluster;
    this.#trace = parts.trace;
    this.#tracker = new Tracker((error) => this.history.problem(`in the background: ${error}`));
    const choice = random.fork("options");
    const kind = KINDS[choice.int(KINDS.length)] as keyof typeof FAULTS;
    this.#faults = Object.entries(FAULTS[kind]);
    const { brokers: addresses, platform } = parts.cluster.options();
    this.#kafka = new Kafka({
      brokers: addresses,
      platform: { ...platform, random: random.fork("client") },
      requestTimeoutMs: 500 + choice.int(2500),
      connectTimeoutMs: 500 + choice.int(1500),
      hooks: [(event) => this.#onEvent(event)],
    });
    this.#patient = kind === "all" && choice.int(4) > 0;
    this.#deliveryTimeoutMs = kind === "forgetting" || this.#patient ? 30_000 : 800 + choice.int(3000);
    this.#producer = this.#kafka.producer(this.#producing(choice));
    this.#consumer = this.#kafka.consumer({
      topics: Object.keys(TOPICS),
      maxWaitMs: 50 + choice.int(1000),
      maxPartitionBytes: 500 + choice.int(4000),
      maxBufferedBytes: 4000 + choice.int(30_000),
    });
  }

  static async start(seed: number, print?: (line: string) => void): Promise<Run> {
    const random = new SeededRandom(seed);
    const ties = random.fork("ties");
    const clock = new VirtualClock({ tie: () => ties.int(1000) });
    const largest = 20 + random.fork("cuts").int(2000);
    const network = memoryNetwork({
      clock,
      random: random.fork("network"),
      link: {
        latencyMs: (chance) => (chance?.int(3000) ?? 0) / 1000,
        cut: (length, chance) => chance?.int(4) === 0 ? 1 + chance.int(Math.min(length, largest)) : length,
      },
    });
    const platform = platformOf(clock, random.fork("cluster"));
    const cluster = await clock.until(EmbeddedKafka.start({ platform, network, brokers: 3 }));
    for (const [name, partitions] of Object.entries(TOPICS)) cluster.createTopic(name, partitions);
    return new Run(seed, { clock, cluster, trace: new Trace(() => clock.now(), print) });
  }

  /** Sends, reads, and lets faults strike. */
  async load(): Promise<void> {
    const faults = new SeededRandom(this.#random.int(0x7fffffff)).fork("faults");
    this.#tracker.track(this.#random.int(2) === 0 ? this.#readRecords() : this.#readBatches());
    const end = this.#clock.now() + LOAD_MS;
    let nextFault = this.#clock.now() + faults.int(2) * faults.int(300);
    while (this.#clock.now() < end) {
      if (this.#clock.now() >= nextFault) {
        this.#strike(faults);
        nextFault = this.#clock.now() + faults.int(900);
      }
      this.#sendSome();
      await this.#clock.advance(this.#random.int(this.#random.int(5) === 0 ? 600 : 60));
    }
  }

  /** Faults end by themselves; everything that was sent settles. */
  async settle(): Promise<void> {
    await this.#clock.advance(5000);
    for (const nodeId of this.#cluster.nodeIds) await this.#clock.until(this.#cluster.startBroker(nodeId));
    const limit = this.#deliveryTimeoutMs + 1000;
    const flushed = this.#producer.flush({ timeoutMs: limit }).catch((error) => {
      if (!(error instanceof SendError)) this.history.problem(`flush: ${error}`);
    });
    await this.#clock.until(flushed);
    await this.#goOn();
    // Requests that were given up may still be on their way to a log.
    await this.#clock.advance(2000);
    if (this.#producer.buffered !== 0) this.history.problem(`the producer holds ${this.#producer.buffered} bytes`);
  }

  /** Whatever was given up, every partition takes records again, and soon. */
  async #goOn(): Promise<void> {
    for (const [topic, partitions] of Object.entries(TOPICS)) {
      for (let partition = 0; partition < partitions; partition++) {
        for (let i = 0; i < 3; i++) {
          const id = this.history.sending(topic, this.#clock.now());
          const sent = this.#producer.send({ topic, partition, value: `${id} ` }, { timeoutMs: GO_ON_MS });
          sent.then((at) => this.#written(id, at), (error) => {
            this.#failed(id, error);
            this.history.problem(`after all faults, record ${id} failed: ${error.message}`);
          });
        }
      }
    }
    await this.#clock.advance(GO_ON_MS + 100);
  }

  /** The logs as they are in the end, read past the client's own reader of partitions. */
  async readLogs(): Promise<void> {
    this.#logRecords = 0;
    for (const [topic, partitions] of Object.entries(TOPICS)) {
      for (let partition = 0; partition < partitions; partition++) {
        const seen = await this.#readLog(topic, partition);
        this.#logRecords += seen.length;
        this.history.log(topic, partition, seen);
      }
    }
  }

  /** The consumer has some time to read the rest. */
  async catchUp(): Promise<void> {
    const end = this.#clock.now() + CATCH_UP_MS;
    while (this.history.readCount < this.#logRecords && this.#clock.now() < end) await this.#clock.advance(50);
  }

  /** Closes everything; nothing may be left. */
  async end(): Promise<void> {
    const began = this.#clock.now();
    await this.#clock.until(
      this.#kafka.close().catch((error) => {
        if (!(error instanceof SendError)) this.history.problem(`close: ${error}`);
      }),
    );
    if (this.#clock.now() - began > 2000) this.history.problem(`close took ${this.#clock.now() - began} ms`);
    await this.#clock.until(this.#tracker.idle());
    await this.#clock.until(this.#cluster.close());
    await this.#clock.advance(1000);
    const left = { timers: this.#clock.pending, streams: openStreamCount() - this.#streamsBefore };
    if (left.timers + left.streams > 0) this.history.problem(`left behind: ${JSON.stringify(left)}`);
    for (const error of this.#cluster.errors) this.history.problem(`in the cluster: ${error}`);
  }

  result(): TortureResult {
    const { history } = this;
    return {
      digest: this.#trace.digest,
      counts: `${history.count} sent, ${history.ended("written")} written, ${history.ended("failed")} failed`,
      problems: history.check({ settledWithinMs: this.#deliveryTimeoutMs + 1000 }),
      tail: this.#trace.tail,
    };
  }

  #producing(choice: SeededRandom): ProducerOptions {
    return {
      lingerMs: choice.int(2) * choice.int(20),
      batchMaxBytes: 600 + choice.int(3000),
      maxInFlight: 1 + choice.int(5),
      maxBufferedBytes: choice.int(3) === 0 ? 5000 : 1_000_000,
      compression: CODECS[choice.int(CODECS.length)],
      deliveryTimeoutMs: this.#deliveryTimeoutMs,
      onDelivery: (record, outcome) => this.#onDelivery(record, outcome),
    };
  }

  #strike(random: SeededRandom): void {
    const [name, fault] = this.#faults[random.int(this.#faults.length)] as [string, Fault];
    this.#trace.add(`fault ${name}`);
    fault({
      cluster: this.#cluster,
      clock: this.#clock,
      random,
      topics: TOPICS,
      track: (promise) => this.#tracker.track(promise),
    });
  }

  #sendSome(): void {
    const records = Array.from({ length: 1 + this.#random.int(8) }, () => this.#record());
    const how = this.#random.int(4);
    if (how === 0) this.#sendAll(records);
    else if (how === 1) { for (const [id, record] of records) this.#enqueue(id, record); }
    else for (const [id, record] of records) this.#send(id, record);
  }

  #record(): [number, ProducerRecord] {
    const topic = this.#random.int(3) === 0 ? "b" : "a";
    const id = this.history.sending(topic, this.#clock.now());
    const key = this.#random.int(4) === 0 ? undefined : `k${this.#random.int(20)}`;
    return [id, { topic, key, value: `${id} ${"v".repeat(this.#random.int(200))}` }];
  }

  #send(id: number, record: ProducerRecord): void {
    // Some calls have less patience than their batches.
    const limits = this.#random.int(8) === 0 ? { timeoutMs: 1 + this.#random.int(800) } : {};
    this.#producer.send(record, limits).then((at) => this.#written(id, at), (error) => this.#failed(id, error));
  }

  #sendAll(records: readonly [number, ProducerRecord][]): void {
    const told = (id: number, at: RecordMetadata | undefined) => at === undefined ? undefined : this.#written(id, at);
    this.#producer.sendAll(records.map(([, record]) => record)).then(
      (all) => records.forEach(([id], i) => told(id, all[i])),
      (error: SendError) => {
        records.forEach(([id], i) => told(id, error.results[i] as RecordMetadata | undefined));
        for (const { index, error: cause } of error.failed) {
          this.#failed((records[index] as [number, unknown])[0], cause);
        }
      },
    );
  }

  #enqueue(id: number, record: ProducerRecord): void {
    try {
      this.#producer.enqueue(record);
    } catch (error) {
      this.#failed(id, error as KafkaError);
    }
  }

  #onDelivery(record: ProducerRecord, { metadata, error }: DeliveryOutcome): void {
    const id = Number.parseInt(`${record.value}`);
    if (metadata !== undefined) this.#written(id, metadata);
    else this.#failed(id, error as KafkaError);
  }

  #written(id: number, { partition, offset }: RecordMetadata): void {
    this.#trace.add(`written ${id} ${partition}@${offset}`);
    this.history.written(id, { partition, offset, now: this.#clock.now() });
  }

  #failed(id: number, error: KafkaError): void {
    this.#trace.add(`failed ${id} ${error.code} ${error.delivery}: ${error.message}`);
    this.history.failed(id, error, this.#clock.now());
    if (this.#patient && !EXPECTED.includes(error.code)) this.history.problem(`record ${id} failed: ${error.message}`);
  }

  async #readRecords(): Promise<void> {
    for await (const record of this.#consumer) this.#read(record);
  }

  async #readBatches(): Promise<void> {
    for await (const batch of this.#consumer.batches()) for (const record of batch) this.#read(record);
  }

  #read(record: ConsumerRecord): void {
    const { topic, partition, offset } = record;
    const id = idOf(record.value);
    this.#trace.add(`read ${id} ${topic}[${partition}]@${offset}`);
    this.history.read(topic, partition, { id, offset });
  }

  async #readLog(topic: string, partition: number): Promise<Seen[]> {
    const { endOffset, leader } = this.#cluster.partition(topic, partition);
    const codecs = new CodecTable({}, (promise) => this.#clock.outside(promise));
    const seen: Seen[] = [];
    while (seen.length < endOffset) {
      const asked = { partition, fetchOffset: BigInt(seen.length), partitionMaxBytes: 1_000_000 };
      const answer = await this.#clock.until(this.#kafka.request(
        Fetch,
        { maxWaitMs: 0, minBytes: 1, maxBytes: 1_000_000, topics: [{ topic, partitions: [asked] }] },
        { to: { broker: leader }, maxVersion: 12, lane: "log" },
      ));
      const { records, errorCode } = answer.responses[0]?.partitions[0] ?? { records: null, errorCode: -1 };
      assert.equal(errorCode, 0, `${topic}[${partition}]`);
      for (const batch of readRecordBatches(records ?? new Uint8Array(0)).batches) {
        for (const record of await this.#clock.until(Promise.resolve(batch.decode({ crc: crc32c, codecs })))) {
          if (record.offset >= seen.length) seen.push({ id: idOf(record.value), offset: record.offset });
        }
      }
    }
    return seen;
  }

  #onEvent(event: ClientEvent): void {
    const { type } = event;
    if (type === "request") {
      const { broker, api, version, requestBytes, responseBytes, error } = event;
      this.#trace.add(`request ${api} ${version} ${broker} ${requestBytes} ${responseBytes} ${error?.message ?? ""}`);
    } else if (type === "data loss" || type === "error") this.#trace.add(`${type} ${event.error.message}`);
    else this.#trace.add(JSON.stringify(event, (_key, value) => value instanceof Error ? value.message : value));
  }
}

function idOf(value: Uint8Array | null): number {
  return Number.parseInt(value === null ? "" : text.decode(value));
}
