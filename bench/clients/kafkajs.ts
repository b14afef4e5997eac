// kafkajs in its best mode: send() of 1,000 records, five in flight; idempotent (`kafkajs-idem`) one in flight, as it
// demands. It has neither lz4 nor zstd: @platformatic/kafka's WebAssembly and node:zlib stand in.
import * as zlib from "node:zlib";
import { type BenchClient, type BenchReader, bulkClient, type Source } from "./client.ts";
import type { Job } from "./job.ts";
import { peer } from "./peer.ts";

interface Codec {
  readonly compress: (encoder: { readonly buffer: Uint8Array }) => Promise<Uint8Array>;
  readonly decompress: (bytes: Uint8Array) => Promise<Uint8Array>;
}

interface KafkaJsProducer {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  send(request: { topic: string; acks: number; compression: number; messages: unknown[] }): Promise<unknown>;
}

interface KafkaJsConsumer {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  subscribe(options: { topic: string; fromBeginning: boolean }): Promise<void>;
  run(options: { autoCommit: boolean; eachBatch: (payload: KafkaJsBatch) => Promise<void> }): Promise<void>;
}

interface KafkaJsBatch {
  readonly batch: { readonly messages: readonly { readonly value: Uint8Array | null }[] };
}

interface KafkaJsClient {
  producer(options: object): KafkaJsProducer;
  consumer(options: { groupId: string }): KafkaJsConsumer;
}

interface KafkaJs {
  readonly Kafka: new (options: object) => KafkaJsClient;
  readonly logLevel: { readonly NOTHING: number };
  readonly CompressionTypes: Readonly<Record<string, number>>;
  readonly CompressionCodecs: Record<number, () => Codec>;
}

/** Connects it. */
export async function kafkajs(job: Job, { key, value }: Source): Promise<BenchClient> {
  const module = peer<KafkaJs>("kafkajs");
  const compression = codecOf(module, job.codec);
  const idempotent = job.client === "kafkajs-idem";
  const producer = clientOf(module, job).producer({
    allowAutoTopicCreation: false,
    ...(idempotent ? { idempotent: true, maxInFlightRequests: 1 } : {}),
  });
  await producer.connect();
  const { topic } = job;
  const send = (from: number, n: number) =>
    producer.send({
      topic,
      acks: -1,
      compression,
      messages: Array.from({ length: n }, (_, i) => ({ key: key(from + i), value: value(from + i) })),
    });
  return bulkClient({ width: idempotent ? 1 : 5, send }, () => producer.disconnect());
}

/** Makes a consumer of the topic, in a group of its own, batch by batch. */
export function kafkajsReader(job: Job): BenchReader {
  const consumer = clientOf(peer<KafkaJs>("kafkajs"), job).consumer({ groupId: `bench-${Date.now()}` });
  return {
    read: async (count) => {
      await consumer.connect();
      await consumer.subscribe({ topic: job.topic, fromBeginning: true });
      const { promise, resolve } = Promise.withResolvers<void>();
      let seen = 0, bytes = 0;
      await consumer.run({
        autoCommit: false,
        eachBatch: ({ batch }) => {
          for (const message of batch.messages) bytes += message.value?.length ?? 0;
          seen += batch.messages.length;
          if (seen >= count) resolve();
          return Promise.resolve();
        },
      });
      await promise;
      return bytes;
    },
    close: () => consumer.disconnect(),
  };
}

function clientOf({ Kafka, logLevel }: KafkaJs, job: Job): KafkaJsClient {
  return new Kafka({
    brokers: [job.bootstrap],
    logLevel: logLevel.NOTHING,
    clientId: "bench",
    requestTimeout: 120_000,
  });
}

function codecOf({ CompressionCodecs, CompressionTypes }: KafkaJs, name: string): number {
  const decompress = () => Promise.reject(new Error("nothing is read"));
  if (name === "lz4") {
    const { lz4FrameCompress, lz4Compress } = peer<Record<string, (bytes: Uint8Array) => Uint8Array>>(
      "@platformatic/wasm-utils",
    );
    const pack = lz4FrameCompress ?? lz4Compress;
    CompressionCodecs[CompressionTypes["LZ4"]] = () => ({
      compress: ({ buffer }) => Promise.resolve(pack(buffer)),
      decompress,
    });
  } else if (name === "zstd") {
    CompressionCodecs[CompressionTypes["ZSTD"]] = () => ({
      compress: ({ buffer }) => Promise.resolve(zlib.zstdCompressSync(buffer)),
      decompress,
    });
  }
  return CompressionTypes[name === "none" ? "None" : name.toUpperCase()];
}
