// Workload "consume". Needs: a consumer without group, its start positions and seeks; an idempotent producer. Several
// readers on several hosts read logs that were filled before and go on growing slowly.
import type { ConsumerOptions, StartPosition } from "../../src/consumer/options.ts";
import { noteOf } from "../observers/observed_consumer.ts";
import type { SeededRandom } from "../random.ts";
import type { SimulatedWorld } from "../world.ts";
import { catchUp, consumerOptions, goOn, producerOptions, readOn, Sender, settle, worldOptions } from "./traffic.ts";
import { type Load, pick, type Workload } from "./workload.ts";

const TOPICS: Readonly<Record<string, number>> = { a: 4, b: 1 };
/** Records that are there before the faults are felt. */
const FILL = 150;

/** Readers above all. */
export const consumeWorkload: Workload = {
  name: "consume",
  options: (random, { durationMs }) => worldOptions(random, { topics: TOPICS, durationMs }),
  run: async (world, random, load) => {
    const sender = new Sender(world, world.kafka, {
      topics: () => Object.keys(TOPICS),
      random: random.fork("sender"),
      load: { ...load, share: load.share / 4 },
      options: producerOptions(random, { deliveryTimeoutMs: 30_000 }),
    });
    fill(world, sender, random.fork("fill"), load);
    const readers = Array.from({ length: 1 + random.int(3) }, (_, n) => startReader(world, random.fork(`reader ${n}`)));
    await sender.run();
    await world.calm();
    await sender.flush();
    await goOn(world, sender);
    for (const { consumer } of readers) if (noteOf(consumer)?.fromStart === true) await catchUp(world, consumer);
    for (const { consumer } of readers) await consumer.close();
    for (const { reading } of readers) await reading;
  },
};

function fill(world: SimulatedWorld, { producer }: Sender, random: SeededRandom, { share }: Load): void {
  for (let i = 0; i < FILL * share; i++) {
    const topic = pick(random, Object.keys(TOPICS));
    world.background(settle(producer.send({ topic, value: "f".repeat(random.int(300)) })));
  }
}

function startReader(world: SimulatedWorld, random: SeededRandom) {
  const kafka = random.int(2) === 0 ? world.kafka : world.newClient();
  const consumer = kafka.consumer(readerOptions(world, random));
  const reading = readOn(world, consumer, random);
  if (random.int(3) === 0) world.background(seekNowAndThen(world, consumer, random));
  return { consumer, reading };
}

/** From the start, or from anywhere; whole topics, or some partitions. */
function readerOptions(world: SimulatedWorld, random: SeededRandom): ConsumerOptions {
  const options = consumerOptions(random, Object.keys(TOPICS));
  const from: StartPosition = pick(random, ["earliest", "earliest", "latest", 10, {
    timestamp: world.clock.wall() + 500,
  }]);
  if (random.int(4) > 0) return { ...options, from };
  const { topics: _, ...others } = options;
  return { ...others, from, partitions: { a: [random.int(4)], b: { 0: from } } };
}

/** Goes back, or forth, to an offset that is there. */
async function seekNowAndThen(
  world: SimulatedWorld,
  consumer: ReturnType<SimulatedWorld["kafka"]["consumer"]>,
  random: SeededRandom,
): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await world.sleep(random.int(1500));
    const at = { topic: "b", partition: 0 };
    const offset = random.int(1 + world.cluster.partition("b", 0).highWatermark);
    if (consumer.position(at) !== undefined) consumer.seek(at, offset);
  }
}
