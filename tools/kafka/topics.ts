// Topics of a real cluster, before and beside the client's own admin: create, look up, move a leader.
// Called by live tests and benchmarks.
import type { KafkaCluster } from "./cluster.ts";
import { runJava } from "./java.ts";
import { javaCommand } from "./launch.ts";
import { askMetadata, type PartitionPlace } from "./probe.ts";
import { pause, runProgram } from "./processes.ts";
import { atLeast } from "./versions.ts";

/** How to create a topic. */
export interface TopicPlan {
  /** Number of partitions. @default 1 */
  readonly partitions?: number;
  /** Replicas of each. @default as many as there are nodes */
  readonly replicas?: number;
  /** Topic settings. */
  readonly configs?: Readonly<Record<string, string>>;
}

/** Creates a topic and waits until every running broker knows a leader for each of its partitions. */
export async function createTopic(cluster: KafkaCluster, topic: string, plan: TopicPlan = {}): Promise<void> {
  const { partitions = 1, replicas = cluster.nodes.length } = plan;
  const configs = Object.entries(plan.configs ?? {}).map(([key, value]) => `${key}=${value}`);
  if (cluster.zookeeper === null) {
    const what = ["create", topic, String(partitions), String(replicas), ...configs];
    await runJava(cluster.java, { name: "Topics", arguments: [cluster.bootstrap.join(","), ...what] });
  } else {
    await createWithZooKeeper(cluster, [
      ...["--topic", topic, "--partitions", String(partitions), "--replication-factor", String(replicas)],
      ...configs.flatMap((config) => ["--config", config]),
    ]);
  }
  await waitForTopic(cluster, { topic, partitions });
}

/** The partitions of a topic as the first running broker (or `node`) sees them; an unknown topic has none. */
export async function describeTopic(
  cluster: KafkaCluster,
  topic: string,
  node?: number,
): Promise<readonly PartitionPlace[]> {
  const id = node ?? cluster.status().find((one) => one.state === "running")?.id;
  if (id === undefined) throw new Error("no node of the cluster runs");
  return (await askMetadata(cluster.node(id).listeners.PLAINTEXT.port, topic)).partitions;
}

/** A partition to move and where to. */
export interface LeaderMove {
  /** Topic. */
  readonly topic: string;
  /** Partition. */
  readonly partition: number;
  /** Node that is to lead it. */
  readonly to: number;
}

/** Makes a node the leader of a partition and waits until it is; 2.4 or newer. */
export async function moveLeader(cluster: KafkaCluster, move: LeaderMove): Promise<void> {
  if (!atLeast(cluster.kafkaVersion, "2.4")) {
    throw new Error(`leaders are moved on Kafka 2.4 or newer, not ${cluster.version}`);
  }
  const what = ["move", move.topic, String(move.partition), String(move.to)];
  await runJava(cluster.java, { name: "Topics", arguments: [cluster.bootstrap.join(","), ...what] });
}

async function createWithZooKeeper(cluster: KafkaCluster, what: readonly string[]): Promise<void> {
  const main = ["kafka.admin.TopicCommand", "--create", ...what];
  const where = atLeast(cluster.kafkaVersion, "2.8")
    ? ["--bootstrap-server", cluster.bootstrap.join(",")]
    : ["--zookeeper", cluster.zookeeper ?? ""];
  const run = await runProgram(javaCommand(cluster.java, [...main, ...where]));
  if (run.code === 0 && !/Error while executing/.test(run.stdout)) return;
  throw new Error(`TopicCommand failed: ${(run.stdout + run.stderr).trim()}`);
}

async function waitForTopic(cluster: KafkaCluster, wanted: { topic: string; partitions: number }): Promise<void> {
  const end = Date.now() + 30_000;
  for (const node of cluster.status().filter((one) => one.state === "running")) {
    while (true) {
      const places = await describeTopic(cluster, wanted.topic, node.id);
      if (places.length === wanted.partitions && places.every((one) => one.leader > 0)) break;
      if (Date.now() > end) throw new Error(`node ${node.id} does not know topic ${wanted.topic} after 30 s`);
      await pause(30);
    }
  }
}
