// A producer on an embedded cluster in virtual time, what its brokers see of it, and what stands in their logs. Knows
// nothing of the parts of a producer.
import assert from "node:assert/strict";
import type { EmbeddedKafkaOptions } from "../../../embedded/mod.ts";
import type { KafkaError } from "../../../errors/kafka_error.ts";
import { Fetch } from "../../../protocol/messages/fetch.ts";
import { Produce, type ProduceRequest } from "../../../protocol/messages/produce.ts";
import { readRecordBatches, type RecordBatch } from "../../../protocol/records/batch_reader.ts";
import { CodecTable } from "../../../protocol/records/codecs.ts";
import type { RecordView } from "../../../protocol/records/record_view.ts";
import { crc32c } from "../../../protocol/wire/crc32c.ts";
import type { ClientEvent } from "../../../src/base/client_event.ts";
import type { KafkaOptions } from "../../../src/kafka.ts";
import type { ProducerOptions } from "../../../src/producer/options.ts";
import type { Producer } from "../../../src/producer/producer.ts";
import { type World, world } from "../../faults/world.ts";
import type { TestContext } from "../../harness.ts";

/** A world whose client's events are noted. */
export interface NotedWorld extends World {
  /** All events of the client, in order. */
  readonly events: ClientEvent[];
}

/** A world that notes events. */
export async function notedWorld(
  t: TestContext,
  embedded: EmbeddedKafkaOptions,
  options: Partial<KafkaOptions> = {},
): Promise<NotedWorld> {
  const events: ClientEvent[] = [];
  const hooks = [(event: ClientEvent) => void events.push(event)];
  return { ...await world(t, embedded, { ...options, hooks }), events };
}

/** A world with a producer. */
export interface ProducerWorld extends NotedWorld {
  readonly producer: Producer;
}

/** Topics, options of the cluster and of the producer. */
export async function producerWorld(
  t: TestContext,
  embedded: EmbeddedKafkaOptions,
  options: ProducerOptions = {},
): Promise<ProducerWorld> {
  // Brokers before 0.10 do not tell their versions.
  const brokerVersion = embedded.kafkaVersion === "0.8" ? "0.8.2" : embedded.kafkaVersion === "0.9" ? "0.9" : undefined;
  const made = await notedWorld(t, embedded, brokerVersion === undefined ? {} : { brokerVersion });
  return { ...made, producer: made.kafka.producer(options) };
}

/** How a promise failed; it must fail. */
export function failure(promise: Promise<unknown>): Promise<KafkaError> {
  return promise.then(() => {
    throw new Error("it should have failed");
  }, (error: KafkaError) => error);
}

/** The batches in the log of a partition. */
export async function batchesOf({ clock, cluster, kafka }: World, topic = "t", partition = 0): Promise<RecordBatch[]> {
  const { endOffset, leader } = cluster.partition(topic, partition);
  const out: RecordBatch[] = [];
  let next = 0;
  while (next < endOffset) {
    const asked = { partition, fetchOffset: BigInt(next), partitionMaxBytes: 10_000_000 };
    const answer = await clock.until(kafka.request(
      Fetch,
      (version) => ({
        maxWaitMs: 0,
        minBytes: 1,
        ...(version >= 3 ? { maxBytes: 10_000_000 } : {}),
        topics: [{ topic, partitions: [asked] }],
      }),
      { to: { broker: leader }, retry: false, maxVersion: 12 },
    ));
    const { records, errorCode } = answer.responses[0].partitions[0];
    assert.equal(errorCode, 0);
    const { batches, error } = readRecordBatches(records ?? new Uint8Array());
    assert.equal(error, null);
    for (const batch of batches) {
      if (batch.lastOffset < next) continue;
      out.push(batch);
      next = batch.lastOffset + 1;
    }
  }
  return out;
}

/** A record in a log, and Kafka's number of the codec of its batch. */
export interface LoggedRecord {
  readonly record: RecordView;
  readonly codec: number;
}

/** The records in the log of a partition. */
export async function recordsOf(on: World, topic = "t", partition = 0): Promise<LoggedRecord[]> {
  const codecs = new CodecTable({}, (promise) => on.clock.outside(promise));
  const out: LoggedRecord[] = [];
  for (const batch of await batchesOf(on, topic, partition)) {
    const records = await on.clock.until(Promise.resolve(batch.decode({ crc: crc32c, codecs })));
    for (const record of records) out.push({ record, codec: batch.codec });
  }
  return out;
}

/** The values in the log of a partition, blanks cut off. */
export async function valuesOf(on: World, topic = "t", partition = 0): Promise<string[]> {
  const records = await recordsOf(on, topic, partition);
  return records.map(({ record }) => new TextDecoder().decode(record.value ?? new Uint8Array()).trim());
}

/** The values of a partition, read by a consumer as an application would. */
export async function consumedValues(on: World, topic: string, partition = 0): Promise<string[]> {
  const { endOffset } = on.cluster.partition(topic, partition);
  const values: string[] = [];
  if (endOffset === 0) return values;
  const consumer = on.kafka.consumer({ partitions: { [topic]: { [partition]: "earliest" } } });
  await on.until((async () => {
    for await (const record of consumer) {
      values.push(record.text() ?? "");
      if (record.offset >= endOffset - 1) break;
    }
    await consumer.close();
  })());
  return values;
}

/** One Produce request with one partition, as a broker sees it. */
export interface SeenBatch {
  readonly values: readonly string[];
  readonly sequence: number;
  readonly epoch: number;
  readonly producerId: number;
  readonly bytes: number;
  readonly timeoutMs: number;
}

/** Notes every batch of every Produce request from now on. */
export function watch(on: World): SeenBatch[] {
  const seen: SeenBatch[] = [];
  on.cluster.control(Produce, (request) => void seen.push(...seenIn(request)), { keep: true });
  return seen;
}

/** The batches of a request whose records are not compressed. */
function seenIn(request: ProduceRequest): SeenBatch[] {
  const out: SeenBatch[] = [];
  for (const { partitionData } of request.topicData) {
    for (const { records } of partitionData) {
      const [batch] = readRecordBatches((records ?? new Uint8Array()).slice()).batches;
      if (batch === undefined) continue;
      const decoded = batch.codec === 0 ? batch.decode({ crc: crc32c, codecs: new CodecTable({}, (it) => it) }) : [];
      const list = decoded instanceof Promise ? [] : [...decoded];
      const values = list.map(({ value }) => new TextDecoder().decode(value ?? new Uint8Array()).trim());
      const { baseSequence: sequence, producerEpoch: epoch, sizeInBytes: bytes } = batch;
      out.push({ values, sequence, epoch, producerId: Number(batch.producerId), bytes, timeoutMs: request.timeoutMs });
    }
  }
  return out;
}

/** A record for the only partition of topic t. */
export const record = (value: string) => ({ topic: "t", partition: 0, value });

/** With {@linkcode big} records each batch has one. */
export const ONE_EACH: ProducerOptions = { batchMaxBytes: 1000 };

/** A record that fills more than half of a batch of {@linkcode ONE_EACH}. */
export const big = (value: string) => record(value.padEnd(600));

/** `count` texts: the name and a number from 0. */
export const numbered = (count: number, name = "v"): string[] => Array.from({ length: count }, (_, i) => `${name}${i}`);
