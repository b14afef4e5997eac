// Workload "produce-options". Needs: producers with every option. Several producers of one client and of others send
// records of all shapes to 1 to 3 brokers, while topics get partitions and are made anew; the checker reads the logs.
import { KafkaError } from "../../errors/kafka_error.ts";
import { CreatePartitions } from "../../protocol/messages/create_partitions.ts";
import type { Kafka } from "../../src/kafka.ts";
import type { SeededRandom } from "../random.ts";
import type { SimulatedWorld } from "../world.ts";
import { makeAnew } from "./admin_changes.ts";
import { beginLate } from "./late_sequences.ts";
import { anyProducer, anyRecord, SMALL_TOPIC } from "./producer_kinds.ts";
import { goOn, Sender, type SendingOptions, worldOptions } from "./traffic.ts";
import type { Load, Workload } from "./workload.ts";

const GROWING = "b";
const FLEETING = "x";
const FLEETING_PARTITIONS = 2;
const MOST_PARTITIONS = 5;
/** Room for one usual record at least. */
const SMALL_BYTES = 450;
/** How many sequences may be left when they begin late. */
const MOST_LEFT = 60;

/** Producers of every kind. */
export const produceOptionsWorkload: Workload = {
  name: "produce-options",
  options: (random, { durationMs }) => producerWorld(random, durationMs),
  run: async (world, random, load) => {
    const normally = random.int(3) === 0 ? beginLate(1 + random.int(MOST_LEFT)) : () => {};
    try {
      const senders = anySenders(world, random, load);
      const changes = change(world, random.fork("changes"), world.clock.now() + load.durationMs);
      await Promise.all(senders.map((sender) => sender.run()));
      await changes;
      await endCalmly(world, senders);
    } finally {
      normally();
    }
  },
};

/** The options of a world for producers of every kind. */
export function producerWorld(random: SeededRandom, durationMs: number): ReturnType<Workload["options"]> {
  const small = { partitions: 2, configs: { "max.message.bytes": SMALL_BYTES } };
  return {
    ...worldOptions(random, { topics: { a: 3, [GROWING]: 2 }, durationMs, without: ["slow consumer"] }),
    topics: { a: 3, [GROWING]: 2, [FLEETING]: FLEETING_PARTITIONS, [SMALL_TOPIC]: small },
    brokers: 1 + random.int(3),
  };
}

/** Senders with a producer of any kind each, some of one client, some of others. */
export function anySenders(
  world: SimulatedWorld,
  random: SeededRandom,
  load: Load,
  more: (sender: () => Sender, random: SeededRandom) => Partial<SendingOptions["options"]> = () => ({}),
): Sender[] {
  const kafkas: Kafka[] = [world.kafka];
  world.history.mostBytes.set(SMALL_TOPIC, SMALL_BYTES);
  return Array.from({ length: 1 + random.int(4) }, (_, n) => {
    if (n > 0 && random.int(2) === 0) kafkas.push(world.newClient());
    const own = random.fork(`sender ${n}`);
    const options = { ...anyProducer(own), ...more(() => sender, own) };
    // Without an answer nobody learns that batches are too large.
    const topics = () => [...world.cluster.topics.keys()].filter((one) => options.acks !== 0 || one !== SMALL_TOPIC);
    const record = anyRecord(world, { topics, random: own, options });
    const kafka = kafkas[random.int(kafkas.length)] as Kafka;
    const sender: Sender = new Sender(world, kafka, { topics, random: own, load, options, record });
    return sender;
  });
}

/** The faults end; everything that was sent settles, all goes on, and the producers are closed. */
export async function endCalmly(world: SimulatedWorld, senders: readonly Sender[]): Promise<void> {
  await world.calm();
  await Promise.all(senders.map((sender) => sender.flush()));
  await goOn(world, ...senders);
  await Promise.all(senders.map(({ producer }) => producer.close()));
}

/** Topics change while records go to them. */
async function change(world: SimulatedWorld, random: SeededRandom, end: number): Promise<void> {
  const grows = random.int(2) === 0;
  const isMadeAnew = random.int(3) === 0;
  for (;;) {
    await world.sleep(300 + random.int(2000));
    if (world.clock.now() >= end) return;
    if (grows && random.int(2) === 0) await addPartition(world);
    if (isMadeAnew && random.int(2) === 0) makeAnew(world, FLEETING, FLEETING_PARTITIONS);
  }
}

async function addPartition({ cluster, kafka, history }: SimulatedWorld): Promise<void> {
  const count = (cluster.topics.get(GROWING) ?? 0) + 1;
  if (count > MOST_PARTITIONS) return;
  history.excuse(GROWING, "grown");
  try {
    const topics = [{ name: GROWING, count, assignments: null }];
    await kafka.request(CreatePartitions, { topics, timeoutMs: 1000 }, { to: "controller", timeoutMs: 2000 });
  } catch (error) {
    // The faults strike this request, too.
    if (!(error instanceof KafkaError)) throw error;
  }
}
