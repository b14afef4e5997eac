// One JavaScript client, one job, one process: connects with a first record, does the job, and prints what it cost as
// one line of JSON. Started by child.ts on Node, Deno and Bun.
import { readFileSync } from "node:fs";
import process from "node:process";
import { KEYS, makeKeys, readValues } from "../values.ts";
import type { BenchClient, BenchReader, Source } from "./client.ts";
import { type Job, type Measured, readJob } from "./job.ts";

const CLOSE_LIMIT_MS = 3000;
const MIB = 2 ** 20;

/** Each client is loaded by itself: none pays for another's modules. */
async function makeClient(job: Job, source: Source): Promise<BenchClient> {
  const [name] = job.client.split("-");
  if (name === "samsa") return await (await import("./samsa.ts")).samsa(job, source);
  if (name === "kafkajs") return await (await import("./kafkajs.ts")).kafkajs(job, source);
  if (name === "platformatic") return (await import("./platformatic.ts")).platformatic(job, source);
  if (name === "bare") return await (await import("./bare.ts")).bare(job, source);
  throw new Error(`there is no client ${job.client}`);
}

async function makeReader(job: Job): Promise<BenchReader> {
  if (job.client === "samsa") return await (await import("./samsa.ts")).samsaReader(job);
  if (job.client === "kafkajs") return (await import("./kafkajs.ts")).kafkajsReader(job);
  if (job.client === "platformatic") return (await import("./platformatic.ts")).platformaticReader(job);
  throw new Error(`there is no consumer ${job.client}`);
}

function makeSource(job: Job): Source {
  const values = readValues(job.values, job.bytes);
  const keys = job.keys ? makeKeys() : [];
  return {
    value: (i) => values[i % values.length],
    key: job.keys ? (i) => keys[i % KEYS] : () => null,
  };
}

/** Resident memory in MiB: `VmHWM` is the most so far, `VmRSS` what is resident now, for both where Linux is not. */
function memory(field: "VmHWM" | "VmRSS"): number {
  if (process.platform !== "linux") return Math.round(process.memoryUsage().rss / MIB);
  const kib = new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync("/proc/self/status", "latin1"))?.[1];
  return Math.round(Number(kib) / 1024);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Measures from now to the call of the answer, which takes how many records there were. */
function startMeter(): (records: number) => Omit<Measured, "sent"> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  return (records) => {
    const used = process.cpuUsage(cpu);
    const seconds = (performance.now() - started) / 1000;
    return {
      cpuMicros: (used.user + used.system) / (records === 0 ? seconds : records),
      rate: Math.round(records / seconds),
      peakMiB: memory("VmHWM"),
      rssMiB: memory("VmRSS"),
    };
  };
}

/** Sends one after the other; gives every latency in ms, in rising order. */
async function singles(client: BenchClient, count: number): Promise<Float64Array> {
  const taken = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const from = performance.now();
    await client.one(i);
    taken[i] = performance.now() - from;
  }
  return taken.sort();
}

async function measure(client: BenchClient, job: Job): Promise<Measured> {
  if (job.mode === "buffered") {
    await client.fill(job.count);
    await pause(1500);
    return { cpuMicros: 0, rate: 0, peakMiB: memory("VmHWM"), rssMiB: memory("VmRSS"), sent: 0 };
  }
  await client.one(0);
  const measured = startMeter();
  let latencies: Float64Array = new Float64Array(0);
  if (job.mode === "idle") await pause(job.seconds * 1000);
  else if (job.mode === "single") latencies = await singles(client, job.count);
  else await client.many(job.count);
  const records = job.mode === "idle" ? 0 : job.count;
  return {
    ...measured(records),
    sent: records + 1,
    ...(latencies.length === 0 ? {} : {
      p50: latencies[Math.floor(latencies.length / 2)],
      p99: latencies[Math.floor(latencies.length * 0.99)],
    }),
  };
}

/** Consumers read ahead: what one fetched before its measure would be left out. So that begins before they connect. */
async function measureReader(reader: BenchReader, job: Job): Promise<Measured> {
  const measured = startMeter();
  const bytes = await reader.read(job.count);
  const result = { ...measured(job.count), sent: 0 };
  if (bytes < job.count * job.bytes) throw new Error(`${job.count} records had values of ${bytes} bytes only`);
  return result;
}

/** Does the job and prints what it cost; gives how to end the client. */
async function main(job: Job): Promise<() => Promise<unknown>> {
  if (job.mode === "consume") {
    const reader = await makeReader(job);
    console.log(JSON.stringify(await measureReader(reader, job)));
    return reader.close;
  }
  const client = await makeClient(job, makeSource(job));
  console.log(JSON.stringify(await measure(client, job)));
  return job.mode === "buffered" ? () => Promise.resolve() : client.close;
}

const close = await main(readJob(process.argv.slice(2)));
// A client that does not end must not hold up the others; what it cost is known.
await Promise.race([close(), pause(CLOSE_LIMIT_MS)]);
process.exit(0);
