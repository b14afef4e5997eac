// `samsa demo`: a broker in memory (or a real cluster), a topic, records sent and read back, told as it happens.
import { styleText } from "node:util";
import process from "node:process";
import type { Command } from "commander";
import type { ConsumerRecord, Kafka } from "../../mod.ts";
import { print } from "../connection.ts";

/** Colours of a person's terminal. */
type Colour = "bold" | "cyan" | "dim" | "green" | "magenta" | "yellow";

const TOPIC = "samsa-demo-orders";
const PARTITIONS = 3;
const PARTITION_COLOURS: readonly Colour[] = ["cyan", "magenta", "yellow"];
const CUSTOMERS = ["gregor", "grete", "anna", "hermann", "leni"];
const DISHES = ["apples", "milk", "bread", "cheese", "raisins", "almonds", "sausage"];
const RECORDS = 24;

interface DemoOptions {
  readonly brokers?: string;
}

/** Adds the command. */
export function addDemoCommand(samsa: Command): void {
  samsa.command("demo")
    .description("show what Samsa does, on a broker in memory; ends by itself in seconds")
    .option("-b, --brokers <host:port,...>", "show it on this cluster instead")
    .action((options: DemoOptions) => demo(options));
}

async function demo(options: DemoOptions): Promise<void> {
  const { Kafka } = await import("../../mod.ts");
  const { EmbeddedKafka } = await import("../../embedded/mod.ts");
  const embedded = options.brokers === undefined ? await EmbeddedKafka.start({ brokers: 3 }) : null;
  const kafka = new Kafka(
    embedded === null ? { brokers: (options.brokers as string).split(",") } : embedded.options(),
  );
  const where = options.brokers ?? "three brokers in this process";
  try {
    await say(`\n${paint("bold", "Samsa")} ${paint("dim", "· a Kafka client for every JavaScript runtime")}\n\n`);
    await step("connect", `${where} answered in ${await timed(() => kafka.ping())}`);
    await createTopic(kafka);
    const sent = await produce(kafka);
    await consume(kafka, sent);
    await deleteTopic(kafka);
    await say(
      `\n${paint("green", "Done.")} Every record came back once, and each customer's orders stayed in order.\n`,
    );
  } finally {
    await kafka.close();
    await embedded?.close();
  }
}

async function createTopic(kafka: Kafka): Promise<void> {
  const { CreateTopics } = await import("../../protocol/messages/mod.ts");
  const response = await kafka.request(CreateTopics, {
    topics: [{ name: TOPIC, numPartitions: PARTITIONS, replicationFactor: -1 }],
    timeoutMs: 30_000,
  }, { to: "controller" });
  const code = response.topics[0]?.errorCode ?? 0;
  // 36: it is still there from a run that was interrupted; its records are told apart by their run.
  if (code !== 0 && code !== 36) throw new Error(`The topic ${TOPIC} cannot be created: error ${code}`);
  await step("topic", `${TOPIC} with ${PARTITIONS} partitions`);
}

async function deleteTopic(kafka: Kafka): Promise<void> {
  const { DeleteTopics } = await import("../../protocol/messages/mod.ts");
  await kafka.request(DeleteTopics, (version) => ({
    ...(version >= 6 ? { topics: [{ name: TOPIC }] } : { topicNames: [TOPIC] }),
    timeoutMs: 30_000,
  }), { to: "controller" });
  await step("clean up", `${TOPIC} deleted`);
}

/** An order as it is sent. */
interface Order {
  readonly run: string;
  readonly number: number;
  readonly dish: string;
}

async function produce(kafka: Kafka): Promise<ReadonlyMap<string, readonly number[]>> {
  const run = `${Date.now()}`;
  const producer = kafka.producer({ compression: "lz4" });
  const numbers = new Map<string, number[]>();
  await step("produce", `${RECORDS} orders, the customer is the key: same customer, same partition`);
  const started = performance.now();
  const acknowledged = Array.from({ length: RECORDS }, (_, number) => {
    const key = CUSTOMERS[(number * 7) % CUSTOMERS.length];
    const order: Order = { run, number, dish: DISHES[(number * 3) % DISHES.length] };
    numbers.set(key, [...numbers.get(key) ?? [], number]);
    return producer.send({ topic: TOPIC, key, value: JSON.stringify(order), headers: { run } });
  });
  const counts = new Map<number, number>();
  for (const { partition } of await Promise.all(acknowledged)) counts.set(partition, (counts.get(partition) ?? 0) + 1);
  const took = (performance.now() - started).toFixed(1);
  for (const [partition, count] of [...counts].sort(([a], [b]) => a - b)) {
    await say(`  ${lane(partition)} ${paint(colourOf(partition), "█".repeat(count))} ${count}\n`);
  }
  await step("", `all acknowledged by every in-sync replica after ${took} ms, idempotent, lz4`);
  await producer.close();
  return numbers;
}

async function consume(kafka: Kafka, sent: ReadonlyMap<string, readonly number[]>): Promise<void> {
  await step("consume", "from the earliest offset of each partition");
  const consumer = kafka.consumer({ topics: [TOPIC] });
  const read = new Map<string, number[]>();
  let count = 0;
  for await (const record of consumer) {
    const order = record.json<Order>();
    const customer = record.keyText() ?? "";
    if (order !== null && sent.get(customer)?.includes(order.number) === true) {
      read.set(customer, [...read.get(customer) ?? [], order.number]);
      await say(`  ${lane(record.partition)} ${describe(record, order)}\n`);
      if (++count === RECORDS) break;
    }
  }
  await consumer.close();
  for (const [customer, numbers] of sent) {
    if (read.get(customer)?.join() !== numbers.join()) throw new Error(`The orders of ${customer} came back changed`);
  }
}

function describe(record: ConsumerRecord, order: Order): string {
  const offset = paint("dim", `offset ${String(record.offset).padStart(2)}`);
  const who = paint(colourOf(record.partition), (record.keyText() ?? "").padEnd(8));
  return `${offset}  ${who} order ${String(order.number).padStart(2)}: ${order.dish}`;
}

function lane(partition: number): string {
  return paint("dim", `partition ${partition}`);
}

function colourOf(partition: number): Colour {
  return PARTITION_COLOURS[partition % PARTITION_COLOURS.length];
}

async function step(name: string, text: string): Promise<void> {
  await say(`${paint("green", name === "" ? " " : "▸")} ${paint("bold", name.padEnd(9))} ${text}\n`);
}

async function timed(work: () => Promise<unknown>): Promise<string> {
  const started = performance.now();
  await work();
  return `${(performance.now() - started).toFixed(1)} ms`;
}

async function say(text: string): Promise<void> {
  await print(text);
}

/** Colours only where a person looks. */
function paint(colour: Colour, text: string): string {
  const plain = process.stdout.isTTY !== true || process.env["NO_COLOR"] !== undefined;
  return plain ? text : styleText(colour, text, { validateStream: false });
}
