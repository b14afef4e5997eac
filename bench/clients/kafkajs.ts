// kafkajs in its best mode: send() of 1,000 records, five in flight; idempotent (`kafkajs-idem`) one in flight, as it
// demands. It has neither lz4 nor zstd: @platformatic/kafka's WebAssembly and node:zlib stand in.
import * as zlib from "node:zlib";
import { type BenchClient, inBulks, type Source } from "./client.ts";
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

interface KafkaJs {
  readonly Kafka: new (options: object) => { producer(options: object): KafkaJsProducer };
  readonly logLevel: { readonly NOTHING: number };
  readonly CompressionTypes: Readonly<Record<string, number>>;
  readonly CompressionCodecs: Record<number, () => Codec>;
}

/** Connects it. */
export async function kafkajs(job: Job, { key, value }: Source): Promise<BenchClient> {
  const module = peer<KafkaJs>("kafkajs");
  const compression = codecOf(module, job.codec);
  const idempotent = job.client === "kafkajs-idem";
  const kafka = new module.Kafka({
    brokers: [job.bootstrap],
    logLevel: module.logLevel.NOTHING,
    clientId: "bench",
    requestTimeout: 120_000,
  });
  const producer = kafka.producer({
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
  return {
    one: (i) => send(i, 1),
    many: (count) => inBulks(count, { width: idempotent ? 1 : 5, send }),
    fill: (count) => {
      for (let i = 0; i < count; i += 1000) send(i, 1000).catch(() => {});
    },
    close: () => producer.disconnect(),
  };
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
