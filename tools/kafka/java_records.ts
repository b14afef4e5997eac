// Writes and reads records with the Java client of a cluster's version, as the other side in interoperability tests.
// Called by live tests.
import type { KafkaCluster } from "./cluster.ts";
import { runJava } from "./java.ts";
import { atLeast } from "./versions.ts";

/** A header: name and value. */
export type JavaHeader = readonly [name: string, value: Uint8Array | null];

/** A record for the Java producer. */
export interface JavaRecord {
  /** Topic. */
  readonly topic: string;
  /** Codec of its batch. @default "none" */
  readonly compression?: "none" | "gzip" | "snappy" | "lz4" | "zstd";
  /** Partition; without one the client's partitioner decides. */
  readonly partition?: number;
  /** Timestamp, Unix ms; needs 0.10 or newer. @default now */
  readonly timestamp?: number;
  /** Key. */
  readonly key: Uint8Array | null;
  /** Value. */
  readonly value: Uint8Array | null;
  /** Headers; need 0.11 or newer. */
  readonly headers?: readonly JavaHeader[];
}

/** Where the Java producer's record went. */
export interface JavaPlace {
  /** Partition. */
  readonly partition: number;
  /** Offset. */
  readonly offset: number;
}

/** A record as the Java consumer read it. */
export interface JavaRead extends JavaPlace {
  /** Topic. */
  readonly topic: string;
  /** Timestamp, Unix ms; null before 0.10. */
  readonly timestamp: number | null;
  /** Key. */
  readonly key: Uint8Array | null;
  /** Value. */
  readonly value: Uint8Array | null;
  /** Headers, in order. */
  readonly headers: readonly JavaHeader[];
}

/** Options of both. */
export interface JavaClientOptions {
  /** More settings of the Java client. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Addresses to start from. @default the plain listeners */
  readonly bootstrap?: readonly string[];
}

/** Writes the records with the Java producer; one place for each, in order. */
export async function javaProduce(
  cluster: KafkaCluster,
  records: readonly JavaRecord[],
  options: JavaClientOptions = {},
): Promise<JavaPlace[]> {
  const input = records.map(line).join("");
  const output = await runJava(cluster.java, { name: "Produce", arguments: clientArguments(cluster, options) }, {
    input,
  });
  const places = output.split("\n").filter((text) => /^\d+\t\d+$/.test(text)).map((text) => {
    const [partition, offset] = text.split("\t").map(Number);
    return { partition, offset };
  });
  if (places.length !== records.length) {
    throw new Error(`Produce.java told of ${places.length} of ${records.length} records`);
  }
  return places;
}

/** Reads the topics from the beginning with the Java consumer until each has given its count; sorted by place. */
export async function javaConsume(
  cluster: KafkaCluster,
  counts: Readonly<Record<string, number>>,
  options: JavaClientOptions = {},
): Promise<JavaRead[]> {
  const topics = Object.entries(counts).map(([topic, count]) => `${topic}:${count}`);
  const [bootstrap, ...settings] = clientArguments(cluster, options);
  const old = !atLeast(cluster.kafkaVersion, "0.9");
  const output = await runJava(cluster.java, {
    name: old ? "OldConsume" : "Consume",
    arguments: old ? [bootstrap, ...topics] : [bootstrap, ...topics, ...settings],
  });
  const records = output.split("\n").filter((text) => text.startsWith("{")).map(read);
  return records.sort((a, b) =>
    a.topic === b.topic ? a.partition - b.partition || a.offset - b.offset : a.topic < b.topic ? -1 : 1
  );
}

function clientArguments(cluster: KafkaCluster, options: JavaClientOptions): string[] {
  const settings = Object.entries(options.settings ?? {}).map(([key, value]) => `${key}=${value}`);
  return [(options.bootstrap ?? cluster.bootstrap).join(","), ...settings];
}

function line(record: JavaRecord): string {
  const headers = (record.headers ?? []).map(([name, value]) =>
    `${base64(new TextEncoder().encode(name))}:${base64(value)}`
  );
  const { topic, compression = "none", partition = "-", timestamp = "-", key, value } = record;
  return [topic, compression, partition, timestamp, base64(key), base64(value), headers.join(",")].join("\t") + "\n";
}

interface ReadLine {
  topic: string;
  partition: number;
  offset: number;
  timestamp: number | null;
  key: string | null;
  value: string | null;
  headers: [string, string | null][];
}

function read(text: string): JavaRead {
  const raw = JSON.parse(text) as ReadLine;
  const headers = raw.headers.map(([name, value]) => [new TextDecoder().decode(bytes(name)), bytes(value)] as const);
  return {
    ...raw,
    key: bytes(raw.key),
    value: bytes(raw.value),
    headers: headers.map(([name, value]) => [name, value]),
  };
}

function base64(value: Uint8Array | null): string {
  if (value === null) return "-";
  return btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join(""));
}

function bytes(text: string): Uint8Array;
function bytes(text: string | null): Uint8Array | null;
function bytes(text: string | null): Uint8Array | null {
  return text === null ? null : Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
