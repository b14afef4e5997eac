// One JavaScript client, one job, one process: connects with a first record, does the job, and prints what it cost as
// one line of JSON. Started by produce/suite.ts on Node, Deno and Bun.
import { readFileSync } from "node:fs";
import process from "node:process";
import { KEYS, makeKeys, readValues } from "../values.ts";
import type { BenchClient, Source } from "./client.ts";
import { type Job, type Measured, readJob } from "./job.ts";

const CLOSE_LIMIT_MS = 3000;

/** Each client is loaded by itself: none pays for another's modules. */
async function makeClient(job: Job, source: Source): Promise<BenchClient> {
  const [name] = job.client.split("-");
  if (name === "samsa") return (await import("./samsa.ts")).samsa(job, source);
  if (name === "kafkajs") return await (await import("./kafkajs.ts")).kafkajs(job, source);
  if (name === "platformatic") return await (await import("./platformatic.ts")).platformatic(job, source);
  if (name === "bare") return await (await import("./bare.ts")).bare(job, source);
  throw new Error(`there is no client ${job.client}`);
}

function makeSource(job: Job): Source {
  const values = readValues(job.values, job.bytes);
  const keys = job.keys ? makeKeys() : [];
  return {
    value: (i) => values[i % values.length],
    key: job.keys ? (i) => keys[i % KEYS] : () => null,
  };
}

/** Resident memory in MiB: `VmHWM` is the most so far, `VmRSS` what is resident now. */
function memory(field: "VmHWM" | "VmRSS"): number {
  const kib = new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync("/proc/self/status", "latin1"))?.[1];
  return Math.round(Number(kib) / 1024);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

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
  const cpu = process.cpuUsage();
  const started = performance.now();
  let latencies: Float64Array = new Float64Array(0);
  if (job.mode === "idle") await pause(job.seconds * 1000);
  else if (job.mode === "single") latencies = await singles(client, job.count);
  else await client.many(job.count);
  const used = process.cpuUsage(cpu);
  const seconds = (performance.now() - started) / 1000;
  const records = job.mode === "idle" ? 0 : job.count;
  return {
    cpuMicros: (used.user + used.system) / (records === 0 ? seconds : records),
    rate: Math.round(records / seconds),
    peakMiB: memory("VmHWM"),
    rssMiB: memory("VmRSS"),
    sent: records + 1,
    ...(latencies.length === 0 ? {} : {
      p50: latencies[Math.floor(latencies.length / 2)],
      p99: latencies[Math.floor(latencies.length * 0.99)],
    }),
  };
}

const job = readJob(process.argv.slice(2));
const client = await makeClient(job, makeSource(job));
console.log(JSON.stringify(await measure(client, job)));
// A client that does not end must not hold up the others; what it cost is known.
if (job.mode !== "buffered") await Promise.race([client.close(), pause(CLOSE_LIMIT_MS)]);
process.exit(0);
