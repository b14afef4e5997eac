// One client, one job, one process: connects, warms up, moves records, and prints what it cost as one line of JSON.
// `bench/end_to_end.ts` starts it: client mode bytes count bootstrap topic. Runs on Node, Deno and Bun.
import { createRequire } from "node:module";
import process from "node:process";
import { Kafka } from "../mod.ts";

/** What a run is asked to do. */
interface Job {
  readonly client: string;
  readonly mode: "produce" | "consume";
  readonly bytes: number;
  readonly count: number;
  readonly bootstrap: string;
  readonly topic: string;
}

/** Moves `count` records and resolves when the last one is there. */
type Work = (count: number) => Promise<void>;

/** A client made ready: `work` may be called more than once. */
interface Ready {
  readonly work: Work;
  readonly close: () => Promise<void>;
}

const WINDOW = 10_000;
const BULK = 1000;
const BULKS_IN_FLIGHT = 5;

/** JSON text of exactly `bytes` bytes, different for each index, compressible as such data are. */
function valueOf(index: number, bytes: number): string {
  const head = `{"id":${index},"user":"u${(index * 2654435761) % 100_000}","event":"page_view","path":"/p/${
    index % 977
  }","pad":"`;
  return head + "x".repeat(Math.max(0, bytes - head.length - 2)) + '"}';
}

const values: string[] = [];
function value(index: number, bytes: number): string {
  return values[index % 1000] ??= valueOf(index % 1000, bytes);
}

function samsa(job: Job): Ready {
  const kafka = new Kafka({ brokers: job.bootstrap });
  if (job.mode === "produce") {
    const producer = kafka.producer();
    return {
      close: () => kafka.close(),
      work: async (count) => {
        for (let i = 0; i < count;) {
          const pending: Promise<unknown>[] = [];
          for (const end = Math.min(count, i + WINDOW); i < end; i++) {
            pending.push(producer.send({ topic: job.topic, value: value(i, job.bytes) }));
          }
          await Promise.all(pending);
        }
      },
    };
  }
  const consumer = kafka.consumer({ topics: [job.topic] });
  const batches = consumer.batches();
  let touched = 0;
  return {
    close: () => kafka.close(),
    work: async (count) => {
      for (let left = count; left > 0;) {
        const { value: batch } = await batches.next();
        if (batch === undefined) throw new Error("The consumer ended early");
        for (const record of batch) touched += record.value?.length ?? 0;
        left -= batch.records.length;
      }
      if (touched === 0) throw new Error("No value was touched");
    },
  };
}

/** Runs bulk sends, a few at a time. */
async function inBulks(count: number, send: (from: number, n: number) => Promise<unknown>): Promise<void> {
  const running = new Set<Promise<unknown>>();
  for (let i = 0; i < count; i += BULK) {
    const one: Promise<unknown> = send(i, Math.min(BULK, count - i)).then(() => running.delete(one));
    running.add(one);
    if (running.size >= BULKS_IN_FLIGHT) await Promise.race(running);
  }
  await Promise.all(running);
}

// The peers live in a folder of their own, so that the package does not depend on them.
// deno-lint-ignore no-explicit-any
const peer = (name: string): any => createRequire(`${process.env["SAMSA_PEERS"]}/package.json`)(name);

async function kafkajs(job: Job): Promise<Ready> {
  const { Kafka: KafkaJs, logLevel } = peer("kafkajs");
  const kafka = new KafkaJs({ brokers: [job.bootstrap], logLevel: logLevel.NOTHING, clientId: "bench" });
  if (job.mode === "produce") {
    const producer = kafka.producer({ allowAutoTopicCreation: false });
    await producer.connect();
    return {
      close: () => producer.disconnect(),
      work: (count) =>
        inBulks(count, (from, n) =>
          producer.send({
            topic: job.topic,
            acks: -1,
            messages: Array.from({ length: n }, (_, i) => ({ value: value(from + i, job.bytes) })),
          })),
    };
  }
  const consumer = kafka.consumer({ groupId: `bench-${Date.now()}` });
  await consumer.connect();
  await consumer.subscribe({ topic: job.topic, fromBeginning: true });
  let seen = 0, touched = 0;
  let wake = () => {};
  await consumer.run({
    autoCommit: false,
    eachBatch: ({ batch }: { batch: { messages: { value: Uint8Array | null }[] } }) => {
      for (const message of batch.messages) touched += message.value?.length ?? 0;
      seen += batch.messages.length;
      wake();
      return Promise.resolve();
    },
  });
  let taken = 0;
  return {
    close: () => consumer.disconnect(),
    work: async (count) => {
      taken += count;
      while (seen < taken) await new Promise<void>((resolve) => wake = resolve);
      if (touched === 0) throw new Error("No value was touched");
    },
  };
}

async function platformatic(job: Job): Promise<Ready> {
  const { Producer, Consumer } = peer("@platformatic/kafka");
  const client = { clientId: "bench", bootstrapBrokers: [job.bootstrap] };
  if (job.mode === "produce") {
    const producer = new Producer({ ...client, autocreateTopics: false });
    return {
      close: () => producer.close(),
      work: (count) =>
        inBulks(count, (from, n) =>
          producer.send({
            acks: -1,
            messages: Array.from({ length: n }, (_, i) => ({
              topic: job.topic,
              value: Buffer.from(value(from + i, job.bytes)),
            })),
          })),
    };
  }
  const consumer = new Consumer({ ...client, groupId: `bench-${Date.now()}`, autocommit: false });
  const stream = await consumer.consume({ topics: [job.topic], mode: "earliest" });
  const iterator = stream[Symbol.asyncIterator]();
  let touched = 0;
  return {
    close: async () => {
      await stream.close();
      await consumer.close(true);
    },
    work: async (count) => {
      for (let left = count; left > 0; left--) touched += (await iterator.next()).value.value.length;
      if (touched === 0) throw new Error("No value was touched");
    },
  };
}

const clients: Readonly<Record<string, (job: Job) => Ready | Promise<Ready>>> = { samsa, kafkajs, platformatic };

async function main(): Promise<void> {
  const [client, mode, bytes, count, bootstrap, topic] = process.argv.slice(2);
  const job: Job = {
    client,
    mode: mode as Job["mode"],
    bytes: Number(bytes),
    count: Number(count),
    bootstrap,
    topic,
  };
  if (client === "kafkajs") peer("kafkajs");
  if (client === "platformatic") peer("@platformatic/kafka");
  // Consumers read ahead: what one has fetched and decoded during a warm-up would be left out of its cost. So their
  // measure begins before they connect, and has no warm-up.
  let cpu = process.cpuUsage();
  let started = performance.now();
  const ready = await clients[client](job);
  if (mode === "produce") {
    await ready.work(Math.min(20_000, job.count / 10));
    cpu = process.cpuUsage();
    started = performance.now();
  }
  await ready.work(job.count);
  const used = process.cpuUsage(cpu);
  const seconds = (performance.now() - started) / 1000;
  const rss = process.memoryUsage().rss;
  console.log(JSON.stringify({
    cpuMicrosPerRecord: (used.user + used.system) / job.count,
    recordsPerSecond: Math.round(job.count / seconds),
    rssMiB: Math.round(rss / 1048576),
  }));
  // A peer that does not end must not hold up the others; what it cost is known.
  await Promise.race([ready.close(), new Promise((resolve) => setTimeout(resolve, 3000))]);
  process.exit(0);
}

await main();
