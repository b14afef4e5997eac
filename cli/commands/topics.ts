// `samsa topics list | create | describe | delete`.
import type { Command } from "commander";
import { type ConnectionOptions, print, withBrokers, withKafka } from "../connection.ts";
import { wholeNumber } from "../number_option.ts";

interface CreateOptions extends ConnectionOptions {
  readonly partitions?: number;
  readonly replicationFactor?: number;
  readonly config: readonly string[];
}

/** Adds the command. */
export function addTopicsCommand(samsa: Command): void {
  const topics = samsa.command("topics").description("list, create, describe and delete topics");
  withBrokers(topics.command("list").description("names of all topics, one a line"))
    .action((options: ConnectionOptions) => list(options));
  withBrokers(topics.command("create").description("create a topic"))
    .argument("<topic>", "name of the topic")
    .option("-p, --partitions <number>", "how many partitions (default: as the broker is set)", wholeNumber(1))
    .option("-r, --replication-factor <number>", "copies of each (default: as the broker is set)", wholeNumber(1))
    .option("-c, --config <key=value>", "a setting of the topic; may be given again", collect, [])
    .action((topic: string, options: CreateOptions) => create(topic, options));
  withBrokers(topics.command("describe").description("partitions, leaders and replicas of topics"))
    .argument("<topics...>", "names of topics")
    .action((names: string[], options: ConnectionOptions) => describe(names, options));
  withBrokers(topics.command("delete").description("delete topics"))
    .argument("<topics...>", "names of topics")
    .action((names: string[], options: ConnectionOptions) => remove(names, options));
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

async function list(options: ConnectionOptions): Promise<void> {
  await withKafka(options, async (kafka) => {
    const names = await kafka.topics();
    await print([...names].sort().map((name) => `${name}\n`).join(""));
  });
}

async function create(topic: string, options: CreateOptions): Promise<void> {
  const configs = options.config.map((pair) => {
    const at = pair.indexOf("=");
    if (at < 1) throw new Error(`--config must be key=value: it is ${JSON.stringify(pair)}`);
    return { name: pair.slice(0, at), value: pair.slice(at + 1) };
  });
  const { CreateTopics } = await import("../../protocol/messages/mod.ts");
  await withKafka(options, async (kafka) => {
    const response = await kafka.request(CreateTopics, {
      topics: [{
        name: topic,
        numPartitions: options.partitions ?? -1,
        replicationFactor: options.replicationFactor ?? -1,
        configs,
      }],
      timeoutMs: 30_000,
    }, { to: "controller" });
    const answer = response.topics[0];
    if (answer !== undefined) {
      await failOn(answer.errorCode, { doing: `Creating topic ${topic}`, text: answer.errorMessage });
    }
    await print(`created ${topic}\n`);
  });
}

async function describe(names: readonly string[], options: ConnectionOptions): Promise<void> {
  await withKafka(options, async (kafka) => {
    for (const name of names) {
      const partitions = await kafka.partitions(name);
      if (partitions.length === 0) throw new Error(`There is no topic ${name}: samsa topics list shows all`);
      const lines = partitions.map((one) =>
        `  ${one.partition}\tleader ${one.leader}\tepoch ${one.leaderEpoch}\t` +
        `replicas ${one.replicas.join(",")}\tin sync ${one.inSyncReplicas.join(",")}\n`
      );
      await print(`${name}\t${partitions.length} partitions\n${lines.join("")}`);
    }
  });
}

async function remove(names: readonly string[], options: ConnectionOptions): Promise<void> {
  const { DeleteTopics } = await import("../../protocol/messages/mod.ts");
  await withKafka(options, async (kafka) => {
    const response = await kafka.request(DeleteTopics, (version) => ({
      ...(version >= 6 ? { topics: names.map((name) => ({ name })) } : { topicNames: [...names] }),
      timeoutMs: 30_000,
    }), { to: "controller" });
    for (const answer of response.responses) {
      await failOn(answer.errorCode, { doing: `Deleting topic ${answer.name}`, text: answer.errorMessage });
      await print(`deleted ${answer.name}\n`);
    }
  });
}

async function failOn(
  code: number,
  { doing, text }: { readonly doing: string; readonly text: string | null },
): Promise<void> {
  if (code === 0) return;
  const { errorInfo } = await import("../../protocol/messages/mod.ts");
  const info = errorInfo(code);
  const name = info?.name ?? `error ${code}`;
  throw new Error(`${doing} failed: ${text ?? info?.message ?? name} (${name})`);
}
