// Samsa, from source or from the built package (SAMSA_BUILT), driven through enqueue, sendAll or concurrent sends.
import process from "node:process";
import type { Kafka } from "../../mod.ts";
import type { ProducerRecord } from "../../src/producer/record.ts";
import type { CodecName } from "../../transports/platform.ts";
import { type BenchClient, type BenchReader, inBulks, type Source } from "./client.ts";
import type { Job } from "./job.ts";

const CONCURRENT = 1000;
const BULKS_IN_FLIGHT = 10;

/** Connects nothing yet: the first record does. */
export async function samsa(job: Job, source: Source): Promise<BenchClient> {
  const kafka = await load(job);
  const producer = kafka.producer({ compression: job.codec as CodecName | "none" });
  const { topic } = job;
  const { key, value } = source;
  const record = job.keys
    ? (i: number): ProducerRecord => ({ topic, key: key(i), value: value(i) })
    : (i: number): ProducerRecord => ({ topic, value: value(i) });

  const concurrent = async (count: number) => {
    let next = 0;
    const lane = async () => {
      while (next < count) await producer.send(record(next++));
    };
    await Promise.all(Array.from({ length: CONCURRENT }, lane));
  };
  const sendAll = (count: number) =>
    inBulks(count, {
      width: BULKS_IN_FLIGHT,
      send: (from, n) => producer.sendAll(Array.from({ length: n }, (_, i) => record(from + i))),
    });
  const enqueue = async (count: number) => {
    for (let i = 0; i < count; i++) if (!producer.enqueue(record(i))) await producer.ready();
    await producer.flush();
  };
  return {
    one: (i) => producer.send(record(i)),
    many: job.mode === "concurrent" ? concurrent : job.mode === "sendAll" ? sendAll : enqueue,
    fill: async (count) => {
      await producer.connect({ topics: [job.topic] });
      for (let i = 0; i < count; i++) producer.enqueue(record(i));
    },
    close: () => kafka.close(),
  };
}

/** Makes a consumer of the topic, batch by batch. */
export async function samsaReader(job: Job): Promise<BenchReader> {
  const kafka = await load(job);
  return {
    read: async (count) => {
      const batches = kafka.consumer({ topics: [job.topic] }).batches();
      let bytes = 0;
      for (let left = count; left > 0;) {
        const { value: batch } = await batches.next();
        if (batch === undefined) throw new Error("the consumer ended early");
        for (const record of batch) bytes += record.value?.length ?? 0;
        left -= batch.records.length;
      }
      return bytes;
    },
    close: () => kafka.close(),
  };
}

async function load(job: Job): Promise<Kafka> {
  const module: string = process.env["SAMSA_BUILT"] ? "../../npm/mod.js" : "../../mod.ts";
  const { Kafka: Client } = await import(module) as { Kafka: typeof Kafka };
  return new Client({ brokers: job.bootstrap });
}
