// Starts, hurts and stops a real Apache Kafka from the command line: `node tools/kafka.ts start|stop|…` (also with
// deno run -A and bun). Progress and errors go to standard error, results to standard output as one line of JSON.
import process from "node:process";
import { parseArgs } from "node:util";
import { attachKafka, type KafkaCluster, startKafka } from "./kafka/cluster.ts";
import { fetchJars } from "./kafka/jars.ts";
import { createTopic, describeTopic, moveLeader } from "./kafka/topics.ts";
import { BROKER_VERSIONS } from "./kafka/versions.ts";

const HELP = `Real Apache Kafka brokers for tests, on 127.0.0.1

  start [--version V] [--nodes 1|3] [--set key=value]... [--owner PID]
                     start a cluster and leave it running; prints its addresses. With --owner it ends with that process
  stop               end every process and remove the data; logs stay
  status             state of each node
  kill N | pause N | resume N | term N | restart N
                     SIGKILL, SIGSTOP, SIGCONT, SIGTERM; start node N again (after SIGTERM if it runs)
  topic NAME [--partitions P] [--replicas R]
                     create a topic
  describe NAME      leaders and replicas of a topic
  move NAME P N      make node N the leader of partition P
  fetch [V...]       fetch the jars of versions (default: all) and start nothing
  versions           what can be started

  --dir D            folder of the cluster (default: run/kafka)`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dir: { type: "string", default: "run/kafka" },
    version: { type: "string", default: "4.4.0" },
    nodes: { type: "string", default: "1" },
    set: { type: "string", multiple: true, default: [] },
    owner: { type: "string" },
    partitions: { type: "string", default: "1" },
    replicas: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

const [command, ...rest] = positionals;
const cluster = (): KafkaCluster => attachKafka(values.dir);
const node = (): number => whole("the node", rest[0]);

const commands: Readonly<Record<string, () => unknown>> = {
  start,
  stop: () => cluster().stop(),
  status: () => print({ ...facts(cluster()), nodes: cluster().status() }),
  kill: () => cluster().kill(node()),
  pause: () => cluster().pause(node()),
  resume: () => cluster().resume(node()),
  term: () => cluster().stopNode(node()),
  restart,
  topic: () => createTopic(cluster(), word(rest[0]), { partitions: Number(values.partitions), ...replicas() }),
  describe: async () => print({ topic: word(rest[0]), partitions: await describeTopic(cluster(), word(rest[0])) }),
  move: () =>
    moveLeader(cluster(), {
      topic: word(rest[0]),
      partition: whole("the partition", rest[1]),
      to: whole("the node", rest[2]),
    }),
  fetch: fetchAll,
  versions: () => BROKER_VERSIONS.forEach(print),
};

await main();

async function main(): Promise<void> {
  const run = Object.hasOwn(commands, command ?? "") ? commands[command] : undefined;
  if (values.help || run === undefined) {
    process.stderr.write(`${HELP}\n`);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  try {
    await run();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

async function start(): Promise<void> {
  const nodes = whole("--nodes", values.nodes);
  if (nodes !== 1 && nodes !== 3) throw new Error(`--nodes is 1 or 3, not ${nodes}`);
  const settings = Object.fromEntries(values.set.map((text) => {
    const at = text.indexOf("=");
    if (at < 1) throw new Error(`--set takes key=value, not "${text}"`);
    return [text.slice(0, at), text.slice(at + 1)];
  }));
  const owner = values.owner === undefined ? null : whole("--owner", values.owner);
  const { dir, version } = values;
  print(facts(await startKafka({ version, nodes, dir, settings, owner, onProgress: say })));
}

async function restart(): Promise<void> {
  const all = cluster();
  if (all.status().some((one) => one.id === node() && one.state !== "dead")) await all.stopNode(node());
  await all.startNode(node());
}

async function fetchAll(): Promise<void> {
  const wanted = rest.length > 0 ? rest : BROKER_VERSIONS.map((version) => version.id);
  for (const version of wanted) await fetchJars(version, say);
}

function facts(one: KafkaCluster): Record<string, unknown> {
  return { version: one.version, bootstrap: one.bootstrap.join(","), dir: one.dir, pids: one.pids() };
}

function replicas(): { replicas?: number } {
  return values.replicas === undefined ? {} : { replicas: whole("--replicas", values.replicas) };
}

function whole(what: string, text: string | undefined): number {
  if (text === undefined || !/^\d+$/.test(text)) {
    throw new Error(`${what} must be a whole number, not ${text ?? "left out"}`);
  }
  return Number(text);
}

function word(text: string | undefined): string {
  if (text === undefined) throw new Error("the name of the topic is missing");
  return text;
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
