// The producing process: sends numbered records at a steady pace until it is told to end, and reports what became of
// each. A process of its own, so that its memory and its pace are the client's alone. Started by client_process.ts.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { createInterface } from "node:readline";
import { BrokerError, Kafka } from "../../../mod.ts";
import type { ClientConfig, ClientLine, ClientOrder, ClientReport, FailedSend, ToldEvent } from "./client_config.ts";
import type { ClientEvent } from "../../../src/base/client_event.ts";
import { Condition } from "./condition.ts";
import { recordKey, recordValue } from "./numbered.ts";

const TICK_MS = 5;
const MOST_EVENTS = 5_000;
const SLOW_MS = 300;

const config = JSON.parse(process.argv[2]) as ClientConfig;
const { topic, partitions } = config;
const events: ToldEvent[] = [];
const kafka = new Kafka({ brokers: config.brokers, ...config.kafka, hooks: [hear] });
const producer = kafka.producer();
const offsets: number[][] = Array.from({ length: partitions }, () => []);
const acknowledged: number[][] = Array.from({ length: partitions }, () => []);
const asked: number[][] = Array.from({ length: partitions }, () => []);
const held: [number, number][][] = Array.from({ length: partitions }, () => []);
const failed: FailedSend[] = [];
/** By partition: when the request of the batch that was acknowledged last went out. */
const lastAsked: number[] = Array.from({ length: partitions }, () => 0);
let newestAnswer = 0;
const lag = { ms: 0, at: 0 };
const orders = new Set<ClientOrder>();
const condition = new Condition();
let sent = 0;
let settled = 0;

const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
  orders.add(line as ClientOrder);
  condition.changed();
});
lines.on("close", () => process.exit(3)); // whoever started this has gone

await main();

async function main(): Promise<void> {
  for (let i = 0; i < partitions; i++) send();
  await condition.until(() => settled === partitions);
  const from = Date.now() + config.warmUpMs;
  await sendSteadily(from);
  const to = Date.now();
  await condition.until(() => settled === sent, config.settleMs);
  const peak = peakMiB();
  report({ from, to });
  say({ is: "settled", peakMiB: peak });
  await condition.until(() => orders.has("close"));
  const start = performance.now();
  const error = await kafka.close().then(() => null, String);
  say({ is: "closed", ms: Math.round(performance.now() - start), error });
  process.exitCode = 0;
  process.stdin.destroy();
}

/** Sends what is due at each tick, so that a late tick does not change the pace. Says at `from` that records flow. */
async function sendSteadily(from: number): Promise<void> {
  const start = performance.now();
  let last = start;
  let flowing = false;
  let enough = false;
  while (!(orders.has("end") && sent >= config.records)) {
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    const now = performance.now();
    if (!flowing && Date.now() >= from) say({ is: "flowing" });
    flowing ||= Date.now() >= from;
    if (flowing && now - last - TICK_MS > lag.ms) {
      Object.assign(lag, { ms: Math.round(now - last - TICK_MS), at: Date.now() });
    }
    last = now;
    const due = partitions + Math.floor((now - start) * config.perSecond / 1000);
    while (sent < due) send();
    if (!enough && sent >= config.records) say({ is: "enough" });
    enough ||= sent >= config.records;
  }
}

function send(): void {
  const partition = sent % partitions;
  const number = Math.floor(sent / partitions);
  sent++;
  offsets[partition][number] = -2;
  acknowledged[partition][number] = 0;
  asked[partition][number] = 0;
  producer.send({ topic, partition, key: recordKey(partition, number), value: recordValue(partition, number) }).then(
    (metadata) => {
      offsets[partition][number] = metadata.offset;
      acknowledged[partition][number] = Date.now();
      asked[partition][number] = lastAsked[partition];
      settle();
    },
    (error) => {
      failed.push({ partition, number, at: Date.now(), error: String(error), inDoubt: error?.delivery === "unknown" });
      settle();
    },
  );
}

function settle(): void {
  settled++;
  condition.changed();
}

function report(span: { readonly from: number; readonly to: number }): void {
  const known = new Set(failed.map((one) => `${one.partition}-${one.number}`));
  const unsettled = offsets.flatMap((list, partition): FailedSend[] =>
    list.flatMap((offset, number) =>
      offset === -2 && !known.has(`${partition}-${number}`)
        ? [{ partition, number, at: span.to, error: null, inDoubt: false }]
        : []
    )
  );
  const whole: ClientReport = {
    offsets,
    acknowledged,
    asked,
    held,
    ...span,
    failed: [...failed, ...unsettled],
    events,
    lag,
  };
  writeFileSync(config.report, JSON.stringify(whole));
}

/** Keeps events for the story of a failed run: of requests the failed and the slow ones. */
function hear(event: ClientEvent): void {
  noteWhenAsked(event);
  const usual = event.type === "request" ? event.latencyMs < SLOW_MS : event.type === "batch written";
  if (usual && "error" in event && event.error === null) return;
  if (events.length === MOST_EVENTS) return;
  const text = Object.entries(event).flatMap(([name, value]) => name === "type" ? [] : [`${name} ${String(value)}`]);
  events.push({ at: Date.now(), type: event.type, text: text.join(", ") });
}

/** The request of a batch is the one whose answer came last before the batch was told to be written or sent again. */
function noteWhenAsked(event: ClientEvent): void {
  if (event.type === "request" && event.api === "Produce") newestAnswer = Date.now() - event.latencyMs;
  if (event.type === "batch written" && event.topic === topic) lastAsked[event.partition] = newestAnswer;
  if (event.type === "batch retried" && event.error instanceof BrokerError) {
    held[event.partition].push([newestAnswer, Date.now()]);
  }
}

/** Most memory that was resident; elsewhere than on Linux what is resident now. */
function peakMiB(): number {
  const status = "/proc/self/status";
  const kib = existsSync(status) ? Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, "utf8"))?.[1]) : NaN;
  return Math.round((Number.isNaN(kib) ? process.memoryUsage().rss / 1024 : kib) / 1024);
}

function say(line: ClientLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
