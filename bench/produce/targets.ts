// The brokers to measure against: a real Apache Kafka of one node, the one that discards, and `samsa broker`. Called by
// suite.ts and end_to_end.ts.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Kafka } from "../../mod.ts";
import { CreateTopics } from "../../protocol/messages/create_topics.ts";
import { DeleteTopics } from "../../protocol/messages/delete_topics.ts";
import { ListOffsets } from "../../protocol/messages/list_offsets.ts";
import { startKafka } from "../../tools/kafka/cluster.ts";
import { startSamsaBroker } from "../../tools/samsa_broker.ts";
import { KAFKA_VERSION } from "../peers.ts";

const BROKER = join(import.meta.dirname ?? ".", "..", "discard_broker.ts");
const LATEST = -1n;
const COUNT_LIMIT_MS = 5000;

/** Names of the brokers. */
export type TargetName = "kafka" | "discard" | "silent" | "samsa";

/** A running broker. */
export interface Target {
  /** Its name in the results. */
  readonly name: TargetName;
  /** Address. */
  readonly bootstrap: string;
  /** Makes a topic. */
  readonly create: (topic: string, partitions: number) => Promise<void>;
  /** Removes a topic, whose data would fill the disk. */
  readonly remove: (topic: string) => Promise<void>;
  /** Records in all partitions of a topic. */
  readonly ends: (topic: string, partitions: number) => Promise<number>;
  /** Requests so far, by API key; null where nobody counts. */
  readonly requests: () => Promise<Readonly<Record<string, number>> | null>;
  /** Ends it. */
  readonly stop: () => Promise<void>;
}

/** Starts a broker. */
export async function startTarget(name: TargetName): Promise<Target> {
  if (name === "kafka") return await realKafka();
  return name === "samsa" ? await samsaBroker() : await discarding(name);
}

async function realKafka(): Promise<Target> {
  const cluster = await startKafka({ version: KAFKA_VERSION, jvm: ["-Xmx1g"] });
  return keeping("kafka", { bootstrap: cluster.bootstrap[0], end: () => cluster.stop() });
}

async function samsaBroker(): Promise<Target> {
  const { address: bootstrap, stop } = await startSamsaBroker();
  return keeping("samsa", { bootstrap, end: stop });
}

/** A broker that keeps what it gets, asked over the wire. */
function keeping(
  name: TargetName,
  { bootstrap, end }: { readonly bootstrap: string; readonly end: () => Promise<unknown> },
): Target {
  const kafka = new Kafka({ brokers: bootstrap });
  return {
    name,
    bootstrap,
    create: async (topic, numPartitions) => {
      const topics = [{ name: topic, numPartitions, replicationFactor: 1 }];
      const { topics: [made] } = await kafka.request(CreateTopics, { topics, timeoutMs: 30_000 });
      if (made.errorCode !== 0) throw new Error(`topic ${topic} was not made: ${made.errorMessage}`);
    },
    remove: async (name) => {
      await kafka.request(
        DeleteTopics,
        (version) =>
          version >= 6 ? { topics: [{ name }], timeoutMs: 30_000 } : { topicNames: [name], timeoutMs: 30_000 },
      );
    },
    ends: (topic, partitions) => endOffsets(kafka, topic, partitions),
    requests: () => Promise.resolve(null),
    stop: async () => {
      await kafka.close();
      await end();
    },
  };
}

async function discarding(name: "discard" | "silent"): Promise<Target> {
  const child: ChildProcess = fork(BROKER, name === "silent" ? ["--silent"] : [], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    env: { ...process.env, NODE_NO_WARNINGS: "1" },
  });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const [line] = await Promise.race([once(lines, "line"), once(child, "close").then(() => ["nothing"])]) as [string];
  const bootstrap = /^ready (.+)$/.exec(line)?.[1];
  if (bootstrap === undefined) throw new Error(`the discarding broker did not start: it said ${line}`);
  const kafka = new Kafka({ brokers: bootstrap });
  return {
    name,
    bootstrap,
    create: () => Promise.resolve(),
    remove: () => Promise.resolve(),
    ends: (topic, partitions) => endOffsets(kafka, topic, partitions),
    requests: async () => {
      const answer = once(child, "message", { signal: AbortSignal.timeout(COUNT_LIMIT_MS) });
      child.send("counts");
      return (await answer)[0] as Record<string, number>;
    },
    stop: async () => {
      await kafka.close();
      const ended = once(child, "close");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function endOffsets(kafka: Kafka, name: string, partitions: number): Promise<number> {
  const indexes = Array.from({ length: partitions }, (_, partitionIndex) => ({ partitionIndex, timestamp: LATEST }));
  const answer = await kafka.request(ListOffsets, { replicaId: -1, topics: [{ name, partitions: indexes }] });
  return answer.topics[0].partitions.reduce((sum, one) => sum + Number(one.offset), 0);
}
