// What the parts cost: checksum, records, codecs, messages, framing, a round trip in memory. The same file runs on
// Node, Deno and Bun, and prints its results as one line of JSON (`bench/main.ts` makes the tables). Figures are CPU
// time: everything here is synchronous but the round trip.
import { bench, run } from "mitata";
import process from "node:process";
import { EmbeddedKafka } from "../embedded/mod.ts";
import { Kafka } from "../mod.ts";
import { DescribeCluster } from "../protocol/messages/describe_cluster.ts";
import { MetadataBroker } from "../protocol/messages/metadata.ts";
import { Metadata } from "../protocol/messages/metadata.ts";
import { readRecordBatches } from "../protocol/records/batch_reader.ts";
import { BatchWriter } from "../protocol/records/batch_writer.ts";
import { CodecTable } from "../protocol/records/codecs.ts";
import { selectCrc32c } from "../protocol/wire/crc32c.ts";
import { FrameCutter } from "../protocol/wire/frame.ts";
import { Reader } from "../protocol/wire/reader.ts";
import { Writer } from "../protocol/wire/writer.ts";
import type { CodecName, Platform } from "../transports/platform.ts";
import { memoryNetwork } from "../transports/memory.ts";
import { loadPlatform } from "#platform";

const platform: Platform = await loadPlatform();
const crc = selectCrc32c(platform.wasmCrc);
const RECORDS = 1000;

/** How many units (bytes, records) one call of a benchmark moves, by its name. */
const units = new Map<string, { readonly count: number; readonly unit: "byte" | "record" | "call" }>();

function add(
  name: string,
  of: { readonly count: number; readonly unit: "byte" | "record" | "call" },
  fn: () => unknown,
): void {
  units.set(name, of);
  bench(name, fn);
}

const noise = new Uint8Array(1 << 20);
for (let i = 0, x = 1; i < noise.length; i++) noise[i] = (x = Math.imul(x, 1664525) + 1013904223) >>> 24;
for (const size of [1024, 16 * 1024, 1 << 20]) {
  add(`crc32c ${size / 1024} KiB`, { count: size, unit: "byte" }, () => crc(noise, 0, size));
}

const json = (i: number) =>
  `{"id":${i},"user":"u${(i * 7919) % 99991}","event":"page_view","path":"/p/${i % 977}","ok":true,"n":${i % 13}}`;
const values = Array.from({ length: RECORDS }, (_, i) => json(i).padEnd(100, " ").slice(0, 100));
const valueBytes = values.map((text) => new TextEncoder().encode(text));
const buffer = new Uint8Array(RECORDS * 130 + 100);

function encode(of: readonly (string | Uint8Array)[]): Uint8Array {
  const writer = new BatchWriter({ maxBytes: 1 << 20, buffer });
  for (const value of of) writer.append({ key: null, value }, 1_700_000_000_000);
  return writer.seal({ crc });
}
add("encode + CRC, 100 B bytes", { count: RECORDS, unit: "record" }, () => encode(valueBytes));
add("encode + CRC, 100 B strings", { count: RECORDS, unit: "record" }, () => encode(values));

const codecs = new CodecTable(platform.codecs);
const sealed = encode(valueBytes).slice();
add("decode + CRC, value touched", { count: RECORDS, unit: "record" }, () => {
  const records = readRecordBatches(sealed).batches[0].decode({ crc, codecs });
  if (records instanceof Promise) throw new Error("no codec is needed");
  let sum = 0;
  for (const record of records) sum += (record.value as Uint8Array)[0];
  return sum;
});

const text = new TextEncoder().encode(Array.from({ length: 640 }, (_, i) => json(i)).join("\n")).slice(0, 64 * 1024);
for (const name of ["gzip", "snappy", "lz4", "zstd"] as CodecName[]) {
  const codec = await codecs.get(name);
  const packed = codec.compress(text);
  add(`${name} compress 64 KiB (ratio ${(text.length / packed.length).toFixed(1)})`, {
    count: text.length,
    unit: "byte",
  }, () => codec.compress(text));
  add(`${name} decompress 64 KiB`, { count: text.length, unit: "byte" }, () => codec.decompress(packed, 1 << 20));
}

const metadata = {
  brokers: [{ nodeId: 1, host: "localhost", port: 9092 }],
  topics: Array.from({ length: 10 }, (_, t) => ({
    name: `topic-${t}`,
    partitions: Array.from(
      { length: 100 },
      (_, p) => ({ partitionIndex: p, leaderId: 1, leaderEpoch: 3, replicaNodes: [1, 2, 3], isrNodes: [1, 2, 3] }),
    ),
  })),
};
const written = (() => {
  const writer = new Writer();
  MetadataBroker.encodeResponse(writer, metadata, 12);
  return join(writer.chunks());
})();
add("Metadata v12 with 1000 partitions, write", { count: 1, unit: "call" }, () => {
  const writer = new Writer();
  MetadataBroker.encodeResponse(writer, metadata, 12);
  return writer.byteLength;
});
add(
  "Metadata v12 with 1000 partitions, read",
  { count: 1, unit: "call" },
  () => Metadata.decodeResponse(new Reader(written), 12),
);

const frames = join(Array.from({ length: 100 }, () => {
  const frame = new Uint8Array(644);
  new DataView(frame.buffer).setInt32(0, 640);
  return frame;
}));
add("cut 100 frames of 640 B", { count: 100, unit: "call" }, () => {
  const cutter = new FrameCutter(1 << 20);
  let n = 0;
  for (const frame of cutter.push(frames)) n += frame.length;
  return n;
});

function join(chunks: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
}

const network = memoryNetwork({ clock: platform.clock });
await network.listen({
  host: "echo",
  port: 1,
  accept: async (stream) => {
    for (let chunk = await stream.read(); chunk !== null; chunk = await stream.read()) await stream.write([chunk]);
  },
});
const stream = await network.dial({ host: "echo", port: 1 });
const ping = new Uint8Array(64);
units.set("stream round trip in memory, 64 B", { count: 1, unit: "call" });
bench("stream round trip in memory, 64 B", async () => {
  await stream.write([ping]);
  await stream.read();
});

const cluster = await EmbeddedKafka.start();
const kafka = new Kafka(cluster.options());
units.set("request and answer, broker in memory", { count: 1, unit: "call" });
bench("request and answer, broker in memory", async () => {
  await kafka.request(DescribeCluster, {}, { to: "any" });
});

const result = await run({ format: "quiet" });
const rows = result.benchmarks.map((one) => {
  const of = units.get(one.alias) ?? { count: 1, unit: "call" as const };
  const stats = one.runs[0].stats;
  if (stats === undefined) throw new Error(`${one.alias} failed: ${one.runs[0].error}`);
  const ns = stats.min / of.count;
  return {
    name: one.alias,
    text: of.unit === "byte" ? `${(1 / ns).toFixed(2)} GB/s` : `${ns < 10_000 ? ns.toFixed(0) : Math.round(ns)} ns`,
  };
});
console.log(JSON.stringify(rows));
stream.close();
await kafka.close();
await cluster.close();
process.exit(0);
